// section: 5.slice
print("hello"[1:3], "hello"[-3:], "h\u{e9}llo"[1:3], ""[0:5] == "") // > el llo él true
print(b"hello"[1:3], b"hello"[3:]) // > b"el" b"lo"
print(range(10)[2:5], range(10)[-2:]) // > range(2, 5) range(8, 10)
print(range(0, 20, 5)[1:]) // > range(5, 20, 5)
