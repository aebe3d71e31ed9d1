// section: 2.print 9.1
print(Error("m")) // > Error: m
print([Error("m", "K")]) // > [K: m]
print(Error("m", "DivisionByZero")) // > Runtime error: m
print(str(Error("x", "TypeError")), "" + Error("y")) // > TypeError: x Error: y
