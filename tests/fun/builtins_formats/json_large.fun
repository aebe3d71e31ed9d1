// section: 16.9
// A document that takes several steps is read and written whole.
// stdout:
// | 67945 true true true
big = []
for i in range(700)
  push(big, {"id": i, "name": "name " + str(i), "x": i / 3.0, "tags": ["a", "b"], "a long key that is longer": nil})
t = json_encode(big)
print(len(t), json_decode(t) == big, json_encode(json_decode(t)) == t, json_decode(json_encode(big, {"indent": 1})) == big)
