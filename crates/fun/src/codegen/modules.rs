//! Modules of a program: their main functions, imports, and names that are known to be another module's.

use super::*;
use crate::ast::{Expr, ExprKind, Ident, Import, ImportBinds, ModuleId};
use crate::compile::base_name;
use quintet_bytecode::Namespace;

impl<'a> Codegen<'a> {
    /// Generates all modules.
    pub(super) fn modules(&mut self) {
        let program = self.program;
        let modules = (0..).map(ModuleId).zip(&program.modules);
        for (id, tree) in modules.clone() {
            self.resolution.current = id;
            self.declare_constants(tree);
            for (name, native) in &tree.natives {
                self.known_natives.extend(self.resolution.global(*name).map(|global| (global, native.as_str())));
            }
        }
        for (id, tree) in modules {
            self.resolution.current = id;
            if id.0 > 0 {
                let name = file_name(self.sources, tree).to_string();
                let builder = FunctionBuilder::new(name, FunctionKind::Main, Parameters::default());
                let scope = self.resolution.modules[id.index()].main;
                self.state = State::new(builder, scope, self.names.mark(), tree.span.start);
            }
            self.main(id, tree);
        }
    }

    /// A module's top level: its constants, then its statements.
    fn main(&mut self, id: ModuleId, tree: &'a ast::Module) {
        self.at(self.state.position);
        if id.0 > 0 {
            self.run_once(id);
        }
        self.create_constants();
        for (name, native) in &tree.natives {
            if let Some(global) = self.resolution.global(*name) {
                let (mark, d) = (self.mark(), self.native(native));
                let a = self.temp();
                self.emit(Instruction::LoadNative { a, d });
                self.emit(Instruction::GlobalSet { a, d: global.0 });
                self.release(mark);
            }
        }
        self.body(&tree.body);
        let main = self.finish_function();
        self.functions[id.index()] = main;
    }

    /// Returns if the module has run already.
    fn run_once(&mut self, id: ModuleId) {
        let d = (self.resolution.globals.len() + id.index() - 1) as u32;
        let (mark, first) = (self.mark(), self.label());
        let a = self.temp();
        self.emit(Instruction::GlobalGet { a, d });
        self.jump(Instruction::JumpIfNot { a, d: 0 }, first);
        self.emit(Instruction::RetNil {});
        self.place_label(first);
        self.emit(Instruction::LoadTrue { a });
        self.emit(Instruction::GlobalSet { a, d });
        self.release(mark);
    }

    pub(super) fn import(&mut self, import: &'a Import) {
        let Some(&module) = self.program.imports.get(&import.path.span.start) else { return };
        let a = self.temp();
        if module.0 > 0 {
            let c = self.narrow(module.0, import.path.span);
            self.emit(Instruction::CallFunction { b: a, a, x: 0, c });
        }
        if let ImportBinds::Module(alias) = &import.binds
            && let Some(place) = self.place(alias.name)
        {
            let d = self.namespace(module);
            self.emit(Instruction::LoadNamespace { a, d });
            self.write(place, a, alias.span.start);
        }
    }

    /// The namespace of a module, which is made when first needed.
    fn namespace(&mut self, module: ModuleId) -> u32 {
        if let Some(&known) = self.namespaces.get(&module) {
            return known;
        }
        let scope = &self.resolution.modules[module.index()];
        let mut exports = Vec::new();
        for &id in &scope.globals {
            let name = self.resolution.globals[id.index()].name;
            if let Some(target) = self.resolution.export(module, name, self.interner) {
                exports.push((self.text(name).to_string(), target.0));
            }
        }
        let path = file_name(self.sources, &self.program.modules[module.index()]);
        let name = path.strip_suffix(".fun").unwrap_or(path).to_string();
        self.module.namespaces.push(Namespace { name, exports });
        let index = self.module.namespaces.len() as u32 - 1;
        self.namespaces.insert(module, index);
        index
    }

    /// The variable that `object.name` is known to be.
    pub(super) fn export(&self, object: &Expr, name: Symbol) -> Option<GlobalId> {
        self.resolution.export(self.static_module(object)?, name, self.interner)
    }

    fn static_module(&self, e: &Expr) -> Option<ModuleId> {
        match &e.kind {
            ExprKind::Name(name) => self.module_named(*name),
            ExprKind::Member(member) if !member.optional => {
                let module = self.static_module(&member.object)?;
                self.resolution.module_of(self.resolution.export(module, member.name.name, self.interner)?)
            }
            _ => None,
        }
    }

    fn module_named(&self, name: Symbol) -> Option<ModuleId> {
        match self.place(name)? {
            Place::Global(id) => self.resolution.module_of(id),
            Place::Variable(_) => None,
        }
    }

    /// The variable that a path is known to mean, and how many of its parts say so.
    pub(super) fn path_start(&self, path: &[Ident]) -> Option<(Place, usize)> {
        let (first, rest) = path.split_first()?;
        let (mut place, mut used) = (self.place(first.name)?, 1);
        for part in rest {
            let Place::Global(id) = place else { break };
            let Some(module) = self.resolution.module_of(id) else { break };
            let Some(export) = self.resolution.export(module, part.name, self.interner) else { break };
            (place, used) = (Place::Global(export), used + 1);
        }
        Some((place, used))
    }
}

/// What the file of a module is called, without its directory.
pub(super) fn file_name<'s>(sources: &'s SourceMap, module: &ast::Module) -> &'s str {
    base_name(sources.file(module.file).name())
}
