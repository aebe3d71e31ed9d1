//! Standard streams.

use crate::arguments::{arg, map_of};
use crate::display::{DISPLAY, Turn, joined, rest, units};
use crate::errors::stream_error;
use quintet_runtime::walk::print::Form;
use quintet_runtime::{
    Begun, Context, Frame, Input, InputResult, NativeDef, NativeFn, Reading, Result, Step, StepFn, Value, WorkResult,
    outcome,
};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = DISPLAY as u16;
    let printing: [(&str, StepFn); 3] = [
        ("print", |ctx, frame| write_values(ctx, frame, b"\n", false)),
        ("echo", |ctx, frame| write_values(ctx, frame, b"", false)),
        ("eprint", |ctx, frame| write_values(ctx, frame, b"\n", true)),
    ];
    defs.extend(printing.map(|(name, step)| NativeDef::stepped(name, "...values: any", state, step)));
    defs.extend([
        NativeDef::stepped("input", "[prompt: any]", state + 1, |ctx, frame| ask(ctx, frame, false)),
        NativeDef::stepped("input_hidden", "[prompt: any]", state + 1, |ctx, frame| ask(ctx, frame, true)),
        NativeDef::new("input_line", "hidden: boolean", NativeFn::Blocking(read_line, text_read)),
        NativeDef::new("read_stdin", "", NativeFn::Blocking(read_rest, text_read)),
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

/// State: that of the prompt's text, then whether the line is being read.
fn ask(ctx: &mut Context, frame: &mut Frame, hidden: bool) -> Result<Step> {
    if !frame.registers[1 + DISPLAY].is_nil() {
        return Ok(Step::Done(frame.input));
    }
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
    // What waits is a native of its own.
    let Some(line) = ctx.runtime().native_value("input_line") else { return Ok(Step::Done(Value::EMPTY)) };
    frame.registers[1 + DISPLAY] = Value::TRUE;
    Ok(Step::call(line, &[Value::bool(hidden)]))
}

fn read_line(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    begin_read(ctx, if arg(args, 0) == Value::TRUE { Input::Hidden } else { Input::Line })
}

fn read_rest(ctx: &mut Context, _: &[Value]) -> Result<Begun> {
    let most = ctx.memory_left();
    begin_read(ctx, Input::Rest(most))
}

fn begin_read(ctx: &mut Context, what: Input) -> Result<Begun> {
    if let Err(e) = ctx.host.flush() {
        return Err(stream_error(ctx, &e, "cannot write to the output"));
    }
    match ctx.host.input(what) {
        Reading::Now(read) => text_read(ctx, Box::new(read)).map(Begun::Done),
        Reading::Waits(read) => Ok(Begun::waits(read)),
    }
}

fn text_read(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let read: InputResult = outcome(ctx, result)?;
    match read {
        Ok(read) => ctx.new_string_from(read.unwrap_or_default()),
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
