//! The heap of one process: precise, moving, generational, and never collected by an allocation.
//!
//! 1. Objects begin in the nursery, by moving a pointer. When it is full the heap takes another chunk and sets
//!    [`Heap::wants_collection`], which the owner turns into a slow path of the next charge point.
//! 2. A minor collection copies what lives of the nursery to the survivors, and what lives of the survivors to the old
//!    space (`minor`). A full one finds everything that lives and moves the young to the old space (`major`); the old
//!    space itself is copied while it is small, else marked, and only sparse blocks are emptied (`space`).
//! 3. Objects from [`LARGE`] bytes up lie apart and are never moved; constants of loaded code are immortal.
//! 4. What an old object points to is old, or the object is in the remembered set. Every store into an object that may be
//!    old goes through [`Heap::wrote`] or [`Heap::wrote_slots`]. The flag `BARRIER` says that an object is old and not
//!    in the set, so that one test of a header byte lets most stores pass. Storage belongs to its owner: the owner
//!    has the flag, and remembering the owner remembers its storage. Only large storage is remembered by itself, by cards
//!    of [`CARD`] bytes that lie behind it.
//! 5. Every byte is accounted: chunks, blocks, large objects and what objects hold outside (string blocks once each, host
//!    objects), and the stack.
//! 6. Objects that own something outside are listed; when they die it is let go.

mod collection;
mod fragment;
mod profile;
mod space;
#[cfg(test)]
mod tests;
mod verify;
mod weak;

pub(crate) use collection::{Collection, Generation};
pub(crate) use fragment::Fragment;
pub use profile::{HeapProfile, ProfileEntry};
pub(crate) use verify::Verifier;

use crate::fiber::Fiber;
use crate::object::{FiberObject, Foreign, ForeignObject, Header, flags, string};
use crate::value::{Kind, Value};
pub(crate) use space::Bump;
use space::{Form, Old, Pool};
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Objects of this size (bytes) and more lie apart.
pub const LARGE: usize = 4 * 1024;
/// A single allocation above this is refused before it happens if it would exceed the limit.
pub const RESERVE: usize = 64 * 1024;
/// Bytes of a card.
pub(crate) const CARD: usize = 512;
/// Sizes of the nursery.
const NURSERIES: [usize; 5] = [512, 4 * 1024, space::BLOCK, 8 * space::BLOCK, 64 * space::BLOCK];
/// Collections that follow one another within this time are those of a process that does much.
const OFTEN: Duration = Duration::from_millis(2);
/// The old space is copied up to this many bytes.
const COPIED_MAX: usize = 1 << 20;
/// Bytes by which the old space, large objects and what is held outside grow before a full collection, at least.
const LEAST_GROWTH: usize = 1 << 20;

/// Which kind of collection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// Of the young.
    Minor,
    /// Of everything.
    Major,
}

/// Counts that `--stats` shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeapStats {
    /// Minor collections so far.
    pub minor: u64,
    /// Full collections so far.
    pub major: u64,
    /// Bytes copied by collections.
    pub copied: u64,
    /// Bytes allocated in the nursery, as far as it was collected.
    pub nursed: u64,
    /// Of those, bytes that survived their first minor collection.
    pub survived: u64,
    /// Bytes that minor collections moved to the old space.
    pub promoted: u64,
    /// Most objects in the remembered set at a collection.
    pub remembered: usize,
    /// Minor collections by how long they took: entry i counts those of less than 2^(i+1) ns.
    pub minor_pauses: [u32; 32],
    /// Longest minor collection.
    pub longest_minor: Duration,
    /// Longest full collection.
    pub longest_major: Duration,
    /// Time spent in collections.
    pub paused: Duration,
    /// Highest number of accounted bytes.
    pub peak: usize,
}

impl HeapStats {
    /// Collections of both kinds.
    pub fn collections(&self) -> u64 {
        self.minor + self.major
    }

