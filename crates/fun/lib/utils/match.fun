// Choosing among functions by a value.

// Calls, with the value, the function of the first case that fits; nil if none does. A case is a Map: with `is`, a value to be
// equal to, or `when`, a function that decides, and `then`; or with `else` alone, which always fits.
fun match(value, cases)
  for one in cases
    if has(one, "is")
      if value == one["is"]
        return one["then"](value)
    elif has(one, "when")
      if one["when"](value)
        return one["then"](value)
    elif has(one, "else")
      return one["else"](value)
  return nil
