//! The context of a process: the one door. Whatever allocates, charges, reads a clock or random bytes, or touches the
//! outside goes through it; there limits are accounted and capabilities checked.

use crate::capability::{Capabilities, Capability, Grants, Place};
use crate::code::LoadedFunction;
use crate::error::{ErrorKind, Result, Trap};
use crate::heap::{Heap, LARGE};
use crate::host::Host;
use crate::native::{Need, What};
use crate::object::string::{Block, BlockRef, INLINE_MAX, StringObject};
use crate::object::{
    CellObject, ClassObject, ClosureObject, Foreign, ForeignObject, Header, PairObject, RangeObject, Raw, Slots,
    TupleObject, flags,
};
use crate::runtime::Runtime;
use crate::value::{Kind, Value};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What a process may use. The greatest value of a limit's type stands for none.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Units of fuel in all. When they are burnt, cleanup code may burn 10,000 more, and then the process ends.
    pub fuel: u64,
    /// Accounted heap bytes; blocks and host objects included, and all processes of a program together. More throws OutOfMemory.
    pub max_heap: usize,
    /// Bytes of registers and frames. More throws StackOverflow.
    pub max_stack: usize,
    /// Calls in progress, those of fibers that wait for others included. More throws StackOverflow.
    pub depth: usize,
    /// Bytes written to the standard output and the standard error. More throws LimitError, and nothing is written.
    pub output_bytes: u64,
    /// Objects of the host alive at the same time. More throws LimitError.
    pub open_handles: usize,
    /// Time from the start, waiting included, as the host's clock has it. Sessions keep to it: the program ends, at the
    /// latest a slice after it, without running any more of its code.
    pub wall_time: Duration,
    /// Processes alive at the same time. More throws LimitError.
    pub processes: usize,
    /// What it has permission for.
    pub capabilities: Grants,
}

impl Default for Limits {
    /// 1 GiB of stack, 2^20 processes, no capabilities, no other limits.
    fn default() -> Self {
        Limits {
            fuel: u64::MAX,
            max_heap: usize::MAX,
            max_stack: 1 << 30,
            depth: usize::MAX,
            output_bytes: u64::MAX,
            open_handles: usize::MAX,
            wall_time: Duration::MAX,
            processes: 1 << 20,
            capabilities: Grants::NONE,
        }
    }
}

/// See the module's documentation.
pub struct Context {
    /// Units left until the next slow path of a charge point.
    pub(crate) fuel: i64,
    /// Units taken out of `fuel` so that the next charge point is slow although fuel is left.
    pub(crate) stash: i64,
    /// Units that the running fiber has yet to pay, at the next charge point.
    pub(crate) owed: u64,
    /// Elements that walks have looked at and that are not charged yet.
    pub(crate) walked: u64,
    pub(crate) heap: Heap,
    pub(crate) runtime: Arc<Runtime>,
    pub(crate) limits: Arc<Limits>,
    /// Printing cuts longer texts off.
    pub print_limit: usize,
    /// What natives keep for the process, in its heap; nil at first.
    pub library: Value,
    /// What the running fiber was denied.
    pub(crate) denied: Capabilities,
    /// What it may do nevertheless, once, since somebody further out has let it proceed.
    pub(crate) permitted: Capabilities,
    /// Bytes written so far.
    pub(crate) written: u64,
    /// The same for all processes of its program, if there are several.
    pub(crate) output: Option<Arc<AtomicU64>>,
    /// The outside world.
    pub host: Box<dyn Host>,
    /// State of the process's own random numbers, for natives.
    pub random: [u64; 4],
    /// See [`Context::keep`].
    pub(crate) kept: Option<crate::native::WorkResult>,
    serial: u64,
    /// Set when OutOfMemory was thrown and no collection has come back under the limit since.
    pub(crate) out_of_memory: bool,
    /// Cleanup code threw while the program was ending; its exit code becomes 1.
    pub cleanup_failed: bool,
    /// The frames of the running program, innermost first, for natives that read them.
    pub(crate) trace: Vec<TraceEntry>,
}

