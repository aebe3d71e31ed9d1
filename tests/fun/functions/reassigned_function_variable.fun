// section: 3.redefine 7.5
fun f() => "old"
g = f
f = fn() => "new"
print(f(), g()) // > new old
fun wrap(h) => fn() => "<" + h() + ">"
f = wrap(f)
print(f()) // > <new>
