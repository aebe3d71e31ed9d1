//! The interpreter: two drivers over one set of op bodies.
//!
//! A fast body (`fast`) does an op for its commonest operands or says that it has not; what is left goes to
//! [`Process::execute`](crate::process::Process::execute), which knows every op. The threaded driver has a function for
//! each opcode that ends in a jump to the next one's; the loop driver is one `match`. With hooks installed, or when
//! asked for, the instrumented loop executes everything through `execute`.
//!
//! Hazards that cost more than any encoding: a taken branch compiled to a conditional move (see `taken`), values
//! moved as one 16-byte unit (see `value::copy`), and slow paths that are ordinary calls from a fast body.

mod driver;
pub(crate) mod fast;
mod warm;

use crate::process::{Dispatch, Process};
use quintet_bytecode::{Fused, Op};

/// Runs a process until its slice is used up or it has ended.
pub(crate) fn drive(process: &mut Process) {
    if process.hooks.is_some() || process.counting || process.ctx.heap.is_profiled() {
        return instrumented(process);
    }
    if process.compiled.enabled {
        process.place_variables();
    }
    match process.dispatch {
        #[cfg(threaded)]
        Dispatch::Threaded => driver::threaded(process),
        #[cfg(not(threaded))]
        Dispatch::Threaded => loops(process),
        Dispatch::Loop => loops(process),
    }
}

/// The loop driver, with or without compiled code.
fn loops(process: &mut Process) {
    if process.compiled.enabled { driver::looped::<true>(process) } else { driver::looped::<false>(process) }
}

/// The base op of an opcode byte: of a fused op, that of its first word, which the fusion keeps in `x`.
pub(crate) fn base_word(word: quintet_bytecode::Word) -> quintet_bytecode::Word {
    match Fused::from_byte(word.op()) {
        Some(_) => word.with_op(word.x()).with_x(0),
        None => word,
    }
}

/// Executes one instruction on the slow path. False if the driver is to be left.
pub(crate) fn step(process: &mut Process, word: quintet_bytecode::Word) -> bool {
    if let Some(trap) = process.trapped.take() {
        return process.handle(trap);
    }
    process.charged = 0;
    match process.execute(base_word(word)) {
        Ok(()) => true,
        Err(trap) => process.handle(trap),
    }
}

fn instrumented(process: &mut Process) {
    loop {
        process.insn = process.pc;
        // SAFETY: `pc` is at an instruction: the verifier has checked all ways to it.
        let word = base_word(unsafe { *process.pc });
        if let Some(op) = Op::from_byte(word.op())
            && process.hooks.is_some()
        {
            process.hook_instruction(op);
        }
        process.instructions += 1;
        process.note_place();
        // SAFETY: no function ends in an instruction that falls off its end.
        process.pc = unsafe { process.pc.add(1) };
        if !step(process, word) {
            return;
        }
    }
}
