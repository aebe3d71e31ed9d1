//! The heap of one process: precise, moving, and never collected by an allocation.
//!
//! 1. An allocation takes the next bytes of a chunk, or another chunk; when enough has been allocated it sets
//!    [`Heap::wants_collection`], which the owner turns into a slow path of the next charge point.
//! 2. A collection copies everything that the roots reach into new chunks (Cheney). Objects from [`LARGE`] bytes up
//!    lie apart and are marked instead; immortal ones (constants of loaded code) are left alone.
//! 3. Every byte is accounted: chunks, large objects and what objects hold outside (blocks, host objects).
//! 4. Objects that own something outside are listed in `externals`; when they die it is let go.

use crate::object::{self, FORWARDED, ForeignObject, Header, Tracer, flags, string};
use crate::value::{Kind, Value};
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::collections::HashMap;
use std::sync::Arc;

/// Objects of this size (bytes) and more lie apart.
pub const LARGE: usize = 8 * 1024;
/// A single allocation above this is refused before it happens if it would exceed the limit.
pub const RESERVE: usize = 64 * 1024;
const FIRST_CHUNK: usize = 2 * 1024;
const LAST_CHUNK: usize = 256 * 1024;
const FIRST_THRESHOLD: usize = 1 << 20;
/// Free chunks of the largest size that a heap keeps after a collection.
const KEPT_CHUNKS: usize = 256;

/// Counts that `--stats` shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeapStats {
    /// Collections so far.
    pub collections: u64,
    /// Bytes copied by collections.
    pub copied: u64,
    /// Highest number of accounted bytes.
    pub peak: usize,
}

struct Chunk {
    start: *mut u8,
    size: usize,
    /// One past the last object; meaningful once another chunk has been begun.
    end: *mut u8,
}

/// A process's memory.
pub struct Heap {
    pub(crate) top: *mut u8,
    pub(crate) limit: *mut u8,
    chunks: Vec<Chunk>,
    free: Vec<Chunk>,
    large: Vec<*mut Header>,
    externals: Vec<*mut Header>,
    /// Serial numbers of objects that have been asked for theirs and have no field for it.
    identities: HashMap<*mut Header, u64>,
    chunk_bytes: usize,
    large_bytes: usize,
    external_bytes: usize,
    stack_bytes: usize,
    allocated: usize,
    threshold: usize,
    max: usize,
    /// A collection is due at the next charge point.
    pub wants_collection: bool,
    /// Overwrite what collections free, to find stale pointers.
    pub poison: bool,
    stats: HeapStats,
}

// SAFETY: a heap's memory is owned by it alone; what its objects own outside is `Send` or bound to the process that
// the heap belongs to, which moves as a whole.
unsafe impl Send for Heap {}

fn layout(size: usize) -> Layout {
    // Sizes are multiples of 8 far below `isize::MAX`.
    Layout::from_size_align(size, 16).unwrap_or(Layout::new::<u128>())
}

impl Heap {
    /// An empty heap that owns no memory yet. `max` is the limit in bytes.
    pub fn new(max: usize) -> Heap {
        Heap {
            top: std::ptr::null_mut(),
            limit: std::ptr::null_mut(),
            chunks: Vec::new(),
            free: Vec::new(),
            large: Vec::new(),
            externals: Vec::new(),
            identities: HashMap::new(),
            chunk_bytes: 0,
            large_bytes: 0,
            external_bytes: 0,
            stack_bytes: 0,
            allocated: 0,
            threshold: FIRST_THRESHOLD.min(max / 2).max(FIRST_CHUNK),
            max,
            wants_collection: false,
            poison: false,
            stats: HeapStats::default(),
        }
    }

    /// Accounted bytes: chunks, large objects, and what is held outside.
    pub fn used(&self) -> usize {
        self.chunk_bytes + self.large_bytes + self.external_bytes + self.stack_bytes
    }

    /// The limit in bytes.
    pub fn max(&self) -> usize {
        self.max
    }

    /// Counts so far.
    pub fn stats(&self) -> HeapStats {
        let mut stats = self.stats;
        stats.peak = stats.peak.max(self.used());
        stats
    }

