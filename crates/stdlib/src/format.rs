//! Format specs: `[[fill]align][sign][#][0][width][,][.prec][type]`.

use crate::arguments::{arg, bytes};
use crate::characters::{byte_position, count, first_len};
use crate::display::{DISPLAY, Turn, render, rest, units};
use quintet_bytecode::number::{float_to_int, format_float};
use quintet_runtime::walk::print::{self, Form, NeedsCall};
use quintet_runtime::{Context, Cost, Frame, Kind, NativeDef, Result, Step, Trap, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = DISPLAY as u16;
    defs.extend([
        NativeDef::stepped("format", "format: string, ...values: any", state, format).costs(Cost::Sizes(1)),
        NativeDef::stepped("format_value", "value: any, spec: string", state, format_value),
        NativeDef::short("hex", "n: int", |ctx, args| radix(ctx, args, |n| format!("{n:x}"))),
        NativeDef::short("oct", "n: int", |ctx, args| radix(ctx, args, |n| format!("{n:o}"))),
        NativeDef::short("bin", "n: int", |ctx, args| radix(ctx, args, |n| format!("{n:b}"))),
    ]);
}

fn radix(ctx: &mut Context, args: &[Value], digits: fn(i64) -> String) -> Result<Value> {
    let text = digits(arg(args, 0).as_int().unwrap_or(0));
    ctx.new_string(text.as_bytes())
}

/// A parsed spec.
#[derive(Clone, Debug, PartialEq)]
struct Spec {
    /// A character and its length.
    fill: ([u8; 4], usize),
    /// `<`, `>` or `^`; 0 if not given.
    align: u8,
    /// `+`, `-` or a space; 0 if not given.
    sign: u8,
    alternate: bool,
    zero: bool,
    width: usize,
    grouped: bool,
    precision: Option<usize>,
    /// The type letter; 0 if not given.
    ty: u8,
}

/// Wider results than this are refused, as a bad spec.
const MAX_WIDTH: usize = 1 << 30;
/// More digits of a float than this are refused, as a bad spec. None has more than 1,075 that are not 0.
const MAX_DIGITS: usize = 10_000;

impl Spec {
    fn parse(text: &[u8]) -> Option<Spec> {
        let mut spec = Spec {
            fill: (*b"    ", 1),
            align: 0,
            sign: 0,
            alternate: false,
            zero: false,
            width: 0,
            grouped: false,
            precision: None,
            ty: 0,
        };
        let is_align = |b: Option<&u8>| matches!(b, Some(b'<' | b'>' | b'^'));
        let mut left = text;
        let first = first_len(left);
        if first > 0 && is_align(left.get(first)) {
            spec.fill.0[..first].copy_from_slice(&left[..first]);
            spec.fill.1 = first;
            spec.align = left[first];
            left = &left[first + 1..];
        } else if is_align(left.first()) {
            spec.align = left[0];
            left = &left[1..];
        }
        let mut take = |accepted: &[u8]| match left.split_first() {
            Some((b, more)) if accepted.contains(b) => {
                left = more;
                *b
            }
            _ => 0,
        };
        spec.sign = take(b"+- ");
        spec.alternate = take(b"#") != 0;
        spec.zero = take(b"0") != 0;
        loop {
            match take(b"0123456789") {
                0 => break,
                digit => spec.width = spec.width * 10 + usize::from(digit - b'0'),
            }
            if spec.width > MAX_WIDTH {
                return None;
            }
        }
        spec.grouped = take(b",") != 0;
        if take(b".") != 0 {
            let mut precision = None;
            loop {
                match take(b"0123456789") {
                    0 => break,
                    digit => precision = Some(precision.unwrap_or(0) * 10 + usize::from(digit - b'0')),
                }
                if precision > Some(MAX_WIDTH) {
                    return None;
                }
            }
            spec.precision = Some(precision?);
        }
        spec.ty = take(b"dxXobuefg%sc");
        if left.is_empty() { Some(spec) } else { None }
    }

