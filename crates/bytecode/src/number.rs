//! The meaning of arithmetic on numbers, the same in every tier.
//!
//! The interpreter, the constant folder, compiled code's slow paths and the tests call these functions; nobody else
//! decides what an operation on numbers gives. Sources: two's complement wrapping as in Java and Go, IEEE 754 for
//! floats, shifts with signed counts as Common Lisp's `ash`, floor division as Python and Lua have it.

use std::cmp::Ordering;
use std::fmt::Write;

/// A number of either kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A 64-bit integer.
    Int(i64),
    /// A double.
    Float(f64),
}

impl Number {
    /// The number as a float, rounded to nearest if it is an integer of more than 53 bits.
    pub fn float(self) -> f64 {
        match self {
            Number::Int(i) => i as f64,
            Number::Float(f) => f,
        }
    }
}

/// 2^63, the first float above the integers.
const LIMIT: f64 = 9_223_372_036_854_775_808.0;

/// `a / b` truncated towards zero; `None` for a zero divisor. `MIN / -1` is `MIN`.
#[inline(always)]
pub fn div(a: i64, b: i64) -> Option<i64> {
    if b == 0 { None } else { Some(a.wrapping_div(b)) }
}

/// The remainder of [`div`], with the sign of `a`; `None` for a zero divisor. `MIN % -1` is 0.
#[inline(always)]
pub fn rem(a: i64, b: i64) -> Option<i64> {
    if b == 0 { None } else { Some(a.wrapping_rem(b)) }
}

/// `a / b` rounded down; `None` for a zero divisor. `MIN` by -1 is `MIN`.
#[inline(always)]
pub fn div_floor(a: i64, b: i64) -> Option<i64> {
    let (q, r) = (div(a, b)?, a.wrapping_rem(b));
    Some(if r != 0 && (r < 0) != (b < 0) { q - 1 } else { q })
}

/// The remainder of [`div_floor`], with the sign of `b`; `None` for a zero divisor.
#[inline(always)]
pub fn mod_floor(a: i64, b: i64) -> Option<i64> {
    let r = rem(a, b)?;
    Some(if r != 0 && (r < 0) != (b < 0) { r + b } else { r })
}

/// `base` to the power `exponent`, wrapping; `None` for a negative exponent, which computes in floats. O(log exponent).
pub fn pow(mut base: i64, exponent: i64) -> Option<i64> {
    let mut rest = u64::try_from(exponent).ok()?;
    let mut result = 1i64;
    while rest != 0 {
        if rest & 1 != 0 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        rest >>= 1;
    }
    Some(result)
}

/// `b << count`; 64 or more gives 0, a negative count shifts right as [`shr`] does.
#[inline(always)]
pub fn shl(b: i64, count: i64) -> i64 {
    match count {
        0..=63 => b << count,
        64.. => 0,
        -63..=-1 => b >> -count,
        _ => b >> 63,
    }
}

/// `b >> count`, arithmetic; 64 or more gives the sign (0 or -1), a negative count shifts left.
#[inline(always)]
pub fn shr(b: i64, count: i64) -> i64 {
    match count {
        0..=63 => b >> count,
        64.. => b >> 63,
        -63..=-1 => b << -count,
        _ => 0,
    }
}

/// `b >> count`, logical; 64 or more gives 0, a negative count shifts left.
#[inline(always)]
pub fn ushr(b: i64, count: i64) -> i64 {
    match count {
        0..=63 => ((b as u64) >> count) as i64,
        -63..=-1 => b << -count,
        _ => 0,
    }
}

/// `b << (count mod 64)`.
#[inline(always)]
pub fn shl_rich(b: i64, count: i64) -> i64 {
    b << (count & 63)
}

/// `b >> (count mod 64)`, arithmetic.
#[inline(always)]
pub fn shr_rich(b: i64, count: i64) -> i64 {
    b >> (count & 63)
}

/// `f` truncated towards zero; `None` out of the range of integers and for NaN.
#[inline(always)]
pub fn float_to_int(f: f64) -> Option<i64> {
    // -2^63 - 1 is no float, so that truncation cannot bring anything below -2^63 back into range.
    if (-LIMIT..LIMIT).contains(&f) { Some(f as i64) } else { None }
}

