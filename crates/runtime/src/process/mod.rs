//! A process: registers, frames, heap, module variables and fuel, all in memory that it owns. Native frames never outlive
//! one call of [`Process::run`], so that between two calls a process is data.

mod again;
mod call;
mod collect;
mod report;
mod stack;
mod unwind;

pub(crate) use call::{Args, CallSite, ERROR_PARAMETERS, TAIL_SKIP, display_name};
pub(crate) use collect::{FrameView, LiveSets};
pub use report::{Report, TraceLine};

use crate::capability::{Capabilities, Capability};
use crate::code::{LoadedFunction, LoadedModule};
use crate::context::{Context, Limits};
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{Budget, Depth, Fiber, Pool, Status};
use crate::heap::{Extent, HeapStats};
use crate::hooks::Hooks;
use crate::host::Host;
use crate::interp;
use crate::native::{FinishFn, Work, WorkResult};
use crate::runtime::Runtime;
use crate::scheduler::{Member, Scheduling};
use crate::tier::Compiled;
use crate::value::Value;
use quintet_bytecode::Word;
use std::sync::Arc;

/// What is kept of a caller while its callee runs.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct FrameRecord {
    /// The instruction that made the call.
    pub pc: *const Word,
    /// The caller; null below the first function, and then `skip` is [`TAIL_SKIP`].
    pub function: *const LoadedFunction,
    /// From the caller's base to the callee's, in bytes.
    pub delta: u32,
    /// Where the result goes: byte offset in the caller's window.
    pub dst: u16,
    /// Words from `pc` to where the caller goes on; 0 executes the instruction again.
    pub skip: u8,
    /// The callee was entered by a tail call.
    pub tail: bool,
}

const _: () = assert!(size_of::<FrameRecord>() == 24);
const _: () = assert!(std::mem::offset_of!(FrameRecord, delta) == 16 && std::mem::offset_of!(FrameRecord, skip) == 22);

/// The bit of `skip` that the record above the watermark has.
pub(crate) const WATERMARK: u8 = 0x80;

impl FrameRecord {
    /// The record without the watermark's bit. Skips are small, or `TAIL_SKIP`, which has that bit anyway.
    pub(crate) fn unmarked(mut self) -> FrameRecord {
        if self.skip != TAIL_SKIP {
            self.skip &= !WATERMARK;
        }
        self
    }
    /// What lies below the first function of a stack. Its `skip` makes returns from that function take the slow path.
    pub const EMPTY: FrameRecord = FrameRecord {
        pc: std::ptr::null(),
        function: std::ptr::null(),
        delta: 16,
        dst: 0,
        skip: TAIL_SKIP,
        tail: false,
    };

    /// Sets how a caller that goes on behind its one-word call is linked to its callee, in one store.
    ///
    /// # Safety
    /// `record` points to a record.
    #[inline(always)]
    pub unsafe fn link(record: *mut FrameRecord, delta: u32, dst: u16) {
        let word = u64::from(delta) | u64::from(dst) << 32 | 1 << 48;
        // SAFETY: the four fields fill the record's last word, as asserted above; all bit patterns of it are valid
        // with the highest byte 0.
        unsafe { (&raw mut (*record).delta).cast::<u64>().write(word) }
    }
}

/// Room behind the highest window: for results that nobody wants. The frames of calls that an op makes by itself are
/// checked as all frames are.
pub(crate) const RED_ZONE: usize = 16 * 4;

/// How often an instruction is executed again after a collection before memory is out.
const MOST_RETRIES: u32 = 4;

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ended {
    /// Its function returned.
    Returned(Value),
    /// An error or another value was thrown and not caught.
    Threw(Value),
    /// The program was ended with this exit code.
    Exited(i32),
    /// OutOfMemory was thrown, and memory ran out again before anything was freed.
    OutOfMemory,
    /// The fuel of the whole process was used up, and nobody refilled it.
    OutOfFuel,
    /// It was ended with this reason: by `exit_self`, or by the exit signal of another process.
    Stopped(Value),
    /// The host has ended it, without running any more of its code.
    Killed,
    /// The machine itself failed; the text says how.
    Failed,
}

/// Why [`Process::run`] came back.
pub enum Run {
    /// The slice is used up. Run it again to go on.
    Slice,
    /// It waits for this work, to be done on another thread. Give the result to [`Process::complete`].
    Blocked(Work),
    /// It waits for other processes, or until this time on the clock of its system. Run it again when something has come.
    Waiting(Option<u64>),
    /// It has ended.
    Ended(Ended),
}

