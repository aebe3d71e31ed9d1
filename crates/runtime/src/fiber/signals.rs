//! Signals: one word of 16 bits. The low byte is the machine's, the high byte belongs to programs: a name's bit is
//! 8 + (hash of the name mod 8). The name decides, the bit is only a filter, so that any number of names works and they
//! mean the same in every module, process and snapshot.

use super::Fiber;
use crate::error::{ErrorKind, Result, Trap};
use crate::process::Process;
use crate::value::Value;

/// The bits of the machine's signals.
pub(crate) mod bits {
    pub const ERROR: u16 = 1;
    pub const YIELD: u16 = 2;
    pub const FUEL: u16 = 4;
    pub const IO: u16 = 8;
    pub const DEBUG: u16 = 16;
    pub const EXIT: u16 = 32;
    pub const DENIED: u16 = 64;
}

/// The names of the machine's signals, by bit.
const NAMES: [&str; 8] = ["error", "yield", "fuel", "io", "debug", "exit", "denied", "halt"];

/// What unwinds a stack without being an error, as cleanup handlers get it beside the value. An exit has its bit, spent
/// fuel of the process too.
pub(crate) const CANCEL: i64 = 1 << 16;
/// The process ends with a reason, which is the value.
pub(crate) const STOP: i64 = 1 << 17;
pub(crate) const ERROR: i64 = bits::ERROR as i64;

/// The bit of a signal's name.
pub(crate) fn bit_of(name: &[u8]) -> u16 {
    match NAMES.iter().position(|n| n.as_bytes() == name) {
        Some(bit) => 1 << bit,
        None => {
            // FNV-1a: short, and the same everywhere for ever.
            let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            let hash = name.iter().fold(0xcbf2_9ce4_8422_2325, fold);
            1 << (8 + hash % 8)
        }
    }
}

/// A signal on its way outward. `name` is a string, or nil if only bits were given.
#[derive(Clone, Copy)]
pub(crate) struct Signal {
    pub bits: u16,
    pub name: Value,
    pub value: Value,
}

impl Signal {
    /// One of the machine's own.
    pub fn machine(bit: u16, value: Value) -> Signal {
        let name = NAMES[bit.trailing_zeros() as usize & 7];
        Signal { bits: bit, name: Value::short(name.as_bytes()).unwrap_or(Value::NIL), value }
    }
}

impl Fiber {
    /// Whether its mask covers a signal: `io` must be wholly contained, the others need one common bit.
    pub fn catches(&self, signal: &Signal) -> bool {
        let common = self.mask & signal.bits;
        if common == 0 || signal.bits & bits::IO != 0 && common != signal.bits {
            return false;
        }
        // A name of a program's signal decides where the mask was given by names.
        if common >= 1 << 8
            && common == signal.bits
            && let (Some(names), false) = (self.names(), signal.name.is_nil())
        {
            return names.iter().any(|n| n.as_string() == signal.name.as_string());
        }
        true
    }
}

impl Process {
    /// The fiber whose resumer gets a signal that leaves `from`: the nearest one outward whose mask covers it. Nothing
    /// passes a fiber that is being cancelled.
    pub(crate) fn catcher(&self, from: *mut Fiber, signal: &Signal) -> Option<*mut Fiber> {
        let mut at = from;
        while at != self.root.0 {
            // SAFETY: the fibers of the chain are alive.
            let fiber = unsafe { &*at };
            if fiber.cancelling {
                return None;
            }
            if fiber.catches(signal) {
                return Some(at);
            }
            at = fiber.resumer;
        }
        None
    }

    /// What the catcher of a signal is given: the value of a yield as it is, of others a Signal.
    pub(super) fn given(&mut self, signal: &Signal, head: *mut Fiber) -> Result<Value> {
        if signal.bits == bits::YIELD {
            return Ok(signal.value);
        }
        // SAFETY: the fibers of the chain are alive.
        let fiber = unsafe { (*head).this };
        let class = self.ctx.runtime().signal_class();
        let object = self.ctx.new_record(class)?;
        let name = if signal.name.is_nil() { Value::int(signal.bits.into()) } else { signal.name };
        for (key, value) in [("name", name), ("value", signal.value), ("fiber", fiber)] {
            self.ctx.set_field(object, key.as_bytes(), value)?;
        }
        Ok(object)
    }

