// Counts words: of the files named on the command line, or of a text of its own.
//
//     quintet examples/wordcount.fun README.md

SAMPLE = "the cat and the dog and the bird saw the other dog"

fun read(names)
  if len(names) == 0
    return SAMPLE
  return names.map(fn(name) => read_file(name)).join("\n")

counts = {}
for word in words(lower(read(argv())))
  counts[word] = (counts[word] ?? 0) + 1

// Most frequent first; the sort is stable, so equal ones stay in the order in which they were met.
for pair in items(counts).sort(fn(a, b) => b[1] - a[1])[0:4]
  print(f"{pair[1]:>3}  {pair[0]}")
// >   4  the
// >   2  and
// >   2  dog
// >   1  cat
