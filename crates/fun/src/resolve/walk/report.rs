//! Reports: names that nothing binds, warnings.

use super::*;
use crate::builtins::BUILTINS;
use crate::compile::base_name;
use crate::diagnostics::{closest, foreign_hint};

impl<'a> Walk<'a> {
    /// Names that nothing binds. Those in functions of included text are errors when executed, and warnings before.
    pub(super) fn report_unbound(&mut self, warnings: bool) {
        for Unbound { name, span, lenient, locals } in std::mem::take(&mut self.unbound) {
            if lenient && !warnings || self.result.global(name).is_some() {
                continue;
            }
            let word = self.text(name);
            let globals = self.result.modules[self.result.current.index()].globals.iter();
            let globals = globals.map(|id| self.interner.name(self.result.globals[id.index()].name));
            let builtins = BUILTINS.iter().filter(|row| row.is_available()).map(|row| row.name);
            let known = locals.iter().map(|&name| self.interner.name(name)).chain(globals).chain(builtins);
            let foreign = foreign_hint(word);
            let message = match closest(word, known).filter(|_| foreign.is_none()) {
                Some(near) => format!("Undefined name '{word}' (did you mean '{near}'?)"),
                None => format!("Undefined name '{word}'"),
            };
            let diagnostic = match lenient {
                true => Diagnostic::warning(span, message),
                false => Diagnostic::error(span, message),
            };
            self.diagnostics.push(match foreign {
                Some(hint) => diagnostic.with_hint(hint),
                None => diagnostic,
            });
        }
    }

    pub(super) fn report_exports(&mut self) {
        for (module, name) in std::mem::take(&mut self.exports) {
            if self.result.export(module, name.name, self.interner).is_some() {
                continue;
            }
            let word = self.text(name.name);
            let path = base_name(self.sources.file(self.program.modules[module.index()].file).name());
            let module_name = path.strip_suffix(".fun").unwrap_or(path);
            let globals = self.result.modules[module.index()].globals.iter();
            let known = globals.map(|id| self.interner.name(self.result.globals[id.index()].name));
            let message = match closest(word, known.filter(|name| !name.starts_with('_'))) {
                Some(near) => format!("Module '{module_name}' has no '{word}' (did you mean '{near}'?)"),
                None => format!("Module '{module_name}' has no '{word}'"),
            };
            self.error(name.span, message);
        }
    }

    /// Warnings about bindings that are seldom meant.
    pub(super) fn warn(&mut self) {
        let globals = self.result.globals.iter().map(|global| (global.name, global.position));
        let variables = self.result.variables.iter().zip(&self.facts);
        let variables = variables
            .filter(|(v, _)| !matches!(v.kind, VariableKind::Catch | VariableKind::Pattern | VariableKind::Loop));
        let locals = variables.map(|(variable, facts)| (variable.name, Span::new(facts.position, facts.position)));
        let mut found: Vec<Diagnostic> = globals
            .chain(locals)
            .filter(|&(name, _)| self.builtins.get(name).is_some())
            .map(|(name, span)| Diagnostic::warning(span, format!("'{}' hides a builtin", self.text(name))))
            .collect();
        let unread = self.result.variables.iter().zip(&self.facts).filter(|(variable, facts)| {
            let named = variable.kind == VariableKind::Local && variable.name != word::UNDERSCORE;
            named && !facts.read && variable.uses > 0
        });
        found.extend(unread.map(|(variable, facts)| {
            let span = Span::new(facts.position, facts.position);
            Diagnostic::warning(span, format!("'{}' is never read", self.interner.name(variable.name)))
        }));
        found.extend(self.outer_assignments.iter().map(|&(name, span)| {
            Diagnostic::warning(span, format!("this assigns the outer variable '{}'", self.interner.name(name)))
        }));
        self.diagnostics.extend(found);
    }
}
