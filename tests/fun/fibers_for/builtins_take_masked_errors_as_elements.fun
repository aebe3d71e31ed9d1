// section: 6.for-lazy 16.2
fun bad()
  yield 1
  throw "oops"
fun bads() => fiber(bad, {mask: ["yield", "error"]})
for x in bads()
  print(is_signal(x))
// > false
// > true
print(map(bads(), is_signal), len(to_array(bads())), is_signal(last(bads())), enumerate(bads())[1][1].value) // > [false, true] 2 true oops
fun* nothing()
  return 5
print(first(nothing()), last(nothing()), to_array(nothing()), any(nothing()), zip(nothing(), [1]), reduce(nothing(), 7, fn(a, b) => 0)) // > nil nil [] false [] 7
