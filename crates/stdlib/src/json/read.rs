//! Reading JSON. Values are gathered on a stack and become arrays and maps when their container closes, so that each is
//! made once, with as much room as it needs. Containers that stay open for long are made when the stack is full and
//! are extended from then on; nesting beyond [`FRAMES`] moves to an array of the heap.

use super::plain_len;
use crate::arguments::bytes;
use quintet_runtime::{Context, ErrorKind, Frame, Kind, Result, Step, Trap, Value};

/// Registers that hold the state between steps: position and what comes next, the stack, the open containers, the outer
/// ones.
pub(super) const STATE: usize = 4;
const AT: usize = 0;
const STACK: usize = 1;
const OPEN: usize = 2;
const OUTER: usize = 3;

/// Bytes that are read in one step.
const STEP_BYTES: usize = 32 * 1024;
/// Values on the stack before containers are made of them.
const PENDING: usize = 1024;
/// Open containers that are not in the outer array. Saving this and the stack takes no more than a small allocation.
const FRAMES: usize = 512;

/// What becomes of a text that is no JSON.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Bad {
    IsNil,
    Throws,
}

/// Why reading stopped.
enum Halt {
    /// The text is wrong here.
    Wrong(String),
    Trap(Trap),
}

impl From<Trap> for Halt {
    fn from(trap: Trap) -> Halt {
        Halt::Trap(trap)
    }
}

type Read<T> = std::result::Result<T, Halt>;

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    ValueOrEnd,
    KeyOrEnd,
    Key,
    /// A comma, or the end of the container; outside all containers the end of the text.
    More,
}

const EXPECTATIONS: [Expect; 5] = [Expect::Value, Expect::ValueOrEnd, Expect::KeyOrEnd, Expect::Key, Expect::More];

/// An open container: what of it is on the stack begins at `start`; what came before is in `made`, or that is nil.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    map: bool,
    made: Value,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    expect: Expect,
    stack: Vec<Value>,
    open: Vec<Open>,
    /// Containers further out, for each two elements: the container, and the key whose value is open.
    outer: Value,
    /// Long keys that have been read in this step: the same key is the same string.
    keys: Vec<Value>,
}

/// Reads the text in a register, the state from register `base` on.
pub(super) fn read(ctx: &mut Context, frame: &mut Frame, source: usize, base: usize, bad: Bad) -> Result<Step> {
    let source = frame.registers[source];
    let mut reader = Reader::load(bytes(&source), &frame.registers[base..base + STATE]);
    let start = reader.at;
    let end = reader.run(ctx, start + STEP_BYTES);
    let units = (reader.at - start) as u64 / 16;
    match end {
        Ok(true) => return Ok(Step::Spent(reader.stack.pop().unwrap_or(Value::NIL), units)),
        Ok(false) => {}
        Err(Halt::Trap(Trap::Throw(error))) => return Err(Trap::Throw(error)),
        Err(Halt::Trap(trap)) => {
            reader.save(ctx, &mut frame.registers[base..base + STATE])?;
            return Err(trap);
        }
        Err(Halt::Wrong(_)) if bad == Bad::IsNil => return Ok(Step::Spent(Value::NIL, units)),
        Err(Halt::Wrong(what)) => {
            let (line, column) = position(reader.text, reader.at);
            return Err(ctx.error(ErrorKind::ParseError, format!("{what} at line {line} column {column}")));
        }
    }
    reader.save(ctx, &mut frame.registers[base..base + STATE])?;
    Ok(Step::Again(units))
}

/// Line and column, in characters, of a byte.
pub(crate) fn position(text: &[u8], at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |i| i + 1);
    (line, crate::characters::count(&before[start..]) + 1)
}

impl<'t> Reader<'t> {
    fn load(text: &'t [u8], registers: &[Value]) -> Reader<'t> {
        let mut reader = Reader {
            text,
            at: if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 },
            expect: Expect::Value,
            stack: Vec::new(),
            open: Vec::new(),
            outer: registers[OUTER],
            keys: Vec::new(),
        };
        if let (Some(state), Some(stack), Some(open)) =
            (registers[AT].as_int(), registers[STACK].as_array(), registers[OPEN].as_array())
        {
            reader.at = state as usize / EXPECTATIONS.len();
            reader.expect = EXPECTATIONS[state as usize % EXPECTATIONS.len()];
            reader.stack.extend(stack.iter());
            for i in (0..open.len()).step_by(2) {
                let start = open.at(i).as_int().unwrap_or(0) as usize;
                reader.open.push(Open { start: start / 2, map: start % 2 == 1, made: open.at(i + 1) });
            }
        }
        reader
    }

