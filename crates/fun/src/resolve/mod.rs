//! Name resolution: which variable every name means, and how each variable must be kept.
//!
//! [`resolve`] walks the tree once before code is generated. Its result, [`Resolution`], says for each function which
//! names it decides ([`Scope::names`]); a name means the same in the whole function, except for names of clauses
//! (`catch`) and loops, which are bound while their body is walked. The code generator walks in the same order and
//! binds the same names in its own [`Names`], so no table of single occurrences is needed.
//!
//! For each [`Variable`] the walk records what decides its storage: whether functions inside capture it and whether
//! anything can assign it after that (then it lives in a cell), and whether some read may come before every write (then
//! it starts as nil).

mod collect;
mod names;
mod walk;

pub use names::{Names, Place};
pub(crate) use walk::{is_kind, range_call};

use crate::ast::{self, ModuleId};
use crate::builtins::BuiltinTable;
use crate::diagnostics::Diagnostic;
use crate::source::{SourceMap, Span};
use crate::symbol::{Interner, Symbol};
use hashbrown::HashMap;

macro_rules! index_type {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index_type! {
    /// A variable of a function: an index into [`Resolution::variables`].
    VariableId
    /// A module variable: an index into [`Resolution::globals`].
    GlobalId
    /// A function, class initializer or deferred block: an index into [`Resolution::scopes`].
    ScopeId
}

/// The scope of the main module's top level.
pub const MAIN: ScopeId = ScopeId(0);

/// What an import makes of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The module itself.
    Module(ModuleId),
    /// The name with that symbol in that module.
    Name(ModuleId, Symbol),
}

/// What one module binds.
#[derive(Debug)]
pub struct ModuleScope {
    /// The scope of its top level.
    pub main: ScopeId,
    /// Its variables in the order in which the text binds them.
    pub globals: Vec<GlobalId>,
    /// Its variables by symbol; `u32::MAX` is none.
    by_symbol: Vec<u32>,
}

/// A function-like body.
#[derive(Debug, Default)]
pub struct Scope {
    /// What the names mean that this function itself decides: its parameters, its locals, and names of outer scopes
    /// that it assigns.
    pub names: Vec<(Symbol, Place)>,
    /// Parameters, in order.
    pub parameters: Vec<VariableId>,
    /// Locals of the whole function, without parameters and without those of clauses and loops.
    pub locals: Vec<VariableId>,
    /// Whether it registers deferred statements.
    pub defers: bool,
    /// Whether a function inside a parameter's default captures a parameter.
    pub defaults_capture: bool,
}

/// What a variable belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A parameter.
    Parameter,
    /// A name of the whole function.
    Local,
    /// The name of a `catch`.
    Catch,
    /// A name that a pattern binds.
    Pattern,
    /// The variable of one loop, fresh for each turn; the name's variable outside of the loop is written along with it.
    Loop,
}

/// A variable of a function.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: Symbol,
    /// The function it belongs to.
    pub owner: ScopeId,
    /// What it is.
    pub kind: VariableKind,
    /// Whether a function inside the owner uses it.
    pub captured: bool,
    /// Whether something can assign it after it was captured, so that it must live in a cell.
    pub shared: bool,
    /// Whether it must be nil (or an empty cell) from the start.
    pub starts_nil: bool,
    /// Where the assignment is that makes its cell, if the cell is not made at the start.
    pub cell_made_at: u32,
    /// How often it is read, and assigned other than by loop headers.
    pub uses: u32,
    /// Assignments by statements of the owner, those of loop headers included.
    pub writes: u32,
    /// For [`VariableKind::Loop`]: whether it has a register of its own; else it is just the outer variable.
    pub separate: bool,
    /// Declared `const`.
    pub constant: bool,
}

/// How a module variable that is a constant came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstantKind {
    /// By the `fun` statement at this position.
    Function(u32),
    /// By the `class` statement at this position.
    Class(u32),
}