    /// Suspends the running fiber with a signal, as `pause` says, and goes on in the resumer of `head`. Nothing has
    /// happened if this fails.
    pub(crate) fn suspend(
        &mut self,
        head: *mut Fiber,
        signal: &Signal,
        pause: super::Pause,
        dst: u16,
        skip: u8,
    ) -> Result<()> {
        let given = self.given(signal, head)?;
        // SAFETY: the fibers of the chain are alive.
        unsafe {
            let fiber = &mut *self.fiber;
            fiber.dst = dst;
            fiber.skip = skip;
            fiber.pause = pause;
            fiber.paused_by = signal.bits;
            if signal.bits != bits::YIELD {
                (*head).signal = given;
            }
            self.leave_chain(head);
        }
        self.deliver_here(given)
    }

    /// `emit`: suspends the running fiber until it is resumed with a value.
    pub(crate) fn emit(&mut self, signal: &Signal, dst: u16, skip: u8) -> Result<()> {
        match self.catcher(self.fiber, signal) {
            Some(head) => self.suspend(head, signal, super::Pause::Value, dst, skip),
            None if signal.bits == bits::DEBUG => {
                let site = crate::process::CallSite { window: 0, dst, skip };
                self.deliver(Value::NIL, site)
            }
            None => Err(self.uncaught(signal)),
        }
    }

    /// What happens at an `emit` that nobody catches.
    pub(crate) fn uncaught(&mut self, signal: &Signal) -> Trap {
        let name = match signal.name.as_string() {
            Some(name) => String::from_utf8_lossy(name).into_owned(),
            None => signal.bits.to_string(),
        };
        // SAFETY: the running fiber is alive.
        let message = match unsafe { (*self.fiber).cancelling } {
            true => format!("cannot emit '{name}' in a cancelled fiber"),
            false if signal.bits == bits::YIELD => "yield outside a fiber".to_string(),
            false => format!("unhandled signal '{name}'"),
        };
        self.ctx.error(ErrorKind::FiberError, message)
    }

    /// The signal that a program emits under a name, or with the bits of an integer.
    pub(crate) fn user_signal(&mut self, name: Value, value: Value) -> Result<Signal> {
        let allowed = bits::YIELD | bits::DEBUG;
        if let Some(word) = name.as_int() {
            return match u16::try_from(word) {
                Ok(word) if word != 0 && word & 0xff & !allowed == 0 => {
                    Ok(Signal { bits: word, name: Value::NIL, value })
                }
                _ => Err(self.ctx.value_error(format!("cannot emit the signals {word}"))),
            };
        }
        let Some(text) = name.as_string() else {
            return Err(self.ctx.type_error(format!("emit expects (string, any), got {}", name.kind().word())));
        };
        let bits = bit_of(text);
        if bits < 1 << 8 && bits & allowed == 0 {
            let text = String::from_utf8_lossy(text).into_owned();
            return Err(self.ctx.value_error(format!("cannot emit '{text}'")));
        }
        Ok(Signal { bits, name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(bits: u16) -> Fiber {
        Fiber { mask: bits, ..Fiber::new() }
    }

    #[test]
    fn io_must_be_wholly_contained_and_others_need_one_common_bit() {
        let signal = |bits| Signal { bits, name: Value::NIL, value: Value::NIL };
        assert!(mask(bits::IO).catches(&signal(bits::IO)));
        assert!(!mask(bits::IO).catches(&signal(bits::IO | bits::DEBUG)));
        assert!(mask(bits::IO | bits::DEBUG).catches(&signal(bits::IO | bits::DEBUG)));
        assert!(!mask(bits::DEBUG).catches(&signal(bits::IO | bits::DEBUG)));
        assert!(mask(bits::DEBUG).catches(&signal(bits::YIELD | bits::DEBUG)));
        assert!(!mask(bits::YIELD).catches(&signal(bits::DEBUG)));
    }

    #[test]
    fn bits_of_names_never_change() {
        assert_eq!(bit_of(b"error"), 1);
        assert_eq!(bit_of(b"halt"), 128);
        assert_eq!(["ask", "log", "a", "b", "c"].map(|n| bit_of(n.as_bytes()).trailing_zeros()), [10, 9, 12, 13, 10]);
    }
}
