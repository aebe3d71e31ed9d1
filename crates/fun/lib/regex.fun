// Regular expressions, as methods.

// Matches, searches and replaces. Texts, patterns and replacements may be any values; what counts is their text.
class Regex()
  // 1 if the whole text matches, else 0.
  fun match(this, text, pattern) => regex_match(to_string(text), to_string(pattern))

  // The first match: a Map of match, start, end and groups.
  fun search(this, text, pattern) => regex_search(to_string(text), to_string(pattern))

  // The text with every match replaced by a literal text.
  fun replace(this, text, pattern, new) => regex_replace(
    to_string(text),
    to_string(pattern),
    to_string(new),
  )
