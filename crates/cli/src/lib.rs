//! The command `quintet`: runs, checks, disassembles and assembles programs. A library, so that tests can be the
//! command without a second program to build and to find.
#![forbid(unsafe_code)]

/// As that of the standard library, but what cannot be written is dropped instead of a panic: a command whose standard error
/// is closed or full still ends with its exit code.
macro_rules! eprint {
    ($($text:tt)*) => { drop(std::io::Write::write_fmt(&mut std::io::stderr(), format_args!($($text)*))) };
}
/// [`eprint!`] with the end of a line.
macro_rules! eprintln {
    ($($text:tt)*) => { eprint!("{}\n", format_args!($($text)*)) };
}

mod doc;
mod files;
mod fmt;
mod help;
mod new;
mod options;
mod repl;
mod test;
mod trace;

use files::{Confined, describe};
use options::{Command, Emit, Options};
use quintet::bytecode::{self, Module};
use quintet::fun::diagnostics;
use quintet::fun::include::Files;
use quintet::{
    Capability, Config, Ending, Engine, Grants, HeapProfile, ProcessStats, ProfileEntry, ProgramError, Session,
    SnapshotError, compile_source, render_report,
};
use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Exit code of a wrong command line.
const USAGE: i32 = 2;

/// Does what a command line says, without the program's name in front, and gives the exit code.
pub fn command(arguments: impl Iterator<Item = OsString>) -> i32 {
    let arguments: Vec<OsString> = arguments.collect();
    let rest = || lexopt::Parser::from_args(arguments[1..].iter().cloned());
    let asks = arguments.get(1).is_some_and(|word| word == "--help" || word == "-h");
    if let Some(text) = arguments.first().and_then(|word| help::of(word.to_str()?)).filter(|_| asks) {
        return print(text);
    }
    let result = match arguments.first().and_then(|word| word.to_str()) {
        None if arguments.is_empty() => repl::main(lexopt::Parser::from_args(std::iter::empty::<OsString>())),
        Some("fmt") => fmt::main(rest()),
        Some("completions") => help::completions(rest()),
        Some("doc") => doc::main(rest()),
        Some("help") => help::main(rest()),
        Some("new") => new::main(rest()),
        Some("repl") => repl::main(rest()),
        Some("test") => test::main(rest()),
        _ => options::parse(arguments.into_iter()).map(execute),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("quintet: {message}\nTry 'quintet --help'.");
            USAGE
        }
    }
}

fn execute(options: Options) -> i32 {
    let result = match &options.command {
        Command::Help => Ok(print(options::HELP)),
        Command::Version => Ok(print(&format!("quintet {}\n", env!("CARGO_PKG_VERSION")))),
        Command::Run => run(&options),
        Command::Check => check(&options),
        Command::Disasm { fusion } => disasm(&options, *fusion),
        Command::Asm { output } => asm(&options, output.as_deref()),
    };
    result.unwrap_or_else(|message| {
        eprintln!("{}", message.trim_end());
        1
    })
}

/// Prints to the standard output and gives the exit code; a closed pipe is not an error.
fn print(text: &str) -> i32 {
    print_bytes(text.as_bytes())
}

fn print_bytes(text: &[u8]) -> i32 {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("quintet: cannot write: {}", describe(&error));
            1
        }
        _ => 0,
    }
}

/// How files are found.
fn loader() -> Files {
    let library = std::env::var_os("FUN_LIB_DIR");
    Files {
        working_dir: std::env::current_dir().unwrap_or_default(),
        library: library.map(|l| std::env::split_paths(&l).collect()).unwrap_or_default(),
        embedded: Some(quintet::fun::library::file),
    }
}

/// How the files of a program are found that may not read everything: below its directory, in the library, and where it may
/// read.
fn confined(program: &str, grants: &Grants) -> Confined {
    let files = loader();
    let directory = Path::new(program).parent().filter(|parent| !parent.as_os_str().is_empty());
    let readable = files.library.iter().map(PathBuf::as_path).chain([directory.unwrap_or(Path::new("."))]);
    let grants = readable.fold(grants.clone(), |grants, path| {
        // A directory that is not there holds no files.
        grants.clone().allow_path(Capability::FsRead, path).unwrap_or(grants)
    });
    Confined { files, grants }
}

