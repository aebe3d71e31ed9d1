//! Fibers: computations with a stack of their own inside one process. One runs at a time; the others are data.
//!
//! The running fiber and those that have resumed one another up to it form the *chain*, from the process's root outward
//! in: each is linked to its resumer. A fiber that is suspended together with those it had resumed is the *head* of
//! what waits there; `active` is the innermost, which goes on when the head is resumed. A switch saves a few words of
//! the process in one fiber and takes those of another: nothing is copied, nothing is allocated.
//!
//! 1. A `Fiber` lies outside the heap and does not move. Its heap object owns it; the root's is owned by the process. What has
//!    not begun, or has returned, is the object alone unless there is more to say of it: a fiber that is made, run to its end and
//!    kept costs 40 bytes, and its place goes to the next one.
//! 2. `this` is the value of that object. It is not traced, but set when the collector finds the object in its new place.
//! 3. What the process holds of the running fiber (`pc`, `base`, `frame_top`, ...) is saved here only while another one
//!    runs, and before a collection or a snapshot looks at it.

mod budget;
mod natives;
mod options;
mod signals;
mod switch;

pub(crate) use budget::Account;
pub use natives::natives;
pub(crate) use options::FiberOptions;
pub(crate) use signals::{CANCEL, ERROR, STOP, Signal, bits};
pub(crate) use switch::{Action, Unwound};

use crate::capability::Capabilities;
use crate::code::LoadedFunction;
use crate::object::{FiberObject, Tracer};
use crate::process::{FrameRecord, FrameView, LiveSets, WATERMARK};
use crate::value::Value;
use quintet_bytecode::Word;
use std::sync::Arc;

/// How far a fiber has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Status {
    /// Not resumed yet.
    New,
    /// Begun and not ended: running, or suspended.
    Alive,
    /// Its function returned.
    Done,
    /// An error left it.
    Error,
    /// It was cancelled.
    Cancelled,
}

impl Status {
    /// All, by their numbers.
    pub const ALL: [Status; 5] = [Status::New, Status::Alive, Status::Done, Status::Error, Status::Cancelled];

    fn is_finished(self) -> bool {
        matches!(self, Status::Done | Status::Error | Status::Cancelled)
    }
}

/// What a fiber that does not run waits for, which decides how it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Pause {
    /// A value: of a resumed fiber, of a `yield` or `emit`. It goes to the register `dst`, `skip` words on.
    Value,
    /// Fuel, or to be begun: its instruction is executed again.
    Again,
    /// An answer to what it wished to do: a value in its place, or leave to execute the instruction again.
    Operation,
}

impl Pause {
    /// All, by their numbers.
    pub const ALL: [Pause; 3] = [Pause::Value, Pause::Again, Pause::Operation];
}

/// The fuel a fiber, or the whole process, may still burn.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    pub(crate) left: i64,
    /// The units for handlers and cleanup code have been given.
    pub(crate) spare_given: bool,
}

impl Budget {
    /// Of so many units; none for the greatest number.
    pub(crate) fn of(units: u64) -> Option<Budget> {
        i64::try_from(units).ok().map(|left| Budget { left, spare_given: false })
    }
}

/// Registers and frames in use below a fiber's own: how deep calls may nest does not depend on fibers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Depth {
    pub bytes: usize,
    pub frames: usize,
}

/// What each fiber in a chain counts for beyond its registers in use.
pub(crate) const FIBER_BYTES: usize = 512;

