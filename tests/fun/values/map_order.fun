// section: 2.maps
m = {z: 1, a: 2, m: 3}
print(m) // > {"z": 1, "a": 2, "m": 3}
m.a = 20
m.b = 4
print(keys(m)) // > [z, a, m, b]
delete(m, "z")
m.z = 5
print(m) // > {"a": 20, "m": 3, "b": 4, "z": 5}
print({b: 1, a: 2, b: 3}) // > {"b": 3, "a": 2}
