// section: 2.references
// Every way in which something that has lived long comes to hold something new.
class Box(v)
  fun set(this, v)
    this.v = v

fun counter()
  seen = []
  fun add(x)
    seen = [x, seen]
    return seen
  return add

fun churn()
  for i in range(300)
    junk = [i, "text that is longer than fourteen bytes " + to_string(i)]

array = [nil, nil, nil]
wide = []
for i in range(1000)
  push(wide, nil)
map = {"a": nil}
large = {}
for i in range(500)
  large[i] = nil
box = Box(nil)
add = counter()
nested = [[[nil]]]
churn()
churn()
for round in range(5)
  array[1] = ["array", round]
  wide[17 * round] = ["wide", round]
  wide[999] = ["last", round]
  map["a"] = ["map", round]
  map["new" + to_string(round)] = ["entry", round]
  large[round * 100] = ["large", round]
  large["more" + to_string(round)] = ["more", round]
  box.v = ["field", round]
  box.set(["method", round])
  add(["captured", round])
  nested[0][0][0] = ["deep", round]
  churn()
  print(array[1], wide[17 * round], wide[999], map["a"], map["new" + to_string(round)])
  print(large[round * 100], large["more" + to_string(round)], box.v, add(nil)[1][0], nested)
// > [array, 0] [wide, 0] [last, 0] [map, 0] [entry, 0]
// > [large, 0] [more, 0] [method, 0] [captured, 0] [[[[deep, 0]]]]
// > [array, 1] [wide, 1] [last, 1] [map, 1] [entry, 1]
// > [large, 1] [more, 1] [method, 1] [captured, 1] [[[[deep, 1]]]]
// > [array, 2] [wide, 2] [last, 2] [map, 2] [entry, 2]
// > [large, 2] [more, 2] [method, 2] [captured, 2] [[[[deep, 2]]]]
// > [array, 3] [wide, 3] [last, 3] [map, 3] [entry, 3]
// > [large, 3] [more, 3] [method, 3] [captured, 3] [[[[deep, 3]]]]
// > [array, 4] [wide, 4] [last, 4] [map, 4] [entry, 4]
// > [large, 4] [more, 4] [method, 4] [captured, 4] [[[[deep, 4]]]]