/// See the module's documentation.
pub(crate) struct Fiber {
    pub function: *const LoadedFunction,
    /// The instruction that paused it.
    pub insn: *const Word,
    pub base: *mut u8,
    pub frame_top: *mut FrameRecord,
    pub stack_end: *mut u8,
    pub frame_end: *mut FrameRecord,
    /// The fiber that has resumed it; null while it is the head of what is suspended, and for the root.
    pub resumer: *mut Fiber,
    /// The innermost of those suspended with it: itself unless it had resumed others.
    pub active: *mut Fiber,
    /// Where a value goes, and how the fiber goes on.
    pub dst: u16,
    pub skip: u8,
    pub pause: Pause,
    pub status: Status,
    /// It is being unwound for good: nothing may be emitted across it.
    pub cancelling: bool,
    /// It is the one that `cancel` was called on.
    pub cancel_head: bool,
    /// StackOverflow was thrown and its handlers may use their reserve.
    pub in_reserve: bool,
    /// Signals that its resumer wants to see.
    pub mask: u16,
    /// Capabilities it was denied.
    pub denied: Capabilities,
    /// Bits of signals that the operation it is paused at need not emit again.
    pub permit: u16,
    /// What that operation needs permission for.
    pub asked: Capabilities,
    /// The signal that has paused it, 0 for none.
    pub paused_by: u16,
    /// Fibers with budgets among those suspended with it, itself included; 0 while it is part of the chain.
    pub inside: u32,
    /// Fibers with budgets further out: in the chain when it was resumed.
    pub outside: u32,
    pub budget: Option<Budget>,
    /// Where the budget's fuel comes from, if other processes burn it too.
    pub account: Option<Arc<Account>>,
    pub below: Depth,
    /// Units already paid towards the instruction that is executed again, and those owed for a native's last step.
    pub paid: u64,
    pub debt: u64,
    /// Units that it has yet to pay at its next charge point.
    pub owed: u64,
    pub id: u64,
    /// The number of the last collection that found it alive.
    pub seen: u64,
    /// Its own value; nil for the root.
    pub this: Value,
    /// What it will call; once begun, what its cleanup code threw while it was cancelled.
    pub entry: Value,
    /// The last signal other than a yield that it gave.
    pub signal: Value,
    /// Nil, or a tuple: its name and the names of user signals in its mask. Without names the bits alone decide.
    pub about: Value,
    pub stack: Vec<Value>,
    pub frames: Vec<FrameRecord>,
    /// Frames from the outermost on that hold nothing young and have not run since that was found.
    pub watermark: usize,
    /// It may lead to something young: it has run since the last collection, or that found something.
    pub touched: bool,
}

impl Fiber {
    /// A fiber that has not begun and has no stack.
    pub fn new() -> Fiber {
        Fiber {
            function: std::ptr::null(),
            insn: std::ptr::null(),
            base: std::ptr::null_mut(),
            frame_top: std::ptr::null_mut(),
            stack_end: std::ptr::null_mut(),
            frame_end: std::ptr::null_mut(),
            resumer: std::ptr::null_mut(),
            active: std::ptr::null_mut(),
            dst: 0,
            skip: 0,
            pause: Pause::Again,
            status: Status::New,
            cancelling: false,
            cancel_head: false,
            in_reserve: false,
            mask: bits::YIELD,
            denied: Capabilities::NONE,
            permit: 0,
            asked: Capabilities::NONE,
            paused_by: 0,
            inside: 0,
            outside: 0,
            budget: None,
            account: None,
            below: Depth::default(),
            paid: 0,
            debt: 0,
            owed: 0,
            id: 0,
            seen: 0,
            this: Value::NIL,
            entry: Value::NIL,
            signal: Value::NIL,
            about: Value::NIL,
            stack: Vec::new(),
            frames: Vec::new(),
            watermark: 0,
            touched: true,
        }
    }

