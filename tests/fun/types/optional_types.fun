// section: 4.optional
string? s = nil
s = "a"
s = nil
print(s) // > nil
try
  s = 1
catch err
  print(err) // > TypeError: expected String?
uint8? u = 300
print(u) // > 44
u = nil
print(u) // > nil
class P(x)
P? p = nil
p = P(1)
print(p.x) // > 1
array<number?> a = [1, nil]
print(a) // > [1, nil]