    /// Accounts the registers and frames of the process.
    pub(crate) fn set_stack_bytes(&mut self, bytes: usize) {
        self.stack_bytes = bytes;
        self.stats.peak = self.stats.peak.max(self.used());
    }

    /// Whether `bytes` more may be allocated at once; small sizes always may.
    #[inline]
    pub fn has_room(&self, bytes: usize) -> bool {
        bytes <= RESERVE || self.used().saturating_add(bytes) <= self.max
    }

    /// Uninitialised memory for an object of `size` bytes, a multiple of 8 and at least 16; null if there is none.
    #[inline(always)]
    pub(crate) fn alloc(&mut self, size: usize) -> *mut Header {
        debug_assert!(size.is_multiple_of(8) && size >= 16);
        let top = self.top;
        if size <= (self.limit as usize).wrapping_sub(top as usize) && size < LARGE {
            self.top = top.wrapping_add(size);
            return top.cast();
        }
        self.alloc_slow(size)
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, size: usize) -> *mut Header {
        if size >= LARGE {
            // SAFETY: the size is not 0.
            let object: *mut Header = unsafe { alloc(layout(size)) }.cast();
            if object.is_null() {
                return object;
            }
            self.large.push(object);
            self.large_bytes += size;
            self.account(size);
            return object;
        }
        if !self.new_chunk() {
            return std::ptr::null_mut();
        }
        let size_of_chunk = self.limit as usize - self.top as usize;
        self.account(size_of_chunk);
        if size > size_of_chunk {
            // The first chunks are smaller than the largest small object; the next one is larger.
            return self.alloc_slow(size);
        }
        let object = self.top;
        self.top = object.wrapping_add(size);
        object.cast()
    }

    fn new_chunk(&mut self) -> bool {
        self.close_chunk();
        let size = (self.chunk_bytes / 4).next_power_of_two().clamp(FIRST_CHUNK, LAST_CHUNK);
        let chunk = if size == LAST_CHUNK { self.free.pop() } else { None };
        let chunk = match chunk {
            Some(chunk) => chunk,
            None => {
                // SAFETY: the size is not 0.
                let start = unsafe { alloc(layout(size)) };
                if start.is_null() {
                    return false;
                }
                Chunk { start, size, end: start }
            }
        };
        self.top = chunk.start;
        self.limit = chunk.start.wrapping_add(chunk.size);
        self.chunk_bytes += chunk.size;
        self.chunks.push(chunk);
        true
    }

    fn close_chunk(&mut self) {
        if let Some(last) = self.chunks.last_mut() {
            last.end = self.top;
        }
    }

    fn account(&mut self, bytes: usize) {
        self.allocated += bytes;
        self.stats.peak = self.stats.peak.max(self.used());
        if self.allocated >= self.threshold || self.used() > self.max {
            self.wants_collection = true;
        }
    }

    /// Enlarges a large storage object in place or by moving it. The caller owns the only reference to it.
    ///
    /// # Safety
    /// `object` is a live large `SLOTS` or `RAW` object of this heap, `size` a multiple of 8 above its own.
    pub(crate) unsafe fn grow_large(&mut self, object: *mut Header, size: usize) -> *mut Header {
        // SAFETY: the caller's promise.
        let old = unsafe { (*object).size as usize * 8 };
        let Some(index) = self.large.iter().rposition(|&o| o == object) else { return std::ptr::null_mut() };
        // SAFETY: allocated by `alloc_slow` with this layout.
        let new: *mut Header = unsafe { realloc(object.cast(), layout(old), size) }.cast();
        if new.is_null() {
            return new;
        }
        self.large[index] = new;
        // SAFETY: just reallocated, the header was kept.
        unsafe { (*new).size = (size / 8) as u32 };
        self.large_bytes += size - old;
        self.account(size - old);
        new
    }

    /// Notes that an object owns `bytes` outside the heap.
    pub(crate) fn add_external(&mut self, object: *mut Header, bytes: usize) {
        self.externals.push(object);
        self.external_bytes += bytes;
        self.account(bytes);
    }

    /// Notes that an object of the externals owns so many bytes more.
    pub(crate) fn grow_external(&mut self, bytes: usize) {
        self.external_bytes += bytes;
        self.account(bytes);
    }

