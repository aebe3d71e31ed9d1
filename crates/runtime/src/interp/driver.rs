//! The two drivers, generated from the op table and the table of fused ops.

use super::fast::{self, Base, Pc};
use super::step;
use super::warm::{self, Turn};
use crate::process::Process;
use quintet_bytecode::{Fused, Op, Word, for_each_fused, for_each_op};
use std::sync::atomic::{AtomicU64, Ordering};

/// Whether a call that was just made is to be looked at: its function has code, or has been called often.
#[inline(always)]
unsafe fn is_warm_call(vm: &Process) -> bool {
    // SAFETY: functions are loaded code.
    let heat = unsafe { &(*vm.function).tier.heat };
    let left = heat.load(Ordering::Relaxed);
    if left > 1 {
        heat.store(left - 1, Ordering::Relaxed);
    }
    left <= 1
}

/// Whether the turn of a loop that the instruction before `pc` was to take is to be looked at: it was taken, and the loop has
/// code or has been round often.
#[inline(always)]
unsafe fn is_warm_turn(vm: &Process, cell: &AtomicU64) -> bool {
    let turns = cell.load(Ordering::Relaxed);
    if turns < vm.compiled.turns {
        cell.store(turns + 1, Ordering::Relaxed);
    }
    turns >= vm.compiled.turns
}

/// The cell of the instruction before `pc`.
#[inline(always)]
unsafe fn cell(vm: &Process, pc: Pc) -> &'static AtomicU64 {
    // SAFETY: each word of code has a cell at the same distance.
    unsafe { &*pc.sub(1).byte_offset((*vm.function).cache_delta).cast::<AtomicU64>() }
}

/// Puts the state where the slow path looks for it, runs it, and takes the state back. False if the driver is left.
#[inline(always)]
unsafe fn slow_path(i: Word, pc: &mut Pc, base: &mut Base, vm: &mut Process) -> bool {
    // SAFETY: `pc` is behind the instruction.
    vm.insn = unsafe { pc.sub(1) };
    vm.pc = *pc;
    vm.base = *base;
    if !step(vm, i) {
        return false;
    }
    *pc = vm.pc;
    *base = vm.base;
    true
}

/// The ops after which compiled code may be entered: those that call, and those that end loops.
macro_rules! for_each_warm {
    ($then:ident) => {
        $then! {
            calls {
                call Call; call_function CallFunction; call_method CallMethod;
                call_method_outside CallMethodOutside; tail_call TailCall; tail_call_function TailCallFunction;
                tail_call_method TailCallMethod; tail_call_method_outside TailCallMethodOutside;
            }
            fused_calls {
                get_index_move_call GetIndexMoveCall; move_call MoveCall; move_call_function MoveCallFunction;
                move_call_method MoveCallMethod;
            }
            turns {
                r#loop Loop; loop_if LoopIf; loop_if_not LoopIfNot; loop_if_rich LoopIfRich;
                loop_if_not_rich LoopIfNotRich; range_loop RangeLoop; iter_loop IterLoop;
            }
            fused_turns {
                lt_loop_if LtLoopIf; lt_int_loop_if LtIntLoopIf; le_loop_if LeLoopIf; le_int_loop_if LeIntLoopIf;
                gt_loop_if GtLoopIf; gt_int_loop_if GtIntLoopIf; ge_loop_if GeLoopIf; ge_int_loop_if GeIntLoopIf;
                eq_loop_if EqLoopIf; eq_int_loop_if EqIntLoopIf; ne_loop_if NeLoopIf; ne_int_loop_if NeIntLoopIf;
                add_int_lt_loop_if AddIntLtLoopIf; add_int_le_loop_if AddIntLeLoopIf;
            }
        }
    };
}

/// What an op is to compiled code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    None,
    Call,
    Turn,
}

macro_rules! define_roles {
    (
        calls { $($c:ident $call:ident;)* }
        fused_calls { $($fc:ident $fused_call:ident;)* }
        turns { $($t:ident $turn:ident;)* }
        fused_turns { $($ft:ident $fused_turn:ident;)* }
    ) => {
        /// By opcode.
        static ROLES: [Role; 256] = {
            let mut roles = [Role::None; 256];
            $(roles[Op::$call as usize] = Role::Call;)*
            $(roles[Fused::$fused_call.byte() as usize] = Role::Call;)*
            $(roles[Op::$turn as usize] = Role::Turn;)*
            $(roles[Fused::$fused_turn.byte() as usize] = Role::Turn;)*
            roles
        };
    };
}

