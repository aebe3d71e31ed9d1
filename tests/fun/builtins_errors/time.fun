// section: 16.6
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(time_now_ms, 1) // > ArityError: time_now_ms() expects 0 arguments, got 1
call(clock_mono_ms, 1) // > ArityError: clock_mono_ms() expects 0 arguments, got 1
call(date_format, 1) // > ArityError: date_format() expects 2 arguments, got 1
call(date_format, 1, "s", 1) // > ArityError: date_format() expects 2 arguments, got 3
call(date_format, "s", "s") // > TypeError: date_format expects (number, string), got string and string
call(date_format, 1, 1) // > TypeError: date_format expects (number, string), got int and int
call(sleep) // > ArityError: sleep() expects 1 argument, got 0
call(sleep, 1, 1) // > ArityError: sleep() expects 1 argument, got 2
call(sleep, "s") // > TypeError: sleep expects (number), got string
call(sleep_ms) // > ArityError: sleep_ms() expects 1 argument, got 0
call(sleep_ms, 1, 1) // > ArityError: sleep_ms() expects 1 argument, got 2
call(sleep_ms, "s") // > TypeError: sleep_ms expects (number), got string
call(time_ns, 1) // > ArityError: time_ns() expects 0 arguments, got 1
call(date_utc) // > ArityError: date_utc() expects 1 argument, got 0
call(date_utc, 1, 1) // > ArityError: date_utc() expects 1 argument, got 2
call(date_utc, "s") // > TypeError: date_utc expects (number), got string
call(date_parse, "s") // > ArityError: date_parse() expects 2 arguments, got 1
call(date_parse, "s", "s", 1) // > ArityError: date_parse() expects 2 arguments, got 3
call(date_parse, 1, "s") // > TypeError: date_parse expects (string, string), got int and string
call(date_parse, "s", 1) // > TypeError: date_parse expects (string, string), got string and int
call(tz_offset) // > ArityError: tz_offset() expects 1 argument, got 0
call(tz_offset, 1, 1) // > ArityError: tz_offset() expects 1 argument, got 2
call(tz_offset, "s") // > TypeError: tz_offset expects (number), got string
call(iso) // > ArityError: iso() expects 1 argument, got 0
call(iso, 1, 1) // > ArityError: iso() expects 1 argument, got 2
call(iso, "s") // > TypeError: iso expects (number), got string
call(timeit) // > ArityError: timeit() expects 1 argument, got 0
call(timeit, len, 1) // > ArityError: timeit() expects 1 argument, got 2
call(timeit, 1) // > TypeError: timeit expects (function|instance), got int
