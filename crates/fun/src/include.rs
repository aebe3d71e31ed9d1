//! Where the text of a program comes from: loaders of files, and the merging of includes.

use crate::ast::{Import, Include, Module, ModuleId, ModulePath, PathKind, Program, Stmt, StmtKind};
use crate::diagnostics::Diagnostic;
use crate::parser;
use crate::source::{EMBEDDED, FileId, SourceMap};
use crate::symbol::Interner;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Includes in includes.
pub const MAX_INCLUDES: usize = 64;

/// A path in an include or import, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The path as written; dotted names are joined with `/`.
    pub path: &'a str,
    /// How it is written.
    pub kind: PathKind,
    /// Canonical path of the file it stands in, if that is a file.
    pub from: Option<&'a str>,
    /// A quoted path is also searched in the working directory.
    pub include_search: bool,
    /// `.fun` may be left out.
    pub suffix_optional: bool,
}

impl<'a> Request<'a> {
    /// The request of an import statement.
    pub fn import(import: &Import, from: Option<&'a str>, interner: &'a Interner) -> Request<'a> {
        Request {
            path: interner.name(import.path.path),
            kind: import.path.kind,
            from,
            include_search: import.include_search,
            suffix_optional: true,
        }
    }

    /// The request of an include statement.
    pub fn include(path: &ModulePath, from: Option<&'a str>, interner: &'a Interner) -> Request<'a> {
        Request { path: interner.name(path.path), kind: path.kind, from, include_search: true, suffix_optional: false }
    }
}

/// Finds and reads source files. Hosts that must not read files give one that knows only what it may.
pub trait Loader {
    /// The canonical path of the requested file: equal for equal files. None if there is none.
    fn resolve(&mut self, request: &Request<'_>) -> Option<String>;

    /// The text of a file that [`resolve`](Loader::resolve) found. None if it cannot be read.
    fn read(&mut self, path: &str) -> Option<Arc<[u8]>>;

    /// If what [`resolve`](Loader::resolve) found is no file but a module of natives: the names that it exports, and the
    /// names under which the natives are registered. Only imports find such modules.
    fn natives(&mut self, _path: &str) -> Option<Vec<(String, String)>> {
        None
    }
}

/// A loader without any files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn resolve(&mut self, _: &Request<'_>) -> Option<String> {
        None
    }

    fn read(&mut self, _: &str) -> Option<Arc<[u8]>> {
        None
    }
}

/// The loader of the command line: files, and a library that is part of the program.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Where relative paths start.
    pub working_dir: PathBuf,
    /// Searched before the embedded library, in this order (`FUN_LIB_DIR`).
    pub library: Vec<PathBuf>,
    /// The library that is part of the program.
    pub embedded: Option<EmbeddedLibrary>,
}

/// The text of an embedded file by its path in the library, such as `io/console.fun`.
pub type EmbeddedLibrary = fn(&str) -> Option<&'static [u8]>;

impl Files {
    fn file(path: PathBuf) -> Option<String> {
        let path = path.canonicalize().ok().filter(|path| path.is_file())?;
        path.into_os_string().into_string().ok()
    }

    fn embedded_file(&self, path: &Path) -> Option<String> {
        let embedded = self.embedded?;
        let mut parts = Vec::new();
        for part in path.to_str()?.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        embedded(&path).map(|_| format!("{EMBEDDED}{path}"))
    }

    fn beside(&self, from: Option<&str>, path: &str) -> Option<String> {
        match from {
            Some(from) => match from.strip_prefix(EMBEDDED) {
                Some(from) => self.embedded_file(&Path::new(from).parent()?.join(path)),
                None => Self::file(Path::new(from).parent()?.join(path)),
            },
            None => Self::file(self.working_dir.join(path)),
        }
    }

    fn in_library(&self, path: &str) -> Option<String> {
        self.library
            .iter()
            .find_map(|directory| Self::file(self.working_dir.join(directory).join(path)))
            .or_else(|| self.embedded_file(Path::new(path)))
            .or_else(|| Self::file(self.working_dir.join("lib").join(path)))
    }

    fn search(&self, request: &Request<'_>, path: &str) -> Option<String> {
        if request.kind != PathKind::Quoted {
            return self.in_library(path);
        }
        let in_working_dir = || Self::file(self.working_dir.join(path)).filter(|_| request.include_search);
        self.beside(request.from, path).or_else(in_working_dir).or_else(|| self.in_library(path))
    }
}

