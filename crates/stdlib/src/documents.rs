//! XML and ini documents, which programs know by handles: Numbers that nobody can guess. What a handle stands for lies in
//! the heap, in a map that the process keeps for the library, so it is limited, stored and moved with the process.
//!
//! An ini document is a map of sections to maps of keys to strings, all names in lower case. An XML element is an array:
//! name, attributes, children (elements and strings), handle.

use crate::arguments::{arg, bytes, one_or_zero};
use crate::conversion::to_number;
use quintet_runtime::{Capability, Context, Cost, Frame, Kind, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    const KEYED: &str = "handle: any, section: string, key: string, default: any";
    defs.extend([
        NativeDef::short("ini_load", "path: string", |ctx, args| {
            let Ok(text) = crate::files::load(ctx, arg(args, 0))? else { return Ok(Value::int(0)) };
            ctx.reserve(text.len() * 4)?;
            let document = ini_parse(ctx, &text)?;
            handle(ctx, document)
        })
        .needs_path(Capability::FsRead, 0),
        NativeDef::short("ini_free", "handle: any", |ctx, args| {
            let table = ctx.library;
            let known = document(ctx, arg(args, 0), Kind::MAP)?.is_some();
            if known {
                ctx.map_delete(table, arg(args, 0))?;
            }
            Ok(one_or_zero(known))
        }),
        NativeDef::short("ini_get_string", KEYED, |ctx, args| Ok(ini_get(ctx, args)?.unwrap_or(arg(args, 3)))),
        NativeDef::short("ini_get_int", KEYED, |ctx, args| {
            let number = ini_get(ctx, args)?.map(to_number);
            Ok(number.map_or(arg(args, 3), |n| n.as_float().map_or(n, |f| Value::int(f as i64))))
        }),
        NativeDef::short("ini_get_double", KEYED, |ctx, args| {
            let number = ini_get(ctx, args)?.map(to_number);
            Ok(number.map_or(arg(args, 3), |n| Value::float(n.as_number().unwrap_or(0.0))))
        }),
        NativeDef::short("ini_get_bool", KEYED, |ctx, args| {
            let found = ini_get(ctx, args)?;
            let first = found.as_ref().and_then(|v| bytes(v).first().copied());
            Ok(match first {
                Some(b'y' | b'Y' | b't' | b'T' | b'1') => Value::int(1),
                Some(b'n' | b'N' | b'f' | b'F' | b'0') => Value::int(0),
                _ => arg(args, 3),
            })
        }),
        NativeDef::short("ini_set", "handle: any, section: string, key: string, value: any", ini_set),
        NativeDef::short("ini_unset", "handle: any, section: string, key: string", ini_unset),
        NativeDef::short("ini_save", "handle: any, path: string", ini_save).needs_path(Capability::FsWrite, 1),
        NativeDef::stepped("xml_parse", "s: string", PARSER, xml_parse),
        NativeDef::short("xml_root", "handle: any", |ctx, args| {
            let root = document(ctx, arg(args, 0), Kind::ARRAY)?.and_then(|d| d.as_array()?.get(0));
            match root.filter(|root| root.kind() == Kind::ARRAY) {
                Some(root) => node_handle(ctx, root),
                None => Ok(Value::int(0)),
            }
        }),
        NativeDef::short("xml_name", "node: any", |ctx, args| {
            Ok(element(ctx, arg(args, 0))?.map_or(Value::EMPTY, |node| part(node, NAME)))
        }),
        NativeDef::stepped("xml_text", "node: any", 0, |ctx, frame| {
            let text = xml_text(ctx, frame.registers)?;
            Ok(Step::Spent(text, text.size() as u64 / 16))
        }),
        NativeDef::short("xml_attr", "node: any, name: string", |ctx, args| match element(ctx, arg(args, 0))? {
            Some(node) => Ok(ctx.map_get(part(node, ATTRIBUTES), arg(args, 1))?.unwrap_or(Value::NIL)),
            None => Ok(Value::NIL),
        }),
        NativeDef::short("xml_children", "node: any", |ctx, args| {
            let out = ctx.new_array(&[])?;
            let Some(node) = element(ctx, arg(args, 0))? else { return Ok(out) };
            let children = part(node, CHILDREN);
            for i in 0..children.size() {
                let child = part(children, i);
                if child.kind() == Kind::ARRAY {
                    let handle = node_handle(ctx, child)?;
                    ctx.array_push(out, handle)?;
                }
            }
            Ok(out)
        }),
        NativeDef::short("xml_escape", "s: string", |ctx, args| {
            let s = arg(args, 0);
            let mut out = crate::arguments::room(ctx, s.size())?;
            for &b in bytes(&s) {
                match b {
                    b'&' => out.extend_from_slice(b"&amp;"),
                    b'<' => out.extend_from_slice(b"&lt;"),
                    b'>' => out.extend_from_slice(b"&gt;"),
                    b'"' => out.extend_from_slice(b"&quot;"),
                    b'\'' => out.extend_from_slice(b"&apos;"),
                    _ => out.push(b),
                }
            }
            ctx.new_string_from(out)
        })
        .costs(Cost::Sizes(1)),
    ]);
}

