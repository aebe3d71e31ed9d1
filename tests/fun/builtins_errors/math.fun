// section: 16.5
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(abs) // > ArityError: abs() expects 1 argument, got 0
call(abs, 1, 1) // > ArityError: abs() expects 1 argument, got 2
call(abs, "s") // > TypeError: abs expects (number), got string
call(min) // > ArityError: min() expects at least 1 argument, got 0
call(min, "s") // > TypeError: min expects (number|array|range|bytes), got string
call(min, 1, "s") // > TypeError: min expects (number|array|range|bytes, number), got int and string
call(max) // > ArityError: max() expects at least 1 argument, got 0
call(max, "s") // > TypeError: max expects (number|array|range|bytes), got string
call(max, 1, "s") // > TypeError: max expects (number|array|range|bytes, number), got int and string
call(clamp, 1, 1) // > ArityError: clamp() expects 3 arguments, got 2
call(clamp, 1, 1, 1, 1) // > ArityError: clamp() expects 3 arguments, got 4
call(clamp, "s", 1, 1) // > TypeError: clamp expects (number, number, number), got string, int and int
call(clamp, 1, "s", 1) // > TypeError: clamp expects (number, number, number), got int, string and int
call(clamp, 1, 1, "s") // > TypeError: clamp expects (number, number, number), got int, int and string
call(pow, 1) // > ArityError: pow() expects 2 arguments, got 1
call(pow, 1, 1, 1) // > ArityError: pow() expects 2 arguments, got 3
call(pow, "s", 1) // > TypeError: pow expects (number, number), got string and int
call(pow, 1, "s") // > TypeError: pow expects (number, number), got int and string
call(floor) // > ArityError: floor() expects 1 argument, got 0
call(floor, 1, 1) // > ArityError: floor() expects 1 argument, got 2
call(floor, "s") // > TypeError: floor expects (number), got string
call(ceil) // > ArityError: ceil() expects 1 argument, got 0
call(ceil, 1, 1) // > ArityError: ceil() expects 1 argument, got 2
call(ceil, "s") // > TypeError: ceil expects (number), got string
call(trunc) // > ArityError: trunc() expects 1 argument, got 0
call(trunc, 1, 1) // > ArityError: trunc() expects 1 argument, got 2
call(trunc, "s") // > TypeError: trunc expects (number), got string
call(round) // > ArityError: round() expects 1 argument, got 0
call(round, 1, 1) // > ArityError: round() expects 1 argument, got 2
call(round, "s") // > TypeError: round expects (number), got string
call(sqrt) // > ArityError: sqrt() expects 1 argument, got 0
call(sqrt, 1, 1) // > ArityError: sqrt() expects 1 argument, got 2
call(sqrt, "s") // > TypeError: sqrt expects (number), got string
call(fmin, 1) // > ArityError: fmin() expects 2 arguments, got 1
call(fmin, 1, 1, 1) // > ArityError: fmin() expects 2 arguments, got 3
call(fmin, "s", 1) // > TypeError: fmin expects (number, number), got string and int
call(fmin, 1, "s") // > TypeError: fmin expects (number, number), got int and string
call(fmax, 1) // > ArityError: fmax() expects 2 arguments, got 1
call(fmax, 1, 1, 1) // > ArityError: fmax() expects 2 arguments, got 3
call(fmax, "s", 1) // > TypeError: fmax expects (number, number), got string and int
call(fmax, 1, "s") // > TypeError: fmax expects (number, number), got int and string
call(sin) // > ArityError: sin() expects 1 argument, got 0
call(sin, 1, 1) // > ArityError: sin() expects 1 argument, got 2
call(sin, "s") // > TypeError: sin expects (number), got string
call(cos) // > ArityError: cos() expects 1 argument, got 0
call(cos, 1, 1) // > ArityError: cos() expects 1 argument, got 2
call(cos, "s") // > TypeError: cos expects (number), got string
call(tan) // > ArityError: tan() expects 1 argument, got 0
call(tan, 1, 1) // > ArityError: tan() expects 1 argument, got 2
call(tan, "s") // > TypeError: tan expects (number), got string
call(exp) // > ArityError: exp() expects 1 argument, got 0
call(exp, 1, 1) // > ArityError: exp() expects 1 argument, got 2
call(exp, "s") // > TypeError: exp expects (number), got string
call(log) // > ArityError: log() expects 1 argument, got 0
call(log, 1, 1) // > ArityError: log() expects 1 argument, got 2
call(log, "s") // > TypeError: log expects (number), got string
call(log10) // > ArityError: log10() expects 1 argument, got 0
call(log10, 1, 1) // > ArityError: log10() expects 1 argument, got 2
call(log10, "s") // > TypeError: log10 expects (number), got string
call(gcd, 1) // > ArityError: gcd() expects 2 arguments, got 1
call(gcd, 1, 1, 1) // > ArityError: gcd() expects 2 arguments, got 3
call(gcd, "s", 1) // > TypeError: gcd expects (number, number), got string and int
call(gcd, 1, "s") // > TypeError: gcd expects (number, number), got int and string
call(lcm, 1) // > ArityError: lcm() expects 2 arguments, got 1
call(lcm, 1, 1, 1) // > ArityError: lcm() expects 2 arguments, got 3
call(lcm, "s", 1) // > TypeError: lcm expects (number, number), got string and int
call(lcm, 1, "s") // > TypeError: lcm expects (number, number), got int and string
call(isqrt) // > ArityError: isqrt() expects 1 argument, got 0
call(isqrt, 1, 1) // > ArityError: isqrt() expects 1 argument, got 2
call(isqrt, "s") // > TypeError: isqrt expects (number), got string
call(sign) // > ArityError: sign() expects 1 argument, got 0
call(sign, 1, 1) // > ArityError: sign() expects 1 argument, got 2
call(sign, "s") // > TypeError: sign expects (number), got string
call(asin) // > ArityError: asin() expects 1 argument, got 0
call(asin, 1, 1) // > ArityError: asin() expects 1 argument, got 2
call(asin, "s") // > TypeError: asin expects (number), got string
call(acos) // > ArityError: acos() expects 1 argument, got 0
call(acos, 1, 1) // > ArityError: acos() expects 1 argument, got 2
call(acos, "s") // > TypeError: acos expects (number), got string
call(atan) // > ArityError: atan() expects 1 argument, got 0
call(atan, 1, 1) // > ArityError: atan() expects 1 argument, got 2
call(atan, "s") // > TypeError: atan expects (number), got string
call(atan2, 1) // > ArityError: atan2() expects 2 arguments, got 1
call(atan2, 1, 1, 1) // > ArityError: atan2() expects 2 arguments, got 3
call(atan2, "s", 1) // > TypeError: atan2 expects (number, number), got string and int
call(atan2, 1, "s") // > TypeError: atan2 expects (number, number), got int and string
call(sinh) // > ArityError: sinh() expects 1 argument, got 0
call(sinh, 1, 1) // > ArityError: sinh() expects 1 argument, got 2
call(sinh, "s") // > TypeError: sinh expects (number), got string
call(cosh) // > ArityError: cosh() expects 1 argument, got 0
call(cosh, 1, 1) // > ArityError: cosh() expects 1 argument, got 2
call(cosh, "s") // > TypeError: cosh expects (number), got string
call(tanh) // > ArityError: tanh() expects 1 argument, got 0
call(tanh, 1, 1) // > ArityError: tanh() expects 1 argument, got 2
call(tanh, "s") // > TypeError: tanh expects (number), got string
call(log2) // > ArityError: log2() expects 1 argument, got 0
call(log2, 1, 1) // > ArityError: log2() expects 1 argument, got 2
call(log2, "s") // > TypeError: log2 expects (number), got string
call(cbrt) // > ArityError: cbrt() expects 1 argument, got 0
call(cbrt, 1, 1) // > ArityError: cbrt() expects 1 argument, got 2
call(cbrt, "s") // > TypeError: cbrt expects (number), got string
call(hypot, 1) // > ArityError: hypot() expects 2 arguments, got 1
call(hypot, 1, 1, 1) // > ArityError: hypot() expects 2 arguments, got 3
call(hypot, "s", 1) // > TypeError: hypot expects (number, number), got string and int
call(hypot, 1, "s") // > TypeError: hypot expects (number, number), got int and string
call(fpow, 1) // > ArityError: fpow() expects 2 arguments, got 1
call(fpow, 1, 1, 1) // > ArityError: fpow() expects 2 arguments, got 3
call(fpow, "s", 1) // > TypeError: fpow expects (number, number), got string and int
call(fpow, 1, "s") // > TypeError: fpow expects (number, number), got int and string
call(pi, 1) // > ArityError: pi() expects 0 arguments, got 1
call(e, 1) // > ArityError: e() expects 0 arguments, got 1
call(inf, 1) // > ArityError: inf() expects 0 arguments, got 1
call(nan, 1) // > ArityError: nan() expects 0 arguments, got 1
call(divmod, 1) // > ArityError: divmod() expects 2 arguments, got 1
call(divmod, 1, 1, 1) // > ArityError: divmod() expects 2 arguments, got 3
call(divmod, "s", 1) // > TypeError: divmod expects (number, number), got string and int
call(divmod, 1, "s") // > TypeError: divmod expects (number, number), got int and string
call(udiv, 1) // > ArityError: udiv() expects 2 arguments, got 1
call(udiv, 1, 1, 1) // > ArityError: udiv() expects 2 arguments, got 3
call(udiv, 1.5, 1) // > TypeError: udiv expects (int, int), got float and int
call(udiv, 1, 1.5) // > TypeError: udiv expects (int, int), got int and float
call(umod, 1) // > ArityError: umod() expects 2 arguments, got 1
call(umod, 1, 1, 1) // > ArityError: umod() expects 2 arguments, got 3
call(umod, 1.5, 1) // > TypeError: umod expects (int, int), got float and int
call(umod, 1, 1.5) // > TypeError: umod expects (int, int), got int and float
call(ult, 1) // > ArityError: ult() expects 2 arguments, got 1
call(ult, 1, 1, 1) // > ArityError: ult() expects 2 arguments, got 3
call(ult, 1.5, 1) // > TypeError: ult expects (int, int), got float and int
call(ult, 1, 1.5) // > TypeError: ult expects (int, int), got int and float
call(lsr, 1) // > ArityError: lsr() expects 2 arguments, got 1
call(lsr, 1, 1, 1) // > ArityError: lsr() expects 2 arguments, got 3
call(lsr, 1.5, 1) // > TypeError: lsr expects (int, int), got float and int
call(lsr, 1, 1.5) // > TypeError: lsr expects (int, int), got int and float
call(popcount) // > ArityError: popcount() expects 1 argument, got 0
call(popcount, 1, 1) // > ArityError: popcount() expects 1 argument, got 2
call(popcount, 1.5) // > TypeError: popcount expects (int), got float
call(clz) // > ArityError: clz() expects 1 argument, got 0
call(clz, 1, 1) // > ArityError: clz() expects 1 argument, got 2
call(clz, 1.5) // > TypeError: clz expects (int), got float
call(ctz) // > ArityError: ctz() expects 1 argument, got 0
call(ctz, 1, 1) // > ArityError: ctz() expects 1 argument, got 2
call(ctz, 1.5) // > TypeError: ctz expects (int), got float
call(checked_add, 1) // > ArityError: checked_add() expects 2 arguments, got 1
call(checked_add, 1, 1, 1) // > ArityError: checked_add() expects 2 arguments, got 3
call(checked_add, 1.5, 1) // > TypeError: checked_add expects (int, int), got float and int
call(checked_add, 1, 1.5) // > TypeError: checked_add expects (int, int), got int and float
call(checked_sub, 1) // > ArityError: checked_sub() expects 2 arguments, got 1
call(checked_sub, 1, 1, 1) // > ArityError: checked_sub() expects 2 arguments, got 3
call(checked_sub, 1.5, 1) // > TypeError: checked_sub expects (int, int), got float and int
call(checked_sub, 1, 1.5) // > TypeError: checked_sub expects (int, int), got int and float
call(checked_mul, 1) // > ArityError: checked_mul() expects 2 arguments, got 1
call(checked_mul, 1, 1, 1) // > ArityError: checked_mul() expects 2 arguments, got 3
call(checked_mul, 1.5, 1) // > TypeError: checked_mul expects (int, int), got float and int
call(checked_mul, 1, 1.5) // > TypeError: checked_mul expects (int, int), got int and float
call(checked_pow, 1) // > ArityError: checked_pow() expects 2 arguments, got 1
call(checked_pow, 1, 1, 1) // > ArityError: checked_pow() expects 2 arguments, got 3
call(checked_pow, 1.5, 1) // > TypeError: checked_pow expects (int, int), got float and int
call(checked_pow, 1, 1.5) // > TypeError: checked_pow expects (int, int), got int and float
call(band, 1) // > ArityError: band() expects 2 arguments, got 1
call(band, 1, 1, 1) // > ArityError: band() expects 2 arguments, got 3
call(bor, 1) // > ArityError: bor() expects 2 arguments, got 1
call(bor, 1, 1, 1) // > ArityError: bor() expects 2 arguments, got 3
call(bxor, 1) // > ArityError: bxor() expects 2 arguments, got 1
call(bxor, 1, 1, 1) // > ArityError: bxor() expects 2 arguments, got 3
call(bnot) // > ArityError: bnot() expects 1 argument, got 0
call(bnot, 1, 1) // > ArityError: bnot() expects 1 argument, got 2
call(shl, 1) // > ArityError: shl() expects 2 arguments, got 1
call(shl, 1, 1, 1) // > ArityError: shl() expects 2 arguments, got 3
call(shr, 1) // > ArityError: shr() expects 2 arguments, got 1
call(shr, 1, 1, 1) // > ArityError: shr() expects 2 arguments, got 3
call(rol, 1) // > ArityError: rol() expects 2 arguments, got 1
call(rol, 1, 1, 1) // > ArityError: rol() expects 2 arguments, got 3
call(ror, 1) // > ArityError: ror() expects 2 arguments, got 1
call(ror, 1, 1, 1) // > ArityError: ror() expects 2 arguments, got 3
