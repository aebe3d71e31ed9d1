//! What makes a process a member of a system: its number, its messages, whom it is linked to and watches. The process alone
//! reads and writes it.

use super::inbox::{Entry, Handle, Name, Overflow, Parked, Priority};
use super::mailbox::Mailbox;
use super::queue::{Bed, Ready};
use super::relations::{Links, Table};
use super::shared_host::{Outside, SharedHost};
use super::timers::{Key, Timers};
use super::{MAIN, SHARDS, System};
use crate::error::{ErrorKind, Result, Trap};
use crate::heap::Heap;
use crate::host::NoHost;
use crate::process::Process;
use crate::value::{Kind, Value};
use crate::walk::transfer::{
    Classes, Parcel, Refused, Source, fill_places, flat_copy, flat_parcel, flat_size, is_plain, transfer,
};
use smallvec::SmallVec;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

type Fixed = foldhash::fast::FixedState;

/// A process that is watched.
pub(crate) struct Watched {
    pub pid: u64,
    pub name: Option<Name>,
}

/// See the module's documentation.
pub(crate) struct Member {
    pub system: Arc<System>,
    pub handle: Arc<Handle>,
    pub mailbox: Mailbox,
    /// Classes that have a number.
    pub classes: Classes,
    pub links: Links,
    /// Whom it watches, by reference.
    pub watched: Table<Watched>,
    /// Who watches it, by reference.
    pub watchers: Table<Watched>,
    pub trap_exit: bool,
    /// It ends when its spawner does, whatever the reason.
    pub follows: bool,
    /// It is ending; so many units are left for cleanup code.
    pub exiting: Option<u64>,
    /// Why it is ending.
    pub reason: Option<Value>,
    /// The last reference that was made, and the number of the first message that came after it.
    pub fresh: (u64, u64),
    /// Until when the native that waits does so, once it has begun; the inner `None` is for ever.
    pub until: Option<Option<u64>>,
    /// The reference whose DOWN or answer `wait` and `process_info` wait for, and what has come.
    pub awaited: u64,
    pub answered: bool,
    pub answer: Option<Value>,
    /// The timer that ends the wait.
    pub timer: Option<Key>,
    /// Numbers the work that other threads do for it.
    pub work: u64,
    pub parent: u64,
    /// The processes that began it, its parent first; not all if there are many.
    pub ancestors: Arc<[u64]>,
    /// The same for those that it begins.
    pub descent: Option<Arc<[u64]>>,
    /// The message that it has received and not waited since; nil if none.
    pub received: Value,
    pub started: u64,
    /// The thread id that `thread_spawn` gave.
    pub thread: Option<u64>,
    /// The operation of a fiber that it was made for.
    pub operation: Option<super::operations::Operation>,
    /// The process that it last sent to.
    last: Option<Arc<Handle>>,
    /// Of the main process: the driving thread waits until it is its turn.
    pub away: bool,
    /// The bytes of its heap in the sum of all.
    counted: usize,
}

impl Member {
    pub fn new(system: Arc<System>, handle: Arc<Handle>, parent: u64) -> Member {
        let started = system.now();
        Member {
            system,
            handle,
            mailbox: Mailbox::default(),
            classes: Classes::default(),
            links: Links::default(),
            watched: Table::default(),
            watchers: Table::default(),
            trap_exit: false,
            follows: false,
            exiting: None,
            reason: None,
            fresh: (0, 0),
            until: None,
            awaited: 0,
            answered: false,
            answer: None,
            timer: None,
            work: 0,
            parent,
            ancestors: Arc::default(),
            descent: None,
            received: Value::NIL,
            started,
            thread: None,
            operation: None,
            last: None,
            away: false,
            counted: 0,
        }
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.system.memory.fetch_sub(self.counted, Ordering::Relaxed);
        if self.handle.pid == MAIN {
            self.system.shut_down();
        }
    }
}

