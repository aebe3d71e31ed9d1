//! Between the interpreter and compiled code: counting calls and turns, noting what operands are like, asking the compiler,
//! and entering what it has made. See [`crate::tier`] for the contract.

use super::fast::{Base, Pc};
use super::{base_word, driver, step};
use crate::code::LoadedFunction;
use crate::object::array::ArrayObject;
use crate::process::{FrameRecord, Process, WATERMARK};
use crate::tier::{Found, LEFT, Request, Version, seen};
use crate::value::{Kind, Value};
use quintet_bytecode::{OPS, Op, OperandKind, Slot};
use std::sync::atomic::{AtomicU64, Ordering};

/// How a driver goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// At the process's pc and base.
    On,
    /// With what the process was trapped by.
    Trapped,
    /// Not at all.
    Leave,
}

/// What compiled code returns.
#[repr(C)]
struct Pair {
    tag: u64,
    payload: u64,
}

/// What enters compiled code.
type Door = unsafe extern "C" fn(*mut Process, Base, usize) -> Pair;

/// Bytes of the native stack that compiled code may use in one go.
const NATIVE_STACK: usize = 256 * 1024;

/// A function has just been called: runs its compiled code, or counts the call. `pc` and `base` are where the driver is.
#[inline(never)]
pub(super) fn called(vm: &mut Process, pc: Pc, base: Base) -> Turn {
    vm.pc = pc;
    vm.base = base;
    let function = vm.code();
    if pc != function.body {
        return Turn::On;
    }
    let entry = function.tier.entry.load(Ordering::Acquire);
    if entry != 0 {
        let before = vm.ctx.fuel;
        let turn = run(vm, entry);
        if let Outcome::Left(turn) = turn
            && before - vm.ctx.fuel < 4
            && let Found::Code(version) = function.version(function.def.body)
        {
            version.is_idle(before - vm.ctx.fuel);
            return turn;
        }
        return turn.turn();
    }
    if function.tier.heat.load(Ordering::Relaxed) > 1 {
        return Turn::On;
    }
    if let Found::Code(version) = function.version(function.def.body) {
        let calls = vm.ctx.runtime.heat().map_or(i32::MAX, |heat| heat.calls);
        function.tier.heat.store(calls, Ordering::Relaxed);
        if !version.rests()
            && let Some(code) = version.code()
        {
            function.tier.entry.store(code, Ordering::Release);
            function.tier.heat.store(0, Ordering::Relaxed);
        }
        return Turn::On;
    }
    ask(vm, function);
    match function.tier.entry.load(Ordering::Acquire) {
        0 => observe(vm),
        code => run(vm, code).turn(),
    }
}

/// A loop has gone back to `pc`; `cell` is of the instruction that did. It counts turns, or is the address of a version.
#[inline(never)]
pub(super) fn turned(vm: &mut Process, pc: Pc, base: Base, cell: &AtomicU64) -> Turn {
    vm.pc = pc;
    vm.base = base;
    let known = cell.load(Ordering::Relaxed);
    if known > LEAST_ADDRESS {
        // SAFETY: what is put into cells below lives as long as its function.
        let version = unsafe { &*std::ptr::with_exposed_provenance::<Version>(known as usize) };
        if let Some(code) = version.code().filter(|_| version.is_at(vm.code(), pc)) {
            let before = vm.ctx.fuel;
            let outcome = run(vm, code);
            if matches!(outcome, Outcome::Left(_)) && version.is_idle(before - vm.ctx.fuel) {
                cell.store(0, Ordering::Relaxed);
            }
            return outcome.turn();
        }
    }
    let function = vm.code();
    let target = function.index_of(pc) as u32;
    cell.store(0, Ordering::Relaxed);
    let found = match function.version(target) {
        Found::Nothing => {
            ask(vm, function);
            function.version(target)
        }
        found => found,
    };
    match found {
        Found::Code(version) if !version.rests() => {
            // The next turn comes here at once.
            cell.store(std::sync::Arc::as_ptr(&version).expose_provenance() as u64, Ordering::Relaxed);
            version.code().map_or(Turn::On, |code| run(vm, code).turn())
        }
        Found::Pending => observe(vm),
        _ => Turn::On,
    }
}

