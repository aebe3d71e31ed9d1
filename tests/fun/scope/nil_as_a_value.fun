// section: 3.undefined
x = nil
print(x, x == nil) // > nil true