    /// Bytes of its registers and frames, used or not.
    pub fn stack_bytes(&self) -> usize {
        self.stack.len() * size_of::<Value>() + self.frames.len() * size_of::<FrameRecord>()
    }
    /// Frames in use, the one below the first function included.
    pub fn depth(&self) -> usize {
        (self.frame_top as usize - self.frames.as_ptr() as usize) / size_of::<FrameRecord>()
    }
    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        self.status.is_finished()
    }
    /// Whether number and status are all there is to say of it.
    fn is_bare(&self) -> bool {
        self.budget.is_none()
            && self.account.is_none()
            && self.mask == bits::YIELD
            && self.denied == Capabilities::NONE
            && self.stack.is_empty()
            && self.inside == 0
            && [self.entry, self.signal, self.about].iter().all(|value| value.is_nil())
    }
    /// Whether it is suspended inside another, or part of the chain.
    pub fn is_held(&self) -> bool {
        self.status == Status::Alive && !self.resumer.is_null()
    }
    /// What a program sees of how far it has come.
    pub fn status_name(&self) -> &'static str {
        match self.status {
            Status::New => "new",
            Status::Done => "done",
            Status::Error => "error",
            Status::Cancelled => "cancelled",
            Status::Alive => {
                let mut at: *const Fiber = self;
                // SAFETY: fibers that are linked to are alive.
                unsafe {
                    while !(*at).resumer.is_null() {
                        at = (*at).resumer;
                    }
                    // Only the root has no object.
                    if (*at).this.is_nil() { "running" } else { "suspended" }
                }
            }
        }
    }
    /// Words behind `insn` from which it goes on; none if the instruction itself is executed (again).
    pub fn resumes_behind(&self) -> Option<u8> {
        if self.pause == Pause::Value { Some(self.skip) } else { None }
    }
    /// Its name; nil if it has none.
    pub fn name(&self) -> Value {
        self.about.as_tuple().and_then(|t| t.values().first().copied()).unwrap_or(Value::NIL)
    }
    /// The names of user signals in its mask; `None` if the bits alone decide.
    pub fn names(&self) -> Option<&[Value]> {
        self.about.as_tuple().and_then(|t| t.values().get(1..)).filter(|n| !n.is_empty())
    }

    /// Where fast paths stop: at the end of the memory, or of what may be in use.
    pub fn place_ends(&mut self, share: Depth, reserve: Depth, red_zone: usize) {
        let (bytes, frames) = match self.in_reserve {
            true => (share.bytes + reserve.bytes, share.frames + reserve.frames),
            false => (share.bytes, share.frames),
        };
        let end = (self.stack.len() * 16).saturating_sub(red_zone).min(bytes.saturating_sub(self.below.bytes));
        self.stack_end = self.stack.as_mut_ptr().cast::<u8>().wrapping_add(end);
        let frames = self.frames.len().min(frames.saturating_sub(self.below.frames));
        self.frame_end = self.frames.as_mut_ptr().wrapping_add(frames);
    }

    /// All frames from the innermost outward, as saved. `skip` is how the innermost goes on.
    pub fn frames_inward(&self, skip: Option<u8>) -> Vec<FrameView> {
        self.frames_above(0, skip)
    }

    /// The frames from the innermost outward to frame `first`; the outermost is frame 0.
    pub fn frames_above(&self, first: usize, skip: Option<u8>) -> Vec<FrameView> {
        if self.function.is_null() {
            return Vec::new();
        }
        let mut views = Vec::with_capacity(self.depth() - first);
        let (mut base, mut function, mut pc) = (self.base, self.function, self.insn);
        let (mut called, mut own) = (skip, usize::MAX);
        for index in (first..self.depth()).rev() {
            let record = self.frames[index].unmarked();
            views.push(FrameView { base: base.cast(), function, pc, skip: called, own, index });
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

    /// Traces everything that a fiber refers to.
    ///
    /// # Safety
    /// The fiber is alive and what is saved in it is true.
    pub unsafe fn trace<T: Tracer>(&mut self, live: &mut LiveSets, tracer: &mut T) {
        tracer.take_young();
        let first = tracer.first_frame(self.watermark);
        let mut first_young = usize::MAX;
        // SAFETY: the fields are initialised values; fibers linked to are alive as this one is.
        unsafe {
            for slot in [&raw mut self.entry, &raw mut self.signal, &raw mut self.about] {
                tracer.value(slot);
            }
            for other in [self.resumer, self.active] {
                if !other.is_null() && !std::ptr::eq(other, self) {
                    tracer.reach(other);
                }
            }
            let mut young = tracer.take_young();
            for frame in self.frames_above(first, self.resumes_behind()) {
                frame.trace(live, tracer);
                if tracer.take_young() {
                    young = true;
                    first_young = frame.index;
                }
            }
            tracer.fiber_visited(self, first_young, young);
        }
    }

    /// Says that frames `0..frames` hold nothing young, or as many as do not run next. The record of the next is marked,
    /// so that popping it is slow.
    pub fn set_watermark(&mut self, frames: usize) {
        let depth = if self.function.is_null() { 0 } else { self.depth() };
        let frames = frames.min(depth.saturating_sub(1));
        for (i, marked) in [(self.watermark, false), (frames, true)] {
            // The frame that is popped last has no caller.
            if i > 0 && i < depth {
                let record = &mut self.frames[i];
                record.skip = if marked { record.skip | WATERMARK } else { record.unmarked().skip };
            }
        }
        self.watermark = frames;
    }
}

impl FiberObject {
    fn status(&self) -> Status {
        match self.data.is_null() {
            true if self.header.extra & !FiberObject::LISTED == Status::Done as u16 => Status::Done,
            true => Status::New,
            // SAFETY: a fiber object's data is alive as it is.
            false => unsafe { (*self.data).status },
        }
    }
    /// What a program sees of how far it has come.
    fn status_name(&self) -> &'static str {
        match self.data.is_null() {
            true if self.status() == Status::Done => "done",
            true => "new",
            // SAFETY: as above.
            false => unsafe { (*self.data).status_name() },
        }
    }
    /// The fiber of an object that is all there is; `this` is the object's value.
    pub(crate) fn whole(&self, this: Value) -> Fiber {
        Fiber { this, id: self.id, entry: self.entry, status: self.status(), ..Fiber::new() }
    }
}

