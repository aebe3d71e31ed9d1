// section: 7.5 16.2
fun quick_sort(xs)
  if len(xs) < 2
    return xs
  pivot = xs[0]
  halves = partition(xs[1:], fn(x) => x < pivot)
  return quick_sort(halves[0]) + [pivot] + quick_sort(halves[1])
print(quick_sort([3, 6, 1, 8, 2, 9, 2])) // > [1, 2, 2, 3, 6, 8, 9]
