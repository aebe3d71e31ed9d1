// section: 1.f-strings
m = {a: 1, "b c": 2}
print(f"{m["b c"]} {m['a']}") // > 2 1
print(f"{ {a: 5}.a }") // > 5
print(f"{ [1, 2, 3][1:] }") // > [2, 3]
print(f"{true ? "y" : "n"}") // > y
print(f"{f"inner {1 + 1}"}!") // > inner 2!
print(f"{len("}")}") // > 1
fun twice(x) => x * 2
print(f"{twice(4)} {[1, 2].map(fn(x) => x + 1)}") // > 8 [2, 3]
