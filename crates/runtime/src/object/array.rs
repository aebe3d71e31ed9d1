//! Arrays: growable, with their elements packed while they are all booleans, all integers or all floats.
//! A store of another kind widens the array to values, once.

use super::{Header, Raw, Slots, flags};
use crate::context::Context;
use crate::error::{Result, Trap};
use crate::heap::{LARGE, size_of_object};
use crate::value::{Kind, Value};

/// How the elements lie: `header.extra`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct ElementKind(pub u16);

impl ElementKind {
    /// 16 bytes each.
    pub const VALUE: ElementKind = ElementKind(0);
    /// 8 bytes each.
    pub const INT: ElementKind = ElementKind(1);
    /// 8 bytes each.
    pub const FLOAT: ElementKind = ElementKind(2);
    /// 1 byte each.
    pub const BOOL: ElementKind = ElementKind(3);

    /// The narrowest kind for a value.
    #[inline]
    pub fn of(value: Value) -> ElementKind {
        match value.kind() {
            Kind::INT => Self::INT,
            Kind::FLOAT => Self::FLOAT,
            Kind::BOOL => Self::BOOL,
            _ => Self::VALUE,
        }
    }
    fn bytes(self) -> usize {
        match self {
            Self::VALUE => 16,
            Self::BOOL => 1,
            _ => 8,
        }
    }
}

/// An array.
#[repr(C)]
pub struct ArrayObject {
    pub(crate) header: Header,
    pub(crate) len: usize,
    /// `SLOTS` if the elements are values, else `RAW`; null while empty.
    pub(crate) storage: *mut Header,
}

impl ArrayObject {
    /// The number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// How the elements lie.
    #[inline(always)]
    pub fn elements(&self) -> ElementKind {
        ElementKind(self.header.extra)
    }
    /// Element `i`, which is below the length.
    #[inline(always)]
    pub fn at(&self, i: usize) -> Value {
        debug_assert!(i < self.len);
        // SAFETY: storage holds `len` elements of this kind. In release builds every caller has compared `i` with `len`.
        unsafe {
            let bytes = Raw::bytes(self.storage);
            match self.elements() {
                ElementKind::VALUE => *bytes.cast::<Value>().add(i),
                ElementKind::INT => Value::int(*bytes.cast::<i64>().add(i)),
                ElementKind::FLOAT => Value::float(*bytes.cast::<f64>().add(i)),
                _ => Value::bool(*bytes.add(i) != 0),
            }
        }
    }
    /// Element `i`.
    #[inline]
    pub fn get(&self, i: usize) -> Option<Value> {
        if i < self.len { Some(self.at(i)) } else { None }
    }
    /// All elements in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Value> + ExactSizeIterator + '_ {
        (0..self.len).map(|i| self.at(i))
    }
    /// The elements of an array of integers.
    pub fn ints(&self) -> Option<&[i64]> {
        // SAFETY: storage holds `len` integers.
        (self.elements() == ElementKind::INT).then(|| unsafe { slice(self) })
    }
    /// The elements of an array of floats.
    pub fn floats(&self) -> Option<&[f64]> {
        // SAFETY: storage holds `len` floats.
        (self.elements() == ElementKind::FLOAT).then(|| unsafe { slice(self) })
    }

    /// Words of the array and its storage.
    #[inline]
    pub(crate) fn words(&self) -> usize {
        // SAFETY: an array's storage is an object.
        let storage = if self.storage.is_null() { 0 } else { unsafe { (*self.storage).size as usize } };
        self.header.size as usize + storage
    }

    #[inline(always)]
    fn capacity(&self) -> usize {
        if self.storage.is_null() { 0 } else { Raw::capacity(self.storage) / self.elements().bytes() }
    }

    /// Stores an element that fits the kind.
    ///
    /// # Safety
    /// `i` is below the capacity and `value` is of the array's element kind.
    #[inline(always)]
    pub(crate) unsafe fn put(&mut self, i: usize, value: Value) {
        // SAFETY: the caller's promise.
        unsafe {
            let bytes = Raw::bytes(self.storage);
            match self.elements() {
                ElementKind::VALUE => crate::value::copy(bytes.cast::<Value>().add(i), &value),
                ElementKind::BOOL => *bytes.add(i) = value.payload() as u8,
                _ => *bytes.cast::<u64>().add(i) = value.payload(),
            }
        }
    }

    /// Appends an element if there is room for it as it is and nobody has to be told; the new length.
    #[inline(always)]
    pub(crate) fn push_in_place(&mut self, value: Value) -> Option<usize> {
        let known = self.header.flags;
        let told = known & (flags::FROZEN | flags::BARRIER) != 0 && (known & flags::FROZEN != 0 || value.is_object());
        if told || !self.fits(value) || self.len == self.capacity() {
            return None;
        }
        // SAFETY: there is room, and the value fits.
        unsafe { self.put(self.len, value) };
        self.len += 1;
        Some(self.len)
    }

    /// Whether a value can be stored without widening.
    #[inline(always)]
    pub(crate) fn fits(&self, value: Value) -> bool {
        self.elements() == ElementKind::VALUE || self.elements() == ElementKind::of(value)
    }
}

