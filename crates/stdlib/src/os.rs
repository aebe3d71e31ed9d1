//! The environment that the process runs in.

use crate::arguments::{arg, bytes, map_of};
use crate::errors::io_error;
use crate::paths::{path_bytes, system_path};
use quintet_runtime::{Capability, Context, NativeDef, Result, Value};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard};

/// Variables that programs have set. They are laid over those of the process, which cannot be changed safely while
/// other threads run, and are given to the programs that are started.
static CHANGED: Mutex<BTreeMap<OsString, OsString>> = Mutex::new(BTreeMap::new());

fn changed() -> MutexGuard<'static, BTreeMap<OsString, OsString>> {
    // A panic while it is held leaves a map that is whole.
    CHANGED.lock().unwrap_or_else(|e| e.into_inner())
}

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let natives = [
        NativeDef::short("env", "name: string", |ctx, args| {
            let value = variable(ctx, arg(args, 0))?;
            Ok(value.unwrap_or(Value::EMPTY))
        }),
        NativeDef::short("env_get", "name: string, [default: any]", |ctx, args| {
            let value = variable(ctx, arg(args, 0))?;
            Ok(value.unwrap_or(arg(args, 1)))
        }),
        NativeDef::short("env_all", "", env_all),
        NativeDef::short("env_set", "name: string, value: string", |ctx, args| {
            let (name, value) = (arg(args, 0), arg(args, 1));
            if bytes(&name).is_empty() || bytes(&name).contains(&b'=') || bytes(&name).contains(&0) {
                return Err(ctx.value_error(format!("invalid variable name '{}'", crate::errors::shown(&name))));
            }
            changed().insert(system_path(&name).into(), system_path(&value).into());
            Ok(Value::NIL)
        }),
        NativeDef::short("cwd", "", |ctx, _| match std::env::current_dir() {
            Ok(path) => ctx.new_string(&path_bytes(&path)),
            Err(e) => Err(io_error(ctx, &e, "cannot find", ".")),
        }),
        NativeDef::short("chdir", "path: string", |ctx, args| {
            let path = arg(args, 0);
            // It tells whether a directory is there.
            let place = crate::files::place(ctx, crate::files::READ, path)?;
            match crate::disk::change_directory(&place) {
                Ok(()) => Ok(Value::NIL),
                Err(e) => Err(crate::files::fail(ctx, &e, "cannot change to", &crate::errors::shown(&path))),
            }
        })
        .needs_path(Capability::FsRead, 0),
        NativeDef::short("hostname", "", |ctx, _| {
            let name = gethostname::gethostname();
            ctx.new_string(&path_bytes(Path::new(&name)))
        }),
        NativeDef::short("os_name", "", |ctx, _| ctx.new_string(std::env::consts::OS.as_bytes())),
        NativeDef::short("cpu_count", "", |_, _| {
            Ok(Value::int(std::thread::available_parallelism().map_or(1, |n| n.get() as i64)))
        }),
        NativeDef::short("os_pid", "", |_, _| Ok(Value::int(i64::from(std::process::id())))),
    ];
    defs.extend(natives.into_iter().map(|def| def.needs(Capability::Env)));
}

/// Lays what programs have set over the environment that a command inherits.
pub(crate) fn give_environment(command: &mut Command) {
    command.envs(changed().iter());
}

/// A variable of the environment. `FUN_ARGC`, `FUN_ARGV_n` and `FUN_ARGS` are the script's arguments.
fn variable(ctx: &mut Context, name: Value) -> Result<Option<Value>> {
    let system: OsString = system_path(&name).into();
    let set = changed().get(&system).cloned();
    let name = bytes(&name);
    if name.is_empty() || name.contains(&b'=') || name.contains(&0) {
        return Ok(None);
    }
    if let Some(value) = set.or_else(|| std::env::var_os(&system)) {
        return ctx.new_string(&path_bytes(Path::new(&value))).map(Some);
    }
    let Some(rest) = name.strip_prefix(b"FUN_ARG") else { return Ok(None) };
    let arguments = ctx.host.arguments();
    let text = match rest {
        b"C" => Some(arguments.len().to_string()),
        b"S" => Some(arguments.join(" ")),
        _ => {
            let index = rest.strip_prefix(b"V_").and_then(|n| std::str::from_utf8(n).ok()?.parse::<usize>().ok());
            index.and_then(|i| arguments.get(i).cloned())
        }
    };
    text.map(|text| ctx.new_string(text.as_bytes())).transpose()
}

fn env_all(ctx: &mut Context, _: &[Value]) -> Result<Value> {
    let mut all: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
    all.extend(changed().iter().map(|(k, v)| (k.clone(), v.clone())));
    let map = map_of(ctx, &[])?;
    for (key, value) in all {
        let key = ctx.new_string(&path_bytes(Path::new(&key)))?;
        let value = ctx.new_string(&path_bytes(Path::new(&value)))?;
        ctx.map_set(map, key, value)?;
    }
    Ok(map)
}
