//! Compiled code for Quintet's bytecode, by Cranelift: the only crate that names it.
//!
//! [`Jit`] is plugged into a runtime, which asks it for code for a place of a function – its start, or the top of a loop –
//! once that is frequent, and has noted by then what operands are like. `translate` finds out what is known of registers,
//! `plan` decides what is done about each instruction, `emit` and `access` write it down. The contract with the runtime is
//! in [`quintet_runtime::tier`].
#![forbid(unsafe_code)]

mod access;
mod emit;
mod memory;
mod plan;
mod translate;
mod types;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CodegenError, Context};
use cranelift_frontend::FunctionBuilderContext;
use memory::Memory;
use quintet_bytecode::Site;
use quintet_runtime::LoadedModule;
use quintet_runtime::tier::{Compiler, Heat, Request};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::{Duration, Instant};

/// How code is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// When.
    pub heat: Heat,
    /// Every instruction by its routine: for finding out what is wrong.
    pub plain: bool,
    /// In a thread of its own, while the program goes on.
    pub background: bool,
    /// Bytes of code, at most.
    pub memory: usize,
}

impl Options {
    /// Bytes of code, at most, unless said otherwise.
    pub const MEMORY: usize = 64 << 20;

    /// Code for what is frequent, made in the background: what has taken about as long as making code for it takes.
    pub fn frequent() -> Options {
        Options::after(8000)
    }
    /// Code for functions that have been called so often, and loops that have been round half as often again, made in the
    /// background.
    pub fn after(calls: u32) -> Options {
        let calls = calls.clamp(1, 1 << 30);
        let heat = Heat { calls: calls as i32, turns: u64::from(calls) * 3 / 2, observed: 1000 };
        Options { heat, plain: false, background: true, memory: Options::MEMORY }
    }
    /// Code for everything, made at once.
    pub fn eager() -> Options {
        let heat = Heat { calls: 1, turns: 0, observed: 40 };
        Options { heat, plain: false, background: false, memory: Options::MEMORY }
    }
    /// Code in which routines do everything, made at once.
    pub fn plain() -> Options {
        let heat = Heat { calls: 1, turns: 0, observed: 0 };
        Options { heat, plain: true, background: false, memory: Options::MEMORY }
    }
}

/// The compiler.
pub struct Jit {
    shared: Arc<Shared>,
    /// To the thread, if there is one.
    requests: Mutex<Option<Sender<Request>>>,
}

/// What the compiler and its thread share.
struct Shared {
    options: Options,
    /// Made when something is first compiled, since programs that end soon shall not wait for it.
    target: OnceLock<Result<Target, String>>,
    state: Mutex<State>,
}

/// What code is made for.
struct Target {
    isa: OwnedTargetIsa,
    /// The address of what enters code, which lies in the memory for code.
    door: usize,
}

#[derive(Default)]
struct State {
    memory: Memory,
    entries: Vec<Entry>,
}

/// One compilation.
struct Entry {
    module: Arc<LoadedModule>,
    function: u32,
    pc: usize,
    start: bool,
    outcome: Result<usize, String>,
    took: Duration,
}

impl Jit {
    /// Whether there is a compiler for machines like this one.
    pub fn is_there() -> bool {
        cfg!(all(target_arch = "x86_64", unix))
    }

    /// A compiler for the machine that this runs on.
    ///
    /// # Errors
    /// There is none for it; the text says why.
    pub fn new(options: Options) -> Result<Arc<Jit>, String> {
        if !Jit::is_there() {
            return Err("compiled code is made for x86-64 on Unix only".to_string());
        }
        let shared = Arc::new(Shared { options, target: OnceLock::new(), state: Mutex::default() });
        Ok(Arc::new(Jit { shared, requests: Mutex::new(None) }))
    }

    /// What has been compiled, left alone and refused, a line each, and sums.
    pub fn report(&self) -> String {
        let state = self.shared.state();
        let mut text = String::new();
        let (mut compiled, mut refused, mut took) = (0, 0, Duration::ZERO);
        let mut looked_at = BTreeSet::new();
        for Entry { module, function, pc, start, outcome, took: time } in &state.entries {
            let place = if *start { "function" } else { "loop in" };
            looked_at.insert((Arc::as_ptr(module), *function));
            let code = &module.functions()[*function as usize];
            let line = |pc| code.def.line_at(pc).map_or(0, |l| l.line);
            let (function, line) = (&code.def.name, line(*pc));
            took += *time;
            // Writing to a string does not fail.
            let _ = match outcome {
                Ok(bytes) => {
                    compiled += 1;
                    writeln!(text, "compiled {place} {function}, line {line}: {bytes} bytes in {time:.1?}")
                }
                Err(reason) => {
                    refused += 1;
                    writeln!(text, "refused {place} {function}, line {line}: {reason}")
                }
            };
        }
        for Entry { module, function, .. } in &state.entries {
            if !looked_at.remove(&(Arc::as_ptr(module), *function)) {
                continue;
            }
            let code = &module.functions()[*function as usize];
            for (pc, times) in code.left() {
                let line = code.def.line_at(pc).map_or(0, |l| l.line);
                let op = Site::at(&code.def.code, pc).map_or("", |site| site.op.name());
                let _ = writeln!(text, "left {}, line {line}, before {op}: {times} times", code.def.name);
            }
        }
        let used = state.memory.used();
        let _ = writeln!(text, "{compiled} compiled in {took:.1?}, {used} bytes of memory; {refused} refused");
        text
    }
}

