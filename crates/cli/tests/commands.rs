//! The subcommands as they are used: files in a directory of their own, output, exit codes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A directory that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("quintet-commands-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> &Folder {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Outcome {
        run(&self.0, arguments, input)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Outcome {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quintet"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("FUN_LIB_DIR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may have ended.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn fmt_rewrites_files_and_directories() {
    let folder = Folder::new("fmt");
    folder
        .write("a.fun", "x=1\n")
        .write("sub/b.fun", "y = 2\n")
        .write("sub/wrong.fun", "z = (\n")
        .write("c.txt", "q=1");
    let all = folder.run(&["fmt"]);
    assert_eq!((all.code, &*all.out), (1, ""));
    assert!(all.err.contains("Parse error sub/wrong.fun:1:5"), "{}", all.err);
    assert!(all.err.ends_with("1 file formatted, 1 unchanged, 1 with errors\n"), "{}", all.err);
    assert_eq!((folder.read("a.fun"), folder.read("sub/wrong.fun")), ("x = 1\n".to_string(), "z = (\n".to_string()));
    assert_eq!(folder.read("c.txt"), "q=1");
    let again = folder.run(&["fmt", "a.fun", "sub/b.fun"]);
    assert_eq!((again.code, &*again.out, &*again.err), (0, "", ""));
}

#[test]
fn fmt_check_shows_a_diff_and_writes_nothing() {
    let folder = Folder::new("fmt-check");
    folder.write("a.fun", "print( 1 )\n");
    let check = folder.run(&["fmt", "--check", "."]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("-print( 1 )\n+print(1)\n"), "{}", check.out);
    assert!(check.err.contains("1 file would be formatted"), "{}", check.err);
    assert_eq!(folder.read("a.fun"), "print( 1 )\n");
}

#[test]
fn fmt_reads_the_standard_input() {
    let folder = Folder::new("fmt-stdin");
    let good = folder.run_with(&["fmt", "-"], "x=1");
    assert_eq!((good.code, &*good.out, &*good.err), (0, "x = 1\n", ""));
    let bad = folder.run_with(&["fmt", "-"], "x=");
    assert_eq!((bad.code, &*bad.out), (1, ""));
    assert!(bad.err.starts_with("Parse error <stdin>:1:"), "{}", bad.err);
    assert_eq!(folder.run_with(&["fmt", "--check", "-"], "x = 1\n").code, 0);
    assert_eq!(folder.run_with(&["fmt", "--check", "-"], "x=1\n").code, 1);
}

#[test]
fn wrong_command_lines_of_fmt_are_named() {
    let folder = Folder::new("fmt-usage");
    let option = folder.run(&["fmt", "--chek"]);
    assert_eq!(option.code, 2);
    assert!(option.err.contains("--chek"), "{}", option.err);
    let missing = folder.run(&["fmt", "missing.fun"]);
    assert_eq!((missing.code, &*missing.err), (1, "quintet: cannot read 'missing.fun': No such file or directory\n"));
}

#[test]
fn heap_profiles_name_kinds_and_lines() {
    let folder = Folder::new("profile");
    let program = "kept = []\nfor i in range(5000)\n  push(kept, [i, nil])\nfor i in range(5000)\n  junk = [nil, i]\n";
    folder.write("a.fun", program);
    let run = folder.run(&["run", "--heap-profile=out.txt", "--stats", "a.fun"]);
    assert_eq!((run.code, &*run.out), (0, ""));
    let profile = folder.read("out.txt");
    let bytes = |name: &str| -> usize {
        let line = profile.lines().find(|l| l.ends_with(name)).unwrap_or_else(|| panic!("no {name} in\n{profile}"));
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    // 5,000 arrays of 24 bytes with storage of 40, and the storage of the one that holds them.
    assert!((5000 * 64 + 5000 * 16..5000 * 64 + 9000 * 16).contains(&bytes("  a.fun:3 in a.fun")), "{profile}");
    assert!(bytes("  array") > 5000 * 24 && bytes("  array") < 5100 * 24, "{profile}");
    assert!(profile.lines().find(|l| l.ends_with("a.fun:5 in a.fun")).is_none_or(|_| bytes("a.fun:5 in a.fun") < 500));
    for word in ["collections:", "minor pauses:", "nursery:", "remembered set:", "shapes:", "cache misses:"] {
        assert!(run.err.contains(word), "{}", run.err);
    }
}
