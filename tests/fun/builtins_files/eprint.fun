// section: 16.7
print("out") // > out
eprint("to stderr", 1)
flush()
// stderr: to stderr 1
