// section: 6.for-lazy 16.2
fun* from(n)
  try
    while true
      yield n
      n += 1
  finally
    print("closed at", n)
fun picky(x) => x > 2 ? error("no " + str(x)) : x
for use in [each, map, filter, any, all, find_first, find_index, group_by, partition, count]
  try
    use(from(1), fn(x) => picky(x) == 0)
  catch e
    print(e)
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 1
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
// > closed at 3
// > Error: no 3
try
  reduce(from(1), 0, fn(a, x) => a + picky(x))
catch e
  print(e)
// > closed at 3
// > Error: no 3
fun* failing()
  yield 1
  error("failed")
try
  zip(from(1), failing())
catch e
  print(e)
// > closed at 2
// > Error: failed
fun leave()
  each(from(5), fn(x) => yield x)
f = fiber(leave)
print(f.resume(), f.resume()) // > 5 6
f.cancel() // > closed at 6
print(f.status()) // > cancelled
