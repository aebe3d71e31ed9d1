//! Patterns: tests of a value in a register, and the names they bind. Taking a value apart allocates nothing but the
//! arrays and maps of `...rest`.

use super::*;
use crate::ast::{
    ArrayPattern, ClassPattern, Expr, Literal, MapPattern, Pattern, PatternArg, PatternKind, RangePattern,
};
use crate::resolve::is_kind;
use quintet_bytecode::{CoerceType, Label};

/// The fields of every error, which are not among its own.
const ERROR_FIELDS: [&str; 5] = ["kind", "message", "trace", "cause", "data"];
/// The header of the class Error.
const ERROR_HEADER: [&str; 3] = ["message", "kind", "data"];

impl<'a> Codegen<'a> {
    /// Registers for the names a pattern binds, as far as anything reads them.
    pub(super) fn pattern_variables(&mut self, pattern: &'a Pattern) -> Vec<(VariableId, Reg)> {
        let mut bound: Vec<(VariableId, Reg)> = Vec::new();
        let mut positions = Vec::new();
        pattern.for_each_name(&mut |name| positions.push(name.span.start));
        for position in positions {
            let Some(&id) = self.resolution.bound_at.get(&position) else { continue };
            if bound.iter().any(|&(known, _)| known == id) || self.resolution.variable(id).uses == 0 {
                continue;
            }
            let register = self.variable_register();
            self.registers[id.index()] = register;
            bound.push((id, register));
        }
        bound
    }

    /// The register for the name bound at `position`; none if nothing reads it.
    fn bound_register(&self, position: u32) -> Option<Reg> {
        let id = *self.resolution.bound_at.get(&position)?;
        (self.resolution.variable(id).uses > 0).then(|| self.registers[id.index()])
    }

    /// Goes to `fail` unless what is in `v` matches; else its names are bound.
    pub(super) fn pattern(&mut self, pattern: &'a Pattern, v: Reg, fail: Label) {
        match &pattern.kind {
            PatternKind::Wildcard => {}
            PatternKind::Bind(_) => self.bind_value(pattern.span.start, v),
            PatternKind::Literal(literal) => self.literal_test(literal, v, fail, false),
            PatternKind::Range(range) => self.range_test(range, v, fail, pattern.span),
            PatternKind::Pin(e) => self.pin_test(e, v, fail),
            PatternKind::Array(array) => self.array_pattern(array, v, fail, pattern.span, 0),
            PatternKind::Map(map) => self.map_pattern(map, v, fail, pattern.span, None),
            PatternKind::Class(class) => self.class_pattern(class, v, fail, pattern.span),
            PatternKind::As(inner, name) => {
                self.pattern(inner, v, fail);
                self.bind_value(name.span.start, v);
            }
            PatternKind::Or(alternatives) => self.alternatives(alternatives, v, fail),
        }
    }

    fn bind_value(&mut self, position: u32, v: Reg) {
        if let Some(register) = self.bound_register(position) {
            self.move_to(register, v);
        }
    }

    fn alternatives(&mut self, alternatives: &'a [Pattern], v: Reg, fail: Label) {
        let Some((last, others)) = alternatives.split_last() else { return };
        let matched = self.label();
        for pattern in others {
            if let PatternKind::Literal(literal) = &pattern.kind {
                self.literal_test(literal, v, matched, true);
                continue;
            }
            let next = self.label();
            self.pattern(pattern, v, next);
            self.goto(matched);
            self.place_label(next);
        }
        self.pattern(last, v, fail);
        self.place_label(matched);
    }

    /// Goes to `to` if what is in `v` being the constant is `when`.
    pub(super) fn literal_test(&mut self, literal: &Literal, v: Reg, to: Label, when: bool) {
        if let Literal::Nil = literal {
            return self.jump(
                match when {
                    true => Instruction::JumpIfNil { a: v, d: 0 },
                    false => Instruction::JumpIfNotNil { a: v, d: 0 },
                },
                to,
            );
        }
        let mark = self.mark();
        let (a, c) = (self.temp(), self.temp());
        self.literal(literal, c);
        self.emit(Instruction::Eq { a, b: v, c });
        self.jump_on(a, to, when);
        self.release(mark);
    }

