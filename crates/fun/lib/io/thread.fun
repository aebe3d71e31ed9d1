// Threads, as methods: functions that run in processes of their own.

// Starts functions and waits for their results.
class Thread()
  // Starts f with the elements of an Array, or with one other value: the number for `join`.
  fun spawn(this, f, args) => thread_spawn(f, args)

  // What the function returned, waiting for it; nil if it failed.
  fun join(this, id) => thread_join(id)

  // The same as `spawn`.
  fun start(this, f, args) => thread_spawn(f, args)

  // The same as `join`.
  fun wait(this, id) => thread_join(id)
