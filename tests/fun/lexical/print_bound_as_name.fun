// section: 1.contextual
fun print(x)
  echo("<" + x + ">\n")
print("a") // > <a>
print ("b") // > <b>
