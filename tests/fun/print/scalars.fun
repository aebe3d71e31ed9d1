// section: 2.print
print(0, -5, 9223372036854775807) // > 0 -5 9223372036854775807
print(true, false, nil) // > true false nil
print("raw \"text\"") // > raw "text"
print("") // >
print("a\nb")
// > a
// > b
