// section: 3.binding
x = "module"
fun a()
  var x = "a"
  fun b()
    var x = "b"
    fun c()
      x = "c"
      return x
    return [c(), x]
  return [b(), x]
print(a(), x) // > [[c, c], a] module
