//! Where compiled code plugs in: what a compiler is asked, what it finds out about loaded code and the layout of a process,
//! and the routines that compiled code calls. The compiler itself is another crate.
//!
//! The contract of compiled code, `fn(process, base) -> (tag, payload)`, which its compiler's door enters:
//! 1. It is entered with the function's window at `base`, at the pc it was compiled for, and returns what the function
//!    returns, or [`LEFT`]. It then has put the process into a state from which the interpreter goes on: `function`, `pc`
//!    and `base` are set and every live register is in its window.
//! 2. A call appends the same frame record as the interpreter's, before it enters the callee; the frame list is true at
//!    all times. A caller that sees [`LEFT`] writes its own live registers to its window, and returns [`LEFT`] itself.
//! 3. Fuel is charged in memory as the interpreter charges it. A charge point with too little fuel, and whatever may
//!    collect, suspend or move a stack, happens in the interpreter, after everything compiled has been left.
//! 4. Something thrown is taken to its handler at once, if that is of the running fiber: the frames are popped, and everything
//!    compiled returns [`LEFT`] up to the code that finds its own window in `caught`, which puts the value where the handler
//!    looks for it and goes on there; if there is none, whoever entered does that.
//! 5. So nothing moves while compiled code runs, and compiled code may hold plain pointers.

use crate::code::{LoadedFunction, LoadedModule};
use crate::context::Context;
use crate::error::Trap;
use crate::fiber::ERROR;
use crate::heap::{Bump, Heap};
use crate::interp::fast;
use crate::native::Intrinsic;
use crate::object::array::ArrayObject;
use crate::object::record::RecordObject;
use crate::object::{CellObject, ClassObject, ClosureObject, Header, RangeObject};
use crate::process::{Ended, FrameRecord, Process};
use crate::value::{Kind, Value};
use quintet_bytecode::{Function, Handler, OPS, Op, Word, for_each_op};
use std::mem::offset_of;
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

/// The tag with which compiled code says that it has left.
pub const LEFT: u64 = 0xff;

/// What a handler that cleans up is told of something thrown.
pub const THROWN: i64 = ERROR;

/// When a compiler wants to be asked.
#[derive(Clone, Copy, Debug)]
pub struct Heat {
    /// Calls of a function.
    pub calls: i32,
    /// Turns of a loop.
    pub turns: u64,
    /// Instructions whose operands are noted before it is asked.
    pub observed: u32,
}

/// Makes compiled code, at once or in a thread of its own.
pub trait Compiler: Send + Sync {
    /// When it wants to be asked.
    fn heat(&self) -> Heat;
    /// What enters its code, once there is some: `extern "C" fn(process, base, code) -> (tag, payload)`. It lives as long as the compiler.
    fn door(&self) -> *const u8;
    /// Compiles, and says so by [`Request::install`] or [`Request::refuse`].
    fn compile(&self, request: Request);
}

/// What was seen of the operands of an instruction: bits.
pub mod seen {
    /// The bit of a result's kind.
    pub fn kind(kind: super::Kind) -> u32 {
        1 << match kind.0 {
            k @ 0..=3 => k,
            8 | 16 => 4,
            20 => 5,
            24 => 6,
            10 | 30 => 7,
            _ => 8,
        }
    }
    /// The bit of the element kind of an array that is read or written; shift it by the kind.
    pub const ELEMENTS: u32 = 1 << 16;
    /// The bits of the first operand of a binary op: an integer, a float, something else. Those of the second are
    /// [`OPERAND`] bits higher.
    pub const FIRST: u32 = 1 << 20;
    /// From the bits of the first operand to those of the second.
    pub const OPERAND: u32 = 3;
    /// The kind of an operand, to be shifted.
    pub fn operand(kind: super::Kind) -> u32 {
        FIRST
            << match kind {
                super::Kind::INT => 0,
                super::Kind::FLOAT => 1,
                _ => 2,
            }
    }
    /// What compiled code counted on was wrong here.
    pub const FAILED: u32 = 1 << 31;
}

