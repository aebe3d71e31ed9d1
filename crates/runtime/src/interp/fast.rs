//! Fast bodies: an op done for its commonest operands, or false and nothing done.
//!
//! 1. `pc` is behind the instruction's first word, `base` at the window; operands are byte offsets into it.
//! 2. The verifier has checked every operand, jump and window; nothing is checked again here.
//! 3. A body that returns false has changed nothing; `Process::execute` then does the whole op.
//! 4. A body that charges does so before it acts, and only if the fuel is there.

use crate::code::{LoadedFunction, NativeBody, NativeCall};
use crate::heap::{LARGE, mark_card};
use crate::native::{Cost, Intrinsic};
use crate::object::array::{ArrayObject, ElementKind};
use crate::object::record::RecordObject;
use crate::object::{CellObject, ClassObject, ClosureObject, Header, RangeObject, Raw, Slots, flags};
use crate::process::{FrameRecord, Process, WATERMARK};
use crate::shape::{DICTIONARY, POLYMORPHIC};
use crate::value::{Kind, Value, copy};
use quintet_bytecode::{CaptureSource, Word};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) type Pc = *const Word;
pub(crate) type Base = *mut u8;

const INT: u64 = Kind::INT.0 as u64;
const FLOAT: u64 = Kind::FLOAT.0 as u64;
const BOOL: u64 = Kind::BOOL.0 as u64;
const ARRAY: u64 = Kind::ARRAY.0 as u64;

#[inline(always)]
unsafe fn reg(base: Base, offset: u16) -> *mut Value {
    // SAFETY: rule 2.
    unsafe { base.add(usize::from(offset)).cast() }
}
#[inline(always)]
unsafe fn get(base: Base, offset: u16) -> Value {
    // SAFETY: rule 2.
    unsafe { *reg(base, offset) }
}
#[inline(always)]
unsafe fn set(base: Base, offset: u16, value: Value) {
    // SAFETY: rule 2.
    unsafe { *reg(base, offset) = value }
}

#[inline(always)]
unsafe fn set_payload(register: *mut Value, payload: u64) {
    // SAFETY: rule 2; a value is its tag and its payload.
    unsafe { register.cast::<u64>().add(1).write(payload) }
}

/// Goes to a jump's target. The empty assembly keeps the compiler from turning the branch into a conditional move, which
/// would make the next instruction's fetch wait for the comparison.
#[inline(always)]
unsafe fn taken(pc: &mut Pc, d: i32) {
    // SAFETY: no instruction at all; the jump lands on an instruction of the function (rule 2).
    unsafe {
        std::arch::asm!("", options(nomem, nostack, preserves_flags));
        *pc = pc.offset(d as isize);
    }
}

/// Takes one unit, if there is one.
#[inline(always)]
fn pay(vm: &mut Process) -> bool {
    let left = vm.ctx.fuel - 1;
    if left < 0 {
        return false;
    }
    vm.ctx.fuel = left;
    true
}

#[inline(always)]
unsafe fn cell(vm: &Process, pc: Pc) -> &'static AtomicU64 {
    // SAFETY: each word of code has a cell at the same distance; `pc` is behind the instruction.
    unsafe { &*pc.sub(1).byte_offset((*vm.function).cache_delta).cast::<AtomicU64>() }
}

/// What a cache cell says of a shape: the cell itself, or the polymorphic entry that it names.
#[inline(always)]
fn cached_for(vm: &Process, cell: u64, shape: u32) -> Option<usize> {
    if shape == DICTIONARY {
        return None;
    }
    if cell as u32 == shape {
        return Some((cell >> 32) as usize);
    }
    if cell as u32 == POLYMORPHIC {
        return vm.ctx.runtime.shapes.polymorphic((cell >> 32) as u32, shape);
    }
    None
}

macro_rules! slow_only {
    ($($name:ident)*) => { $(
        #[inline(always)]
        pub(crate) unsafe fn $name(_i: Word, _pc: &mut Pc, _base: &mut Base, _vm: &mut Process) -> bool {
            false
        }
    )* };
}

/// A body: `name(i, pc, base, vm) { ... }`.
macro_rules! ops {
    ($($(#[$doc:meta])* $name:ident($i:ident, $pc:ident, $base:ident, $vm:ident) $body:block)*) => { $(
        #[inline(always)]
        $(#[$doc])*
        #[allow(unused_variables, unused_unsafe)]
        pub(crate) unsafe fn $name($i: Word, $pc: &mut Pc, $base: &mut Base, $vm: &mut Process) -> bool {
            // SAFETY: the module's rules.
            unsafe { $body }
        }
    )* };
}

/// Integer or float arithmetic. Payloads are read where they are needed, which keeps the common ways free of spills.
macro_rules! arith {
    ($($name:ident $wrapping:ident $op:tt;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let (x, y) = (reg(*base, i.b()), reg(*base, i.c()));
            let to = reg(*base, i.a());
            let (x_tag, y_tag) = ((*x).tag(), (*y).tag());
            if x_tag == INT {
                if y_tag == INT {
                    *to = Value::int(((*x).payload() as i64).$wrapping((*y).payload() as i64));
                    return true;
                }
                if y_tag == FLOAT {
                    *to = Value::float((*x).payload() as i64 as f64 $op f64::from_bits((*y).payload()));
                    return true;
                }
                return false;
            }
            if x_tag != FLOAT {
                return false;
            }
            if y_tag == FLOAT {
                *to = Value::float(f64::from_bits((*x).payload()) $op f64::from_bits((*y).payload()));
                return true;
            }
            if y_tag == INT {
                *to = Value::float(f64::from_bits((*x).payload()) $op (*y).payload() as i64 as f64);
                return true;
            }
            false
        }
    )* } };
}

/// Two numbers of which at least one is a float.
#[inline(always)]
fn floats(x: Value, y: Value) -> Option<(f64, f64)> {
    if x.tag() == FLOAT {
        let fx = f64::from_bits(x.payload());
        if y.tag() == FLOAT {
            return Some((fx, f64::from_bits(y.payload())));
        }
        if y.tag() == INT {
            return Some((fx, y.payload() as i64 as f64));
        }
    } else if x.tag() == INT && y.tag() == FLOAT {
        return Some((x.payload() as i64 as f64, f64::from_bits(y.payload())));
    }
    None
}

arith! {
    add wrapping_add +;
    add_rich wrapping_add +;
    sub wrapping_sub -;
    mul wrapping_mul *;
}

