//! Documentation in source text: the `//` lines right above a function, class, method, field or variable of a module, and
//! those at the beginning of a file.

use crate::ast::{Class, DeclareKind, Function, StmtKind, TargetKind};
use crate::diagnostics::{Diagnostic, has_errors};
use crate::parser::parse;
use crate::source::{SourceMap, Span};
use crate::symbol::Interner;

/// What a file says of itself.
#[derive(Clone, Debug, Default)]
pub struct FileDocs {
    /// The comment that begins the file, if an empty line follows it.
    pub text: String,
    /// What others can use, in the order of the text; names that begin with `_` are private.
    pub items: Vec<Item>,
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub name: String,
    /// How it is declared, in one line.
    pub signature: String,
    /// The comment above it, in Markdown; empty if there is none.
    pub text: String,
    /// Where it stands, from 1.
    pub line: u32,
    /// Fields and methods of a class.
    pub members: Vec<Item>,
}

/// The kinds of [`Item`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `fun`
    Function,
    /// `class`
    Class,
    /// A `fun` of a class.
    Method,
    /// A field of a class.
    Field,
    /// A variable or constant of the module.
    Variable,
}

impl ItemKind {
    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Function => "function",
            ItemKind::Class => "class",
            ItemKind::Method => "method",
            ItemKind::Field => "field",
            ItemKind::Variable => "variable",
        }
    }
}

/// The documentation of a file. `name` is what reports show.
///
/// # Errors
/// The text has syntax errors; the map has it as its only file.
pub fn extract(name: &str, text: &[u8]) -> Result<FileDocs, (SourceMap, Vec<Diagnostic>)> {
    let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
    let Ok(file) = sources.add(name, text) else { return Ok(FileDocs::default()) };
    let (module, diagnostics) = parse(&sources, &mut interner, file);
    if has_errors(&diagnostics) {
        return Err((sources, diagnostics));
    }
    let reader = Reader { sources: &sources, interner: &interner };
    let mut docs = FileDocs { text: reader.file_comment(text), items: Vec::new() };
    for stmt in &module.body {
        let item = match &stmt.kind {
            StmtKind::Function(function) => reader.function(function, ItemKind::Function),
            StmtKind::Class(class) => Some(reader.class(class, stmt.span)),
            StmtKind::Assign(assign) => match assign.target.kind {
                TargetKind::Name(name) => Some(reader.item(ItemKind::Variable, interner.name(name), stmt.span)),
                _ => None,
            },
            StmtKind::Declare(declare) if declare.kind != DeclareKind::Var || declare.value.is_some() => {
                Some(reader.item(ItemKind::Variable, interner.name(declare.name.name), stmt.span))
            }
            _ => None,
        };
        // A variable is worth a word only if somebody has said one; of several bindings the first counts.
        let known = |item: &Item| docs.items.iter().any(|known| known.name == item.name);
        let wanted =
            |item: &Item| !item.name.starts_with('_') && (item.kind != ItemKind::Variable || !item.text.is_empty());
        if let Some(item) = item.filter(wanted).filter(|item| !known(item)) {
            docs.items.push(item);
        }
    }
    Ok(docs)
}

struct Reader<'a> {
    sources: &'a SourceMap,
    interner: &'a Interner,
}

impl Reader<'_> {
    fn item(&self, kind: ItemKind, name: &str, span: Span) -> Item {
        Item {
            kind,
            name: name.to_string(),
            signature: self.one_line(span),
            text: self.sources.doc_comment(span.start).unwrap_or_default(),
            line: self.sources.line(span.start),
            members: Vec::new(),
        }
    }

    fn function(&self, function: &Function, kind: ItemKind) -> Option<Item> {
        Some(self.item(kind, self.interner.name(function.name?.name), function.header))
    }

    fn class(&self, class: &Class, span: Span) -> Item {
        let mut item = self.item(ItemKind::Class, self.interner.name(class.name.name), class.header);
        item.line = self.sources.line(span.start);
        for field in &class.fields {
            let span = field.name.span.to(field.value.span);
            let field = self.item(ItemKind::Field, self.interner.name(field.name.name), span);
            item.members.push(field);
        }
        item.members.extend(class.methods.iter().filter_map(|method| self.function(method, ItemKind::Method)));
        item.members.retain(|member| !member.name.starts_with('_') || member.name == "_construct");
        item
    }

    /// The text of a span, white space as single spaces, cut if it is long.
    fn one_line(&self, span: Span) -> String {
        const MOST: usize = 100;
        let text = String::from_utf8_lossy(self.sources.text(span)).into_owned();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(MOST) {
            Some((end, _)) => format!("{} …", &line[..end]),
            None => line,
        }
    }

    /// The comment lines that begin the file, if what follows is not what they belong to.
    fn file_comment(&self, text: &[u8]) -> String {
        let text = String::from_utf8_lossy(text);
        let mut lines = text.trim_start_matches('\u{feff}').lines().skip_while(|line| line.starts_with("#!"));
        let mut found = Vec::new();
        loop {
            match lines.next().map(str::trim) {
                Some(line) if line.starts_with("//") => {
                    let line = line.trim_start_matches('/');
                    found.push(line.strip_prefix(' ').unwrap_or(line).to_string());
                }
                None | Some("") => return found.join("\n"),
                Some(_) => return String::new(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_above_what_has_a_name_are_its_documentation() {
        let text = b"#!/x\n// A file.\n\n// Adds.\n// Twice.\nfun add(a,\n  b = 1) -> number\n  return a\n\n// Hidden.\nfun _h() => 1\n\
            // The limit.\nLIMIT = 5\nother = 6\n// A box.\nclass Box(x) extends Base(x)\n  // How many.\n  n = 0\n  // Gets.\n  \
            fun get(this) => this.x\n  fun _private(this) => 1\n";
        let docs = extract("f", text).unwrap();
        assert_eq!(docs.text, "A file.");
        let shown: Vec<_> = docs.items.iter().map(|i| (&*i.signature, &*i.text, i.line, i.members.len())).collect();
        assert_eq!(
            shown,
            [
                ("fun add(a, b = 1) -> number", "Adds.\nTwice.", 6, 0),
                ("LIMIT = 5", "The limit.", 13, 0),
                ("class Box(x) extends Base(x)", "A box.", 16, 2),
            ]
        );
        assert_eq!(docs.items[2].members[1].signature, "fun get(this)");
        assert!(extract("f", b"x = (").is_err());
    }
}
