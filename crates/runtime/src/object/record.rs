//! Records: instances of classes. A shape says which field is in which slot; the first slots lie in the object itself,
//! further ones in overflow storage, and those of a record with very many fields in a map.

use super::{ClassObject, Header, Slots, Tracer, flags};
use crate::context::Context;
use crate::error::{ErrorKind, Result, Trap};
use crate::shape::{COMPUTED_SHAPES, DICTIONARY, ERROR_FIELDS, ERROR_LAYOUT, MAX_LAYOUTS, NAMED_SHAPES};
use crate::value::{Kind, Value};
use std::sync::Arc;

/// An instance of a class, or of an error class; `header.extra` slots follow.
#[repr(C)]
pub struct RecordObject {
    pub(crate) header: Header,
    /// Number of its shape.
    pub(crate) shape: u32,
    /// Slots in use.
    pub(crate) len: u32,
    pub(crate) class: *mut Header,
    /// `SLOTS` with the fields that have no room in the object; a map for dictionary records; or null.
    pub(crate) overflow: *mut Header,
}

/// Where the slots of a record begin, in bytes.
pub(crate) const SLOTS_OFFSET: usize = size_of::<RecordObject>();

/// # Safety
/// `record` points to a live record.
pub(crate) unsafe fn trace<T: Tracer>(record: *mut RecordObject, tracer: &mut T) {
    // SAFETY: all `header.extra` slots are initialised.
    unsafe {
        tracer.pointer(&raw mut (*record).class);
        tracer.storage(&raw mut (*record).overflow);
        let first = record.add(1).cast::<Value>();
        for i in 0..usize::from((*record).header.extra) {
            tracer.value(first.add(i));
        }
    }
}

impl RecordObject {
    /// The class.
    pub fn class(&self) -> Value {
        Value::from_object(Kind::CLASS, self.class)
    }
    pub(crate) fn class_object(&self) -> &ClassObject {
        // SAFETY: a record's class is a live class object.
        unsafe { &*self.class.cast() }
    }
    /// Whether fields are kept in a map.
    pub(crate) fn is_dictionary(&self) -> bool {
        self.shape == DICTIONARY
    }
    /// The map of a dictionary record.
    pub(crate) fn dictionary(&self) -> Value {
        Value::from_object(Kind::MAP, self.overflow)
    }
    /// The address of a slot below `len`.
    pub(crate) fn slot(&self, i: usize) -> *mut Value {
        let inline = usize::from(self.header.extra);
        // SAFETY: slots below the inline count follow the fields; others are in the overflow storage, which has room
        // for all up to `len`.
        unsafe {
            if i < inline {
                (self as *const Self).add(1).cast::<Value>().cast_mut().add(i)
            } else {
                Slots::values(self.overflow).add(i - inline)
            }
        }
    }
    /// One of the hidden fields with which an error begins, in its order in [`ERROR_FIELDS`].
    pub(crate) fn hidden(&self, i: usize) -> Value {
        if !self.is_dictionary() {
            return self.slot_value(i);
        }
        // They are the first entries and cannot be deleted.
        self.dictionary().as_map().and_then(|map| map.entry(i)).map_or(Value::NIL, |(_, value)| value)
    }
    /// What a slot holds.
    pub fn slot_value(&self, i: usize) -> Value {
        // SAFETY: callers take `i` from the shape, whose fields are all there.
        unsafe { *self.slot(i) }
    }
}

impl Context {
    /// A new instance without fields; an error with its hidden ones.
    pub fn new_record(&mut self, class: Value) -> Result<Value> {
        let Some(c) = class.as_class() else {
            return Err(self.type_error(format!("expected a class, got {}", class.kind().word())));
        };
        let layout = self.runtime().shapes.layout(c.layout);
        let shape = self.runtime().shapes.root(c.layout);
        let kind = if layout.error { Kind::ERROR } else { Kind::RECORD };
        let hidden = if layout.error { ERROR_FIELDS.len() } else { 0 };
        let slots = usize::from(layout.capacity).max(hidden);
        let object = self.allocate(kind, SLOTS_OFFSET + slots * 16, slots as u16)?;
        // SAFETY: just allocated with room for the fields and `slots` values.
        unsafe {
            let record = object.cast::<RecordObject>();
            (*record).shape = shape;
            (*record).len = hidden as u32;
            (*record).class = class.object();
            (*record).overflow = std::ptr::null_mut();
            let first = record.add(1).cast::<Value>();
            for i in 0..slots {
                *first.add(i) = Value::NIL;
            }
        }
        Ok(Value::from_object(kind, object))
    }

