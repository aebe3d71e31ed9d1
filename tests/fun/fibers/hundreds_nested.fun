// section: 12.fibers
fun nest(n)
  if n == 0
    return "bottom"
  return fiber(nest).resume(n - 1)
print(nest(400)) // > bottom
