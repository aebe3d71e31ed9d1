//! Switches between fibers: resuming, suspending, ending.
//!
//! After a switch the process stands at the other fiber's instruction: what returns an error from then on throws there.
//! Whatever may collect or run out of fuel comes before.

use super::{Budget, Depth, FIBER_BYTES, Fiber, FiberOptions, Pause, Status, signals};
use crate::capability::Capabilities;
use crate::code::LoadedFunction;
use crate::context::Context;
use crate::error::{ErrorKind, Result, Trap};
use crate::object::FiberObject;
use crate::process::{CallSite, FrameRecord, Process, RED_ZONE, TAIL_SKIP};
use crate::value::{Kind, Value};

/// What a fiber is resumed with.
#[derive(Clone, Copy)]
pub(crate) enum Action<'a> {
    /// Arguments, or the value it waits for.
    Values(&'a [Value]),
    /// An error that is thrown in it.
    Throw(Value),
    /// What would have happened if nobody had caught its signal.
    Proceed,
    /// It is unwound, running cleanup code only.
    Cancel(Value),
}

impl Action<'_> {
    fn verb(&self) -> &'static str {
        match self {
            Action::Values(_) => "resume",
            Action::Throw(_) => "throw into",
            Action::Proceed => "let proceed",
            Action::Cancel(_) => "cancel",
        }
    }
}

/// What follows for the resumer of a fiber that has been unwound.
pub(crate) enum Unwound {
    /// It has its answer, which is yet to be delivered.
    Answer(Value, CallSite),
    /// Unwinding goes on in it, with this value and these bits.
    Further(Value, i64),
}

/// Frames for which a new fiber has room.
const FRAMES: usize = 4;

impl Context {
    /// The object of a fiber, whose own value is filled in.
    pub(crate) fn new_fiber_object(&mut self, fiber: Fiber) -> Result<Value> {
        let this = self.new_bare_fiber(fiber.id, Value::NIL)?;
        self.give_fiber(this, Box::new(Fiber { this, ..fiber }));
        Ok(this)
    }

    /// A fiber that has not begun and of which the object says everything.
    fn new_bare_fiber(&mut self, id: u64, entry: Value) -> Result<Value> {
        let object = self.allocate(Kind::FIBER, size_of::<FiberObject>(), 0)?;
        // SAFETY: the object was just allocated with this size.
        unsafe {
            let fiber = object.cast::<FiberObject>();
            (*fiber).data = std::ptr::null_mut();
            (*fiber).id = id;
            (*fiber).entry = entry;
        }
        Ok(Value::from_object(Kind::FIBER, object))
    }

    /// Gives an object the fiber that it has not had.
    fn give_fiber(&mut self, this: Value, fiber: Box<Fiber>) {
        let Some(object) = this.fiber_mut() else { return };
        let data = Box::into_raw(fiber);
        // SAFETY: the object is alive; it owns the fiber from now on.
        unsafe {
            (*data).active = data;
            (*object).id = (*data).id;
            (*object).entry = Value::NIL;
            (*object).data = data;
            self.heap.own_fiber(object, true);
            // It may lead to something young, and the object may be old.
            self.heap.wrote_pointers(object.cast());
        }
        if self.heap.wants_collection {
            self.interrupt();
        }
    }
}

impl Process {
    /// The fiber of a value.
    pub(crate) fn fiber_of(&mut self, value: Value) -> Result<*mut Fiber> {
        match value.as_fiber() {
            Some(object) if object.data.is_null() => {
                let fiber = self.pool.place(object.whole(value));
                self.ctx.give_fiber(value, fiber);
                Ok(value.as_fiber().map_or(std::ptr::null_mut(), |object| object.data))
            }
            Some(object) => Ok(object.data),
            None => Err(self.ctx.type_error(format!("expected a fiber, got {}", value.kind().word()))),
        }
    }

    /// The value of the running fiber; nil at the root.
    pub(crate) fn current_fiber(&self) -> Value {
        // SAFETY: the running fiber is alive.
        unsafe { (*self.fiber).this }
    }

