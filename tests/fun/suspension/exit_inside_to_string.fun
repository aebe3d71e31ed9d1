// section: 12.suspension 6.exit
class C
  fun toString(this)
    exit 6
print("a", C())
// exit: 6
