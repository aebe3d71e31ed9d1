// The builtins for CGI of the area kcgi, as methods.

// One request and its answer.
class KCGI()
  req = nil

  fun _construct(this)
    this.req = kcgi_parse()

  // A field of the request; nil if there is none.
  fun get(this, key)
    var fields = kind(this.req) == "Map" ? this.req["fields"] : nil
    return kind(fields) == "Map" ? fields[key] : nil

  // A field, or `default`.
  fun get_or(this, key, default)
    var value = this.get(key)
    return value is nil or value == "nil" ? default : value

  // Answers at once.
  fun reply(this, code, content_type, body)
    if kcgi_reply_start(code, content_type) == 1
      kcgi_write(to_string(body))
    kcgi_end()

  // Begins an answer.
  fun start(this, code, content_type) => kcgi_reply_start(code, content_type)

  // Goes on with it.
  fun write(this, text) => kcgi_write(to_string(text))

  // Ends it.
  fun end(this) => kcgi_end()
