//! Integers beyond 64 bits: what the promoting ops grow into. An integer that fits 64 bits is never one of these, so
//! kinds decide equality between the two.

use crate::context::Context;
use crate::error::{ErrorKind, Result, Trap};
use crate::object::BigIntObject;
use crate::ops;
use crate::value::{Kind, Value};
use num_bigint::{BigInt, BigUint, Sign};
use quintet_bytecode::Op;
use std::cmp::Ordering;

/// A power is refused as too large for any memory above this many bits.
const MAX_BITS: u64 = 1 << 36;

/// An integer as a value, a BigInt if need be.
pub(crate) fn new_bigint(ctx: &mut Context, n: BigInt) -> Result<Value> {
    if let Ok(i) = i64::try_from(&n) {
        return Ok(Value::int(i));
    }
    let (sign, magnitude) = n.to_bytes_le();
    let negative = sign == Sign::Minus;
    let len = magnitude.len();
    let object = ctx.allocate(Kind::BIGINT, size_of::<BigIntObject>() + len + 1, u16::from(negative))?;
    // SAFETY: just allocated with room for the magnitude and one byte more behind the fields.
    unsafe {
        let bigint = object.cast::<BigIntObject>();
        (*bigint).len = len;
        let first: *mut u8 = bigint.add(1).cast();
        std::ptr::copy_nonoverlapping(magnitude.as_ptr(), first, len);
        *first.add(len) = u8::from(negative);
    }
    Ok(Value::from_object(Kind::BIGINT, object))
}

/// The magnitude, least significant byte first, and behind it 1 if the number is negative, else 0: equal for equal
/// numbers. Empty for other values. To be used before the next charge point.
pub(crate) fn bytes<'a>(value: Value) -> &'a [u8] {
    let Some(bigint) = value.bigint_mut() else { return &[] };
    // SAFETY: `len` bytes and that of the sign follow the fields. The caller drops the slice before the next charge
    // point, until which the object stays where it is.
    unsafe { std::slice::from_raw_parts(bigint.add(1).cast(), (*bigint).len + 1) }
}

fn parts(value: Value) -> Option<(bool, &'static [u8])> {
    let (sign, magnitude) = bytes(value).split_last()?;
    Some((*sign != 0, magnitude))
}

