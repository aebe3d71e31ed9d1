// section: 3.reading
fun total() => sum(numbers)
numbers = [1, 2]
print(total()) // > 3
numbers = [5]
print(total()) // > 5
