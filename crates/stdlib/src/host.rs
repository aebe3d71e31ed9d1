//! Hosts: the process's own standard streams and clocks, and one that captures everything for tests.

use quintet_runtime::{Host, Input, InputResult, Reading};
use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Output that is held back at most before it is written.
const BUFFER: usize = 64 * 1024;

/// The operating system's streams and clocks. Output is buffered: it is written when the buffer is full, at the end of a
/// line if it goes to a terminal, before input is waited for, before anything goes to the standard error, and when the
/// host goes.
pub struct StdHost {
    arguments: Vec<String>,
    buffer: Vec<u8>,
    /// Why output was lost where nobody could be told; the next flush does.
    lost: Option<io::Error>,
    terminal: bool,
    start: Instant,
}

impl StdHost {
    /// A host whose script has these arguments.
    pub fn new(arguments: Vec<String>) -> StdHost {
        StdHost {
            arguments,
            buffer: Vec::new(),
            lost: None,
            terminal: io::stdout().is_terminal(),
            start: Instant::now(),
        }
    }

    fn write_buffer(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        // What cannot be written is dropped, so that it is reported once.
        let mut out = io::stdout().lock();
        let written = out.write_all(&self.buffer).and_then(|()| out.flush());
        self.buffer.clear();
        written
    }
}

impl Drop for StdHost {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = self.write_buffer();
    }
}

impl Host for StdHost {
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER || self.terminal && bytes.contains(&b'\n') {
            self.write_buffer()
        } else {
            Ok(())
        }
    }
    fn write_err(&mut self, bytes: &[u8]) -> io::Result<()> {
        // That the output is closed must not keep anything from being said here.
        self.lost = self.write_buffer().err().or(self.lost.take());
        io::stderr().lock().write_all(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.write_buffer()?;
        self.lost.take().map_or(Ok(()), Err)
    }
    fn input(&mut self, what: Input) -> Reading {
        match self.write_buffer() {
            Ok(()) => Reading::Waits(Box::new(move || read_standard(what))),
            Err(e) => Reading::Now(Err(e)),
        }
    }
    fn is_terminal(&self) -> bool {
        self.terminal
    }
    fn wall_ns(&mut self) -> i128 {
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        }
    }
    fn monotonic_ns(&mut self) -> u64 {
        self.start.elapsed().as_nanos() as u64
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::other)
    }
    fn arguments(&self) -> Vec<String> {
        self.arguments.clone()
    }
}

/// Reads from the standard input of the process.
fn read_standard(what: Input) -> InputResult {
    match what {
        Input::Hidden if io::stdin().is_terminal() => match rpassword::read_password() {
            Ok(line) => Ok(Some(line.into_bytes())),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(e) => Err(e),
        },
        Input::Line | Input::Hidden => {
            let mut line = Vec::new();
            if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            trim_line_end(&mut line);
            Ok(Some(line))
        }
        Input::Rest(most) => {
            let mut all = Vec::new();
            io::stdin().lock().take((most as u64).saturating_add(1)).read_to_end(&mut all)?;
            Ok(Some(all))
        }
    }
}

/// Cuts LF or CRLF off the end of a line.
pub(crate) fn trim_line_end(line: &mut Vec<u8>) {
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    }
}

/// What a [`CaptureHost`] has collected; clones share it.
#[derive(Clone, Default)]
pub struct Captured(Arc<Mutex<Output>>);

#[derive(Default)]
struct Output {
    out: Vec<u8>,
    err: Vec<u8>,
}

impl Captured {
    fn lock(&self) -> MutexGuard<'_, Output> {
        // A panic while it is held leaves bytes that are whole.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
    /// What went to the standard output so far.
    pub fn out(&self) -> Vec<u8> {
        self.lock().out.clone()
    }
    /// What went to the standard error so far.
    pub fn err(&self) -> Vec<u8> {
        self.lock().err.clone()
    }
}

/// A host for tests: output is collected, input is given, random bytes are the same every time, and clocks can stand.
#[derive(Default)]
pub struct CaptureHost {
    captured: Captured,
    input: VecDeque<u8>,
    arguments: Vec<String>,
    /// The time in nanoseconds since 1970, and on the other clock; the system's if not set.
    clock: Option<i128>,
    start: Option<Instant>,
    random: u64,
}

impl CaptureHost {
    /// A host without input and arguments, on the system's clocks.
    pub fn new() -> CaptureHost {
        CaptureHost::default()
    }
    /// The same with this input.
    pub fn with_input(mut self, input: &[u8]) -> CaptureHost {
        self.input = input.iter().copied().collect();
        self
    }
    /// The same with these arguments of the script.
    pub fn with_arguments(mut self, arguments: Vec<String>) -> CaptureHost {
        self.arguments = arguments;
        self
    }
    /// The same with clocks that stand still at so many nanoseconds since 1970.
    pub fn with_clock(mut self, ns: i128) -> CaptureHost {
        self.clock = Some(ns);
        self
    }
    /// Where the output is collected.
    pub fn captured(&self) -> Captured {
        self.captured.clone()
    }
}

impl Host for CaptureHost {
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.captured.lock().out.extend_from_slice(bytes);
        Ok(())
    }
    fn write_err(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.captured.lock().err.extend_from_slice(bytes);
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn input(&mut self, what: Input) -> Reading {
        let newline = self.input.iter().position(|&b| b == b'\n');
        let end = match (what, newline) {
            (Input::Line | Input::Hidden, _) if self.input.is_empty() => return Reading::Now(Ok(None)),
            (Input::Line | Input::Hidden, Some(at)) => at + 1,
            _ => self.input.len(),
        };
        let mut taken: Vec<u8> = self.input.drain(..end).collect();
        if matches!(what, Input::Line | Input::Hidden) {
            trim_line_end(&mut taken);
        }
        Reading::Now(Ok(Some(taken)))
    }
    fn is_terminal(&self) -> bool {
        false
    }
    fn wall_ns(&mut self) -> i128 {
        match self.clock {
            Some(ns) => ns,
            None => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as i128),
        }
    }
    fn monotonic_ns(&mut self) -> u64 {
        match self.clock {
            Some(_) => 0,
            None => self.start.get_or_insert_with(Instant::now).elapsed().as_nanos() as u64,
        }
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for byte in bytes {
            self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.random >> 56) as u8;
        }
        Ok(())
    }
    fn arguments(&self) -> Vec<String> {
        self.arguments.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captured_input_is_read_line_by_line() {
        let mut host = CaptureHost::new().with_input(b"a\r\nb\nc");
        let mut read = |what| match host.input(what) {
            Reading::Now(read) => read.unwrap(),
            Reading::Waits(read) => read().unwrap(),
        };
        assert_eq!(read(Input::Line), Some(b"a".to_vec()));
        assert_eq!(read(Input::Hidden), Some(b"b".to_vec()));
        assert_eq!(read(Input::Rest(usize::MAX)), Some(b"c".to_vec()));
        assert_eq!(read(Input::Line), None);
    }
}
