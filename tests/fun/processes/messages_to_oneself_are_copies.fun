// section: 13.messages
a = [1]
self() ! a
a[0] = 2
print(receive_any(), a) // > [1] [2]
