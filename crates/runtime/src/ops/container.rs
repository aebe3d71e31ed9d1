//! Indexes, slices, fields and membership.

use super::text::{char_count, char_len, char_offset};
use crate::context::Context;
use crate::error::{ErrorKind, Result, Trap};
use crate::object::record::SLOTS_OFFSET;
use crate::object::{Slots, range_count};
use crate::process::{CallSite, Process};
use crate::shape::{DICTIONARY, POLYMORPHIC};
use crate::value::{Kind, Value};
use crate::walk;
use std::sync::atomic::Ordering;

/// What a cache cell says of a field in a record's own slots: shape below, byte offset above.
pub(crate) fn field_cell(shape: u32, slot: usize) -> u64 {
    u64::from(shape) | ((SLOTS_OFFSET + slot * 16) as u64) << 32
}
/// What a cache cell says of a method: shape below, index above.
pub(crate) fn method_cell(shape: u32, index: usize) -> u64 {
    u64::from(shape) | (index as u64) << 32
}
/// The mark of a cache cell that holds a native for receivers of a kind.
pub(crate) const NATIVE_CELL: u64 = 0x8000_0000;

/// An index into something of `len` elements, negative ones from the end.
fn position(index: i64, len: usize) -> Option<usize> {
    let i = if index < 0 { index.checked_add(len as i64)? } else { index };
    usize::try_from(i).ok().filter(|&i| i < len)
}

/// The bounds of a slice of something of `len` elements: a negative end counts inclusively.
fn slice_bounds(from: Option<i64>, to: Option<i64>, len: u64) -> (u64, u64) {
    let n = i128::from(len);
    let from = from.map_or(0, |a| if a < 0 { i128::from(a) + n } else { i128::from(a) }).clamp(0, n);
    let to = to.map_or(n, |b| if b < 0 { i128::from(b) + n + 1 } else { i128::from(b) }).clamp(0, n);
    (from as u64, to.max(from) as u64)
}

impl Context {
    fn index_kind_error(&mut self, what: &str, container: Value) -> Trap {
        self.type_error(format!("{what} index must be int for {}", container.kind().word()))
    }
    fn container_error(&mut self, what: &str, container: Value, index: Value) -> Trap {
        let (c, i) = (container.kind().word(), index.kind().word());
        self.type_error(format!("{what} expects array or map (got container={c}, index={i})"))
    }

    /// `container[index]` for what needs no method. `None` for instances.
    pub(crate) fn get_index(&mut self, container: Value, index: Value) -> Result<Option<Value>> {
        let len = match container.kind() {
            Kind::MAP => return Ok(Some(self.map_get(container, index)?.unwrap_or(Value::NIL))),
            Kind::RECORD | Kind::ERROR => return Ok(None),
            Kind::CLASS if index.is_string() => return self.class_member(container, index).map(Some),
            Kind::ARRAY | Kind::BYTES | Kind::RANGE | Kind::TUPLE => container.size(),
            Kind::SHORT | Kind::STRING => {
                let Some(i) = index.as_int() else { return Err(self.index_kind_error("INDEX_GET", container)) };
                return self.char_at(container, i).map(Some);
            }
            _ => return Err(self.container_error("INDEX_GET", container, index)),
        };
        let Some(i) = index.as_int() else { return Err(self.index_kind_error("INDEX_GET", container)) };
        // A range may have more elements than `size` says.
        if let Some(r) = container.as_range() {
            let count = range_count(r.start, r.stop, r.step) as i128;
            let i = if i < 0 { i128::from(i) + count } else { i128::from(i) };
            if i < 0 || i >= count {
                return Err(self.index_error("index out of range"));
            }
            return Ok(Some(Value::int(r.start.wrapping_add((i as i64).wrapping_mul(r.step)))));
        }
        let Some(i) = position(i, len) else { return Err(self.index_error("index out of range")) };
        let element = match container.kind() {
            Kind::ARRAY => container.as_array().and_then(|a| a.get(i)),
            Kind::BYTES => container.as_bytes().and_then(|b| b.get(i)).map(|&b| Value::int(i64::from(b))),
            _ => container.as_tuple().and_then(|t| t.values().get(i).copied()),
        };
        Ok(element)
    }

