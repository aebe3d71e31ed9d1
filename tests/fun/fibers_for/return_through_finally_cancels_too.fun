// section: 6.for-lazy 9.4
fun* g()
  try
    yield 1
  finally
    print("closed")
fun f()
  try
    for x in g()
      try
        return x
      finally
        print("inner")
  finally
    print("outer")
print(f())
// > inner
// > closed
// > outer
// > 1
