// Functions, f-strings, loops.

fun greet(name, mark = "!")
  return f"Hello, {name}{mark}"

print(greet("world"))                           // > Hello, world!
print(greet(mark: "?", name: "anybody there"))  // > Hello, anybody there?

for (i, language) in ["Fun", "Lua", "Lisp"]
  print(f"{i + 1}. {language:>6} has {len(language)} letters")
// > 1.    Fun has 3 letters
// > 2.    Lua has 3 letters
// > 3.   Lisp has 4 letters
