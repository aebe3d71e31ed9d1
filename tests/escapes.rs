//! Ways out of the paths that a program was granted. Each fails, in every mode: nothing outside is read, written, listed
//! or even known to be there.
//!
//! Every program runs in a folder of its own with `granted/`, which it may read and write, and beside it `secret.txt`,
//! `secrets/` and `granted_not/`, which it may not. The working directory is that of the test program.
#![cfg(unix)]

use quintet::fun::include::NoFiles;
use quintet::runtime::{NativeDef, Value, What};
use quintet::{Capability, Config, Ending, Engine, Grants, Mode};
use std::ffi::OsStr;
use std::fs;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const SECRET: &str = "the secret";

/// What a program writes where it should not.
const DAMAGE: &str = "damage";

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("quintet-escapes-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for directory in ["granted/inner", "granted_not", "secrets/deep"] {
            fs::create_dir_all(path.join(directory)).unwrap();
        }
        fs::write(path.join("granted/open.txt"), "open").unwrap();
        for file in ["secret.txt", "secrets/secret.txt", "secrets/deep/secret.txt", "granted_not/secret.txt"] {
            fs::write(path.join(file), SECRET).unwrap();
        }
        // What is told apart by its spelling must not be so by a link in the path of the folder.
        Folder(path.canonicalize().unwrap())
    }

    fn link(self, to: &str, at: &str) -> Folder {
        let to = to.replace("FOLDER", self.0.to_str().unwrap());
        symlink(to, self.0.join(at)).unwrap();
        self
    }

    fn granted(&self) -> Grants {
        let path = self.0.join("granted");
        let grants = Grants::NONE.allow_path(Capability::FsRead, &path).unwrap();
        grants.allow_path(Capability::FsWrite, &path).unwrap()
    }

    /// All that lies outside of what is granted, as text.
    fn outside(&self) -> String {
        let mut text = String::new();
        let mut open = vec![self.0.clone()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                let meta = fs::symlink_metadata(&path).unwrap();
                if path == self.0.join("granted") {
                    continue;
                }
                let content = if meta.is_file() { fs::read_to_string(&path).unwrap() } else { String::new() };
                text += &format!("{} {:o} {content}\n", path.display(), meta.permissions().mode());
                if meta.is_dir() {
                    open.push(path);
                }
            }
        }
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a program in a mode; `FOLDER` in it is the folder's path. What it prints, and how it ended.
fn run(folder: &Folder, grants: Grants, mode: Mode, text: &str) -> (String, Ending) {
    let engine = Engine::new();
    let text = text.replace("FOLDER", folder.0.to_str().unwrap());
    let program = engine.compile("escape.fun", &text).unwrap_or_else(|e| panic!("{text}\n{e}"));
    let mut config = Config::capture();
    config.limits.capabilities = grants;
    config.mode = mode;
    let mut session = engine.start(&program, config);
    let ending = session.run();
    (session.output(), ending)
}

const MODES: [Mode; 4] = [Mode::Plain, Mode::GcStress, Mode::Preempt, Mode::RoundTrip(1)];

/// Every expression, evaluated with these grants, throws PermissionDenied, and what lies outside is as it was.
fn denied_with(make: impl Fn() -> Folder, grants: impl Fn(&Folder) -> Grants, expressions: &[&str]) {
    for mode in MODES {
        for expression in expressions {
            let folder = make();
            let before = folder.outside();
            let text = format!("try\n  print({expression})\ncatch e\n  print(e.kind)\n");
            let (output, ending) = run(&folder, grants(&folder), mode, &text);
            assert!(matches!(ending, Ending::Finished(_)), "{expression} in {mode:?}: {ending:?}");
            assert_eq!(output, "PermissionDenied\n", "{expression} in {mode:?}");
            assert_eq!(folder.outside(), before, "{expression} in {mode:?}");
        }
    }
}

fn denied(make: impl Fn() -> Folder, expressions: &[&str]) {
    denied_with(make, Folder::granted, expressions);
}

