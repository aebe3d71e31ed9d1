// section: 13.threads
// stderr: boom
fun bad()
  throw error("boom", "IndexError")
t = thread_spawn(bad)
print(thread_join(t)) // > nil
