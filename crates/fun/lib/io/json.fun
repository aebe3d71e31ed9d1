// JSON, as methods.

// Reads and writes JSON.
class JSON()
  // The value of a text; nil if it is no JSON.
  fun parse(this, text) => json_parse(to_string(text))

  // The text of a value, in lines if `pretty` is not 0.
  fun stringify(this, value, pretty = 0) => json_stringify(value, pretty ?? 0)

  // The value in a file; nil if there is none.
  fun from_file(this, path) => json_from_file(to_string(path))

  // Writes a value to a file: 1, or 0 if that fails.
  fun to_file(this, path, value, pretty = 0) => json_to_file(to_string(path), value, pretty ?? 0)
