// section: 16.1
class A()
fun f()
  return 1
print(callable(f), callable(len), callable(A), callable(fn() => 1), callable(5), callable("len")) // > true true true true false false
print(is_nan(nan()), is_nan(1.0), is_nan(inf())) // > true false false
