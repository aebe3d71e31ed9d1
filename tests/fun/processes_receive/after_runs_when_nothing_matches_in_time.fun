// section: 13.receive
me = self()
me ! "other"
receive
  case "wanted" => print("never")
  after 10 => print("late") // > late
receive
  after 1 => print("only after") // > only after
r = receive
  case "x" => 1
  after 0 => 2
print(r, mailbox_len()) // > 2 1
print(receive_any(0), receive_any(0), receive_any(5)) // > other nil nil
