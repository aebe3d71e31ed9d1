//! Objects: what lies in a heap, kind by kind.
//!
//! Every object begins with a [`Header`]. Internal storage (`SLOTS`, `RAW`) is an object too, so that arrays and maps
//! grow by replacing it. Rules that hold for all of this module:
//! 1. A pointer to an object comes from a [`Value`](crate::Value) or from another object of the same heap, and is used
//!    before the next charge point only: nothing moves in between.
//! 2. `header.size` is the whole size in words of 8 bytes; fields within it are initialised before the object can be
//!    reached.
//! 3. References to fields are never held across an allocation that could replace storage.

pub mod array;
pub mod map;
pub mod record;
pub mod string;

use crate::code::{LoadedClass, LoadedFunction};
use crate::value::{Kind, Value};

/// The first word of every object.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    /// The kind, as in the tag of values that point here.
    pub kind: Kind,
    /// See [`flags`].
    pub flags: u8,
    /// By kind: element kind of an array, slots in a record, captures of a closure, sign of a BigInt.
    pub extra: u16,
    /// Whole size in words of 8 bytes.
    pub size: u32,
}

const _: () = assert!(size_of::<Header>() == 8);

/// Bits of [`Header::flags`].
pub mod flags {
    /// Young, and has survived a minor collection.
    pub const AGED: u8 = 1;
    /// Belongs to loaded code; never moved, never freed by a collection. Such objects are also `OLD`.
    pub const IMMORTAL: u8 = 2;
    /// Of old objects: as the heap's own bit if the last full collection reached it. Of survivors: as the heap's other
    /// bit if the last minor collection copied it.
    pub const MARKED: u8 = 4;
    /// Deeply immutable.
    pub const FROZEN: u8 = 8;
    /// Old and not in the remembered set: stores have to be told to the heap. Not for strings.
    pub const BARRIER: u8 = 16;
    /// A string known to be ASCII.
    pub const ASCII: u8 = 16;
    /// A string known to be UTF-8.
    pub const UTF8: u8 = 32;
    /// A string whose bytes are in a counted block outside the heap.
    pub const BLOCK: u8 = 64;
    /// Moved by full collections only.
    pub const OLD: u8 = 128;
}

/// The kind of an object that has moved; its second word is the new address.
pub(crate) const FORWARDED: Kind = Kind(255);

/// Storage of values.
#[repr(C)]
pub(crate) struct Slots {
    pub header: Header,
}

impl Slots {
    /// How many values it holds.
    #[inline(always)]
    pub fn capacity(this: *const Header) -> usize {
        // SAFETY: rule 1; SLOTS objects are a header and values.
        unsafe { ((*this).size as usize - 1) / 2 }
    }
    /// The first value.
    #[inline(always)]
    pub fn values(this: *mut Header) -> *mut Value {
        // SAFETY: rule 1; the values follow the header, within or one past the end of the object.
        unsafe { this.add(1).cast() }
    }
}

/// Storage of bytes.
pub(crate) struct Raw;

impl Raw {
    /// How many bytes it holds.
    #[inline(always)]
    pub fn capacity(this: *const Header) -> usize {
        // SAFETY: rule 1.
        unsafe { ((*this).size as usize - 1) * 8 }
    }
    /// The first byte.
    #[inline(always)]
    pub fn bytes(this: *mut Header) -> *mut u8 {
        // SAFETY: rule 1; the bytes follow the header.
        unsafe { this.add(1).cast() }
    }
}

/// A class: its methods lie in the order of its layout.
#[repr(C)]
pub struct ClassObject {
    pub(crate) header: Header,
    /// Index of the layout in the runtime.
    pub(crate) layout: u32,
    /// Serial number, 0 until asked for.
    pub(crate) id: u32,
    pub(crate) parent: *mut Header,
    /// `SLOTS`: the methods by index in the layout.
    pub(crate) methods: *mut Header,
    /// The initializer, or nil.
    pub(crate) init: Value,
    pub(crate) template: *const LoadedClass,
    /// By which processes know the class again; 0 until it is copied for another one.
    pub(crate) number: u64,
}

