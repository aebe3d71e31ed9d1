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
call(ini_load) // > ArityError: ini_load() expects 1 argument, got 0
call(ini_load, "s", 1) // > ArityError: ini_load() expects 1 argument, got 2
call(ini_load, 1) // > TypeError: ini_load expects (string), got int
call(ini_free) // > ArityError: ini_free() expects 1 argument, got 0
call(ini_free, 1, 1) // > ArityError: ini_free() expects 1 argument, got 2
call(ini_get_string, 1, "s", "s") // > ArityError: ini_get_string() expects 4 arguments, got 3
call(ini_get_string, 1, "s", "s", 1, 1) // > ArityError: ini_get_string() expects 4 arguments, got 5
call(ini_get_string, 1, 1, "s", 1) // > TypeError: ini_get_string expects (any, string, string, any), got int, int, string and int
call(ini_get_string, 1, "s", 1, 1) // > TypeError: ini_get_string expects (any, string, string, any), got int, string, int and int
call(ini_get_int, 1, "s", "s") // > ArityError: ini_get_int() expects 4 arguments, got 3
call(ini_get_int, 1, "s", "s", 1, 1) // > ArityError: ini_get_int() expects 4 arguments, got 5
call(ini_get_int, 1, 1, "s", 1) // > TypeError: ini_get_int expects (any, string, string, any), got int, int, string and int
call(ini_get_int, 1, "s", 1, 1) // > TypeError: ini_get_int expects (any, string, string, any), got int, string, int and int
call(ini_get_double, 1, "s", "s") // > ArityError: ini_get_double() expects 4 arguments, got 3
call(ini_get_double, 1, "s", "s", 1, 1) // > ArityError: ini_get_double() expects 4 arguments, got 5
call(ini_get_double, 1, 1, "s", 1) // > TypeError: ini_get_double expects (any, string, string, any), got int, int, string and int
call(ini_get_double, 1, "s", 1, 1) // > TypeError: ini_get_double expects (any, string, string, any), got int, string, int and int
call(ini_get_bool, 1, "s", "s") // > ArityError: ini_get_bool() expects 4 arguments, got 3
call(ini_get_bool, 1, "s", "s", 1, 1) // > ArityError: ini_get_bool() expects 4 arguments, got 5
call(ini_get_bool, 1, 1, "s", 1) // > TypeError: ini_get_bool expects (any, string, string, any), got int, int, string and int
call(ini_get_bool, 1, "s", 1, 1) // > TypeError: ini_get_bool expects (any, string, string, any), got int, string, int and int
call(ini_set, 1, "s", "s") // > ArityError: ini_set() expects 4 arguments, got 3
call(ini_set, 1, "s", "s", 1, 1) // > ArityError: ini_set() expects 4 arguments, got 5
call(ini_set, 1, 1, "s", 1) // > TypeError: ini_set expects (any, string, string, any), got int, int, string and int
call(ini_set, 1, "s", 1, 1) // > TypeError: ini_set expects (any, string, string, any), got int, string, int and int
call(ini_unset, 1, "s") // > ArityError: ini_unset() expects 3 arguments, got 2
call(ini_unset, 1, "s", "s", 1) // > ArityError: ini_unset() expects 3 arguments, got 4
call(ini_unset, 1, 1, "s") // > TypeError: ini_unset expects (any, string, string), got int, int and string
call(ini_unset, 1, "s", 1) // > TypeError: ini_unset expects (any, string, string), got int, string and int
call(ini_save, 1) // > ArityError: ini_save() expects 2 arguments, got 1
call(ini_save, 1, "s", 1) // > ArityError: ini_save() expects 2 arguments, got 3
call(ini_save, 1, 1) // > TypeError: ini_save expects (any, string), got int and int
call(xml_parse) // > ArityError: xml_parse() expects 1 argument, got 0
call(xml_parse, "s", 1) // > ArityError: xml_parse() expects 1 argument, got 2
call(xml_parse, 1) // > TypeError: xml_parse expects (string), got int
call(xml_root) // > ArityError: xml_root() expects 1 argument, got 0
call(xml_root, 1, 1) // > ArityError: xml_root() expects 1 argument, got 2
call(xml_name) // > ArityError: xml_name() expects 1 argument, got 0
call(xml_name, 1, 1) // > ArityError: xml_name() expects 1 argument, got 2
call(xml_text) // > ArityError: xml_text() expects 1 argument, got 0
call(xml_text, 1, 1) // > ArityError: xml_text() expects 1 argument, got 2
call(xml_attr, 1) // > ArityError: xml_attr() expects 2 arguments, got 1
call(xml_attr, 1, "s", 1) // > ArityError: xml_attr() expects 2 arguments, got 3
call(xml_attr, 1, 1) // > TypeError: xml_attr expects (any, string), got int and int
call(xml_children) // > ArityError: xml_children() expects 1 argument, got 0
call(xml_children, 1, 1) // > ArityError: xml_children() expects 1 argument, got 2
call(xml_escape) // > ArityError: xml_escape() expects 1 argument, got 0
call(xml_escape, "s", 1) // > ArityError: xml_escape() expects 1 argument, got 2
call(xml_escape, 1) // > TypeError: xml_escape expects (string), got int