    fn char_at(&mut self, string: Value, i: i64) -> Result<Value> {
        let ascii = string.is_ascii();
        let bytes = string.as_string().unwrap_or_default();
        let len = if ascii || i >= 0 { bytes.len() } else { char_count(bytes) };
        let Some(i) = position(i, len) else { return Err(self.index_error("index out of range")) };
        let at = if ascii { i } else { char_offset(bytes, i) };
        if at >= bytes.len() {
            return Err(self.index_error("index out of range"));
        }
        let n = char_len(&bytes[at..]);
        Ok(Value::short(&bytes[at..at + n]).unwrap_or(Value::EMPTY))
    }

    /// `container[index] = value` for what needs no method. False for instances.
    pub(crate) fn set_index(&mut self, container: Value, index: Value, value: Value) -> Result<bool> {
        match container.kind() {
            Kind::MAP => self.map_set(container, index, value)?,
            Kind::RECORD | Kind::ERROR => return Ok(false),
            Kind::ARRAY => {
                let Some(i) = index.as_int() else { return Err(self.index_kind_error("INDEX_SET", container)) };
                let len = container.size();
                let i = position(i, len);
                if container.is_frozen() {
                    return Err(self.frozen_error("frozen Array"));
                }
                let Some(i) = i else { return Err(self.index_error("index out of range")) };
                self.array_set(container, i, value)?;
            }
            Kind::SHORT | Kind::STRING => return Err(self.frozen_error("String")),
            Kind::MODULE if index.is_string() => {
                let name = String::from_utf8_lossy(index.as_string().unwrap_or_default()).into_owned();
                return Err(self.error(ErrorKind::AccessError, format!("cannot assign to module name '{name}'")));
            }
            Kind::BYTES => return Err(self.frozen_error("Bytes")),
            Kind::RANGE => return Err(self.frozen_error("Range")),
            Kind::TUPLE => return Err(self.frozen_error("Tuple")),
            _ => return Err(self.container_error("INDEX_SET", container, index)),
        }
        Ok(true)
    }

    /// `container[from:to]`; nil bounds are absent.
    pub fn get_slice(&mut self, container: Value, from: Value, to: Value) -> Result<Value> {
        let kind = container.kind();
        if !matches!(kind, Kind::ARRAY | Kind::SHORT | Kind::STRING | Kind::BYTES | Kind::RANGE | Kind::TUPLE) {
            return Err(self.type_error(format!("SLICE expects array or string, got {}", kind.word())));
        }
        let mut bounds = [None; 2];
        for (bound, given) in bounds.iter_mut().zip([from, to]) {
            match given.as_int() {
                Some(i) => *bound = Some(i),
                None if given.is_nil() => {}
                None => return Err(self.index_kind_error("INDEX_GET", container)),
            }
        }
        let chars = container.is_string() && !container.is_ascii();
        let len = match container.as_range() {
            // May be more than `size` says.
            Some(range) => range.count(),
            None if chars => char_count(container.as_string().unwrap_or_default()) as u64,
            None => container.size() as u64,
        };
        let (first, end) = slice_bounds(bounds[0], bounds[1], len);
        let (from, to) = (first as usize, end as usize);
        match kind {
            Kind::ARRAY => {
                self.reserve((to - from) * 16)?;
                self.array_slice(container, from, to)
            }
            Kind::RANGE => {
                let Some(&crate::object::RangeObject { start, step, .. }) = container.as_range() else {
                    return Ok(Value::NIL);
                };
                if first >= end {
                    return self.new_range(0, 0, 1);
                }
                let nth = |i: u64| start.wrapping_add((i as i64).wrapping_mul(step));
                // No range contains the bounds of integers in its direction, so that the last element stays inside.
                self.new_range(nth(first), nth(end - 1).saturating_add(step), step)
            }
            Kind::TUPLE => {
                let part = container.as_tuple().map_or(Vec::new(), |t| t.values()[from..to].to_vec());
                self.new_tuple(&part)
            }
            _ if chars => {
                let bytes = container.as_string().unwrap_or_default();
                let start = char_offset(bytes, from);
                let end = start + char_offset(&bytes[start..], to - from);
                self.slice_bytes(container, start, end)
            }
            _ => self.slice_bytes(container, from, to),
        }
    }

