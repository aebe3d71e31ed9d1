// section: 4.integers 1.numbers
uint64 wide = 18446744073709551616
number n = 0x1_0000_0000_0000_00FF
byte small = 340282366920938463463374607431768211458
print(wide, n, small, typeof(small)) // > 0 255 2 Uint8
wide = 18446744073709551617
print(wide) // > 1
fun f()
  int8 low = 0
  low = 36893488147419103231
  return low
print(f()) // > -1
