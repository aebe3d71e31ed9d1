// section: 16.5
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(random_seed) // > ArityError: random_seed() expects 1 argument, got 0
call(random_seed, 1, 1) // > ArityError: random_seed() expects 1 argument, got 2
call(random_seed, "s") // > TypeError: random_seed expects (number), got string
call(random_int, 1) // > ArityError: random_int() expects 2 arguments, got 1
call(random_int, 1, 1, 1) // > ArityError: random_int() expects 2 arguments, got 3
call(random_int, 1.5, 1) // > TypeError: random_int expects (int, int), got float and int
call(random_int, 1, 1.5) // > TypeError: random_int expects (int, int), got int and float
call(random_number) // > ArityError: random_number() expects 1 argument, got 0
call(random_number, 1, 1) // > ArityError: random_number() expects 1 argument, got 2
call(random_number, 1.5) // > TypeError: random_number expects (int), got float
call(random, 1) // > ArityError: random() expects 0 arguments, got 1
call(random_bytes) // > ArityError: random_bytes() expects 1 argument, got 0
call(random_bytes, 1, 1) // > ArityError: random_bytes() expects 1 argument, got 2
call(random_bytes, 1.5) // > TypeError: random_bytes expects (int), got float
call(uuid, 1) // > ArityError: uuid() expects 0 arguments, got 1
call(uuid7, 1) // > ArityError: uuid7() expects 0 arguments, got 1
call(shuffle) // > ArityError: shuffle() expects 1 argument, got 0
call(shuffle, [1], 1) // > ArityError: shuffle() expects 1 argument, got 2
call(shuffle, 1) // > TypeError: shuffle expects (array), got int
call(sample) // > ArityError: sample() expects 1 argument, got 0
call(sample, [1], 1) // > ArityError: sample() expects 1 argument, got 2
call(sample, 1) // > TypeError: sample expects (array|range|string|bytes), got int
