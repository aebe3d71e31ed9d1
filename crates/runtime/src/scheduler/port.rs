//! Ports: bounded queues of messages between processes, for any number of senders and receivers. A program knows a port by its
//! number; it lives until it is closed and empty, or the program ends.

use super::inbox::{Entry, Handle, Priority};
use super::{System, lock};
use crate::error::{ErrorKind, Result, Trap};
use crate::process::Process;
use crate::value::{Kind, Value};
use crate::walk::transfer::Parcel;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

/// Bytes that a port counts for.
const COST: usize = 256;

/// All ports of a system that are not closed and empty.
#[derive(Default)]
pub(crate) struct Ports {
    known: HashMap<u64, Arc<Mutex<Port>>>,
    made: u64,
}

/// See the module's documentation.
pub(crate) struct Port {
    /// How many messages it holds without a sender waiting; 0 lets each sender wait for its receiver.
    capacity: usize,
    closed: bool,
    messages: VecDeque<Parcel>,
    /// Senders that wait, with what they send and the number of their wait.
    senders: VecDeque<(Arc<Handle>, u64, Parcel)>,
    /// Receivers that wait.
    receivers: Vec<Arc<Handle>>,
}

/// What a look at a port came to.
enum Taken {
    Message(Parcel),
    Nothing,
    Closed,
}

impl Port {
    /// Takes the first message out, and lets the first sender that waits go on. Whom to wake comes along.
    fn take(&mut self, alive: impl Fn(u64) -> bool) -> (Taken, Option<Arc<Handle>>) {
        // What a process that has ended was about to send was not sent.
        self.senders.retain(|(sender, ..)| alive(sender.pid));
        let first = self.messages.pop_front();
        let next = if self.closed { None } else { self.senders.pop_front() };
        match (first, next) {
            (Some(message), Some((sender, _, parcel))) => {
                self.messages.push_back(parcel);
                (Taken::Message(message), Some(sender))
            }
            (Some(message), None) => (Taken::Message(message), None),
            (None, Some((sender, _, message))) => (Taken::Message(message), Some(sender)),
            (None, None) if self.closed => (Taken::Closed, None),
            (None, None) => (Taken::Nothing, None),
        }
    }

    fn await_message(&mut self, receiver: &Arc<Handle>) {
        if !self.receivers.iter().any(|r| r.pid == receiver.pid) {
            self.receivers.push(receiver.clone());
        }
    }
}

impl System {
    fn port(&self, number: u64) -> Option<Arc<Mutex<Port>>> {
        lock(&self.ports).known.get(&number).cloned()
    }

    fn wake_all(&self, handles: impl IntoIterator<Item = Arc<Handle>>) {
        for handle in handles {
            self.deliver(&handle, Entry::Wake);
        }
    }
}

impl Process {
    /// Makes a port: its value.
    pub(crate) fn new_port(&mut self, capacity: Value) -> Result<Value> {
        let Some(capacity) = capacity.as_int().and_then(|n| usize::try_from(n).ok()) else {
            let shown = crate::walk::repr_string(&mut self.ctx, capacity);
            return Err(self.ctx.value_error(format!("the capacity of a port is a number from 0, got {shown}")));
        };
        let system = self.member().system.clone();
        if !system.reserve(COST) {
            return Err(self.ctx.error(ErrorKind::OutOfMemory, "out of memory"));
        }
        let port = Port {
            capacity,
            closed: false,
            messages: VecDeque::new(),
            senders: VecDeque::new(),
            receivers: Vec::new(),
        };
        let mut ports = lock(&system.ports);
        ports.made += 1;
        let number = ports.made;
        ports.known.insert(number, Arc::new(Mutex::new(port)));
        Ok(Value::immediate(Kind::PORT, number))
    }

    fn port_closed(&mut self) -> Trap {
        self.ctx.error(ErrorKind::PortClosed, "port closed")
    }

    /// Sends through a port; false if there was no room in time.
    pub(crate) fn port_send(&mut self, port: Value, message: Value, ms: Value) -> Result<Value> {
        let number = port.payload();
        let (until, begins) = self.begin_wait(ms, "send")?;
        self.take_inbox()?;
        let (system, handle) = (self.member().system.clone(), self.member().handle.clone());
        let Some(known) = system.port(number) else { return Err(self.port_closed()) };
        if begins {
            // It is not known who will receive.
            let anyone = Handle::new(0, Priority::Normal, self.ctx.limits.max_heap, None);
            let parcel = self.pack(&[message], &anyone).map_err(|why| self.refuse(why))?;
            if !system.reserve(parcel.fragment.bytes()) {
                return Err(self.ctx.error(ErrorKind::OutOfMemory, "out of memory"));
            }
            let ticket = system.new_reference();
            let mut port = lock(&known);
            let bytes = parcel.fragment.bytes();
            if port.closed {
                drop(port);
                system.release(bytes);
                return Err(self.port_closed());
            }
            let fits = port.messages.len() < port.capacity && port.senders.is_empty();
            match fits {
                true => port.messages.push_back(parcel),
                false => port.senders.push_back((handle, ticket, parcel)),
            }
            let receivers = std::mem::take(&mut port.receivers);
            drop(port);
            system.wake_all(receivers);
            if fits {
                return Ok(Value::TRUE);
            }
            self.member().awaited = ticket;
            return Err(self.wait_until(until));
        }
        let ticket = self.member().awaited;
        let mut port = lock(&known);
        let Some(place) = port.senders.iter().position(|(_, number, _)| *number == ticket) else {
            return Ok(Value::TRUE);
        };
        if !port.closed && !self.is_past(until) {
            return Err(self.wait_until(until));
        }
        let (closed, sent) = (port.closed, port.senders.remove(place));
        let is_over = closed && port.messages.is_empty();
        drop(port);
        if is_over {
            system.forget_port(number);
        }
        system.release(sent.map_or(0, |(_, _, parcel)| parcel.fragment.bytes()));
        if closed { Err(self.port_closed()) } else { Ok(Value::FALSE) }
    }