impl Loader for Files {
    fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
        let with_suffix = (request.suffix_optional && !request.path.ends_with(".fun"))
            .then(|| self.search(request, &format!("{}.fun", request.path)));
        with_suffix.flatten().or_else(|| self.search(request, request.path))
    }

    fn read(&mut self, path: &str) -> Option<Arc<[u8]>> {
        match path.strip_prefix(EMBEDDED) {
            Some(path) => self.embedded.and_then(|embedded| embedded(path)).map(Arc::from),
            None => std::fs::read(path).ok().map(Arc::from),
        }
    }
}

/// Parses a file, what it includes, and all files that it imports, directly or not. A file is one module however often it
/// is imported.
///
/// If any of the diagnostics is an error the program is incomplete and must not be executed.
pub fn parse_modules(
    sources: &mut SourceMap,
    interner: &mut Interner,
    main: FileId,
    loader: &mut dyn Loader,
) -> (Program, Vec<Diagnostic>) {
    let (module, mut diagnostics) = parse_program(sources, interner, main, loader);
    let mut program = Program { modules: vec![module], ..Program::default() };
    let mut known: HashMap<String, ModuleId> = HashMap::new();
    known.extend(sources.file(main).path().map(|path| (path.to_string(), ModuleId(0))));
    let mut next = 0;
    while let Some(module) = program.modules.get(next) {
        let mut found = Vec::new();
        for stmt in &module.body {
            if let StmtKind::Import(import) = &stmt.kind {
                let from = sources.file_of(stmt.span.start).and_then(|file| sources.file(file).path());
                let request = Request::import(import, from, interner);
                found.push((import.path.span, import.include_search, file_name(&request), loader.resolve(&request)));
            }
        }
        for (span, include, name, path) in found {
            if let Some(&id) = path.as_ref().and_then(|path| known.get(path)) {
                program.imports.insert(span.start, id);
                continue;
            }
            let natives = path.as_ref().and_then(|path| loader.natives(path));
            let file = path.as_ref().and_then(|path| {
                let text = if natives.is_some() { Arc::default() } else { loader.read(path)? };
                sources.add_file(name.clone(), Some(path.clone()), text).ok()
            });
            let (Some(file), Some(path)) = (file, path) else {
                let what = if include { "Include" } else { "Import" };
                diagnostics.push(Diagnostic::error(span, format!("{what} error: cannot read '{name}'")));
                continue;
            };
            let (mut module, more) = parse_program(sources, interner, file, loader);
            diagnostics.extend(more);
            let natives = natives.into_iter().flatten();
            module.natives = natives.map(|(export, native)| (interner.intern(export.as_bytes()), native)).collect();
            let id = ModuleId(program.modules.len() as u32);
            program.modules.push(module);
            program.imports.insert(span.start, id);
            known.insert(path, id);
        }
        next += 1;
    }
    (program, diagnostics)
}

/// What reports call an imported file: its path as written, with `.fun`.
fn file_name(request: &Request<'_>) -> String {
    match request.path.ends_with(".fun") {
        true => request.path.to_string(),
        false => format!("{}.fun", request.path),
    }
}

/// Parses a file and merges the statements of its includes into it, each file once. Statements keep their positions, so
/// [`Module::is_included`] tells where one comes from.
///
/// If any of the diagnostics is an error the tree is incomplete and must not be executed.
pub fn parse_program(
    sources: &mut SourceMap,
    interner: &mut Interner,
    file: FileId,
    loader: &mut dyn Loader,
) -> (Module, Vec<Diagnostic>) {
    let (mut module, diagnostics) = parser::parse(sources, interner, file);
    let seen = sources.file(file).path().map(str::to_string).into_iter().collect();
    let mut expander = Expander { sources, interner, loader, seen, diagnostics };
    module.body = expander.expand(module.body, file, 0);
    (module, expander.diagnostics)
}

