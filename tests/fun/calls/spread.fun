// section: 5.calls
fun f(a, b, c) => [a, b, c]
args = [1, 2]
print(f(...args, 3), f(0, ...args), f(...[1], 2, ...[3])) // > [1, 2, 3] [0, 1, 2] [1, 2, 3]
print(f(...[], 1, 2, 3), max(...[4, 9])) // > [1, 2, 3] 9
fun rest(...xs) => xs
print(rest(...range(3).to_array(), ..."".chars())) // > [0, 1, 2]
try
  f(...[1, 2])
catch err
  print(err) // > ArityError: f() expects 3 arguments, got 2
