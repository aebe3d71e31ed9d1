// Registries: processes that are found under keys, each with a value beside it. What a process has registered goes with it.
//
// A key is anything that may be the key of a Map. With `keys: "unique"` a key belongs to one process, with "duplicate" to any
// number.
import server

// Starts a registry. Options: `keys` ("unique" if there are none), `name`.
fun start(opts = nil) => server.start(_callbacks(), opts, opts)

// The same, linked to this process.
fun start_link(opts = nil) => server.start_link(_callbacks(), opts, opts)

// Ends it. What was registered lives on.
fun stop(r)
  server.stop(r)

// Enters this process under a key. Throws NameError if the key is taken, by this process too.
fun register(r, key, value = nil) => _ask(r, ["register", self(), key, value])

// Takes the entries of this process under a key out: whether there were any.
fun unregister(r, key) => _ask(r, ["unregister", self(), key])

// What is registered under a key: [pid, value] for each, in the order in which they came.
fun lookup(r, key) => _ask(r, ["lookup", key])

// The first process under a key, or nil.
fun find(r, key)
  found = lookup(r, key)
  return len(found) > 0 ? found[0][0] : nil

// The keys of a process, this one if none is given.
fun keys_of(r, pid = nil) => _ask(r, ["keys", pid ?? self()])

// Changes the value of this process's entry under a key to f of it: the new value. NameError if there is none.
fun update_value(r, key, function f)
  for entry in lookup(r, key)
    if entry[0] == self()
      changed = f(entry[1])
      _ask(r, ["change", self(), key, changed])
      return changed
  throw _unknown(key)

// Sends a message to all processes under a key: how many there were.
fun dispatch(r, key, msg)
  found = lookup(r, key)
  for entry in found
    entry[0] ! msg
  return len(found)

// How many entries there are.
fun size(r) => _ask(r, ["size"])

fun _ask(r, request)
  match server.call(r, request, nil)
    case ["ok", v] => return v
    case ["error", e] => throw e

fun _unknown(key) => Error(f"nothing is registered under {repr(key)}", "NameError")

fun _callbacks() => {init: _init, handle_call: _handle_call, handle_info: _handle_info}

fun _init(opts)
  kept = (opts ?? {})["keys"] ?? "unique"
  if not (kept in ["unique", "duplicate"])
    throw Error(f"'keys' must be unique or duplicate, got {repr(kept)}", "ValueError")
  return {unique: kept == "unique", entries: {}, held: {}, watched: {}}

fun _handle_call(request, from, state)
  try
    return ["reply", ["ok", _answer(request, state)], state]
  catch e
    return ["reply", ["error", e], state]

fun _answer(request, state)
  entries = state.entries
  match request
    case ["register", pid, key, value]
      known = get(entries, key, [])
      if state.unique
        for entry in known
          other = entry[0]
          // One that has ended, of which the message is still on its way, has no claim.
          if is_alive(other)
            throw Error(f"{repr(key)} is registered by {other}", "NameError")
          _take_out(state, other, key)
        known = get(entries, key, [])
      if not has_key(state.held, pid)
        state.held[pid] = []
        state.watched[pid] = monitor(pid)
      push(state.held[pid], key)
      push(known, [pid, value])
      entries[key] = known
      return true
    case ["unregister", pid, key] => return _take_out(state, pid, key)
    case ["lookup", key] => return filter(get(entries, key, []), fn(e) => is_alive(e[0]))
    case ["keys", pid] => return get(state.held, pid, [])
    case ["change", pid, key, value]
      for entry in get(entries, key, [])
        if entry[0] == pid
          entry[1] = value
          return true
      throw _unknown(key)
    case ["size"] => return sum(map(values(entries), fn(list) => len(list)))

fun _take_out(state, pid, key)
  before = get(state.entries, key, [])
  after_it = filter(before, fn(e) => e[0] != pid)
  if len(before) == len(after_it)
    return false
  if len(after_it) > 0
    state.entries[key] = after_it
  else
    delete(state.entries, key)
  state.held[pid] = filter(state.held[pid], fn(k) => k != key)
  if len(state.held[pid]) == 0
    delete(state.held, pid)
    demonitor(delete(state.watched, pid), true)
  return true

fun _handle_info(msg, state)
  match msg
    case ["DOWN", _, "process", pid, _]
      for key in unique(get(state.held, pid, []))
        _take_out(state, pid, key)
    case _ => nil
  return ["noreply", state]
