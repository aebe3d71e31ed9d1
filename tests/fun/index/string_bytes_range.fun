// section: 5.index
print("h\u{e9}y"[1], "abc"[-1]) // > é c
print(b"ABC"[0], b"ABC"[-1]) // > 65 67
print(range(5, 10)[0], range(5, 10)[-1], range(0, 10, 3)[2]) // > 5 9 6
