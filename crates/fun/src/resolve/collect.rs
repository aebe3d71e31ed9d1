//! The names that the statements of one function bind, nested functions left out.

use crate::ast::*;
use crate::source::Span;
use crate::symbol::Symbol;

/// How a statement binds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binder {
    /// An assignment, which may mean a variable of an outer scope.
    Assign,
    /// A `for`, a declaration, an import.
    Own,
    /// `const`
    Const,
    /// A `fun` statement.
    Function,
    /// A `class` statement without parent, or with a parent that is just a name, given here.
    Class(Option<Symbol>),
    /// `global`
    Global,
}

/// One binding.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The name.
    pub name: Symbol,
    /// Where the name stands.
    pub span: Span,
    /// How it is bound.
    pub binder: Binder,
    /// Whether the statement is inside another.
    pub nested: bool,
    /// For functions and classes: the position of their first token.
    pub position: u32,
}

/// Lists bindings in textual order.
#[derive(Default)]
pub struct Collector {
    /// What was found.
    pub bindings: Vec<Binding>,
    /// Names that mean a variable of an enclosing clause here.
    clause_names: Vec<Symbol>,
    depth: u32,
}

impl Collector {
    /// Adds what `stmts` bind.
    pub fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn add(&mut self, ident: Ident, binder: Binder, position: u32) {
        let nested = self.depth > 0;
        self.bindings.push(Binding { name: ident.name, span: ident.span, binder, nested, position });
    }

    fn block(&mut self, block: &Block) {
        self.depth += 1;
        self.stmts(&block.stmts);
        self.depth -= 1;
    }

    fn target(&mut self, target: &Target) {
        if let TargetKind::Name(name) = target.kind
            && !self.clause_names.contains(&name)
        {
            self.add(Ident { name, span: target.span }, Binder::Assign, 0);
        }
    }

    /// Adds what the arms of a right side bind: statements are nowhere else in expressions.
    pub fn expr(&mut self, e: &Expr) {
        let arms = match &e.kind {
            ExprKind::Match(m) => &m.arms,
            ExprKind::Receive(receive) => {
                if let Some(after) = &receive.after {
                    self.block(&after.body);
                }
                &receive.arms
            }
            _ => return,
        };
        for arm in arms {
            let known = self.clause_names.len();
            arm.pattern.for_each_name(&mut |name| self.clause_names.push(name.name));
            self.block(&arm.body);
            self.clause_names.truncate(known);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Assign(s) => {
                self.target(&s.target);
                self.expr(&s.value);
            }
            StmtKind::CompoundAssign(s) => {
                self.target(&s.target);
                self.expr(&s.value);
            }
            StmtKind::Destructure(s) => {
                s.targets.iter().for_each(|t| self.target(t));
                self.expr(&s.value);
            }
            StmtKind::MultiAssign(s) => {
                s.targets.iter().for_each(|t| self.target(t));
                s.values.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Declare(s) => {
                let binder = if s.kind == DeclareKind::Const { Binder::Const } else { Binder::Own };
                self.add(s.name, binder, 0);
                s.value.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) => self.expr(value),
            StmtKind::Global(names) => names.iter().for_each(|&name| self.add(name, Binder::Global, 0)),
            StmtKind::If(s) => {
                for branch in &s.branches {
                    self.block(&branch.body);
                }
                if let Some(otherwise) = &s.otherwise {
                    self.block(otherwise);
                }
            }
            StmtKind::While(s) => self.block(&s.body),
            StmtKind::For(s) => {
                for &ident in std::iter::once(&s.first).chain(&s.second) {
                    self.add(ident, Binder::Own, 0);
                }
                self.block(&s.body);
            }
            StmtKind::Try(s) => {
                self.block(&s.body);
                for catch in &s.catches {
                    let known = self.clause_names.len();
                    self.clause_names.extend(catch.name.map(|ident| ident.name));
                    self.block(&catch.body);
                    self.clause_names.truncate(known);
                }
                if let Some(finally) = &s.finally {
                    self.block(finally);
                }
            }
            StmtKind::Function(s) => {
                if let Some(name) = s.name {
                    self.add(name, Binder::Function, s.span.start);
                }
            }
            StmtKind::Class(s) => {
                let binder = match s.parent.as_ref().map(|parent| &*parent.path) {
                    None => Binder::Class(None),
                    Some([parent]) => Binder::Class(Some(parent.name)),
                    Some(_) => Binder::Own,
                };
                self.add(s.name, binder, s.header.start);
            }
            StmtKind::Import(s) => match &s.binds {
                ImportBinds::Module(alias) => self.add(*alias, Binder::Own, 0),
                ImportBinds::Names(names) => names.iter().for_each(|name| self.add(name.alias, Binder::Own, 0)),
            },
            StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(None)
            | StmtKind::Exit(_)
            | StmtKind::ExitProcess(_)
            | StmtKind::Throw(_)
            | StmtKind::Defer(_)
            | StmtKind::Include(_) => {}
        }
    }
}
