// section: 1.lines
a = 1 +
  2
b = not
      true
c = true ?
  "y" :
  "n"
d =
  4
d +=
    6
fun double(x) =>
  x * 2
fun same(x) ->
    number
  return x
inc = fn(x) =>
  x + 1
g = 3 *
2
h = 1 in
  [1]
i = nil is not
  5
j = nil ??
  8
k = true and
  1 ==
  1
l = -
  9
print(a, b, c, d) // > 3 false y 10
print(double(4), same(5), inc(6), g) // > 8 5 7 6
print(h, i, j, k, l) // > true true 8 true -9
print 1,
  2 // > 1 2