/// # Safety
/// The array's elements are `T`s.
unsafe fn slice<T>(array: &ArrayObject) -> &[T] {
    if array.len == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(Raw::bytes(array.storage).cast(), array.len) }
}

/// What changing an array that may not be changed throws.
fn check_mutable(ctx: &mut Context, array: *mut ArrayObject) -> Result<()> {
    // SAFETY: the pointer comes from an array value.
    if unsafe { (*array).header.flags } & flags::FROZEN != 0 {
        return Err(ctx.frozen_error("frozen Array"));
    }
    Ok(())
}

/// Operations that change arrays. They may be called with array values only; others are refused with a TypeError.
impl Context {
    /// A new array with these elements, as narrow as they allow.
    pub fn new_array(&mut self, values: &[Value]) -> Result<Value> {
        let kind = match values.split_first() {
            None => ElementKind::VALUE,
            Some((first, rest)) => {
                let kind = ElementKind::of(*first);
                if rest.iter().all(|v| ElementKind::of(*v) == kind) { kind } else { ElementKind::VALUE }
            }
        };
        let array = self.array_with_capacity(kind, values.len())?;
        if let Some(a) = array.array_mut() {
            // SAFETY: just made, with room for all; all are of the kind.
            unsafe {
                for (i, value) in values.iter().enumerate() {
                    (*a).put(i, *value);
                }
                (*a).len = values.len();
            }
        }
        Ok(array)
    }

    /// A new empty array whose storage has room for `capacity` elements of a kind.
    pub fn array_with_capacity(&mut self, kind: ElementKind, capacity: usize) -> Result<Value> {
        let storage = if capacity == 0 { std::ptr::null_mut() } else { self.storage(kind, capacity)? };
        let object = self.allocate(Kind::ARRAY, size_of::<ArrayObject>(), kind.0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let array = object.cast::<ArrayObject>();
            (*array).len = 0;
            (*array).storage = storage;
        }
        Ok(Value::from_object(Kind::ARRAY, object))
    }

    /// A new array of integers.
    pub fn new_int_array(&mut self, values: &[i64]) -> Result<Value> {
        let array = self.array_with_capacity(ElementKind::INT, values.len())?;
        if let Some(a) = array.array_mut()
            && !values.is_empty()
        {
            // SAFETY: just made with room for all.
            unsafe {
                std::ptr::copy_nonoverlapping(values.as_ptr(), Raw::bytes((*a).storage).cast(), values.len());
                (*a).len = values.len();
            }
        }
        Ok(array)
    }

    /// A new array of floats.
    pub fn new_float_array(&mut self, values: &[f64]) -> Result<Value> {
        let array = self.array_with_capacity(ElementKind::FLOAT, values.len())?;
        if let Some(a) = array.array_mut()
            && !values.is_empty()
        {
            // SAFETY: just made with room for all.
            unsafe {
                std::ptr::copy_nonoverlapping(values.as_ptr(), Raw::bytes((*a).storage).cast(), values.len());
                (*a).len = values.len();
            }
        }
        Ok(array)
    }

    fn storage(&mut self, kind: ElementKind, capacity: usize) -> Result<*mut Header> {
        let bytes = capacity.checked_mul(kind.bytes()).ok_or(Trap::Collect(usize::MAX))?;
        if kind == ElementKind::VALUE { self.new_slots(capacity) } else { self.new_raw(bytes) }
    }

    fn array_of(&mut self, array: Value, what: &str) -> Result<*mut ArrayObject> {
        match array.array_mut() {
            Some(a) => {
                check_mutable(self, a)?;
                Ok(a)
            }
            None => Err(self.type_error(format!("{what} expects array, got {}", array.kind().word()))),
        }
    }

