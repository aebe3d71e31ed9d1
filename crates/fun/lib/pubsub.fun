// Topics: what is published under one goes to all processes that have subscribed to it.
import server

// Starts a hub of topics. Options: `name`.
fun start(opts = nil) => server.start(_callbacks(), nil, opts)

// The same, linked to this process.
fun start_link(opts = nil) => server.start_link(_callbacks(), nil, opts)

// Ends it. Its subscribers live on.
fun stop(hub)
  server.stop(hub)

// This process gets what is published under a topic, once however often it subscribes.
fun subscribe(hub, topic) => server.call(hub, ["subscribe", self(), topic], nil)

// It does so no longer: whether it did. What is in its mailbox stays.
fun unsubscribe(hub, topic) => server.call(hub, ["unsubscribe", self(), topic], nil)

// Sends a message to all subscribers of a topic: how many there were. All get what is published under a topic in the same order.
fun publish(hub, topic, msg) => server.call(hub, ["publish", nil, topic, msg], nil)

// The same to all but this process.
fun publish_from(hub, topic, msg) => server.call(hub, ["publish", self(), topic, msg], nil)

// Who has subscribed to a topic, in the order in which they did.
fun subscribers(hub, topic) => server.call(hub, ["subscribers", topic], nil)

// The topics that have subscribers.
fun topics(hub) => server.call(hub, ["topics"], nil)

fun _callbacks() => {init: _init, handle_call: _handle_call, handle_info: _handle_info}

fun _init(_) => {topics: {}, of: {}, watched: {}}

fun _handle_call(request, from, state) => ["reply", _answer(request, state), state]

fun _answer(request, state)
  match request
    case ["subscribe", pid, topic]
      members = get(state.topics, topic, {})
      state.topics[topic] = members
      if has_key(members, pid)
        return true
      members[pid] = true
      if not has_key(state.of, pid)
        state.of[pid] = {}
        state.watched[pid] = monitor(pid)
      state.of[pid][topic] = true
      return true
    case ["unsubscribe", pid, topic] => return _leave(state, pid, topic)
    case ["publish", but, topic, msg]
      n = 0
      for pid in keys(get(state.topics, topic, {}))
        if pid != but
          pid ! msg
          n += 1
      return n
    case ["subscribers", topic] => return keys(get(state.topics, topic, {}))
    case ["topics"] => return keys(state.topics)

fun _leave(state, pid, topic)
  if not has_key(get(state.topics, topic, {}), pid)
    return false
  delete(state.topics[topic], pid)
  if len(state.topics[topic]) == 0
    delete(state.topics, topic)
  delete(state.of[pid], topic)
  if len(state.of[pid]) == 0
    delete(state.of, pid)
    demonitor(delete(state.watched, pid), true)
  return true

fun _handle_info(msg, state)
  match msg
    case ["DOWN", _, "process", pid, _]
      for topic in keys(get(state.of, pid, {}))
        _leave(state, pid, topic)
    case _ => nil
  return ["noreply", state]