/// Which driver executes the code. All give the same results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dispatch {
    /// One function an op, each ending in a jump to the next; only in optimised builds for x86-64 and aarch64,
    /// elsewhere the same as `Loop`.
    #[default]
    Threaded,
    /// One loop around one `match`.
    Loop,
}

/// A process that waits for the middle part of a blocking native.
struct Blocked {
    finish: FinishFn,
    dst: u16,
    skip: u8,
    result: Option<WorkResult>,
}

/// Counts that `--stats` shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessStats {
    /// Units of fuel burnt.
    pub fuel: u64,
    /// Instructions executed; counted in instrumented runs only.
    pub instructions: u64,
    /// What the heap counts.
    pub heap: HeapStats,
    /// Shapes of records in the runtime.
    pub shapes: usize,
    /// Accesses to fields and methods that no inline cache knew.
    pub misses: u64,
}

/// See the module's documentation.
#[repr(C)]
pub struct Process {
    /// Heap, fuel, limits, host.
    pub ctx: Context,
    /// The running function.
    pub(crate) function: *const LoadedFunction,
    /// The next instruction, while no driver has it in a register.
    pub(crate) pc: *const Word,
    /// The running function's first register, while no driver has it in a register.
    pub(crate) base: *mut u8,
    /// The instruction whose slow path runs.
    pub(crate) insn: *const Word,
    /// No window may reach beyond this address.
    pub(crate) stack_end: *mut u8,
    pub(crate) frame_top: *mut FrameRecord,
    pub(crate) frame_end: *mut FrameRecord,
    /// What compiled code needs.
    pub(crate) compiled: Compiled,
    /// The running fiber, whose memory the addresses above lie in.
    pub(crate) fiber: *mut Fiber,
    pub(crate) root: Root,
    /// Stacks for new fibers.
    pub(crate) pool: Pool,
    /// How many fibers have been made.
    pub(crate) fibers: u64,
    /// What all stacks of the chain together may have in use.
    pub(crate) share: Depth,
    /// Fibers of the chain that have budgets.
    pub(crate) budgets: u32,
    /// What the context counts down: the least of what slice and budgets have left, when last settled.
    pub(crate) granted: i64,
    /// What the slice has left, when last settled.
    pub(crate) slice_left: i64,
    /// Live registers at positions that collections have met.
    pub(crate) live_sets: LiveSets,
    /// Module variables, by module.
    pub(crate) globals: Vec<Option<Box<[Value]>>>,
    /// Units already paid towards the instruction that is executed again.
    pub(crate) paid: u64,
    /// Units that the instruction whose slow path runs has been charged.
    pub(crate) charged: u64,
    /// The instruction that was last executed again after a collection, the fuel that was left, and how often it was.
    retried: (*const Word, i64),
    retries: u32,
    /// Units that a stepped native owes for its last step.
    pub(crate) debt: u64,
    /// What a native called by a fast body trapped with, for the slow path to handle.
    pub(crate) trapped: Option<Trap>,
    pub(crate) burnt: u64,
    /// The number of instructions executed under hooks.
    pub(crate) instructions: u64,
    pub(crate) ended: Option<Ended>,
    blocked: Option<Blocked>,
    work: Option<Work>,
    pub(crate) hooks: Option<Box<dyn Hooks>>,
    /// Collections run at every charge point.
    pub(crate) stress: bool,
    /// Accesses to fields and methods that no cache knew.
    pub(crate) misses: u64,
    /// Count instructions: the instrumented interpreter runs the process.
    pub counting: bool,
    /// Which driver runs it.
    pub dispatch: Dispatch,
    failure: String,
    /// The operation that an instruction wants to ask about, between its trap and what handles it.
    pub(crate) asking: Option<Box<Asking>>,
    /// Its place among other processes; none before it has to do with any.
    pub(crate) member: Option<Box<Member>>,
    /// It waits, until this time or for ever; its instruction is executed again.
    pub(crate) waiting: Option<Option<u64>>,
    /// References that were made before it became a member of its system.
    pub(crate) references: u64,
    /// How the processes of its program are run, once there are several. Set before.
    pub scheduling: Scheduling,
}

/// An operation that somebody further out may answer, refuse or let proceed.
pub(crate) struct Asking {
    pub native: u32,
    /// The one that is denied or asked about, and all that it needs.
    pub capability: Capability,
    pub needed: Capabilities,
    pub args: Args,
    pub dst: u16,
    pub skip: u8,
}

