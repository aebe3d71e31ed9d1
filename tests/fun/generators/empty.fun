// section: 7.8
fun* g()
print(to_array(g())) // > []
