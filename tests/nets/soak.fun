// The program of `soak.rs`, which puts NODES, WIDE, FIBERS, STEPS and SEED in front of it: endless rounds of changes to what a
// heap can hold. Each round prints a digest of what there is, which the model of `soak.rs` has worked out for itself.
import soak

class Node(id)
  fun add(this, n)
    this.weight = (this.weight + n) % 1000003
    return this.weight

state = SEED
fun draw(n)
  state = (state * 1103515245 + 12345) % 2147483648
  return (state >> 8) % n

serial = 0
fun make()
  node = Node(serial)
  serial += 1
  node.weight = 0
  node.left = nil
  node.right = nil
  node.name = "node"
  node.tags = {}
  return node

fun* counter(n)
  held = [n]
  for i in range(10)
    held[0] = (held[0] * 31 + (yield held[0])) % 1000003
  return held[0]

fun fail(depth, node)
  if depth == 0
    throw ["thrown", node.id % 97]
  try
    return fail(depth - 1, node)
  finally
    node.add(depth)

nodes = []
for _ in range(NODES)
  push(nodes, make())
wide = []
for i in range(WIDE)
  push(wide, i)
fibers = []
for i in range(FIBERS)
  push(fibers, counter(i))
weak = []
for i in range(FIBERS)
  push(weak, [soak.weak(nodes[i]), i])
table = {}

fun step()
  op = draw(14)
  i = draw(NODES)
  node = nodes[i]
  if op == 0
    // Without its links, or all that there ever was would hang together.
    node.left = nil
    node.right = nil
    nodes[i] = make()
  elif op == 1
    node.left = nodes[draw(NODES)]
  elif op == 2
    node.right = nodes[draw(NODES)]
  elif op == 3
    node.add(draw(1000))
  elif op == 4
    node.name = node.name + "-" + to_string(draw(1000))
    if len(node.name) > 400
      node.name = "node"
  elif op == 5
    node.tags["k" + to_string(draw(20))] = draw(1000)
  elif op == 6
    delete(node.tags, "k" + to_string(draw(20)))
  elif op == 7
    k = draw(FIBERS)
    node.add(fibers[k].resume(draw(1000)))
    if fibers[k].status() == "done"
      fibers[k] = counter(draw(1000))
  elif op == 8
    weak[draw(FIBERS)] = [soak.weak(node), node.id]
  elif op == 9
    soak.put(table, node, [node.id, draw(1000)])
  elif op == 10
    k = draw(WIDE)
    wide[k] = draw(2) == 0 ? draw(1000000) : "text " + to_string(draw(1000000)) + " of some length"
  elif op == 11
    push(wide, draw(1000))
    if len(wide) > WIDE + WIDE / 2
      wide = wide[0:WIDE]
  elif op == 12
    try
      fail(draw(5), node)
    catch e
      node.add(e[1])
  else
    scrap = []
    for k in range(30)
      push(scrap, [k, node, to_string(k) + node.name])
    node.add(len(scrap[29][2]))

fun id_of(node)
  return node == nil ? 7 : node.id

fun digest()
  d = 0
  seen = {}
  for node in nodes
    seen[node.id] = true
    left, right = node.left, node.right
    d = (d * 31 + node.id + node.weight * 3 + len(node.name)) % 1000000007
    d = (d * 31 + id_of(left) + id_of(right) * 5) % 1000000007
    if left != nil
      d = (d * 31 + id_of(left.left) + left.weight) % 1000000007
    for key, value in node.tags
      d = (d * 31 + len(key) + value) % 1000000007
    found = soak.get(table, node)
    if found != nil
      d = (d * 31 + found[0] + found[1]) % 1000000007
  for i in range(0, len(wide), 7)
    e = wide[i]
    d = (d * 31 + (kind(e) == "String" ? len(e) : e)) % 1000000007
  for w in weak
    target = soak.target(w[0])
    if target == nil and has(seen, w[1])
      print("a weak reference has lost what is alive:", w[1])
    if target != nil and target.id != w[1]
      print("a weak reference leads elsewhere:", w[1], target.id)
  return d

number = 0
while true
  for _ in range(STEPS)
    step()
  print(number, digest())
  number += 1
