// State machines: servers that do what their state says (OTP's gen_statem).
//
// `impl` is a Map or an Instance. `init(arg)` gives [state, data] or [state, data, actions]. An event goes to the function that
// has the state's name, as f(type, content, data), else to handle_event(type, content, state, data). Types are ["call", from],
// "cast", "info", "timeout", "state_timeout", ["timeout", name], "internal" and, if `state_enter` is true, "enter" with the
// state before as its content. `terminate(reason, state, data)` runs at the end. A function gives
//   ["next", state, data] or ["next", state, data, actions]     another state, or the same
//   ["keep", data] or ["keep", data, actions]                   the same state
//   ["repeat", data] or ["repeat", data, actions]               the same state, entered again
//   ["stop", reason, data] or ["stop", reason, data, actions]   the end
// and actions are
//   ["reply", from, r]                  answers a call
//   "postpone"                          the event comes again when the state has changed
//   ["next_event", type, content]       comes before everything else
//   ["timeout", ms, content]            unless another event comes before
//   ["state_timeout", ms, content]      unless the state changes before
//   ["after", name, ms, content]        whatever happens; the same name again replaces it
// A time of nil takes a timeout back.
import server

// Starts a machine and waits for its `init`, whose error is thrown here. Options: `name`.
fun start(impl, arg = nil, opts = nil) => server.start(_callbacks(impl), [impl, arg], opts)

// The same, linked to this process.
fun start_link(impl, arg = nil, opts = nil) => server.start_link(
  _callbacks(impl),
  [impl, arg],
  opts,
)

// The answer to an event.
fun call(dest, msg, ms = 5000) => server.call(dest, msg, ms)

// Sends an event that is not answered.
fun cast(dest, msg)
  server.cast(dest, msg)

// Answers a call outside of the actions.
fun reply(from, r)
  server.reply(from, r)

// Ends it and waits until it has ended.
fun stop(dest, reason = "normal", ms = nil)
  server.stop(dest, reason, ms)

fun _callbacks(impl)
  return {
    init: _init,
    handle_call: fn(msg, from, m) => _event(m, ["call", from], msg),
    handle_cast: fn(msg, m) => _event(m, "cast", msg),
    handle_info: _handle_info,
    terminate: _terminate,
  }

fun _init(given)
  [impl, arg] = given
  m = {impl: impl, state: nil, data: nil, queue: [], postponed: [], timers: {}, entered: false}
  actions = []
  match _apply(impl, "init", [arg])
    case [state, data]
      m["state"] = state
      m["data"] = data
    case [state, data, more]
      m["state"] = state
      m["data"] = data
      actions = more
    case other => throw Error(f"init of a state machine gave {repr(other)}", "ValueError")
  _enter(m, m.state)
  _act(m, actions, nil)
  match _drain(m)
    case ["stop", reason, _] => throw Error(
      f"the state machine has stopped: {repr(reason)}",
      "ExitError",
      reason,
    )
    case _ => return ["ok", m]

fun _handle_info(msg, m)
  match msg
    case ["$timeout", name, tag]
      if has_key(m.timers, name) and m.timers[name][1] == tag
        timer = delete(m.timers, name)
        return _event(m, timer[2], timer[3])
      return ["noreply", m]
    case _ => return _event(m, "info", msg)

fun _terminate(reason, m)
  if callable(m.impl["terminate"])
    _apply(m.impl, "terminate", [reason, m.state, m.data])

fun _event(m, type, content)
  push(m.queue, [type, content])
  return _drain(m)

// Everything that is to be done before the next message.
fun _drain(m)
  while len(m.queue) > 0
    event = remove(m.queue, 0)
    // Any other event is one that a timeout of events waits for.
    _cancel(m, ["event"])
    stopped = _step(m, event, _handle(m, event[0], event[1]))
    if stopped != nil
      return stopped
  return ["noreply", m]