/// The fiber that no fiber has resumed.
pub(crate) struct Root(pub *mut Fiber);

impl Drop for Root {
    fn drop(&mut self) {
        // SAFETY: made by `Process::empty` from a box, and nobody else frees it.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

// SAFETY: everything a process points to is its own memory or loaded code, which is `Sync`; host objects are bound to it
// and move along.
unsafe impl Send for Process {}

impl Process {
    /// A process that will run a module's top level.
    pub fn new(
        runtime: Arc<Runtime>,
        module: &LoadedModule,
        limits: Limits,
        host: Box<dyn Host>,
    ) -> Result<Box<Process>> {
        let mut process = Process::empty(runtime, Arc::new(limits), host);
        let main: *const LoadedFunction = module.main();
        process.start(main)?;
        Ok(process)
    }

    pub(crate) fn empty(runtime: Arc<Runtime>, limits: Arc<Limits>, host: Box<dyn Host>) -> Box<Process> {
        let root = Box::into_raw(Box::new(Fiber { status: Status::Alive, mask: 0, ..Fiber::new() }));
        let budget = Budget::of(limits.fuel);
        // SAFETY: just made.
        unsafe {
            (*root).active = root;
            (*root).budget = budget;
        }
        Box::new(Process {
            share: stack::share(&limits),
            compiled: Compiled::new(runtime.compiler()),
            ctx: Context::sharing(runtime, limits, host),
            function: std::ptr::null(),
            pc: std::ptr::null(),
            base: std::ptr::null_mut(),
            insn: std::ptr::null(),
            stack_end: std::ptr::null_mut(),
            frame_top: std::ptr::null_mut(),
            frame_end: std::ptr::null_mut(),
            fiber: root,
            root: Root(root),
            pool: Pool::default(),
            fibers: 0,
            budgets: u32::from(budget.is_some()),
            granted: 0,
            slice_left: 0,
            live_sets: LiveSets::default(),
            globals: Vec::new(),
            paid: 0,
            charged: 0,
            retried: (std::ptr::null(), 0),
            retries: 0,
            debt: 0,
            trapped: None,
            burnt: 0,
            instructions: 0,
            ended: None,
            blocked: None,
            work: None,
            hooks: None,
            stress: false,
            misses: 0,
            counting: false,
            dispatch: Dispatch::default(),
            failure: String::new(),
            asking: None,
            member: None,
            waiting: None,
            references: 0,
            scheduling: Scheduling::default(),
        })
    }

    /// Puts the call of a function below everything.
    pub(crate) fn start_call(&mut self, entry: Value, args: &[Value]) -> Result<()> {
        let runtime = self.ctx.runtime().clone();
        let starter = runtime.starter(args.len());
        let direct = starter.def.registers as usize == args.len() + 1;
        let array = if direct { Value::NIL } else { self.ctx.new_array(args)? };
        let callee: *const LoadedFunction = match entry.kind() {
            crate::value::Kind::FUNCTION => entry.address(),
            crate::value::Kind::CLOSURE => entry.as_closure().map_or(std::ptr::null(), |c| c.function),
            _ => std::ptr::null(),
        };
        // SAFETY: function values point to loaded code.
        let window = if callee.is_null() { 64 } else { unsafe { (*callee).window as usize } };
        let own = usize::from(starter.def.registers);
        self.grow_stack(own + window / 16 + 2 + RED_ZONE / 16)?;
        self.grow_frames(4)?;
        // SAFETY: the stack has room for the starter's window, the register below it, and that of the function it calls.
        unsafe {
            *self.frame_top = FrameRecord::EMPTY;
            self.frame_top = self.frame_top.add(1);
            self.base = self.stack().as_mut_ptr().cast::<u8>().add(16);
            let registers: *mut Value = self.base.cast();
            *registers = entry;
            match direct {
                true => std::ptr::copy_nonoverlapping(args.as_ptr(), registers.add(1), args.len()),
                false => *registers.add(1) = array,
            }
        }
        self.function = starter;
        self.pc = starter.code;
        self.insn = starter.code;
        Ok(())
    }

    /// Puts a function without parameters below everything.
    fn start(&mut self, function: *const LoadedFunction) -> Result<()> {
        self.grow_stack(64)?;
        self.grow_frames(16)?;
        // SAFETY: loaded code outlives the process; the stack has room for the first window and the register below
        // it, in which a closure would lie.
        unsafe {
            *self.frame_top = FrameRecord::EMPTY;
            self.frame_top = self.frame_top.add(1);
            self.base = self.stack().as_mut_ptr().cast::<u8>().add(16);
            self.function = function;
            self.pc = (*function).body;
            self.insn = self.pc;
        }
        self.need_stack(self.code().window as usize)
    }

    /// Runs at most `slice` units of fuel. `slice` is at least 1.
    pub fn run(&mut self, slice: u64) -> Run {
        if let Some(ended) = self.ended {
            return Run::Ended(ended);
        }
        if let Some(blocked) = &mut self.blocked {
            match blocked.result.take() {
                Some(result) => {
                    let Some(blocked) = self.blocked.take() else { return Run::Slice };
                    self.finish_blocked(blocked, result);
                    if let Some(ended) = self.ended {
                        return Run::Ended(ended);
                    }
                }
                None => return self.work.take().map_or(Run::Slice, Run::Blocked),
            }
        }
        self.waiting = None;
        self.slice_left = slice.clamp(1, i64::MAX as u64 / 2) as i64;
        self.grant();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| interp::drive(self)));
        if let Err(panic) = outcome {
            self.fail(crate::native::panic_text(&*panic));
            self.ended = Some(Ended::Failed);
        }
        self.settle();
        self.granted = 0;
        self.ctx.fuel = 0;
        self.ctx.stash = 0;
        match (self.ended, self.waiting) {
            (Some(ended), _) => Run::Ended(ended),
            (None, Some(until)) => Run::Waiting(until),
            (None, None) => self.work.take().map_or(Run::Slice, Run::Blocked),
        }
    }

