//! Every program under `fun/` and `../examples/` in every mode, as one test each: `area/name::mode`.
//!
//! Two threads execute the programs; results are reported in the order of the names, whichever ends first. The programs
//! are executed by this test program too, when it is started with [`run::AS_COMMAND`].

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use libtest_mimic::{Arguments, Failed, Trial};
use quintet_tests::case::{self, Case};
use quintet_tests::compare::differences;
use quintet_tests::run::{self, Mode, Outcome};

/// One program and the modes that were asked for.
struct Job {
    case: Case,
    modes: Vec<Mode>,
}

type Verdict = Result<(), String>;

/// Verdicts by job and mode, each taken once by the trial that waits for it.
#[derive(Default)]
struct Verdicts {
    ready: Mutex<HashMap<(usize, &'static str), Verdict>>,
    arrived: Condvar,
}

impl Verdicts {
    fn put(&self, job: usize, mode: Mode, verdict: Verdict) {
        self.ready.lock().expect("no holder panics").insert((job, mode.name()), verdict);
        self.arrived.notify_all();
    }

    fn take(&self, job: usize, mode: Mode) -> Verdict {
        let mut ready = self.ready.lock().expect("no holder panics");
        loop {
            if let Some(verdict) = ready.remove(&(job, mode.name())) {
                return verdict;
            }
            ready = self.arrived.wait(ready).expect("no holder panics");
        }
    }
}

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == run::AS_COMMAND) {
        std::process::exit(quintet_cli::command(words));
    }
    let mut args = Arguments::from_args();
    let threads = args.test_threads.unwrap_or(2);
    args.test_threads = Some(1);
    let cases = match case::all(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };

    let verdicts = Arc::new(Verdicts::default());
    let mut trials = Vec::new();
    let mut jobs: Vec<Job> = Vec::new();
    for case in cases {
        let wanted = |mode: &Mode| is_selected(&args, &format!("{}::{}", case.name, mode.name()));
        let mut modes = Vec::new();
        for mode in Mode::ALL.into_iter().filter(|mode| mode.is_for(&case)).filter(wanted) {
            let name = format!("{}::{}", case.name, mode.name());
            if let Some(reason) = case.skip_reason(mode) {
                let reason = format!("not run in this mode: {reason}");
                trials.push(Trial::test(name, || Err(Failed::from(reason))).with_ignored_flag(true));
                continue;
            }
            let (verdicts, job) = (Arc::clone(&verdicts), jobs.len());
            trials.push(Trial::test(name, move || verdicts.take(job, mode).map_err(Failed::from)));
            modes.push(mode);
        }
        jobs.push(Job { case, modes });
    }
    if !args.list {
        execute(jobs, verdicts, threads);
    }
    libtest_mimic::run(&args, trials).exit_code()
}

/// The selection that `cargo test` documents: a substring, or the whole name with `--exact`, less what is skipped.
fn is_selected(args: &Arguments, name: &str) -> bool {
    let matches = |pattern: &String| if args.exact { name == pattern } else { name.contains(pattern.as_str()) };
    args.filter.as_ref().is_none_or(matches) && !args.skip.iter().any(matches)
}

fn execute(jobs: Vec<Job>, verdicts: Arc<Verdicts>, threads: usize) {
    let jobs = Arc::new(jobs);
    let next = Arc::new(AtomicUsize::new(0));
    for _ in 0..threads {
        let (jobs, next, verdicts) = (Arc::clone(&jobs), Arc::clone(&next), Arc::clone(&verdicts));
        thread::spawn(move || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(job) = jobs.get(index) else { break };
                perform(job, |mode, verdict| verdicts.put(index, mode, verdict));
            }
        });
    }
}

/// Runs a program in the modes asked for, and first in the one that sets the fuel.
fn perform(job: &Job, report: impl Fn(Mode, Verdict)) {
    let runnable = |mode: &Mode| job.case.skip_reason(*mode).is_none();
    let Some(reference_mode) = Mode::ALL.into_iter().find(runnable).filter(|_| !job.modes.is_empty()) else {
        return;
    };
    let reference = run::run(&job.case, reference_mode, 0);
    for &mode in &job.modes {
        // Under another limit memory ends elsewhere, after other fuel.
        let alike = job.case.max_heap(mode) == job.case.max_heap(reference_mode);
        let compared = reference.as_ref().ok().filter(|_| alike);
        let verdict = match &reference {
            Ok(outcome) if mode == reference_mode => judge(&job.case, outcome, None),
            Err(error) if mode == reference_mode => Err(error.to_string()),
            _ => (0..mode.seeds()).try_for_each(|seed| {
                let verdict = match run::run(&job.case, mode, seed) {
                    Ok(outcome) => judge(&job.case, &outcome, compared),
                    Err(error) => Err(error.to_string()),
                };
                verdict.map_err(|report| if mode.seeds() > 1 { format!("seed {seed}:\n{report}") } else { report })
            }),
        };
        report(mode, verdict);
    }
}

fn judge(case: &Case, outcome: &Outcome, reference: Option<&Outcome>) -> Verdict {
    let report = differences(case, outcome, reference);
    if report.is_empty() { Ok(()) } else { Err(report) }
}
