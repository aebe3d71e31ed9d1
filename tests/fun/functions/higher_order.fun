// section: 7.4 7.5
fun compose(...fs)
  return fn(x) => reduce(fs, x, fn(acc, f) => f(acc))
fun curry(f) => fn(a) => fn(b) => f(a, b)
fun memo(f)
  cache = {}
  return fn(x)
    if not has(cache, x)
      cache[x] = f(x)
    return cache[x]
calls = 0
fun slow(x)
  calls += 1
  return x * x
fast = memo(slow)
print(compose(fn(x) => x + 1, fn(x) => x * 2)(5)) // > 12
print(curry(pow)(2)(5), fast(4), fast(4), calls) // > 32 16 16 1
