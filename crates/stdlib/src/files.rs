//! Files and directories by name.

use crate::arguments::{arg, bytes, flag, map_of, one_or_zero, string_array};
use crate::errors::{io_error, shown};
use crate::paths::{path_bytes, system_path};
use quintet_runtime::{Capabilities, Capability, Context, Cost, NativeDef, Result, Trap, Value};
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let readers = [
        NativeDef::short("read_file", "path: string", |ctx, args| match read(ctx, &arg(args, 0)) {
            Ok(content) => ctx.new_string_from(content),
            Err(Fault::Io(_)) => Ok(Value::EMPTY),
            Err(Fault::Trap(trap)) => Err(trap),
        }),
        NativeDef::short("read_bytes", "path: string", |ctx, args| {
            let content = must_read(ctx, &arg(args, 0))?;
            ctx.new_bytes(&content)
        }),
        NativeDef::short("read_lines", "path: string", |ctx, args| {
            let content = must_read(ctx, &arg(args, 0))?;
            string_array(ctx, crate::string::split_lines(&content))
        }),
        NativeDef::short("os_list_dir", "path: string", |ctx, args| {
            let names = entries(&system_path(&arg(args, 0))).unwrap_or_default();
            string_array(ctx, names)
        }),
        NativeDef::short("file_exists", "path: string", |_, args| Ok(Value::bool(system_path(&arg(args, 0)).exists()))),
        NativeDef::short("is_dir", "path: string", |_, args| Ok(Value::bool(system_path(&arg(args, 0)).is_dir()))),
        NativeDef::short("file_size", "path: string", |ctx, args| {
            let path = arg(args, 0);
            let size = fs::metadata(system_path(&path)).map(|m| Value::int(m.len() as i64));
            size.map_err(|e| fail(ctx, &e, "cannot read", &path))
        }),
        NativeDef::short("stat", "path: string", stat),
        NativeDef::short("walk", "path: string", walk),
        NativeDef::short("glob", "pattern: string", glob_paths),
        NativeDef::short("real_path", "path: string", |ctx, args| {
            let path = arg(args, 0);
            match fs::canonicalize(system_path(&path)) {
                Ok(real) => ctx.new_string(&path_bytes(&real)),
                Err(e) => Err(fail(ctx, &e, "cannot find", &path)),
            }
        }),
    ];
    defs.extend(readers.into_iter().map(|def| def.needs(Capability::FsRead)));
    let writers = [
        NativeDef::short("write_file", "path: string, content: string|bytes", |_, args| {
            let (path, content) = (arg(args, 0), arg(args, 1));
            Ok(one_or_zero(fs::write(system_path(&path), bytes(&content)).is_ok()))
        })
        .costs(Cost::Sizes(2)),
        NativeDef::short("write_bytes", "path: string, content: string|bytes", |ctx, args| {
            let (path, content) = (arg(args, 0), arg(args, 1));
            done(ctx, fs::write(system_path(&path), bytes(&content)), "cannot write", &path)
        })
        .costs(Cost::Sizes(2)),
        NativeDef::short("append_file", "path: string, content: string|bytes", |ctx, args| {
            let (path, content) = (arg(args, 0), arg(args, 1));
            let file = OpenOptions::new().append(true).create(true).open(system_path(&path));
            let written = file.and_then(|mut file| file.write_all(bytes(&content)));
            done(ctx, written, "cannot write", &path)
        })
        .costs(Cost::Sizes(2)),
        NativeDef::short("mkdir", "path: string, [parents: any]", |ctx, args| {
            let path = arg(args, 0);
            let made = match flag(arg(args, 1)) {
                true => fs::create_dir_all(system_path(&path)),
                false => fs::create_dir(system_path(&path)),
            };
            done(ctx, made, "cannot create", &path)
        }),
        NativeDef::short("remove_file", "path: string", |ctx, args| {
            let path = arg(args, 0);
            done(ctx, fs::remove_file(system_path(&path)), "cannot remove", &path)
        }),
        NativeDef::short("remove_dir", "path: string, [recursive: any]", |ctx, args| {
            let path = arg(args, 0);
            let removed = match flag(arg(args, 1)) {
                true => fs::remove_dir_all(system_path(&path)),
                false => fs::remove_dir(system_path(&path)),
            };
            done(ctx, removed, "cannot remove", &path)
        }),
        NativeDef::short("move", "from: string, to: string", |ctx, args| {
            let (from, to) = (arg(args, 0), arg(args, 1));
            done(ctx, rename(&system_path(&from), &system_path(&to)), "cannot move", &from)
        }),
        NativeDef::short("copy_file", "from: string, to: string", |ctx, args| {
            let (from, to) = (arg(args, 0), arg(args, 1));
            done(ctx, fs::copy(system_path(&from), system_path(&to)), "cannot copy", &from)
        })
        .needs_with(|_| Capabilities::NONE.with(Capability::FsRead)),
        NativeDef::short("temp_file", "", |ctx, _| {
            temporary(ctx, |path| OpenOptions::new().write(true).create_new(true).open(path).map(drop))
        }),
        NativeDef::short("temp_dir", "", |ctx, _| temporary(ctx, |path| fs::create_dir(path))),
        NativeDef::short("chmod", "path: string, mode: int", chmod),
    ];
    defs.extend(writers.into_iter().map(|def| def.needs(Capability::FsWrite)));
}

/// Why a file was not read.
enum Fault {
    Io(io::Error),
    Trap(Trap),
}

/// The IoError of an operation on a file.
fn fail(ctx: &mut Context, error: &io::Error, what: &str, path: &Value) -> Trap {
    io_error(ctx, error, what, &shown(path))
}

