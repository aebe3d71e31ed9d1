//! The walk that decides scopes and storage.

mod expr;
mod matching;
mod modules;
mod report;
mod scopes;
mod stmt;
mod storage;

pub(crate) use expr::range_call;
pub(crate) use matching::is_kind;

use super::collect::{Binder, Binding, Collector};
use super::*;
use crate::ast::*;
use crate::builtins::{BuiltinId, MANY};
use crate::symbol::word;

/// What the walk knows of a variable besides its [`Variable`].
struct Facts {
    /// Whether every path to this point assigns it.
    assigned: bool,
    /// Whether anything has used it yet.
    touched: bool,
    /// Whether anything reads it.
    read: bool,
    /// When it was first captured; for a capture in a loop, when that loop began.
    first_capture: u32,
    last_write: u32,
    written_inside: bool,
    /// Whether its cell must be made at the start of the function.
    early_cell: bool,
    /// The loops of its function that were open where it began.
    loop_depth: usize,
    /// Index of its function's frame.
    frame: usize,
    /// Where it is bound first.
    position: u32,
    /// For loop variables: what the name means outside of the loop.
    outer: Option<Place>,
}

/// A function whose body is being walked.
struct Frame {
    scope: ScopeId,
    /// When each open loop began.
    loops: Vec<u32>,
    /// Variables in the order in which they became assigned.
    trail: Vec<VariableId>,
    names: usize,
    in_defaults: bool,
}

/// A name nothing binds, unless a `global` that comes later does.
struct Unbound {
    name: Symbol,
    span: Span,
    /// In included text, inside a function: an error only when executed.
    lenient: bool,
    locals: Vec<Symbol>,
}

pub(super) struct Walk<'a> {
    program: &'a ast::Program,
    sources: &'a SourceMap,
    module: &'a ast::Module,
    interner: &'a Interner,
    builtins: &'a BuiltinTable,
    diagnostics: &'a mut Vec<Diagnostic>,
    result: Resolution,
    /// Names asked of modules, to be looked for when all of them are known.
    exports: Vec<(ModuleId, Ident)>,
    facts: Vec<Facts>,
    frames: Vec<Frame>,
    names: Names,
    /// Module variables bound by the text so far.
    bound: Vec<bool>,
    unbound: Vec<Unbound>,
    clock: u32,
    /// Assignments in functions that reach a variable of an outer scope without a `global`.
    outer_assignments: Vec<(Symbol, Span)>,
    /// By symbol: the scope that last bound it, and where `open_scope` has it then.
    seen: Vec<(ScopeId, u32)>,
}

