// section: 16.9
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(json_parse) // > ArityError: json_parse() expects 1 argument, got 0
call(json_parse, "s", 1) // > ArityError: json_parse() expects 1 argument, got 2
call(json_parse, 1) // > TypeError: json_parse expects (string), got int
call(json_stringify, 1) // > ArityError: json_stringify() expects 2 arguments, got 1
call(json_stringify, 1, 1, 1) // > ArityError: json_stringify() expects 2 arguments, got 3
call(json_from_file) // > ArityError: json_from_file() expects 1 argument, got 0
call(json_from_file, "s", 1) // > ArityError: json_from_file() expects 1 argument, got 2
call(json_from_file, 1) // > TypeError: json_from_file expects (string), got int
call(json_to_file, "s", 1) // > ArityError: json_to_file() expects 3 arguments, got 2
call(json_to_file, "s", 1, 1, 1) // > ArityError: json_to_file() expects 3 arguments, got 4
call(json_to_file, 1, 1, 1) // > TypeError: json_to_file expects (string, any, any), got int, int and int
call(json_decode) // > ArityError: json_decode() expects 1 argument, got 0
call(json_decode, "s", 1) // > ArityError: json_decode() expects 1 argument, got 2
call(json_decode, 1) // > TypeError: json_decode expects (string|bytes), got int
call(json_encode) // > ArityError: json_encode() expects 1 to 2 arguments, got 0
call(json_encode, 1, 1, 1) // > ArityError: json_encode() expects 1 to 2 arguments, got 3
call(csv_parse) // > ArityError: csv_parse() expects 1 to 2 arguments, got 0
call(csv_parse, "s", {}, 1) // > ArityError: csv_parse() expects 1 to 2 arguments, got 3
call(csv_parse, 1) // > TypeError: csv_parse expects (string), got int
call(csv_parse, "s", 1) // > TypeError: csv_parse expects (string, map), got string and int
call(csv_stringify) // > ArityError: csv_stringify() expects 1 to 2 arguments, got 0
call(csv_stringify, [1], {}, 1) // > ArityError: csv_stringify() expects 1 to 2 arguments, got 3
call(csv_stringify, 1) // > TypeError: csv_stringify expects (array), got int
call(csv_stringify, [1], 1) // > TypeError: csv_stringify expects (array, map), got array and int
call(url_parse) // > ArityError: url_parse() expects 1 argument, got 0
call(url_parse, "s", 1) // > ArityError: url_parse() expects 1 argument, got 2
call(url_parse, 1) // > TypeError: url_parse expects (string), got int
call(url_encode) // > ArityError: url_encode() expects 1 argument, got 0
call(url_encode, "s", 1) // > ArityError: url_encode() expects 1 argument, got 2
call(url_encode, 1) // > TypeError: url_encode expects (string|bytes), got int
call(url_decode) // > ArityError: url_decode() expects 1 argument, got 0
call(url_decode, "s", 1) // > ArityError: url_decode() expects 1 argument, got 2
call(url_decode, 1) // > TypeError: url_decode expects (string), got int
