// section: 13.timers
me = self()
fun child()
  me ! "before"
  sleep(3)
  me ! "after"
spawn(child)
print(receive_any(), sleep(0), receive_any()) // > before nil after
sleep_ms(1)
