//! Copies of values for another process.
//!
//! Each object is copied as it lies, then its references are replaced one after another by copies of what they point to.
//! Where an object has gone is written into the object itself, and taken back at the end; so sharing and cycles cost
//! nothing. Allocation neither collects nor moves, and nobody else sees the source's heap meanwhile.
//!
//! 1. Classes keep their identity: each has a number as soon as it is copied, and a process has at most one class of a
//!    number. References to classes are therefore filled in by the receiver ([`Extra`]).
//! 2. A function brings along the module variables that it mentions, unless the receiver has them.
//! 3. Fibers and objects of the host stay where they are: a value that leads to one cannot be sent.

use crate::code::{LoadedFunction, LoadedModule};
use crate::heap::{Fragment, Heap};
use crate::object::array::{ArrayObject, ElementKind};
use crate::object::string::{BlockRef, StringObject};
use crate::object::{self, ClassObject, ClosureObject, FORWARDED, FiberObject, Header, PairObject, Tracer, flags};
use crate::value::{Kind, Value};
use smallvec::SmallVec;
use std::sync::Mutex;

/// A value on its way, with all that it leads to.
#[derive(Default)]
pub(crate) struct Parcel {
    pub values: smallvec::SmallVec<[Value; 1]>,
    pub fragment: Fragment,
    pub extra: Option<Box<Extra>>,
}

// SAFETY: the values and addresses lead into the fragment, or to what belongs to the runtime.
unsafe impl Send for Parcel {}

/// What the receiver has to do with a parcel that holds classes or functions.
#[derive(Default)]
pub(crate) struct Extra {
    /// Classes that were copied, by number.
    pub classes: Vec<(u64, Value)>,
    /// References to classes, by number.
    pub places: Vec<(u64, Place)>,
    /// Module variables: module, slot, value.
    pub variables: Vec<(u32, u32, Value)>,
}

/// Where a reference to a class lies.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// The word of an object that holds the address.
    Word(*mut u64),
    /// One of the parcel's values.
    Value(usize),
    /// One of its module variables.
    Variable(usize),
}

/// What a process has: module variables, and classes by number. Other processes look it up to know what to bring.
#[derive(Default)]
pub(crate) struct Known {
    /// It has every variable there is.
    pub all: bool,
    variables: Vec<u64>,
    classes: Vec<u64>,
}

fn insert(sorted: &mut Vec<u64>, key: u64) -> bool {
    match sorted.binary_search(&key) {
        Ok(_) => false,
        Err(place) => {
            sorted.reserve_exact(1 + sorted.len() / 4);
            sorted.insert(place, key);
            true
        }
    }
}

impl Known {
    /// Whether a module variable is there.
    pub fn has_variable(&self, module: u32, slot: u32) -> bool {
        self.all || self.variables.binary_search(&(u64::from(module) << 32 | u64::from(slot))).is_ok()
    }
    /// Enters a module variable; says whether it was new.
    pub fn add_variable(&mut self, module: u32, slot: u32) -> bool {
        !self.all && insert(&mut self.variables, u64::from(module) << 32 | u64::from(slot))
    }
    /// Enters a class.
    pub fn add_class(&mut self, number: u64) {
        insert(&mut self.classes, number);
    }
    fn has_class(&self, number: u64) -> bool {
        self.classes.binary_search(&number).is_ok()
    }
}

/// The classes of a process that have a number.
#[derive(Default)]
pub(crate) struct Classes(Vec<(u64, Value)>);

impl Classes {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn get(&self, number: u64) -> Option<Value> {
        self.0.binary_search_by_key(&number, |c| c.0).ok().map(|i| self.0[i].1)
    }
    pub fn add(&mut self, number: u64, class: Value) {
        if let Err(place) = self.0.binary_search_by_key(&number, |c| c.0) {
            self.0.insert(place, (number, class));
        }
    }
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, class)| class)
    }
}

/// The process that a copy is made from.
pub(crate) struct Source<'s> {
    pub classes: &'s mut Classes,
    pub known: &'s Mutex<Known>,
    pub variables: &'s [Option<Box<[Value]>>],
    /// Gives numbers to classes.
    pub next_class: &'s dyn Fn() -> u64,
}

/// Why a value cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It leads to something that stays in its process.
    Kind(Kind),
    /// It is larger than the receiver's memory.
    TooLarge,
    /// There is no memory.
    OutOfMemory,
}

