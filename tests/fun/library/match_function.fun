// section: 15.files
#include <utils/match.fun>
fun size_of(n)
  return match(n, [{"is": 0, "then": fn(v) => "zero"}, {"when": fn(v) => v < 0, "then": fn(v) => f"{v} is below"}, {"else": fn(v) => f"{v} is above"}])
print(size_of(0), size_of(-3), size_of(4), match(1, [{"is": 2, "then": fn(v) => v}])) // > zero -3 is below 4 is above nil
