// section: 9.4
log = []
fun normal()
  try
    push(log, "n")
  finally
    push(log, "f1")
fun caught()
  try
    error("x")
  catch e
    push(log, "c")
  finally
    push(log, "f2")
fun uncaught()
  try
    error("x")
  finally
    push(log, "f3")
fun rethrown()
  try
    error("x")
  catch e
    throw e
  finally
    push(log, "f4")
fun returned()
  try
    return "r"
  finally
    push(log, "f5")
fun from_catch()
  try
    error("x")
  catch e
    return "fc"
  finally
    push(log, "f6")
fun unmatched()
  try
    throw 1
  catch e when e == 2
    push(log, "never")
  finally
    push(log, "f7")
normal()
caught()
try
  uncaught()
catch e
  push(log, "o3")
try
  rethrown()
catch e
  push(log, "o4")
push(log, returned())
push(log, from_catch())
try
  unmatched()
catch e
  push(log, "o7")
print(log) // > [n, f1, c, f2, f3, o3, f4, o4, f5, r, f6, fc, f7, o7]