/// Copies values into `heap`, for a process that has what `known` says. The parcel's fragment is left empty.
pub(crate) fn transfer(
    source: Source<'_>,
    values: &[Value],
    heap: &mut Heap,
    known: &Mutex<Known>,
    most: usize,
) -> Result<Parcel, Refused> {
    let mut parcel = Parcel { values: values.into(), ..Parcel::default() };
    if values.iter().all(|v| is_plain(*v)) {
        return Ok(parcel);
    }
    let mut copier = Copier {
        source,
        heap,
        known,
        most,
        bytes: 0,
        work: SmallVec::new(),
        moved: SmallVec::new(),
        refused: None,
        extra: None,
        functions: Vec::new(),
        seen: Vec::new(),
    };
    for (i, value) in parcel.values.iter_mut().enumerate() {
        *value = copier.copy(*value, Place::Value(i));
    }
    copier.finish();
    copier.restore();
    match copier.refused {
        Some(why) => Err(why),
        None => {
            parcel.extra = copier.extra;
            Ok(parcel)
        }
    }
}

/// Whether a value is the same in every process and leads to nothing.
#[inline]
pub(crate) fn is_plain(value: Value) -> bool {
    !value.is_object() && !matches!(value.kind(), Kind::FUNCTION | Kind::MODULE)
}

/// Copies of at most so many bytes are made in one piece, without a walk.
const FLAT_MOST: usize = 256;

/// How many bytes a copy takes that needs no walk: a short array of what leads to nothing. `None` for everything else.
#[inline]
pub(crate) fn flat_size(value: Value) -> Option<usize> {
    if value.kind() != Kind::ARRAY {
        return None;
    }
    let array = value.as_array()?;
    let words = array.words();
    let flat = words * 8 <= FLAT_MOST && (array.elements() != ElementKind::VALUE || array.iter().all(is_plain));
    flat.then_some(words * 8)
}

/// The copy of a value that [`flat_size`] has given this size for, in a heap; `None` if there is no memory.
pub(crate) fn flat_copy(value: Value, size: usize, heap: &mut Heap) -> Option<Value> {
    let memory = heap.alloc_copy(size);
    // SAFETY: fresh memory of that size.
    (!memory.is_null()).then(|| unsafe { copy_flat(value, memory) })
}

/// The same, in a fragment of its own.
pub(crate) fn flat_parcel(value: Value, size: usize) -> Option<Parcel> {
    let (fragment, memory) = Fragment::of_size(size)?;
    // SAFETY: as above.
    let copy = unsafe { copy_flat(value, memory) };
    Some(Parcel { values: smallvec::smallvec![copy], fragment, extra: None })
}

/// # Safety
/// `memory` points to as many unused bytes of a heap or a fragment as [`flat_size`] has said for the value.
unsafe fn copy_flat(value: Value, memory: *mut Header) -> Value {
    // SAFETY: an array is three words, and owns its storage; the caller's promise.
    unsafe {
        let array: *mut Header = value.object();
        let storage = (*array.cast::<ArrayObject>()).storage;
        let words = (*array).size as usize;
        std::ptr::copy_nonoverlapping(array.cast::<u64>(), memory.cast::<u64>(), words);
        (*memory).flags = (*array).flags & flags::FROZEN;
        if !storage.is_null() {
            let copy = memory.cast::<u64>().add(words).cast::<Header>();
            std::ptr::copy_nonoverlapping(storage.cast::<u64>(), copy.cast::<u64>(), (*storage).size as usize);
            (*copy).flags = (*storage).flags & flags::FROZEN;
            (*memory.cast::<ArrayObject>()).storage = copy;
        }
        Value::from_object(Kind::ARRAY, memory)
    }
}

struct Copier<'s> {
    source: Source<'s>,
    heap: &'s mut Heap,
    known: &'s Mutex<Known>,
    most: usize,
    bytes: usize,
    /// Copies whose references are not replaced yet.
    work: SmallVec<[*mut Header; 8]>,
    /// Objects that hold the address of their copy, and what they held before.
    moved: SmallVec<[(*mut Header, Header, u64); 8]>,
    refused: Option<Refused>,
    extra: Option<Box<Extra>>,
    /// Functions whose variables are not looked at yet, and all that were found.
    functions: Vec<*const LoadedFunction>,
    seen: Vec<*const LoadedFunction>,
}

/// Kinds without references.
const LEAVES: u64 =
    1 << Kind::STRING.0 | 1 << Kind::BYTES.0 | 1 << Kind::RANGE.0 | 1 << Kind::BIGINT.0 | 1 << Kind::RAW.0;