/// Division of integers whose divisor is neither 0 nor -1, and of floats whose divisor is not 0.
macro_rules! divide {
    ($($name:ident)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let (x, y) = (get(*base, i.b()), get(*base, i.c()));
            if x.tag() == INT && y.tag() == INT {
                let d = y.payload() as i64;
                if (d as u64).wrapping_add(1) <= 1 {
                    return false;
                }
                set(*base, i.a(), Value::int((x.payload() as i64) / d));
                return true;
            }
            match floats(x, y) {
                Some((x, y)) if y != 0.0 => {
                    set(*base, i.a(), Value::float(x / y));
                    true
                }
                _ => false,
            }
        }
    )* } };
}

divide! { div div_rich }

/// Remainder of integers whose divisor is neither 0 nor -1. That of floats is a call, which has no place here.
macro_rules! remainder {
    ($($name:ident)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let (x, y) = (get(*base, i.b()), get(*base, i.c()));
            let d = y.payload() as i64;
            if x.tag() != INT || y.tag() != INT || (d as u64).wrapping_add(1) <= 1 {
                return false;
            }
            set(*base, i.a(), Value::int((x.payload() as i64) % d));
            true
        }
    )* } };
}

remainder! { r#mod mod_rich }

/// Comparison of two integers or two floats; `None` for everything else. Payloads are read in the arms: see `arith`.
macro_rules! compare_numbers {
    ($x:expr, $y:expr, $op:tt) => {{
        let (x, y): (*const Value, *const Value) = ($x, $y);
        if (*x).tag() == INT {
            if (*y).tag() == INT { Some(((*x).payload() as i64) $op ((*y).payload() as i64)) } else { None }
        } else if (*x).tag() == FLOAT && (*y).tag() == FLOAT {
            Some(f64::from_bits((*x).payload()) $op f64::from_bits((*y).payload()))
        } else {
            None
        }
    }};
}

/// Equality of two values where two words or a number decide it.
#[inline(always)]
fn quick_equal(x: Value, y: Value) -> Option<bool> {
    if x.tag() == FLOAT || y.tag() == FLOAT {
        return if x.tag() == y.tag() {
            Some(f64::from_bits(x.payload()) == f64::from_bits(y.payload()))
        } else {
            None
        };
    }
    // Immediates of one kind, short strings among them, are equal if their words are.
    if x.kind() == y.kind() && x.kind() < Kind::STRING { Some(x == y) } else { None }
}

macro_rules! compare {
    ($($name:ident $op:tt;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let (x, y) = (reg(*base, i.b()), reg(*base, i.c()));
            match compare_numbers!(x, y, $op) {
                Some(result) => {
                    set(*base, i.a(), Value::bool(result));
                    true
                }
                None => false,
            }
        }
    )* } };
}

compare! {
    lt <; le <=; gt >; ge >=;
    lt_rich <; le_rich <=; gt_rich >; ge_rich >=;
}

macro_rules! equality {
    ($($name:ident $wanted:literal;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            match quick_equal(get(*base, i.b()), get(*base, i.c())) {
                Some(equal) => {
                    set(*base, i.a(), Value::bool(equal == $wanted));
                    true
                }
                None => false,
            }
        }
    )* } };
}

equality! {
    eq true; ne false; eq_rich true; ne_rich false;
}

macro_rules! bits {
    ($($name:ident |$x:ident, $y:ident| $result:expr;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let (x, y) = (get(*base, i.b()), get(*base, i.c()));
            if x.tag() != INT || y.tag() != INT {
                return false;
            }
            let ($x, $y) = (x.payload() as i64, y.payload() as i64);
            set(*base, i.a(), Value::int($result));
            true
        }
    )* } };
}

bits! {
    bit_and |x, y| x & y;
    bit_or |x, y| x | y;
    bit_xor |x, y| x ^ y;
    shl_rich |x, y| x.wrapping_shl(y as u32);
    shr_rich |x, y| x.wrapping_shr(y as u32);
}

/// The truth of a value if its words tell it, as Fun has it.
#[inline(always)]
fn quick_rich_truth(v: Value) -> Option<bool> {
    match v.tag() {
        INT | BOOL => Some(v.payload() != 0),
        0 => Some(false),
        // SAFETY: array values point to arrays.
        ARRAY => Some(unsafe { (*v.object().cast::<ArrayObject>()).len } != 0),
        _ => None,
    }
}

#[inline(always)]
fn strict_truth(v: Value) -> bool {
    v.tag() != 0 && (v.tag() != BOOL || v.payload() != 0)
}

macro_rules! branches {
    ($($name:ident |$v:ident| $go:expr;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let $v = get(*base, i.a());
            if $go {
                taken(pc, i.sd());
            }
            true
        }
    )* } };
}

branches! {
    jump_if |v| strict_truth(v);
    jump_if_not |v| !strict_truth(v);
    jump_if_nil |v| v.tag() == 0;
    jump_if_not_nil |v| v.tag() != 0;
    jump_if_given |v| v.kind() != Kind::ABSENT;
}

macro_rules! rich_branches {
    ($($name:ident $wanted:literal;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            match quick_rich_truth(get(*base, i.a())) {
                Some(truth) => {
                    if truth == $wanted {
                        taken(pc, i.sd());
                    }
                    true
                }
                None => false,
            }
        }
    )* } };
}

rich_branches! {
    jump_if_rich true;
    jump_if_not_rich false;
}

macro_rules! back_edges {
    ($($name:ident |$v:ident| $truth:expr, $wanted:literal;)*) => { ops! { $(
        $name(i, pc, base, vm) {
            let $v = get(*base, i.a());
            match $truth {
                Some(truth) if truth != $wanted => true,
                Some(_) if pay(vm) => {
                    taken(pc, i.sd());
                    true
                }
                _ => false,
            }
        }
    )* } };
}

back_edges! {
    loop_if |v| Some(strict_truth(v)), true;
    loop_if_not |v| Some(strict_truth(v)), false;
    loop_if_rich |v| quick_rich_truth(v), true;
    loop_if_not_rich |v| quick_rich_truth(v), false;
}

/// Gives a function that takes exactly the arguments in its window a frame.
#[inline(always)]
unsafe fn enter(
    i: Word,
    pc: &mut Pc,
    base: &mut Base,
    vm: &mut Process,
    function: *const LoadedFunction,
    dst: u16,
) -> bool {
    // SAFETY: rule 2; functions are loaded code.
    unsafe {
        let new_base = base.add(usize::from(i.a()) + 16);
        if (*function).exact != u32::from(i.x())
            || new_base.wrapping_add((*function).window as usize) > vm.stack_end
            || vm.frame_top == vm.frame_end
            || !pay(vm)
        {
            return false;
        }
        let record = vm.frame_top;
        (*record).pc = pc.sub(1);
        (*record).function = vm.function;
        FrameRecord::link(record, u32::from(i.a()) + 16, dst);
        vm.frame_top = record.add(1);
        vm.function = function;
        *pc = (*function).body;
        *base = new_base;
        true
    }
}

