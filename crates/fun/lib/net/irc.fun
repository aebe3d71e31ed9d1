// A client of IRC. Encrypted servers are reached through a tunnel on this computer.

#include <io/socket.fun>
#include <strings.fun>

// One connection to a server.
class IRCClient(string host, number port, number use_tls)
  nick = ""
  user = ""
  realname = ""
  password = ""
  connected = 0
  cli = TcpClient()
  _buf = ""

  // Connects; whether it has.
  fun connect(this)
    this.connected = this.cli.connect(this.host, this.port) ? 1 : 0
    return this.connected == 1

  // Whether there is a connection.
  fun is_connected(this) => this.connected == 1 and this.cli.is_connected()

  // Ends the connection.
  fun close(this)
    this.cli.close()
    this.connected = 0
    return 1

  // Says who this is, with a password unless that is empty.
  fun register(this, nick, user, realname, password)
    [this.nick, this.user, this.realname, this.password] = [nick, user, realname, password].map(
      fn(v) => to_string(v),
    )
    if this.password != ""
      this.send_raw("PASS " + this.password)
    this.send_raw("NICK " + this.nick)
    this.send_raw(f"USER {this.user} 0 * :{this.realname}")
    return 1

  // Sends a line: the bytes sent, or -1.
  fun send_raw(this, line)
    var text = to_string(line)
    if not this.is_connected()
      return -1
    return this.cli.send(text.ends_with("\r\n") ? text : text + "\r\n")

  // Enters a channel.
  fun join(this, channel) => this.send_raw(f"JOIN {channel}")

  // Leaves a channel, with a word unless that is empty.
  fun part(this, channel, word) => this.send_raw(f"PART {channel}" + this._last(word))

  // Says something to a channel or a user.
  fun privmsg(this, target, text) => this.send_raw(f"PRIVMSG {target} :{text}")

  // The same, as a notice.
  fun notice(this, target, text) => this.send_raw(f"NOTICE {target} :{text}")

  // Answers a ping.
  fun pong(this, token) => this.send_raw(f"PONG :{token}")

  // Says goodbye, with a word unless that is empty.
  fun quit(this, word)
    this.send_raw("QUIT" + this._last(word))
    return 1

  fun _last(this, word) => to_string(word) == "" ? "" : f" :{word}"

  // The lines that have arrived in full.
  fun read_lines(this)
    var arrived = this.is_connected() ? this.cli.recv(4096) : ""
    if arrived == ""
      return []
    var parts = (this._buf + arrived).split("\n")
    this._buf = parts.pop()
    return parts.map(fn(line) => line.trim()).filter(fn(line) => line != "")

  // The parts of a line: a Map of prefix, command, params and trailing.
  fun parse_message(this, line)
    var rest = to_string(line)
    var prefix = ""
    var trailing = ""
    if rest.starts_with(":") and rest.find(" ") > 1
      [prefix, rest] = this._cut(rest.substr(1, len(rest)))
    var command = ""
    [command, rest] = this._cut(rest)
    var params = []
    var param = ""
    while rest != ""
      if rest.starts_with(":")
        trailing = rest.substr(1, len(rest))
        break
      [param, rest] = this._cut(rest)
      push(params, param)
    return {
      "prefix": prefix,
      "command": str_to_upper(command),
      "params": params,
      "trailing": trailing,
    }

  // What stands before the first space, and what follows it.
  fun _cut(this, text)
    var at = text.find(" ")
    return at < 0 ? [text, ""] : [text.substr(0, at), text.substr(at, len(text)).trim()]

  // Answers pings among the lines that have arrived and calls `callback` with each line and its parts: how many there were.
  fun pump(this, callback)
    var arrived = this.read_lines()
    for line in arrived
      var message = this.parse_message(line)
      if message["command"] == "PING"
        this.pong(message["trailing"] != "" ? message["trailing"] : message["params"].first() ?? "")
      if kind(callback) == "Function"
        callback(line, message)
    return len(arrived)
