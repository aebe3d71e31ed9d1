//! Processes that run side by side: who they are, how they reach one another, who runs when.
//!
//! A [`System`] is the processes of one program. Its main process belongs to the thread that drives the program; that
//! thread is a scheduler too, the first. Others are started when there is something for them to run.
//!
//! 1. A process is run by one thread at a time, which owns its memory. Whatever one process does to another is an
//!    [`Entry`] in the other's inbox, handled by the other: between two slices, or when it looks for messages.
//! 2. The inbox's lock decides every race: whether a process waits, and whether it has ended. A process that waits lies in
//!    its inbox, and whoever puts an entry there takes it out and queues it.
//! 3. Locks are held for a few moves, and never two of them, but for a queue's while it is looked through.

mod drive;
mod inbox;
mod mailbox;
mod member;
mod natives;
mod operations;
mod port;
mod queue;
mod relations;
mod shared_host;
mod spawn;
mod timers;

pub(crate) use inbox::{Entry, Handle, Name};
pub(crate) use member::Member;
pub use natives::natives;

use crate::value::Value;
use crate::walk::transfer::Parcel;
use inbox::Parked;
use queue::{Bed, Ready, Task};
use shared_host::{Outside, SharedHost};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Instant;
use timers::{Destination, Due, Timers};

/// How the processes of a program are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduling {
    /// Threads that run processes, the one that drives the program among them. At least 1.
    pub schedulers: usize,
    /// Units that a process burns at most before it is looked whether others wait.
    pub slice: u64,
    /// Everything on one thread, in an order and with times that follow from this number.
    pub simulated: Option<u64>,
    /// What goes wrong in a simulated run.
    pub faults: Faults,
}

/// What goes wrong in a simulated run, where the seed says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// In so many of a thousand turns a process is killed, but not the main one.
    pub kills: u32,
    /// Messages and signals take up to so many milliseconds.
    pub delays: u32,
}

impl Faults {
    /// Reads `kills=5,delays=20`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Faults, String> {
        let mut faults = Faults::default();
        for part in text.split(',') {
            let (name, number) = part.split_once('=').unwrap_or((part, ""));
            let (place, most) = match name {
                "kills" => (&mut faults.kills, 1000),
                "delays" => (&mut faults.delays, u32::MAX),
                _ => return Err(format!("unknown fault '{name}': expected kills=N or delays=MS")),
            };
            match number.parse() {
                Ok(n) if n <= most => *place = n,
                _ if most == 1000 => return Err(format!("{name} is a number from 0 to 1000, not '{number}'")),
                _ => return Err(format!("{name} is a number of milliseconds, not '{number}'")),
            }
        }
        Ok(faults)
    }
}

impl Default for Scheduling {
    /// A scheduler for each processor.
    fn default() -> Self {
        Scheduling { schedulers: 0, slice: SLICE, simulated: None, faults: Faults::default() }
    }
}

/// The number of the main process.
const MAIN: u64 = 1;

/// Units of a slice.
const SLICE: u64 = 4000;

/// Parts of the table of processes, so that schedulers seldom meet.
const SHARDS: usize = 16;

type Handles = HashMap<u64, Arc<Handle>, foldhash::fast::FixedState>;

#[derive(Default)]
struct Names {
    pids: HashMap<Name, u64>,
    names: HashMap<u64, Name>,
}

/// See the module's documentation.
pub(crate) struct System {
    scheduling: Scheduling,
    start: Instant,
    handles: [Mutex<Handles>; SHARDS],
    /// Processes alive, and how many may be.
    alive: AtomicUsize,
    most: usize,
    /// Bytes of all their heaps, as last counted, and how many there may be: the limit of the program is one of all together.
    memory: AtomicUsize,
    most_memory: usize,
    names: Mutex<Names>,
    ports: Mutex<port::Ports>,
    timers: Timers,
    queues: Box<[Ready]>,
    beds: Box<[Bed]>,
    /// Schedulers that sleep.
    idle: Mutex<Vec<usize>>,
    idle_count: AtomicUsize,
    next_pid: AtomicU64,
    next_reference: AtomicU64,
    next_class: AtomicU64,
    stopping: AtomicBool,
    threads: Mutex<Option<Vec<JoinHandle<()>>>>,
    host: SharedHost,
    /// Bytes written by all processes.
    written: Arc<AtomicU64>,
    /// Results of `thread_spawn`, by id.
    results: Mutex<HashMap<u64, Thread>>,
    next_thread: AtomicU64,
    simulation: Option<Mutex<Simulation>>,
    /// Threads for work that blocks.
    blocking: drive::Blocking,
}