/// Bytes that do not change, outside all heaps.
#[derive(Clone)]
pub struct SharedBytes(Arc<Block>, usize, usize);

impl SharedBytes {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.0.slice(self.1, self.2)
    }
}

/// A frame in a trace, recorded as function and pc.
#[derive(Clone, Copy, Debug)]
pub struct TraceEntry {
    pub(crate) function: *const LoadedFunction,
    pub(crate) pc: u32,
    /// The frame was entered by a tail call.
    pub(crate) tail: bool,
}

impl TraceEntry {
    /// How reports name the function.
    pub(crate) fn function_name(&self) -> String {
        // SAFETY: traces name loaded code, which lives as long as the runtime.
        crate::process::display_name(unsafe { &*self.function }).to_string()
    }
}

// SAFETY: the pointers in `trace` are to loaded code, which is `Sync` and outlives the context; the rest is `Send`,
// values being bound to the heap that moves along.
unsafe impl Send for Context {}

/// Without a limit the system is asked for so much at once before it is relied on.
const PROBED: usize = 1 << 30;

/// Whether the system would give so many bytes.
#[cold]
fn is_available(bytes: usize) -> bool {
    Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
}

impl Context {
    #[cfg(test)]
    pub(crate) fn new(runtime: Arc<Runtime>, limits: Limits, host: Box<dyn Host>) -> Context {
        Context::sharing(runtime, Arc::new(limits), host)
    }

    /// With limits that other processes may have too.
    pub(crate) fn sharing(runtime: Arc<Runtime>, limits: Arc<Limits>, host: Box<dyn Host>) -> Context {
        let heap = Heap::new(limits.max_heap);
        let seed = runtime.hash_seed;
        Context {
            fuel: 0,
            stash: 0,
            owed: 0,
            walked: 0,
            heap,
            runtime,
            limits,
            print_limit: usize::MAX,
            library: Value::NIL,
            denied: Capabilities::NONE,
            permitted: Capabilities::NONE,
            written: 0,
            output: None,
            host,
            kept: None,
            random: [seed, seed.rotate_left(17) ^ 0x9e37_79b9_7f4a_7c15, seed.rotate_left(31) | 1, !seed],
            serial: 0,
            out_of_memory: false,
            cleanup_failed: false,
            trace: Vec::new(),
        }
    }

