// section: 2.maps 16.3
m = {}
for i in range(300)
  m["k" + to_string(i)] = i
for i in range(0, 300, 2)
  delete(m, "k" + to_string(i))
print(len(m), m.k1, m.k2, m.k299, keys(m)[0], keys(m)[149]) // > 150 1 nil 299 k1 k299
m.k0 = "again"
print(keys(m)[150]) // > k0
