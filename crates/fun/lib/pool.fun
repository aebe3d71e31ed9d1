// Pools: a number of workers that others borrow, one at a time.
import server

// Starts a pool and its workers. `make` starts a worker, linked, and gives its Pid. Options: `size` (5), `overflow` (0: how many
// more may be made while all are lent; they end when they come back), `name`.
fun start(function make, opts = nil) => server.start(_callbacks(), [make, opts ?? {}], opts)

// The same, linked to this process.
fun start_link(function make, opts = nil) => server.start_link(
  _callbacks(),
  [make, opts ?? {}],
  opts,
)

// Ends it and its workers.
fun stop(p)
  server.stop(p, "shutdown")

// Borrows a worker, waiting for one if need be; throws Timeout. It comes back by `checkin`, or when this process ends.
fun checkout(p, ms = 5000)
  tag = make_ref()
  try
    match server.call(p, ["checkout", tag], ms)
      case ["ok", worker] => return worker
      case ["error", e] => throw e
  catch e when e.kind == "Timeout"
    server.cast(p, ["cancel", tag])
    throw e

// Gives a worker back.
fun checkin(p, worker)
  server.cast(p, ["checkin", worker])

// f of a worker that is borrowed for it.
fun run(p, function f, ms = 5000)
  worker = checkout(p, ms)
  try
    return f(worker)
  finally
    checkin(p, worker)

// How many workers there are: `size`, `idle`, `lent`, and how many processes are `waiting` for one.
fun status(p) => server.call(p, ["status"], nil)

fun _callbacks()
  return {
    init: _init,
    handle_call: _handle_call,
    handle_cast: _handle_cast,
    handle_info: _handle_info,
    terminate: _terminate,
  }

fun _init(given)
  [make, opts] = given
  size = opts["size"] ?? 5
  overflow = opts["overflow"] ?? 0
  for given_number in [["size", size], ["overflow", overflow]]
    [what, n] = given_number
    if kind(n) != "Number" or n < 0
      throw Error(f"'{what}' must be a number from 0, got {repr(n)}", "ValueError")
  trap_exit(true)
  state = {make: make, size: size, overflow: overflow, idle: [], lent: {}, waiting: []}
  for i in range(size)
    push(state.idle, _make(state))
  return state

fun _make(state)
  make = state.make
  worker = make()
  if kind(worker) != "Pid"
    throw Error(f"a pool's function must give a Pid, got {repr(worker)}", "TypeError")
  link(worker)
  return worker

fun _handle_call(request, from, state)
  match request
    case ["checkout", tag]
      push(state.waiting, {from: from, tag: tag, watch: monitor(from[0])})
      _serve(state)
      return ["noreply", state]
    case ["status"]
      known = {
        size: len(state.idle) + len(state.lent),
        idle: len(state.idle),
        lent: len(state.lent),
        waiting: len(state.waiting),
      }
      return ["reply", known, state]

fun _handle_cast(msg, state)
  match msg
    case ["checkin", worker]
      if has_key(state.lent, worker)
        _back(state, worker)
    case ["cancel", tag]
      for worker in keys(state.lent)
        if state.lent[worker].tag == tag
          _back(state, worker)
      for w in filter(state.waiting, fn(w) => w.tag == tag)
        demonitor(w.watch, true)
      state["waiting"] = filter(state.waiting, fn(w) => w.tag != tag)
  return ["noreply", state]

fun _handle_info(msg, state)
  match msg
    case ["DOWN", ref, "process", _, _]
      for worker in keys(state.lent)
        if state.lent[worker].watch == ref
          _back(state, worker)
      state["waiting"] = filter(state.waiting, fn(w) => w.watch != ref)
    case ["EXIT", worker, _]
      if has_key(state.lent, worker)
        demonitor(delete(state.lent, worker).watch, true)
        _refill(state)
      elif worker in state.idle
        state["idle"] = filter(state.idle, fn(w) => w != worker)
        _refill(state)
    case _ => nil
  return ["noreply", state]

fun _terminate(reason, state)
  for worker in concat(state.idle, keys(state.lent))
    exit (worker, "shutdown")
    if wait(worker, 5000) is nil
      exit (worker, "kill")

// A worker has come back.
fun _back(state, worker)
  demonitor(delete(state.lent, worker).watch, true)
  if len(state.waiting) == 0 and len(state.idle) + len(state.lent) >= state.size
    unlink(worker)
    exit (worker, "shutdown")
  else
    push(state.idle, worker)
    _serve(state)

// A worker has ended.
fun _refill(state)
  while len(state.idle) + len(state.lent) < state.size
    push(state.idle, _make(state))
  _serve(state)

// Gives workers to those who wait, the first first.
fun _serve(state)
  while len(state.waiting) > 0
    if len(state.idle) == 0
      if len(state.lent) >= state.size + state.overflow
        return nil
      try
        push(state.idle, _make(state))
      catch e
        w = remove(state.waiting, 0)
        demonitor(w.watch, true)
        server.reply(w.from, ["error", e])
        continue
    w = remove(state.waiting, 0)
    worker = pop(state.idle)
    state.lent[worker] = w
    server.reply(w.from, ["ok", worker])