impl Value {
    /// The number and the status of a fiber; `None` for other kinds.
    pub fn fiber_id(&self) -> Option<(u64, &'static str)> {
        self.as_fiber().map(|f| (f.id, f.status_name()))
    }
    /// Whether it is a fiber whose end was not an error: what it gave last was its result and no element.
    pub fn is_returned_fiber(&self) -> bool {
        self.as_fiber().is_some_and(|f| matches!(f.status(), Status::Done | Status::Cancelled))
    }
    /// Whether it is a fiber that can be resumed or cancelled.
    pub fn is_open_fiber(&self) -> bool {
        // SAFETY: a fiber object's data is alive as it is.
        let held = |f: &FiberObject| !f.data.is_null() && unsafe { (*f.data).is_held() };
        self.as_fiber().is_some_and(|f| !f.status().is_finished() && !held(f))
    }
    /// Whether it is a fiber that has ended.
    pub fn is_finished_fiber(&self) -> bool {
        self.as_fiber().is_some_and(|f| f.status().is_finished())
    }
}

/// Stacks of ended fibers, and the fibers themselves, for the next ones.
#[derive(Default)]
pub(crate) struct Pool(Vec<(Vec<Value>, Vec<FrameRecord>)>, Vec<Box<Fiber>>);

impl Pool {
    const MOST: usize = 64;
    /// Registers of the largest stack that is kept.
    const LARGEST: usize = 256;

    /// Memory for at least so many registers and `FRAMES` frames, if there is some.
    pub fn take(&mut self, registers: usize) -> Option<(Vec<Value>, Vec<FrameRecord>)> {
        let last = self.0.last()?;
        if last.0.len() >= registers { self.0.pop() } else { None }
    }
    /// A fiber in a place of its own.
    fn place(&mut self, fiber: Fiber) -> Box<Fiber> {
        match self.1.pop() {
            Some(mut place) => {
                *place = fiber;
                place
            }
            None => Box::new(fiber),
        }
    }
    /// Keeps the place of a fiber that is no more, or gives it back.
    fn keep_place(&mut self, fiber: Box<Fiber>) {
        if self.1.len() < Self::MOST {
            self.1.push(fiber);
        }
    }
    /// Keeps memory or gives it back; says whether it is kept.
    pub fn keep(&mut self, stack: Vec<Value>, frames: Vec<FrameRecord>) -> bool {
        let kept = self.0.len() < Self::MOST && stack.len() <= Self::LARGEST && frames.len() <= Self::LARGEST;
        if kept {
            self.0.push((stack, frames));
        }
        kept
    }
}
