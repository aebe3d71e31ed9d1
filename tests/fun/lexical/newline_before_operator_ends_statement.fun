// section: 1.lines
x = 5
- 3
print(x) // > 5
y = [1, 2]
[0]
print(y) // > [1, 2]
f = fn() => 1
(2)
print(f()) // > 1
