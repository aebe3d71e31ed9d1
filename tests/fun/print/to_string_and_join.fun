// section: 2.print 16.1 16.2
print(to_string([1, 2])) // > [array n=2]
print(to_string({a: 1})) // > {map n=1}
print(to_string([]), to_string({})) // > [array n=0] {map n=0}
print(to_string(1.0), to_string(nil), to_string("s"), to_string(true)) // > 1 nil s true
print(join([1, "a", nil, 1.5, [1], {b: 2}], "-")) // > 1-a-nil-1.5-[array n=1]-{map n=1}
print(str([1, "a"]), str({a: "b"})) // > [1, a] {"a": b}
class P(x)
print(to_string(P(1)), to_string(range(3)), to_string(b"a")) // > P {"x": 1} range(0, 3) b"a"
