// section: 9.4
log = []
fun f()
  try
    try
      try
        return "r"
      finally
        push(log, 1)
    finally
      push(log, 2)
  finally
    push(log, 3)
print(f(), log) // > r [1, 2, 3]
log = []
fun g()
  for i in range(2)
    try
      try
        if i == 0
          continue
        return "g"
      finally
        push(log, i)
    finally
      push(log, "o")
print(g(), log) // > g [0, o, 1, o]
