//! Collections. A [`Collection`] visits references and keeps what they lead to; a [`Generation`] says what keeping is.
//!
//! Work that is left is a stack of objects whose references are not visited yet, so no depth of a structure is too much.
//! Objects are in their final place when they come there. A minor collection notes whether a reference still leads to
//! something young: an old object with such a reference stays in the remembered set, or comes into it.

use super::space::{Form, Old, block_of, mark_lines};
use super::{CARD, Extent, Heap, LARGE, LARGE_PREFIX, NURSERIES, cards, cards_of, old_flags, size_of_object};
use crate::fiber::Fiber;
use crate::object::{self, FORWARDED, FiberObject, Header, PairObject, Slots, Tracer, flags};
use crate::value::{Kind, Value};
use std::time::Instant;

/// What a collection does with an object that it reaches.
pub(crate) trait Generation: Sized {
    /// Which it is.
    const EXTENT: Extent;

    /// The place of an object from now on.
    ///
    /// # Safety
    /// `object` points to a live object of the heap or an immortal one.
    unsafe fn keep(collection: &mut Collection<'_, Self>, object: *mut Header) -> *mut Header;

    /// The place of an object if it was reached, once everything has been.
    ///
    /// # Safety
    /// `object` was live before the collection.
    unsafe fn kept(&self, object: *mut Header) -> Option<*mut Header>;

    /// Frees what it holds, at the end.
    fn end(self, heap: &mut Heap);
}

/// A running collection.
pub(crate) struct Collection<'h, G> {
    pub(super) heap: &'h mut Heap,
    pub(super) generation: G,
    /// Objects whose references are not visited yet.
    gray: Vec<*mut Header>,
    /// Ephemerons that were reached, their keys perhaps not.
    pub(super) ephemerons: Vec<*mut Header>,
    /// Fibers that were reached and whose stacks are not visited yet.
    pub(crate) fibers: Vec<*mut Fiber>,
    /// A reference visited since this was last reset leads to something young.
    young: bool,
    begun: Instant,
    nursed: usize,
    /// Where the survivors of the last collection lie.
    survivors: super::Bump,
}

/// Kinds without references.
const LEAVES: u64 = 1 << Kind::STRING.0
    | 1 << Kind::BYTES.0
    | 1 << Kind::RANGE.0
    | 1 << Kind::BIGINT.0
    | 1 << Kind::FOREIGN.0
    | 1 << Kind::RAW.0
    | 1 << Kind::WEAK.0;

/// Slots that a card covers.
const CARD_SLOTS: usize = CARD / size_of::<Value>();

/// Writes into a moved object where it is now.
///
/// # Safety
/// `object` has been copied to `new`; every object has two words.
#[inline(always)]
unsafe fn leave_address(object: *mut Header, new: *mut Header) {
    // SAFETY: the caller's promise.
    unsafe {
        (*object).kind = FORWARDED;
        *object.add(1).cast::<*mut Header>() = new;
    }
}

/// Where a moved object is now.
///
/// # Safety
/// Its kind is `FORWARDED`.
#[inline(always)]
unsafe fn new_address(object: *mut Header) -> *mut Header {
    // SAFETY: the caller's promise.
    unsafe { *object.add(1).cast::<*mut Header>() }
}

/// Copies an object to `new`, which has room for it.
///
/// # Safety
/// `object` is whole; `new` is fresh memory of the same size.
#[inline(always)]
unsafe fn move_object(object: *mut Header, new: *mut Header, flags: u8) {
    // Running out of memory in the middle of a copy leaves no consistent heap to go back to.
    assert!(!new.is_null(), "no memory for a collection");
    // SAFETY: the caller's promise.
    unsafe {
        let words = (*object).size as usize;
        let (from, to) = (object.cast::<u64>(), new.cast::<u64>());
        for i in 0..words {
            // Most objects are a few words: cheaper than a call.
            *to.add(i) = *from.add(i);
        }
        (*new).flags = flags;
        leave_address(object, new);
    }
}

/// A minor collection.
pub(crate) struct Minor {
    /// The bit `MARKED` of survivors that this collection has copied: a place may be visited twice, as part of its owner and
    /// by itself.
    epoch: u8,
}

