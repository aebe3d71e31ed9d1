//! Fibers: `yield`, and what loops over fibers leave open when they are left early.

use super::control::Control;
use super::*;
use crate::ast::Expr;
use quintet_bytecode::{HandlerKind, Label};

impl<'a> Codegen<'a> {
    pub(super) fn yield_expr(&mut self, value: Option<&'a Expr>, span: Span, a: Reg) {
        let mark = self.mark();
        let b = match value {
            Some(e) => self.operand_near(e, a),
            None => {
                let b = self.scratch(a);
                self.emit(Instruction::LoadNil { a: b });
                b
            }
        };
        self.at(span.start);
        self.emit(Instruction::Yield { a, b });
        self.release(mark);
    }

    /// Behind the parameters of a generator function: what follows runs in a fiber.
    pub(super) fn begin_generator(&mut self, generator: bool) {
        if generator {
            self.emit(Instruction::Generate {});
        }
    }

    /// Behind a loop: the ways out of it that close what it iterates over, in `a`. An error in the body, which lies between
    /// the two labels, leaves its value and signal in `value`; `broken` is where `break` goes.
    pub(super) fn closing(&mut self, a: Reg, value: Reg, body: (Label, Label), broken: Option<Label>) {
        let done = self.label();
        self.goto(done);
        let unwound = self.state.builder.here();
        self.state.builder.handler(body.0, body.1, unwound, value, HandlerKind::Cleanup);
        self.emit(Instruction::IterClose { a });
        self.emit(Instruction::Rethrow { a: value });
        if let Some(broken) = broken {
            self.place_label(broken);
            self.emit(Instruction::IterClose { a });
        }
        self.place_label(done);
    }

    /// Before the function is left from inside loops: closes what they iterate over, the innermost first, as far as no cleanup
    /// code comes in between.
    pub(super) fn close_loops(&mut self) {
        let around = self.state.control.iter().rev();
        let inside = around.take_while(|control| !matches!(control, Control::Cleanup(_)));
        let open: Vec<Reg> = inside
            .filter_map(|control| match control {
                Control::Loop(around) => around.iterated,
                _ => None,
            })
            .collect();
        open.into_iter().for_each(|a| self.emit(Instruction::IterClose { a }));
    }

    /// Emits an instruction that leaves the function where no cleanup code waits.
    pub(super) fn emit_last(&mut self, instruction: Instruction) {
        self.close_loops();
        self.emit(instruction);
    }
}
