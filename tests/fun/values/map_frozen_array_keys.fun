// section: 2.maps
m = {}
m[freeze([1, "a"])] = "x"
print(m[freeze([1, "a"])], m[freeze([1.0, "a"])]) // > x x
print(m[freeze([1, "b"])], m[freeze([true, "a"])]) // > nil nil
m[freeze([freeze([1]), 2])] = "nested"
print(m[freeze([[1], 2])]) // > nested
