//! `quintet test`: runs the files that import the library module `test`, side by side, and sums up.
//!
//! Each file is a process of its own, so that one that crashes, exits or hangs is one failure among others. The module
//! writes marks into the output, which begin with a token that is new for every run; what stands between the marks of a
//! case is what the case has written.

use crate::files::{describe, programs, write};
use lexopt::{Arg, Parser, ValueExt};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub const HELP: &str = "\
Run tests

Usage: quintet test [OPTIONS] [PATH...]

A test file imports the library module `test`:

    import test

    test.case(\"addition\", fn() => test.eq(1 + 1, 2))

Of a directory all files are run whose names end in _test.fun or begin with test_; without a PATH, those below the working
directory. Files run side by side, each as a process of its own. What a case writes is shown if it fails.

Options:
  --filter=TEXT    run the cases whose full names contain TEXT
  --jobs=N         how many files run at the same time (default: as many as there are processors)
  --timeout=N      end a file after N seconds (default 300)
  --sim=N          run each file N times, simulated (see 'quintet run --sim'), with other orders of events each time
  --seed=SEED      the seed of the first of these runs (default 1); a failure names its own
  --sim-faults=kills=N,delays=MS
                   what goes wrong in these runs
  --junit=FILE     also write the results as JUnit XML
  -v, --verbose    show the cases that pass, too
  -h, --help       print this text

Exit codes: 0 all passed; 1 something failed, or there was nothing to run; 2 wrong command line.
";

struct Options {
    filter: String,
    jobs: usize,
    timeout: Duration,
    junit: Option<String>,
    verbose: bool,
    /// How many simulated runs, with what seeds and faults.
    simulated: u64,
    seed: u64,
    faults: Option<String>,
    paths: Vec<String>,
}

/// How a case went.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    Skipped(String),
    Failed(String),
}

#[derive(Clone, Debug)]
struct Case {
    name: String,
    verdict: Verdict,
    /// What it wrote.
    output: String,
    took: Duration,
}

/// What became of a file.
#[derive(Clone, Debug, Default)]
struct Results {
    cases: Vec<Case>,
    filtered: usize,
    took: Duration,
}

/// Runs the subcommand.
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(parser: Parser) -> Result<i32, String> {
    let Some(options) = parse(parser)? else { return Ok(crate::print(HELP)) };
    let files = match test_files(&options.paths) {
        Ok(files) => files,
        Err(message) => {
            eprintln!("{message}");
            return Ok(1);
        }
    };
    if files.is_empty() {
        eprintln!("no test files found (*_test.fun, test_*.fun)");
        return Ok(1);
    }
    let start = Instant::now();
    let results = run_all(&files, &options);
    let failed = summary(&results, start.elapsed());
    if let Some(path) = &options.junit
        && let Err(message) = write(Path::new(path), junit(&files, &results).as_bytes())
    {
        eprintln!("{message}");
        return Ok(1);
    }
    Ok(i32::from(failed))
}

