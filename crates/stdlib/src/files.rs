//! Files and directories by name.

use crate::arguments::{arg, bytes, flag, map_of, one_or_zero, string_array};
use crate::disk::{self, How};
use crate::errors::{io_error, shown};
use crate::paths::{path_bytes, system_path};
use quintet_runtime::{
    Begun, Capabilities, Capability, Context, Cost, ErrorKind, NativeDef, NativeFn, Place, PrepareFn, Result, Trap,
    Value, What, WorkResult, outcome,
};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) const READ: Capabilities = Capabilities::NONE.with(Capability::FsRead);
pub(crate) const WRITE: Capabilities = Capabilities::NONE.with(Capability::FsWrite);

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let read: [(&str, PrepareFn, quintet_runtime::FinishFn); 3] = [
        ("read_file", |ctx, args| begin_read(ctx, args, text), text),
        ("read_bytes", |ctx, args| begin_read(ctx, args, byte_sequence), byte_sequence),
        ("read_lines", |ctx, args| begin_read(ctx, args, lines), lines),
    ];
    let readers = read.map(|(name, begin, end)| NativeDef::new(name, "path: string", NativeFn::Blocking(begin, end)));
    let others = [
        NativeDef::short("os_list_dir", "path: string", |ctx, args| {
            let names = match disk::names(&place(ctx, READ, arg(args, 0))?) {
                Err(e) if disk::is_escape(&e) => return Err(fail(ctx, &e, "", &shown(&arg(args, 0)))),
                names => names.unwrap_or_default(),
            };
            let names: Vec<Vec<u8>> = names.iter().map(|name| path_bytes(Path::new(name)).into_owned()).collect();
            string_array(ctx, names)
        }),
        NativeDef::short("file_exists", "path: string", |ctx, args| {
            let place = place(ctx, READ, arg(args, 0))?;
            Ok(Value::bool(known(ctx, args, disk::facts(&place, true))?.is_some()))
        }),
        NativeDef::short("is_dir", "path: string", |ctx, args| {
            let place = place(ctx, READ, arg(args, 0))?;
            Ok(Value::bool(known(ctx, args, disk::facts(&place, true))?.is_some_and(|facts| facts.is_dir)))
        }),
        NativeDef::short("file_size", "path: string", |ctx, args| {
            let place = place(ctx, READ, arg(args, 0))?;
            let size = disk::facts(&place, true).map(|facts| Value::int(facts.size as i64));
            size.map_err(|e| fail(ctx, &e, "cannot read", &shown(&arg(args, 0))))
        }),
        NativeDef::short("stat", "path: string", stat),
        NativeDef::short("walk", "path: string", walk),
        NativeDef::short("glob", "pattern: string", glob_paths),
        NativeDef::short("real_path", "path: string", |ctx, args| {
            let place = place(ctx, READ, arg(args, 0))?;
            match disk::real_path(&place) {
                Ok(real) => ctx.new_string(&path_bytes(&real)),
                Err(e) => Err(fail(ctx, &e, "cannot find", &shown(&arg(args, 0)))),
            }
        }),
    ];
    defs.extend(readers.into_iter().chain(others).map(|def| def.needs_path(Capability::FsRead, 0)));

    const WRITTEN: &str = "path: string, content: string|bytes";
    let write: [(&str, PrepareFn, quintet_runtime::FinishFn); 3] = [
        ("write_file", |ctx, args| begin_write(ctx, args, How::WRITE, one_if_written), one_if_written),
        ("write_bytes", |ctx, args| begin_write(ctx, args, How::WRITE, nil_if_written), nil_if_written),
        ("append_file", |ctx, args| begin_write(ctx, args, How::APPEND, nil_if_written), nil_if_written),
    ];
    let write = write
        .map(|(name, begin, end)| NativeDef::new(name, WRITTEN, NativeFn::Blocking(begin, end)).costs(Cost::Sizes(2)));
    let others = [
        NativeDef::short("mkdir", "path: string, [parents: any]", |ctx, args| {
            let place = place(ctx, WRITE, arg(args, 0))?;
            done(ctx, disk::create_directory(&place, flag(arg(args, 1))), "cannot create", &arg(args, 0))
        }),
        NativeDef::short("remove_file", "path: string", |ctx, args| {
            let place = place(ctx, WRITE, arg(args, 0))?;
            done(ctx, disk::remove_file(&place), "cannot remove", &arg(args, 0))
        }),
        NativeDef::short("remove_dir", "path: string, [recursive: any]", |ctx, args| {
            let place = place(ctx, WRITE, arg(args, 0))?;
            done(ctx, disk::remove_directory(&place, flag(arg(args, 1))), "cannot remove", &arg(args, 0))
        }),
        // Who moves what they may not read to where they may could read it.
        NativeDef::short("move", "from: string, to: string", |ctx, args| {
            let from = place(ctx, READ.and(WRITE), arg(args, 0))?;
            let to = place(ctx, WRITE, arg(args, 1))?;
            done(ctx, disk::rename(&from, &to), "cannot move", &arg(args, 0))
        })
        .needs_path(Capability::FsRead, 0)
        .needs_path(Capability::FsWrite, 1),
        NativeDef::short("chmod", "path: string, mode: int", |ctx, args| {
            let place = place(ctx, WRITE, arg(args, 0))?;
            let mode = arg(args, 1).as_int().unwrap_or(0) as u32;
            done(ctx, disk::set_mode(&place, mode), "cannot change the mode of", &arg(args, 0))
        }),
    ];
    defs.extend(write.into_iter().chain(others).map(|def| def.needs_path(Capability::FsWrite, 0)));
    defs.extend([
        NativeDef::short("copy_file", "from: string, to: string", |ctx, args| {
            let (from, to) = (place(ctx, READ, arg(args, 0))?, place(ctx, WRITE, arg(args, 1))?);
            done(ctx, disk::copy(&from, &to), "cannot copy", &arg(args, 0))
        })
        .needs_path(Capability::FsRead, 0)
        .needs_path(Capability::FsWrite, 1),
        NativeDef::short("temp_file", "", |ctx, _| temporary(ctx, |place| disk::open(place, How::NEW).map(drop)))
            .needing(Capability::FsWrite, What::AskedLater),
        NativeDef::short("temp_dir", "", |ctx, _| temporary(ctx, |place| disk::create_directory(place, false)))
            .needing(Capability::FsWrite, What::AskedLater),
    ]);
}

