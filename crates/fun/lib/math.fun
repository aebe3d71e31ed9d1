// Arithmetic of numbers and arrays of numbers.

// x without its sign.
fun abs(x) => x < 0 ? -x : x

// The nearest number to x that is not below `lo` and not above `hi`.
fun clamp(x, lo, hi)
  var least = x < lo ? lo : x
  return least > hi ? hi : least

// The greatest common divisor.
fun gcd(number a, number b)
  while b != 0
    a, b = b, a % b
  return abs(a)

// The least common multiple; 0 if one of them is 0.
fun lcm(a, b) => a == 0 or b == 0 ? 0 : abs(a * b) / gcd(a, b)

// base to the power of an integer; 0 for negative ones.
fun powi(number base, number exponent) => base.pow(exponent)

// The least of three.
fun min3(a, b, c) => array_min([a, b, c])

// The greatest of three.
fun max3(a, b, c) => array_max([a, b, c])

// The least element; 0 if there is none.
fun array_min(a) => len(a) == 0 ? 0 : a.reduce(a[0], fn(best, x) => x < best ? x : best)

// The greatest element; 0 if there is none.
fun array_max(a) => len(a) == 0 ? 0 : a.reduce(a[0], fn(best, x) => x > best ? x : best)
