//! What a fiber is created with: mask, fuel, denied capabilities, name.

use super::bits;
use super::signals::bit_of;
use crate::capability::{Capabilities, Capability};
use crate::error::Result;
use crate::process::Process;
use crate::value::{Kind, Value};

/// See the module's documentation.
pub(crate) struct FiberOptions {
    pub mask: u16,
    /// Nil, or a tuple: the name, then the names of user signals in the mask.
    pub about: Value,
    pub fuel: Option<i64>,
    /// What it may use at most.
    pub denied: Capabilities,
}

impl Default for FiberOptions {
    /// Yields are seen by the resumer; nothing is limited.
    fn default() -> Self {
        FiberOptions { mask: bits::YIELD, about: Value::NIL, fuel: None, denied: Capabilities::NONE }
    }
}

impl Process {
    /// Reads the options of a new fiber: a map, or nil for none.
    pub(crate) fn fiber_options(&mut self, options: Value) -> Result<FiberOptions> {
        let mut read = FiberOptions::default();
        if options.is_nil() {
            return Ok(read);
        }
        let Some(map) = options.as_map() else {
            let message = format!("fiber expects a map of options, got {}", options.kind().word());
            return Err(self.ctx.type_error(message));
        };
        let entries: Vec<(Value, Value)> = map.iter().collect();
        let (mut name, mut names) = (Value::NIL, Vec::new());
        for (key, value) in entries {
            match key.as_string().unwrap_or_default() {
                b"mask" => (read.mask, names) = self.mask(value)?,
                b"fuel" => match value.as_int() {
                    _ if value.is_nil() => {}
                    Some(units) if units >= 0 => read.fuel = Some(units),
                    _ => return Err(self.wrong_option("fuel", "a number from 0", value)),
                },
                b"deny" => read.denied = self.denied(value)?,
                b"name" if value.is_nil() || value.is_string() => name = value,
                b"name" => return Err(self.wrong_option("name", "a string", value)),
                _ => {
                    let shown = crate::walk::repr_string(&mut self.ctx, key);
                    let message = format!("unknown fiber option {shown}: expected mask, fuel, deny or name");
                    return Err(self.ctx.value_error(message));
                }
            }
        }
        if !name.is_nil() || !names.is_empty() {
            names.insert(0, name);
            read.about = self.ctx.new_tuple(&names)?;
        }
        Ok(read)
    }

    fn wrong_option(&mut self, option: &str, expected: &str, given: Value) -> crate::error::Trap {
        let message = format!("fiber expects {expected} for '{option}', got {}", given.kind().word());
        self.ctx.type_error(message)
    }

    /// A mask: names of signals in an array, or bits. Gives the bits and the names of programs' signals.
    fn mask(&mut self, value: Value) -> Result<(u16, Vec<Value>)> {
        if let Some(word) = value.as_int() {
            return match u16::try_from(word) {
                Ok(word) => Ok((word, Vec::new())),
                Err(_) => Err(self.ctx.value_error(format!("a mask has 16 bits, got {word}"))),
            };
        }
        let Some(array) = value.as_array() else {
            return Err(self.wrong_option("mask", "an array of signal names", value));
        };
        let (mut word, mut names) = (0, Vec::new());
        for name in array.iter() {
            let Some(text) = name.as_string() else {
                return Err(self.wrong_option("mask", "an array of signal names", name));
            };
            let bit = bit_of(text);
            word |= bit;
            if bit >= 1 << 8 {
                names.push(name);
            }
        }
        Ok((word, names))
    }

    pub(crate) fn denied(&mut self, value: Value) -> Result<Capabilities> {
        let Some(array) = value.as_array() else {
            return Err(self.wrong_option("deny", "an array of capability names", value));
        };
        let mut denied = Capabilities::NONE;
        for name in array.iter() {
            let text = name.as_string().unwrap_or_default();
            match Capability::from_name(text) {
                Some(capability) if name.kind() != Kind::NIL => denied = denied.with(capability),
                _ => {
                    let shown = crate::walk::repr_string(&mut self.ctx, name);
                    return Err(self.ctx.value_error(format!("unknown capability {shown}")));
                }
            }
        }
        Ok(denied)
    }
}
