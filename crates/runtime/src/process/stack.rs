//! The stack of a process: one piece of memory for the registers of all frames, another for their records. Both grow by
//! moving; only slow paths make them grow, and drivers take the base anew after each.
//!
//! How deep calls may nest depends on the limits alone, not on what memory happens to be there, so that the same call
//! overflows in every tier and mode.

use super::{FrameRecord, Process, RED_ZONE, WATERMARK};
use crate::context::Limits;
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{Depth, Fiber};
use crate::value::Value;

/// Bytes of registers, and of frames, that handlers of a StackOverflow may use beyond the limit.
const HANDLER_RESERVE: usize = 64 * 1024;

/// Frames by which the watermark is lowered, so that few returns are slow.
const LOWERED: usize = 16;
/// Bytes of stacks below which no limit goes.
const LEAST: usize = 32 * 1024;
/// What handlers of a StackOverflow may use beyond the limit.
const RESERVE: Depth = Depth { bytes: HANDLER_RESERVE, frames: HANDLER_RESERVE / size_of::<FrameRecord>() };

/// The registers and frames that may be in use: stacks may take half of a limited heap, a quarter of that for frames.
pub(super) fn share(limits: &Limits) -> Depth {
    let bytes = limits.max_stack.min(limits.max_heap / 2).max(LEAST);
    let frames = bytes / 4 / size_of::<FrameRecord>();
    // The record below the first function is no call.
    Depth { bytes: bytes / 4 * 3, frames: frames.min(limits.depth.saturating_add(1)) }
}

impl Process {
    /// What the running fiber may have in use.
    fn limit(&self) -> Depth {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &*self.fiber };
        let reserve = if fiber.in_reserve { RESERVE } else { Depth::default() };
        Depth {
            bytes: (self.share.bytes + reserve.bytes).saturating_sub(fiber.below.bytes),
            frames: (self.share.frames + reserve.frames).saturating_sub(fiber.below.frames),
        }
    }

    /// Makes sure that a window of `bytes` beginning at the base fits, with the red zone behind it.
    pub(crate) fn need_stack(&mut self, bytes: usize) -> Result<()> {
        let offset = self.base as usize - self.stack().as_ptr() as usize;
        if offset + bytes > self.limit().bytes {
            return Err(self.stack_error());
        }
        let needed = offset + bytes + RED_ZONE;
        if needed > self.stack().len() * 16 {
            self.grow_stack(needed / 16 + 1)?;
        }
        Ok(())
    }

    /// StackOverflow. Its handlers get a reserve until the stack is well below its limit again.
    pub(crate) fn stack_error(&mut self) -> Trap {
        // SAFETY: the running fiber is alive.
        unsafe { (*self.fiber).in_reserve = true };
        self.set_stack_end();
        self.ctx.error(ErrorKind::StackOverflow, "too many frames")
    }

    /// Takes the handlers' reserve back once the stack is well below its limit.
    pub(crate) fn leave_reserve(&mut self) {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        if !fiber.in_reserve {
            return;
        }
        let used = self.base as usize - fiber.stack.as_ptr() as usize + self.code().window as usize;
        let bytes = fiber.below.bytes + used + RESERVE.bytes;
        let frames = fiber.below.frames + self.depth() + RESERVE.frames;
        if bytes < self.share.bytes && frames < self.share.frames {
            fiber.in_reserve = false;
            self.set_stack_end();
        }
    }

    /// Enlarges the stack to at least `needed` registers.
    pub(super) fn grow_stack(&mut self, needed: usize) -> Result<()> {
        if self.compiled.running {
            return Err(Trap::Again);
        }
        let most = (self.limit().bytes + RED_ZONE * 2) / 16;
        let offset = if self.base.is_null() { 0 } else { self.base as usize - self.stack().as_ptr() as usize };
        let old = self.stack().len();
        let new = needed.max((old * 2).min(most));
        if self.stack().try_reserve_exact(new.saturating_sub(old)).is_err() {
            return Err(self.stack_error());
        }
        self.stack().resize(new.max(old), Value::NIL);
        self.ctx.heap.resize_stack(old * 16, new.max(old) * 16);
        self.place_stack(offset);
        Ok(())
    }

    /// Recomputes the addresses after the stack has got a new place or size.
    pub(crate) fn place_stack(&mut self, base_offset: usize) {
        let start: *mut u8 = self.stack().as_mut_ptr().cast();
        // SAFETY: the offset was within the stack and the stack has not become smaller than that.
        self.base = unsafe { start.add(base_offset) };
        self.set_stack_end();
    }

    /// The uppermost frame below the watermark goes on: it and some below it may hold anything from now on.
    #[cold]
    pub(super) fn lower_watermark(&mut self) {
        let frames = self.depth().saturating_sub(LOWERED);
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        fiber.watermark = frames;
        if frames > 0 {
            // There is a record above: fewer frames than there are.
            fiber.frames[frames].skip |= WATERMARK;
        }
    }

    /// Where fast paths stop: at the end of the memory, or of what may be in use.
    pub(crate) fn set_stack_end(&mut self) {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        fiber.place_ends(self.share, RESERVE, RED_ZONE);
        self.stack_end = fiber.stack_end;
        self.frame_end = fiber.frame_end;
    }

    /// The same for a fiber that does not run.
    pub(crate) fn place_ends_of(&self, fiber: &mut Fiber) {
        fiber.place_ends(self.share, RESERVE, RED_ZONE);
    }

    /// Enlarges the frame list to at least `needed` records and more than are in use.
    pub(crate) fn grow_frames(&mut self, needed: usize) -> Result<()> {
        let old = self.frames().len();
        let used = if self.frame_top.is_null() { 0 } else { self.depth() };
        let most = self.limit().frames;
        if used.max(needed) >= most {
            return Err(self.stack_error());
        }
        if self.compiled.running {
            return Err(Trap::Again);
        }
        let new = (old * 2).min(most).max(needed).max(used + 1);
        if self.frames().try_reserve_exact(new.saturating_sub(old)).is_err() {
            return Err(self.stack_error());
        }
        self.frames().resize(new.max(old), FrameRecord::EMPTY);
        let size = size_of::<FrameRecord>();
        self.ctx.heap.resize_stack(old * size, new.max(old) * size);
        self.place_frames(used);
        Ok(())
    }

    /// Recomputes the addresses after the frame list has got a new place or size.
    pub(crate) fn place_frames(&mut self, used: usize) {
        // SAFETY: `used` is at most the length.
        self.frame_top = unsafe { self.frames().as_mut_ptr().add(used) };
        self.set_stack_end();
    }
}
