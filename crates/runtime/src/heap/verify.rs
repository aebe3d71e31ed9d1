//! A check of a whole heap, for the test modes: every reference leads to an object, and what an old object points to is old or
//! the remembered set knows of it.

use super::{CARD, Heap, LARGE, cards_of, size_of_object};
use crate::fiber::Fiber;
use crate::object::{self, FiberObject, Header, PairObject, Slots, Tracer, flags};
use crate::value::{Kind, Value};
use std::collections::HashSet;

/// A walk over everything that the visited roots reach. Panics at the first thing that is wrong.
pub(crate) struct Verifier {
    seen: HashSet<usize, foldhash::fast::FixedState>,
    /// Objects to visit, and whether a collection would visit them because of their owner.
    left: Vec<(*mut Header, bool)>,
    /// Fibers whose stacks are not visited yet.
    pub(crate) fibers: Vec<*mut Fiber>,
    /// The object being visited need not be remembered.
    covered: bool,
    /// A visited reference leads to something young.
    young: bool,
}

impl Verifier {
    pub(crate) fn new(heap: &Heap) -> Verifier {
        for &object in &heap.remembered {
            // SAFETY: the set holds old objects that no collection has freed.
            let flags = unsafe { (*object).flags };
            assert!(
                flags & (flags::OLD | flags::BARRIER) == flags::OLD,
                "the remembered set holds an object with flags {flags:x}"
            );
        }
        Verifier { seen: HashSet::default(), left: Vec::new(), fibers: Vec::new(), covered: true, young: false }
    }

    fn reach(&mut self, object: *mut Header, by_owner: bool) {
        assert!(object.is_aligned() && !object.is_null(), "a reference leads to {object:?}");
        // SAFETY: what a reference leads to is an object, or memory that was overwritten when it was freed.
        let Header { kind, flags, size, .. } = unsafe { *object };
        let known = kind >= Kind::STRING && kind.word() != "value" && kind.0.is_multiple_of(2) && size >= 2;
        assert!(known, "a reference leads to {kind:?} of {size} words with flags {flags:x}");
        self.young |= flags & flags::OLD == 0;
        if flags & flags::IMMORTAL == 0 && self.seen.insert(object as usize) {
            self.left.push((object, by_owner));
        }
    }

    /// Visits everything that was reached but the stacks of fibers.
    pub(crate) fn scan(&mut self) {
        while let Some((object, by_owner)) = self.left.pop() {
            // SAFETY: `reach` has seen that it is an object.
            unsafe {
                let Header { kind, flags, .. } = *object;
                self.covered = by_owner || flags & flags::OLD == 0 || flags & flags::BARRIER == 0;
                let large = size_of_object(object) >= LARGE;
                if kind == Kind::SLOTS && large && flags & flags::OLD != 0 && !by_owner {
                    let values = Slots::values(object);
                    for i in 0..Slots::capacity(object) {
                        let place = values.add(i);
                        self.take_young();
                        self.value(place);
                        let marked = *cards_of(object).add((place as usize - object as usize) / CARD) != 0;
                        let noted = marked && self.covered;
                        assert!(
                            !self.take_young() || noted,
                            "element {i} of old storage is young, its card is not marked"
                        );
                    }
                    continue;
                }
                self.take_young();
                object::trace(object, self);
                assert!(
                    !self.take_young() || self.covered,
                    "an old {} that is not remembered leads to something young",
                    kind.word()
                );
            }
        }
    }
}

impl Tracer for Verifier {
    unsafe fn value(&mut self, slot: *mut Value) {
        // SAFETY: the caller's promise.
        let value = unsafe { *slot };
        if value.is_object() {
            // SAFETY: as in `reach`.
            let kind = unsafe { (*value.object()).kind };
            assert!(value.kind() == kind, "a value of {:?} leads to {kind:?}", value.kind());
            self.reach(value.object(), false);
        }
    }

    unsafe fn pointer(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise.
        let object = unsafe { *slot };
        if !object.is_null() {
            self.reach(object, false);
        }
    }

    unsafe fn ephemeron(&mut self, pair: *mut PairObject) {
        // SAFETY: the caller's promise. A key that nothing else reaches is still an object.
        unsafe {
            self.value(&raw mut (*pair).first);
            self.value(&raw mut (*pair).second);
        }
    }

    unsafe fn fiber(&mut self, object: *mut FiberObject) {
        // SAFETY: the caller's promise.
        unsafe {
            match (*object).data.is_null() {
                true => self.value(&raw mut (*object).entry),
                false => self.fibers.push((*object).data),
            }
        }
    }

    unsafe fn reach(&mut self, fiber: *mut Fiber) {
        // SAFETY: the caller's promise.
        let this = unsafe { (*fiber).this };
        if !this.is_nil() {
            self.reach(this.object(), false);
        }
    }

    fn take_young(&mut self) -> bool {
        std::mem::take(&mut self.young)
    }

    fn fiber_visited(&mut self, fiber: &mut Fiber, first_young: usize, young: bool) {
        assert!(first_young >= fiber.watermark, "frame {first_young} below the watermark holds something young");
        assert!(!young || fiber.touched, "a fiber that has slept leads to something young");
    }

    unsafe fn storage(&mut self, slot: *mut *mut Header) {
        // SAFETY: the caller's promise.
        let object = unsafe { *slot };
        if !object.is_null() {
            // What is remembered or young is visited with its storage.
            self.reach(object, self.covered);
        }
    }
}
