// The smallest library file: something to include when trying whether the library is found.

fun hello_lib()
  print("Hello from system lib!")
