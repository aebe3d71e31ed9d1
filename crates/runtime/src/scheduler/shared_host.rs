//! The host of a program with several processes: one outside world for all of them. What a process prints goes where its
//! spawner's does.

use crate::host::{Host, Input, Reading};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// A host that several processes share.
#[derive(Clone)]
pub(crate) struct SharedHost {
    host: Arc<Mutex<Box<dyn Host>>>,
    /// What is not the host's, in a simulated program.
    outside: Option<Arc<Outside>>,
}

/// The time and the random numbers of a simulated program.
pub(crate) struct Outside {
    /// Nanoseconds that have passed.
    now: AtomicU64,
    random: AtomicU64,
}

/// When simulated programs begin: the first of January 2000.
const BEGIN: i128 = 946_684_800_000_000_000;

impl Outside {
    pub fn new(seed: u64) -> Outside {
        Outside { now: AtomicU64::new(0), random: AtomicU64::new(!seed) }
    }
    pub fn now(&self) -> u64 {
        self.now.load(Ordering::Relaxed)
    }
    /// Lets time pass.
    pub fn pass(&self, nanoseconds: u64) {
        self.now.fetch_add(nanoseconds, Ordering::Relaxed);
    }
    /// Lets time pass until then, if it has not.
    pub fn pass_to(&self, at: u64) {
        self.now.fetch_max(at, Ordering::Relaxed);
    }
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut next = self.random.load(Ordering::Relaxed);
            let number = super::split_mix(&mut next);
            self.random.store(next, Ordering::Relaxed);
            chunk.copy_from_slice(&number.to_le_bytes()[..chunk.len()]);
        }
    }
}

impl SharedHost {
    pub fn new(host: Box<dyn Host>, outside: Option<Arc<Outside>>) -> SharedHost {
        SharedHost { host: Arc::new(Mutex::new(host)), outside }
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Host>> {
        // A host that panics leaves itself as it thinks right.
        self.host.lock().unwrap_or_else(|e| e.into_inner())
    }
}

impl Host for SharedHost {
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write_out(bytes)
    }
    fn write_err(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write_err(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.lock().flush()
    }
    fn input(&mut self, what: Input) -> Reading {
        self.lock().input(what)
    }
    fn is_terminal(&self) -> bool {
        self.lock().is_terminal()
    }
    fn wall_ns(&mut self) -> i128 {
        match &self.outside {
            Some(outside) => BEGIN + i128::from(outside.now()),
            None => self.lock().wall_ns(),
        }
    }
    fn monotonic_ns(&mut self) -> u64 {
        match &self.outside {
            Some(outside) => outside.now(),
            None => self.lock().monotonic_ns(),
        }
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        match &self.outside {
            Some(outside) => {
                outside.fill(bytes);
                Ok(())
            }
            None => self.lock().random(bytes),
        }
    }
    fn arguments(&self) -> Vec<String> {
        self.lock().arguments()
    }
}
