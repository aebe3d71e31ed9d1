//! Imports, and names of modules that are known before anything runs.

use super::*;

impl<'a> Walk<'a> {
    /// Notes what the names of an import mean. An import may be repeated, but its names have no other meaning.
    pub(super) fn collect_import(&mut self, import: &Import) {
        let Some(&module) = self.program.imports.get(&import.path.span.start) else { return };
        let names: Vec<(Ident, Imported)> = match &import.binds {
            ImportBinds::Module(alias) => vec![(*alias, Imported::Module(module))],
            ImportBinds::Names(names) => {
                names.iter().map(|name| (name.alias, Imported::Name(module, name.name.name))).collect()
            }
        };
        for (alias, imported) in names {
            let Some(id) = self.result.global(alias.name) else { continue };
            let global = &mut self.result.globals[id.index()];
            if global.import.is_some_and(|known| known != imported) {
                self.error(alias.span, format!("cannot assign to module name '{}'", self.text(alias.name)));
            } else {
                global.import = Some(imported);
            }
        }
    }

    pub(super) fn import(&mut self, import: &Import) {
        let module = self.program.imports.get(&import.path.span.start).copied();
        if let (ImportBinds::Names(names), Some(module)) = (&import.binds, module) {
            self.exports.extend(names.iter().map(|name| (module, name.name)));
        }
        let aliases: Vec<Symbol> = match &import.binds {
            ImportBinds::Module(alias) => vec![alias.name],
            ImportBinds::Names(names) => names.iter().map(|name| name.alias.name).collect(),
        };
        aliases.into_iter().for_each(|alias| self.mark_name_bound(alias));
    }

    /// A use of `object.name`, which may name what a module exports.
    pub(super) fn use_member(&mut self, object: &Expr, name: Ident) {
        if let Some(module) = self.static_module(object) {
            self.exports.push((module, name));
        }
    }

    /// A use of a class by its path.
    pub(super) fn use_path(&mut self, path: &[Ident]) {
        let Some((first, rest)) = path.split_first() else { return };
        self.use_name(first.name, first.span);
        let mut module = self.module_named(first.name);
        for &part in rest {
            let Some(known) = module else { return };
            self.exports.push((known, part));
            module = self.result.export(known, part.name, self.interner).and_then(|id| self.result.module_of(id));
        }
    }

    fn module_named(&self, name: Symbol) -> Option<ModuleId> {
        if self.names.get(name).is_some() {
            return None;
        }
        self.result.global(name).and_then(|id| self.result.module_of(id))
    }

    /// The module that an expression names.
    fn static_module(&self, e: &Expr) -> Option<ModuleId> {
        match &e.kind {
            ExprKind::Name(name) => self.module_named(*name),
            ExprKind::Member(member) if !member.optional => {
                let module = self.static_module(&member.object)?;
                self.result.export(module, member.name.name, self.interner).and_then(|id| self.result.module_of(id))
            }
            _ => None,
        }
    }
}
