//! Long texts turned into others piece by piece: each step charges for what it has read, and the program can be
//! interrupted and stored in between.

use crate::arguments::bytes;
use quintet_runtime::{Context, Frame, Kind, Result, Step, Value};

/// Bytes of a piece, if nothing speaks against ending there. A multiple of three, for base64, and of 16, for what is charged.
pub(crate) const PIECE: usize = 48 * 1024;

/// Registers that [`piecewise`] keeps its state in: how far it has read, what it has made, two for `turn`.
pub(crate) const STATE: u16 = 4;

/// Turns the first argument into a value of a kind, String or Bytes, with the state from register `at` on. `end` says where
/// the piece from a position may end, `turn` makes the bytes that a piece stands for.
pub(crate) fn piecewise(
    ctx: &mut Context,
    frame: &mut Frame,
    at: usize,
    kind: Kind,
    end: impl FnOnce(&[u8], usize) -> usize,
    turn: impl FnOnce(&mut Context, Piece) -> Result<Vec<u8>>,
) -> Result<Step> {
    let s = frame.registers[0];
    let text = bytes(&s);
    let state = &mut frame.registers[at..at + usize::from(STATE)];
    let start = state[0].as_int().unwrap_or(0) as usize;
    let end = end(text, start).min(text.len());
    let last = end == text.len();
    let units = (end / 16 - start / 16) as u64;
    let mut own = [state[2], state[3]];
    let made = turn(ctx, Piece { bytes: &text[start..end], start, last, state: &mut own })?;
    // The last that may fail: it changes what has been made.
    let whole = match (start, kind) {
        (0, Kind::BYTES) => ctx.new_bytes(&made)?,
        (0, _) => ctx.new_string_from(made)?,
        _ => ctx.append(state[1], &made)?,
    };
    if last {
        return Ok(Step::Spent(whole, units));
    }
    state.copy_from_slice(&[Value::int(end as i64), whole, own[0], own[1]]);
    Ok(Step::Again(units))
}

/// What a step reads.
pub(crate) struct Piece<'a> {
    pub(crate) bytes: &'a [u8],
    /// Where it begins.
    pub(crate) start: usize,
    /// Nothing follows.
    pub(crate) last: bool,
    /// Nil at first; as the piece before has left it. Not kept if the step is executed again.
    pub(crate) state: &'a mut [Value; 2],
}
