//! The way out: how a thrown value or an exit travels outward through handler tables.

use super::{Ended, FrameRecord, Process, signal};
use crate::context::{Context, TraceEntry};
use crate::error::{ErrorKind, Trap};
use crate::object::{Header, Raw};
use crate::value::{Kind, Value};
use quintet_bytecode::HandlerKind;

/// Innermost and outermost frames that a trace holds.
pub(crate) const TRACE_HALF: usize = 50;
/// The slot of an error's trace and of its cause.
pub(crate) const TRACE_SLOT: usize = 3;
pub(crate) const CAUSE_SLOT: usize = 4;

impl Process {
    /// Throws a value. Whether the process goes on, at `pc`.
    pub(crate) fn throw(&mut self, value: Value) -> bool {
        self.paid = 0;
        self.debt = 0;
        if value.kind() == Kind::ERROR {
            self.fill_trace(value);
        }
        if let Some(mut hooks) = self.hooks.take() {
            hooks.throw(self, value);
            self.hooks = Some(hooks);
        }
        self.unwind(value, signal::ERROR)
    }

    pub(crate) fn throw_out_of_memory(&mut self) -> bool {
        if self.ctx.out_of_memory && self.ctx.heap.used() > self.ctx.heap.max().saturating_add(crate::heap::RESERVE) {
            self.ended = Some(Ended::OutOfMemory);
            return false;
        }
        self.ctx.out_of_memory = true;
        match self.ctx.error(ErrorKind::OutOfMemory, "out of memory") {
            Trap::Throw(error) => self.throw(error),
            _ => {
                self.ended = Some(Ended::OutOfMemory);
                false
            }
        }
    }

    /// Goes outward to the nearest handler that stops these signals. Whether there was one; it goes on at `pc`.
    pub(crate) fn unwind(&mut self, value: Value, bits: i64) -> bool {
        loop {
            let function = self.code();
            let pc = function.index_of(self.insn) as u32;
            let handler = function
                .def
                .handlers
                .iter()
                .find(|h| h.start <= pc && pc < h.end && (h.kind == HandlerKind::Cleanup || bits == signal::ERROR));
            if let Some(handler) = handler {
                let register = handler.register * 16;
                self.set_at(register, value);
                if handler.kind == HandlerKind::Cleanup {
                    self.set_at(register + 16, Value::int(bits));
                }
                self.leave_reserve();
                // SAFETY: the verifier has checked that the target is an instruction of this function.
                self.pc = unsafe { function.code.add(handler.target as usize) };
                return true;
            }
            if !self.leave_frame() {
                self.ended = Some(match bits {
                    signal::EXIT if self.ctx.cleanup_failed => Ended::Exited(1),
                    signal::EXIT => Ended::Exited(value.as_int().unwrap_or(0) as i32),
                    _ => Ended::Threw(value),
                });
                return false;
            }
        }
    }

    /// Drops the innermost frame. False if it is the last.
    fn leave_frame(&mut self) -> bool {
        let record = self.pop_frame();
        if record.function.is_null() {
            // Its record stays, so that reports can still walk the frames.
            // SAFETY: the record was there a moment ago.
            self.frame_top = unsafe { self.frame_top.add(1) };
            return false;
        }
        self.restore(&record);
        true
    }

    /// Makes the caller that a record describes the running function, at the instruction that made the call.
    pub(crate) fn restore(&mut self, record: &FrameRecord) {
        self.function = record.function;
        self.insn = record.pc;
        self.pc = record.pc;
        // SAFETY: the callee's base lies `delta` above the caller's.
        self.base = unsafe { self.base.sub(record.delta as usize) };
    }