/// Where a path of the program leads.
pub(crate) fn place(ctx: &mut Context, needed: Capabilities, path: Value) -> Result<Place> {
    ctx.place(needed, &system_path(&path))
}

/// The error of an operation on a file: IoError, or PermissionDenied if it was led out of what is granted.
pub(crate) fn fail(ctx: &mut Context, error: &io::Error, what: &str, path: &str) -> Trap {
    match disk::is_escape(error) {
        true => ctx.error(ErrorKind::PermissionDenied, format!("'{path}' is denied: it leads out of what is granted")),
        false => io_error(ctx, error, what, path),
    }
}

fn done<T>(ctx: &mut Context, result: io::Result<T>, what: &str, path: &Value) -> Result<Value> {
    match result {
        Ok(_) => Ok(Value::NIL),
        Err(e) => Err(fail(ctx, &e, what, &shown(path))),
    }
}

/// What is known of a file, if there is one.
fn known<T>(ctx: &mut Context, args: &[Value], facts: io::Result<T>) -> Result<Option<T>> {
    match facts {
        Ok(facts) => Ok(Some(facts)),
        Err(e) if disk::is_escape(&e) => Err(fail(ctx, &e, "", &shown(&arg(args, 0)))),
        Err(_) => Ok(None),
    }
}

/// A file's content, or why there is none.
type Loaded = (io::Result<Vec<u8>>, String);

/// Begins to read a whole file. Room for it is accounted before it is read; whatever is no regular file may have to be
/// waited for.
fn begin_read(ctx: &mut Context, args: &[Value], end: quintet_runtime::FinishFn) -> Result<Begun> {
    let place = place(ctx, READ, arg(args, 0))?;
    let name = shown(&arg(args, 0));
    let (waits, size) = match disk::facts(&place, true) {
        Ok(facts) => (!facts.is_file && !facts.is_dir, facts.size),
        Err(e) => return end(ctx, Box::new((Err::<Vec<u8>, _>(e), name))).map(Begun::Done),
    };
    ctx.reserve(usize::try_from(size).unwrap_or(usize::MAX))?;
    let most = ctx.memory_left();
    let work =
        move || -> Loaded { (disk::open(&place, How::READ).and_then(|file| disk::read(file, size, most)), name) };
    if waits { Ok(Begun::waits(work)) } else { end(ctx, Box::new(work())).map(Begun::Done) }
}

