// section: 3.constants
print(later(2)) // > 4
fun later(n) => helper(n) * 2
fun helper(n)
  return n
print(kind(later)) // > Function