/// No cell counts to this; no version lies below.
const LEAST_ADDRESS: u64 = 0x10000;

/// Asks the compiler for code for the place where the process stands.
#[cold]
fn ask(vm: &mut Process, function: &'static LoadedFunction) {
    let Some(compiler) = vm.ctx.runtime.compiler().cloned() else { return };
    let heat = compiler.heat();
    function.tier.heat.store(heat.calls.max(1), Ordering::Relaxed);
    let pc = function.index_of(vm.pc);
    if matches!(function.version(pc as u32), Found::Pending | Found::Never) || function.native.is_some() {
        return;
    }
    let module = vm.ctx.runtime.module(function.module().index);
    let Some(module) = module.filter(|m| std::ptr::eq(&**m, function.module)) else { return };
    let mut live = quintet_bytecode::BitSet::new(usize::from(function.def.registers));
    function.liveness().before(pc, &mut live);
    let kind = |r: usize| if live.contains(r) { vm.at(r as u16 * 16).kind().0 } else { Request::UNKNOWN };
    let kinds = (0..usize::from(function.def.registers)).map(kind).collect();
    let request = Request::new(module, function, pc as u32, kinds);
    if heat.observed == 0 {
        compiler.compile(request);
    } else {
        vm.compiled.wanted.push((request, compiler));
    }
}

/// Executes instructions and notes what their operands are like, if code that was asked for waits for that.
#[cold]
fn observe(vm: &mut Process) -> Turn {
    if vm.compiled.wanted.is_empty() {
        return Turn::On;
    }
    let mut left = vm.ctx.runtime.heat().map_or(0, |heat| heat.observed);
    let mut turn = Turn::On;
    while left > 0 && turn == Turn::On {
        left -= 1;
        turn = observe_one(vm);
    }
    for (request, compiler) in std::mem::take(&mut vm.compiled.wanted) {
        compiler.compile(request);
    }
    turn
}

fn observe_one(vm: &mut Process) -> Turn {
    let (function, at, window, top, fiber) = (vm.code(), vm.pc, vm.base, vm.frame_top, vm.fiber);
    // SAFETY: `pc` is at an instruction: the verifier has checked all ways to it.
    let word = base_word(unsafe { *at });
    let Some(op) = Op::from_byte(word.op()) else { return Turn::Leave };
    let place = function.index_of(at);
    let container = match op {
        Op::GetIndex => Some(vm.at(word.b())),
        Op::SetIndex | Op::IterLoop => Some(vm.at(word.a())),
        _ => None,
    };
    if let Some(container) = container
        && container.kind() == Kind::ARRAY
    {
        // SAFETY: array values point to arrays.
        let elements = unsafe { (*container.object().cast::<ArrayObject>()).elements() };
        function.note(place, seen::ELEMENTS << elements.0);
    }
    if let Some(first) = operands(op) {
        let (x, y) = if first == Slot::B { (word.b(), word.c()) } else { (word.a(), word.a()) };
        let bits = seen::operand(vm.at(x).kind()) | seen::operand(vm.at(y).kind()) << seen::OPERAND;
        function.note(place, bits | if first == Slot::A { seen::kind(vm.at(x).kind()) } else { 0 });
    }
    // SAFETY: no function ends in an instruction that falls off its end; the state is where the bodies look for it.
    let (mut pc, mut base) = (unsafe { at.add(1) }, window);
    let done = unsafe { driver::dispatch(word, &mut pc, &mut base, vm) };
    if done {
        vm.pc = pc;
        vm.base = base;
    } else {
        if vm.trapped.is_some() {
            if op != Op::NativeStep {
                vm.insn = at;
                // SAFETY: as above.
                vm.pc = unsafe { at.add(1) };
                vm.base = window;
            }
            return if step(vm, word) { Turn::On } else { Turn::Leave };
        }
        vm.insn = at;
        // SAFETY: as above.
        vm.pc = unsafe { at.add(1) };
        vm.base = window;
        if !step(vm, word) {
            return Turn::Leave;
        }
    }
    if vm.frame_top == top.wrapping_add(1) && vm.pc == vm.code().body {
        function.note_target(place, vm.function);
    }
    if std::ptr::eq(vm.function, function) && vm.base == window && vm.frame_top == top {
        let result = match op {
            Op::IterLoop => Some(word.a() + 48),
            _ => destination(op).map(|slot| if slot == Slot::A { word.a() } else { word.b() }),
        };
        if let Some(register) = result {
            function.note(place, seen::kind(vm.at(register).kind()));
        }
    } else if vm.frame_top.wrapping_add(1) == top && vm.fiber == fiber {
        // SAFETY: the record that was just popped is still there.
        let FrameRecord { pc, function, dst, .. } = unsafe { *vm.frame_top };
        if function == vm.function && !function.is_null() {
            let code = vm.code();
            code.note(code.index_of(pc), seen::kind(vm.at(dst).kind()));
        }
    }
    Turn::On
}

