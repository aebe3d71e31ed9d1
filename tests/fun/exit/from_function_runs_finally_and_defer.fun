// section: 6.exit 9.9
fun f()
  defer print("deferred")
  try
    g()
  catch err
    print("never caught")
  finally
    print("finally")
fun g()
  try
    exit 5
  finally
    print("inner")
f()
print("never")
// exit: 5
// stdout:
// | inner
// | finally
// | deferred
