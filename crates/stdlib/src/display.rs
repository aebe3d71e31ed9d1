//! Text forms of values, as a machine of steps: the `toString` of instances that have one is called in between.

use quintet_runtime::walk::print::{self, Form, NeedsCall};
use quintet_runtime::{Context, Frame, Result, Step, Value};

/// How many registers [`render`] keeps its state in.
pub(crate) const DISPLAY: usize = 4;

/// Shared structure can make texts exponentially long. So the first try stops here, and each further one, which is made when
/// the last is paid for, at so many times as much.
const FIRST_LIMIT: usize = 1 << 20;
const GROWTH: usize = 4;

/// What a step of something that may have to call comes to.
pub(crate) enum Turn<T> {
    /// It is finished.
    Ready(T),
    /// The native is to return this and to come back here in the next step.
    Wait(Step),
}

/// Draws something that shows values. `draw` gets the instances whose `toString` has answered, with the answers, and says
/// which others it needs; it is tried again when they have been asked.
///
/// State from register `at` on: the instances to ask, their answers, the number of the one that is being asked, the length
/// of text that is paid for. A step that is executed again finds them as they were.
pub(crate) fn render<T>(
    ctx: &mut Context,
    frame: &mut Frame,
    at: usize,
    mut draw: impl FnMut(&mut Context, &[(Value, Value)], &mut usize) -> Result<T, NeedsCall>,
) -> Result<Turn<T>> {
    let (mut asked, mut answers) = (frame.registers[at], frame.registers[at + 1]);
    let mut replaced = Vec::new();
    if let (Some(a), Some(b)) = (asked.as_array(), answers.as_array()) {
        let asking = frame.registers[at + 2].as_int().unwrap_or(0) as usize;
        let (n, mut have) = (a.len(), b.len());
        if have == asking {
            ctx.array_push(answers, frame.input)?;
            have += 1;
        }
        if have < n {
            return Ok(Turn::Wait(ask(ctx, frame, at, asked, have)));
        }
        if let (Some(a), Some(b)) = (asked.as_array(), answers.as_array()) {
            replaced.extend(a.iter().zip(b.iter()));
        }
    }
    let tried = paid(frame, at);
    let limit = if tried == 0 { FIRST_LIMIT } else { tried.saturating_mul(GROWTH) };
    let mut longest = 0;
    ctx.print_limit = limit;
    let drawn = draw(ctx, &replaced, &mut longest);
    ctx.print_limit = usize::MAX;
    if longest > limit {
        frame.registers[at + 3] = Value::int(limit as i64);
        ctx.reserve(limit)?;
        return Ok(Turn::Wait(Step::Again((limit - tried) as u64 / 16)));
    }
    let NeedsCall(missing) = match drawn {
        Ok(drawn) => return Ok(Turn::Ready(drawn)),
        Err(needs) => needs,
    };
    ctx.reserve((replaced.len() + missing.len()) * 2 * size_of::<Value>())?;
    if asked.is_nil() {
        asked = ctx.new_array(&[])?;
        answers = ctx.new_array(&[])?;
        frame.registers[at] = asked;
        frame.registers[at + 1] = answers;
    }
    for instance in missing {
        ctx.array_push(asked, instance)?;
    }
    Ok(Turn::Wait(ask(ctx, frame, at, asked, replaced.len())))
}

/// The length of text that tries which were cut off have paid for.
pub(crate) fn paid(frame: &Frame, at: usize) -> usize {
    frame.registers[at + 3].as_int().unwrap_or(0) as usize
}

/// What is still to be paid for a text.
pub(crate) fn units(frame: &Frame, at: usize, text: &[u8]) -> u64 {
    text.len().saturating_sub(paid(frame, at)) as u64 / 16
}

fn ask(ctx: &mut Context, frame: &mut Frame, at: usize, asked: Value, i: usize) -> Step {
    frame.registers[at + 2] = Value::int(i as i64);
    let instance = asked.as_array().and_then(|a| a.get(i)).unwrap_or(Value::NIL);
    Step::call(ctx.method(instance, b"toString").unwrap_or(Value::NIL), &[instance])
}

/// The texts of values, joined.
pub(crate) fn joined(
    ctx: &mut Context,
    frame: &mut Frame,
    at: usize,
    values: &[Value],
    form: Form,
    separator: &[u8],
) -> Result<Turn<Vec<u8>>> {
    render(ctx, frame, at, |ctx, replaced, longest| {
        let mut out = Vec::new();
        let mut missing: Vec<Value> = Vec::new();
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(separator);
            }
            if let Err(NeedsCall(more)) = print::display(ctx, *value, form, replaced, &mut out) {
                // Values shown twice are asked once; beyond a few it is not worth looking.
                let known = missing.len().min(64);
                missing.extend(more.into_iter().filter(|v| !missing[..known].contains(v)).collect::<Vec<_>>());
            }
            *longest = out.len();
            if out.len() > ctx.print_limit {
                break;
            }
        }
        if missing.is_empty() { Ok(out) } else { Err(NeedsCall(missing)) }
    })
}

/// The elements of the array in a register.
pub(crate) fn rest(frame: &Frame, register: usize) -> Vec<Value> {
    frame.registers[register].as_array().map_or(Vec::new(), |a| a.iter().collect())
}
