//! Assignments and declarations.

use super::matching::has_statements;
use super::types::{Check, fits};
use super::variables::Location;
use super::*;
use crate::ast::{
    Assign, AssignOp, CompoundAssign, Declare, Destructure, Element, Expr, ExprKind, Ident, MultiAssign, Target,
    TargetKind,
};

/// A target whose object and index are evaluated.
enum Parts {
    Name(Symbol),
    Index(Reg, Reg),
    /// An index of a method's own `this`.
    Own(Reg, Reg),
    Field(Reg, u16, u8),
}

impl<'a> Codegen<'a> {
    pub(super) fn assign(&mut self, s: &'a Assign) {
        let mark = self.mark();
        match &s.target.kind {
            TargetKind::Name(name) => {
                if let Some(place) = self.place(*name) {
                    self.assign_variable(place, &s.value, s.target.span.start);
                }
            }
            _ => {
                let target = self.target_parts(&s.target, &s.value);
                let value = self.operand(&s.value);
                self.store(&target, value, s.target.span);
            }
        }
        self.release(mark);
    }

    /// Like [`Self::operand`], for what is used after `later` is evaluated.
    fn operand_before(&mut self, e: &'a Expr, later: &Expr) -> Reg {
        let register = self.operand(e);
        if !has_statements(later) || self.is_temporary(register) {
            return register;
        }
        let copy = self.temp();
        self.move_to(copy, register);
        copy
    }

    /// Assigns the value of `e` to a variable, as its declared type if it has one.
    fn assign_variable(&mut self, place: Place, e: &'a Expr, position: u32) {
        let declared = self.declared.get(&place).copied().filter(|ty| !fits(ty, e));
        let mark = self.mark();
        match (self.locate(place), declared) {
            (Location::Register(a), None) => {
                self.expr(e, a);
                self.write(place, a, position);
            }
            (Location::Register(a), Some(ty)) => {
                let b = self.operand(e);
                self.at(e.span.start);
                self.check(a, b, ty, Check::Variable);
                self.write(place, a, position);
            }
            (_, None) => {
                let b = self.operand(e);
                self.write(place, b, position);
            }
            (_, Some(ty)) => {
                let b = self.operand(e);
                let a = self.temp();
                self.at(e.span.start);
                self.check(a, b, ty, Check::Variable);
                self.write(place, a, position);
            }
        }
        self.release(mark);
    }

    /// Assigns what is in `b`, which is not a variable's register or is the variable's own.
    fn assign_register(&mut self, place: Place, b: Reg, span: Span) {
        let Some(ty) = self.declared.get(&place).copied() else { return self.write(place, b, span.start) };
        let mark = self.mark();
        let a = match self.locate(place) {
            Location::Register(a) => a,
            _ => self.temp(),
        };
        self.at(span.start);
        self.check(a, b, ty, Check::Variable);
        self.write(place, a, span.start);
        self.release(mark);
    }

    /// Assigns what is in `b` to a name without any check.
    pub(super) fn bind_name(&mut self, name: Ident, b: Reg) {
        if let Some(place) = self.place(name.name) {
            self.write(place, b, name.span.start);
        }
    }

    /// Evaluates what a target consists of; `value` is what comes behind it.
    fn target_parts(&mut self, target: &'a Target, value: &Expr) -> Parts {
        match &target.kind {
            TargetKind::Name(name) => Parts::Name(*name),
            TargetKind::Index(index) => {
                let object = self.operand_before(&index.object, value);
                let key = self.operand_before(&index.index, value);
                if self.is_own(&index.object) { Parts::Own(object, key) } else { Parts::Index(object, key) }
            }
            TargetKind::Member(member) => {
                let object = self.operand_before(&member.object, value);
                let name = self.name_operand(member.name.name, member.name.span);
                Parts::Field(object, name, u8::from(self.is_outside(&member.object, member.name.name)))
            }
        }
    }

