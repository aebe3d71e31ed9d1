// section: 12.deny
fun f()
  n = 0
  for i in range(200)
    try
      cwd()
    catch e
      n += 1
  return n
print(fiber(f, {deny: ["env"]}).resume()) // > 200
