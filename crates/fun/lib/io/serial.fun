// Serial ports, as methods.

// A serial port, and how fast it is.
class Serial(string path, number baud_rate)
  fd = 0

  // Opens the port; whether it could.
  fun open(this)
    this.fd = serial_open(this.path, this.baud_rate)
    return this.is_open()

  // Whether the port is open.
  fun is_open(this) => this.fd > 0

  // Bits, parity (0 none, 1 odd, 2 even), stop bits, flow control (0 none, 1 by hardware).
  fun config(this, data_bits, parity, stop_bits, flow_control)
    return this.is_open() ? serial_config(this.fd, data_bits, parity, stop_bits, flow_control) : 0

  // Sends the text of a value: the bytes sent, or -1.
  fun send(this, data) => this.is_open() ? serial_send(this.fd, to_string(data)) : -1

  // What has arrived, at most so many bytes.
  fun recv(this, most) => this.is_open() ? serial_recv(this.fd, to_number(most)) : ""

  // Closes the port; 0 if it was not open.
  fun close(this)
    if not this.is_open()
      return 0
    var fd = this.fd
    this.fd = 0
    return serial_close(fd)
