//! Conditions and jumps.

use super::*;
use crate::ast::{Binary, BinaryOp, Expr, ExprKind, Literal, LogicalOp, UnaryOp};
use quintet_bytecode::Label;

/// Something that leaving a block early has to do with.
pub(super) enum Control {
    /// A loop.
    Loop(Around),
    /// A block whose cleanup code runs first.
    Cleanup(Cleanup),
    /// Cleanup code itself, with the completion it delays.
    CleaningUp(Completion),
}

/// A loop around what is being compiled.
pub(super) struct Around {
    /// Where `break` goes.
    pub end: Label,
    /// Where `continue` goes.
    pub next: Label,
    /// What it iterates over, if that may have to be closed.
    pub iterated: Option<Reg>,
    /// Whether `break` is used.
    pub broken: bool,
}

impl Around {
    /// Where `break` or `continue` goes.
    pub fn way_out(&mut self, exit: Exit) -> Label {
        self.broken |= exit == Exit::Break;
        if exit == Exit::Break { self.end } else { self.next }
    }
}

/// The registers that say how a block with cleanup code was left. See [`super::unwind`].
#[derive(Clone, Copy)]
pub(super) struct Completion {
    /// 0: at its end, 1: by unwinding, from 2 on: by the exits.
    pub kind: Reg,
    /// The returned value, or the value and behind it the signal that is unwound with.
    pub value: Reg,
}

/// A block with cleanup code.
pub(super) struct Cleanup {
    pub completion: Completion,
    /// Where the cleanup code is.
    pub entry: Label,
    /// The exits used so far; the n-th has kind n + 2.
    pub exits: Vec<Exit>,
}

/// Ways out of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    Return,
    Break,
    Continue,
}

/// The target of a conditional jump.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub label: Label,
    /// Whether it is a loop's back edge.
    pub back: bool,
}

impl Target {
    pub fn forward(label: Label) -> Target {
        Target { label, back: false }
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn label(&mut self) -> Label {
        self.state.builder.label()
    }

    pub(super) fn place_label(&mut self, label: Label) {
        self.state.builder.place(label);
    }

    pub(super) fn goto(&mut self, label: Label) {
        self.jump(Instruction::Jump { d: 0 }, label);
    }

    /// Goes to `target` if the truth of `e` is `when`.
    pub(super) fn branch(&mut self, e: &'a Expr, target: Target, when: bool) {
        match &e.kind {
            ExprKind::Literal(literal) => {
                if literal_truth(self.interner, literal) == when {
                    let jump = match target.back {
                        true => Instruction::Loop { d: 0 },
                        false => Instruction::Jump { d: 0 },
                    };
                    self.jump(jump, target.label);
                }
            }
            ExprKind::Unary(UnaryOp::Not, operand) => self.branch(operand, target, !when),
            ExprKind::Logical(LogicalOp::And, operands) => self.branch_all(operands, target, when, false),
            ExprKind::Logical(LogicalOp::Or, operands) => self.branch_all(operands, target, when, true),
            ExprKind::Binary(binary) if is_nil_test(binary).is_some() && !target.back => {
                let mark = self.mark();
                let a = match is_nil_test(binary) {
                    Some(operand) => self.operand(operand),
                    None => return,
                };
                let nil = when == (binary.op == BinaryOp::Eq || binary.op == BinaryOp::Is);
                let jump = match nil {
                    true => Instruction::JumpIfNil { a, d: 0 },
                    false => Instruction::JumpIfNotNil { a, d: 0 },
                };
                self.jump(jump, target.label);
                self.release(mark);
            }
            ExprKind::Binary(binary) if matches!(binary.op, BinaryOp::IsNot | BinaryOp::NotIn) => {
                let mark = self.mark();
                let a = self.temp();
                let op = if binary.op == BinaryOp::IsNot { BinaryOp::Is } else { BinaryOp::In };
                self.binary(op, &binary.left, &binary.right, e.span, a);
                self.branch_on(a, target, !when);
                self.release(mark);
            }
            _ => {
                let mark = self.mark();
                let a = self.operand(e);
                self.branch_on(a, target, when);
                self.release(mark);
            }
        }
    }

    /// `operands` joined by `||` if `any`, else by `&&`.
    fn branch_all(&mut self, operands: &'a [Expr], target: Target, when: bool, any: bool) {
        let Some((last, others)) = operands.split_last() else { return };
        if when == any {
            others.iter().for_each(|operand| self.branch(operand, target, when));
            return self.branch(last, target, when);
        }
        let skip = self.label();
        others.iter().for_each(|operand| self.branch(operand, Target::forward(skip), !when));
        self.branch(last, target, when);
        self.place_label(skip);
    }

    fn branch_on(&mut self, a: Reg, target: Target, when: bool) {
        let jump = match (target.back, when) {
            (false, true) => Instruction::JumpIfRich { a, d: 0 },
            (false, false) => Instruction::JumpIfNotRich { a, d: 0 },
            (true, true) => Instruction::LoopIfRich { a, d: 0 },
            (true, false) => Instruction::LoopIfNotRich { a, d: 0 },
        };
        self.jump(jump, target.label);
    }
}

/// The other operand, if one side of an equality or identity is the literal nil.
fn is_nil_test(binary: &Binary) -> Option<&Expr> {
    if !matches!(binary.op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Is | BinaryOp::IsNot) {
        return None;
    }
    let is_nil = |e: &Expr| matches!(e.kind, ExprKind::Literal(Literal::Nil));
    if is_nil(&binary.right) {
        Some(&binary.left)
    } else if is_nil(&binary.left) {
        Some(&binary.right)
    } else {
        None
    }
}

/// Whether a condition is a literal that is true.
pub(super) fn always_true(interner: &Interner, e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Literal(literal) if literal_truth(interner, literal))
}

fn literal_truth(interner: &Interner, literal: &Literal) -> bool {
    match literal {
        Literal::Nil => false,
        Literal::Bool(b) => *b,
        Literal::Int(i) => *i != 0,
        Literal::Float(f) => *f != 0.0,
        Literal::Str(text) | Literal::Bytes(text) => !interner.bytes(*text).is_empty(),
    }
}
