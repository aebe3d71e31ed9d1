// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.pubsub
import pubsub
hub = pubsub.start({name: "hub"})
me = self()
fun listener(n, topics)
  for topic in topics
    pubsub.subscribe("hub", topic)
  me ! "ready"
  while true
    receive
      case "end" => return nil
      case msg => me ! [n, msg]

a = spawn(listener, 1, ["news", "weather"])
receive_any()
b = spawn(listener, 2, ["news", "news"])
receive_any()
print(pubsub.publish(hub, "news", "one"), pubsub.publish(hub, "news", "two")) // > 2 2
got = [receive_any(), receive_any(), receive_any(), receive_any()]
print(filter(got, fn(g) => g[0] == 1), filter(got, fn(g) => g[0] == 2)) // > [[1, one], [1, two]] [[2, one], [2, two]]
print(pubsub.publish(hub, "weather", "rain"), receive_any(), pubsub.publish(hub, "sports", 0)) // > 1 [1, rain] 0
print(pubsub.subscribers(hub, "news") == [a, b], pubsub.topics(hub)) // > true [news, weather]

// Not to itself.
pubsub.subscribe(hub, "news")
print(pubsub.publish_from(hub, "news", "three")) // > 2
print(sort(map([receive_any(), receive_any()], fn(g) => g[0])), mailbox_len()) // > [1, 2] 0
print(pubsub.unsubscribe(hub, "news"), pubsub.unsubscribe(hub, "news")) // > true false

// Who ends has subscribed to nothing.
a ! "end"
wait(a)
b ! "end"
wait(b)
print(pubsub.publish(hub, "news", "four")) // > 0
while len(pubsub.topics(hub)) > 0
  sleep(1)
pubsub.stop(hub)
print(is_alive(hub)) // > false
