// section: 9.9
// max-heap: 16777216
// skip-mode: gc-stress collecting at every charge point of so many takes hours
// skip-mode: round-trip storing after every unit of so many takes hours
// Much more is allocated than fits, and nearly nothing kept.
last = nil
for i in range(600000)
  last = [i, [i, "text number " + to_string(i)], {"i": i}]
print(last) // > [599999, [599999, text number 599999], {"i": 599999}]
