// section: 15.supervisor
// stderr: has ended
import supervisor
me = self()
fun worker(name)
  receive
    case "crash" => exit_self("crash")
fun spec(name, restart) => {id: name, restart: restart, start: fn() => spawn_link(worker, name)}
fun run(strategy)
  s = supervisor.start([spec("a", "permanent"), spec("b", "permanent"), spec("c", "permanent"), spec("t", "temporary")], {strategy: strategy})
  before = supervisor.which_children(s)
  ref = monitor(before[1].pid)
  before[1].pid ! "crash"
  receive
    case ["DOWN", ^ref, _, _, _] => nil
  after_ = supervisor.which_children(s)
  while any(after_, fn(c) => c.pid is nil) or after_[1].pid == before[1].pid
    after_ = supervisor.which_children(s)
  print(strategy, len(after_), [0, 1, 2].map(fn(i) => after_[i].pid == before[i].pid))
  supervisor.stop(s)
run("one_for_one") // > one_for_one 4 [true, false, true]
run("one_for_all") // > one_for_all 3 [false, false, false]
run("rest_for_one") // > rest_for_one 3 [true, false, false]
// fuel-varies: it is asked until all have been started again