impl Compiler for Jit {
    fn heat(&self) -> Heat {
        self.shared.options.heat
    }

    fn door(&self) -> *const u8 {
        // Asked for when there is code, so there is a target.
        let door = self.shared.target().map_or(0, |target| target.door);
        std::ptr::with_exposed_provenance(door)
    }

    fn compile(&self, request: Request) {
        if !self.shared.options.background {
            return self.shared.compile(request, &mut Tools::default());
        }
        let mut requests = self.requests.lock().unwrap_or_else(|e| e.into_inner());
        let sender = requests.get_or_insert_with(|| {
            let (sender, receiver) = channel::<Request>();
            let shared = self.shared.clone();
            // It ends when the compiler is dropped.
            std::thread::spawn(move || {
                let mut tools = Tools::default();
                receiver.into_iter().for_each(|request| shared.compile(request, &mut tools));
            });
            sender
        });
        // If the thread has died nothing more is compiled.
        let _ = sender.send(request);
    }
}

/// What is used again from one compilation to the next.
struct Tools {
    context: Context,
    builders: FunctionBuilderContext,
}

impl Default for Tools {
    fn default() -> Tools {
        Tools { context: Context::new(), builders: FunctionBuilderContext::new() }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn target(&self) -> Result<&Target, String> {
        self.target.get_or_init(|| self.make_target()).as_ref().map_err(|reason| reason.clone())
    }

    fn make_target(&self) -> Result<Target, String> {
        let mut flags = settings::builder();
        let verifier = if cfg!(debug_assertions) { "true" } else { "false" };
        for (name, value) in [
            ("opt_level", "speed"),
            ("is_pic", "false"),
            ("enable_verifier", verifier),
            ("enable_probestack", "false"),
            ("unwind_info", "false"),
            ("enable_alias_analysis", "true"),
            // Tail calls need them.
            ("preserve_frame_pointers", "true"),
        ] {
            flags.set(name, value).map_err(|e| e.to_string())?;
        }
        let isa = cranelift_native::builder()?.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())?;
        let mut tools = Tools::default();
        translate::door(&*isa, &mut tools.context, &mut tools.builders);
        let door = machine_code(&*isa, &mut tools.context)?;
        let door = self.state().memory.add(&door, usize::MAX)?.expose_provenance();
        Ok(Target { isa, door })
    }

    fn compile(&self, request: Request, tools: &mut Tools) {
        let begun = Instant::now();
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.code(&request, tools)));
        let made = made.unwrap_or_else(|_| {
            *tools = Tools::default();
            Err("the compiler failed".to_string())
        });
        let mut state = self.state();
        let code = made.and_then(|code| {
            let address = state.memory.add(&code, self.options.memory)?;
            Ok((address, code.len()))
        });
        let function = request.function();
        let entry = Entry {
            module: request.module().clone(),
            function: function.index(),
            pc: request.pc(),
            start: request.is_start(),
            outcome: code.as_ref().map(|(_, bytes)| *bytes).map_err(|reason| reason.clone()),
            took: begun.elapsed(),
        };
        state.entries.push(entry);
        drop(state);
        match code {
            Ok((address, _)) => request.install(address),
            Err(_) => request.refuse(),
        }
    }

    fn code(&self, request: &Request, tools: &mut Tools) -> Result<Vec<u8>, String> {
        let Tools { context, builders } = tools;
        let isa = &*self.target()?.isa;
        context.clear();
        translate::translate(request, self.options.plain, isa, context, builders)?;
        machine_code(isa, context)
    }
}

/// Compiles what a context holds.
fn machine_code(isa: &dyn TargetIsa, context: &mut Context) -> Result<Vec<u8>, String> {
    let compiled = context.compile(isa, &mut ControlPlane::default());
    let compiled = compiled.map_err(|error| match error.inner {
        CodegenError::CodeTooLarge => "the code is too large".to_string(),
        other => other.to_string(),
    })?;
    if !compiled.buffer.relocs().is_empty() {
        return Err("the code refers to what has no address".to_string());
    }
    Ok(compiled.code_buffer().to_vec())
}