fn parse(mut parser: Parser) -> Result<Option<Options>, String> {
    let mut options = Options {
        filter: String::new(),
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        timeout: Duration::from_secs(300),
        junit: None,
        verbose: false,
        simulated: 0,
        seed: 1,
        faults: None,
        paths: Vec::new(),
    };
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        let number = |text: String, what: &str| match text.parse::<u32>() {
            Ok(number @ 1..) => Ok(number),
            _ => Err(format!("{what} is a number from 1, not '{text}'")),
        };
        match arg {
            Arg::Long("filter") => options.filter = value(&mut parser)?,
            Arg::Long("jobs") | Arg::Short('j') => options.jobs = number(value(&mut parser)?, "--jobs")? as usize,
            Arg::Long("timeout") => {
                options.timeout = Duration::from_secs(number(value(&mut parser)?, "--timeout")?.into())
            }
            Arg::Long("sim") => options.simulated = number(value(&mut parser)?, "--sim")?.into(),
            Arg::Long("seed") => {
                let text = value(&mut parser)?;
                options.seed = text.parse().map_err(|_| format!("--seed is a number from 0, not '{text}'"))?;
            }
            Arg::Long("sim-faults") => {
                let text = value(&mut parser)?;
                crate::options::faults(&text)?;
                options.faults = Some(text);
            }
            Arg::Long("junit") => options.junit = Some(value(&mut parser)?),
            Arg::Long("verbose") | Arg::Short('v') => options.verbose = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            Arg::Value(path) => options.paths.push(path.string().map_err(|e| e.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if options.simulated == 0 && (options.faults.is_some() || options.seed != 1) {
        return Err("--seed and --sim-faults are for runs with --sim".to_string());
    }
    Ok(Some(options))
}

fn value(parser: &mut Parser) -> Result<String, String> {
    parser.value().map_err(|e| e.to_string())?.string().map_err(|e| e.to_string())
}

/// The files named, and those below directories that look like tests.
fn test_files(paths: &[String]) -> Result<Vec<PathBuf>, String> {
    let named: Vec<&Path> = paths.iter().map(Path::new).filter(|path| path.is_file()).collect();
    let is_test = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        named.contains(&path.as_path()) || stem.ends_with("_test") || stem.starts_with("test_")
    };
    Ok(programs(paths)?.into_iter().filter(is_test).collect())
}

fn run_all(files: &[PathBuf], options: &Options) -> Vec<Results> {
    let results: Vec<Mutex<Results>> = files.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    // Files are shown in the order in which they end.
    let screen = Mutex::new(());
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.min(files.len()) {
            scope.spawn(|| {
                while let Some((file, slot)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    files.get(index).zip(results.get(index))
                } {
                    let result = run_file(file, options);
                    let shown = screen.lock();
                    show(file, &result, options.verbose);
                    drop(shown);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = result;
                    }
                }
            });
        }
    });
    results.into_iter().map(|slot| slot.into_inner().unwrap_or_default()).collect()
}

fn run_file(file: &Path, options: &Options) -> Results {
    let start = Instant::now();
    if options.simulated == 0 {
        return run_once(file, options, None);
    }
    let mut results = Results::default();
    for seed in (0..options.simulated).map(|i| options.seed.wrapping_add(i)) {
        results = run_once(file, options, Some(seed));
        if results.cases.iter().any(|case| matches!(case.verdict, Verdict::Failed(_))) {
            let verdicts = |results: &Results| -> Vec<_> {
                results.cases.iter().map(|c| (c.name.clone(), c.verdict.clone(), c.output.clone())).collect()
            };
            let same = verdicts(&run_once(file, options, Some(seed))) == verdicts(&results);
            let faults = options.faults.as_ref().map_or(String::new(), |faults| format!(" --sim-faults={faults}"));
            let again = format!("quintet test --sim=1 --seed={seed}{faults} {}", file.display());
            let note = if same {
                ""
            } else {
                "\na second run with this seed went differently: it depends on something else too"
            };
            for case in &mut results.cases {
                if let Verdict::Failed(why) = &mut case.verdict {
                    *why = format!("{}\nwith the seed {seed}; again: {again}{note}", why.trim_end());
                }
            }
            break;
        }
    }
    results.took = start.elapsed();
    results
}

fn run_once(file: &Path, options: &Options, seed: Option<u64>) -> Results {
    let start = Instant::now();
    let token = token(start);
    match start_file(file, &token, options, seed) {
        Ok((child, reader)) => {
            let (output, end) = watch(child, reader, options.timeout);
            let mut results = read_marks(&output, &token, end);
            results.took = start.elapsed();
            results
        }
        Err(error) => {
            let verdict = Verdict::Failed(format!("cannot run it: {}", describe(&error)));
            let case = Case { name: String::new(), verdict, output: String::new(), took: Duration::ZERO };
            Results { cases: vec![case], ..Results::default() }
        }
    }
}

