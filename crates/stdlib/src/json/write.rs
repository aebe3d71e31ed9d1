//! Writing JSON. Every step appends a piece to the text, which nobody else knows until it is done.

use super::plain_len;
use crate::arguments::bytes;
use quintet_bytecode::number::format_float_marked;
use quintet_runtime::{Context, Frame, Kind, Result, Step, Value};

/// Registers that hold the state between steps: the text, the open containers, the outer ones.
pub(super) const STATE: usize = 3;
const TEXT: usize = 0;
const OPEN: usize = 1;
const OUTER: usize = 2;

/// Bytes of a piece.
const PIECE: usize = 32 * 1024;
/// Open containers that are not in the outer array.
const FRAMES: usize = 512;

/// How JSON is written.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Spaces a level; 0 writes everything on one line.
    pub(super) indent: usize,
    /// A space behind the colon.
    pub(super) space: bool,
    /// Keys in order.
    pub(super) sorted: bool,
}

/// An open container and how far it is written.
#[derive(Clone, Copy)]
struct Open {
    /// What is being written.
    of: Value,
    /// Where its elements are: itself, or an array of keys and values by turns.
    from: Value,
    next: usize,
    /// Nothing of it is written yet.
    first: bool,
    map: bool,
}

struct Writer {
    style: Style,
    out: Vec<u8>,
    open: Vec<Open>,
    outer: Value,
}

/// Writes the value in a register, the state from register `base` on. Functions and other things that JSON does not have
/// are null; a cycle throws ValueError.
pub(super) fn write(ctx: &mut Context, frame: &mut Frame, value: usize, base: usize, style: Style) -> Result<Step> {
    let value = frame.registers[value];
    let state = &mut frame.registers[base..base + STATE];
    let begun = state[OPEN].as_array().is_some();
    let out = Vec::with_capacity(if begun { PIECE + PIECE / 8 } else { 0 });
    let mut writer = Writer { style, out, open: Vec::new(), outer: state[OUTER] };
    if let Some(open) = state[OPEN].as_array() {
        for i in (0..open.len()).step_by(3) {
            writer.open.push(Open::unpack(open.at(i), open.at(i + 1), open.at(i + 2)));
        }
    } else {
        writer.value(ctx, value)?;
    }
    let done = !writer.out.is_empty() && writer.open.is_empty() && !begun || writer.run(ctx)?;
    let units = writer.out.len() as u64 / 16;
    if done && !begun {
        return Ok(Step::Spent(ctx.new_string_from(writer.out)?, units));
    }
    let text = if begun { state[TEXT] } else { Value::EMPTY };
    if done {
        return Ok(Step::Spent(ctx.append(text, &writer.out)?, units));
    }
    let open: Vec<Value> = writer.open.iter().flat_map(Open::pack).collect();
    let open = ctx.new_array(&open)?;
    // The last that may fail: it changes the text.
    state[TEXT] = ctx.append(text, &writer.out)?;
    state[OPEN] = open;
    state[OUTER] = writer.outer;
    Ok(Step::Again(units))
}

impl Open {
    fn pack(&self) -> [Value; 3] {
        let flags = self.next * 4 + usize::from(self.first) * 2 + usize::from(self.map);
        [self.of, self.from, Value::int(flags as i64)]
    }

    fn unpack(of: Value, from: Value, flags: Value) -> Open {
        let flags = flags.as_int().unwrap_or(0) as usize;
        Open { of, from, next: flags / 4, first: flags & 2 != 0, map: flags & 1 != 0 }
    }

    /// The next key and value, or the next element.
    fn advance(&mut self) -> Option<(Value, Value)> {
        if !self.map {
            let element = crate::iterate::element(self.from, self.next)?;
            self.next += 1;
            return Some((Value::NIL, element));
        }
        if let Some(map) = self.from.as_map() {
            while self.next < map.positions() {
                self.next += 1;
                if let Some(entry) = map.entry(self.next - 1) {
                    return Some(entry);
                }
            }
            return None;
        }
        let pairs = self.from.as_array()?;
        let key = pairs.get(self.next)?;
        self.next += 2;
        Some((key, pairs.get(self.next - 1)?))
    }
}

impl Writer {
    /// Writes a piece. Whether everything is written. The outer array is changed only in steps that do nothing else, as
    /// a step may be taken again.
    fn run(&mut self, ctx: &mut Context) -> Result<bool> {
        if self.out.is_empty() && (self.open.is_empty() || self.open.len() >= FRAMES) {
            return self.balance(ctx).map(|()| false);
        }
        let outer = self.outer.size() / 3;
        while let Some(top) = self.open.last_mut() {
            let (map, first) = (top.map, std::mem::take(&mut top.first));
            let Some((key, value)) = top.advance() else {
                self.open.pop();
                if !first {
                    self.line(self.open.len() + outer);
                }
                self.out.push(if map { b'}' } else { b']' });
                continue;
            };
            if !first {
                self.out.push(b',');
            }
            self.line(self.open.len() + outer);
            if map {
                match key.as_string() {
                    Some(text) => self.quote(text),
                    None => self.quote(quintet_runtime::walk::display_string(ctx, key).as_bytes()),
                }
                self.out.extend_from_slice(if self.style.space { b": " } else { b":" });
            }
            self.value(ctx, value)?;
            if self.out.len() >= PIECE || self.open.len() >= FRAMES {
                return Ok(false);
            }
        }
        Ok(self.outer.size() == 0)
    }