/// A function with captured values.
#[repr(C)]
pub struct ClosureObject {
    pub(crate) header: Header,
    pub(crate) function: *const LoadedFunction,
    /// Serial number, 0 until asked for.
    pub(crate) id: u64,
}

impl ClosureObject {
    /// The first captured value.
    #[inline(always)]
    pub(crate) fn captures(this: *mut ClosureObject) -> *mut Value {
        // SAFETY: `header.extra` values follow the fields.
        unsafe { this.add(1).cast() }
    }
}

/// A captured variable.
#[repr(C)]
pub struct CellObject {
    pub(crate) header: Header,
    pub(crate) value: Value,
}

/// A fixed sequence; the values follow.
#[repr(C)]
pub struct TupleObject {
    pub(crate) header: Header,
    pub(crate) len: usize,
}

/// A pair.
#[repr(C)]
pub struct PairObject {
    pub(crate) header: Header,
    pub(crate) first: Value,
    pub(crate) second: Value,
}

/// A reference that does not keep its target.
#[repr(C)]
pub struct WeakObject {
    pub(crate) header: Header,
    pub(crate) target: Value,
}

/// An arithmetic sequence from `start` to before `stop`; `step` is not 0.
#[repr(C)]
pub struct RangeObject {
    pub(crate) header: Header,
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
}

impl RangeObject {
    /// The number of elements.
    pub fn count(&self) -> u64 {
        range_count(self.start, self.stop, self.step)
    }
}

/// How many elements a range has: O(1), never overflows.
pub fn range_count(start: i64, stop: i64, step: i64) -> u64 {
    if step > 0 && start < stop {
        (stop.wrapping_sub(start) as u64 - 1) / step as u64 + 1
    } else if step < 0 && start > stop {
        (start.wrapping_sub(stop) as u64 - 1) / step.unsigned_abs() + 1
    } else {
        0
    }
}

/// An integer beyond 64 bits: `header.extra` is 1 if negative, `len` magnitude bytes follow, little-endian.
#[repr(C)]
pub struct BigIntObject {
    pub(crate) header: Header,
    pub(crate) len: usize,
}

/// An object of the host. A process moves between threads, and what it holds with it.
pub trait Foreign: std::any::Any + Send {
    /// What printing shows: `<foreign label>`.
    fn label(&self) -> &str;
    /// For [`std::any::Any::downcast_mut`].
    fn as_any(&mut self) -> &mut dyn std::any::Any;
}

/// A heap object that owns an object of the host.
#[repr(C)]
pub struct ForeignObject {
    pub(crate) header: Header,
    /// From `Box::into_raw`; freed when the object dies.
    pub(crate) data: *mut Box<dyn Foreign>,
    /// Serial number.
    pub(crate) id: u64,
}

/// A fiber; what it is lies outside the heap and does not move. One that has not begun, or has returned, and of which
/// there is nothing else to say, is no more than this object: `extra` is its status, with [`FiberObject::LISTED`].
#[repr(C)]
pub struct FiberObject {
    pub(crate) header: Header,
    /// From `Box::into_raw`; given back when the object dies. Null if the object is all there is.
    pub(crate) data: *mut crate::fiber::Fiber,
    /// Serial number.
    pub(crate) id: u64,
    /// What it will call, while the object is all there is.
    pub(crate) entry: Value,
}

impl FiberObject {
    /// In `extra`: the heap's list of what owns something outside has the object.
    pub(crate) const LISTED: u16 = 0x100;
}

