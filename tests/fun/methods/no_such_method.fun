// section: 5.method-errors
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
fun user_function(x)
  return x
class C(x)
c = C(1)
print(err(fn() => "s".nope())) // > TypeError: no method 'nope' on String
print(err(fn() => "s".user_function())) // > TypeError: no method 'user_function' on String
print(err(fn() => [1].upper())) // > TypeError: no method 'upper' on Array
print(err(fn() => c.nope())) // > TypeError: no method 'nope' on C
print(err(fn() => {a: 1}.nope())) // > TypeError: no method 'nope' on Map
print(err(fn() => nil.nope())) // > TypeError: no method 'nope' on Nil
print(err(fn() => {a: 1}.a())) // > TypeError: CALL expects function, got int
print(err(fn() => c.x())) // > TypeError: CALL expects function, got int
