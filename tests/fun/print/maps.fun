// section: 2.print
print({}) // > {}
print({a: 1, "b c": "x"}) // > {"a": 1, "b c": x}
print({1: "one", 1.5: 2, true: 3, nil: 4}) // > {1: one, 1.5: 2, true: 3, nil: 4}
print({"q\"q": 1}) // > {"q"q": 1}
print({a: {b: [1, "s"]}}) // > {"a": {"b": [1, s]}}