/// What the collector calls for each reference of an object.
pub(crate) trait Tracer {
    /// A value, which may be an immediate.
    ///
    /// # Safety
    /// `slot` points to an initialised value of a live object or root.
    unsafe fn value(&mut self, slot: *mut Value);
    /// A pointer to an object, or null.
    ///
    /// # Safety
    /// `slot` points to such a pointer in a live object.
    unsafe fn pointer(&mut self, slot: *mut *mut Header);
    /// A pointer to storage that belongs to the object which is visited, or null. Stores into storage are noted at the
    /// owner.
    ///
    /// # Safety
    /// As for `pointer`.
    unsafe fn storage(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise.
        unsafe { self.pointer(slot) }
    }
    /// An ephemeron: a pair whose second half is to be kept if the first is reached in another way.
    ///
    /// # Safety
    /// `pair` is a live ephemeron.
    unsafe fn ephemeron(&mut self, pair: *mut PairObject);
    /// The object of a fiber, whose stack the process knows how to trace.
    ///
    /// # Safety
    /// `object` is a live object in its new place.
    unsafe fn fiber(&mut self, object: *mut FiberObject);
    /// A fiber that is linked to, or the root, which has no object.
    ///
    /// # Safety
    /// `fiber` belongs to a live object, or is the root.
    unsafe fn reach(&mut self, fiber: *mut crate::fiber::Fiber);
    /// Whether a reference visited since the last call leads to something young; false where that is of no interest.
    fn take_young(&mut self) -> bool {
        false
    }
    /// The first frame of a fiber to visit: those below its watermark may be left out.
    fn first_frame(&self, _watermark: usize) -> usize {
        0
    }
    /// Says what a visit of a fiber's stack has found: its outermost frame that leads to something young, and whether
    /// anything of it does.
    fn fiber_visited(&mut self, _fiber: &mut crate::fiber::Fiber, _first_young: usize, _young: bool) {}
}

/// Calls the macro it is given with every kind of object: kind, type, and how its references are found.
macro_rules! for_each_kind {
    ($then:ident) => {
        $then! {
            STRING string::StringObject |_o, _t| {};
            BYTES string::StringObject |_o, _t| {};
            ARRAY array::ArrayObject |o, t| { t.storage(&raw mut (*o).storage) };
            MAP map::MapObject |o, t| { t.storage(&raw mut (*o).entries); t.pointer(&raw mut (*o).index) };
            RECORD record::RecordObject |o, t| { record::trace(o, t) };
            ERROR record::RecordObject |o, t| { record::trace(o, t) };
            CLASS ClassObject |o, t| {
                t.pointer(&raw mut (*o).parent);
                t.storage(&raw mut (*o).methods);
                t.value(&raw mut (*o).init)
            };
            CLOSURE ClosureObject |o, t| {
                values(ClosureObject::captures(o), usize::from((*o).header.extra), t)
            };
            RANGE RangeObject |_o, _t| {};
            TUPLE TupleObject |o, t| { values(o.add(1).cast(), (*o).len, t) };
            PAIR PairObject |o, t| { values(&raw mut (*o).first, 2, t) };
            CELL CellObject |o, t| { t.value(&raw mut (*o).value) };
            BIGINT BigIntObject |_o, _t| {};
            FOREIGN ForeignObject |_o, _t| {};
            FIBER FiberObject |o, t| { t.fiber(o) };
            SLOTS Slots |o, t| { values(Slots::values(o.cast()), Slots::capacity(o.cast()), t) };
            RAW Raw |_o, _t| {};
            WEAK WeakObject |_o, _t| {};
            EPHEMERON PairObject |o, t| { t.ephemeron(o) };
        }
    };
}

/// # Safety
/// `first` points to `n` initialised values.
unsafe fn values<T: Tracer>(first: *mut Value, n: usize, tracer: &mut T) {
    for i in 0..n {
        // SAFETY: the caller's promise.
        unsafe { tracer.value(first.add(i)) }
    }
}

