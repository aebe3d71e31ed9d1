//! Other programs.

use crate::arguments::{arg, bytes, map_of};
use crate::errors::io_error;
use crate::paths::system_path;
use quintet_runtime::{
    Begun, Capability, Context, ErrorKind, Foreign, Kind, NativeDef, NativeFn, Result, Value, WorkResult, outcome,
};
use std::any::Any;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::time::{Duration, Instant};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let starts = [
        NativeDef::new("proc_run", "command: string", NativeFn::Blocking(proc_run, finish_run)),
        NativeDef::new("system", "command: string", NativeFn::Blocking(system, finish_code)),
        NativeDef::new("exec", "argv: array, [options: map]", NativeFn::Blocking(exec, finish_exec)),
        NativeDef::short("proc_spawn", "argv: array, [options: map]", proc_spawn),
    ];
    // What is started is confined by nobody: it reads, writes and connects as it likes.
    let starts = starts.map(|def| {
        let all = [Capability::Process, Capability::FsRead, Capability::FsWrite, Capability::Net, Capability::Env];
        all.into_iter().fold(def, NativeDef::needs)
    });
    defs.extend(starts);
    let others = [
        NativeDef::short("kill", "program: foreign", |ctx, args| match ctx.foreign::<Program>(arg(args, 0)) {
            Some(program) => {
                program.kill();
                Ok(Value::NIL)
            }
            None => Err(no_program(ctx, args, "kill")),
        }),
        NativeDef::new("program_wait", "program: foreign", NativeFn::Blocking(wait, waited)),
    ];
    defs.extend(others.into_iter().map(|def| def.needs(Capability::Process)));
}

fn wait(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    match ctx.foreign::<Program>(arg(args, 0)) {
        Some(program) => {
            program.close_input();
            Ok(Begun::waits(program.end()))
        }
        None => Err(no_program(ctx, args, "wait")),
    }
}

fn waited(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let ended: io::Result<ExitStatus> = outcome(ctx, result)?;
    match ended {
        Ok(status) => Ok(Value::int(exit_code(status))),
        Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot wait for the program")),
    }
}

fn no_program(ctx: &mut Context, args: &[Value], what: &str) -> quintet_runtime::Trap {
    let label = ctx.foreign_label(arg(args, 0));
    ctx.type_error(format!("no method '{what}' on <foreign {label}>"))
}

/// The code of a program that has ended; 128 and the number of the signal that ended it.
fn exit_code(status: ExitStatus) -> i64 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + i64::from(signal);
    }
    status.code().map_or(-1, i64::from)
}

/// What a program has left behind.
struct Outcome {
    out: Vec<u8>,
    err: Vec<u8>,
    code: i64,
}

/// Why there is no outcome.
enum Failure {
    Start(io::Error, String),
    Timeout(u64),
}

type Finished = std::result::Result<Outcome, Failure>;

fn finish(ctx: &mut Context, result: WorkResult) -> Result<Outcome> {
    let finished: Finished = outcome(ctx, result)?;
    match finished {
        Ok(outcome) => Ok(outcome),
        Err(Failure::Start(e, name)) => Err(io_error(ctx, &e, "cannot run", &name)),
        Err(Failure::Timeout(ms)) => Err(ctx.error(ErrorKind::Timeout, format!("timed out after {ms} ms"))),
    }
}

/// What is printed must come before what the program prints.
fn flush(ctx: &mut Context) {
    // A closed output is reported by whoever prints next.
    let _ = ctx.host.flush();
}

fn proc_run(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    flush(ctx);
    let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new("/bin/sh") };
    command.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(system_path(&arg(args, 0)));
    crate::os::give_environment(&mut command);
    command.stdout(Stdio::piped());
    let most = ctx.memory_left();
    Ok(Begun::waits(move || -> Finished {
        let ended = command.spawn().and_then(|mut child| {
            let out = drain(child.stdout.take(), most);
            Ok(Outcome { out: out.recv().unwrap_or_default(), err: Vec::new(), code: exit_code(child.wait()?) })
        });
        ended.map_err(|e| Failure::Start(e, "/bin/sh".into()))
    }))
}