    /// A time within which so many of a hundred minor collections ended; a power of two in nanoseconds.
    pub fn minor_within(&self, percent: u64) -> Duration {
        let mut left = self.minor * percent / 100;
        for (i, &count) in self.minor_pauses.iter().enumerate() {
            if u64::from(count) >= left {
                return Duration::from_nanos(2 << i);
            }
            left -= u64::from(count);
        }
        self.longest_minor
    }
}

/// Young and old ones of something that collections follow.
#[derive(Default)]
struct Generations<T> {
    young: T,
    old: T,
}

type Addresses<T> = HashMap<usize, T, foldhash::fast::FixedState>;

/// A process's memory.
pub struct Heap {
    pub(crate) nursery: Bump,
    survivors: Bump,
    old: Old,
    pool: Pool,
    /// The size that the nursery's first chunk has, as an index of [`NURSERIES`].
    nursery_class: usize,
    /// Minor collections since the nursery got this size.
    at_this_size: u32,
    /// When the last collection began.
    collected: Option<Instant>,
    large: Generations<Vec<*mut Header>>,
    remembered: Vec<*mut Header>,
    externals: Generations<Vec<*mut Header>>,
    /// Host objects that collections found dead; they are dropped when the collection is over.
    finalized: Vec<Box<dyn Foreign>>,
    /// Weak references; old ones lead to nothing young.
    weak: Generations<Vec<*mut Header>>,
    /// How many objects of this heap hold a string block.
    blocks: Addresses<usize>,
    /// Serial numbers of objects that have been asked for theirs and have no field for it.
    identities: Generations<Addresses<u64>>,
    /// Work of a running collection; kept for its memory.
    gray: Vec<*mut Header>,
    /// The bit `MARKED` of old objects that the last full collection reached; it alternates.
    mark: u8,
    /// The same of survivors that the last minor collection copied.
    epoch: u8,
    large_bytes: usize,
    external_bytes: usize,
    stack_bytes: usize,
    /// What the process has added to the runtime: shapes and layouts.
    shared_bytes: usize,
    /// Bytes of large objects and outside, allocated since the last collection.
    apart: usize,
    /// A full collection is due when `grown` exceeds this.
    threshold: usize,
    max: usize,
    /// Host objects alive, as far as is known, and whether a collection has just counted them.
    pub(crate) foreign: usize,
    pub(crate) counted_handles: bool,
    /// A collection is due at the next charge point.
    pub wants_collection: bool,
    /// The next one is to be a full one.
    pub wants_major: bool,
    /// Collections are for finding defects: take every form by turns and overwrite what is freed.
    stress: bool,
    /// Notes where objects are allocated.
    profiler: Option<Box<profile::Profiler>>,
    /// None before the first collection.
    stats: Option<Box<HeapStats>>,
    /// Highest number of accounted bytes.
    peak: usize,
}

// SAFETY: a heap's memory is owned by it alone; what its objects own outside is `Send` or bound to the process that
// the heap belongs to, which moves as a whole.
unsafe impl Send for Heap {}

/// Bytes that a string block takes beside its own: its counts, its entry in the heap's table, the allocator's words.
const BLOCK_COST: usize = 96;

/// A large object's memory: its place in the list of its generation, the object, its cards.
const LARGE_PREFIX: usize = 16;

fn cards(size: usize) -> usize {
    size.div_ceil(CARD)
}

fn large_layout(size: usize) -> Layout {
    // Sizes are far below `isize::MAX`.
    Layout::from_size_align(LARGE_PREFIX + size + cards(size), 16).unwrap_or(Layout::new::<u128>())
}

/// Bytes of an object.
///
/// # Safety
/// `object` points to an object's header.
#[inline(always)]
pub(crate) unsafe fn size_of_object(object: *const Header) -> usize {
    // SAFETY: the caller's promise.
    unsafe { (*object).size as usize * 8 }
}

