// Connections, as methods.

// What clients have in common.
class _Client()
  fd = 0

  // Whether there is a connection.
  fun is_connected(this) => this.fd > 0

  // Sends the text of a value: the bytes sent, or -1.
  fun send(this, data) => this.is_connected() ? sock_send(this.fd, to_string(data)) : -1

  // What has arrived, at most so many bytes; "" at the end.
  fun recv(this, most) => this.is_connected() ? sock_recv(this.fd, to_number(most)) : ""

  // What arrives until the end, or until a piece is smaller than asked for.
  fun recv_all(this, piece)
    var most = to_number(piece)
    if most <= 0
      most = 4096
    var parts = []
    while true
      var part = this.recv(most)
      push(parts, part)
      if len(part) < most
        return join(parts, "")

  // Ends the connection.
  fun close(this)
    if this.is_connected()
      sock_close(this.fd)
      this.fd = 0
    return 1

// A connection over TCP.
class TcpClient() extends _Client
  // Connects; whether it has.
  fun connect(this, host, port)
    this.fd = tcp_connect(host, port)
    return this.is_connected()

// A connection to a socket of this computer.
class UnixClient() extends _Client
  // Connects; whether it has.
  fun connect(this, path)
    this.fd = unix_connect(to_string(path))
    return this.is_connected()

// Waits for connections over TCP.
class TcpServer(number port, number backlog)
  listen_fd = 0

  // Begins: the handle, or 0 if that fails.
  fun listen(this)
    this.listen_fd = tcp_listen(this.port, this.backlog)
    return this.listen_fd

  // The next connection, waiting for it: its handle, or 0.
  fun accept(this) => tcp_accept(this.listen_fd)

  // Ends waiting.
  fun close(this)
    if this.listen_fd > 0
      sock_close(this.listen_fd)
      this.listen_fd = 0

  // Sends back what the next connection says: 1, or 0 if there was none.
  fun echo_once(this, most)
    var fd = this.accept()
    if fd <= 0
      return 0
    var said = sock_recv(fd, most)
    if said != ""
      sock_send(fd, said)
    sock_close(fd)
    return 1

  // Does so again and again; 0 if the port cannot be had.
  fun serve_forever(this, most)
    if this.listen_fd <= 0
      if this.listen() <= 0
        print(f"TcpServer: listen failed on port {this.port}")
        return 0
      print(f"TcpServer: listening on port {this.port}")
    while true
      this.echo_once(most)
