// section: 16.4.regex
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(regex_match, "s") // > ArityError: regex_match() expects 2 arguments, got 1
call(regex_match, "s", "s", 1) // > ArityError: regex_match() expects 2 arguments, got 3
call(regex_match, 1, "s") // > TypeError: regex_match expects (string, string), got int and string
call(regex_match, "s", 1) // > TypeError: regex_match expects (string, string), got string and int
call(regex_search, "s") // > ArityError: regex_search() expects 2 arguments, got 1
call(regex_search, "s", "s", 1) // > ArityError: regex_search() expects 2 arguments, got 3
call(regex_search, 1, "s") // > TypeError: regex_search expects (string, string), got int and string
call(regex_search, "s", 1) // > TypeError: regex_search expects (string, string), got string and int
call(regex_replace, "s", "s") // > ArityError: regex_replace() expects 3 arguments, got 2
call(regex_replace, "s", "s", "s", 1) // > ArityError: regex_replace() expects 3 arguments, got 4
call(regex_replace, 1, "s", "s") // > TypeError: regex_replace expects (string, string, string), got int, string and string
call(regex_replace, "s", 1, "s") // > TypeError: regex_replace expects (string, string, string), got string, int and string
call(regex_replace, "s", "s", 1) // > TypeError: regex_replace expects (string, string, string), got string, string and int
call(regex_find_all, "s") // > ArityError: regex_find_all() expects 2 arguments, got 1
call(regex_find_all, "s", "s", 1) // > ArityError: regex_find_all() expects 2 arguments, got 3
call(regex_find_all, 1, "s") // > TypeError: regex_find_all expects (string, string), got int and string
call(regex_find_all, "s", 1) // > TypeError: regex_find_all expects (string, string), got string and int
call(regex_split, "s") // > ArityError: regex_split() expects 2 arguments, got 1
call(regex_split, "s", "s", 1) // > ArityError: regex_split() expects 2 arguments, got 3
call(regex_split, 1, "s") // > TypeError: regex_split expects (string, string), got int and string
call(regex_split, "s", 1) // > TypeError: regex_split expects (string, string), got string and int
call(regex_sub, "s", "s") // > ArityError: regex_sub() expects 3 arguments, got 2
call(regex_sub, "s", "s", "s", 1) // > ArityError: regex_sub() expects 3 arguments, got 4
call(regex_sub, 1, "s", "s") // > TypeError: regex_sub expects (string, string, string|function|instance), got int, string and string
call(regex_sub, "s", 1, "s") // > TypeError: regex_sub expects (string, string, string|function|instance), got string, int and string
call(regex_sub, "s", "s", 1) // > TypeError: regex_sub expects (string, string, string|function|instance), got string, string and int
call(pcre2_test, "s", "s") // > ArityError: pcre2_test() expects 3 arguments, got 2
call(pcre2_test, "s", "s", 1, 1) // > ArityError: pcre2_test() expects 3 arguments, got 4
call(pcre2_test, 1, "s", 1) // > TypeError: pcre2_test expects (string, string, int), got int, string and int
call(pcre2_test, "s", 1, 1) // > TypeError: pcre2_test expects (string, string, int), got string, int and int
call(pcre2_test, "s", "s", 1.5) // > TypeError: pcre2_test expects (string, string, int), got string, string and float
call(pcre2_match, "s", "s") // > ArityError: pcre2_match() expects 3 arguments, got 2
call(pcre2_match, "s", "s", 1, 1) // > ArityError: pcre2_match() expects 3 arguments, got 4
call(pcre2_match, 1, "s", 1) // > TypeError: pcre2_match expects (string, string, int), got int, string and int
call(pcre2_match, "s", 1, 1) // > TypeError: pcre2_match expects (string, string, int), got string, int and int
call(pcre2_match, "s", "s", 1.5) // > TypeError: pcre2_match expects (string, string, int), got string, string and float
call(pcre2_findall, "s", "s") // > ArityError: pcre2_findall() expects 3 arguments, got 2
call(pcre2_findall, "s", "s", 1, 1) // > ArityError: pcre2_findall() expects 3 arguments, got 4
call(pcre2_findall, 1, "s", 1) // > TypeError: pcre2_findall expects (string, string, int), got int, string and int
call(pcre2_findall, "s", 1, 1) // > TypeError: pcre2_findall expects (string, string, int), got string, int and int
call(pcre2_findall, "s", "s", 1.5) // > TypeError: pcre2_findall expects (string, string, int), got string, string and float
