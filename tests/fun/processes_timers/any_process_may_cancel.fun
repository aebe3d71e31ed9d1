// section: 13.timers
t = send_after(100000, self(), "x")
me = self()
spawn(fn() => me ! (cancel_timer(t) > 0))
print(receive_any()) // > true
