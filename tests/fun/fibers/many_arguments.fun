// section: 12.fibers
fun count(...all)
  return len(all)
print(fiber(count).resume(), fiber(count).resume(1), fiber(count).resume(1, 2, 3, 4)) // > 0 1 4
print(fiber(count).resume(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)) // > 10
