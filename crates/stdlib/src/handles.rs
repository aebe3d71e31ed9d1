//! Open files and running programs: handles whose methods are natives that take the handle first. What is no regular file
//! may have to be waited for; that is done on another thread, which shares the file with the handle.

use crate::arguments::{arg, bytes, string_array};
use crate::disk::{self, How};
use crate::errors::{io_error, shown, stream_error};
use crate::files::{READ, WRITE, fail};
use crate::host::trim_line_end;
use crate::programs::Program;
use quintet_runtime::{
    Begun, Capabilities, Capability, Context, Cost, FinishFn, Foreign, NativeDef, NativeFn, PrepareFn, Result, Trap,
    Value, WorkResult, outcome,
};
use std::any::Any;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let blocking = |name, signature, begin: PrepareFn, end: FinishFn| {
        NativeDef::new(name, signature, NativeFn::Blocking(begin, end))
    };
    defs.extend([
        blocking("open", "path: string, mode: string", open, opened)
            .needs_path(Capability::FsRead, 0)
            .needs_path(Capability::FsWrite, 0)
            .needs_only(needs_of_mode),
        blocking("read", "file: foreign, [n: int]", read, text_read),
        blocking("read_line", "file: foreign", read_line, line_read),
        blocking("write", "file: foreign, content: string|bytes", write, written).costs(Cost::Sizes(2)),
        NativeDef::short("seek", "file: foreign, position: int", seek),
        blocking("close", "file: foreign", close, done),
        blocking("flush", "[file: foreign]", flush, done),
        blocking("lines", "s: string|foreign", lines, lines_read).costs(Cost::Sizes(1)),
    ]);
}

/// An open file. Reads and writes are buffered; the file's own position is behind what has been read ahead and before
/// what has not been written.
struct OpenFile {
    path: String,
    label: String,
    binary: bool,
    /// Reading and writing it may have to be waited for.
    waits: bool,
    stream: Arc<Mutex<Stream>>,
}

struct Stream {
    file: Option<BufReader<File>>,
    out: Vec<u8>,
}

const OUT_BUFFER: usize = 64 * 1024;

impl Foreign for OpenFile {
    fn label(&self) -> &str {
        &self.label
    }
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // Nobody is left to be told; who needs to know closes the file.
        let _ = self.flush_out();
    }
}

impl Stream {
    fn file(&mut self) -> io::Result<&mut BufReader<File>> {
        self.file.as_mut().ok_or_else(|| io::Error::other("the file is closed"))
    }
    fn flush_out(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        let out = std::mem::take(&mut self.out);
        self.file()?.get_mut().write_all(&out)
    }
    fn reader(&mut self) -> io::Result<&mut BufReader<File>> {
        self.flush_out()?;
        self.file()
    }
    fn write(&mut self, content: &[u8]) -> io::Result<()> {
        let file = self.file()?;
        if !file.buffer().is_empty() {
            // Drops what was read ahead and goes back to where the program has read to.
            file.stream_position()?;
        }
        self.out.extend_from_slice(content);
        if self.out.len() >= OUT_BUFFER { self.flush_out() } else { Ok(()) }
    }
    fn close(&mut self) -> io::Result<()> {
        let flushed = if self.file.is_some() { self.flush_out() } else { Ok(()) };
        self.file = None;
        flushed
    }
}

fn lock(stream: &Mutex<Stream>) -> MutexGuard<'_, Stream> {
    // A panic while it is held leaves a stream that is whole.
    stream.lock().unwrap_or_else(|e| e.into_inner())
}

/// What came of doing something with an open file or a program: bytes or none, whether they are no text, and what was done
/// with what, for messages.
struct Done {
    result: io::Result<Option<Vec<u8>>>,
    binary: bool,
    what: &'static str,
    path: Option<String>,
}

