// section: 16.3
a = {x: 1, y: 2}
b = {y: 3, z: 4}
print(merge(a, b), merge(a, b, {x: 9}), a) // > {"x": 1, "y": 3, "z": 4} {"x": 9, "y": 3, "z": 4} {"x": 1, "y": 2}
print(update(a, b) is a, a) // > true {"x": 1, "y": 3, "z": 4}