/// Calls a native whose arguments are admitted. False, and nothing done, if there is too little fuel for it, it did not
/// return a value or needs a frame; a native that throws has charged and acted, so what it threw is kept for the slow path.
#[inline(never)]
unsafe fn run_native(
    vm: &mut Process,
    native: &NativeCall,
    body: NativeBody,
    args: *const Value,
    count: usize,
    to: *mut Value,
) -> bool {
    // SAFETY: the arguments lie in the stack, which the native cannot reach through the context.
    let args = unsafe { std::slice::from_raw_parts(args, count) };
    if let Cost::Makes(bytes) = native.cost
        && vm.ctx.reserve(bytes(args)).is_err()
    {
        return false;
    }
    let cost = native.cost.of(args);
    if i64::try_from(cost).is_ok_and(|cost| cost <= vm.ctx.fuel) {
        vm.ctx.fuel -= cost as i64;
    } else {
        return false;
    }
    vm.charged = cost;
    let run = || match body {
        NativeBody::Short(function) => function(&mut vm.ctx, args).map(Some),
        NativeBody::Quick(attempt) => Ok(attempt(&mut vm.ctx, args)),
        NativeBody::Attempt(attempt) => Ok(attempt(vm, args)),
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
        Ok(Ok(Some(value))) => {
            // SAFETY: a register of the window.
            unsafe { *to = value };
            true
        }
        Ok(Ok(None)) => {
            vm.ctx.fuel += cost as i64;
            false
        }
        Ok(Err(trap)) => {
            vm.trapped = Some(trap);
            false
        }
        Err(panic) => {
            let text = format!("a native failed: {}", crate::native::panic_text(&*panic));
            vm.trapped = Some(vm.ctx.error(crate::error::ErrorKind::InternalError, text));
            false
        }
    }
}

/// Does what an intrinsic native does, if that needs neither room nor an error.
///
/// # Safety
/// `count` arguments lie at `args`; `to` is a register.
#[inline(always)]
unsafe fn intrinsic_call(
    vm: &mut Process,
    intrinsic: Intrinsic,
    args: *const Value,
    count: usize,
    to: *mut Value,
) -> bool {
    if vm.paid != 0 || vm.ctx.fuel < 1 {
        return false;
    }
    // SAFETY: the caller's promise; an array value points to an array.
    let value = unsafe {
        match intrinsic {
            Intrinsic::Push if count == 2 && (*args).kind() == Kind::ARRAY => {
                let array = (*args).object().cast::<ArrayObject>();
                let Some(len) = (*array).push_in_place(*args.add(1)) else { return false };
                Value::int(len as i64)
            }
            Intrinsic::Len if count == 1 => match (*args).kind() {
                Kind::ARRAY => Value::int((*(*args).object().cast::<ArrayObject>()).len() as i64),
                Kind::SHORT | Kind::STRING | Kind::MAP => Value::int((*args).size() as i64),
                _ => return false,
            },
            _ => return false,
        }
    };
    vm.ctx.fuel -= 1;
    // SAFETY: the caller's promise.
    unsafe { *to = value };
    true
}

/// Continues a stepped native. False if it trapped, which is kept for the slow path.
#[inline(never)]
fn run_step(vm: &mut Process, last: u16) -> bool {
    vm.charged = 0;
    let trap = match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| vm.step_native(last))) {
        Ok(Ok(())) => return true,
        Ok(Err(trap)) => trap,
        Err(panic) => {
            let text = format!("a native failed: {}", crate::native::panic_text(&*panic));
            vm.ctx.error(crate::error::ErrorKind::InternalError, text)
        }
    };
    vm.trapped = Some(trap);
    false
}

/// Half a turn over a fiber: resumes it, or takes what it has yielded.
#[inline(never)]
fn quick_turn(vm: &mut Process, i: Word) -> bool {
    let at = i.a();
    let (fiber, turn) = (vm.at(at), vm.at(at + 16).payload());
    if turn & 1 == 0 {
        // Taken back if it cannot be done here.
        vm.set_at(at + 16, Value::int((turn | 1) as i64));
        if vm.quick_resume(fiber, Value::NIL, at + 32, 0) {
            return true;
        }
        vm.set_at(at + 16, Value::int(turn as i64));
        return false;
    }
    if fiber.is_finished_fiber() || !pay(vm) {
        return false;
    }
    vm.set_at(at + 48, vm.at(at + 32));
    vm.set_at(at + 16, Value::int(turn as i64 + 1));
    // SAFETY: the jump lands on an instruction of the function.
    vm.pc = unsafe { vm.insn.add(1).offset(i.sd() as isize) };
    true
}

/// The code of a function value.
#[inline(always)]
unsafe fn code_of(callee: Value) -> *const LoadedFunction {
    match callee.kind() {
        Kind::FUNCTION => callee.address(),
        // SAFETY: closure values point to closures.
        Kind::CLOSURE => unsafe { (*callee.object().cast::<ClosureObject>()).function },
        _ => std::ptr::null(),
    }
}

/// The function for a method call on a record whose shape the cache knows; it is put into the window.
#[inline(always)]
pub(crate) unsafe fn method_of(i: Word, pc: Pc, base: Base, vm: &Process) -> *const LoadedFunction {
    // SAFETY: rule 2; the shape names the layout, whose methods all its classes have.
    unsafe {
        let receiver = get(base, i.a() + 16);
        if receiver.kind() != Kind::RECORD {
            return std::ptr::null();
        }
        let record = receiver.object().cast::<RecordObject>();
        let Some(index) = cached_for(vm, cell(vm, pc).load(Ordering::Relaxed), (*record).shape) else {
            return std::ptr::null();
        };
        let methods = (*(*record).class.cast::<ClassObject>()).methods;
        let method = Slots::values(methods).add(index);
        copy(reg(base, i.a()), method);
        code_of(*method)
    }
}

/// Moves the arguments of a tail call down and starts the function in the running one's place.
#[inline(always)]
unsafe fn reenter(
    i: Word,
    pc: &mut Pc,
    base: &mut Base,
    vm: &mut Process,
    function: *const LoadedFunction,
    callee: bool,
) -> bool {
    // SAFETY: rule 2; functions are loaded code; every window has a register below it.
    unsafe {
        if (*function).exact != u32::from(i.x())
            || base.wrapping_add((*function).window as usize) > vm.stack_end
            || !pay(vm)
        {
            return false;
        }
        let from = reg(*base, i.a());
        let to = base.cast::<Value>().sub(1);
        if callee {
            copy(to, from);
        }
        for n in 1..=usize::from(i.x()) {
            copy(to.add(n), from.add(n));
        }
        (*vm.frame_top.sub(1)).tail = true;
        vm.function = function;
        *pc = (*function).body;
        true
    }
}