/// Does something with an open file: at once, or on another thread if it may have to be waited for.
fn with(
    ctx: &mut Context,
    file: Value,
    what: &'static str,
    end: FinishFn,
    act: impl FnOnce(&mut Stream) -> io::Result<Option<Vec<u8>>> + Send + 'static,
) -> Result<Begun> {
    let Some(open) = ctx.foreign::<OpenFile>(file) else {
        return Err(no_method(ctx, file, what));
    };
    let (stream, waits, binary, path) = (open.stream.clone(), open.waits, open.binary, Some(open.path.clone()));
    let work = move || Done { result: act(&mut lock(&stream)), binary, what, path };
    if waits { Ok(Begun::waits(work)) } else { end(ctx, Box::new(work())).map(Begun::Done) }
}

fn no_method(ctx: &mut Context, handle: Value, what: &str) -> Trap {
    let label = ctx.foreign_label(handle);
    ctx.type_error(format!("no method '{what}' on <foreign {label}>"))
}

/// The bytes that were read, and whether they are no text; an IoError if it failed.
fn taken(ctx: &mut Context, result: WorkResult) -> Result<(Option<Vec<u8>>, bool)> {
    let Done { result, binary, what, path } = outcome(ctx, result)?;
    match (result, path) {
        (Ok(found), _) => Ok((found, binary)),
        (Err(e), Some(path)) => Err(io_error(ctx, &e, &format!("cannot {what}"), &path)),
        (Err(e), None) => Err(stream_error(ctx, &e, what)),
    }
}

fn done(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    taken(ctx, result).map(|_| Value::NIL)
}

fn bad_mode(ctx: &mut Context, mode: &str) -> Trap {
    ctx.value_error(format!("invalid file mode '{mode}'"))
}

/// What opening a file with this mode needs permission for.
fn needs_of_mode(args: &[Value]) -> Capabilities {
    let mode = arg(args, 1);
    let mode = bytes(&mode);
    let (reads, plus) = (mode.first() == Some(&b'r'), mode.contains(&b'+'));
    let needed = if reads || plus { READ } else { Capabilities::NONE };
    if reads && !plus { needed } else { needed.and(WRITE) }
}

/// A file that was opened, its name, and whether it is read as bytes and has to be waited for.
type Opened = (io::Result<File>, String, bool, bool);

fn open(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let (path, mode) = (arg(args, 0), arg(args, 1));
    let mode = String::from_utf8_lossy(bytes(&mode)).into_owned();
    let plus = mode.contains('+');
    let kind = mode.trim_end_matches(['+', 'b']);
    if mode.len() > 3 || !mode[kind.len()..].chars().all(|c| matches!(c, '+' | 'b')) {
        return Err(bad_mode(ctx, &mode));
    }
    let how = match kind {
        "r" => How { write: plus, ..How::READ },
        "w" => How { read: plus, ..How::WRITE },
        "a" => How { read: plus, ..How::APPEND },
        _ => return Err(bad_mode(ctx, &mode)),
    };
    ctx.reserve_handle()?;
    let place = crate::files::place(ctx, needs_of_mode(args), path)?;
    let waits = disk::facts(&place, true).is_ok_and(|facts| !facts.is_file && !facts.is_dir);
    let (name, binary) = (shown(&path), mode.contains('b'));
    let work = move || -> Opened { (disk::open(&place, how), name, binary, waits) };
    if waits { Ok(Begun::waits(work)) } else { opened(ctx, Box::new(work())).map(Begun::Done) }
}

fn opened(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (file, path, binary, waits): Opened = outcome(ctx, result)?;
    match file {
        Ok(file) => {
            let stream = Stream { file: Some(BufReader::new(file)), out: Vec::new() };
            let (label, stream) = (format!("file {path}"), Arc::new(Mutex::new(stream)));
            ctx.new_foreign(Box::new(OpenFile { path, label, binary, waits, stream }))
        }
        Err(e) => Err(fail(ctx, &e, "cannot open", &path)),
    }
}

fn text(ctx: &mut Context, binary: bool, content: &[u8]) -> Result<Value> {
    ctx.reserve(content.len())?;
    if binary { ctx.new_bytes(content) } else { ctx.new_string(content) }
}

/// Up to `n` bytes, or the rest; empty at the end.
fn read(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let n = arg(args, 1).as_int().map(|n| n.max(0) as usize);
    ctx.reserve(n.unwrap_or(0))?;
    let most = ctx.memory_left();
    with(ctx, arg(args, 0), "read", text_read, move |stream| {
        let reader = stream.reader()?;
        match n {
            Some(n) => disk::read(reader.take(n as u64), n.min(1 << 20) as u64, most).map(Some),
            None => disk::read(reader, 0, most).map(Some),
        }
    })
}

