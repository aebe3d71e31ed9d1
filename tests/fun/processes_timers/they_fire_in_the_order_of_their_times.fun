// section: 13.timers
send_after(9, self(), "third")
send_after(1, self(), "first")
send_after(5, self(), "second")
print(receive_any(), receive_any(), receive_any()) // > first second third
