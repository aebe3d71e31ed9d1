//! What one process may do to another: an entry in its one inbox, which the other handles by itself, in order.

use crate::native::WorkResult;
use crate::process::Process;
use crate::walk::transfer::{Known, Parcel};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// The name of a process, as it was registered.
pub(crate) type Name = Arc<[u8]>;

/// An effect on a process.
pub(crate) enum Entry {
    /// A message.
    Message(Parcel),
    /// The answer to what was asked under a reference: a message, if the reference is still watched.
    Reply { reference: u64, message: Parcel },
    /// An exit signal: through a link, or sent with `exit`.
    Exit { from: u64, reason: Parcel, link: bool },
    /// The process ends with this reason, whether or not it traps exits.
    End(Parcel),
    /// The other end of a link was made.
    Link { from: u64 },
    /// The other end of a link was removed, in the removal of that number.
    Unlink { from: u64, removal: u64 },
    /// The other process knows that a link was removed.
    Unlinked { from: u64, removal: u64 },
    /// It is watched, under a reference; perhaps by its name.
    Monitor { by: u64, reference: u64, name: Option<Name> },
    /// It is watched no longer.
    Demonitor { reference: u64 },
    /// A watched process has ended.
    Down { reference: u64, reason: Parcel },
    /// It is asked what it does; the answer goes to the process `from`.
    Ask { from: u64, reference: u64 },
    /// The answer to a question; none if the asked one has ended.
    Answer { reference: u64, answer: Option<Parcel> },
    /// Work on another thread is done.
    Done { serial: u64, result: WorkResult },
    /// The program ends with this exit code, running no more of this process.
    ExitProgram(i32),
    /// Time has passed, or there is room somewhere: it is to look again.
    Wake,
}

/// What happens to a message for which a bounded mailbox has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overflow {
    Block,
    DropNewest,
    DropOldest,
    Error,
    Kill,
}

/// The bound of a mailbox.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub capacity: usize,
    pub overflow: Overflow,
}

/// Where a process is while it does not run.
#[derive(Default)]
pub(crate) enum Parked {
    /// It runs, or is in a queue.
    #[default]
    No,
    /// It waits, here.
    Here(Box<Process>),
    /// It waits; its memory is with the thread that drives the program.
    Main,
}

/// See the module's documentation.
#[derive(Default)]
pub(crate) struct Inbox {
    pub entries: Vec<Entry>,
    pub parked: Parked,
    /// The process has ended.
    pub closed: bool,
    /// Senders that wait for room.
    pub senders: Vec<Arc<Handle>>,
}

/// How urgent a process is; lower is more so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Priority {
    Max,
    High,
    Normal,
    Low,
}

impl Priority {
    pub const ALL: [(Priority, &'static str); 4] =
        [(Priority::Max, "max"), (Priority::High, "high"), (Priority::Normal, "normal"), (Priority::Low, "low")];

    pub fn named(name: &[u8]) -> Option<Priority> {
        Priority::ALL.iter().find(|(_, n)| n.as_bytes() == name).map(|(p, _)| *p)
    }
    pub fn name(self) -> &'static str {
        Priority::ALL[self as usize].1
    }
}

/// What others hold of a process.
pub(crate) struct Handle {
    pub pid: u64,
    inbox: Mutex<Inbox>,
    /// There are entries: written under the inbox's lock, read without it.
    pub filled: AtomicBool,
    /// There is an entry that does not wait until the process looks for messages.
    pub urgent: AtomicBool,
    /// It is ending: only cleanup code runs.
    pub exiting: AtomicBool,
    pub priority: AtomicU8,
    /// Memory it may use.
    pub max_heap: AtomicUsize,
    /// Messages in the inbox and in the mailbox, counted if the mailbox is bounded.
    pub queued: AtomicUsize,
    pub bound: Option<Bound>,
    /// What it has of code's data.
    pub known: Mutex<Known>,
    /// Timers that will send to it.
    pub timers: AtomicUsize,
}

impl Handle {
    pub fn new(pid: u64, priority: Priority, max_heap: usize, bound: Option<Bound>) -> Handle {
        Handle {
            pid,
            inbox: Mutex::default(),
            filled: AtomicBool::new(false),
            urgent: AtomicBool::new(false),
            exiting: AtomicBool::new(false),
            priority: AtomicU8::new(priority as u8),
            max_heap: AtomicUsize::new(max_heap),
            queued: AtomicUsize::new(0),
            bound,
            known: Mutex::default(),
            timers: AtomicUsize::new(0),
        }
    }

    /// The inbox. A panic while it is held leaves entries that are whole.
    pub fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(|e| e.into_inner())
    }

    pub fn priority(&self) -> Priority {
        Priority::ALL[usize::from(self.priority.load(Ordering::Relaxed)) & 3].0
    }
}