fn finish_run(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let outcome = finish(ctx, result)?;
    let out = ctx.new_string(&outcome.out)?;
    map_of(ctx, &[("out", out), ("code", Value::int(outcome.code))])
}

/// Runs a command of plain words; one that would need a shell is refused with -1.
fn system(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    flush(ctx);
    let line = arg(args, 0);
    let line = String::from_utf8_lossy(bytes(&line)).into_owned();
    Ok(Begun::waits(move || -> i64 {
        let mut words = line.split_whitespace();
        match words.next() {
            Some(program)
                if !line.contains(['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '\n']) =>
            {
                let mut command = Command::new(program);
                crate::os::give_environment(&mut command);
                command.args(words).status().map_or(-1, exit_code)
            }
            _ => -1,
        }
    }))
}

fn finish_code(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    outcome(ctx, result).map(Value::int)
}

/// A command from `argv` and the options `cwd` and `env`.
fn command(ctx: &mut Context, argv: Value, options: Value) -> Result<(Command, String)> {
    let words: Vec<Value> = argv.as_array().map_or(Vec::new(), |a| a.iter().collect());
    let Some(program) = words.first() else { return Err(ctx.value_error("argv is empty")) };
    if let Some(other) = words.iter().find(|w| !w.is_string()) {
        let word = other.kind().word();
        return Err(ctx.type_error(format!("argv must hold strings, got {word}")));
    }
    let name = String::from_utf8_lossy(bytes(program)).into_owned();
    let mut command = Command::new(system_path(program));
    command.args(words[1..].iter().map(|w| OsString::from(system_path(w))));
    crate::os::give_environment(&mut command);
    let cwd = option(ctx, options, "cwd")?;
    if cwd.is_string() {
        command.current_dir(system_path(&cwd));
    }
    let env = option(ctx, options, "env")?;
    if let Some(env) = env.as_map() {
        for (key, value) in env.iter() {
            if value.is_nil() {
                command.env_remove(system_path(&key));
            } else {
                command.env(system_path(&key), system_path(&value));
            }
        }
    }
    Ok((command, name))
}

fn option(ctx: &mut Context, options: Value, name: &str) -> Result<Value> {
    if options.kind() != Kind::MAP {
        return Ok(Value::NIL);
    }
    let key = ctx.new_string(name.as_bytes())?;
    Ok(ctx.map_get(options, key)?.unwrap_or(Value::NIL))
}

fn exec(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    flush(ctx);
    let (mut command, name) = command(ctx, arg(args, 0), arg(args, 1))?;
    let input = option(ctx, arg(args, 1), "input")?;
    let input = input.as_any_bytes().map(<[u8]>::to_vec);
    let timeout = option(ctx, arg(args, 1), "timeout")?;
    let timeout = timeout.as_number().map(|ms| ms.max(0.0) as u64);
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let most = ctx.memory_left();
    Ok(Begun::waits(move || run(command, name, input, timeout, most)))
}

/// Runs a program to its end, feeding it and reading both its outputs at once.
///
/// At most `most` bytes of each output are kept.
fn run(mut command: Command, name: String, input: Option<Vec<u8>>, timeout: Option<u64>, most: usize) -> Finished {
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(e) => return Err(Failure::Start(e, name)),
    };
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        // A program that does not read its input is no error.
        std::thread::spawn(move || drop(stdin.write_all(&input)));
    }
    let out = drain(child.stdout.take(), most);
    let err = drain(child.stderr.take(), most);
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    let status = loop {
        let status = if timeout.is_none() { child.wait().map(Some) } else { child.try_wait() };
        match status {
            Ok(Some(status)) => break status,
            Ok(None) => {}
            Err(e) => return Err(Failure::Start(e, name)),
        }
        if let Some(ms) = timeout.filter(|&ms| start.elapsed() >= Duration::from_millis(ms)) {
            // It may have ended by itself in the meantime.
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::Timeout(ms));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    };
    let collect = |pipe: mpsc::Receiver<Vec<u8>>| pipe.recv().unwrap_or_default();
    Ok(Outcome { out: collect(out), err: collect(err), code: exit_code(status) })
}