    /// Sets one of the hidden fields of an error, even of a frozen one.
    pub(crate) fn set_hidden(&mut self, error: Value, i: usize, value: Value) {
        let Some(record) = error.as_record() else { return };
        if record.is_dictionary() {
            return self.map_set_at(record.dictionary(), i, value);
        }
        // SAFETY: errors begin with their hidden fields; `error` is a live record.
        unsafe {
            *record.slot(i) = value;
            self.heap.wrote(error.object(), value);
        }
    }

    /// Charges the process for what it has added to the runtime, which stays.
    fn charge_shared(&mut self, bytes: usize) {
        if bytes > 0 {
            self.heap.add_shared(bytes);
            if self.heap.wants_collection {
                self.interrupt();
            }
        }
    }

    /// The error of a class statement for whose class there is no layout.
    fn too_many_classes(&mut self) -> Trap {
        self.error(ErrorKind::LimitError, format!("too many classes: at most {MAX_LAYOUTS} layouts of methods"))
    }

    /// Whether a value is a record that may not be changed.
    fn check_record(&mut self, record: Value) -> Result<*mut RecordObject> {
        match record.record_mut() {
            // SAFETY: the pointer comes from a record value.
            Some(r) if unsafe { (*r).header.flags } & flags::FROZEN != 0 => {
                let name = self.class_name(record);
                Err(self.frozen_error(&format!("frozen {name}")))
            }
            Some(r) => Ok(r),
            None => Err(self.type_error(format!("expected an instance, got {}", record.kind().word()))),
        }
    }

    /// The field of a record, hidden ones of errors included.
    pub fn field(&mut self, record: Value, key: &[u8]) -> Option<Value> {
        let r = record.as_record()?;
        if r.is_dictionary() {
            let dictionary = r.dictionary();
            let key = self.new_string(key).ok()?;
            return self.map_get(dictionary, key).ok()?;
        }
        let slot = self.runtime().shapes.shape(r.shape).slot(key)?;
        Some(r.slot_value(slot))
    }

    /// Sets a field of a record, adding it if need be.
    pub fn set_field(&mut self, record: Value, key: &[u8], value: Value) -> Result<()> {
        self.put_field(record, key, value, NAMED_SHAPES)
    }

    /// The same for a name that is computed. Names that are data do not make shapes without end.
    pub(crate) fn set_computed_field(&mut self, record: Value, key: &[u8], value: Value) -> Result<()> {
        self.put_field(record, key, value, COMPUTED_SHAPES)
    }

    fn put_field(&mut self, record: Value, key: &[u8], value: Value, most: u32) -> Result<()> {
        let r = self.check_record(record)?;
        // SAFETY: `r` comes from a record value; nothing moves before the next charge point.
        unsafe {
            if (*r).is_dictionary() {
                let dictionary = (*r).dictionary();
                let key = self.new_string(key)?;
                return self.map_set(dictionary, key, value);
            }
            let runtime = self.runtime().clone();
            let shape = runtime.shapes.shape((*r).shape);
            if let Some(slot) = shape.slot(key) {
                *(*r).slot(slot) = value;
                self.heap.wrote(r.cast(), value);
                return Ok(());
            }
            let mut bytes = 0;
            let next = runtime.shapes.with_field((*r).shape, key, most, &mut bytes);
            self.charge_shared(bytes);
            if next == DICTIONARY {
                self.make_dictionary(record, &shape.keys)?;
                return self.put_field(record, key, value, most);
            }
            let slot = (*r).len as usize;
            let inline = usize::from((*r).header.extra);
            if slot >= inline {
                let needed = slot - inline + 1;
                let have = if (*r).overflow.is_null() { 0 } else { Slots::capacity((*r).overflow) };
                if needed > have {
                    let new = self.new_slots((have * 2).max(4))?;
                    if have > 0 {
                        std::ptr::copy_nonoverlapping(Slots::values((*r).overflow), Slots::values(new), have);
                    }
                    (*r).overflow = new;
                    self.heap.wrote_pointers(r.cast());
                }
            }
            (*r).len += 1;
            (*r).shape = next;
            *(*r).slot(slot) = value;
            self.heap.wrote(r.cast(), value);
        }
        Ok(())
    }

