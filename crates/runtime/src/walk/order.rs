//! Order: `<` and its kin, on numbers, strings, byte sequences and, in Fun, arrays.

use super::equal::{Equality, Known, Pair, Verdict, verdict};
use crate::bigint;
use crate::context::Context;
use crate::error::{Result, Trap};
use crate::value::{Kind, Value};
use quintet_bytecode::number;
use std::cmp::Ordering;

/// Fun's order. `None` if NaN decides: every comparison is then false. `op` is the name that the TypeError begins with:
/// `LT expects two numbers or two strings, got float and nil`.
///
/// Arrays compare lexicographically: the first two elements that are not equal by `==` decide, or throw. Two arrays
/// that are already being compared count as equal.
#[inline]
pub fn compare(ctx: &mut Context, a: Value, b: Value, op: &str) -> Result<Option<Ordering>> {
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Ok(Some(a.cmp(&b)));
    }
    compare_slow(ctx, a, b, op)
}

#[inline(never)]
fn compare_slow(ctx: &mut Context, a: Value, b: Value, op: &str) -> Result<Option<Ordering>> {
    match (a.kind(), b.kind()) {
        (Kind::ARRAY, Kind::ARRAY) => {
            let mut walk = Walk::default();
            let order = walk.arrays(ctx, a, b, op);
            ctx.walked(walk.known.work() + walk.equality.known.work());
            order
        }
        _ => decide(ctx, a, b, op),
    }
}

/// The order of machines: numbers, or strings. The TypeError is that of [`compare`].
#[inline]
pub fn strict_compare(ctx: &mut Context, a: Value, b: Value, op: &str) -> Result<Option<Ordering>> {
    match scalars(a, b) {
        Some(order) if a.kind() != Kind::BYTES => Ok(order),
        _ => Err(mismatch(ctx, a, b, op)),
    }
}

/// The order of two values of which one is no array.
fn decide(ctx: &mut Context, a: Value, b: Value, op: &str) -> Result<Option<Ordering>> {
    scalars(a, b).ok_or_else(|| mismatch(ctx, a, b, op))
}

/// The order of two numbers, strings or byte sequences; outer `None` for everything else.
#[inline]
fn scalars(a: Value, b: Value) -> Option<Option<Ordering>> {
    Some(match (a.kind(), b.kind()) {
        (Kind::INT, Kind::INT) => Some((a.payload() as i64).cmp(&(b.payload() as i64))),
        (Kind::FLOAT, Kind::FLOAT) => f64::from_bits(a.payload()).partial_cmp(&f64::from_bits(b.payload())),
        (Kind::INT, Kind::FLOAT) => number::cmp_int_float(a.payload() as i64, f64::from_bits(b.payload())),
        (Kind::FLOAT, Kind::INT) => {
            number::cmp_int_float(b.payload() as i64, f64::from_bits(a.payload())).map(Ordering::reverse)
        }
        (Kind::BIGINT, Kind::INT | Kind::FLOAT | Kind::BIGINT) | (Kind::INT | Kind::FLOAT, Kind::BIGINT) => {
            bigint::cmp(a, b)
        }
        (Kind::SHORT | Kind::STRING, Kind::SHORT | Kind::STRING) | (Kind::BYTES, Kind::BYTES) => {
            Some(a.as_any_bytes().cmp(&b.as_any_bytes()))
        }
        _ => return None,
    })
}

#[cold]
fn mismatch(ctx: &mut Context, a: Value, b: Value, op: &str) -> Trap {
    let (a, b) = (a.kind().word(), b.kind().word());
    ctx.type_error(format!("{op} expects two numbers or two strings, got {a} and {b}"))
}

/// A walk over two arrays, in order.
#[derive(Default)]
struct Walk {
    stack: Vec<Pair>,
    known: Known,
    /// Compares containers that are no arrays.
    equality: Equality,
}

impl Walk {
    fn arrays(&mut self, ctx: &mut Context, a: Value, b: Value, op: &str) -> Result<Option<Ordering>> {
        self.enter(a, b);
        while let Some(Pair { a, b, next }) = self.stack.last_mut() {
            let (Some(x), Some(y)) = (a.as_array(), b.as_array()) else { break };
            let start = *next;
            let inner = loop {
                let (Some(v), Some(w)) = (x.get(*next), y.get(*next)) else { break None };
                *next += 1;
                match verdict(v, w) {
                    Verdict::Equal => {}
                    _ if v.kind() == Kind::ARRAY && w.kind() == Kind::ARRAY => break Some((v, w)),
                    Verdict::Descend if self.equality.walk(ctx, v, w) => {}
                    _ => return decide(ctx, v, w, op),
                }
            };
            self.known.worked(*next - start);
            match inner {
                Some((v, w)) => self.enter(v, w),
                None if x.len() != y.len() => return Ok(Some(x.len().cmp(&y.len()))),
                None => drop(self.stack.pop()),
            }
        }
        Ok(Some(Ordering::Equal))
    }

