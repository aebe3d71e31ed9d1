// Helpers for text. They take any value and work on its text; letters are those of ASCII.

// The text without spaces, tabs and line ends at its start.
fun str_ltrim(s) => to_string(s).ltrim(" \t\r\n")

// The text without spaces, tabs and line ends at its end.
fun str_rtrim(s) => to_string(s).rtrim(" \t\r\n")

// The text without spaces, tabs and line ends at both ends.
fun str_trim(s) => to_string(s).trim(" \t\r\n")

// Whether the text starts with another; 0 if that is longer.
fun str_starts_with(s, prefix)
  var text = to_string(s)
  var head = to_string(prefix)
  return len(head) > len(text) ? 0 : text.starts_with(head)

// Whether the text ends with another; 0 if that is longer.
fun str_ends_with(s, suffix)
  var text = to_string(s)
  var tail = to_string(suffix)
  return len(tail) > len(text) ? 0 : text.ends_with(tail)

// The parts between the occurrences of one byte: the first of `delim`. Without one, the whole text.
fun str_split(s, delim)
  var text = to_string(s)
  var mark = to_string(delim).substr(0, 1)
  return mark == "" ? [text] : text.split(mark)

// The text with every `old` replaced; unchanged if `old` is empty.
fun str_replace_all(s, old, new)
  var text = to_string(s)
  return to_string(old) == "" ? text : text.replace(to_string(old), to_string(new))

// The text with A to Z made small.
fun str_to_lower(s) => _of_ascii(to_string(s), fn(part) => part.lower())

// The text with a to z made large.
fun str_to_upper(s) => _of_ascii(to_string(s), fn(part) => part.upper())

// The text with its characters of ASCII changed.
fun _of_ascii(text, change)
  return len(text) == text.size() ?
      change(text) :
      text.chars().map(fn(c) => len(c) == 1 ? change(c) : c).join("")

// The text so many times; none if the count is not positive.
fun str_repeat(s, number n) => n > 0 ? to_string(s).repeat(n) : ""

// The codes of the bytes of a text, 0 for each that is no printable character of ASCII.
fun string_to_bytes_ascii(s)
  return to_string(s).to_bytes().map(fn(code) => code >= 32 and code < 127 ? code : 0)