impl Minor {
    /// Whether a young object is where this collection has put it.
    #[inline(always)]
    fn is_placed(&self, flags: u8) -> bool {
        flags & (flags::AGED | flags::MARKED) == flags::AGED | self.epoch
    }
}

impl Generation for Minor {
    const EXTENT: Extent = Extent::Minor;

    #[inline(always)]
    unsafe fn keep(c: &mut Collection<'_, Self>, object: *mut Header) -> *mut Header {
        // SAFETY: the caller's promise.
        unsafe {
            let header = *object;
            if header.flags & flags::OLD != 0 {
                return object;
            }
            if header.kind == FORWARDED {
                let new = new_address(object);
                c.young |= (*new).flags & flags::OLD == 0;
                return new;
            }
            let size = size_of_object(object);
            if size >= LARGE {
                // Large objects do not move; they are old as soon as one collection has seen them.
                (*object).flags |= old_flags(header.kind) | c.heap.mark;
                c.push(object, header.kind);
                return object;
            }
            let new: *mut Header;
            if header.flags & flags::AGED != 0 {
                if c.generation.is_placed(header.flags) {
                    c.young = true;
                    return object;
                }
                new = c.heap.old.alloc(size, &mut c.heap.pool).cast();
                let flags = header.flags & !(flags::AGED | flags::MARKED) | old_flags(header.kind) | c.heap.mark;
                move_object(object, new, flags);
                c.heap.counts().promoted += size as u64;
            } else {
                new = c.heap.survivor(size);
                move_object(object, new, header.flags | flags::AGED | c.generation.epoch);
                c.young = true;
            }
            c.push(new, header.kind);
            new
        }
    }

    unsafe fn kept(&self, object: *mut Header) -> Option<*mut Header> {
        // SAFETY: the caller's promise; what has moved keeps its flags.
        unsafe {
            match *object {
                Header { kind: FORWARDED, .. } => Some(new_address(object)),
                Header { flags, .. } => (flags & flags::OLD != 0 || self.is_placed(flags)).then_some(object),
            }
        }
    }

    fn end(self, _heap: &mut Heap) {}
}

/// A full collection.
pub(crate) struct Major {
    /// The old space is copied as a whole, from here.
    from: Option<Old>,
    /// The bit `MARKED` of old objects that were reached.
    mark: u8,
}

impl Generation for Major {
    const EXTENT: Extent = Extent::Major;

    #[inline]
    unsafe fn keep(c: &mut Collection<'_, Self>, object: *mut Header) -> *mut Header {
        // SAFETY: the caller's promise.
        unsafe {
            let header = *object;
            if header.kind == FORWARDED {
                return new_address(object);
            }
            let (size, mark) = (size_of_object(object), c.generation.mark);
            let old = header.flags & flags::OLD != 0;
            if old && (header.flags & flags::MARKED == mark || header.flags & flags::IMMORTAL != 0) {
                return object;
            }
            let flags = header.flags & !(flags::AGED | flags::MARKED) | old_flags(header.kind) | mark;
            if size >= LARGE {
                (*object).flags = flags;
                c.push(object, header.kind);
                return object;
            }
            if old && c.generation.from.is_none() && !(*block_of(object)).emptied {
                (*object).flags = flags;
                mark_lines(object, size);
                c.push(object, header.kind);
                return object;
            }
            let new: *mut Header = c.heap.old.alloc(size, &mut c.heap.pool).cast();
            move_object(object, new, flags);
            if c.heap.old.form == Form::Marked {
                mark_lines(new, size);
            }
            c.heap.counts().copied += size as u64;
            c.push(new, header.kind);
            new
        }
    }

    unsafe fn kept(&self, object: *mut Header) -> Option<*mut Header> {
        // SAFETY: the caller's promise.
        unsafe {
            match *object {
                Header { kind: FORWARDED, .. } => Some(new_address(object)),
                Header { flags, .. } if flags & flags::OLD == 0 => None,
                Header { flags, .. } => {
                    (flags & flags::MARKED == self.mark || flags & flags::IMMORTAL != 0).then_some(object)
                }
            }
        }
    }

