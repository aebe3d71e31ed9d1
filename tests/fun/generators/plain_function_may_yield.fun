// section: 7.8
fun helper()
  yield "from a plain function"
fun* g()
  helper()
print(g().resume()) // > from a plain function