    /// Makes room for `more` elements of this kind behind the last. Widens the array if need be.
    fn make_room(&mut self, a: *mut ArrayObject, kind: ElementKind, more: usize) -> Result<()> {
        // SAFETY (of the whole function): `a` comes from an array value; nothing moves before the next charge point.
        unsafe {
            let needed = (*a).len.checked_add(more).ok_or(Trap::Collect(usize::MAX))?;
            let current = (*a).elements();
            if (*a).len == 0 && current != kind && current == ElementKind::VALUE && (*a).storage.is_null() {
                // An empty array takes the kind of what comes first.
                (*a).header.extra = kind.0;
            } else if current != kind && current != ElementKind::VALUE {
                return self.widen(a, needed);
            }
            if needed <= (*a).capacity() {
                return Ok(());
            }
            let capacity = needed.max((*a).len + (*a).len / 2).max(4);
            self.grow_storage(a, capacity)
        }
    }

    fn grow_storage(&mut self, a: *mut ArrayObject, capacity: usize) -> Result<()> {
        // SAFETY: `a` comes from an array value; the storage belongs to it alone.
        unsafe {
            let old = (*a).storage;
            let kind = (*a).elements();
            if !old.is_null() && size_of_object(old) >= LARGE {
                let bytes = capacity.checked_mul(kind.bytes()).ok_or(Trap::Collect(usize::MAX))?;
                (*a).storage = self.grow_large(old, bytes)?;
                self.heap.wrote_pointers(a.cast());
                return Ok(());
            }
            let new = self.storage(kind, capacity)?;
            if (*a).len > 0 {
                std::ptr::copy_nonoverlapping(Raw::bytes(old), Raw::bytes(new), (*a).len * kind.bytes());
            }
            (*a).storage = new;
            self.heap.wrote_pointers(a.cast());
            Ok(())
        }
    }

