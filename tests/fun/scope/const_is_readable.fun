// section: 3.const
const N = 10
const S = "s" + "t"
fun f() => N * 2
print(N, S, f()) // > 10 st 20
fun g(N)
  N += 1
  return N
fun h()
  var N = 5
  N += 1
  return N
print(g(1), h(), N) // > 2 6 10
fun local()
  const K = 3
  return fn() => K
print(local()()) // > 3
const A = [1]
push(A, 2)
print(A) // > [1, 2]
