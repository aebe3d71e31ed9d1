//! The way out: how a thrown value or an exit travels outward through handler tables.

use super::{Asking, Ended, FrameRecord, Process};
use crate::context::{Context, TraceEntry};
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{ERROR, Fiber, Pause, STOP, Signal, Unwound, bits};
use crate::object::{Header, Raw};
use crate::value::{Kind, Value};
use quintet_bytecode::{Handler, HandlerKind};

const EXIT: i64 = bits::EXIT as i64;
const FUEL: i64 = bits::FUEL as i64;

/// Innermost and outermost frames that a trace holds.
pub(crate) const TRACE_HALF: usize = 50;
/// The slot of an error's trace and of its cause.
pub(crate) const TRACE_SLOT: usize = 3;
pub(crate) const CAUSE_SLOT: usize = 4;

impl Process {
    /// Throws a value. Whether the process goes on, at `pc`.
    pub(crate) fn throw(&mut self, value: Value) -> bool {
        self.thrown(value);
        self.unwind(value, ERROR)
    }

    /// What happens when a value is thrown, before anything is left.
    pub(crate) fn thrown(&mut self, value: Value) {
        self.paid = 0;
        self.debt = 0;
        if value.kind() == Kind::ERROR {
            self.fill_trace(value);
        }
        if let Some(mut hooks) = self.hooks.take() {
            hooks.throw(self, value);
            self.hooks = Some(hooks);
        }
    }

    /// The program wants to end with this exit code. Whether the process goes on, at `pc`.
    pub(crate) fn exit(&mut self, code: i32) -> bool {
        let value = Value::int(code.into());
        let signal = Signal::machine(bits::EXIT, value);
        if !self.take_permit(bits::EXIT)
            && let Some(head) = self.catcher(self.fiber, &signal)
        {
            return self.ask_at(head, &signal, self.scratch(), 1);
        }
        self.unwind(value, EXIT)
    }

    /// Whether somebody further out has let this operation proceed; asking uses the leave up.
    pub(crate) fn take_permit(&mut self, bit: u16) -> bool {
        // SAFETY: the running fiber is alive.
        unsafe { std::mem::take(&mut (*self.fiber).permit) & bit != 0 }
    }

    /// Suspends the running fiber at an operation that somebody further out may answer.
    fn ask_at(&mut self, head: *mut Fiber, signal: &Signal, dst: u16, skip: u8) -> bool {
        match self.suspend(head, signal, Pause::Operation, dst, skip) {
            Ok(()) => true,
            Err(trap) => self.handle(trap),
        }
    }

    /// Whether somebody further out wants to see this signal of the machine.
    pub(crate) fn is_caught(&self, bit: u16) -> bool {
        !self.at_root() && self.catcher(self.fiber, &Signal::machine(bit, Value::NIL)).is_some()
    }

    /// Asks whoever wants to see it about the operation that an instruction was to do.
    pub(crate) fn ask(&mut self, bit: u16) -> bool {
        let Some(asking) = self.asking.take() else { return true };
        let value = match self.operation(bit, &asking) {
            Ok(value) => value,
            Err(trap) => return self.handle(trap),
        };
        let signal = Signal::machine(bit, value);
        // SAFETY: the running fiber is alive.
        unsafe { (*self.fiber).asked = asking.needed };
        match self.catcher(self.fiber, &signal) {
            Some(head) => self.ask_at(head, &signal, asking.dst, asking.skip),
            None => true,
        }
    }

    /// What the catcher is told of an operation.
    fn operation(&mut self, bit: u16, asking: &Asking) -> Result<Value> {
        let name = self.ctx.runtime.native(asking.native).map_or(String::new(), |d| d.name.to_string());
        let map = self.ctx.new_map(3)?;
        let args = self.ctx.new_array(&asking.args)?;
        let name = self.ctx.new_string(name.as_bytes())?;
        let mut entries = vec![("op", name), ("args", args)];
        if bit == bits::DENIED {
            let capability = self.ctx.new_string(asking.capability.name().as_bytes())?;
            entries.insert(0, ("capability", capability));
        }
        for (key, value) in entries {
            let key = self.ctx.new_string(key.as_bytes())?;
            self.ctx.map_set(map, key, value)?;
        }
        Ok(map)
    }

