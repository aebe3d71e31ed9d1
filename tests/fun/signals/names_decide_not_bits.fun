// section: 12.signals
// Eight bits for any number of names: two of these nine share one.
names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
for name in names
  caught = []
  for other in names
    f = fiber(fn() => emit(other, 1), {mask: [name]})
    try
      s = f.resume()
      push(caught, s.name)
    catch e
      nil
  print(name, caught)
// > a [a]
// > b [b]
// > c [c]
// > d [d]
// > e [e]
// > f [f]
// > g [g]
// > h [h]
// > i [i]