fn text_read(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (content, binary) = taken(ctx, result)?;
    text(ctx, binary, &content.unwrap_or_default())
}

/// The next line without its end, of a file or of what a program prints; nil at the end.
fn read_line(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let handle = arg(args, 0);
    let most = ctx.memory_left() as u64;
    if let Some(program) = ctx.foreign::<Program>(handle) {
        let line = program.line(most);
        let what = "cannot read from the program";
        return Ok(Begun::waits(move || Done { result: line(), binary: false, what, path: None }));
    }
    with(ctx, handle, "read_line", line_read, move |stream| {
        let mut line = Vec::new();
        let n = stream.reader()?.take(most.saturating_add(1)).read_until(b'\n', &mut line)?;
        Ok((n > 0).then_some(line))
    })
}

fn line_read(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    match taken(ctx, result)? {
        (Some(mut line), binary) => {
            trim_line_end(&mut line);
            text(ctx, binary, &line)
        }
        (None, _) => Ok(Value::NIL),
    }
}

/// The number of bytes written.
fn write(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let (handle, content) = (arg(args, 0), arg(args, 1));
    if let Some(program) = ctx.foreign::<Program>(handle) {
        let write = program.write(bytes(&content).to_vec());
        let what = "cannot write to the program";
        return Ok(Begun::waits(move || Done { result: write().map(Some), binary: false, what, path: None }));
    }
    // A regular file is not waited for, and its content not copied.
    let Some(open) = ctx.foreign::<OpenFile>(handle).filter(|open| !open.waits) else {
        let content = bytes(&content).to_vec();
        return with(ctx, handle, "write", written, move |stream| stream.write(&content).map(|()| Some(content)));
    };
    let (result, path) = (lock(&open.stream).write(bytes(&content)), open.path.clone());
    match result {
        Ok(()) => Ok(Begun::Done(Value::int(content.size() as i64))),
        Err(e) => Err(io_error(ctx, &e, "cannot write", &path)),
    }
}

fn written(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (content, _) = taken(ctx, result)?;
    Ok(Value::int(content.map_or(0, |content| content.len() as i64)))
}

fn seek(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (handle, position) = (arg(args, 0), arg(args, 1).as_int().unwrap_or(0));
    let to = if position < 0 { SeekFrom::End(position) } else { SeekFrom::Start(position as u64) };
    let Some(open) = ctx.foreign::<OpenFile>(handle) else { return Err(no_method(ctx, handle, "seek")) };
    let path = open.path.clone();
    let at = match open.waits {
        true => Err(io::ErrorKind::NotSeekable.into()),
        false => lock(&open.stream).reader().and_then(|reader| reader.seek(to)),
    };
    match at {
        Ok(at) => Ok(Value::int(at as i64)),
        Err(e) => Err(io_error(ctx, &e, "cannot seek", &path)),
    }
}

fn close(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let handle = arg(args, 0);
    if let Some(program) = ctx.foreign::<Program>(handle) {
        program.close_input();
        return Ok(Begun::Done(Value::NIL));
    }
    with(ctx, handle, "close", done, |stream| stream.close().map(|()| None))
}

fn flush(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    match arg(args, 0) {
        file if file.is_nil() => crate::io::flush(ctx).map(Begun::Done),
        file => with(ctx, file, "flush", done, |stream| stream.flush_out().map(|()| None)),
    }
}

/// The lines of a string, or those that are left of a file.
fn lines(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let source = arg(args, 0);
    if source.is_string() {
        return string_array(ctx, crate::string::split_lines(bytes(&source))).map(Begun::Done);
    }
    let most = ctx.memory_left();
    with(ctx, source, "lines", lines_read, move |stream| disk::read(stream.reader()?, 0, most).map(Some))
}

fn lines_read(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (content, _) = taken(ctx, result)?;
    let content = content.unwrap_or_default();
    ctx.reserve(content.len())?;
    string_array(ctx, crate::string::split_lines(&content))
}
