// section: 15.files
import utils.option
import utils.result

fun why(body)
  try
    return body()
  catch e
    return str(e)

double = fn(x) => x * 2
one = option.some(21)
print(option.is_some(one), option.is_none(one), option.unwrap(one), option.unwrap_or(option.none(), 7)) // > true false 21 7
print(option.option_map(one, double), option.option_map(option.none(), double)) // > {"_tag": Some, "value": 42} {"_tag": None}
print(option.and_then(one, fn(x) => option.none()), option.or_else(option.none(), fn() => one)) // > {"_tag": None} {"_tag": Some, "value": 21}
print(option.to_result(one, "e"), option.to_result(option.none(), "e")) // > {"_tag": Ok, "value": 21} {"_tag": Err, "error": e}
print(option.try_get({a: nil}, "a"), option.try_get({}, "a")) // > {"_tag": Some, "value": nil} {"_tag": None}
print(why(fn() => option.unwrap(option.none()))) // > Error: called unwrap() on None

good, bad = result.ok(1), result.err("late")
print(result.is_ok(good), result.is_err(good), result.unwrap(good), result.unwrap_or(bad, 0), result.unwrap_err(bad)) // > true false 1 0 late
print(result.result_map(good, double), result.map_err(bad, fn(e) => e + "r")) // > {"_tag": Ok, "value": 2} {"_tag": Err, "error": later}
print(result.and_then(good, fn(x) => bad), result.or_else(bad, fn() => good)) // > {"_tag": Err, "error": late} {"_tag": Ok, "value": 1}
print(result.to_option(good), result.to_option(bad)) // > {"_tag": Some, "value": 1} {"_tag": None}
print(why(fn() => result.unwrap(bad)), "/", why(fn() => result.unwrap_err(good)))
// > Error: called unwrap() on Err: late / Error: called unwrap_err() on Ok
