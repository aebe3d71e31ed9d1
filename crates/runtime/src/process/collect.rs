//! Collections: the roots of a process. Registers dead at a frame's pc are set to nil.
//!
//! A minor collection visits only frames that may hold something young. The frames below the *watermark* have not run since
//! a collection found nothing young in them; the record that is popped when the uppermost of them goes on is marked, and
//! popping it lowers the watermark (`stack`). So a deep stack costs nothing while it sleeps.

use super::{Ended, Process};
use crate::code::LoadedFunction;
use crate::fiber::{Fiber, Pause};
use crate::heap::{Collection, Extent, Generation, HeapProfile, Verifier};
use crate::object::Tracer;
use crate::scheduler;
use crate::value::Value;
use quintet_bytecode::{BitSet, Word};
use std::collections::HashMap;

/// Which registers of a frame hold values, at a pc and state.
pub(crate) type LiveSets = HashMap<(*const LoadedFunction, *const Word, bool), BitSet, foldhash::fast::FixedState>;

/// A process keeps the sets of so many positions for its next collection.
const KEPT_SETS: usize = 4096;

impl Process {
    /// Makes the collections that are due, and throws OutOfMemory if they did not bring the heap under its limit. Whether
    /// the process goes on.
    pub(crate) fn collect_under_limit(&mut self) -> bool {
        let due = self.ctx.heap.due();
        self.collect(due);
        if due == Extent::Minor && self.ctx.heap.due() == Extent::Major {
            self.collect(Extent::Major);
        }
        if self.ctx.heap.used() > self.ctx.heap.max() && !self.ctx.heap.is_fragmented() {
            return self.throw_out_of_memory();
        }
        self.stays_under_limit()
    }

    /// OutOfMemory if a full collection does not bring the heap back below its limit.
    pub(super) fn stays_under_limit(&mut self) -> bool {
        if self.ctx.heap.used() > self.ctx.heap.max() {
            self.collect(Extent::Major);
            if self.ctx.heap.used() > self.ctx.heap.max() {
                return self.throw_out_of_memory();
            }
        }
        true
    }

    /// Under stress: collects the young at every charge point and everything at every third.
    pub(super) fn collect_for_stress(&mut self) {
        self.verify_heap();
        let turn = self.ctx.heap.collections() % 3;
        self.collect(if turn == 2 { Extent::Major } else { Extent::Minor });
        self.verify_heap();
    }

    /// Notes from now on which line allocates what; the instrumented interpreter runs the process.
    pub fn start_heap_profile(&mut self) {
        self.ctx.heap.start_profile();
    }

    /// What lived in the heap when most did, at a full collection or now. `None` if it was not noted.
    pub fn heap_profile(&mut self) -> Option<HeapProfile> {
        self.collect(Extent::Major);
        self.ctx.heap.profile()
    }

    /// Says which instruction runs, if allocations are noted. Natives that have a frame work for the function that called
    /// them.
    pub(crate) fn note_place(&mut self) {
        if self.ctx.heap.is_profiled() && self.code().native.is_none() {
            self.ctx.heap.set_place(self.function, self.insn);
        }
    }

    /// The fibers that have resumed one another, from the running one to the root.
    fn chain(&self) -> Vec<*mut Fiber> {
        let mut chain = Vec::new();
        let mut at = self.fiber;
        while !at.is_null() {
            chain.push(at);
            // SAFETY: the fibers of the chain are alive.
            at = unsafe { (*at).resumer };
        }
        chain
    }

    /// Checks what collections rely on. Panics if it does not hold.
    fn verify_heap(&mut self) {
        self.save();
        let mut sets = std::mem::take(&mut self.live_sets);
        let mut verifier = Verifier::new(&self.ctx.heap);
        verifier.fibers = self.chain();
        // SAFETY: the running fiber is alive. Its instruction is executed next.
        let pause = unsafe { std::mem::replace(&mut (*self.fiber).pause, Pause::Again) };
        let globals = self.globals.iter_mut().flatten().flat_map(|module| module.iter_mut());
        for value in globals.chain([&mut self.ctx.library]).chain(scheduler::roots(&mut self.member, None)) {
            // SAFETY: an initialised value that the process owns.
            unsafe { verifier.value(value) };
        }
        loop {
            verifier.scan();
            let Some(fiber) = verifier.fibers.pop() else { break };
            // SAFETY: fibers that are reached are alive, and their state is saved.
            unsafe { (*fiber).trace(&mut sets, &mut verifier) };
        }
        // SAFETY: as above.
        unsafe { (*self.fiber).pause = pause };
        self.live_sets = sets;
    }

