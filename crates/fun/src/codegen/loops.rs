//! Loops. Conditions stand at the end, so that a turn takes one jump.
//!
//! A loop variable has two sides: the variable of this loop, fresh for each turn, which its body and the functions in it
//! see, and the variable of that name outside, which is written along if anything needs it.

use super::control::{Around, Control, Target, always_true};
use super::*;
use crate::ast::{Arg, Expr, ExprKind, For, Ident, While};
use crate::resolve::range_call;

impl<'a> Codegen<'a> {
    pub(super) fn while_stmt(&mut self, s: &'a While) {
        let (next, end) = (self.label(), self.label());
        if !always_true(self.interner, &s.condition) {
            self.goto(next);
        }
        let body = self.state.builder.here();
        self.state.control.push(Control::Loop(Around { end, next, iterated: None, broken: false }));
        self.block(&s.body);
        self.state.control.pop();
        self.place_label(next);
        self.at(s.condition.span.start);
        self.branch(&s.condition, Target { label: body, back: true }, true);
        self.place_label(end);
    }

    pub(super) fn for_stmt(&mut self, s: &'a For, span: Span) {
        match (range_call(&s.iterable), &s.second) {
            (Some(args), None) => self.counted_loop(s, args, span),
            _ => self.iteration(s, span),
        }
    }

    fn counted_loop(&mut self, s: &'a For, args: &'a [Arg], span: Span) {
        let a = self.temps(4);
        let (start, stop, step, variable) = (a, a.offset(1), a.offset(2), a.offset(3));
        let mut bounds = args.iter().filter_map(|arg| match arg {
            Arg::Positional(e) => Some(e),
            _ => None,
        });
        match (bounds.next(), bounds.next(), bounds.next()) {
            (Some(e), None, _) => {
                self.emit(Instruction::LoadInt { a: start, d: 0 });
                self.expr(e, stop);
                self.emit(Instruction::LoadInt { a: step, d: 1 });
            }
            (Some(from), Some(to), by) => {
                self.expr(from, start);
                self.expr(to, stop);
                match by {
                    Some(by) => self.expr(by, step),
                    None => self.emit(Instruction::LoadInt { a: step, d: 1 }),
                }
            }
            (None, ..) => {}
        }
        let (next, end) = (self.label(), self.label());
        self.at(s.iterable.span.start);
        self.jump(Instruction::RangePrep { a, d: 0 }, end);
        let body = self.state.builder.here();
        self.turn(s, &[(s.first, variable)], Around { end, next, iterated: None, broken: false });
        self.place_label(next);
        self.at(span.start);
        self.jump(Instruction::RangeLoop { a, d: 0 }, body);
        self.place_label(end);
    }

    fn iteration(&mut self, s: &'a For, span: Span) {
        let pair = s.second.is_some();
        let a = self.temps(if pair { 5 } else { 4 });
        let x = if pair { 2 } else { 1 };
        match range_call(&s.iterable) {
            Some(args) => self.builtin_range(args, a, s.iterable.span),
            None => self.expr(&s.iterable, a),
        }
        let (next, end) = (self.label(), self.label());
        self.at(s.iterable.span.start);
        self.emit(Instruction::IterPrep { a, x });
        let open = may_be_fiber(&s.iterable);
        let unwound = if open { Some(self.temps(2)) } else { None };
        self.goto(next);
        let body = self.state.builder.here();
        let first = (s.first, a.offset(3));
        let around = Around { end, next, iterated: open.then_some(a), broken: false };
        let broken = match s.second {
            None => self.turn(s, &[first], around),
            Some(second) => self.turn(s, &[first, (second, a.offset(4))], around),
        };
        let last = self.state.builder.here();
        self.place_label(next);
        self.at(span.start);
        self.jump(Instruction::IterLoop { a, x, d: 0 }, body);
        match unwound {
            None => self.place_label(end),
            Some(value) => self.closing(a, value, (body, last), broken.then_some(end)),
        }
        if open && !broken {
            self.place_label(end);
        }
    }

    /// The builtin `range`, whatever the name means.
    fn builtin_range(&mut self, args: &'a [Arg], b: Reg, span: Span) {
        let mark = self.mark();
        let window = self.temp();
        for arg in args {
            if let Arg::Positional(e) = arg {
                let a = self.temp();
                self.expr(e, a);
            }
        }
        self.at(span.start);
        self.call_internal("range", b, window, args.len() as u8, span);
        self.release(mark);
    }

    /// One turn: binds the variables to what the loop has put into their registers, then the body. Whether that breaks.
    fn turn(&mut self, s: &'a For, variables: &[(Ident, Reg)], around: Around) -> bool {
        let (names, mark) = (self.names.mark(), self.mark());
        let start = self.state.builder.pc();
        let mut bound = Vec::new();
        for &(ident, register) in variables {
            bound.extend(self.loop_variable(ident, register));
        }
        self.state.control.push(Control::Loop(around));
        self.block(&s.body);
        let broken = matches!(self.state.control.pop(), Some(Control::Loop(around)) if around.broken);
        for (id, register) in bound {
            self.name_register(id, start);
            self.set_variable(register, false);
        }
        self.names.undo(names);
        self.release(mark);
        broken
    }

    /// Starts a turn for one variable, whose value is in `value`. Gives what was bound and where.
    fn loop_variable(&mut self, ident: Ident, value: Reg) -> Option<(VariableId, Reg)> {
        let id = *self.resolution.bound_at.get(&ident.span.start)?;
        let outer = self.place(ident.name)?;
        let variable = self.resolution.variable(id);
        let (separate, shared, writes) = (variable.separate, variable.shared, variable.writes);
        let needed = match outer {
            Place::Variable(outer) => self.resolution.variable(outer).uses > 0,
            Place::Global(_) => true,
        };
        if !separate {
            self.write(outer, value, u32::MAX - 1);
            return None;
        }
        if needed {
            self.write(outer, value, u32::MAX - 1);
            self.mirrors.insert(id, outer);
        }
        let register = if shared || writes > 0 {
            let register = self.variable_register();
            match shared {
                true => self.emit(Instruction::CellNew { a: register, b: value }),
                false => self.move_to(register, value),
            }
            register
        } else {
            self.set_variable(value, true);
            value
        };
        if let Some(&ty) = self.declared.get(&outer) {
            self.declared.insert(Place::Variable(id), ty);
        }
        self.bind(id, register);
        Some((id, register))
    }
}

/// Whether an iterated expression may give a fiber.
fn may_be_fiber(e: &Expr) -> bool {
    use ExprKind::{Array, FString, Literal, Map};
    !matches!(e.kind, Array(_) | FString(_) | Literal(_) | Map(_)) && range_call(e).is_none()
}