for_each_warm!(define_roles);

/// After an instruction that has a role: enters compiled code. False if the driver is left.
#[inline(never)]
unsafe fn look(role: Role, was: (Word, Pc, Base), pc: &mut Pc, base: &mut Base, vm: &mut Process) -> bool {
    let (word, before, window) = was;
    // SAFETY: `before` is behind the instruction that has been executed; a loop that has gone back stands before its end, in
    // the same window.
    let turn = unsafe {
        if role == Role::Call {
            if *pc != (*vm.function).body || !is_warm_call(vm) {
                return true;
            }
            warm::called(vm, *pc, *base)
        } else {
            if *base != window || *pc >= before || !is_warm_turn(vm, cell(vm, before)) {
                return true;
            }
            warm::turned(vm, *pc, *base, cell(vm, before))
        }
    };
    match turn {
        Turn::Leave => return false,
        Turn::On => (*pc, *base) = (vm.pc, vm.base),
        Turn::Trapped => {
            (*pc, *base) = (vm.insn.wrapping_add(1), vm.base);
            // SAFETY: the trap is taken before any word is looked at.
            return unsafe { slow_path(word, pc, base, vm) };
        }
    }
    true
}

/// The loop driver; `TIERED` if there is a compiler.
pub(super) fn looped<const TIERED: bool>(vm: &mut Process) {
    let mut pc = vm.pc;
    let mut base = vm.base;
    loop {
        // SAFETY: the verifier has checked that every way leads to an instruction; the bodies' rules hold.
        unsafe {
            let i = *pc;
            pc = pc.add(1);
            let was = (i, pc, base);
            let fast = dispatch(i, &mut pc, &mut base, vm);
            if !fast && !slow_path(i, &mut pc, &mut base, vm) {
                return;
            }
            if TIERED {
                let role = ROLES[usize::from(i.op())];
                // Where the slow path of a loop's end leads is anybody's guess.
                if (role == Role::Call || role == Role::Turn && fast) && !look(role, was, &mut pc, &mut base, vm) {
                    return;
                }
            }
        }
    }
}

macro_rules! define_dispatch {
    ($($name:ident $variant:ident ( $($rest:tt)* ) $effect:ident $doc:literal;)*) => {
        /// The fast body of an opcode.
        #[inline(always)]
        pub(super) unsafe fn dispatch(i: Word, pc: &mut Pc, base: &mut Base, vm: &mut Process) -> bool {
            // SAFETY: the caller's promise: `i` is the instruction before `pc`.
            unsafe {
                match Op::from_byte(i.op()) {
                    $(Some(Op::$variant) => fast::$name(i, pc, base, vm),)*
                    None => dispatch_fused(i, pc, base, vm),
                }
            }
        }
    };
}

for_each_op!(define_dispatch);

macro_rules! define_fused_dispatch {
    ($($name:ident $variant:ident $shape:ident $form:tt $doc:literal;)*) => {
        #[inline(always)]
        unsafe fn dispatch_fused(i: Word, pc: &mut Pc, base: &mut Base, vm: &mut Process) -> bool {
            // SAFETY: as in `dispatch`.
            unsafe {
                match Fused::from_byte(i.op()) {
                    $(Some(Fused::$variant) => fast::fused::$name(i, pc, base, vm),)*
                    None => false,
                }
            }
        }
    };
}

for_each_fused!(define_fused_dispatch);

#[cfg(threaded)]
pub(super) use threaded::run as threaded;

/// The threaded driver: a function for each opcode, which ends in a jump to the next one's.
#[cfg(threaded)]
mod threaded {
    use super::*;
    use crate::process::Ended;

    type Function = unsafe extern "C" fn(Pc, Base, *mut Process, *const Handler, u64);

    /// A table entry; a struct, so that the type can name itself.
    #[repr(transparent)]
    #[derive(Clone, Copy)]
    pub(super) struct Handler(Function);

    /// Jumps to the handler of the instruction at `pc`.
    macro_rules! next {
        ($pc:expr, $base:expr, $vm:expr, $table:expr) => {{
            let i = (*$pc).0;
            let handler = (*$table.add(usize::from(i as u8))).0;
            return handler($pc.add(1), $base, $vm, $table, i);
        }};
    }

