//! `match` and `receive`.

use super::{Failed, Parser, Result, TokenKind};
use crate::ast::{After, Arm, Block, Expr, ExprKind, Match, Pattern, PatternKind, Receive};
use crate::diagnostics::Diagnostic;
use crate::symbol::{Symbol, word};
use TokenKind::*;

impl Parser<'_> {
    /// Whether `match` at the current token is special: the next line is deeper and starts with `case`.
    pub(super) fn at_match(&self) -> bool {
        if !self.at_word(word::MATCH) {
            return false;
        }
        let line_end = self.skip(self.pos + 1, |kind| kind == Newline);
        self.first_word_inside(line_end) == Some(word::CASE)
    }

    /// Whether `receive` at the current token is special: it ends its line, the next one is deeper and starts with
    /// `case` or `after`.
    pub(super) fn at_receive(&self) -> bool {
        self.at_word(word::RECEIVE) && matches!(self.first_word_inside(self.pos + 1), Some(word::CASE | word::AFTER))
    }

    /// The name that starts the block behind the NEWLINE at this index.
    fn first_word_inside(&self, newline: usize) -> Option<Symbol> {
        let word = self.tokens.get(newline + 2);
        let block = self.tokens.get(newline).kind == Newline && self.tokens.get(newline + 1).kind == Indent;
        (block && word.kind == Name).then(|| word.symbol())
    }

    pub(super) fn match_expr(&mut self) -> Result<Expr> {
        let start = self.token.start;
        self.bump();
        let subject = self.header_of_match();
        let (arms, _) = self.arms(false);
        Ok(self.make(start, ExprKind::Match(Box::new(Match { subject, arms }))))
    }

    fn header_of_match(&mut self) -> Expr {
        let subject = self.header(|parser| {
            let subject = parser.expr()?;
            match parser.at(Newline) {
                true => Ok(subject),
                false => Err(parser.expected("the end of the line after the value to match")),
            }
        });
        subject.unwrap_or_else(|| self.placeholder())
    }

    pub(super) fn receive_expr(&mut self) -> Result<Expr> {
        let start = self.bump().start;
        let (arms, after) = self.arms(true);
        Ok(self.make(start, ExprKind::Receive(Box::new(Receive { arms, after }))))
    }

    /// At the NEWLINE before the arms.
    fn arms(&mut self, receive: bool) -> (Vec<Arm>, Option<After>) {
        let (mut arms, mut after) = (Vec::new(), None);
        let outer = std::mem::take(&mut self.height);
        let mut end = self.end();
        self.indented(|parser| {
            parser.arms_inside(receive, &mut arms, &mut after);
            end = parser.end();
        });
        self.height = outer.max(self.height);
        self.block_end = end;
        (arms, after)
    }

    fn arms_inside(&mut self, receive: bool, arms: &mut Vec<Arm>, after: &mut Option<After>) {
        let mut deeper = 0u32;
        loop {
            self.statement = self.pos;
            match self.kind() {
                End => return,
                Dedent if deeper == 0 => return,
                Dedent => {
                    deeper -= 1;
                    // The end of the last arm stays the end of the block.
                    let end = self.end();
                    self.bump();
                    self.after_block = self.pos;
                    self.block_end = end;
                }
                Indent => {
                    deeper += 1;
                    self.bump();
                }
                Newline => drop(self.bump()),
                Name if self.at_word(word::CASE) => {
                    if after.is_some() {
                        self.note(Diagnostic::error(self.token.span(), "'after' must be the last arm"));
                    }
                    arms.extend(self.arm());
                }
                Name if receive && self.at_word(word::AFTER) => {
                    if after.is_some() {
                        self.note(Diagnostic::error(self.token.span(), "Only one 'after' is possible"));
                    }
                    *after = Some(self.after());
                }
                _ => {
                    let what = if receive { "'case' or 'after'" } else { "'case'" };
                    let Failed = self.expected(what);
                    self.synchronize();
                    self.block_of_failed();
                }
            }
        }
    }

    fn arm(&mut self) -> Option<Arm> {
        let start = self.token.start;
        let header = self.header(|parser| {
            parser.bump();
            let pattern = parser.checked_pattern()?;
            let mut guard = None;
            if parser.at_when() {
                parser.bump();
                guard = Some(parser.expr()?);
            }
            parser.arm_header_end()?;
            Ok((pattern, guard))
        });
        let body = self.arm_body();
        let (pattern, guard) = header?;
        Some(Arm { pattern, guard, body, span: self.span_from(start) })
    }

    fn after(&mut self) -> After {
        let timeout = self.header(|parser| {
            parser.bump();
            let timeout = parser.expr()?;
            parser.arm_header_end()?;
            Ok(timeout)
        });
        let timeout = timeout.unwrap_or_else(|| self.placeholder());
        After { timeout, body: self.arm_body() }
    }

    fn arm_header_end(&mut self) -> Result<()> {
        if self.at(FatArrow) || self.at_statement_end() {
            return Ok(());
        }
        let message = format!("Expected '=>' or the end of the line, found {}", self.found());
        Err(match self.kind() {
            Colon => self.fail_with_hint(self.token.span(), message, "headers of blocks end without ':'"),
            If => self.fail_with_hint(self.token.span(), message, "a guard is written 'when condition'"),
            Arrow => self.fail_with_hint(self.token.span(), message, "write '=>'"),
            _ => self.fail(self.token.span(), message),
        })
    }

    /// `"=>" simple NL | block`
    fn arm_body(&mut self) -> Block {
        match self.eat(FatArrow) {
            true if self.at(Newline) => {
                let Failed = self.expected("a statement after '=>'");
                self.block()
            }
            true => self.suite("=>"),
            false => self.block(),
        }
    }

    /// A pattern whose names have been checked.
    fn checked_pattern(&mut self) -> Result<Pattern> {
        let pattern = self.pattern()?;
        if !matches!(pattern.kind, PatternKind::Wildcard | PatternKind::Bind(_) | PatternKind::Literal(_)) {
            self.check_names(&pattern);
        }
        Ok(pattern)
    }
}