    fn make_dictionary(&mut self, record: Value, keys: &Arc<[Arc<[u8]>]>) -> Result<()> {
        let map = self.new_map(keys.len() * 2)?;
        for (i, key) in keys.iter().enumerate() {
            let Some(r) = record.as_record() else { break };
            let value = r.slot_value(i);
            let key = self.new_string(key)?;
            self.map_set(map, key, value)?;
        }
        if let Some(r) = record.record_mut() {
            // SAFETY: `r` comes from a record value.
            unsafe {
                (*r).shape = DICTIONARY;
                (*r).overflow = map.object();
                self.heap.wrote_pointers(r.cast());
            }
        }
        Ok(())
    }

    /// Removes a field: O(fields).
    pub fn delete_field(&mut self, record: Value, key: &[u8]) -> Result<Option<Value>> {
        let r = self.check_record(record)?;
        let hidden = if record.kind() == Kind::ERROR { ERROR_FIELDS.len() } else { 0 };
        // SAFETY: `r` comes from a record value.
        let (layout, keys) = unsafe {
            if (*r).is_dictionary() {
                if ERROR_FIELDS[..hidden].iter().any(|name| name.as_bytes() == key) {
                    return Ok(None);
                }
                let dictionary = (*r).dictionary();
                let key = self.new_string(key)?;
                return self.map_delete(dictionary, key);
            }
            let shapes = &self.runtime().shapes;
            let shape = shapes.shape((*r).shape);
            (shape.layout, shape.keys.clone())
        };
        let Some(gone) = keys.iter().position(|k| &**k == key).filter(|&s| s >= hidden) else { return Ok(None) };
        let old = record.as_record().map(|r| r.slot_value(gone));
        let runtime = self.runtime().clone();
        let (mut next, mut bytes) = (runtime.shapes.root(layout), 0);
        for (i, k) in keys.iter().enumerate().skip(hidden) {
            if i != gone {
                next = runtime.shapes.with_field(next, k, COMPUTED_SHAPES, &mut bytes);
            }
        }
        self.charge_shared(bytes);
        if next == DICTIONARY {
            self.make_dictionary(record, &keys)?;
            return self.delete_field(record, key);
        }
        // SAFETY: `r` comes from a record value; the slots are those of its shape.
        unsafe {
            for i in gone + 1..keys.len() {
                *(*r).slot(i - 1) = *(*r).slot(i);
            }
            self.heap.wrote_pointers(r.cast());
            *(*r).slot(keys.len() - 1) = Value::NIL;
            (*r).len -= 1;
            (*r).shape = next;
        }
        Ok(old)
    }

    /// The names and values of a record's own fields, in order; not an error's hidden ones.
    pub fn fields(&mut self, record: Value) -> Result<Vec<(Value, Value)>> {
        let Some(r) = record.as_record() else { return Ok(Vec::new()) };
        let hidden = if record.kind() == Kind::ERROR { ERROR_FIELDS.len() } else { 0 };
        if r.is_dictionary() {
            let dictionary = r.dictionary();
            return Ok(dictionary.as_map().map_or(Vec::new(), |m| m.iter().skip(hidden).collect()));
        }
        let keys = self.runtime().shapes.shape(r.shape).keys.clone();
        let mut fields = Vec::with_capacity(keys.len());
        for (i, key) in keys.iter().enumerate().skip(hidden) {
            fields.push((self.new_string(key)?, r.slot_value(i)));
        }
        Ok(fields)
    }

    /// The method of a class, its own or inherited.
    pub fn class_method(&mut self, class: Value, name: &[u8]) -> Option<Value> {
        let c = class.as_class()?;
        let index = self.runtime().shapes.layout(c.layout).method(name)?;
        // SAFETY: a class's storage has a value for each method of its layout.
        let method = unsafe { *Slots::values(c.methods).add(index) };
        if method.is_nil() { None } else { Some(method) }
    }

    /// The method of a record's class.
    pub fn method(&mut self, record: Value, name: &[u8]) -> Option<Value> {
        let class = record.as_record()?.class();
        self.class_method(class, name)
    }

    /// The name of a class.
    pub fn name_of_class(&self, class: Value) -> String {
        let Some(c) = class.as_class() else { return String::new() };
        // SAFETY: templates live as long as the runtime.
        let name = unsafe { (*c.template).name };
        String::from_utf8_lossy(name.as_string().unwrap_or_default()).into_owned()
    }

    /// The name of a record's class.
    pub fn class_name(&self, record: Value) -> String {
        record.as_record().map_or(String::new(), |r| self.name_of_class(r.class()))
    }

