// section: 9.4
fun ret()
  try
    return 1
  finally
    return 2
fun swallow()
  try
    error("gone")
  finally
    return "swallowed"
fun brk()
  for i in range(3)
    try
      return i
    finally
      break
  return "after the loop"
fun cont()
  n = 0
  for i in range(3)
    try
      error("x")
    finally
      n += 1
      continue
  return n
print(ret(), swallow(), brk(), cont()) // > 2 swallowed after the loop 3