    fn save(&mut self, ctx: &mut Context, registers: &mut [Value]) -> Result<()> {
        let expect = EXPECTATIONS.iter().position(|e| *e == self.expect).unwrap_or(0);
        let open = self.open.iter().flat_map(|o| [Value::int((o.start * 2 + usize::from(o.map)) as i64), o.made]);
        let open: Vec<Value> = open.collect();
        let (stack, open) = (ctx.new_array(&self.stack)?, ctx.new_array(&open)?);
        registers[AT] = Value::int((self.at * EXPECTATIONS.len() + expect) as i64);
        registers[STACK] = stack;
        registers[OPEN] = open;
        registers[OUTER] = self.outer;
        Ok(())
    }

    fn wrong<T>(&self, what: impl Into<String>) -> Read<T> {
        Err(Halt::Wrong(what.into()))
    }

    #[cold]
    fn unexpected<T>(&self) -> Read<T> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        match &rest[..crate::characters::first_len(rest)] {
            b"" => self.wrong("unexpected end"),
            c => self.wrong(format!("unexpected '{}'", String::from_utf8_lossy(c))),
        }
    }

    #[inline(always)]
    fn skip_space(&mut self) -> Option<u8> {
        loop {
            match self.text.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    /// Whether the innermost open container is a map; none if nothing is open.
    #[inline]
    fn in_map(&self) -> Option<bool> {
        self.open.last().map(|o| o.map)
    }

    /// Reads up to a position. Whether the text is done. After a failure everything is as before the token that failed.
    fn run(&mut self, ctx: &mut Context, end: usize) -> Read<bool> {
        loop {
            let Some(next) = self.skip_space() else {
                return match self.expect {
                    Expect::More if self.in_map().is_none() => Ok(true),
                    _ => self.unexpected(),
                };
            };
            match (self.expect, next) {
                (Expect::More, b',') => {
                    self.expect = match self.in_map() {
                        Some(true) => Expect::Key,
                        Some(false) => Expect::Value,
                        None => return self.unexpected(),
                    };
                    self.at += 1;
                    if self.at >= end {
                        return Ok(false);
                    }
                }
                (Expect::More | Expect::ValueOrEnd, b']') if self.in_map() == Some(false) => self.close(ctx)?,
                (Expect::More | Expect::KeyOrEnd, b'}') if self.in_map() == Some(true) => self.close(ctx)?,
                (Expect::Key | Expect::KeyOrEnd, b'"') => {
                    let start = self.at;
                    let key = self.string(ctx, true)?;
                    if self.skip_space() != Some(b':') {
                        return self.unexpected();
                    }
                    if let Err(halt) = self.push(ctx, key) {
                        self.at = start;
                        return Err(halt);
                    }
                    self.at += 1;
                    self.expect = Expect::Value;
                }
                (Expect::Value | Expect::ValueOrEnd, b'[' | b'{') => {
                    let map = next == b'{';
                    if self.open.len() >= FRAMES {
                        self.move_outwards(ctx)?;
                    }
                    self.open.push(Open { start: self.stack.len(), map, made: Value::NIL });
                    self.expect = if map { Expect::KeyOrEnd } else { Expect::ValueOrEnd };
                    self.at += 1;
                    if self.at >= end {
                        return Ok(false);
                    }
                }
                (Expect::Value | Expect::ValueOrEnd, _) => {
                    let start = self.at;
                    let pushed = self.scalar(ctx, next).and_then(|value| self.push(ctx, value));
                    if let Err(halt) = pushed {
                        if let Halt::Trap(_) = halt {
                            self.at = start;
                        }
                        return Err(halt);
                    }
                    self.expect = Expect::More;
                }
                _ => return self.unexpected(),
            }
        }
    }

    #[inline]
    fn push(&mut self, ctx: &mut Context, value: Value) -> Read<()> {
        if self.stack.len() >= PENDING {
            self.settle(ctx)?;
        }
        self.stack.push(value);
        Ok(())
    }

    fn close(&mut self, ctx: &mut Context) -> Read<()> {
        let Some(&top) = self.open.last() else { return self.unexpected() };
        let entries = &self.stack[top.start..];
        let value = match (top.made.is_nil(), top.map) {
            (true, false) => ctx.new_array(entries)?,
            (true, true) => ctx.new_map_of(entries)?,
            _ => {
                extend(ctx, top.made, entries)?;
                top.made
            }
        };
        self.stack.truncate(top.start);
        self.open.pop();
        if self.open.is_empty() {
            self.fetch_outer(ctx)?;
        }
        // There is room: a container has at most as many places on the stack as one value.
        self.stack.push(value);
        self.at += 1;
        self.expect = Expect::More;
        Ok(())
    }

    /// Makes containers of what is on the stack. Keys whose values are yet to come stay there.
    #[cold]
    fn settle(&mut self, ctx: &mut Context) -> Result<()> {
        let mut left = Vec::new();
        for i in 0..self.open.len() {
            let Open { start, map, made } = self.open[i];
            let end = self.open.get(i + 1).map_or(self.stack.len(), |next| next.start);
            let waiting = usize::from(map && (end - start) % 2 == 1);
            let entries = &self.stack[start..end - waiting];
            let settled = match made.is_nil() {
                true if map => ctx.new_map_of(entries),
                true => ctx.new_array(entries),
                false => extend(ctx, made, entries).map(|()| made),
            };
            match settled {
                Ok(made) => self.open[i] = Open { start: left.len(), map, made },
                Err(trap) => {
                    // The containers up to here are settled, the others as they were.
                    let moved = start - left.len();
                    left.extend_from_slice(&self.stack[start..]);
                    self.stack = left;
                    self.open[i..].iter_mut().for_each(|o| o.start -= moved);
                    return Err(trap);
                }
            }
            left.extend_from_slice(&self.stack[end - waiting..end]);
        }
        if !self.open.is_empty() {
            self.stack = left;
        }
        Ok(())
    }

    /// Moves all open containers to the outer array.
    #[cold]
    fn move_outwards(&mut self, ctx: &mut Context) -> Result<()> {
        self.settle(ctx)?;
        if self.outer.is_nil() {
            self.outer = ctx.new_array(&[])?;
        }
        let mut moved = Vec::with_capacity(self.open.len() * 2);
        for open in &self.open {
            moved.extend([open.made, if open.map { self.stack[open.start] } else { Value::NIL }]);
        }
        let moved = ctx.new_array(&moved)?;
        ctx.array_extend(self.outer, moved)?;
        self.open.clear();
        self.stack.clear();
        Ok(())
    }

    /// Takes containers back from the outer array when no inner ones are left.
    #[cold]
    fn fetch_outer(&mut self, ctx: &mut Context) -> Result<()> {
        let Some(outer) = self.outer.as_array() else { return Ok(()) };
        let from = outer.len().saturating_sub(FRAMES);
        for i in (from..outer.len()).step_by(2) {
            let (made, key) = (outer.at(i), outer.at(i + 1));
            let map = made.kind() == Kind::MAP;
            self.open.push(Open { start: self.stack.len(), map, made });
            if map {
                self.stack.push(key);
            }
        }
        ctx.array_truncate(self.outer, from)
    }

    #[inline]
    fn scalar(&mut self, ctx: &mut Context, next: u8) -> Read<Value> {
        let (word, value) = match next {
            b'"' => return self.string(ctx, false),
            b'-' | b'0'..=b'9' => return self.number(),
            b't' => (&b"true"[..], Value::TRUE),
            b'f' => (&b"false"[..], Value::FALSE),
            b'n' => (&b"null"[..], Value::NIL),
            _ => return self.unexpected(),
        };
        if !self.text[self.at..].starts_with(word) {
            return self.unexpected();
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Read<Value> {
        let text = &self.text[self.at..];
        let negative = text[0] == b'-';
        let mut end = usize::from(negative);
        let (first, mut mantissa) = (end, 0u64);
        while let Some(digit @ b'0'..=b'9') = text.get(end) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            end += 1;
        }
        let whole = end - first;
        if whole == 0 || whole > 1 && text[first] == b'0' {
            return self.wrong("invalid number");
        }
        if !matches!(text.get(end), Some(b'.' | b'e' | b'E')) {
            let value = match i64::try_from(mantissa) {
                Ok(n) if whole < 19 => Value::int(if negative { -n } else { n }),
                // Beyond 64 bits the nearest float, as `to_number` gives.
                _ => {
                    let digits = std::str::from_utf8(&text[..end]).unwrap_or_default();
                    let float = || Value::float(digits.parse().unwrap_or(0.0));
                    digits.parse().map_or_else(|_| float(), Value::int)
                }
            };
            self.at += end;
            return Ok(value);
        }
        let mut scale = 0i32;
        if text.get(end) == Some(&b'.') {
            end += 1;
            let start = end;
            while let Some(digit @ b'0'..=b'9') = text.get(end) {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
                end += 1;
            }
            if end == start {
                return self.wrong("invalid number");
            }
            scale = -i32::try_from(end - start).unwrap_or(i32::MAX);
        }
        let digits = end - first;
        if let Some(b'e' | b'E') = text.get(end) {
            end += 1;
            let minus = text.get(end) == Some(&b'-');
            end += usize::from(matches!(text.get(end), Some(b'+' | b'-')));
            let (start, mut exponent) = (end, 0i32);
            while let Some(digit @ b'0'..=b'9') = text.get(end) {
                exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
                end += 1;
            }
            if end == start {
                return self.wrong("invalid number");
            }
            scale = scale.saturating_add(if minus { -exponent } else { exponent });
        }
        let value = match exact(mantissa, digits, scale) {
            Some(f) if negative => -f,
            Some(f) => f,
            None => std::str::from_utf8(&text[..end]).ok().and_then(|t| t.parse().ok()).unwrap_or(0.0),
        };
        self.at += end;
        Ok(Value::float(value))
    }

    #[inline]
    fn string(&mut self, ctx: &mut Context, key: bool) -> Read<Value> {
        let rest = &self.text[self.at + 1..];
        let plain = plain_len(rest);
        if rest.get(plain) != Some(&b'"') {
            return self.escaped(ctx, plain);
        }
        let bytes = &rest[..plain];
        let value = match Value::short(bytes) {
            Some(short) => short,
            None if key => self.long_key(ctx, bytes)?,
            None => ctx.new_string(bytes)?,
        };
        self.at += plain + 2;
        Ok(value)
    }

    fn long_key(&mut self, ctx: &mut Context, bytes: &[u8]) -> Result<Value> {
        const KEPT: usize = 64;
        if self.keys.is_empty() {
            self.keys = vec![Value::NIL; KEPT];
        }
        let (n, last) = (bytes.len(), bytes[bytes.len() - 1]);
        let slot = (n * 31 + usize::from(bytes[0]) * 7 + usize::from(bytes[n / 2]) * 3 + usize::from(last)) % KEPT;
        if self.keys[slot].as_any_bytes() != Some(bytes) {
            self.keys[slot] = ctx.new_string(bytes)?;
        }
        Ok(self.keys[slot])
    }

    /// A string with escapes, behind so many bytes without.
    #[cold]
    fn escaped(&mut self, ctx: &mut Context, plain: usize) -> Read<Value> {
        let opening = self.at;
        let mut out = self.text[opening + 1..opening + 1 + plain].to_vec();
        self.at = opening + 1 + plain;
        loop {
            match self.text.get(self.at) {
                None => return self.wrong("unterminated string"),
                Some(b'"') => {
                    self.at += 1;
                    return ctx.new_string_from(out).map_err(|trap| {
                        self.at = opening;
                        trap.into()
                    });
                }
                Some(b'\\') => self.escape(&mut out)?,
                Some(0..0x20) => return self.wrong("control character in a string"),
                Some(_) => {
                    let rest = &self.text[self.at..];
                    let plain = plain_len(rest);
                    out.extend_from_slice(&rest[..plain]);
                    self.at += plain;
                }
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Read<()> {
        let plain = match self.text.get(self.at + 1) {
            Some(b @ (b'"' | b'\\' | b'/')) => *b,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let unit = |at: usize| {
                    let digits = self.text.get(at..at + 4)?;
                    digits.iter().try_fold(0, |n, b| Some(n * 16 + char::from(*b).to_digit(16)?))
                };
                let Some(first) = unit(self.at + 2) else { return self.wrong("invalid escape") };
                let low = match self.text.get(self.at + 6..self.at + 8) {
                    Some(b"\\u") if (0xd800..0xdc00).contains(&first) => unit(self.at + 8),
                    _ => None,
                };
                let (scalar, len) = match low.filter(|low| (0xdc00..0xe000).contains(low)) {
                    Some(low) => (0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), 12),
                    None => (first, 6),
                };
                // Half a pair is no character.
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

/// Appends elements, or sets entries, which are keys and values by turns. It may be tried again.
fn extend(ctx: &mut Context, container: Value, entries: &[Value]) -> Result<()> {
    if container.kind() == Kind::MAP {
        return entries.chunks_exact(2).try_for_each(|entry| ctx.map_set(container, entry[0], entry[1]));
    }
    let more = ctx.new_array(entries)?;
    ctx.array_extend(container, more)
}

/// The float nearest to `mantissa`, of so many digits, times a power of ten, where one rounding gives it.
#[inline]
fn exact(mantissa: u64, digits: usize, scale: i32) -> Option<f64> {
    const TENS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];
    let ten = *TENS.get(scale.unsigned_abs() as usize)?;
    if digits > 19 || mantissa > 1 << 53 {
        return None;
    }
    // Both are exact, so that the result is rounded once.
    Some(if scale < 0 { mantissa as f64 / ten } else { mantissa as f64 * ten })
}