/// The program does what it should: without this the others could fail for any reason.
#[test]
fn what_is_granted_can_be_used() {
    for mode in MODES {
        let folder = Folder::new().link("open.txt", "granted/link").link("inner", "granted/directory");
        let text = "d = \"FOLDER/granted/\"\n\
                    print(read_file(d + \"open.txt\"), read_file(d + \"link\"), read_file(d + \"inner/../open.txt\"))\n\
                    print(read_file(d + \"../granted/./open.txt\"), read_file(d + \"directory/../open.txt\"))\n\
                    print(write_file(d + \"directory/new.txt\", \"new\"), read_file(d + \"inner/new.txt\"))\n\
                    copy_file(d + \"inner/new.txt\", d + \"copy.txt\")\nmove(d + \"copy.txt\", d + \"moved.txt\")\n\
                    append_file(d + \"moved.txt\", \"er\")\nf = open(d + \"moved.txt\", \"r+\")\nprint(f.read())\nf.close()\n\
                    chmod(d + \"moved.txt\", 384)\nprint(stat(d + \"moved.txt\")[\"mode\"], file_size(d + \"moved.txt\"))\n\
                    mkdir(d + \"a/b\", true)\nremove_dir(d + \"a\", true)\nremove_file(d + \"link\")\n\
                    print(os_list_dir(d), glob(d + \"*.txt\").len(), walk(d).len(), is_dir(d), file_exists(d + \"none\"))\n\
                    print(json_to_file(d + \"j\", [1], false), json_from_file(d + \"j\"), real_path(d + \"directory\") == d + \"inner\")\n";
        let (output, ending) = run(&folder, folder.granted(), mode, text);
        let expected = "open open open\nopen open\n1 new\nnewer\n384 5\n\
                        [directory, inner, moved.txt, open.txt] 2 5 true false\n1 [1] true\n";
        assert_eq!(output, expected, "{mode:?}: {ending:?}");
    }
}

#[test]
fn the_path_of_a_neighbour() {
    denied(Folder::new, &["read_file(\"FOLDER/secret.txt\")", "write_file(\"FOLDER/secret.txt\", \"damage\")"]);
}

#[test]
fn dots_that_climb_out() {
    denied(
        Folder::new,
        &[
            "read_file(\"FOLDER/granted/../secret.txt\")",
            "read_file(\"FOLDER/granted/inner/../../secret.txt\")",
            "read_file(\"FOLDER/granted/./inner/.././../secret.txt\")",
            "read_file(\"FOLDER/granted//..//secret.txt\")",
            "append_file(\"FOLDER/granted/../secret.txt\", \"damage\")",
        ],
    );
}

#[test]
fn dots_behind_a_link() {
    // `directory` leads to `granted/inner/deep`, so that what lies two above it is still inside, and three above is not.
    let make = || {
        let folder = Folder::new().link("inner/deep", "granted/directory");
        fs::create_dir(folder.0.join("granted/inner/deep")).unwrap();
        folder.link("../secrets/deep", "granted/out")
    };
    denied(
        make,
        &[
            "read_file(\"FOLDER/granted/out/../secret.txt\")",
            "read_file(\"FOLDER/granted/directory/../../../secret.txt\")",
            "read_file(\"FOLDER/granted/out/../../secret.txt\")",
        ],
    );
}

#[test]
fn a_name_that_begins_like_the_granted_one() {
    denied(
        Folder::new,
        &[
            "read_file(\"FOLDER/granted_not/secret.txt\")",
            "os_list_dir(\"FOLDER/granted_not\")",
            "write_file(\"FOLDER/granted.txt\", \"damage\")",
            "mkdir(\"FOLDER/granted2\")",
        ],
    );
}

#[test]
fn a_name_in_other_letters_or_with_something_behind_it() {
    denied(
        Folder::new,
        &["read_file(\"FOLDER/GRANTED/../secret.txt\")", "read_file(\"FOLDER/granted /../secret.txt\")"],
    );
    let folder = Folder::new();
    let text = "try\n  print(read_file(\"FOLDER/granted/\\0/../../secret.txt\"))\ncatch e\n  print(e.kind)\n\
                print(read_file(\"FOLDER/granted/open.txt\\0/../../secret.txt\"))";
    let (output, _) = run(&folder, folder.granted(), Mode::Plain, text);
    assert!(!output.contains(SECRET) && !output.contains("open"), "{output}");
}

#[test]
fn a_name_that_is_no_text() {
    let folder = Folder::new();
    let name = OsStr::from_bytes(b"granted\xff");
    if fs::create_dir(folder.0.join(name)).is_err() {
        // File systems that have text only have no such neighbour.
        return;
    }
    fs::write(folder.0.join(name).join("secret.txt"), SECRET).unwrap();
    let text = "try\n  print(read_file(\"FOLDER/granted\\xff/secret.txt\"))\ncatch e\n  print(e.kind)\n";
    assert_eq!(run(&folder, folder.granted(), Mode::Plain, text).0, "PermissionDenied\n");
    // And one that was granted can be used.
    let grants = Grants::NONE.allow_path(Capability::FsRead, folder.0.join(name)).unwrap();
    let (output, _) = run(&folder, grants, Mode::Plain, text);
    assert_eq!(output, format!("{SECRET}\n"));
}

