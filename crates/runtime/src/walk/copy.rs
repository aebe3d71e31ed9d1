//! Copies: shallow, deep and frozen.
//!
//! A copy is made object by object; the references of each new object are replaced one after another by copies of
//! what they point to. Allocation neither collects nor moves, so the walk holds plain addresses. If it ends with a
//! trap, what it made is garbage that nothing reaches.

use super::AddressMap;
use crate::context::Context;
use crate::error::{Result, Trap};
use crate::heap::RESERVE;
use crate::object::array::ElementKind;
use crate::object::map::MapObject;
use crate::object::record::{RecordObject, SLOTS_OFFSET};
use crate::object::{PairObject, Raw, Slots, flags};
use crate::value::{Kind, Value};

/// A shallow copy, never frozen. Values that cannot be changed are returned as they are: O(size).
pub fn copy(ctx: &mut Context, value: Value) -> Result<Value> {
    match value.kind() {
        Kind::ARRAY => ctx.array_slice(value, 0, value.size()),
        Kind::MAP => copy_map(ctx, value),
        Kind::RECORD | Kind::ERROR => copy_record(ctx, value),
        _ => Ok(value),
    }
}

/// A copy of one level that can be changed, of a frozen value or any other.
pub fn thaw(ctx: &mut Context, value: Value) -> Result<Value> {
    copy(ctx, value)
}

/// A copy of everything that can be reached, never frozen. What is shared, or cyclic, is so in the copy. Map keys,
/// functions, classes and host objects are not copied.
pub fn deep_copy(ctx: &mut Context, value: Value) -> Result<Value> {
    Copier::new(ctx, false).all(ctx, value)
}

/// A deeply immutable copy. Frozen values are returned as they are. ValueError for cyclic values, closures that
/// captured something and host objects.
pub fn freeze(ctx: &mut Context, value: Value) -> Result<Value> {
    Copier::new(ctx, true).all(ctx, value)
}

/// A new object whose references are being replaced.
struct Frame {
    object: Value,
    next: usize,
}

struct Copier {
    freezes: bool,
    /// Copies by the address of the original.
    copies: AddressMap<Value>,
    stack: Vec<Frame>,
    /// Elements of all that was copied.
    elements: usize,
    /// Bytes in use before the walk.
    used: usize,
}

impl Copier {
    fn new(ctx: &Context, freezes: bool) -> Copier {
        Copier { freezes, copies: AddressMap::default(), stack: Vec::new(), elements: 0, used: ctx.memory_used() }
    }

    /// Charges what it takes beyond the outermost object.
    fn all(mut self, ctx: &mut Context, value: Value) -> Result<Value> {
        let copy = self.walk(ctx, value)?;
        let elements = self.elements.saturating_sub(value.size());
        ctx.spend((elements + self.copies.len().saturating_sub(1)) as u64 / 16);
        Ok(copy)
    }

    fn walk(&mut self, ctx: &mut Context, value: Value) -> Result<Value> {
        let copy = self.copy_of(ctx, value)?;
        while let Some(Frame { object, next }) = self.stack.last_mut() {
            let Some(slot) = reference(*object, *next) else {
                if self.freezes {
                    set_frozen(*object);
                }
                self.stack.pop();
                continue;
            };
            let is_key = next.is_multiple_of(2) && entries_of(*object).is_some();
            *next += 1;
            if is_key && !self.freezes {
                continue;
            }
            // SAFETY: `reference` gives the place of an initialised value in an object of this walk. A frozen key has
            // the hash of the original, since keys hash by content.
            unsafe { *slot = self.copy_of(ctx, *slot)? };
        }
        Ok(copy)
    }

