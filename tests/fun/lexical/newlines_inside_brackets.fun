// section: 1.lines
a = [
  1,
      2
 , 3
]
print(a) // > [1, 2, 3]
m = {
  "k": 1,
	j:
    2
  }
print(m) // > {"k": 1, "j": 2}
z = (1
  + 2
  * 3)
print(z) // > 7
print(max(
1,
2
)) // > 2
w = (true
  and false
  or true)
print(w) // > true
print([1, 2, 3]
  [0]) // > 1
