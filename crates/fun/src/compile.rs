//! From a source file to a module: the way in for hosts.

use crate::ast;
use crate::builtins::BuiltinTable;
use crate::codegen;
use crate::diagnostics::{Diagnostic, has_errors};
use crate::include::{Loader, parse_modules};
use crate::resolve;
use crate::source::{FileId, SourceMap};
use crate::symbol::Interner;
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
    let resolution = resolve::resolve(&program, sources, &interner, &builtins, options.warnings, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let input = codegen::Input { program: &program, sources, interner: &interner, builtins: &builtins, options };
    let module = codegen::generate(input, resolution, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    Ok(Compiled { module, warnings: diagnostics, tree: program })
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
