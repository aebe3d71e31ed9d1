// section: 8.fields
class A(x)
  fun m(this) => 1
a = A(1)
print(keys(a), values(a), has(a, "m"), has(a, "x"), len(a)) // > [x] [1] 0 1 1
print("m" in a, a["__class"], "__class" in a) // > false A false
