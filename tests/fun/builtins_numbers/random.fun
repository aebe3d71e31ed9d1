// section: 16.5
print(random_seed(42)) // > 0
a = [random_int(0, 1000), random_int(0, 1000), random()]
random_seed(42)
b = [random_int(0, 1000), random_int(0, 1000), random()]
print(a == b) // > true
print(random_int(5, 5), random_int(5, 1)) // > 5 5
ok = true
for i in range(50)
  n = random_int(1, 3)
  ok = ok && n >= 1 && n <= 3
  r = random()
  ok = ok && r >= 0 && r < 1
print(ok) // > true
print(len(random_number(4)), len(random_bytes(5)), kind(random_bytes(1))) // > 8 5 Bytes
print(len(uuid()), uuid()[14], uuid7()[14], uuid() == uuid()) // > 36 4 7 false
