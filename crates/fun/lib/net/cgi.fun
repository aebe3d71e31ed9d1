// Answering requests through CGI: what was asked is in the environment and in the input, what is printed is the answer.

#include <strings.fun>

// One request and its answer.
class CGI()
  _params = {}
  _cookies = {}
  _header_list = []
  _status = 200
  _status_text = "OK"
  _content_type = "text/html; charset=utf-8"
  env = {}

  fun _construct(this)
    for name in [
      "REQUEST_METHOD",
      "QUERY_STRING",
      "CONTENT_TYPE",
      "CONTENT_LENGTH",
      "HTTP_COOKIE",
      "POST_DATA",
    ]
      this.env[name] = env(name)
    this._cookies = this._parse_cookies(this.env["HTTP_COOKIE"])
    this._merge_params(this._parse_urlencoded(this.env["QUERY_STRING"]))
    if this.env["POST_DATA"] == "" and this.env["REQUEST_METHOD"].upper() == "POST"
      var length = to_number(this.env["CONTENT_LENGTH"])
      this.env["POST_DATA"] = length > 0 ? read_stdin().substr(0, length) : input()
    if not ("multipart/form-data" in this.env["CONTENT_TYPE"].lower())
      this._merge_params(this._parse_urlencoded(this.env["POST_DATA"]))

  // The first value of a parameter; "" if there is none.
  fun param(this, name) => this.param_all(name).first() ?? ""

  // All values of a parameter.
  fun param_all(this, name) => this._params.get(name, [])

  // All parameters: a Map of Arrays.
  fun params(this) => this._params

  // The value of a cookie; "" if there is none.
  fun cookie(this, name) => this._cookies.get(name, "")

  // All cookies.
  fun cookies(this) => this._cookies

  // Sets the code of the answer, and its text unless that is empty.
  fun status(this, code, text)
    this._status = to_number(code)
    if len(text) > 0
      this._status_text = text

  // Sets the type of the answer.
  fun content_type(this, ct)
    this._content_type = to_string(ct)

  // Adds a header.
  fun header(this, name, value)
    push(this._header_list, [to_string(name), to_string(value)])

  // Makes the answer say where to look instead; code 302 if it is 0.
  fun redirect(this, location, code)
    var chosen = to_number(code) == 0 ? 302 : to_number(code)
    this.status(chosen, chosen == 301 ? "Moved Permanently" : "Found")
    this.header("Location", location)

  // The head of the answer.
  fun header_str(this)
    var head = [
      ["Status", f"{this._status} {this._status_text}"],
      ["Content-Type", this._content_type],
    ]
    return (head + this._header_list).map(fn(pair) => f"{pair[0]}: {pair[1]}\r\n").join("") + "\r\n"

  // Prints the answer.
  fun send(this, body)
    print(this.header_str() + to_string(body))

  // The text with the characters that mean something in HTML written as entities.
  fun escape_html(this, s) => to_string(s).escape_html()

  // The answer over HTTP that the output of a program through CGI stands for.
  fun cgi_to_http_response(this, raw)
    var out = to_string(raw)
    var headers = []
    var status = "200 OK"
    var body = out
    for gap in ["\r\n\r\n", "\n\n"]
      var at = out.find(gap)
      if at >= 0
        body = out.substr(at + len(gap), len(out))
        for line in out.substr(0, at).lines()
          var colon = line.find(":")
          if colon > 0
            var name = line.substr(0, colon).trim()
            var value = line.substr(colon + 1, len(line)).trim()
            if name.upper() != "STATUS"
              push(headers, [name, value])
            elif " " in value
              status = value
            elif to_number(value) != 0
              status = value + " OK"
        break
    var names = headers.map(fn(pair) => pair[0].upper())
    if len(headers) == 0
      push(headers, ["Content-Type", "text/html; charset=utf-8"])
    if not ("CONTENT-LENGTH" in names)
      push(headers, ["Content-Length", to_string(len(body))])
    push(headers, ["Connection", "close"])
    return f"HTTP/1.1 {status}\r\n" +
        headers.map(fn(pair) => f"{pair[0]}: {pair[1]}\r\n").join("") +
        "\r\n" +
        body

  // The text that was encoded for a URL: + is a space, % stands before the two digits of a byte.
  fun url_decode(this, s)
    return to_string(s).replace("+", " ").url_decode()

  fun _merge_params(this, pairs)
    for pair in pairs
      this._params[pair[0]] = this._params.get(pair[0], []) + [pair[1]]

  // The pairs of a form, in order.
  fun _parse_urlencoded(this, s)
    var pairs = []
    for part in to_string(s).replace(";", "&").split("&")
      var pair = this._pair(part)
      if not (pair is nil)
        push(pairs, pair.map(fn(text) => this.url_decode(text)))
    return pairs

  fun _parse_cookies(this, text)
    var pairs = text.split(";").map(fn(part) => "=" in part ? this._pair(part) : nil)
    return from_items(pairs.filter(fn(pair) => not (pair is nil)))

  // Name and value; nil for a part that is empty.
  fun _pair(this, part)
    var text = part.trim()
    var at = text.find("=")
    if text == ""
      return nil
    return at < 0 ? [text, ""] : [text.substr(0, at).trim(), text.substr(at + 1, len(text)).trim()]