    fn end(self, heap: &mut Heap) {
        if let Some(mut from) = self.from {
            from.free(&mut heap.pool);
        }
        if heap.old.form == Form::Marked {
            heap.old.finish_marking(&mut heap.pool);
        }
    }
}

impl Heap {
    /// Memory for a survivor; null if there is none.
    #[inline]
    fn survivor(&mut self, size: usize) -> *mut Header {
        let object = self.survivors.take(size);
        if object.is_null() { self.survivor_slow(size) } else { object.cast() }
    }

    #[cold]
    fn survivor_slow(&mut self, size: usize) -> *mut Header {
        let wanted = NURSERIES[self.nursery_class.min(2)];
        let wanted = if size > wanted { NURSERIES[1] } else { wanted };
        let Some(chunk) = self.pool.take(wanted) else { return std::ptr::null_mut() };
        self.survivors.add(chunk);
        self.survivors.take(size).cast()
    }

    /// Begins a minor collection, with the remembered set. All other roots are to be visited before it is finished.
    pub(crate) fn begin_minor(&mut self) -> Collection<'_, Minor> {
        self.epoch ^= flags::MARKED;
        let epoch = self.epoch;
        let mut c = Collection::new(self, Minor { epoch });
        let remembered = std::mem::take(&mut c.heap.remembered);
        let counts = c.heap.counts();
        counts.remembered = counts.remembered.max(remembered.len());
        for &object in &remembered {
            // SAFETY: the set holds live old objects; what died since was kept until a full collection empties the set.
            unsafe {
                c.young = false;
                if (*object).kind == Kind::SLOTS && size_of_object(object) >= LARGE {
                    c.visit_cards(object, false);
                } else {
                    object::trace(object, &mut c);
                }
                if c.young {
                    c.heap.remembered.push(object);
                } else {
                    (*object).flags |= flags::BARRIER;
                }
            }
        }
        c
    }

    /// Begins a full collection. All roots are to be visited before it is finished.
    pub(crate) fn begin_major(&mut self) -> Collection<'_, Major> {
        for object in std::mem::take(&mut self.remembered) {
            // SAFETY: as in `begin_minor`. After this collection nothing is young.
            unsafe {
                (*object).flags |= flags::BARRIER;
                let size = size_of_object(object);
                if size >= LARGE {
                    cards_of(object).write_bytes(0, cards(size));
                }
            }
        }
        self.mark ^= flags::MARKED;
        let from = self.prepare_old();
        let mark = self.mark;
        Collection::new(self, Major { from, mark })
    }

    /// Decides how a full collection treats the old space. Gives it if it is to be copied as a whole.
    fn prepare_old(&mut self) -> Option<Old> {
        let bytes = self.old.bytes();
        let in_use = bytes - self.old.free_bytes();
        // Under stress all ways are taken by turns.
        let turn = if self.stress { Some(self.counts().major % 4) } else { None };
        let to = match (self.old.form, turn) {
            (Form::Copied, None) if bytes + self.nursery.allocated() <= super::COPIED_MAX => Some(Form::Copied),
            (Form::Copied, Some(0)) => Some(Form::Copied),
            (Form::Copied, _) => Some(Form::Marked),
            (Form::Marked, None) if in_use <= super::COPIED_MAX / 2 => Some(Form::Copied),
            (Form::Marked, Some(0)) => Some(Form::Copied),
            (Form::Marked, _) => None,
        };
        if let Some(form) = to {
            return Some(std::mem::replace(&mut self.old, Old::new(form, true)));
        }
        let tight = self.used() > self.max;
        let (sparse, budget) = match turn {
            Some(2) => (128, usize::MAX),
            Some(_) => (0, 0),
            None if tight => (112, bytes / 8),
            None => (64, (bytes / 8).max(COMPACTED)),
        };
        self.old.begin_marking(sparse, budget);
        None
    }
}

/// Bytes that a full collection may always move out of sparse blocks.
const COMPACTED: usize = 256 * 1024;

impl<'h, G: Generation> Collection<'h, G> {
    fn new(heap: &'h mut Heap, generation: G) -> Self {
        let begun = Instant::now();
        heap.show_limit();
        let nursed = heap.nursery.allocated();
        let survivors = std::mem::take(&mut heap.survivors);
        let gray = std::mem::take(&mut heap.gray);
        Collection {
            heap,
            generation,
            gray,
            ephemerons: Vec::new(),
            fibers: Vec::new(),
            young: false,
            begun,
            nursed,
            survivors,
        }
    }