/// What the running closure has captured.
#[inline(always)]
unsafe fn captured(base: Base, n: u32) -> *const Value {
    // SAFETY: the closure lies below its window; the verifier has counted its captures.
    unsafe {
        let closure = (*base.cast::<Value>().sub(1)).object().cast::<ClosureObject>();
        ClosureObject::captures(closure).add(n as usize)
    }
}

/// Leaves the running function.
#[inline(always)]
unsafe fn leave(pc: &mut Pc, base: &mut Base, vm: &mut Process, value: *const Value) -> bool {
    // SAFETY: there is always a record; its caller's window lies below.
    unsafe {
        let record = vm.frame_top.sub(1);
        // Records below which no caller goes on say so in `skip` too, and so does the one above the watermark.
        if (*record).skip >= WATERMARK {
            return false;
        }
        let caller = base.sub((*record).delta as usize);
        copy(reg(caller, (*record).dst), value);
        vm.frame_top = record;
        vm.function = (*record).function;
        *pc = (*record).pc.add(usize::from((*record).skip));
        *base = caller;
        true
    }
}

/// The array and the index of a packed access, if the index is within.
#[inline(always)]
unsafe fn element(container: Value, index: Value) -> Option<(*mut ArrayObject, usize)> {
    if container.kind() != Kind::ARRAY || index.tag() != INT {
        return None;
    }
    let array = container.object().cast::<ArrayObject>();
    let i = index.payload() as usize;
    // SAFETY: array values point to arrays. A negative index is a huge one here.
    if i < unsafe { (*array).len } { Some((array, i)) } else { None }
}

/// Memory for objects of so many words, if the nursery's chunk has it.
#[inline(always)]
fn fresh(vm: &mut Process, words: usize) -> Option<*mut Header> {
    if words >= LARGE / 8 {
        return None;
    }
    let memory = vm.ctx.heap.nursery.take(words * 8);
    if memory.is_null() { None } else { Some(memory.cast()) }
}

/// Whether an array that is frozen, or old and not remembered, may be changed here: the value need not be remembered, or
/// its card is marked, in storage that is remembered already.
#[inline(always)]
unsafe fn may_set_element(array: *mut ArrayObject, n: usize, value: Value) -> bool {
    // SAFETY: the array's storage holds values, `n` of them at least; large storage has cards.
    unsafe {
        if (*array).header.flags & flags::FROZEN != 0 {
            return false;
        }
        if !value.is_object() {
            return true;
        }
        let storage = (*array).storage;
        let known =
            (*storage).size as usize >= LARGE / 8 && (*storage).flags & (flags::BARRIER | flags::OLD) == flags::OLD;
        if known {
            mark_card(storage, Slots::values(storage).add(n));
        }
        known
    }
}

/// Stores into a cell, unless it is old and the value has to be remembered.
#[inline(always)]
unsafe fn set_cell(cell: Value, from: *const Value) -> bool {
    // SAFETY: cell values point to cells; `from` is a register.
    unsafe {
        let cell = cell.object().cast::<CellObject>();
        if (*cell).header.flags & flags::BARRIER != 0 && (*from).is_object() {
            return false;
        }
        copy(&raw mut (*cell).value, from);
        true
    }
}

