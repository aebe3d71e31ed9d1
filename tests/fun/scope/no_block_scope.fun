// section: 3.scopes
if true
  a = 1
print(a) // > 1
for i in range(3)
  last = i
print(i, last) // > 2 2
while a < 3
  a += 1
  in_while = a
print(in_while) // > 3
try
  in_try = 5
finally
  in_finally = 6
print(in_try, in_finally) // > 5 6
fun f()
  for j in [7, 8]
    k = j
  return [j, k]
print(f()) // > [8, 8]