    /// Tells the heap that elements from `i` on were written.
    ///
    /// # Safety
    /// `a` comes from an array value, which has so many elements.
    #[inline]
    unsafe fn wrote_elements(&mut self, a: *mut ArrayObject, i: usize, n: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            if (*a).elements() == ElementKind::VALUE && n > 0 {
                self.heap.wrote_slots(a.cast(), (*a).storage, Slots::values((*a).storage).add(i), n);
            }
        }
    }

    /// Turns packed elements into values.
    #[cold]
    fn widen(&mut self, a: *mut ArrayObject, capacity: usize) -> Result<()> {
        // SAFETY: `a` comes from an array value.
        unsafe {
            let new = self.new_slots(capacity.max((*a).len).max(4))?;
            let values = Slots::values(new);
            for i in 0..(*a).len {
                *values.add(i) = (*a).at(i);
            }
            (*a).header.extra = ElementKind::VALUE.0;
            (*a).storage = new;
            self.heap.wrote_pointers(a.cast());
            Ok(())
        }
    }

    /// Appends an element: amortized O(1).
    pub fn array_push(&mut self, array: Value, value: Value) -> Result<()> {
        let a = self.array_of(array, "push")?;
        // SAFETY: `a` comes from an array value; room is made before the store.
        unsafe {
            if !(*a).fits(value) || (*a).len == (*a).capacity() {
                self.make_room(a, ElementKind::of(value), 1)?;
            }
            let len = (*a).len;
            (*a).put(len, value);
            (*a).len = len + 1;
            if value.is_object() {
                self.wrote_elements(a, len, 1);
            }
        }
        Ok(())
    }

    /// Removes the last element.
    pub fn array_pop(&mut self, array: Value) -> Result<Option<Value>> {
        let a = self.array_of(array, "pop")?;
        // SAFETY: `a` comes from an array value.
        unsafe {
            let Some(last) = (*a).len.checked_sub(1) else { return Ok(None) };
            let value = (*a).at(last);
            self.array_clear_from(a, last);
            Ok(Some(value))
        }
    }

    /// Forgets the elements from `from` on.
    fn array_clear_from(&mut self, a: *mut ArrayObject, from: usize) {
        // SAFETY: `a` comes from an array value; `from` is at most its length.
        unsafe {
            if (*a).elements() == ElementKind::VALUE {
                for i in from..(*a).len {
                    (*a).put(i, Value::NIL);
                }
            }
            (*a).len = from;
        }
    }

    /// Replaces element `i`; false if there is none.
    pub fn array_set(&mut self, array: Value, i: usize, value: Value) -> Result<bool> {
        let a = self.array_of(array, "set")?;
        // SAFETY: `a` comes from an array value.
        unsafe {
            if i >= (*a).len {
                return Ok(false);
            }
            if !(*a).fits(value) {
                self.widen(a, (*a).len)?;
            }
            (*a).put(i, value);
            if value.is_object() {
                self.wrote_elements(a, i, 1);
            }
        }
        Ok(true)
    }

    /// The elements as integers to be changed, if all are integers held side by side.
    pub fn array_ints(&mut self, array: Value) -> Result<Option<&mut [i64]>> {
        let a = self.array_of(array, "set")?;
        // SAFETY: `a` comes from an array value, its elements are integers, and nothing moves while the context is borrowed.
        unsafe {
            match (*a).elements() == ElementKind::INT && (*a).len > 0 {
                true => Ok(Some(std::slice::from_raw_parts_mut(Raw::bytes((*a).storage).cast(), (*a).len))),
                false => Ok(None),
            }
        }
    }

    /// Inserts before element `i`, which is at most the length: O(n).
    pub fn array_insert(&mut self, array: Value, i: usize, value: Value) -> Result<()> {
        self.array_push(array, value)?;
        let a = self.array_of(array, "insert")?;
        // SAFETY: `a` comes from an array value, `i` is below its new length.
        unsafe {
            let (len, size) = ((*a).len, (*a).elements().bytes());
            let i = i.min(len - 1);
            let bytes = Raw::bytes((*a).storage);
            std::ptr::copy(bytes.add(i * size), bytes.add((i + 1) * size), (len - 1 - i) * size);
            (*a).put(i, value);
            self.wrote_elements(a, i, len - i);
        }
        Ok(())
    }

    /// Removes element `i`: O(n).
    pub fn array_remove(&mut self, array: Value, i: usize) -> Result<Option<Value>> {
        let a = self.array_of(array, "remove")?;
        // SAFETY: `a` comes from an array value.
        unsafe {
            if i >= (*a).len {
                return Ok(None);
            }
            let (len, size) = ((*a).len, (*a).elements().bytes());
            let value = (*a).at(i);
            let bytes = Raw::bytes((*a).storage);
            std::ptr::copy(bytes.add((i + 1) * size), bytes.add(i * size), (len - 1 - i) * size);
            self.wrote_elements(a, i, len - 1 - i);
            self.array_clear_from(a, len - 1);
            Ok(Some(value))
        }
    }

    /// Removes all elements.
    pub fn array_clear(&mut self, array: Value) -> Result<()> {
        let a = self.array_of(array, "clear")?;
        self.array_clear_from(a, 0);
        Ok(())
    }

    /// Removes the elements from `len` on.
    pub fn array_truncate(&mut self, array: Value, len: usize) -> Result<()> {
        let a = self.array_of(array, "truncate")?;
        // SAFETY: `a` comes from an array value.
        if len < unsafe { (*a).len } {
            self.array_clear_from(a, len);
        }
        Ok(())
    }

    /// Appends all elements of another array (which may be the same): O(n).
    pub fn array_extend(&mut self, array: Value, other: Value) -> Result<()> {
        let a = self.array_of(array, "extend")?;
        let Some(b) = other.array_mut() else {
            return Err(self.type_error(format!("spread expects array, got {}", other.kind().word())));
        };
        // SAFETY: both come from array values; room is made before the elements are copied, and `b`'s length was
        // read before `a` grows.
        unsafe {
            let more = (*b).len;
            if more == 0 {
                return Ok(());
            }
            self.make_room(a, (*b).elements(), more)?;
            let at = (*a).len;
            if (*a).elements() == (*b).elements() {
                let size = (*a).elements().bytes();
                let (to, from) = (Raw::bytes((*a).storage), Raw::bytes((*b).storage));
                std::ptr::copy(from, to.add(at * size), more * size);
            } else {
                for i in 0..more {
                    let value = (*b).at(i);
                    (*a).put(at + i, value);
                }
            }
            (*a).len = at + more;
            self.wrote_elements(a, at, more);
        }
        Ok(())
    }

    /// A new array of the elements `from..to` of an array, which has so many: O(n).
    pub fn array_slice(&mut self, array: Value, from: usize, to: usize) -> Result<Value> {
        let (Some(a), n) = (array.array_mut(), to.saturating_sub(from)) else {
            return Err(self.type_error(format!("slice expects array, got {}", array.kind().word())));
        };
        // SAFETY: `a` comes from an array value; the range lies within it.
        unsafe {
            let kind = (*a).elements();
            let new = self.array_with_capacity(kind, n)?;
            if let Some(b) = new.array_mut()
                && n > 0
            {
                let (from_bytes, to_bytes) = (Raw::bytes((*a).storage), Raw::bytes((*b).storage));
                std::ptr::copy_nonoverlapping(from_bytes.add(from * kind.bytes()), to_bytes, n * kind.bytes());
                (*b).len = n;
            }
            Ok(new)
        }
    }
}