    pub(crate) fn throw_out_of_memory(&mut self) -> bool {
        self.ctx.kept = None;
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
    pub(crate) fn unwind(&mut self, mut value: Value, mut bits: i64) -> bool {
        loop {
            if self.unwind_fiber(value, bits).is_some() {
                return true;
            }
            if !self.at_root() {
                (value, bits) = match self.unwound(value, bits) {
                    Unwound::Further(value, bits) => (value, bits),
                    Unwound::Answer(answer, site) => match self.deliver(answer, site) {
                        Ok(()) => return true,
                        // The answer was the result of a fiber that is being unwound itself.
                        Err(Trap::Unwind(value, bits)) => (value, bits),
                        Err(trap) => return self.handle(trap),
                    },
                };
                continue;
            }
            self.ended = Some(match bits {
                EXIT if self.ctx.cleanup_failed => Ended::Exited(1),
                EXIT => Ended::Exited(value.as_int().unwrap_or(0) as i32),
                FUEL => Ended::OutOfFuel,
                STOP => Ended::Stopped(value),
                _ => Ended::Threw(value),
            });
            return false;
        }
    }

    /// The same within the running fiber; gives the handler. If there is none the outermost frame remains.
    pub(crate) fn unwind_fiber(&mut self, value: Value, bits: i64) -> Option<&'static Handler> {
        loop {
            let function = self.code();
            let pc = function.index_of(self.insn);
            let handler = function.handler_at(pc, bits == ERROR);
            if let Some(handler) = handler {
                self.catch(handler, value, bits);
                self.leave_reserve();
                // SAFETY: the verifier has checked that the target is an instruction of this function.
                self.pc = unsafe { function.code.add(handler.target as usize) };
                return Some(handler);
            }
            if !self.leave_frame() {
                return None;
            }
        }
    }

    /// Puts what was stopped where its handler looks for it.
    pub(crate) fn catch(&mut self, handler: &Handler, value: Value, bits: i64) {
        let register = handler.register * 16;
        self.set_at(register, value);
        if handler.kind == HandlerKind::Cleanup {
            self.set_at(register + 16, Value::int(bits));
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

    /// The frames of the chain from the innermost outward, without those of the machine itself, as (function, pc, tail); at
    /// most [`TRACE_HALF`] from either end, and how many are left out between.
    pub(crate) fn trace(&mut self) -> (Vec<TraceEntry>, u64) {
        self.save();
        let mut chain: Vec<&Fiber> = Vec::new();
        let mut at: *const Fiber = self.fiber;
        // SAFETY: the fibers of the chain are alive and their state is saved.
        while let Some(fiber) = unsafe { at.as_ref() } {
            chain.push(fiber);
            at = fiber.resumer;
        }
        let frame = |fiber: &Fiber, i: usize| {
            // Frame 0 is the innermost; record `depth - i` describes the i-th.
            let depth = fiber.depth();
            let (function, pc) = match i {
                0 => (fiber.function, fiber.insn),
                _ => (fiber.frames[depth - i].function, fiber.frames[depth - i].pc),
            };
            // SAFETY: loaded code outlives the process.
            let code = unsafe { function.as_ref() }?;
            let tail = fiber.frames[depth - 1 - i].tail;
            let entry = TraceEntry { function, pc: code.index_of(pc) as u32, tail };
            (!code.module().library).then_some(entry)
        };
        let depths: Vec<usize> = chain.iter().map(|f| f.depth()).collect();
        let all: usize = depths.iter().sum();
        let mut taken = 0;
        let mut inner = Vec::new();
        'inner: for fiber in &chain {
            for i in 0..fiber.depth() {
                if inner.len() >= TRACE_HALF {
                    break 'inner;
                }
                inner.extend(frame(fiber, i));
                taken += 1;
            }
        }
        let mut outer = Vec::new();
        'outer: for fiber in chain.iter().rev() {
            for i in (0..fiber.depth()).rev() {
                if taken >= all || outer.len() >= TRACE_HALF {
                    break 'outer;
                }
                outer.extend(frame(fiber, i));
                taken += 1;
            }
        }
        inner.extend(outer.into_iter().rev());
        (inner, (all - taken) as u64)
    }

    /// Records where an error was thrown, the first time it is.
    fn fill_trace(&mut self, error: Value) {
        if error.as_record().is_none_or(|record| !record.hidden(TRACE_SLOT).is_nil()) {
            return;
        }
        let (entries, omitted) = self.trace();
        if let Ok(trace) = self.ctx.new_trace(&entries, omitted) {
            self.ctx.set_hidden(error, TRACE_SLOT, trace);
        }
    }

    /// Gives an error a cause if it has none.
    pub(crate) fn set_error_cause(&mut self, error: Value, cause: Value) {
        if let Some(record) = error.as_record().filter(|_| error.kind() == Kind::ERROR)
            && error != cause
            && record.hidden(CAUSE_SLOT).is_nil()
        {
            self.ctx.set_hidden(error, CAUSE_SLOT, cause);
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
