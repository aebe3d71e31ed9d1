//! Unary and binary operators.

use super::*;
use crate::ast::{BinaryOp, Chain, Expr, ExprKind, Literal, UnaryOp};

impl<'a> Codegen<'a> {
    pub(super) fn unary(&mut self, op: UnaryOp, operand: &'a Expr, span: Span, a: Reg) {
        if let (UnaryOp::Neg, ExprKind::Literal(literal)) = (op, &operand.kind) {
            match literal {
                Literal::Int(i) => return self.state.builder.load_int(a, i.wrapping_neg()),
                Literal::Float(f) => return self.state.builder.load_float(a, -f),
                _ => {}
            }
        }
        let mark = self.mark();
        let b = self.operand_near(operand, a);
        self.at(span.start);
        self.emit(match op {
            UnaryOp::Neg => Instruction::Neg { a, b },
            UnaryOp::BitNot => Instruction::BitNot { a, b },
            UnaryOp::Not => Instruction::NotRich { a, b },
        });
        self.release(mark);
    }

    pub(super) fn binary(&mut self, op: BinaryOp, left: &'a Expr, right: &'a Expr, span: Span, a: Reg) {
        let mark = self.mark();
        let b = self.operand_near(left, a);
        let c = self.operand(right);
        self.at(span.start);
        self.operator(op, a, b, c);
        self.release(mark);
    }

    /// `first op x op y …`: results in between go to one temporary.
    pub(super) fn chain(&mut self, chain: &'a Chain, span: Span, a: Reg) {
        let mark = self.mark();
        let between = self.scratch(a);
        let mut b = self.operand_near(&chain.first, between);
        let last = chain.rest.len().saturating_sub(1);
        for (index, link) in chain.rest.iter().enumerate() {
            let inner = self.mark();
            let c = self.operand(&link.operand);
            let target = if index == last { a } else { between };
            self.at(span.start);
            self.operator(link.op, target, b, c);
            self.release(inner);
            b = target;
        }
        self.release(mark);
    }

    /// Emits `a = b op c`.
    pub(super) fn operator(&mut self, op: BinaryOp, a: Reg, b: Reg, c: Reg) {
        self.emit(match op {
            BinaryOp::Add => Instruction::AddRich { a, b, c },
            BinaryOp::Sub => Instruction::Sub { a, b, c },
            BinaryOp::Mul => Instruction::Mul { a, b, c },
            BinaryOp::Div => Instruction::DivRich { a, b, c },
            BinaryOp::Rem => Instruction::ModRich { a, b, c },
            BinaryOp::BitOr => Instruction::BitOr { a, b, c },
            BinaryOp::BitXor => Instruction::BitXor { a, b, c },
            BinaryOp::BitAnd => Instruction::BitAnd { a, b, c },
            BinaryOp::Shl => Instruction::ShlRich { a, b, c },
            BinaryOp::Shr => Instruction::ShrRich { a, b, c },
            BinaryOp::Eq => Instruction::EqRich { a, b, c },
            BinaryOp::Ne => Instruction::NeRich { a, b, c },
            BinaryOp::Is | BinaryOp::IsNot => Instruction::Is { a, b, c },
            BinaryOp::Lt => Instruction::LtRich { a, b, c },
            BinaryOp::Le => Instruction::LeRich { a, b, c },
            BinaryOp::Gt => Instruction::GtRich { a, b, c },
            BinaryOp::Ge => Instruction::GeRich { a, b, c },
            BinaryOp::In | BinaryOp::NotIn => Instruction::Contains { a, b, c },
        });
        if matches!(op, BinaryOp::IsNot | BinaryOp::NotIn) {
            self.emit(Instruction::NotRich { a, b: a });
        }
    }
}