    /// Units burnt, those of the running slice included.
    pub(crate) fn burnt_so_far(&mut self) -> u64 {
        self.settle();
        self.burnt
    }

    /// Gives a blocked process the result of its work.
    pub fn complete(&mut self, result: WorkResult) {
        if let Some(blocked) = &mut self.blocked {
            blocked.result = Some(result);
        }
    }

    /// Ends the process without running any more of its code.
    pub fn kill(&mut self) {
        self.ended.get_or_insert(Ended::Killed);
        self.blocked = None;
    }

    /// Lets the whole process burn more, if its fuel is limited. Between two slices only.
    pub fn add_fuel(&mut self, units: u64) {
        // SAFETY: the root lives as long as the process.
        if let Some(budget) = unsafe { &mut (*self.root.0).budget } {
            budget.left = budget.left.max(0).saturating_add(i64::try_from(units).unwrap_or(i64::MAX));
            budget.spare_given = false;
        }
    }

    /// What the whole process may still burn, and what it has spawned with it; `None` without a limit.
    pub fn fuel_left(&self) -> Option<u64> {
        // SAFETY: as above.
        let root = unsafe { &*self.root.0 };
        root.budget.map(|b| (b.left.max(0) + root.account.as_ref().map_or(0, |a| a.left().max(0))) as u64)
    }

    /// Burns from now on what another one was to burn, out of the account that it shares. Between two slices only.
    pub(crate) fn take_budget(&mut self, other: &mut Process) {
        // SAFETY: the roots live as long as the processes, which are two.
        unsafe {
            (*self.root.0).budget = (*other.root.0).budget.take();
            (*self.root.0).account = (*other.root.0).account.take();
        }
        self.count_budgets();
    }

    /// Gives the process what another one had left, of its own; `None` lifts the limit. Between two slices only.
    pub fn set_budget(&mut self, budget: Option<Budget>) {
        self.return_fuel();
        // SAFETY: as above.
        unsafe {
            (*self.root.0).budget = budget;
            (*self.root.0).account = None;
        }
        self.count_budgets();
    }

    /// Whether it waits for work, begun or not.
    pub fn is_blocked(&self) -> bool {
        self.blocked.is_some()
    }

    /// Gives up what another thread does for it.
    pub(crate) fn forget_work(&mut self) {
        (self.blocked, self.work) = (None, None);
        (self.paid, self.debt) = (0, 0);
    }

    pub(crate) fn block(&mut self, work: Work, finish: FinishFn, dst: u16, skip: u8) {
        self.work = Some(work);
        self.blocked = Some(Blocked { finish, dst, skip, result: None });
    }

