//! Printing: what programs see of values.
//!
//! The walk keeps the containers that are being printed on a stack of its own. A container that is met again while it
//! is on that stack prints as `[...]`, `{...}` or `Name {...}`. Printing cannot call bytecode: where an instance's
//! `toString` is wanted, the walk notes the instance, goes on to find all others, and hands them to the caller, who
//! calls the methods and prints again with the results.

use super::{AddressMap, AddressSet, SHALLOW};
use crate::code::LoadedFunction;
use crate::context::Context;
use crate::error::displays_as_runtime_error;
use crate::heap::RESERVE;
use crate::object::ClosureObject;
use crate::value::{Kind, Value};
use quintet_bytecode::{FunctionKind, number};
use std::io::Write;
use std::sync::Arc;

/// The fields of a shape.
type Keys = Arc<[Arc<[u8]>]>;

/// Which text of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What `print` shows: strings raw, instances by their `toString`.
    Print,
    /// As `Print`, but an array or map that is not within another shows its size only.
    ToString,
    /// For debugging: strings quoted and escaped at every depth, integral floats marked, `toString` never called.
    Repr,
}

/// These instances' `toString` methods are to be called first. In the order in which they are printed, each once.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedsCall(pub Vec<Value>);

/// Appends a value's text to `out`: O(length of the text).
///
/// `replaced` says what `toString` gave for instances, which are looked up by identity; such a result is printed in
/// print form. If any is missing, `out` is left as it was and all missing instances are returned.
///
/// The text of shared structure can be exponentially long. It is cut off as soon as `out` is longer than anything the
/// heap has room for, so that a caller that makes a string of it, or calls [`Context::reserve`] with its length, gets
/// the trap that leads to OutOfMemory. A caller that sets [`Context::print_limit`] sees by the length that it was reached.
pub fn display(
    ctx: &mut Context,
    value: Value,
    form: Form,
    replaced: &[(Value, Value)],
    out: &mut Vec<u8>,
) -> Result<(), NeedsCall> {
    let start = out.len();
    let mut printer = Printer::new(ctx, form, replaced, out);
    printer.calls = form != Form::Repr;
    printer.print(value, form);
    let missing = printer.missing;
    if missing.is_empty() {
        return Ok(());
    }
    out.truncate(start);
    Err(NeedsCall(missing))
}

/// As [`display`], with instances shown by their fields although they have a `toString`.
pub(super) fn display_fields(ctx: &mut Context, value: Value, form: Form, out: &mut Vec<u8>) {
    Printer::new(ctx, form, &[], out).print(value, form);
}

/// A container that is being printed.
#[derive(Clone, Copy)]
struct Frame {
    container: Value,
    next: Next,
}

/// What of a container comes next.
#[derive(Clone, Copy)]
enum Next {
    /// This element of an array, tuple or pair, or this field of an instance.
    Element(usize),
    /// The key of the first entry at this position or behind it, in a map or an instance that keeps its fields in one.
    Key { position: usize, first: bool },
    /// The value of the entry at this position, whose key is printed.
    Value(usize),
    /// The value that stands for the container: what its `toString` gave, or an error's message.
    Other(Value),
    /// Nothing.
    End,
}

/// How far a frame got.
enum Progress {
    /// This container is to be printed before the frame goes on.
    Enter(Value, Next),
    /// The frame is finished.
    Leave,
}

struct Printer<'a> {
    ctx: &'a mut Context,
    out: &'a mut Vec<u8>,
    /// Strings are quoted and integral floats marked.
    repr: bool,
    /// `toString` is asked for.
    calls: bool,
    /// Longer output is cut off.
    limit: usize,
    replaced: &'a [(Value, Value)],
    /// `replaced` by address; filled when first needed.
    results: AddressMap<Value>,
    missing: Vec<Value>,
    known_missing: AddressSet,
    path: Vec<Frame>,
    /// The containers of `path` from `SHALLOW` on.
    deep: AddressSet,
    /// The shape that was used last.
    shape: Option<(u32, Keys)>,
    /// The class that was looked at last, and whether it has a `toString`.
    class: (Value, bool),
}

