//! Natives that throw, and errors of the operating system as values.

use crate::arguments::{arg, bytes, map_of};
use crate::display::{DISPLAY, Turn, joined};
use quintet_runtime::walk::print::Form;
use quintet_runtime::{Context, ErrorKind, Frame, NativeDef, Result, Step, Trap, Value};
use std::io;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = DISPLAY as u16;
    defs.extend([
        NativeDef::stepped("error", "message: any, [kind: any], [data: any]", state, throw_error),
        NativeDef::stepped("assert", "condition: any, [message: any]", state, assert),
        NativeDef::stepped("report_failure", "error: any", state, report_failure),
    ]);
}

fn throw_error(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let message = arg(frame.registers, 0);
    let message = match joined(ctx, frame, 3, &[message], Form::Print, b"")? {
        Turn::Ready(text) => text,
        Turn::Wait(step) => return Ok(step),
    };
    let kind = arg(frame.registers, 1);
    let kind = kind.as_string().map_or("Error".into(), |k| String::from_utf8_lossy(k).into_owned());
    Err(ctx.error_with(&kind, &String::from_utf8_lossy(&message), arg(frame.registers, 2)))
}

fn assert(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if quintet_runtime::walk::truth(frame.registers[0]) {
        return Ok(Step::Done(Value::NIL));
    }
    if frame.registers[1].is_nil() {
        return Err(ctx.error(ErrorKind::AssertError, "assertion failed"));
    }
    let message = frame.registers[1];
    match joined(ctx, frame, 2, &[message], Form::Print, b"")? {
        Turn::Ready(text) => {
            let text = format!("assertion failed: {}", String::from_utf8_lossy(&text));
            Err(ctx.error(ErrorKind::AssertError, text))
        }
        Turn::Wait(step) => Ok(step),
    }
}

/// Reports what cleanup code threw while the program exits.
fn report_failure(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let error = frame.registers[0];
    let form = if error.as_record().is_some() { Form::Print } else { Form::Repr };
    match joined(ctx, frame, 1, &[error], form, b"")? {
        Turn::Ready(mut text) => {
            if form == Form::Repr {
                text.splice(0..0, *b"Uncaught: ");
            }
            text.push(b'\n');
            // There is nowhere left to say that the standard error is closed.
            ctx.cleanup_failed = true;
            let _ = ctx.write(&text, true)?;
            Ok(Step::Done(Value::NIL))
        }
        Turn::Wait(step) => Ok(step),
    }
}

/// An IoError: `cannot open 'p': No such file or directory`, with data `{"code", "path"}`.
pub(crate) fn io_error(ctx: &mut Context, error: &io::Error, what: &str, path: &str) -> Trap {
    let message = format!("{what} '{path}': {}", reason(error));
    match code_data(ctx, error, path) {
        Ok(data) => ctx.error_with("IoError", &message, data),
        Err(trap) => trap,
    }
}

/// An IoError of a standard stream: `cannot write to the output: Broken pipe`.
pub(crate) fn stream_error(ctx: &mut Context, error: &io::Error, what: &str) -> Trap {
    let message = format!("{what}: {}", reason(error));
    let data = ctx.new_string(code(error).as_bytes()).and_then(|code| map_of(ctx, &[("code", code)]));
    match data {
        Ok(data) => ctx.error_with("IoError", &message, data),
        Err(trap) => trap,
    }
}

fn code_data(ctx: &mut Context, error: &io::Error, path: &str) -> Result<Value> {
    let code = ctx.new_string(code(error).as_bytes())?;
    let path = ctx.new_string(path.as_bytes())?;
    map_of(ctx, &[("code", code), ("path", path)])
}

/// The text of an operating system's error without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_string(),
        None => text,
    }
}

/// The name of an operating system's error as C knows it.
pub(crate) fn code(error: &io::Error) -> &'static str {
    use io::ErrorKind::*;
    match error.kind() {
        NotFound => "ENOENT",
        PermissionDenied => "EACCES",
        ConnectionRefused => "ECONNREFUSED",
        ConnectionReset => "ECONNRESET",
        HostUnreachable => "EHOSTUNREACH",
        NetworkUnreachable => "ENETUNREACH",
        ConnectionAborted => "ECONNABORTED",
        NotConnected => "ENOTCONN",
        AddrInUse => "EADDRINUSE",
        AddrNotAvailable => "EADDRNOTAVAIL",
        NetworkDown => "ENETDOWN",
        BrokenPipe => "EPIPE",
        AlreadyExists => "EEXIST",
        WouldBlock => "EAGAIN",
        NotADirectory => "ENOTDIR",
        IsADirectory => "EISDIR",
        DirectoryNotEmpty => "ENOTEMPTY",
        ReadOnlyFilesystem => "EROFS",
        StaleNetworkFileHandle => "ESTALE",
        InvalidInput | InvalidFilename => "EINVAL",
        TimedOut => "ETIMEDOUT",
        StorageFull => "ENOSPC",
        NotSeekable => "ESPIPE",
        QuotaExceeded => "EDQUOT",
        FileTooLarge => "EFBIG",
        ResourceBusy => "EBUSY",
        ExecutableFileBusy => "ETXTBSY",
        Deadlock => "EDEADLK",
        CrossesDevices => "EXDEV",
        TooManyLinks => "EMLINK",
        ArgumentListTooLong => "E2BIG",
        Interrupted => "EINTR",
        Unsupported => "ENOSYS",
        OutOfMemory => "ENOMEM",
        _ => "EIO",
    }
}

/// The name of a file as messages show it.
pub(crate) fn shown(path: &Value) -> String {
    String::from_utf8_lossy(bytes(path)).into_owned()
}
