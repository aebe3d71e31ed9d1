// section: 15.files
// Sockets are played by functions of the program.
asked = ""
fun sock_recv(fd, most) => asked
fun sock_send(fd, text)
  print(text.replace("\r\n", "|"))
fun sock_close(fd) => 1
ports = [0, 3]
fun tcp_listen(port, backlog) => ports.pop()
fun tcp_accept(fd)
  error("the port has gone")
#include <net/http_server.fun>
#include <net/http_cgi_lib_server.fun>

here = temp_dir()
write_file(here + "/index.html", "<p>home</p>")
write_file(here + "/run.sh", "#!/bin/sh\nprintf 'Status: 201 Made\\nX-Query: %s\\n\\n%s %s %s' \"$QUERY_STRING\" \"$REQUEST_METHOD\" \"$POST_DATA\" \"$HTTP_COOKIE\"\n")
write_file(here + "/page.fun", "")
chmod(here + "/run.sh", 493)
env_set("FUN_EXEC", here + "/run.sh")

s = HTTPServer(8080)
s.set_htdocs(here)
asked = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
print(s.handle_client(5))
// > HTTP/1.1 200 OK|Content-Type: text/html; charset=utf-8|Content-Length: 11|Connection: close||<p>home</p>
// > 1
asked = "GET /../secret HTTP/1.1\r\n\r\n"
s.handle_client(5)
// > HTTP/1.1 404 Not Found|Content-Type: text/html; charset=utf-8|Content-Length: 22|Connection: close||<h1>404 Not Found</h1>
asked = ""
print(s.handle_client(5)) // > 0

c = HTTPCGILibServer(8081)
c.set_htdocs(here)
asked = "POST /page.fun?a=1'b HTTP/1.1\r\nCookie: id=7\r\nHost: me\r\n\r\nx=2"
c.handle_client(5)
// > HTTP/1.1 201 Made|X-Query: a=1'b|Content-Length: 13|Connection: close||POST x=2 id=7
c.set_htdocs("./")
try
  c.start()
  // > HTTP CGI(lib) Server: serving ./ on port 8081
catch e
  print(e.message) // > the port has gone
print(HTTPCGIServer(8082).start())
// > HTTP CGI Server: failed to listen on port 8082
// > 0
