import "_cycle_a" as a
import va from "_cycle_a"
fun fb() => "b"
fun later() => [a.va, va]
print("b sees", a.va, va, a.fa())
vb = "vb"
