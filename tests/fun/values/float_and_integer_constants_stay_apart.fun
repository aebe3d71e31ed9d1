// section: 2.kinds
a = [1, 1.0, 100, 100.0, 0, -0.0]
print(map(a, kind)) // > [Number, Float, Number, Float, Number, Float]
print(1 / 2, 1.0 / 2, 1 / 2.0, repr(0), repr(-0.0)) // > 0 0.5 0.5 0 -0.0
