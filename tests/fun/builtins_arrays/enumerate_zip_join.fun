// section: 16.2
print(enumerate(["a", "b"]), zip([1, 2], ["x", "y"])) // > [[0, a], [1, b]] [[1, x], [2, y]]
print(join([1, "a", true], ", "), join([], "-") == "", join(["x"], "-")) // > 1, a, true true x
