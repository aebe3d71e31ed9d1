//! Standard streams.

use crate::arguments::map_of;
use crate::display::{DISPLAY, Turn, joined, rest, units};
use crate::errors::stream_error;
use quintet_runtime::walk::print::Form;
use quintet_runtime::{Context, Frame, NativeDef, Result, Step, StepFn, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = DISPLAY as u16;
    let printing: [(&str, StepFn); 3] = [
        ("print", |ctx, frame| write_values(ctx, frame, b"\n", false)),
        ("echo", |ctx, frame| write_values(ctx, frame, b"", false)),
        ("eprint", |ctx, frame| write_values(ctx, frame, b"\n", true)),
    ];
    defs.extend(printing.map(|(name, step)| NativeDef::stepped(name, "...values: any", state, step)));
    defs.extend([
        NativeDef::stepped("input", "[prompt: any]", state, |ctx, frame| ask(ctx, frame, false)),
        NativeDef::stepped("input_hidden", "[prompt: any]", state, |ctx, frame| ask(ctx, frame, true)),
        NativeDef::short("read_stdin", "", read_stdin),
        NativeDef::short("is_tty", "", |ctx, _| Ok(Value::bool(ctx.host.is_terminal()))),
        NativeDef::short("term_size", "", term_size),
        NativeDef::short("argv", "", |ctx, _| {
            let arguments = ctx.host.arguments();
            crate::arguments::string_array(ctx, arguments)
        }),
    ]);
}

/// The texts of the values of the rest array, one space between two, with `end` behind them.
fn write_values(ctx: &mut Context, frame: &mut Frame, end: &[u8], error: bool) -> Result<Step> {
    let values = rest(frame, 0);
    let mut text = match joined(ctx, frame, 1, &values, Form::Print, b" ")? {
        Turn::Ready(text) => text,
        Turn::Wait(step) => return Ok(step),
    };
    text.extend_from_slice(end);
    match ctx.write(&text, error)? {
        Ok(()) => Ok(Step::Spent(Value::NIL, units(frame, 1, &text))),
        Err(e) => Err(stream_error(ctx, &e, "cannot write to the output")),
    }
}

fn ask(ctx: &mut Context, frame: &mut Frame, hidden: bool) -> Result<Step> {
    let prompt = frame.registers[0];
    if !prompt.is_nil() {
        match joined(ctx, frame, 1, &[prompt], Form::Print, b"")? {
            Turn::Ready(text) => {
                if let Err(e) = ctx.write(&text, false)? {
                    return Err(stream_error(ctx, &e, "cannot write to the output"));
                }
            }
            Turn::Wait(step) => return Ok(step),
        }
    }
    let line = ctx.host.flush().and_then(|()| ctx.host.read_line(hidden));
    match line {
        Ok(line) => Ok(Step::Done(ctx.new_string(&line.unwrap_or_default())?)),
        Err(e) => Err(stream_error(ctx, &e, "cannot read the input")),
    }
}

fn read_stdin(ctx: &mut Context, _: &[Value]) -> Result<Value> {
    match ctx.host.flush().and_then(|()| ctx.host.read_all()) {
        Ok(all) => ctx.new_string(&all),
        Err(e) => Err(stream_error(ctx, &e, "cannot read the input")),
    }
}

/// `{"columns", "rows"}`, or nil if the output is no terminal.
fn term_size(ctx: &mut Context, _: &[Value]) -> Result<Value> {
    match terminal_size::terminal_size() {
        Some((width, height)) if ctx.host.is_terminal() => {
            map_of(ctx, &[("columns", Value::int(i64::from(width.0))), ("rows", Value::int(i64::from(height.0)))])
        }
        _ => Ok(Value::NIL),
    }
}

/// Flushes the standard output.
pub(crate) fn flush(ctx: &mut Context) -> Result<Value> {
    match ctx.host.flush() {
        Ok(()) => Ok(Value::NIL),
        Err(e) => Err(stream_error(ctx, &e, "cannot write to the output")),
    }
}
