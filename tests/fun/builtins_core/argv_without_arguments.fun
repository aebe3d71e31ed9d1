// section: 16.1
print(argv()) // > []