    /// `value in container`.
    pub fn contains(&mut self, value: Value, container: Value) -> Result<bool> {
        Ok(match container.kind() {
            Kind::ARRAY | Kind::TUPLE => {
                let n = container.size();
                let at = |i| match container.as_array() {
                    Some(a) => a.get(i),
                    None => container.as_tuple().and_then(|t| t.values().get(i).copied()),
                };
                (0..n).any(|i| at(i).is_some_and(|e| walk::equal::equal(self, e, value)))
            }
            Kind::MAP => self.map_get(container, value)?.is_some(),
            Kind::SHORT | Kind::STRING => match (container.as_string(), value.as_string()) {
                (Some(haystack), Some(needle)) => memchr::memmem::find(haystack, needle).is_some(),
                _ => {
                    let text = format!("IN expects string in string, got {}", value.kind().word());
                    return Err(self.type_error(text));
                }
            },
            Kind::BYTES => {
                let bytes = container.as_bytes().unwrap_or_default();
                match (value.as_int(), value.as_bytes()) {
                    (Some(i), _) => u8::try_from(i).is_ok_and(|b| bytes.contains(&b)),
                    (_, Some(needle)) => memchr::memmem::find(bytes, needle).is_some(),
                    _ => false,
                }
            }
            Kind::RANGE => {
                let Some(r) = container.as_range() else { return Ok(false) };
                let wanted = match value.as_float() {
                    Some(f) if f.trunc() == f => quintet_bytecode::number::float_to_int(f),
                    Some(_) => None,
                    None => value.as_int(),
                };
                wanted.is_some_and(|i| {
                    let inside = if r.step > 0 { r.start <= i && i < r.stop } else { r.stop < i && i <= r.start };
                    inside && (i128::from(i) - i128::from(r.start)) % i128::from(r.step) == 0
                })
            }
            Kind::MODULE => {
                let name = value.as_str();
                container.as_namespace().is_some_and(|n| n.def().exports.iter().any(|(x, _)| Some(&**x) == name))
            }
            Kind::RECORD | Kind::ERROR => match value.as_string() {
                Some(key) => {
                    let key = key.to_vec();
                    self.field(container, &key).is_some()
                }
                None => false,
            },
            _ => {
                let text = format!("IN expects a container, got {}", container.kind().word());
                return Err(self.type_error(text));
            }
        })
    }

    /// What a class has besides its instances' methods: its name and its parent.
    fn class_member(&mut self, class: Value, name: Value) -> Result<Value> {
        match name.as_string() {
            Some(b"name") => {
                let name = self.name_of_class(class);
                self.new_string(name.as_bytes())
            }
            Some(b"parent") => Ok(match class.as_class() {
                Some(c) if !c.parent.is_null() => Value::from_object(Kind::CLASS, c.parent),
                _ => Value::NIL,
            }),
            _ => Err(self.container_error("INDEX_GET", class, name)),
        }
    }

    fn private(&mut self, what: &str, name: &[u8]) -> Trap {
        let name = String::from_utf8_lossy(name);
        self.error(ErrorKind::AccessError, format!("private {what} '{name}' is not accessible"))
    }

