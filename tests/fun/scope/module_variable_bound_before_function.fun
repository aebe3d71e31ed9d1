// section: 3.binding
total = 0
fun add(n)
  total = total + n
  total += 1
add(5)
print(total) // > 6