/// The whole of a file that a native reads in passing.
pub(crate) fn load(ctx: &mut Context, path: Value) -> Result<io::Result<Vec<u8>>> {
    let place = place(ctx, READ, path)?;
    let size = match disk::facts(&place, true) {
        Ok(facts) if facts.is_file => facts.size,
        Ok(_) => return Ok(Err(io::ErrorKind::InvalidInput.into())),
        Err(e) if disk::is_escape(&e) => return Err(fail(ctx, &e, "", &shown(&path))),
        Err(e) => return Ok(Err(e)),
    };
    ctx.reserve(usize::try_from(size).unwrap_or(usize::MAX))?;
    let most = ctx.memory_left();
    Ok(disk::open(&place, How::READ).and_then(|file| disk::read(file, size, most)))
}

/// Replaces a file that a native writes in passing. Whether it could.
pub(crate) fn save(ctx: &mut Context, path: Value, content: &[u8]) -> Result<bool> {
    let place = place(ctx, WRITE, path)?;
    match disk::facts(&place, true) {
        Ok(facts) if !facts.is_file => return Ok(false),
        Err(e) if disk::is_escape(&e) => return Err(fail(ctx, &e, "", &shown(&path))),
        _ => {}
    }
    match disk::write(&place, content) {
        Err(e) if disk::is_escape(&e) => Err(fail(ctx, &e, "", &shown(&path))),
        written => Ok(written.is_ok()),
    }
}

fn text(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (content, path): Loaded = outcome(ctx, result)?;
    match content {
        Ok(content) => ctx.new_string_from(content),
        Err(e) if disk::is_escape(&e) => Err(fail(ctx, &e, "", &path)),
        Err(_) => Ok(Value::EMPTY),
    }
}

fn byte_sequence(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let content = loaded(ctx, result)?;
    ctx.new_bytes(&content)
}

fn lines(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let content = loaded(ctx, result)?;
    string_array(ctx, crate::string::split_lines(&content))
}

fn loaded(ctx: &mut Context, result: WorkResult) -> Result<Vec<u8>> {
    let (content, path): Loaded = outcome(ctx, result)?;
    match content {
        Ok(content) => {
            ctx.reserve(content.len())?;
            Ok(content)
        }
        Err(e) => Err(fail(ctx, &e, "cannot open", &path)),
    }
}

type Written = (io::Result<()>, String);

/// Begins to write a whole file.
fn begin_write(ctx: &mut Context, args: &[Value], how: How, end: quintet_runtime::FinishFn) -> Result<Begun> {
    let place = place(ctx, WRITE, arg(args, 0))?;
    let (name, content) = (shown(&arg(args, 0)), arg(args, 1));
    let write =
        move |place: &Place, content: &[u8]| disk::open(place, how).and_then(|mut file| file.write_all(content));
    if disk::facts(&place, true).is_ok_and(|facts| !facts.is_file && !facts.is_dir) {
        let content = bytes(&content).to_vec();
        return Ok(Begun::waits(move || -> Written { (write(&place, &content), name) }));
    }
    let written: Written = (write(&place, bytes(&content)), name);
    end(ctx, Box::new(written)).map(Begun::Done)
}

fn one_if_written(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (written, path): Written = outcome(ctx, result)?;
    match written {
        Err(e) if disk::is_escape(&e) => Err(fail(ctx, &e, "", &path)),
        written => Ok(one_or_zero(written.is_ok())),
    }
}

fn nil_if_written(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let (written, path): Written = outcome(ctx, result)?;
    written.map(|()| Value::NIL).map_err(|e| fail(ctx, &e, "cannot write", &path))
}

fn stat(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let path = arg(args, 0);
    let place = place(ctx, READ, path)?;
    let (facts, link) = match (disk::facts(&place, true), disk::facts(&place, false)) {
        (Ok(facts), Ok(link)) => (facts, link),
        (Err(e), _) | (_, Err(e)) => return Err(fail(ctx, &e, "cannot read", &shown(&path))),
    };
    let ms = |time: Option<SystemTime>| match time.and_then(|t| t.duration_since(UNIX_EPOCH).ok()) {
        Some(since) => Value::int(since.as_millis() as i64),
        None => Value::NIL,
    };
    map_of(
        ctx,
        &[
            ("size", Value::int(facts.size as i64)),
            ("is_file", Value::bool(facts.is_file)),
            ("is_dir", Value::bool(facts.is_dir)),
            ("is_link", Value::bool(link.is_link)),
            ("mode", Value::int(i64::from(facts.mode))),
            ("modified_ms", ms(facts.modified)),
            ("accessed_ms", ms(facts.accessed)),
            ("created_ms", ms(facts.created)),
        ],
    )
}