#[test]
fn a_link_to_a_file() {
    for to in ["../secret.txt", "FOLDER/secret.txt"] {
        denied(
            || Folder::new().link(to, "granted/link"),
            &[
                "read_file(\"FOLDER/granted/link\")",
                "read_bytes(\"FOLDER/granted/link\")",
                "read_lines(\"FOLDER/granted/link\")",
                "open(\"FOLDER/granted/link\", \"r\")",
                "json_from_file(\"FOLDER/granted/link\")",
                "ini_load(\"FOLDER/granted/link\")",
                "copy_file(\"FOLDER/granted/link\", \"FOLDER/granted/copy\")",
            ],
        );
    }
}

#[test]
fn a_link_to_a_directory() {
    for to in ["../secrets", "FOLDER/secrets", ".."] {
        denied(
            || Folder::new().link(to, "granted/link"),
            &[
                "read_file(\"FOLDER/granted/link/secret.txt\")",
                "os_list_dir(\"FOLDER/granted/link\")",
                "walk(\"FOLDER/granted/link\")",
                "real_path(\"FOLDER/granted/link\")",
                "move(\"FOLDER/granted/link/secret.txt\", \"FOLDER/granted/mine\")",
                "mkdir(\"FOLDER/granted/link/new\")",
                "mkdir(\"FOLDER/granted/link/new/deeper\", true)",
                "remove_file(\"FOLDER/granted/link/secret.txt\")",
                "remove_dir(\"FOLDER/granted/link/deep\", true)",
            ],
        );
    }
}

#[test]
fn a_chain_of_links() {
    let make = || {
        Folder::new().link("b", "granted/a").link("inner/c", "granted/b").link("../../secret.txt", "granted/inner/c")
    };
    denied(make, &["read_file(\"FOLDER/granted/a\")", "write_file(\"FOLDER/granted/a\", \"damage\")"]);
}

#[test]
fn writing_through_a_link() {
    for to in ["../secret.txt", "FOLDER/secret.txt", "../not_there_yet.txt"] {
        denied(
            || Folder::new().link(to, "granted/link"),
            &[
                "write_file(\"FOLDER/granted/link\", \"damage\")",
                "write_bytes(\"FOLDER/granted/link\", b\"damage\")",
                "append_file(\"FOLDER/granted/link\", \"damage\")",
                "open(\"FOLDER/granted/link\", \"w\")",
                "open(\"FOLDER/granted/link\", \"a\")",
                "open(\"FOLDER/granted/link\", \"r+\")",
                "json_to_file(\"FOLDER/granted/link\", [1], false)",
                "copy_file(\"FOLDER/granted/open.txt\", \"FOLDER/granted/link\")",
            ],
        );
    }
    denied(|| Folder::new().link("../secret.txt", "granted/link"), &["chmod(\"FOLDER/granted/link\", 0)"]);
}

#[test]
fn what_links_lead_to_cannot_be_learned() {
    denied(
        || Folder::new().link("../secret.txt", "granted/link"),
        &[
            "file_exists(\"FOLDER/granted/link\")",
            "file_size(\"FOLDER/granted/link\")",
            "stat(\"FOLDER/granted/link\")",
            "is_dir(\"FOLDER/granted/link\")",
            "file_exists(\"FOLDER/secret.txt\")",
            "file_exists(\"FOLDER/no_secret.txt\")",
            "is_dir(\"FOLDER\")",
            "glob(\"FOLDER/*\")",
            "glob(\"FOLDER/granted/../*\")",
        ],
    );
}

#[test]
fn removing_and_moving_touch_links_alone() {
    for mode in MODES {
        let folder = Folder::new().link("../secrets", "granted/inner/link").link("../secret.txt", "granted/file");
        let before = folder.outside();
        let text = "d = \"FOLDER/granted/\"\nprint(walk(d).len(), glob(d + \"**/secret.txt\").len())\n\
                    remove_dir(d + \"inner\", true)\nmove(d + \"file\", d + \"moved\")\nremove_file(d + \"moved\")\nprint(os_list_dir(d))";
        let (output, ending) = run(&folder, folder.granted(), mode, text);
        assert_eq!(output, "4 0\n[open.txt]\n", "{ending:?}");
        assert_eq!(folder.outside(), before);
    }
}