    /// A field or method of an instance by name; `None` if it has none.
    fn member(&mut self, record: Value, name: &[u8], outside: bool) -> Result<Option<Value>> {
        if let Some(value) = self.field(record, name) {
            return match value.kind() {
                Kind::RAW => self.trace_value(value).map(Some),
                _ if record.kind() == Kind::ERROR && name == b"trace" && value.is_nil() => {
                    self.new_array(&[]).map(Some)
                }
                _ => Ok(Some(value)),
            };
        }
        match self.method(record, name) {
            Some(_) if outside && name.starts_with(b"_") => Err(self.private("method", name)),
            Some(method) => Ok(Some(method)),
            None if name == b"__class" => {
                let class = self.class_name(record);
                self.new_string(class.as_bytes()).map(Some)
            }
            None => Ok(None),
        }
    }
}

impl Process {
    /// What a module exports under a name.
    pub(crate) fn export(&mut self, module: Value, name: Value) -> Option<Value> {
        let namespace = module.as_namespace()?;
        let name = name.as_str()?;
        let slot = namespace.def().exports.iter().find(|(export, _)| export == name)?.1;
        self.globals_of(namespace.module()).get(slot as usize).copied()
    }

    /// `a = b[c]`.
    pub(crate) fn op_get_index(&mut self, dst: u16, container: Value, index: Value, outside: bool) -> Result<()> {
        if container.kind() == Kind::MODULE && index.is_string() {
            let value = self.export(container, index).unwrap_or(Value::NIL);
            self.set_at(dst, value);
            return Ok(());
        }
        if let Some(value) = self.ctx.get_index(container, index)? {
            self.set_at(dst, value);
            return Ok(());
        }
        let found = match index.as_string().map(<[u8]>::to_vec) {
            Some(name) => self.ctx.member(container, &name, outside)?,
            None => None,
        };
        match (found, self.ctx.method(container, b"_get")) {
            (Some(value), _) => self.set_at(dst, value),
            (None, Some(method)) => {
                let site = self.site_above(dst, 1);
                return self.call_value(method, &[container, index], site);
            }
            (None, None) if index.is_string() => self.set_at(dst, Value::NIL),
            (None, None) => return Err(self.ctx.container_error("INDEX_GET", container, index)),
        }
        Ok(())
    }

    /// `a[b] = c`.
    pub(crate) fn op_set_index(&mut self, container: Value, index: Value, value: Value, outside: bool) -> Result<()> {
        if self.ctx.set_index(container, index, value)? {
            return Ok(());
        }
        let name = index.as_string().map(<[u8]>::to_vec);
        let known = match &name {
            Some(name) => self.ctx.field(container, name).is_some() || self.ctx.method(container, name).is_some(),
            None => false,
        };
        if !known && let Some(method) = self.ctx.method(container, b"_set") {
            let site = self.site_above(self.scratch(), 1);
            return self.call_value(method, &[container, index, value], site);
        }
        match name {
            Some(name) if outside && name.starts_with(b"_") => Err(self.ctx.private("field", &name)),
            Some(name) => self.ctx.set_computed_field(container, &name, value),
            None => Err(self.ctx.container_error("INDEX_SET", container, index)),
        }
    }

    /// `a = b.name`.
    pub(crate) fn op_get_field(&mut self, dst: u16, object: Value, name: Value, outside: bool) -> Result<()> {
        self.misses += 1;
        let value = match object.kind() {
            Kind::MAP => match self.ctx.map_position(object, name)? {
                Some(position) => {
                    self.cache((position as u64) << 32);
                    object.as_map().and_then(|m| m.entry(position)).map_or(Value::NIL, |(_, v)| v)
                }
                None => Value::NIL,
            },
            Kind::RECORD | Kind::ERROR => {
                let key = name.as_string().unwrap_or_default().to_vec();
                if let Some(r) = object.as_record().filter(|r| r.shape != DICTIONARY && object.kind() == Kind::RECORD) {
                    let slot = self.ctx.runtime().shapes.shape(r.shape).slot(&key);
                    if let Some(slot) = slot.filter(|&s| s < usize::from(r.header.extra)) {
                        self.cache(field_cell(r.shape, slot));
                    }
                }
                self.ctx.member(object, &key, outside)?.unwrap_or(Value::NIL)
            }
            Kind::CLASS => self.ctx.class_member(object, name)?,
            Kind::MODULE => self.export(object, name).unwrap_or(Value::NIL),
            _ => return Err(self.ctx.container_error("INDEX_GET", object, name)),
        };
        self.set_at(dst, value);
        Ok(())
    }

