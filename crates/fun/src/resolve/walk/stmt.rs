//! Statements. Each says whether execution can go on behind it.

use super::scopes::Body;
use super::*;

impl<'a> Walk<'a> {
    pub(super) fn block(&mut self, stmts: &[Stmt]) -> bool {
        let mut goes_on = true;
        for stmt in stmts {
            goes_on &= self.stmt(stmt);
        }
        goes_on
    }

    /// A block that may or may not be executed: gives what it assigns if execution can go on behind it.
    pub(super) fn path(&mut self, stmts: &[Stmt]) -> Option<Vec<VariableId>> {
        let mark = self.trail_mark();
        let goes_on = self.block(stmts);
        let assigned = self.leave_path(mark);
        goes_on.then_some(assigned)
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt) -> bool {
        match &stmt.kind {
            StmtKind::Expr(Expr { kind: ExprKind::Match(m), .. }) => return self.match_expr(m),
            StmtKind::Expr(Expr { kind: ExprKind::Receive(receive), .. }) => return self.receive_expr(receive),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Assign(s) => {
                self.target_parts(&s.target);
                self.mark_bound(&s.target);
                self.expr(&s.value);
                self.target(&s.target);
            }
            StmtKind::CompoundAssign(s) => {
                self.target_parts(&s.target);
                if let TargetKind::Name(name) = s.target.kind {
                    self.use_name(name, s.target.span);
                }
                self.mark_bound(&s.target);
                self.expr(&s.value);
                self.target(&s.target);
            }
            StmtKind::Destructure(s) => {
                s.targets.iter().for_each(|target| self.target_parts(target));
                s.targets.iter().for_each(|target| self.mark_bound(target));
                self.expr(&s.value);
                s.targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::MultiAssign(s) => {
                s.targets.iter().for_each(|target| self.target_parts(target));
                s.targets.iter().for_each(|target| self.mark_bound(target));
                s.values.iter().for_each(|value| self.expr(value));
                s.targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::Declare(s) => {
                if let Some(ty) = &s.ty {
                    self.ty(ty);
                }
                self.mark_name_bound(s.name.name);
                if let Some(value) = &s.value {
                    self.expr(value);
                }
                match s.kind {
                    DeclareKind::Const => self.declare_const(s.name),
                    _ => self.assign(s.name.name, s.name.span),
                }
            }
            StmtKind::Global(_) => {}
            StmtKind::If(s) => return self.if_stmt(s),
            StmtKind::While(s) => {
                let now = self.tick();
                self.frame().loops.push(now);
                self.expr(&s.condition);
                self.path(&s.body.stmts);
                self.frame().loops.pop();
            }
            StmtKind::For(s) => self.for_stmt(s),
            StmtKind::Break | StmtKind::Continue => return false,
            // A fiber further out may answer an exit, and then the program goes on behind it.
            StmtKind::Exit(code) => code.iter().for_each(|code| self.expr(code)),
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    self.expr(value);
                }
                return false;
            }
            StmtKind::ExitProcess(s) => {
                self.expr(&s.pid);
                self.expr(&s.reason);
            }
            StmtKind::Throw(value) => {
                self.expr(value);
                return false;
            }
            StmtKind::Try(s) => return self.try_stmt(s),
            StmtKind::Defer(body) => {
                let scope = self.frame().scope;
                self.result.scopes[scope.index()].defers = true;
                self.open_scope(stmt.span.start, &[], Body::Stmts(&body.stmts));
                self.block(&body.stmts);
                self.close_frame();
            }
            StmtKind::Function(s) => {
                if let Some(name) = s.name {
                    self.mark_name_bound(name.name);
                    self.function(s);
                    self.assign(name.name, name.span);
                }
            }
            StmtKind::Class(s) => {
                self.mark_name_bound(s.name.name);
                self.class(s);
                self.assign(s.name.name, s.name.span);
            }
            StmtKind::Import(import) => self.import(import),
            StmtKind::Include(_) => {}
        }
        true
    }

    pub(super) fn if_stmt(&mut self, s: &If) -> bool {
        let mut paths = Vec::new();
        for branch in &s.branches {
            self.expr(&branch.condition);
            paths.extend(self.path(&branch.body.stmts));
        }
        match &s.otherwise {
            Some(otherwise) => paths.extend(self.path(&otherwise.stmts)),
            None => paths.push(Vec::new()),
        }
        let goes_on = !paths.is_empty();
        self.meet(paths);
        goes_on
    }

    pub(super) fn for_stmt(&mut self, s: &For) {
        match range_call(&s.iterable) {
            Some(args) => self.args(args),
            None => self.expr(&s.iterable),
        }
        let now = self.tick();
        self.frame().loops.push(now);
        let (trail, names) = (self.trail_mark(), self.names.mark());
        let frame = self.frames.len() - 1;
        for ident in std::iter::once(&s.first).chain(&s.second) {
            self.mark_name_bound(ident.name);
            self.assign_as(ident.name, ident.span, true);
        }
        for ident in std::iter::once(&s.first).chain(&s.second) {
            let outer = self.names.get(ident.name).or_else(|| self.result.global(ident.name).map(Place::Global));
            let id = self.add_variable(*ident, VariableKind::Loop, frame);
            self.facts[id.index()].outer = outer;
            self.begin(id);
            self.result.bound_at.insert(ident.span.start, id);
            self.names.bind(ident.name, Place::Variable(id));
        }
        self.block(&s.body.stmts);
        self.names.undo(names);
        self.leave_path(trail);
        self.frame().loops.pop();
    }

    pub(super) fn try_stmt(&mut self, s: &Try) -> bool {
        let mut paths = Vec::new();
        paths.extend(self.path(&s.body.stmts));
        let frame = self.frames.len() - 1;
        for catch in &s.catches {
            let names = self.names.mark();
            if let Some(ident) = catch.name {
                let id = self.add_variable(ident, VariableKind::Catch, frame);
                self.begin(id);
                self.result.bound_at.insert(ident.span.start, id);
                self.names.bind(ident.name, Place::Variable(id));
            }
            if let Some(filter) = &catch.filter {
                self.expr(filter);
            }
            paths.extend(self.path(&catch.body.stmts));
            self.names.undo(names);
        }
        let goes_on = !paths.is_empty();
        match &s.finally {
            // The paths meet in front of the finally body, with those on which the body failed somewhere.
            Some(finally) => self.block(&finally.stmts) && goes_on,
            None => {
                self.meet(paths);
                goes_on
            }
        }
    }

    /// Names and indexes that are evaluated before the assigned value.
    pub(super) fn target_parts(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Name(_) => {}
            TargetKind::Index(index) => {
                self.expr(&index.object);
                self.expr(&index.index);
            }
            TargetKind::Member(member) => self.expr(&member.object),
        }
    }

    pub(super) fn target(&mut self, target: &Target) {
        if let TargetKind::Name(name) = target.kind {
            self.assign(name, target.span);
        }
    }

    pub(super) fn mark_bound(&mut self, target: &Target) {
        if let TargetKind::Name(name) = target.kind {
            self.mark_name_bound(name);
        }
    }

    /// From here on in the text, assignments in functions mean this module variable.
    pub(super) fn mark_name_bound(&mut self, name: Symbol) {
        if self.in_function() || self.names.get(name).is_some() {
            return;
        }
        if let Some(id) = self.result.global(name) {
            self.bound[id.index()] = true;
        }
    }
}