/// Kinds that stay in their process.
const BOUND: u64 = 1 << Kind::FIBER.0 | 1 << Kind::FOREIGN.0 | 1 << Kind::WEAK.0 | 1 << Kind::EPHEMERON.0;

impl Copier<'_> {
    fn copy(&mut self, value: Value, place: Place) -> Value {
        match value.kind() {
            Kind::FUNCTION => {
                self.note(value.address());
                value
            }
            Kind::MODULE => {
                self.note_module(value);
                value
            }
            Kind::CLASS => {
                self.class(value.object(), place);
                value
            }
            kind if kind >= Kind::STRING => Value::from_object(kind, self.object(value.object())),
            _ => value,
        }
    }

    /// The copy of an object that is no class.
    fn object(&mut self, object: *mut Header) -> *mut Header {
        // SAFETY: a live object of the source, or one that has the address of its copy; all have two words.
        unsafe {
            let header = *object;
            if header.kind == FORWARDED {
                return *object.add(1).cast::<*mut Header>();
            }
            if header.flags & flags::IMMORTAL != 0 {
                return object;
            }
            if BOUND >> header.kind.0 & 1 != 0 {
                self.refused.get_or_insert(Refused::Kind(header.kind));
                return object;
            }
            let copy = self.raw_copy(object);
            if !copy.is_null() {
                let word: *mut *mut Header = object.add(1).cast();
                self.moved.push((object, header, word.cast::<u64>().read()));
                (*object).kind = FORWARDED;
                *word = copy;
            }
            copy
        }
    }

    /// A copy of an object's words, whose references are still to be replaced.
    ///
    /// # Safety
    /// `object` is live and not yet moved.
    unsafe fn raw_copy(&mut self, object: *mut Header) -> *mut Header {
        // SAFETY: the caller's promise; the copy has room for as many words.
        unsafe {
            let header = *object;
            let words = header.size as usize;
            self.bytes += words * 8;
            if self.bytes > self.most {
                self.refused.get_or_insert(Refused::TooLarge);
                return std::ptr::null_mut();
            }
            let copy = self.heap.alloc_copy(words * 8);
            if copy.is_null() {
                self.refused.get_or_insert(Refused::OutOfMemory);
                return copy;
            }
            std::ptr::copy_nonoverlapping(object.cast::<u64>(), copy.cast::<u64>(), words);
            let text = matches!(header.kind, Kind::STRING | Kind::BYTES);
            let kept = if text { flags::ASCII | flags::UTF8 | flags::BLOCK } else { 0 };
            (*copy).flags = header.flags & (kept | flags::FROZEN);
            match header.kind {
                _ if text && header.flags & flags::BLOCK != 0 => {
                    (*copy.cast::<StringObject>().add(1).cast::<BlockRef>()).share();
                    self.heap.add_external(copy);
                }
                Kind::CLOSURE => {
                    self.note((*copy.cast::<ClosureObject>()).function);
                    self.work.push(copy);
                }
                kind if LEAVES >> kind.0 & 1 == 0 => self.work.push(copy),
                _ => {}
            }
            copy
        }
    }

    /// Notes that a class is referred to at `place`; copies it unless the receiver has it.
    fn class(&mut self, class: *mut Header, place: Place) {
        // SAFETY: a live class of the source, or one that has the address of its copy.
        unsafe {
            if (*class).flags & flags::IMMORTAL != 0 {
                return;
            }
            // The number lies behind the words that a moved object loses.
            let object = class.cast::<ClassObject>();
            if (*object).number == 0 {
                (*object).number = (self.source.next_class)();
                let value = Value::from_object(Kind::CLASS, class);
                self.source.classes.add((*object).number, value);
                self.source.known.lock().unwrap_or_else(|e| e.into_inner()).add_class((*object).number);
            }
            let number = (*object).number;
            self.extra.get_or_insert_default().places.push((number, place));
            let is_known = || self.known.lock().unwrap_or_else(|e| e.into_inner()).has_class(number);
            if (*class).kind != FORWARDED && !is_known() {
                let copy = self.object(class);
                if !copy.is_null() {
                    let copy = Value::from_object(Kind::CLASS, copy);
                    self.extra.get_or_insert_default().classes.push((number, copy));
                }
            }
        }
    }

    fn note(&mut self, function: *const LoadedFunction) {
        if !self.seen.contains(&function) {
            self.seen.push(function);
            self.functions.push(function);
        }
    }

    fn note_module(&mut self, value: Value) {
        let Some(namespace) = value.as_namespace() else { return };
        let slots: Vec<u32> = namespace.def().exports.iter().map(|(_, slot)| *slot).collect();
        self.variables(namespace.module(), &slots);
    }

    /// Copies module variables that the receiver does not have.
    fn variables(&mut self, module: &LoadedModule, slots: &[u32]) {
        for &slot in slots {
            let known = self.known.lock().unwrap_or_else(|e| e.into_inner()).has_variable(module.storage, slot);
            let taken = |extra: &Extra| extra.variables.iter().any(|v| (v.0, v.1) == (module.storage, slot));
            if known || self.extra.as_ref().is_some_and(|extra| taken(extra)) {
                continue;
            }
            let variables = self.source.variables.get(module.storage as usize).and_then(|v| v.as_ref());
            let value = variables.and_then(|v| v.get(slot as usize)).copied().unwrap_or(Value::NIL);
            let extra = self.extra.get_or_insert_default();
            let index = extra.variables.len();
            extra.variables.push((module.storage, slot, Value::NIL));
            let copy = self.copy(value, Place::Variable(index));
            if let Some(extra) = &mut self.extra {
                extra.variables[index].2 = copy;
            }
        }
    }

    /// Replaces references until none is left.
    fn finish(&mut self) {
        while self.refused.is_none() {
            if let Some(object) = self.work.pop() {
                // SAFETY: a copy that this walk has made; its references are those of the original.
                unsafe { object::trace(object, self) };
            } else if let Some(function) = self.functions.pop() {
                // SAFETY: functions are loaded code.
                let function = unsafe { &*function };
                self.variables(function.module(), function.mentions());
            } else {
                return;
            }
        }
    }

    /// Puts the source's objects back as they were.
    fn restore(&mut self) {
        for (object, header, word) in self.moved.drain(..) {
            // SAFETY: these two words were read from the object before.
            unsafe {
                *object = header;
                *object.add(1).cast::<u64>() = word;
            }
        }
    }
}

