// section: 9.4
n = 0
try
  try
    error("x")
  finally
    n += 1
catch e
  n += 10
finally
  n += 100
print(n) // > 111