    /// The first message of a port; `Err` of nothing to wait for one.
    fn take_from_port(&mut self, number: u64, wait: bool) -> Result<Option<Value>> {
        let (system, handle) = (self.member().system.clone(), self.member().handle.clone());
        let Some(known) = system.port(number) else { return Err(self.port_closed()) };
        let mut port = lock(&known);
        let (taken, sender) = port.take(|pid| system.find(pid).is_some());
        if wait && matches!(taken, Taken::Nothing) {
            port.await_message(&handle);
        }
        let is_over = port.closed && port.messages.is_empty();
        drop(port);
        system.wake_all(sender);
        if is_over {
            system.forget_port(number);
        }
        match taken {
            Taken::Message(parcel) => {
                system.release(parcel.fragment.bytes());
                Ok(Some(self.unpack_one(parcel)))
            }
            Taken::Nothing => Ok(None),
            Taken::Closed => Err(self.port_closed()),
        }
    }

    /// Receives from a port; nil if nothing came in time.
    pub(crate) fn port_recv(&mut self, port: Value, ms: Value) -> Result<Value> {
        let (until, _) = self.begin_wait(ms, "recv")?;
        self.take_inbox()?;
        match self.take_from_port(port.payload(), true)? {
            Some(value) => Ok(value),
            None if self.is_past(until) => Ok(Value::NIL),
            None => Err(self.wait_until(until)),
        }
    }

    /// The next turn of a loop over a port: nothing once it is closed and empty.
    pub(crate) fn port_next(&mut self, port: Value) -> Result<Option<Value>> {
        self.check_waiting()?;
        self.take_inbox()?;
        let system = self.member().system.clone();
        if system.port(port.payload()).is_none_or(|known| {
            let port = lock(&known);
            port.closed && port.messages.is_empty()
        }) {
            return Ok(None);
        }
        match self.take_from_port(port.payload(), true)? {
            Some(value) => Ok(Some(value)),
            None => Err(self.wait_until(None)),
        }
    }

    /// [true, message], or [false, nil] if there is none.
    pub(crate) fn port_try_recv(&mut self, port: Value) -> Result<Value> {
        let taken = self.take_from_port(port.payload(), false)?;
        self.ctx.new_array(&[Value::bool(taken.is_some()), taken.unwrap_or(Value::NIL)])
    }

    /// [port, message] of the first of several ports that has one; nil if none had in time.
    pub(crate) fn port_select(&mut self, ports: Value, ms: Value) -> Result<Value> {
        let ports: Vec<Value> = ports.as_array().map_or(Vec::new(), |array| array.iter().collect());
        if let Some(wrong) = ports.iter().find(|port| port.kind() != Kind::PORT) {
            let word = wrong.kind().word();
            return Err(self.ctx.type_error(format!("port_select expects an array of ports, got {word} in it")));
        }
        let (until, _) = self.begin_wait(ms, "port_select")?;
        self.take_inbox()?;
        let system = self.member().system.clone();
        let open: Vec<Value> = ports.iter().copied().filter(|p| !system.is_over(p.payload())).collect();
        if open.is_empty() {
            return Err(self.port_closed());
        }
        for port in open {
            if let Some(value) = self.take_from_port(port.payload(), true)? {
                return self.ctx.new_array(&[port, value]);
            }
        }
        if self.is_past(until) { Ok(Value::NIL) } else { Err(self.wait_until(until)) }
    }

    /// Closes a port: what is in it can still be received.
    pub(crate) fn port_close(&mut self, port: Value) {
        let system = self.member().system.clone();
        let Some(known) = system.port(port.payload()) else { return };
        let mut port_state = lock(&known);
        port_state.closed = true;
        let is_over = port_state.messages.is_empty();
        let senders: Vec<Arc<Handle>> = port_state.senders.iter().map(|(sender, ..)| sender.clone()).collect();
        let receivers = std::mem::take(&mut port_state.receivers);
        drop(port_state);
        system.wake_all(senders);
        system.wake_all(receivers);
        if is_over {
            system.forget_port(port.payload());
        }
    }

    /// How many messages a port holds, and whether it is closed.
    pub(crate) fn port_state(&mut self, port: Value) -> (usize, bool) {
        let known = self.member().system.port(port.payload());
        known.map_or((0, true), |known| {
            let port = lock(&known);
            (port.messages.len(), port.closed)
        })
    }
}

impl System {
    /// Whether a port is closed and empty.
    fn is_over(&self, number: u64) -> bool {
        self.port(number).is_none_or(|known| {
            let port = lock(&known);
            port.closed && port.messages.is_empty()
        })
    }

    /// Lets go of a port that is closed and empty, once no sender has to learn of it.
    fn forget_port(&self, number: u64) {
        let mut ports = lock(&self.ports);
        if let Some(known) = ports.known.get(&number)
            && lock(known).senders.is_empty()
        {
            ports.known.remove(&number);
            drop(ports);
            self.release(COST);
        }
    }
}
