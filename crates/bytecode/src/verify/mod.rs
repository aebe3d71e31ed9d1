//! The verifier: the only way from a [`Module`] to a [`Verified`] one, which the engines run with unchecked access.
//!
//! It switches on the kinds of operands, not on opcodes, in three passes over each function: operands in range
//! (`operands`), tables well formed (`tables`), then a data flow that shows that every register is written before it is
//! read on every path (`registers`). What it guarantees:
//!
//! 1. Each instruction is of the table and complete; each operand is in range, its unused bits are zero.
//! 2. Jumps and handlers go to instructions. Only back edges go back: `Jump` operands and handlers lead forward, so that
//!    every cycle passes a charge point.
//! 3. A register that is read holds what an instruction, the call or a handler put there. A call loses the registers
//!    from its window up, also when it throws.
//! 4. `range_loop` and `iter_loop` find in their first three registers what their preparing op left there.
//! 5. `jump_if_given` finds its parameter as the call left it, or written since.
//! 6. Execution does not run off the end.

mod operands;
mod registers;
mod tables;

use crate::module::Module;
use crate::op::Op;
use crate::operand::Slot;
use std::fmt;
use std::ops::Deref;

/// Something that was verified; only this crate's [`verify`](fn@verify) makes one.
#[derive(Clone, Debug)]
pub struct Verified<T>(T);

impl<T> Verified<T> {
    /// Gives up the proof.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why a module is refused: the place, what was expected and what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError(Box<Fault>);

/// The parts of a [`VerifyError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The function's name and index, if it is in one.
    pub function: Option<(String, u32)>,
    /// The pc, if it is in code.
    pub pc: Option<u32>,
    /// The op, if it is one.
    pub op: Option<Op>,
    /// The operand's place in the word, if it is about one.
    pub operand: Option<Slot>,
    /// The table or fact it is about, if not about code.
    pub about: Option<String>,
    /// What would have been right.
    pub expected: String,
    /// What was there.
    pub given: String,
}

impl VerifyError {
    /// The parts.
    pub fn fault(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = &*self.0;
        match &fault.function {
            Some((name, index)) => write!(f, "function '{}' ({index})", name.escape_default())?,
            None => f.write_str("module")?,
        }
        if let Some(pc) = fault.pc {
            write!(f, " at {pc}")?;
        }
        if let Some(op) = fault.op {
            write!(f, ", {}", op.name())?;
        }
        if let Some(slot) = fault.operand {
            write!(f, " {}", slot.letter())?;
        }
        if let Some(about) = &fault.about {
            write!(f, ", {about}")?;
        }
        write!(f, ": expected {}, given {}", fault.expected, fault.given)
    }
}

impl std::error::Error for VerifyError {}

/// Collects the parts of an error.
#[derive(Clone, Default)]
struct Report {
    function: Option<(String, u32)>,
    pc: Option<u32>,
    op: Option<Op>,
    operand: Option<Slot>,
    about: Option<String>,
}

impl Report {
    fn about(what: impl fmt::Display) -> Report {
        Report { about: Some(what.to_string()), ..Report::default() }
    }
    fn with_pc(mut self, pc: usize) -> Report {
        self.pc = Some(pc as u32);
        self
    }
    fn with_op(mut self, op: Op) -> Report {
        self.op = Some(op);
        self
    }
    fn with_operand(mut self, slot: Slot) -> Report {
        self.operand = Some(slot);
        self
    }
    fn error(self, expected: impl fmt::Display, given: impl fmt::Display) -> VerifyError {
        let Report { function, pc, op, operand, about } = self;
        let (expected, given) = (expected.to_string(), given.to_string());
        VerifyError(Box::new(Fault { function, pc, op, operand, about, expected, given }))
    }
}

/// `Err` unless the condition holds.
#[inline]
fn ensure(
    holds: bool,
    report: impl FnOnce() -> Report,
    expected: impl fmt::Display,
    given: impl fmt::Display,
) -> Result<(), VerifyError> {
    if holds { Ok(()) } else { Err(report().error(expected, given)) }
}

/// Checks a module. Near-linear in the size of the code; the first defect found is reported.
pub fn verify(module: Module) -> Result<Verified<Module>, VerifyError> {
    tables::check_module(&module)?;
    for (index, function) in module.functions.iter().enumerate() {
        let check = || {
            tables::check_facts(function)?;
            let (starts, marked) = operands::check(&module, function)?;
            tables::check_tables(&module, function, &starts)?;
            registers::check(&module, function, &marked)
        };
        check().map_err(|mut error: VerifyError| {
            error.0.function = Some((function.name.clone(), index as u32));
            error
        })?;
    }
    Ok(Verified(module))
}
