// section: 5.in
print(1 in [1, 2], 3 in [1, 2], 1.0 in [1], "a" in ["a"]) // > true false true true
print("a" in {a: 1}, "b" in {a: 1}, nil in {nil: 1}) // > true false true
print("ell" in "hello", "z" in "hello", "" in "x") // > true false true
print(97 in b"abc", 98 in b"xyz", b"bc" in b"abc") // > true false true
print(3 in range(5), 5 in range(5), 4 in range(0, 10, 2), 3 in range(0, 10, 2)) // > true false true false
class C(x)
  fun m(this) => 1
c = C(1)
print("x" in c, "m" in c, "y" in c) // > true false false
print(3 not in [1], 1 not in [1], not 1 in [2]) // > true false true
print([1] in [[1], [2]], {} in [{}]) // > true true
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => 1 in 5)) // > TypeError: IN expects a container, got int
print(err(fn() => 1 in nil)) // > TypeError: IN expects a container, got nil
print(err(fn() => 1 in "abc")) // > TypeError: IN expects string in string, got int
