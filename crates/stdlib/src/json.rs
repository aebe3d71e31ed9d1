//! JSON: read and written without recursion.

use crate::arguments::{arg, bytes, flag, one_or_zero};
use crate::paths::system_path;
use quintet_bytecode::number::format_float;
use quintet_runtime::{Capability, Context, Cost, ErrorKind, Frame, Kind, NativeDef, Result, Step, Trap, Value};
use std::fmt::Write;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::stepped("json_parse", "s: string", Reader::STATE, |ctx, frame| parse(ctx, frame, false)),
        NativeDef::stepped("json_decode", "s: string|bytes", Reader::STATE, |ctx, frame| parse(ctx, frame, true)),
        NativeDef::short("json_stringify", "value: any, pretty: any", |ctx, args| {
            let style = Style { indent: if flag(arg(args, 1)) { 2 } else { 0 }, space: false, sorted: false };
            write(ctx, arg(args, 0), style)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("json_encode", "value: any, [options: any]", |ctx, args| {
            let style = Style::from_options(ctx, arg(args, 1))?;
            write(ctx, arg(args, 0), style)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::stepped("json_from_file", "path: string", Reader::STATE, |ctx, frame| {
            if frame.registers[1].is_nil() {
                let path = frame.registers[0];
                let Ok(content) = std::fs::read(system_path(&path)) else { return Ok(Step::Done(Value::NIL)) };
                frame.registers[0] = ctx.new_string(&content)?;
            }
            parse(ctx, frame, false)
        })
        .needs(Capability::FsRead),
        NativeDef::short("json_to_file", "path: string, value: any, pretty: any", |ctx, args| {
            let style = Style { indent: if flag(arg(args, 2)) { 2 } else { 0 }, space: false, sorted: false };
            let text = write(ctx, arg(args, 1), style)?;
            Ok(one_or_zero(std::fs::write(system_path(&arg(args, 0)), bytes(&text)).is_ok()))
        })
        .needs(Capability::FsWrite)
        .costs(Cost::Sizes(2)),
    ]);
}

/// Bytes that are read in one step.
const STEP_BYTES: usize = 32 * 1024;

/// What a text does wrong, and where.
struct Wrong {
    what: String,
    at: usize,
}

/// Why reading stopped.
enum Halt {
    Wrong(Wrong),
    Trap(Trap),
}

impl From<Trap> for Halt {
    fn from(trap: Trap) -> Halt {
        Halt::Trap(trap)
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    /// A value.
    Value,
    /// A value, or the end of the array.
    ValueOrEnd,
    /// A key, or the end of the map.
    KeyOrEnd,
    /// A key.
    Key,
    /// A comma, or the end of the container; outside all containers the end of the text.
    More,
}

impl Expect {
    const ALL: [Expect; 5] = [Expect::Value, Expect::ValueOrEnd, Expect::KeyOrEnd, Expect::Key, Expect::More];
}

/// The state of reading, in registers between steps.
struct Reader {
    at: usize,
    expect: Expect,
    /// The open containers.
    open: Value,
    /// For each of them the key of the value that comes next.
    keys: Value,
    root: Value,
}

impl Reader {
    const STATE: u16 = 5;
}

/// Reads the text in register 0. What is no JSON gives nil, or throws if `strict`.
fn parse(ctx: &mut Context, frame: &mut Frame, strict: bool) -> Result<Step> {
    let source = frame.registers[0];
    let mut reader = match frame.registers[1].as_int() {
        Some(at) => Reader {
            at: at as usize,
            expect: Expect::ALL[frame.registers[2].as_int().unwrap_or(0) as usize % Expect::ALL.len()],
            open: frame.registers[3],
            keys: frame.registers[4],
            root: frame.registers[5],
        },
        None => {
            let (open, keys) = (ctx.new_array(&[])?, ctx.new_array(&[])?);
            let at = if bytes(&source).starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            Reader { at, expect: Expect::Value, open, keys, root: Value::NIL }
        }
    };
    let end = reader.at + STEP_BYTES;
    let result = loop {
        match reader.token(ctx, bytes(&source)) {
            Ok(true) => break Ok(Step::Done(reader.root)),
            Ok(false) if reader.at >= end => break Ok(Step::Again(STEP_BYTES as u64 / 16)),
            Ok(false) => {}
            Err(Halt::Trap(trap)) => break Err(trap),
            Err(Halt::Wrong(_)) if !strict => return Ok(Step::Done(Value::NIL)),
            Err(Halt::Wrong(wrong)) => {
                let (line, column) = position(bytes(&source), wrong.at);
                let message = format!("{} at line {line} column {column}", wrong.what);
                return Err(ctx.error(ErrorKind::ParseError, message));
            }
        }
    };
    frame.registers[1] = Value::int(reader.at as i64);
    frame.registers[2] = Value::int(Expect::ALL.iter().position(|e| *e == reader.expect).unwrap_or(0) as i64);
    frame.registers[3] = reader.open;
    frame.registers[4] = reader.keys;
    frame.registers[5] = reader.root;
    result
}

/// Line and column, in characters, of a byte.
pub(crate) fn position(text: &[u8], at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    (line, crate::characters::count(&before[start..]) + 1)
}

impl Reader {
    fn wrong<T>(&self, what: impl Into<String>) -> std::result::Result<T, Halt> {
        Err(Halt::Wrong(Wrong { what: what.into(), at: self.at }))
    }

    fn unexpected<T>(&self, text: &[u8]) -> std::result::Result<T, Halt> {
        match text.get(self.at..).map(|rest| &rest[..crate::characters::first_len(rest)]) {
            Some(b"") | None => self.wrong("unexpected end"),
            Some(c) => self.wrong(format!("unexpected '{}'", String::from_utf8_lossy(c))),
        }
    }

    fn top(&self) -> Option<Value> {
        let open = self.open.as_array()?;
        open.get(open.len().checked_sub(1)?)
    }

    /// Reads one token. Whether the text has ended as it should.
    fn token(&mut self, ctx: &mut Context, text: &[u8]) -> std::result::Result<bool, Halt> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = text.get(self.at) {
            self.at += 1;
        }
        let next = text.get(self.at).copied();
        let top = self.top();
        match (self.expect, next) {
            (Expect::More, None) if top.is_none() => return Ok(true),
            (Expect::More, Some(b',')) if top.is_some() => {
                self.at += 1;
                let map = top.is_some_and(|t| t.kind() == Kind::MAP);
                self.expect = if map { Expect::Key } else { Expect::Value };
            }
            (Expect::More | Expect::ValueOrEnd, Some(b']')) if top.is_some_and(|t| t.kind() == Kind::ARRAY) => {
                self.close(ctx)?;
            }
            (Expect::More | Expect::KeyOrEnd, Some(b'}')) if top.is_some_and(|t| t.kind() == Kind::MAP) => {
                self.close(ctx)?;
            }
            (Expect::KeyOrEnd | Expect::Key, Some(b'"')) => {
                let start = self.at;
                let key = self.string(ctx, text)?;
                while let Some(b' ' | b'\t' | b'\n' | b'\r') = text.get(self.at) {
                    self.at += 1;
                }
                if text.get(self.at) != Some(&b':') {
                    return self.unexpected(text);
                }
                let level = self.keys.size() - 1;
                if let Err(trap) = ctx.array_set(self.keys, level, key) {
                    self.at = start;
                    return Err(trap.into());
                }
                self.at += 1;
                self.expect = Expect::Value;
            }
            (Expect::Value | Expect::ValueOrEnd, Some(b'[' | b'{')) => {
                let container = if next == Some(b'[') { ctx.new_array(&[])? } else { ctx.new_map(0)? };
                ctx.reserve((self.open.size() + 4) * 4 * size_of::<Value>())?;
                self.place(ctx, container)?;
                ctx.array_push(self.open, container)?;
                ctx.array_push(self.keys, Value::NIL)?;
                self.at += 1;
                self.expect = if next == Some(b'[') { Expect::ValueOrEnd } else { Expect::KeyOrEnd };
            }
            (Expect::Value | Expect::ValueOrEnd, Some(_)) => {
                let start = self.at;
                let value = self.scalar(ctx, text)?;
                if let Err(trap) = self.place(ctx, value) {
                    self.at = start;
                    return Err(trap.into());
                }
                self.expect = Expect::More;
            }
            _ => return self.unexpected(text),
        }
        Ok(false)
    }

    /// Puts a value where it belongs: into the innermost open container.
    fn place(&mut self, ctx: &mut Context, value: Value) -> Result<()> {
        match self.top() {
            None => self.root = value,
            Some(top) if top.kind() == Kind::ARRAY => ctx.array_push(top, value)?,
            Some(top) => {
                let key = self.keys.as_array().and_then(|k| k.get(k.len() - 1)).unwrap_or(Value::NIL);
                ctx.map_set(top, key, value)?;
            }
        }
        Ok(())
    }

    fn close(&mut self, ctx: &mut Context) -> Result<()> {
        ctx.array_pop(self.open)?;
        ctx.array_pop(self.keys)?;
        self.at += 1;
        self.expect = Expect::More;
        Ok(())
    }

    fn scalar(&mut self, ctx: &mut Context, text: &[u8]) -> std::result::Result<Value, Halt> {
        let rest = &text[self.at..];
        for (word, value) in [(&b"true"[..], Value::TRUE), (b"false", Value::FALSE), (b"null", Value::NIL)] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        match rest.first() {
            Some(b'"') => self.string(ctx, text),
            Some(b'-' | b'0'..=b'9') => self.number(text),
            _ => self.unexpected(text),
        }
    }

    fn number(&mut self, text: &[u8]) -> std::result::Result<Value, Halt> {
        let start = self.at;
        let digits = |from: usize| text[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = start + usize::from(text[start] == b'-');
        let whole = digits(end);
        if whole == 0 || whole > 1 && text[end] == b'0' {
            return self.wrong("invalid number");
        }
        end += whole;
        let mut integral = true;
        if text.get(end) == Some(&b'.') {
            let fraction = digits(end + 1);
            if fraction == 0 {
                return self.wrong("invalid number");
            }
            end += 1 + fraction;
            integral = false;
        }
        if let Some(b'e' | b'E') = text.get(end) {
            let signed = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
            let exponent = if text.len() > end + signed { digits(end + 1 + signed) } else { 0 };
            if exponent == 0 {
                return self.wrong("invalid number");
            }
            end += 1 + signed + exponent;
            integral = false;
        }
        let number = std::str::from_utf8(&text[start..end]).unwrap_or_default();
        self.at = end;
        if integral && let Ok(n) = number.parse() {
            return Ok(Value::int(n));
        }
        Ok(Value::float(number.parse().unwrap_or(0.0)))
    }

    fn string(&mut self, ctx: &mut Context, text: &[u8]) -> std::result::Result<Value, Halt> {
        let start = self.at + 1;
        let plain = text[start..].iter().take_while(|&&b| b != b'"' && b != b'\\' && b >= 0x20).count();
        if text.get(start + plain) == Some(&b'"') {
            let value = ctx.new_string(&text[start..start + plain])?;
            self.at = start + plain + 1;
            return Ok(value);
        }
        let opening = self.at;
        let mut out = text[start..start + plain].to_vec();
        self.at = start + plain;
        loop {
            let Some(&b) = text.get(self.at) else { return self.wrong("unterminated string") };
            match b {
                b'"' => {
                    self.at += 1;
                    return ctx.new_string(&out).map_err(|trap| {
                        self.at = opening;
                        trap.into()
                    });
                }
                b'\\' => self.escape(text, &mut out)?,
                0..0x20 => return self.wrong("control character in a string"),
                _ => {
                    out.push(b);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self, text: &[u8], out: &mut Vec<u8>) -> std::result::Result<(), Halt> {
        let plain = match text.get(self.at + 1) {
            Some(b @ (b'"' | b'\\' | b'/')) => *b,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let unit = |at: usize| {
                    let digits = std::str::from_utf8(text.get(at..at + 4)?).ok()?;
                    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, 16).ok() }
                };
                let Some(first) = unit(self.at + 2) else { return self.wrong("invalid escape") };
                let low = match text.get(self.at + 6..self.at + 8) {
                    Some(b"\\u") if (0xd800..0xdc00).contains(&first) => unit(self.at + 8),
                    _ => None,
                };
                let (scalar, len) = match low.filter(|low| (0xdc00..0xe000).contains(low)) {
                    Some(low) => (0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), 12),
                    None => (first, 6),
                };
                let c = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                self.at += len;
                return Ok(());
            }
            _ => return self.wrong("invalid escape"),
        };
        out.push(plain);
        self.at += 2;
        Ok(())
    }
}

/// How JSON is written.
#[derive(Clone, Copy)]
struct Style {
    /// Spaces a level; 0 writes everything on one line.
    indent: usize,
    /// A space behind the colon.
    space: bool,
    /// Keys in order.
    sorted: bool,
}

impl Style {
    /// `{"pretty": …, "indent": …, "sort_keys": …}`, or anything true for pretty.
    fn from_options(ctx: &mut Context, options: Value) -> Result<Style> {
        if options.kind() != Kind::MAP {
            return Ok(Style { indent: if flag(options) { 2 } else { 0 }, space: flag(options), sorted: false });
        }
        let mut option = |name: &str| {
            let key = ctx.new_string(name.as_bytes())?;
            ctx.map_get(options, key).map(|v| v.unwrap_or(Value::NIL))
        };
        let (pretty, indent, sorted) = (option("pretty")?, option("indent")?, option("sort_keys")?);
        let default = if flag(pretty) { 2 } else { 0 };
        let indent = indent.as_int().map_or(default, |n| n.clamp(0, 16) as usize);
        Ok(Style { indent, space: indent > 0, sorted: flag(sorted) })
    }
}

/// A container that is being written: what is left of it, in reverse.
struct Open {
    container: Value,
    left: Vec<(Value, Value)>,
    first: bool,
    close: u8,
}

/// The JSON of a value. Functions and other things that JSON does not have are null; a cycle throws ValueError.
fn write(ctx: &mut Context, value: Value, style: Style) -> Result<Value> {
    let mut out = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut on_path = std::collections::HashSet::new();
    begin(ctx, value, style, &mut out, &mut open, &mut on_path)?;
    loop {
        let depth = open.len();
        let Some(top) = open.last_mut() else { break };
        let Some((key, value)) = top.left.pop() else {
            let (container, close, empty) = (top.container, top.close, top.first);
            open.pop();
            on_path.remove(&container.payload());
            if !empty {
                line(&mut out, style, depth - 1);
            }
            out.push(close);
            continue;
        };
        if !std::mem::take(&mut top.first) {
            out.push(b',');
        }
        line(&mut out, style, depth);
        if top.close == b'}' {
            key_text(ctx, key, &mut out);
            out.extend_from_slice(if style.space { b": " } else { b":" });
        }
        begin(ctx, value, style, &mut out, &mut open, &mut on_path)?;
        if out.len() > 1 << 20 {
            ctx.reserve(out.len())?;
        }
    }
    ctx.new_string(&out)
}

/// Makes sure that this can be a key, and writes it.
fn key_text(ctx: &mut Context, key: Value, out: &mut Vec<u8>) {
    match key.as_string() {
        Some(text) => quote(text, out),
        None => quote(quintet_runtime::walk::display_string(ctx, key).as_bytes(), out),
    }
}

fn line(out: &mut Vec<u8>, style: Style, depth: usize) {
    if style.indent > 0 {
        out.push(b'\n');
        out.extend(std::iter::repeat_n(b' ', style.indent * depth));
    }
}

/// Writes a scalar, or opens a container.
fn begin(
    ctx: &mut Context,
    value: Value,
    style: Style,
    out: &mut Vec<u8>,
    open: &mut Vec<Open>,
    on_path: &mut std::collections::HashSet<u64>,
) -> Result<()> {
    let mut text = String::new();
    let (bracket, close, mut left): (u8, u8, Vec<(Value, Value)>) = match value.kind() {
        Kind::ARRAY | Kind::RANGE | Kind::TUPLE => {
            let n = crate::iterate::length(value);
            ctx.reserve(n.saturating_mul(2 * size_of::<Value>()))?;
            let elements = (0..n).filter_map(|i| crate::iterate::element(value, i));
            (b'[', b']', elements.map(|v| (Value::NIL, v)).collect())
        }
        Kind::MAP => (b'{', b'}', value.as_map().map_or(Vec::new(), |m| m.iter().collect())),
        Kind::RECORD => (b'{', b'}', ctx.fields(value)?),
        Kind::SHORT | Kind::STRING => {
            quote(bytes(&value), out);
            return Ok(());
        }
        Kind::BOOL | Kind::INT | Kind::FLOAT => {
            match (value.as_bool(), value.as_int(), value.as_float()) {
                (Some(b), _, _) => text.push_str(if b { "true" } else { "false" }),
                (_, Some(n), _) => {
                    // Writing to a string does not fail.
                    let _ = write!(text, "{n}");
                }
                (_, _, Some(f)) if f.is_finite() => format_float(f, &mut text),
                _ => text.push_str("null"),
            }
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        Kind::ERROR => {
            quote(quintet_runtime::walk::display_string(ctx, value).as_bytes(), out);
            return Ok(());
        }
        _ => {
            out.extend_from_slice(b"null");
            return Ok(());
        }
    };
    if !on_path.insert(value.payload()) {
        return Err(ctx.value_error("cannot encode a cyclic value"));
    }
    if style.sorted && close == b'}' {
        left.sort_by(|a, b| bytes(&a.0).cmp(bytes(&b.0)));
    }
    left.reverse();
    out.push(bracket);
    open.push(Open { container: value, left, first: true, close });
    Ok(())
}

/// A JSON string. Bytes that are not UTF-8 become U+FFFD.
fn quote(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for chunk in text.utf8_chunks() {
        for &b in chunk.valid().as_bytes() {
            match b {
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                8 => out.extend_from_slice(b"\\b"),
                12 => out.extend_from_slice(b"\\f"),
                0..0x20 | 0x7f => out.extend_from_slice(format!("\\u{b:04x}").as_bytes()),
                _ => out.push(b),
            }
        }
        if !chunk.invalid().is_empty() {
            out.extend_from_slice("\u{fffd}".as_bytes());
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut out = Vec::new();
        quote(b"a\"\\\n\x01\xff/", &mut out);
        assert_eq!(out, "\"a\\\"\\\\\\n\\u0001\u{fffd}/\"".as_bytes());
        assert_eq!(position(b"ab\ncd", 4), (2, 2));
    }
}
