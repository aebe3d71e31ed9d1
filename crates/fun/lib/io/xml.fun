// XML, as methods.

// Reads documents. Documents and elements are handles, 0 where there is none.
class XML()
  // The document of a text.
  fun parse(this, text) => xml_parse(to_string(text))

  // The document in a file.
  fun from_file(this, path)
    var text = read_file(to_string(path))
    return text == "" ? 0 : xml_parse(text)

  // The outermost element.
  fun root(this, document) => xml_root(document)

  // The name of an element.
  fun name(this, node) => xml_name(node)

  // The text in an element and all elements inside.
  fun text(this, node) => xml_text(node)

  // What stands between the first `a` and the next `b`, or to the end if `b` is empty; "" if one of them is missing.
  fun between(this, s, a, b)
    var at = s.find(a)
    if at < 0
      return ""
    var rest = s.substr(at + len(a), len(s))
    var end = b == "" ? len(rest) : rest.find(b)
    return end < 0 ? "" : rest.substr(0, end)
