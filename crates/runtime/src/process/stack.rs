//! The stack of a process: one piece of memory for the registers of all frames, another for their records. Both grow by
//! moving; only slow paths make them grow, and drivers take the base anew after each.
//!
//! How deep calls may nest depends on the limits alone, not on what memory happens to be there, so that the same call
//! overflows in every tier and mode.

use super::{FrameRecord, Process, RED_ZONE, WATERMARK};
use crate::error::{ErrorKind, Result, Trap};
use crate::value::Value;

/// Bytes of registers, and of frames, that handlers of a StackOverflow may use beyond the limit.
const HANDLER_RESERVE: usize = 64 * 1024;

/// Frames by which the watermark is lowered, so that few returns are slow.
const LOWERED: usize = 16;

impl Process {
    /// Bytes of the stack; it may take half of a limited heap.
    fn stack_share(&self) -> usize {
        self.ctx.limits.max_stack.min(self.ctx.limits.max_heap / 2).max(8 * RED_ZONE)
    }
    /// Bytes of registers that may be in use.
    fn register_limit(&self) -> usize {
        self.stack_share() / 4 * 3 + if self.in_reserve { HANDLER_RESERVE } else { 0 }
    }
    /// Frames that may be in use.
    fn frame_limit(&self) -> usize {
        (self.stack_share() / 4 + if self.in_reserve { HANDLER_RESERVE } else { 0 }) / size_of::<FrameRecord>()
    }

    /// Makes sure that a window of `bytes` beginning at the base fits, with the red zone behind it.
    pub(crate) fn need_stack(&mut self, bytes: usize) -> Result<()> {
        let offset = self.base as usize - self.stack.as_ptr() as usize;
        if offset + bytes > self.register_limit() {
            return Err(self.stack_error());
        }
        let needed = offset + bytes + RED_ZONE * 2;
        if needed > self.stack.len() * 16 {
            self.grow_stack(needed / 16 + 1)?;
        }
        Ok(())
    }

    /// StackOverflow. Its handlers get a reserve until the stack is well below its limit again.
    fn stack_error(&mut self) -> Trap {
        self.in_reserve = true;
        self.set_stack_end();
        self.ctx.error(ErrorKind::StackOverflow, "too many frames")
    }

    /// Takes the handlers' reserve back once the stack is well below its limit.
    pub(crate) fn leave_reserve(&mut self) {
        if !self.in_reserve {
            return;
        }
        let used = self.base as usize - self.stack.as_ptr() as usize + self.code().window as usize;
        let frames = self.depth() * size_of::<FrameRecord>();
        if used + HANDLER_RESERVE < self.stack_share() / 4 * 3 && frames + HANDLER_RESERVE < self.stack_share() / 4 {
            self.in_reserve = false;
            self.set_stack_end();
        }
    }

    /// Enlarges the stack to at least `needed` registers.
    pub(super) fn grow_stack(&mut self, needed: usize) -> Result<()> {
        let old = self.stack.len();
        let most = (self.register_limit() + RED_ZONE * 3) / 16;
        let new = needed.max((old * 2).min(most));
        let offset = if self.base.is_null() { 0 } else { self.base as usize - self.stack.as_ptr() as usize };
        if self.stack.try_reserve_exact(new - old).is_err() {
            return Err(self.stack_error());
        }
        self.stack.resize(new, Value::NIL);
        self.place_stack(offset);
        Ok(())
    }

    /// Recomputes the addresses after the stack has got a new place or size.
    pub(crate) fn place_stack(&mut self, base_offset: usize) {
        let start: *mut u8 = self.stack.as_mut_ptr().cast();
        // SAFETY: the offset was within the stack and the stack has not become smaller than that.
        self.base = unsafe { start.add(base_offset) };
        self.set_stack_end();
        self.account_stack();
    }

    /// Where fast paths stop: at the end of the memory, or of what may be in use.
    fn set_stack_end(&mut self) {
        let end = (self.stack.len() * 16).saturating_sub(RED_ZONE).min(self.register_limit());
        self.stack_end = self.stack.as_mut_ptr().cast::<u8>().wrapping_add(end);
        let frames = self.frames.len().min(self.frame_limit());
        self.frame_end = self.frames.as_mut_ptr().wrapping_add(frames);
    }

    fn account_stack(&mut self) {
        self.ctx.heap.set_stack_bytes(self.stack.len() * 16 + self.frames.len() * size_of::<FrameRecord>());
        if self.ctx.heap.wants_collection {
            self.ctx.interrupt();
        }
    }

    /// Enlarges the frame list to at least `needed` records and more than are in use.
    pub(crate) fn grow_frames(&mut self, needed: usize) -> Result<()> {
        let old = self.frames.len();
        let used = if self.frame_top.is_null() { 0 } else { self.depth() };
        if used.max(needed) >= self.frame_limit() {
            return Err(self.stack_error());
        }
        let new = (old * 2).min(self.frame_limit()).max(needed).max(used + 1);
        if self.frames.try_reserve_exact(new.saturating_sub(old)).is_err() {
            return Err(self.stack_error());
        }
        let empty =
            FrameRecord { pc: std::ptr::null(), function: std::ptr::null(), delta: 0, dst: 0, skip: 0, tail: false };
        self.frames.resize(new.max(old), empty);
        self.place_frames(used);
        Ok(())
    }

    /// Recomputes the addresses after the frame list has got a new place or size.
    pub(crate) fn place_frames(&mut self, used: usize) {
        // SAFETY: `used` is at most the length.
        self.frame_top = unsafe { self.frames.as_mut_ptr().add(used) };
        self.set_stack_end();
        self.account_stack();
    }

    /// Moves the base to a byte offset in the stack and makes room for a window there.
    pub(crate) fn place_stack_at(&mut self, offset: usize, window: usize) -> Result<()> {
        let needed = (offset + window + RED_ZONE * 2) / 16 + 1;
        if needed > self.stack.len() {
            self.grow_stack(needed)?;
        }
        self.place_stack(offset);
        Ok(())
    }

    /// Appends a record; there is room.
    pub(crate) fn push_record(&mut self, record: FrameRecord) {
        let depth = self.depth();
        self.frames[depth] = record;
        self.place_frames(depth + 1);
    }

    /// Says that frames `0..frames` hold nothing young. The record of the next is marked, so that popping it is slow.
    pub(super) fn set_watermark(&mut self, frames: usize) {
        for (i, marked) in [(self.watermark, false), (frames, true)] {
            // The frame that is popped last has no caller.
            if i > 0 && i < self.depth() {
                let record = &mut self.frames[i];
                record.skip = if marked { record.skip | WATERMARK } else { record.unmarked().skip };
            }
        }
        self.watermark = frames;
    }

    /// The uppermost frame below the watermark goes on: it and some below it may hold anything from now on.
    #[cold]
    pub(super) fn lower_watermark(&mut self) {
        let frames = self.depth().saturating_sub(LOWERED);
        self.watermark = frames;
        self.set_watermark(frames);
    }

    /// Puts the closure that runs below the window.
    pub(crate) fn set_below(&mut self, value: Value) {
        // SAFETY: every window has a register below it.
        unsafe { *self.base.cast::<Value>().sub(1) = value }
    }
}
