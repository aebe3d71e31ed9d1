// section: 15.supervisor
// stderr: has ended
import supervisor
fun worker() => exit_self("crash")
fun child() => spawn_link(worker)
s = supervisor.start([{id: "w", start: child}], {intensity: 3, period: 5})
print(wait(s) in ["shutdown", "noproc"], len(processes())) // > true 1
