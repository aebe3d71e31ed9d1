// Servers: processes that keep a state and answer calls, one at a time.
//
// What a server does is a Map or an Instance of callbacks: `init(arg)` gives the first state, or ["ok", state, ms]; the
// others say what comes next:
//   handle_call(msg, from, state)   ["reply", r, state], ["noreply", state] or ["stop", reason, r, state]
//   handle_cast(msg, state)         ["noreply", state] or ["stop", reason, state]
//   handle_info(msg, state)         the same, for every other message
//   terminate(reason, state)        on stop, when a callback throws, and when the parent ends while exits are trapped
// A Number behind the state is an idle timeout in milliseconds: handle_info("timeout", state) is called if nothing comes.

// Starts a server and waits for its `init`, whose error is thrown here. Options: `name`.
fun start(impl, arg = nil, opts = nil)
  return _start(impl, arg, opts, false)

// The same, linked to this process from the moment at which `init` has returned.
fun start_link(impl, arg = nil, opts = nil)
  return _start(impl, arg, opts, true)

// The answer to a message. Throws Timeout, or ExitError with the reason as `data` if the server ends before it answers.
fun call(dest, msg, ms = 5000)
  pid = kind(dest) == "Pid" ? dest : whereis(dest)
  if pid is nil
    throw _ended(dest, "noproc")
  if pid == self()
    throw _ended(dest, "calling_self")
  ref = monitor(pid)
  pid ! ["$call", [self(), ref], msg]
  receive
    case [^ref, reply] => return reply
    case ["DOWN", ^ref, _, _, reason] => throw _ended(dest, reason)
    after ms
      demonitor(ref, true)
      throw Error(f"timed out after {ms} ms", "Timeout")

// Sends a message that is not answered; one to nobody is dropped.
fun cast(dest, msg)
  pid = kind(dest) == "Pid" ? dest : whereis(dest)
  if pid != nil
    pid ! ["$cast", msg]

// Answers a call of which `handle_call` has returned "noreply". Whoever does not wait any longer gets nothing.
fun reply(from, r)
  send_reply(from, r)

// Ends a server, running its `terminate`, and waits until it has ended.
fun stop(dest, reason = "normal", ms = nil)
  pid = kind(dest) == "Pid" ? dest : whereis(dest)
  if pid is nil
    throw _ended(dest, "noproc")
  ref = monitor(pid)
  pid ! ["$stop", reason]
  receive
    case ["DOWN", ^ref, _, _, "noproc"] => throw _ended(dest, "noproc")
    case ["DOWN", ^ref, _, _, _] => nil
    after ms
      demonitor(ref, true)
      throw Error(f"timed out after {ms} ms", "Timeout")

fun _ended(dest, reason)
  who = kind(dest) == "Pid" ? f"process {dest}" : f"process '{dest}'"
  return Error(f"{who} exited: {repr(reason)}", "ExitError", reason)

fun _start(impl, arg, opts, linked)
  name = opts is nil ? nil : opts["name"]
  ref = make_ref()
  [pid, mon] = spawn_monitor(_begin, impl, arg, name, self(), ref, linked)
  receive
    case [^ref, "ok"]
      demonitor(mon, true)
      return pid
    case [^ref, "error", e]
      demonitor(mon, true)
      throw e
    case ["DOWN", ^mon, _, _, reason] => throw _ended(pid, reason)

fun _begin(impl, arg, name, parent, ref, linked)
  state = nil
  timeout = nil
  try
    if name != nil
      register(name, self())
    first = _callback(impl, "init", [arg])
    match first
      case ["ok", s]
        state = s
      case ["ok", s, ms]
        state = s
        timeout = ms
      case s
        state = s
    // The link reaches the parent before the answer does.
    if linked
      link(parent)
  catch e
    parent ! [ref, "error", e]
    return nil
  parent ! [ref, "ok"]
  _loop(impl, state, timeout, linked ? parent : nil)

fun _loop(impl, state, timeout, parent)
  while true
    next = nil
    from = nil
    try
      next = receive
        case ["$call", f, msg]
          from = f
          _callback(impl, "handle_call", [msg, from, state])
        case ["$cast", msg] => _callback(impl, "handle_cast", [msg, state])
        case ["$stop", reason] => ["stop", reason, state]
        case ["EXIT", ^parent, reason] => ["stop", reason, state]
        case msg => _info(impl, msg, state)
        after timeout => _info(impl, "timeout", state)
    catch e
      _terminate(impl, e, state)
      throw e
    timeout = nil
    match next
      case ["reply", r, s]
        state = s
        send_reply(from, r)
      case ["reply", r, s, ms]
        state = s
        timeout = ms
        send_reply(from, r)
      case ["noreply", s]
        state = s
      case ["noreply", s, ms]
        state = s
        timeout = ms
      case ["stop", reason, r, s]
        _terminate(impl, reason, s)
        if from != nil
          send_reply(from, r)
        exit_self(reason)
      case ["stop", reason, s]
        _terminate(impl, reason, s)
        exit_self(reason)
      case other
        e = Error(f"a server callback returned {repr(other)}", "ValueError")
        _terminate(impl, e, state)
        throw e

fun _info(impl, msg, state)
  if _has(impl, "handle_info")
    return _callback(impl, "handle_info", [msg, state])
  if msg != "timeout"
    eprint(f"server {self()} has no handle_info for {repr(msg)}")
  return ["noreply", state]

fun _terminate(impl, reason, state)
  if _has(impl, "terminate")
    _callback(impl, "terminate", [reason, state])

fun _has(impl, name) => callable(impl[name])

fun _callback(impl, name, args)
  f = impl[name]
  if not callable(f)
    throw Error(f"the server has no {name}", "TypeError")
  if kind(impl) == "Map"
    return f(...args)
  return f(impl, ...args)