    fn line(&mut self, depth: usize) {
        if self.style.indent > 0 {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + self.style.indent * depth, b' ');
        }
    }

    /// Writes a scalar, or opens a container.
    fn value(&mut self, ctx: &mut Context, value: Value) -> Result<()> {
        match value.kind() {
            Kind::SHORT | Kind::STRING => self.quote(bytes(&value)),
            Kind::INT => self.out.extend_from_slice(itoa::Buffer::new().format(value.payload() as i64).as_bytes()),
            Kind::FLOAT => float(value.as_float().unwrap_or(0.0), &mut self.out),
            Kind::BOOL => self.out.extend_from_slice(if value == Value::TRUE { b"true" } else { b"false" }),
            Kind::BIGINT => self.out.extend_from_slice(ctx.integer_digits(value).as_bytes()),
            Kind::ERROR => self.quote(quintet_runtime::walk::display_string(ctx, value).as_bytes()),
            Kind::ARRAY | Kind::RANGE | Kind::TUPLE => self.open(value, value, false),
            Kind::MAP if self.style.sorted => {
                let entries = value.as_map().map_or(Vec::new(), |m| m.iter().collect());
                let pairs = self.pairs(ctx, entries)?;
                self.open(value, pairs, true);
            }
            Kind::MAP => self.open(value, value, true),
            Kind::RECORD => {
                let entries = ctx.fields(value)?;
                let pairs = self.pairs(ctx, entries)?;
                self.open(value, pairs, true);
            }
            _ => self.out.extend_from_slice(b"null"),
        }
        Ok(())
    }

    /// An array of keys and values by turns, in order if that is asked for.
    fn pairs(&self, ctx: &mut Context, mut entries: Vec<(Value, Value)>) -> Result<Value> {
        if self.style.sorted {
            entries.sort_by(|a, b| bytes(&a.0).cmp(bytes(&b.0)));
        }
        let flat: Vec<Value> = entries.into_iter().flat_map(|(k, v)| [k, v]).collect();
        ctx.reserve(flat.len() * size_of::<Value>())?;
        ctx.new_array(&flat)
    }

    fn open(&mut self, of: Value, from: Value, map: bool) {
        self.out.push(if map { b'{' } else { b'[' });
        self.open.push(Open { of, from, next: 0, first: true, map });
    }

    /// Moves the open containers to the outer array, or takes some back when no inner ones are left.
    #[cold]
    fn balance(&mut self, ctx: &mut Context) -> Result<()> {
        const WORDS: usize = 3;
        if self.open.is_empty() {
            let Some(outer) = self.outer.as_array() else { return Ok(()) };
            let from = outer.len().saturating_sub(FRAMES / 2 * WORDS);
            for i in (from..outer.len()).step_by(WORDS) {
                self.open.push(Open::unpack(outer.at(i), outer.at(i + 1), outer.at(i + 2)));
            }
            return ctx.array_truncate(self.outer, from);
        }
        let packed: Vec<Value> = self.open.iter().flat_map(Open::pack).collect();
        let packed = ctx.new_array(&packed)?;
        match self.outer.is_nil() {
            true => self.outer = packed,
            false => ctx.array_extend(self.outer, packed)?,
        }
        let innermost = self.open.pop().map_or(Value::NIL, |o| o.of);
        self.open.clear();
        // A cycle goes round for ever: it is enough to look for one whenever the depth has doubled.
        let path = self.outer.as_array().map_or(0, |outer| outer.len() / WORDS);
        let of = |i| self.outer.as_array().and_then(|outer| outer.get(i * WORDS));
        if (path / FRAMES).is_power_of_two() && (0..path - 1).any(|i| of(i) == Some(innermost)) {
            return Err(ctx.value_error("cannot encode a cyclic value"));
        }
        Ok(())
    }

    /// A JSON string. Bytes that are not UTF-8 become U+FFFD.
    fn quote(&mut self, text: &[u8]) {
        self.out.push(b'"');
        if plain_len(text) == text.len() && text.is_ascii() {
            self.out.extend_from_slice(text);
        } else if std::str::from_utf8(text).is_ok() {
            escape(text, &mut self.out);
        } else {
            escape(String::from_utf8_lossy(text).as_bytes(), &mut self.out);
        }
        self.out.push(b'"');
    }
}

fn escape(mut text: &[u8], out: &mut Vec<u8>) {
    loop {
        let plain = plain_len(text);
        out.extend_from_slice(&text[..plain]);
        let Some(&b) = text.get(plain) else { return };
        match b {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            8 => out.extend_from_slice(b"\\b"),
            12 => out.extend_from_slice(b"\\f"),
            _ => out.extend_from_slice(format!("\\u{b:04x}").as_bytes()),
        }
        text = &text[plain + 1..];
    }
}

/// A float keeps its point, so that it is read back as one. What is not finite is null.
fn float(f: f64, out: &mut Vec<u8>) {
    if !f.is_finite() {
        return out.extend_from_slice(b"null");
    }
    let mut text = String::new();
    format_float_marked(f, &mut text);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_written() {
        let mut out = Vec::new();
        escape("a\"\\\n\u{1}\u{e9}/".as_bytes(), &mut out);
        float(1.0, &mut out);
        float(f64::NAN, &mut out);
        assert_eq!(out, "a\\\"\\\\\\n\\u0001\u{e9}/1.0null".as_bytes());
    }
}
