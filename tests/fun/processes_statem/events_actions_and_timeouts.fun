// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.statem
import statem
me = self()
machine = {
  state_enter: true,
  init: fn(n) => ["a", n, [["next_event", "internal", "begin"]]],
  handle_event: fn(type, msg, state, n)
    match [type, msg]
      case ["enter", before]
        me ! ["enter", before, state]
        return ["keep", n]
      case ["internal", what]
        me ! ["internal", what]
        return ["keep", n + 1]
      case [["call", from], ["go", to]] => return ["next", to, n, [["reply", from, [state, n]]]]
      case [["call", from], "again"] => return ["repeat", n, [["reply", from, "repeated"]]]
      case [["call", from], "end"] => return ["stop", "done", n, [["reply", from, "bye"]]]
      case ["cast", ["timeouts"]]
        return ["keep", n, [["timeout", 1000, "never"], ["after", "x", 5, "x is due"], ["after", "y", 3000, "never"], ["state_timeout", 0, "at once"]]]
      case ["cast", "forget y"] => return ["keep", n, [["after", "y", nil, nil]]]
      case ["cast", "strange"] => return "what?"
      case [kind, what]
        me ! ["event", kind, what]
        return ["keep", n]
  ,
  terminate: fn(reason, state, n) => me ! ["terminate", reason, state, n]
}
m = statem.start(machine, 1, {name: "machine"})
print(receive_any(), receive_any()) // > [enter, a, a] [internal, begin]
print(statem.call(m, ["go", "b"]), receive_any()) // > [a, 2] [enter, a, b]
print(statem.call(m, ["go", "b"]), mailbox_len()) // > [b, 2] 0
print(statem.call(m, "again"), receive_any()) // > repeated [enter, b, b]
m ! "hello"
print(receive_any()) // > [event, info, hello]
statem.cast("machine", ["timeouts"])
statem.cast("machine", "forget y")
print(receive_any()) // > [event, state_timeout, at once]
print(receive_any()) // > [event, [timeout, x], x is due]
sleep(20)
print(mailbox_len()) // > 0
[_, ref] = [0, monitor(m)]
print(statem.call(m, "end")) // > bye
print(receive_any(), receive_any()[4]) // > [terminate, done, b, 2] done

// What it cannot be.
for wrong in [fn(x) => 5, fn(x) => ["a", 1, ["leap"]]]
  try
    statem.start({init: wrong})
  catch e
    print(e.kind, e.message)
// > ValueError init of a state machine gave 5
// > ValueError unknown action "leap"
