//! Arithmetic, bits and conversions on values. The rules for numbers are those of `quintet_bytecode::number`.

use crate::bigint;
use crate::context::Context;
use crate::error::{ErrorKind, Result};
use crate::value::{Kind, Value};
use quintet_bytecode::{CoerceType, Op, number};

/// A pair of numbers after int-float promotion.
enum Pair {
    Ints(i64, i64),
    Floats(f64, f64),
}

#[inline]
fn pair(a: Value, b: Value) -> Option<Pair> {
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Some(Pair::Ints(a, b));
    }
    Some(Pair::Floats(a.as_number()?, b.as_number()?))
}

fn zero(ctx: &mut Context, what: &str) -> crate::error::Trap {
    ctx.error(ErrorKind::DivisionByZero, format!("{what} by zero"))
}

/// A binary arithmetic op. `None` if the op does not define these operands.
pub(crate) fn binary(ctx: &mut Context, op: Op, a: Value, b: Value) -> Result<Option<Value>> {
    use Pair::*;
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int())
        && let Some(result) = integer(ctx, op, x, y)?
    {
        return Ok(Some(result));
    }
    if a.kind() == Kind::BIGINT || b.kind() == Kind::BIGINT {
        return bigint::binary(ctx, op, a, b);
    }
    let Some(numbers) = pair(a, b) else {
        return if op == Op::AddRich { add_other(ctx, a, b) } else { Ok(None) };
    };
    let (x, y) = match numbers {
        Ints(x, y) => (x as f64, y as f64),
        Floats(x, y) => (x, y),
    };
    Ok(Some(Value::float(match op {
        Op::Add | Op::AddRich | Op::AddChecked | Op::AddPromote => x + y,
        Op::Sub | Op::SubChecked | Op::SubPromote => x - y,
        Op::Mul | Op::MulChecked | Op::MulPromote => x * y,
        Op::Div | Op::Fdiv => x / y,
        Op::DivRich if y == 0.0 => return Err(zero(ctx, "division")),
        Op::DivRich => x / y,
        Op::Mod => x % y,
        Op::ModRich if y == 0.0 => return Err(zero(ctx, "modulo")),
        Op::ModRich => x % y,
        Op::IdivFloor => (x / y).floor(),
        Op::ModFloor => number::mod_floor_float(x, y),
        Op::Pow => x.powf(y),
        _ => return Ok(None),
    })))
}

/// A binary op on integers. `None` if it is to be computed in floats or BigInts.
fn integer(ctx: &mut Context, op: Op, x: i64, y: i64) -> Result<Option<Value>> {
    let wrapped = match op {
        Op::Add | Op::AddRich => x.wrapping_add(y),
        Op::Sub => x.wrapping_sub(y),
        Op::Mul => x.wrapping_mul(y),
        Op::Div | Op::DivRich => number::div(x, y).ok_or(()).map_err(|()| zero(ctx, "division"))?,
        Op::Mod | Op::ModRich => number::rem(x, y).ok_or(()).map_err(|()| zero(ctx, "modulo"))?,
        Op::IdivFloor => number::div_floor(x, y).ok_or(()).map_err(|()| zero(ctx, "division"))?,
        Op::ModFloor => number::mod_floor(x, y).ok_or(()).map_err(|()| zero(ctx, "modulo"))?,
        Op::Pow => match number::pow(x, y) {
            Some(p) => p,
            None => return Ok(None),
        },
        Op::AddChecked | Op::SubChecked | Op::MulChecked | Op::AddPromote | Op::SubPromote | Op::MulPromote => {
            let exact = match op {
                Op::AddChecked | Op::AddPromote => x.checked_add(y),
                Op::SubChecked | Op::SubPromote => x.checked_sub(y),
                _ => x.checked_mul(y),
            };
            match exact {
                Some(exact) => exact,
                None if matches!(op, Op::AddPromote | Op::SubPromote | Op::MulPromote) => {
                    return bigint::binary(ctx, op, Value::int(x), Value::int(y));
                }
                None => {
                    let text = format!("integer overflow in {}", op.name());
                    return Err(ctx.error(ErrorKind::OverflowError, text));
                }
            }
        }
        Op::BitAnd => x & y,
        Op::BitOr => x | y,
        Op::BitXor => x ^ y,
        Op::Shl => number::shl(x, y),
        Op::Shr => number::shr(x, y),
        Op::Ushr => number::ushr(x, y),
        Op::ShlRich => x.wrapping_shl(y as u32),
        Op::ShrRich => x.wrapping_shr(y as u32),
        _ => return Ok(None),
    };
    Ok(Some(Value::int(wrapped)))
}

