//! `match`: arms one after the other, each with its tests, its guard and its body. Where many arms follow each other that
//! a constant tells apart, [`super::switch`] goes straight to the ones that may match.

use super::control::Target;
use super::switch::Tag;
use super::*;
use crate::ast::{Arm, Block, ExprKind, Match, StmtKind};
use quintet_bytecode::{HandlerKind, Label};

/// What is done with the value of an arm.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Nothing,
    In(Reg),
    /// The function returns it.
    Returned,
}

impl<'a> Codegen<'a> {
    pub(super) fn match_expr(&mut self, m: &'a Match, wanted: Wanted) {
        let mark = self.mark();
        let subject = self.operand(&m.subject);
        let end = self.label();
        let last = m.arms.iter().position(|arm| arm.guard.is_none() && arm.pattern.takes_all());
        if let Some(arm) = last.and_then(|last| m.arms.get(last + 1)) {
            self.diagnostics.push(Diagnostic::warning(arm.pattern.span, "no value gets as far as this case"));
        }
        let mut arms = &m.arms[..];
        while let Some((first, others)) = arms.split_first() {
            if let Some((count, switch)) = self.switch_of(arms) {
                self.switch(&arms[..count], &switch, subject, end, wanted);
                arms = &arms[count..];
                continue;
            }
            let next = self.label();
            self.arm(first, subject, None, next, end, wanted);
            self.place_label(next);
            arms = others;
        }
        if last.is_none() {
            self.no_case(subject, m.subject.span);
            match wanted {
                Wanted::Nothing => {}
                Wanted::In(a) => self.emit(Instruction::LoadNil { a }),
                Wanted::Returned => self.return_stmt(None),
            }
        }
        self.place_label(end);
        self.release(mark);
    }

    /// Tests the pattern, as far as `known` leaves anything open, and the guard, which go on at `next` if they fail; runs
    /// the body and goes on at `end`.
    pub(super) fn arm(
        &mut self,
        arm: &'a Arm,
        subject: Reg,
        known: Option<&Tag>,
        next: Label,
        end: Label,
        wanted: Wanted,
    ) {
        let (names, mark) = (self.names.mark(), self.mark());
        let start = self.state.builder.pc();
        let bound = self.pattern_variables(&arm.pattern);
        self.at(arm.pattern.span.start);
        match known {
            None => self.pattern(&arm.pattern, subject, next),
            Some(tag) => self.tagged_pattern(&arm.pattern, subject, tag, next),
        }
        for &(id, register) in &bound {
            if self.resolution.variable(id).shared {
                self.emit(Instruction::CellNew { a: register, b: register });
            }
            self.bind(id, register);
        }
        if let Some(guard) = &arm.guard {
            self.guard(guard, next);
        }
        self.arm_body(&arm.body, wanted);
        for (id, register) in bound {
            self.name_register(id, start);
            self.set_variable(register, false);
        }
        self.names.undo(names);
        self.release(mark);
        if !super::stmt::ends_path(&arm.body) && !matches!(wanted, Wanted::Returned) {
            self.goto(end);
        }
    }

    /// An error in a guard counts as false.
    fn guard(&mut self, guard: &'a ast::Expr, next: Label) {
        let start = self.state.builder.here();
        self.state.tries += 1;
        self.branch(guard, Target::forward(next), false);
        self.state.tries -= 1;
        let end = self.state.builder.here();
        let mark = self.mark();
        let error = self.temp();
        self.state.builder.handler(start, end, next, error, HandlerKind::Catch);
        self.release(mark);
    }

    /// The value of a block is that of its last statement if that is an expression, else nil.
    pub(super) fn arm_body(&mut self, body: &'a Block, wanted: Wanted) {
        let value = match body.stmts.split_last() {
            Some((last, others)) => match &last.kind {
                StmtKind::Expr(e) => {
                    self.stmts(others);
                    self.at(last.span.start);
                    Some(e)
                }
                _ => {
                    self.block(body);
                    None
                }
            },
            None => None,
        };
        match (wanted, value) {
            (Wanted::Nothing, None) => {}
            (Wanted::Nothing, Some(e)) => self.effect(e),
            (Wanted::In(a), Some(e)) => self.expr(e, a),
            (Wanted::In(a), None) => self.emit(Instruction::LoadNil { a }),
            (Wanted::Returned, Some(e)) => self.return_stmt(Some(e)),
            (Wanted::Returned, None) if super::stmt::ends_path(body) => {}
            (Wanted::Returned, None) => self.return_stmt(None),
        }
    }

    /// Throws that no case matches.
    fn no_case(&mut self, subject: Reg, span: Span) {
        let mark = self.mark();
        let window = self.temp();
        let message = self.temp();
        let text = self.temp();
        self.at(span.start);
        self.load_text(message, "no case matches ");
        let inner = self.mark();
        let repr = self.temp();
        let argument = self.temp();
        self.move_to(argument, subject);
        self.call_internal("repr", text, repr, 1, span);
        self.release(inner);
        self.emit(Instruction::Concat { a: message, b: message, x: 2 });
        self.load_text(text, "MatchError");
        self.call_internal("error", window, window, 2, span);
        self.release(mark);
    }
}

/// Whether an expression runs statements of its function: they may assign locals.
pub(super) fn has_statements(e: &ast::Expr) -> bool {
    matches!(e.kind, ExprKind::Match(_) | ExprKind::Receive(_))
}
