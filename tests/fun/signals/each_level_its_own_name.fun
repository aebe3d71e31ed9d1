// section: 12.signals
fun level(n)
  if n == 0
    for i in range(5)
      emit(f"s{i}", i)
    return "end"
  f = fiber(level, {mask: [f"s{n}"]})
  r = f.resume(n - 1)
  while is_signal(r)
    print(n, r.name, r.value)
    r = f.resume()
  return r
f = fiber(level, {mask: ["s0"]})
r = f.resume(4)
print(r.name, f.resume())
// stdout:
// | 1 s1 1
// | 2 s2 2
// | 3 s3 3
// | 4 s4 4
// | s0 end
