// section: 16.2 16.4 16.5
// limits: --fuel=100000
// What no memory can hold is refused before it is charged.
fun refused(f)
  try
    print(typeof(f()))
  catch e
    return e.kind
for n in [1 << 50, 1 << 60, 1 << 62, 9223372036854775807]
  print(refused(fn() => repeat("x", n)), refused(fn() => repeat("long text", n)))
  print(refused(fn() => array(n)), refused(fn() => array(n, 1.5)))
  print(refused(fn() => pad_left("x", n)), refused(fn() => pad_right("x", n, "ab")), refused(fn() => pad_center("x", n)))
  print(refused(fn() => random_bytes(n)), refused(fn() => to_array(range(n))), refused(fn() => reverse(range(n))))
// stdout:
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
// | OutOfMemory OutOfMemory OutOfMemory
