//! What is due when: processes that wait no longer than to a point in time, and messages that are sent later.

use super::inbox::{Handle, Name};
use crate::walk::transfer::Parcel;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// Where a timer sends to.
pub(crate) enum Destination {
    Process(Arc<Handle>),
    /// Looked up when the timer is due.
    Name(Name),
}

/// What happens at a point in time.
pub(crate) enum Due {
    /// A process looks again whether it waits.
    Wake(Arc<Handle>),
    /// A message is sent.
    Send { to: Destination, message: Parcel, reference: u64 },
}

/// When, and a number that tells timers of the same time apart.
pub(crate) type Key = (u64, u64);

#[derive(Default)]
struct Table {
    by_time: BTreeMap<Key, Due>,
    by_reference: HashMap<u64, Key, foldhash::fast::FixedState>,
    next: u64,
}

/// All timers of a system.
pub(crate) struct Timers {
    table: Mutex<Table>,
    /// When the first is due; `u64::MAX` without any.
    first: AtomicU64,
}

impl Default for Timers {
    fn default() -> Self {
        Timers { table: Mutex::default(), first: AtomicU64::new(u64::MAX) }
    }
}

impl Timers {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn note_first(&self, table: &Table) {
        let first = table.by_time.first_key_value().map_or(u64::MAX, |(key, _)| key.0);
        self.first.store(first, Ordering::SeqCst);
    }

    /// When the first timer is due.
    pub fn first(&self) -> Option<u64> {
        Some(self.first.load(Ordering::SeqCst)).filter(|&at| at != u64::MAX)
    }

    /// Sets a timer: O(log n).
    pub fn set(&self, at: u64, due: Due) -> Key {
        let mut table = self.table();
        let key = (at, table.next);
        table.next += 1;
        if let Due::Send { reference, to, .. } = &due {
            table.by_reference.insert(*reference, key);
            if let Destination::Process(handle) = to {
                handle.timers.fetch_add(1, Ordering::Relaxed);
            }
        }
        table.by_time.insert(key, due);
        self.note_first(&table);
        key
    }

    /// Takes a timer back; nothing if it has been due.
    pub fn cancel(&self, key: Key) -> Option<Due> {
        let mut table = self.table();
        let due = table.by_time.remove(&key);
        forget(&mut table, due.as_ref());
        self.note_first(&table);
        due
    }

    /// Takes back the timer of a reference and says when it would have been due.
    pub fn cancel_reference(&self, reference: u64) -> Option<u64> {
        let mut table = self.table();
        let key = table.by_reference.get(&reference).copied()?;
        let due = table.by_time.remove(&key);
        forget(&mut table, due.as_ref());
        self.note_first(&table);
        Some(key.0)
    }

    /// Takes back all timers that send to a process which has ended.
    pub fn cancel_all(&self, handle: &Handle) {
        let mut table = self.table();
        let Table { by_time, by_reference, .. } = &mut *table;
        by_time.retain(|_, due| match due {
            Due::Send { to: Destination::Process(to), reference, .. } if to.pid == handle.pid => {
                by_reference.remove(reference);
                false
            }
            _ => true,
        });
        self.note_first(&table);
    }

    /// Takes out a timer that is due by now.
    pub fn take_due(&self, now: u64) -> Option<Due> {
        if self.first.load(Ordering::Relaxed) > now {
            return None;
        }
        let mut table = self.table();
        let due = match table.by_time.first_key_value() {
            Some((key, _)) if key.0 <= now => table.by_time.pop_first().map(|(_, due)| due),
            _ => None,
        };
        forget(&mut table, due.as_ref());
        self.note_first(&table);
        due
    }

    /// Lets go of everything.
    pub fn clear(&self) {
        let table = std::mem::take(&mut *self.table());
        self.first.store(u64::MAX, Ordering::SeqCst);
        drop(table);
    }
}

fn forget(table: &mut Table, due: Option<&Due>) {
    if let Some(Due::Send { reference, to, .. }) = due {
        table.by_reference.remove(reference);
        if let Destination::Process(handle) = to {
            handle.timers.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