    fn store(&mut self, target: &Parts, value: Reg, span: Span) {
        match *target {
            Parts::Name(name) => {
                if let Some(place) = self.place(name) {
                    self.assign_register(place, value, span);
                }
            }
            Parts::Index(a, b) => {
                self.at(span.start);
                self.emit(Instruction::SetIndex { a, b, c: value });
            }
            Parts::Own(a, b) => {
                self.at(span.start);
                self.emit(Instruction::SetOwn { a, b, c: value });
            }
            Parts::Field(a, c, x) => {
                self.at(span.start);
                self.emit(Instruction::SetField { a, b: value, c, x });
            }
        }
    }

    pub(super) fn compound_assign(&mut self, s: &'a CompoundAssign) {
        let mark = self.mark();
        let span = s.target.span;
        if let TargetKind::Name(name) = s.target.kind {
            self.compound_name(s, name, span);
            return self.release(mark);
        }
        let target = self.target_parts(&s.target, &s.value);
        let value = self.temp();
        self.at(span.start);
        match target {
            Parts::Index(b, c) => self.emit(Instruction::GetIndex { a: value, b, c }),
            Parts::Own(b, c) => self.emit(Instruction::GetOwn { a: value, b, c }),
            Parts::Field(b, c, x) => self.emit(Instruction::GetField { a: value, b, c, x }),
            Parts::Name(_) => {}
        }
        match s.op {
            AssignOp::Binary(op) => {
                let c = self.operand(&s.value);
                self.at(span.start);
                self.operator(op, value, value, c);
                self.store(&target, value, span);
            }
            AssignOp::Coalesce => {
                let end = self.label();
                self.jump(Instruction::JumpIfNotNil { a: value, d: 0 }, end);
                self.expr(&s.value, value);
                self.store(&target, value, span);
                self.place_label(end);
            }
        }
        self.release(mark);
    }

    fn compound_name(&mut self, s: &'a CompoundAssign, name: Symbol, span: Span) {
        let Some(place) = self.place(name) else { return };
        let old = match self.in_place(name) {
            Some(register) if !has_statements(&s.value) => register,
            _ => {
                let register = self.temp();
                self.read(place, register);
                register
            }
        };
        match s.op {
            AssignOp::Binary(op) => {
                let in_place = !self.is_temporary(old) && !self.declared.contains_key(&place);
                let result = if in_place { old } else { self.temp() };
                let c = self.operand(&s.value);
                self.at(span.start);
                self.operator(op, result, old, c);
                self.assign_register(place, result, span);
            }
            AssignOp::Coalesce => {
                let end = self.label();
                self.jump(Instruction::JumpIfNotNil { a: old, d: 0 }, end);
                self.assign_variable(place, &s.value, span.start);
                self.place_label(end);
            }
        }
    }

    pub(super) fn destructure(&mut self, s: &'a Destructure) {
        // An array literal of as many elements need not be made.
        if let ExprKind::Array(elements) = &s.value.kind
            && elements.len() == s.targets.len()
            && let Some(values) = elements.iter().map(item).collect::<Option<Vec<&'a Expr>>>()
        {
            return self.assign_all(&s.targets, &values);
        }
        let mark = self.mark();
        let targets: Vec<Parts> = s.targets.iter().map(|target| self.target_parts(target, &s.value)).collect();
        let Ok(x) = u8::try_from(targets.len()) else {
            self.error(s.value.span, "more than 255 targets");
            return self.release(mark);
        };
        let b = self.operand(&s.value);
        let first = self.temps(targets.len());
        self.at(s.value.span.start);
        self.emit(Instruction::Destructure { a: first, b, x });
        for (index, (place, target)) in targets.iter().zip(&s.targets).enumerate() {
            self.store(place, first.offset(index), target.span);
        }
        self.release(mark);
    }

