// section: 16.1 16.2 16.3 16.4
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(len) // > ArityError: len() expects 1 argument, got 0
call(len, 1, 1) // > ArityError: len() expects 1 argument, got 2
call(size) // > ArityError: size() expects 1 argument, got 0
call(size, 1, 1) // > ArityError: size() expects 1 argument, got 2
call(to_number) // > ArityError: to_number() expects 1 argument, got 0
call(to_number, 1, 1) // > ArityError: to_number() expects 1 argument, got 2
call(parse_number) // > ArityError: parse_number() expects 1 argument, got 0
call(parse_number, 1, 1) // > ArityError: parse_number() expects 1 argument, got 2
call(to_int) // > ArityError: to_int() expects 1 argument, got 0
call(to_int, 1, 1) // > ArityError: to_int() expects 1 argument, got 2
call(to_float) // > ArityError: to_float() expects 1 argument, got 0
call(to_float, 1, 1) // > ArityError: to_float() expects 1 argument, got 2
call(to_string) // > ArityError: to_string() expects 1 argument, got 0
call(to_string, 1, 1) // > ArityError: to_string() expects 1 argument, got 2
call(str) // > ArityError: str() expects 1 argument, got 0
call(str, 1, 1) // > ArityError: str() expects 1 argument, got 2
call(repr) // > ArityError: repr() expects 1 argument, got 0
call(repr, 1, 1) // > ArityError: repr() expects 1 argument, got 2
call(to_boolean) // > ArityError: to_boolean() expects 1 argument, got 0
call(to_boolean, 1, 1) // > ArityError: to_boolean() expects 1 argument, got 2
call(cast, 1) // > ArityError: cast() expects 2 arguments, got 1
call(cast, 1, "s", 1) // > ArityError: cast() expects 2 arguments, got 3
call(cast, 1, 1) // > TypeError: cast expects (any, string), got int and int
call(typeof) // > ArityError: typeof() expects 1 argument, got 0
call(typeof, 1, 1) // > ArityError: typeof() expects 1 argument, got 2
call(kind) // > ArityError: kind() expects 1 argument, got 0
call(kind, 1, 1) // > ArityError: kind() expects 1 argument, got 2
call(class_of) // > ArityError: class_of() expects 1 argument, got 0
call(class_of, 1, 1) // > ArityError: class_of() expects 1 argument, got 2
call(instance_of, 1) // > ArityError: instance_of() expects 2 arguments, got 1
call(instance_of, 1, C, 1) // > ArityError: instance_of() expects 2 arguments, got 3
call(instance_of, 1, 1) // > TypeError: instance_of expects (any, class), got int and int
call(callable) // > ArityError: callable() expects 1 argument, got 0
call(callable, 1, 1) // > ArityError: callable() expects 1 argument, got 2
call(is_nan) // > ArityError: is_nan() expects 1 argument, got 0
call(is_nan, 1, 1) // > ArityError: is_nan() expects 1 argument, got 2
call(fun_version, 1) // > ArityError: fun_version() expects 0 arguments, got 1
call(quintet_version, 1) // > ArityError: quintet_version() expects 0 arguments, got 1
call(error) // > ArityError: error() expects 1 to 3 arguments, got 0
call(error, 1, 1, 1, 1) // > ArityError: error() expects 1 to 3 arguments, got 4
call(assert) // > ArityError: assert() expects 1 to 2 arguments, got 0
call(assert, 1, 1, 1) // > ArityError: assert() expects 1 to 2 arguments, got 3
call(hash) // > ArityError: hash() expects 1 argument, got 0
call(hash, 1, 1) // > ArityError: hash() expects 1 argument, got 2
call(id) // > ArityError: id() expects 1 argument, got 0
call(id, 1, 1) // > ArityError: id() expects 1 argument, got 2
call(freeze) // > ArityError: freeze() expects 1 argument, got 0
call(freeze, 1, 1) // > ArityError: freeze() expects 1 argument, got 2
call(thaw) // > ArityError: thaw() expects 1 argument, got 0
call(thaw, 1, 1) // > ArityError: thaw() expects 1 argument, got 2
call(copy) // > ArityError: copy() expects 1 argument, got 0
call(copy, 1, 1) // > ArityError: copy() expects 1 argument, got 2
call(deep_copy) // > ArityError: deep_copy() expects 1 argument, got 0
call(deep_copy, 1, 1) // > ArityError: deep_copy() expects 1 argument, got 2
call(is_frozen) // > ArityError: is_frozen() expects 1 argument, got 0
call(is_frozen, 1, 1) // > ArityError: is_frozen() expects 1 argument, got 2
call(argv, 1) // > ArityError: argv() expects 0 arguments, got 1
call(caller, 1) // > ArityError: caller() expects 0 arguments, got 1
call(arity) // > ArityError: arity() expects 1 argument, got 0
call(arity, len, 1) // > ArityError: arity() expects 1 argument, got 2
call(arity, 1) // > TypeError: arity expects (function), got int
call(push, [1]) // > ArityError: push() expects at least 2 arguments, got 1
call(push, 1, 1) // > TypeError: push expects (array, any), got int and int
call(pop) // > ArityError: pop() expects 1 argument, got 0
call(pop, [1], 1) // > ArityError: pop() expects 1 argument, got 2
call(pop, 1) // > TypeError: pop expects (array), got int
call(set, [1], 1) // > ArityError: set() expects 3 arguments, got 2
call(set, [1], 1, 1, 1) // > ArityError: set() expects 3 arguments, got 4
call(set, 1, 1, 1) // > TypeError: set expects (array|map, any, any), got int, int and int
call(insert, [1], 1) // > ArityError: insert() expects 3 arguments, got 2
call(insert, [1], 1, 1, 1) // > ArityError: insert() expects 3 arguments, got 4
call(insert, 1, 1, 1) // > TypeError: insert expects (array, int, any), got int, int and int
call(insert, [1], 1.5, 1) // > TypeError: insert expects (array, int, any), got array, float and int
call(remove, [1]) // > ArityError: remove() expects 2 arguments, got 1
call(remove, [1], 1, 1) // > ArityError: remove() expects 2 arguments, got 3
call(remove, 1, 1) // > TypeError: remove expects (array, int), got int and int
call(remove, [1], 1.5) // > TypeError: remove expects (array, int), got array and float
call(clear) // > ArityError: clear() expects 1 argument, got 0
call(clear, [1], 1) // > ArityError: clear() expects 1 argument, got 2
call(clear, 1) // > TypeError: clear expects (array|map), got int
call(contains, [1]) // > ArityError: contains() expects 2 arguments, got 1
call(contains, [1], 1, 1) // > ArityError: contains() expects 2 arguments, got 3
call(contains, 1, 1) // > TypeError: contains expects (array|range|string|bytes|map|instance|fiber, any), got int and int
call(indexOf, [1]) // > ArityError: indexOf() expects 2 arguments, got 1
call(indexOf, [1], 1, 1) // > ArityError: indexOf() expects 2 arguments, got 3
call(indexOf, 1, 1) // > TypeError: indexOf expects (array|range|string|bytes|map|instance|fiber, any), got int and int
call(enumerate) // > ArityError: enumerate() expects 1 argument, got 0
call(enumerate, [1], 1) // > ArityError: enumerate() expects 1 argument, got 2
call(enumerate, 1) // > TypeError: enumerate expects (array|range|string|bytes|map|instance|fiber), got int
call(zip, [1]) // > ArityError: zip() expects 2 arguments, got 1
call(zip, [1], [1], 1) // > ArityError: zip() expects 2 arguments, got 3
call(zip, 1, [1]) // > TypeError: zip expects (array|range|string|bytes|map|instance|fiber, array|range|string|bytes|map|instance|fiber), got int and array
call(zip, [1], 1) // > TypeError: zip expects (array|range|string|bytes|map|instance|fiber, array|range|string|bytes|map|instance|fiber), got array and int
call(join, [1]) // > ArityError: join() expects 2 arguments, got 1
call(join, [1], "s", 1) // > ArityError: join() expects 2 arguments, got 3
call(join, 1, "s") // > TypeError: join expects (array|range|string|bytes|map|instance|fiber, string), got int and string
call(join, [1], 1) // > TypeError: join expects (array|range|string|bytes|map|instance|fiber, string), got array and int
call(map, [1]) // > ArityError: map() expects 2 arguments, got 1
call(map, [1], len, 1) // > ArityError: map() expects 2 arguments, got 3
call(map, 1, len) // > TypeError: map expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(map, [1], 1) // > TypeError: map expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(filter, [1]) // > ArityError: filter() expects 2 arguments, got 1
call(filter, [1], len, 1) // > ArityError: filter() expects 2 arguments, got 3
call(filter, 1, len) // > TypeError: filter expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(filter, [1], 1) // > TypeError: filter expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(reduce, [1], 1) // > ArityError: reduce() expects 3 arguments, got 2
call(reduce, [1], 1, len, 1) // > ArityError: reduce() expects 3 arguments, got 4
call(reduce, 1, 1, len) // > TypeError: reduce expects (array|range|string|bytes|map|instance|fiber, any, function|instance), got int, int and function
call(reduce, [1], 1, 1) // > TypeError: reduce expects (array|range|string|bytes|map|instance|fiber, any, function|instance), got array, int and int
call(sort) // > ArityError: sort() expects 1 to 2 arguments, got 0
call(sort, [1], len, 1) // > ArityError: sort() expects 1 to 2 arguments, got 3
call(sort, 1) // > TypeError: sort expects (array), got int
call(sort, [1], 1) // > TypeError: sort expects (array, function|instance|nil), got array and int
call(sorted) // > ArityError: sorted() expects 1 to 2 arguments, got 0
call(sorted, [1], len, 1) // > ArityError: sorted() expects 1 to 2 arguments, got 3
call(sorted, 1) // > TypeError: sorted expects (array|range|string|bytes|map|instance|fiber), got int
call(sorted, [1], 1) // > TypeError: sorted expects (array|range|string|bytes|map|instance|fiber, function|instance|nil), got array and int
call(sort_by, [1]) // > ArityError: sort_by() expects 2 arguments, got 1
call(sort_by, [1], len, 1) // > ArityError: sort_by() expects 2 arguments, got 3
call(sort_by, 1, len) // > TypeError: sort_by expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(sort_by, [1], 1) // > TypeError: sort_by expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(reverse) // > ArityError: reverse() expects 1 argument, got 0
call(reverse, [1], 1) // > ArityError: reverse() expects 1 argument, got 2
call(reverse, 1) // > TypeError: reverse expects (array|range|string|bytes|map|instance|fiber), got int
call(range) // > ArityError: range() expects 1 to 3 arguments, got 0
call(range, 1, 1, 1, 1) // > ArityError: range() expects 1 to 3 arguments, got 4
call(range, 1.5) // > TypeError: range expects (int), got float
call(range, 1, 1.5) // > TypeError: range expects (int, int), got int and float
call(range, 1, 1, 1.5) // > TypeError: range expects (int, int, int), got int, int and float
call(array) // > ArityError: array() expects 1 to 2 arguments, got 0
call(array, 1, 1, 1) // > ArityError: array() expects 1 to 2 arguments, got 3
call(array, 1.5) // > TypeError: array expects (int), got float
call(to_array) // > ArityError: to_array() expects 1 argument, got 0
call(to_array, [1], 1) // > ArityError: to_array() expects 1 argument, got 2
call(to_array, 1) // > TypeError: to_array expects (array|range|string|bytes|map|instance|fiber), got int
call(first) // > ArityError: first() expects 1 argument, got 0
call(first, [1], 1) // > ArityError: first() expects 1 argument, got 2
call(first, 1) // > TypeError: first expects (array|range|string|bytes|map|instance|fiber), got int
call(last) // > ArityError: last() expects 1 argument, got 0
call(last, [1], 1) // > ArityError: last() expects 1 argument, got 2
call(last, 1) // > TypeError: last expects (array|range|string|bytes|map|instance|fiber), got int
call(slice, [1]) // > ArityError: slice() expects 2 to 3 arguments, got 1
call(slice, [1], 1, 1, 1) // > ArityError: slice() expects 2 to 3 arguments, got 4
call(slice, 1, 1) // > TypeError: slice expects (array|range|string|bytes, int|nil), got int and int
call(slice, [1], 1.5) // > TypeError: slice expects (array|range|string|bytes, int|nil), got array and float
call(slice, [1], 1, 1.5) // > TypeError: slice expects (array|range|string|bytes, int|nil, int|nil), got array, int and float
call(concat, 1) // > TypeError: concat expects (array), got int
call(flatten) // > ArityError: flatten() expects 1 to 2 arguments, got 0
call(flatten, [1], 1, 1) // > ArityError: flatten() expects 1 to 2 arguments, got 3
call(flatten, 1) // > TypeError: flatten expects (array|range|string|bytes|map|instance|fiber), got int
call(flatten, [1], 1.5) // > TypeError: flatten expects (array|range|string|bytes|map|instance|fiber, int), got array and float
call(unique) // > ArityError: unique() expects 1 argument, got 0
call(unique, [1], 1) // > ArityError: unique() expects 1 argument, got 2
call(unique, 1) // > TypeError: unique expects (array|range|string|bytes|map|instance|fiber), got int
call(fill, [1]) // > ArityError: fill() expects 2 arguments, got 1
call(fill, [1], 1, 1) // > ArityError: fill() expects 2 arguments, got 3
call(fill, 1, 1) // > TypeError: fill expects (array, any), got int and int
call(find_index, [1]) // > ArityError: find_index() expects 2 arguments, got 1
call(find_index, [1], len, 1) // > ArityError: find_index() expects 2 arguments, got 3
call(find_index, 1, len) // > TypeError: find_index expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(find_index, [1], 1) // > TypeError: find_index expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(find_first, [1]) // > ArityError: find_first() expects 2 arguments, got 1
call(find_first, [1], len, 1) // > ArityError: find_first() expects 2 arguments, got 3
call(find_first, 1, len) // > TypeError: find_first expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(find_first, [1], 1) // > TypeError: find_first expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(any) // > ArityError: any() expects 1 to 2 arguments, got 0
call(any, [1], len, 1) // > ArityError: any() expects 1 to 2 arguments, got 3
call(any, 1) // > TypeError: any expects (array|range|string|bytes|map|instance|fiber), got int
call(any, [1], 1) // > TypeError: any expects (array|range|string|bytes|map|instance|fiber, function|instance|nil), got array and int
call(all) // > ArityError: all() expects 1 to 2 arguments, got 0
call(all, [1], len, 1) // > ArityError: all() expects 1 to 2 arguments, got 3
call(all, 1) // > TypeError: all expects (array|range|string|bytes|map|instance|fiber), got int
call(all, [1], 1) // > TypeError: all expects (array|range|string|bytes|map|instance|fiber, function|instance|nil), got array and int
call(count, [1]) // > ArityError: count() expects 2 arguments, got 1
call(count, [1], 1, 1) // > ArityError: count() expects 2 arguments, got 3
call(count, 1, 1) // > TypeError: count expects (array|range|string|bytes|map|instance|fiber, any), got int and int
call(sum) // > ArityError: sum() expects 1 argument, got 0
call(sum, [1], 1) // > ArityError: sum() expects 1 argument, got 2
call(sum, 1) // > TypeError: sum expects (array|range|string|bytes|map|instance|fiber), got int
call(product) // > ArityError: product() expects 1 argument, got 0
call(product, [1], 1) // > ArityError: product() expects 1 argument, got 2
call(product, 1) // > TypeError: product expects (array|range|string|bytes|map|instance|fiber), got int
call(group_by, [1]) // > ArityError: group_by() expects 2 arguments, got 1
call(group_by, [1], len, 1) // > ArityError: group_by() expects 2 arguments, got 3
call(group_by, 1, len) // > TypeError: group_by expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(group_by, [1], 1) // > TypeError: group_by expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(partition, [1]) // > ArityError: partition() expects 2 arguments, got 1
call(partition, [1], len, 1) // > ArityError: partition() expects 2 arguments, got 3
call(partition, 1, len) // > TypeError: partition expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(partition, [1], 1) // > TypeError: partition expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(chunk, [1]) // > ArityError: chunk() expects 2 arguments, got 1
call(chunk, [1], 1, 1) // > ArityError: chunk() expects 2 arguments, got 3
call(chunk, 1, 1) // > TypeError: chunk expects (array|range|string|bytes|map|instance|fiber, int), got int and int
call(chunk, [1], 1.5) // > TypeError: chunk expects (array|range|string|bytes|map|instance|fiber, int), got array and float
call(each, [1]) // > ArityError: each() expects 2 arguments, got 1
call(each, [1], len, 1) // > ArityError: each() expects 2 arguments, got 3
call(each, 1, len) // > TypeError: each expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and function
call(each, [1], 1) // > TypeError: each expects (array|range|string|bytes|map|instance|fiber, function|instance), got array and int
call(bsearch, [1]) // > ArityError: bsearch() expects 2 arguments, got 1
call(bsearch, [1], 1, 1) // > ArityError: bsearch() expects 2 arguments, got 3
call(bsearch, 1, 1) // > TypeError: bsearch expects (array|range|string|bytes|map|instance|fiber, any), got int and int
call(keys) // > ArityError: keys() expects 1 argument, got 0
call(keys, {}, 1) // > ArityError: keys() expects 1 argument, got 2
call(keys, 1) // > TypeError: keys expects (map|instance|error), got int
call(values) // > ArityError: values() expects 1 argument, got 0
call(values, {}, 1) // > ArityError: values() expects 1 argument, got 2
call(values, 1) // > TypeError: values expects (map|instance|error), got int
call(has, {}) // > ArityError: has() expects 2 arguments, got 1
call(has, {}, 1, 1) // > ArityError: has() expects 2 arguments, got 3
call(has, 1, 1) // > TypeError: has expects (map|instance|error, any), got int and int
call(has_key, {}) // > ArityError: has_key() expects 2 arguments, got 1
call(has_key, {}, 1, 1) // > ArityError: has_key() expects 2 arguments, got 3
call(has_key, 1, 1) // > TypeError: has_key expects (map|instance|error, any), got int and int
call(delete, {}) // > ArityError: delete() expects 2 arguments, got 1
call(delete, {}, 1, 1) // > ArityError: delete() expects 2 arguments, got 3
call(delete, 1, 1) // > TypeError: delete expects (map|instance|error, any), got int and int
call(get, {}) // > ArityError: get() expects 2 to 3 arguments, got 1
call(get, {}, 1, 1, 1) // > ArityError: get() expects 2 to 3 arguments, got 4
call(get, 1, 1) // > TypeError: get expects (map|instance|error|array, any), got int and int
call(items) // > ArityError: items() expects 1 argument, got 0
call(items, {}, 1) // > ArityError: items() expects 1 argument, got 2
call(items, 1) // > TypeError: items expects (map|instance|error), got int
call(merge) // > ArityError: merge() expects at least 1 argument, got 0
call(merge, 1) // > TypeError: merge expects (map), got int
call(merge, {}, 1) // > TypeError: merge expects (map, map), got map and int
call(update, {}) // > ArityError: update() expects 2 arguments, got 1
call(update, {}, {}, 1) // > ArityError: update() expects 2 arguments, got 3
call(update, 1, {}) // > TypeError: update expects (map, map), got int and map
call(update, {}, 1) // > TypeError: update expects (map, map), got map and int
call(from_items) // > ArityError: from_items() expects 1 argument, got 0
call(from_items, [1], 1) // > ArityError: from_items() expects 1 argument, got 2
call(from_items, 1) // > TypeError: from_items expects (array|map|instance), got int
call(map_values, {}) // > ArityError: map_values() expects 2 arguments, got 1
call(map_values, {}, len, 1) // > ArityError: map_values() expects 2 arguments, got 3
call(map_values, 1, len) // > TypeError: map_values expects (map, function|instance), got int and function
call(map_values, {}, 1) // > TypeError: map_values expects (map, function|instance), got map and int
call(filter_map, {}) // > ArityError: filter_map() expects 2 arguments, got 1
call(filter_map, {}, len, 1) // > ArityError: filter_map() expects 2 arguments, got 3
call(filter_map, 1, len) // > TypeError: filter_map expects (map, function|instance), got int and function
call(filter_map, {}, 1) // > TypeError: filter_map expects (map, function|instance), got map and int
call(invert) // > ArityError: invert() expects 1 argument, got 0
call(invert, {}, 1) // > ArityError: invert() expects 1 argument, got 2
call(invert, 1) // > TypeError: invert expects (map), got int
call(split, "s") // > ArityError: split() expects 2 arguments, got 1
call(split, "s", "s", 1) // > ArityError: split() expects 2 arguments, got 3
call(split, 1, "s") // > TypeError: split expects (string, string), got int and string
call(split, "s", 1) // > TypeError: split expects (string, string), got string and int
call(substr, "s", 1) // > ArityError: substr() expects 3 arguments, got 2
call(substr, "s", 1, 1, 1) // > ArityError: substr() expects 3 arguments, got 4
call(substr, 1, 1, 1) // > TypeError: substr expects (string, int, int), got int, int and int
call(substr, "s", 1.5, 1) // > TypeError: substr expects (string, int, int), got string, float and int
call(substr, "s", 1, 1.5) // > TypeError: substr expects (string, int, int), got string, int and float
call(find, "s") // > ArityError: find() expects 2 to 3 arguments, got 1
call(find, "s", "s", 1, 1) // > ArityError: find() expects 2 to 3 arguments, got 4
call(find, 1, "s") // > TypeError: find expects (string, string), got int and string
call(find, "s", 1) // > TypeError: find expects (string, string), got string and int
call(find, "s", "s", 1.5) // > TypeError: find expects (string, string, int), got string, string and float
call(chars) // > ArityError: chars() expects 1 argument, got 0
call(chars, "s", 1) // > ArityError: chars() expects 1 argument, got 2
call(chars, 1) // > TypeError: chars expects (string), got int
call(char_count) // > ArityError: char_count() expects 1 argument, got 0
call(char_count, "s", 1) // > ArityError: char_count() expects 1 argument, got 2
call(char_count, 1) // > TypeError: char_count expects (string), got int
call(byte_at, "s") // > ArityError: byte_at() expects 2 arguments, got 1
call(byte_at, "s", 1, 1) // > ArityError: byte_at() expects 2 arguments, got 3
call(byte_at, 1, 1) // > TypeError: byte_at expects (string, int), got int and int
call(byte_at, "s", 1.5) // > TypeError: byte_at expects (string, int), got string and float
call(byte_len) // > ArityError: byte_len() expects 1 argument, got 0
call(byte_len, "s", 1) // > ArityError: byte_len() expects 1 argument, got 2
call(byte_len, 1) // > TypeError: byte_len expects (string), got int
call(ord) // > ArityError: ord() expects 1 argument, got 0
call(ord, "s", 1) // > ArityError: ord() expects 1 argument, got 2
call(ord, 1) // > TypeError: ord expects (string), got int
call(chr) // > ArityError: chr() expects 1 argument, got 0
call(chr, 1, 1) // > ArityError: chr() expects 1 argument, got 2
call(chr, 1.5) // > TypeError: chr expects (int), got float
call(upper) // > ArityError: upper() expects 1 argument, got 0
call(upper, "s", 1) // > ArityError: upper() expects 1 argument, got 2
call(upper, 1) // > TypeError: upper expects (string), got int
call(lower) // > ArityError: lower() expects 1 argument, got 0
call(lower, "s", 1) // > ArityError: lower() expects 1 argument, got 2
call(lower, 1) // > TypeError: lower expects (string), got int
call(capitalize) // > ArityError: capitalize() expects 1 argument, got 0
call(capitalize, "s", 1) // > ArityError: capitalize() expects 1 argument, got 2
call(capitalize, 1) // > TypeError: capitalize expects (string), got int
call(title) // > ArityError: title() expects 1 argument, got 0
call(title, "s", 1) // > ArityError: title() expects 1 argument, got 2
call(title, 1) // > TypeError: title expects (string), got int
call(trim) // > ArityError: trim() expects 1 to 2 arguments, got 0
call(trim, "s", "s", 1) // > ArityError: trim() expects 1 to 2 arguments, got 3
call(trim, 1) // > TypeError: trim expects (string), got int
call(trim, "s", 1) // > TypeError: trim expects (string, string), got string and int
call(ltrim) // > ArityError: ltrim() expects 1 to 2 arguments, got 0
call(ltrim, "s", "s", 1) // > ArityError: ltrim() expects 1 to 2 arguments, got 3
call(ltrim, 1) // > TypeError: ltrim expects (string), got int
call(ltrim, "s", 1) // > TypeError: ltrim expects (string, string), got string and int
call(rtrim) // > ArityError: rtrim() expects 1 to 2 arguments, got 0
call(rtrim, "s", "s", 1) // > ArityError: rtrim() expects 1 to 2 arguments, got 3
call(rtrim, 1) // > TypeError: rtrim expects (string), got int
call(rtrim, "s", 1) // > TypeError: rtrim expects (string, string), got string and int
call(replace, "s", "s") // > ArityError: replace() expects 3 to 4 arguments, got 2
call(replace, "s", "s", "s", 1, 1) // > ArityError: replace() expects 3 to 4 arguments, got 5
call(replace, 1, "s", "s") // > TypeError: replace expects (string, string, string), got int, string and string
call(replace, "s", 1, "s") // > TypeError: replace expects (string, string, string), got string, int and string
call(replace, "s", "s", 1) // > TypeError: replace expects (string, string, string), got string, string and int
call(replace, "s", "s", "s", 1.5) // > TypeError: replace expects (string, string, string, int), got string, string, string and float
call(starts_with, "s") // > ArityError: starts_with() expects 2 arguments, got 1
call(starts_with, "s", "s", 1) // > ArityError: starts_with() expects 2 arguments, got 3
call(starts_with, 1, "s") // > TypeError: starts_with expects (string, string), got int and string
call(starts_with, "s", 1) // > TypeError: starts_with expects (string, string), got string and int
call(ends_with, "s") // > ArityError: ends_with() expects 2 arguments, got 1
call(ends_with, "s", "s", 1) // > ArityError: ends_with() expects 2 arguments, got 3
call(ends_with, 1, "s") // > TypeError: ends_with expects (string, string), got int and string
call(ends_with, "s", 1) // > TypeError: ends_with expects (string, string), got string and int
call(repeat, "s") // > ArityError: repeat() expects 2 arguments, got 1
call(repeat, "s", 1, 1) // > ArityError: repeat() expects 2 arguments, got 3
call(repeat, 1, 1) // > TypeError: repeat expects (string, int), got int and int
call(repeat, "s", 1.5) // > TypeError: repeat expects (string, int), got string and float
call(pad_left, "s") // > ArityError: pad_left() expects 2 to 3 arguments, got 1
call(pad_left, "s", 1, "s", 1) // > ArityError: pad_left() expects 2 to 3 arguments, got 4
call(pad_left, 1, 1) // > TypeError: pad_left expects (string, int), got int and int
call(pad_left, "s", 1.5) // > TypeError: pad_left expects (string, int), got string and float
call(pad_left, "s", 1, 1) // > TypeError: pad_left expects (string, int, string), got string, int and int
call(pad_right, "s") // > ArityError: pad_right() expects 2 to 3 arguments, got 1
call(pad_right, "s", 1, "s", 1) // > ArityError: pad_right() expects 2 to 3 arguments, got 4
call(pad_right, 1, 1) // > TypeError: pad_right expects (string, int), got int and int
call(pad_right, "s", 1.5) // > TypeError: pad_right expects (string, int), got string and float
call(pad_right, "s", 1, 1) // > TypeError: pad_right expects (string, int, string), got string, int and int
call(pad_center, "s") // > ArityError: pad_center() expects 2 to 3 arguments, got 1
call(pad_center, "s", 1, "s", 1) // > ArityError: pad_center() expects 2 to 3 arguments, got 4
call(pad_center, 1, 1) // > TypeError: pad_center expects (string, int), got int and int
call(pad_center, "s", 1.5) // > TypeError: pad_center expects (string, int), got string and float
call(pad_center, "s", 1, 1) // > TypeError: pad_center expects (string, int, string), got string, int and int
call(lines) // > ArityError: lines() expects 1 argument, got 0
call(lines, "s", 1) // > ArityError: lines() expects 1 argument, got 2
call(lines, 1) // > TypeError: lines expects (string|foreign), got int
call(words) // > ArityError: words() expects 1 argument, got 0
call(words, "s", 1) // > ArityError: words() expects 1 argument, got 2
call(words, 1) // > TypeError: words expects (string), got int
call(rfind, "s") // > ArityError: rfind() expects 2 arguments, got 1
call(rfind, "s", "s", 1) // > ArityError: rfind() expects 2 arguments, got 3
call(rfind, 1, "s") // > TypeError: rfind expects (string, string), got int and string
call(rfind, "s", 1) // > TypeError: rfind expects (string, string), got string and int
call(find_all, "s") // > ArityError: find_all() expects 2 arguments, got 1
call(find_all, "s", "s", 1) // > ArityError: find_all() expects 2 arguments, got 3
call(find_all, 1, "s") // > TypeError: find_all expects (string, string), got int and string
call(find_all, "s", 1) // > TypeError: find_all expects (string, string), got string and int
call(count_of, "s") // > ArityError: count_of() expects 2 arguments, got 1
call(count_of, "s", "s", 1) // > ArityError: count_of() expects 2 arguments, got 3
call(count_of, 1, "s") // > TypeError: count_of expects (string, string), got int and string
call(count_of, "s", 1) // > TypeError: count_of expects (string, string), got string and int
call(is_utf8) // > ArityError: is_utf8() expects 1 argument, got 0
call(is_utf8, "s", 1) // > ArityError: is_utf8() expects 1 argument, got 2
call(is_utf8, 1) // > TypeError: is_utf8 expects (string), got int
call(normalize, "s") // > ArityError: normalize() expects 2 arguments, got 1
call(normalize, "s", "s", 1) // > ArityError: normalize() expects 2 arguments, got 3
call(normalize, 1, "s") // > TypeError: normalize expects (string, string), got int and string
call(normalize, "s", 1) // > TypeError: normalize expects (string, string), got string and int
call(escape_html) // > ArityError: escape_html() expects 1 argument, got 0
call(escape_html, "s", 1) // > ArityError: escape_html() expects 1 argument, got 2
call(escape_html, 1) // > TypeError: escape_html expects (string), got int
call(compare, 1) // > ArityError: compare() expects 2 arguments, got 1
call(compare, 1, 1, 1) // > ArityError: compare() expects 2 arguments, got 3
call(format) // > ArityError: format() expects at least 1 argument, got 0
call(format, 1) // > TypeError: format expects (string), got int
call(hex) // > ArityError: hex() expects 1 argument, got 0
call(hex, 1, 1) // > ArityError: hex() expects 1 argument, got 2
call(hex, 1.5) // > TypeError: hex expects (int), got float
call(oct) // > ArityError: oct() expects 1 argument, got 0
call(oct, 1, 1) // > ArityError: oct() expects 1 argument, got 2
call(oct, 1.5) // > TypeError: oct expects (int), got float
call(bin) // > ArityError: bin() expects 1 argument, got 0
call(bin, 1, 1) // > ArityError: bin() expects 1 argument, got 2
call(bin, 1.5) // > TypeError: bin expects (int), got float
call(to_bytes) // > ArityError: to_bytes() expects 1 argument, got 0
call(to_bytes, "s", 1) // > ArityError: to_bytes() expects 1 argument, got 2
call(to_bytes, 1) // > TypeError: to_bytes expects (string|bytes|array|range), got int
call(decode) // > ArityError: decode() expects 1 to 2 arguments, got 0
call(decode, b"b", "s", 1) // > ArityError: decode() expects 1 to 2 arguments, got 3
call(decode, 1) // > TypeError: decode expects (bytes|string), got int
call(decode, b"b", 1) // > TypeError: decode expects (bytes|string, string), got bytes and int
call(encode, "s") // > ArityError: encode() expects 2 arguments, got 1
call(encode, "s", "s", 1) // > ArityError: encode() expects 2 arguments, got 3
call(encode, 1, "s") // > TypeError: encode expects (string, string), got int and string
call(encode, "s", 1) // > TypeError: encode expects (string, string), got string and int
