//! Ctrl-C, and work that a program waits for.

use quintet::Control;
use quintet::runtime::{Host, Work, WorkResult};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long it may take until an interruption is noticed while a program waits.
const LOOK: Duration = Duration::from_millis(20);

/// The terminal's side of a session.
pub struct Terminal {
    interrupted: Arc<AtomicBool>,
}

impl Terminal {
    /// From now on Ctrl-C no longer ends this process.
    pub fn new() -> Terminal {
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = interrupted.clone();
        // Without a handler Ctrl-C ends the command, which is no worse than it was.
        let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
        Terminal { interrupted }
    }

    /// Forgets interruptions that came while nothing ran.
    pub fn fresh(&mut self) -> &mut Terminal {
        self.interrupted.store(false, Ordering::Relaxed);
        self
    }
}

impl Control for Terminal {
    fn host(&self) -> Box<dyn Host> {
        quintet::standard_host(Vec::new())
    }

    fn interrupted(&mut self) -> bool {
        self.interrupted.swap(false, Ordering::Relaxed)
    }

    fn work(&mut self, work: Work) -> Option<WorkResult> {
        let (sender, receiver) = channel();
        let worker = std::thread::Builder::new().spawn(move || {
            // Nobody listens any more if the program was interrupted.
            let _ = sender.send(work());
        });
        worker.ok()?;
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Timeout) if self.interrupted.load(Ordering::Relaxed) => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}
