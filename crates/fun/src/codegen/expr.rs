//! Expressions.

use super::control::Target;
use super::matching::Wanted;
use super::*;
use crate::ast::{Element, Expr, ExprKind, FStringPart, Literal, LogicalOp, MapEntry, Member, Slice, Ternary};
use crate::symbol::word;

/// Elements of a literal that are computed before they are put into the array together.
const BATCH: usize = 50;

impl<'a> Codegen<'a> {
    /// The value of `e` in `a`. If `a` belongs to a variable, the last instruction writes it and no other does.
    pub(super) fn expr(&mut self, e: &'a Expr, a: Reg) {
        match &e.kind {
            ExprKind::Literal(literal) => self.literal(literal, a),
            ExprKind::FString(parts) => self.fstring(parts, e.span, a),
            ExprKind::Name(name) => self.read_name(*name, e.span, a),
            ExprKind::Array(elements) => self.array(elements, e.span, a),
            ExprKind::Map(entries) => self.map(entries, e.span, a),
            ExprKind::Unary(op, operand) => self.unary(*op, operand, e.span, a),
            ExprKind::Binary(binary) => self.binary(binary.op, &binary.left, &binary.right, e.span, a),
            ExprKind::Chain(chain) => self.chain(chain, e.span, a),
            ExprKind::Logical(LogicalOp::Coalesce, operands) => self.coalesce(operands, a),
            ExprKind::Logical(..) => self.boolean(e, a),
            ExprKind::Ternary(ternary) => self.ternary(ternary, a),
            ExprKind::Call(_) | ExprKind::MethodCall(_) | ExprKind::SuperCall(_) => self.call_expr(e, Some(a)),
            ExprKind::SuperMember(name) => self.super_member(*name, a),
            ExprKind::Index(index) => {
                let mark = self.mark();
                let b = self.operand_near(&index.object, a);
                let c = self.operand(&index.index);
                self.at(e.span.start);
                match self.is_own(&index.object) {
                    true => self.emit(Instruction::GetOwn { a, b, c }),
                    false => self.emit(Instruction::GetIndex { a, b, c }),
                }
                self.release(mark);
            }
            ExprKind::Slice(slice) => self.slice(slice, e.span, a),
            ExprKind::Member(member) => self.member(member, a),
            ExprKind::Function(function) => self.closure(function, a),
            ExprKind::Match(m) => self.match_expr(m, Wanted::In(a)),
            ExprKind::Yield(value) => self.yield_expr(value.as_deref(), e.span, a),
            ExprKind::Send(send) => self.send(send, e.span, a),
            ExprKind::Receive(receive) => self.receive_expr(receive, e.span, Wanted::In(a)),
        }
    }

    /// The register of a local, or a new temporary with the value of `e`.
    pub(super) fn operand(&mut self, e: &'a Expr) -> Reg {
        if let ExprKind::Name(name) = e.kind
            && let Some(register) = self.in_place(name)
        {
            return register;
        }
        let a = self.temp();
        self.expr(e, a);
        a
    }

    /// Like [`Self::operand`], with `near` as the temporary if it is one.
    pub(super) fn operand_near(&mut self, e: &'a Expr, near: Reg) -> Reg {
        if let ExprKind::Name(name) = e.kind
            && let Some(register) = self.in_place(name)
        {
            return register;
        }
        let a = self.scratch(near);
        self.expr(e, a);
        a
    }

