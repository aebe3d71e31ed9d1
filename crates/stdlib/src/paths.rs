//! Paths: as byte strings of the program, as paths of the system, and their parts. Parts are separated by `/`.

use crate::arguments::{arg, bytes};
use crate::errors::io_error;
use quintet_runtime::{Capability, Context, NativeDef, Result, Value};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let mut part =
        |name, function: quintet_runtime::ShortFn| defs.push(NativeDef::short(name, "path: string", function));
    part("path_dir", |ctx, args| ctx.new_string(directory(bytes(&arg(args, 0)))));
    part("path_base", |ctx, args| ctx.new_string(base(bytes(&arg(args, 0)))));
    part("path_ext", |ctx, args| {
        let path = arg(args, 0);
        let name = base(bytes(&path));
        ctx.new_string(&name[extension(name)..])
    });
    part("path_stem", |ctx, args| {
        let path = arg(args, 0);
        let name = base(bytes(&path));
        ctx.new_string(&name[..extension(name)])
    });
    part("path_normalize", |ctx, args| {
        let path = normalize(bytes(&arg(args, 0)));
        ctx.new_string(&path)
    });
    part("path_is_abs", |_, args| Ok(Value::bool(bytes(&arg(args, 0)).first() == Some(&b'/'))));
    defs.extend([
        NativeDef::short("path_join", "path: string, ...more: string", path_join),
        NativeDef::short("path_abs", "path: string", path_abs).needs(Capability::Env),
    ]);
}

/// A string of the program as a path of the system.
pub(crate) fn system_path(value: &Value) -> PathBuf {
    quintet_runtime::system_path(*value)
}

/// A name or path of the system as bytes for the program.
pub(crate) fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        Cow::Borrowed(path.as_os_str().as_bytes())
    }
    #[cfg(not(unix))]
    {
        Cow::Owned(path.to_string_lossy().into_owned().into_bytes())
    }
}

/// Without trailing separators, of which a path of nothing else keeps one.
fn trimmed(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|&b| b != b'/').map_or(path.len().min(1), |i| i + 1);
    &path[..end]
}

/// Everything before the last part: `a/b` of `a/b/c`, `.` of `a`, `/` of `/a`.
fn directory(path: &[u8]) -> &[u8] {
    let path = trimmed(path);
    match path.iter().rposition(|&b| b == b'/') {
        None => b".",
        Some(i) => match trimmed(&path[..i]) {
            b"" => b"/",
            parent => parent,
        },
    }
}

/// The last part.
fn base(path: &[u8]) -> &[u8] {
    let path = trimmed(path);
    match path.iter().rposition(|&b| b == b'/') {
        Some(i) if path.len() > 1 => &path[i + 1..],
        _ => path,
    }
}

/// Where the extension of a name begins, its dot included; a leading dot begins none.
fn extension(name: &[u8]) -> usize {
    match name.iter().rposition(|&b| b == b'.') {
        Some(i) if name[..i].iter().any(|&b| b != b'.') => i,
        _ => name.len(),
    }
}

/// Without `.` parts, double separators, and `..` parts where there is something before them.
fn normalize(path: &[u8]) -> Vec<u8> {
    let absolute = path.first() == Some(&b'/');
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&b| b == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match parts.last() {
                Some(&last) if last != b".." => {
                    parts.pop();
                }
                None if absolute => {}
                _ => parts.push(part),
            },
            _ => parts.push(part),
        }
    }
    let joined = parts.join(&b'/');
    match (absolute, joined.is_empty()) {
        (true, _) => [b"/", joined.as_slice()].concat(),
        (false, true) => b".".to_vec(),
        (false, false) => joined,
    }
}

fn path_join(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let mut out = Vec::new();
    for part in args {
        let part = bytes(part);
        if part.first() == Some(&b'/') {
            out.clear();
        } else if !part.is_empty() && !out.is_empty() && out.last() != Some(&b'/') {
            out.push(b'/');
        }
        out.extend_from_slice(part);
    }
    ctx.new_string(&out)
}

fn path_abs(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let path = arg(args, 0);
    if bytes(&path).first() == Some(&b'/') {
        return ctx.new_string(&normalize(bytes(&path)));
    }
    match std::env::current_dir() {
        Ok(cwd) => {
            let joined = [&*path_bytes(&cwd), b"/", bytes(&path)].concat();
            ctx.new_string(&normalize(&joined))
        }
        Err(e) => Err(io_error(ctx, &e, "cannot find", ".")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_paths() {
        for (path, dir, name, stem, ext) in [
            ("a/b/c.tar.gz", "a/b", "c.tar.gz", "c.tar", ".gz"),
            ("/a", "/", "a", "a", ""),
            ("a//b/", "a", "b", "b", ""),
            (".profile", ".", ".profile", ".profile", ""),
            ("/", "/", "/", "/", ""),
        ] {
            assert_eq!(directory(path.as_bytes()), dir.as_bytes(), "{path}");
            let found = base(path.as_bytes());
            assert_eq!(found, name.as_bytes(), "{path}");
            assert_eq!(found.split_at(extension(found)), (stem.as_bytes(), ext.as_bytes()), "{path}");
        }
        for (path, normal) in [("a/./b/../c", "a/c"), ("/../a", "/a"), ("../a", "../a"), ("a/..", "."), ("//x//", "/x")]
        {
            assert_eq!(normalize(path.as_bytes()), normal.as_bytes(), "{path}");
        }
    }
}