fn done<T>(ctx: &mut Context, result: io::Result<T>, what: &str, path: &Value) -> Result<Value> {
    match result {
        Ok(_) => Ok(Value::NIL),
        Err(e) => Err(fail(ctx, &e, what, path)),
    }
}

/// A file's content. Room for it is accounted before it is read.
fn read(ctx: &mut Context, path: &Value) -> std::result::Result<Vec<u8>, Fault> {
    let mut file = fs::File::open(system_path(path)).map_err(Fault::Io)?;
    let size = file.metadata().map(|m| m.len()).unwrap_or(0) as usize;
    let mut content = crate::arguments::room(ctx, size).map_err(Fault::Trap)?;
    file.read_to_end(&mut content).map_err(Fault::Io)?;
    ctx.reserve(content.len()).map_err(Fault::Trap)?;
    Ok(content)
}

fn must_read(ctx: &mut Context, path: &Value) -> Result<Vec<u8>> {
    match read(ctx, path) {
        Ok(content) => Ok(content),
        Err(Fault::Io(e)) => Err(fail(ctx, &e, "cannot open", path)),
        Err(Fault::Trap(trap)) => Err(trap),
    }
}

/// The names in a directory, sorted.
fn entries(path: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        names.push(path_bytes(Path::new(&entry?.file_name())).into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

fn stat(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let path = arg(args, 0);
    let system = system_path(&path);
    let (meta, link) = match (fs::metadata(&system), fs::symlink_metadata(&system)) {
        (Ok(meta), Ok(link)) => (meta, link),
        (Err(e), _) | (_, Err(e)) => return Err(fail(ctx, &e, "cannot read", &path)),
    };
    let ms = |time: io::Result<std::time::SystemTime>| match time.ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()) {
        Some(since) => Value::int(since.as_millis() as i64),
        None => Value::NIL,
    };
    #[cfg(unix)]
    let mode = i64::from(std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o7777);
    #[cfg(not(unix))]
    let mode = if meta.permissions().readonly() { 0o444 } else { 0o644 };
    map_of(
        ctx,
        &[
            ("size", Value::int(meta.len() as i64)),
            ("is_file", Value::bool(meta.is_file())),
            ("is_dir", Value::bool(meta.is_dir())),
            ("is_link", Value::bool(link.is_symlink())),
            ("mode", Value::int(mode)),
            ("modified_ms", ms(meta.modified())),
            ("accessed_ms", ms(meta.accessed())),
            ("created_ms", ms(meta.created())),
        ],
    )
}

/// The paths of everything below a directory, each directory before what it holds. Links are not followed.
fn walk(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let root = arg(args, 0);
    let top = system_path(&root);
    let below = |path: &Path| -> io::Result<Vec<std::path::PathBuf>> {
        let mut found: Vec<_> = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?.iter().map(|e| e.path()).collect();
        // The last one is visited first.
        found.sort_unstable_by(|a, b| b.cmp(a));
        Ok(found)
    };
    let mut open = match below(&top) {
        Ok(found) => found,
        Err(e) => return Err(fail(ctx, &e, "cannot open", &root)),
    };
    let out = ctx.new_array(&[])?;
    while let Some(path) = open.pop() {
        let name = ctx.new_string(&path_bytes(&path))?;
        ctx.array_push(out, name)?;
        if fs::symlink_metadata(&path).is_ok_and(|m| m.is_dir()) {
            // A directory that may not be read is listed without what it holds.
            open.extend(below(&path).unwrap_or_default());
        }
    }
    Ok(out)
}

fn glob_paths(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let pattern = arg(args, 0);
    let pattern = String::from_utf8_lossy(bytes(&pattern)).into_owned();
    match glob::glob(&pattern) {
        Ok(paths) => {
            let mut found: Vec<Vec<u8>> = paths.flatten().map(|p| path_bytes(&p).into_owned()).collect();
            found.sort_unstable();
            string_array(ctx, found)
        }
        Err(e) => Err(ctx.value_error(format!("invalid pattern '{pattern}': {}", e.msg))),
    }
}

/// Renames, or copies and removes where renaming cannot cross devices.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(e) if e.kind() == io::ErrorKind::CrossesDevices && from.is_file() => {
            fs::copy(from, to)?;
            fs::remove_file(from)
        }
        result => result,
    }
}

/// Makes something with a name that nothing else has, in the directory for temporary files.
fn temporary(ctx: &mut Context, make: impl Fn(&Path) -> io::Result<()>) -> Result<Value> {
    let directory = std::env::temp_dir();
    loop {
        let mut random = [0; 8];
        if let Err(e) = ctx.host.random(&mut random) {
            return Err(crate::errors::stream_error(ctx, &e, "cannot read random bytes"));
        }
        let path = directory.join(format!("quintet-{:016x}", u64::from_le_bytes(random)));
        match make(&path) {
            Ok(()) => return ctx.new_string(&path_bytes(&path)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(io_error(ctx, &e, "cannot create", &path.to_string_lossy())),
        }
    }
}

fn chmod(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (path, mode) = (arg(args, 0), arg(args, 1).as_int().unwrap_or(0));
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(system_path(&path), fs::Permissions::from_mode(mode as u32))
    };
    #[cfg(not(unix))]
    let changed = fs::metadata(system_path(&path)).and_then(|meta| {
        let mut permissions = meta.permissions();
        permissions.set_readonly(mode & 0o200 == 0);
        fs::set_permissions(system_path(&path), permissions)
    });
    done(ctx, changed, "cannot change the mode of", &path)
}