    /// The runtime.
    #[inline]
    pub fn runtime(&self) -> &Arc<Runtime> {
        &self.runtime
    }
    /// The seed of hashes.
    #[inline(always)]
    pub fn hash_seed(&self) -> u64 {
        self.runtime.hash_seed
    }
    /// Whether a capability is granted without limits.
    pub fn has(&self, capability: Capability) -> bool {
        self.limits.capabilities.is_whole(capability) && !self.is_denied(capability)
    }
    /// Whether the running fiber was denied a capability, and nobody let it proceed.
    pub(crate) fn is_denied(&self, capability: Capability) -> bool {
        self.denied.has(capability) && !self.permitted.has(capability)
    }
    /// PermissionDenied unless the capability is granted without limits.
    pub fn require(&mut self, capability: Capability) -> Result<()> {
        if self.has(capability) { Ok(()) } else { Err(self.refused(capability, None)) }
    }
    /// PermissionDenied unless `net` is granted for this address. The connection must go to the host by this name.
    pub fn require_address(&mut self, host: &str, port: u16) -> Result<()> {
        if self.limits.capabilities.covers_address(host, port) && !self.is_denied(Capability::Net) {
            return Ok(());
        }
        Err(self.refused(Capability::Net, Some(&format!("{host}:{port}"))))
    }
    /// Where a path leads for somebody who needs these of `fs.read` and `fs.write`; PermissionDenied if they are not granted
    /// for it. Natives say what they need in their definition too, where denials of fibers are seen.
    pub fn place(&mut self, needed: Capabilities, path: &Path) -> Result<Place> {
        match self.limits.capabilities.place(needed, path) {
            Some(place) => Ok(place),
            None => {
                let first = needed.iter().next().unwrap_or(Capability::FsRead);
                Err(self.refused(first, Some(&path.to_string_lossy())))
            }
        }
    }
    /// PermissionDenied for what a call needs.
    pub(crate) fn refused_need(&mut self, need: Need, args: &[Value]) -> Trap {
        let arg = |i: u8| args.get(usize::from(i)).copied().unwrap_or(Value::NIL);
        let text = |value: Value| value.as_any_bytes().map(|b| String::from_utf8_lossy(b).into_owned());
        let what = match need.what {
            What::All | What::AskedLater => None,
            What::Path(i) => text(arg(i)),
            What::Address(host, port) => {
                text(arg(host)).zip(arg(port).as_int()).map(|(host, port)| format!("{host}:{port}"))
            }
        };
        self.refused(need.capability, what.as_deref())
    }
    /// PermissionDenied: for what, if it is granted for other things.
    pub fn refused(&mut self, capability: Capability, what: Option<&str>) -> Trap {
        let held = self.limits.capabilities.holds(capability) && !self.is_denied(capability);
        let name = capability.name();
        let message = match what {
            Some(what) if held => format!("{name}:{what} is denied"),
            None if held => format!("{name} without limits is denied"),
            _ => format!("{name} is denied"),
        };
        self.error(ErrorKind::PermissionDenied, message)
    }
    /// Accounted bytes in use.
    pub fn memory_used(&self) -> usize {
        self.heap.used()
    }
    /// Bytes that the heap may have at most.
    pub fn memory_limit(&self) -> usize {
        self.heap.max()
    }
    /// Keeps what the last part of a blocking native was given and has no room for: if it then fails with what `reserve`
    /// gave, it is called again with that after a collection.
    pub fn keep<T: Send + 'static>(&mut self, result: T) {
        self.kept = Some(Box::new(result));
    }
    /// Makes sure that `bytes` may be allocated at once for the result of a blocking native, or keeps the result.
    pub fn reserve_for<T: Send + 'static>(&mut self, bytes: usize, result: T) -> Result<T> {
        match self.reserve(bytes) {
            Ok(()) => Ok(result),
            Err(trap) => {
                self.keep(result);
                Err(trap)
            }
        }
    }
    /// Makes a collection run at the next charge point.
    pub fn request_collection(&mut self) {
        self.heap.wants_collection = true;
        self.heap.wants_major = true;
        self.interrupt();
    }
    /// Charges units for work that was not known before it was done: they are paid at the next charge point, so that what
    /// was begun is finished, but nothing comes after it.
    pub fn spend(&mut self, units: u64) {
        if units > 0 {
            self.owed = self.owed.saturating_add(units);
            self.interrupt();
        }
    }
    /// Counts elements that a walk has looked at, or bytes that it has compared, by sixteens. Small walks cost nothing until
    /// they are many.
    pub(crate) fn walked(&mut self, elements: usize) {
        const MANY: u64 = 1024;
        self.walked += elements as u64;
        if self.walked >= MANY {
            let units = self.walked / 16;
            self.walked %= 16;
            self.spend(units);
        }
    }
    /// Makes the next charge point take its slow path.
    pub(crate) fn interrupt(&mut self) {
        self.stash += self.fuel;
        self.fuel = 0;
    }
    /// A number that no other call of this process gives.
    pub fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }
    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }
    pub(crate) fn set_serial(&mut self, serial: u64) {
        self.serial = serial;
    }

    /// The serial number of an object with an identity: a class, a closure or a host object.
    pub(crate) fn identity(&mut self, value: Value) -> u64 {
        let next = self.serial + 1;
        // SAFETY: the kind says what the live object is.
        let id = unsafe {
            match value.kind() {
                Kind::CLOSURE => {
                    let id = &mut (*value.object().cast::<ClosureObject>()).id;
                    if *id == 0 {
                        *id = next;
                    }
                    *id
                }
                Kind::CLASS => {
                    let class = value.object().cast::<ClassObject>();
                    if (*class).header.flags & flags::IMMORTAL != 0 {
                        return 0;
                    }
                    if (*class).id == 0 {
                        (*class).id = next as u32;
                    }
                    u64::from((*class).id)
                }
                Kind::FOREIGN => (*value.object().cast::<ForeignObject>()).id,
                Kind::FIBER => return value.fiber_id().map_or(0, |(id, _)| id),
                _ if value.is_object() => self.heap.identity(value.object(), next),
                _ => return value.payload(),
            }
        };
        self.serial = self.serial.max(id);
        id
    }
    /// A number for a function that captures nothing, the same in every run.
    pub(crate) fn function_serial(&self, value: Value) -> u64 {
        // SAFETY: function values point to loaded code, which lives as long as the runtime.
        let function = unsafe { &*value.address::<LoadedFunction>() };
        u64::from(function.module().index) << 32 | u64::from(function.index)
    }

    // ---- errors ----

    /// An error of this kind, to be returned as `Err`.
    pub fn error(&mut self, kind: ErrorKind, message: impl AsRef<str>) -> Trap {
        self.error_with(kind.name(), message.as_ref(), Value::NIL)
    }
    /// An error of a kind given by name, with data.
    pub fn error_with(&mut self, kind: &str, message: &str, data: Value) -> Trap {
        match self.make_error(kind, message, data) {
            Ok(error) => Trap::Throw(error),
            Err(trap) => trap,
        }
    }
    /// An Error object that is not thrown yet.
    pub fn make_error(&mut self, kind: &str, message: &str, data: Value) -> Result<Value> {
        let class = self.runtime.error_class();
        let message = self.new_string(message.as_bytes())?;
        let kind = self.new_string(kind.as_bytes())?;
        let error = self.new_record(class)?;
        if let Some(r) = error.as_record() {
            for (i, value) in [message, kind, data].into_iter().enumerate() {
                // SAFETY: errors begin with their hidden fields: message, kind, data, trace, cause.
                unsafe { *r.slot(i) = value };
            }
        }
        Ok(error)
    }
    /// A TypeError.
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Trap {
        self.error(ErrorKind::TypeError, message)
    }
    /// A ValueError.
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Trap {
        self.error(ErrorKind::ValueError, message)
    }
    /// An IndexError.
    pub fn index_error(&mut self, message: impl AsRef<str>) -> Trap {
        self.error(ErrorKind::IndexError, message)
    }
    /// A FrozenError: `what` is as in `frozen Array`, `String`.
    pub fn frozen_error(&mut self, what: &str) -> Trap {
        self.error(ErrorKind::FrozenError, format!("cannot modify a {what}"))
    }

    // ---- allocation ----

    /// Makes sure that `bytes` may be allocated at once. Call it before anything is changed.
    #[inline]
    pub fn reserve(&mut self, bytes: usize) -> Result<()> {
        if self.heap.has_room(bytes) && (bytes < PROBED || is_available(bytes)) {
            return Ok(());
        }
        Err(Trap::Collect(bytes))
    }

    /// An object of `bytes` (rounded up), its header set, its fields not.
    #[inline]
    pub(crate) fn allocate(&mut self, kind: Kind, bytes: usize, extra: u16) -> Result<*mut Header> {
        let size = bytes.div_ceil(8).max(2);
        let mut object: *mut Header = std::ptr::null_mut();
        if size < LARGE / 8 {
            object = self.heap.nursery.take(size * 8).cast();
        }
        if object.is_null() {
            object = self.allocate_slow(size)?;
        }
        // SAFETY: at least two words were allocated.
        unsafe { *object = Header { kind, flags: 0, extra, size: size as u32 } };
        Ok(object)
    }

    /// What the nursery's chunk has no room for; `size` in words.
    #[cold]
    #[inline(never)]
    fn allocate_slow(&mut self, size: usize) -> Result<*mut Header> {
        let bytes = size.saturating_mul(8);
        if size > u32::MAX as usize || !self.heap.has_room(bytes) {
            return Err(Trap::Collect(bytes));
        }
        let object = self.heap.alloc_slow(bytes);
        if object.is_null() {
            return Err(Trap::Collect(bytes));
        }
        if self.heap.wants_collection {
            self.interrupt();
        }
        Ok(object)
    }

    /// Storage of `n` values, all nil.
    pub(crate) fn new_slots(&mut self, n: usize) -> Result<*mut Header> {
        let n = n.max(1);
        let bytes = n.checked_mul(16).and_then(|b| b.checked_add(8)).ok_or(Trap::Collect(usize::MAX))?;
        let object = self.allocate(Kind::SLOTS, bytes, 0)?;
        let values = Slots::values(object);
        for i in 0..n {
            // SAFETY: just allocated with room for `n` values.
            unsafe { *values.add(i) = Value::NIL };
        }
        Ok(object)
    }

    /// Storage of at least `n` bytes, not initialised.
    pub(crate) fn new_raw(&mut self, n: usize) -> Result<*mut Header> {
        let bytes = n.max(8).checked_add(8).ok_or(Trap::Collect(usize::MAX))?;
        self.allocate(Kind::RAW, bytes, 0)
    }

    /// Enlarges large storage to at least `n` bytes; new values are nil.
    pub(crate) fn grow_large(&mut self, object: *mut Header, n: usize) -> Result<*mut Header> {
        let size = n.checked_add(8 + 7).ok_or(Trap::Collect(usize::MAX))? & !7;
        // SAFETY: `object` is storage that belongs to one container alone.
        unsafe {
            let slots = (*object).kind == Kind::SLOTS;
            // Values are 16 bytes: their storage has an odd number of words.
            let size = if slots { (size - 8).div_ceil(16) * 16 + 8 } else { size };
            let old = (*object).size as usize * 8;
            if size / 8 > u32::MAX as usize || !self.heap.has_room(size - old) {
                return Err(Trap::Collect(size));
            }
            let new = self.heap.grow_large(object, size);
            if new.is_null() {
                return Err(Trap::Collect(size));
            }
            if slots {
                for i in (old - 8) / 16..(size - 8) / 16 {
                    *Slots::values(new).add(i) = Value::NIL;
                }
            }
            if self.heap.wants_collection {
                self.interrupt();
            }
            Ok(new)
        }
    }

    /// A string.
    #[inline]
    pub fn new_string(&mut self, bytes: &[u8]) -> Result<Value> {
        match Value::short(bytes) {
            Some(short) => Ok(short),
            None => self.new_byte_object(Kind::STRING, &[bytes]),
        }
    }

    /// A string that takes over the bytes of a vector if they are many.
    pub fn new_string_from(&mut self, bytes: Vec<u8>) -> Result<Value> {
        if bytes.len() <= INLINE_MAX {
            return self.new_string(&bytes);
        }
        self.reserve(bytes.capacity())?;
        let len = bytes.len();
        self.new_block_object(Kind::STRING, Block::from_vec(bytes), 0, len, 0)
    }

    /// A byte sequence.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Result<Value> {
        self.new_byte_object(Kind::BYTES, &[bytes])
    }

    /// The string of two strings, one behind the other: amortized O(length of the second) when it extends the first.
    pub fn concat(&mut self, first: Value, second: Value) -> Result<Value> {
        let (Some(a), Some(b)) = (first.as_any_bytes(), second.as_any_bytes()) else {
            return Err(self.type_error("concat expects strings"));
        };
        let kind = if first.kind() == Kind::BYTES { Kind::BYTES } else { Kind::STRING };
        if kind == Kind::STRING && a.len() + b.len() <= Value::SHORT_MAX {
            let mut joined = [0; Value::SHORT_MAX];
            joined[..a.len()].copy_from_slice(a);
            joined[a.len()..a.len() + b.len()].copy_from_slice(b);
            return self.new_string(&joined[..a.len() + b.len()]);
        }
        if b.is_empty() {
            return Ok(first);
        }
        if first.is_object() {
            // SAFETY: strings and bytes that are objects are string objects.
            let object = unsafe { &*first.object().cast::<StringObject>() };
            if let Some((block, offset)) = object.block() {
                self.reserve(b.len())?;
                if block.append(offset + a.len(), b) {
                    // SAFETY: the block pointer comes from `Arc::into_raw`; one count is added for the new object.
                    let shared = unsafe {
                        Arc::increment_strong_count(block as *const Block);
                        Arc::from_raw(block as *const Block)
                    };
                    let known =
                        if object.header.flags & flags::ASCII != 0 && b.is_ascii() { object.header.flags } else { 0 };
                    return self.new_block_object(kind, shared, offset, a.len() + b.len(), known);
                }
            }
        }
        self.new_byte_object(kind, &[a, b])
    }

    /// Appends to a string or byte sequence that the caller has made and shown to nobody: amortized O(length of the
    /// second). The result replaces it.
    pub fn append(&mut self, text: Value, more: &[u8]) -> Result<Value> {
        let kind = if text.kind() == Kind::BYTES { Kind::BYTES } else { Kind::STRING };
        if text.is_object() && text.size() > INLINE_MAX {
            self.reserve(text.size().saturating_add(more.len()))?;
            // SAFETY: strings and bytes that are objects are string objects, and nothing else refers to this one.
            let object = unsafe { &mut *text.object().cast::<StringObject>() };
            if let Some(grown) = object.append_own(more) {
                self.heap.grow_external(grown);
                if self.heap.wants_collection {
                    self.interrupt();
                }
                return Ok(text);
            }
        }
        let Some(bytes) = text.as_any_bytes() else { return Err(self.type_error("append expects a string")) };
        if kind == Kind::STRING && bytes.len() + more.len() <= Value::SHORT_MAX {
            return self.new_string(&[bytes, more].concat());
        }
        self.new_byte_object(kind, &[bytes, more])
    }

    /// A string or byte sequence of several parts. Long ones get a block with room to grow if there is more than one.
    pub(crate) fn new_byte_object(&mut self, kind: Kind, parts: &[&[u8]]) -> Result<Value> {
        let len = parts.iter().map(|p| p.len()).sum::<usize>();
        if len > INLINE_MAX {
            let capacity = if parts.len() > 1 { len + len / 2 } else { len };
            self.reserve(capacity)?;
            let Some(block) = Block::new(parts[0], capacity) else { return Err(Trap::Collect(capacity)) };
            let mut end = parts[0].len();
            for part in &parts[1..] {
                block.append(end, part);
                end += part.len();
            }
            return self.new_block_object(kind, block, 0, len, 0);
        }
        let object = self.allocate(kind, size_of::<StringObject>() + len, 0)?;
        // SAFETY: just allocated with room for `len` bytes behind the fields.
        unsafe {
            let string = object.cast::<StringObject>();
            (*string).len = len;
            let mut at: *mut u8 = string.add(1).cast();
            for part in parts {
                std::ptr::copy_nonoverlapping(part.as_ptr(), at, part.len());
                at = at.add(part.len());
            }
        }
        Ok(Value::from_object(kind, object))
    }

    fn new_block_object(
        &mut self,
        kind: Kind,
        block: Arc<Block>,
        offset: usize,
        len: usize,
        known: u8,
    ) -> Result<Value> {
        let object = self.allocate(kind, size_of::<StringObject>() + size_of::<BlockRef>(), 0)?;
        // SAFETY: just allocated with room for the reference behind the fields.
        unsafe {
            (*object).flags |= flags::BLOCK | known & (flags::ASCII | flags::UTF8);
            let string = object.cast::<StringObject>();
            (*string).len = len;
            *string.add(1).cast::<BlockRef>() = BlockRef { block: Arc::into_raw(block), offset };
            self.heap.add_external(object);
        }
        if self.heap.wants_collection {
            self.interrupt();
        }
        Ok(Value::from_object(kind, object))
    }

    /// The bytes `from..to` of a string or byte sequence, which has so many; long ones share the block.
    pub fn slice_bytes(&mut self, value: Value, from: usize, to: usize) -> Result<Value> {
        let Some(bytes) = value.as_any_bytes() else { return Err(self.type_error("expected a string")) };
        let kind = if value.kind() == Kind::BYTES { Kind::BYTES } else { Kind::STRING };
        let part = &bytes[from..to];
        if part.len() > INLINE_MAX && value.is_object() {
            // SAFETY: strings and bytes that are objects are string objects.
            let object = unsafe { &*value.object().cast::<StringObject>() };
            if let Some((block, offset)) = object.block() {
                // SAFETY: the block pointer comes from `Arc::into_raw`; one count is added for the new object.
                let shared = unsafe {
                    Arc::increment_strong_count(block as *const Block);
                    Arc::from_raw(block as *const Block)
                };
                let known = if object.header.flags & flags::ASCII != 0 { object.header.flags } else { 0 };
                return self.new_block_object(kind, shared, offset + from, part.len(), known);
            }
        }
        if kind == Kind::STRING { self.new_string(part) } else { self.new_bytes(part) }
    }

    /// The bytes of a string or byte sequence, for another thread: long ones are shared, short ones copied.
    pub fn shared_bytes(&self, value: Value) -> SharedBytes {
        if value.is_object() && matches!(value.kind(), Kind::STRING | Kind::BYTES) {
            // SAFETY: strings and bytes that are objects are string objects.
            let object = unsafe { &*value.object().cast::<StringObject>() };
            if let Some((block, offset)) = object.block() {
                // SAFETY: the block pointer comes from `Arc::into_raw`; one count is added for the new holder.
                let block = unsafe {
                    Arc::increment_strong_count(block as *const Block);
                    Arc::from_raw(block as *const Block)
                };
                return SharedBytes(block, offset, object.bytes().len());
            }
        }
        let bytes = value.as_any_bytes().unwrap_or_default();
        SharedBytes(Block::from_vec(bytes.to_vec()), 0, bytes.len())
    }

    /// A tuple.
    pub fn new_tuple(&mut self, values: &[Value]) -> Result<Value> {
        let object = self.allocate(Kind::TUPLE, size_of::<TupleObject>() + values.len() * 16, 0)?;
        // SAFETY: just allocated with room for the values behind the fields.
        unsafe {
            let tuple = object.cast::<TupleObject>();
            (*tuple).len = values.len();
            let first: *mut Value = tuple.add(1).cast();
            for (i, value) in values.iter().enumerate() {
                *first.add(i) = *value;
            }
        }
        Ok(Value::from_object(Kind::TUPLE, object))
    }

    /// A tuple of what must not be lost, even if it goes beyond the limit; a collection follows then.
    pub(crate) fn new_tuple_beyond_limit(&mut self, values: &[Value]) -> Result<Value> {
        let max = self.heap.max();
        self.heap.set_max(usize::MAX);
        let tuple = self.new_tuple(values);
        self.heap.set_max(max);
        if self.heap.wants_collection {
            self.interrupt();
        }
        tuple
    }

    /// A pair.
    pub fn new_pair(&mut self, first: Value, second: Value) -> Result<Value> {
        let object = self.allocate(Kind::PAIR, size_of::<PairObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let pair = object.cast::<PairObject>();
            (*pair).first = first;
            (*pair).second = second;
        }
        Ok(Value::from_object(Kind::PAIR, object))
    }

    /// A range. `step` is not 0.
    pub fn new_range(&mut self, start: i64, stop: i64, step: i64) -> Result<Value> {
        if step == 0 {
            return Err(self.value_error("range step must not be 0"));
        }
        let object = self.allocate(Kind::RANGE, size_of::<RangeObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let range = object.cast::<RangeObject>();
            (*range).start = start;
            (*range).stop = stop;
            (*range).step = step;
        }
        Ok(Value::from_object(Kind::RANGE, object))
    }

    /// A cell.
    pub(crate) fn new_cell(&mut self, value: Value) -> Result<Value> {
        let object = self.allocate(Kind::CELL, size_of::<CellObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe { (*object.cast::<CellObject>()).value = value };
        Ok(Value::from_object(Kind::CELL, object))
    }

    /// A closure; the captured values are nil at first.
    pub(crate) fn new_closure(&mut self, function: *const LoadedFunction, captures: usize) -> Result<Value> {
        let object = self.allocate(Kind::CLOSURE, size_of::<ClosureObject>() + captures * 16, captures as u16)?;
        // SAFETY: just allocated with room for the captures.
        unsafe {
            let closure = object.cast::<ClosureObject>();
            (*closure).function = function;
            (*closure).id = 0;
            for i in 0..captures {
                *ClosureObject::captures(closure).add(i) = Value::NIL;
            }
        }
        Ok(Value::from_object(Kind::CLOSURE, object))
    }

    /// Makes sure that one more host object may be alive. Call it before the object is made.
    pub fn reserve_handle(&mut self) -> Result<()> {
        if self.heap.foreign < self.limits.open_handles {
            return Ok(());
        }
        if !self.heap.counted_handles {
            // Some may be garbage.
            self.heap.counted_handles = true;
            return Err(Trap::Collect(0));
        }
        self.heap.counted_handles = false;
        Err(self.error(ErrorKind::LimitError, "too many open handles"))
    }

    /// Writes to the standard output, or to the standard error; within the limit, or not at all.
    pub fn write(&mut self, bytes: &[u8], error: bool) -> Result<io::Result<()>> {
        let before = self.output.as_ref().map_or(self.written, |all| all.load(Ordering::Relaxed));
        let written = before.saturating_add(bytes.len() as u64);
        if written > self.limits.output_bytes {
            let limit = self.limits.output_bytes;
            return Err(self.error(ErrorKind::LimitError, format!("more than {limit} bytes of output")));
        }
        self.written = written;
        if let Some(all) = &self.output {
            all.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        Ok(if error { self.host.write_err(bytes) } else { self.host.write_out(bytes) })
    }

    /// A handle to an object of the host, which is dropped when the handle dies.
    pub fn new_foreign(&mut self, data: Box<dyn Foreign>) -> Result<Value> {
        self.reserve_handle()?;
        let id = self.next_serial();
        let object = self.allocate(Kind::FOREIGN, size_of::<ForeignObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let foreign = object.cast::<ForeignObject>();
            (*foreign).data = Box::into_raw(Box::new(data));
            (*foreign).id = id;
            self.heap.add_external(object);
        }
        if self.heap.wants_collection {
            self.interrupt();
        }
        self.heap.foreign += 1;
        self.heap.counted_handles = false;
        Ok(Value::from_object(Kind::FOREIGN, object))
    }

    /// The host object of a handle, if it is of this type.
    pub fn foreign<T: 'static>(&mut self, value: Value) -> Option<&mut T> {
        let object = value.foreign_mut()?;
        // SAFETY: `data` is a box owned by the live object; the borrow of the context keeps it from being collected.
        unsafe { (*(*object).data).as_any().downcast_mut() }
    }

    /// What printing shows of a handle.
    pub fn foreign_label(&self, value: Value) -> String {
        // SAFETY: as in `foreign`.
        value.foreign_mut().map_or(String::new(), |object| unsafe { (*(*object).data).label().to_string() })
    }

    /// Overwrites raw storage's first bytes; for traces.
    pub(crate) fn raw_bytes(object: *mut Header, n: usize) -> &'static mut [u8] {
        // SAFETY: callers use the slice at once, on an object they have just made with room for `n` bytes.
        unsafe { std::slice::from_raw_parts_mut(Raw::bytes(object), n) }
    }
}
