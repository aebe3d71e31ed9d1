// section: 5.postfix
fs = [fn(x) => x + 1, fn(x) => x * 2]
fun maker(n) => fn(x) => x + n
m = {deep: {f: [fn() => "deep"]}}
print(fs[0](1), fs[1](4), maker(3)(4)) // > 2 8 7
print(m.deep.f[0](), (fn(x) => x)(9), (true ? upper : lower)("q")) // > deep 9 Q
print(maker(1)(2).to_string().len()) // > 1
