// section: 9.3
n = 0
for i in range(200)
  try
    if i % 3 == 0
      error("x")
    elif i % 3 == 1
      1 / 0
    else
      [][i]
  catch err
    n += 1
print(n) // > 200
fun nested(k)
  try
    if k == 0
      error("bottom")
    return nested(k - 1)
  catch err
    error(err.message + "+")
try
  nested(5)
catch err
  print(err.message) // > bottom++++++
