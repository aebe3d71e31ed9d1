// Regular expressions with look-around and back references, as methods.

// Tests, matches and finds. Flags are added up; nil stands for `u`.
class PCRE2()
  // Flag: letters match in either case.
  fun i(this) => 1

  // Flag: ^ and $ match at every line.
  fun m(this) => 2

  // Flag: the dot matches line ends too.
  fun s(this) => 4

  // Flag: the text is UTF-8.
  fun u(this) => 8

  // Flag: spaces and comments in the pattern do not count.
  fun x(this) => 16

  // 1 if the pattern matches anywhere, else 0.
  fun test(this, pattern, text, flags = nil)
    return pcre2_test(to_string(pattern), to_string(text), flags ?? this.u())

  // The first match: a Map of full, start, end and groups; nil if there is none.
  fun match(this, pattern, text, flags = nil)
    return pcre2_match(to_string(pattern), to_string(text), flags ?? this.u())

  // All matches, in order.
  fun find_all(this, pattern, text, flags = nil)
    return pcre2_findall(to_string(pattern), to_string(text), flags ?? this.u())
