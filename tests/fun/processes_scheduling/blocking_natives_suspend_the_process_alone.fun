// section: 13.scheduling
// skip-mode: simulated blocking work takes no simulated time, so it is done first
me = self()
fun blocks()
  exec(["sleep", "0.3"])
  me ! "blocked"
spawn(blocks)
sleep(1)
me ! "free"
print(receive_any(), receive_any()) // > free blocked
