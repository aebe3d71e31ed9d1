// section: 9.1
fun down(n)
  if n == 0
    error("bottom")
  return 1 + down(n - 1)
try
  down(500)
catch err
  t = err.trace
  print(len(t), t[50].omitted, t[0]["function"], t[100]["function"]) // > 101 402 down trace_of_deep_stack.fun
  print(t[0].line, t[1].line, t[100].line) // > 4 5 7