    /// What fast bodies leave, and opcodes that no table names.
    #[cold]
    #[inline(never)]
    unsafe extern "C" fn slow(pc: Pc, base: Base, vm: *mut Process, table: *const Handler, i: u64) {
        // SAFETY: `vm` is the process that runs and nobody else uses it meanwhile; the verifier has checked that every
        // way leads to an instruction.
        unsafe {
            if !slow_step(pc, base, vm, i) {
                return;
            }
            if table == TIERED.as_ptr() && (*vm).pc == (*(*vm).function).body && is_warm_call(&*vm) {
                return warm_call((*vm).pc, (*vm).base, vm, table, i);
            }
            next!((*vm).pc, (*vm).base, vm, table)
        }
    }

    /// A slow step; a panic ends the process, since none may pass a handler.
    #[inline(never)]
    unsafe fn slow_step(pc: Pc, base: Base, vm: *mut Process, i: u64) -> bool {
        let step = std::panic::AssertUnwindSafe(|| {
            let (mut pc, mut base) = (pc, base);
            // SAFETY: as in `slow`.
            unsafe { slow_path(Word(i), &mut pc, &mut base, &mut *vm) }
        });
        std::panic::catch_unwind(step).unwrap_or_else(|panic| {
            // SAFETY: as in `slow`; the panic has ended the borrow above.
            let process = unsafe { &mut *vm };
            process.fail(crate::native::panic_text(&*panic));
            process.ended = Some(Ended::Failed);
            false
        })
    }

    /// Goes on as `turn` says.
    macro_rules! go_on {
        ($turn:expr, $vm:ident, $table:ident, $i:ident) => {
            match $turn {
                Turn::On => next!((*$vm).pc, (*$vm).base, $vm, $table),
                Turn::Trapped => return slow((*$vm).insn.add(1), (*$vm).base, $vm, $table, $i),
                Turn::Leave => {}
            }
        };
    }

    /// Runs the compiled code of a function that has just been called, or sees to its being compiled.
    #[cold]
    #[inline(never)]
    unsafe extern "C" fn warm_call(pc: Pc, base: Base, vm: *mut Process, table: *const Handler, i: u64) {
        // SAFETY: as in `slow`.
        unsafe { go_on!(guarded(vm, pc, base, false), vm, table, i) }
    }

    /// The same for a loop that has turned: `pc` is behind the instruction that did.
    #[cold]
    #[inline(never)]
    unsafe extern "C" fn warm_turn(pc: Pc, base: Base, vm: *mut Process, table: *const Handler, i: u64) {
        // SAFETY: as in `slow`; the target of the jump is where the process has noted it.
        unsafe { go_on!(guarded(vm, pc, base, true), vm, table, i) }
    }

    /// What a handler does that may call anything, in a frame of its own so that handlers have none; a panic ends the process.
    #[inline(never)]
    unsafe fn guarded(vm: *mut Process, pc: Pc, base: Base, turn: bool) -> Turn {
        let act = std::panic::AssertUnwindSafe(|| {
            // SAFETY: as in `slow`.
            let vm = unsafe { &mut *vm };
            // SAFETY: as in `warm_turn`.
            if turn { warm::turned(vm, vm.pc, base, unsafe { cell(vm, pc) }) } else { warm::called(vm, pc, base) }
        });
        std::panic::catch_unwind(act).unwrap_or_else(|panic| {
            // SAFETY: as in `slow_step`.
            let process = unsafe { &mut *vm };
            process.fail(crate::native::panic_text(&*panic));
            process.ended = Some(Ended::Failed);
            Turn::Leave
        })
    }

