//! Statements with blocks: conditions, loops, `try`, `defer`.

use super::{Context, Parser, Result, TokenKind};
use crate::ast::{
    Block, Branch, Catch as CatchClause, Expr, ExprKind, For as ForLoop, Ident, If as IfStatement, Literal, Stmt,
    StmtKind, Try as TryStatement, While as WhileLoop,
};
use crate::diagnostics::{self, Diagnostic};
use crate::source::Span;
use crate::symbol::word;
use TokenKind::*;

impl Parser<'_> {
    pub(super) fn if_statement(&mut self) -> IfStatement {
        let mut branches = Vec::new();
        let mut otherwise = None;
        let mut word = "if";
        loop {
            let condition = self.condition();
            branches.push(Branch { condition, body: self.suite(word) });
            match (self.kind(), self.peek(1).kind) {
                (Elif, _) => word = "elif",
                (Else, If) => {
                    self.bump();
                    word = "else if";
                }
                (Else, _) => {
                    self.statement = self.pos;
                    self.bump();
                    otherwise = Some(self.suite("else"));
                    break;
                }
                _ => break,
            }
        }
        IfStatement { branches, otherwise }
    }

    /// The keyword at the current token and its condition.
    fn condition(&mut self) -> Expr {
        let condition = self.header(|parser| {
            let word = parser.bump();
            let open = parser.pos;
            if parser.at_statement_end() {
                return Err(parser.expected(&format!("a condition after {}", word.kind.describe())));
            }
            let condition = parser.expr()?;
            parser.warn_if_continued(open);
            Ok(condition)
        });
        condition.unwrap_or_else(|| self.placeholder())
    }

    /// What stands for an expression that could not be parsed; the tree is not used then.
    pub(super) fn placeholder(&self) -> Expr {
        Expr { kind: ExprKind::Literal(Literal::Nil), span: Span::new(self.end(), self.end()) }
    }

    /// `if (a) [b] …`: what follows the parentheses is part of the condition, which may not be meant.
    fn warn_if_continued(&mut self, open: usize) {
        if self.tokens.get(open).kind != ParenOpen {
            return;
        }
        let after = self.closing(open) + 1;
        let next = self.tokens.get(after);
        if after < self.pos && matches!(next.kind, ParenOpen | BracketOpen | Minus) && next.space_before() {
            let message = format!("The condition goes on with this {}", next.kind.describe());
            self.note(Diagnostic::warning(next.span(), message).with_hint("put the statement on a line of its own"));
        }
    }

    pub(super) fn while_statement(&mut self) -> WhileLoop {
        let condition = self.condition();
        WhileLoop { condition, body: self.loop_body("while") }
    }

    fn loop_body(&mut self, word: &str) -> Block {
        let context = Context { in_loop: true, ..self.context };
        self.within(context, |parser| parser.suite(word))
    }

    pub(super) fn for_statement(&mut self) -> ForLoop {
        let header = self.header(Self::for_header);
        let (first, second, iterable) = header.unwrap_or_else(|| {
            let span = Span::new(self.end(), self.end());
            (Ident { name: word::UNDERSCORE, span }, None, self.placeholder())
        });
        ForLoop { first, second, iterable, body: self.loop_body("for") }
    }

    fn for_header(&mut self) -> Result<(Ident, Option<Ident>, Expr)> {
        self.bump();
        let parentheses = self.eat(ParenOpen);
        let first = self.name("a variable after 'for'")?;
        self.bind(first);
        let second = match self.eat(Comma) {
            true => Some(self.name("a second variable")?),
            false => None,
        };
        second.into_iter().for_each(|second| self.bind(second));
        if parentheses {
            if second.is_none() {
                let hint = "loops are written 'for x in iterable' or 'for (k, v) in iterable'";
                let message = format!("Expected ',', found {}", self.found());
                return Err(self.fail_with_hint(self.token.span(), message, hint));
            }
            self.expect(ParenClose)?;
        }
        if !self.at(In) {
            let message = format!("Expected 'in', found {}", self.found());
            return Err(self.fail_with_hint(self.token.span(), message, "loops are written 'for x in iterable'"));
        }
        self.bump();
        if self.at_statement_end() {
            return Err(self.expected("what to iterate after 'in'"));
        }
        let open = self.pos;
        let iterable = self.expr()?;
        self.warn_if_continued(open);
        Ok((first, second, iterable))
    }

    pub(super) fn try_statement(&mut self) -> TryStatement {
        let start = self.token.span();
        self.bump();
        let body = self.block_only("try");
        let mut catches = Vec::new();
        while self.at(Catch) {
            catches.push(self.catch_clause());
        }
        let mut finally = None;
        if self.at(Finally) {
            self.statement = self.pos;
            self.bump();
            finally = Some(self.block_only("finally"));
            if self.at(Catch) {
                self.statement = self.pos;
                self.fail(self.token.span(), "'catch' must come before 'finally'");
                self.catch_clause();
            }
        }
        if catches.is_empty() && finally.is_none() && !self.clause_is_further_down() {
            self.note(Diagnostic::error(start, "'try' needs a 'catch' or a 'finally'"));
        }
        TryStatement { body, catches, finally }
    }

    /// Whether what follows a `try` block is a misspelled clause, or another statement before the clauses: that will be
    /// reported.
    fn clause_is_further_down(&self) -> bool {
        if self.at(Name) {
            let hint = diagnostics::closest(self.interner.name(self.token.symbol()), ["catch", "finally"]);
            if hint.is_some() {
                return true;
            }
        }
        let next = self.skip(self.pos, |kind| matches!(kind, Catch | Finally | Try));
        matches!(self.tokens.get(next).kind, Catch | Finally)
    }

    fn catch_clause(&mut self) -> CatchClause {
        let start = self.token.start;
        let (name, filter) = self.header(Self::catch_header).unwrap_or_default();
        let body = self.block_only("catch");
        CatchClause { name, filter, body, span: self.span_from(start) }
    }

    fn catch_header(&mut self) -> Result<(Option<Ident>, Option<Expr>)> {
        self.bump();
        let mut name = None;
        if self.at(ParenOpen) {
            let message = "Unexpected '(' after 'catch'";
            return Err(self.fail_with_hint(
                self.token.span(),
                message,
                "write 'catch name' or 'catch name when filter'",
            ));
        }
        if self.at(Name) && !self.at_when() {
            let ident = self.ident();
            self.bind(ident);
            name = Some(ident);
        }
        let mut filter = None;
        if self.at_when() {
            self.bump();
            filter = Some(self.expr()?);
        }
        if !self.at(Newline) {
            return Err(self.expected("'when' or the end of the line"));
        }
        Ok((name, filter))
    }

    /// Whether `when` and an operand follow.
    pub(super) fn at_when(&self) -> bool {
        self.at_word(word::WHEN) && self.peek(1).kind.starts_operand()
    }

    /// A block that must not be in the line of its header.
    fn block_only(&mut self, word: &str) -> Block {
        if !matches!(self.kind(), Newline | Dedent | End) {
            let message = format!("Expected the end of the line after '{word}', found {}", self.found());
            self.fail_with_hint(self.token.span(), message, "the block goes on lines of its own, indented");
            self.go_to_line_end();
        }
        self.block()
    }

    /// At `defer`: a statement or a block.
    pub(super) fn defer(&mut self) -> Result<StmtKind> {
        self.bump();
        let context = Context { in_loop: false, in_defer: true, module_level: false, ..self.context };
        let block = self.within(context, |parser| {
            if parser.at(Newline) {
                return Ok(parser.block());
            }
            let start = parser.token.start;
            let kind = parser.nested(Self::simple)?;
            let span = parser.span_from(start);
            Ok(Block { stmts: vec![Stmt { kind, span }], span })
        })?;
        Ok(StmtKind::Defer(Box::new(block)))
    }
}