fun _handle(m, type, content)
  named = m.state
  if kind(named) == "String" and callable(m.impl[named])
    return _apply(m.impl, named, [type, content, m.data])
  if callable(m.impl["handle_event"])
    return _apply(m.impl, "handle_event", [type, content, m.state, m.data])
  throw Error(
    f"the state machine has no handle_event and no function for {repr(named)}",
    "TypeError",
  )

fun _step(m, event, result)
  match result
    case ["next", state, data] => _change(m, state, data, [], event, false)
    case ["next", state, data, actions] => _change(m, state, data, actions, event, false)
    case ["keep", data] => _change(m, m.state, data, [], event, false)
    case ["keep", data, actions] => _change(m, m.state, data, actions, event, false)
    case ["repeat", data] => _change(m, m.state, data, [], event, true)
    case ["repeat", data, actions] => _change(m, m.state, data, actions, event, true)
    case ["stop", reason, data]
      m["data"] = data
      return ["stop", reason, m]
    case ["stop", reason, data, actions]
      m["data"] = data
      _act(m, actions, event)
      return ["stop", reason, m]
    case other => throw Error(f"a state machine's function gave {repr(other)}", "ValueError")
  return nil

fun _change(m, state, data, actions, event, again)
  before = m.state
  m["state"] = state
  m["data"] = data
  other = state != before
  if other or again
    // What was postponed comes again, in its order and before what came later.
    if event != nil and "postpone" in actions
      push(m.postponed, event)
      actions = filter(actions, fn(a) => a != "postpone")
    m["queue"] = concat(m.postponed, m.queue)
    m["postponed"] = []
    if other
      _cancel(m, ["state"])
    _enter(m, before)
  _act(m, actions, event)

fun _enter(m, before)
  if not m.impl["state_enter"]
    return nil
  match _handle(m, "enter", before)
    case ["keep", data] => m["data"] = data
    case ["keep", data, actions]
      m["data"] = data
      _act(m, actions, nil)
    case ["next", state, data] when state == m.state => m["data"] = data
    case ["next", state, data, actions] when state == m.state
      m["data"] = data
      _act(m, actions, nil)
    case other => throw Error(
      f"on entering a state it must be kept, got {repr(other)}",
      "ValueError",
    )

fun _act(m, actions, event)
  soon = []
  at_last = []
  for action in actions
    match action
      case ["reply", from, r] => server.reply(from, r)
      case "postpone"
        if event is nil
          throw Error("there is no event to postpone", "ValueError")
        push(m.postponed, event)
      case ["next_event", type, content] => push(soon, [type, content])
      case ["timeout", ms, content] => _set(m, ["event"], "timeout", ms, content, at_last)
      case ["state_timeout", ms, content] => _set(
        m,
        ["state"],
        "state_timeout",
        ms,
        content,
        at_last,
      )
      case ["after", name, ms, content] => _set(
        m,
        ["named", name],
        ["timeout", name],
        ms,
        content,
        at_last,
      )
      case other => throw Error(f"unknown action {repr(other)}", "ValueError")
  m["queue"] = concat(soon, m.queue, at_last)

// Sets a timeout anew. One without time comes before any message that has not been received yet.
fun _set(m, name, type, ms, content, at_last)
  _cancel(m, name)
  if ms is nil
    return nil
  if ms == 0
    push(at_last, [type, content])
    return nil
  key = freeze(name)
  tag = make_ref()
  m.timers[key] = [send_after(ms, self(), ["$timeout", key, tag]), tag, type, content]

fun _cancel(m, name)
  key = freeze(name)
  if has_key(m.timers, key)
    cancel_timer(delete(m.timers, key)[0])

fun _apply(impl, name, args)
  f = impl[name]
  if not callable(f)
    throw Error(f"the state machine has no {name}", "TypeError")
  return kind(impl) == "Map" ? f(...args) : f(impl, ...args)