/// The operand that is an op's result.
fn destination(op: Op) -> Option<Slot> {
    OPS[op as usize].operands.iter().find(|o| o.kind == OperandKind::Dst).map(|o| o.slot)
}

/// Where the operands of an op are that works on one or two values: in `a` or from `b` on.
fn operands(op: Op) -> Option<Slot> {
    let specs = OPS[op as usize].operands;
    let is_source = |slot| specs.iter().any(|o| o.slot == slot && o.kind == OperandKind::Src);
    match (is_source(Slot::A), is_source(Slot::B), is_source(Slot::C)) {
        (false, true, true) => Some(Slot::B),
        (true, false, false) => Some(Slot::A),
        _ => None,
    }
}

/// How compiled code has come back.
enum Outcome {
    /// It has left.
    Left(Turn),
    /// Its function has returned, or was left by something thrown.
    Over(Turn),
}

impl Outcome {
    fn turn(self) -> Turn {
        let (Outcome::Left(turn) | Outcome::Over(turn)) = self;
        turn
    }
}

/// Runs compiled code at the process's pc and base, until it has left or the function has returned.
fn run(vm: &mut Process, code: usize) -> Outcome {
    let here = 0u8;
    vm.compiled.native_end = (&raw const here as usize).saturating_sub(NATIVE_STACK);
    if vm.compiled.door.is_null() {
        vm.compiled.door = vm.ctx.runtime.compiler().map_or(std::ptr::null(), |compiler| compiler.door());
    }
    vm.compiled.running = true;
    let (function, base) = (vm.function, vm.base);
    // SAFETY: the address is that of code which a compiler has made for this place by the contract.
    let Pair { tag, payload } = unsafe {
        let door = std::mem::transmute::<*const u8, Door>(vm.compiled.door);
        door(vm, base, code)
    };
    vm.compiled.running = false;
    if tag == LEFT {
        if vm.compiled.failed != 0 {
            vm.note_failure();
        }
        if vm.is_caught_outside() {
            return Outcome::Over(Turn::On);
        }
        if vm.trapped.is_some() {
            return Outcome::Left(Turn::Trapped);
        }
        let function = vm.code();
        function.note_left(function.index_of(vm.pc));
        return Outcome::Left(Turn::On);
    }
    // SAFETY: compiled code returns values.
    let value = unsafe { std::mem::transmute::<Pair, Value>(Pair { tag, payload }) };
    vm.function = function;
    vm.base = base;
    // SAFETY: there is always a record; its caller's window lies below.
    unsafe {
        let record = vm.frame_top.sub(1);
        if (*record).skip < WATERMARK {
            let caller = base.sub((*record).delta as usize);
            *caller.add(usize::from((*record).dst)).cast::<Value>() = value;
            vm.frame_top = record;
            vm.function = (*record).function;
            vm.pc = (*record).pc.add(usize::from((*record).skip));
            vm.base = caller;
            return Outcome::Over(Turn::On);
        }
    }
    Outcome::Over(match vm.return_value(value) {
        Ok(()) => Turn::On,
        Err(trap) => {
            vm.trapped = Some(trap);
            Turn::Trapped
        }
    })
}
