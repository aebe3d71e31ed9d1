// The server of `net/http_cgi_server.fun` under another name.

#include <net/http_cgi_server.fun>

// Serves what lies below a directory; programs answer through CGI.
class HTTPCGILibServer(number port) extends HTTPCGIServer
  fun _title(this) => "HTTP CGI(lib) Server"
