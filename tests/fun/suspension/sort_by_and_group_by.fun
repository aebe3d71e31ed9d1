// section: 12.suspension
f = fiber(fn() => [sort_by(["b", "a"], fn(x) => yield x), group_by([1, 2], fn(x) => yield x)])
f.resume()
f.resume(2)
f.resume(1)
f.resume("odd")
print(f.resume("even")) // > [[a, b], {"odd": [1], "even": [2]}]
