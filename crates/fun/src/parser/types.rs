//! Declared types.

use super::{Parser, Result, TokenKind};
use crate::ast::{Ident, IntType, TypeKind, TypeRef};
use crate::diagnostics::Diagnostic;
use crate::symbol::{Symbol, word};
use TokenKind::*;

impl Parser<'_> {
    /// `( TYPEWORD [ "<" type { "," type } ">" ] | dotted ) [ "?" ]`
    pub(super) fn type_ref(&mut self) -> Result<TypeRef> {
        let mut closers = 0;
        let ty = self.type_inside(&mut closers)?;
        match closers {
            0 => Ok(ty),
            _ => Err(self.fail(ty.span, "Unexpected '>' after the type")),
        }
    }

    /// `closers` counts `>` already consumed for enclosing types, as `>>` is one token.
    fn type_inside(&mut self, closers: &mut u32) -> Result<TypeRef> {
        let start = self.token.start;
        let kind = match self.kind() {
            Nil => {
                self.bump();
                TypeKind::Nil
            }
            Name if self.token.symbol().is_type_word() && self.peek(1).kind != Dot => {
                let word = self.ident();
                let args = match self.at(Less) {
                    true => self.type_args(closers)?,
                    false => Vec::new(),
                };
                self.builtin_type(word, args)?
            }
            Name => TypeKind::Class(self.dotted("a type")?.into_boxed_slice()),
            _ => return Err(self.expected("a type")),
        };
        if let TypeKind::Class(path) = &kind
            && let [word] = path[..]
            && word.name.is_contextual()
        {
            self.doubtful_types.push(word);
        }
        let nullable = *closers == 0 && self.eat(Question);
        Ok(TypeRef { kind, nullable, span: self.span_from(start) })
    }

    fn type_args(&mut self, closers: &mut u32) -> Result<Vec<TypeRef>> {
        self.bump();
        let mut args = Vec::new();
        loop {
            let mut inner = 0;
            args.push(self.nested(|parser| parser.type_inside(&mut inner))?);
            if inner > 0 {
                *closers = inner - 1;
                return Ok(args);
            }
            match self.kind() {
                Comma => self.bump(),
                Greater => {
                    self.bump();
                    return Ok(args);
                }
                ShiftRight => {
                    self.bump();
                    *closers = 1;
                    return Ok(args);
                }
                _ => return Err(self.expected("',' or '>' in the type")),
            };
        }
    }

    fn builtin_type(&mut self, name: Ident, args: Vec<TypeRef>) -> Result<TypeKind> {
        let expected = match name.name {
            word::ARRAY => 1,
            word::MAP => 2,
            _ => 0,
        };
        if !args.is_empty() && args.len() != expected {
            let word = self.text(name.name);
            let message = match expected {
                0 => format!("'{word}' takes no element type"),
                1 => "'array' takes one element type".to_string(),
                _ => "'map' takes a key type and a value type".to_string(),
            };
            return Err(self.fail(self.span_from(name.span.start), message));
        }
        let mut args = args.into_iter();
        Ok(match name.name {
            word::ANY => TypeKind::Any,
            word::BOOLEAN => TypeKind::Boolean,
            word::FLOAT => TypeKind::Float,
            word::STRING => TypeKind::String,
            word::BYTES => TypeKind::Bytes,
            word::FUNCTION => TypeKind::Function,
            word::ARRAY => TypeKind::Array(args.next().map(Box::new)),
            word::MAP => TypeKind::Map(args.next().zip(args.next()).map(Box::new)),
            other => TypeKind::Int(int_type(other)),
        })
    }

    /// `NAME { "." NAME }`
    pub(super) fn dotted(&mut self, what: &str) -> Result<Vec<Ident>> {
        let mut path = vec![self.name(what)?];
        while self.eat(Dot) {
            path.push(self.word("a name after '.'")?);
        }
        Ok(path)
    }

    /// Index of the name that a declaration starting at `from` declares: the tokens up to it form a type and stand on
    /// one line with it.
    pub(super) fn declared_name(&self, from: usize) -> Option<usize> {
        let first = self.tokens.get(from);
        let next = self.tokens.get(from + 1);
        if !matches!(first.kind, Name | Nil) || !matches!(next.kind, Name | Less | Dot | Question) {
            return None;
        }
        let mut index = from + 1;
        if next.kind == Less && first.symbol().is_type_word() {
            index = self.end_of_type_args(index)?;
        }
        while first.kind == Name && self.tokens.get(index).kind == Dot {
            index += 2;
        }
        if self.tokens.get(index).kind == Question {
            index += 1;
        }
        let one_line = (from + 1..=index).all(|index| !self.tokens.get(index).line_before());
        (one_line && self.tokens.get(index).kind == Name).then_some(index)
    }

    fn end_of_type_args(&self, open: usize) -> Option<usize> {
        let mut depth = 0u32;
        let mut index = open;
        loop {
            match self.tokens.get(index).kind {
                Less => depth += 1,
                Greater => depth = depth.checked_sub(1)?,
                ShiftRight => depth = depth.checked_sub(2)?,
                Name | Nil | Dot | Comma | Question => {}
                _ => return None,
            }
            index += 1;
            if depth == 0 {
                return Some(index);
            }
        }
    }

    /// Whether a declaration (type, name, then `=` or the end of the line) starts at the current token.
    pub(super) fn at_declaration(&self) -> bool {
        self.declared_name(self.pos)
            .is_some_and(|name| matches!(self.tokens.get(name + 1).kind, Assign | Newline | Dedent | End))
    }

    /// Whether a type and a name follow, as in a parameter.
    pub(super) fn at_typed_name(&self) -> bool {
        self.declared_name(self.pos).is_some()
    }

    /// Reports contextual words used as types, now that all names of the file are known.
    pub(super) fn check_doubtful_types(&mut self) {
        for word in std::mem::take(&mut self.doubtful_types) {
            let name = self.text(word.name);
            if self.binds.contains(word.name) || self.bound.contains(word.name) {
                let message = format!("'{name}' is a name in this file; write {name}(x)");
                self.note(Diagnostic::error(word.span, message));
            } else if word.name == word::MATCH {
                let message = "Expected indented 'case' lines after 'match'";
                self.note(Diagnostic::error(word.span, message));
            }
        }
    }
}

fn int_type(word: Symbol) -> IntType {
    match word {
        word::INT8 | word::SINT8 => IntType::Int8,
        word::INT16 | word::SINT16 => IntType::Int16,
        word::INT32 | word::SINT32 => IntType::Int32,
        word::UINT8 | word::BYTE => IntType::Uint8,
        word::UINT16 => IntType::Uint16,
        word::UINT32 => IntType::Uint32,
        word::UINT64 => IntType::Uint64,
        _ => IntType::Int64,
    }
}