    /// Fits a text into the width. `head` is how much of it zeros are put behind.
    fn pad(&self, text: &[u8], head: usize, right: bool, out: &mut Vec<u8>) {
        let missing = self.width.saturating_sub(count(text));
        if self.zero && self.align == 0 && right {
            out.extend_from_slice(&text[..head]);
            out.extend(std::iter::repeat_n(b'0', missing));
            out.extend_from_slice(&text[head..]);
            return;
        }
        let before = match self.align {
            b'<' => 0,
            b'>' => missing,
            b'^' => missing / 2,
            _ if right => missing,
            _ => 0,
        };
        let fill = &self.fill.0[..self.fill.1];
        let repeat = |n: usize, out: &mut Vec<u8>| match fill {
            [byte] => out.resize(out.len() + n, *byte),
            _ => (0..n).for_each(|_| out.extend_from_slice(fill)),
        };
        repeat(before, out);
        out.extend_from_slice(text);
        repeat(missing - before, out);
    }

    fn text(&self, text: &[u8], out: &mut Vec<u8>) {
        let end = self.precision.map_or(text.len(), |n| byte_position(text, n));
        self.pad(&text[..end], 0, false, out);
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, b'+') => "+",
            (false, b' ') => " ",
            _ => "",
        }
    }

    /// A number of a sign, a prefix and digits, which may have a fraction or an exponent.
    fn digits(&self, negative: bool, prefix: &str, digits: &str, out: &mut Vec<u8>) {
        let mut text = String::from(self.sign(negative));
        text.push_str(prefix);
        let head = text.len();
        if self.grouped {
            let hexadecimal = matches!(self.ty, b'x' | b'X');
            let ends = |c: char| !if hexadecimal { c.is_ascii_hexdigit() } else { c.is_ascii_digit() };
            let whole = digits.find(ends).unwrap_or(digits.len());
            for (i, c) in digits[..whole].char_indices() {
                if i > 0 && (whole - i).is_multiple_of(3) {
                    text.push(',');
                }
                text.push(c);
            }
            text.push_str(&digits[whole..]);
        } else {
            text.push_str(digits);
        }
        self.pad(text.as_bytes(), head, true, out);
    }

    fn integer(&self, n: i64, out: &mut Vec<u8>) {
        let (negative, magnitude) = (n < 0, n.unsigned_abs());
        let prefix = |p| if self.alternate { p } else { "" };
        match self.ty {
            b'x' => self.digits(negative, prefix("0x"), &format!("{magnitude:x}"), out),
            b'X' => self.digits(negative, prefix("0X"), &format!("{magnitude:X}"), out),
            b'o' => self.digits(negative, prefix("0o"), &format!("{magnitude:o}"), out),
            b'b' => self.digits(negative, prefix("0b"), &format!("{magnitude:b}"), out),
            b'u' => self.digits(false, "", &(n as u64).to_string(), out),
            _ => self.digits(negative, "", &magnitude.to_string(), out),
        }
    }

    fn float(&self, f: f64, out: &mut Vec<u8>) {
        let magnitude = f.abs();
        let negative = f.is_sign_negative() && !f.is_nan();
        if !f.is_finite() {
            let text = format!("{}{}", self.sign(negative), if f.is_nan() { "nan" } else { "inf" });
            let plain = Spec { zero: false, ..self.clone() };
            return plain.pad(text.as_bytes(), 0, true, out);
        }
        let precision = self.precision.unwrap_or(6);
        let digits = match self.ty {
            b'f' => format!("{magnitude:.precision$}"),
            b'%' => format!("{:.precision$}%", magnitude * 100.0),
            b'e' => scientific(magnitude, precision),
            b'g' => general(magnitude, precision.max(1), self.alternate),
            _ => match self.precision {
                // Without a type, a precision counts significant digits.
                Some(precision) => general(magnitude, precision.max(1), self.alternate),
                None => {
                    let mut text = String::new();
                    format_float(magnitude, &mut text);
                    text
                }
            },
        };
        self.digits(negative, "", &digits, out);
    }
}

