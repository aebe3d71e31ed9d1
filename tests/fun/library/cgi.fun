// section: 15.files
// env: REQUEST_METHOD=POST
// env: QUERY_STRING=a=1&b=two+words&a=%C3%A9;c
// env: CONTENT_TYPE=application/x-www-form-urlencoded
// env: CONTENT_LENGTH=9
// env: HTTP_COOKIE=id=7; theme = dark ;broken
// stdin: d=4&e=%21
#include <net/cgi.fun>
c = CGI()
print(c.param("a"), c.param_all("a"), c.param("b"), repr(c.param("c")), repr(c.param("z"))) // > 1 [1, é] two words "" ""
print(c.param("d"), c.param("e"), c.cookie("id"), c.cookie("theme"), repr(c.cookie("broken"))) // > 4 ! 7 dark ""
print(c.escape_html("<a b='c'>&\""), c.url_decode("%2Fx+y%zz")) // > &lt;a b=&#39;c&#39;&gt;&amp;&quot; /x y%zz
c.status(404, "Gone away")
c.content_type("text/plain")
c.header("X-One", 1)
print(repr(c.header_str())) // > "Status: 404 Gone away\r\nContent-Type: text/plain\r\nX-One: 1\r\n\r\n"
c.redirect("/there", 0)
print(repr(c.header_str()[0:20])) // > "Status: 302 Found\r\nC"
print(repr(c.cgi_to_http_response("Status: 201 Made\r\nX: y\r\n\r\nbody")))
// > "HTTP/1.1 201 Made\r\nX: y\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody"
print(repr(c.cgi_to_http_response("bare")))
// > "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbare"
