//! Collections: the roots of a process. Registers dead at a frame's pc are set to nil.
//!
//! A minor collection visits only frames that may hold something young. The frames below the *watermark* have not run since
//! a collection found nothing young in them; the record that is popped when the uppermost of them goes on is marked, and
//! popping it lowers the watermark (`stack`). So a deep stack costs nothing while it sleeps.

use super::{Ended, FrameRecord, Process};
use crate::code::LoadedFunction;
use crate::heap::{Collection, Extent, Generation, HeapProfile, Verifier};
use crate::object::Tracer;
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
        if self.ctx.heap.used() > self.ctx.heap.max() {
            if self.ctx.heap.is_fragmented() {
                self.collect(Extent::Major);
            }
            if self.ctx.heap.used() > self.ctx.heap.max() {
                return self.throw_out_of_memory();
            }
        }
        true
    }

    /// Under stress: collects the young at every charge point and everything at every third.
    pub(super) fn collect_for_stress(&mut self) {
        self.verify_heap();
        let turn = self.ctx.heap.stats().collections() % 3;
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

    /// Checks what collections rely on. Panics if it does not hold.
    fn verify_heap(&mut self) {
        let mut sets = std::mem::take(&mut self.live_sets);
        let mut verifier = Verifier::new(&self.ctx.heap);
        for frame in self.frames_above(0) {
            verifier.take_young();
            // SAFETY: the frames are those of this process's stack, which has not changed since they were listed.
            unsafe { frame.trace(&mut sets, &mut verifier) };
            let (young, sleeps) = (verifier.take_young(), frame.index < self.watermark);
            assert!(!(young && sleeps), "frame {} below the watermark holds something young", frame.index);
        }
        let globals = self.globals.iter_mut().flatten().flat_map(|module| module.iter_mut());
        for value in globals.chain([&mut self.ctx.library]) {
            // SAFETY: an initialised value that the process owns.
            unsafe { verifier.value(value) };
        }
        verifier.finish();
        self.live_sets = sets;
    }

    /// Collects the heap. Only at charge points, with the state in the process.
    pub(crate) fn collect(&mut self, extent: Extent) {
        if let Some(mut hooks) = self.hooks.take() {
            hooks.collection(self);
            self.hooks = Some(hooks);
        }
        let mut sets = std::mem::take(&mut self.live_sets);
        let first_young = match extent {
            Extent::Minor => {
                let frames = self.frames_above(self.watermark);
                let Process { ctx, globals, ended, .. } = self;
                visit_roots(ctx.heap.begin_minor(), &frames, globals, [&mut ctx.library], ended, &mut sets)
            }
            Extent::Major => {
                self.shrink_stack();
                let frames = self.frames_above(0);
                let Process { ctx, globals, ended, .. } = self;
                visit_roots(ctx.heap.begin_major(), &frames, globals, [&mut ctx.library], ended, &mut sets)
            }
        };
        self.ctx.heap.finalize();
        // The running frame may hold anything soon.
        self.set_watermark(first_young.min(self.depth() - 1));
        if sets.len() > KEPT_SETS {
            sets.clear();
        }
        self.live_sets = sets;
        if self.ctx.heap.used() <= self.ctx.heap.max() {
            self.ctx.out_of_memory = false;
        }
    }

    /// All frames from the innermost outward.
    pub(crate) fn frames_inward(&self) -> Vec<FrameView> {
        self.frames_above(0)
    }

    /// The frames from the innermost outward to frame `first`; the outermost is frame 0.
    fn frames_above(&self, first: usize) -> Vec<FrameView> {
        let mut views = Vec::with_capacity(self.depth() - first);
        let mut base = self.base;
        let (mut function, mut pc, mut called, mut own) = (self.function, self.insn, None, usize::MAX);
        for i in (first..self.depth()).rev() {
            views.push(FrameView { base: base.cast(), function, pc, skip: called, own, index: i });
            let record: FrameRecord = self.record(i);
            if record.function.is_null() {
                break;
            }
            // SAFETY: the callee's base lies `delta` above the caller's.
            base = unsafe { base.sub(record.delta as usize) };
            function = record.function;
            pc = record.pc;
            called = Some(record.skip);
            own = record.delta as usize / 16 - 1;
        }
        views
    }

    /// Gives back stack memory that has been unused for a while.
    fn shrink_stack(&mut self) {
        let code = self.code();
        let offset = self.base as usize - self.stack.as_ptr() as usize;
        let used = (offset + code.window as usize + super::RED_ZONE * 4) / 16;
        if self.stack.len() > 64 * 1024 && used < self.stack.len() / 4 {
            self.stack.truncate(used * 2);
            self.stack.shrink_to_fit();
            self.place_stack(offset);
        }
        let depth = self.depth();
        if self.frames.len() > 64 * 1024 && depth < self.frames.len() / 4 {
            self.frames.truncate(depth * 2);
            self.frames.shrink_to_fit();
            self.place_frames(depth);
        }
    }
}

/// Visits all roots and ends the collection. Gives the index of the outermost visited frame that leads to something young.
fn visit_roots<G: Generation>(
    mut collection: Collection<'_, G>,
    frames: &[FrameView],
    globals: &mut [Option<Box<[Value]>>],
    kept: [&mut Value; 1],
    ended: &mut Option<Ended>,
    sets: &mut LiveSets,
) -> usize {
    let mut first_young = usize::MAX;
    for frame in frames {
        collection.take_young();
        // SAFETY: the frames are those of a process's stack, which has not changed since they were listed.
        unsafe { frame.trace(sets, &mut collection) };
        if collection.take_young() {
            first_young = frame.index;
        }
    }
    for value in globals.iter_mut().flatten().flat_map(|module| module.iter_mut()).chain(kept) {
        // SAFETY: an initialised value that the process owns.
        unsafe { collection.value(value) };
    }
    if let Some(Ended::Returned(value) | Ended::Threw(value)) = ended {
        // SAFETY: as above.
        unsafe { collection.value(value) };
    }
    collection.finish();
    first_young
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
