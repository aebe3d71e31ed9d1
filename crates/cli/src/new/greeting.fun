// What to say to people.

// A greeting for somebody.
fun hello(string name)
  if trim(name) == ""
    error("nobody to greet", "ValueError")
  return f"Hello, {trim(name)}!"