macro_rules! define_trace {
    ($($kind:ident $ty:ty = |$o:ident, $t:ident| $body:block;)*) => {};
    ($($kind:ident $ty:path | $o:ident, $t:ident | $body:block;)*) => {
        /// Finds all references of an object.
        ///
        /// # Safety
        /// `object` points to a live object whose fields are initialised.
        pub(crate) unsafe fn trace<T: Tracer>(object: *mut Header, tracer: &mut T) {
            // SAFETY: the kind in the header says which type lies here; the caller promises that it is live.
            unsafe {
                match (*object).kind {
                    $(Kind::$kind => { let $o = object.cast::<$ty>(); let $t = tracer; let _ = &$o; let _ = &$t; $body })*
                    other => unreachable!("no object has the kind {other:?}"),
                }
            }
        }
    };
}

for_each_kind!(define_trace);

/// Typed views of object values. Each is `None` for other kinds. The references are valid until the next charge
/// point; they must not be held while the same object is changed through another.
macro_rules! views {
    ($($name:ident $name_mut:ident $kind:ident $ty:ty;)*) => {
        impl Value {
            $(
                /// The object, if the value is of this kind.
                #[inline(always)]
                pub fn $name(&self) -> Option<&$ty> {
                    // SAFETY: a value of this kind points to such an object, alive until the next charge point.
                    if self.kind() == Kind::$kind { Some(unsafe { &*self.object().cast::<$ty>() }) } else { None }
                }
                /// The object's address, if the value is of this kind.
                #[inline(always)]
                #[allow(dead_code, reason = "one row for each kind, whether or not this crate changes it")]
                pub(crate) fn $name_mut(self) -> Option<*mut $ty> {
                    if self.kind() == Kind::$kind { Some(self.object().cast()) } else { None }
                }
            )*
        }
    };
}

views! {
    as_array array_mut ARRAY array::ArrayObject;
    as_map map_mut MAP map::MapObject;
    as_class class_mut CLASS ClassObject;
    as_closure closure_mut CLOSURE ClosureObject;
    as_range range_mut RANGE RangeObject;
    as_tuple tuple_mut TUPLE TupleObject;
    as_pair pair_mut PAIR PairObject;
    as_cell cell_mut CELL CellObject;
    as_bigint bigint_mut BIGINT BigIntObject;
    as_foreign foreign_mut FOREIGN ForeignObject;
    as_fiber fiber_mut FIBER FiberObject;
}

impl Value {
    /// The instance, of a class or of an error class.
    #[inline(always)]
    pub fn as_record(&self) -> Option<&record::RecordObject> {
        match self.kind() {
            // SAFETY: both kinds have this layout; alive until the next charge point.
            Kind::RECORD | Kind::ERROR => Some(unsafe { &*self.object().cast() }),
            _ => None,
        }
    }
    /// The instance's address.
    #[inline(always)]
    pub(crate) fn record_mut(self) -> Option<*mut record::RecordObject> {
        match self.kind() {
            Kind::RECORD | Kind::ERROR => Some(self.object().cast()),
            _ => None,
        }
    }
    /// The namespace that a module value names.
    #[inline(always)]
    pub fn as_namespace(&self) -> Option<&crate::code::LoadedNamespace> {
        // SAFETY: such values are made by `load_namespace` alone; loaded code outlives all processes that run it.
        if self.kind() == Kind::MODULE { Some(unsafe { &*self.address() }) } else { None }
    }
    /// Whether the object is deeply immutable; immediates are not counted so.
    pub fn is_frozen(self) -> bool {
        // SAFETY: heap values point to a live header.
        self.is_object() && unsafe { (*self.object()).flags & flags::FROZEN != 0 }
    }
}

impl TupleObject {
    /// The elements.
    pub fn values(&self) -> &[Value] {
        // SAFETY: `len` values follow the fields.
        unsafe { std::slice::from_raw_parts((self as *const Self).add(1).cast(), self.len) }
    }
}

impl PairObject {
    /// Both halves.
    pub fn values(&self) -> (Value, Value) {
        (self.first, self.second)
    }
}

impl ClosureObject {
    /// The captured values.
    pub fn values(&self) -> &[Value] {
        // SAFETY: `header.extra` values follow the fields.
        unsafe { std::slice::from_raw_parts((self as *const Self).add(1).cast(), usize::from(self.header.extra)) }
    }
}
