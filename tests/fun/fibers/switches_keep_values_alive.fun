// section: 12.fibers
fun pairs()
  held = ["kept", [1, 2, {"a": "b"}]]
  n = 0
  while true
    n += 1
    yield [n, held[1][2]["a"], f"text of more than fourteen bytes {n % 10}"]
fun main()
  f = fiber(pairs)
  last = nil
  for i in range(500)
    last = f.resume()
  print(last) // > [500, b, text of more than fourteen bytes 0]
main()