    /// Evaluates an expression whose value nobody wants.
    pub(super) fn effect(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Literal(_) => {}
            ExprKind::Match(m) => self.match_expr(m, Wanted::Nothing),
            ExprKind::Receive(receive) => self.receive_expr(receive, e.span, Wanted::Nothing),
            ExprKind::Call(_) | ExprKind::MethodCall(_) | ExprKind::SuperCall(_) => self.call_expr(e, None),
            _ => {
                let mark = self.mark();
                self.operand(e);
                self.release(mark);
            }
        }
    }

    pub(super) fn literal(&mut self, literal: &Literal, a: Reg) {
        match *literal {
            Literal::Nil => self.emit(Instruction::LoadNil { a }),
            Literal::Bool(true) => self.emit(Instruction::LoadTrue { a }),
            Literal::Bool(false) => self.emit(Instruction::LoadFalse { a }),
            Literal::Int(i) => self.state.builder.load_int(a, i),
            Literal::Float(f) => self.state.builder.load_float(a, f),
            Literal::Str(text) => {
                let d = self.string_constant(text);
                self.emit(Instruction::LoadConst { a, d });
            }
            Literal::Bytes(text) => {
                let bytes = self.interner.bytes(text).to_vec();
                let d = self.state.builder.constant(Constant::Bytes(bytes));
                self.emit(Instruction::LoadConst { a, d });
            }
        }
    }

    fn fstring(&mut self, parts: &'a [FStringPart], span: Span, a: Reg) {
        if parts.is_empty() {
            return self.literal(&Literal::Str(word::EMPTY), a);
        }
        let mark = self.mark();
        let first = self.temp();
        for (count, part) in parts.iter().enumerate() {
            // Long ones are joined in between.
            if count > 0 && count % BATCH == 0 {
                let x = (self.mark() - first.index()) as u8;
                self.at(span.start);
                self.emit(Instruction::Concat { a: first, b: first, x });
                self.release(first.index() + 1);
            }
            let register = if count == 0 { first } else { self.temp() };
            self.fstring_part(part, register);
        }
        let x = (self.mark() - first.index()) as u8;
        self.at(span.start);
        self.emit(Instruction::Concat { a, b: first, x });
        self.release(mark);
    }

    fn fstring_part(&mut self, part: &'a FStringPart, a: Reg) {
        let value = match part {
            FStringPart::Text(text) => return self.literal(&Literal::Str(*text), a),
            FStringPart::Value(value) => value,
        };
        if value.spec.is_none() && matches!(value.value.kind, ExprKind::Literal(Literal::Str(_)) | ExprKind::FString(_))
        {
            return self.expr(&value.value, a);
        }
        let mark = self.mark();
        let argument = self.temp();
        self.expr(&value.value, argument);
        let (native, x) = match value.spec {
            None => ("str", 1),
            Some((spec, _)) => {
                let spec_register = self.temp();
                self.literal(&Literal::Str(spec), spec_register);
                ("format_value", 2)
            }
        };
        self.at(value.value.span.start);
        self.call_internal(native, a, a, x, value.value.span);
        self.release(mark);
    }

    /// Calls a native whose `x` arguments are behind `window`.
    pub(super) fn call_internal(&mut self, native: &'static str, b: Reg, window: Reg, x: u8, span: Span) {
        let index = self.native(native);
        let c = self.narrow(index, span);
        self.emit(Instruction::CallNative { b, a: window, x, c });
    }

    /// `dest ! message`
    fn send(&mut self, send: &'a ast::Send, span: Span, a: Reg) {
        let mark = self.mark();
        let (window, dest, message) = (self.temp(), self.temp(), self.temp());
        self.expr(&send.dest, dest);
        self.expr(&send.message, message);
        self.at(span.start);
        self.call_internal("send", a, window, 2, span);
        self.release(mark);
    }

    fn array(&mut self, elements: &'a [Element], span: Span, a: Reg) {
        let plain = elements.iter().all(|element| matches!(element, Element::Item(_)));
        let mark = self.mark();
        if plain && elements.len() <= BATCH {
            let b = self.items(elements, a);
            self.at(span.start);
            self.emit(Instruction::ArrayNew { a, b, x: elements.len() as u8 });
            return self.release(mark);
        }
        let array = self.scratch(a);
        let first = elements.iter().take_while(|element| matches!(element, Element::Item(_))).count().min(BATCH);
        let inner = self.mark();
        let b = self.items(&elements[..first], array);
        self.at(span.start);
        self.emit(Instruction::ArrayNew { a: array, b, x: first as u8 });
        self.release(inner);
        for element in &elements[first..] {
            match element {
                Element::Item(e) => {
                    let b = self.operand(e);
                    self.emit(Instruction::ArrayPush { a: array, b });
                }
                Element::Spread(e) => {
                    let b = self.operand(e);
                    self.at(e.span.start);
                    self.emit(Instruction::ArrayExtend { a: array, b });
                }
            }
            self.release(inner);
        }
        self.move_to(a, array);
        self.release(mark);
    }

    /// Puts the values of plain elements into consecutive new registers and gives the first; `none` if there are none.
    fn items(&mut self, elements: &'a [Element], none: Reg) -> Reg {
        let first = if elements.is_empty() { none } else { self.next_register() };
        for element in elements {
            if let Element::Item(e) = element {
                let a = self.temp();
                self.expr(e, a);
            }
        }
        first
    }

    fn map(&mut self, entries: &'a [MapEntry], span: Span, a: Reg) {
        let mark = self.mark();
        let map = self.scratch(a);
        self.at(span.start);
        self.emit(Instruction::MapNew { a: map, d: entries.len() as i32 });
        let inner = self.mark();
        for entry in entries {
            match entry {
                MapEntry::Pair(key, key_span, value) => {
                    let b = self.temp();
                    self.literal(key, b);
                    let c = self.operand(value);
                    self.at(key_span.start);
                    self.emit(Instruction::MapInsert { a: map, b, c });
                }
                MapEntry::Computed(key, value) => {
                    let b = self.operand(key);
                    let c = self.operand(value);
                    self.at(key.span.start);
                    self.emit(Instruction::MapInsert { a: map, b, c });
                }
                MapEntry::Spread(e) => {
                    let b = self.operand(e);
                    self.at(e.span.start);
                    self.emit(Instruction::MapExtend { a: map, b });
                }
            }
            self.release(inner);
        }
        self.move_to(a, map);
        self.release(mark);
    }

    /// The first operand that is not nil, else the last.
    fn coalesce(&mut self, operands: &'a [Expr], a: Reg) {
        let mark = self.mark();
        let value = self.scratch(a);
        let end = self.label();
        for (index, operand) in operands.iter().enumerate() {
            self.expr(operand, value);
            if index + 1 < operands.len() {
                self.jump(Instruction::JumpIfNotNil { a: value, d: 0 }, end);
            }
        }
        self.place_label(end);
        self.move_to(a, value);
        self.release(mark);
    }

    /// A condition as a Boolean.
    fn boolean(&mut self, e: &'a Expr, a: Reg) {
        let (no, end) = (self.label(), self.label());
        self.branch(e, Target::forward(no), false);
        self.emit(Instruction::LoadTrue { a });
        self.goto(end);
        self.place_label(no);
        self.emit(Instruction::LoadFalse { a });
        self.place_label(end);
    }

    fn ternary(&mut self, ternary: &'a Ternary, a: Reg) {
        let (no, end) = (self.label(), self.label());
        self.branch(&ternary.condition, Target::forward(no), false);
        self.expr(&ternary.then, a);
        self.goto(end);
        self.place_label(no);
        self.expr(&ternary.otherwise, a);
        self.place_label(end);
    }

    fn slice(&mut self, slice: &'a Slice, span: Span, a: Reg) {
        let mark = self.mark();
        let b = self.operand_near(&slice.object, a);
        let c = self.temps(2);
        for (bound, register) in [(&slice.start, c), (&slice.end, c.offset(1))] {
            match bound {
                Some(e) => self.expr(e, register),
                None => self.emit(Instruction::LoadNil { a: register }),
            }
        }
        self.at(span.start);
        self.emit(Instruction::GetSlice { a, b, c });
        self.release(mark);
    }

    fn member(&mut self, member: &'a Member, a: Reg) {
        if !member.optional
            && let Some(export) = self.export(&member.object, member.name.name)
        {
            return self.read(Place::Global(export), a);
        }
        let mark = self.mark();
        let object = self.operand_near(&member.object, a);
        if !member.optional {
            self.get_field(member, object, a);
            return self.release(mark);
        }
        let (nil, end) = (self.label(), self.label());
        self.jump(Instruction::JumpIfNil { a: object, d: 0 }, nil);
        self.get_field(member, object, a);
        self.goto(end);
        self.place_label(nil);
        self.emit(Instruction::LoadNil { a });
        self.place_label(end);
        self.release(mark);
    }

    fn get_field(&mut self, member: &'a Member, b: Reg, a: Reg) {
        let c = self.name_operand(member.name.name, member.name.span);
        let x = u8::from(self.is_outside(&member.object, member.name.name));
        self.at(member.name.span.start);
        self.emit(Instruction::GetField { a, b, c, x });
    }

    /// Whether private names must be refused: `name` is one, and the object is not a method's own `this`.
    pub(super) fn is_outside(&self, object: &Expr, name: Symbol) -> bool {
        let private = self.interner.bytes(name).first() == Some(&b'_');
        private && !self.is_own(object)
    }

    /// Whether an expression is a method's own `this`.
    pub(super) fn is_own(&self, object: &Expr) -> bool {
        self.class.is_some() && matches!(object.kind, ExprKind::Name(word::THIS))
    }
}
