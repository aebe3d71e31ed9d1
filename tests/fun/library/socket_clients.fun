// section: 15.files
// Sockets are played by functions of the program.
arrived = []
fun tcp_connect(host, port) => host == "there" ? 7 : 0
fun unix_connect(path) => 8
fun sock_send(fd, text)
  print(fd, repr(text))
  return len(text)
fun sock_recv(fd, most) => len(arrived) > 0 ? arrived.remove(0) : ""
fun sock_close(fd) => print("closed", fd)
fun tcp_listen(port, backlog) => 3
fun tcp_accept(fd) => 9
#include <net/irc.fun>

t = TcpClient()
print(t.connect("nowhere", 1), t.send("x"), repr(t.recv(10)), t.is_connected()) // > false -1 "" false
print(t.connect("there", 80), t.send(12))
// > 7 "12"
// > true 2
arrived = ["abcd", "ef"]
print(t.recv_all(4), t.close(), t.close())
// > closed 7
// > abcdef 1 1
u = UnixClient()
print(u.connect("/run/x"), u.is_connected()) // > true true
server = TcpServer(4000, 5)
arrived = ["ping"]
print(server.listen(), server.echo_once(100))
// > 9 "ping"
// > closed 9
// > 3 1

i = IRCClient("there", 6667, 0)
print(i.connect(), i.register("ada", "a", "Ada L", ""))
// > 7 "NICK ada\r\n"
// > 7 "USER a 0 * :Ada L\r\n"
// > true 1
i.join("#fun")              // > 7 "JOIN #fun\r\n"
i.privmsg("#fun", "hi all") // > 7 "PRIVMSG #fun :hi all\r\n"
i.part("#fun", "bye")       // > 7 "PART #fun :bye\r\n"
print(i.parse_message(":bob!b@h privmsg #fun :how are you"))
// > {"prefix": bob!b@h, "command": PRIVMSG, "params": [#fun], "trailing": how are you}
arrived = ["PING :tok\r\n:x 001 a", " b :w\r\n"]
print(i.pump(fn(line, parts) => print(line, parts["command"])))
// > 7 "PONG :tok\r\n"
// > PING :tok PING
// > 1
print(i.pump(nil), i.quit(""), i.is_connected())
// > 7 "QUIT\r\n"
// > 1 1 true