/// A new handle for a value.
fn handle(ctx: &mut Context, value: Value) -> Result<Value> {
    if ctx.library.is_nil() {
        ctx.library = ctx.new_map(0)?;
    }
    // A bijection of the serial number under the runtime's seed, cut to what floats hold too.
    let mut n = ctx.next_serial() ^ ctx.hash_seed();
    n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ n >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    let handle = Value::int(((n ^ n >> 31) >> 11 | 1) as i64);
    ctx.map_set(ctx.library, handle, value)?;
    Ok(handle)
}

/// What a handle stands for, if it is of this kind.
fn document(ctx: &mut Context, handle: Value, kind: Kind) -> Result<Option<Value>> {
    if !handle.is_int() || ctx.library.is_nil() {
        return Ok(None);
    }
    Ok(ctx.map_get(ctx.library, handle)?.filter(|found| found.kind() == kind))
}

// ---- ini ----

fn lower(ctx: &mut Context, text: &[u8]) -> Result<Value> {
    ctx.new_string(&text.trim_ascii().to_ascii_lowercase())
}

fn ini_parse(ctx: &mut Context, text: &[u8]) -> Result<Value> {
    let document = ctx.new_map(0)?;
    let mut section = ctx.new_map(0)?;
    ctx.map_set(document, Value::EMPTY, section)?;
    for line in crate::string::split_lines(text) {
        let line = line.trim_ascii();
        match line.first() {
            None | Some(b';' | b'#') => {}
            Some(b'[') => {
                let end = memchr::memchr(b']', line).unwrap_or(line.len());
                let name = lower(ctx, &line[1..end])?;
                section = match ctx.map_get(document, name)? {
                    Some(known) => known,
                    None => {
                        let new = ctx.new_map(0)?;
                        ctx.map_set(document, name, new)?;
                        new
                    }
                };
            }
            Some(_) => {
                let middle = memchr::memchr2(b'=', b':', line).unwrap_or(line.len());
                let key = lower(ctx, &line[..middle])?;
                let value = ini_value(line.get(middle + 1..).unwrap_or_default().trim_ascii());
                let value = ctx.new_string(value)?;
                ctx.map_set(section, key, value)?;
            }
        }
    }
    Ok(document)
}

/// What is between quotes, or in front of a comment.
fn ini_value(text: &[u8]) -> &[u8] {
    if let Some(quote @ (b'"' | b'\'')) = text.first()
        && let Some(end) = memchr::memchr(*quote, &text[1..])
    {
        return &text[1..=end];
    }
    let comment = (0..text.len()).find(|&i| matches!(text[i], b';' | b'#') && (i == 0 || text[i - 1] == b' '));
    text[..comment.unwrap_or(text.len())].trim_ascii_end()
}

fn ini_section(ctx: &mut Context, args: &[Value]) -> Result<Option<Value>> {
    let Some(document) = document(ctx, arg(args, 0), Kind::MAP)? else { return Ok(None) };
    let section = lower(ctx, bytes(&arg(args, 1)))?;
    ctx.map_get(document, section)
}

fn ini_get(ctx: &mut Context, args: &[Value]) -> Result<Option<Value>> {
    let Some(section) = ini_section(ctx, args)? else { return Ok(None) };
    let key = lower(ctx, bytes(&arg(args, 2)))?;
    ctx.map_get(section, key)
}

fn ini_set(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let Some(document) = document(ctx, arg(args, 0), Kind::MAP)? else { return Ok(Value::int(0)) };
    let value = quintet_runtime::walk::display_string(ctx, arg(args, 3));
    let value = ctx.new_string(value.as_bytes())?;
    let (name, key) = (lower(ctx, bytes(&arg(args, 1)))?, lower(ctx, bytes(&arg(args, 2)))?);
    let section = match ctx.map_get(document, name)? {
        Some(section) => section,
        None => {
            let new = ctx.new_map(0)?;
            ctx.map_set(document, name, new)?;
            new
        }
    };
    ctx.map_set(section, key, value)?;
    Ok(Value::int(1))
}

fn ini_unset(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let Some(section) = ini_section(ctx, args)? else { return Ok(Value::int(0)) };
    let key = lower(ctx, bytes(&arg(args, 2)))?;
    Ok(one_or_zero(ctx.map_delete(section, key)?.is_some()))
}