/// Bytes that a process may have although all together have too many: it can still say so.
const LITTLE: usize = 64 * 1024;

/// Units for the cleanup code of a process that ends.
const CLEANUP: u64 = 100_000;

impl Process {
    /// What makes it a member of a system, which begins with it if there is none.
    #[inline]
    pub(crate) fn member(&mut self) -> &mut Member {
        if self.member.is_none() {
            self.become_main();
        }
        self.member.as_mut().unwrap_or_else(|| unreachable!("set above"))
    }

    #[cold]
    #[inline(never)]
    fn become_main(&mut self) {
        let member = self.begin_system();
        self.member = Some(Box::new(member));
    }

    fn begin_system(&mut self) -> Member {
        let mut scheduling = self.scheduling;
        scheduling.slice = scheduling.slice.max(1);
        if scheduling.schedulers == 0 {
            scheduling.schedulers = std::thread::available_parallelism().map_or(1, usize::from);
        }
        if scheduling.simulated.is_some() {
            scheduling.schedulers = 1;
        }
        let handle = Arc::new(Handle::new(MAIN, Priority::Normal, self.ctx.limits.max_heap, None));
        super::lock(&handle.known).all = true;
        let outside = scheduling.simulated.map(|seed| Arc::new(Outside::new(seed)));
        let host = SharedHost::new(std::mem::replace(&mut self.ctx.host, Box::new(NoHost)), outside.clone());
        self.ctx.host = Box::new(host.clone());
        if let Some(seed) = scheduling.simulated {
            let mut state = seed;
            self.ctx.random = std::array::from_fn(|_| super::split_mix(&mut state));
        }
        let simulation = scheduling
            .simulated
            .zip(outside)
            .map(|(random, outside)| Mutex::new(super::Simulation { random, outside, flying: Vec::new() }));
        let system = Arc::new(System {
            scheduling,
            start: Instant::now(),
            handles: [const { Mutex::new(HashMap::with_hasher(Fixed::with_seed(0))) }; SHARDS],
            alive: AtomicUsize::new(1),
            most: self.ctx.limits.processes,
            memory: AtomicUsize::new(0),
            most_memory: self.ctx.limits.max_heap,
            names: Mutex::default(),
            ports: Mutex::default(),
            timers: Timers::default(),
            queues: (0..scheduling.schedulers).map(|_| Ready::default()).collect(),
            beds: (0..scheduling.schedulers).map(|_| Bed::default()).collect(),
            idle: Mutex::default(),
            idle_count: AtomicUsize::new(0),
            next_pid: AtomicU64::new(2),
            next_reference: AtomicU64::new(self.references + 1),
            next_class: AtomicU64::new(1),
            stopping: AtomicBool::new(false),
            threads: Mutex::new(None),
            host,
            written: Arc::new(AtomicU64::new(self.ctx.written)),
            results: Mutex::default(),
            next_thread: AtomicU64::new(1),
            simulation,
            blocking: super::drive::Blocking::default(),
        });
        system.shard(MAIN).insert(MAIN, handle.clone());
        self.ctx.output = Some(system.written.clone());
        Member::new(system, handle, 0)
    }

    /// Whether there is no other process, nor anything for one.
    pub(crate) fn is_alone(&self) -> bool {
        let Some(member) = &self.member else { return true };
        let nothing_due = member.system.timers.first().is_none();
        member.system.alive.load(Ordering::Relaxed) == 1 && nothing_due && member.handle.inbox().entries.is_empty()
    }

    /// Whether it holds values that belong to messages and the like.
    pub(crate) fn holds_for_others(&self) -> bool {
        let holds =
            |m: &Member| m.mailbox.len() > 0 || !m.classes.is_empty() || m.answer.is_some() || m.reason.is_some();
        self.member.as_ref().is_some_and(|member| holds(member))
    }

    /// References made so far.
    pub(crate) fn references(&self) -> u64 {
        let made = |m: &Member| m.system.next_reference.load(Ordering::Relaxed) - 1;
        self.member.as_ref().map_or(self.references, |member| made(member))
    }

