//! Primaries: literals, names, parentheses, Arrays, Maps and f-strings.

use super::{Parser, Result, TokenKind};
use crate::ast::{Element, Expr, ExprKind, FStringPart, FStringValue, Literal, MapEntry};
use crate::source::Span;
use crate::symbol::word;
use TokenKind::*;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Result<Expr> {
        let token = self.token;
        match token.kind {
            Name => self.name_expr(),
            Fn => self.anonymous(),
            FStringStart => self.fstring(),
            ParenOpen => self.parenthesized(),
            BracketOpen => self.array(),
            BraceOpen => self.map(),
            _ => match self.constant() {
                Some(constant) => Ok(self.literal(constant)),
                None => Err(self.no_expression()),
            },
        }
    }

    /// The constant that the current token is.
    pub(super) fn constant(&self) -> Option<Literal> {
        Some(match self.kind() {
            Int => Literal::Int(self.tokens.int(self.token)),
            Float => Literal::Float(self.tokens.float(self.token)),
            Str => Literal::Str(self.token.symbol()),
            Bytes => Literal::Bytes(self.token.symbol()),
            True => Literal::Bool(true),
            False => Literal::Bool(false),
            Nil => Literal::Nil,
            _ => return None,
        })
    }

    fn name_expr(&mut self) -> Result<Expr> {
        let token = self.token;
        match token.symbol() {
            word::SUPER if self.context.has_super && self.peek(1).kind == Dot => self.super_expr(),
            word::YIELD if self.is_yield() => Err(self.fail(token.span(), "'yield' needs parentheses here")),
            name => {
                self.bump();
                Ok(Expr { kind: ExprKind::Name(name), span: token.span() })
            }
        }
    }

    fn no_expression(&mut self) -> super::Failed {
        let message = format!("Expected an expression, found {}", self.found());
        let hint = match self.kind() {
            Fun => "anonymous functions are written 'fn(params) => expression'",
            If => "'if' is a statement; write 'condition ? value : other'",
            Assign => "use '==' to compare",
            Plus => "there is no unary '+'",
            Star => "powers are written 'pow(base, exponent)'",
            Greater => "'not equal' is written '!='",
            Ellipsis => "'...' stands in front of an element, an entry or an argument",
            Exit => "'exit' is a statement; to end a process use 'send_exit'",
            kind if kind.is_word() => "this word is reserved",
            _ => return self.fail(self.token.span(), message),
        };
        self.fail_with_hint(self.token.span(), message, hint)
    }

    fn parenthesized(&mut self) -> Result<Expr> {
        self.bump();
        let inner = self.nested(Self::expr)?;
        if self.eat(ParenClose) {
            return Ok(inner);
        }
        let message = format!("Expected ')', found {}", self.found());
        Err(match self.kind() {
            Assign => self.fail_with_hint(self.token.span(), message, "use '==' to compare"),
            Comma => self.fail_with_hint(self.token.span(), message, "an Array is written in brackets: [a, b]"),
            _ => self.fail(self.token.span(), message),
        })
    }

    fn array(&mut self) -> Result<Expr> {
        let start = self.token.start;
        let mut elements = Vec::new();
        self.nested(|parser| {
            parser.list(BracketClose, |parser| {
                elements.push(match parser.eat(Ellipsis) {
                    true => Element::Spread(parser.expr()?),
                    false => Element::Item(parser.expr()?),
                });
                Ok(())
            })
        })?;
        Ok(self.make(start, ExprKind::Array(elements.into_boxed_slice())))
    }

    fn map(&mut self) -> Result<Expr> {
        let start = self.token.start;
        let mut entries = Vec::new();
        self.nested(|parser| {
            parser.list(BraceClose, |parser| {
                entries.push(parser.map_entry()?);
                Ok(())
            })
        })?;
        Ok(self.make(start, ExprKind::Map(entries.into_boxed_slice())))
    }

    fn map_entry(&mut self) -> Result<MapEntry> {
        if self.eat(Ellipsis) {
            return Ok(MapEntry::Spread(self.expr()?));
        }
        if self.at(BracketOpen) {
            self.bump();
            let key = self.expr()?;
            self.expect(BracketClose)?;
            self.key_colon(None)?;
            return Ok(MapEntry::Computed(key, self.expr()?));
        }
        let (key, span) = self.map_key()?;
        self.key_colon(Some(key))?;
        Ok(MapEntry::Pair(key, span, self.expr()?))
    }

    fn key_colon(&mut self, key: Option<Literal>) -> Result<()> {
        if self.eat(Colon) {
            return Ok(());
        }
        let message = format!("Expected ':' after the key, found {}", self.found());
        Err(match (key, self.kind()) {
            (Some(Literal::Str(name)), Comma | BraceClose) => {
                let name = self.text(name);
                self.fail_with_hint(self.token.span(), message, format!("write '{name}: {name}'"))
            }
            (_, Assign) => self.fail_with_hint(self.token.span(), message, "entries of a Map are written 'key: value'"),
            (_, Dot | ParenOpen | BracketOpen | Plus) => {
                self.fail_with_hint(self.token.span(), message, "a computed key is written '[key]: value'")
            }
            _ => self.fail(self.token.span(), message),
        })
    }

    /// The key of a pair, in literals and patterns: a word other than `true false nil` is a String.
    pub(super) fn map_key(&mut self) -> Result<(Literal, Span)> {
        let start = self.token.start;
        let negative = self.at(Minus) && matches!(self.peek(1).kind, Int | Float);
        if negative {
            self.bump();
        }
        let key = match (self.constant(), negative) {
            (Some(Literal::Int(value)), true) => Literal::Int(value.wrapping_neg()),
            (Some(Literal::Float(value)), true) => Literal::Float(-value),
            (Some(Literal::Bytes(_)), _) | (None, _) if !self.kind().is_word() => return Err(self.no_key()),
            (Some(constant), _) => constant,
            (None, _) => Literal::Str(self.token.symbol()),
        };
        self.bump();
        Ok((key, self.span_from(start)))
    }

    fn no_key(&mut self) -> super::Failed {
        let message = format!("Expected a key, found {}", self.found());
        match self.kind().starts_operand() {
            true => self.fail_with_hint(self.token.span(), message, "a computed key is written '[key]: value'"),
            false => self.fail(self.token.span(), message),
        }
    }

    fn fstring(&mut self) -> Result<Expr> {
        let start = self.bump().start;
        let mut parts = Vec::new();
        loop {
            match self.kind() {
                FStringText => {
                    let text = self.bump().symbol();
                    parts.push(FStringPart::Text(text));
                }
                FStringOpen => {
                    let value = self.nested(Self::fstring_value)?;
                    parts.push(FStringPart::Value(value));
                }
                _ => break,
            }
        }
        self.expect(FStringEnd)?;
        Ok(self.make(start, ExprKind::FString(parts.into_boxed_slice())))
    }

    fn fstring_value(&mut self) -> Result<FStringValue> {
        let open = self.bump();
        if matches!(self.kind(), FStringClose | FStringSpec) {
            let span = open.span().to(self.token.span());
            return Err(self.fail_with_hint(span, "Empty '{}' in f-string", "write '{{}}' for braces"));
        }
        let value = self.expr()?;
        let mut spec = None;
        if self.at(FStringSpec) {
            let token = self.bump();
            spec = Some((token.symbol(), Span::new(token.start + 1, token.end)));
        }
        if !self.at(FStringClose) {
            let message = format!("Expected '}}' of the f-string, found {}", self.found());
            return Err(self.fail(self.token.span(), message));
        }
        self.bump();
        Ok(FStringValue { value, spec })
    }
}