ops! {
    is_type(i, pc, base, vm) {
        let is = get(*base, i.b()).is_type(i.c());
        set(*base, i.a(), Value::bool(is));
        true
    }
    is_array_of(i, pc, base, vm) {
        let value = get(*base, i.b());
        let fits = value.kind() == Kind::ARRAY && (*value.object().cast::<ArrayObject>()).len() == usize::from(i.c());
        set(*base, i.a(), Value::bool(fits));
        true
    }
    is_array_from(i, pc, base, vm) {
        let value = get(*base, i.b());
        let fits = value.kind() == Kind::ARRAY && (*value.object().cast::<ArrayObject>()).len() >= usize::from(i.c());
        set(*base, i.a(), Value::bool(fits));
        true
    }
    instance_of(i, pc, base, vm) {
        let (value, class) = (get(*base, i.b()), get(*base, i.c()));
        if class.kind() != Kind::CLASS {
            return false;
        }
        let mut is = false;
        if value.kind() == Kind::RECORD || value.kind() == Kind::ERROR {
            let (mut at, wanted) = ((*value.object().cast::<RecordObject>()).class, class.object());
            while !at.is_null() && !is {
                is = at == wanted;
                at = (*at.cast::<ClassObject>()).parent;
            }
        }
        set(*base, i.a(), Value::bool(is));
        // The name is the auxiliary word.
        *pc = pc.add(1);
        true
    }
    nop(i, pc, base, vm) { true }
    load_nil(i, pc, base, vm) { set(*base, i.a(), Value::NIL); true }
    load_true(i, pc, base, vm) { set(*base, i.a(), Value::TRUE); true }
    load_false(i, pc, base, vm) { set(*base, i.a(), Value::FALSE); true }
    load_int(i, pc, base, vm) { set(*base, i.a(), Value::int(i64::from(i.sd()))); true }
    load_const(i, pc, base, vm) {
        copy(reg(*base, i.a()), (*vm.function).constants.add(i.d() as usize));
        true
    }
    r#move(i, pc, base, vm) { copy(reg(*base, i.a()), reg(*base, i.b())); true }

    neg(i, pc, base, vm) {
        let v = get(*base, i.b());
        match v.tag() {
            INT => set(*base, i.a(), Value::int((v.payload() as i64).wrapping_neg())),
            FLOAT => set(*base, i.a(), Value::float(-f64::from_bits(v.payload()))),
            _ => return false,
        }
        true
    }
    is_nil(i, pc, base, vm) { set(*base, i.a(), Value::bool(get(*base, i.b()).is_nil())); true }
    not(i, pc, base, vm) { set(*base, i.a(), Value::bool(!strict_truth(get(*base, i.b())))); true }
    truth(i, pc, base, vm) { set(*base, i.a(), Value::bool(strict_truth(get(*base, i.b())))); true }
    not_rich(i, pc, base, vm) {
        match quick_rich_truth(get(*base, i.b())) {
            Some(truth) => { set(*base, i.a(), Value::bool(!truth)); true }
            None => false,
        }
    }
    truth_rich(i, pc, base, vm) {
        match quick_rich_truth(get(*base, i.b())) {
            Some(truth) => { set(*base, i.a(), Value::bool(truth)); true }
            None => false,
        }
    }

    jump(i, pc, base, vm) { *pc = pc.offset(i.sd() as isize); true }
    r#loop(i, pc, base, vm) {
        if !pay(vm) {
            return false;
        }
        *pc = pc.offset(i.sd() as isize);
        true
    }
    load_native(i, pc, base, vm) {
        let natives = &(*(*vm.function).module).natives;
        set(*base, i.a(), *natives.get_unchecked(i.d() as usize));
        true
    }
    closure(i, pc, base, vm) {
        let function = (*vm.function).functions.add(i.d() as usize);
        let captures = (*function).def.captures.as_slice();
        if captures.is_empty() {
            set(*base, i.a(), Value::from_address(Kind::FUNCTION, function));
            return true;
        }
        let n = captures.len();
        let Some(object) = fresh(vm, 3 + n * 2) else { return false };
        *object = Header { kind: Kind::CLOSURE, flags: 0, extra: n as u16, size: 3 + n as u32 * 2 };
        let closure = object.cast::<ClosureObject>();
        (*closure).function = function;
        (*closure).id = 0;
        let mut to = ClosureObject::captures(closure);
        for capture in captures {
            let from = match capture.source {
                CaptureSource::Register(r) => reg(*base, r * 16),
                CaptureSource::Capture(c) => {
                    let running = (*base.cast::<Value>().sub(1)).object().cast::<ClosureObject>();
                    ClosureObject::captures(running).add(c as usize)
                }
            };
            copy(to, from);
            to = to.add(1);
        }
        set(*base, i.a(), Value::from_object(Kind::CLOSURE, object));
        true
    }
    cell_new(i, pc, base, vm) {
        let Some(object) = fresh(vm, 3) else { return false };
        *object = Header { kind: Kind::CELL, flags: 0, extra: 0, size: 3 };
        copy(&raw mut (*object.cast::<CellObject>()).value, reg(*base, i.b()));
        set(*base, i.a(), Value::from_object(Kind::CELL, object));
        true
    }
    /// Storage and array in one piece. Without elements the array has no storage.
    array_new(i, pc, base, vm) {
        let n = usize::from(i.x());
        let from = reg(*base, i.b());
        if n == 0 {
            return false;
        }
        let mut elements = ElementKind::of(*from);
        for r in 1..n {
            if ElementKind::of(*from.add(r)) != elements {
                elements = ElementKind::VALUE;
            }
        }
        let words = match elements {
            ElementKind::VALUE => n * 2,
            ElementKind::BOOL => n.div_ceil(8),
            _ => n,
        };
        let Some(storage) = fresh(vm, 1 + words + 3) else { return false };
        let kind = if elements == ElementKind::VALUE { Kind::SLOTS } else { Kind::RAW };
        *storage = Header { kind, flags: 0, extra: 0, size: 1 + words as u32 };
        let bytes = Raw::bytes(storage);
        for r in 0..n {
            match elements {
                ElementKind::VALUE => copy(bytes.cast::<Value>().add(r), from.add(r)),
                ElementKind::BOOL => *bytes.add(r) = (*from.add(r)).payload() as u8,
                _ => *bytes.cast::<u64>().add(r) = (*from.add(r)).payload(),
            }
        }
        let array = storage.add(1 + words).cast::<ArrayObject>();
        (*array).header = Header { kind: Kind::ARRAY, flags: 0, extra: elements.0, size: 3 };
        (*array).len = n;
        (*array).storage = storage;
        set(*base, i.a(), Value::from_object(Kind::ARRAY, array.cast()));
        true
    }
    /// Steps of 1.
    range_prep(i, pc, base, vm) {
        let at = reg(*base, i.a());
        if (*at).tag() != INT || (*at.add(1)).tag() != INT || *at.add(2) != Value::int(1) {
            return false;
        }
        let (start, stop) = ((*at).payload() as i64, (*at.add(1)).payload() as i64);
        if start >= stop {
            taken(pc, i.sd());
            return true;
        }
        *at.add(1) = Value::int(stop.wrapping_sub(start).wrapping_sub(1));
        *at.add(3) = Value::int(start);
        true
    }
    range_loop(i, pc, base, vm) {
        let at = reg(*base, i.a());
        let left = (*at.add(1)).payload();
        if left == 0 {
            return true;
        }
        // The verifier has checked that the three registers are as `range_prep` or the last turn left them: integers.
        if !pay(vm) {
            return false;
        }
        let next = (*at).payload().wrapping_add((*at.add(2)).payload());
        // Those stay integers; the program may have put something else into the fourth.
        set_payload(at, next);
        set_payload(at.add(1), left - 1);
        *at.add(3) = Value::int(next as i64);
        taken(pc, i.sd());
        true
    }
    iter_loop(i, pc, base, vm) {
        let at = reg(*base, i.a());
        let n = (*at.add(1)).payload();
        if i.x() != 1 {
            return false;
        }
        let element = match (*at).kind() {
            Kind::FIBER => {
                vm.insn = pc.sub(1);
                vm.base = *base;
                if !quick_turn(vm, i) {
                    return false;
                }
                *pc = vm.pc;
                *base = vm.base;
                return true;
            }
            Kind::ARRAY => {
                let array = (*at).object().cast::<ArrayObject>();
                if n as usize >= (*array).len || n >= (*at.add(2)).payload() {
                    return true;
                }
                (*array).at(n as usize)
            }
            Kind::RANGE => {
                let range = (*at).object().cast::<RangeObject>();
                if n >= (*at.add(2)).payload() {
                    return true;
                }
                Value::int((*range).start.wrapping_add((n as i64).wrapping_mul((*range).step)))
            }
            _ => return false,
        };
        if !pay(vm) {
            return false;
        }
        *at.add(1) = Value::int(n as i64 + 1);
        *at.add(3) = element;
        taken(pc, i.sd());
        true
    }

    call(i, pc, base, vm) {
        let callee = get(*base, i.a());
        let function = match callee.kind() {
            Kind::CLOSURE => (*callee.object().cast::<ClosureObject>()).function,
            Kind::FUNCTION => callee.address(),
            _ => return false,
        };
        enter(i, pc, base, vm, function, i.b())
    }
    call_function(i, pc, base, vm) {
        let function = (*vm.function).functions.add(usize::from(i.c()));
        enter(i, pc, base, vm, function, i.b())
    }
    call_method(i, pc, base, vm) {
        let function = method_of(i, *pc, *base, vm);
        !function.is_null() && enter(i, pc, base, vm, function, i.b())
    }
    call_method_outside(i, pc, base, vm) {
        let function = method_of(i, *pc, *base, vm);
        !function.is_null() && enter(i, pc, base, vm, function, i.b())
    }
    call_native(i, pc, base, vm) {
        let calls = &(*(*vm.function).module).calls;
        let native = calls.get_unchecked(usize::from(i.c()));
        let (count, args) = (usize::from(i.x()), reg(*base, i.a()).add(1));
        if let Some(intrinsic) = native.intrinsic
            && intrinsic_call(vm, intrinsic, args, count, reg(*base, i.b()))
        {
            return true;
        }
        let Some(body) = native.body else { return false };
        if count < native.required || count > native.most || vm.paid != 0 {
            return false;
        }
        for n in 0..count {
            if !native.types.get_unchecked(n.min(native.types.len() - 1)).accepts(*args.add(n)) {
                return false;
            }
        }
        run_native(vm, native, body, args, count, reg(*base, i.b()))
    }
    native_step(i, pc, base, vm) {
        // A native's frame may grow the stack, so the state is where the machine looks for it.
        vm.insn = pc.sub(1);
        vm.pc = *pc;
        vm.base = *base;
        if !run_step(vm, i.a()) {
            // It may stand in another fiber now.
            *pc = vm.insn.add(1);
            *base = vm.base;
            return false;
        }
        *pc = vm.pc;
        *base = vm.base;
        true
    }
    tail_call(i, pc, base, vm) {
        let function = code_of(get(*base, i.a()));
        !function.is_null() && reenter(i, pc, base, vm, function, true)
    }
    tail_call_function(i, pc, base, vm) {
        let function = (*vm.function).functions.add(usize::from(i.c()));
        reenter(i, pc, base, vm, function, false)
    }
    tail_call_method(i, pc, base, vm) {
        let function = method_of(i, *pc, *base, vm);
        !function.is_null() && reenter(i, pc, base, vm, function, true)
    }
    tail_call_method_outside(i, pc, base, vm) {
        let function = method_of(i, *pc, *base, vm);
        !function.is_null() && reenter(i, pc, base, vm, function, true)
    }
    ret(i, pc, base, vm) {
        let value = reg(*base, i.a());
        leave(pc, base, vm, value)
    }
    ret_nil(i, pc, base, vm) {
        let nil = Value::NIL;
        leave(pc, base, vm, &nil)
    }

    /// Without a time.
    receive_start(i, pc, base, vm) {
        if get(*base, i.b()) != Value::NIL || vm.paid != 0 || vm.ctx.fuel < 1 {
            return false;
        }
        vm.ctx.fuel -= 1;
        set(*base, i.a(), Value::NIL);
        true
    }
    /// A message that is in the mailbox.
    receive_wait(i, pc, base, vm) {
        vm.base = *base;
        vm.quick_receive_wait(i.a(), i.b(), i.c())
    }
    receive_get(i, pc, base, vm) {
        vm.base = *base;
        vm.quick_receive_get(i.a(), i.b())
    }
    receive_take(i, pc, base, vm) {
        vm.quick_receive_take(get(*base, i.a()))
    }

    /// A fiber that waits for a value.
    resume(i, pc, base, vm) {
        let fiber = get(*base, i.a() + 16);
        if fiber.kind() != Kind::FIBER {
            return false;
        }
        let value = if i.x() == 1 { Value::NIL } else { get(*base, i.a() + 32) };
        vm.insn = pc.sub(1);
        vm.base = *base;
        if vm.ctx.fuel < 1 || !vm.quick_resume(fiber, value, i.b(), 1) {
            return false;
        }
        vm.ctx.fuel -= 1;
        *pc = vm.pc;
        *base = vm.base;
        true
    }
    /// To the fiber's own resumer.
    r#yield(i, pc, base, vm) {
        vm.insn = pc.sub(1);
        vm.base = *base;
        if !vm.quick_yield(get(*base, i.b()), i.a()) {
            return false;
        }
        *pc = vm.pc;
        *base = vm.base;
        true
    }
    /// What is no fiber need not be closed.
    iter_close(i, pc, base, vm) {
        get(*base, i.a()).kind() != Kind::FIBER
    }

    capture_get(i, pc, base, vm) {
        copy(reg(*base, i.a()), captured(*base, i.d()));
        true
    }
    cell_get(i, pc, base, vm) {
        let v = get(*base, i.b());
        if v.kind() != Kind::CELL {
            return false;
        }
        copy(reg(*base, i.a()), &raw const (*v.object().cast::<CellObject>()).value);
        true
    }
    cell_set(i, pc, base, vm) {
        let v = get(*base, i.a());
        if v.kind() != Kind::CELL {
            return false;
        }
        set_cell(v, reg(*base, i.b()))
    }
    capture_cell_get(i, pc, base, vm) {
        let v = *captured(*base, i.d());
        if v.kind() != Kind::CELL {
            return false;
        }
        copy(reg(*base, i.a()), &raw const (*v.object().cast::<CellObject>()).value);
        true
    }
    capture_cell_set(i, pc, base, vm) {
        let v = *captured(*base, i.d());
        if v.kind() != Kind::CELL {
            return false;
        }
        set_cell(v, reg(*base, i.a()))
    }
    global_get(i, pc, base, vm) {
        let module = (*(*vm.function).module).storage as usize;
        match vm.globals.get(module) {
            Some(Some(globals)) => {
                copy(reg(*base, i.a()), globals.as_ptr().add(i.d() as usize));
                true
            }
            _ => false,
        }
    }
    global_set(i, pc, base, vm) {
        let module = (*(*vm.function).module).storage as usize;
        match vm.globals.get_mut(module) {
            Some(Some(globals)) => {
                copy(globals.as_mut_ptr().add(i.d() as usize), reg(*base, i.a()));
                true
            }
            _ => false,
        }
    }

    get_index(i, pc, base, vm) {
        let Some((array, n)) = element(get(*base, i.b()), get(*base, i.c())) else { return false };
        let bytes = Raw::bytes((*array).storage);
        match (*array).elements() {
            ElementKind::VALUE => {
                copy(reg(*base, i.a()), bytes.cast::<Value>().add(n));
                // Keeps the compiler from joining this way with the others, which costs it a jump.
                std::arch::asm!("", options(nomem, nostack, preserves_flags));
            }
            ElementKind::INT => set(*base, i.a(), Value::int(*bytes.cast::<i64>().add(n))),
            ElementKind::FLOAT => set(*base, i.a(), Value::float(*bytes.cast::<f64>().add(n))),
            _ => set(*base, i.a(), Value::bool(*bytes.add(n) != 0)),
        }
        true
    }
    destructure(i, pc, base, vm) {
        let value = get(*base, i.b());
        let n = usize::from(i.x());
        if value.kind() != Kind::ARRAY || (*value.object().cast::<ArrayObject>()).len() != n {
            return false;
        }
        let array = value.object().cast::<ArrayObject>();
        let (bytes, first) = (Raw::bytes((*array).storage), reg(*base, i.a()));
        match (*array).elements() {
            ElementKind::VALUE => (0..n).for_each(|k| copy(first.add(k), bytes.cast::<Value>().add(k))),
            ElementKind::INT => (0..n).for_each(|k| *first.add(k) = Value::int(*bytes.cast::<i64>().add(k))),
            _ => return false,
        }
        true
    }
    set_index(i, pc, base, vm) {
        let Some((array, n)) = element(get(*base, i.a()), get(*base, i.b())) else { return false };
        let value = get(*base, i.c());
        if !(*array).fits(value) {
            return false;
        }
        if (*array).header.flags & (flags::FROZEN | flags::BARRIER) != 0 && !may_set_element(array, n, value) {
            return false;
        }
        (*array).put(n, value);
        true
    }
    get_field(i, pc, base, vm) {
        let object = get(*base, i.b());
        let cached = cell(vm, *pc).load(Ordering::Relaxed);
        if object.kind() == Kind::RECORD {
            let record = object.object().cast::<RecordObject>();
            let Some(offset) = cached_for(vm, cached, (*record).shape) else { return false };
            copy(reg(*base, i.a()), record.byte_add(offset).cast());
            return true;
        }
        if object.kind() == Kind::MAP && cached as u32 == 0 {
            let map = object.object().cast::<crate::object::map::MapObject>();
            let position = (cached >> 32) as usize;
            if position < (*map).used as usize {
                let entry = Slots::values((*map).entries).add(position * 2);
                if *entry == *(*vm.function).constants.add(usize::from(i.c())) {
                    copy(reg(*base, i.a()), entry.add(1));
                    return true;
                }
            }
        }
        false
    }
    set_field(i, pc, base, vm) {
        let object = get(*base, i.a());
        if object.kind() != Kind::RECORD {
            return false;
        }
        let cached = cell(vm, *pc).load(Ordering::Relaxed);
        let record = object.object().cast::<RecordObject>();
        let Some(offset) = cached_for(vm, cached, (*record).shape) else { return false };
        let known = (*record).header.flags;
        if known & (flags::FROZEN | flags::BARRIER) != 0
            && (known & flags::FROZEN != 0 || (*reg(*base, i.b())).is_object())
        {
            return false;
        }
        copy(record.byte_add(offset).cast(), reg(*base, i.b()));
        true
    }
}