    /// Takes the place of a process that was stored by [`Process::snapshot_beside_others`], and of which this one was restored.
    pub fn succeed(&mut self, other: &mut Process) {
        self.member = other.member.take();
        if let Some(member) = &mut self.member {
            // It lies in the heap of the other.
            member.received = Value::NIL;
        }
        self.ctx.output = other.ctx.output.take();
        self.take_budget(other);
    }

    /// Begins the simulation, if the program is to run in one: clocks and random numbers are its own from now on.
    pub fn begin_simulation(&mut self) {
        if self.scheduling.simulated.is_some() {
            self.member();
        }
    }

    /// Its number; the main process of a program that has no others is number 1.
    pub(crate) fn pid(&mut self) -> u64 {
        self.member().handle.pid
    }

    /// Brings the sum of all heaps up to date. While it is above the limit none is begun and none may grow that has more than
    /// a little. Whether it is not.
    pub(crate) fn count_memory(&mut self) -> bool {
        let used = self.ctx.heap.used();
        let Some(member) = &mut self.member else { return true };
        let system = &member.system;
        if system.most_memory == usize::MAX {
            return true;
        }
        let more = used.wrapping_sub(std::mem::replace(&mut member.counted, used));
        let fits = system.memory.fetch_add(more, Ordering::Relaxed).wrapping_add(more) <= system.most_memory;
        let own = member.handle.max_heap.load(Ordering::Relaxed);
        let most = if fits { own } else { own.min(used.max(LITTLE)) };
        if self.ctx.heap.max() != most {
            self.ctx.heap.set_max(most);
        }
        fits
    }

    // ---- what is sent ----

    /// A copy of values for a process, to be given to it in an entry.
    pub(crate) fn pack(&mut self, values: &[Value], to: &Handle) -> std::result::Result<Parcel, Refused> {
        if values.iter().all(|v| is_plain(*v)) {
            return Ok(Parcel { values: values.into(), ..Parcel::default() });
        }
        let mut heap = Heap::new(usize::MAX);
        let most = to.max_heap.load(Ordering::Relaxed);
        let mut parcel = self.pack_into(values, &mut heap, to, most)?;
        parcel.fragment = heap.into_fragment();
        Ok(parcel)
    }

    /// A copy of values in a heap.
    pub(crate) fn pack_into(
        &mut self,
        values: &[Value],
        heap: &mut Heap,
        to: &Handle,
        most: usize,
    ) -> std::result::Result<Parcel, Refused> {
        self.member();
        let Process { member, globals, .. } = self;
        let Some(member) = member else { return Err(Refused::OutOfMemory) };
        let system = member.system.clone();
        let next_class = || system.next_class.fetch_add(1, Ordering::Relaxed);
        let source = Source {
            classes: &mut member.classes,
            known: &member.handle.known,
            variables: globals,
            next_class: &next_class,
        };
        transfer(source, values, heap, &to.known, most)
    }

    /// The error of what cannot be sent.
    pub(crate) fn refuse(&mut self, why: Refused) -> Trap {
        match why {
            Refused::Kind(kind) => {
                let name = crate::ops::kind_name(kind);
                self.ctx.type_error(format!("cannot send a {name}"))
            }
            Refused::TooLarge => {
                self.ctx.error(ErrorKind::LimitError, "the message is larger than the receiver's memory")
            }
            Refused::OutOfMemory => Trap::Collect(1 << 20),
        }
    }

