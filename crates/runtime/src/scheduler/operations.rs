//! Operations of fibers that are begun without waiting for them: each in a process of its own, which hands on what came of it
//! as a message.

use super::inbox::Entry;
use super::spawn::SpawnOptions;
use crate::error::{Result, Trap};
use crate::native::Need;
use crate::process::{Ended, Process};
use crate::value::{Kind, Value};

/// Who is told, under which reference, what came of the operation that a process was made for.
#[derive(Clone, Copy)]
pub(crate) struct Operation {
    owner: u64,
    reference: u64,
}

impl Process {
    /// Begins the operation that a fiber has asked for, with the permission of who begins it. Its reference.
    pub(crate) fn start_io(&mut self, target: Value) -> Result<Value> {
        let signal = self.operation_signal(target)?;
        let (native, args) = self.asked_operation(signal)?;
        // A call that would be refused is refused now.
        let def = self.ctx.runtime().native(native);
        let needs: Vec<Need> = def.map_or(Vec::new(), |def| def.needed(&args).collect());
        for need in needs {
            if !self.ctx.limits.capabilities.cover(need, &args) || self.ctx.is_denied(need.capability) {
                return Err(self.ctx.refused_need(need, &args));
            }
        }
        let reference = self.member().system.new_reference();
        let operation = Operation { owner: self.pid(), reference };
        let options = SpawnOptions { operation: Some(operation), ..SpawnOptions::default() };
        self.spawn(&options, Value::native(native), &args)?;
        self.note_fresh(reference);
        Ok(Value::immediate(Kind::REF, reference))
    }

    /// The native and the arguments that a signal `io` brings.
    fn asked_operation(&mut self, signal: Value) -> Result<(u32, Vec<Value>)> {
        let value = signal.as_record().filter(|r| r.len > 1).map_or(Value::NIL, |r| r.slot_value(1));
        let (op, args) = (self.ctx.new_string(b"op")?, self.ctx.new_string(b"args")?);
        let mut field = |key| if value.as_map().is_some() { self.ctx.map_get(value, key) } else { Ok(None) };
        let (op, args) = (field(op)?, field(args)?);
        let name = op.and_then(|op| op.as_string().map(<[u8]>::to_vec));
        let native = name.and_then(|name| {
            let known = |def: &crate::native::NativeDef| def.is_guarded() && def.name.as_bytes() == name;
            self.ctx.runtime().natives().iter().position(known)
        });
        let args = args.and_then(|args| args.as_array().map(|args| args.iter().collect()));
        match (native, args) {
            (Some(native), Some(args)) => Ok((native as u32, args)),
            // The program has written into the signal.
            _ => Err(self.ctx.value_error("the signal names no operation")),
        }
    }

    /// Hands on what came of an operation: what it gave, or its error.
    pub(super) fn end_operation(&mut self, operation: Operation, ended: Ended) {
        let system = self.member().system.clone();
        let Some(owner) = system.find(operation.owner) else { return };
        let result = match ended {
            Ended::Returned(value) | Ended::Threw(value) => Ok(value),
            _ => self.ctx.make_error("ExitError", "the operation was ended", Value::NIL),
        };
        let tag = Value::short(b"io").unwrap_or(Value::NIL);
        let reference = Value::immediate(Kind::REF, operation.reference);
        let packed = result.and_then(|result| {
            let message = self.ctx.new_array(&[tag, reference, result])?;
            match self.pack(&[message], &owner) {
                Ok(packed) => Ok(packed),
                Err(why) => {
                    let Trap::Throw(error) = self.refuse(why) else { return Err(Trap::Stop) };
                    let message = self.ctx.new_array(&[tag, reference, error])?;
                    self.pack(&[message], &owner).map_err(|why| self.refuse(why))
                }
            }
        });
        if let Ok(message) = packed {
            let own = self.pid();
            system.give_to(own, &owner, Entry::Message(message));
        }
    }
}