/// The first card of a large object.
///
/// # Safety
/// `object` is a live large object.
#[inline(always)]
pub(crate) unsafe fn cards_of(object: *mut Header) -> *mut u8 {
    // SAFETY: the cards follow the object.
    unsafe { object.cast::<u8>().add(size_of_object(object)) }
}

/// Marks the card of a place in a large object.
///
/// # Safety
/// `place` lies in the live large object `storage`.
#[inline(always)]
pub(crate) unsafe fn mark_card(storage: *mut Header, place: *const Value) {
    // SAFETY: the caller's promise.
    unsafe { *cards_of(storage).add((place as usize - storage as usize) / CARD) = 1 }
}

/// What is set in the flags of an object that becomes old. Strings are never stored into and have another use for the bit.
#[inline(always)]
fn old_flags(kind: Kind) -> u8 {
    flags::OLD | if kind > Kind::BYTES { flags::BARRIER } else { 0 }
}

impl Heap {
    /// An empty heap that owns no memory yet. `max` is the limit in bytes.
    pub fn new(max: usize) -> Heap {
        Heap {
            nursery: Bump::default(),
            survivors: Bump::default(),
            old: Old::new(Form::Copied, false),
            pool: Pool::new(max),
            nursery_class: 0,
            at_this_size: 0,
            collected: None,
            large: Generations::default(),
            remembered: Vec::new(),
            externals: Generations::default(),
            finalized: Vec::new(),
            weak: Generations::default(),
            blocks: Addresses::default(),
            identities: Generations::default(),
            gray: Vec::new(),
            mark: 0,
            epoch: 0,
            large_bytes: 0,
            external_bytes: 0,
            stack_bytes: 0,
            shared_bytes: 0,
            apart: 0,
            threshold: LEAST_GROWTH.min(max / 2),
            max,
            foreign: 0,
            counted_handles: false,
            wants_collection: false,
            wants_major: false,
            stress: false,
            profiler: None,
            stats: None,
            peak: 0,
        }
    }

    /// Accounted bytes: chunks, blocks, large objects, what is held outside, the stack, and what was added to the runtime.
    pub fn used(&self) -> usize {
        self.nursery.bytes() + self.survivors.bytes() + self.grown() + self.stack_bytes + self.shared_bytes
    }

    /// Bytes that only a full collection can free.
    fn grown(&self) -> usize {
        self.old.bytes() + self.large_bytes + self.external_bytes
    }

    /// The limit in bytes.
    pub fn max(&self) -> usize {
        self.max
    }

    /// Changes the limit.
    pub(crate) fn set_max(&mut self, max: usize) {
        self.max = max;
        self.account();
    }

    /// Accounted bytes of registers and frames.
    pub(crate) fn stack_bytes(&self) -> usize {
        self.stack_bytes
    }

    /// Counts so far.
    pub fn stats(&self) -> HeapStats {
        let peak = self.peak.max(self.used());
        HeapStats { peak, ..self.stats.as_deref().copied().unwrap_or_default() }
    }

    /// The counts, to be brought up to date.
    fn counts(&mut self) -> &mut HeapStats {
        self.stats.get_or_insert_default()
    }

    /// Collections so far.
    pub(crate) fn collections(&self) -> u64 {
        self.stats.as_ref().map_or(0, |stats| stats.collections())
    }

    /// Turns the test mode on or off: see the field.
    pub(crate) fn set_stress(&mut self, stress: bool) {
        self.stress = stress;
        self.pool.poison = stress;
    }

    /// Accounts registers and frames of a stack that has got another size.
    pub(crate) fn resize_stack(&mut self, old: usize, new: usize) {
        self.stack_bytes = self.stack_bytes + new - old;
        self.peak = self.peak.max(self.used());
    }
    /// Accounts the stack that a fiber has been given.
    pub(crate) fn add_stack(&mut self, bytes: usize) {
        self.stack_bytes += bytes;
        self.account_apart(bytes);
    }