    fn finish_blocked(&mut self, blocked: Blocked, result: WorkResult) {
        let finish = blocked.finish;
        let mut value = crate::native::guard(&mut self.ctx, "a blocking native", |ctx| finish(ctx, result));
        if let (Err(Trap::Collect(_)), Some(kept)) = (&value, self.ctx.kept.take()) {
            self.collect(Extent::Major);
            value = crate::native::guard(&mut self.ctx, "a blocking native", |ctx| finish(ctx, kept));
            self.ctx.kept = None;
        }
        match value {
            Ok(value) => {
                let site = call::CallSite { window: 0, dst: blocked.dst, skip: blocked.skip };
                if let Err(trap) = self.deliver(value, site) {
                    self.handle(trap);
                }
            }
            Err(Trap::Throw(value)) => {
                self.throw(value);
            }
            Err(_) => {
                let Trap::Throw(value) = self.ctx.error(ErrorKind::OutOfMemory, "out of memory") else { return };
                self.throw(value);
            }
        }
    }

    /// Installs hooks; from now on the instrumented interpreter runs the process.
    pub fn set_hooks(&mut self, hooks: Box<dyn Hooks>) {
        self.hooks = Some(hooks);
    }

    /// Counts so far.
    pub fn stats(&self) -> ProcessStats {
        ProcessStats {
            fuel: self.burnt,
            instructions: self.instructions,
            heap: self.ctx.heap.stats(),
            shapes: self.ctx.runtime().shapes.count(),
            misses: self.misses,
        }
    }

    /// Collect at every charge point, in every way by turns, check the heap before and after, and overwrite what is freed.
    pub fn set_stress(&mut self, stress: bool) {
        self.stress = stress;
        self.ctx.heap.set_stress(stress);
    }

    pub(crate) fn fail(&mut self, text: String) {
        self.failure = text;
    }

    /// What a process that [`Ended::Failed`] says of it.
    pub fn failure(&self) -> &str {
        &self.failure
    }

    // ---- registers ----

