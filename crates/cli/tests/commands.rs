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

/// Two processes add to a number that a third one keeps. `{add}` is how.
const KEPT: &str = "
import test
fun keeper()
  total = 0
  while true
    receive
      case [\"get\", from] => from ! total
      case [\"set\", from, n]
        total = n
        from ! \"ok\"
      case [\"add\", from, n]
        total += n
        from ! \"ok\"

fun add(cell, n)
  {add}
  receive_any()

test.case(\"nothing is lost\", fn()
  cell = spawn(keeper)
  adders = [spawn(add, cell, 5), spawn(add, cell, 7)]
  each(adders, fn(pid) => wait(pid))
  cell ! [\"get\", self()]
  test.eq(receive_any(), 12)
)
";

#[test]
fn simulated_tests_find_an_order_that_fails_and_repeat_it() {
    let folder = Folder::new("simulated");
    folder.write("right_test.fun", &KEPT.replace("{add}", "cell ! [\"add\", self(), n]"));
    folder.write(
        "wrong_test.fun",
        &KEPT.replace("{add}", "cell ! [\"get\", self()]\n  cell ! [\"set\", self(), receive_any() + n]"),
    );
    let right = folder.run(&["test", "--sim=60", "right_test.fun"]);
    assert!(right.out.starts_with("1 passed, 0 failed"), "{}", right.out);

    let wrong = folder.run(&["test", "--sim=60", "wrong_test.fun"]);
    let again = wrong.out.split("again: quintet ").nth(1).and_then(|rest| rest.lines().next());
    let again: Vec<&str> = again.unwrap_or_else(|| panic!("{}", wrong.out)).split(' ').collect();
    assert!(!wrong.out.contains("went differently"), "{}", wrong.out);
    let failure =
        |text: &str| text.lines().filter(|line| !line.contains(" passed, ")).map(String::from).collect::<Vec<_>>();
    assert_eq!(failure(&folder.run(&again).out), failure(&wrong.out));

    assert_eq!(folder.run(&["test", "--seed=3", "right_test.fun"]).code, 2);
    assert_eq!(folder.run(&["test", "--sim=2", "--sim-faults=slow=1", "right_test.fun"]).code, 2);
}

#[test]
fn simulated_faults_follow_from_the_seed() {
    let folder = Folder::new("faults");
    folder.write(
        "kills.fun",
        "fun work()\n  for i in range(200)\n    sleep(1)\npids = map(to_array(range(20)), fn(i) => spawn_monitor(work)[1])\n\
         print(map(pids, fn(ref)\n  receive\n    case [\"DOWN\", ^ref, _, _, why] => return why\n))\n",
    );
    folder.write("delays.fun", "self() ! 1\nreceive_any()\np = spawn(fn()\n  [from, at] = receive_any()\n  from ! time_ns() - at\n)\np ! [self(), time_ns()]\nprint(receive_any() / 1000000 > 5)\n");
    let run = |arguments: &[&str]| {
        let run = folder.run(arguments);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let none = run(&["run", "--sim=4", "kills.fun"]);
    assert!(!none.contains("killed"), "{none}");
    let some = run(&["run", "--sim=4", "--sim-faults=kills=1", "kills.fun"]);
    assert!(some.contains("killed") && some.contains("normal"), "{some}");
    assert_eq!(run(&["run", "--sim=4", "--sim-faults=kills=1", "kills.fun"]), some);
    assert_ne!(run(&["run", "--sim=5", "--sim-faults=kills=1", "kills.fun"]), some);

    let seeds = ["1", "2", "3", "4", "5", "6"].map(|seed| format!("--sim={seed}"));
    assert!(seeds.iter().all(|seed| run(&["run", seed, "delays.fun"]) == "false\n"));
    assert!(seeds.iter().any(|seed| run(&["run", seed, "--sim-faults=delays=50", "delays.fun"]) == "true\n"));
    assert_eq!(folder.run(&["run", "--sim-faults=kills=1", "kills.fun"]).code, 2);
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

#[test]
fn a_session_reads_entries_from_a_pipe() {
    let folder = Folder::new("session");
    let input = "n = 1\nfun inc()\n  n += 1\n\n  return n\ninc()\ninc() + n\nif n > 2\n  print(\"more\")\nelse\n  print(\"less\")\n\
                 fun inc() => \"new\"\ninc()\nxs = [1,\n2]\nxs\n";
    let session = folder.run_with(&[], input);
    assert_eq!((session.code, &*session.out, &*session.err), (0, "2\n6\nmore\n\"new\"\n[1, 2]\n", ""));
    assert_eq!(folder.run_with(&["repl"], "exit 7\nprint(1)\n").code, 7);
}

#[test]
fn a_session_outlives_errors() {
    let folder = Folder::new("session-errors");
    let input = "x = 5\nx = 1 / 0\nnew = 1 / 0\nnew\nfun f(n) => f(n + 1) + 1\nf(0)\nnope\n)\nx\nmatch x\n  case 5 => \"five\"\n";
    let session = folder.run_with(&[], input);
    assert_eq!((session.code, &*session.out), (1, "5\n\"five\"\n"), "{}", session.err);
    for message in [
        "division by zero",
        " (at [2]:1 in [2])",
        "too many frames",
        "Undefined name 'nope'",
        "Undefined name 'new'",
        "[6]:1:1:",
    ] {
        assert!(session.err.contains(message), "no {message} in {}", session.err);
    }
}

#[test]
fn a_session_has_commands() {
    let folder = Folder::new("session-commands");
    folder.write("lib.fun", "// Twice as much.\nfun twice(n) => n * 2\nlimit = 10\n");
    let input = ":load lib.fun\ntwice(limit)\n:doc twice\n:type limit\n:names\n:save out.fun\n:disasm twice\n:reset\nlimit\n:q 9\n";
    let session = folder.run_with(&[], input);
    assert_eq!(session.code, 9);
    for shown in ["20\n", "fun twice(n)\nTwice as much.\n", "Number\n", "twice limit _\n", ".function twice (n)"] {
        assert!(session.out.contains(shown), "no {shown} in {}", session.out);
    }
    assert!(session.err.contains("Undefined name 'limit'"), "{}", session.err);
    assert_eq!(folder.read("out.fun"), "// Twice as much.\nfun twice(n) => n * 2\nlimit = 10\ntwice(limit)\n");
}

#[test]
fn a_session_imports_modules_and_keeps_them() {
    let folder = Folder::new("session-imports");
    folder.write("counter.fun", "count = 0\nfun next()\n  count += 1\n  return count\n");
    let input = "import \"counter\"\na = 1\ncounter.next()\nimport count, next as more from \"counter\"\nb = 2\nmore()\n\
                 counter.next()\n[a, b]\n";
    let session = folder.run_with(&[], input);
    assert_eq!((session.code, &*session.err), (0, ""));
    // An entry that imports a module runs it for itself.
    assert_eq!(session.out, "1\n1\n2\n[1, 2]\n");
}

const TESTS: &str = "import test\n\
    test.suite(\"sums\", fn()\n  test.before_each(fn() => echo(\"[before]\"))\n  test.case(\"good\", fn() => test.eq(1 + 1, 2))\n  \
    test.case(\"bad\", fn()\n    print(\"written by the case\")\n    test.eq(1 + 1, 3, \"a note\")\n  )\n)\n\
    test.table(\"squares\", {one: [1, 1], two: [2, 5]}, fn(n, expected) => test.eq(n * n, expected))\n\
    test.case(\"later\", fn() => test.skip(\"not yet\"))\n";

#[test]
fn tests_are_run_and_summed_up() {
    let folder = Folder::new("test");
    folder.write("a_test.fun", TESTS).write("sub/test_b.fun", "import test\ntest.case(\"b\", fn() => test.ok(true))\n");
    folder.write("other.fun", "error(\"this is no test\")\n");
    let run = folder.run(&["test", "--junit", "out.xml"]);
    assert_eq!((run.code, &*run.err), (1, ""));
    for shown in [
        "FAIL a_test.fun: sums > bad\n     a note: expected 3, got 2\n       at a_test.fun:7\n     written:\n     | [before]written by the case\n",
        "FAIL a_test.fun: squares [two]\n     expected 5, got 4\n",
        "3 passed, 2 failed, 1 skipped in 2 files, ",
    ] {
        assert!(run.out.contains(shown), "no {shown} in {}", run.out);
    }
    assert!(!run.out.contains("good"), "{}", run.out);
    let junit = folder.read("out.xml");
    assert!(junit.contains("<testsuite name=\"a_test.fun\" tests=\"5\" failures=\"2\" skipped=\"1\""), "{junit}");
    assert!(junit.contains("<failure message=\"a note: expected 3, got 2\">"), "{junit}");
}

#[test]
fn tests_are_filtered() {
    let folder = Folder::new("test-filter");
    folder.write("a_test.fun", TESTS);
    let run = folder.run(&["test", "-v", "--filter", "sums > good"]);
    assert_eq!((run.code, &*run.err), (0, ""));
    assert!(
        run.out.starts_with("pass a_test.fun: sums > good\n1 passed, 0 failed, 4 filtered out in 1 file, "),
        "{}",
        run.out
    );
    let nothing = folder.run(&["test", "--filter", "absent"]);
    assert_eq!((nothing.code, &*nothing.err), (1, "no test was run\n"));
}

#[test]
fn a_test_file_that_fails_as_a_whole_is_a_failure() {
    let folder = Folder::new("test-whole");
    folder.write("a_test.fun", "import test\ntest.case(\"leaves\", fn()\n  exit 0\n)\n");
    folder.write("b_test.fun", "import test\nprint(\"before\")\nerror(\"outside\")\n");
    folder.write("c_test.fun", "x = (\n");
    folder.write("d_test.fun", "import test\ntest.case(\"hangs\", fn()\n  while true\n    x = 1\n)\n");
    let run = folder.run(&["test", "--timeout=1"]);
    assert_eq!(run.code, 1);
    for shown in [
        "FAIL a_test.fun: leaves\n     the program ended in the middle of the case\n",
        "FAIL b_test.fun\n     the program ended with exit code 1\n     written:\n     | before\n     | Error: outside\n",
        "Parse error c_test.fun:1:5",
        "FAIL d_test.fun: hangs\n     the program was ended after 1 s\n",
        "0 passed, 4 failed in 4 files",
    ] {
        assert!(run.out.contains(shown), "no {shown} in {}", run.out);
    }
    assert_eq!(folder.run(&["test", "nowhere"]).code, 1);
    assert_eq!(folder.run(&["test", "--jobs=0"]).code, 2);
}

#[test]
fn a_new_project_runs_at_once() {
    let folder = Folder::new("new");
    let new = folder.run(&["new", "hello"]);
    assert_eq!((new.code, &*new.err), (0, ""));
    let project = folder.0.join("hello");
    assert_eq!(&*run(&project, &["main.fun", "Ada", "Grace"], "").out, "Hello, Ada!\nHello, Grace!\n");
    assert!(run(&project, &["test"], "").out.starts_with("4 passed, 0 failed in 1 file"));
    assert_eq!(run(&project, &["fmt", "--check"], "").code, 0);
    assert_eq!(run(&project, &["check", "main.fun"], "").code, 0);
    let again = folder.run(&["new", "hello"]);
    assert_eq!((again.code, &*again.err), (1, "quintet: 'hello' is there already and is not empty\n"));
    assert_eq!(folder.run(&["new"]).code, 2);
}

#[test]
fn documentation_is_made_from_comments() {
    let folder = Folder::new("doc");
    folder.write(
        "shapes/round.fun",
        "// Round things. Not *square*.\n\n// A <circle>; see `area`.\nclass Circle(r)\n  // How large it is.\n  \
         fun area(this) => 3.14 * this.r * this.r\n  fun _hidden(this) => 1\n// <script>alert(1)</script>\nfun unit() => Circle(1)\n",
    );
    folder.write("round_test.fun", "// Not documented.\n\nfun left_out() => 1\n");
    let doc = folder.run(&["doc", "-o", "site", "--title", "Shapes & more"]);
    assert_eq!((doc.code, &*doc.out, &*doc.err), (0, "1 file documented in site/index.html\n", ""));
    let page = folder.read("site/file.shapes.round.html");
    for shown in [
        "<title>shapes/round.fun - Shapes &amp; more</title>",
        "<p>Round things. Not <em>square</em>.</p>",
        "id=\"Circle.area\"",
        "<p>How large it is.</p>",
        "&lt;script&gt;",
    ] {
        assert!(page.contains(shown), "no {shown} in {page}");
    }
    assert!(!page.contains("_hidden") && !page.contains("<script>alert"), "{page}");
    let names = folder.read("site/search.js");
    assert!(
        names.contains("[\"Circle.area\",\"method\",\"file.shapes.round.html#Circle.area\",\"How large it is.\"]"),
        "{names}"
    );
    assert!(names.contains("\"builtins.html#len\"") && !names.contains("left_out"), "{names}");
    assert!(folder.read("site/index.html").contains("<a href=\"file.shapes.round.html\">shapes/round.fun</a>"));
    folder.write(
        "links.fun",
        "// [a](javascript:alert(1)) [b](&#106;avaScript:alert(2)) <javascript:alert(3)> [c](<java\tscript:alert(4)>)\n\
         // [d](vbscript:5) ![e](data:text/html,6) [f][g]\n\
         // [h](https://example.org/?q=a:b) [i](mailto:a@example.org) [j](other.html#x:y) [k](./a:b)\n//\n\
         // [g]: data:text/html,7\n\nx = 1\n",
    );
    assert_eq!(folder.run(&["doc", "-o", "site", "links.fun"]).code, 0);
    let page = folder.read("site/file.links.html");
    let mut addresses: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    addresses.retain(|address| !address.ends_with(".css") && *address != "index.html" && *address != "#x");
    let kept = ["https://example.org/?q=a:b", "mailto:a@example.org", "other.html#x:y", "./a:b"];
    assert_eq!(addresses, [&[""; 6][..], &kept].concat(), "{page}");
    assert!(page.contains("<img src=\"\""), "{page}");
    folder.write("bad.fun", "x = (\n");
    let bad = folder.run(&["doc", "-o", "site"]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("Parse error bad.fun:1:5"), "{}", bad.err);
}

/// A device that refuses every byte: output that is lost must not look like success, nor a lost message like a crash.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_not_success() {
    let folder = Folder::new("full");
    folder
        .write("short.fun", "print(1)\n")
        .write("both.fun", "print(1)\neprint(2)\n")
        .write("bad.fun", "error(\"x\")\n");
    let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let run = |arguments: &[&str], input: &str, out: Option<()>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quintet"));
        command
            .args(arguments)
            .current_dir(&folder.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        match out {
            Some(()) => command.stdout(full()),
            None => command.stderr(full()),
        };
        let mut child = command.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for arguments in [
        &["short.fun"][..],
        &["both.fun"],
        &["disasm", "short.fun"],
        &["--help"],
        &["fmt", "-"],
        &["asm", "short.fun", "-o", "/dev/full"],
    ] {
        let (code, message) = run(arguments, "x = 1\n", Some(()));
        assert_eq!(code, Some(1), "{arguments:?}: {message}");
        assert!(
            message.contains("No space left on device") && !message.contains("os error"),
            "{arguments:?}: {message}"
        );
    }
    for entry in ["print(1)\n", "1 + 1\n", ":help\n"] {
        let (code, message) = run(&[], entry, Some(()));
        assert_eq!(code, Some(1), "{entry}: {message}");
        assert!(message.contains("cannot write"), "{entry}: {message}");
    }
    for arguments in [&["bad.fun"][..], &["absent.fun"], &["check", "bad.fun"], &["fmt", "absent.fun"]] {
        let expected = if arguments[0] == "check" { 0 } else { 1 };
        assert_eq!(run(arguments, "", None).0, Some(expected), "{arguments:?}");
    }
}

#[test]
fn input_is_not_lost_to_a_collection() {
    let folder = Folder::new("input-kept");
    folder.write(
        "p.fun",
        "fun litter()\n  garbage = []\n  for i in range(34)\n    push(garbage, to_array(range(20000)))\n  \
         for i in range(9000)\n    x = [i]\n\
         litter()\nprint(len(input()))\nlitter()\nprint(len(read_stdin()), read_stdin() == \"\")\n",
    );
    let input = "x".repeat(2_500_000) + "\n" + &"y".repeat(2_600_000);
    let read = folder.run_with(&["run", "--max-heap=8000000", "p.fun"], &input);
    assert_eq!((&*read.out, &*read.err, read.code), ("2500000\n2600000 true\n", "", 0));
    folder.write("q.fun", "try\n  input()\ncatch e\n  print(e)\nprint(len(read_stdin()) < 3200000)\n");
    let long = folder.run_with(&["run", "--max-heap=2000000", "q.fun"], &input);
    assert!(long.out.starts_with("Runtime error: out of memory\n"), "{} {}", long.out, long.err);
}

#[test]
fn a_stored_program_goes_on_where_it_was() {
    let folder = Folder::new("snapshots");
    let text =
        "total = 0\nfor i in range(1000)\n  total += i\n  if i % 250 == 0\n    print(i)\nprint(\"total\", total)\n";
    folder.write("sum.fun", text).write("other.fun", &text.replace("1000", "1001"));
    let stored = folder.run(&["run", "--snapshot-every=300", "--snapshot=s{n}.qsn", "sum.fun"]);
    assert_eq!((stored.code, stored.out.as_str()), (0, "0\n250\n500\n750\ntotal 499500\n"), "{}", stored.err);
    for (snapshot, rest) in [("s1.qsn", "500\n750\n"), ("s2.qsn", "750\n"), ("s3.qsn", "")] {
        let resumed = folder.run(&["run", &format!("--resume={snapshot}"), "sum.fun"]);
        assert_eq!((resumed.code, resumed.out), (0, format!("{rest}total 499500\n")), "{}", resumed.err);
    }
    assert!(!folder.0.join("s9.qsn").exists());
    let limited = folder.run(&["run", "--resume=s1.qsn", "--fuel=100", "sum.fun"]);
    assert!(limited.code == 1 && limited.err.contains("out of fuel"), "{}", limited.err);

    let other = folder.run(&["run", "--resume=s1.qsn", "other.fun"]);
    assert!(other.code == 1 && other.err.contains("which is not loaded, or is another now"), "{}", other.err);
    let mut bytes = std::fs::read(folder.0.join("s1.qsn")).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(folder.0.join("half.qsn"), bytes).unwrap();
    let half = folder.run(&["run", "--resume=half.qsn", "sum.fun"]);
    assert!(half.code == 1 && half.err.contains("not a snapshot, or a damaged one"), "{}", half.err);
    let absent = folder.run(&["run", "--resume=absent.qsn", "sum.fun"]);
    assert!(absent.code == 1 && absent.err.contains("cannot read 'absent.qsn'"), "{}", absent.err);

    folder.write("many.fun", "spawn(fn() => receive_any())\nfor i in range(1000)\n  nil\nprint(\"done\")\n");
    let many = folder.run(&["run", "--snapshot-every=100", "--snapshot=m{n}.qsn", "many.fun"]);
    assert_eq!((many.code, many.out.as_str()), (0, "done\n"));
    assert_eq!(many.err.matches("not stored: a process that has to do with others").count(), 1, "{}", many.err);
}
