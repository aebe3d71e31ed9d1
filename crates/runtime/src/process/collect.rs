//! Collections: the roots of a process. Registers dead at a frame's pc are set to nil.

use super::Process;
use crate::code::LoadedFunction;
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
        let mut live = LiveSets::new();
        let frames = self.frames_inward();
        let mut collection = self.ctx.heap.collect();
        for frame in &frames {
            // SAFETY: the frames are those of this process's stack, which has not changed since they were listed.
            unsafe { frame.trace(&mut live, &mut collection) };
        }
        // SAFETY: an initialised value that the process owns.
        unsafe { collection.value(&mut self.ctx.library) };
        for globals in self.globals.iter_mut().flatten() {
            for value in globals.iter_mut() {
                // SAFETY: an initialised value that the process owns.
                unsafe { collection.value(value) };
            }
        }
        collection.finish();
        if self.ctx.heap.used() <= self.ctx.heap.max() {
            self.ctx.out_of_memory = false;
        }
    }

    /// All frames from the innermost outward.
    pub(crate) fn frames_inward(&self) -> Vec<FrameView> {
        let mut views = Vec::with_capacity(self.depth());
        let mut base = self.base;
        let (mut function, mut pc, mut called, mut own) = (self.function, self.insn, None, usize::MAX);
        for i in (0..self.depth()).rev() {
            let record = self.record(i);
            views.push(FrameView { base: base.cast(), function, pc, skip: called, own });
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
    unsafe fn trace<T: Tracer>(&self, sets: &mut LiveSets, tracer: &mut T) {
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
