// section: 16.1
// args: first second 3
print(argv(), len(argv())) // > [first, second, 3] 3
