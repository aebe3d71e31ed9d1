//! Statements.

use super::control::{Control, Exit, Target};
use super::types::Check;
use super::variables::Location;
use super::*;
use crate::ast::{Block, Expr, ExprKind, If, LogicalOp, Stmt, StmtKind};

impl<'a> Codegen<'a> {
    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        self.stmts(&block.stmts);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.at(stmt.span.start);
        let mark = self.mark();
        match &stmt.kind {
            StmtKind::Expr(e) => self.effect(e),
            StmtKind::Assign(s) => self.assign(s),
            StmtKind::CompoundAssign(s) => self.compound_assign(s),
            StmtKind::Destructure(s) => self.destructure(s),
            StmtKind::MultiAssign(s) => self.multi_assign(s),
            StmtKind::Declare(s) => self.declare(s),
            StmtKind::If(s) => self.if_stmt(s),
            StmtKind::While(s) => self.while_stmt(s),
            StmtKind::For(s) => self.for_stmt(s, stmt.span),
            StmtKind::Break => self.leave(Exit::Break),
            StmtKind::Continue => self.leave(Exit::Continue),
            StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            StmtKind::Exit(code) => self.exit_stmt(code.as_ref(), stmt.span),
            StmtKind::Throw(value) => {
                let a = self.operand(value);
                self.at(stmt.span.start);
                self.emit(Instruction::Throw { a });
            }
            StmtKind::Try(s) => self.try_stmt(s),
            StmtKind::Defer(body) => self.defer_stmt(body, stmt.span),
            StmtKind::Function(f) => self.function_stmt(f),
            StmtKind::Class(class) => self.class_stmt(class),
            StmtKind::Import(import) => self.import(import),
            // The first only steers name resolution; the last is gone after expansion.
            StmtKind::Global(_) | StmtKind::Include(_) => {}
            StmtKind::ExitProcess(s) => {
                let (window, pid, reason) = (self.temp(), self.temp(), self.temp());
                self.expr(&s.pid, pid);
                self.expr(&s.reason, reason);
                self.at(stmt.span.start);
                self.call_internal("send_exit", window, window, 2, stmt.span);
            }
        }
        self.release(mark);
    }

    fn function_stmt(&mut self, f: &'a ast::Function) {
        let Some(name) = f.name else { return };
        if self.reserved.contains_key(&f.span.start) {
            self.function(f, self.text(name.name).to_string(), FunctionKind::Function);
            return;
        }
        let Some(place) = self.place(name.name) else { return };
        let a = match self.locate(place) {
            Location::Register(register) => register,
            _ => self.temp(),
        };
        self.closure(f, a);
        self.write(place, a, name.span.start);
    }

    fn if_stmt(&mut self, s: &'a If) {
        let end = self.label();
        for (index, branch) in s.branches.iter().enumerate() {
            let next = self.label();
            self.branch(&branch.condition, Target::forward(next), false);
            self.block(&branch.body);
            let is_last = index + 1 == s.branches.len() && s.otherwise.is_none();
            if !is_last && !ends_path(&branch.body) {
                self.goto(end);
            }
            self.place_label(next);
        }
        if let Some(otherwise) = &s.otherwise {
            self.block(otherwise);
        }
        self.place_label(end);
    }

    fn exit_stmt(&mut self, code: Option<&'a Expr>, span: Span) {
        let a = match code {
            Some(e) => self.operand(e),
            None => {
                let a = self.temp();
                self.emit(Instruction::LoadInt { a, d: 0 });
                a
            }
        };
        self.at(span.start);
        self.emit(Instruction::Exit { a });
    }

    pub(super) fn return_stmt(&mut self, value: Option<&'a Expr>) {
        let cleanup = self.state.control.iter().rev().find_map(|control| match control {
            Control::Cleanup(cleanup) => Some(cleanup.completion),
            _ => None,
        });
        if cleanup.is_none() && self.state.tries == 0 && self.state.tail_calls {
            return self.return_tail(value);
        }
        let mark = self.mark();
        let result = match value {
            None => None,
            Some(e) => Some(match (cleanup, self.state.result) {
                (Some(completion), None) => {
                    self.expr(e, completion.value);
                    completion.value
                }
                _ => self.operand(e),
            }),
        };
        let result = match (result, self.state.result) {
            (result, Some(ty)) => {
                let b = result.unwrap_or_else(|| {
                    let b = self.temp();
                    self.emit(Instruction::LoadNil { a: b });
                    b
                });
                let a = cleanup.map_or_else(|| self.temp(), |completion| completion.value);
                if let Some(e) = value {
                    self.at(e.span.start);
                }
                self.check(a, b, ty, Check::Result);
                Some(a)
            }
            (result, None) => result,
        };
        match cleanup {
            Some(completion) => {
                match result {
                    Some(b) => self.move_to(completion.value, b),
                    None => self.emit(Instruction::LoadNil { a: completion.value }),
                }
                self.close_loops();
                self.leave(Exit::Return);
            }
            None => {
                self.close_loops();
                self.stop_cleaning_up();
                match result {
                    Some(a) => self.emit(Instruction::Ret { a }),
                    None => self.emit(Instruction::RetNil {}),
                }
            }
        }
        self.release(mark);
    }

    /// Returns a value where nothing has to be done after it is known.
    fn return_tail(&mut self, value: Option<&'a Expr>) {
        let Some(e) = value else { return self.emit_last(Instruction::RetNil {}) };
        match &e.kind {
            ExprKind::Call(_) | ExprKind::MethodCall(_) | ExprKind::SuperCall(_) => self.tail_call(e),
            ExprKind::Ternary(ternary) => {
                let no = self.label();
                self.branch(&ternary.condition, Target::forward(no), false);
                self.return_tail(Some(&ternary.then));
                self.place_label(no);
                self.return_tail(Some(&ternary.otherwise));
            }
            ExprKind::Match(m) => self.match_expr(m, super::matching::Wanted::Returned),
            ExprKind::Receive(receive) => self.receive_expr(receive, e.span, super::matching::Wanted::Returned),
            ExprKind::Logical(LogicalOp::Coalesce, operands) => {
                let Some((last, others)) = operands.split_last() else { return };
                for operand in others {
                    let mark = self.mark();
                    let next = self.label();
                    let a = self.operand(operand);
                    self.jump(Instruction::JumpIfNil { a, d: 0 }, next);
                    self.emit_last(Instruction::Ret { a });
                    self.place_label(next);
                    self.release(mark);
                }
                self.return_tail(Some(last));
            }
            _ => {
                let mark = self.mark();
                let a = self.operand(e);
                self.emit_last(Instruction::Ret { a });
                self.release(mark);
            }
        }
    }
}

/// Whether execution never goes on behind a block.
pub(super) fn ends_path(block: &Block) -> bool {
    use StmtKind::{Break, Continue, Return, Throw};
    matches!(block.stmts.last().map(|stmt| &stmt.kind), Some(Return(_) | Break | Continue | Throw(_)))
}
