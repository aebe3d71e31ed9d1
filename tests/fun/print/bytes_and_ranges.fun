// section: 2.print
print(b"ab\x00") // > b"ab\x00"
print(b"") // > b""
print([b"xy"]) // > [b"xy"]
print(range(5), range(2, 7), range(0, 10, 2)) // > range(0, 5) range(2, 7) range(0, 10, 2)
print(range(0, 10, 2)[1:3]) // > range(2, 6, 2)
print(range(0, 5)[1:3]) // > range(1, 3)
print(range(10)[3:3]) // > range(0, 0)
print(range(5, 0, -1)) // > range(5, 0, -1)