/// What is known of a process that `thread_spawn` made.
#[derive(Default)]
pub(crate) struct Thread {
    /// It has ended, with this result if it had one.
    ended: Option<Option<Parcel>>,
    waiting: Vec<Arc<Handle>>,
}

/// What decides in a simulated system.
struct Simulation {
    random: u64,
    outside: Arc<Outside>,
    /// Entries that have not arrived.
    flying: Vec<Flying>,
}

/// An entry on its way, which does not arrive before a time. Those of one pair have rising times.
struct Flying {
    from: u64,
    to: Arc<Handle>,
    entry: Entry,
    at: u64,
}

/// Nanoseconds of simulated time that a unit of fuel takes.
const UNIT: u64 = 10;

impl Simulation {
    fn below(&mut self, n: usize) -> usize {
        (split_mix(&mut self.random) % n.max(1) as u64) as usize
    }
}

/// The next number of SplitMix64.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is guarded is whole at every point at which a holder could panic.
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

/// The values that a member holds of its process's heap.
pub(crate) fn roots(
    member: &mut Option<Box<Member>>,
    extent: Option<crate::heap::Extent>,
) -> impl Iterator<Item = &mut Value> {
    member.iter_mut().flat_map(move |member| {
        let Member { mailbox, classes, answer, reason, received, .. } = &mut **member;
        let kept = [received].into_iter().chain(answer).chain(reason);
        mailbox.roots(extent).chain(classes.values_mut()).chain(kept)
    })
}

impl System {
    /// Nanoseconds since the system began.
    pub fn now(&self) -> u64 {
        match &self.simulation {
            Some(simulation) => lock(simulation).outside.now(),
            None => self.start.elapsed().as_nanos() as u64,
        }
    }

    pub fn new_reference(&self) -> u64 {
        self.next_reference.fetch_add(1, Ordering::Relaxed)
    }

