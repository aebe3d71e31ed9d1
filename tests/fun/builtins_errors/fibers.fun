// section: 16.10.fibers
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(fiber) // > ArityError: fiber() expects 1 to 2 arguments, got 0
call(fiber, len, {}, 1) // > ArityError: fiber() expects 1 to 2 arguments, got 3
call(fiber, 1) // > TypeError: fiber expects (function|instance), got int
call(fiber, len, 1) // > TypeError: fiber expects (function|instance, map|nil), got function and int
call(emit, "s") // > ArityError: emit() expects 2 arguments, got 1
call(emit, "s", 1, 1) // > ArityError: emit() expects 2 arguments, got 3
call(emit, 1, 1) // > TypeError: emit expects (string, any), got int and int
call(is_signal) // > ArityError: is_signal() expects 1 argument, got 0
call(is_signal, 1, 1) // > ArityError: is_signal() expects 1 argument, got 2
call(fiber_current, 1) // > ArityError: fiber_current() expects 0 arguments, got 1
call(breakpoint, 1) // > ArityError: breakpoint() expects 0 arguments, got 1
