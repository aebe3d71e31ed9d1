// section: 1.strings
s = "one
two
  three"
print(len(s)) // > 15
print(s)
// > one
// > two
// >   three
t = 'a
b'
print(t == "a\nb") // > true