    pub(super) fn multi_assign(&mut self, s: &'a MultiAssign) {
        self.assign_all(&s.targets, &s.values.iter().collect::<Vec<&'a Expr>>());
    }

    /// Evaluates all values, then assigns them.
    fn assign_all(&mut self, to: &'a [Target], from: &[&'a Expr]) {
        if let Some(places) = self.unseen_until_done(to, from) {
            for ((place, value), target) in places.into_iter().zip(from).zip(to) {
                self.assign_variable(place, value, target.span.start);
            }
            return;
        }
        let mark = self.mark();
        let Some(last) = from.last() else { return };
        let targets: Vec<Parts> = to.iter().map(|target| self.target_parts(target, last)).collect();
        let mut values = Vec::with_capacity(from.len());
        for (index, &value) in from.iter().enumerate() {
            let mut register = self.operand(value);
            // A variable that an earlier target overwrites is read before.
            if let ExprKind::Name(name) = value.kind
                && !self.is_temporary(register)
                && (has_statements(last) || self.is_assigned_before(&targets[..index], name))
            {
                let copy = self.temp();
                self.move_to(copy, register);
                register = copy;
            }
            values.push(register);
        }
        for (index, (place, target)) in targets.iter().zip(to).enumerate() {
            self.store(place, values[index], target.span);
        }
        self.release(mark);
    }

    /// The variables to assign to, if each may be assigned as soon as its value is there: all are in registers, no later value
    /// reads one, and if one throws nobody sees the others.
    fn unseen_until_done(&mut self, to: &[Target], from: &[&Expr]) -> Option<Vec<Place>> {
        if self.state.tries > 0 {
            return None;
        }
        let mut names = Vec::new();
        let mut places = Vec::new();
        for (target, value) in to.iter().zip(from) {
            let TargetKind::Name(name) = target.kind else { return None };
            let place = self.place(name)?;
            let kept = matches!(self.locate(place), Location::Register(_)) && !self.declared.contains_key(&place);
            if !kept || !reads_none_of(value, &names) {
                return None;
            }
            names.push(name);
            places.push(place);
        }
        Some(places)
    }

    fn is_assigned_before(&self, targets: &[Parts], name: Symbol) -> bool {
        targets.iter().any(|target| matches!(target, Parts::Name(other) if *other == name))
    }

    pub(super) fn declare(&mut self, s: &'a Declare) {
        let Some(place) = self.place(s.name.name) else { return };
        // `var x = e` ends what an earlier declaration of x says.
        match &s.ty {
            Some(ty) => self.declared.insert(place, ty),
            None => self.declared.remove(&place),
        };
        match (&s.value, &s.ty) {
            (Some(value), _) => self.assign_variable(place, value, s.name.span.start),
            (None, Some(ty)) => {
                let mark = self.mark();
                let a = self.temp();
                self.default_value(ty, a);
                self.write(place, a, s.name.span.start);
                self.release(mark);
            }
            (None, None) => {}
        }
    }
}

/// Whether an expression surely reads none of these variables; only of arithmetic is that known.
fn reads_none_of(e: &Expr, names: &[Symbol]) -> bool {
    match &e.kind {
        ExprKind::Literal(_) => true,
        ExprKind::Name(name) => !names.contains(name),
        ExprKind::Unary(_, e) => reads_none_of(e, names),
        ExprKind::Binary(e) => reads_none_of(&e.left, names) && reads_none_of(&e.right, names),
        ExprKind::Chain(e) => {
            reads_none_of(&e.first, names) && e.rest.iter().all(|link| reads_none_of(&link.operand, names))
        }
        ExprKind::Index(e) => reads_none_of(&e.object, names) && reads_none_of(&e.index, names),
        _ => false,
    }
}

/// The expression of a plain element.
fn item(element: &Element) -> Option<&Expr> {
    match element {
        Element::Item(e) => Some(e),
        Element::Spread(_) => None,
    }
}
