fun works()
  return "works"
fun broken()
  return not_defined_anywhere + 1
fun broken_call()
  return also_not_defined(1)
