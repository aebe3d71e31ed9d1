// section: 5.literals
b = [2, 3]
print([1, ...b, 4], [...b, ...b], [...[]]) // > [1, 2, 3, 4] [2, 3, 2, 3] []
print([1, 2,], [
  1,
  2,
]) // > [1, 2] [1, 2]
c = [...b]
push(c, 9)
print(b, c) // > [2, 3] [2, 3, 9]
fun make() => [1]
x = make()
push(x, 2)
print(make()) // > [1]