/// The number, if the value is an integer of either kind.
pub(crate) fn to_bigint(value: Value) -> Option<BigInt> {
    if let Some(i) = value.as_int() {
        return Some(BigInt::from(i));
    }
    let (negative, magnitude) = parts(value)?;
    Some(BigInt::from_bytes_le(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

/// Decimal digits; empty for values that are no integers.
pub(crate) fn to_string(value: Value) -> String {
    to_bigint(value).map_or(String::new(), |n| n.to_string())
}

/// The nearest float, infinite if out of range. `None` for values that are no numbers.
pub(crate) fn to_float(value: Value) -> Option<f64> {
    if value.kind() != Kind::BIGINT {
        return value.as_number();
    }
    let (mantissa, exponent) = scaled(&to_bigint(value)?);
    Some(scale(mantissa, exponent))
}

/// `n` as mantissa times a power of two. The mantissa is rounded to nearest and below 2^64.
fn scaled(n: &BigInt) -> (f64, i64) {
    let magnitude = n.magnitude();
    let shift = magnitude.bits().saturating_sub(64);
    let mut top = (magnitude >> shift).iter_u64_digits().next().unwrap_or(0);
    // What is shifted out matters only where the rest lies exactly between two floats.
    if shift > 0 && magnitude.trailing_zeros().is_some_and(|zeros| zeros < shift) {
        top |= 1;
    }
    let mantissa = top as f64;
    (if n.sign() == Sign::Minus { -mantissa } else { mantissa }, shift as i64)
}

/// `mantissa * 2^exponent`, in two steps so that neither power is out of range before the product is.
fn scale(mantissa: f64, exponent: i64) -> f64 {
    let exponent = exponent.clamp(-2000, 2000) as i32;
    mantissa * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)
}

/// An integral float of 2^63 or more as an integer.
fn from_float(f: f64) -> BigInt {
    let bits = f.abs().to_bits();
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    // At 2^63 the exponent is 63, of which the mantissa has 52.
    let shift = (bits >> 52).saturating_sub(1023 + 52);
    let n = BigInt::from(BigUint::from(mantissa) << shift);
    if f < 0.0 { -n } else { n }
}

/// How two numbers compare, exactly; `None` for NaN and for values that are no numbers. Meant for pairs of which one at
/// least is a BigInt.
pub(crate) fn cmp(a: Value, b: Value) -> Option<Ordering> {
    match (parts(a), parts(b)) {
        (Some((false, x)), Some((false, y))) => Some(cmp_magnitudes(x, y)),
        (Some((true, x)), Some((true, y))) => Some(cmp_magnitudes(y, x)),
        (Some((true, _)), Some((false, _))) => Some(Ordering::Less),
        (Some((false, _)), Some((true, _))) => Some(Ordering::Greater),
        (Some((negative, _)), None) => cmp_other(a, negative, b),
        (None, Some((negative, _))) => cmp_other(b, negative, a).map(Ordering::reverse),
        (None, None) => None,
    }
}

fn cmp_magnitudes(x: &[u8], y: &[u8]) -> Ordering {
    x.len().cmp(&y.len()).then_with(|| x.iter().rev().cmp(y.iter().rev()))
}

/// How a BigInt compares to an integer that fits 64 bits, or to a float.
fn cmp_other(big: Value, negative: bool, other: Value) -> Option<Ordering> {
    let beyond = if negative { Ordering::Less } else { Ordering::Greater };
    let Some(f) = other.as_float() else { return other.is_int().then_some(beyond) };
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    if f.abs() < 9_223_372_036_854_775_808.0 {
        return Some(beyond);
    }
    Some(to_bigint(big)?.cmp(&from_float(f)))
}

/// A binary arithmetic op on integers of which one at least is a BigInt, or whose result is too large for 64 bits. All
/// families compute exactly here; with a float, in floats. `None` if the op does not define these operands.
pub(crate) fn binary(ctx: &mut Context, op: Op, a: Value, b: Value) -> Result<Option<Value>> {
    if a.is_float() || b.is_float() {
        let (Some(x), Some(y)) = (to_float(a), to_float(b)) else { return Ok(None) };
        return ops::binary(ctx, op, Value::float(x), Value::float(y));
    }
    let (Some(x), Some(y)) = (to_bigint(a), to_bigint(b)) else { return Ok(None) };
    // The largest result but for powers is the product.
    ctx.reserve(((x.bits() + y.bits()) / 8) as usize)?;
    let result = match op {
        Op::Add | Op::AddRich | Op::AddChecked | Op::AddPromote => x + y,
        Op::Sub | Op::SubChecked | Op::SubPromote => x - y,
        Op::Mul | Op::MulChecked | Op::MulPromote => x * y,
        Op::Div | Op::DivRich => x / divisor(ctx, y, "division")?,
        Op::Mod | Op::ModRich => x % divisor(ctx, y, "modulo")?,
        Op::IdivFloor => div_floor(x, divisor(ctx, y, "division")?).0,
        Op::ModFloor => div_floor(x, divisor(ctx, y, "modulo")?).1,
        Op::Fdiv => {
            let ((m, e), (n, f)) = (scaled(&x), scaled(&y));
            return Ok(Some(Value::float(scale(m / n, e - f))));
        }
        Op::Pow => match u32::try_from(&y) {
            Ok(exponent) => power(ctx, &x, exponent)?,
            Err(_) => return Ok(to_float(a).zip(to_float(b)).map(|(x, y)| Value::float(x.powf(y)))),
        },
        _ => return Ok(None),
    };
    new_bigint(ctx, result).map(Some)
}

fn divisor(ctx: &mut Context, y: BigInt, what: &str) -> Result<BigInt> {
    if y.sign() == Sign::NoSign {
        return Err(ctx.error(ErrorKind::DivisionByZero, format!("{what} by zero")));
    }
    Ok(y)
}

/// The quotient rounded down and the remainder that goes with it, which has the sign of `y`.
fn div_floor(x: BigInt, y: BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = (&x / &y, x % &y);
    let crosses = remainder.sign() != Sign::NoSign && remainder.sign() != y.sign();
    if crosses { (quotient - 1, remainder + y) } else { (quotient, remainder) }
}

fn power(ctx: &mut Context, x: &BigInt, exponent: u32) -> Result<BigInt> {
    let bits = x.bits().saturating_mul(u64::from(exponent));
    if bits > MAX_BITS {
        return Err(Trap::Collect(usize::MAX));
    }
    ctx.reserve((bits / 8) as usize)?;
    Ok(x.pow(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::equal::{equal, same, strict_equal};
    use crate::walk::order::compare;
    use crate::walk::testing::{context, string};
    use crate::walk::{display_string, repr_string, truth};

    fn big(ctx: &mut Context, digits: &str) -> Value {
        new_bigint(ctx, digits.parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn check(ctx: &mut Context, op: Op, a: &str, b: &str, expected: &str) {
        let (a, b) = (big(ctx, a), big(ctx, b));
        let result = binary(ctx, op, a, b).unwrap().unwrap();
        assert_eq!(display_string(ctx, result), expected);
    }

    #[test]
    fn results_that_fit_are_ints() {
        let mut ctx = context();
        let below = big(&mut ctx, "-9223372036854775808");
        assert_eq!(below, Value::int(i64::MIN));
        let above = big(&mut ctx, "9223372036854775808");
        assert_eq!(above.kind(), Kind::BIGINT);
        let back = binary(&mut ctx, Op::SubPromote, above, Value::int(1)).unwrap();
        assert_eq!(back, Some(Value::int(i64::MAX)));
        assert!(truth(above));
        assert_eq!(repr_string(&mut ctx, above), "9223372036854775808");
    }

    #[test]
    fn arithmetic() {
        let mut ctx = context();
        let (x, y) = ("100000000000000000000000000000", "-7");
        check(&mut ctx, Op::AddPromote, "9223372036854775807", "1", "9223372036854775808");
        check(&mut ctx, Op::SubPromote, "0", "-9223372036854775808", "9223372036854775808");
        check(&mut ctx, Op::MulPromote, x, y, "-700000000000000000000000000000");
        check(&mut ctx, Op::Div, x, y, "-14285714285714285714285714285");
        check(&mut ctx, Op::Mod, x, y, "5");
        check(&mut ctx, Op::IdivFloor, x, y, "-14285714285714285714285714286");
        check(&mut ctx, Op::ModFloor, x, y, "-2");
        check(&mut ctx, Op::ModFloor, x, "10", "0");
        check(&mut ctx, Op::Pow, x, "2", "10000000000000000000000000000000000000000000000000000000000");
        check(&mut ctx, Op::Pow, "1267650600228229401496703205376", "-1", "7.888609052210118e-31");
        check(&mut ctx, Op::Fdiv, x, "-8", "-1.25e+28");
        let a = big(&mut ctx, x);
        let tiny = Value::float(0.5);
        assert_eq!(binary(&mut ctx, Op::MulPromote, a, tiny), Ok(Some(Value::float(5e28))));
        assert_eq!(binary(&mut ctx, Op::BitAnd, a, Value::int(1)), Ok(None));
        assert_eq!(binary(&mut ctx, Op::AddRich, a, Value::NIL), Ok(None));
        assert!(matches!(binary(&mut ctx, Op::Div, a, Value::int(0)), Err(Trap::Throw(_))));
        assert!(matches!(binary(&mut ctx, Op::Pow, a, Value::int(4_000_000_000)), Err(Trap::Collect(_))));
    }

    #[test]
    fn floats_are_nearest() {
        let mut ctx = context();
        for (digits, float) in [
            ("9223372036854775808", 9223372036854775808.0),
            // Half way: to even, unless something is left behind.
            ("18446744073709553664", 18446744073709551616.0),
            ("18446744073709553665", 18446744073709555712.0),
            ("-100000000000000000000000000000", -1e29),
        ] {
            let value = big(&mut ctx, digits);
            assert_eq!(to_float(value), Some(float), "{digits}");
        }
        let huge = big(&mut ctx, &format!("1{}", "0".repeat(400)));
        let large = big(&mut ctx, &format!("1{}", "0".repeat(390)));
        assert_eq!(to_float(huge), Some(f64::INFINITY));
        assert_eq!(binary(&mut ctx, Op::Fdiv, huge, large), Ok(Some(Value::float(1e10))));
    }

    #[test]
    fn equality_order_and_hashes() {
        let mut ctx = context();
        let (a, b) = (big(&mut ctx, "18446744073709551616"), big(&mut ctx, "18446744073709551616"));
        let negative = big(&mut ctx, "-18446744073709551616");
        let next = big(&mut ctx, "18446744073709551617");
        let float = Value::float(18446744073709551616.0);
        for (x, y, expected) in
            [(a, b, true), (a, float, true), (next, float, false), (a, negative, false), (a, next, false)]
        {
            assert_eq!(equal(&mut ctx, x, y), expected);
            assert_eq!(strict_equal(y, x), expected);
        }
        assert!(same(a, b) && !same(a, float) && !same(a, next));
        let ascending = [
            Value::float(f64::NEG_INFINITY),
            negative,
            Value::int(i64::MIN),
            Value::float(1.5),
            Value::int(i64::MAX),
            a,
            next,
            Value::float(f64::INFINITY),
        ];
        for (i, &x) in ascending.iter().enumerate() {
            for (j, &y) in ascending.iter().enumerate() {
                assert_eq!(compare(&mut ctx, x, y, "LT"), Ok(Some(i.cmp(&j))));
            }
        }
        assert_eq!(compare(&mut ctx, a, Value::float(f64::NAN), "LT"), Ok(None));
        let text = string(&mut ctx, "a");
        assert!(compare(&mut ctx, a, text, "LT").is_err());
        let map = ctx.new_map(2).unwrap();
        ctx.map_set(map, a, Value::TRUE).unwrap();
        assert_eq!(ctx.map_get(map, b), Ok(Some(Value::TRUE)));
        assert_eq!(ctx.map_get(map, negative), Ok(None));
    }
}
