fun throw(x)
  return "called " + to_string(x)
fun use_throw()
  return throw (1)
