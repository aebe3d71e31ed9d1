// section: 7.8 8.methods
class C
  fun* _construct(this)
    yield 1
// exit: 1
// stderr: '_construct' cannot be a generator
