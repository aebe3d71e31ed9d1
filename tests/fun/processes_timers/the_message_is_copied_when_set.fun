// section: 13.timers
a = [1]
send_after(3, self(), a)
push(a, 2)
print(receive_any(), a) // > [1] [1, 2]
