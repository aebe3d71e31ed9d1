//! What the machine asks of its host: the outside half of the one door.

use std::io;

/// The outside world of a process. Every read of a clock, of random bytes or of input and every output goes through
/// it, so that a host can record, simulate or refuse.
pub trait Host: Send {
    /// Writes to the standard output.
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Writes to the standard error. Implementations flush the standard output first.
    fn write_err(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Flushes the standard output.
    fn flush(&mut self) -> io::Result<()>;
    /// Reads from the input, or says how: what may have to be waited for is done on another thread.
    fn input(&mut self, what: Input) -> Reading;
    /// Whether the standard output is a terminal.
    fn is_terminal(&self) -> bool;
    /// Nanoseconds since 1970, UTC.
    fn wall_ns(&mut self) -> i128;
    /// Nanoseconds on a clock that never goes back, from an arbitrary start.
    fn monotonic_ns(&mut self) -> u64;
    /// Fills the buffer with random bytes fit for secrets.
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()>;
    /// The arguments of the script.
    fn arguments(&self) -> Vec<String>;
}

/// What is read from the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line, its end cut off.
    Line,
    /// The same, without echo on a terminal.
    Hidden,
    /// The rest, but no more than so many bytes and one.
    Rest(usize),
}

/// What comes of reading: bytes, or none at the end of the input.
pub type InputResult = io::Result<Option<Vec<u8>>>;

/// How the input is read.
pub enum Reading {
    /// It was there.
    Now(InputResult),
    /// It may have to be waited for.
    Waits(Box<dyn FnOnce() -> InputResult + Send>),
}

/// A host that has nothing: output goes nowhere, input is empty, clocks stand still, random bytes are refused.
#[derive(Default)]
pub struct NoHost;

impl Host for NoHost {
    fn write_out(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn write_err(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn input(&mut self, _: Input) -> Reading {
        Reading::Now(Ok(None))
    }
    fn is_terminal(&self) -> bool {
        false
    }
    fn wall_ns(&mut self) -> i128 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn random(&mut self, _: &mut [u8]) -> io::Result<()> {
        Err(io::Error::other("this host has no random bytes"))
    }
    fn arguments(&self) -> Vec<String> {
        Vec::new()
    }
}
