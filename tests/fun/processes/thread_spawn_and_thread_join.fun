// section: 13.threads
fun add(a, b) => a + b
t = thread_spawn(add, [1, 2])
u = thread_spawn(fn(x) => x * 2, 21)
v = thread_spawn(fn() => {k: [1]})
print(thread_join(t), thread_join(u), thread_join(v)) // > 3 42 {"k": [1]}
print(thread_join(t), thread_join(99)) // > nil nil
print(u - t, v - u) // > 1 1