/// The module of a file: source text, assembler text (`.qasm`) or binary (`.qbc`).
fn module_of(path: &str, grants: &Grants, warnings: bool) -> Result<Module, String> {
    let bytes = files::read(Path::new(path))?;
    match Path::new(path).extension().and_then(|e| e.to_str()) {
        Some("qbc") => bytecode::decode(&bytes).map_err(|e| format!("{path}: {e}")),
        Some("qasm") => {
            let text = std::str::from_utf8(&bytes).map_err(|_| format!("{path}: not UTF-8 text"))?;
            bytecode::assemble(text).map_err(|errors| {
                let lines: Vec<String> = errors.0.iter().map(|e| format!("{path}:{e}")).collect();
                lines.join("\n")
            })
        }
        _ => {
            let canonical = std::fs::canonicalize(path).ok().and_then(|p| p.into_os_string().into_string().ok());
            // What is only checked shows no lines when it runs.
            let options = quintet::fun::compile::Options { warnings, source_text: !warnings };
            let colour = std::io::stderr().is_terminal();
            match compile_source(path, canonical, &bytes, &mut confined(path, grants), options) {
                Ok((sources, compiled)) => {
                    if warnings {
                        eprint!("{}", diagnostics::render_all(&compiled.warnings, &sources, colour, true));
                    }
                    // What is left is given back by the system faster than piece by piece.
                    std::mem::forget(compiled.tree);
                    Ok(compiled.module)
                }
                Err(error @ ProgramError::Source(..)) => {
                    Err(format!("{}Failed to compile script: {path}", error.render(colour)))
                }
                Err(error) => Err(error.render(colour)),
            }
        }
    }
}

fn run(options: &Options) -> Result<i32, String> {
    let module = module_of(&options.file, &options.grants, false)?;
    let engine = match options.jit {
        None => Engine::new(),
        Some(jit) => Engine::compiling(quintet::jit::Options { memory: options.jit_memory, ..jit }, |_| {})?,
    };
    let engine = engine.fusion(options.fusion);
    let program = engine.load(module).map_err(|e| e.to_string())?;
    let mut config = Config::standard(options.arguments.clone());
    config.limits.capabilities = options.grants.clone();
    config.limits.max_heap = options.max_heap;
    config.limits.max_stack = options.max_stack;
    config.limits.fuel = options.fuel;
    config.limits.wall_time = options.wall_time;
    config.limits.depth = options.depth;
    config.limits.output_bytes = options.output_bytes;
    config.limits.open_handles = options.open_handles;
    config.limits.processes = options.processes;
    config.scheduling.schedulers = options.schedulers;
    config.scheduling.simulated = options.simulated;
    config.scheduling.faults = options.faults;
    config.dispatch = options.dispatch;
    config.mode = options.mode;
    config.heap_profile = options.heap_profile.is_some();
    if options.trace {
        config.hooks = Some(Box::new(trace::Tracer));
    }
    let mut session = match &options.resume {
        None => engine.start(&program, config),
        Some(path) => {
            engine.resume(&program, &files::read(Path::new(path))?, config).map_err(|e| format!("{path}: {e}"))?
        }
    };
    let ending = match options.snapshot_every {
        None => session.run(),
        Some(units) => run_with_snapshots(&mut session, units, &options.snapshot)?,
    };
    match &ending {
        Ending::Uncaught(report) => eprint!("{}", render_report(report)),
        Ending::OutOfMemory => eprintln!("Runtime error: out of memory"),
        Ending::OutOfFuel => eprintln!("Runtime error: out of fuel"),
        Ending::TimedOut => eprintln!("Runtime error: out of time"),
        Ending::Stopped(reason) => eprintln!("Runtime error: the main process ended with the reason {reason}"),
        Ending::Killed => eprintln!("Runtime error: killed"),
        Ending::Failed(text) => eprintln!("quintet: internal error: {text}"),
        Ending::Finished(_) | Ending::Exited(_) => {}
    }
    report_stats(options, &session)?;
    if options.jit_report {
        eprint!("{}", engine.jit_report().unwrap_or_default());
    }
    if let Some(path) = &options.heap_profile {
        let text = session.heap_profile().map_or(String::new(), |profile| render_profile(&profile));
        files::write(Path::new(path), text.as_bytes())?;
    }
    let mut code = ending.exit_code();
    if let Some(error) = session.unwritten() {
        // A reader that has seen enough is told by the exit code alone.
        if error.kind() != ErrorKind::BrokenPipe {
            eprintln!("quintet: cannot write the output: {}", describe(&error));
        }
        code = code.max(1);
    }
    // What a program leaves behind is given back by the system faster than piece by piece.
    std::mem::forget(session);
    Ok(code)
}