/// Failed assumptions after which code is dropped, to be compiled anew from what is known by then.
const MOST_FAILURES: u32 = 16;
/// How often code for one place is made anew.
const MOST_VERSIONS: usize = 6;

/// A function's compiled code, and what is known for making it.
#[repr(C)]
pub(crate) struct Tier {
    /// The code for its start, or 0.
    pub entry: AtomicUsize,
    /// Calls that are still to come before the compiler is asked.
    pub heat: AtomicI32,
    notes: OnceLock<Box<Notes>>,
}

/// What is kept for functions that have been looked at.
struct Notes {
    seen: Box<[AtomicU32]>,
    /// How often compiled code has been left at an instruction.
    left: Box<[AtomicU32]>,
    /// The one function that a call was seen to call, by address; [`MANY`] if there were others.
    targets: Box<[AtomicUsize]>,
    versions: Mutex<Vec<Arc<Version>>>,
}

/// Stands for several functions.
const MANY: usize = 1;

/// One piece of compiled code.
pub(crate) struct Version {
    function: *const LoadedFunction,
    pc: u32,
    state: AtomicUsize,
    failures: AtomicU32,
    /// How much more often it has been left at once than it was worth entering.
    score: AtomicI32,
    /// How often it was put to rest, and for how many more times that it could have been entered.
    rests: AtomicU32,
    rest: AtomicU32,
}

/// Code that has been left at once so much more often than not is put to rest.
const MOST_SHORT: i32 = 400;

impl Version {
    /// The code, unless there is none yet or it has been dropped.
    pub fn code(&self) -> Option<usize> {
        Some(self.state.load(Ordering::Acquire)).filter(|&state| state > DROPPED)
    }
    /// Whether it is entered at an instruction.
    pub fn is_at(&self, function: &LoadedFunction, pc: *const Word) -> bool {
        std::ptr::eq(self.function, function) && function.code.wrapping_add(self.pc as usize) == pc
    }
    /// Whether it rests now, which costs it one time.
    pub fn rests(&self) -> bool {
        let rest = self.rest.load(Ordering::Relaxed);
        if rest > 0 {
            self.rest.store(rest - 1, Ordering::Relaxed);
        }
        rest > 0
    }
    /// It was left after so many units of fuel. Whether it is to rest from now on.
    pub fn is_idle(&self, burnt: i64) -> bool {
        let worth = if burnt < 4 { -1 } else { (burnt / 4).min(100) as i32 };
        let score = (self.score.load(Ordering::Relaxed) - worth).max(-MOST_SHORT);
        self.score.store(score, Ordering::Relaxed);
        if score < MOST_SHORT {
            return false;
        }
        self.score.store(0, Ordering::Relaxed);
        let rests = self.rests.fetch_add(1, Ordering::Relaxed);
        self.rest.store(8u32 << (3 * rests).min(24), Ordering::Relaxed);
        if self.pc == self.of().def.body {
            self.of().tier.entry.store(0, Ordering::Release);
        }
        true
    }
    fn of(&self) -> &LoadedFunction {
        // SAFETY: loaded code owns its versions.
        unsafe { &*self.function }
    }
}

// SAFETY: the function is loaded code, which is `Sync` and owns the version.
unsafe impl Send for Version {}
// SAFETY: as above.
unsafe impl Sync for Version {}

/// States of a version that are no address of code.
const PENDING: usize = 0;
const REFUSED: usize = 1;
const DROPPED: usize = 2;

/// What there is for a place in a function.
pub(crate) enum Found {
    Code(Arc<Version>),
    Pending,
    Nothing,
    Never,
}

impl Tier {
    pub fn new() -> Tier {
        Tier { entry: AtomicUsize::new(0), heat: AtomicI32::new(i32::MAX), notes: OnceLock::new() }
    }

    fn notes(&self, words: usize) -> &Notes {
        self.notes.get_or_init(|| {
            let zeros = || (0..words).map(|_| AtomicU32::new(0)).collect();
            let targets = (0..words).map(|_| AtomicUsize::new(0)).collect();
            Box::new(Notes { seen: zeros(), left: zeros(), targets, versions: Mutex::default() })
        })
    }
}

