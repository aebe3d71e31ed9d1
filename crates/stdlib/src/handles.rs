//! Open files and running programs: handles whose methods are natives that take the handle first.

use crate::arguments::{arg, bytes, string_array};
use crate::errors::{io_error, shown};
use crate::host::trim_line_end;
use crate::paths::system_path;
use crate::programs::Program;
use quintet_runtime::{Capabilities, Capability, Context, Cost, Foreign, NativeDef, Result, Trap, Value};
use std::any::Any;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("open", "path: string, mode: string", open).needs_with(needs_of_mode),
        NativeDef::short("read", "file: foreign, [n: int]", read),
        NativeDef::short("read_line", "file: foreign", read_line),
        NativeDef::short("write", "file: foreign, content: string|bytes", write).costs(Cost::Sizes(2)),
        NativeDef::short("seek", "file: foreign, position: int", seek),
        NativeDef::short("close", "file: foreign", close),
        NativeDef::short("flush", "[file: foreign]", |ctx, args| match arg(args, 0) {
            file if file.is_nil() => crate::io::flush(ctx),
            file => with(ctx, file, "flush", |file| file.flush_out()).map(|()| Value::NIL),
        }),
        NativeDef::short("lines", "s: string|foreign", lines).costs(Cost::Sizes(1)),
    ]);
}

/// An open file. Reads and writes are buffered; the file's own position is behind what has been read ahead and before
/// what has not been written.
struct OpenFile {
    path: String,
    label: String,
    file: Option<BufReader<File>>,
    out: Vec<u8>,
    binary: bool,
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

impl Drop for OpenFile {
    fn drop(&mut self) {
        // Nobody is left to be told; who needs to know closes the file.
        let _ = self.flush_out();
    }
}

impl OpenFile {
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
}

/// Does something with an open file. A failure throws an IoError.
fn with<T>(ctx: &mut Context, file: Value, what: &str, f: impl FnOnce(&mut OpenFile) -> io::Result<T>) -> Result<T> {
    let Some(open) = ctx.foreign::<OpenFile>(file) else {
        let label = ctx.foreign_label(file);
        return Err(ctx.type_error(format!("no method '{what}' on <foreign {label}>")));
    };
    let path = open.path.clone();
    match f(open) {
        Ok(result) => Ok(result),
        Err(e) => Err(io_error(ctx, &e, &format!("cannot {what}"), &path)),
    }
}

fn bad_mode(ctx: &mut Context, mode: &str) -> Trap {
    ctx.value_error(format!("invalid file mode '{mode}'"))
}

/// What opening a file with this mode needs permission for.
fn needs_of_mode(args: &[Value]) -> Capabilities {
    let mode = arg(args, 1);
    let mode = bytes(&mode);
    let (reads, plus) = (mode.first() == Some(&b'r'), mode.contains(&b'+'));
    let needed = if reads || plus { Capabilities::NONE.with(Capability::FsRead) } else { Capabilities::NONE };
    if reads && !plus { needed } else { needed.with(Capability::FsWrite) }
}

fn open(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (path, mode) = (arg(args, 0), arg(args, 1));
    let mode = String::from_utf8_lossy(bytes(&mode)).into_owned();
    let mut options = OpenOptions::new();
    let plus = mode.contains('+');
    let kind = mode.trim_end_matches(['+', 'b']);
    if mode.len() > 3 || !mode[kind.len()..].chars().all(|c| matches!(c, '+' | 'b')) {
        return Err(bad_mode(ctx, &mode));
    }
    match kind {
        "r" => options.read(true).write(plus),
        "w" => options.write(true).read(plus).create(true).truncate(true),
        "a" => options.append(true).read(plus).create(true),
        _ => return Err(bad_mode(ctx, &mode)),
    };
    let name = shown(&path);
    ctx.reserve_handle()?;
    match options.open(system_path(&path)) {
        Ok(file) => ctx.new_foreign(Box::new(OpenFile {
            label: format!("file {name}"),
            path: name,
            file: Some(BufReader::new(file)),
            out: Vec::new(),
            binary: mode.contains('b'),
        })),
        Err(e) => Err(io_error(ctx, &e, "cannot open", &name)),
    }
}

fn text(ctx: &mut Context, binary: bool, content: &[u8]) -> Result<Value> {
    ctx.reserve(content.len())?;
    if binary { ctx.new_bytes(content) } else { ctx.new_string(content) }
}

/// Up to `n` bytes, or the rest; empty at the end.
fn read(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let n = arg(args, 1).as_int();
    if let Some(n) = n {
        ctx.reserve(n.max(0) as usize)?;
    }
    let (binary, content) = with(ctx, arg(args, 0), "read", |file| {
        let mut content = Vec::new();
        let reader = file.reader()?;
        match n {
            Some(n) => reader.take(n.max(0) as u64).read_to_end(&mut content)?,
            None => reader.read_to_end(&mut content)?,
        };
        Ok((file.binary, content))
    })?;
    text(ctx, binary, &content)
}

/// The next line without its end, of a file or of what a program prints; nil at the end.
fn read_line(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let handle = arg(args, 0);
    if let Some(program) = ctx.foreign::<Program>(handle) {
        return match program.read_line() {
            Ok(Some(line)) => ctx.new_string(&line),
            Ok(None) => Ok(Value::NIL),
            Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot read from the program")),
        };
    }
    let (binary, line) = with(ctx, handle, "read_line", |file| {
        let mut line = Vec::new();
        let n = file.reader()?.read_until(b'\n', &mut line)?;
        Ok((file.binary, (n > 0).then_some(line)))
    })?;
    match line {
        Some(mut line) => {
            trim_line_end(&mut line);
            text(ctx, binary, &line)
        }
        None => Ok(Value::NIL),
    }
}

/// The number of bytes written.
fn write(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (handle, content) = (arg(args, 0), arg(args, 1));
    let n = Value::int(content.size() as i64);
    if let Some(program) = ctx.foreign::<Program>(handle) {
        return match program.write(bytes(&content)) {
            Ok(()) => Ok(n),
            Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot write to the program")),
        };
    }
    with(ctx, handle, "write", |file| file.write(bytes(&content)))?;
    Ok(n)
}

fn seek(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let position = arg(args, 1).as_int().unwrap_or(0);
    let to = if position < 0 { SeekFrom::End(position) } else { SeekFrom::Start(position as u64) };
    let at = with(ctx, arg(args, 0), "seek", |file| file.reader()?.seek(to))?;
    Ok(Value::int(at as i64))
}

fn close(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let handle = arg(args, 0);
    if let Some(program) = ctx.foreign::<Program>(handle) {
        program.close_input();
        return Ok(Value::NIL);
    }
    with(ctx, handle, "close", |file| {
        let flushed = if file.file.is_some() { file.flush_out() } else { Ok(()) };
        file.file = None;
        flushed
    })?;
    Ok(Value::NIL)
}

/// The lines of a string, or those that are left of a file.
fn lines(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let source = arg(args, 0);
    if source.is_string() {
        return string_array(ctx, crate::string::split_lines(bytes(&source)));
    }
    let content = with(ctx, source, "lines", |file| {
        let mut content = Vec::new();
        file.reader()?.read_to_end(&mut content)?;
        Ok(content)
    })?;
    string_array(ctx, crate::string::split_lines(&content))
}