    fn shard(&self, pid: u64) -> MutexGuard<'_, Handles> {
        lock(&self.handles[pid as usize % SHARDS])
    }

    /// The process of that number, if it is alive.
    pub fn find(&self, pid: u64) -> Option<Arc<Handle>> {
        self.shard(pid).get(&pid).cloned()
    }

    /// The process that has a name.
    pub fn named(&self, name: &[u8]) -> Option<u64> {
        lock(&self.names).pids.get(name).copied()
    }

    /// The name of a process.
    pub fn name_of(&self, pid: u64) -> Option<Name> {
        lock(&self.names).names.get(&pid).cloned()
    }

    /// All processes, in the order in which they were made.
    pub fn pids(&self) -> Vec<u64> {
        let mut pids: Vec<u64> =
            self.handles.iter().flat_map(|s| lock(s).keys().copied().collect::<Vec<_>>()).collect();
        pids.sort_unstable();
        pids
    }

    // ---- entries ----

    /// Gives an entry from one process to another. Entries of one pair arrive in the order in which they are given.
    pub fn give(&self, from: u64, to: u64, entry: Entry) {
        match self.find(to) {
            Some(handle) => self.give_to(from, &handle, entry),
            None => self.not_delivered(to, entry),
        }
    }

    /// The same for a process that is known.
    pub fn give_to(&self, from: u64, to: &Arc<Handle>, entry: Entry) {
        if let Some(simulation) = &self.simulation
            && from != to.pid
            && !matches!(entry, Entry::Wake | Entry::Done { .. })
        {
            let mut simulation = lock(simulation);
            let delay = u64::from(self.scheduling.faults.delays) * 1_000_000;
            let mut at = simulation.outside.now();
            if delay > 0 {
                at += simulation.below(delay as usize + 1) as u64;
                let before = simulation.flying.iter().rfind(|f| f.from == from && f.to.pid == to.pid);
                at = at.max(before.map_or(0, |f| f.at));
            }
            return simulation.flying.push(Flying { from, to: to.clone(), entry, at });
        }
        self.deliver(to, entry);
    }

    /// Puts an entry into an inbox.
    fn deliver(&self, to: &Arc<Handle>, entry: Entry) {
        let mut inbox = to.inbox();
        if inbox.closed {
            drop(inbox);
            return self.not_delivered(to.pid, entry);
        }
        let urgent = !matches!(entry, Entry::Message(_) | Entry::Wake);
        inbox.entries.push(entry);
        to.filled.store(true, Ordering::Release);
        if urgent {
            to.urgent.store(true, Ordering::Release);
        }
        let parked = std::mem::take(&mut inbox.parked);
        drop(inbox);
        self.wake(to, parked);
    }

    /// Queues a process that was taken out of its inbox.
    pub(crate) fn wake(&self, handle: &Arc<Handle>, parked: Parked) {
        match parked {
            Parked::No => {}
            Parked::Here(process) => self.enqueue(Task::Process(process), handle.priority(), true),
            Parked::Main => self.enqueue(Task::Main, handle.priority(), true),
        }
    }

    /// What is to be said of an entry whose receiver has ended.
    fn not_delivered(&self, to: u64, entry: Entry) {
        match entry {
            Entry::Link { from } => {
                self.give(to, from, Entry::Exit { from: to, reason: no_process(), link: true });
            }
            Entry::Unlink { from, removal } => self.give(to, from, Entry::Unlinked { from: to, removal }),
            Entry::Monitor { by, reference, .. } => {
                self.give(to, by, Entry::Down { reference, reason: no_process() });
            }
            Entry::Ask { from, reference } => self.give(to, from, Entry::Answer { reference, answer: None }),
            _ => {}
        }
    }

    /// Counts bytes that belong to no process, if there may be so many.
    fn reserve(&self, bytes: usize) -> bool {
        let fits = |used: usize| used.checked_add(bytes).filter(|&sum| sum <= self.most_memory);
        self.memory.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }

    /// Takes them back.
    fn release(&self, bytes: usize) {
        self.memory.fetch_sub(bytes, Ordering::Relaxed);
    }

    // ---- names ----

    /// Gives a process a name; `Err` if one of the two has a partner already.
    pub fn register(&self, name: &[u8], pid: u64) -> Result<(), Taken> {
        let mut names = lock(&self.names);
        if names.pids.contains_key(name) {
            return Err(Taken::Name);
        }
        if names.names.contains_key(&pid) {
            return Err(Taken::Process);
        }
        // A process takes its name out after it has left the table: one that is there now finds it.
        if self.find(pid).is_none() {
            return Err(Taken::Dead);
        }
        let name: Name = name.into();
        names.names.insert(pid, name.clone());
        names.pids.insert(name, pid);
        Ok(())
    }

    /// Takes a name back; says whether there was one.
    pub fn unregister(&self, name: &[u8]) -> bool {
        let mut names = lock(&self.names);
        let pid = names.pids.remove(name);
        pid.is_some_and(|pid| names.names.remove(&pid).is_some())
    }

    fn forget_name(&self, pid: u64) {
        let mut names = lock(&self.names);
        if let Some(name) = names.names.remove(&pid) {
            names.pids.remove(&name);
        }
    }

    /// All names, in their order.
    pub fn all_names(&self) -> Vec<Name> {
        let mut all: Vec<Name> = lock(&self.names).pids.keys().cloned().collect();
        all.sort();
        all
    }

    // ---- timers ----

    /// Does what is due by now.
    fn fire(&self) {
        if self.timers.first().is_none() {
            return;
        }
        let now = self.now();
        while let Some(due) = self.timers.take_due(now) {
            match due {
                Due::Wake(handle) => self.deliver(&handle, Entry::Wake),
                Due::Send { to, message, .. } => {
                    let handle = match to {
                        Destination::Process(handle) => Some(handle),
                        Destination::Name(name) => self.named(&name).and_then(|pid| self.find(pid)),
                    };
                    if let Some(handle) = handle {
                        self.deliver(&handle, Entry::Message(message));
                    }
                }
            }
        }
    }

    /// Sets a timer that sends a message.
    pub fn send_later(&self, at: u64, to: Destination, message: Parcel) -> u64 {
        let reference = self.new_reference();
        self.timers.set(at, Due::Send { to, message, reference });
        reference
    }
}

/// Why a name cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Name,
    Process,
    Dead,
}

/// The reason `"noproc"`.
fn no_process() -> Parcel {
    plain(b"noproc")
}

/// A short text as something to send.
fn plain(text: &[u8]) -> Parcel {
    Parcel { values: smallvec::smallvec![Value::short(text).unwrap_or(Value::NIL)], ..Parcel::default() }
}