    /// Goes to `to` if the Boolean in `a` is `when`.
    pub(super) fn jump_on(&mut self, a: Reg, to: Label, when: bool) {
        self.jump(
            match when {
                true => Instruction::JumpIf { a, d: 0 },
                false => Instruction::JumpIfNot { a, d: 0 },
            },
            to,
        );
    }

    pub(super) fn type_test(&mut self, v: Reg, ty: CoerceType, to: Label, when: bool) {
        let mark = self.mark();
        let a = self.temp();
        self.emit(Instruction::IsType { a, b: v, c: ty as u16 });
        self.jump_on(a, to, when);
        self.release(mark);
    }

    fn range_test(&mut self, range: &RangePattern, v: Reg, fail: Label, span: Span) {
        let mark = self.mark();
        if let Literal::Str(_) = range.low {
            self.type_test(v, CoerceType::String, fail, false);
            let window = self.temp();
            let argument = self.temp();
            self.move_to(argument, v);
            self.call_internal("char_count", window, window, 1, span);
            self.literal_test(&Literal::Int(1), window, fail, false);
            self.release(mark);
        } else {
            let number = self.label();
            self.type_test(v, CoerceType::Int64, number, true);
            self.type_test(v, CoerceType::Float, fail, false);
            self.place_label(number);
        }
        let (a, c) = (self.temp(), self.temp());
        self.literal(&range.low, c);
        self.emit(Instruction::GeRich { a, b: v, c });
        self.jump_on(a, fail, false);
        self.literal(&range.high, c);
        self.emit(match range.inclusive {
            true => Instruction::LeRich { a, b: v, c },
            false => Instruction::LtRich { a, b: v, c },
        });
        self.jump_on(a, fail, false);
        self.release(mark);
    }

    fn pin_test(&mut self, e: &'a Expr, v: Reg, fail: Label) {
        let mark = self.mark();
        let a = self.temp();
        let c = self.operand(e);
        self.emit(Instruction::EqRich { a, b: v, c });
        self.jump_on(a, fail, false);
        self.release(mark);
    }

    /// Matches what `load` puts into a register, if the pattern needs it.
    fn part(&mut self, pattern: &'a Pattern, fail: Label, load: impl FnOnce(&mut Self, Reg)) {
        match pattern.kind {
            PatternKind::Wildcard => {}
            PatternKind::Bind(_) => {
                if let Some(register) = self.bound_register(pattern.span.start) {
                    load(self, register);
                }
            }
            _ => {
                let mark = self.mark();
                let a = self.temp();
                load(self, a);
                self.pattern(pattern, a, fail);
                self.release(mark);
            }
        }
    }

    /// The first `matched` elements are known to match.
    pub(super) fn array_pattern(&mut self, array: &'a ArrayPattern, v: Reg, fail: Label, span: Span, matched: usize) {
        let (before, after) = (array.before.len(), array.after.len());
        let Ok(c) = u16::try_from(before + after) else { return self.error(span, "more than 65535 elements") };
        let mark = self.mark();
        let a = self.temp();
        self.emit(match array.rest {
            None => Instruction::IsArrayOf { a, b: v, c },
            Some(_) => Instruction::IsArrayFrom { a, b: v, c },
        });
        self.jump_on(a, fail, false);
        self.release(mark);
        let places = (0..before as i64).chain(-(after as i64)..0);
        for (pattern, place) in array.before.iter().chain(&array.after).zip(places).skip(matched) {
            self.part(pattern, fail, |this, a| {
                let mark = this.mark();
                let c = this.temp();
                this.state.builder.load_int(c, place);
                this.emit(Instruction::GetIndex { a, b: v, c });
                this.release(mark);
            });
        }
        if let Some(register) =
            array.rest.and_then(|rest| rest.name).and_then(|name| self.bound_register(name.span.start))
        {
            let c = self.temps(2);
            self.state.builder.load_int(c, before as i64);
            // A negative end is inclusive.
            match after {
                0 => self.emit(Instruction::LoadNil { a: c.offset(1) }),
                _ => self.state.builder.load_int(c.offset(1), -(after as i64) - 1),
            }
            self.emit(Instruction::GetSlice { a: register, b: v, c });
            self.release(mark);
        }
    }

