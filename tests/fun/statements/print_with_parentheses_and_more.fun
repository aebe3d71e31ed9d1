// section: 6.print
print(1) + 2 // > 3
print (1), 2 // > 1 2
print (1, 2) // > 1 2
print (1 + 2) * 3 // > 9
print(4).to_string() + "!" // > 4!
print (true) ? "a" : "b" // > a
x = [print]
x[0]("called") // > called
p = print
p("value", 2) // > value 2
