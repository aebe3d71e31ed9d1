// section: 8.protocols 9.3
class Bad()
  fun toString(this)
    error("no text")
fun tell(f)
  try
    f()
  catch err
    print(err.message)
tell(fn() => print(Bad())) // > no text
tell(fn() => f"{Bad()}") // > no text
tell(fn() => to_string([1]) + str(Bad())) // > no text
tell(fn() => typeof(Bad())) // > no text
print(kind(Bad())) // > Instance
