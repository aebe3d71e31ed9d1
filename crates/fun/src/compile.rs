//! From a source file to a module: the way in for hosts.

use crate::ast::{self, StmtKind};
use crate::builtins::BuiltinTable;
use crate::codegen;
use crate::diagnostics::{Diagnostic, has_errors};
use crate::include::{Loader, parse_modules};
use crate::resolve;
use crate::source::{FileId, SourceMap};
use crate::symbol::{Interner, Symbol, word};
use quintet_bytecode::Module;

/// How to compile.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether to look for what is allowed but seldom meant (`quintet check`).
    pub warnings: bool,
    /// Whether the module holds its source text, for excerpts in reports.
    pub source_text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { warnings: false, source_text: true }
    }
}

/// A compiled program.
#[derive(Debug)]
pub struct Compiled {
    /// What to verify and run.
    pub module: Module,
    /// Warnings of the parser, and with [`Options::warnings`] those of name resolution.
    pub warnings: Vec<Diagnostic>,
    /// What was parsed. Freeing it takes an eighth of the time to compile; a process that soon ends may leave it.
    pub tree: ast::Program,
}

/// Compiles the file `main` and what it includes and imports. The module is named after the file.
///
/// # Errors
/// All diagnostics, of which at least one is an error. Names are looked at only if the syntax is right.
pub fn compile(
    sources: &mut SourceMap,
    main: FileId,
    loader: &mut dyn Loader,
    options: Options,
) -> Result<Compiled, Vec<Diagnostic>> {
    let mut interner = Interner::new();
    let (program, mut diagnostics) = parse_modules(sources, &mut interner, main, loader);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let builtins = BuiltinTable::new(&interner);
    let resolution =
        resolve::resolve(&program, sources, &interner, &builtins, options.warnings, None, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let input = codegen::Input { program: &program, sources, interner: &interner, builtins: &builtins, options };
    let module = codegen::generate(input, resolution, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    diagnostics.retain(|diagnostic| !sources.in_library(diagnostic.span.start));
    Ok(Compiled { module, warnings: diagnostics, tree: program })
}

/// What the entries of a session have bound so far.
#[derive(Clone, Debug, Default)]
pub struct Bound {
    /// Names and the slots of their module variables; of a name that is there twice the last counts.
    pub names: Vec<(String, u32)>,
    /// How many slots are taken.
    pub slots: u32,
}

/// A compiled entry of a session.
#[derive(Debug)]
pub struct Entry {
    /// To be loaded after the module of the entry before.
    pub module: Module,
    /// Warnings of the parser.
    pub warnings: Vec<Diagnostic>,
    /// What is bound when it has run.
    pub bound: Bound,
    /// The slot of the variable `_`, if the entry ends with an expression, whose value it then has.
    pub value: Option<u32>,
}

/// Compiles an entry of a session: text that sees and may rebind what earlier entries have bound. Functions and classes of
/// its top level are variables like others, so that a later entry can replace them.
///
/// # Errors
/// As for [`compile`].
pub fn compile_entry(
    sources: &mut SourceMap,
    main: FileId,
    loader: &mut dyn Loader,
    options: Options,
    bound: &Bound,
) -> Result<Entry, Vec<Diagnostic>> {
    let mut interner = Interner::new();
    let (mut program, mut diagnostics) = parse_modules(sources, &mut interner, main, loader);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let has_value = keep_value(&mut program.modules[0]);
    let known: Vec<(Symbol, u32)> =
        bound.names.iter().map(|(name, slot)| (interner.intern(name.as_bytes()), *slot)).collect();
    let builtins = BuiltinTable::new(&interner);
    let session = resolve::Session { names: &known, slots: bound.slots };
    let resolution = resolve::resolve(&program, sources, &interner, &builtins, false, Some(session), &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let names = resolution.names_of_main(&interner);
    let value = resolution.global(word::UNDERSCORE).filter(|_| has_value).map(|slot| slot.0);
    let input = codegen::Input { program: &program, sources, interner: &interner, builtins: &builtins, options };
    let module = codegen::generate(input, resolution, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let bound = Bound { names, slots: module.globals.len() as u32 };
    Ok(Entry { module, warnings: diagnostics, bound, value })
}

/// Turns an expression that ends a module into an assignment to `_`. Whether there is one.
fn keep_value(module: &mut ast::Module) -> bool {
    let Some(last) = module.body.last_mut() else { return false };
    if !matches!(last.kind, StmtKind::Expr(_)) {
        return false;
    }
    // A statement has to stand in its place while it is taken apart.
    let StmtKind::Expr(value) = std::mem::replace(&mut last.kind, StmtKind::Break) else { return false };
    let target = ast::Target { kind: ast::TargetKind::Name(word::UNDERSCORE), span: last.span };
    last.kind = StmtKind::Assign(Box::new(ast::Assign { target, value }));
    true
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::include::Request;
    use std::sync::Arc;

    /// One file, `other`.
    struct Other(&'static str);

    impl Loader for Other {
        fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
            request.path.starts_with("other").then(|| "other".to_string())
        }

        fn read(&mut self, _: &str) -> Option<Arc<[u8]>> {
            Some(Arc::from(self.0.as_bytes()))
        }
    }

    fn warnings(text: &str, other: &'static str) -> Vec<String> {
        let mut sources = SourceMap::new();
        let main = sources.add("main.fun", text.as_bytes()).unwrap();
        let options = Options { warnings: true, ..Options::default() };
        let found = compile(&mut sources, main, &mut Other(other), options);
        let found = found.map_or_else(|errors| errors, |compiled| compiled.warnings);
        let kind = |d: &Diagnostic| if d.is_error() { "error" } else { "warning" };
        found.iter().map(|d| format!("{}: {}", kind(d), d.message)).collect()
    }

    #[test]
    fn names_that_nothing_binds_are_warnings_only_in_functions_of_included_text() {
        let other = "fun f()\n  return nowhere\n";
        assert_eq!(warnings("include \"other\"\n", other), ["warning: Undefined name 'nowhere'"]);
        assert_eq!(warnings("import \"other\"\n", other), ["error: Undefined name 'nowhere'"]);
        assert_eq!(warnings("include \"other\"\n", "print(nowhere)\n"), ["error: Undefined name 'nowhere'"]);
    }

    #[test]
    fn nothing_is_said_about_the_library() {
        struct Library;
        impl Loader for Library {
            fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
                Some(format!("library:{}", request.path))
            }
            fn read(&mut self, _: &str) -> Option<Arc<[u8]>> {
                Some(Arc::from(&b"fun f()\n  x = nowhere\nlen = 1\n"[..]))
            }
        }
        for how in ["include <a.fun>\n", "import <a.fun>\n"] {
            let mut sources = SourceMap::new();
            let main = sources.add("main.fun", format!("{how}map = 1\n").as_bytes()).unwrap();
            let options = Options { warnings: true, ..Options::default() };
            let found = compile(&mut sources, main, &mut Library, options).unwrap().warnings;
            let messages: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
            assert_eq!(messages, ["'map' hides a builtin"]);
        }
    }

    #[test]
    fn a_module_is_compiled_once() {
        let text =
            "import \"other\"\nimport \"other\" as again\nimport f from \"other.fun\"\nprint(other.f, again.f, f)\n";
        let mut sources = SourceMap::new();
        let main = sources.add("main.fun", text.as_bytes()).unwrap();
        let compiled = compile(&mut sources, main, &mut Other("fun f() => 1\n"), Options::default()).unwrap();
        let names: Vec<&str> = compiled.module.functions.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["main.fun", "other.fun", "f"]);
        assert_eq!(compiled.module.namespaces.len(), 1);
    }
}
