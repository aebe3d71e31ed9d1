// section: 5.plus
print(1 + 2, 1 + 2.5, 2.5 + 1, 1.5 + 1.5) // > 3 3.5 3.5 3
print(kind(1 + 2.0), kind(1 + 2)) // > Float Number
print("a" + "b", "" + "", [1] + [2, 3], b"a" + b"b") // > ab  [1, 2, 3] b"ab"
a = [1]
b = a + [2]
push(b, 3)
print(a, b) // > [1] [1, 2, 3]
try
  throw Error("boom")
catch err
  print("e: " + err) // > e: Error: boom
  print(err + "!") // > Error: boom!
