// section: 7.8 2.print
fun* g()
  yield 1
print(g) // > <function g>