#[test]
fn proc_self_root() {
    denied(
        || Folder::new().link("/proc/self/root", "granted/link"),
        &["read_file(\"/proc/self/rootFOLDER/secret.txt\")", "read_file(\"FOLDER/granted/linkFOLDER/secret.txt\")"],
    );
}

#[test]
fn proc_self_cwd_and_environ() {
    denied(
        || Folder::new().link("/proc/self/cwd", "granted/link"),
        &[
            "read_file(\"/proc/self/cwd/Cargo.toml\")",
            "read_file(\"FOLDER/granted/link/Cargo.toml\")",
            "read_file(\"/proc/self/environ\")",
        ],
    );
}

#[test]
fn descriptors_of_the_host() {
    let open = fs::File::open(env!("CARGO_MANIFEST_DIR")).unwrap();
    for directory in ["/proc/self/fd", "/dev/fd"] {
        let path = format!("{directory}/{}", open.as_raw_fd());
        denied(
            || Folder::new().link(&path, "granted/link"),
            &[
                &format!("read_file(\"{path}/Cargo.toml\")"),
                "read_file(\"FOLDER/granted/link/Cargo.toml\")",
                &format!("os_list_dir(\"{directory}\")"),
            ],
        );
    }
}

#[test]
fn another_working_directory() {
    let grants = |folder: &Folder| folder.granted().allow(Capability::Env);
    denied_with(
        || Folder::new().link("../secrets", "granted/link"),
        grants,
        &["chdir(\"FOLDER\")", "chdir(\"FOLDER/granted/..\")", "chdir(\"FOLDER/granted/link\")", "chdir(\"/\")"],
    );
    // A relative path means what it means to the system, wherever that is.
    denied_with(
        Folder::new,
        grants,
        &["read_file(\"Cargo.toml\")", "read_file(\"\")", "read_file(\".\")", "read_file(\"..\")"],
    );
}

#[test]
fn the_directory_for_temporary_files() {
    denied(Folder::new, &["temp_file()", "temp_dir()"]);
    let grants = |folder: &Folder| folder.granted().allow(Capability::Env);
    denied_with(Folder::new, grants, &["[env_set(\"TMPDIR\", \"FOLDER/granted\"), temp_file()]"]);
}

#[test]
fn moving_what_may_not_be_read_to_where_it_may() {
    let grants = |folder: &Folder| {
        let grants = Grants::NONE.allow_path(Capability::FsRead, folder.0.join("granted")).unwrap();
        grants.allow_path(Capability::FsWrite, &folder.0).unwrap()
    };
    denied_with(
        Folder::new,
        grants,
        &["move(\"FOLDER/secret.txt\", \"FOLDER/granted/mine\")", "move(\"FOLDER/secrets\", \"FOLDER/granted/mine\")"],
    );
}

#[test]
fn putting_a_link_in_the_place_of_the_granted_directory() {
    // It may write everywhere in the folder, but read only `granted`, which it moves away.
    let folder = Folder::new().link("secrets", "link");
    let grants = Grants::NONE.allow_path(Capability::FsRead, folder.0.join("granted")).unwrap();
    let grants = grants.allow_path(Capability::FsRead, folder.0.join("link")).unwrap();
    let grants = grants.allow_path(Capability::FsWrite, &folder.0).unwrap();
    fs::create_dir(folder.0.join("more")).unwrap();
    fs::write(folder.0.join("more/secret.txt"), SECRET).unwrap();
    fs::rename(folder.0.join("granted"), folder.0.join("away")).unwrap();
    fs::rename(folder.0.join("more"), folder.0.join("granted")).unwrap();
    let text = "print(read_file(\"FOLDER/granted/secret.txt\") + \"|\" + read_file(\"FOLDER/granted/open.txt\"))";
    let (output, _) = run(&folder, grants, Mode::Plain, text);
    assert_eq!(output, "|open\n");
}

#[test]
fn reading_what_may_only_be_written() {
    // `narrow` may be read and written, `granted` only be written: a link in the first leads to the second.
    let make = || {
        let folder = Folder::new().link("../open.txt", "granted/inner/link");
        fs::write(folder.0.join("granted/open.txt"), SECRET).unwrap();
        folder
    };
    let grants = |folder: &Folder| {
        let grants = Grants::NONE.allow_path(Capability::FsRead, folder.0.join("granted/inner")).unwrap();
        grants.allow_path(Capability::FsWrite, folder.0.join("granted")).unwrap()
    };
    denied_with(
        make,
        grants,
        &[
            "open(\"FOLDER/granted/inner/link\", \"r+\")",
            "open(\"FOLDER/granted/inner/link\", \"a+\")",
            "open(\"FOLDER/granted/open.txt\", \"r+\")",
        ],
    );
}

