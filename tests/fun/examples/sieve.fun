// section: 6.while 16.2
fun primes(n)
  is_prime = array(n + 1, true)
  out = []
  for i in range(2, n + 1)
    if is_prime[i]
      push(out, i)
      for j in range(i * i, n + 1, i)
        is_prime[j] = false
  return out
print(primes(50)) // > [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]
