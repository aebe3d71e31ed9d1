// section: 13.exits 12.fibers
fun body()
  try
    exit_self("reason")
  catch e
    print("never")
  return "went on"
f = fiber(body, {mask: ["exit"]})
s = f.resume()
print(s.name, s.value) // > exit reason
print(f.resume(nil)) // > went on
g = fiber(body)
[pid, ref] = spawn_monitor(fn() => fiber(body).resume())
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > reason