    /// `a.name = b`.
    pub(crate) fn op_set_field(&mut self, object: Value, value: Value, name: Value, outside: bool) -> Result<()> {
        self.misses += 1;
        match object.kind() {
            Kind::MAP => self.ctx.map_set(object, name, value),
            Kind::RECORD | Kind::ERROR => {
                let key = name.as_string().unwrap_or_default().to_vec();
                if outside && key.starts_with(b"_") {
                    return Err(self.ctx.private("field", &key));
                }
                self.ctx.set_field(object, &key, value)?;
                if let Some(r) = object.as_record().filter(|r| r.shape != DICTIONARY && object.kind() == Kind::RECORD) {
                    let slot = self.ctx.runtime().shapes.shape(r.shape).slot(&key);
                    if let Some(slot) = slot.filter(|&s| s < usize::from(r.header.extra)) {
                        self.cache(field_cell(r.shape, slot));
                    }
                }
                Ok(())
            }
            _ => match self.ctx.set_index(object, name, value) {
                Ok(_) => Ok(()),
                Err(trap) => Err(trap),
            },
        }
    }

    /// The cache cell of the instruction that runs.
    pub(crate) fn cache_cell(&self) -> &'static std::sync::atomic::AtomicU64 {
        self.code().cache(self.insn)
    }

    /// Enters where something was found into the cache of the instruction that runs: a shape's field or method, a map's
    /// entry, a native.
    fn cache(&self, cell: u64) {
        let cache = self.cache_cell();
        let old = cache.load(Ordering::Relaxed);
        let new = self.ctx.runtime().shapes.cache(old, cell);
        if new != old {
            cache.store(new, Ordering::Relaxed);
        }
    }

    /// Finds what `receiver.name(...)` calls; the receiver is its first argument.
    pub(crate) fn find_method(&mut self, receiver: Value, name: Value, outside: bool) -> Result<Value> {
        self.misses += 1;
        let key = name.as_string().unwrap_or_default().to_vec();
        match receiver.kind() {
            Kind::RECORD | Kind::ERROR => {
                if let Some(field) = self.ctx.field(receiver, &key).filter(|f| f.kind() != Kind::RAW) {
                    if field.is_callable() {
                        return Ok(field);
                    }
                    if self.ctx.method(receiver, &key).is_none() {
                        return Err(self.not_callable(field));
                    }
                }
                if let Some(method) = self.ctx.method(receiver, &key) {
                    if outside && key.starts_with(b"_") {
                        return Err(self.ctx.private("method", &key));
                    }
                    self.cache_method(receiver, &key);
                    return Ok(method);
                }
            }
            Kind::MODULE => {
                let export = self.export(receiver, name).unwrap_or(Value::NIL);
                let calls = export.as_record().is_some() && self.ctx.method(export, b"_call").is_some();
                return if export.is_callable() || calls { Ok(export) } else { Err(self.not_callable(export)) };
            }
            Kind::MAP => {
                if let Some(value) = self.ctx.map_get(receiver, name)? {
                    if value.is_callable() {
                        return Ok(value);
                    }
                    return Err(self.not_callable(value));
                }
            }
            _ => {}
        }
        let text = String::from_utf8_lossy(&key).into_owned();
        let native = match receiver.kind() {
            // Ports share the names of their methods with builtins for other things.
            Kind::PORT => self.ctx.runtime().native_value(&format!("port_{text}")),
            _ => None,
        };
        let native = native.or_else(|| self.ctx.runtime().native_value(&text)).filter(|v| v.kind() == Kind::NATIVE);
        if let Some(value) = native {
            let def = self.ctx.runtime().native(value.payload() as u32);
            if def.is_some_and(|d| d.parameters().parameter(0).is_some_and(|p| p.accepts(receiver))) {
                if !matches!(receiver.kind(), Kind::RECORD | Kind::ERROR | Kind::MAP) {
                    let cell = NATIVE_CELL | u64::from(receiver.kind().0) | value.payload() << 32;
                    self.cache(cell);
                }
                return Ok(value);
            }
        }
        let of = match receiver.kind() {
            Kind::RECORD | Kind::ERROR => self.ctx.class_name(receiver),
            kind => kind_name(kind).to_string(),
        };
        Err(self.ctx.type_error(format!("no method '{text}' on {of}")))
    }

    fn cache_method(&mut self, receiver: Value, key: &[u8]) {
        let Some(r) = receiver.as_record().filter(|r| r.shape != DICTIONARY && receiver.kind() == Kind::RECORD) else {
            return;
        };
        let shapes = &self.ctx.runtime().shapes;
        // Only if no field hides the method.
        if shapes.shape(r.shape).slot(key).is_none()
            && let Some(index) = shapes.layout(r.class_object().layout).method(key)
            && shapes.shape(r.shape).layout == r.class_object().layout
        {
            self.cache(method_cell(r.shape, index));
        }
    }

    /// What a cache cell knows of `receiver.name(...)`.
    pub(crate) fn cached_method(&self, receiver: Value) -> Option<Value> {
        let cell = self.cache_cell().load(Ordering::Relaxed);
        match receiver.kind() {
            Kind::RECORD => {
                let r = receiver.as_record()?;
                let index = match cell as u32 {
                    _ if r.shape == DICTIONARY => return None,
                    POLYMORPHIC => self.ctx.runtime().shapes.polymorphic((cell >> 32) as u32, r.shape)?,
                    shape if shape == r.shape => (cell >> 32) as usize,
                    _ => return None,
                };
                // SAFETY: the shape names the layout, whose methods all classes of it have.
                Some(unsafe { *Slots::values(r.class_object().methods).add(index) })
            }
            Kind::MAP | Kind::ERROR => None,
            kind if cell as u32 == NATIVE_CELL as u32 | u32::from(kind.0) => Some(Value::native((cell >> 32) as u32)),
            _ => None,
        }
    }

    /// A call of a method with its receiver first in `args`.
    pub(crate) fn call_found_method(
        &mut self,
        name: Value,
        outside: bool,
        args: &[Value],
        site: CallSite,
    ) -> Result<()> {
        let receiver = args[0];
        let callee = match self.cached_method(receiver) {
            Some(callee) => callee,
            None => self.find_method(receiver, name, outside)?,
        };
        self.call_value(callee, method_arguments(args), site)
    }
}