    /// The serial number of an object; `next` if it has none yet.
    pub(crate) fn identity(&mut self, object: *mut Header, next: u64) -> u64 {
        *self.identities.entry(object).or_insert(next)
    }
    /// The serial number of an object, if it has one.
    pub(crate) fn known_identity(&self, object: *mut Header) -> Option<u64> {
        self.identities.get(&object).copied()
    }

    /// Starts a collection. Between this and [`Collection::finish`] all roots are to be traced.
    pub(crate) fn collect(&mut self) -> Collection<'_> {
        self.close_chunk();
        let from = std::mem::take(&mut self.chunks);
        self.top = std::ptr::null_mut();
        self.limit = std::ptr::null_mut();
        self.chunk_bytes = 0;
        Collection { heap: self, from, gray: Vec::new(), scanned: (0, std::ptr::null_mut()) }
    }

    fn release(&mut self, chunks: Vec<Chunk>) {
        for chunk in chunks {
            if self.poison {
                // SAFETY: the chunk is owned and no live object lies in it.
                unsafe { std::ptr::write_bytes(chunk.start, 0xdb, chunk.size) };
            }
            if chunk.size == LAST_CHUNK && self.free.len() < KEPT_CHUNKS && !self.poison {
                self.free.push(chunk);
            } else {
                // SAFETY: allocated in `new_chunk` with this layout.
                unsafe { dealloc(chunk.start, layout(chunk.size)) };
            }
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for object in std::mem::take(&mut self.externals) {
            // SAFETY: listed objects are alive until their heap goes.
            unsafe { let_go(object) };
        }
        for object in std::mem::take(&mut self.large) {
            // SAFETY: allocated in `alloc_slow` with this layout.
            unsafe { dealloc(object.cast(), layout((*object).size as usize * 8)) };
        }
        self.chunks.append(&mut self.free);
        for chunk in std::mem::take(&mut self.chunks) {
            // SAFETY: allocated in `new_chunk` with this layout.
            unsafe { dealloc(chunk.start, layout(chunk.size)) };
        }
    }
}

/// Bytes that an object holds outside the heap.
///
/// # Safety
/// `object` is one of a heap's externals, its fields intact.
unsafe fn external_bytes(object: *mut Header) -> usize {
    // SAFETY: the caller's promise; the kind says what lies there.
    unsafe {
        match (*object).kind {
            Kind::FOREIGN => size_of::<ForeignObject>(),
            _ => (*object.cast::<string::StringObject>()).block().map_or(0, |(block, _)| block.capacity()),
        }
    }
}

/// Lets go of what a dead object owns outside.
///
/// # Safety
/// `object` is one of a heap's externals, unreachable, and this is called once for it.
unsafe fn let_go(object: *mut Header) {
    // SAFETY: the caller's promise; both pointers come from `into_raw`.
    unsafe {
        match (*object).kind {
            Kind::FOREIGN => drop(Box::from_raw((*object.cast::<ForeignObject>()).data)),
            _ => {
                let r = object.cast::<string::StringObject>().add(1).cast::<string::BlockRef>();
                drop(Arc::from_raw((*r).block));
            }
        }
    }
}

/// A running collection.
pub(crate) struct Collection<'h> {
    heap: &'h mut Heap,
    from: Vec<Chunk>,
    /// Large objects that are marked but not scanned.
    gray: Vec<*mut Header>,
    /// How far the new chunks are scanned: chunk and address.
    scanned: (usize, *mut u8),
}