fn ini_save(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let Some(document) = document(ctx, arg(args, 0), Kind::MAP)? else { return Ok(Value::int(0)) };
    let mut out = Vec::new();
    let sections: Vec<_> = document.as_map().map_or(Vec::new(), |m| m.iter().collect());
    for (name, section) in sections {
        let Some(entries) = section.as_map().filter(|m| !m.is_empty()) else { continue };
        if !bytes(&name).is_empty() {
            out.extend_from_slice(if out.is_empty() { b"[" } else { b"\n[" });
            out.extend_from_slice(bytes(&name));
            out.extend_from_slice(b"]\n");
        }
        for (key, value) in entries.iter() {
            let value = bytes(&value);
            let quoted = ini_value(value) != value;
            for part in [bytes(&key), b" = ", if quoted { b"\"" } else { b"" }, value, if quoted { b"\"" } else { b"" }]
            {
                out.extend_from_slice(part);
            }
            out.push(b'\n');
        }
    }
    Ok(one_or_zero(crate::files::save(ctx, arg(args, 1), &out)?))
}

// ---- XML ----

const NAME: usize = 0;
const ATTRIBUTES: usize = 1;
const CHILDREN: usize = 2;
const HANDLE: usize = 3;

fn part(array: Value, i: usize) -> Value {
    array.as_array().and_then(|a| a.get(i)).unwrap_or(Value::NIL)
}

/// The element of a handle.
fn element(ctx: &mut Context, handle: Value) -> Result<Option<Value>> {
    Ok(document(ctx, handle, Kind::ARRAY)?.filter(|node| node.size() == HANDLE + 1))
}

fn node_handle(ctx: &mut Context, node: Value) -> Result<Value> {
    let known = part(node, HANDLE);
    if known.is_int() {
        return Ok(known);
    }
    let handle = handle(ctx, node)?;
    ctx.array_set(node, HANDLE, handle)?;
    Ok(handle)
}

/// The text of an element and of all within it.
fn xml_text(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let Some(node) = element(ctx, arg(args, 0))? else { return Ok(Value::EMPTY) };
    let mut out = Vec::new();
    let mut open = vec![(part(node, CHILDREN), 0)];
    while let Some((children, i)) = open.last_mut() {
        let child = part(*children, *i);
        *i += 1;
        match child.kind() {
            Kind::NIL => {
                open.pop();
            }
            Kind::ARRAY => open.push((part(child, CHILDREN), 0)),
            _ => out.extend_from_slice(bytes(&child)),
        }
    }
    ctx.new_string_from(out)
}

/// Bytes read in a step.
const STEP: usize = 32 * 1024;

/// The registers of a parser behind its argument.
const PARSER: u16 = 3;
const AT: usize = 1;
/// The innermost element that is not closed. Until it is, the handle of an element is the one around it.
const OPEN: usize = 2;
const ROOT: usize = 3;

/// The handle of a document; 0 if the text is not well formed.
fn xml_parse(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let s = frame.registers[0];
    let text = bytes(&s);
    let r = &mut *frame.registers;
    let start = r[AT].as_int().unwrap_or(if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }) as usize;
    let mut xml = Xml { text, at: start };
    while xml.at < start + STEP {
        match xml.piece(ctx, r)? {
            None => return Ok(Step::Spent(Value::int(0), (xml.at - start) as u64 / 16)),
            Some(false) => r[AT] = Value::int(xml.at as i64),
            Some(true) if r[ROOT].is_nil() || !r[OPEN].is_nil() => return Ok(Step::Done(Value::int(0))),
            Some(true) => {
                let document = ctx.new_array(&[r[ROOT]])?;
                return Ok(Step::Spent(handle(ctx, document)?, (xml.at - start) as u64 / 16));
            }
        }
    }
    Ok(Step::Again((xml.at - start) as u64 / 16))
}