/// Reads a pipe to its end, on a thread of its own. What is more than `most` bytes and one is dropped.
fn drain(pipe: Option<impl Read + Send + 'static>, most: usize) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut content = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error counts.
            let _ = (&mut pipe).take((most as u64).saturating_add(1)).read_to_end(&mut content);
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        // Nobody waits any more after a timeout.
        let _ = sender.send(content);
    });
    receiver
}

fn finish_exec(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let outcome = finish(ctx, result)?;
    let out = ctx.new_string(&outcome.out)?;
    let err = ctx.new_string(&outcome.err)?;
    map_of(ctx, &[("out", out), ("err", err), ("code", Value::int(outcome.code))])
}

/// A program that runs beside this one. What is waited for is shared with the thread that waits.
pub(crate) struct Program {
    label: String,
    child: Arc<Mutex<Child>>,
    input: Arc<Mutex<Option<ChildStdin>>>,
    output: Arc<Mutex<Option<BufReader<ChildStdout>>>>,
}

impl Foreign for Program {
    fn label(&self) -> &str {
        &self.label
    }
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while it is held leaves pipes that are whole.
    shared.lock().unwrap_or_else(|e| e.into_inner())
}

impl Program {
    /// Gives the next line that it prints, at most `most` bytes and one of it; none at the end.
    pub(crate) fn line(&self, most: u64) -> impl FnOnce() -> io::Result<Option<Vec<u8>>> + Send + 'static {
        let output = self.output.clone();
        move || {
            let mut output = lock(&output);
            let Some(output) = &mut *output else { return Ok(None) };
            let mut line = Vec::new();
            let n = output.take(most.saturating_add(1)).read_until(b'\n', &mut line)?;
            Ok((n > 0).then_some(line))
        }
    }
    /// Gives it input, and gives that back.
    pub(crate) fn write(&self, content: Vec<u8>) -> impl FnOnce() -> io::Result<Vec<u8>> + Send + 'static {
        let input = self.input.clone();
        move || match &mut *lock(&input) {
            Some(input) => input.write_all(&content).and_then(|()| input.flush()).map(|()| content),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
    /// Ends its input.
    pub(crate) fn close_input(&self) {
        *lock(&self.input) = None;
    }
    /// Waits until it has ended.
    fn end(&self) -> impl FnOnce() -> io::Result<ExitStatus> + Send + 'static {
        let child = self.child.clone();
        move || {
            let mut pause = Duration::from_micros(50);
            loop {
                // Not held while it waits, so that it can be ended meanwhile.
                if let Some(status) = lock(&child).try_wait()? {
                    return Ok(status);
                }
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(10));
            }
        }
    }
    fn kill(&self) {
        // It may have ended by itself.
        let _ = lock(&self.child).kill();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended is given back to the system; others run on by themselves.
        let _ = lock(&self.child).try_wait();
    }
}

fn proc_spawn(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    flush(ctx);
    ctx.reserve_handle()?;
    let (mut command, name) = command(ctx, arg(args, 0), arg(args, 1))?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    match command.spawn() {
        Ok(mut child) => {
            let (input, output) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
            let share = Arc::new(Mutex::new(child));
            let (input, output) = (Arc::new(Mutex::new(input)), Arc::new(Mutex::new(output)));
            let label = format!("program {name}");
            ctx.new_foreign(Box::new(Program { label, child: share, input, output }))
        }
        Err(e) => Err(io_error(ctx, &e, "cannot run", &name)),
    }
}
