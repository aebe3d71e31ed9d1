import test
import "greeting"

test.suite("hello", fn()
  test.case("greets by name", fn()
    test.eq(greeting.hello("Ada"), "Hello, Ada!")
  )
  test.table("trims", {left: [" Ada"], right: ["Ada "]}, fn(name)
    test.eq(greeting.hello(name), "Hello, Ada!")
  )
  test.case("needs somebody", fn()
    test.throws("ValueError", fn() => greeting.hello("  "))
  )
)
