// section: 16.3
print(from_items([["a", 1], [2, "b"]])) // > {"a": 1, 2: b}
print(map_values({a: 1, b: 2}, fn(v) => v * 10)) // > {"a": 10, "b": 20}
print(filter_map({a: 1, b: 2}, fn(k, v) => k == "b" || v > 5)) // > {"b": 2}
print(invert({a: 1, b: "x"})) // > {1: a, "x": b}
