// section: 2.maps 6.for
text = "the cat and the dog and the bird"
counts = {}
for w in words(text)
  counts[w] = (counts[w] ?? 0) + 1
print(counts) // > {"the": 3, "cat": 1, "and": 2, "dog": 1, "bird": 1}
top = items(counts).sort(fn(a, b) => b[1] - a[1])
print(top[0], top[1]) // > [the, 3] [and, 2]
