// section: 2.order
print("a" < "b", "a" < "ab", "B" < "a", "" < "a", "b" <= "a") // > true true true true false
print("\u{e9}" > "z", b"a" < b"b", b"\xff" > b"a") // > true true true
print([1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [] < [0]) // > true true true true
print([1, 2] <= [1, 2], [1, 2] < [1, 2], ["a", 1] < ["a", 2]) // > true false true
print([nil, 1] < [nil, 2]) // > true
