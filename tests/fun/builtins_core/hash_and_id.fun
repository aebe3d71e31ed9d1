// section: 16.1
print(hash("a") == hash("a"), hash(1) == hash(1.0), hash(nil) == hash(nil), kind(hash(nil))) // > true true true Number
a = [1]
b = [1]
c = a
print(id(a) == id(a), id(a) == id(c), id(a) == id(b)) // > true true false
