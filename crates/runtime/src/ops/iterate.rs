//! Iteration: what `iter_prep` and `iter_loop` do with their registers.
//!
//! The registers are: the iterable, the number of the next turn, and what was fixed at the start (a length, or an array
//! of keys); behind them come the element, or key and element.

use super::text::char_len;
use crate::error::Result;
use crate::fiber::Action;
use crate::process::{CallSite, Process};
use crate::value::{Kind, Value};
use quintet_bytecode::Reg;

impl Process {
    pub(crate) fn op_iter_prep(&mut self, a: Reg) -> Result<()> {
        let at = a.0 * 16;
        let iterable = self.at(at);
        let fixed = match iterable.kind() {
            Kind::ARRAY | Kind::RANGE | Kind::TUPLE | Kind::BYTES | Kind::SHORT | Kind::STRING => {
                Value::int(iterable.size() as i64)
            }
            Kind::MAP => {
                self.charge(1 + iterable.size() as u64 / 16)?;
                let keys: Vec<Value> = iterable.as_map().map_or(Vec::new(), |m| m.iter().map(|(k, _)| k).collect());
                self.ctx.reserve(keys.len() * 16)?;
                self.ctx.new_array(&keys)?
            }
            Kind::FIBER | Kind::PORT => Value::NIL,
            Kind::MODULE => {
                let names = self.ctx.module_names(iterable)?;
                self.ctx.new_array(&names)?
            }
            Kind::RECORD | Kind::ERROR => match self.ctx.method(iterable, b"_iter") {
                Some(method) => {
                    // What it returns takes the iterable's place, and the instruction is executed again.
                    let site = self.site_above(at, 0);
                    return self.call_value(method, &[iterable], site);
                }
                None => {
                    let names: Vec<Value> = self.ctx.fields(iterable)?.into_iter().map(|(k, _)| k).collect();
                    self.ctx.new_array(&names)?
                }
            },
            kind => return Err(self.ctx.type_error(format!("cannot iterate over {}", kind.word()))),
        };
        self.set_at(at + 16, Value::int(0));
        self.set_at(at + 32, fixed);
        Ok(())
    }

    pub(crate) fn op_iter_loop(&mut self, a: Reg, x: u8, d: i32) -> Result<()> {
        let at = a.0 * 16;
        if self.at(at).kind() == Kind::FIBER {
            return self.fiber_loop(at, x, d);
        }
        if self.at(at).kind() == Kind::PORT {
            return self.port_loop(at, x, d);
        }
        let (iterable, turn, fixed) = (self.at(at), self.at(at + 16), self.at(at + 32));
        let i = turn.as_int().unwrap_or(0);
        let n = fixed.as_int().unwrap_or(0);
        let index = i as usize;
        // The next turn's number, key (for the pair form) and element.
        let turn = match iterable.kind() {
            Kind::ARRAY => match iterable.as_array().and_then(|v| v.get(index)) {
                Some(element) if i < n => Some((i + 1, Value::int(i), element)),
                _ => None,
            },
            Kind::TUPLE => iterable.as_tuple().and_then(|t| t.values().get(index)).map(|&v| (i + 1, Value::int(i), v)),
            Kind::RANGE => iterable
                .as_range()
                .filter(|_| i < n)
                .map(|r| (i + 1, Value::int(i), Value::int(r.start.wrapping_add(i.wrapping_mul(r.step))))),
            Kind::BYTES => {
                let byte = iterable.as_bytes().and_then(|b| b.get(index));
                byte.map(|&b| (i + 1, Value::int(i), Value::int(i64::from(b))))
            }
            Kind::SHORT | Kind::STRING => self.next_char(iterable, i, x),
            Kind::MAP => {
                let mut next = None;
                let keys = fixed.as_array().map_or(0, |k| k.len());
                for j in index..keys {
                    let Some(key) = fixed.as_array().and_then(|k| k.get(j)) else { break };
                    if let Some(value) = self.ctx.map_get(iterable, key)? {
                        next = Some((j as i64 + 1, key, value));
                        break;
                    }
                }
                // The element of the single form is the key.
                next.map(|(j, key, value)| (j, key, if x == 1 { key } else { value }))
            }
            _ => {
                let mut next = None;
                let names = fixed.as_array().map_or(0, |k| k.len());
                for j in index..names {
                    let Some(name) = fixed.as_array().and_then(|k| k.get(j)) else { break };
                    let key = name.as_string().unwrap_or_default().to_vec();
                    let value = match iterable.kind() {
                        Kind::MODULE => self.export(iterable, name),
                        _ => self.ctx.field(iterable, &key),
                    };
                    if let Some(value) = value {
                        next = Some((j as i64 + 1, name, if x == 1 { name } else { value }));
                        break;
                    }
                }
                next
            }
        };
        let Some((next, key, element)) = turn else { return Ok(()) };
        self.charge(1)?;
        self.set_at(at + 16, Value::int(next));
        if x == 1 {
            self.set_at(at + 48, element);
        } else {
            self.set_at(at + 48, key);
            self.set_at(at + 64, element);
        }
        self.jump(d);
        Ok(())
    }

    /// One turn over a fiber. The turn's number is doubled, and odd while the fiber runs: what it yields comes into the third
    /// register, and the instruction is executed again.
    fn fiber_loop(&mut self, at: u16, x: u8, d: i32) -> Result<()> {
        let fiber = self.at(at);
        let turn = self.at(at + 16).as_int().unwrap_or(0);
        if turn & 1 == 0 {
            // One that has ended has no elements left; the signal of an error may have been the last.
            let status = self.fiber_status_name(fiber)?;
            if matches!(status, "done" | "error" | "cancelled") {
                return Ok(());
            }
            let values: &[Value] = if status == "new" { &[] } else { &[Value::NIL] };
            self.set_at(at + 16, Value::int(turn | 1));
            let site = CallSite { window: 0, dst: at + 32, skip: 0 };
            return self.resume(fiber, Action::Values(values), site);
        }
        let ended = self.fiber_status_name(fiber)?;
        if matches!(ended, "done" | "cancelled") {
            return Ok(());
        }
        self.charge(1)?;
        let element = self.at(at + 32);
        self.set_at(at + 16, Value::int(turn + 1));
        if x == 1 {
            self.set_at(at + 48, element);
        } else {
            self.set_at(at + 48, Value::int(turn / 2));
            self.set_at(at + 64, element);
        }
        self.jump(d);
        Ok(())
    }

    /// One turn over a port: waits for a message until the port is closed.
    fn port_loop(&mut self, at: u16, x: u8, d: i32) -> Result<()> {
        self.charge(1)?;
        let Some(element) = self.port_next(self.at(at))? else { return Ok(()) };
        let turn = self.at(at + 16).as_int().unwrap_or(0);
        self.set_at(at + 16, Value::int(turn + 1));
        if x == 1 {
            self.set_at(at + 48, element);
        } else {
            self.set_at(at + 48, Value::int(turn));
            self.set_at(at + 64, element);
        }
        self.jump(d);
        Ok(())
    }

    /// The next character of a string; the turn's number is its byte offset.
    fn next_char(&self, string: Value, turn: i64, x: u8) -> Option<(i64, Value, Value)> {
        let offset = turn as usize;
        let bytes = string.as_string()?;
        let rest = bytes.get(offset..).filter(|r| !r.is_empty())?;
        let n = char_len(rest);
        // The index is counted only where somebody can see it.
        let index = if x == 2 { super::text::char_count(&bytes[..offset]) as i64 } else { 0 };
        Some(((offset + n) as i64, Value::int(index), Value::short(&rest[..n])?))
    }
}
