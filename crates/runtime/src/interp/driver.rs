//! The two drivers, generated from the op table and the table of fused ops.

use super::fast::{self, Base, Pc};
use super::step;
use crate::process::Process;
use quintet_bytecode::{Fused, Op, Word, for_each_fused, for_each_op};

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

/// The loop driver.
pub(super) fn looped(vm: &mut Process) {
    let mut pc = vm.pc;
    let mut base = vm.base;
    loop {
        // SAFETY: the verifier has checked that every way leads to an instruction; the bodies' rules hold.
        unsafe {
            let i = *pc;
            pc = pc.add(1);
            if !dispatch(i, &mut pc, &mut base, vm) && !slow_path(i, &mut pc, &mut base, vm) {
                return;
            }
        }
    }
}

macro_rules! define_dispatch {
    ($($name:ident $variant:ident ( $($rest:tt)* ) $effect:ident $doc:literal;)*) => {
        /// The fast body of an opcode.
        #[inline(always)]
        unsafe fn dispatch(i: Word, pc: &mut Pc, base: &mut Base, vm: &mut Process) -> bool {
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

    static TABLE: [Handler; 256] = {
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

    pub(in crate::interp) fn run(vm: &mut Process) {
        let (pc, base) = (vm.pc, vm.base);
        // SAFETY: the process stands at an instruction of verified code.
        unsafe {
            let i = (*pc).0;
            let handler = TABLE[usize::from(i as u8)].0;
            handler(pc.add(1), base, vm, TABLE.as_ptr(), i)
        }
    }
}