#[test]
fn neighbours_of_a_granted_file() {
    let grants = |folder: &Folder| {
        let grants = Grants::NONE.allow_path(Capability::FsRead, folder.0.join("granted/open.txt")).unwrap();
        grants.allow_path(Capability::FsWrite, folder.0.join("granted/new.txt")).unwrap()
    };
    denied_with(
        Folder::new,
        grants,
        &[
            "read_file(\"FOLDER/granted/other.txt\")",
            "read_file(\"FOLDER/granted/open.txt/../../secret.txt\")",
            "write_file(\"FOLDER/granted/open.txt\", \"damage\")",
            "os_list_dir(\"FOLDER/granted\")",
            "write_file(\"FOLDER/granted/new.txt/deeper\", \"damage\")",
        ],
    );
    // A link that comes in its place later is not followed, not even to its neighbour.
    for expression in [
        "read_file(\"FOLDER/granted/open.txt\")",
        "stat(\"FOLDER/granted/open.txt\")",
        "write_file(\"FOLDER/granted/new.txt\", \"damage\")",
    ] {
        let folder = Folder::new();
        let granted = grants(&folder);
        fs::remove_file(folder.0.join("granted/open.txt")).unwrap();
        fs::write(folder.0.join("granted/other.txt"), SECRET).unwrap();
        let folder = folder.link("other.txt", "granted/open.txt").link("other.txt", "granted/new.txt");
        let text = format!("try\n  print({expression})\ncatch e\n  print(e.kind)\n");
        assert_eq!(run(&folder, granted, Mode::Plain, &text).0, "PermissionDenied\n", "{expression}");
        assert_eq!(fs::read_to_string(folder.0.join("granted/other.txt")).unwrap(), SECRET);
    }
    // The file itself can be read, and the other one made.
    let folder = Folder::new();
    let text = "print(read_file(\"FOLDER/granted/open.txt\"), write_file(\"FOLDER/granted/new.txt\", \"x\"))";
    assert_eq!(run(&folder, grants(&folder), Mode::Plain, text).0, "open 1\n");
}

#[test]
fn programs_that_are_started() {
    let grants =
        |folder: &Folder| folder.granted().allow(Capability::Process).allow(Capability::Env).allow(Capability::Net);
    denied_with(
        Folder::new,
        grants,
        &[
            "exec([\"cat\", \"FOLDER/secret.txt\"])",
            "proc_run(\"cat FOLDER/secret.txt\")",
            "system(\"cat FOLDER/secret.txt\")",
            "proc_spawn([\"cat\", \"FOLDER/secret.txt\"])",
        ],
    );
}

#[test]
fn an_outer_fiber_that_lets_it_proceed() {
    for mode in MODES {
        let folder = Folder::new().link("../secret.txt", "granted/link");
        let text = "f = fiber(fn() => read_file(PATH), {\"mask\": [\"denied\"], \"deny\": [\"fs.read\"]})\n\
                    s = f.resume()\ntry\n  print(f.proceed())\ncatch e\n  print(e.kind)\n";
        for path in ["\"FOLDER/secret.txt\"", "\"FOLDER/granted/link\"", "\"FOLDER/granted/../secret.txt\""] {
            let (output, ending) = run(&folder, folder.granted(), mode, &text.replace("PATH", path));
            assert_eq!(output, "PermissionDenied\n", "{path}: {ending:?}");
        }
        let (output, _) = run(&folder, folder.granted(), mode, &text.replace("PATH", "\"FOLDER/granted/open.txt\""));
        assert_eq!(output, "open\n");
    }
}

#[test]
fn a_snapshot_from_where_more_was_granted() {
    let folder = Folder::new();
    let engine = Engine::new();
    let text = "n = 0\nfor i in range(100)\n  n += i\ntry\n  print(read_file(\"FOLDER/secret.txt\"))\ncatch e\n  print(e.kind)\n";
    let text = text.replace("FOLDER", folder.0.to_str().unwrap());
    let program = engine.compile("escape.fun", &text).unwrap();
    let mut config = Config::capture();
    config.limits.capabilities = Grants::ALL;
    let mut session = engine.start(&program, config);
    assert!(session.run_slice(50).is_none());
    let bytes = session.snapshot().unwrap();
    let mut config = Config::capture();
    config.limits.capabilities = folder.granted();
    let mut again = engine.resume(&program, &bytes, config).unwrap();
    assert!(matches!(again.run(), Ending::Finished(_)));
    assert_eq!(again.output(), "PermissionDenied\n");
}

