// A server of files, and of programs in Fun, over HTTP.

#include <io/socket.fun>
#include <strings.fun>

// Serves what lies below a directory, one connection after another.
class HTTPServer(number port)
  server = TcpServer(port, 10)
  htdocs = "./"

  // Sets the directory.
  fun set_htdocs(this, path)
    this.htdocs = to_string(path)

  // Begins and goes on for ever; 0 if the port cannot be had.
  fun start(this)
    if this.server.listen() <= 0
      print(f"{this._title()}: failed to listen on port {this.port}")
      return 0
    print(f"{this._title()}: serving {this.htdocs} on port {this.port}")
    while true
      var fd = this.server.accept()
      if fd > 0
        this.handle_client(fd)

  fun _title(this) => "HTTPServer"

  // Reads a request, answers it and ends the connection: 1, or 0 if there was none.
  fun handle_client(this, fd)
    var request = sock_recv(fd, 65536)
    var line = (request.lines().first() ?? "").words()
    var known = len(line) >= 2
    if known
      this._answer(fd, line[0], line[1], request)
    sock_close(fd)
    return known ? 1 : 0

  fun _answer(this, fd, method, target, request)
    var mark = target.find("?")
    var path = mark < 0 ? target : target.substr(0, mark)
    var query = mark < 0 ? "" : target.substr(mark + 1, len(target))
    if path == "/"
      path = "/index.html"
    var file = this.htdocs + path
    if ".." in path.split("/")
      this.send_response(fd, 404, "Not Found", "<h1>404 Not Found</h1>")
    elif path.ends_with(".fun")
      this._program(
        fd,
        file,
        {"REQUEST_METHOD": method, "SCRIPT_NAME": path, "PATH_INFO": path, "QUERY_STRING": query},
        request,
      )
    else
      this._page(fd, read_file(file))

  fun _page(this, fd, text)
    if text == ""
      this.send_response(fd, 404, "Not Found", "<h1>404 Not Found</h1>")
    else
      this.send_response(fd, 200, "OK", text)

  // What the program prints is the page.
  fun _program(this, fd, file, vars, request)
    this._page(fd, this._run(file, vars.merge({"POST_DATA": this._body(request)})))

  // What a program prints. Requests become variables of its environment, never words of a command.
  fun _run(this, file, vars)
    var program = env("FUN_EXEC")
    return exec([program == "" ? "quintet" : program, file], {env: vars})["out"]

  fun _body(this, request)
    for gap in ["\r\n\r\n", "\n\n"]
      var at = request.find(gap)
      if at >= 0
        return request.substr(at + len(gap), len(request))
    return ""

  // Sends a page.
  fun send_response(this, fd, code, text, body)
    var page = to_string(body)
    sock_send(
      fd,
      f"HTTP/1.1 {code} {text}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n" +
          "Connection: close\r\n\r\n" +
          page,
    )
