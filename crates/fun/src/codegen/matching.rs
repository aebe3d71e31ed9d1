//! `match` and `receive`: arms one after the other, each with its tests, its guard and its body. Where many arms follow each other that
//! a constant tells apart, [`super::switch`] goes straight to the ones that may match.

use super::control::Target;
use super::switch::Tag;
use super::*;
use crate::ast::{Arm, Block, ExprKind, Match, Pattern, PatternKind, Receive, StmtKind};
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
        let takes_all = self.arms(&m.arms, subject, end, wanted);
        if !takes_all {
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

    /// Arms in order; what none of them takes goes on behind them. Whether the last takes everything.
    fn arms(&mut self, mut arms: &'a [Arm], subject: Reg, end: Label, wanted: Wanted) -> bool {
        let last = arms.iter().position(|arm| arm.guard.is_none() && arm.pattern.takes_all());
        if let Some(arm) = last.and_then(|last| arms.get(last + 1)) {
            self.diagnostics.push(Diagnostic::warning(arm.pattern.span, "no value gets as far as this case"));
        }
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
        last.is_some()
    }

    /// Looks through the messages, oldest first, for one that an arm takes. `number` is that of the message looked at.
    pub(super) fn receive_expr(&mut self, receive: &'a Receive, span: Span, wanted: Wanted) {
        let mark = self.mark();
        let (until, number, message) = (self.temp(), self.temp(), self.temp());
        match &receive.after {
            Some(after) => self.expr(&after.timeout, until),
            None => self.emit(Instruction::LoadNil { a: until }),
        }
        self.at(span.start);
        self.emit(Instruction::ReceiveStart { a: until, b: until });
        match pinned_everywhere(&receive.arms) {
            // Messages from before a reference was made cannot hold it.
            Some(name) => {
                self.read_name(name, span, message);
                self.emit(Instruction::ReceiveFresh { a: number, b: message });
            }
            None => self.state.builder.load_int(number, -1),
        }
        let (timeout, end) = (self.label(), self.label());
        let next = self.state.builder.here();
        self.at(span.start);
        self.emit(Instruction::ReceiveWait { a: number, b: number, c: until });
        self.jump(Instruction::JumpIfNil { a: number, d: 0 }, timeout);
        self.emit(Instruction::ReceiveGet { a: message, b: number });
        let outer = self.received.replace(number);
        self.arms(&receive.arms, message, end, wanted);
        self.received = outer;
        self.jump(Instruction::Loop { d: 0 }, next);
        self.place_label(timeout);
        match &receive.after {
            Some(after) => self.arm_body(&after.body, wanted),
            None => match wanted {
                Wanted::Nothing => {}
                Wanted::In(a) => self.emit(Instruction::LoadNil { a }),
                Wanted::Returned => self.return_stmt(None),
            },
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
        // What is inside the arm belongs to no `receive` but its own.
        let received = self.received.take();
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
        if let Some(a) = received {
            self.emit(Instruction::ReceiveTake { a });
        }
        self.arm_body(&arm.body, wanted);
        self.received = received;
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

/// A name whose value every message must hold that one of the arms takes.
fn pinned_everywhere(arms: &[Arm]) -> Option<Symbol> {
    let (first, others) = arms.split_first()?;
    let mut names = pinned(&first.pattern);
    for arm in others {
        let here = pinned(&arm.pattern);
        names.retain(|name| here.contains(name));
    }
    names.first().copied()
}

/// The names pinned where everything that matches has their values.
fn pinned(pattern: &Pattern) -> Vec<Symbol> {
    let all = |patterns: &mut dyn Iterator<Item = &Pattern>| patterns.flat_map(pinned).collect();
    match &pattern.kind {
        PatternKind::Pin(e) => match e.kind {
            ExprKind::Name(name) => vec![name],
            _ => Vec::new(),
        },
        PatternKind::Array(array) => all(&mut array.before.iter().chain(&array.after)),
        PatternKind::Map(map) => all(&mut map.entries.iter().map(|entry| &entry.pattern)),
        PatternKind::As(inner, _) => pinned(inner),
        _ => Vec::new(),
    }
}

/// Whether an expression runs statements of its function: they may assign locals.
pub(super) fn has_statements(e: &ast::Expr) -> bool {
    matches!(e.kind, ExprKind::Match(_) | ExprKind::Receive(_))
}