    /// Whether `bytes` more may be allocated at once; small sizes always may.
    #[inline]
    pub fn has_room(&self, bytes: usize) -> bool {
        bytes <= RESERVE || self.used().saturating_add(bytes) <= self.max
    }

    // ---- allocation ----

    /// Memory for an object that the nursery's chunk has no room for; null if there is none.
    #[cold]
    #[inline(never)]
    pub(crate) fn alloc_slow(&mut self, size: usize) -> *mut Header {
        if self.profiler.is_none() {
            return self.alloc_more(size);
        }
        self.show_limit();
        let mut object: *mut Header = std::ptr::null_mut();
        if size < LARGE {
            object = self.nursery.take(size).cast();
        }
        if object.is_null() {
            object = self.alloc_more(size);
        }
        self.note_allocation(object);
        self.hide_limit();
        object
    }

    fn alloc_more(&mut self, size: usize) -> *mut Header {
        if size >= LARGE {
            return self.alloc_large(size);
        }
        let wanted = NURSERIES[self.nursery_class];
        if !self.nursery.is_empty() {
            self.wants_collection = true;
        }
        // What comes before the charge point goes to chunks that are not kept.
        let wanted = if self.nursery.is_empty() { wanted } else { wanted.min(NURSERIES[3]) };
        let wanted = if size > wanted { NURSERIES[1] } else { wanted };
        let Some(chunk) = self.pool.take(wanted) else { return std::ptr::null_mut() };
        self.nursery.add(chunk);
        self.account();
        self.nursery.take(size).cast()
    }

    fn alloc_large(&mut self, size: usize) -> *mut Header {
        // SAFETY: the size is not 0.
        let start = unsafe { alloc(large_layout(size)) };
        if start.is_null() {
            return start.cast();
        }
        // SAFETY: room for the prefix, the object and its cards was allocated.
        let object: *mut Header = unsafe {
            start.add(LARGE_PREFIX + size).write_bytes(0, cards(size));
            start.add(LARGE_PREFIX).cast()
        };
        self.list_large(object);
        self.large_bytes += size;
        self.account_apart(size);
        object
    }

    fn list_large(&mut self, object: *mut Header) {
        // SAFETY: a large object has a prefix.
        unsafe { *object.byte_sub(LARGE_PREFIX).cast::<usize>() = self.large.young.len() };
        self.large.young.push(object);
    }

    /// Notes bytes that were allocated apart from the nursery.
    fn account_apart(&mut self, bytes: usize) {
        self.apart += bytes;
        let enough = (NURSERIES[self.nursery_class] * 4).max(LEAST_GROWTH).max(self.grown() / 4);
        if self.apart >= enough {
            self.wants_collection = true;
        }
        self.account();
    }

    fn account(&mut self) {
        let used = self.used();
        self.peak = self.peak.max(used);
        if used > self.max {
            self.wants_collection = true;
        }
    }

    /// Enlarges large storage in place or by moving it; it is young again. The caller owns the only reference to it and
    /// tells the barrier of the new address.
    ///
    /// # Safety
    /// `object` is a live large `SLOTS` or `RAW` object of this heap, `size` a multiple of 8 above its own.
    pub(crate) unsafe fn grow_large(&mut self, object: *mut Header, size: usize) -> *mut Header {
        // SAFETY: the caller's promise; allocated by `alloc_large` with this layout.
        unsafe {
            let old = size_of_object(object);
            let flags = (*object).flags;
            let start = object.byte_sub(LARGE_PREFIX);
            let index = *start.cast::<usize>();
            let start = realloc(start.cast(), large_layout(old), large_layout(size).size());
            if start.is_null() {
                return start.cast();
            }
            let new: *mut Header = start.add(LARGE_PREFIX).cast();
            start.add(LARGE_PREFIX + size).write_bytes(0, cards(size));
            (*new).size = (size / 8) as u32;
            if let Some(profiler) = &mut self.profiler {
                profiler.grown(object as usize, new as usize);
            }
            if flags & flags::OLD == 0 {
                self.large.young[index] = new;
            } else {
                if flags & flags::BARRIER == 0
                    && let Some(i) = self.remembered.iter().rposition(|&o| o == object)
                {
                    self.remembered.swap_remove(i);
                }
                (*new).flags &= !(flags::OLD | flags::BARRIER | flags::MARKED);
                self.large.old.swap_remove(index);
                if let Some(&moved) = self.large.old.get(index) {
                    *moved.byte_sub(LARGE_PREFIX).cast::<usize>() = index;
                }
                self.list_large(new);
            }
            self.pool.freed += old;
            self.large_bytes += size - old;
            self.account_apart(size - old);
            new
        }
    }

