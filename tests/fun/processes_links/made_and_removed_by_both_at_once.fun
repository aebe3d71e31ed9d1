// fuel-varies: how the two take turns is different every time
// section: 13.links
// Each keeps its end of a link, or neither does.
fun play(seed)
  other = receive_any()
  for i in range(200)
    seed = (seed * 1103515245 + 12345) % 2147483648
    if seed / 65536 % 2 < 1
      link(other)
    else
      unlink(other)
    if i % 7 == 0
      receive
        after 0 => nil
  receive
    case "end" => nil

halves = 0
for round in range(20)
  a = spawn(play, round)
  b = spawn(play, round * 7 + 3)
  a ! b
  b ! a
  sleep(5)
  // A question is answered after everything that came before it.
  process_info(a)
  process_info(b)
  sleep(1)
  if (b in process_info(a).links) != (a in process_info(b).links)
    halves += 1
  exit (a, "kill")
  exit (b, "kill")
print(halves) // > 0
