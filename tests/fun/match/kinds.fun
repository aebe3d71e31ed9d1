// section: 10.patterns
fun kind_name(v) => match v
  case Number(n) when n < 0 => "negative"
  case Number() => "Number"
  case Float() => "Float"
  case String() => "String"
  case Bytes() => "Bytes"
  case Boolean() => "Boolean"
  case Array() => "Array"
  case Map() => "Map"
  case Function() => "Function"
  case Error() => "Error"
  case Pid() | Ref() | Fiber() | Port() | Buffer() => "other"
  case _ => "none"
class C
print([-1, 1, 1.5, "a long string, not in the value", b"", true].map(kind_name)) // > [negative, Number, Float, String, Bytes, Boolean]
print([[], {}, print, kind_name, fn() => 1, Error("x"), nil, C, C(), range(2)].map(kind_name)) // > [Array, Map, Function, Function, Function, Error, none, none, none, none]
// A program's own class of that name wins.
fun own()
  class Map(a)
  return match Map(3)
    case Map(a) => a
print(own()) // > 3
