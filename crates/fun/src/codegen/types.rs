//! Declared types: checks and conversions.

use super::variables::Meaning;
use super::*;
use crate::ast::{Expr, ExprKind, Ident, IntType, Literal, TypeKind, TypeRef, UnaryOp};
use crate::symbol::word;
use quintet_bytecode::CoerceType;
use std::fmt::Write;

/// What is checked; decides the error's text.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// A declaration or an assignment to a declared variable.
    Variable,
    /// The parameter of that name of the current function.
    Argument(Symbol),
    /// The current function's result.
    Result,
}

impl<'a> Codegen<'a> {
    /// Sets `a` to `b` as a value of type `ty`, or throws.
    pub(super) fn check(&mut self, a: Reg, b: Reg, ty: &'a TypeRef, check: Check) {
        if let TypeKind::Any = ty.kind {
            return self.move_to(a, b);
        }
        if let Some(c) = code(ty) {
            return self.emit(match check {
                Check::Variable => Instruction::Coerce { a, b, c },
                Check::Argument(_) => Instruction::CoerceArgument { a, c },
                Check::Result => Instruction::CoerceResult { a, b, c },
            });
        }
        if !ty.nullable {
            return self.check_by_native(a, b, ty, check);
        }
        let end = self.label();
        if a == b {
            self.jump(Instruction::JumpIfNil { a: b, d: 0 }, end);
            self.check_by_native(a, b, ty, check);
        } else {
            let nil = self.label();
            self.jump(Instruction::JumpIfNil { a: b, d: 0 }, nil);
            self.check_by_native(a, b, ty, check);
            self.goto(end);
            self.place_label(nil);
            self.emit(Instruction::LoadNil { a });
        }
        self.place_label(end);
    }

    fn check_by_native(&mut self, a: Reg, b: Reg, ty: &'a TypeRef, check: Check) {
        let mark = self.mark();
        let message = self.check_message(ty, check);
        let window = self.temp();
        let value = self.temp();
        self.move_to(value, b);
        let (native, x) = if let Some(path) = self.class_of_type(ty) {
            let class = self.temp();
            self.class_path(path, class);
            let name = self.temp();
            let text = self.positions.text(path_span(path));
            self.load_text(name, &text);
            let register = self.temp();
            self.load_text(register, &message);
            ("check_class", 4)
        } else {
            let (mut pattern, mut classes) = (String::new(), Vec::new());
            self.write_pattern(ty, &mut pattern, &mut classes);
            let register = self.temp();
            self.load_text(register, &pattern);
            let register = self.temp();
            self.load_text(register, &message);
            for path in &classes {
                let class = self.temp();
                self.class_path(path, class);
            }
            ("check_elements", 3 + classes.len() as u8)
        };
        self.call_internal(native, a, window, x, ty.span);
        self.release(mark);
    }

    /// The path of the class that a type asks for; none for other types, and for `Class`, which is any instance unless the
    /// program binds the name.
    fn class_of_type(&self, ty: &'a TypeRef) -> Option<&'a [Ident]> {
        let TypeKind::Class(path) = &ty.kind else { return None };
        let any = matches!(&path[..], [only] if only.name == word::CLASS_TYPE)
            && matches!(self.meaning(path[0].name), Meaning::Undefined);
        if any { None } else { Some(path) }
    }

    /// Writes a type as `check_elements` reads it.
    fn write_pattern(&self, ty: &'a TypeRef, out: &mut String, classes: &mut Vec<&'a [Ident]>) {
        match &ty.kind {
            TypeKind::Any => out.push_str("any"),
            TypeKind::Int(IntType::Int64 | IntType::Uint64) => out.push_str("number"),
            TypeKind::Array(Some(element)) => {
                out.push_str("array<");
                self.write_pattern(element, out, classes);
                out.push('>');
            }
            TypeKind::Map(Some(pair)) => {
                out.push_str("map<");
                self.write_pattern(&pair.0, out, classes);
                out.push_str(", ");
                self.write_pattern(&pair.1, out, classes);
                out.push('>');
            }
            TypeKind::Class(_) => match self.class_of_type(ty) {
                Some(path) => {
                    let _ = write!(out, "#{}", classes.len());
                    classes.push(path);
                }
                None => out.push_str("instance"),
            },
            _ => {
                let simple = code(ty).and_then(CoerceType::from_code);
                out.push_str(simple.map_or("any", |(simple, _)| simple.name()));
            }
        }
        if ty.nullable {
            out.push('?');
        }
    }

    /// The class that a path names.
    pub(super) fn class_path(&mut self, path: &'a [Ident], a: Reg) {
        let rest = match self.path_start(path) {
            Some((place, used)) => {
                self.read(place, a);
                &path[used..]
            }
            None => {
                let Some((first, rest)) = path.split_first() else { return };
                self.read_name(first.name, first.span, a);
                rest
            }
        };
        for part in rest {
            let c = self.name_operand(part.name, part.span);
            self.at(part.span.start);
            self.emit(Instruction::GetField { a, b: a, c, x: 1 });
        }
    }

    fn check_message(&self, ty: &TypeRef, check: Check) -> String {
        let (expected, function) = (self.type_name(ty), &self.state.builder.function().name);
        match check {
            Check::Variable => format!("expected {expected}"),
            Check::Argument(name) => format!("{function}() expects {expected} for '{}'", self.text(name)),
            Check::Result => format!("{function}() must return {expected}"),
        }
    }

    /// What errors call a type.
    pub(super) fn type_name(&self, ty: &TypeRef) -> String {
        match code(ty).and_then(CoerceType::from_code) {
            Some((simple, nullable)) => format!("{}{}", simple.expected(), if nullable { "?" } else { "" }),
            None => self.positions.text(ty.span),
        }
    }

    /// The value a declaration without initializer gives.
    pub(super) fn default_value(&mut self, ty: &TypeRef, a: Reg) {
        if ty.nullable {
            return self.emit(Instruction::LoadNil { a });
        }
        match &ty.kind {
            TypeKind::Int(_) => self.state.builder.load_int(a, 0),
            TypeKind::Float => self.state.builder.load_float(a, 0.0),
            TypeKind::String => self.load_text(a, ""),
            TypeKind::Bytes => {
                let d = self.state.builder.constant(Constant::Bytes(Vec::new()));
                self.emit(Instruction::LoadConst { a, d });
            }
            TypeKind::Boolean => self.emit(Instruction::LoadFalse { a }),
            TypeKind::Array(_) => self.emit(Instruction::ArrayNew { a, b: a, x: 0 }),
            TypeKind::Map(_) => self.emit(Instruction::MapNew { a, d: 0 }),
            TypeKind::Any | TypeKind::Nil | TypeKind::Function | TypeKind::Class(_) => {
                self.emit(Instruction::LoadNil { a });
            }
        }
    }

    /// What `typeof(name)` is for a variable of that declared type, if the type decides it.
    pub(super) fn declared_typeof(&self, place: Place) -> Option<&'static str> {
        let ty = self.declared.get(&place).filter(|ty| !ty.nullable)?;
        let TypeKind::Int(int) = ty.kind else { return None };
        Some(match int {
            IntType::Int8 => "Sint8",
            IntType::Int16 => "Sint16",
            IntType::Int32 => "Sint32",
            IntType::Int64 => "Sint64",
            IntType::Uint8 => "Uint8",
            IntType::Uint16 => "Uint16",
            IntType::Uint32 => "Uint32",
            IntType::Uint64 => "Uint64",
        })
    }
}