/// A module variable.
#[derive(Debug)]
pub struct Global {
    /// Its name.
    pub name: Symbol,
    /// Where it is bound first.
    pub position: Span,
    /// How many statements bind it.
    pub bindings: u32,
    /// Whether a function assigns it.
    pub assigned_in_functions: bool,
    /// If the one statement that binds it makes it a constant.
    pub constant: Option<ConstantKind>,
    /// Declared `const`.
    pub is_const: bool,
    /// If an import binds it: nothing else can.
    pub import: Option<Imported>,
}

/// What resolution found out.
#[derive(Debug)]
pub struct Resolution {
    /// All function-like bodies; the first is the module's top level.
    pub scopes: Vec<Scope>,
    /// Scopes by position: of a function its first token, of a class `class`, of a `defer` statement `defer`.
    pub scope_at: HashMap<u32, ScopeId>,
    /// Variables of functions.
    pub variables: Vec<Variable>,
    /// Variables of clauses and loops by the position of the name that binds them.
    pub bound_at: HashMap<u32, VariableId>,
    /// Module variables.
    pub globals: Vec<Global>,
    /// What the modules of the program bind.
    pub modules: Vec<ModuleScope>,
    /// The module whose names are looked up.
    pub current: ModuleId,
}

impl Resolution {
    /// The variable of that name of the current module.
    pub fn global(&self, name: Symbol) -> Option<GlobalId> {
        self.global_of(self.current, name)
    }

    /// The variable of that name of a module.
    pub fn global_of(&self, module: ModuleId, name: Symbol) -> Option<GlobalId> {
        let by_symbol = &self.modules.get(module.index())?.by_symbol;
        by_symbol.get(name.index()).copied().filter(|&g| g != u32::MAX).map(GlobalId)
    }

    /// The variable that a module variable stands for: another module's, if it was imported by name from there. None if
    /// there is none.
    pub fn target(&self, id: GlobalId) -> Option<GlobalId> {
        let mut at = id;
        // Names handed on in a circle mean nothing.
        for _ in 0..=self.modules.len() {
            match self.globals[at.index()].import {
                Some(Imported::Name(module, name)) => at = self.global_of(module, name)?,
                _ => return Some(at),
            }
        }
        None
    }

    /// The module that a module variable is an alias of.
    pub fn module_of(&self, id: GlobalId) -> Option<ModuleId> {
        match self.globals[self.target(id)?.index()].import {
            Some(Imported::Module(module)) => Some(module),
            _ => None,
        }
    }

    /// What a module exports under a name.
    pub fn export(&self, module: ModuleId, name: Symbol, interner: &Interner) -> Option<GlobalId> {
        let visible = interner.bytes(name).first() != Some(&b'_');
        self.global_of(module, name).filter(|_| visible).and_then(|id| self.target(id))
    }

    /// The names of the main module and the slots in which their values are.
    pub fn names_of_main(&self, interner: &Interner) -> Vec<(String, u32)> {
        let globals = self.modules.first().map_or(&[][..], |main| &main.globals);
        let named = |id: &GlobalId| {
            let name = interner.name(self.globals[id.index()].name).to_string();
            (name, self.target(*id).unwrap_or(*id).0)
        };
        globals.iter().map(named).collect()
    }

    /// A variable.
    pub fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.index()]
    }
}

/// Resolves a program whose includes are expanded, or an entry of a session. Errors, and warnings if they are wanted, go to `diagnostics`.
pub fn resolve(
    program: &ast::Program,
    sources: &SourceMap,
    interner: &Interner,
    builtins: &BuiltinTable,
    warnings: bool,
    session: Option<Session<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Resolution {
    walk::Walk::new(program, sources, interner, builtins, diagnostics).run(warnings, session)
}

/// What the main module is a continuation of.
#[derive(Clone, Copy, Debug)]
pub struct Session<'s> {
    /// The names bound so far and their slots.
    pub names: &'s [(Symbol, u32)],
    /// How many slots are taken.
    pub slots: u32,
}
