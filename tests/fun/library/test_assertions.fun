// section: 15.test
import test

fun why(body)
  try
    body()
  catch e
    return e.kind + ": " + e.message
  return "passed"

print(why(fn() => test.eq([1, "a"], [1, "a"])))              // > passed
print(why(fn() => test.eq(1, 2)))                            // > AssertError: expected 2, got 1
print(why(fn() => test.eq("x", "y", "names")))               // > AssertError: names: expected "y", got "x"
print(why(fn() => test.eq("a\nb\nc\nd\ne\nf", "a\nb\nx\nd\ne\nf")))
// > AssertError: not equal (- expected, + actual)
// >     a
// >     b
// >   - x
// >   + c
// >     d
// >     e
print(why(fn() => test.eq(range(30).map(fn(n) => n), range(30).map(fn(n) => n == 7 ? 0 : n))))
// > AssertError: not equal (- expected, + actual)
// >       5
// >       6
// >   -   0
// >   +   7
// >       8
// >       9
print(why(fn() => test.ne(1, 2)), why(fn() => test.ne(1, 1.0)))      // > passed AssertError: both are 1
print(why(fn() => test.ok([0])), why(fn() => test.ok([])))           // > passed AssertError: [] does not count as true
print(why(fn() => test.near(0.1 + 0.2, 0.3)))                        // > passed
print(why(fn() => test.near(1, 2, 0.5)))                             // > AssertError: expected 2 within 0.5, got 1
print(why(fn() => test.near(nan(), nan())))                          // > AssertError: expected nan within 1e-09, got nan
print(why(fn() => test.contains([1, 2], 2)))                         // > passed
print(why(fn() => test.contains("text", "z")))                       // > AssertError: "z" is not in "text"
print(why(fn() => test.throws("DivisionByZero", fn() => 1 / 0)))     // > passed
print(why(fn() => test.throws("IndexError", fn() => 1 / 0)))
// > AssertError: expected IndexError, got Runtime error: division by zero
print(why(fn() => test.throws(nil, fn() => 1)))                      // > AssertError: expected an error, nothing was thrown
print(test.throws("Oops", fn() => error("message", "Oops", 5)).data) // > 5
print(why(fn() => test.fail("no way")))                              // > AssertError: no way

// Without the command that runs tests, cases say how they went and the program goes on.
order = []
test.suite("outer", fn()
  test.before_each(fn() => push(order, "b"))
  test.after_each(fn() => push(order, "a"))
  test.suite("inner", fn()
    test.before_each(fn() => push(order, "B"))
    test.case("one", fn() => push(order, 1))                         // > ok    outer > inner > one
    test.case("two", fn() => test.skip("later"))                     // > skip  outer > inner > two: later
  )
)
print(order)                                                         // > [b, B, 1, a, b, B, a]
test.table("rows", [[1, 2], 3], fn(a, b = 0) => print(a + b))
// > 3
// > ok    rows [[1, 2]]
// > 3
// > ok    rows [3]
