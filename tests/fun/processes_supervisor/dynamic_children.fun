// section: 15.supervisor
import supervisor
fun worker()
  receive
    case "never" => nil
fun spec(id) => {id: id, start: fn() => spawn_link(worker)}
s = supervisor.start([spec(1)])
fun attempt(f)
  try
    print(f())
  catch e
    print(e)
print(kind(supervisor.start_child(s, spec(2)))) // > Pid
attempt(fn() => supervisor.start_child(s, spec(2))) // > ValueError: the child 2 is running
attempt(fn() => supervisor.restart_child(s, 2)) // > ValueError: the child 2 is running
attempt(fn() => supervisor.delete_child(s, 2)) // > ValueError: the child 2 is running
attempt(fn() => supervisor.terminate_child(s, 2)) // > true
attempt(fn() => supervisor.terminate_child(s, 9)) // > ValueError: no child 9
print(supervisor.count_children(s)) // > {"specs": 2, "active": 1, "supervisors": 0, "workers": 2}
attempt(fn() => supervisor.start_child(s, spec(2))) // > ValueError: the child 2 is listed
attempt(fn() => kind(supervisor.restart_child(s, 2))) // > Pid
supervisor.terminate_child(s, 2)
attempt(fn() => supervisor.delete_child(s, 2)) // > true
print(len(supervisor.which_children(s))) // > 1
attempt(fn() => supervisor.start_child(s, {id: 3})) // > ValueError: a child needs an id and a start function, got {"id": 3}
attempt(fn() => supervisor.start_child(s, {id: 3, start: fn() => 7})) // > TypeError: start of 3 must give a Pid or [pid, info], got 7
supervisor.stop(s)