    /// Whether a class is another or descends from it.
    pub fn is_subclass(&self, class: Value, of: Value) -> bool {
        let (mut at, wanted) = (class.object(), of.object());
        if class.kind() != Kind::CLASS || of.kind() != Kind::CLASS {
            return false;
        }
        while !at.is_null() {
            if at == wanted {
                return true;
            }
            // SAFETY: `at` is a live class; parents are live classes or null.
            at = unsafe { (*at.cast::<ClassObject>()).parent };
        }
        false
    }

    /// A new class. `parent` is a class or nil.
    pub(crate) fn new_class(&mut self, template: &crate::code::LoadedClass, parent: Value) -> Result<Value> {
        let (parent_layout, parent_object) = match parent.as_class() {
            Some(p) => (p.layout, parent.object()),
            None if parent.is_nil() => (crate::shape::ROOT_LAYOUT, std::ptr::null_mut()),
            None => return Err(self.type_error("Parent is not a class")),
        };
        let statement = (template.module, template.index);
        let mut bytes = 0;
        let layout = self.runtime().shapes.class_layout(parent_layout, statement, template.fields, &mut bytes);
        self.charge_shared(bytes);
        let Some(layout) = layout else { return Err(self.too_many_classes()) };
        let inherited = self.runtime().shapes.layout(layout).methods.len();
        let methods = self.new_slots(inherited.max(4))?;
        let object = self.allocate(Kind::CLASS, size_of::<ClassObject>(), 0)?;
        // SAFETY: just allocated; the parent's storage has a value for each of its methods.
        unsafe {
            if let Some(p) = parent.as_class() {
                std::ptr::copy_nonoverlapping(Slots::values(p.methods), Slots::values(methods), inherited);
            }
            let class = object.cast::<ClassObject>();
            (*class).layout = layout;
            (*class).id = 0;
            (*class).parent = parent_object;
            (*class).methods = methods;
            (*class).init = Value::NIL;
            (*class).template = template;
            (*class).number = 0;
        }
        Ok(Value::from_object(Kind::CLASS, object))
    }

    /// The address of a class that may be changed: the class Error belongs to all processes and may not.
    pub(crate) fn mutable_class(&mut self, class: Value) -> Result<*mut ClassObject> {
        match class.class_mut() {
            // SAFETY: the pointer comes from a class value.
            Some(c) if unsafe { (*c).header.flags } & flags::IMMORTAL != 0 => {
                let name = self.name_of_class(class);
                Err(self.frozen_error(&format!("class {name}")))
            }
            Some(c) => Ok(c),
            None => Err(self.type_error(format!("expected a class, got {}", class.kind().word()))),
        }
    }

    /// Gives a class a method, or overrides an inherited one.
    pub(crate) fn add_method(&mut self, class: Value, name: &[u8], method: Value) -> Result<()> {
        let c = self.mutable_class(class)?;
        // SAFETY: `c` comes from a class value.
        unsafe {
            let mut bytes = 0;
            let with_method = self.runtime().shapes.with_method((*c).layout, name, &mut bytes);
            self.charge_shared(bytes);
            let Some((layout, index)) = with_method else { return Err(self.too_many_classes()) };
            let have = Slots::capacity((*c).methods);
            if index >= have {
                let new = self.new_slots(have * 2)?;
                std::ptr::copy_nonoverlapping(Slots::values((*c).methods), Slots::values(new), have);
                (*c).methods = new;
                self.heap.wrote_pointers(c.cast());
            }
            let slot = Slots::values((*c).methods).add(index);
            *slot = method;
            self.heap.wrote_slots(c.cast(), (*c).methods, slot, 1);
            (*c).layout = layout;
        }
        Ok(())
    }

