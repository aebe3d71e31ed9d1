// section: 12.fuel
n = 0
try
  while true
    n += 1
finally
  print(n)
  while true
    nil
// limits: --fuel=300
// exit: 1
// fuel: 10300
// stdout:
// | 301
// stderr: out of fuel