/// Another thread replaces a directory by a link to one with secrets, and back, while a program reads and writes through it.
#[test]
fn a_race_between_check_and_use() {
    let folder = Folder::new().link("../secrets", "granted/link");
    fs::write(folder.0.join("granted/inner/secret.txt"), "open").unwrap();
    let before = folder.outside();
    let text = "d = \"FOLDER/granted/inner/\"\nkinds = {}\nfor i in range(3000)\n  try\n    kinds[read_file(d + \"secret.txt\")] = true\n    \
                write_file(d + \"damage\", \"damage\")\n    kinds[str(stat(d + \"secret.txt\")[\"size\"])] = true\n    \
                remove_dir(d + \"deep\", true)\n  catch e\n    kinds[e.kind] = true\nprint(keys(kinds))";
    let done = AtomicBool::new(false);
    let output = std::thread::scope(|threads| {
        threads.spawn(|| {
            let at = |name: &str| folder.0.join("granted").join(name);
            let swap = |a: &Path, b: &Path, c: &Path| fs::rename(a, c).and_then(|()| fs::rename(b, a));
            while !done.load(Ordering::Relaxed) {
                swap(&at("inner"), &at("link"), &at("kept")).unwrap();
                swap(&at("inner"), &at("kept"), &at("link")).unwrap();
            }
        });
        let (output, _) = run(&folder, folder.granted(), Mode::Plain, text);
        done.store(true, Ordering::Relaxed);
        output
    });
    assert!(!output.contains(SECRET) && !output.contains("10"), "{output}");
    assert_eq!(folder.outside(), before);
    assert!(!before.contains(DAMAGE));
}

/// No native of the library connects yet; those of hosts that do say which arguments hold the address.
#[test]
fn addresses_that_were_not_granted() {
    let engine = Engine::with(|builder| {
        let connect = NativeDef::short("acme.connect", "host: string, port: int", |_, _| Ok(Value::TRUE));
        builder.native(connect.needs_address(0, 1));
        builder.native(NativeDef::short("acme.listen", "", |_, _| Ok(Value::TRUE)).needs(Capability::Net));
        builder.native(
            NativeDef::short("acme.asks", "host: string", |ctx, args| {
                ctx.require_address(args[0].as_str().unwrap_or(""), 443).map(|()| Value::TRUE)
            })
            .needing(Capability::Net, What::AskedLater),
        );
    });
    let kind = |grants: Grants, call: &str| {
        let text = format!("import acme\ntry\n  print(acme.{call})\ncatch e\n  print(e)\n");
        let program = engine.compile_with("net.fun", text.as_bytes(), &mut NoFiles).unwrap();
        let mut config = Config::capture();
        config.limits.capabilities = grants;
        let mut session = engine.start(&program, config);
        assert!(matches!(session.run(), Ending::Finished(_)));
        session.output()
    };
    let granted = || Grants::parse("net:example.com:443,net:[::1]").unwrap();
    for call in [
        "connect(\"example.com\", 443)",
        "connect(\"Example.Com.\", 443)",
        "connect(\"::1\", 80)",
        "asks(\"example.com\")",
    ] {
        assert_eq!(kind(granted(), call), "true\n", "{call}");
        assert_eq!(kind(Grants::ALL, call), "true\n", "{call}");
        assert_eq!(kind(Grants::NONE, call), "PermissionDenied: net is denied\n", "{call}");
    }
    for (host, port) in [
        ("example.com", 80),
        ("example.com", 65_979),
        ("example.com", -1),
        ("www.example.com", 443),
        ("example.com.evil", 443),
        ("127.0.0.1", 443),
    ] {
        let message = format!("PermissionDenied: net:{host}:{port} is denied\n");
        assert_eq!(kind(granted(), &format!("connect(\"{host}\", {port})")), message);
    }
    assert_eq!(kind(granted(), "asks(\"evil.com\")"), "PermissionDenied: net:evil.com:443 is denied\n");
    // Nobody knows whom this one talks to.
    assert_eq!(kind(granted(), "listen()"), "PermissionDenied: net without limits is denied\n");
    assert_eq!(kind(Grants::ALL, "listen()"), "true\n");
}