    #[inline(always)]
    fn push(&mut self, object: *mut Header, kind: Kind) {
        if LEAVES >> kind.0 & 1 == 0 {
            self.gray.push(object);
        }
    }

    /// Visits the values of large storage, all or those of marked cards, and marks the cards that lead to something
    /// young. So does `young`, which this does not reset.
    ///
    /// # Safety
    /// `storage` is live large `SLOTS`.
    unsafe fn visit_cards(&mut self, storage: *mut Header, all: bool) {
        let before = std::mem::take(&mut self.young);
        let mut any = false;
        // SAFETY: the caller's promise.
        unsafe {
            let (values, n) = (Slots::values(storage), Slots::capacity(storage));
            for (i, first) in (0..n).step_by(CARD_SLOTS).enumerate() {
                let card = cards_of(storage).add(i);
                if all || *card != 0 {
                    for j in first..(first + CARD_SLOTS).min(n) {
                        self.value(values.add(j));
                    }
                    *card = u8::from(self.young);
                    any |= std::mem::take(&mut self.young);
                }
            }
            if any && (*storage).flags & flags::BARRIER != 0 {
                self.heap.remember(storage);
            }
        }
        self.young = before | any;
    }

    /// Visits everything that objects which were reached lead to.
    pub(crate) fn scan(&mut self) {
        while let Some(object) = self.gray.pop() {
            // SAFETY: what was reached is live.
            unsafe {
                if G::EXTENT == Extent::Minor && (*object).kind == Kind::SLOTS && size_of_object(object) >= LARGE {
                    self.visit_cards(object, true);
                    continue;
                }
                self.young = false;
                object::trace(object, self);
                if self.young && (*object).flags & flags::BARRIER != 0 && (*object).flags & flags::OLD != 0 {
                    self.heap.remember(object);
                }
            }
        }
    }

    /// Ends the collection: frees what was not reached.
    ///
    /// `scan` visits everything that reached objects lead to: [`Collection::scan`] and the stacks of fibers.
    pub(crate) fn finish(mut self, mut scan: impl FnMut(&mut Self)) {
        scan(&mut self);
        self.resolve_ephemerons(scan);
        self.resolve_weak();
        debug_assert!(self.fibers.is_empty() && self.ephemerons.is_empty(), "everything is visited");
        let Collection { heap, generation, gray, begun, nursed, mut survivors, .. } = self;
        heap.gray = gray;
        heap.gray.shrink_to(8 * 1024);
        let major = G::EXTENT == Extent::Major;

        let mut externals = std::mem::take(&mut heap.externals.young);
        if major {
            externals.append(&mut heap.externals.old);
        }
        for object in externals {
            // SAFETY: what lay in memory that is about to be freed is still intact.
            unsafe {
                match generation.kept(object) {
                    Some(new) if (*new).flags & flags::OLD != 0 => heap.externals.old.push(new),
                    Some(new) => heap.externals.young.push(new),
                    None => heap.let_go(object),
                }
            }
        }
        let mut identities = std::mem::take(&mut heap.identities.young);
        if major {
            identities.extend(std::mem::take(&mut heap.identities.old));
        }
        for (address, id) in identities {
            // SAFETY: as above; addresses of objects were exposed when their values were made.
            unsafe {
                let object = std::ptr::with_exposed_provenance_mut(address);
                if let Some(new) = generation.kept(object) {
                    let old = (*new).flags & flags::OLD != 0;
                    let map = if old { &mut heap.identities.old } else { &mut heap.identities.young };
                    map.insert(new as usize, id);
                }
            }
        }
        // SAFETY: as above.
        heap.move_notes(|object| unsafe { generation.kept(object) });
        let mut large = std::mem::take(&mut heap.large.young);
        if major {
            large.append(&mut heap.large.old);
        }
        for object in large {
            // SAFETY: as above; large objects have a prefix for their place in the list.
            unsafe {
                match generation.kept(object) {
                    Some(_) => {
                        *object.byte_sub(LARGE_PREFIX).cast::<usize>() = heap.large.old.len();
                        heap.large.old.push(object);
                    }
                    None => heap.free_large(object),
                }
            }
        }
        let survived = heap.survivors.allocated();
        heap.counts().copied += survived as u64;
        survivors.reset(0, &mut heap.pool);
        generation.end(heap);
        heap.adapt(G::EXTENT, nursed, survived, begun);
    }
}

