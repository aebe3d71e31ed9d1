// section: 6.for
for x in [1, "a", nil]
  print(x)
// > 1
// > a
// > nil
for (i, x) in ["p", "q"]
  print(i, x)
// > 0 p
// > 1 q
for i, x in ["r"]
  print(i, x) // > 0 r
for x in []
  print("never")
