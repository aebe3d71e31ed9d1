//! Conversions between kinds, and the print forms as strings.

use crate::arguments::{arg, bytes, one_or_zero};
use crate::display::{DISPLAY, Turn, joined, units};
use quintet_bytecode::number::{float_as_int, float_to_int};
use quintet_runtime::walk::print::Form;
use quintet_runtime::walk::truth;
use quintet_runtime::{Context, Cost, Frame, Kind, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = DISPLAY as u16;
    defs.extend([
        NativeDef::stepped("str", "value: any", state, |ctx, frame| text(ctx, frame, Form::Print)).quick(quick_text),
        NativeDef::stepped("to_string", "value: any", state, |ctx, frame| text(ctx, frame, Form::ToString))
            .quick(quick_text),
        NativeDef::stepped("repr", "value: any", state, |ctx, frame| text(ctx, frame, Form::Repr)),
        NativeDef::short("to_number", "value: any", |_, args| Ok(to_number(arg(args, 0)))),
        NativeDef::short("parse_number", "value: any", |_, args| {
            let value = arg(args, 0);
            Ok(value.as_string().and_then(parse_number).unwrap_or(Value::NIL))
        }),
        NativeDef::short("to_int", "value: any", to_int),
        NativeDef::short("to_float", "value: any", to_float),
        NativeDef::short("to_boolean", "value: any", |_, args| Ok(Value::bool(truth(arg(args, 0))))),
        NativeDef::stepped("cast", "value: any, type: string", state, cast),
        NativeDef::short("to_bytes", "value: string|bytes|array|range", to_bytes).costs(Cost::Sizes(1)),
        NativeDef::short("decode", "bytes: bytes|string, [encoding: string]", decode).costs(Cost::Sizes(1)),
        NativeDef::short("encode", "text: string, encoding: string", encode).costs(Cost::Sizes(1)),
    ]);
}

/// The text of what is a string or an integer.
fn quick_text(ctx: &mut Context, args: &[Value]) -> Option<Value> {
    let value = arg(args, 0);
    if value.is_string() {
        return Some(value);
    }
    let mut digits = itoa::Buffer::new();
    ctx.new_string(digits.format(value.as_int()?).as_bytes()).ok()
}

fn text(ctx: &mut Context, frame: &mut Frame, form: Form) -> Result<Step> {
    let value = frame.registers[0];
    if value.is_string() && form != Form::Repr {
        return Ok(Step::Done(value));
    }
    match joined(ctx, frame, 1, &[value], form, b"")? {
        Turn::Ready(text) => Ok(Step::Spent(ctx.new_string(&text)?, units(frame, 1, &text))),
        Turn::Wait(step) => Ok(step),
    }
}

/// An integral float in range as an integer; others as they are.
fn narrow(f: f64) -> Value {
    float_as_int(f).map_or(Value::float(f), Value::int)
}

/// The number that a text is: decimal, `0x`, `0b`, `0o`, float syntax, `inf`, `nan`; white space around it is skipped.
pub(crate) fn parse_number(text: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let prefixed = |prefix: [&str; 2], radix| {
        let digits = digits.strip_prefix(prefix[0]).or_else(|| digits.strip_prefix(prefix[1]))?;
        let digits = if digits.starts_with(['+', '-']) { return None } else { digits };
        u64::from_str_radix(digits, radix).ok()
    };
    let radix = [(["0x", "0X"], 16), (["0b", "0B"], 2), (["0o", "0O"], 8)];
    if let Some(n) = radix.into_iter().find_map(|(prefix, radix)| prefixed(prefix, radix)) {
        return Some(Value::int(if negative { (n as i64).wrapping_neg() } else { n as i64 }));
    }
    if !digits.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return match text.parse::<i64>() {
            Ok(n) => Some(Value::int(n)),
            Err(_) => Some(Value::float(text.parse().ok()?)),
        };
    }
    text.parse::<f64>().ok().map(Value::float)
}

/// The lenient conversion: what is no number is 0.
pub(crate) fn to_number(value: Value) -> Value {
    match value.kind() {
        Kind::INT => value,
        Kind::FLOAT => narrow(value.as_float().unwrap_or(0.0)),
        Kind::BOOL => one_or_zero(value == Value::TRUE),
        Kind::SHORT | Kind::STRING => match value.as_string().and_then(parse_number) {
            Some(number) => number.as_float().map_or(number, narrow),
            None => Value::int(0),
        },
        _ => Value::int(0),
    }
}

fn to_int(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let value = arg(args, 0);
    let number = match value.kind() {
        Kind::INT | Kind::FLOAT => Some(value),
        Kind::BOOL => Some(one_or_zero(value == Value::TRUE)),
        Kind::SHORT | Kind::STRING => value.as_string().and_then(parse_number),
        kind => return Err(ctx.type_error(format!("to_int expects (number), got {}", kind.word()))),
    };
    match number {
        Some(n) if n.is_int() => Ok(n),
        Some(n) => match n.as_float().and_then(float_to_int) {
            Some(i) => Ok(Value::int(i)),
            None => {
                let mut shown = String::new();
                quintet_bytecode::number::format_float(n.as_float().unwrap_or(0.0), &mut shown);
                Err(ctx.value_error(format!("cannot convert {shown} to a Number")))
            }
        },
        None => Err(invalid_number(ctx, &value)),
    }
}