/// `1.500000e+00`
fn scientific(f: f64, precision: usize) -> String {
    let text = format!("{f:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
}

/// C's `%g`: so many significant digits, positional or scientific, without trailing zeros unless asked for.
fn general(f: f64, precision: usize, keep_zeros: bool) -> String {
    let rounded = scientific(f, precision - 1);
    let exponent: i64 = rounded.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let trim = |digits: &str| match keep_zeros || !digits.contains('.') {
        true => digits.to_string(),
        false => digits.trim_end_matches('0').trim_end_matches('.').to_string(),
    };
    if exponent < -4 || exponent >= precision as i64 {
        let (mantissa, exponent) = rounded.split_once('e').unwrap_or((&rounded, "+00"));
        return format!("{}e{exponent}", trim(mantissa));
    }
    let decimals = (precision as i64 - 1 - exponent).max(0) as usize;
    trim(&format!("{f:.decimals$}"))
}

fn bad_spec(ctx: &mut Context, spec: &[u8]) -> Trap {
    ctx.value_error(format!("invalid format spec '{}'", String::from_utf8_lossy(spec)))
}

/// What a part of a format comes to besides text.
enum Fault {
    /// These are to be asked for their text.
    Needs(NeedsCall),
    /// This is thrown.
    Throws(Trap),
}

impl From<NeedsCall> for Fault {
    fn from(needs: NeedsCall) -> Fault {
        Fault::Needs(needs)
    }
}

fn apply(
    ctx: &mut Context,
    value: Value,
    text: &[u8],
    replaced: &[(Value, Value)],
    out: &mut Vec<u8>,
) -> std::result::Result<(), Fault> {
    if text.is_empty() {
        return Ok(print::display(ctx, value, Form::Print, replaced, out)?);
    }
    let Some(spec) = Spec::parse(text) else { return Err(Fault::Throws(bad_spec(ctx, text))) };
    if spec.width > 4096 || spec.precision.is_some_and(|p| p > 4096) {
        let size = spec.width.saturating_mul(spec.fill.1).max(spec.precision.unwrap_or(0));
        ctx.reserve(size).map_err(Fault::Throws)?;
    }
    if spec.precision.is_some_and(|p| p > MAX_DIGITS) && !value.is_string() {
        return Err(Fault::Throws(bad_spec(ctx, text)));
    }
    let number = match value.kind() {
        Kind::BOOL if spec.ty != 0 && spec.ty != b's' => Value::int(i64::from(value == Value::TRUE)),
        _ => value,
    };
    match (spec.ty, number.as_int(), number.as_float()) {
        (b'c', Some(n), _) => match u32::try_from(n).ok().and_then(char::from_u32) {
            Some(c) => spec.pad(c.encode_utf8(&mut [0; 4]).as_bytes(), 0, false, out),
            None => return Err(Fault::Throws(ctx.value_error(format!("chr expects a Unicode scalar, got {n}")))),
        },
        (0, Some(n), _) if spec.precision.is_none() => spec.integer(n, out),
        (b'd' | b'x' | b'X' | b'o' | b'b' | b'u', Some(n), _) => spec.integer(n, out),
        (b'd' | b'x' | b'X' | b'o' | b'b' | b'u', None, Some(f)) => match float_to_int(f) {
            Some(n) => spec.integer(n, out),
            None => spec.float(f, out),
        },
        (0 | b'e' | b'f' | b'g' | b'%', Some(n), _) => spec.float(n as f64, out),
        (0 | b'e' | b'f' | b'g' | b'%', None, Some(f)) => spec.float(f, out),
        (0 | b's', _, _) if value.is_string() => spec.text(bytes(&value), out),
        (0 | b's', _, _) => {
            let mut shown = Vec::new();
            print::display(ctx, value, Form::Print, replaced, &mut shown)?;
            if shown.len() > ctx.print_limit {
                // Cut off: what is made of it does not matter.
                *out = shown;
                return Ok(());
            }
            spec.text(&shown, out);
        }
        _ => return Err(Fault::Throws(bad_spec(ctx, text))),
    }
    Ok(())
}

fn format_value(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let (value, spec) = (frame.registers[0], frame.registers[1]);
    finish(ctx, frame, 2, |ctx, replaced, out| apply(ctx, value, bytes(&spec), replaced, out))
}

fn finish(
    ctx: &mut Context,
    frame: &mut Frame,
    at: usize,
    mut draw: impl FnMut(&mut Context, &[(Value, Value)], &mut Vec<u8>) -> std::result::Result<(), Fault>,
) -> Result<Step> {
    let drawn = render(ctx, frame, at, |ctx, replaced, longest| {
        let mut out = Vec::new();
        let drawn = draw(ctx, replaced, &mut out);
        *longest = out.len();
        match drawn {
            Ok(()) => Ok(Ok(out)),
            Err(Fault::Throws(trap)) => Ok(Err(trap)),
            Err(Fault::Needs(needs)) => Err(needs),
        }
    })?;
    match drawn {
        Turn::Ready(text) => {
            let text = text?;
            Ok(Step::Spent(ctx.new_string(&text)?, units(frame, at, &text)))
        }
        Turn::Wait(step) => Ok(step),
    }
}

fn format(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let template = frame.registers[0];
    let values = rest(frame, 1);
    finish(ctx, frame, 2, |ctx, replaced, out| {
        let text = bytes(&template);
        let (mut at, mut next) = (0, 0);
        while let Some(brace) = memchr::memchr2(b'{', b'}', &text[at..]) {
            out.extend_from_slice(&text[at..at + brace]);
            at += brace;
            if text.get(at) == text.get(at + 1) {
                out.push(text[at]);
                at += 2;
                continue;
            }
            let end = memchr::memchr(b'}', &text[at..]).filter(|_| text[at] == b'{');
            let Some(end) = end else { return Err(Fault::Throws(bad_spec(ctx, &text[at..]))) };
            let field = &text[at + 1..at + end];
            let (index, spec) = match memchr::memchr(b':', field) {
                Some(colon) => (&field[..colon], &field[colon + 1..]),
                None => (field, &b""[..]),
            };
            let index = match index {
                b"" => {
                    next += 1;
                    next - 1
                }
                digits => match std::str::from_utf8(digits).ok().and_then(|d| d.parse::<usize>().ok()) {
                    Some(index) => index,
                    None => return Err(Fault::Throws(bad_spec(ctx, field))),
                },
            };
            let Some(value) = values.get(index) else {
                let message = format!("format has no value {index}, only {}", values.len());
                return Err(Fault::Throws(ctx.value_error(message)));
            };
            apply(ctx, *value, spec, replaced, out)?;
            at += end + 1;
        }
        out.extend_from_slice(&text[at..]);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(spec: &str, draw: impl FnOnce(&Spec, &mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        draw(&Spec::parse(spec.as_bytes()).unwrap(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn integers() {
        let int = |spec: &str, n: i64| show(spec, |s, out| s.integer(n, out));
        assert_eq!(int("5", 42), "   42");
        assert_eq!(int("<5", 42), "42   ");
        assert_eq!(int("*^7", -42), "**-42**");
        assert_eq!(int("+05", 42), "+0042");
        assert_eq!(int("#x", 255), "0xff");
        assert_eq!(int("#010X", -255), "-0X00000FF");
        assert_eq!(int(",", 1234567), "1,234,567");
        assert_eq!(int("u", -1), "18446744073709551615");
        assert_eq!(int("ä>4", 7), "äää7");
        assert_eq!(int("b", i64::MIN), format!("-1{}", "0".repeat(63)));
    }

    #[test]
    fn floats() {
        let float = |spec: &str, f: f64| show(spec, |s, out| s.float(f, out));
        assert_eq!(float(".2f", 2.71903), "2.72");
        assert_eq!(float("08.3f", -2.71903), "-002.719");
        assert_eq!(float("e", 12345.678), "1.234568e+04");
        assert_eq!(float(".1%", 0.256), "25.6%");
        assert_eq!(float("g", 1e-7), "1e-07");
        assert_eq!(float("g", 100000.0), "100000");
        assert_eq!(float("g", 1000000.0), "1e+06");
        assert_eq!(float(".3", 2.71903), "2.72");
        assert_eq!(float("06", f64::INFINITY), "   inf");
        assert_eq!(float(",.2f", 1234567.891), "1,234,567.89");
        assert_eq!(float("", 0.1), "0.1");
    }

    #[test]
    fn bad_specs() {
        for bad in ["q", ".", "5.", ".2q", "<<<", "99999999999", "d "] {
            assert_eq!(Spec::parse(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(Spec::parse(b">>5").map(|s| s.fill), Some((*b">   ", 1)));
    }
}