    /// What a program sees of how far a fiber has come.
    pub(crate) fn fiber_status_name(&mut self, value: Value) -> Result<&'static str> {
        match value.fiber_id() {
            Some((_, status)) => Ok(status),
            None => self.fiber_of(value).map(|_| ""),
        }
    }

    /// Whether a value is a fiber that a loop over it leaves open.
    pub(crate) fn fiber_is_open(&self, value: Value) -> bool {
        value.is_open_fiber()
    }

    /// Whether the root runs, which no fiber has resumed.
    pub(crate) fn at_root(&self) -> bool {
        self.fiber == self.root.0
    }

    /// A fiber that has not begun and has no stack, denied what the running one is.
    pub(crate) fn new_fiber(&mut self, entry: Value, options: FiberOptions) -> Result<Value> {
        let FiberOptions { mask: signals::bits::YIELD, fuel: None, .. } = options else {
            return self.new_whole_fiber(entry, options);
        };
        if !options.about.is_nil() || options.denied.and(self.ctx.denied) != Capabilities::NONE {
            return self.new_whole_fiber(entry, options);
        }
        let this = self.ctx.new_bare_fiber(self.fibers + 1, entry)?;
        self.fibers += 1;
        Ok(this)
    }

    fn new_whole_fiber(&mut self, entry: Value, options: FiberOptions) -> Result<Value> {
        let budget = options.fuel.map(|left| Budget { left, spare_given: false });
        let this = self.ctx.new_fiber_object(Fiber {
            entry,
            id: self.fibers + 1,
            mask: options.mask,
            about: options.about,
            denied: options.denied.and(self.ctx.denied),
            budget,
            inside: u32::from(budget.is_some()),
            ..Fiber::new()
        })?;
        self.fibers += 1;
        Ok(this)
    }

    /// Gives a fiber a stack with room for so many registers, the record below its first function, and its base.
    fn give_stack(&mut self, fiber: &mut Fiber, registers: usize) -> Result<()> {
        let needed = registers + 1 + RED_ZONE / 16;
        (fiber.stack, fiber.frames) = match self.pool.take(needed) {
            Some(memory) => memory,
            None => {
                let bytes = needed * 16 + FRAMES * size_of::<FrameRecord>();
                self.ctx.reserve(bytes)?;
                let (mut stack, mut frames) = (Vec::new(), Vec::new());
                if stack.try_reserve_exact(needed).is_err() || frames.try_reserve_exact(FRAMES).is_err() {
                    return Err(Trap::Collect(bytes));
                }
                stack.resize(needed, Value::NIL);
                frames.resize(FRAMES, FrameRecord::EMPTY);
                self.ctx.heap.add_stack(bytes);
                if self.ctx.heap.wants_collection {
                    self.ctx.interrupt();
                }
                (stack, frames)
            }
        };
        fiber.frames[0] = FrameRecord::EMPTY;
        fiber.watermark = 0;
        // SAFETY: the frame list has room for more than one record, the stack for more than a register.
        unsafe {
            fiber.frame_top = fiber.frames.as_mut_ptr().add(1);
            fiber.base = fiber.stack.as_mut_ptr().cast::<u8>().add(16);
        }
        self.place_ends_of(fiber);
        Ok(())
    }

    /// Takes the stack of a fiber that has ended.
    fn take_stack(&mut self, fiber: &mut Fiber) {
        let bytes = fiber.stack_bytes();
        let (stack, frames) = (std::mem::take(&mut fiber.stack), std::mem::take(&mut fiber.frames));
        fiber.function = std::ptr::null();
        fiber.frame_top = std::ptr::null_mut();
        fiber.watermark = 0;
        if bytes > 0 && !self.pool.keep(stack, frames) {
            self.ctx.heap.resize_stack(bytes, 0);
        }
    }

    /// Puts the call of a new fiber's function at the bottom of its stack.
    fn begin(&mut self, fiber: *mut Fiber, args: &[Value]) -> Result<()> {
        // SAFETY: the fiber is alive, and nobody else looks at it.
        let fiber = unsafe { &mut *fiber };
        let runtime = self.ctx.runtime().clone();
        let starter = runtime.starter(args.len());
        let direct = starter.def.registers as usize == args.len() + 1;
        let array = if direct { Value::NIL } else { self.ctx.new_array(args)? };
        let callee: *const LoadedFunction = match fiber.entry.kind() {
            Kind::FUNCTION => fiber.entry.address(),
            Kind::CLOSURE => fiber.entry.as_closure().map_or(std::ptr::null(), |c| c.function),
            _ => std::ptr::null(),
        };
        // SAFETY: function values point to loaded code.
        let window = if callee.is_null() { 64 } else { unsafe { (*callee).window as usize } };
        self.give_stack(fiber, (window / 16 + 1).max(usize::from(starter.def.registers)))?;
        // SAFETY: the stack has room for the starter's registers.
        unsafe {
            let registers: *mut Value = fiber.base.cast();
            *registers = fiber.entry;
            match direct {
                true => std::ptr::copy_nonoverlapping(args.as_ptr(), registers.add(1), args.len()),
                false => *registers.add(1) = array,
            }
        }
        fiber.function = starter;
        fiber.insn = starter.code;
        fiber.entry = Value::NIL;
        Ok(())
    }

    /// Resumes a fiber, throws into it, lets it proceed or cancels it, for the running function's instruction `site`.
    pub(crate) fn resume(&mut self, target: Value, action: Action, site: CallSite) -> Result<()> {
        let head = self.fiber_of(target)?;
        // SAFETY: the value keeps the fiber alive.
        let fiber = unsafe { &mut *head };
        self.note_fiber(head);
        if fiber.is_finished() && matches!(action, Action::Cancel(_)) {
            return self.deliver(Value::NIL, site);
        }
        if fiber.is_finished() || fiber.is_held() {
            return Err(self.cannot(&action, fiber));
        }
        self.check_depth()?;
        if matches!(action, Action::Proceed) {
            // SAFETY: what is suspended with a fiber is alive as it is.
            let inner = unsafe { &*fiber.active };
            if inner.pause == Pause::Operation && inner.paused_by == signals::bits::DENIED {
                for capability in inner.asked.iter() {
                    if !self.ctx.limits.capabilities.holds(capability) || self.ctx.is_denied(capability) {
                        return Err(self.ctx.refused(capability, None));
                    }
                }
            }
        }
        // The name of a program's signal, for what is said if it proceeds.
        // SAFETY: what is suspended with a fiber is alive as it is.
        let yielded = unsafe { (*fiber.active).paused_by } == signals::bits::YIELD;
        let signal = fiber.signal.as_record().filter(|r| r.len > 0 && !yielded);
        let name = signal.map_or(Value::NIL, |r| r.slot_value(0));
        if fiber.status == Status::New {
            match action {
                Action::Values(args) if fiber.function.is_null() => self.begin(head, args)?,
                Action::Values(_) => {}
                Action::Proceed => return Err(self.cannot(&action, fiber)),
                Action::Cancel(_) => {
                    fiber.status = Status::Cancelled;
                    self.take_stack(fiber);
                    return self.deliver(Value::NIL, site);
                }
                Action::Throw(error) => {
                    fiber.status = Status::Error;
                    self.take_stack(fiber);
                    fiber.entry = Value::NIL;
                    return match self.error_signal(head, error)? {
                        Some(signal) => self.deliver(signal, site),
                        None => Err(Trap::Throw(error)),
                    };
                }
            }
        }
        // SAFETY: the fiber is suspended, or new with a stack.
        let pause = unsafe {
            let resumer = &mut *self.fiber;
            resumer.dst = site.dst;
            resumer.skip = site.skip;
            resumer.pause = Pause::Value;
            self.enter_chain(head);
            (*self.fiber).pause
        };
        match action {
            Action::Values(args) => match pause {
                Pause::Again => {
                    self.pc = self.insn;
                    Ok(())
                }
                _ => {
                    self.forget_call();
                    self.deliver_here(args.first().copied().unwrap_or(Value::NIL))
                }
            },
            Action::Throw(error) => {
                self.forget_call();
                self.give_spare(head);
                Err(Trap::Throw(error))
            }
            Action::Proceed => self.proceed(pause, name),
            Action::Cancel(reason) => {
                self.forget_call();
                self.give_spare(head);
                self.mark_cancelling(head);
                Err(Trap::Unwind(reason, signals::CANCEL))
            }
        }
    }

    /// The signal `io` of a fiber that waits for an answer to it.
    pub(crate) fn operation_signal(&mut self, target: Value) -> Result<Value> {
        let head = self.fiber_of(target)?;
        // SAFETY: the value keeps the fiber alive, and what is suspended with a fiber is alive as it is.
        unsafe {
            let fiber = &*head;
            if fiber.status == Status::Alive && !fiber.is_held() {
                let inner = &*fiber.active;
                if inner.pause == Pause::Operation && inner.paused_by == signals::bits::IO {
                    return Ok(fiber.signal);
                }
            }
        }
        Err(self.ctx.error(ErrorKind::FiberError, "cannot start the operation of a fiber that asks for none"))
    }

    /// From the running fiber out to `head`, all are being cancelled.
    fn mark_cancelling(&mut self, head: *mut Fiber) {
        let mut at = self.fiber;
        // SAFETY: the fibers of the chain are alive, and `head` is one of them.
        unsafe {
            (*head).cancel_head = true;
            loop {
                (*at).cancelling = true;
                if at == head {
                    return;
                }
                at = (*at).resumer;
            }
        }
    }

    /// A native's frame that had asked for an operation need not ask again: its call is answered.
    fn forget_call(&mut self) {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        if fiber.pause == Pause::Operation && self.code().native.is_some() && fiber.skip == 0 {
            self.set_at(fiber.dst - 32, Value::NIL);
        }
        fiber.permit = 0;
        self.paid = 0;
    }

    /// What happens to the running fiber, just resumed, if nobody had caught its signal.
    fn proceed(&mut self, pause: Pause, name: Value) -> Result<()> {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        match pause {
            Pause::Operation => {
                fiber.permit |= fiber.paused_by;
                self.pc = self.insn;
                Ok(())
            }
            Pause::Again if fiber.paused_by == signals::bits::FUEL => match self.exhausted() {
                Some(owner) => self.fuel_exhausted(owner),
                // Somebody has refilled it.
                None => {
                    self.pc = self.insn;
                    Ok(())
                }
            },
            Pause::Again => {
                self.pc = self.insn;
                Ok(())
            }
            Pause::Value => {
                let signal = super::Signal { bits: fiber.paused_by, name, value: Value::NIL };
                if signal.bits == signals::bits::DEBUG {
                    return self.deliver_here(Value::NIL);
                }
                Err(self.uncaught(&signal))
            }
        }
    }

    fn cannot(&mut self, action: &Action, fiber: &Fiber) -> Trap {
        let verb = action.verb();
        let what = match fiber.status_name() {
            "suspended" => "a fiber that is suspended inside another".to_string(),
            status => format!("a {status} fiber"),
        };
        let what = what.replace("a error", "an error");
        self.ctx.error(ErrorKind::FiberError, format!("cannot {verb} {what}"))
    }

    // ---- the commonest switches, from fast bodies; `insn` and `base` are the instruction's ----

    /// Resumes a fiber that was resumed from here before and waits for a value. False, and nothing done, if it is more
    /// than that.
    #[inline(never)]
    pub(crate) fn quick_resume(&mut self, fiber: Value, value: Value, dst: u16, skip: u8) -> bool {
        let Some(object) = fiber.as_fiber() else { return false };
        let head = object.data;
        if head.is_null() {
            return false;
        }
        // SAFETY: the value keeps the fiber alive; what is suspended with it is alive too.
        unsafe {
            let inner = (*head).active;
            if (*head).status != Status::Alive
                || !(*head).resumer.is_null()
                || (*inner).pause != Pause::Value
                || (*inner).skip == TAIL_SKIP
                || (*head).inside != 0
                || (*head).outside != self.budgets
                || (*head).below != self.depth_here()
                || self.paid != 0
            {
                return false;
            }
            self.note_fiber(head);
            let resumer = self.fiber;
            (*resumer).dst = dst;
            (*resumer).skip = skip;
            (*resumer).pause = Pause::Value;
            (*resumer).paid = 0;
            (*resumer).debt = 0;
            self.save();
            (*head).resumer = resumer;
            (*head).active = head;
            self.load(inner);
            self.take_value(value);
        }
        true
    }

    /// Suspends the running fiber for its own resumer, if that wants to see yields. False, and nothing done, if it is
    /// more than that.
    #[inline(never)]
    pub(crate) fn quick_yield(&mut self, value: Value, dst: u16) -> bool {
        let fiber = self.fiber;
        // SAFETY: the running fiber is alive, and so is its resumer.
        unsafe {
            let resumer = (*fiber).resumer;
            if (*fiber).mask & signals::bits::YIELD == 0
                || resumer.is_null()
                || (*fiber).cancelling
                || (*fiber).outside != self.budgets
                || (*resumer).skip == TAIL_SKIP
            {
                return false;
            }
            (*fiber).dst = dst;
            (*fiber).skip = 1;
            (*fiber).pause = Pause::Value;
            (*fiber).paused_by = signals::bits::YIELD;
            (*fiber).paid = 0;
            (*fiber).debt = 0;
            self.save();
            (*fiber).active = fiber;
            (*fiber).resumer = std::ptr::null_mut();
            self.note_fiber(fiber);
            self.load(resumer);
            self.take_value(value);
        }
        true
    }

    /// Gives the running fiber a value it has waited for; it goes on in the same function.
    unsafe fn take_value(&mut self, value: Value) {
        // SAFETY: the register is one of the window; an instruction follows.
        unsafe {
            let fiber = &*self.fiber;
            *self.base.add(usize::from(fiber.dst)).cast() = value;
            self.pc = self.insn.add(usize::from(fiber.skip));
        }
    }

    // ---- the switches themselves ----

    /// Writes the state of the running fiber where it is looked for while another one runs.
    pub(crate) fn save(&mut self) {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &mut *self.fiber };
        fiber.function = self.function;
        fiber.insn = self.insn;
        fiber.base = self.base;
        fiber.frame_top = self.frame_top;
        fiber.stack_end = self.stack_end;
        fiber.frame_end = self.frame_end;
        fiber.owed = self.ctx.owed;
    }

    /// Makes a fiber the running one.
    ///
    /// # Safety
    /// It is alive, has a stack, and the state of the one before is saved or gone.
    pub(crate) unsafe fn load(&mut self, fiber: *mut Fiber) {
        self.fiber = fiber;
        // SAFETY: the caller's promise.
        let fiber = unsafe { &mut *fiber };
        fiber.touched = true;
        self.function = fiber.function;
        self.insn = fiber.insn;
        self.base = fiber.base;
        self.frame_top = fiber.frame_top;
        self.stack_end = fiber.stack_end;
        self.frame_end = fiber.frame_end;
        self.paid = fiber.paid;
        self.debt = fiber.debt;
        self.ctx.denied = fiber.denied;
        self.ctx.owed = fiber.owed;
        if fiber.owed > 0 {
            self.ctx.interrupt();
        }
    }

    /// Tells the heap that a fiber, and what is suspended with it, may lead to something young from now on.
    fn note_fiber(&mut self, fiber: *mut Fiber) {
        // SAFETY: callers have a live fiber; its value is nil or its object's.
        unsafe {
            (*fiber).touched = true;
            if !(*fiber).this.is_nil() {
                self.ctx.heap.wrote_pointers((*fiber).this.object());
            }
        }
    }

    /// Registers and frames in use by the running fiber and those below it.
    fn depth_here(&self) -> Depth {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &*self.fiber };
        let bytes = self.base as usize - fiber.stack.as_ptr() as usize + self.code().window as usize;
        Depth { bytes: fiber.below.bytes + bytes + FIBER_BYTES, frames: fiber.below.frames + self.depth() }
    }

    /// StackOverflow if a resumed fiber would find no room.
    fn check_depth(&mut self) -> Result<()> {
        let (here, share) = (self.depth_here(), self.share);
        if here.bytes > share.bytes || here.frames > share.frames {
            return Err(self.stack_error());
        }
        Ok(())
    }

    /// Goes from the running fiber to what is suspended under `head`.
    ///
    /// # Safety
    /// `head` is suspended, or new with a stack; where the running fiber goes on is set.
    unsafe fn enter_chain(&mut self, head: *mut Fiber) {
        let below = self.depth_here();
        // SAFETY: the caller's promise; fibers that are linked to are alive.
        unsafe {
            let resumer = self.fiber;
            (*resumer).paid = 0;
            (*resumer).debt = 0;
            self.save();
            let inner = (*head).active;
            (*head).resumer = resumer;
            (*head).status = Status::Alive;
            if (*head).below != below || (*head).outside != self.budgets {
                self.move_chain(inner, head, below);
            }
            let inside = (*head).inside;
            if inside > 0 {
                (*head).inside = 0;
                self.settle();
            }
            // Those further in may end before it waits again.
            (*head).active = head;
            self.load(inner);
            if inside > 0 {
                self.budgets += inside;
                self.grant();
            }
        }
    }

    /// What is suspended under `head` has got other things below it than before.
    unsafe fn move_chain(&mut self, inner: *mut Fiber, head: *mut Fiber, below: Depth) {
        // SAFETY: as in `enter_chain`.
        unsafe {
            let (old, outside) = ((*head).below, (*head).outside);
            let mut at = inner;
            loop {
                let fiber = &mut *at;
                fiber.below.bytes = fiber.below.bytes.wrapping_sub(old.bytes).wrapping_add(below.bytes);
                fiber.below.frames = fiber.below.frames.wrapping_sub(old.frames).wrapping_add(below.frames);
                fiber.outside = fiber.outside.wrapping_sub(outside).wrapping_add(self.budgets);
                self.place_ends_of(fiber);
                if at == head {
                    return;
                }
                at = fiber.resumer;
            }
        }
    }

    /// Suspends everything from the running fiber out to `head` and goes on in the resumer of `head`. How the running
    /// fiber will go on is set.
    ///
    /// # Safety
    /// `head` is in the chain and not the root.
    pub(crate) unsafe fn leave_chain(&mut self, head: *mut Fiber) {
        // SAFETY: the caller's promise; the fibers of the chain are alive.
        unsafe {
            self.save();
            let inner = self.fiber;
            (*inner).paid = self.paid;
            (*inner).debt = self.debt;
            (*head).active = inner;
            self.out_of_chain(head);
        }
    }

    /// Unlinks `head` from its resumer, which becomes the running fiber with the budgets that are left.
    unsafe fn out_of_chain(&mut self, head: *mut Fiber) {
        // SAFETY: as in `leave_chain`.
        unsafe {
            let outside = (*head).outside;
            let inside = self.budgets - outside;
            (*head).inside = inside;
            if inside > 0 {
                self.settle();
            }
            let catcher = std::mem::replace(&mut (*head).resumer, std::ptr::null_mut());
            self.note_fiber(head);
            self.load(catcher);
            if inside > 0 {
                self.budgets = outside;
                self.grant();
            }
        }
    }

    /// Ends the running fiber, which is not the root, and goes back to its resumer, whose site this gives.
    pub(crate) fn end_fiber(&mut self, status: Status) -> CallSite {
        let ended = self.fiber;
        // SAFETY: the running fiber is alive, and so is its resumer. Its stack is not used any more.
        unsafe {
            (*ended).status = status;
            (*ended).active = ended;
            // Its resumer pays what it leaves.
            let owed = self.ctx.owed;
            self.out_of_chain(ended);
            self.ctx.spend(owed);
            self.take_stack(&mut *ended);
            if status == Status::Done && (*ended).is_bare() {
                let object = (*ended).this.object().cast::<FiberObject>();
                (*object).header.extra = FiberObject::LISTED | Status::Done as u16;
                self.ctx.heap.own_fiber(object, false);
                (*object).data = std::ptr::null_mut();
                self.pool.keep_place(Box::from_raw(ended));
            }
        }
        self.site_here()
    }

    /// Where the value goes that the running fiber has waited for.
    fn site_here(&self) -> CallSite {
        // SAFETY: the running fiber is alive.
        let fiber = unsafe { &*self.fiber };
        CallSite { window: 0, dst: fiber.dst, skip: fiber.skip }
    }

    /// Gives the running fiber the value that it has waited for.
    pub(crate) fn deliver_here(&mut self, value: Value) -> Result<()> {
        self.deliver(value, self.site_here())
    }

    /// The signal for the resumer of a fiber that an error has left, if it wants to see one.
    pub(super) fn error_signal(&mut self, fiber: *mut Fiber, error: Value) -> Result<Option<Value>> {
        let signal = super::Signal::machine(signals::bits::ERROR, error);
        // SAFETY: the fiber is alive.
        if unsafe { !(*fiber).catches(&signal) } {
            return Ok(None);
        }
        let given = self.given(&signal, fiber)?;
        // SAFETY: as above.
        unsafe { (*fiber).signal = given };
        Ok(Some(given))
    }

    /// The running fiber, which is not the root, has been unwound to its bottom by a value and the bits of a signal. Ends
    /// it. The process stands where its resumer does.
    pub(crate) fn unwound(&mut self, value: Value, signal: i64) -> Unwound {
        let ended = self.fiber;
        // SAFETY: the running fiber is alive; its object is reached from the value its resumer holds.
        let fiber = unsafe { &mut *ended };
        let (mut value, mut signal) = (value, signal);
        if fiber.cancelling {
            if signal == signals::ERROR {
                // Code without `finally` of its own threw: the cancellation goes on.
                self.set_error_cause(value, fiber.entry);
                fiber.entry = value;
                (value, signal) = (Value::NIL, signals::CANCEL);
            }
            let site = self.end_fiber(Status::Cancelled);
            let failure = std::mem::replace(&mut fiber.entry, Value::NIL);
            if signal != signals::CANCEL {
                return Unwound::Further(value, signal);
            }
            if !fiber.cancel_head {
                // SAFETY: the running fiber, which had resumed the ended one, is alive.
                unsafe { (*self.fiber).entry = failure };
                return Unwound::Further(value, signal);
            }
            if !failure.is_nil() {
                return Unwound::Further(failure, signals::ERROR);
            }
            return Unwound::Answer(Value::NIL, site);
        }
        if signal != signals::ERROR {
            self.end_fiber(Status::Cancelled);
            return Unwound::Further(value, signal);
        }
        let given = self.error_signal(ended, value);
        let site = self.end_fiber(Status::Error);
        match given {
            Ok(Some(given)) => Unwound::Answer(given, site),
            _ => Unwound::Further(value, signal),
        }
    }

    /// Ends the fibers from the running one out to `last` without running any of their code. The process stands where
    /// `last` was resumed.
    pub(crate) fn kill_fibers(&mut self, last: *mut Fiber) -> CallSite {
        loop {
            let ended = self.fiber;
            let site = self.end_fiber(Status::Cancelled);
            if ended == last {
                return site;
            }
        }
    }

    /// Ends all fibers of the chain but the root without running any of their code, between two slices. The root waits for
    /// nothing then.
    pub(crate) fn back_to_root(&mut self) {
        while !self.at_root() {
            self.end_fiber(Status::Cancelled);
        }
        // Leaving a fiber with a budget has granted what the last slice had left.
        (self.granted, self.ctx.fuel, self.ctx.stash) = (0, 0, 0);
        self.count_budgets();
        self.ctx.permitted = Capabilities::NONE;
        // SAFETY: the root lives as long as the process, and nobody else looks at it.
        let root = unsafe { &mut *self.root.0 };
        root.pause = Pause::Again;
        (root.permit, root.asked, root.paused_by) = (0, Capabilities::NONE, 0);
    }

    /// `generate`: a fiber that goes on behind the instruction with this frame's registers is what the function returns.
    /// Where the function is the first of a fiber, it goes on in that.
    pub(crate) fn generate(&mut self) -> Result<()> {
        let depth = self.depth();
        let record = self.record(depth - 1);
        // SAFETY: a record below the first names loaded code.
        let begun_here = !self.at_root()
            && depth == 2
            && !record.tail
            && unsafe { self.ctx.runtime().is_starter(&*record.function) };
        if begun_here {
            return Ok(());
        }
        let registers = usize::from(self.code().def.registers);
        self.ctx.reserve((registers + 64) * 16)?;
        let value = self.new_fiber(Value::NIL, FiberOptions::default())?;
        let fiber = self.fiber_of(value)?;
        // SAFETY: the new fiber is alive; its stack has room for the window and the register below it, and the running
        // one's window is as large.
        unsafe {
            self.give_stack(&mut *fiber, registers)?;
            let (from, to): (*const Value, *mut Value) = (self.base.cast(), (*fiber).base.cast());
            std::ptr::copy_nonoverlapping(from.sub(1), to.sub(1), registers + 1);
            (*fiber).function = self.function;
            (*fiber).insn = self.pc;
        }
        self.return_value(value)
    }
}