    /// Takes what was sent into its own heap.
    pub(crate) fn unpack(&mut self, parcel: Parcel) -> SmallVec<[Value; 1]> {
        let Parcel { mut values, fragment, extra } = parcel;
        if !fragment.is_empty() {
            self.ctx.heap.adopt(fragment);
            if self.ctx.heap.wants_collection {
                self.ctx.interrupt();
            }
        }
        if let Some(mut extra) = extra {
            let Some(member) = &mut self.member else { return values };
            let handle = member.handle.clone();
            let mut known = super::lock(&handle.known);
            for &(number, class) in &extra.classes {
                member.classes.add(number, class);
                known.add_class(number);
            }
            let classes = &member.classes;
            fill_places(&mut extra, &mut values, |number| classes.get(number));
            let new: Vec<(u32, u32, Value)> = extra
                .variables
                .iter()
                .filter(|(module, slot, _)| known.add_variable(*module, *slot))
                .copied()
                .collect();
            drop(known);
            for (module, slot, value) in new {
                if let Some(variable) = self.variables_at(module).and_then(|v| v.get_mut(slot as usize)) {
                    *variable = value;
                }
            }
        }
        values
    }

    pub(crate) fn unpack_one(&mut self, parcel: Parcel) -> Value {
        self.unpack(parcel).first().copied().unwrap_or(Value::NIL)
    }

    /// Sends a message. Traps with `Wait` if the receiver's mailbox is full and the sender is to wait.
    pub(crate) fn send(&mut self, pid: u64, message: Value) -> Result<()> {
        let member = self.member();
        let system = member.system.clone();
        let own = member.handle.pid;
        let to = match &member.last {
            Some(last) if last.pid == pid => last.clone(),
            _ => match system.find(pid) {
                Some(handle) => {
                    self.member().last = Some(handle.clone());
                    handle
                }
                None => return self.check_sendable(message),
            },
        };
        if to.bound.is_some() {
            return self.send_bounded(&system, &to, message);
        }
        if system.simulation.is_none() && pid != own {
            let mut inbox = to.inbox();
            if inbox.closed {
                drop(inbox);
                self.member().last = None;
                return self.check_sendable(message);
            }
            // A process that waits can be given the message in its own heap at once: nothing is on its way to it.
            if let Parked::Here(_) = inbox.parked
                && inbox.entries.is_empty()
                && let Parked::Here(mut waiting) = std::mem::take(&mut inbox.parked)
            {
                drop(inbox);
                let sent = self.send_into(&mut waiting, &to, message);
                if let Err(why) = sent {
                    system.repark(&to, waiting);
                    return Err(self.refuse(why));
                }
                system.wake(&to, Parked::Here(waiting));
                return Ok(());
            }
        }
        let parcel = self.pack(&[message], &to).map_err(|why| self.refuse(why))?;
        system.give_to(own, &to, Entry::Message(parcel));
        Ok(())
    }

    /// Copies a message into the heap of a process that does not run and that nobody else holds.
    fn send_into(&mut self, to: &mut Process, handle: &Handle, message: Value) -> std::result::Result<(), Refused> {
        if is_plain(message) {
            to.member().mailbox.push(message, false);
            return Ok(());
        }
        let room = to.ctx.heap.max().saturating_sub(to.ctx.heap.used());
        let parcel = self.pack_into(&[message], &mut to.ctx.heap, handle, room)?;
        let value = to.unpack_one(parcel);
        to.member().mailbox.push(value, false);
        Ok(())
    }

