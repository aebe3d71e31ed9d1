// section: 12.suspension
class C
  fun toString(this)
    return yield "typeof"
f = fiber(fn() => typeof(C()))
print(f.resume(), f.resume("mine")) // > typeof mine