impl Tracer for Copier<'_> {
    unsafe fn value(&mut self, slot: *mut Value) {
        // SAFETY: the caller's promise. The payload is the value's second word.
        unsafe {
            let value = *slot;
            if !is_plain(value) {
                let copy = self.copy(value, Place::Word(slot.cast::<u64>().add(1)));
                *slot = copy;
            }
        }
    }

    unsafe fn pointer(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise: a pointer to an object of the source, or null.
        unsafe {
            let object = *slot;
            if object.is_null() {
                return;
            }
            // A moved class keeps its place behind the words that it loses.
            let kind = match (*object).kind {
                FORWARDED => (**object.add(1).cast::<*mut Header>()).kind,
                kind => kind,
            };
            match kind {
                Kind::CLASS => self.class(object, Place::Word(slot.cast())),
                _ => *slot = self.object(object),
            }
        }
    }

    unsafe fn storage(&mut self, slot: *mut *mut Header) {
        // SAFETY: as above; storage has one owner and a dictionary's map is found like any object.
        unsafe {
            let object = *slot;
            if object.is_null() || (*object).flags & flags::IMMORTAL != 0 && (*object).kind != FORWARDED {
                return;
            }
            *slot = match (*object).kind {
                Kind::SLOTS | Kind::RAW => self.raw_copy(object),
                _ => self.object(object),
            };
        }
    }

    unsafe fn ephemeron(&mut self, _pair: *mut PairObject) {}
    unsafe fn fiber(&mut self, _object: *mut FiberObject) {}
    unsafe fn reach(&mut self, _fiber: *mut crate::fiber::Fiber) {}
}

/// A copy for one process, made before the process can be reached or while it is known to wait.
pub(crate) fn fill_places(extra: &mut Extra, values: &mut [Value], class_of: impl Fn(u64) -> Option<Value>) {
    for i in 0..extra.places.len() {
        let (number, place) = extra.places[i];
        // Every class that is referred to was copied, or the receiver has it.
        let class = class_of(number).unwrap_or(Value::NIL);
        match place {
            // SAFETY: the words lie in objects of the fragment that was just adopted; they hold addresses of classes.
            Place::Word(word) => unsafe { *word = class.payload() },
            Place::Value(i) => values[i] = class,
            Place::Variable(i) => extra.variables[i].2 = class,
        }
    }
}
