// section: 9.7 8.methods
// exit: 1
// stderr: classes_as_elsewhere.fun:7:8: Expected 'extends' or the end of the line, found ':'
// stderr: hint: headers of blocks end without ':'; a parent class is written 'extends Parent'
// stderr: classes_as_elsewhere.fun:11:7: Expected '=' after field 'def', found 'f'
// stderr: hint: methods are written 'fun name(this)'
class A:
  x = 1

class B
  def f(self)
    return 1