fn invalid_number(ctx: &mut Context, text: &Value) -> quintet_runtime::Trap {
    let shown = String::from_utf8_lossy(bytes(text)).into_owned();
    ctx.value_error(format!("invalid number '{shown}'"))
}

fn to_float(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let value = arg(args, 0);
    match value.kind() {
        Kind::INT | Kind::FLOAT => Ok(Value::float(value.as_number().unwrap_or(0.0))),
        Kind::BOOL => Ok(Value::float(f64::from(u8::from(value == Value::TRUE)))),
        Kind::SHORT | Kind::STRING => match value.as_string().and_then(parse_number).and_then(Value::as_number) {
            Some(f) => Ok(Value::float(f)),
            None => Err(invalid_number(ctx, &value)),
        },
        kind => Err(ctx.type_error(format!("to_float expects (number), got {}", kind.word()))),
    }
}

fn cast(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let (value, ty) = (frame.registers[0], frame.registers[1]);
    let ty = String::from_utf8_lossy(bytes(&ty)).to_ascii_lowercase();
    let result = match ty.as_str() {
        "number" => {
            let number = to_number(value);
            number.as_float().map_or(number, |f| Value::int(float_to_int(f).unwrap_or(0)))
        }
        "float" => Value::float(to_number(value).as_number().unwrap_or(0.0)),
        "string" => {
            return match joined(ctx, frame, 2, &[value], Form::ToString, b"")? {
                Turn::Ready(text) => Ok(Step::Spent(ctx.new_string(&text)?, units(frame, 2, &text))),
                Turn::Wait(step) => Ok(step),
            };
        }
        "array" if value.kind() == Kind::ARRAY => value,
        "array" => ctx.new_array(&[value])?,
        "map" if value.kind() == Kind::MAP => value,
        "map" => ctx.new_map(0)?,
        "function" if value.is_callable() => value,
        "boolean" => one_or_zero(truth(value)),
        _ => Value::NIL,
    };
    Ok(Step::Done(result))
}

fn to_bytes(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let value = arg(args, 0);
    if let Some(text) = value.as_any_bytes() {
        return ctx.new_bytes(text);
    }
    let n = crate::iterate::length(value);
    let mut out = crate::arguments::room(ctx, n)?;
    for i in 0..n {
        let element = crate::iterate::element(value, i).unwrap_or(Value::NIL);
        match element.as_int() {
            Some(byte) if (0..=255).contains(&byte) => out.push(byte as u8),
            Some(other) => return Err(ctx.value_error(format!("byte out of range: {other}"))),
            None => {
                let word = element.kind().word();
                return Err(ctx.type_error(format!("to_bytes expects an array of numbers, got {word}")));
            }
        }
    }
    ctx.new_bytes(&out)
}

/// The name of an encoding without case, `-` and `_`.
fn encoding_name(value: Value) -> String {
    let name = String::from_utf8_lossy(bytes(&value)).to_ascii_lowercase();
    name.chars().filter(|c| !matches!(c, '-' | '_')).collect()
}

fn unknown_encoding(ctx: &mut Context, name: &str) -> quintet_runtime::Trap {
    ctx.value_error(format!("unknown encoding '{name}'"))
}

fn decode(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (value, encoding) = (arg(args, 0), arg(args, 1));
    let encoding = if encoding.is_nil() { "utf8".to_string() } else { encoding_name(encoding) };
    match encoding.as_str() {
        "utf8" => match std::str::from_utf8(bytes(&value)) {
            Ok(text) => ctx.new_string(text.as_bytes()),
            Err(e) => Err(ctx.value_error(format!("invalid UTF-8 at byte {}", e.valid_up_to()))),
        },
        "latin1" | "iso88591" => {
            ctx.reserve(bytes(&value).len() * 2)?;
            let text: String = bytes(&value).iter().map(|&b| char::from(b)).collect();
            ctx.new_string(text.as_bytes())
        }
        other => Err(unknown_encoding(ctx, other)),
    }
}

fn encode(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (value, encoding) = (arg(args, 0), encoding_name(arg(args, 1)));
    match encoding.as_str() {
        "utf8" => ctx.new_bytes(bytes(&value)),
        "latin1" | "iso88591" => {
            let Some(text) = value.as_str() else { return Err(ctx.value_error("the string is not UTF-8")) };
            let encoded: std::result::Result<Vec<u8>, char> =
                text.chars().map(|c| u8::try_from(c).map_err(|_| c)).collect();
            match encoded {
                Ok(bytes) => ctx.new_bytes(&bytes),
                Err(c) => Err(ctx.value_error(format!("latin1 has no U+{:04X}", u32::from(c)))),
            }
        }
        other => Err(unknown_encoding(ctx, other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_the_numbers_they_show() {
        let parse = |text: &str| parse_number(text.as_bytes());
        assert_eq!(parse(" 42 "), Some(Value::int(42)));
        assert_eq!(parse("-0x10"), Some(Value::int(-16)));
        assert_eq!(parse("1e3"), Some(Value::float(1000.0)));
        assert_eq!(parse(".5"), Some(Value::float(0.5)));
        assert_eq!(parse("inf"), Some(Value::float(f64::INFINITY)));
        assert_eq!(parse("9223372036854775808"), Some(Value::float(9223372036854775808.0)));
        for bad in ["", "-", "1x", "0x", "0x-1", "--1", "1 2", "x", "infx"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
