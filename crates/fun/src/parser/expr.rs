//! Expressions: operators, and what hangs on a primary.

use super::{MAX_CHAIN, MAX_PARAMS, Parser, Result, TokenKind, too_deep};
use crate::ast::{
    Arg, Binary, BinaryOp, Call, Chain, ChainLink, Expr, ExprKind, Index, Literal, LogicalOp, Member, MethodCall, Send,
    Slice, SuperCall, Ternary, UnaryOp,
};
use crate::diagnostics::Diagnostic;
use crate::symbol::word;
use TokenKind::*;

/// Binding powers, as numbered in the language reference.
const COALESCE: u8 = 3;
const OR: u8 = 4;
const AND: u8 = 5;
const NOT: u8 = 6;
const EQUALITY: u8 = 7;
const COMPARE: u8 = 8;

#[derive(Clone, Copy)]
enum Infix {
    Binary(BinaryOp),
    Logical(LogicalOp),
}

impl Parser<'_> {
    /// `"yield" [ expr ] | send`
    pub(super) fn expr(&mut self) -> Result<Expr> {
        match self.at_word(word::YIELD) && self.is_yield() {
            true => self.yield_expr(),
            false => self.send(),
        }
    }

    fn send(&mut self) -> Result<Expr> {
        let start = self.token.start;
        let dest = self.ternary()?;
        if !self.at(Bang) || self.starts_new_line() {
            return Ok(dest);
        }
        self.bump();
        let message = self.nested(Self::send)?;
        Ok(self.make(start, ExprKind::Send(Box::new(Send { dest, message }))))
    }

    pub(super) fn make(&self, start: u32, kind: ExprKind) -> Expr {
        Expr { kind, span: self.span_from(start) }
    }

    /// Whether `yield` at the current token is the operator.
    pub(super) fn is_yield(&self) -> bool {
        if self.bound.contains(word::YIELD) {
            return false;
        }
        let next = self.peek(1);
        match next.kind {
            Newline | Dedent | End | ParenClose | BracketClose | BraceClose | Comma | Colon | FStringClose
            | FStringSpec => true,
            kind => kind.starts_operand() && !next.line_before(),
        }
    }

    fn yield_expr(&mut self) -> Result<Expr> {
        let start = self.bump().start;
        let value = match self.kind().starts_operand() {
            true => Some(Box::new(self.nested(Self::expr)?)),
            false => None,
        };
        Ok(self.make(start, ExprKind::Yield(value)))
    }

    fn ternary(&mut self) -> Result<Expr> {
        let start = self.token.start;
        let condition = self.binary(COALESCE)?;
        if !self.at(Question) {
            return Ok(condition);
        }
        self.nested(|parser| parser.ternary_arms(start, condition))
    }

    fn ternary_arms(&mut self, start: u32, condition: Expr) -> Result<Expr> {
        self.bump();
        let then = self.expr()?;
        if !self.at(Colon) {
            let message = format!("Expected ':' of 'condition ? a : b', found {}", self.found());
            return Err(self.fail(self.token.span(), message));
        }
        self.bump();
        let otherwise = self.ternary()?;
        Ok(self.make(start, ExprKind::Ternary(Box::new(Ternary { condition, then, otherwise }))))
    }

    fn infix(&self) -> Option<(Infix, u8)> {
        use BinaryOp::*;
        let (op, power) = match self.kind() {
            TokenKind::Coalesce => return Some((Infix::Logical(LogicalOp::Coalesce), COALESCE)),
            OrOr | TokenKind::Or => return Some((Infix::Logical(LogicalOp::Or), OR)),
            AndAnd | TokenKind::And => return Some((Infix::Logical(LogicalOp::And), AND)),
            Equal => (Eq, EQUALITY),
            NotEqual => (Ne, EQUALITY),
            TokenKind::Is if self.peek(1).kind == Not => (IsNot, EQUALITY),
            TokenKind::Is => (Is, EQUALITY),
            Less => (Lt, COMPARE),
            LessEqual => (Le, COMPARE),
            Greater => (Gt, COMPARE),
            GreaterEqual => (Ge, COMPARE),
            TokenKind::In => (In, COMPARE),
            Not if self.peek(1).kind == TokenKind::In && self.after_block != self.pos => (NotIn, COMPARE),
            Pipe => (BitOr, 9),
            Caret => (BitXor, 10),
            Amp => (BitAnd, 11),
            ShiftLeft => (Shl, 12),
            ShiftRight => (Shr, 12),
            Plus => (Add, 13),
            Minus if self.after_block != self.pos => (Sub, 13),
            Star => (Mul, 14),
            Slash => (Div, 14),
            Percent => (Rem, 14),
            _ => return None,
        };
        Some((Infix::Binary(op), power))
    }

    /// Operators of at least this binding power and their operands.
    fn binary(&mut self, least: u8) -> Result<Expr> {
        let start = self.token.start;
        let mut left = match self.kind() {
            Not => self.not(least)?,
            _ => self.unary()?,
        };
        while let Some((op, power)) = self.infix().filter(|(_, power)| *power >= least) {
            left = match op {
                Infix::Logical(op) => self.logical(start, op, power, left)?,
                Infix::Binary(_) if power > COMPARE => self.arithmetic(start, power, left)?,
                Infix::Binary(op) => self.comparison(start, op, power, left)?,
            };
        }
        Ok(left)
    }

    /// The operator at the current token if it has this power; goes behind it.
    fn operator(&mut self, power: u8) -> Option<Infix> {
        let (op, _) = self.infix().filter(|(_, found)| *found == power)?;
        self.bump();
        if matches!(op, Infix::Binary(BinaryOp::IsNot | BinaryOp::NotIn)) {
            self.bump();
        }
        Some(op)
    }

    /// The right operand of an operator of this power.
    fn right_operand(&mut self, power: u8) -> Result<Expr> {
        let outer = std::mem::take(&mut self.height);
        let operand = self.binary(power + 1)?;
        self.height = self.height.max(outer);
        Ok(operand)
    }

    fn logical(&mut self, start: u32, op: LogicalOp, power: u8, left: Expr) -> Result<Expr> {
        let mut operands = vec![left];
        while self.operator(power).is_some() {
            operands.push(self.right_operand(power)?);
        }
        Ok(self.make(start, ExprKind::Logical(op, operands.into_boxed_slice())))
    }

    fn comparison(&mut self, start: u32, op: BinaryOp, power: u8, left: Expr) -> Result<Expr> {
        self.operator(power);
        let right = self.right_operand(power)?;
        if power == COMPARE && self.infix().is_some_and(|(_, power)| power == COMPARE) {
            let message = "comparison operators do not chain; write a < b && b < c";
            return Err(self.fail(self.token.span(), message));
        }
        self.link()?;
        Ok(self.make(start, ExprKind::Binary(Box::new(Binary { op, left, right }))))
    }

    fn arithmetic(&mut self, start: u32, power: u8, first: Expr) -> Result<Expr> {
        let Some(ChainLink { op, operand }) = self.chain_link(power)? else { return Ok(first) };
        let kind = match self.chain_link(power)? {
            None => ExprKind::Binary(Box::new(Binary { op, left: first, right: operand })),
            Some(second) => {
                let mut rest = vec![ChainLink { op, operand }, second];
                while let Some(link) = self.chain_link(power)? {
                    rest.push(link);
                }
                ExprKind::Chain(Box::new(Chain { first, rest }))
            }
        };
        Ok(self.make(start, kind))
    }

    /// An operator of this power and its right operand, if there is one.
    fn chain_link(&mut self, power: u8) -> Result<Option<ChainLink>> {
        let Some(Infix::Binary(op)) = self.operator(power) else { return Ok(None) };
        self.check_increment()?;
        Ok(Some(ChainLink { op, operand: self.right_operand(power)? }))
    }

    fn not(&mut self, least: u8) -> Result<Expr> {
        if least > NOT {
            return Err(self.fail_with_hint(self.token.span(), "'not' needs parentheses here", "or write '!'"));
        }
        let start = self.bump().start;
        let operand = self.nested(|parser| parser.binary(NOT))?;
        Ok(self.make(start, ExprKind::Unary(UnaryOp::Not, Box::new(operand))))
    }

    /// Behind a `+` or `-`: reports `x++` and `x--`, which other languages have.
    fn check_increment(&mut self) -> Result<()> {
        let (first, after) = (self.tokens.get(self.pos - 1), self.peek(1));
        let sign = match (first.kind, self.kind()) {
            (Plus, Plus) => '+',
            (Minus, Minus) => '-',
            _ => return Ok(()),
        };
        let ends = after.line_before() || matches!(after.kind, Newline | Dedent | End | ParenClose);
        if self.token.space_before() || !ends {
            return Ok(());
        }
        let message = format!("There is no operator '{sign}{sign}'");
        Err(self.fail_with_hint(self.token.span(), message, format!("write 'x {sign}= 1'")))
    }

    fn unary(&mut self) -> Result<Expr> {
        let op = match self.kind() {
            Minus => UnaryOp::Neg,
            Bang => UnaryOp::Not,
            Tilde => UnaryOp::BitNot,
            _ => return self.postfix(),
        };
        let start = self.bump().start;
        let operand = self.nested(Self::unary)?;
        Ok(self.make(start, ExprKind::Unary(op, Box::new(operand))))
    }

    /// A primary and the calls, indexes and members after it.
    fn postfix(&mut self) -> Result<Expr> {
        let start = self.token.start;
        let outer = std::mem::take(&mut self.height);
        let mut expr = self.primary()?;
        loop {
            expr = match self.kind() {
                ParenOpen if !self.starts_new_line() => {
                    let args = self.args()?;
                    self.make(start, ExprKind::Call(Box::new(Call { callee: expr, args })))
                }
                BracketOpen if !self.starts_new_line() => self.subscript(start, expr)?,
                Dot | QuestionDot => self.member(start, expr)?,
                _ => break,
            };
            self.link()?;
        }
        self.height = self.height.max(outer);
        Ok(expr)
    }

    /// Another node on top of the expression; see [`MAX_CHAIN`].
    fn link(&mut self) -> Result<()> {
        self.height += 1;
        match self.height > MAX_CHAIN {
            true => Err(self.fail(self.token.span(), too_deep())),
            false => Ok(()),
        }
    }

    fn member(&mut self, start: u32, object: Expr) -> Result<Expr> {
        let optional = self.bump().kind == QuestionDot;
        let name = self.word("a name after '.'")?;
        let kind = match self.at(ParenOpen) && !self.starts_new_line() {
            true => {
                let args = self.args()?;
                ExprKind::MethodCall(Box::new(MethodCall { object, name, optional, args }))
            }
            false => ExprKind::Member(Box::new(Member { object, name, optional })),
        };
        Ok(self.make(start, kind))
    }

    /// `super.name`, perhaps called. The current token is `super`, a `.` follows.
    pub(super) fn super_expr(&mut self) -> Result<Expr> {
        let start = self.bump().start;
        self.bump();
        let name = self.word("a method name after 'super.'")?;
        let kind = match self.at(ParenOpen) {
            true => ExprKind::SuperCall(Box::new(SuperCall { name, args: self.args()? })),
            false => ExprKind::SuperMember(name),
        };
        Ok(self.make(start, kind))
    }

    /// `[i]` or `[a:b]`
    fn subscript(&mut self, start: u32, object: Expr) -> Result<Expr> {
        let kind = self.nested(|parser| parser.subscript_inside(object))?;
        Ok(self.make(start, kind))
    }

    fn subscript_inside(&mut self, object: Expr) -> Result<ExprKind> {
        self.bump();
        if self.at(BracketClose) {
            return Err(self.expected("an index"));
        }
        let first = match self.at(Colon) {
            true => None,
            false => Some(self.expr()?),
        };
        let kind = match (first, self.eat(Colon)) {
            (Some(index), false) => ExprKind::Index(Box::new(Index { object, index })),
            (start, _) => {
                let end = match self.at(BracketClose) {
                    true => None,
                    false => Some(self.expr()?),
                };
                ExprKind::Slice(Box::new(Slice { object, start, end }))
            }
        };
        match self.kind() {
            BracketClose => self.bump(),
            Colon => {
                let hint = "a slice has a start and an end, no step";
                return Err(self.fail_with_hint(self.token.span(), "Expected ']', found ':'", hint));
            }
            _ => return Err(self.expected("']'")),
        };
        Ok(kind)
    }

    /// `( … )` of a call
    pub(super) fn args(&mut self) -> Result<Vec<Arg>> {
        let start = self.token.start;
        let mut args = Vec::new();
        let mut named = false;
        self.nested(|parser| {
            parser.list(ParenClose, |parser| {
                let at = parser.token.span();
                let arg = parser.arg()?;
                let is_named = matches!(arg, Arg::Named(..));
                if named && !is_named {
                    parser.note(Diagnostic::error(at, "Positional argument after a named one"));
                }
                named |= is_named;
                args.push(arg);
                Ok(())
            })
        })?;
        if args.len() > MAX_PARAMS {
            let message = format!("More than {MAX_PARAMS} arguments");
            self.note(Diagnostic::error(self.span_from(start), message));
        }
        Ok(args)
    }

    fn arg(&mut self) -> Result<Arg> {
        if self.eat(Ellipsis) {
            return Ok(Arg::Spread(self.expr()?));
        }
        if self.kind().is_word() && self.peek(1).kind == Colon {
            let name = self.ident();
            self.bump();
            return Ok(Arg::Named(name, self.expr()?));
        }
        Ok(Arg::Positional(self.expr()?))
    }

    pub(super) fn literal(&mut self, literal: Literal) -> Expr {
        let span = self.bump().span();
        Expr { kind: ExprKind::Literal(literal), span }
    }
}