/// `f` truncated towards zero and clamped to the range of integers; 0 for NaN.
#[inline(always)]
pub fn float_to_int_sat(f: f64) -> i64 {
    f as i64
}

/// The integer that equals `f`, if there is one.
#[inline(always)]
pub fn float_as_int(f: f64) -> Option<i64> {
    float_to_int(f).filter(|&i| i as f64 == f)
}

/// How `i` compares to `f`, exactly; `None` for NaN.
#[inline]
pub fn cmp_int_float(i: i64, f: f64) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    Some(match float_to_int(f) {
        Some(t) => i.cmp(&t).then_with(|| (t as f64).partial_cmp(&f).unwrap_or(Ordering::Equal)),
        None if f > 0.0 => Ordering::Less,
        None => Ordering::Greater,
    })
}

/// Whether `i` and `f` are the same number, exactly.
#[inline]
pub fn eq_int_float(i: i64, f: f64) -> bool {
    cmp_int_float(i, f) == Some(Ordering::Equal)
}

/// How `a` compares to `b`, exactly; `None` if either is NaN.
#[inline]
pub fn cmp(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Int(a), Number::Float(b)) => cmp_int_float(a, b),
        (Number::Float(a), Number::Int(b)) => cmp_int_float(b, a).map(Ordering::reverse),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
    }
}

/// Whether `a` and `b` are the same number, exactly; NaN equals nothing.
#[inline]
pub fn eq(a: Number, b: Number) -> bool {
    cmp(a, b) == Some(Ordering::Equal)
}

/// The remainder of `a / b` truncated, with the sign of `a` (C's `fmod`); NaN for a zero divisor.
#[inline]
pub fn rem_float(a: f64, b: f64) -> f64 {
    a % b
}

/// `a / b` rounded down.
#[inline]
pub fn div_floor_float(a: f64, b: f64) -> f64 {
    (a / b).floor()
}

/// The remainder of `a / b` rounded down, with the sign of `b`; NaN for a zero divisor. Computed from [`rem_float`], so
/// that an infinite `b` leaves a number of its own sign as it is.
#[inline]
pub fn mod_floor_float(a: f64, b: f64) -> f64 {
    let r = a % b;
    if r == 0.0 {
        0f64.copysign(b)
    } else if (r < 0.0) != (b < 0.0) {
        r + b
    } else {
        r
    }
}

/// Enough for what `{:e}` makes of a float: sign, 17 digits, point, `e`, sign, 3 digits.
struct Digits {
    bytes: [u8; 32],
    len: usize,
}

