// section: 13.timers
t = send_after(5, self(), ["tick", 1])
receive
  case m => print(m) // > [tick, 1]
print(cancel_timer(t)) // > nil
t = send_after(100000, self(), "late")
left = cancel_timer(t)
print(left > 90000, left <= 100000, cancel_timer(t)) // > true true nil
print(kind(t), cancel_timer(make_ref())) // > Ref nil
