//! What binds names, and what can be assigned.

use super::{Parser, Result, TokenKind};
use crate::ast::{Element, Expr, ExprKind, Ident, Literal, Target, TargetKind};
use crate::source::Span;
use crate::symbol::word;
use TokenKind::*;

impl Parser<'_> {
    /// The file uses this word as a name.
    pub(super) fn bind(&mut self, name: Ident) {
        self.binds.insert(name.name);
    }

    /// Whether an expression that begins at `token` is inside parentheses, which leave no node.
    pub(super) fn in_parentheses(&self, token: usize, span: Span) -> bool {
        self.tokens.get(token).start != span.start
    }

    /// An expression as the target of an assignment; the current token is the operator.
    pub(super) fn target(&mut self, token: usize, expr: Expr) -> Result<Target> {
        let span = expr.span;
        let reason = match expr.kind {
            _ if self.in_parentheses(token, span) => "a target stands without parentheses",
            ExprKind::Name(name) => {
                // What is in a broken statement says little about what the word is in the file.
                if self.last_error.is_none_or(|error| error < self.statement) {
                    self.bind(Ident { name, span });
                }
                return Ok(Target { kind: TargetKind::Name(name), span });
            }
            // `yield, x = …`: it is a name then, and known to be one in the next run.
            ExprKind::Yield(None) => {
                self.binds.insert(word::YIELD);
                return Ok(Target { kind: TargetKind::Name(word::YIELD), span });
            }
            ExprKind::Index(index) => return Ok(Target { kind: TargetKind::Index(index), span }),
            ExprKind::Member(member) if !member.optional => {
                return Ok(Target { kind: TargetKind::Member(member), span });
            }
            ExprKind::Member(_) => "the last member of a target is written with '.'",
            ExprKind::Slice(_) => "a slice is a copy",
            ExprKind::Literal(Literal::Nil) => "'nil' is a constant",
            ExprKind::Binary(_)
            | ExprKind::Chain(_)
            | ExprKind::Logical(..)
            | ExprKind::Ternary(_)
            | ExprKind::Unary(..)
                if self.at(Assign) =>
            {
                "use '==' to compare"
            }
            ExprKind::Array(_) => "nested lists of targets are not possible",
            _ => "a target is a name, an index or a member",
        };
        Err(self.fail_with_hint(span, "Cannot assign to this expression", reason))
    }

    /// The targets of `[a, b] = e`.
    pub(super) fn element_targets(&mut self, span: Span, elements: Box<[Element]>) -> Result<Vec<Target>> {
        if elements.is_empty() {
            return Err(self.fail(span, "Cannot assign to an empty list"));
        }
        let mut targets = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Item(expr) => {
                    let token = self.first_token(expr.span);
                    targets.push(self.target(token, expr)?);
                }
                Element::Spread(expr) => {
                    let hint = "the Array has exactly as many elements; use a slice or 'match'";
                    return Err(self.fail_with_hint(expr.span, "'...' is not possible in a target", hint));
                }
            }
        }
        Ok(targets)
    }

    /// Index of the token an element of a list begins with, an opening parenthesis before it included.
    fn first_token(&self, span: Span) -> usize {
        let mut index = self.tokens.tokens.partition_point(|token| token.start < span.start);
        if self.tokens.get(index.wrapping_sub(1)).kind == ParenOpen {
            index -= 1;
        }
        index
    }
}
