//! Numbers: arithmetic beyond the operators, bits, random ones.

use crate::arguments::{arg, float, int, room, size};
use crate::iterate::{element, length};
use quintet_bytecode::number::{self as num, Number, float_to_int};
use quintet_runtime::{Capability, Context, Cost, ErrorKind, NativeDef, Result, Trap, Value};
use std::cmp::Ordering;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    arithmetic(defs);
    functions(defs);
    bits(defs);
    random(defs);
}

fn arithmetic(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("abs", "x: number", |_, args| {
            let x = arg(args, 0);
            Ok(x.as_int().map_or(Value::float(float(args, 0).abs()), |i| Value::int(i.wrapping_abs())))
        }),
        NativeDef::short("min", "a: number|array|range|bytes, ...more: number", |ctx, args| {
            extreme(ctx, args, "min", Ordering::Less)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("max", "a: number|array|range|bytes, ...more: number", |ctx, args| {
            extreme(ctx, args, "max", Ordering::Greater)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("clamp", "x: number, low: number, high: number", |_, args| {
            let (x, low, high) = (arg(args, 0), arg(args, 1), arg(args, 2));
            Ok(if order(x, low) == Some(Ordering::Less) {
                low
            } else if order(x, high) == Some(Ordering::Greater) {
                high
            } else {
                x
            })
        }),
        NativeDef::short("pow", "base: number, exponent: number", |_, args| {
            Ok(match (arg(args, 0).as_int(), arg(args, 1).as_int()) {
                (Some(b), Some(e)) => Value::int(num::pow(b, e).unwrap_or(0)),
                _ => Value::float(float(args, 0).powf(float(args, 1))),
            })
        }),
        NativeDef::short("floor", "x: number", |_, args| Ok(rounded(arg(args, 0), f64::floor))),
        NativeDef::short("ceil", "x: number", |_, args| Ok(rounded(arg(args, 0), f64::ceil))),
        NativeDef::short("trunc", "x: number", |_, args| Ok(rounded(arg(args, 0), f64::trunc))),
        NativeDef::short("round", "x: number", |_, args| Ok(rounded(arg(args, 0), f64::round))),
        NativeDef::short("gcd", "a: number, b: number", |_, args| {
            Ok(Value::int(gcd(truncated(args, 0), truncated(args, 1)) as i64))
        }),
        NativeDef::short("lcm", "a: number, b: number", |_, args| {
            let (a, b) = (truncated(args, 0), truncated(args, 1));
            let gcd = gcd(a, b);
            let part = a.unsigned_abs().checked_div(gcd).unwrap_or(0);
            Ok(Value::int(part.wrapping_mul(b.unsigned_abs()) as i64))
        }),
        NativeDef::short("isqrt", "n: number", |_, args| Ok(Value::int(truncated(args, 0).max(0).isqrt()))),
        NativeDef::short("sign", "x: number", |_, args| {
            let x = arg(args, 0);
            Ok(Value::int(order(x, Value::int(0)).map_or(0, |o| o as i64)))
        }),
        NativeDef::short("divmod", "a: number, b: number", divmod),
        NativeDef::short("udiv", "a: int, b: int", |ctx, args| {
            match (int(args, 0) as u64).checked_div(int(args, 1) as u64) {
                Some(q) => Ok(Value::int(q as i64)),
                None => Err(ctx.error(ErrorKind::DivisionByZero, "division by zero")),
            }
        }),
        NativeDef::short("umod", "a: int, b: int", |ctx, args| {
            match (int(args, 0) as u64).checked_rem(int(args, 1) as u64) {
                Some(r) => Ok(Value::int(r as i64)),
                None => Err(ctx.error(ErrorKind::DivisionByZero, "modulo by zero")),
            }
        }),
        NativeDef::short("ult", "a: int, b: int", |_, args| {
            Ok(Value::bool((int(args, 0) as u64) < int(args, 1) as u64))
        }),
    ]);
    let mut checked = |name, function| defs.push(NativeDef::short(name, "a: int, b: int", function));
    checked("checked_add", |ctx, args| {
        let sum = int(args, 0).checked_add(int(args, 1));
        sum.map(Value::int).ok_or_else(|| overflow(ctx, "checked_add"))
    });
    checked("checked_sub", |ctx, args| {
        let difference = int(args, 0).checked_sub(int(args, 1));
        difference.map(Value::int).ok_or_else(|| overflow(ctx, "checked_sub"))
    });
    checked("checked_mul", |ctx, args| {
        let product = int(args, 0).checked_mul(int(args, 1));
        product.map(Value::int).ok_or_else(|| overflow(ctx, "checked_mul"))
    });
    checked("checked_pow", |ctx, args| {
        let power = match u32::try_from(int(args, 1)) {
            Ok(e) => int(args, 0).checked_pow(e),
            // Only these do not overflow with a greater exponent; a negative one gives 0, as pow does.
            Err(_) => match (int(args, 0), int(args, 1)) {
                (_, e) if e < 0 => Some(0),
                (0 | 1, _) => Some(int(args, 0)),
                (-1, e) => Some(if e % 2 == 0 { 1 } else { -1 }),
                _ => None,
            },
        };
        power.map(Value::int).ok_or_else(|| overflow(ctx, "checked_pow"))
    });
}

fn overflow(ctx: &mut Context, name: &str) -> Trap {
    ctx.error(ErrorKind::OverflowError, format!("integer overflow in {name}"))
}

fn number(value: Value) -> Option<Number> {
    value.as_int().map(Number::Int).or_else(|| value.as_float().map(Number::Float))
}

fn order(a: Value, b: Value) -> Option<Ordering> {
    num::cmp(number(a)?, number(b)?)
}

/// An integer as it is; a float rounded, as an integer if it is in range.
fn rounded(x: Value, round: fn(f64) -> f64) -> Value {
    match x.as_float().map(round) {
        Some(f) => float_to_int(f).map_or(Value::float(f), Value::int),
        None => x,
    }
}

/// A number cut to an integer.
fn truncated(args: &[Value], i: usize) -> i64 {
    arg(args, i).as_int().unwrap_or_else(|| num::float_to_int_sat(float(args, i)))
}

fn gcd(a: i64, b: i64) -> u64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn divmod(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (a, b) = (arg(args, 0), arg(args, 1));
    if b.as_number() == Some(0.0) {
        return Err(ctx.error(ErrorKind::DivisionByZero, "division by zero"));
    }
    match (a.as_int(), b.as_int()) {
        (Some(a), Some(b)) => ctx.new_int_array(&[a.wrapping_div(b), a.wrapping_rem(b)]),
        _ => {
            let (a, b) = (float(args, 0), float(args, 1));
            ctx.new_float_array(&[a / b, num::rem_float(a, b)])
        }
    }
}

/// The least or the greatest of the arguments, or of the elements of one array.
fn extreme(ctx: &mut Context, args: &[Value], name: &str, wanted: Ordering) -> Result<Value> {
    let first = arg(args, 0);
    if first.as_number().is_some() {
        let better = |best: Value, x: Value| if order(x, best) == Some(wanted) { x } else { best };
        return Ok(args[1..].iter().fold(first, |best, x| better(best, *x)));
    }
    if args.len() > 1 {
        return Err(ctx.type_error(format!("{name} expects numbers or one array, got {}", first.kind().word())));
    }
    let Some(mut best) = element(first, 0) else {
        return Err(ctx.value_error(format!("{name} of an empty array")));
    };
    if let Some(range) = first.as_range() {
        // Ordered by its step: one of its ends.
        let last = Value::int(range.nth(range.count() - 1));
        return Ok(if order(last, best) == Some(wanted) { last } else { best });
    }
    // A comparison with itself refuses a first element that has no order.
    for i in 0..length(first) {
        let x = element(first, i).unwrap_or(Value::NIL);
        if quintet_runtime::walk::order::compare(ctx, x, best, "LT")? == Some(wanted) {
            best = x;
        }
    }
    Ok(best)
}

fn functions(defs: &mut Vec<NativeDef>) {
    macro_rules! unary {
        ($($name:literal $f:expr;)*) => {
            defs.extend([$(NativeDef::short($name, "x: number", |_, args| {
                let f: fn(f64) -> f64 = $f;
                Ok(Value::float(f(float(args, 0))))
            })),*]);
        };
    }
    unary! {
        "sqrt" f64::sqrt;
        "sin" f64::sin;
        "cos" f64::cos;
        "tan" f64::tan;
        "exp" f64::exp;
        "log" |x| if x > 0.0 { x.ln() } else { f64::NAN };
        "log10" |x| if x > 0.0 { x.log10() } else { f64::NAN };
        "log2" |x| if x > 0.0 { x.log2() } else { f64::NAN };
        "asin" f64::asin;
        "acos" f64::acos;
        "atan" f64::atan;
        "sinh" f64::sinh;
        "cosh" f64::cosh;
        "tanh" f64::tanh;
        "cbrt" f64::cbrt;
    }
    macro_rules! binary {
        ($($name:literal $f:expr;)*) => {
            defs.extend([$(NativeDef::short($name, "x: number, y: number", |_, args| {
                let f: fn(f64, f64) -> f64 = $f;
                Ok(Value::float(f(float(args, 0), float(args, 1))))
            })),*]);
        };
    }
    binary! {
        "fmin" f64::min;
        "fmax" f64::max;
        "atan2" f64::atan2;
        "hypot" f64::hypot;
        "fpow" f64::powf;
    }
    defs.extend([
        NativeDef::short("pi", "", |_, _| Ok(Value::float(std::f64::consts::PI))),
        NativeDef::short("e", "", |_, _| Ok(Value::float(std::f64::consts::E))),
        NativeDef::short("inf", "", |_, _| Ok(Value::float(f64::INFINITY))),
        NativeDef::short("nan", "", |_, _| Ok(Value::float(f64::NAN))),
    ]);
}

/// The low 32 bits of an argument; 0 of anything but an integer.
fn word(args: &[Value], i: usize) -> u32 {
    arg(args, i).as_int().unwrap_or(0) as u32
}

fn bits(defs: &mut Vec<NativeDef>) {
    macro_rules! words {
        ($($name:literal $f:expr;)*) => {
            defs.extend([$(NativeDef::short($name, "a: any, b: any", |_, args| {
                let f: fn(u32, u32) -> u32 = $f;
                Ok(Value::int(i64::from(f(word(args, 0), word(args, 1)))))
            })),*]);
        };
    }
    words! {
        "band" |a, b| a & b;
        "bor" |a, b| a | b;
        "bxor" |a, b| a ^ b;
        "shl" |a, n| a << (n & 31);
        "shr" |a, n| a >> (n & 31);
        "rol" |a, n| a.rotate_left(n & 31);
        "ror" |a, n| a.rotate_right(n & 31);
    }
    defs.extend([
        NativeDef::short("bnot", "a: any", |_, args| Ok(Value::int(i64::from(!word(args, 0))))),
        NativeDef::short("lsr", "n: int, count: int", |_, args| {
            Ok(Value::int((int(args, 0) as u64 >> (int(args, 1) & 63)) as i64))
        }),
        NativeDef::short("popcount", "n: int", |_, args| Ok(Value::int(i64::from(int(args, 0).count_ones())))),
        NativeDef::short("clz", "n: int", |_, args| Ok(Value::int(i64::from(int(args, 0).leading_zeros())))),
        NativeDef::short("ctz", "n: int", |_, args| Ok(Value::int(i64::from(int(args, 0).trailing_zeros())))),
    ]);
}

// ---- random numbers ----

fn random(defs: &mut Vec<NativeDef>) {
    let of_size = Cost::Makes(|args| size(args, 0));
    let natives = [
        NativeDef::short("random_seed", "n: number", |ctx, args| {
            seed(ctx, arg(args, 0).payload());
            Ok(Value::int(0))
        }),
        NativeDef::short("random_int", "low: int, high: int", |ctx, args| {
            let (low, high) = (int(args, 0), int(args, 1));
            if high <= low {
                return Ok(Value::int(low));
            }
            let span = high.wrapping_sub(low) as u64;
            let offset = if span == u64::MAX { next(ctx) } else { below(ctx, span + 1) };
            Ok(Value::int(low.wrapping_add(offset as i64)))
        }),
        NativeDef::short("random", "", |ctx, _| Ok(Value::float((next(ctx) >> 11) as f64 / (1u64 << 53) as f64))),
        NativeDef::short("random_number", "n: int", random_number)
            .costs(Cost::Makes(|args| size(args, 0).min(MAX_DIGITS * 2))),
        NativeDef::short("random_bytes", "n: int", |ctx, args| {
            let bytes = system_bytes(ctx, int(args, 0))?;
            ctx.new_bytes(&bytes)
        })
        .costs(of_size),
        NativeDef::short("uuid", "", |ctx, _| {
            let mut id = [0; 16];
            id.copy_from_slice(&system_bytes(ctx, 16)?);
            uuid(ctx, id, 4)
        }),
        NativeDef::short("uuid7", "", |ctx, _| {
            let ms = (ctx.host.wall_ns() / 1_000_000) as u64;
            let mut id = [0; 16];
            id.copy_from_slice(&system_bytes(ctx, 16)?);
            id[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
            uuid(ctx, id, 7)
        }),
        NativeDef::short("shuffle", "a: array", shuffle).costs(Cost::Sizes(1)),
        NativeDef::short("sample", "a: array|range|string|bytes", sample),
    ];
    defs.extend(natives.into_iter().map(|def| def.needs(Capability::Random)));
}

/// Fills the generator's state from one word (splitmix64).
fn seed(ctx: &mut Context, mut word: u64) {
    for state in &mut ctx.random {
        word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = word;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        *state = z ^ z >> 31;
    }
}

/// The next 64 bits of the process's generator (xoshiro256**).
fn next(ctx: &mut Context) -> u64 {
    let s = &mut ctx.random;
    let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
    let t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = s[3].rotate_left(45);
    result
}

/// A number below `n`, which is not 0, without bias (Lemire's method).
fn below(ctx: &mut Context, n: u64) -> u64 {
    loop {
        let product = u128::from(next(ctx)) * u128::from(n);
        if product as u64 >= n.wrapping_neg() % n {
            return (product >> 64) as u64;
        }
    }
}

/// Random bytes from the host.
fn system_bytes(ctx: &mut Context, n: i64) -> Result<Vec<u8>> {
    let Ok(n) = usize::try_from(n) else {
        return Err(ctx.value_error(format!("random_bytes length must not be negative, got {n}")));
    };
    let mut bytes = room(ctx, n)?;
    bytes.resize(n, 0);
    match ctx.host.random(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot read random bytes")),
    }
}

/// `random_number` makes at most so many bytes.
const MAX_DIGITS: usize = 1 << 20;

fn random_number(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let n = int(args, 0).max(0);
    if n > MAX_DIGITS as i64 {
        return Err(ctx.value_error(format!("random_number length must be at most {MAX_DIGITS}, got {n}")));
    }
    let bytes = system_bytes(ctx, n)?;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    ctx.new_string(text.as_bytes())
}

fn uuid(ctx: &mut Context, mut id: [u8; 16], version: u8) -> Result<Value> {
    id[6] = id[6] & 0x0f | version << 4;
    id[8] = id[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (i, byte) in id.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    ctx.new_string(text.as_bytes())
}

/// A new array with the elements in random order.
fn shuffle(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let given = arg(args, 0);
    let out = ctx.array_slice(given, 0, given.size())?;
    for i in (1..out.size()).rev() {
        let j = below(ctx, i as u64 + 1) as usize;
        let (a, b) = (element(out, i), element(out, j));
        if let (Some(a), Some(b)) = (a, b) {
            ctx.array_set(out, i, b)?;
            ctx.array_set(out, j, a)?;
        }
    }
    Ok(out)
}

/// A random element; nil if there is none.
fn sample(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let source = arg(args, 0);
    if source.is_string() {
        let text = crate::arguments::bytes(&source);
        let n = crate::characters::count(text) as u64;
        let i = if n == 0 { 0 } else { below(ctx, n) as usize };
        let c = crate::characters::characters(text).nth(i).unwrap_or_default();
        return ctx.new_string(c);
    }
    match source.size() as u64 {
        0 => Ok(Value::NIL),
        n => {
            let i = below(ctx, n) as usize;
            Ok(element(source, i).unwrap_or(Value::NIL))
        }
    }
}