    /// Collects the heap. Only at charge points, with the state in the process.
    pub(crate) fn collect(&mut self, extent: Extent) {
        if let Some(mut hooks) = self.hooks.take() {
            hooks.collection(self);
            self.hooks = Some(hooks);
        }
        if extent == Extent::Major {
            self.shrink_stack();
        }
        self.save();
        let chain = self.chain();
        let mut sets = std::mem::take(&mut self.live_sets);
        // SAFETY: the running fiber is alive. Its instruction is executed next.
        let pause = unsafe { std::mem::replace(&mut (*self.fiber).pause, Pause::Again) };
        let Process { ctx, globals, ended, member, .. } = self;
        let kept = scheduler::roots(member, Some(extent)).chain([&mut ctx.library]);
        match extent {
            Extent::Minor => visit_roots(ctx.heap.begin_minor(), &chain, globals, kept, ended, &mut sets),
            Extent::Major => visit_roots(ctx.heap.begin_major(), &chain, globals, kept, ended, &mut sets),
        }
        if let Some(member) = &mut self.member {
            member.mailbox.collected(extent);
        }
        // SAFETY: as above; what runs may hold anything soon.
        unsafe {
            (*self.fiber).pause = pause;
            for fiber in chain {
                (*fiber).touched = true;
            }
        }
        self.ctx.heap.finalize();
        if sets.len() > KEPT_SETS {
            sets.clear();
        }
        self.live_sets = sets;
        if self.ctx.heap.used() <= self.ctx.heap.max() {
            self.ctx.out_of_memory = false;
        }
    }

    /// Gives back stack memory of the running fiber that has been unused for a while.
    fn shrink_stack(&mut self) {
        const LEAST: usize = 64 * 1024;
        let offset = self.base as usize - self.stack().as_ptr() as usize;
        let used = (offset + self.code().window as usize + super::RED_ZONE * 4) / 16;
        let old = self.stack().len();
        if old > LEAST && used < old / 4 {
            self.stack().truncate(used * 2);
            self.stack().shrink_to_fit();
            self.ctx.heap.resize_stack(old * 16, used * 32);
            self.place_stack(offset);
        }
        let (old, depth) = (self.frames().len(), self.depth());
        if old > LEAST && depth < old / 4 {
            self.frames().truncate(depth * 2);
            self.frames().shrink_to_fit();
            let size = size_of::<super::FrameRecord>();
            self.ctx.heap.resize_stack(old * size, depth * 2 * size);
            self.place_frames(depth);
        }
    }
}

/// Visits all roots and ends the collection. The fibers of the chain may hold anything, whether or not their objects are
/// old.
fn visit_roots<'r, G: Generation>(
    mut collection: Collection<'_, G>,
    chain: &[*mut Fiber],
    globals: &mut [Option<Box<[Value]>>],
    kept: impl Iterator<Item = &'r mut Value>,
    ended: &mut Option<Ended>,
    sets: &mut LiveSets,
) {
    // SAFETY: the fibers of the chain are alive and their state is saved; the other values are initialised and belong to
    // the process.
    unsafe {
        for &fiber in chain {
            if (*fiber).this.is_nil() {
                (*fiber).trace(sets, &mut collection);
            } else {
                let mut this = (*fiber).this;
                collection.value(&raw mut this);
                (*fiber).this = this;
                collection.fibers.push(fiber);
            }
        }
        for value in globals.iter_mut().flatten().flat_map(|module| module.iter_mut()) {
            collection.value(value);
        }
        for value in kept {
            collection.value(value);
        }
        if let Some(Ended::Returned(value) | Ended::Threw(value) | Ended::Stopped(value)) = ended {
            collection.value(value);
        }
    }
    collection.finish(|collection| {
        loop {
            collection.scan();
            let Some(fiber) = collection.fibers.pop() else { return };
            // SAFETY: fibers that are reached are alive, and what is saved in them is true.
            unsafe { (*fiber).trace(sets, collection) };
        }
    });
}

/// A frame as the collector and snapshots see it.
pub(crate) struct FrameView {
    pub base: *mut Value,
    pub function: *const LoadedFunction,
    /// The instruction that runs or made the call.
    pub pc: *const Word,
    /// `None`: the instruction is executed next. Else it has called, and this many words on the frame goes on.
    pub skip: Option<u8>,
    /// Registers from here up belong to the callee.
    pub own: usize,
    /// Counted from the outermost frame.
    pub index: usize,
}

impl FrameView {
    /// The registers that hold values.
    pub(crate) fn live<'a>(&self, sets: &'a mut LiveSets) -> &'a BitSet {
        // SAFETY: loaded code outlives the process.
        let code = unsafe { &*self.function };
        let calling = self.skip.is_some_and(|s| s > 0);
        sets.entry((self.function, self.pc, calling)).or_insert_with(|| {
            let registers = usize::from(code.def.registers);
            let mut set = BitSet::new(registers);
            if code.native.is_some() {
                // A native's frame is all state.
                (0..registers).for_each(|r| set.insert(r));
            } else if calling {
                code.liveness().during_call(code.index_of(self.pc), &mut set);
            } else {
                code.liveness().before(code.index_of(self.pc), &mut set);
            }
            set
        })
    }

    /// Traces the live registers and sets the others to nil.
    ///
    /// # Safety
    /// The view is of a process's stack that has not changed since.
    pub(crate) unsafe fn trace<T: Tracer>(&self, sets: &mut LiveSets, tracer: &mut T) {
        // SAFETY: registers below the window's size lie in the stack; live ones are initialised, as the verifier
        // has shown that they were written. A function with captures runs as a closure in the register below.
        unsafe {
            let code = &*self.function;
            if !code.def.captures.is_empty() {
                tracer.value(self.base.sub(1));
            }
            let live = self.live(sets);
            for r in 0..usize::from(code.def.registers).min(self.own) {
                let slot = self.base.add(r);
                if live.contains(r) { tracer.value(slot) } else { *slot = Value::NIL }
            }
        }
    }
}
