// section: 13.scheduling 12.fibers
fun child(parent)
  try
    time_now_ms()
  catch e
    parent ! str(e)
spawn_opt({deny: ["clock"]}, child, self())
print(receive_any()) // > PermissionDenied: clock is denied
me = self()
f = fiber(fn() => spawn(child, me), {deny: ["clock"]})
f.resume()
print(receive_any()) // > PermissionDenied: clock is denied
