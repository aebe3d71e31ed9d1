// section: 6.for-lazy 16.2
// A builtin resumes a fiber once for each element, as a loop does, and cancels what it leaves early.
fun* from(n)
  try
    while true
      yield n
      n += 1
  finally
    print("closed at", n)
print(first(from(1)))
// > closed at 1
// > 1
print(any(from(1), fn(x) => x > 3), all(from(1), fn(x) => x < 3))
// > closed at 4
// > closed at 3
// > true false
print(any(from(0)), find_first(from(1), fn(x) => x > 5), find_index(from(1), fn(x) => x > 5))
// > closed at 1
// > closed at 6
// > closed at 6
// > true 6 5
print(contains(from(1), 3), indexOf(from(5), 7))
// > closed at 3
// > closed at 7
// > 1 2
print(zip(from(1), ["a", "b"]), zip(["a", "b"], from(1)), zip(from(1), range(2)), zip("", from(9)))
// > closed at 3
// > closed at 2
// > closed at 3
// > [[1, a], [2, b]] [[a, 1], [b, 2]] [[1, 0], [2, 1]] []
fun* noisy()
  for i in range(3)
    print("gives", i)
    yield i
each(noisy(), fn(x) => print("gets", x))
// > gives 0
// > gets 0
// > gives 1
// > gets 1
// > gives 2
// > gets 2
print(map(noisy(), fn(x) => print("maps", x) ?? x), reduce(noisy(), 0, fn(a, b) => a + b))
// > gives 0
// > maps 0
// > gives 1
// > maps 1
// > gives 2
// > maps 2
// > gives 0
// > gives 1
// > gives 2
// > [0, 1, 2] 3
class Endless
  fun _iter(this) => from(1)
print(first(Endless()), Endless().find_first(fn(x) => x == 2))
// > closed at 1
// > closed at 2
// > 1 2
