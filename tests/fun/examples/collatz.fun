// section: 6.while
fun steps(n)
  count = 0
  while n != 1
    n = n % 2 == 0 ? n / 2 : 3 * n + 1
    count += 1
  return count
print(map(range(1, 10), steps)) // > [0, 1, 7, 2, 5, 8, 16, 3, 19]
