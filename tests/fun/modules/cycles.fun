// section: 11.2
// A name that is not assigned yet reads as nil; functions are there from the start.
import "_cycle_a" as a
// > b sees nil nil ab
// > a sees vb
import later from "_cycle_b"
print(a.fa(), later(), a.b.vb, a.b.a.va) // > ab [va, va] vb va
import "cycles" as me
print(me.value, me.later()) // > nil [va, va]
value = 5
print(me.value) // > 5