impl Write for Digits {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        let end = self.len + s.len();
        self.bytes.get_mut(self.len..end).ok_or(std::fmt::Error)?.copy_from_slice(s.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Appends `f` as programs print it: the shortest digits that read back equal, positional if the decimal exponent is in
/// -4..17, else scientific with a sign and at least two exponent digits; integral floats have no point.
pub fn format_float(f: f64, out: &mut String) {
    if !f.is_finite() {
        out.push_str(if f.is_nan() {
            "nan"
        } else if f > 0.0 {
            "inf"
        } else {
            "-inf"
        });
        return;
    }
    let mut buffer = Digits { bytes: [0; 32], len: 0 };
    // Neither can fail: the buffer is large enough, and `{:e}` writes ASCII.
    let _ = write!(buffer, "{f:e}");
    let text = std::str::from_utf8(&buffer.bytes[..buffer.len]).unwrap_or("");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mantissa = match mantissa.strip_prefix('-') {
        Some(rest) => {
            out.push('-');
            rest
        }
        None => mantissa,
    };
    let (first, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if (-4..0).contains(&exponent) {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
        out.push_str(first);
        out.push_str(rest);
    } else if (0..17).contains(&exponent) {
        let before = exponent as usize;
        out.push_str(first);
        if rest.len() <= before {
            out.push_str(rest);
            out.extend(std::iter::repeat_n('0', before - rest.len()));
        } else {
            out.push_str(&rest[..before]);
            out.push('.');
            out.push_str(&rest[before..]);
        }
    } else {
        out.push_str(first);
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        let sign = if exponent < 0 { '-' } else { '+' };
        // Writing to a string does not fail.
        let _ = write!(out, "e{sign}{:02}", exponent.unsigned_abs());
    }
}

/// Appends `f` as [`format_float`] does, with `.0` where that would look like an integer.
pub fn format_float_marked(f: f64, out: &mut String) {
    let start = out.len();
    format_float(f, out);
    if out[start..].bytes().all(|b| b == b'-' || b.is_ascii_digit()) {
        out.push_str(".0");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are or lie near an edge of some rule.
    fn edges() -> Vec<i64> {
        let mut all: Vec<i64> = (-70..=70).collect();
        for power in 0..64 {
            let p = 1i64.wrapping_shl(power);
            for d in -2..=2 {
                all.push(p.wrapping_add(d));
                all.push(p.wrapping_neg().wrapping_add(d));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn wrap(v: i128) -> i64 {
        v as i64
    }

    #[test]
    fn division_against_wide_integers() {
        for &a in &edges() {
            for &b in &edges() {
                if b == 0 {
                    assert_eq!((div(a, b), rem(a, b), div_floor(a, b), mod_floor(a, b)), (None, None, None, None));
                    continue;
                }
                let (x, y) = (i128::from(a), i128::from(b));
                assert_eq!(div(a, b), Some(wrap(x / y)), "{a} / {b}");
                assert_eq!(rem(a, b), Some(wrap(x % y)), "{a} % {b}");
                let floor = x.div_euclid(y) - i128::from(y < 0 && x.rem_euclid(y) != 0);
                assert_eq!(div_floor(a, b), Some(wrap(floor)), "{a} // {b}");
                assert_eq!(mod_floor(a, b), Some(wrap(x - floor * y)), "{a} mod {b}");
            }
        }
        assert_eq!(div(i64::MIN, -1), Some(i64::MIN));
        assert_eq!(rem(i64::MIN, -1), Some(0));
    }

    #[test]
    fn powers_against_repeated_multiplication() {
        for base in -20i64..=20 {
            let mut expected = 1i64;
            for exponent in 0..200 {
                assert_eq!(pow(base, exponent), Some(expected), "{base} ** {exponent}");
                expected = expected.wrapping_mul(base);
            }
        }
        assert_eq!(pow(2, -1), None);
        assert_eq!(pow(0, 0), Some(1));
        assert_eq!(pow(-1, i64::MAX), Some(-1));
        assert_eq!(
            pow(3, i64::MAX),
            Some(pow(3, 1 << 62).unwrap_or(0).wrapping_mul(pow(3, (1 << 62) - 1).unwrap_or(0)))
        );
    }

    #[test]
    fn shifts_against_wide_integers() {
        for &a in &edges() {
            for &n in &edges() {
                let left = |n: u64| if n >= 64 { 0 } else { wrap(i128::from(a) << n) };
                let right = |n: u64| wrap(i128::from(a) >> n.min(127));
                let logical = |n: u64| if n >= 64 { 0 } else { (u128::from(a as u64) >> n) as i64 };
                let count = n.unsigned_abs();
                let (l, r, u) = if n >= 0 {
                    (left(count), right(count), logical(count))
                } else {
                    (right(count), left(count), left(count))
                };
                assert_eq!((shl(a, n), shr(a, n), ushr(a, n)), (l, r, u), "{a} by {n}");
                let reduced = n.rem_euclid(64) as u64;
                assert_eq!((shl_rich(a, n), shr_rich(a, n)), (left(reduced), right(reduced)), "{a} by {n}");
            }
        }
    }

    #[test]
    fn conversions_to_integers() {
        for (f, expected, clamped) in [
            (0.0, Some(0), 0),
            (-0.9, Some(0), 0),
            (1.9, Some(1), 1),
            (-LIMIT, Some(i64::MIN), i64::MIN),
            (LIMIT, None, i64::MAX),
            (LIMIT - 1024.0, Some(i64::MAX - 1023), i64::MAX - 1023),
            (-LIMIT - 2048.0, None, i64::MIN),
            (f64::INFINITY, None, i64::MAX),
            (f64::NEG_INFINITY, None, i64::MIN),
            (f64::NAN, None, 0),
        ] {
            assert_eq!((float_to_int(f), float_to_int_sat(f)), (expected, clamped), "{f}");
        }
        assert_eq!(float_as_int(1.0), Some(1));
        assert_eq!(float_as_int(1.5), None);
        assert_eq!(float_as_int(LIMIT), None);
        assert_eq!(float_as_int(-0.0), Some(0));
    }

    /// A float near `i`, as an exact fraction `n / 2^60` if it has one in range.
    fn scaled(f: f64) -> Option<i128> {
        let s = f * (1u64 << 60) as f64;
        (s.is_finite() && s.abs() < 1e38 && s / (1u64 << 60) as f64 == f && s.trunc() == s).then_some(s as i128)
    }

    #[test]
    fn comparisons_are_exact() {
        let mut floats = vec![0.5, -0.5, 1e300, -1e300, f64::MIN_POSITIVE, f64::INFINITY, f64::NEG_INFINITY];
        for &i in &edges() {
            let f = i as f64;
            floats.extend([f, f.next_up(), f.next_down(), f + 0.5, f - 0.5]);
        }
        for &i in &edges() {
            for &f in &floats {
                let expected = match scaled(f) {
                    Some(s) => (i128::from(i) << 60).cmp(&s),
                    None if f.abs() < 1.0 && i == 0 => 0.0.partial_cmp(&f).unwrap(),
                    None if f.abs() < 1.0 => i.cmp(&0),
                    None => 0.0.partial_cmp(&f).unwrap(),
                };
                assert_eq!(cmp_int_float(i, f), Some(expected), "{i} and {f:?}");
                assert_eq!(eq_int_float(i, f), expected == Ordering::Equal, "{i} and {f:?}");
                assert_eq!(cmp(Number::Float(f), Number::Int(i)), Some(expected.reverse()));
            }
            assert_eq!(cmp_int_float(i, f64::NAN), None);
        }
        assert!(!eq_int_float((1 << 53) + 1, (1i64 << 53) as f64));
        assert!(!eq_int_float(i64::MAX, LIMIT));
        assert!(!eq(Number::Float(f64::NAN), Number::Float(f64::NAN)));
        assert!(eq(Number::Float(-0.0), Number::Int(0)));
    }

    #[test]
    fn float_remainders() {
        assert_eq!(rem_float(-7.5, 2.0), -1.5);
        assert!(rem_float(1.0, 0.0).is_nan());
        for (a, b, expected) in [
            (7.5, 2.0, 1.5),
            (-7.5, 2.0, 0.5),
            (7.5, -2.0, -0.5),
            (-7.5, -2.0, -1.5),
            (-1.0, f64::INFINITY, f64::INFINITY),
            (1.0, f64::INFINITY, 1.0),
            (1.0, f64::NEG_INFINITY, f64::NEG_INFINITY),
        ] {
            assert_eq!(mod_floor_float(a, b), expected, "{a} mod {b}");
        }
        assert!(mod_floor_float(4.0, -2.0).is_sign_negative());
        assert!(mod_floor_float(-4.0, 2.0).is_sign_positive());
        assert!(mod_floor_float(1.0, 0.0).is_nan());
        assert!(mod_floor_float(f64::INFINITY, 2.0).is_nan());
        assert_eq!(div_floor_float(-7.0, 2.0), -4.0);
    }

    fn printed(f: f64) -> String {
        let mut out = String::new();
        format_float(f, &mut out);
        out
    }

    #[test]
    fn print_form() {
        for (f, expected) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (100.0, "100"),
            (-2.5, "-2.5"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (0.000012345, "1.2345e-05"),
            (1e16, "10000000000000000"),
            (1.2345678901234567e16, "12345678901234568"),
            (1e17, "1e+17"),
            (1e20, "1e+20"),
            (1.5e300, "1.5e+300"),
            (1e-300, "1e-300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (123456.789, "123456.789"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(printed(f), expected);
        }
        let marked = |f| {
            let mut out = String::from("x");
            format_float_marked(f, &mut out);
            out
        };
        assert_eq!(marked(1.0), "x1.0");
        assert_eq!(marked(-0.0), "x-0.0");
        assert_eq!(marked(1e20), "x1e+20");
        assert_eq!(marked(0.5), "x0.5");
        assert_eq!(marked(f64::INFINITY), "xinf");
    }

    #[test]
    fn print_form_reads_back() {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        for _ in 0..200_000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let f = f64::from_bits(state);
            if f.is_finite() {
                assert_eq!(printed(f).parse(), Ok(f), "{state:x}");
            }
        }
    }
}
