//! Quintet inside a program: compile or load code, run it in a process with limits, look at how it ended.
//!
//! ```
//! use quintet::{Config, Engine, Ending};
//!
//! let engine = Engine::new();
//! let program = engine.compile("hello.fun", "print(6 * 7)").map_err(|e| e.to_string())?;
//! let mut session = engine.start(&program, Config::capture());
//! assert!(matches!(session.run(), Ending::Finished(_)));
//! assert_eq!(session.output(), "42\n");
//! # Ok::<(), String>(())
//! ```
#![forbid(unsafe_code)]

mod interactive;
mod session;

pub use interactive::{Control, EntryError, EntryValue, Interactive};
pub use quintet_bytecode as bytecode;
pub use quintet_fun as fun;
pub use quintet_jit as jit;
pub use quintet_runtime as runtime;
pub use quintet_runtime::{
    Capabilities, Capability, Dispatch, Faults, GrantError, Grants, HeapProfile, HeapStats, Limits, ProcessStats,
    ProfileEntry, Report, Scheduling, SnapshotError,
};
pub use session::{Config, Ending, Interrupt, Mode, Session, render_report};

use quintet_bytecode::{Module, Verified};
use quintet_fun::compile::{Compiled, Options};
use quintet_fun::diagnostics::{self, Diagnostic};
use quintet_fun::include::{Loader, NoFiles, Request};
use quintet_fun::source::SourceMap;
use quintet_jit::Jit;
use quintet_runtime::{LoadedModule, Runtime, RuntimeBuilder};
use std::fmt;
use std::sync::Arc;

/// Why source text or a module cannot be run.
#[derive(Debug)]
pub enum ProgramError {
    /// The source text is wrong; at least one diagnostic is an error.
    Source(Box<SourceMap>, Vec<Diagnostic>),
    /// The module is not valid bytecode.
    Invalid(String),
    /// The module imports what is not registered.
    Load(quintet_runtime::LoadError),
}

impl ProgramError {
    /// The text of all diagnostics, with excerpts.
    pub fn render(&self, colour: bool) -> String {
        match self {
            ProgramError::Source(sources, diagnostics) => diagnostics::render_all(diagnostics, sources, colour, false),
            ProgramError::Invalid(text) => format!("invalid bytecode: {text}\n"),
            ProgramError::Load(error) => format!("{error}\n"),
        }
    }
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for ProgramError {}

/// A program that is ready to run.
#[derive(Clone)]
pub struct Program {
    module: Arc<LoadedModule>,
}

impl Program {
    /// The loaded module.
    pub fn module(&self) -> &LoadedModule {
        &self.module
    }
}

/// Natives and loaded code, shared by any number of sessions and threads.
pub struct Engine {
    runtime: Arc<Runtime>,
    fuse: bool,
    jit: Option<Arc<Jit>>,
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

impl Engine {
    /// An engine with the standard natives.
    pub fn new() -> Engine {
        Engine::with(|_| {})
    }

    /// An engine with the standard natives and what `extend` adds to them.
    pub fn with(extend: impl FnOnce(&mut RuntimeBuilder)) -> Engine {
        Engine::made(None, extend)
    }

    /// The same, which compiles what is frequent in programs to machine code; they behave the same. Memory for code, up to what
    /// `options` says, is given back with the engine.
    ///
    /// # Errors
    /// There is no compiler for this machine; the text says why.
    pub fn compiling(
        options: quintet_jit::Options,
        extend: impl FnOnce(&mut RuntimeBuilder),
    ) -> Result<Engine, String> {
        Ok(Engine::made(Some(Jit::new(options)?), extend))
    }

    fn made(jit: Option<Arc<Jit>>, extend: impl FnOnce(&mut RuntimeBuilder)) -> Engine {
        let mut builder = Runtime::builder();
        builder.natives(quintet_stdlib::natives()).library(quintet_stdlib::library);
        if let Some(jit) = &jit {
            builder.compiler(jit.clone());
        }
        extend(&mut builder);
        Engine { runtime: builder.build(), fuse: true, jit }
    }

    /// What has been compiled and what has not, a line each; nothing if the engine does not compile.
    pub fn jit_report(&self) -> Option<String> {
        self.jit.as_ref().map(|jit| jit.report())
    }

    /// The same engine with fusion of ops switched on or off; programs behave the same.
    pub fn fusion(mut self, fuse: bool) -> Engine {
        self.fuse = fuse;
        self
    }

    /// The runtime.
    pub fn runtime(&self) -> &Arc<Runtime> {
        &self.runtime
    }

    /// Compiles source text that includes no files. `name` is what positions show.
    ///
    /// # Errors
    /// All errors of the text.
    pub fn compile(&self, name: &str, text: &str) -> Result<Program, ProgramError> {
        self.compile_with(name, text.as_bytes(), &mut NoFiles)
    }

