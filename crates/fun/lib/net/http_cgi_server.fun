// A server of files, and of programs that answer through CGI, over HTTP.

#include <net/http_server.fun>
#include <net/cgi.fun>

// Serves what lies below a directory. Programs in Fun get the request as CGI says and print headers before the page.
class HTTPCGIServer(number port) extends HTTPServer
  fun _title(this) => "HTTP CGI Server"

  fun _program(this, fd, file, vars, request)
    var headers = this._headers(request)
    var host = headers.get("HOST", "localhost")
    vars.update({
      "SERVER_NAME": host,
      "HTTP_HOST": host,
      "SERVER_PORT": to_string(this.port),
      "SERVER_PROTOCOL": "HTTP/1.1",
    })
    for name, header in {
      "HTTP_USER_AGENT": "USER-AGENT",
      "HTTP_COOKIE": "COOKIE",
      "CONTENT_TYPE": "CONTENT-TYPE",
      "CONTENT_LENGTH": "CONTENT-LENGTH",
    }
      vars[name] = headers.get(header, "")
    vars["POST_DATA"] = this._body(request)
    var out = this._run(file, vars)
    if out == ""
      this.send_response(fd, 500, "Internal Server Error", "<h1>CGI produced no output</h1>")
    else
      sock_send(fd, CGI().cgi_to_http_response(out))

  // The headers, by their names in capitals.
  fun _headers(this, request)
    var found = {}
    for line in request.lines().slice(1)
      var colon = line.find(":")
      if line.trim() == ""
        return found
      if colon > 0
        found[line.substr(0, colon).trim().upper()] = line.substr(colon + 1, len(line)).trim()
    return found
