// section: 3.builtins
f = len
print(f("abc"), kind(len)) // > 3 Function
print(map(["a", "bb"], len)) // > [1, 2]
fun apply(g, x) => g(x)
print(apply(upper, "x"), apply(abs, -2)) // > X 2
print([len, upper][1]("q")) // > Q
