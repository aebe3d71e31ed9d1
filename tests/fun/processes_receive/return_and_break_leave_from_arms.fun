// section: 13.receive
fun first_even()
  while true
    receive
      case n when n % 2 == 0 => return n
      case _ => continue
me = self()
for n in [1, 3, 4, 6]
  me ! n
print(first_even()) // > 4
while true
  receive
    case 6 => break
print(mailbox_len()) // > 0
