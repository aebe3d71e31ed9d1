// section: 3.clause
x = 1
try
  throw 2
catch x
  print(x) // > 2
print(x) // > 1
fs = []
for i in range(2)
  try
    throw i
  catch y
    push(fs, fn() => y)
print(fs[0](), fs[1]()) // > 0 1
fun f()
  x = 10
  try
    throw 20
  catch x
    x += 1
  return x
print(f()) // > 10