fn lock(versions: &Mutex<Vec<Arc<Version>>>) -> MutexGuard<'_, Vec<Arc<Version>>> {
    versions.lock().unwrap_or_else(|e| e.into_inner())
}

impl LoadedFunction {
    /// Compiled code has been left at `pc`.
    pub(crate) fn note_left(&self, pc: usize) {
        if let Some(cell) = self.tier.notes.get().and_then(|n| n.left.get(pc)) {
            cell.store(cell.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        }
    }

    /// How often compiled code has been left at each instruction where it was.
    pub fn left(&self) -> Vec<(usize, u32)> {
        let Some(notes) = self.tier.notes.get() else { return Vec::new() };
        let counts = notes.left.iter().map(|n| n.load(Ordering::Relaxed)).enumerate();
        counts.filter(|(_, n)| *n > 0).collect()
    }

    /// Adds to what was seen at `pc`.
    pub(crate) fn note(&self, pc: usize, bits: u32) {
        if let Some(cell) = self.tier.notes(self.words().len()).seen.get(pc) {
            cell.fetch_or(bits, Ordering::Relaxed);
        }
    }

    /// The call at `pc` has called a function.
    pub(crate) fn note_target(&self, pc: usize, callee: *const LoadedFunction) {
        if let Some(cell) = self.tier.notes(self.words().len()).targets.get(pc) {
            let known = cell.load(Ordering::Relaxed);
            let address = callee.expose_provenance();
            cell.store(if known == 0 || known == address { address } else { MANY }, Ordering::Relaxed);
        }
    }

    /// The function of the same module that the call at `pc` was seen to call, if it was always that.
    pub fn target(&self, pc: usize) -> Option<&LoadedFunction> {
        let address = self.tier.notes.get()?.targets.get(pc)?.load(Ordering::Relaxed);
        if address <= MANY {
            return None;
        }
        self.module().functions.iter().find(|f| f.address() == address as u64)
    }

    /// The code for a place.
    pub(crate) fn version(&self, pc: u32) -> Found {
        let Some(notes) = self.tier.notes.get() else { return Found::Nothing };
        let versions = lock(&notes.versions);
        let mut here = versions.iter().rev().filter(|v| v.pc == pc);
        let Some(version) = here.next() else { return Found::Nothing };
        match version.state.load(Ordering::Acquire) {
            PENDING => Found::Pending,
            REFUSED => Found::Never,
            DROPPED if here.count() + 1 >= MOST_VERSIONS => Found::Never,
            DROPPED => Found::Nothing,
            _ => Found::Code(version.clone()),
        }
    }
}

/// The wish to have code for a place of a function.
pub struct Request {
    module: Arc<LoadedModule>,
    version: Arc<Version>,
    /// The kinds of the registers just now; [`Request::UNKNOWN`] for those that hold nothing.
    pub kinds: Box<[u8]>,
}

impl Request {
    /// Stands for no kind.
    pub const UNKNOWN: u8 = u8::MAX;