    /// The copy of a value, whose own references may still have to be replaced.
    fn copy_of(&mut self, ctx: &mut Context, value: Value) -> Result<Value> {
        match value.kind() {
            Kind::ARRAY | Kind::MAP | Kind::RECORD | Kind::ERROR | Kind::TUPLE | Kind::PAIR => {}
            Kind::CLOSURE if self.freezes && value.as_closure().is_some_and(|c| !c.values().is_empty()) => {
                return Err(ctx.value_error("cannot freeze a Function with captured variables"));
            }
            Kind::FIBER if self.freezes => return Err(ctx.value_error("cannot freeze a Fiber")),
            Kind::FOREIGN if self.freezes => return Err(ctx.value_error("cannot freeze a Foreign")),
            _ => return Ok(value),
        }
        if self.freezes && value.is_frozen() {
            return Ok(value);
        }
        if let Some(&copy) = self.copies.get(&value.payload()) {
            // A copy is frozen when everything below it is.
            if self.freezes && !copy.is_frozen() {
                return Err(ctx.value_error("cannot freeze a cyclic value"));
            }
            return Ok(copy);
        }
        let copied = match (value.as_tuple(), value.as_pair()) {
            (Some(tuple), _) => ctx.new_tuple(tuple.values())?,
            (_, Some(pair)) => {
                let (first, second) = pair.values();
                ctx.new_pair(first, second)?
            }
            _ => copy(ctx, value)?,
        };
        self.elements += value.size();
        self.check_room(ctx)?;
        self.copies.insert(value.payload(), copied);
        self.stack.push(Frame { object: copied, next: 0 });
        Ok(copied)
    }

    /// Small objects may always be allocated, so a walk over very many has to look at the limit itself. It asks for as
    /// much as it has made already: if that does not fit after a collection, neither does the copy.
    fn check_room(&self, ctx: &Context) -> Result<()> {
        // The table of copies is memory too, and for a moment there are two when it grows to twice its size.
        let grown = if self.copies.len() == self.copies.capacity() { 3 } else { 1 };
        let table = self.copies.capacity() * grown * (size_of::<(u64, Value)>() + 1);
        let made = ctx.memory_used().saturating_sub(self.used);
        // What is new has to be copied once more by the next collection.
        let further = table + made / 4;
        let fits = made <= RESERVE || ctx.memory_used() + further <= ctx.heap.max();
        if fits { Ok(()) } else { Err(Trap::Collect(made + further)) }
    }
}

/// The map of a map, or of an instance that keeps its fields in one.
fn entries_of(object: Value) -> Option<*mut MapObject> {
    match object.as_record() {
        Some(record) if record.is_dictionary() => record.dictionary().map_mut(),
        Some(_) => None,
        None => object.map_mut(),
    }
}

/// The place of an object's reference `i`; keys and values of maps by turns.
fn reference(object: Value, i: usize) -> Option<*mut Value> {
    if let Some(map) = entries_of(object) {
        // SAFETY: the map is live; entries below `used` are keys and values in its storage.
        return unsafe { (i < (*map).used as usize * 2).then(|| Slots::values((*map).entries).add(i)) };
    }
    match object.kind() {
        Kind::ARRAY => {
            let array = object.as_array().filter(|a| a.elements() == ElementKind::VALUE && i < a.len())?;
            // SAFETY: the storage of such an array holds `len` values.
            Some(unsafe { Slots::values(array.storage).add(i) })
        }
        Kind::RECORD | Kind::ERROR => object.as_record().filter(|r| i < r.len as usize).map(|r| r.slot(i)),
        Kind::TUPLE => {
            let tuple = object.tuple_mut()?;
            // SAFETY: `len` values follow the fields.
            unsafe { (i < (*tuple).len).then(|| tuple.add(1).cast::<Value>().add(i)) }
        }
        Kind::PAIR => {
            let pair: *mut PairObject = object.pair_mut()?;
            // SAFETY: the pair is live.
            unsafe { [&raw mut (*pair).first, &raw mut (*pair).second].get(i).copied() }
        }
        _ => None,
    }
}

fn set_frozen(object: Value) {
    // SAFETY: only objects that the walk made get here, and nobody else has seen them.
    unsafe { (*object.object()).flags |= flags::FROZEN }
}

