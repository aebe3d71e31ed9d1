// section: 13.scheduling
// limits: --max-heap=32M
// fuel-varies: processes run until they find no more room
// skip-mode: gc-stress collecting a full heap at every charge point takes hours
// skip-mode: preempt as slow
// skip-mode: round-trip a process that has to do with others cannot be stored
// The limit of the program is one of all its processes, so that spawning does not walk round it.
fun hog(parent)
  keep = []
  try
    while len(keep) < 40000
      push(keep, [1.5, 2.5, "a string of some length"])
    parent ! "full"
  catch e
    parent ! e.kind
  receive
    case "never" => nil
refused = nil
for i in range(60)
  try
    spawn(hog, self())
  catch e
    refused = e.kind
    break
  receive
    case "full" => nil
    case kind
      refused = kind
      break
print(refused) // > OutOfMemory
