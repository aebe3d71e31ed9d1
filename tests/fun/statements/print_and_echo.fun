// section: 6.print
print(1, "a", nil) // > 1 a nil
print() // >
echo("a", 1)
echo("b")
echo()
print("") // > a 1b
print "no parentheses" // > no parentheses
print 1, 2 // > 1 2
print -5 // > -5
print [1, 2] // > [1, 2]
echo "x"
print("y") // > xy
