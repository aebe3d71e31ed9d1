// Ini files, as methods.

// One ini file that is open, or none. A file that is not open gives defaults and takes no values.
class INI()
  h = 0
  path = ""

  // Opens a file in the place of the one before: its handle, or 0 if it cannot be read.
  fun load(this, path)
    this.close()
    this.path = to_string(path)
    this.h = ini_load(this.path)
    return this.h

  // Whether a file is open.
  fun is_open(this) => this.h > 0

  // Closes the file if one is open.
  fun close(this)
    if this.is_open()
      ini_free(this.h)
      this.h = 0
    return 1

  // A value as text.
  fun get_string(this, section, key, default)
    var text = to_string(default)
    return this.is_open() ? ini_get_string(this.h, to_string(section), to_string(key), text) : text

  // A value as an integer.
  fun get_int(this, section, key, default)
    var n = to_number(default)
    return this.is_open() ? ini_get_int(this.h, to_string(section), to_string(key), n) : n

  // A value as a number.
  fun get_double(this, section, key, default)
    var n = to_number(default)
    return this.is_open() ? ini_get_double(this.h, to_string(section), to_string(key), n) : n

  // A value as 1 or 0.
  fun get_bool(this, section, key, default)
    if this.is_open()
      return ini_get_bool(this.h, to_string(section), to_string(key), to_number(default))
    return default is nil ? 0 : to_number(default) != 0

  // Changes or adds a value: 1, or 0 if that fails.
  fun set(this, section, key, value)
    return this.is_open() ?
        ini_set(this.h, to_string(section), to_string(key), to_string(value)) :
        0

  // Removes a key: 1, or 0 if that fails.
  fun unset(this, section, key) => this.is_open() ?
      ini_unset(this.h, to_string(section), to_string(key)) :
      0

  // Writes the file, to where it was read from if the path is nil: 1, or 0 if that fails.
  fun save(this, path = nil)
    var target = to_string(path ?? this.path)
    return this.is_open() and target != "" ? ini_save(this.h, target) : 0
