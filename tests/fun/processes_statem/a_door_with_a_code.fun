// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.statem
// The code lock of OTP's manual.
import statem
lock = {
  init: fn(code) => ["locked", {code: code, typed: []}],
  locked: fn(type, msg, data)
    if msg == "state"
      return ["keep", data, [["reply", type[1], "locked"]]]
    typed = concat(data.typed, [msg])
    typed = typed[max(0, len(typed) - len(data.code)):]
    if typed == data.code
      return ["next", "open", {code: data.code, typed: []}, [["state_timeout", 800, "lock"]]]
    return ["keep", {code: data.code, typed: typed}]
  ,
  open: fn(type, msg, data)
    match [type, msg]
      case ["state_timeout", "lock"] => return ["next", "locked", data]
      case [["call", from], "state"] => return ["keep", data, [["reply", from, "open"]]]
      case ["cast", _] => return ["keep", data, ["postpone"]]
}
door = statem.start(lock, [1, 2, 3])
fun type(digits)
  for d in digits
    statem.cast(door, d)

type([9, 1, 2])
print(statem.call(door, "state")) // > locked
type([3])
print(statem.call(door, "state")) // > open
// Typed while it is open, it counts when it is locked again.
type([1, 2])
while statem.call(door, "state") == "open"
  sleep(2)
type([3])
print(statem.call(door, "state")) // > open
statem.stop(door)
print(is_alive(door)) // > false