/// Runs a program to its end and stores it every so many units, unless it waits just then. That it cannot be stored because of
/// its processes is said once.
fn run_with_snapshots(session: &mut Session, units: u64, path: &str) -> Result<Ending, String> {
    let mut said = false;
    for n in 1.. {
        if let Some(ending) = session.run_slice(units) {
            return Ok(ending);
        }
        match session.snapshot() {
            Ok(bytes) => {
                let path = path.replace("{n}", &n.to_string());
                files::write(Path::new(&path), &bytes)?;
            }
            Err(SnapshotError::NotRunning) => {}
            Err(error @ SnapshotError::Processes) => {
                if !std::mem::replace(&mut said, true) {
                    eprintln!("quintet: not stored: {error}");
                }
            }
            Err(error) => return Err(format!("quintet: {error}")),
        }
    }
    Err("quintet: too many snapshots".to_string())
}

fn report_stats(options: &Options, session: &Session) -> Result<(), String> {
    let stats = session.stats();
    let mut text = String::new();
    if stats.instructions > 0 {
        text.push_str(&format!("instructions: {}\n", stats.instructions));
    }
    let ProcessStats { fuel, heap, shapes, misses, .. } = stats;
    let ms = |pause: std::time::Duration| pause.as_secs_f64() * 1e3;
    let percent = |part: u64, whole: u64| part as f64 * 100.0 / whole.max(1) as f64;
    text.push_str(&format!(
        "fuel: {fuel}\n\
         collections: {} minor, {} full\n\
         minor pauses: half within {:.4} ms, 99% within {:.4} ms, at most {:.3} ms\n\
         full pauses: at most {:.3} ms; pauses in all: {:.3} ms\n\
         nursery: {} bytes, {:.1}% survived, {:.1}% promoted\n\
         copied bytes: {}\n\
         remembered set: at most {} objects\n\
         shapes: {shapes}\n\
         cache misses: {misses}\n\
         peak heap bytes: {}\n",
        heap.minor,
        heap.major,
        ms(heap.minor_within(50)),
        ms(heap.minor_within(99)),
        ms(heap.longest_minor),
        ms(heap.longest_major),
        ms(heap.paused),
        heap.nursed,
        percent(heap.survived, heap.nursed),
        percent(heap.promoted, heap.nursed),
        heap.copied,
        heap.remembered,
        heap.peak
    ));
    match &options.emit {
        Emit::Nothing => {}
        Emit::Stderr => eprint!("{text}"),
        Emit::File(path) => files::write(Path::new(path), text.as_bytes())?,
    }
    Ok(())
}

/// What lived, as text: a table by kind and one by line.
fn render_profile(profile: &HeapProfile) -> String {
    let mut text = format!(
        "most that lived: {} bytes in {} objects\n\n     bytes   objects  by kind\n",
        profile.total.bytes, profile.total.objects
    );
    let row = |entry: &ProfileEntry, name: &str| format!("{:>10} {:>9}  {name}\n", entry.bytes, entry.objects);
    profile.kinds.iter().for_each(|(kind, entry)| text.push_str(&row(entry, kind)));
    text.push_str("\n     bytes   objects  by line\n");
    profile.lines.iter().for_each(|(line, entry)| text.push_str(&row(entry, line)));
    text
}

fn check(options: &Options) -> Result<i32, String> {
    let module = module_of(&options.file, &options.grants, true)?;
    std::mem::forget(bytecode::verify(module).map_err(|e| format!("{}: invalid bytecode: {e}", options.file))?);
    Ok(0)
}

fn disasm(options: &Options, fusion: bool) -> Result<i32, String> {
    let module = module_of(&options.file, &options.grants, false)?;
    if !fusion {
        return Ok(print(&bytecode::disassemble(&module)));
    }
    let verified = bytecode::verify(module).map_err(|e| format!("{}: invalid bytecode: {e}", options.file))?;
    let report = |(i, function)| bytecode::Fusion::new(&verified, i as u32).report(&verified, function);
    let reports: Vec<String> = verified.functions.iter().enumerate().map(report).collect();
    Ok(print(&reports.concat()))
}

fn asm(options: &Options, output: Option<&str>) -> Result<i32, String> {
    let module = module_of(&options.file, &options.grants, false)?;
    let module = bytecode::verify(module).map_err(|e| format!("{}: invalid bytecode: {e}", options.file))?;
    let default = Path::new(&options.file).with_extension("qbc");
    let output = output.map_or(default, |o| o.into());
    files::write(&output, &bytecode::encode(&module, bytecode::Debug::Keep))?;
    Ok(0)
}
