print("order runs")
n = 1
fun n_up()
  n += 1
if n == 1
  return
print("not reached")