/// Reads XML: elements, attributes, text, CDATA, the five entities and numbered ones. Comments, instructions and the
/// document type are skipped; nothing outside the text is ever read.
struct Xml<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Xml<'t> {
    fn rest(&self) -> &'t [u8] {
        &self.text[self.at..]
    }

    fn take(&mut self, wanted: &[u8]) -> bool {
        let found = self.rest().starts_with(wanted);
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    fn space(&mut self) {
        self.at += self.rest().iter().take_while(|b| b.is_ascii_whitespace()).count();
    }

    /// What comes before an end, which is passed.
    fn until(&mut self, end: &[u8]) -> Option<&'t [u8]> {
        let found = memchr::memmem::find(self.rest(), end)?;
        let part = &self.rest()[..found];
        self.at += found + end.len();
        Some(part)
    }

    fn name(&mut self) -> Option<&'t [u8]> {
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&');
        let n = self.rest().iter().take_while(|b| !ends(b)).count();
        let name = &self.rest()[..n];
        self.at += n;
        let starts = name.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b':') || *b >= 0x80);
        starts.then_some(name)
    }

    /// Skips comments, instructions, the document type. Whether there was one; none if it does not end.
    fn skip(&mut self) -> Option<bool> {
        if self.take(b"<!--") {
            self.until(b"-->")?;
        } else if self.take(b"<?") {
            self.until(b"?>")?;
        } else if self.take(b"<!DOCTYPE") {
            let mut depth = 1;
            while depth > 0 {
                match self.text.get(self.at)? {
                    b'<' | b'[' => depth += 1,
                    b'>' | b']' => depth -= 1,
                    _ => {}
                }
                self.at += 1;
            }
        } else {
            return Some(false);
        }
        Some(true)
    }

    /// Reads the next piece into the registers. Whether the text is at its end; none if it is wrong. A trap leaves the
    /// registers as they were.
    fn piece(&mut self, ctx: &mut Context, r: &mut [Value]) -> Result<Option<bool>> {
        if self.at >= self.text.len() {
            return Ok(Some(true));
        }
        let children = Some(r[OPEN]).filter(|node| !node.is_nil()).map(|node| part(node, CHILDREN));
        if !self.rest().starts_with(b"<") {
            let n = memchr::memchr(b'<', self.rest()).unwrap_or(self.rest().len());
            let text = decoded(&self.rest()[..n]);
            self.at += n;
            return match (text, children) {
                (Some(text), Some(children)) => {
                    let text = ctx.new_string(&text)?;
                    ctx.array_push(children, text)?;
                    Ok(Some(false))
                }
                (Some(text), None) if text.trim_ascii().is_empty() => Ok(Some(false)),
                _ => Ok(None),
            };
        }
        if self.take(b"<![CDATA[") {
            let (Some(text), Some(children)) = (self.until(b"]]>"), children) else { return Ok(None) };
            let text = ctx.new_string(text)?;
            ctx.array_push(children, text)?;
            return Ok(Some(false));
        }
        match self.skip() {
            None => return Ok(None),
            Some(true) => return Ok(Some(false)),
            Some(false) => {}
        }
        if self.take(b"</") {
            let name = self.name();
            self.space();
            let node = r[OPEN];
            if node.is_nil() || part(node, NAME).as_string() != name || !self.take(b">") {
                return Ok(None);
            }
            r[OPEN] = part(node, HANDLE);
            ctx.array_set(node, HANDLE, Value::NIL)?;
            return Ok(Some(false));
        }
        self.at += 1;
        let Some(name) = self.name() else { return Ok(None) };
        let name = ctx.new_string(name)?;
        let attributes = ctx.new_map(0)?;
        loop {
            self.space();
            if self.rest().starts_with(b">") || self.rest().starts_with(b"/>") {
                break;
            }
            let Some((key, value)) = self.attribute() else { return Ok(None) };
            let (key, value) = (ctx.new_string(key)?, ctx.new_string(&value)?);
            ctx.map_set(attributes, key, value)?;
        }
        let inside = ctx.new_array(&[])?;
        let closed = self.take(b"/>");
        let around = if closed { Value::NIL } else { r[OPEN] };
        let node = ctx.new_array(&[name, attributes, inside, around])?;
        match children {
            Some(children) => ctx.array_push(children, node)?,
            None if r[ROOT].is_nil() => r[ROOT] = node,
            None => return Ok(None),
        }
        if !closed {
            self.at += 1;
            r[OPEN] = node;
        }
        Ok(Some(false))
    }

    fn attribute(&mut self) -> Option<(&'t [u8], Vec<u8>)> {
        let key = self.name()?;
        self.space();
        if !self.take(b"=") {
            return None;
        }
        self.space();
        let quote = *self.rest().first().filter(|b| matches!(b, b'"' | b'\''))?;
        self.at += 1;
        let value = self.until(&[quote])?;
        Some((key, decoded(value)?))
    }
}

/// Text with its entities replaced; none if there is an unknown one.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut left = text;
    while let Some(at) = memchr::memchr(b'&', left) {
        out.extend_from_slice(&left[..at]);
        let end = memchr::memchr(b';', &left[at..])?;
        let name = std::str::from_utf8(&left[at + 1..at + end]).ok()?;
        let c = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = name.strip_prefix('#')?;
                let n = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(n)?
            }
        };
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        left = &left[at + end + 1..];
    }
    out.extend_from_slice(left);
    Some(out)
}