impl<'a> Printer<'a> {
    fn new(ctx: &'a mut Context, form: Form, replaced: &'a [(Value, Value)], out: &'a mut Vec<u8>) -> Printer<'a> {
        let limit = ctx.heap.max().saturating_sub(ctx.heap.used()).max(RESERVE).min(ctx.print_limit);
        Printer {
            ctx,
            out,
            repr: form == Form::Repr,
            calls: false,
            limit,
            replaced,
            results: AddressMap::default(),
            missing: Vec::new(),
            known_missing: AddressSet::default(),
            path: Vec::new(),
            deep: AddressSet::default(),
            shape: None,
            class: (Value::NIL, false),
        }
    }

    fn print(&mut self, value: Value, form: Form) {
        match value.kind() {
            Kind::ARRAY if form == Form::ToString => self.put(format_args!("[array n={}]", value.size())),
            Kind::MAP if form == Form::ToString => self.put(format_args!("{{map n={}}}", value.size())),
            _ if self.leaf(value) => {}
            _ => self.walk(value),
        }
    }

    fn walk(&mut self, value: Value) {
        self.open(value);
        while let Some(&frame) = self.path.last() {
            match self.advance(frame) {
                Progress::Enter(container, next) => {
                    if let Some(top) = self.path.last_mut() {
                        top.next = next;
                    }
                    self.open(container);
                }
                Progress::Leave => self.pop(),
            }
            if self.is_full() {
                return;
            }
        }
    }

    fn is_full(&self) -> bool {
        self.out.len() > self.limit
    }

    // ---- containers ----

    /// Prints the beginning of a container and enters it.
    fn open(&mut self, value: Value) {
        if self.is_on_path(value) {
            return self.cycle(value);
        }
        match value.kind() {
            Kind::ARRAY => self.enter(value, "[", Next::Element(0)),
            Kind::TUPLE | Kind::PAIR => self.enter(value, "(", Next::Element(0)),
            Kind::MAP => self.enter(value, "{", Next::Key { position: 0, first: true }),
            _ => self.open_record(value),
        }
    }

    fn open_record(&mut self, record: Value) {
        if self.calls && self.has_to_string(record) {
            match self.result_of(record) {
                Some(result) => self.enter(record, "", Next::Other(result)),
                None if self.known_missing.insert(record.payload()) => self.missing.push(record),
                None => {}
            }
            return;
        }
        if record.kind() == Kind::ERROR {
            return self.open_error(record);
        }
        let name = self.ctx.class_name(record);
        self.text(&name);
        let dictionary = record.as_record().is_some_and(|r| r.is_dictionary());
        let first = if dictionary { Next::Key { position: 0, first: true } } else { Next::Element(0) };
        self.enter(record, " {", first);
    }

    /// The display text of an error: `TypeError: message`.
    fn open_error(&mut self, error: Value) {
        let kind = self.ctx.field(error, b"kind").filter(|k| k.is_string());
        match kind.as_ref().and_then(Value::as_string) {
            Some(kind) if displays_as_runtime_error(kind) => self.text("Runtime error"),
            Some(kind) => self.out.extend_from_slice(kind),
            None => {
                let name = self.ctx.class_name(error);
                self.text(&name);
            }
        }
        self.text(": ");
        let message = self.ctx.field(error, b"message").unwrap_or(Value::NIL);
        match message.as_string() {
            Some(text) => self.out.extend_from_slice(text),
            None if message.is_nil() => {}
            None => self.enter(error, "", Next::Other(message)),
        }
    }

    fn enter(&mut self, container: Value, opening: &str, next: Next) {
        self.text(opening);
        if self.path.len() >= SHALLOW {
            self.deep.insert(container.payload());
        }
        self.path.push(Frame { container, next });
    }

    fn pop(&mut self) {
        if let Some(frame) = self.path.pop()
            && self.path.len() >= SHALLOW
        {
            self.deep.remove(&frame.container.payload());
        }
    }

    fn is_on_path(&self, value: Value) -> bool {
        let shallow = self.path.len().min(SHALLOW);
        self.path[..shallow].iter().any(|f| f.container == value)
            || self.path.len() > SHALLOW && self.deep.contains(&value.payload())
    }

    fn cycle(&mut self, value: Value) {
        match value.kind() {
            Kind::ARRAY => self.text("[...]"),
            Kind::TUPLE | Kind::PAIR => self.text("(...)"),
            Kind::MAP => self.text("{...}"),
            _ => {
                let name = self.ctx.class_name(value);
                self.put(format_args!("{name} {{...}}"));
            }
        }
    }

    /// Prints as much of the innermost container as there is before the next one within it.
    fn advance(&mut self, frame: Frame) -> Progress {
        let container = frame.container;
        match frame.next {
            Next::Other(value) => {
                if self.leaf(value) {
                    return Progress::Leave;
                }
                Progress::Enter(value, Next::End)
            }
            Next::End => Progress::Leave,
            Next::Key { position, first } => self.entries(container, position, first),
            Next::Value(position) => self.entry_value(container, position),
            Next::Element(at) => match container.kind() {
                Kind::ARRAY => {
                    let array = container.as_array();
                    self.elements(at, ", ", "]", |i| array?.get(i))
                }
                Kind::TUPLE => {
                    let values = container.as_tuple().map_or(&[][..], |t| t.values());
                    // A tuple of one element is told from a value in parentheses.
                    let closing = if values.len() == 1 { ",)" } else { ")" };
                    self.elements(at, ", ", closing, |i| values.get(i).copied())
                }
                Kind::PAIR => {
                    let (first, second) = container.as_pair().map_or((Value::NIL, Value::NIL), |p| p.values());
                    self.elements(at, " . ", ")", |i| [first, second].get(i).copied())
                }
                _ => self.record_fields(container, at),
            },
        }
    }

    fn elements(
        &mut self,
        mut at: usize,
        separator: &str,
        closing: &str,
        element: impl Fn(usize) -> Option<Value>,
    ) -> Progress {
        while let Some(value) = element(at) {
            if at > 0 {
                self.text(separator);
            }
            at += 1;
            if !self.leaf(value) {
                return Progress::Enter(value, Next::Element(at));
            }
            if self.is_full() {
                break;
            }
        }
        self.text(closing);
        Progress::Leave
    }

    fn record_fields(&mut self, container: Value, mut at: usize) -> Progress {
        if let Some(record) = container.as_record() {
            let keys = self.keys(record.shape);
            while let Some(key) = keys.get(at) {
                if at > 0 {
                    self.text(", ");
                }
                self.key_text(key);
                self.text(": ");
                let value = record.slot_value(at);
                at += 1;
                if !self.leaf(value) {
                    return Progress::Enter(value, Next::Element(at));
                }
            }
        }
        self.text("}");
        Progress::Leave
    }

    fn entries(&mut self, container: Value, mut position: usize, mut first: bool) -> Progress {
        let map = entries_of(container);
        if let Some(m) = map.as_map() {
            while position < m.positions() && !self.is_full() {
                let Some((key, value)) = m.entry(position) else {
                    position += 1;
                    continue;
                };
                if !first {
                    self.text(", ");
                }
                first = false;
                match key.as_string() {
                    Some(text) => self.key_text(text),
                    None if self.leaf(key) => {}
                    None => return Progress::Enter(key, Next::Value(position)),
                }
                self.text(": ");
                position += 1;
                if !self.leaf(value) {
                    return Progress::Enter(value, Next::Key { position, first });
                }
            }
        }
        self.text("}");
        Progress::Leave
    }

    fn entry_value(&mut self, container: Value, position: usize) -> Progress {
        self.text(": ");
        let entry = entries_of(container).as_map().and_then(|m| m.entry(position));
        if let Some((_, value)) = entry
            && !self.leaf(value)
        {
            return Progress::Enter(value, Next::Key { position: position + 1, first: false });
        }
        self.entries(container, position + 1, false)
    }

    fn keys(&mut self, shape: u32) -> Keys {
        match &self.shape {
            Some((id, keys)) if *id == shape => keys.clone(),
            _ => {
                let keys = self.ctx.runtime().shapes.shape(shape).keys.clone();
                self.shape = Some((shape, keys.clone()));
                keys
            }
        }
    }

    fn has_to_string(&mut self, record: Value) -> bool {
        let Some(class) = record.as_record().map(|r| r.class()) else { return false };
        if self.class.0 != class {
            self.class = (class, self.ctx.class_method(class, b"toString").is_some());
        }
        self.class.1
    }

    fn result_of(&mut self, record: Value) -> Option<Value> {
        if self.replaced.len() <= 8 {
            return self.replaced.iter().find(|(r, _)| *r == record).map(|(_, result)| *result);
        }
        if self.results.is_empty() {
            self.results = self.replaced.iter().map(|(r, result)| (r.payload(), *result)).collect();
        }
        self.results.get(&record.payload()).copied()
    }

    // ---- what contains nothing ----

    /// Prints a value that is no container; false if it is one.
    fn leaf(&mut self, value: Value) -> bool {
        match value.kind() {
            Kind::ARRAY | Kind::MAP | Kind::RECORD | Kind::ERROR | Kind::TUPLE | Kind::PAIR => return false,
            Kind::NIL => self.text("nil"),
            Kind::BOOL => self.text(if value.payload() != 0 { "true" } else { "false" }),
            Kind::INT => self.out.extend_from_slice(itoa::Buffer::new().format(value.payload() as i64).as_bytes()),
            Kind::FLOAT => self.float(f64::from_bits(value.payload())),
            Kind::SHORT | Kind::STRING => {
                let bytes = value.as_string().unwrap_or_default();
                if self.repr { quote(self.out, bytes) } else { self.out.extend_from_slice(bytes) }
            }
            Kind::BYTES => byte_literal(self.out, value.as_bytes().unwrap_or_default()),
            Kind::RANGE => self.range(value),
            Kind::FUNCTION | Kind::CLOSURE => self.function(value),
            Kind::NATIVE => {
                let runtime = self.ctx.runtime().clone();
                let name = runtime.native(value.payload() as u32).map_or("", |n| &n.name);
                self.put(format_args!("<function {name}>"));
            }
            Kind::MODULE => {
                let name = value.as_namespace().map_or("", |n| &n.def().name);
                self.put(format_args!("<module {name}>"));
            }
            Kind::CLASS => {
                let name = self.ctx.name_of_class(value);
                self.put(format_args!("<class {name}>"));
            }
            Kind::SYMBOL => {
                let name = self.ctx.runtime().symbol_name(value.payload() as u32);
                self.text(name.as_deref().unwrap_or(""));
            }
            Kind::PID | Kind::REF | Kind::PORT => {
                self.put(format_args!("<{} {}>", value.kind().word(), value.payload()))
            }
            Kind::FIBER => {
                let (id, status) = value.fiber_id().unwrap_or((0, "done"));
                self.put(format_args!("<fiber {id} {status}>"));
            }
            Kind::BIGINT => {
                let digits = crate::bigint::to_string(value);
                self.text(&digits);
            }
            Kind::FOREIGN => {
                let label = self.ctx.foreign_label(value);
                self.put(format_args!("<foreign {label}>"));
            }
            kind => self.put(format_args!("<{}>", kind.word())),
        }
        true
    }

    fn float(&mut self, f: f64) {
        let mut digits = String::new();
        if self.repr {
            number::format_float_marked(f, &mut digits)
        } else {
            number::format_float(f, &mut digits)
        }
        self.text(&digits);
    }

    fn range(&mut self, value: Value) {
        let Some(range) = value.as_range() else { return };
        match range.step {
            1 => self.put(format_args!("range({}, {})", range.start, range.stop)),
            step => self.put(format_args!("range({}, {}, {step})", range.start, range.stop)),
        }
    }

    fn function(&mut self, value: Value) {
        let function: *const LoadedFunction = match value.as_closure() {
            Some(ClosureObject { function, .. }) => *function,
            None => value.address(),
        };
        // SAFETY: function values and closures point to loaded code, which lives as long as the runtime, which the
        // context holds.
        let def = unsafe { &(*function).def };
        if def.kind == FunctionKind::Lambda {
            self.text("<fn>");
        } else {
            self.put(format_args!("<function {}>", def.name));
        }
    }

    /// A key or the name of a field: quoted in both forms, escaped in repr only.
    fn key_text(&mut self, bytes: &[u8]) {
        if self.repr {
            return quote(self.out, bytes);
        }
        self.out.push(b'"');
        self.out.extend_from_slice(bytes);
        self.out.push(b'"');
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a vector does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// The map of an instance that keeps its fields in one; a map itself.
fn entries_of(container: Value) -> Value {
    container.as_record().map_or(container, |r| r.dictionary())
}

/// Appends a string literal that reads back as these bytes. Control characters are escaped, so that it is safe to show.
fn quote(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_ascii() {
                escape(out, c as u8);
            } else if c.is_control() {
                // Writing to a vector does not fail.
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            } else {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        for &byte in chunk.invalid() {
            escape(out, byte);
        }
    }
    out.push(b'"');
}

/// Appends `b"..."`.
fn byte_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(b"b\"");
    for &byte in bytes {
        escape(out, byte);
    }
    out.push(b'"');
}

/// Appends a byte as it stands in a literal: itself if it is printable ASCII.
fn escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        b' '..=b'~' => out.push(byte),
        // Writing to a vector does not fail.
        _ => drop(write!(out, "\\x{byte:02x}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::LoadedClass;
    use crate::context::Limits;
    use crate::host::NoHost;
    use crate::runtime::Runtime;
    use crate::walk::testing::*;
    use crate::walk::{display_string, repr_string};

    fn shown(ctx: &mut Context, value: Value, form: Form) -> String {
        let mut out = Vec::new();
        display(ctx, value, form, &[], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn class(ctx: &mut Context, name: &str, parent: Value, methods: &[&str]) -> Value {
        let name = string(ctx, name);
        // Templates live as long as the runtime; a test's may live for ever.
        let template: &LoadedClass =
            Box::leak(Box::new(LoadedClass { module: 7, index: name.tag() as u32, name, fields: 1 }));
        let class = ctx.new_class(template, parent).unwrap();
        for method in methods {
            ctx.add_method(class, method.as_bytes(), Value::native(0)).unwrap();
        }
        class
    }

    fn instance(ctx: &mut Context, class: Value, fields: &[(&str, Value)]) -> Value {
        let record = ctx.new_record(class).unwrap();
        for (name, value) in fields {
            ctx.set_field(record, name.as_bytes(), *value).unwrap();
        }
        record
    }

    #[test]
    fn leaves() {
        let mut ctx = context();
        let text = string(&mut ctx, "it's \"so\"\n");
        let odd = ctx.new_string(b"\x00\xffa\xc2\x9b\xc3\xa9\\").unwrap();
        let bytes = ctx.new_bytes(b"ab\x00\xff\"").unwrap();
        let range = ctx.new_range(0, 5, 1).unwrap();
        let stepped = ctx.new_range(5, -5, -2).unwrap();
        let class = ctx.runtime().error_class();
        let symbol = Value::symbol(ctx.runtime().symbol("name"));
        let cases = [
            (Value::NIL, "nil", "nil"),
            (Value::TRUE, "true", "true"),
            (Value::int(i64::MIN), "-9223372036854775808", "-9223372036854775808"),
            (Value::float(1.0), "1", "1.0"),
            (Value::float(-0.0), "-0", "-0.0"),
            (Value::float(1e20), "1e+20", "1e+20"),
            (Value::float(0.1), "0.1", "0.1"),
            (Value::float(f64::NAN), "nan", "nan"),
            (text, "it's \"so\"\n", r#""it's \"so\"\n""#),
            (bytes, r#"b"ab\x00\xff\"""#, r#"b"ab\x00\xff\"""#),
            (range, "range(0, 5)", "range(0, 5)"),
            (stepped, "range(5, -5, -2)", "range(5, -5, -2)"),
            (class, "<class Error>", "<class Error>"),
            (symbol, "name", "name"),
            (Value::immediate(Kind::PID, 7), "<pid 7>", "<pid 7>"),
            (Value::immediate(Kind::REF, 12), "<ref 12>", "<ref 12>"),
        ];
        for (value, print, repr) in cases {
            assert_eq!(shown(&mut ctx, value, Form::Print), print);
            assert_eq!(shown(&mut ctx, value, Form::ToString), print);
            assert_eq!(shown(&mut ctx, value, Form::Repr), repr);
        }
        assert_eq!(repr_string(&mut ctx, odd), r#""\x00\xffa\u{9b}é\\""#);
        let mut raw = Vec::new();
        display(&mut ctx, odd, Form::Print, &[], &mut raw).unwrap();
        assert_eq!(raw, odd.as_string().unwrap());
    }

    #[test]
    fn containers() {
        let mut ctx = context();
        let x = string(&mut ctx, "x");
        let list = array(&mut ctx, &[Value::int(1), x, Value::TRUE, Value::NIL, Value::float(2.0)]);
        assert_eq!(shown(&mut ctx, list, Form::Print), "[1, x, true, nil, 2]");
        assert_eq!(shown(&mut ctx, list, Form::ToString), "[array n=5]");
        assert_eq!(shown(&mut ctx, list, Form::Repr), r#"[1, "x", true, nil, 2.0]"#);
        let floats = array(&mut ctx, &[Value::float(1.0), Value::float(1.5)]);
        assert_eq!(shown(&mut ctx, floats, Form::Repr), "[1.0, 1.5]");

        let m = map(&mut ctx, &[("gone", Value::NIL), ("a", Value::int(1)), ("q\"", x), ("l", floats)]);
        let gone = string(&mut ctx, "gone");
        ctx.map_delete(m, gone).unwrap();
        ctx.map_set(m, Value::int(3), Value::NIL).unwrap();
        let key = array(&mut ctx, &[x, Value::int(1)]);
        let key = crate::walk::copy::freeze(&mut ctx, key).unwrap();
        ctx.map_set(m, key, list).unwrap();
        ctx.map_set(m, Value::TRUE, Value::NIL).unwrap();
        let text = r#"{"a": 1, "q"": x, "l": [1, 1.5], 3: nil, [x, 1]: [1, x, true, nil, 2], true: nil}"#;
        assert_eq!(shown(&mut ctx, m, Form::Print), text);
        assert_eq!(shown(&mut ctx, m, Form::ToString), "{map n=6}");
        let text = r#"{"a": 1, "q\"": "x", "l": [1.0, 1.5], 3: nil, ["x", 1]: [1, "x", true, nil, 2.0], true: nil}"#;
        assert_eq!(shown(&mut ctx, m, Form::Repr), text);
        let within = array(&mut ctx, &[list, m]);
        assert!(shown(&mut ctx, within, Form::ToString) == "[array n=2]");

        let tuple = ctx.new_tuple(&[Value::int(1), x]).unwrap();
        let one = ctx.new_tuple(&[tuple]).unwrap();
        let pair = ctx.new_pair(one, Value::NIL).unwrap();
        assert_eq!(shown(&mut ctx, pair, Form::Print), "(((1, x),) . nil)");
        let (none, no_map) = (array(&mut ctx, &[]), map(&mut ctx, &[]));
        assert_eq!(shown(&mut ctx, none, Form::Print), "[]");
        assert_eq!(shown(&mut ctx, no_map, Form::Print), "{}");
    }

    #[test]
    fn cycles_and_shared_structure() {
        let mut ctx = context();
        let loop_ = ring(&mut ctx, Value::int(1));
        assert_eq!(shown(&mut ctx, loop_, Form::Print), "[1, [...]]");
        let twice = array(&mut ctx, &[loop_, loop_]);
        assert_eq!(shown(&mut ctx, twice, Form::Print), "[[1, [...]], [1, [...]]]");
        let m = map(&mut ctx, &[("l", twice)]);
        let me = string(&mut ctx, "me");
        ctx.map_set(m, me, m).unwrap();
        ctx.array_set(loop_, 0, m).unwrap();
        assert_eq!(shown(&mut ctx, m, Form::Print), r#"{"l": [[{...}, [...]], [{...}, [...]]], "me": {...}}"#);
        // A cycle that is longer than what is looked through one by one.
        let inner = array(&mut ctx, &[Value::NIL]);
        let outer = nested(&mut ctx, 40, inner);
        ctx.array_set(inner, 0, inner).unwrap();
        assert_eq!(shown(&mut ctx, outer, Form::Print), format!("{}[[...]]{}", "[".repeat(40), "]".repeat(40)));
        ctx.array_set(inner, 0, outer).unwrap();
        assert_eq!(shown(&mut ctx, outer, Form::Print), format!("{}[[...]]{}", "[".repeat(40), "]".repeat(40)));
        // The frames of a path that was left are forgotten.
        let deep = nested(&mut ctx, 40, Value::NIL);
        let both = array(&mut ctx, &[deep, deep]);
        let text = format!("{}nil{}", "[".repeat(40), "]".repeat(40));
        assert_eq!(shown(&mut ctx, both, Form::Print), format!("[{text}, {text}]"));
    }

    #[test]
    fn instances() {
        let mut ctx = context();
        let plain = class(&mut ctx, "Plain", Value::NIL, &["other"]);
        let x = string(&mut ctx, "x");
        let p = instance(&mut ctx, plain, &[("x", Value::int(1)), ("name of a longer field", x)]);
        assert_eq!(shown(&mut ctx, p, Form::Print), r#"Plain {"x": 1, "name of a longer field": x}"#);
        assert_eq!(shown(&mut ctx, p, Form::Repr), r#"Plain {"x": 1, "name of a longer field": "x"}"#);
        ctx.set_field(p, b"x", p).unwrap();
        assert_eq!(shown(&mut ctx, p, Form::Print), r#"Plain {"x": Plain {...}, "name of a longer field": x}"#);
        let empty = instance(&mut ctx, plain, &[]);
        assert_eq!(shown(&mut ctx, empty, Form::Print), "Plain {}");
        assert_eq!(shown(&mut ctx, plain, Form::Print), "<class Plain>");
        let many = instance(&mut ctx, plain, &[]);
        for i in 0..100 {
            ctx.set_field(many, format!("f{i}").as_bytes(), Value::int(i)).unwrap();
        }
        let text = shown(&mut ctx, many, Form::Print);
        assert!(text.starts_with(r#"Plain {"f0": 0, "f1": 1, "#) && text.ends_with(r#""f99": 99}"#), "{text}");
    }

    #[test]
    fn to_string_is_asked_for() {
        let mut ctx = context();
        let class_ = class(&mut ctx, "Named", Value::NIL, &["toString"]);
        let sub = class(&mut ctx, "Sub", class_, &[]);
        let (a, b) = (instance(&mut ctx, class_, &[("x", Value::int(1))]), instance(&mut ctx, sub, &[]));
        let list = array(&mut ctx, &[a, Value::int(1), b, a]);
        let mut out = b"before".to_vec();
        assert_eq!(display(&mut ctx, list, Form::Print, &[], &mut out), Err(NeedsCall(vec![a, b])));
        assert_eq!(out, b"before");
        let text = string(&mut ctx, "A");
        assert_eq!(display(&mut ctx, list, Form::Print, &[(a, text)], &mut out), Err(NeedsCall(vec![b])));
        // A result that is no string is printed itself, and may need a call again.
        let result = array(&mut ctx, &[text, a, b]);
        display(&mut ctx, list, Form::Print, &[(a, text), (b, result)], &mut out).unwrap();
        assert_eq!(String::from_utf8_lossy(&out), "before[A, 1, [A, A, Sub {...}], A]");
        out.clear();
        display(&mut ctx, b, Form::ToString, &[(b, result), (a, a)], &mut out).unwrap();
        assert_eq!(String::from_utf8_lossy(&out), "[A, Named {...}, Sub {...}]");
        assert_eq!(shown(&mut ctx, list, Form::Repr), r#"[Named {"x": 1}, 1, Sub {}, Named {"x": 1}]"#);
        assert_eq!(display_string(&mut ctx, list), r#"[Named {"x": 1}, 1, Sub {}, Named {"x": 1}]"#);
    }

    #[test]
    fn a_chain_of_results_is_no_recursion() {
        let mut ctx = context();
        let named = class(&mut ctx, "Named", Value::NIL, &["toString"]);
        let all: Vec<Value> = (0..DEEP).map(|_| instance(&mut ctx, named, &[])).collect();
        let mut replaced: Vec<(Value, Value)> = all.windows(2).map(|w| (w[0], w[1])).collect();
        replaced.push((all[DEEP - 1], Value::int(1)));
        let mut out = Vec::new();
        display(&mut ctx, all[0], Form::Print, &replaced, &mut out).unwrap();
        assert_eq!(out, b"1");
    }

    #[test]
    fn errors_show_their_display_text() {
        let mut ctx = context();
        for (kind, text) in [("TypeError", "TypeError: no"), ("DivisionByZero", "Runtime error: no")] {
            let error = ctx.make_error(kind, "no", Value::NIL).unwrap();
            assert_eq!(shown(&mut ctx, error, Form::Print), text);
            assert_eq!(shown(&mut ctx, error, Form::Repr), text);
            let list = array(&mut ctx, &[error]);
            assert_eq!(shown(&mut ctx, list, Form::Print), format!("[{text}]"));
        }
        let error = ctx.make_error("Odd", "", Value::NIL).unwrap();
        assert_eq!(shown(&mut ctx, error, Form::Print), "Odd: ");
        ctx.set_field(error, b"message", Value::int(5)).unwrap();
        assert_eq!(shown(&mut ctx, error, Form::Print), "Odd: 5");
        ctx.set_field(error, b"message", error).unwrap();
        assert_eq!(shown(&mut ctx, error, Form::Print), "Odd: Error {...}");
        let base = ctx.runtime().error_class();
        let class = class(&mut ctx, "Mine", base, &["toString"]);
        let mine = instance(&mut ctx, class, &[]);
        let mut out = Vec::new();
        assert_eq!(display(&mut ctx, mine, Form::Print, &[], &mut out), Err(NeedsCall(vec![mine])));
        assert_eq!(shown(&mut ctx, mine, Form::Repr), "Mine: ");
    }

    #[test]
    fn deep_structure() {
        let mut ctx = context();
        let deep = nested(&mut ctx, DEEP, Value::int(7));
        let text = shown(&mut ctx, deep, Form::Print);
        assert_eq!(text.len(), 2 * DEEP + 1);
        assert_eq!(&text[DEEP - 1..=DEEP + 1], "[7]");
    }

    #[test]
    fn endless_text_is_cut_off() {
        let limits = Limits { max_heap: 1 << 20, ..Limits::default() };
        let mut ctx = Context::new(Runtime::builder().build(), limits, Box::new(NoHost));
        let huge = doubled(&mut ctx, 60, Value::NIL);
        let mut out = Vec::new();
        display(&mut ctx, huge, Form::Print, &[], &mut out).unwrap();
        assert!(out.len() < 2 << 20);
        assert!(ctx.reserve(out.len()).is_err());
    }
}