    /// Sends what needs no walk to a process that can be given it without more ado; else does nothing.
    pub(crate) fn quick_send(&mut self, to: Value, message: Value) -> Option<Value> {
        let member = self.member.as_deref_mut()?;
        let pid = to.payload();
        if to.kind() != Kind::PID || pid == member.handle.pid || member.system.simulation.is_some() {
            return None;
        }
        let size = if is_plain(message) { 0 } else { flat_size(message)? };
        if member.last.as_ref().is_none_or(|last| last.pid != pid) {
            member.last = Some(member.system.find(pid)?);
        }
        let to = member.last.as_ref()?;
        if to.bound.is_some() || size > to.max_heap.load(Ordering::Relaxed) {
            return None;
        }
        let mut inbox = to.inbox();
        if inbox.closed {
            return None;
        }
        if inbox.entries.is_empty()
            && let Parked::Here(waiting) = &mut inbox.parked
        {
            let mut value = message;
            if size > 0 {
                let heap = &mut waiting.ctx.heap;
                if size > heap.max().saturating_sub(heap.used()) {
                    return None;
                }
                value = flat_copy(message, size, heap)?;
                if waiting.ctx.heap.wants_collection {
                    waiting.ctx.interrupt();
                }
            }
            waiting.member().mailbox.push(value, false);
            let parked = std::mem::take(&mut inbox.parked);
            drop(inbox);
            member.system.wake(to, parked);
            return Some(message);
        }
        let parcel = match size {
            0 => Parcel { values: smallvec::smallvec![message], ..Parcel::default() },
            _ => flat_parcel(message, size)?,
        };
        inbox.entries.push(Entry::Message(parcel));
        to.filled.store(true, Ordering::Release);
        let parked = std::mem::take(&mut inbox.parked);
        drop(inbox);
        member.system.wake(to, parked);
        Some(message)
    }

    /// What is sent to a process that has ended goes nowhere, but must be something that can be sent.
    fn check_sendable(&mut self, message: Value) -> Result<()> {
        if is_plain(message) {
            return Ok(());
        }
        let nobody = Handle::new(0, Priority::Normal, usize::MAX, None);
        super::lock(&nobody.known).all = true;
        self.pack(&[message], &nobody).map(drop).map_err(|why| self.refuse(why))
    }

