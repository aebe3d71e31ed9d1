mod errors;
mod robustness;
mod trees;

use super::dump::Dump;
use super::*;

/// The tree as text, then errors and warnings as `LINE:COL MESSAGE`.
fn parsed(source: &[u8]) -> (String, Vec<String>) {
    let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
    let file = sources.add("test", source).unwrap();
    let (module, diagnostics) = parse(&sources, &mut interner, file);
    let mut dump = Dump { interner: &interner, out: String::new() };
    dump.stmts(&module.body);
    let messages = diagnostics::in_order(&diagnostics).into_iter().map(|diagnostic| {
        let at = sources.position(diagnostic.span.start).unwrap();
        let warning = if diagnostic.is_error() { "" } else { "warning: " };
        format!("{}:{} {warning}{}", at.line, at.column, diagnostic.message)
    });
    (dump.out, messages.collect())
}
