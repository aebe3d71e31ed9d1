// section: 13.scheduling
fun say(text, parent)
  print(text)
  parent ! "done"
for t in ["one", "two", "three"]
  spawn(say, t, self())
  receive_any()
// > one
// > two
// > three