/// The operand of the `coerce` ops, if they know the type.
fn code(ty: &TypeRef) -> Option<u16> {
    let simple = match &ty.kind {
        TypeKind::Int(IntType::Int64 | IntType::Uint64) => CoerceType::Int64,
        TypeKind::Int(IntType::Int8) => CoerceType::Int8,
        TypeKind::Int(IntType::Int16) => CoerceType::Int16,
        TypeKind::Int(IntType::Int32) => CoerceType::Int32,
        TypeKind::Int(IntType::Uint8) => CoerceType::Uint8,
        TypeKind::Int(IntType::Uint16) => CoerceType::Uint16,
        TypeKind::Int(IntType::Uint32) => CoerceType::Uint32,
        TypeKind::Float => CoerceType::Float,
        TypeKind::String => CoerceType::String,
        TypeKind::Bytes => CoerceType::Bytes,
        TypeKind::Boolean => CoerceType::Boolean,
        TypeKind::Array(None) => CoerceType::Array,
        TypeKind::Map(None) => CoerceType::Map,
        TypeKind::Function => CoerceType::Function,
        TypeKind::Nil => CoerceType::Nil,
        TypeKind::Any | TypeKind::Array(Some(_)) | TypeKind::Map(Some(_)) | TypeKind::Class(_) => return None,
    };
    Some(simple as u16 | if ty.nullable { CoerceType::NULLABLE } else { 0 })
}

pub(super) fn path_span(path: &[Ident]) -> Span {
    match (path.first(), path.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::NONE,
    }
}

/// Whether a value is seen to need no check and no conversion.
pub(super) fn fits(ty: &TypeRef, e: &Expr) -> bool {
    let literal = match &e.kind {
        ExprKind::Literal(literal) => literal,
        ExprKind::Unary(UnaryOp::Neg, operand) => match &operand.kind {
            ExprKind::Literal(literal @ Literal::Float(_)) => literal,
            ExprKind::Literal(literal @ Literal::Int(_)) => {
                return matches!(ty.kind, TypeKind::Int(IntType::Int64 | IntType::Uint64)) && *literal != Literal::Nil;
            }
            _ => return false,
        },
        ExprKind::FString(_) => return matches!(ty.kind, TypeKind::String),
        ExprKind::Array(_) => return matches!(ty.kind, TypeKind::Array(None)),
        ExprKind::Map(_) => return matches!(ty.kind, TypeKind::Map(None)),
        _ => return false,
    };
    match (&ty.kind, literal) {
        (TypeKind::Any, _) => true,
        (_, Literal::Nil) => ty.nullable,
        (TypeKind::Float, Literal::Float(_)) => true,
        (TypeKind::String, Literal::Str(_)) => true,
        (TypeKind::Bytes, Literal::Bytes(_)) => true,
        (TypeKind::Boolean, Literal::Bool(_)) => true,
        (TypeKind::Int(int), Literal::Int(value)) => match int {
            IntType::Int64 | IntType::Uint64 => true,
            IntType::Int8 => i8::try_from(*value).is_ok(),
            IntType::Int16 => i16::try_from(*value).is_ok(),
            IntType::Int32 => i32::try_from(*value).is_ok(),
            IntType::Uint8 => u8::try_from(*value).is_ok(),
            IntType::Uint16 => u16::try_from(*value).is_ok(),
            IntType::Uint32 => u32::try_from(*value).is_ok(),
        },
        _ => false,
    }
}