/// A map with the same entries at the same positions, so that the index can be copied as it is.
fn copy_map(ctx: &mut Context, map: Value) -> Result<Value> {
    let Some(from) = map.map_mut() else { return Ok(map) };
    // SAFETY: both are live maps and stay where they are; the new one has room for `used` entries, and its index as
    // many words as the old one.
    unsafe {
        let used = (*from).used as usize;
        let words = if (*from).index.is_null() { 0 } else { Raw::capacity((*from).index) };
        ctx.reserve(used * 32 + words)?;
        let new = ctx.new_map(used)?;
        let Some(to) = new.map_mut() else { return Ok(new) };
        if used > 0 {
            std::ptr::copy_nonoverlapping(Slots::values((*from).entries), Slots::values((*to).entries), used * 2);
        }
        if words > 0 {
            let index = ctx.new_raw(words)?;
            std::ptr::copy_nonoverlapping(Raw::bytes((*from).index), Raw::bytes(index), words);
            (*to).index = index;
        }
        (*to).used = (*from).used;
        (*to).len = (*from).len;
        Ok(new)
    }
}

fn copy_record(ctx: &mut Context, record: Value) -> Result<Value> {
    let Some(from) = record.record_mut() else { return Ok(record) };
    // SAFETY: the old record is live and stays where it is. The new one has as many slots, and overflow storage of the
    // same size; all fields are written before anyone sees it.
    unsafe {
        let overflow = if (*from).overflow.is_null() {
            std::ptr::null_mut()
        } else if (*from).is_dictionary() {
            copy_map(ctx, (*from).dictionary())?.object()
        } else {
            let n = Slots::capacity((*from).overflow);
            let storage = ctx.new_slots(n)?;
            std::ptr::copy_nonoverlapping(Slots::values((*from).overflow), Slots::values(storage), n);
            storage
        };
        let slots = (*from).header.extra;
        let object = ctx.allocate(record.kind(), SLOTS_OFFSET + usize::from(slots) * 16, slots)?;
        let to = object.cast::<RecordObject>();
        (*to).shape = (*from).shape;
        (*to).len = (*from).len;
        (*to).class = (*from).class;
        (*to).overflow = overflow;
        let (first, new) = (from.add(1).cast::<Value>(), to.add(1).cast::<Value>());
        std::ptr::copy_nonoverlapping(first, new, usize::from(slots));
        Ok(Value::from_object(record.kind(), object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Limits;
    use crate::host::NoHost;
    use crate::runtime::Runtime;
    use crate::walk::display_string;
    use crate::walk::equal::equal;
    use crate::walk::testing::*;

    fn message(ctx: &mut Context, result: Result<Value>) -> String {
        let Err(Trap::Throw(error)) = result else { panic!("{result:?}") };
        display_string(ctx, error)
    }

    fn element(array: Value, i: usize) -> Value {
        array.as_array().unwrap().at(i)
    }

    /// An instance with these fields; of the class Error, since that needs no module.
    fn record(ctx: &mut Context, fields: &[(&str, Value)]) -> Value {
        let class = ctx.runtime().error_class();
        let record = ctx.new_record(class).unwrap();
        for (name, value) in fields {
            ctx.set_field(record, name.as_bytes(), *value).unwrap();
        }
        record
    }

    #[test]
    fn shallow_copies_share_what_is_within() {
        let mut ctx = context();
        let inner = array(&mut ctx, &[Value::int(1)]);
        let list = array(&mut ctx, &[inner, Value::NIL]);
        let new = copy(&mut ctx, list).unwrap();
        assert!(new != list && element(new, 0) == inner);
        ctx.array_push(new, Value::NIL).unwrap();
        assert_eq!(list.size(), 2);

        let m = map(&mut ctx, &[("a", inner)]);
        for i in 0..100 {
            ctx.map_set(m, Value::int(i), inner).unwrap();
        }
        ctx.map_delete(m, Value::int(5)).unwrap();
        let new = copy(&mut ctx, m).unwrap();
        assert!(equal(&mut ctx, m, new));
        for i in 100..300 {
            ctx.map_set(new, Value::int(i), Value::NIL).unwrap();
        }
        for i in 0..50 {
            ctx.map_delete(new, Value::int(i)).unwrap();
        }
        assert_eq!((m.size(), new.size()), (100, 251));
        assert_eq!(ctx.map_get(new, Value::int(60)), Ok(Some(inner)));
        assert_eq!(ctx.map_get(new, Value::int(6)), Ok(None));
        assert_eq!(ctx.map_get(m, Value::int(6)), Ok(Some(inner)));
        let empty = map(&mut ctx, &[]);
        let new = copy(&mut ctx, empty).unwrap();
        ctx.map_set(new, Value::int(1), Value::NIL).unwrap();
        assert_eq!((empty.size(), new.size()), (0, 1));

        let r = record(&mut ctx, &[("message", inner), ("x", inner), ("y", Value::int(2))]);
        let new = copy(&mut ctx, r).unwrap();
        ctx.set_field(new, b"y", Value::int(3)).unwrap();
        assert_eq!(ctx.field(r, b"y"), Some(Value::int(2)));
        assert_eq!(ctx.field(new, b"x"), Some(inner));
        let text = string(&mut ctx, "a string of some length");
        assert_eq!(copy(&mut ctx, text), Ok(text));
    }

    #[test]
    fn deep_copies_keep_sharing_and_cycles() {
        let mut ctx = context();
        let inner = array(&mut ctx, &[Value::int(1)]);
        let r = record(&mut ctx, &[("x", inner)]);
        let m = map(&mut ctx, &[("inner", inner), ("record", r)]);
        let tuple = ctx.new_tuple(&[inner, m]).unwrap();
        let pair = ctx.new_pair(tuple, inner).unwrap();
        let list = array(&mut ctx, &[inner, m, pair, Value::NIL]);
        ctx.array_set(list, 3, list).unwrap();
        let new = deep_copy(&mut ctx, list).unwrap();
        assert!(equal(&mut ctx, new, new) && new != list && element(new, 3) == new);
        let copied = element(new, 0);
        assert!(copied != inner && equal(&mut ctx, copied, inner));
        let key = string(&mut ctx, "inner");
        assert_eq!(ctx.map_get(element(new, 1), key), Ok(Some(copied)));
        let key = string(&mut ctx, "record");
        let copied_record = ctx.map_get(element(new, 1), key).unwrap().unwrap();
        assert!(copied_record != r);
        assert_eq!(ctx.field(copied_record, b"x"), Some(copied));
        let (copied_tuple, second) = element(new, 2).as_pair().unwrap().values();
        assert_eq!(second, copied);
        assert_eq!(copied_tuple.as_tuple().unwrap().values(), &[copied, element(new, 1)]);
        assert_eq!(element(list, 0), inner);
    }

    #[test]
    fn frozen_copies_cannot_be_changed() {
        let mut ctx = context();
        let inner = array(&mut ctx, &[Value::int(1)]);
        let r = record(&mut ctx, &[("x", inner)]);
        let m = map(&mut ctx, &[("inner", inner), ("record", r)]);
        let list = array(&mut ctx, &[inner, m, inner]);
        let frozen = freeze(&mut ctx, list).unwrap();
        let (x, y) = (element(frozen, 0), element(frozen, 1));
        assert!(frozen.is_frozen() && x.is_frozen() && y.is_frozen() && element(frozen, 2) == x);
        assert!(!list.is_frozen() && !inner.is_frozen() && !m.is_frozen());
        assert!(ctx.array_push(x, Value::NIL).is_err());
        assert!(ctx.map_set(y, Value::NIL, Value::NIL).is_err());
        let key = string(&mut ctx, "record");
        let z = ctx.map_get(y, key).unwrap().unwrap();
        assert!(z.is_frozen() && ctx.set_field(z, b"x", Value::NIL).is_err());
        assert_eq!(ctx.field(z, b"x"), Some(x));
        assert_eq!(freeze(&mut ctx, frozen), Ok(frozen));
        let around = array(&mut ctx, &[frozen]);
        let around = freeze(&mut ctx, around).unwrap();
        assert_eq!(element(around, 0), frozen);
        // One level thaws, and a deep copy all.
        let thawed = thaw(&mut ctx, frozen).unwrap();
        assert!(!thawed.is_frozen() && element(thawed, 0) == x);
        let deep = deep_copy(&mut ctx, frozen).unwrap();
        assert!(!element(deep, 0).is_frozen() && element(deep, 0) == element(deep, 2));
        // Frozen arrays are keys, and stay so in copies of the map.
        let by = ctx.new_map(1).unwrap();
        ctx.map_set(by, x, Value::TRUE).unwrap();
        let by = deep_copy(&mut ctx, by).unwrap();
        assert_eq!(ctx.map_get(by, x), Ok(Some(Value::TRUE)));
        let by = freeze(&mut ctx, by).unwrap();
        assert_eq!(ctx.map_get(by, x), Ok(Some(Value::TRUE)));
    }

    #[test]
    fn what_cannot_be_frozen() {
        let mut ctx = context();
        let loop_ = ring(&mut ctx, Value::NIL);
        let result = freeze(&mut ctx, loop_);
        assert_eq!(message(&mut ctx, result), "ValueError: cannot freeze a cyclic value");
        let free = ctx.new_closure(std::ptr::null(), 0).unwrap();
        let bound = ctx.new_closure(std::ptr::null(), 1).unwrap();
        let list = array(&mut ctx, &[free, bound]);
        let result = freeze(&mut ctx, list);
        assert_eq!(message(&mut ctx, result), "ValueError: cannot freeze a Function with captured variables");
        let as_key = ctx.new_map(1).unwrap();
        ctx.map_set(as_key, bound, Value::NIL).unwrap();
        assert!(freeze(&mut ctx, as_key).is_err());
        assert_eq!(freeze(&mut ctx, free), Ok(free));
        assert_eq!(deep_copy(&mut ctx, bound), Ok(bound));
    }

    #[test]
    fn dictionary_records() {
        let mut ctx = context();
        let inner = array(&mut ctx, &[Value::int(1)]);
        let r = record(&mut ctx, &[]);
        for i in 0..100 {
            ctx.set_field(r, format!("f{i}").as_bytes(), inner).unwrap();
        }
        let frozen = freeze(&mut ctx, r).unwrap();
        let deep = deep_copy(&mut ctx, r).unwrap();
        for copied in [frozen, deep] {
            let x = ctx.field(copied, b"f7").unwrap();
            assert!(x != inner && ctx.field(copied, b"f99") == Some(x));
        }
        ctx.set_field(deep, b"f7", Value::NIL).unwrap();
        assert_eq!(ctx.field(r, b"f7"), Some(inner));
        assert!(ctx.set_field(frozen, b"f7", Value::NIL).is_err());
    }

    #[test]
    fn deep_and_shared_structure() {
        let mut ctx = context();
        let deep = nested(&mut ctx, DEEP, Value::int(1));
        let new = deep_copy(&mut ctx, deep).unwrap();
        assert!(equal(&mut ctx, deep, new));
        assert!(freeze(&mut ctx, deep).unwrap().is_frozen());
        let shared = doubled(&mut ctx, 60, Value::int(1));
        let new = deep_copy(&mut ctx, shared).unwrap();
        assert!(element(new, 0) == element(new, 1));
        assert!(freeze(&mut ctx, shared).unwrap().is_frozen());
    }

    #[test]
    fn a_copy_beyond_the_limit_traps() {
        let limits = Limits { max_heap: 4 << 20, ..Limits::default() };
        let mut ctx = Context::new(Runtime::builder().build(), limits, Box::new(NoHost));
        let deep = nested(&mut ctx, 60_000, Value::NIL);
        let before = ctx.memory_used();
        let Err(Trap::Collect(needed)) = deep_copy(&mut ctx, deep) else { panic!("no trap") };
        // If all that was in use before lives on, a collection does not help, and OutOfMemory is due.
        assert!(before + needed > 4 << 20);
        assert!(ctx.memory_used() < 5 << 20);
    }
}