    /// The register at a byte offset in the running function's window.
    #[inline(always)]
    pub(crate) fn at(&self, offset: u16) -> Value {
        // SAFETY: the verifier has checked that operands are registers of the window, which is within the stack.
        unsafe { *self.base.add(usize::from(offset)).cast() }
    }
    /// Writes the register at a byte offset.
    #[inline(always)]
    pub(crate) fn set_at(&mut self, offset: u16, value: Value) {
        // SAFETY: as in `at`; an op's own call window lies in the red zone.
        unsafe { *self.base.add(usize::from(offset)).cast() = value }
    }
    /// A copy of `n` registers from a byte offset on.
    pub(crate) fn window(&self, offset: usize, n: usize) -> smallvec::SmallVec<[Value; 8]> {
        // SAFETY: as in `at`; the verifier has checked the whole window.
        unsafe { std::slice::from_raw_parts(self.base.add(offset).cast(), n).into() }
    }
    /// The running function.
    #[inline(always)]
    pub(crate) fn code(&self) -> &'static LoadedFunction {
        // SAFETY: loaded code lives as long as the runtime, which the context holds; callers do not keep the reference
        // beyond the process.
        unsafe { &*self.function }
    }
    /// A constant of the running function.
    #[inline(always)]
    pub(crate) fn constant(&self, i: usize) -> Value {
        // SAFETY: the verifier has checked the index.
        unsafe { *self.code().constants.add(i) }
    }
    /// The value of the closure that runs, in the register below the window.
    #[inline(always)]
    pub(crate) fn closure(&self) -> Value {
        // SAFETY: functions with captures run as closures only, which lie below their window.
        unsafe { *self.base.cast::<Value>().sub(1) }
    }
    /// The registers of the running fiber's frames.
    pub(crate) fn stack(&mut self) -> &mut Vec<Value> {
        // SAFETY: the running fiber is alive, and nothing else holds on to its memory.
        unsafe { &mut (*self.fiber).stack }
    }
    /// The frame list of the running fiber.
    pub(crate) fn frames(&mut self) -> &mut Vec<FrameRecord> {
        // SAFETY: as above.
        unsafe { &mut (*self.fiber).frames }
    }
    /// Frames of the running fiber in use, the one below the first function included.
    pub(crate) fn depth(&self) -> usize {
        // SAFETY: as above.
        let frames = unsafe { &(*self.fiber).frames };
        (self.frame_top as usize - frames.as_ptr() as usize) / size_of::<FrameRecord>()
    }
    /// The record of the frame `i` from below.
    pub(crate) fn record(&self, i: usize) -> FrameRecord {
        debug_assert!(i < self.depth());
        // SAFETY: as above.
        unsafe { (&(*self.fiber).frames)[i].unmarked() }
    }
    pub(crate) fn pop_frame(&mut self) -> FrameRecord {
        // SAFETY: there is always the record below the first function.
        let record = unsafe {
            self.frame_top = self.frame_top.sub(1);
            *self.frame_top
        };
        // SAFETY: the running fiber is alive.
        if self.depth() <= unsafe { (*self.fiber).watermark } {
            self.lower_watermark();
        }
        record.unmarked()
    }

    // ---- fuel ----

    /// Charges units for the instruction at `insn`, before it acts. If they are not there, what is there is paid
    /// and the instruction is executed again when there is more.
    pub(crate) fn charge(&mut self, units: u64) -> Result<()> {
        let due = units.saturating_sub(self.paid);
        if self.ctx.fuel >= 0 && due <= self.ctx.fuel as u64 {
            self.ctx.fuel -= due as i64;
            self.paid = 0;
            self.charged += units;
            Ok(())
        } else {
            self.paid += self.ctx.fuel.max(0) as u64;
            self.ctx.fuel = 0;
            Err(Trap::Fuel)
        }
    }

    /// The slow path of a charge point. Whether the process goes on.
    fn out_of_fuel(&mut self) -> bool {
        self.pc = self.insn;
        self.settle();
        if self.ctx.owed > 0 && self.granted > 0 {
            let paid = self.granted.min(i64::try_from(self.ctx.owed).unwrap_or(i64::MAX));
            self.ctx.owed -= paid as u64;
            (self.ctx.fuel, self.ctx.stash) = (self.granted - paid, 0);
            self.settle();
        }
        if self.granted > 0 {
            // Fuel is left: the charge point was made slow to do something else.
            if self.stress {
                self.collect_for_stress();
                self.ctx.fuel = 1;
                self.ctx.stash = self.granted - 1;
                return self.stays_under_limit();
            }
            self.ctx.fuel = self.granted;
            self.ctx.stash = 0;
            return !self.ctx.heap.wants_collection || self.collect_under_limit();
        }
        self.retries = 0;
        if let Some(owner) = self.exhausted() {
            return self.budget_spent(owner);
        }
        false
    }

    /// Does what a trap asks for. Whether the process goes on, at `pc`.
    pub(crate) fn handle(&mut self, trap: Trap) -> bool {
        match trap {
            Trap::Stop => false,
            Trap::Wait => {
                self.pc = self.insn;
                self.paid = self.charged;
                false
            }
            Trap::Fuel => self.out_of_fuel(),
            Trap::Again => {
                self.pc = self.insn;
                self.paid = self.charged;
                true
            }
            Trap::Throw(value) => self.throw(value),
            Trap::Unwind(value, bits) => {
                self.paid = 0;
                self.debt = 0;
                self.unwind(value, bits)
            }
            Trap::Exit(code) => self.exit(code),
            Trap::Ask(bit) => self.ask(bit),
            Trap::Collect(bytes) => {
                self.collect(Extent::Major);
                self.pc = self.insn;
                // What it was charged counts when it is executed again.
                self.paid = self.charged;
                // An instruction that is executed again and again without paying finds no memory in the system.
                let at = (self.insn, self.ctx.fuel + self.ctx.stash);
                self.retries = if self.retried == at { self.retries + 1 } else { 0 };
                self.retried = at;
                if self.ctx.heap.has_room(bytes) && bytes < usize::MAX / 2 && self.retries < MOST_RETRIES {
                    return true;
                }
                self.throw_out_of_memory()
            }
        }
    }

    /// The module variables of the running function's module, made when first used.
    pub(crate) fn module_globals(&mut self) -> &mut [Value] {
        self.globals_of(self.code().module())
    }

    /// The module variables of the module with that storage.
    pub(crate) fn variables_at(&mut self, storage: u32) -> Option<&mut [Value]> {
        let module = self.ctx.runtime().module(storage)?;
        Some(self.globals_of(&module))
    }

    /// The module variables of a module.
    pub(crate) fn globals_of(&mut self, module: &LoadedModule) -> &mut [Value] {
        let index = module.storage as usize;
        if self.globals.len() <= index {
            self.globals.reserve_exact(index + 1 - self.globals.len());
            self.globals.resize_with(index + 1, || None);
        }
        if self.globals[index].is_none() {
            self.globals[index] = Some(vec![Value::NIL; module.module.globals.len()].into_boxed_slice());
            self.place_variables();
        }
        self.globals[index].get_or_insert_with(|| vec![Value::NIL; module.module.globals.len()].into_boxed_slice())
    }
}
