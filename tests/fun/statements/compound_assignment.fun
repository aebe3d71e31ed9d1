// section: 6.assignment
x = 10
x += 5
x -= 3
x *= 4
x /= 5
x %= 5
print(x) // > 4
s = "a"
s += "b"
arr = [1]
arr += [2]
print(s, arr) // > ab [1, 2]
calls = 0
fun idx()
  calls += 1
  return 0
a = [1, 2]
a[idx()] += 10
a[idx()] ??= 5
print(a, calls) // > [11, 2] 2
m = {}
try
  m.missing += 1
catch err
  print(err) // > TypeError: ADD expects both numbers, both strings, or both arrays, got nil and int