/// `+` of Fun on what are not numbers.
fn add_other(ctx: &mut Context, a: Value, b: Value) -> Result<Option<Value>> {
    if a.is_string() && b.is_string() || a.kind() == Kind::BYTES && b.kind() == Kind::BYTES {
        return ctx.concat(a, b).map(Some);
    }
    if a.is_string() && b.kind() == Kind::ERROR {
        let text = crate::walk::display_string(ctx, b);
        let text = ctx.new_string(text.as_bytes())?;
        return ctx.concat(a, text).map(Some);
    }
    if a.kind() == Kind::ERROR && b.is_string() {
        let text = crate::walk::display_string(ctx, a);
        let text = ctx.new_string(text.as_bytes())?;
        return ctx.concat(text, b).map(Some);
    }
    if a.kind() == Kind::ARRAY && b.kind() == Kind::ARRAY {
        ctx.reserve((a.size() + b.size()) * 16)?;
        let sum = ctx.array_slice(a, 0, a.size())?;
        ctx.array_extend(sum, b)?;
        return Ok(Some(sum));
    }
    Ok(None)
}

/// What an arithmetic op says of operands that it does not define.
pub(crate) fn operand_error(op: Op, operands: &[Value]) -> String {
    let name = match op {
        Op::AddRich => {
            let (a, b) = (operands[0].kind().word(), operands[1].kind().word());
            return format!("ADD expects both numbers, both strings, or both arrays, got {a} and {b}");
        }
        Op::BitAnd => "BAND".to_string(),
        Op::BitOr => "BOR".to_string(),
        Op::BitXor => "BXOR".to_string(),
        Op::BitNot => "BNOT".to_string(),
        _ => op.name().trim_end_matches("_rich").to_uppercase(),
    };
    let words: Vec<&str> = operands.iter().map(|v| v.kind().word()).collect();
    format!("{name} expects numbers, got {}", words.join(" and "))
}

/// A value as one of a declared type. `None` if the type does not accept it.
pub(crate) fn coerce(value: Value, ty: CoerceType) -> Option<Value> {
    use CoerceType::*;
    let kind = value.kind();
    match ty {
        Int64 | Int8 | Int16 | Int32 | Uint8 | Uint16 | Uint32 => {
            let i = match kind {
                Kind::INT | Kind::BOOL => value.payload() as i64,
                Kind::FLOAT => value.as_float().filter(|f| f.trunc() == *f).and_then(number::float_to_int)?,
                _ => return None,
            };
            Some(Value::int(match ty {
                Int8 => i as i8 as i64,
                Int16 => i as i16 as i64,
                Int32 => i as i32 as i64,
                Uint8 => i as u8 as i64,
                Uint16 => i as u16 as i64,
                Uint32 => i as u32 as i64,
                _ => i,
            }))
        }
        Float => value.as_number().map(Value::float),
        Boolean => match kind {
            Kind::BOOL => Some(value),
            Kind::INT => Some(Value::int(value.payload() as i64 & 1)),
            _ => None,
        },
        String => value.is_string().then_some(value),
        Bytes => (kind == Kind::BYTES).then_some(value),
        Array => (kind == Kind::ARRAY).then_some(value),
        Map => (kind == Kind::MAP).then_some(value),
        Function => value.is_callable().then_some(value),
        Nil => value.is_nil().then_some(value),
    }
}