/// The paths of what a directory holds, the last one first.
fn below(ctx: &mut Context, path: &Path) -> Result<io::Result<Vec<PathBuf>>> {
    let place = ctx.place(READ, path)?;
    let names = disk::names(&place);
    Ok(names.map(|names| names.iter().rev().map(|name| path.join(name)).collect()))
}

/// Whether a path leads to a directory without a link in its last part.
fn is_directory(ctx: &mut Context, path: &Path) -> Result<bool> {
    let place = ctx.place(READ, path)?;
    Ok(disk::facts(&place, false).is_ok_and(|facts| facts.is_dir))
}

/// The paths of everything below a directory, each directory before what it holds. Links are not followed.
fn walk(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let root = arg(args, 0);
    let mut open = match below(ctx, &system_path(&root))? {
        Ok(found) => found,
        Err(e) => return Err(fail(ctx, &e, "cannot open", &shown(&root))),
    };
    let out = ctx.new_array(&[])?;
    while let Some(path) = open.pop() {
        let name = ctx.new_string(&path_bytes(&path))?;
        ctx.array_push(out, name)?;
        if is_directory(ctx, &path)? {
            // A directory that may not be read is listed without what it holds.
            open.extend(below(ctx, &path)?.unwrap_or_default());
        }
    }
    Ok(out)
}

fn glob_paths(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let pattern = arg(args, 0);
    let pattern = String::from_utf8_lossy(bytes(&pattern)).into_owned();
    let compiled = match glob::Pattern::new(&pattern) {
        Ok(compiled) => compiled,
        Err(e) => return Err(ctx.value_error(format!("invalid pattern '{pattern}': {}", e.msg))),
    };
    let mut found: Vec<Vec<u8>> = match ctx.place(READ, Path::new(&pattern))? {
        Place::Anywhere(_) => match glob::glob(&pattern) {
            Ok(paths) => paths.flatten().map(|path| path_bytes(&path).into_owned()).collect(),
            Err(e) => return Err(ctx.value_error(format!("invalid pattern '{pattern}': {}", e.msg))),
        },
        Place::Below { .. } => matching(ctx, &pattern, &compiled)?,
    };
    found.sort_unstable();
    string_array(ctx, found)
}

/// The paths below what was granted that match a pattern.
fn matching(ctx: &mut Context, pattern: &str, compiled: &glob::Pattern) -> Result<Vec<Vec<u8>>> {
    let special = |part: &&std::ffi::OsStr| part.as_encoded_bytes().iter().any(|b| b"*?[".contains(b));
    let parts = Path::new(pattern).iter().count();
    let plain: PathBuf = Path::new(pattern).iter().take_while(|part| !special(part)).collect();
    let depth = if pattern.contains("**") { usize::MAX } else { parts };
    let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
    let mut open = vec![plain];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        let shown = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        let place = ctx.place(READ, shown)?;
        if compiled.matches_path_with(&path, options) && disk::facts(&place, false).is_ok() {
            found.push(path_bytes(&path).into_owned());
        }
        if path.iter().count() < depth && is_directory(ctx, shown)? {
            let names = disk::names(&place).unwrap_or_default();
            open.extend(names.iter().map(|name| path.join(name)));
        }
    }
    Ok(found)
}

/// Makes something with a name that nothing else has, in the directory for temporary files.
fn temporary(ctx: &mut Context, make: impl Fn(&Place) -> io::Result<()>) -> Result<Value> {
    let directory = std::env::temp_dir();
    loop {
        let mut random = [0; 8];
        if let Err(e) = ctx.host.random(&mut random) {
            return Err(crate::errors::stream_error(ctx, &e, "cannot read random bytes"));
        }
        let path = directory.join(format!("quintet-{:016x}", u64::from_le_bytes(random)));
        let place = ctx.place(WRITE, &path)?;
        match make(&place) {
            Ok(()) => return ctx.new_string(&path_bytes(&path)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(fail(ctx, &e, "cannot create", &path.to_string_lossy())),
        }
    }
}
