// section: 13.receive
me = self()
want = 3
for i in range(5)
  me ! ["v", i]
receive
  case ["v", ^want] => print("three") // > three
receive
  case ["v", ^(want + 1)] => print("four") // > four
print(mailbox_len()) // > 3