/// What no program writes by chance.
fn token(start: Instant) -> String {
    use std::hash::{BuildHasher, RandomState};
    let number = || RandomState::new().hash_one(start);
    format!("\u{1}quintet-test-{:016x}{:016x} ", number(), number())
}

fn start_file(
    file: &Path,
    token: &str,
    options: &Options,
    seed: Option<u64>,
) -> std::io::Result<(Child, std::io::PipeReader)> {
    let (reader, writer) = std::io::pipe()?;
    let child = Command::new(std::env::current_exe()?)
        .arg("run")
        .args(seed.map(|seed| format!("--sim={seed}")))
        .args(options.faults.as_ref().map(|faults| format!("--sim-faults={faults}")))
        .arg(file)
        .env("QUINTET_TEST", token)
        .env("QUINTET_TEST_FILTER", &options.filter)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()?;
    Ok((child, reader))
}

/// How a process ended.
enum End {
    Code(Option<i32>),
    TimedOut(Duration),
}

/// What a process writes, and how it ends.
fn watch(mut child: Child, mut reader: std::io::PipeReader, timeout: Duration) -> (String, End) {
    let (sender, receiver) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What could be read counts.
        let _ = reader.read_to_end(&mut bytes);
        let _ = sender.send(());
        String::from_utf8_lossy(&bytes).into_owned()
    });
    // The pipe is closed when the process has ended.
    let in_time = receiver.recv_timeout(timeout).is_ok();
    if !in_time {
        let _ = child.kill();
    }
    let code = child.wait().ok().and_then(|status| status.code());
    let output = match in_time || receiver.recv_timeout(Duration::from_secs(5)).is_ok() {
        true => reading.join().unwrap_or_default(),
        // Something it has started holds the pipe open.
        false => String::new(),
    };
    (output, if in_time { End::Code(code) } else { End::TimedOut(timeout) })
}

/// Takes the output of a file apart.
fn read_marks(output: &str, token: &str, end: End) -> Results {
    let mut results = Results::default();
    let mut parts = output.split(token);
    // What stands outside of cases.
    let mut around = parts.next().unwrap_or_default().to_string();
    let mut open: Option<(String, String)> = None;
    for part in parts {
        let (mark, text) = part.split_once('\n').unwrap_or((part, ""));
        let (what, argument) = mark.split_once(' ').unwrap_or((mark, ""));
        let (argument, took) = match argument.split_once(' ') {
            Some((took, text)) if what != "begin" && what != "filtered" => {
                (unescape(text), Duration::from_secs_f64(took.parse::<f64>().unwrap_or(0.0).max(0.0) / 1e3))
            }
            _ => (unescape(argument), Duration::ZERO),
        };
        let verdict = match what {
            "begin" => {
                open = Some((argument, text.to_string()));
                continue;
            }
            "pass" => Verdict::Passed,
            "skip" => Verdict::Skipped(argument),
            "fail" => Verdict::Failed(argument),
            _ => {
                results.filtered += usize::from(what == "filtered");
                around += text;
                continue;
            }
        };
        around += text;
        let (name, output) = open.take().unwrap_or_default();
        results.cases.push(Case { name, verdict, output, took });
    }
    let problem = match end {
        End::Code(Some(0)) if open.is_some() => Some("the program ended in the middle of the case".to_string()),
        End::Code(Some(0)) => None,
        End::Code(Some(code)) => Some(format!("the program ended with exit code {code}")),
        End::Code(None) => Some("the program was killed by a signal".to_string()),
        End::TimedOut(timeout) => Some(format!("the program was ended after {} s", timeout.as_secs())),
    };
    if let Some(problem) = problem {
        let (name, output) = open.unwrap_or((String::new(), around));
        results.cases.push(Case { name, verdict: Verdict::Failed(problem), output, took: Duration::ZERO });
    }
    results
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => out.extend(characters.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => out.push(c),
        }
    }
    out
}

