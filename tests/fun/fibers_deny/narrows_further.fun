// section: 12.deny
fun inner()
  out = []
  for f in [fn() => cwd(), fn() => time_now_ms()]
    try
      f()
      push(out, "ok")
    catch e
      push(out, e.message)
  return out
print(fiber(fn() => fiber(inner, {deny: ["clock"]}).resume(), {deny: ["env"]}).resume()) // > [env is denied, clock is denied]