    /// Frees a large object that no list holds any more.
    ///
    /// # Safety
    /// Nothing reaches it.
    unsafe fn free_large(&mut self, object: *mut Header) {
        // SAFETY: the caller's promise; allocated by `alloc_large` with this layout.
        unsafe {
            let size = size_of_object(object);
            self.large_bytes -= size;
            self.pool.freed += size;
            if self.stress {
                object.cast::<u8>().write_bytes(0xdb, size);
            }
            dealloc(object.byte_sub(LARGE_PREFIX).cast(), large_layout(size));
        }
    }

    /// Notes that an object owns something outside the heap.
    ///
    /// # Safety
    /// `object` is a live string object with a block, or a host object.
    pub(crate) unsafe fn add_external(&mut self, object: *mut Header) {
        // SAFETY: the caller's promise.
        let bytes = unsafe {
            match (*object).flags & flags::OLD != 0 {
                true => self.externals.old.push(object),
                false => self.externals.young.push(object),
            }
            match block_of_string(object) {
                Some(block) => {
                    let holders = self.blocks.entry(block as usize).or_insert(0);
                    *holders += 1;
                    if *holders == 1 { (*block).capacity() + BLOCK_COST } else { 0 }
                }
                None if (*object).kind == Kind::FIBER => size_of::<Fiber>(),
                None => size_of::<ForeignObject>(),
            }
        };
        self.external_bytes += bytes;
        self.account_apart(bytes);
    }

    /// Lets go of what a dead object owns outside.
    ///
    /// # Safety
    /// `object` was given to `add_external`, is unreachable, its fields intact, and this is called once for it.
    unsafe fn let_go(&mut self, object: *mut Header) {
        // SAFETY: the caller's promise; both pointers come from `into_raw`.
        unsafe {
            match block_of_string(object) {
                Some(block) => {
                    if let Some(holders) = self.blocks.get_mut(&(block as usize)) {
                        *holders -= 1;
                        if *holders == 0 {
                            self.blocks.remove(&(block as usize));
                            self.external_bytes -= (*block).capacity() + BLOCK_COST;
                            self.pool.freed += (*block).capacity();
                        }
                    }
                    drop(Arc::from_raw(block));
                }
                None if (*object).kind == Kind::FIBER => {
                    let data = (*object.cast::<FiberObject>()).data;
                    if !data.is_null() {
                        let fiber = Box::from_raw(data);
                        self.external_bytes -= size_of::<Fiber>();
                        self.stack_bytes -= fiber.stack_bytes();
                    }
                }
                None => {
                    self.foreign -= 1;
                    self.external_bytes -= size_of::<ForeignObject>();
                    self.finalized.push(*Box::from_raw((*object.cast::<ForeignObject>()).data));
                }
            }
        }
    }

