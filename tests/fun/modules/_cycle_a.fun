import "_cycle_b" as b
fun fa() => "a" + b.fb()
va = "va"
print("a sees", b.vb)
