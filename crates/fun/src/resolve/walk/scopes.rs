//! Scopes: which names a function decides itself; the constants of the module.

use super::*;

/// What a function consists of.
pub(super) enum Body<'t> {
    Stmts(&'t [Stmt]),
    Expr(&'t Expr),
    /// Of a class initializer.
    Fields(&'t [Field]),
}

impl<'a> Walk<'a> {
    pub(super) fn add_global(&mut self, name: Symbol, position: Span) -> GlobalId {
        if let Some(known) = self.result.global(name) {
            return known;
        }
        let id = GlobalId(self.result.globals.len() as u32);
        self.result.globals.push(Global {
            name,
            position,
            bindings: 0,
            assigned_in_functions: false,
            constant: None,
            is_const: false,
            import: None,
        });
        self.bound.push(false);
        let module = &mut self.result.modules[self.result.current.index()];
        module.globals.push(id);
        if let Some(slot) = module.by_symbol.get_mut(name.index()) {
            *slot = id.0;
        }
        id
    }

    /// Functions and classes bound once, outside any block, and never assigned.
    pub(super) fn find_constants(&mut self, bindings: &[Binding]) {
        let once = |global: &Global| global.bindings == 1 && !global.assigned_in_functions;
        let mut waiting = Vec::new();
        for binding in bindings.iter().filter(|binding| !binding.nested) {
            let Some(id) = self.result.global(binding.name) else { continue };
            let global = &mut self.result.globals[id.index()];
            if !once(global) {
                continue;
            }
            match binding.binder {
                Binder::Function => global.constant = Some(ConstantKind::Function(binding.position)),
                Binder::Class(None) => global.constant = Some(ConstantKind::Class(binding.position)),
                Binder::Class(Some(parent)) => waiting.push((id, parent, binding.position)),
                _ => {}
            }
        }
        // A class is a constant once its parent is known to be one; rounds until nothing changes.
        loop {
            let before = waiting.len();
            waiting.retain(|&(id, parent, position)| {
                let constant = match self.result.global(parent) {
                    Some(parent) => {
                        matches!(self.result.globals[parent.index()].constant, Some(ConstantKind::Class(_)))
                    }
                    None => self.builtins.get(parent).is_some_and(|builtin| builtin.row().is_class()),
                };
                if constant {
                    self.result.globals[id.index()].constant = Some(ConstantKind::Class(position));
                }
                !constant
            });
            if waiting.len() == before {
                return;
            }
        }
    }

    // Scopes.

    pub(super) fn open_frame(&mut self, scope: Scope) -> ScopeId {
        let id = ScopeId(self.result.scopes.len() as u32);
        self.result.scopes.push(scope);
        let names = self.names.mark();
        self.frames.push(Frame { scope: id, loops: Vec::new(), trail: Vec::new(), names, in_defaults: false });
        id
    }

    pub(super) fn close_frame(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.names.undo(frame.names);
        }
    }

    pub(super) fn decide(&mut self, scope: ScopeId, name: Symbol, place: Place) {
        self.result.scopes[scope.index()].names.push((name, place));
        self.names.bind(name, place);
    }

    /// Opens the scope of a function at `position` and decides what the names it binds mean.
    pub(super) fn open_scope(&mut self, position: u32, parameters: &[Ident], body: Body<'_>) {
        let scope = self.open_frame(Scope::default());
        self.result.scope_at.insert(position, scope);
        let frame = self.frames.len() - 1;
        for &ident in parameters {
            let id = self.add_variable(ident, VariableKind::Parameter, frame);
            self.result.scopes[scope.index()].parameters.push(id);
            self.seen[ident.name.index()] = (scope, u32::MAX);
        }
        let mut collector = Collector::default();
        match body {
            Body::Stmts(stmts) => collector.stmts(stmts),
            Body::Expr(e) => collector.expr(e),
            Body::Fields(fields) => fields.iter().for_each(|field| collector.expr(&field.value)),
        }
        let mut first: Vec<(Binding, bool, bool)> = Vec::new();
        for &binding in &collector.bindings {
            let seen = &mut self.seen[binding.name.index()];
            if seen.0 != scope {
                *seen = (scope, first.len() as u32);
                first.push((binding, false, false));
            }
            let Some(entry) = first.get_mut(seen.1 as usize) else { continue };
            entry.1 |= binding.binder == Binder::Global;
            entry.2 |= !matches!(binding.binder, Binder::Global | Binder::Assign);
        }
        for &(binding, global, own) in &first {
            let outer = if global {
                let id = self.add_global(binding.name, binding.span);
                self.bound[id.index()] = true;
                Some(Place::Global(id))
            } else if own {
                None
            } else {
                let outside = self.assigned_outside(binding.name, position);
                if outside.is_some() {
                    self.outer_assignments.push((binding.name, binding.span));
                }
                outside
            };
            let place = outer.unwrap_or_else(|| {
                let ident = Ident { name: binding.name, span: binding.span };
                let id = self.add_variable(ident, VariableKind::Local, frame);
                self.result.scopes[scope.index()].locals.push(id);
                Place::Variable(id)
            });
            self.decide(scope, binding.name, place);
        }
        for (index, ident) in parameters.iter().enumerate() {
            let id = self.result.scopes[scope.index()].parameters[index];
            self.decide(scope, ident.name, Place::Variable(id));
        }
        for binding in &collector.bindings {
            if let (Binder::Const, Some(Place::Variable(id))) = (binding.binder, self.names.get(binding.name)) {
                self.result.variables[id.index()].constant = true;
            }
        }
    }

    /// The outer variable that a plain assignment in a function at `position` means, if it means one.
    pub(super) fn assigned_outside(&self, name: Symbol, position: u32) -> Option<Place> {
        let earlier = |place: &Place| match place {
            Place::Variable(id) => self.facts[id.index()].position < position,
            Place::Global(_) => true,
        };
        let local = self.names.all(name).find(earlier);
        local.or_else(|| self.result.global(name).filter(|id| self.bound[id.index()]).map(Place::Global))
    }
}
