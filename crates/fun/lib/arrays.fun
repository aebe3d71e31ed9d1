// Helpers for arrays. Unless its name ends in `_mut`, a function leaves its argument as it is and returns a new array.

// `n` elements from index `start`, as many as there are.
fun array_slice(arr, start, n)
  var from = start.clamp(0, arr.len())
  return arr.slice(from, from + n.clamp(0, arr.len() - from))

fun array_reverse(arr)
  return arr.reverse()

fun array_concat(a, b)
  return a.concat(b)

// Where the value stands first, or -1.
fun array_index_of(arr, value)
  return arr.indexOf(value)

fun array_contains(arr, value)
  return arr.indexOf(value) >= 0

// The elements without those that stand earlier too.
fun array_unique(arr)
  return arr.unique()

// The elements, with those of arrays among them in place of these.
fun array_flatten1(arr)
  return arr.flatten(1)

// Appends the value unless it is there; returns the array.
fun array_push_unique_mut(arr, value)
  if arr.indexOf(value) < 0
    arr.push(value)
  return arr

fun array_push_unique(arr, value)
  return array_push_unique_mut(arr.copy(), value)
