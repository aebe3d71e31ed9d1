// section: 15.files
#include <io/thread.fun>
fun times(a, b) => a * b
t = Thread()
print(t.join(t.spawn(times, [6, 7])), t.wait(t.start(fn(x) => x + 1, 4))) // > 42 5
