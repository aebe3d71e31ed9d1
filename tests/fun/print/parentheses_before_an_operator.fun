// section: 6.print
print(
  1) + 2 // > 3
print(
  1
), 2 // > 1 2
echo(
  "a"
) + "b"
print()
// > ab
print (1), 2 // > 1 2
print(
  [1, 2]
)[0] // > 1
print(
  // what it is
  5
) * 2 // > 10
print [
  1,
  2
] // > [1, 2]
if true
  print(
    "in a block"
  ) + "!" // > in a block!
