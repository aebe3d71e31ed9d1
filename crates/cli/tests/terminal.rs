//! The session at a terminal, driven as a person would: keys go in, and each step waits for what must appear.
#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// When a test gives up; nothing waits that long if all is well.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the command has written, without the sequences that move the cursor and set colours.
#[derive(Default)]
struct Screen {
    text: Mutex<(String, bool)>,
    changed: Condvar,
}

struct Terminal {
    screen: Arc<Screen>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    /// How much of the text has been looked at.
    seen: usize,
    folder: PathBuf,
}

impl Terminal {
    fn new(name: &str) -> Terminal {
        let folder = std::env::temp_dir().join(format!("quintet-terminal-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Terminal::in_folder(folder)
    }

    fn in_folder(folder: PathBuf) -> Terminal {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_quintet"));
        command.cwd(&folder);
        command.env("XDG_STATE_HOME", &folder);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys: Arc<Mutex<Box<dyn Write + Send>>> = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let screen = Arc::new(Screen::default());
        let (shown, answers) = (screen.clone(), keys.clone());
        std::thread::spawn(move || {
            let _master = pair.master;
            let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                bytes.extend_from_slice(&buffer[..length]);
                // The line editor asks where the cursor is.
                while let Some(at) = bytes.windows(4).position(|window| window == b"\x1b[6n") {
                    bytes.drain(at..at + 4);
                    let _ = answers.lock().unwrap().write_all(b"\x1b[1;1R");
                }
                shown.text.lock().unwrap().0 = plain(&bytes);
                shown.changed.notify_all();
            }
            shown.text.lock().unwrap().1 = true;
            shown.changed.notify_all();
        });
        let mut terminal = Terminal { screen, keys, child, seen: 0, folder };
        terminal.wait_for("fun> ");
        terminal
    }

    fn keys(&self, text: &str) {
        self.keys.lock().unwrap().write_all(text.as_bytes()).unwrap();
    }

    /// Types an entry and waits for what it must show, and for the prompt behind it: keys that come before the terminal is
    /// the editor's again would mean something else.
    fn entry(&mut self, text: &str, expected: &str) {
        self.keys(text);
        if !text.contains(['\t', '\x1b']) {
            self.wait_for(text);
        }
        self.keys("\r");
        self.wait_for("\n");
        self.wait_for(expected);
        self.wait_for("fun> ");
    }

    /// Waits until a text appears behind what has been seen.
    fn wait_for(&mut self, expected: &str) {
        let deadline = Instant::now() + PATIENCE;
        let mut text = self.screen.text.lock().unwrap();
        loop {
            // The editor may draw what has been drawn already anew, so what was seen may have become shorter.
            let from = self.seen.min(text.0.len());
            if let Some(at) = text.0.get(from..).and_then(|rest| rest.find(expected)) {
                self.seen = from + at + expected.len();
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !text.1, "no {expected:?} in:\n{}\n--- seen until {from}", text.0);
            text = self.screen.changed.wait_timeout(text, left).unwrap().0;
        }
    }

    fn exit_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Text without escape sequences and carriage returns.
fn plain(bytes: &[u8]) -> String {
    let (mut out, mut rest) = (Vec::new(), bytes);
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (0x1b, [b'[', tail @ ..]) => {
                let length = tail.iter().position(|byte| (0x40..=0x7e).contains(byte)).map_or(tail.len(), |n| n + 1);
                rest = &tail[length..];
            }
            (0x1b, [_, tail @ ..]) => rest = tail,
            (b'\r', _) => {}
            (byte, _) => out.push(*byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn entries_show_their_values_and_errors_leave_the_state() {
    let mut terminal = Terminal::new("values");
    terminal.entry("x = 20", "");
    terminal.entry("x * 2 + 1", "41\n");
    terminal.entry("\"te\" + \"xt\"", "\"text\"\n");
    terminal.entry("x / 0", "Runtime error: division by zero");
    terminal.entry("lenn(x)", "Undefined name 'lenn' (did you mean 'len'?)");
    terminal.entry("_", "\"text\"\n");
    terminal.entry("x + 3", "23\n");
    terminal.entry(":type x", "Number\n");
    terminal.entry(":doc len", "The number of elements");
    terminal.keys("\x04");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_block_ends_with_an_empty_line() {
    let mut terminal = Terminal::new("blocks");
    terminal.keys("if true\r  print(\"in a \" + \"block\")\r");
    terminal.keys("\r");
    terminal.wait_for("in a block\n");
    terminal.wait_for("fun> ");
    terminal.keys("fun twice(n)\r  return n * 2\rprint(\"it is \" + \"made\")\r");
    terminal.wait_for("it is made\n");
    terminal.wait_for("fun> ");
    terminal.entry("twice(21)", "42\n");
    terminal.keys("print([1,\r 2])\r");
    terminal.wait_for("[1, 2]\n");
    terminal.wait_for("fun> ");
    terminal.keys("exit 3\r");
    assert_eq!(terminal.exit_code(), 3);
}

#[test]
fn ctrl_c_interrupts_the_program_only() {
    let mut terminal = Terminal::new("interrupt");
    terminal.entry("n = 0", "");
    terminal.keys("while true\r  if n == 0 print(\"go\" + \"ing\")\r  n += 1\r\r");
    terminal.wait_for("going");
    terminal.keys("\x03");
    terminal.wait_for("Interrupted");
    terminal.wait_for("fun> ");
    terminal.entry("n > 0", "true\n");
    // What waits is interrupted too, and what finally does is done.
    terminal.keys("try\r  print(\"wait\" + \"ing\")\r  sleep(1000000)\rfinally\r  print(\"cleaned \" + \"up\")\r\r");
    terminal.wait_for("waiting");
    terminal.keys("\x03");
    terminal.wait_for("cleaned up");
    terminal.wait_for("Interrupted");
    terminal.wait_for("fun> ");
    // At the prompt it drops what has been typed.
    terminal.keys("this is not");
    terminal.wait_for("this is not");
    terminal.keys("\x03");
    terminal.wait_for("fun> ");
    terminal.entry("n >= 1", "true\n");
}

#[test]
fn names_members_and_paths_are_completed() {
    let mut terminal = Terminal::new("complete");
    std::fs::write(terminal.folder.join("unusual.txt"), "inside").unwrap();
    terminal.entry("settings = {threshold: 17}", "");
    terminal.entry("setti\t.thresh\t + 1", "18\n");
    terminal.entry("capita\t(\"quintet\")", "\"Quintet\"\n");
    terminal.entry("read_file(\"unus\t\")", "\"inside\"\n");
}

#[test]
fn the_history_is_kept() {
    let mut terminal = Terminal::new("history");
    terminal.entry("\"fir\" + \"st\"", "\"first\"\n");
    terminal.keys("\x04");
    assert_eq!(terminal.exit_code(), 0);
    let history = std::fs::read_to_string(terminal.folder.join("quintet/history")).unwrap();
    assert!(history.contains("\"fir\" + \"st\""), "{history}");
    let mut again = Terminal::in_folder(terminal.folder.clone());
    again.entry("\x1b[A", "\"first\"\n");
}