/// The arguments that a method gets: all with the receiver first, but an export of a module only those behind it.
pub(crate) fn method_arguments(args: &[Value]) -> &[Value] {
    if args[0].kind() == Kind::MODULE { &args[1..] } else { args }
}

/// The name of a kind as `kind(v)` gives it.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::NIL => "Nil",
        Kind::BOOL => "Boolean",
        Kind::INT | Kind::BIGINT => "Number",
        Kind::FLOAT => "Float",
        Kind::SHORT | Kind::STRING => "String",
        Kind::BYTES => "Bytes",
        Kind::ARRAY => "Array",
        Kind::MAP => "Map",
        Kind::RANGE => "Range",
        Kind::FUNCTION | Kind::CLOSURE | Kind::NATIVE => "Function",
        Kind::CLASS => "Class",
        Kind::MODULE => "Module",
        Kind::RECORD => "Instance",
        Kind::ERROR => "Error",
        Kind::PID => "Pid",
        Kind::REF => "Ref",
        Kind::PORT => "Port",
        Kind::FIBER => "Fiber",
        Kind::FOREIGN => "Foreign",
        Kind::TUPLE => "Tuple",
        Kind::PAIR => "Pair",
        Kind::WEAK => "WeakRef",
        Kind::EPHEMERON => "Ephemeron",
        Kind::SYMBOL => "Symbol",
        _ => "Internal",
    }
}