    /// Compiles source text whose includes and imports `loader` finds. What it does not find may be a module of natives:
    /// `import acme` finds those that are registered as `acme.name`.
    ///
    /// # Errors
    /// All errors of the text.
    pub fn compile_with(&self, name: &str, text: &[u8], loader: &mut dyn Loader) -> Result<Program, ProgramError> {
        let loader = &mut NativeModules { files: loader, runtime: &self.runtime };
        let compiled = compile_source(name, None, text, loader, Options::default())?;
        self.load(compiled.1.module)
    }

    /// Verifies and loads a module.
    ///
    /// # Errors
    /// The module is invalid, or imports what is not registered.
    pub fn load(&self, module: Module) -> Result<Program, ProgramError> {
        let verified = quintet_bytecode::verify(module).map_err(|e| ProgramError::Invalid(e.to_string()))?;
        self.load_verified(verified)
    }

    /// Loads a verified module.
    ///
    /// # Errors
    /// The module imports what is not registered.
    pub fn load_verified(&self, module: Verified<Module>) -> Result<Program, ProgramError> {
        let module = self.runtime.load(module, self.fuse).map_err(ProgramError::Load)?;
        Ok(Program { module })
    }

    /// Verifies and loads an entry of a session, which continues what was loaded before.
    fn load_entry(&self, module: Module, previous: Option<&Program>) -> Result<Program, ProgramError> {
        let verified = quintet_bytecode::verify(module).map_err(|e| ProgramError::Invalid(e.to_string()))?;
        let previous = previous.map(Program::module);
        let module = self.runtime.load_after(verified, self.fuse, previous).map_err(ProgramError::Load)?;
        Ok(Program { module })
    }

    /// A session that goes on where [`Session::snapshot`] has stored one of the same program, under the limits of `config`:
    /// its fuel is what may be burnt from here on.
    ///
    /// # Errors
    /// The bytes are no snapshot, are one of another program, or do not fit into the limits. Bytes that are damaged on
    /// purpose are not noticed: never pass any from those who are not trusted.
    pub fn resume(&self, _program: &Program, bytes: &[u8], config: Config) -> Result<Session, SnapshotError> {
        Session::restored(self.runtime.clone(), bytes, config)
    }

    /// A session that will run the program's top level.
    pub fn start(&self, program: &Program, config: Config) -> Session {
        Session::new(self.runtime.clone(), &program.module, config)
    }
}

/// A loader that also knows the modules of natives of a runtime.
struct NativeModules<'a> {
    files: &'a mut dyn Loader,
    runtime: &'a Runtime,
}

/// Stands before the names of such modules in canonical paths.
const NATIVE: &str = "native:";

impl NativeModules<'_> {
    fn exports(&self, module: &str) -> Vec<(String, String)> {
        let all = self.runtime.natives().iter();
        let exports = all.filter_map(|def| {
            let export = def.name.strip_prefix(module)?.strip_prefix('.')?;
            (!export.contains('.')).then(|| (export.to_string(), def.name.to_string()))
        });
        exports.collect()
    }
}

impl Loader for NativeModules<'_> {
    fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
        self.files.resolve(request).or_else(|| {
            let module = request.path.replace('/', ".");
            let known = request.suffix_optional && !self.exports(&module).is_empty();
            known.then(|| format!("{NATIVE}{module}"))
        })
    }

    fn read(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.files.read(path)
    }

    fn natives(&mut self, path: &str) -> Option<Vec<(String, String)>> {
        match path.strip_prefix(NATIVE) {
            Some(module) => Some(self.exports(module)),
            None => self.files.natives(path),
        }
    }
}

/// A host whose output, input and clocks are this process's, for a program with these arguments.
pub fn standard_host(arguments: Vec<String>) -> Box<dyn quintet_runtime::Host> {
    Box::new(quintet_stdlib::host::StdHost::new(arguments))
}

/// Compiles source text; `path` is the canonical path of the file it came from.
///
/// # Errors
/// All errors of the text.
pub fn compile_source(
    name: &str,
    path: Option<String>,
    text: &[u8],
    loader: &mut dyn Loader,
    options: Options,
) -> Result<(SourceMap, Compiled), ProgramError> {
    let mut sources = SourceMap::new();
    let main = sources.add_file(name, path, text).map_err(|e| ProgramError::Invalid(e.to_string()))?;
    match quintet_fun::compile::compile(&mut sources, main, loader, options) {
        Ok(compiled) => Ok((sources, compiled)),
        Err(diagnostics) => Err(ProgramError::Source(Box::new(sources), diagnostics)),
    }
}
