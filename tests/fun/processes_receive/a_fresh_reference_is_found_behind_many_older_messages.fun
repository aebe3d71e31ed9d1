// section: 13.receive
me = self()
for i in range(20000)
  me ! i
total = 0
for i in range(200)
  r = make_ref()
  me ! ["reply", r, i]
  receive
    case ["reply", ^r, n] => total += n
print(total, mailbox_len()) // > 19900 20000