/// Shows what is worth it of a file.
fn show(file: &Path, results: &Results, verbose: bool) {
    let colour = std::io::stdout().is_terminal();
    let painted = |code: &str, text: &str| if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() };
    let mut text = String::new();
    for case in &results.cases {
        let name = full_name(file, case);
        match &case.verdict {
            Verdict::Passed if verbose => text += &format!("{} {name}\n", painted("32", "pass")),
            Verdict::Passed => {}
            Verdict::Skipped(why) if verbose => text += &format!("{} {name}: {why}\n", painted("33", "skip")),
            Verdict::Skipped(_) => {}
            Verdict::Failed(why) => {
                text += &format!("{} {name}\n", painted("31", "FAIL"));
                text += &indented(why, "     ");
                if !case.output.trim().is_empty() {
                    text += "     written:\n";
                    text += &indented(&case.output, "     | ");
                }
            }
        }
    }
    crate::print(&text);
}

fn full_name(file: &Path, case: &Case) -> String {
    match case.name.is_empty() {
        true => file.display().to_string(),
        false => format!("{}: {}", file.display(), case.name),
    }
}

fn indented(text: &str, by: &str) -> String {
    text.trim_end().lines().map(|line| format!("{by}{line}\n")).collect()
}

/// Prints how many cases passed and failed. Whether the run is a failure.
fn summary(results: &[Results], took: Duration) -> bool {
    let cases = || results.iter().flat_map(|file| &file.cases);
    let count = |test: fn(&Verdict) -> bool| cases().filter(|case| test(&case.verdict)).count();
    let passed = count(|verdict| *verdict == Verdict::Passed);
    let failed = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    let skipped = count(|verdict| matches!(verdict, Verdict::Skipped(_)));
    let filtered: usize = results.iter().map(|file| file.filtered).sum();
    let mut text = format!("{passed} passed, {failed} failed");
    for (number, what) in [(skipped, "skipped"), (filtered, "filtered out")] {
        if number > 0 {
            text += &format!(", {number} {what}");
        }
    }
    let files = results.len();
    text += &format!(" in {files} file{}, {:.2} s\n", if files == 1 { "" } else { "s" }, took.as_secs_f64());
    crate::print(&text);
    if passed + failed + skipped == 0 {
        eprintln!("no test was run");
    }
    failed > 0 || passed + skipped == 0
}

/// The results in the form that build servers read.
fn junit(files: &[PathBuf], results: &[Results]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (file, results) in files.iter().zip(results) {
        let name = escape(&file.display().to_string());
        let count = |test: fn(&Verdict) -> bool| results.cases.iter().filter(|case| test(&case.verdict)).count();
        out += &format!(
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{:.3}\">\n",
            results.cases.len(),
            count(|verdict| matches!(verdict, Verdict::Failed(_))),
            count(|verdict| matches!(verdict, Verdict::Skipped(_))),
            results.took.as_secs_f64()
        );
        for case in &results.cases {
            let case_name = if case.name.is_empty() { "file" } else { &case.name };
            let time = case.took.as_secs_f64();
            out += &format!("    <testcase classname=\"{name}\" name=\"{}\" time=\"{time:.3}\">\n", escape(case_name));
            match &case.verdict {
                Verdict::Passed => {}
                Verdict::Skipped(why) => out += &format!("      <skipped message=\"{}\"/>\n", escape(why)),
                Verdict::Failed(why) => {
                    let first = why.lines().next().unwrap_or_default();
                    out += &format!("      <failure message=\"{}\">{}</failure>\n", escape(first), escape(why));
                }
            }
            if !case.output.is_empty() {
                out += &format!("      <system-out>{}</system-out>\n", escape(&case.output));
            }
            out += "    </testcase>\n";
        }
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

/// Text for XML 1.0, which has no place for most control characters.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