    pub(crate) fn new(module: Arc<LoadedModule>, function: &LoadedFunction, pc: u32, kinds: Box<[u8]>) -> Request {
        let version = Arc::new(Version {
            function,
            pc,
            state: AtomicUsize::new(PENDING),
            failures: AtomicU32::new(0),
            score: AtomicI32::new(0),
            rests: AtomicU32::new(0),
            rest: AtomicU32::new(0),
        });
        lock(&function.tier.notes(function.words().len()).versions).push(version.clone());
        Request { module, version, kinds }
    }
    /// The function.
    pub fn function(&self) -> &LoadedFunction {
        // SAFETY: the request holds the module.
        unsafe { &*self.version.function }
    }
    /// The module that the function belongs to.
    pub fn module(&self) -> &Arc<LoadedModule> {
        &self.module
    }
    /// Where the code is to be entered: a pc.
    pub fn pc(&self) -> usize {
        self.version.pc as usize
    }
    /// Whether it is entered by calls.
    pub fn is_start(&self) -> bool {
        self.version.pc == self.function().def.body
    }
    /// Stands for this code when it leaves because an assumption was wrong.
    pub fn mark(&self) -> u64 {
        Arc::as_ptr(&self.version).expose_provenance() as u64
    }
    /// The code is there. It must keep the contract, and live as long as the runtime.
    pub fn install(self, code: *const u8) {
        let code = code.expose_provenance();
        self.version.state.store(code, Ordering::Release);
        if self.is_start() {
            let tier = &self.function().tier;
            tier.entry.store(code, Ordering::Release);
            tier.heat.store(0, Ordering::Relaxed);
        }
    }
    /// There will be none.
    pub fn refuse(self) {
        self.version.state.store(REFUSED, Ordering::Release);
        if self.is_start() {
            self.function().tier.heat.store(i32::MAX, Ordering::Relaxed);
        }
    }
}

/// What a compiler asks of loaded code.
impl LoadedFunction {
    /// What was seen at an instruction; see [`seen`].
    pub fn seen(&self, pc: usize) -> u32 {
        self.tier.notes.get().and_then(|n| n.seen.get(pc)).map_or(0, |s| s.load(Ordering::Relaxed))
    }
    /// Its number in its module.
    pub fn index(&self) -> u32 {
        self.index
    }
    /// Its own address.
    pub fn address(&self) -> u64 {
        (self as *const LoadedFunction).expose_provenance() as u64
    }
    /// The address of a word.
    pub fn word_address(&self, pc: usize) -> u64 {
        self.code.wrapping_add(pc).expose_provenance() as u64
    }
    /// The size of its window in bytes.
    pub fn window_bytes(&self) -> u32 {
        self.window
    }
    /// With how many arguments a call needs nothing but its frame; `None` if that is never so.
    pub fn exact_arguments(&self) -> Option<u32> {
        (self.exact != crate::code::NEVER_EXACT && self.native.is_none()).then_some(self.exact)
    }
    /// What the inline cache of an instruction holds for one shape: shape and byte offset, or method index.
    pub fn cached(&self, pc: usize) -> Option<(u32, u32)> {
        let cell = self.cache(self.code.wrapping_add(pc)).load(Ordering::Relaxed);
        let shape = cell as u32;
        (shape != 0 && shape != crate::shape::POLYMORPHIC && shape != crate::shape::DICTIONARY)
            .then_some((shape, (cell >> 32) as u32))
    }
    /// Whether the inline cache of an instruction knows several shapes.
    pub fn is_polymorphic(&self, pc: usize) -> bool {
        self.cache(self.code.wrapping_add(pc)).load(Ordering::Relaxed) as u32 == crate::shape::POLYMORPHIC
    }
    /// What the machine can do in place of the native that an instruction calls.
    pub fn intrinsic(&self, index: usize) -> Option<Intrinsic> {
        self.module().calls.get(index)?.intrinsic
    }
    /// Another function of its module.
    pub fn sibling(&self, index: usize) -> Option<&LoadedFunction> {
        self.module().functions.get(index)
    }
    /// The index of its module's variables.
    pub fn storage(&self) -> u32 {
        self.module().storage
    }
    /// The words that a constant is.
    pub fn constant_words(&self, index: usize) -> Option<(u64, u64)> {
        self.constants().get(index).map(|v| (v.tag(), v.payload()))
    }
    /// Its definition.
    pub fn definition(&self) -> &Function {
        &self.def
    }
}

/// Byte offsets and sizes that compiled code is made with.
pub mod layout {
    use super::*;
    macro_rules! offsets {
        ($($name:ident = $e:expr;)*) => { $( #[allow(missing_docs)] pub const $name: i32 = $e as i32; )* };
    }
    offsets! {
        FUEL = offset_of!(Process, ctx) + offset_of!(Context, fuel);
        FUNCTION = offset_of!(Process, function);
        PC = offset_of!(Process, pc);
        BASE = offset_of!(Process, base);
        STACK_END = offset_of!(Process, stack_end);
        FRAME_TOP = offset_of!(Process, frame_top);
        FRAME_END = offset_of!(Process, frame_end);
        NATIVE_END = offset_of!(Process, compiled) + offset_of!(Compiled, native_end);
        FAILED = offset_of!(Process, compiled) + offset_of!(Compiled, failed);
        FAILED_IN = offset_of!(Process, compiled) + offset_of!(Compiled, failed_in);
        FAILED_AT = offset_of!(Process, compiled) + offset_of!(Compiled, failed_at);
        CAUGHT = offset_of!(Process, compiled) + offset_of!(Compiled, caught);
        CAUGHT_VALUE = offset_of!(Process, compiled) + offset_of!(Compiled, caught_value);
        VARIABLES = offset_of!(Process, compiled) + offset_of!(Compiled, variables);
        MODULES = offset_of!(Process, compiled) + offset_of!(Compiled, modules);

        RECORD_PC = offset_of!(FrameRecord, pc);
        RECORD_FUNCTION = offset_of!(FrameRecord, function);
        RECORD_LINK = offset_of!(FrameRecord, delta);
        RECORD_TAIL = offset_of!(FrameRecord, tail);
        RECORD_SIZE = size_of::<FrameRecord>();

        ENTRY = offset_of!(LoadedFunction, tier) + offset_of!(Tier, entry);
        EXACT = offset_of!(LoadedFunction, exact);
        WINDOW = offset_of!(LoadedFunction, window);

        NURSERY_TOP = offset_of!(Process, ctx) + offset_of!(Context, heap) + offset_of!(Heap, nursery) + offset_of!(Bump, top);
        NURSERY_LIMIT = offset_of!(Process, ctx) + offset_of!(Context, heap) + offset_of!(Heap, nursery) + offset_of!(Bump, limit);

        HEADER_FLAGS = offset_of!(Header, flags);
        HEADER_EXTRA = offset_of!(Header, extra);
        HEADER_SIZE = size_of::<Header>();
        HEADER_WORDS = offset_of!(Header, size);
        ARRAY_LEN = offset_of!(ArrayObject, len);
        ARRAY_STORAGE = offset_of!(ArrayObject, storage);
        ARRAY_WORDS = size_of::<ArrayObject>() / 8;
        RECORD_SHAPE = offset_of!(RecordObject, shape);
        RECORD_CLASS = offset_of!(RecordObject, class);
        CLASS_METHODS = offset_of!(ClassObject, methods);
        CLOSURE_FUNCTION = offset_of!(ClosureObject, function);
        CLOSURE_CAPTURES = size_of::<ClosureObject>();
        CELL_VALUE = offset_of!(CellObject, value);
        RANGE_START = offset_of!(RangeObject, start);
        RANGE_STEP = offset_of!(RangeObject, step);
    }
    /// The header of a new object of so many words.
    pub fn header(kind: Kind, extra: u16, words: u32) -> u64 {
        u64::from(kind.0) | u64::from(extra) << 16 | u64::from(words) << 32
    }
    /// The last word of the record of a caller that goes on behind its one-word call: see `FrameRecord::link`.
    pub fn link(delta: u32, dst: u16) -> u64 {
        u64::from(delta) | u64::from(dst) << 32 | 1 << 48
    }
    /// The bit of a header's flags of what cannot be changed, and of what the heap is told of if it gets a pointer.
    pub const FROZEN: u8 = crate::object::flags::FROZEN;
    #[allow(missing_docs)]
    pub const BARRIER: u8 = crate::object::flags::BARRIER;
    /// The least kind of a value that is a pointer.
    pub const LEAST_OBJECT: u8 = Kind::STRING.0;
}

/// What a process keeps for compiled code.
#[repr(C)]
pub(crate) struct Compiled {
    /// Calls do not go below this address of the native stack.
    pub native_end: usize,
    /// The mark of the code that left because an assumption was wrong, or 0.
    pub failed: u64,
    /// The pc of the instruction that it made the assumption about.
    pub failed_at: u64,
    /// The function of that instruction.
    pub failed_in: *const LoadedFunction,
    /// The window of the frame that goes on with what was thrown, while compiled frames above it are being left, or null. What
    /// they still write to their windows may lie over the register for it, so that it gets there last.
    pub caught: *mut u8,
    pub caught_value: Value,
    pub caught_by: *const Handler,
    /// The variables of each module that has some, by module, and for how many modules that is known.
    pub variables: *const *mut Value,
    pub modules: usize,
    table: Vec<*mut Value>,
    /// What enters it, once anything has.
    pub door: *const u8,
    /// Compiled code runs: stacks must not move.
    pub running: bool,
    /// There is a compiler.
    pub enabled: bool,
    /// When it is asked about loops.
    pub turns: u64,
    /// Code to be asked for when it has been seen what operands are like.
    pub wanted: Vec<(Request, Arc<dyn Compiler>)>,
}

impl Compiled {
    pub fn new(compiler: Option<&Arc<dyn Compiler>>) -> Compiled {
        let heat = compiler.map(|c| c.heat());
        Compiled {
            door: std::ptr::null(),
            native_end: 0,
            caught: std::ptr::null_mut(),
            caught_value: Value::NIL,
            caught_by: std::ptr::null(),
            failed: 0,
            failed_at: 0,
            failed_in: std::ptr::null(),
            variables: std::ptr::null(),
            modules: 0,
            table: Vec::new(),
            running: false,
            enabled: heat.is_some(),
            turns: heat.map_or(u64::MAX, |h| h.turns),
            wanted: Vec::new(),
        }
    }
}

impl Process {
    /// Writes down where module variables lie.
    pub(crate) fn place_variables(&mut self) {
        let at = |module: &mut Option<Box<[Value]>>| module.as_mut().map_or(std::ptr::null_mut(), |m| m.as_mut_ptr());
        let compiled = &mut self.compiled;
        compiled.table.clear();
        compiled.table.extend(self.globals.iter_mut().map(at));
        compiled.variables = compiled.table.as_ptr();
        compiled.modules = compiled.table.len();
    }

    /// Goes to the handler of what an instruction of compiled code throws, if the running fiber has one.
    fn throw_from_compiled(&mut self, value: Value) {
        self.thrown(value);
        match self.unwind_fiber(value, ERROR) {
            Some(handler) => {
                self.compiled.caught = self.base;
                self.compiled.caught_value = value;
                self.compiled.caught_by = handler;
            }
            // Whoever resumed the fiber may stop it; all compiled frames are this fiber's.
            None => self.trapped = Some(Trap::Unwind(value, ERROR)),
        }
    }

    /// Whether compiled code was left because something it threw was caught further out, where it now goes on.
    pub(crate) fn is_caught_outside(&mut self) -> bool {
        if self.compiled.caught.is_null() {
            return false;
        }
        self.compiled.caught = std::ptr::null_mut();
        // SAFETY: a handler of loaded code.
        let handler = unsafe { &*self.compiled.caught_by };
        self.catch(handler, self.compiled.caught_value, ERROR);
        true
    }

    /// Compiled code has left because an assumption was wrong; what it stands at is looked at anew.
    pub(crate) fn note_failure(&mut self) {
        let mark: *const Version = std::ptr::with_exposed_provenance(self.compiled.failed as usize);
        self.compiled.failed = 0;
        // SAFETY: marks are those of versions, which live as long as their functions.
        let version = unsafe { &*mark };
        // SAFETY: loaded code, and what it has put in place of calls.
        let (function, of) = unsafe { (&*version.function, &*self.compiled.failed_in) };
        of.note(self.compiled.failed_at as usize, seen::FAILED);
        if version.failures.fetch_add(1, Ordering::Relaxed) + 1 == MOST_FAILURES {
            version.state.store(DROPPED, Ordering::Release);
            if version.pc == function.def.body {
                function.tier.entry.store(0, Ordering::Release);
                let heat = self.ctx.runtime.heat().map_or(i32::MAX, |h| h.calls);
                function.tier.heat.store(heat, Ordering::Relaxed);
            }
        }
    }
}

/// A routine that does one op for compiled code: of the process, the window, the instruction's address, its function, and its
/// first word as it is without fusion.
pub type Helper = unsafe extern "C" fn(*mut Process, *mut u8, *const Word, *const LoadedFunction, Word) -> u64;

/// What a [`Helper`] returns.
pub mod done {
    /// The state is in the process; everything compiled is to be left.
    pub const LEFT: u64 = 0;
    /// The instruction behind it is next.
    pub const NEXT: u64 = 1;
    /// The target of its jump is next.
    pub const JUMPED: u64 = 2;
}

/// The slow path of a helper.
///
/// # Safety
/// As for [`Helper`].
#[cold]
#[inline(never)]
unsafe fn slow(
    vm: &mut Process,
    base: *mut u8,
    pc: *const Word,
    function: *const LoadedFunction,
    word: Word,
    next: *const Word,
) -> u64 {
    vm.insn = pc;
    // SAFETY: no function ends in an op that falls off its end.
    unsafe {
        vm.pc = pc.add(1);
        vm.base = base;
        if vm.trapped.is_some() {
            return done::LEFT;
        }
        vm.charged = 0;
        let top = vm.frame_top;
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| match vm.execute(word) {
            Err(Trap::Throw(value)) => {
                vm.throw_from_compiled(value);
                Err(None)
            }
            other => other.map_err(Some),
        }));
        match outcome {
            Ok(Ok(())) if vm.function == function && vm.base == base && vm.frame_top == top => after(vm.pc, next),
            Ok(Ok(())) => done::LEFT,
            Ok(Err(trap)) => {
                vm.trapped = trap.or(vm.trapped.take());
                done::LEFT
            }
            Err(panic) => {
                vm.fail(crate::native::panic_text(&*panic));
                vm.ended = Some(Ended::Failed);
                vm.trapped = Some(Trap::Stop);
                done::LEFT
            }
        }
    }
}

/// Where an instruction has led that is followed by `next`.
#[inline(always)]
fn after(to: *const Word, next: *const Word) -> u64 {
    if to == next { done::NEXT } else { done::JUMPED }
}

macro_rules! define_helpers {
    ($($name:ident $variant:ident ( $($rest:tt)* ) $effect:ident $doc:literal;)*) => {
        mod helpers {
            use super::*;
            $(
                pub(super) unsafe extern "C" fn $name(
                    vm: *mut Process,
                    base: *mut u8,
                    pc: *const Word,
                    function: *const LoadedFunction,
                    word: Word,
                ) -> u64 {
                    // SAFETY: compiled code of this process calls it, with an instruction of verified code; nobody
                    // else uses the process meanwhile.
                    unsafe {
                        let vm = &mut *vm;
                        vm.function = function;
                        let next = pc.add(const { OPS[Op::$variant as usize].words() });
                        let (mut to, mut window) = (pc.add(1), base);
                        if !fast::$name(word, &mut to, &mut window, vm) {
                            return slow(vm, base, pc, function, word, next);
                        }
                        if window == base && vm.function == function {
                            return after(to, next);
                        }
                        vm.pc = to;
                        vm.base = window;
                        done::LEFT
                    }
                }
            )*
        }
        /// The routines, by opcode.
        static HELPERS: &[Helper] = &[$(helpers::$name),*];
    };
}

for_each_op!(define_helpers);

/// Finds the method that a call on a record calls, if an inline cache knows it, and puts it into the window.
///
/// # Safety
/// As for [`Helper`].
unsafe extern "C" fn find_method(
    vm: *mut Process,
    base: *mut u8,
    pc: *const Word,
    function: *const LoadedFunction,
    word: Word,
) -> u64 {
    // SAFETY: as in the helpers.
    unsafe {
        let vm = &mut *vm;
        vm.function = function;
        fast::method_of(word, pc.add(1), base, vm).expose_provenance() as u64
    }
}

/// The routine that gives the function of a method call, or 0.
pub fn method_finder() -> Helper {
    find_method
}

/// The routine for an op.
pub fn helper(op: Op) -> Helper {
    HELPERS[op as usize]
}
