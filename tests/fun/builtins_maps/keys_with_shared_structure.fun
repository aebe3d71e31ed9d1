// section: 2.maps
// skip-mode: gc-stress a collection at each of 300,000 charge points takes minutes
// skip-mode: round-trip storing 100,000 arrays at each charge point takes hours
// Keys are compared once where they share, and without the machine's own stack however deep they are.
fun shared()
  x = [1]
  for i in range(60)
    x = [x, x]
  return freeze(x)
m = {}
m[shared()] = "found"
print(m[shared()]) // > found
fun deep(last)
  x = [last]
  for i in range(100000)
    x = [x]
  a = to_array(range(10000))
  push(a, x)
  return freeze(a)
m = {}
m[deep(1)] = "one"
m[deep(2)] = "two"
print(m[deep(1)], m[deep(2)], m[deep(1.0)], len(m)) // > one two one 2
m = {}
m[freeze([1, [2.0, "x"]])] = 1
print(m[freeze([1.0, [2, "x"]])], m[freeze([1, [2, "y"]])], m[freeze([1, [2]])], m[freeze([1, 2])]) // > 1 nil nil nil
