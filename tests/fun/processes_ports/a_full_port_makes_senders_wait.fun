// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 14.ports
p = port(1)
me = self()
fun produce(n)
  for i in range(n)
    p.send(i)
  me ! "produced"
  p.close()

spawn(produce, 6)
while p.len() == 0
  sleep(1)
print(p.len(), mailbox_len()) // > 1 0
all = []
for v in p
  push(all, v)
print(all, receive_any(), p.closed(), p.len()) // > [0, 1, 2, 3, 4, 5] produced true 0
// Nothing is left of it.
for v in p
  print("never")
