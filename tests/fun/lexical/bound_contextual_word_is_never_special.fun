// section: 1.contextual
fun throw(x)
  return "threw " + x
print(throw("it")) // > threw it
throw ("again")
print("still here") // > still here
