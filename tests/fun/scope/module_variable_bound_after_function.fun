// section: 3.binding
fun set_it()
  later = 5
  return later
print(set_it()) // > 5
later = 1
set_it()
print(later) // > 1
