// section: 13.spawn
fun try_with(opts)
  try
    spawn_opt(opts, fn() => 1)
  catch e
    print(e)
try_with({nme: "x"}) // > ValueError: unknown spawn option "nme": expected link, monitor, follow, name, priority, max_heap, fuel, deny or mailbox
try_with({priority: "urgent"}) // > ValueError: 'priority' must be low, normal, high or max, got "urgent"
try_with({max_heap: "big"}) // > TypeError: spawn_opt expects a number of bytes for 'max_heap', got string
try_with({fuel: -1}) // > TypeError: spawn_opt expects a number from 0 for 'fuel', got int
try_with({link: 1}) // > TypeError: spawn_opt expects a boolean for 'link', got int
try_with({deny: ["nte"]}) // > ValueError: unknown capability "nte"
try_with({mailbox: {capacity: 0}}) // > ValueError: 'capacity' must be a number from 1, got 0
try_with({mailbox: {overflow: "explode"}}) // > ValueError: 'overflow' must be block, drop_newest, drop_oldest, error or kill, got "explode"
print(len(processes())) // > 1
