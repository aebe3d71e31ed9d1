// section: 16.4
print(hex(255), oct(8), bin(5), hex(0), hex(-1)) // > ff 10 101 0 ffffffffffffffff
