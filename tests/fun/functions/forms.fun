// section: 7.1
fun block_form(a, b)
  x = a + b
  return x
fun arrow_form(a, b) => a * b
fun empty_parameters() => 1
fun trailing_comma(a, b,) => a - b
print(block_form(1, 2), arrow_form(3, 4), empty_parameters(), trailing_comma(5, 3)) // > 3 12 1 2