impl<G: Generation> Tracer for Collection<'_, G> {
    #[inline(always)]
    unsafe fn value(&mut self, slot: *mut Value) {
        // SAFETY: the caller's promise: an initialised value of a live object or a root.
        unsafe {
            let kind = (*slot).kind();
            if kind >= Kind::STRING {
                let object = (*slot).object();
                let new = G::keep(self, object);
                if new != object {
                    *slot = Value::from_object(kind, new);
                }
            }
        }
    }

    #[inline(always)]
    unsafe fn pointer(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise: a pointer to a live object, or null.
        unsafe {
            if !(*slot).is_null() {
                *slot = G::keep(self, *slot);
            }
        }
    }

    unsafe fn ephemeron(&mut self, pair: *mut PairObject) {
        self.ephemerons.push(pair.cast());
    }

    unsafe fn fiber(&mut self, object: *mut FiberObject) {
        // SAFETY: the caller's promise; the object owns its fiber.
        unsafe {
            let fiber = (*object).data;
            if fiber.is_null() {
                return self.value(&raw mut (*object).entry);
            }
            (*fiber).this = Value::from_object(Kind::FIBER, object.cast());
            (*fiber).seen = self.heap.collections() + 1;
            self.fibers.push(fiber);
        }
    }

    unsafe fn reach(&mut self, fiber: *mut Fiber) {
        // SAFETY: the caller's promise. A fiber seen in this collection knows its object's new place already.
        unsafe {
            let number = self.heap.collections() + 1;
            let this = (*fiber).this;
            if (*fiber).seen == number || this.is_nil() {
                return;
            }
            if G::EXTENT == Extent::Minor && (*this.object()).flags & flags::OLD != 0 {
                // A minor collection does not come to it by its object; its links are noted at the fiber it waits with.
                if (*fiber).touched {
                    (*fiber).seen = number;
                    self.fibers.push(fiber);
                }
                return;
            }
            let mut this = this;
            self.value(&raw mut this);
        }
    }

    fn take_young(&mut self) -> bool {
        std::mem::take(&mut self.young)
    }

    fn first_frame(&self, watermark: usize) -> usize {
        if G::EXTENT == Extent::Minor { watermark } else { 0 }
    }

    fn fiber_visited(&mut self, fiber: &mut Fiber, first_young: usize, young: bool) {
        fiber.set_watermark(first_young);
        fiber.touched = young;
        if young && !fiber.this.is_nil() {
            let object = fiber.this.object();
            // SAFETY: a fiber that is visited has a live object.
            let flags = unsafe { (*object).flags };
            if flags & (flags::OLD | flags::BARRIER) == flags::OLD | flags::BARRIER {
                self.heap.remember(object);
            }
        }
    }

    /// Stores are noted at the owner, so what an owner that is visited stored into old storage is visited with it.
    #[inline(always)]
    unsafe fn storage(&mut self, slot: *mut *mut Header) {
        // SAFETY: as above.
        unsafe {
            let storage = *slot;
            if storage.is_null() {
                return;
            }
            let Header { kind, flags, .. } = *storage;
            if G::EXTENT == Extent::Minor && flags & flags::OLD != 0 {
                if kind == Kind::SLOTS && flags & flags::IMMORTAL == 0 {
                    self.visit_old_storage(storage);
                }
                return;
            }
            *slot = G::keep(self, storage);
        }
    }
}

impl<G: Generation> Collection<'_, G> {
    /// # Safety
    /// `storage` is live old `SLOTS`.
    #[cold]
    unsafe fn visit_old_storage(&mut self, storage: *mut Header) {
        // SAFETY: the caller's promise.
        unsafe {
            if size_of_object(storage) >= LARGE {
                self.visit_cards(storage, true);
            } else {
                object::trace(storage, self);
            }
        }
    }
}
