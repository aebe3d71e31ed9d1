//! The host of a program with several processes: one outside world for all of them. What a process prints goes where its
//! spawner's does.

use crate::host::{Host, Input, Reading};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

/// A host that several processes share.
#[derive(Clone)]
pub(crate) struct SharedHost {
    host: Arc<Mutex<Box<dyn Host>>>,
}

impl SharedHost {
    pub fn new(host: Box<dyn Host>) -> SharedHost {
        SharedHost { host: Arc::new(Mutex::new(host)) }
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
        self.lock().wall_ns()
    }
    fn monotonic_ns(&mut self) -> u64 {
        self.lock().monotonic_ns()
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.lock().random(bytes)
    }
    fn arguments(&self) -> Vec<String> {
        self.lock().arguments()
    }
}