    /// Notes what a fiber of which only the object is left, or which only was an object, owns outside.
    ///
    /// # Safety
    /// `object` is live; its fiber has just been made, or is about to be taken from it.
    pub(crate) unsafe fn own_fiber(&mut self, object: *mut FiberObject, owns: bool) {
        // SAFETY: the caller's promise.
        let header = unsafe { &mut (*object).header };
        match owns {
            false => self.external_bytes -= size_of::<Fiber>(),
            true if header.extra & FiberObject::LISTED != 0 => {
                self.external_bytes += size_of::<Fiber>();
                self.account_apart(size_of::<Fiber>());
            }
            true => {
                header.extra |= FiberObject::LISTED;
                // SAFETY: the caller's promise.
                unsafe { self.add_external(object.cast()) };
            }
        }
    }

    /// Notes bytes that the process has added to the runtime, which no collection frees.
    pub(crate) fn add_shared(&mut self, bytes: usize) {
        self.shared_bytes += bytes;
        self.account();
    }

    /// Notes that an object of the externals owns so many bytes more.
    pub(crate) fn grow_external(&mut self, bytes: usize) {
        self.external_bytes += bytes;
        self.account_apart(bytes);
    }

    /// The serial number of an object; `next` if it has none yet.
    pub(crate) fn identity(&mut self, object: *mut Header, next: u64) -> u64 {
        // SAFETY: callers have a live object.
        let old = unsafe { (*object).flags } & flags::OLD != 0;
        let map = if old { &mut self.identities.old } else { &mut self.identities.young };
        *map.entry(object as usize).or_insert(next)
    }
    /// The serial number of an object, if it has one.
    pub(crate) fn known_identity(&self, object: *mut Header) -> Option<u64> {
        let address = object as usize;
        self.identities.young.get(&address).or_else(|| self.identities.old.get(&address)).copied()
    }

    // ---- the write barrier ----

    /// Tells the heap that a value was stored into an object's own field.
    ///
    /// # Safety
    /// `owner` is a live object.
    #[inline(always)]
    pub(crate) unsafe fn wrote(&mut self, owner: *mut Header, value: Value) {
        // SAFETY: the caller's promise.
        if value.is_object() && unsafe { (*owner).flags } & flags::BARRIER != 0 {
            self.remember(owner);
        }
    }

    /// Tells the heap that a pointer was stored into an object, or several values.
    ///
    /// # Safety
    /// `owner` is a live object.
    #[inline(always)]
    pub(crate) unsafe fn wrote_pointers(&mut self, owner: *mut Header) {
        // SAFETY: the caller's promise.
        if unsafe { (*owner).flags } & flags::BARRIER != 0 {
            self.remember(owner);
        }
    }

    /// Tells the heap that `n` values were stored into the storage of an object.
    ///
    /// # Safety
    /// `owner` is a live object, `storage` its storage, and the values lie there.
    #[inline]
    pub(crate) unsafe fn wrote_slots(
        &mut self,
        owner: *mut Header,
        storage: *mut Header,
        first: *const Value,
        n: usize,
    ) {
        // SAFETY: the caller's promise.
        unsafe {
            if (*owner).flags & flags::BARRIER == 0 {
                return;
            }
            if size_of_object(storage) < LARGE || (*storage).flags & flags::OLD == 0 {
                return self.remember(owner);
            }
            if (*storage).flags & flags::BARRIER != 0 {
                self.remember(storage);
            }
            for i in 0..n {
                mark_card(storage, first.add(i));
            }
        }
    }

    /// Enters an old object into the remembered set.
    #[cold]
    #[inline(never)]
    pub(crate) fn remember(&mut self, object: *mut Header) {
        // SAFETY: callers have a live object that has the flag.
        unsafe { (*object).flags &= !flags::BARRIER };
        self.remembered.push(object);
    }

    // ---- collections ----

