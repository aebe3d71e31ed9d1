//! Collections: the roots of a process. Registers dead at a frame's pc are set to nil.

use super::Process;
use crate::code::LoadedFunction;
use crate::fiber::Pause;
use crate::heap::Collection;
use crate::object::Tracer;
use crate::value::Value;
use quintet_bytecode::{BitSet, Word};
use std::collections::HashMap;

/// Which registers of a frame hold values, at a pc and state.
pub(crate) type LiveSets = HashMap<(*const LoadedFunction, *const Word, bool), BitSet>;

impl Process {
    /// Collects, and throws OutOfMemory if that did not bring the heap under its limit. Whether the process goes on.
    pub(crate) fn collect_under_limit(&mut self) -> bool {
        self.collect();
        if self.ctx.heap.used() > self.ctx.heap.max() {
            return self.throw_out_of_memory();
        }
        true
    }

    /// Collects the heap. Only at charge points, with the state in the process.
    pub(crate) fn collect(&mut self) {
        if let Some(mut hooks) = self.hooks.take() {
            hooks.collection(self);
            self.hooks = Some(hooks);
        }
        self.shrink_stack();
        self.save();
        let mut live = LiveSets::new();
        let mut chain = Vec::new();
        let mut at = self.fiber;
        while !at.is_null() {
            chain.push(at);
            // SAFETY: the fibers of the chain are alive.
            at = unsafe { (*at).resumer };
        }
        let (running, root) = (self.fiber, self.root.0);
        let mut collection = self.ctx.heap.collect();
        // SAFETY: the fibers of the chain are alive and their state is saved. The root has no object; those of the
        // others lead to their stacks.
        unsafe {
            // The instruction of the running one is executed next.
            let pause = std::mem::replace(&mut (*running).pause, Pause::Again);
            (*root).trace(&mut live, &mut collection);
            for fiber in chain {
                collection.reach(fiber);
            }
            collection.trace_stacks(&mut live);
            (*running).pause = pause;
        }
        for globals in self.globals.iter_mut().flatten() {
            for value in globals.iter_mut() {
                // SAFETY: an initialised value that the process owns.
                unsafe { collection.value(value) };
            }
        }
        // SAFETY: as above; module variables may lead to further fibers.
        unsafe { collection.trace_stacks(&mut live) };
        collection.finish();
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

impl Collection<'_> {
    /// Traces the stacks of all fibers that have been reached, and what they lead to.
    ///
    /// # Safety
    /// The fibers are alive, and what is saved in them is true.
    unsafe fn trace_stacks(&mut self, live: &mut LiveSets) {
        loop {
            self.scan();
            let Some(fiber) = self.fibers.pop() else { return };
            // SAFETY: the caller's promise.
            unsafe { (*fiber).trace(live, self) };
        }
    }
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
