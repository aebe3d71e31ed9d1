// section: 1.numbers
print(1.5, 5., .5, 1e2, 5E-1) // > 1.5 5 0.5 100 0.5
print(kind(5.), kind(1e2), kind(.5)) // > Float Float Float
print(1_0.2_5, 2.5e+1, 5.e2) // > 10.25 25 500
print(00.5) // > 0.5
