// section: 13.scheduling
me = self()
fun work(name)
  n = 0
  for i in range(30000)
    n += i
  me ! name
process_flag("priority", "max")
spawn_opt({priority: "low"}, work, "low")
spawn_opt({priority: "normal"}, work, "normal")
spawn_opt({priority: "max"}, work, "max")
done = [receive_any(), receive_any(), receive_any()]
print(sorted(done)) // > [low, max, normal]