    fn send_bounded(&mut self, system: &Arc<System>, to: &Arc<Handle>, message: Value) -> Result<()> {
        let Some(bound) = to.bound else { return Ok(()) };
        let own = self.member().handle.clone();
        let reserve = || {
            to.queued
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| (n < bound.capacity).then_some(n + 1))
                .is_ok()
        };
        while !reserve() {
            match bound.overflow {
                Overflow::Block if own.pid != to.pid => {
                    let mut inbox = to.inbox();
                    if inbox.closed {
                        drop(inbox);
                        return self.check_sendable(message);
                    }
                    // Under this lock the receiver, which has made room before, looks who waits.
                    if to.queued.load(Ordering::SeqCst) < bound.capacity {
                        continue;
                    }
                    if !inbox.senders.iter().any(|s| s.pid == own.pid) {
                        inbox.senders.push(own.clone());
                    }
                    drop(inbox);
                    self.check_waiting()?;
                    return Err(self.wait_until(None));
                }
                Overflow::DropNewest => return self.check_sendable(message),
                Overflow::Block | Overflow::Error => {
                    return Err(self.ctx.error(ErrorKind::MailboxFull, "mailbox full"));
                }
                Overflow::Kill => {
                    let reason = self.ctx.new_string(b"mailbox_overflow")?;
                    let reason = self.pack(&[reason], to).map_err(|why| self.refuse(why))?;
                    system.give_to(own.pid, to, Entry::End(reason));
                    return Ok(());
                }
                Overflow::DropOldest => {
                    let mut inbox = to.inbox();
                    let messages = inbox.entries.iter().filter(|e| matches!(e, Entry::Message(_))).count();
                    // Older ones are dropped when the receiver looks.
                    if messages >= bound.capacity
                        && let Some(first) = inbox.entries.iter().position(|e| matches!(e, Entry::Message(_)))
                    {
                        inbox.entries.remove(first);
                        to.queued.fetch_sub(1, Ordering::SeqCst);
                    }
                    to.queued.fetch_add(1, Ordering::SeqCst);
                    break;
                }
            }
        }
        let parcel = self.pack(&[message], to).map_err(|why| {
            to.queued.fetch_sub(1, Ordering::SeqCst);
            self.refuse(why)
        })?;
        system.give_to(own.pid, to, Entry::Message(parcel));
        Ok(())
    }

    // ---- waiting ----

    /// What an instruction returns that is executed again when something has happened, or at this time.
    pub(crate) fn wait_until(&mut self, until: Option<u64>) -> Trap {
        self.waiting = Some(until);
        Trap::Wait
    }

    /// A process that is ending does not wait.
    pub(crate) fn check_waiting(&mut self) -> Result<()> {
        if self.member().exiting.is_some() {
            return Err(self.ctx.error(ErrorKind::ExitError, "exiting"));
        }
        Ok(())
    }

    /// The time that is so many milliseconds from now; `None` for nil.
    pub(crate) fn deadline(&mut self, ms: Value, what: &str) -> Result<Option<u64>> {
        if ms.is_nil() {
            return Ok(None);
        }
        match ms.as_number() {
            Some(ms) if ms >= 0.0 => {
                let now = self.member().system.now();
                Ok(Some(now.saturating_add((ms * 1e6) as u64)))
            }
            Some(_) => Ok(Some(0)),
            None => {
                let word = ms.kind().word();
                Err(self.ctx.type_error(format!("{what} expects milliseconds or nil, got {word}")))
            }
        }
    }

    /// Takes over what is in the inbox. Traps if an exit signal ends the process.
    pub(crate) fn take_inbox(&mut self) -> Result<()> {
        loop {
            let handle = &self.member().handle;
            if !handle.filled.load(Ordering::Acquire) {
                return Ok(());
            }
            let handle = handle.clone();
            let mut inbox = handle.inbox();
            handle.urgent.store(false, Ordering::Relaxed);
            handle.filled.store(false, Ordering::Relaxed);
            if inbox.entries.is_empty() {
                return Ok(());
            }
            let mut entries = std::mem::take(&mut inbox.entries).into_iter();
            drop(inbox);
            while let Some(entry) = entries.next() {
                if let Err(trap) = self.handle_entry(entry) {
                    // What came later stays before what comes now.
                    let mut inbox = handle.inbox();
                    let newer = std::mem::replace(&mut inbox.entries, entries.collect());
                    inbox.entries.extend(newer);
                    handle.urgent.store(!inbox.entries.is_empty(), Ordering::Relaxed);
                    handle.filled.store(!inbox.entries.is_empty(), Ordering::Relaxed);
                    return Err(trap);
                }
            }
        }
    }

    fn handle_entry(&mut self, entry: Entry) -> Result<()> {
        let system = self.member().system.clone();
        let own = self.member().handle.pid;
        match entry {
            Entry::Message(parcel) => {
                let value = self.unpack_one(parcel);
                let member = self.member();
                member.mailbox.push(value, false);
                if let Some(bound) = member.handle.bound
                    && bound.overflow == Overflow::DropOldest
                    && member.mailbox.counted() > bound.capacity
                {
                    member.mailbox.remove_oldest();
                    member.handle.queued.fetch_sub(1, Ordering::SeqCst);
                }
            }
            Entry::Reply { reference, message } => {
                // Whoever has stopped watching does not wait for the answer any longer.
                let Some(watched) = self.member().watched.remove(reference) else { return Ok(()) };
                system.give(own, watched.pid, Entry::Demonitor { reference });
                let value = self.unpack_one(message);
                self.member().mailbox.push(value, true);
            }
            Entry::Exit { from, reason, link } => return self.exit_signal(from, reason, link),
            Entry::End(reason) => {
                let reason = self.unpack_one(reason);
                return Err(self.end_with(reason));
            }
            Entry::Link { from } => self.member().links.made_by(from),
            Entry::Unlink { from, removal } => {
                self.member().links.ended_by(from);
                system.give(own, from, Entry::Unlinked { from: own, removal });
            }
            Entry::Unlinked { from, removal } => self.member().links.confirmed(from, removal),
            Entry::Monitor { by, reference, name } => {
                self.member().watchers.insert(reference, Watched { pid: by, name });
            }
            Entry::Demonitor { reference } => drop(self.member().watchers.remove(reference)),
            Entry::Down { reference, reason } => return self.down(reference, reason),
            Entry::Ask { from, reference } => {
                let answer = self.describe()?;
                let to = system.find(from);
                if let Some(to) = to
                    && let Ok(answer) = self.pack(&[answer], &to)
                {
                    system.give_to(own, &to, Entry::Answer { reference, answer: Some(answer) });
                }
            }
            Entry::Answer { reference, answer } => {
                if self.member().awaited == reference {
                    let answer = answer.map_or(Value::NIL, |a| self.unpack_one(a));
                    let member = self.member();
                    member.answered = true;
                    member.answer = Some(answer);
                }
            }
            Entry::Done { serial, result } => {
                if self.member().work == serial {
                    self.complete(result);
                }
            }
            Entry::ExitProgram(code) => {
                self.ended.get_or_insert(crate::process::Ended::Exited(code));
                return Err(Trap::Stop);
            }
            Entry::Wake => {}
        }
        Ok(())
    }

    fn exit_signal(&mut self, from: u64, reason: Parcel, link: bool) -> Result<()> {
        let member = self.member();
        if link && !member.links.ended_by(from) {
            return Ok(());
        }
        let own = member.handle.pid;
        let (traps, exiting) = (member.trap_exit, member.exiting.is_some());
        let reason = self.unpack_one(reason);
        let text = reason.as_string();
        if text == Some(b"kill") && !link {
            self.kill();
            return Err(Trap::Stop);
        }
        if exiting {
            return Ok(());
        }
        if link && self.member().follows && from == self.member().parent {
            return Err(self.end_with(reason));
        }
        if traps {
            let kind = self.ctx.new_string(b"EXIT")?;
            let message = self.ctx.new_array(&[kind, Value::immediate(Kind::PID, from), reason])?;
            self.member().mailbox.push(message, true);
            return Ok(());
        }
        if text == Some(b"normal") && from != own {
            return Ok(());
        }
        Err(self.end_with(reason))
    }

    fn down(&mut self, reference: u64, reason: Parcel) -> Result<()> {
        if self.member().awaited == reference {
            let reason = self.unpack_one(reason);
            let member = self.member();
            member.answered = true;
            member.answer = Some(reason);
            return Ok(());
        }
        let Some(watched) = self.member().watched.remove(reference) else { return Ok(()) };
        let reason = self.unpack_one(reason);
        let what = match watched.name {
            Some(name) => self.ctx.new_string(&name)?,
            None => Value::immediate(Kind::PID, watched.pid),
        };
        let kind = self.ctx.new_string(b"DOWN")?;
        let process = self.ctx.new_string(b"process")?;
        let reference = Value::immediate(Kind::REF, reference);
        let message = self.ctx.new_array(&[kind, reference, process, what, reason])?;
        self.member().mailbox.push(message, true);
        Ok(())
    }

    /// What ends the process with a reason: its cleanup code runs, without waiting.
    pub(crate) fn end_with(&mut self, reason: Value) -> Trap {
        self.forget_work();
        let member = self.member();
        member.exiting.get_or_insert(CLEANUP);
        member.reason.get_or_insert(reason);
        member.until = None;
        member.work += 1;
        member.handle.exiting.store(true, Ordering::Release);
        Trap::Unwind(reason, crate::fiber::STOP)
    }

    /// Whether there are entries that do not wait.
    pub(crate) fn is_urgent(&self) -> bool {
        self.member.as_ref().is_some_and(|m| m.handle.urgent.load(Ordering::Acquire))
    }

    // ---- receive ----

    /// The first message in the mailbox behind the number `after`, and its own number.
    fn quick_message(&self, after: i64) -> Option<(u64, Value)> {
        let from = u64::try_from(after.checked_add(1)?).ok()?;
        self.member.as_ref()?.mailbox.first_from(from)
    }

    /// Finds the message behind a number in the register `b`, if it is in the mailbox; `c` says until when to wait. Registers are
    /// byte offsets.
    #[inline(never)]
    pub(crate) fn quick_receive_wait(&mut self, a: u16, b: u16, c: u16) -> bool {
        let Some(after) = self.at(b).as_int() else { return false };
        let found = self.quick_message(after);
        match found {
            Some((number, _)) => self.set_at(a, Value::int(number as i64)),
            None => self.quick_wait(c),
        }
        found.is_some()
    }

    /// Begins to wait for ever, if that is what is to be done about an empty mailbox. The slow path finds it done.
    fn quick_wait(&mut self, until: u16) {
        let forever = self.at(until).is_nil();
        let Some(member) = &mut self.member else { return };
        if forever && member.exiting.is_none() && !member.handle.filled.load(Ordering::Acquire) {
            member.received = Value::NIL;
            self.charged = 0;
            self.trapped = Some(self.wait_until(None));
        }
    }

    /// Looks at the message whose number is in the register `b`, if it is in the mailbox.
    #[inline(never)]
    pub(crate) fn quick_receive_get(&mut self, a: u16, b: u16) -> bool {
        let Some(wanted) = self.at(b).as_int().filter(|n| *n >= 0) else { return false };
        match self.quick_message(wanted - 1) {
            Some((number, message)) if number as i64 == wanted => {
                self.set_at(a, message);
                true
            }
            _ => false,
        }
    }

    /// Takes the message whose number is that value out of a mailbox without a bound.
    #[inline(never)]
    pub(crate) fn quick_receive_take(&mut self, number: Value) -> bool {
        let Some(member) = &mut self.member else { return false };
        let number = number.as_int().and_then(|n| u64::try_from(n).ok());
        match number {
            Some(number) if member.handle.bound.is_none() => {
                if let Some((message, _)) = member.mailbox.remove(number) {
                    member.received = message;
                }
                true
            }
            _ => false,
        }
    }

    /// The number of the first message after `after`, waiting until `deadline`; nil once that has passed.
    pub(crate) fn next_message(&mut self, after: i64, deadline: Option<u64>) -> Result<Option<u64>> {
        let from = u64::try_from(after.saturating_add(1)).unwrap_or(0);
        if let Some((number, _)) = self.member().mailbox.first_from(from) {
            return Ok(Some(number));
        }
        self.check_waiting()?;
        self.member().received = Value::NIL;
        self.take_inbox()?;
        if let Some((number, _)) = self.member().mailbox.first_from(from) {
            return Ok(Some(number));
        }
        if let Some(at) = deadline
            && self.member().system.now() >= at
        {
            return Ok(None);
        }
        Err(self.wait_until(deadline))
    }

    /// The number of the last message that came before a reference was made; -1 if it is not the last one made.
    pub(crate) fn number_before(&mut self, reference: Value) -> i64 {
        let (fresh, number) = self.member().fresh;
        if reference == Value::immediate(Kind::REF, fresh) { number as i64 - 1 } else { -1 }
    }

    /// The message with a number, which stays; nil if it is gone.
    pub(crate) fn look_at_message(&mut self, number: i64) -> Value {
        let Ok(number) = u64::try_from(number) else { return Value::NIL };
        let found = self.member().mailbox.first_from(number);
        found.filter(|(n, _)| *n == number).map_or(Value::NIL, |(_, value)| value)
    }

    /// Takes a message out of the mailbox.
    pub(crate) fn take_message(&mut self, number: u64) -> Option<Value> {
        let member = self.member();
        let (value, counted) = member.mailbox.remove(number)?;
        member.received = value;
        if counted && let Some(bound) = member.handle.bound {
            let handle = member.handle.clone();
            let left = handle.queued.fetch_sub(1, Ordering::SeqCst) - 1;
            if left < bound.capacity && bound.overflow == Overflow::Block {
                let senders = std::mem::take(&mut handle.inbox().senders);
                let system = self.member().system.clone();
                for sender in senders {
                    system.deliver(&sender, Entry::Wake);
                }
            }
        }
        Some(value)
    }
}
