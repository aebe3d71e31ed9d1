// section: 1.source, 1.strings
if true
  print("a") // > a
s = "x
y"
print(len(s)) // > 3