    /// What is in `v` is known to be a map that has a key as the pattern says if that is `matched`.
    pub(super) fn map_pattern(
        &mut self,
        map: &'a MapPattern,
        v: Reg,
        fail: Label,
        span: Span,
        matched: Option<&Literal>,
    ) {
        if matched.is_none() {
            self.type_test(v, CoerceType::Map, fail, false);
        }
        for entry in map.entries.iter().filter(|entry| Some(&entry.key) != matched) {
            let needed = match entry.pattern.kind {
                PatternKind::Wildcard => false,
                PatternKind::Bind(_) => self.bound_register(entry.pattern.span.start).is_some(),
                _ => true,
            };
            if needed {
                self.part(&entry.pattern, fail, |this, a| this.map_value(&entry.key, v, a, fail, entry.pattern.span));
            } else {
                self.key_test(&entry.key, v, fail);
            }
        }
        if let Some(register) = map.rest.and_then(|name| self.bound_register(name.span.start)) {
            self.other_entries(map, v, register, span);
        }
    }

    /// The value of a key that must be there.
    fn map_value(&mut self, key: &Literal, v: Reg, a: Reg, fail: Label, span: Span) {
        let there = self.label();
        self.load_key(key, v, a, span);
        // Only nil leaves it open whether the key is there.
        self.jump(Instruction::JumpIfNotNil { a, d: 0 }, there);
        self.key_test(key, v, fail);
        self.place_label(there);
    }

    /// The value of a key, nil if it is not there.
    pub(super) fn load_key(&mut self, key: &Literal, v: Reg, a: Reg, span: Span) {
        if let Literal::Str(name) = key {
            let c = self.name_operand(*name, span);
            return self.emit(Instruction::GetField { a, b: v, c, x: 0 });
        }
        let mark = self.mark();
        let c = self.temp();
        self.literal(key, c);
        self.emit(Instruction::GetIndex { a, b: v, c });
        self.release(mark);
    }

    fn key_test(&mut self, key: &Literal, v: Reg, fail: Label) {
        let mark = self.mark();
        let (a, b) = (self.temp(), self.temp());
        self.literal(key, b);
        self.emit(Instruction::Contains { a, b, c: v });
        self.jump_on(a, fail, false);
        self.release(mark);
    }

    /// A new map of the entries that a pattern does not name.
    fn other_entries(&mut self, map: &'a MapPattern, v: Reg, register: Reg, span: Span) {
        let mark = self.mark();
        let window = self.temp();
        let argument = self.temp();
        self.move_to(argument, v);
        self.call_internal("copy", register, window, 1, span);
        let key = self.temp();
        for entry in &map.entries {
            self.move_to(argument, register);
            self.literal(&entry.key, key);
            self.call_internal("delete", window, window, 2, span);
        }
        self.release(mark);
    }

    fn class_pattern(&mut self, class: &'a ClassPattern, v: Reg, fail: Label, span: Span) {
        if let [name] = &*class.path {
            let kind = self.text(name.name);
            if self.place(name.name).is_none() && is_kind(kind) {
                return self.kind_pattern(kind, &class.args, v, fail, span);
            }
        }
        let mark = self.mark();
        let (a, c) = (self.temp(), self.temp());
        self.class_path(&class.path, c);
        let name = self.positions.text(super::types::path_span(&class.path));
        let w = self.state.builder.string(&name);
        self.at(span.start);
        self.emit(Instruction::InstanceOf { a, b: v, c, w });
        self.jump_on(a, fail, false);
        let header = self.header_of(class);
        let positions = class.args.iter().filter(|arg| arg.field.is_none()).count();
        if let (Some(header), true) = (&header, positions > 0) {
            if positions > header.len() {
                let plural = if header.len() == 1 { "" } else { "s" };
                let message = format!("this never matches: '{name}' has {} header parameter{plural}", header.len());
                self.diagnostics.push(Diagnostic::warning(span, message));
                self.goto(fail);
                return self.release(mark);
            }
        } else if positions > 0 {
            // Which fields the positions mean is known when the pattern is tried.
            let (window, class_register, count) = (self.temp(), self.temp(), self.temp());
            self.move_to(class_register, c);
            self.state.builder.load_int(count, positions as i64);
            self.call_internal("header_names", window, window, 2, span);
            self.jump(Instruction::JumpIfNil { a: window, d: 0 }, fail);
            self.move_to(c, window);
            self.release(c.index() + 1);
        }
        let mut position = 0;
        for arg in &class.args {
            match (arg.field, &header) {
                (Some(field), _) => {
                    let own = header.as_ref().is_some_and(|header| header.contains(&field.name));
                    self.field_part(&arg.pattern, field.name, own, v, fail);
                }
                (None, Some(header)) => {
                    self.field_part(&arg.pattern, header[position], true, v, fail);
                    position += 1;
                }
                (None, None) => {
                    self.part(&arg.pattern, fail, |this, a| {
                        let mark = this.mark();
                        let index = this.temp();
                        this.state.builder.load_int(index, position as i64);
                        this.emit(Instruction::GetIndex { a: index, b: c, c: index });
                        this.emit(Instruction::GetIndex { a, b: v, c: index });
                        this.release(mark);
                    });
                    position += 1;
                }
            }
        }
        self.release(mark);
    }

