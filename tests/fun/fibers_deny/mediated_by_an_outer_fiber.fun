// section: 12.deny 12.signals
fun guest()
  return env("A") + env("B")
fun mediator(f)
  r = f.resume()
  while is_signal(r)
    name = r.value["args"][0]
    r = f.resume("<" + name + ">")
  return r
print(mediator(fiber(guest, {deny: ["env"], mask: ["denied"]}))) // > <A><B>
