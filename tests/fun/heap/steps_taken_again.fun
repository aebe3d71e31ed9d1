// section: 16
// max-heap: 10752000
// skip-mode: gc-stress collecting a full heap at every charge point takes hours
// skip-mode: round-trip storing a full heap after every unit takes hours
// skip-mode: preempt as slow
// A step that finds no room is taken again after a collection, and counts its elements once.
keep = to_array(range(400000))
garbage = []
for i in range(40)
  push(garbage, to_array(range(20000)))
for i in range(3000000)
  x = [i]
garbage = nil
u = unique(range(12000))
print(len(u)) // > 12000