impl Collection<'_> {
    /// The new place of an object; copies it the first time.
    ///
    /// # Safety
    /// `object` points to a live object of this heap or an immortal one.
    #[inline]
    unsafe fn forward(&mut self, object: *mut Header) -> *mut Header {
        // SAFETY: the caller's promise; a forwarded object's second word is its new address.
        unsafe {
            let header = *object;
            if header.kind == FORWARDED {
                return *object.add(1).cast::<*mut Header>();
            }
            if header.flags & (flags::LARGE | flags::IMMORTAL) != 0 {
                if header.flags & (flags::LARGE | flags::MARKED | flags::IMMORTAL) == flags::LARGE {
                    (*object).flags |= flags::MARKED;
                    self.gray.push(object);
                }
                return object;
            }
            let size = header.size as usize * 8;
            let new = self.heap.alloc(size);
            // Running out of memory in the middle of a copy leaves no consistent heap to go back to.
            assert!(!new.is_null(), "no memory for a collection");
            std::ptr::copy_nonoverlapping(object.cast::<u64>(), new.cast::<u64>(), header.size as usize);
            (*object).kind = FORWARDED;
            *object.add(1).cast::<*mut Header>() = new;
            self.heap.stats.copied += size as u64;
            new
        }
    }

    /// Scans copied and marked objects until none is left.
    pub(crate) fn scan(&mut self) {
        loop {
            while let Some(object) = self.gray.pop() {
                // SAFETY: marked objects are live.
                unsafe { object::trace(object, self) };
            }
            let (index, mut at) = self.scanned;
            let Some(chunk) = self.heap.chunks.get(index) else { return };
            if at.is_null() {
                at = chunk.start;
            }
            let last = index + 1 == self.heap.chunks.len();
            let end = if last { self.heap.top } else { chunk.end };
            if at == end {
                if last {
                    self.scanned = (index, at);
                    return;
                }
                self.scanned = (index + 1, std::ptr::null_mut());
                continue;
            }
            while at != end {
                let object: *mut Header = at.cast();
                // SAFETY: between the start of a new chunk and its end lie whole objects, one after another.
                unsafe {
                    at = at.add((*object).size as usize * 8);
                    object::trace(object, self);
                }
            }
            self.scanned = (index, at);
        }
    }

    /// Ends the collection: frees what was not reached.
    pub(crate) fn finish(mut self) {
        self.scan();
        let heap = self.heap;
        let mut external = 0;
        heap.externals.retain_mut(|slot| {
            let object = *slot;
            // SAFETY: the old space is still intact; a forwarded object's second word is its new address.
            unsafe {
                if (*object).kind == FORWARDED {
                    *slot = *object.add(1).cast::<*mut Header>();
                    external += external_bytes(*slot);
                    true
                } else {
                    let_go(object);
                    false
                }
            }
        });
        heap.external_bytes = external;
        heap.identities = std::mem::take(&mut heap.identities)
            .into_iter()
            .filter_map(|(object, id)| {
                // SAFETY: as above; large objects are marked if they live.
                unsafe {
                    match *object {
                        Header { kind: FORWARDED, .. } => Some((*object.add(1).cast::<*mut Header>(), id)),
                        Header { flags, .. } if flags & flags::LARGE == 0 || flags & flags::MARKED == 0 => None,
                        _ => Some((object, id)),
                    }
                }
            })
            .collect();
        heap.large.retain(|&object| {
            // SAFETY: listed objects were alive before this collection and are freed here at the earliest.
            unsafe {
                if (*object).flags & flags::MARKED != 0 {
                    (*object).flags &= !flags::MARKED;
                    return true;
                }
                let size = (*object).size as usize * 8;
                heap.large_bytes -= size;
                if heap.poison {
                    std::ptr::write_bytes(object.cast::<u8>(), 0xdb, size);
                }
                dealloc(object.cast(), layout(size));
                false
            }
        });
        heap.release(self.from);
        heap.stats.collections += 1;
        heap.wants_collection = false;
        heap.allocated = 0;
        let live = heap.used();
        heap.threshold = live.max(FIRST_THRESHOLD).min((heap.max.saturating_sub(live)).max(RESERVE));
    }
}

impl Tracer for Collection<'_> {
    #[inline]
    unsafe fn value(&mut self, slot: *mut Value) {
        // SAFETY: the caller's promise: an initialised value of a live object or a root.
        unsafe {
            let value = *slot;
            if value.is_object() {
                let new = self.forward(value.object());
                *slot = Value::from_object(value.kind(), new);
            }
        }
    }

    #[inline]
    unsafe fn pointer(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise: a pointer to a live object, or null.
        unsafe {
            if !(*slot).is_null() {
                *slot = self.forward(*slot);
            }
        }
    }
}