struct Expander<'a> {
    sources: &'a mut SourceMap,
    interner: &'a mut Interner,
    loader: &'a mut dyn Loader,
    /// Canonical paths of all files merged so far.
    seen: HashSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Expander<'_> {
    fn expand(&mut self, body: Vec<Stmt>, file: FileId, depth: usize) -> Vec<Stmt> {
        if !body.iter().any(|stmt| matches!(stmt.kind, StmtKind::Include(_))) {
            return body;
        }
        let mut out = Vec::with_capacity(body.len());
        for stmt in body {
            match stmt.kind {
                StmtKind::Include(include) => out.extend(self.include(&include, file, depth)),
                _ => out.push(stmt),
            }
        }
        out
    }

    /// The statements that take the place of an include.
    fn include(&mut self, include: &Include, from: FileId, depth: usize) -> Vec<Stmt> {
        let path = &include.path;
        let name = self.interner.name(path.path).to_string();
        let request = Request::include(path, self.sources.file(from).path(), self.interner);
        let found = self.loader.resolve(&request);
        if found.as_ref().is_some_and(|found| self.seen.contains(found)) {
            return Vec::new();
        }
        if depth >= MAX_INCLUDES {
            let message = format!("Include error: more than {MAX_INCLUDES} files deep");
            self.diagnostics.push(Diagnostic::error(path.span, message));
            return Vec::new();
        }
        let added = found.and_then(|found| {
            let text = self.loader.read(&found)?;
            self.seen.insert(found.clone());
            self.sources.add_file(name.clone(), Some(found), text).ok()
        });
        let Some(file) = added else {
            let message = format!("Include error: cannot read '{name}'");
            self.diagnostics.push(Diagnostic::error(path.span, message));
            return Vec::new();
        };
        let (module, diagnostics) = parser::parse(self.sources, self.interner, file);
        self.diagnostics.extend(diagnostics);
        self.expand(module.body, file, depth + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(HashMap<&'static str, &'static str>);

    impl Loader for Fake {
        fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
            self.0.contains_key(request.path).then(|| request.path.to_string())
        }

        fn read(&mut self, path: &str) -> Option<Arc<[u8]>> {
            self.0.get(path).map(|text| Arc::from(text.as_bytes()))
        }
    }

    fn program(files: &[(&'static str, &'static str)]) -> (SourceMap, Vec<String>, Vec<String>) {
        let mut loader = Fake(files.iter().copied().collect());
        let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
        let main = sources.add_file("main", Some("main".to_string()), loader.0["main"].as_bytes()).unwrap();
        let (module, diagnostics) = parse_program(&mut sources, &mut interner, main, &mut loader);
        let place = |position: u32| {
            let at = sources.position(position).unwrap();
            format!("{}:{}", sources.file(at.file).name(), at.line)
        };
        let body = module.body.iter().map(|stmt| {
            assert_eq!(module.is_included(stmt.span), !place(stmt.span.start).starts_with("main"));
            place(stmt.span.start)
        });
        let (body, errors) =
            (body.collect(), diagnostics.iter().map(|d| format!("{} {}", place(d.span.start), d.message)).collect());
        (sources, body, errors)
    }

    #[test]
    fn includes_are_merged_once_and_keep_their_places() {
        let (_, body, errors) = program(&[
            ("main", "a()\n#include \"x\"\ninclude <y>\nb()"),
            ("x", "#include \"y\"\n\nx()"),
            ("y", "include \"main\"\ninclude \"x\"\ny()"),
        ]);
        assert_eq!(body, ["main:1", "y:3", "x:3", "main:4"]);
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn missing_files_and_errors_in_files_are_reported_where_they_are() {
        let (_, body, errors) = program(&[("main", "a()\ninclude \"x\"\n#include \"no\"\n"), ("x", "\ny = ]\n")]);
        assert_eq!(errors, ["x:2 Unmatched ']'", "main:3 Include error: cannot read 'no'"]);
        assert_eq!(body, ["main:1"]);
    }

    #[test]
    fn files_are_searched_in_order() {
        let root = std::env::temp_dir().join(format!("quintet-include-{}", std::process::id()));
        for (path, text) in [("a/main.fun", ""), ("a/x.fun", "1"), ("x.fun", "2"), ("y.fun", "3"), ("lib/x.fun", "4")] {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let embedded: EmbeddedLibrary = |path| match path {
            "io/z.fun" => Some(b"5"),
            "io/w.fun" => Some(b"6"),
            _ => None,
        };
        let mut files = Files { working_dir: root.clone(), library: Vec::new(), embedded: Some(embedded) };
        let main = root.join("a/main.fun").canonicalize().unwrap().to_str().unwrap().to_string();
        let mut text = |path: &str, kind, include_search, from: &str| {
            let from = Some(from);
            let request = Request { path, kind, from, include_search, suffix_optional: !include_search };
            files.resolve(&request).and_then(|found| files.read(&found)).map(|text| text.to_vec())
        };
        let quoted = PathKind::Quoted;
        assert_eq!(text("x.fun", quoted, true, &main).as_deref(), Some(&b"1"[..]));
        assert_eq!(text("y.fun", quoted, true, &main).as_deref(), Some(&b"3"[..]));
        assert_eq!(text("y", quoted, false, &main), None);
        assert_eq!(text("x.fun", PathKind::Library, true, &main).as_deref(), Some(&b"4"[..]));
        assert_eq!(text("io/z", PathKind::Dotted, false, &main).as_deref(), Some(&b"5"[..]));
        assert_eq!(text("w", quoted, false, "library:io/z.fun").as_deref(), Some(&b"6"[..]));
        assert_eq!(text("../w", quoted, false, "library:io/z.fun"), None);
        assert_eq!(text("../../../w", quoted, false, "library:io/z.fun"), None);
        std::fs::remove_dir_all(root).unwrap();
    }
}