impl<'a> Walk<'a> {
    pub fn new(
        program: &'a ast::Program,
        sources: &'a SourceMap,
        interner: &'a Interner,
        builtins: &'a BuiltinTable,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let modules = program.modules.iter().map(|_| ModuleScope {
            main: MAIN,
            globals: Vec::new(),
            by_symbol: vec![u32::MAX; interner.len()],
        });
        let result = Resolution {
            scopes: Vec::new(),
            scope_at: HashMap::new(),
            variables: Vec::new(),
            bound_at: HashMap::new(),
            globals: Vec::new(),
            modules: modules.collect(),
            current: ModuleId(0),
        };
        Walk {
            program,
            sources,
            module: &program.modules[0],
            exports: Vec::new(),
            interner,
            builtins,
            diagnostics,
            result,
            facts: Vec::new(),
            frames: Vec::new(),
            names: Names::new(interner.len()),
            bound: Vec::new(),
            unbound: Vec::new(),
            clock: 0,
            outer_assignments: Vec::new(),
            seen: vec![(MAIN, 0); interner.len()],
        }
    }

    pub fn run(mut self, warnings: bool, session: Option<Session<'_>>) -> Resolution {
        if let Some(session) = session {
            self.continue_session(session);
        }
        let program = self.program;
        let modules = (0..).map(ModuleId).zip(&program.modules);
        let mut bindings = Vec::with_capacity(program.modules.len());
        for (id, module) in modules.clone() {
            self.result.current = id;
            bindings.push(self.collect(module));
        }
        for ((id, module), bindings) in modules.zip(&bindings) {
            (self.result.current, self.module) = (id, module);
            self.result.modules[id.index()].main = self.open_frame(Scope::default());
            for stmt in &module.body {
                self.stmt(stmt);
            }
            self.close_frame();
            // What a later entry may replace is no constant.
            if session.is_none() || id.0 > 0 {
                self.find_constants(bindings);
            }
            self.report_unbound(warnings);
        }
        self.settle_variables();
        self.report_exports();
        if warnings {
            self.warn();
        }
        self.result
    }

    /// Enters what earlier entries of a session have bound.
    fn continue_session(&mut self, session: Session<'_>) {
        let nothing = Global {
            name: word::EMPTY,
            position: Span::NONE,
            bindings: 0,
            assigned_in_functions: true,
            constant: None,
            is_const: false,
            import: None,
        };
        for _ in 0..session.slots {
            self.result.globals.push(Global { ..nothing });
            self.bound.push(true);
        }
        for &(name, slot) in session.names {
            let Some(global) = self.result.globals.get_mut(slot as usize) else { continue };
            global.name = name;
            let main = &mut self.result.modules[0];
            main.globals.push(GlobalId(slot));
            main.by_symbol[name.index()] = slot;
        }
    }

    /// Enters what a module binds.
    fn collect(&mut self, module: &ast::Module) -> Vec<Binding> {
        let mut collector = Collector::default();
        collector.stmts(&module.body);
        for binding in &collector.bindings {
            let global = self.add_global(binding.name, binding.span);
            let known = &mut self.result.globals[global.index()];
            if known.bindings == 0 {
                known.position = binding.span;
            }
            known.bindings += u32::from(binding.binder != Binder::Global);
            known.is_const |= binding.binder == Binder::Const;
        }
        for stmt in &module.body {
            if let StmtKind::Import(import) = &stmt.kind {
                self.collect_import(import);
            }
        }
        for &(name, _) in &module.natives {
            let global = self.add_global(name, module.span);
            self.result.globals[global.index()].bindings += 1;
        }
        collector.bindings
    }
    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(span, message));
    }

    fn text(&self, name: Symbol) -> &'a str {
        self.interner.name(name)
    }

    // Names.

    fn in_function(&self) -> bool {
        self.frames.len() > 1
    }

    fn is_lenient(&self, span: Span) -> bool {
        self.in_function() && (self.module.is_included(span) || self.sources.in_library(span.start))
    }

    /// The builtin that a name means, unless the program binds the name.
    fn builtin(&self, name: Symbol) -> Option<BuiltinId> {
        if self.is_bound(name) { None } else { self.builtins.get(name) }
    }

    /// Whether the program has bound the name so far.
    fn is_bound(&self, name: Symbol) -> bool {
        self.names.get(name).is_some() || self.result.global(name).is_some()
    }

    fn use_name(&mut self, name: Symbol, span: Span) {
        match self.names.get(name) {
            Some(Place::Variable(id)) => return self.read(id),
            Some(Place::Global(_)) => return,
            None => {}
        }
        if self.result.global(name).is_some() {
            return;
        }
        let lenient = self.is_lenient(span);
        if let Some(builtin) = self.builtins.get(name) {
            if !builtin.row().is_registered() && !lenient {
                self.error(span, format!("'{}' is not available in this version", self.text(name)));
            } else if !builtin.row().is_available() {
                let message = format!("'{}' is not built in: calling it throws Unsupported", self.text(name));
                self.diagnostics.push(Diagnostic::warning(span, message));
            }
            return;
        }
        let scopes = self.frames.iter().map(|frame| &self.result.scopes[frame.scope.index()]);
        let locals = scopes.flat_map(|scope| scope.names.iter().map(|&(name, _)| name)).collect();
        self.unbound.push(Unbound { name, span, lenient, locals });
    }

    /// A statement other than `const` assigns a name.
    fn assign(&mut self, name: Symbol, span: Span) {
        self.assign_as(name, span, false);
    }

    fn assign_as(&mut self, name: Symbol, span: Span, header: bool) {
        let place = self.names.get(name).or_else(|| self.result.global(name).map(Place::Global));
        match place {
            Some(Place::Variable(id)) => {
                if self.result.variables[id.index()].constant {
                    self.error(span, format!("cannot assign to constant '{}'", self.text(name)));
                }
                self.write(id, span.start, header);
            }
            Some(Place::Global(id)) => {
                if self.result.globals[id.index()].import.is_some() {
                    self.error(span, format!("cannot assign to module name '{}'", self.text(name)));
                }
                if self.result.globals[id.index()].is_const {
                    self.error(span, format!("cannot assign to constant '{}'", self.text(name)));
                }
                self.write_global(id);
            }
            None => {}
        }
    }

    fn write_global(&mut self, id: GlobalId) {
        if self.in_function() {
            self.result.globals[id.index()].assigned_in_functions = true;
        } else {
            self.bound[id.index()] = true;
        }
    }

    fn declare_const(&mut self, ident: Ident) {
        let place = self.names.get(ident.name).or_else(|| self.result.global(ident.name).map(Place::Global));
        let first = match place {
            Some(Place::Variable(id)) => {
                self.write(id, ident.span.start, false);
                self.facts[id.index()].position
            }
            Some(Place::Global(id)) => {
                self.write_global(id);
                self.result.globals[id.index()].position.start
            }
            None => return,
        };
        if first != ident.span.start {
            self.error(ident.span, format!("cannot assign to constant '{}'", self.text(ident.name)));
        }
    }
}
