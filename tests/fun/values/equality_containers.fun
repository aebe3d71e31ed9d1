// section: 2.equality
print([1, 2] == [1, 2], [1, 2] == [2, 1], [1] == [1, 2]) // > true false false
print([1, [2, "x"]] == [1.0, [2, "x"]], [] == []) // > true true
print({a: 1, b: 2} == {b: 2, a: 1}, {a: 1} == {a: 2}, {} == {}) // > true false true
print({a: 1} == {b: 1}, {a: nil} == {}, {a: nil} == {b: nil}) // > false false false
print(range(3) == range(0, 3), range(3) == range(4)) // > true false
print(range(0, 5, 2) == range(0, 6, 2), range(0) == range(5, 5)) // > true true
print([0, 1] == range(2), [] == {}, [nan()] == [nan()]) // > false false false
print([1] != [1], {} != {}) // > false false
