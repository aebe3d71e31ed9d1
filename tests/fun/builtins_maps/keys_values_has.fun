// section: 16.3
m = {b: 1, a: nil}
print(keys(m), values(m), has(m, "a"), has(m, "z"), has_key(m, "b"), has_key(m, 1)) // > [b, a] [1, nil] 1 0 1 0