    fn enter(&mut self, a: Value, b: Value) {
        if self.known.begin(self.stack.len(), a, b) {
            self.stack.push(Pair { a, b, next: 0 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::testing::*;

    fn message(ctx: &mut Context, result: Result<Option<Ordering>>) -> String {
        let Err(Trap::Throw(error)) = result else { panic!("{result:?}") };
        let message = ctx.field(error, b"message").unwrap();
        message.as_str().unwrap().to_string()
    }

    #[track_caller]
    fn check(ctx: &mut Context, a: Value, b: Value, expected: Option<Ordering>) {
        assert_eq!(compare(ctx, a, b, "LT"), Ok(expected));
        assert_eq!(compare(ctx, b, a, "LT"), Ok(expected.map(Ordering::reverse)));
    }

    #[test]
    fn scalars_in_order() {
        let mut ctx = context();
        let (int, float) = (Value::int, Value::float);
        check(&mut ctx, int(-1), int(1), Some(Ordering::Less));
        check(&mut ctx, int((1 << 53) + 1), float(9007199254740992.0), Some(Ordering::Greater));
        check(&mut ctx, float(0.0), float(-0.0), Some(Ordering::Equal));
        check(&mut ctx, float(f64::NAN), int(1), None);
        let long = string(&mut ctx, "a string of some length");
        let (a, b) = (string(&mut ctx, "a"), string(&mut ctx, "b"));
        check(&mut ctx, a, long, Some(Ordering::Less));
        check(&mut ctx, long, b, Some(Ordering::Less));
        let (x, y) = (ctx.new_bytes(b"\x7f").unwrap(), ctx.new_bytes(b"\x80").unwrap());
        check(&mut ctx, x, y, Some(Ordering::Less));
        assert!(strict_compare(&mut ctx, x, y, "lt").is_err());
        assert_eq!(strict_compare(&mut ctx, a, long, "lt"), Ok(Some(Ordering::Less)));
        assert_eq!(strict_compare(&mut ctx, int(1), float(f64::NAN), "lt"), Ok(None));
    }

    #[test]
    fn what_has_no_order_throws() {
        let mut ctx = context();
        let text = string(&mut ctx, "a");
        let (list, m) = (array(&mut ctx, &[]), map(&mut ctx, &[]));
        for (a, b, got) in [
            (Value::float(1.0), Value::NIL, "float and nil"),
            (Value::TRUE, Value::int(1), "boolean and int"),
            (Value::NIL, Value::NIL, "nil and nil"),
            (text, Value::int(1), "string and int"),
            (m, m, "map and map"),
            (list, Value::int(1), "array and int"),
        ] {
            let result = compare(&mut ctx, a, b, "GTE");
            assert_eq!(message(&mut ctx, result), format!("GTE expects two numbers or two strings, got {got}"));
        }
        let result = strict_compare(&mut ctx, list, list, "LT");
        assert_eq!(message(&mut ctx, result), "LT expects two numbers or two strings, got array and array");
    }

    #[test]
    fn arrays_lexicographically() {
        let mut ctx = context();
        let (x, y) = (wide(&mut ctx, &[1, 2]), array(&mut ctx, &[Value::int(1), Value::float(2.5)]));
        let prefix = array(&mut ctx, &[Value::int(1)]);
        check(&mut ctx, x, y, Some(Ordering::Less));
        check(&mut ctx, prefix, x, Some(Ordering::Less));
        check(&mut ctx, x, x, Some(Ordering::Equal));
        let packed = array(&mut ctx, &[Value::int(1), Value::int(3)]);
        check(&mut ctx, packed, x, Some(Ordering::Greater));
        let empty = array(&mut ctx, &[]);
        check(&mut ctx, empty, prefix, Some(Ordering::Less));
        // What is equal does not decide, even where it has no order.
        let (m, n) = (map(&mut ctx, &[("a", x)]), map(&mut ctx, &[("a", x)]));
        let (p, q) =
            (array(&mut ctx, &[m, Value::NIL, Value::TRUE, x]), array(&mut ctx, &[n, Value::NIL, Value::int(1), y]));
        check(&mut ctx, p, q, Some(Ordering::Less));
        let (p, q) = (array(&mut ctx, &[Value::TRUE]), array(&mut ctx, &[Value::int(2)]));
        let result = compare(&mut ctx, p, q, "LT");
        assert!(message(&mut ctx, result).ends_with("got boolean and int"));
        let other = map(&mut ctx, &[("a", y)]);
        let (p, q) = (array(&mut ctx, &[m, Value::int(1)]), array(&mut ctx, &[other, Value::int(2)]));
        let result = compare(&mut ctx, p, q, "LT");
        assert!(message(&mut ctx, result).ends_with("got map and map"));
        let nan = array(&mut ctx, &[Value::float(f64::NAN)]);
        check(&mut ctx, nan, nan, None);
        // Arrays of different lengths within arrays: the prefix goes first.
        let (p, q) = (array(&mut ctx, &[prefix, Value::int(9)]), array(&mut ctx, &[x, Value::int(0)]));
        check(&mut ctx, p, q, Some(Ordering::Less));
    }

    #[test]
    fn deep_shared_and_cyclic_arrays() {
        let mut ctx = context();
        let (a, b) = (nested(&mut ctx, DEEP, Value::int(1)), nested(&mut ctx, DEEP, Value::int(2)));
        check(&mut ctx, a, b, Some(Ordering::Less));
        let (a, b) = (doubled(&mut ctx, 60, Value::int(1)), doubled(&mut ctx, 60, Value::float(1.0)));
        check(&mut ctx, a, b, Some(Ordering::Equal));
        let (p, q) = (ring(&mut ctx, Value::int(1)), ring(&mut ctx, Value::int(1)));
        check(&mut ctx, p, q, Some(Ordering::Equal));
        let longer = ring(&mut ctx, Value::int(1));
        ctx.array_push(longer, Value::NIL).unwrap();
        check(&mut ctx, p, longer, Some(Ordering::Less));
        let greater = ring(&mut ctx, Value::int(2));
        check(&mut ctx, p, greater, Some(Ordering::Less));
    }
}
