// section: 7.5
fun fact(n) => n < 2 ? 1 : n * fact(n - 1)
print(fact(10), fact(20)) // > 3628800 2432902008176640000
fun outer()
  fun fib(n)
    if n < 2
      return n
    return fib(n - 1) + fib(n - 2)
  return fib(15)
print(outer()) // > 610