    /// The header parameters of the class that a pattern names, if the class is known.
    fn header_of(&self, class: &ClassPattern) -> Option<Vec<Symbol>> {
        match (self.path_start(&class.path), &*class.path) {
            (Some((Place::Global(global), used)), path) if used == path.len() => {
                let class = self.known_classes.get(&global)?;
                Some(class.params.iter().map(|param| param.name.name).collect())
            }
            (None, [name]) if self.text(name.name) == "Error" => {
                ERROR_HEADER.iter().map(|name| self.interner.get(name.as_bytes())).collect()
            }
            _ => None,
        }
    }

    /// Matches a field; `own` says that every instance has it.
    fn field_part(&mut self, pattern: &'a Pattern, field: Symbol, own: bool, v: Reg, fail: Label) {
        let name = self.text(field);
        if !own {
            let mark = self.mark();
            let (a, b) = (self.temp(), self.temp());
            let there = self.label();
            if ERROR_FIELDS.contains(&name) {
                self.emit(Instruction::LoadNil { a });
                let (window, argument) = (self.temp(), self.temp());
                self.move_to(argument, v);
                self.call_internal("kind", window, window, 1, pattern.span);
                self.load_text(b, "Error");
                self.emit(Instruction::Eq { a, b: window, c: b });
                self.jump_on(a, there, true);
            }
            self.load_text(b, name);
            self.emit(Instruction::Contains { a, b, c: v });
            self.jump_on(a, fail, false);
            self.place_label(there);
            self.release(mark);
        }
        self.part(pattern, fail, |this, a| {
            let c = this.name_operand(field, pattern.span);
            this.emit(Instruction::GetField { a, b: v, c, x: 0 });
        });
    }

    /// A pattern that tests the kind; its one position is the value itself.
    fn kind_pattern(&mut self, kind: &str, args: &'a [PatternArg], v: Reg, fail: Label, span: Span) {
        let ty = match kind {
            "Number" => Some(CoerceType::Int64),
            "Float" => Some(CoerceType::Float),
            "String" => Some(CoerceType::String),
            "Bytes" => Some(CoerceType::Bytes),
            "Boolean" => Some(CoerceType::Boolean),
            "Array" => Some(CoerceType::Array),
            "Map" => Some(CoerceType::Map),
            "Function" => Some(CoerceType::Function),
            _ => None,
        };
        match ty {
            Some(ty) => self.type_test(v, ty, fail, false),
            None => {
                let mark = self.mark();
                let (window, argument) = (self.temp(), self.temp());
                self.move_to(argument, v);
                self.call_internal("kind", window, window, 1, span);
                self.load_text(argument, kind);
                self.emit(Instruction::Eq { a: window, b: window, c: argument });
                self.jump_on(window, fail, false);
                self.release(mark);
            }
        }
        match args {
            [] => {}
            [PatternArg { field: None, pattern }] => self.pattern(pattern, v, fail),
            _ => self.error(span, format!("a pattern {kind}(…) has at most one position and no names")),
        }
    }
}
