// section: 2.strings 6.assignment
s = "abc"
try
  s[0] = "x"
catch err
  print(err) // > FrozenError: cannot modify a String
print(s) // > abc