slow_only! {
    load_namespace idiv_floor mod_floor fdiv pow add_checked sub_checked mul_checked neg_checked add_promote sub_promote
    mul_promote neg_promote bit_not shl shr ushr to_float to_int to_int_sat coerce coerce_argument coerce_result is
    contains iter_prep call_args call_method_args call_method_args_outside tail_call_args
    tail_call_method_args tail_call_method_args_outside pick_callable undefined array_push
    array_extend map_new map_insert map_extend tuple_new tuple_get pair_new pair_first pair_second len
    concat string_byte get_own set_own get_slice class_new class_method class_init record_new call_init call_init_leading call_init_args
    class_parent get_method throw rethrow set_cause exit ext fiber_new fiber_current fiber_status generate
    fiber_throw fiber_proceed fiber_cancel emit receive_fresh
}

/// Fused ops. The words behind the first are read through `pc`; a body that says false leaves everything to the first
/// op of the sequence.
pub(super) mod fused {
    use super::*;

    #[inline(always)]
    unsafe fn word(pc: Pc, n: usize) -> Word {
        // SAFETY: the fusion has found the sequence whole.
        unsafe { *pc.add(n) }
    }

    /// A comparison and the jump that follows it.
    macro_rules! compare_branch {
        ($($name:ident $int_name:ident $op:tt $wanted:literal $kind:ident;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                let (x, y) = (reg(*base, i.b()), reg(*base, i.c()));
                let jump = word(*pc, 0);
                match compare_numbers!(x, y, $op) {
                    Some(result) => compare_branch!(@$kind result == $wanted, jump, pc, vm, 1),
                    None => false,
                }
            }
            $int_name(i, pc, base, vm) {
                let (compare, jump) = (word(*pc, 0), word(*pc, 1));
                let (x, k) = (get(*base, compare.b()), i64::from(i.sd()));
                let result = match x.tag() {
                    INT => (x.payload() as i64) $op k,
                    FLOAT => f64::from_bits(x.payload()) $op k as f64,
                    _ => return false,
                };
                compare_branch!(@$kind result == $wanted, jump, pc, vm, 2)
            }
        )* } };
        (@forward $go:expr, $jump:ident, $pc:ident, $vm:ident, $skip:literal) => {{
            *$pc = $pc.add($skip);
            if $go {
                taken($pc, $jump.sd());
            }
            true
        }};
        (@back $go:expr, $jump:ident, $pc:ident, $vm:ident, $skip:literal) => {{
            if $go {
                if !pay($vm) {
                    return false;
                }
                *$pc = $pc.add($skip);
                taken($pc, $jump.sd());
            } else {
                *$pc = $pc.add($skip);
            }
            true
        }};
    }

    compare_branch! {
        lt_jump_if lt_int_jump_if < true forward;
        lt_jump_if_not lt_int_jump_if_not < false forward;
        lt_loop_if lt_int_loop_if < true back;
        le_jump_if le_int_jump_if <= true forward;
        le_jump_if_not le_int_jump_if_not <= false forward;
        le_loop_if le_int_loop_if <= true back;
        gt_jump_if gt_int_jump_if > true forward;
        gt_jump_if_not gt_int_jump_if_not > false forward;
        gt_loop_if gt_int_loop_if > true back;
        ge_jump_if ge_int_jump_if >= true forward;
        ge_jump_if_not ge_int_jump_if_not >= false forward;
        ge_loop_if ge_int_loop_if >= true back;
    }

    /// An equality and the jump that follows it. `$wanted`: what `==` must give for the jump to be taken.
    macro_rules! equal_branch {
        ($($name:ident $int_name:ident $wanted:literal $kind:ident;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                let jump = word(*pc, 0);
                match quick_equal(get(*base, i.b()), get(*base, i.c())) {
                    Some(result) => compare_branch!(@$kind result == $wanted, jump, pc, vm, 1),
                    None => false,
                }
            }
            $int_name(i, pc, base, vm) {
                let (compare, jump) = (word(*pc, 0), word(*pc, 1));
                let (x, k) = (get(*base, compare.b()), i64::from(i.sd()));
                let result = match x.tag() {
                    INT => x.payload() as i64 == k,
                    FLOAT => f64::from_bits(x.payload()) == k as f64,
                    0 => false,
                    _ => return false,
                };
                compare_branch!(@$kind result == $wanted, jump, pc, vm, 2)
            }
        )* } };
    }

    equal_branch! {
        eq_jump_if eq_int_jump_if true forward;
        eq_jump_if_not eq_int_jump_if_not false forward;
        eq_loop_if eq_int_loop_if true back;
        ne_jump_if ne_int_jump_if false forward;
        ne_jump_if_not ne_int_jump_if_not true forward;
        ne_loop_if ne_int_loop_if false back;
    }

    /// An integer constant and the op that uses it.
    macro_rules! with_int {
        ($($name:ident |$x:ident, $k:ident| $int:expr, $float:expr;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                let op = word(*pc, 0);
                let (x, $k) = (get(*base, op.b()), i64::from(i.sd()));
                match x.tag() {
                    INT => {
                        let $x = x.payload() as i64;
                        match $int {
                            Some(result) => set(*base, op.a(), Value::int(result)),
                            None => return false,
                        }
                    }
                    FLOAT => {
                        let $x = f64::from_bits(x.payload());
                        let $k = $k as f64;
                        let result: Option<f64> = $float;
                        match result {
                            Some(result) => set(*base, op.a(), Value::float(result)),
                            None => return false,
                        }
                    }
                    _ => return false,
                }
                *pc = pc.add(1);
                true
            }
        )* } };
    }

    with_int! {
        add_int |x, k| Some(x.wrapping_add(k)), Some(x + k);
        sub_int |x, k| Some(x.wrapping_sub(k)), Some(x - k);
        mul_int |x, k| Some(x.wrapping_mul(k)), Some(x * k);
        div_int |x, k| if k > 0 { Some(x / k) } else { None }, if k != 0.0 { Some(x / k) } else { None };
        mod_int |x, k| remainder_of(x, k), { let _ = (x, k); None };
        bit_and_int |x, k| Some(x & k), { let _ = (x, k); None };
        shl_int |x, k| if (0..64).contains(&k) { Some(x << k) } else { None }, { let _ = (x, k); None };
        shr_int |x, k| if (0..64).contains(&k) { Some(x >> k) } else { None }, { let _ = (x, k); None };
    }

    /// The remainder by a positive constant; a division is slow, and most constants are powers of two.
    #[inline(always)]
    fn remainder_of(x: i64, k: i64) -> Option<i64> {
        if k <= 0 {
            None
        } else if k & (k - 1) == 0 && x >= 0 {
            Some(x & (k - 1))
        } else {
            Some(x % k)
        }
    }

    /// A counted back edge: constant, addition, comparison, jump.
    macro_rules! counted {
        ($($name:ident $op:tt;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                let (add, compare, jump) = (word(*pc, 0), word(*pc, 1), word(*pc, 2));
                let (x, limit) = (get(*base, add.b()), get(*base, compare.c()));
                if x.tag() != INT || limit.tag() != INT {
                    return false;
                }
                let next = (x.payload() as i64).wrapping_add(i64::from(i.sd()));
                if next $op limit.payload() as i64 {
                    if !pay(vm) {
                        return false;
                    }
                    set(*base, add.a(), Value::int(next));
                    *pc = pc.add(3);
                    taken(pc, jump.sd());
                } else {
                    set(*base, add.a(), Value::int(next));
                    *pc = pc.add(3);
                }
                true
            }
        )* } };
    }

    counted! {
        add_int_lt_loop_if <;
        add_int_le_loop_if <=;
    }

    /// The value of an arithmetic op, if both operands are numbers.
    macro_rules! number {
        ($x:expr, $y:expr, $wrapping:ident $op:tt) => {{
            let (x, y) = ($x, $y);
            if (*x).tag() == INT && (*y).tag() == INT {
                Some(Value::int(((*x).payload() as i64).$wrapping((*y).payload() as i64)))
            } else {
                floats(*x, *y).map(|(x, y)| Value::float(x $op y))
            }
        }};
    }

    /// An op whose value the function returns: it goes straight to the caller.
    macro_rules! results {
        ($($name:ident $wrapping:ident $op:tt;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                match number!(reg(*base, i.b()), reg(*base, i.c()), $wrapping $op) {
                    Some(value) => leave(pc, base, vm, &value),
                    None => false,
                }
            }
        )* } };
    }

    results! {
        add_ret wrapping_add +;
        sub_ret wrapping_sub -;
    }

    ops! {
        lt_ret(i, pc, base, vm) {
            match compare_numbers!(reg(*base, i.b()), reg(*base, i.c()), <) {
                Some(result) => leave(pc, base, vm, &Value::bool(result)),
                None => false,
            }
        }
        gt_ret(i, pc, base, vm) {
            match compare_numbers!(reg(*base, i.b()), reg(*base, i.c()), >) {
                Some(result) => leave(pc, base, vm, &Value::bool(result)),
                None => false,
            }
        }
        capture_get_add(i, pc, base, vm) {
            let add = word(*pc, 0);
            match number!(reg(*base, add.b()), captured(*base, i.d()), wrapping_add +) {
                Some(value) => set(*base, add.a(), value),
                None => return false,
            }
            *pc = pc.add(1);
            true
        }
        capture_get_add_ret(i, pc, base, vm) {
            match number!(reg(*base, word(*pc, 0).b()), captured(*base, i.d()), wrapping_add +) {
                Some(value) => leave(pc, base, vm, &value),
                None => false,
            }
        }
    }

    /// Ops one after the other. One that cannot be done here is left in its place, to be executed by itself.
    macro_rules! sequences {
        ($($name:ident $first:ident $($then:ident)*;)*) => { ops! { $(
            $name(i, pc, base, vm) {
                if !super::$first(i, pc, base, vm) {
                    return false;
                }
                $(
                    let (mut ahead, mut window) = (pc.add(1), *base);
                    if !super::$then(word(*pc, 0), &mut ahead, &mut window, vm) {
                        return true;
                    }
                    *pc = ahead;
                    *base = window;
                )*
                true
            }
        )* } };
    }

    sequences! {
        sub_get_index sub get_index;
        get_index_sub get_index sub;
        get_index_get_index get_index get_index;
        get_index_move get_index r#move;
        get_index_move_call get_index r#move call;
        get_index_mul get_index mul;
        mul_add mul add;
        mul_mul mul mul;
        sub_add sub add;
        load_const_mul load_const mul;
        move_move r#move r#move;
        move_call r#move call;
        move_call_function r#move call_function;
        move_call_method r#move call_method;
        get_index_set_index get_index set_index;
    }
}