    /// Whether instances of a class are errors.
    pub(crate) fn is_error_class(&self, class: Value) -> bool {
        class.as_class().is_some_and(|c| c.layout == ERROR_LAYOUT || self.runtime().shapes.layout(c.layout).error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::LoadedClass;
    use crate::context::Limits;
    use crate::host::NoHost;
    use crate::runtime::Runtime;
    use crate::shape::Shapes;

    /// Room for a class statement, and for two fields.
    fn context() -> Context {
        let mut runtime = Runtime::builder().build();
        Arc::get_mut(&mut runtime).unwrap().shapes = Shapes::with_room(8, 4);
        Context::new(runtime, Limits::default(), Box::new(NoHost))
    }

    fn class(ctx: &mut Context, index: u32) -> Result<Value> {
        let template = Box::leak(Box::new(LoadedClass { module: 0, index, name: Value::EMPTY, fields: 1 }));
        ctx.new_class(template, Value::NIL)
    }

    fn kind(ctx: &mut Context, trap: Trap) -> Option<Value> {
        let Trap::Throw(error) = trap else { panic!("{trap:?}") };
        ctx.field(error, b"kind")
    }

    #[test]
    fn instances_when_no_more_shapes_are_made() {
        let mut ctx = context();
        let class = class(&mut ctx, 0).unwrap();
        let names = ["a", "b", "c", "d", "e"];
        for first in 0..names.len() {
            let record = ctx.new_record(class).unwrap();
            for i in 0..names.len() {
                let name = names[(first + i) % names.len()];
                ctx.set_field(record, name.as_bytes(), Value::int(i as i64)).unwrap();
            }
            assert_eq!(ctx.field(record, names[first].as_bytes()), Some(Value::int(0)));
            let old = ctx.field(record, b"c");
            assert_eq!(ctx.delete_field(record, b"c"), Ok(old));
            assert_eq!(ctx.fields(record).unwrap().len(), 4);
        }
        let signal = ctx.runtime().signal_class();
        let signal = ctx.new_record(signal).unwrap();
        assert_eq!(ctx.field(signal, b"name"), None);
        ctx.set_field(signal, b"name", Value::TRUE).unwrap();
        assert_eq!(ctx.field(signal, b"name"), Some(Value::TRUE));
    }

    #[test]
    fn errors_when_no_more_shapes_are_made() {
        let mut ctx = context();
        let error = ctx.make_error("Odd", "text", Value::int(5)).unwrap();
        for name in ["a", "b", "c", "d"] {
            ctx.set_field(error, name.as_bytes(), Value::int(1)).unwrap();
        }
        ctx.set_hidden(error, 3, Value::int(7));
        assert!(error.as_record().unwrap().is_dictionary());
        assert_eq!(ctx.delete_field(error, b"message"), Ok(None));
        assert_eq!(ctx.field(error, b"message"), Some(Value::short(b"text").unwrap()));
        assert_eq!((ctx.field(error, b"data"), ctx.field(error, b"trace")), (Some(Value::int(5)), Some(Value::int(7))));
        assert_eq!(error.as_record().unwrap().hidden(3), Value::int(7));
        assert_eq!(ctx.fields(error).unwrap().len(), 4);
    }

    #[test]
    fn who_makes_shapes_is_charged_for_them() {
        let mut ctx = Context::new(Runtime::builder().build(), Limits::default(), Box::new(NoHost));
        let class = class(&mut ctx, 0).unwrap();
        let mut used = [0; 2];
        for bytes in &mut used {
            let before = ctx.memory_used();
            for i in 0..1000 {
                let record = ctx.new_record(class).unwrap();
                ctx.set_field(record, format!("{i}").as_bytes(), Value::NIL).unwrap();
            }
            *bytes = ctx.memory_used() - before;
        }
        assert!(used[0] > used[1] + 1000 * 250, "{used:?}");
    }

    #[test]
    fn computed_names_make_few_shapes() {
        let mut ctx = Context::new(Runtime::builder().build(), Limits::default(), Box::new(NoHost));
        let class = class(&mut ctx, 0).unwrap();
        let fill = |ctx: &mut Context, named: bool| {
            for i in 0..2 * NAMED_SHAPES {
                let record = ctx.new_record(class).unwrap();
                let (key, value) = (format!("{named}{i}"), Value::int(i.into()));
                match named {
                    true => ctx.set_field(record, key.as_bytes(), value).unwrap(),
                    false => ctx.set_computed_field(record, key.as_bytes(), value).unwrap(),
                }
                assert_eq!(ctx.field(record, key.as_bytes()), Some(value));
            }
            ctx.runtime().shapes.count()
        };
        let before = ctx.runtime().shapes.count();
        let computed = fill(&mut ctx, false);
        assert!(computed <= before + 1 + COMPUTED_SHAPES as usize, "{computed}");
        let named = fill(&mut ctx, true);
        assert!(named > computed && named <= before + 1 + NAMED_SHAPES as usize, "{named}");
    }

    #[test]
    fn classes_when_no_more_layouts_are_made() {
        let mut ctx = context();
        let first = class(&mut ctx, 0).unwrap();
        assert_eq!(
            class(&mut ctx, 0).map(|again| again.as_class().unwrap().layout),
            Ok(first.as_class().unwrap().layout)
        );
        let refused = class(&mut ctx, 1).unwrap_err();
        assert_eq!(kind(&mut ctx, refused), Value::short(b"LimitError"));
        let refused = ctx.add_method(first, b"m", Value::NIL).unwrap_err();
        assert_eq!(kind(&mut ctx, refused), Value::short(b"LimitError"));
    }
}
