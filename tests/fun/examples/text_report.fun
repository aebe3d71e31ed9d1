// section: 1.f-strings 16.4
rows = [["apple", 3, 0.5], ["kiwi", 12, 0.25]]
for (i, r) in rows
  print(f"{i + 1}. {r[0]:<6}|{r[1]:>3}|{r[1] * r[2]:>6.2f}")
// > 1. apple |  3|  1.50
// > 2. kiwi  | 12|  3.00
