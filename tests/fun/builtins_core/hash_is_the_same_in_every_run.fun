// section: 16.1
// The seed of maps is secret; what programs see is not made with it.
print(hash(1), hash("a"), hash("longer than fourteen bytes"), hash(b"ab"), hash(1.5), hash(true), hash(nil))
print(hash(freeze([1, [2, "x"], []])), hash(abs) == hash(abs))
print(hash(2.0) == hash(2), hash(freeze([2.0])) == hash(freeze([2])), hash(freeze([[], 1])) == hash(freeze([[1]])))
// stdout:
// | 4132506904 3718054088 2018607145 3488881534 4038110597 4238143134 3204079703
// | 1033258047 true
// | true true false