    /// The frames from the innermost outward, without those of natives, as (function, pc, tail); at most
    /// [`TRACE_HALF`] from either end, and how many are left out between.
    pub(crate) fn trace(&self) -> (Vec<TraceEntry>, u64) {
        let depth = self.depth();
        let frame = |i: usize| {
            // Frame 0 is the running one; record `depth - i` describes the i-th.
            let (function, pc) = match i {
                0 => (self.function, self.insn),
                _ => (self.record(depth - i).function, self.record(depth - i).pc),
            };
            if function.is_null() {
                return None;
            }
            // SAFETY: loaded code outlives the process.
            let code = unsafe { &*function };
            let tail = self.record(depth - 1 - i).tail;
            Some((!code.module().library).then(|| TraceEntry { function, pc: code.index_of(pc) as u32, tail }))
        };
        let mut inner = Vec::new();
        let mut i = 0;
        while i < depth && inner.len() < TRACE_HALF {
            inner.extend(frame(i).flatten());
            i += 1;
        }
        let mut outer = Vec::new();
        let mut end = depth;
        while end > i && outer.len() < TRACE_HALF {
            end -= 1;
            outer.extend(frame(end).flatten());
        }
        inner.extend(outer.into_iter().rev());
        (inner, (end - i) as u64)
    }

    /// Records where an error was thrown, the first time it is.
    fn fill_trace(&mut self, error: Value) {
        let Some(record) = error.as_record() else { return };
        if record.is_dictionary() || !record.slot_value(TRACE_SLOT).is_nil() {
            return;
        }
        let (entries, omitted) = self.trace();
        if let Ok(trace) = self.ctx.new_trace(&entries, omitted) {
            // SAFETY: errors begin with their hidden fields.
            unsafe { *record.slot(TRACE_SLOT) = trace };
            // SAFETY: `error` is a live record.
            unsafe { self.ctx.heap.wrote(error.object(), trace) };
        }
    }

    /// Gives an error a cause if it has none.
    pub(crate) fn set_error_cause(&mut self, error: Value, cause: Value) {
        if let Some(record) = error.as_record().filter(|r| error.kind() == Kind::ERROR && !r.is_dictionary())
            && error != cause
            && record.slot_value(CAUSE_SLOT).is_nil()
        {
            // SAFETY: errors begin with their hidden fields.
            unsafe { *record.slot(CAUSE_SLOT) = cause };
            // SAFETY: `error` is a live record.
            unsafe { self.ctx.heap.wrote(error.object(), cause) };
        }
    }
}

/// Traces as values: raw storage of 16-byte entries, the number of omitted frames first.
impl Context {
    pub(crate) fn new_trace(&mut self, entries: &[TraceEntry], omitted: u64) -> crate::error::Result<Value> {
        let n = 16 + entries.len() * 16;
        let object = self.new_raw(n)?;
        let bytes = Context::raw_bytes(object, n);
        bytes[..8].copy_from_slice(&omitted.to_le_bytes());
        bytes[8..16].copy_from_slice(&(entries.len() as u64).to_le_bytes());
        for (entry, to) in entries.iter().zip(bytes[16..].chunks_exact_mut(16)) {
            to[..8].copy_from_slice(&(entry.function.expose_provenance() as u64).to_le_bytes());
            to[8..12].copy_from_slice(&entry.pc.to_le_bytes());
            to[12..].copy_from_slice(&u32::from(entry.tail).to_le_bytes());
        }
        Ok(Value::from_object(Kind::RAW, object))
    }

    /// What [`Self::new_trace`] recorded.
    pub(crate) fn read_trace(trace: Value) -> (Vec<TraceEntry>, u64) {
        if trace.kind() != Kind::RAW {
            return (Vec::new(), 0);
        }
        let object: *mut Header = trace.object();
        let word = |i: usize| {
            // SAFETY: traces are made by `new_trace` alone, which writes the entries that the second word counts.
            unsafe { *Raw::bytes(object).cast::<u64>().add(i) }
        };
        let entries = (0..word(1) as usize).map(|i| TraceEntry {
            function: std::ptr::with_exposed_provenance(word(2 + i * 2) as usize),
            pc: word(3 + i * 2) as u32,
            tail: word(3 + i * 2) >> 32 != 0,
        });
        (entries.collect(), word(0))
    }
}