    /// Drops host objects that were found dead. What one of them panics with is lost.
    pub(crate) fn finalize(&mut self) {
        for object in std::mem::take(&mut self.finalized) {
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(object)));
        }
    }

    /// Which collection is due.
    pub(crate) fn due(&self) -> Extent {
        let full = self.wants_major || self.used() > self.max || self.grown() > self.threshold;
        if full { Extent::Major } else { Extent::Minor }
    }

    /// Whether another full collection could free much more: blocks are known to be sparse now.
    pub(crate) fn is_fragmented(&self) -> bool {
        self.old.free_bytes() > self.max / 8
    }

    /// After a collection: the nursery's next size, and when the next full collection is due.
    fn adapt(&mut self, extent: Extent, nursed: usize, survived: usize, begun: Instant) {
        // Small sizes are for processes that do little, or little at a time: what is not touched for long is out of the cache
        // when it is used again. Beyond the third, only much that survives is a reason.
        self.at_this_size += 1;
        let last = self.collected.replace(begun);
        let often = last.is_some_and(|last| begun - last < OFTEN);
        let busy = self.at_this_size >= 4 && (often || self.nursery_class == 0);
        let grows = match self.nursery_class {
            0..=2 => busy || survived > nursed / 4,
            3 => busy && survived > nursed / 16,
            _ => false,
        };
        if grows && NURSERIES[self.nursery_class + 1] <= self.max / 64 {
            self.nursery_class += 1;
            self.at_this_size = 0;
        }
        self.nursery.reset(NURSERIES[self.nursery_class], &mut self.pool);
        self.hide_limit();
        self.wants_collection = false;
        self.apart = 0;
        if extent == Extent::Major {
            let live = self.grown();
            let room = self.max.saturating_sub(self.used()).max(self.max / 32).max(RESERVE);
            self.threshold = live + (live / 4 * 3).max(LEAST_GROWTH).min(room);
            self.wants_major = false;
            if self.profiler.is_some() {
                // The most that lives is to be seen.
                self.threshold = live + (live / 8).max(RESERVE);
                self.take_profile();
            }
            if self.used() + self.pool.bytes() > self.max {
                self.pool.drain();
            }
        }

        if self.pool.freed > self.max / 8 {
            self.pool.freed = 0;
            space::trim_allocator();
        }
        let pause = begun.elapsed();
        let stats = self.counts();
        stats.paused += pause;
        stats.nursed += nursed as u64;
        stats.survived += survived as u64;
        if extent == Extent::Minor {
            let i = (pause.as_nanos() as u64 | 1).ilog2().min(31);
            stats.minor_pauses[i as usize] += 1;
        }
        let (count, longest) = match extent {
            Extent::Minor => (&mut stats.minor, &mut stats.longest_minor),
            Extent::Major => (&mut stats.major, &mut stats.longest_major),
        };
        *count += 1;
        *longest = pause.max(*longest);
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for list in [std::mem::take(&mut self.externals.young), std::mem::take(&mut self.externals.old)] {
            for object in list {
                // SAFETY: listed objects are alive until their heap goes.
                unsafe { self.let_go(object) };
            }
        }
        for list in [std::mem::take(&mut self.large.young), std::mem::take(&mut self.large.old)] {
            for object in list {
                // SAFETY: nothing reaches the heap any more.
                unsafe { self.free_large(object) };
            }
        }
        self.finalize();
        // Nobody is left to read what is gone.
        self.pool.poison = false;
        self.nursery.reset(0, &mut self.pool);
        self.survivors.reset(0, &mut self.pool);
        self.old.free(&mut self.pool);
        self.pool.drain();
    }
}

/// The block of a string or byte sequence; `None` for host objects.
///
/// # Safety
/// `object` is one of a heap's externals, its fields intact.
unsafe fn block_of_string(object: *mut Header) -> Option<*const string::Block> {
    // SAFETY: the caller's promise; the kind says what lies there.
    unsafe {
        match (*object).kind {
            Kind::FOREIGN | Kind::FIBER => None,
            _ => Some((*object.cast::<string::StringObject>().add(1).cast::<string::BlockRef>()).block),
        }
    }
}