    /// Handlers of the ops that enter compiled code.
    macro_rules! calls {
        ($bodies:path, $($name:ident)*) => { $(
            pub(super) unsafe extern "C" fn $name(mut pc: Pc, mut base: Base, vm: *mut Process, table: *const Handler, i: u64) {
                use $bodies as bodies;
                // SAFETY: as in `handlers`.
                unsafe {
                    if bodies::$name(Word(i), &mut pc, &mut base, &mut *vm) {
                        if is_warm_call(&*vm) {
                            return warm_call(pc, base, vm, table, i);
                        }
                        next!(pc, base, vm, table)
                    }
                    slow(pc, base, vm, table, i)
                }
            }
        )* };
    }
    macro_rules! turns {
        ($bodies:path, $($name:ident)*) => { $(
            pub(super) unsafe extern "C" fn $name(mut pc: Pc, mut base: Base, vm: *mut Process, table: *const Handler, i: u64) {
                use $bodies as bodies;
                // SAFETY: as in `handlers`.
                unsafe {
                    let (before, window) = (pc, base);
                    if bodies::$name(Word(i), &mut pc, &mut base, &mut *vm) {
                        // A loop that has gone back stands before its end, in the same window.
                        if pc < before && base == window && is_warm_turn(&*vm, cell(&*vm, before)) {
                            (*vm).pc = pc;
                            return warm_turn(before, base, vm, table, i);
                        }
                        next!(pc, base, vm, table)
                    }
                    slow(pc, base, vm, table, i)
                }
            }
        )* };
    }
    macro_rules! define_warm {
        (
            calls { $($call:ident $call_op:ident;)* }
            fused_calls { $($fused_call:ident $fused_call_op:ident;)* }
            turns { $($turn:ident $turn_op:ident;)* }
            fused_turns { $($fused_turn:ident $fused_turn_op:ident;)* }
        ) => {
            mod warm_handlers {
                use super::*;
                calls!(crate::interp::fast, $($call)*);
                calls!(crate::interp::fast::fused, $($fused_call)*);
                turns!(crate::interp::fast, $($turn)*);
                turns!(crate::interp::fast::fused, $($fused_turn)*);
            }
            /// The table with compiled code: the same, but for those handlers.
            static TIERED: [Handler; 256] = {
                let mut table = HANDLERS;
                $(table[Op::$call_op as usize] = Handler(warm_handlers::$call);)*
                $(table[Fused::$fused_call_op.byte() as usize] = Handler(warm_handlers::$fused_call);)*
                $(table[Op::$turn_op as usize] = Handler(warm_handlers::$turn);)*
                $(table[Fused::$fused_turn_op.byte() as usize] = Handler(warm_handlers::$fused_turn);)*
                table
            };
        };
    }
    for_each_warm!(define_warm);

    macro_rules! handlers {
        ($module:ident, $bodies:path, $table:ident, $($name:ident)*) => {
            mod $module {
                use super::*;
                use $bodies as bodies;
                $(
                    pub(super) unsafe extern "C" fn $name(
                        mut pc: Pc,
                        mut base: Base,
                        vm: *mut Process,
                        table: *const Handler,
                        i: u64,
                    ) {
                        // SAFETY: the bodies' rules hold: the verifier has checked the code that `pc` walks.
                        unsafe {
                            if bodies::$name(Word(i), &mut pc, &mut base, &mut *vm) {
                                next!(pc, base, vm, table)
                            }
                            slow(pc, base, vm, table, i)
                        }
                    }
                )*
            }
            const $table: &[Function] = &[$($module::$name),*];
        };
    }
    macro_rules! base_handlers {
        ($($name:ident $variant:ident ( $($rest:tt)* ) $effect:ident $doc:literal;)*) => {
            handlers!(base_handlers, crate::interp::fast, BASE, $($name)*);
        };
    }
    macro_rules! fused_handlers {
        ($($name:ident $variant:ident $shape:ident $form:tt $doc:literal;)*) => {
            handlers!(fused_handlers, crate::interp::fast::fused, FUSED, $($name)*);
        };
    }
    for_each_op!(base_handlers);
    for_each_fused!(fused_handlers);

    const HANDLERS: [Handler; 256] = {
        let mut table = [Handler(slow); 256];
        let mut i = 0;
        while i < BASE.len() {
            table[i] = Handler(BASE[i]);
            i += 1;
        }
        let mut j = 0;
        while j < FUSED.len() {
            table[i + j] = Handler(FUSED[j]);
            j += 1;
        }
        table
    };

    static TABLE: [Handler; 256] = HANDLERS;

    pub(in crate::interp) fn run(vm: &mut Process) {
        let (pc, base) = (vm.pc, vm.base);
        // SAFETY: the process stands at an instruction of verified code.
        unsafe {
            let i = (*pc).0;
            let table = if vm.compiled.enabled { &TIERED } else { &TABLE };
            let handler = table[usize::from(i as u8)].0;
            handler(pc.add(1), base, vm, table.as_ptr(), i)
        }
    }
}
