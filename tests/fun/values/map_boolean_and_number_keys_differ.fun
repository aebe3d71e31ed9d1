// section: 2.maps
m = {[true]: "t", [1]: "n", [false]: "f", [0]: "z"}
print(len(m), m[true], m[1], m[false], m[0]) // > 4 t n f z
m2 = {true: 1, nil: 2, -3: 4, 5: 6}
print(m2[true], m2[nil], m2[-3], m2[5], m2["true"]) // > 1 2 4 6 nil
