//! Help for each subcommand, and completions for shells.

use lexopt::{Arg, Parser, ValueExt};

/// A subcommand: name, what it does, its options.
type Command = (&'static str, &'static str, &'static [&'static str]);

const COMMANDS: &[Command] = &[
    (
        "run",
        "run a program",
        &[
            "--sandbox",
            "--allow",
            "--deny",
            "--max-heap",
            "--max-stack",
            "--stats",
            "--stats-file",
            "--trace",
            "--dispatch",
            "--no-fusion",
            "--mode",
        ],
    ),
    ("repl", "type a program and see what it does", &[]),
    ("check", "report errors and warnings, run nothing", &[]),
    ("test", "run tests", &["--filter", "--jobs", "--timeout", "--junit", "--verbose"]),
    ("fmt", "format source files", &["--check"]),
    ("doc", "write documentation as HTML", &["--output", "--title"]),
    ("new", "begin a project", &[]),
    ("disasm", "show the bytecode of a program", &["--fusion"]),
    ("asm", "assemble a program to the binary form", &["--output"]),
    ("completions", "print completions for a shell", &[]),
    ("help", "explain a subcommand", &[]),
];

const CHECK: &str = "\
Report errors and warnings, run nothing

Usage: quintet check FILE

Shows all errors of the file and of what it includes and imports, and warns of what is allowed but seldom meant: names that hide
builtins, variables that are never read, assignments that reach an outer variable, lines deeper than their block.

Exit codes: 0 no errors; 1 errors, or a file that cannot be read; 2 wrong command line.
";

const DISASM: &str = "\
Show the bytecode of a program

Usage: quintet disasm [--fusion] FILE

Prints the program (.fun, .qasm or .qbc) in the assembler's form, which 'quintet asm' takes.

Options:
  --fusion    show instead which sequences of ops run as one
  -h, --help  print this text
";

const ASM: &str = "\
Assemble a program to the binary form

Usage: quintet asm FILE [-o OUT]

Takes a .fun, .qasm or .qbc file and writes the binary form, which runs without being compiled.

Options:
  -o, --output=OUT  where to (default: the name of the file, with the extension .qbc)
  -h, --help        print this text
";

const COMPLETIONS: &str = "\
Print completions for a shell

Usage: quintet completions bash|zsh|fish

  bash: quintet completions bash > ~/.local/share/bash-completion/completions/quintet
  zsh:  quintet completions zsh > a file called _quintet in a directory of $fpath
  fish: quintet completions fish > ~/.config/fish/completions/quintet.fish
";

/// The help text of a subcommand.
pub fn of(command: &str) -> Option<&'static str> {
    Some(match command {
        "run" => crate::options::HELP,
        "repl" => crate::repl::HELP,
        "check" => CHECK,
        "test" => crate::test::HELP,
        "fmt" => crate::fmt::HELP,
        "doc" => crate::doc::HELP,
        "new" => crate::new::HELP,
        "disasm" => DISASM,
        "asm" => ASM,
        "completions" => COMPLETIONS,
        "help" => crate::options::HELP,
        _ => return None,
    })
}

/// `quintet help [COMMAND]`
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(mut parser: Parser) -> Result<i32, String> {
    match parser.next().map_err(|e| e.to_string())? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => Ok(crate::print(crate::options::HELP)),
        Some(Arg::Value(word)) => {
            let word = word.string().map_err(|e| e.to_string())?;
            of(&word).map(crate::print).ok_or_else(|| format!("there is no command '{word}'"))
        }
        Some(other) => Err(other.unexpected().to_string()),
    }
}

/// `quintet completions SHELL`
///
/// # Errors
/// A wrong command line, as a message.
pub fn completions(mut parser: Parser) -> Result<i32, String> {
    match parser.next().map_err(|e| e.to_string())? {
        Some(Arg::Long("help") | Arg::Short('h')) => Ok(crate::print(COMPLETIONS)),
        Some(Arg::Value(shell)) => match shell.to_str() {
            Some("bash") => Ok(crate::print(&bash())),
            Some("zsh") => Ok(crate::print(&zsh())),
            Some("fish") => Ok(crate::print(&fish())),
            _ => Err(format!("there are completions for bash, zsh and fish, not for '{}'", shell.display())),
        },
        Some(other) => Err(other.unexpected().to_string()),
        None => Err("a shell is missing: bash, zsh or fish".to_string()),
    }
}

fn bash() -> String {
    let names: Vec<&str> = COMMANDS.iter().map(|(name, ..)| *name).collect();
    let mut cases = String::new();
    for (name, _, options) in COMMANDS {
        cases += &format!("    {name}) words=\"{} --help\" ;;\n", options.join(" "));
    }
    format!(
        "_quintet() {{\n  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" words=\"\"\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    \
         words=\"{} --help --version\"\n  else\n    case \"${{COMP_WORDS[1]}}\" in\n{cases}    esac\n  fi\n  \
         COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))\n}}\n\
         complete -o filenames -F _quintet quintet\n",
        names.join(" ")
    )
}

fn zsh() -> String {
    let mut commands = String::new();
    let mut cases = String::new();
    for (name, what, options) in COMMANDS {
        commands += &format!("    '{name}:{what}'\n");
        let options: Vec<String> = options.iter().chain(&["--help"]).map(|option| format!("'{option}'")).collect();
        cases += &format!("    {name}) compadd -- {} ;;\n", options.join(" "));
    }
    format!(
        "#compdef quintet\n_quintet() {{\n  local -a commands=(\n{commands}  )\n  if (( CURRENT == 2 )); then\n    \
         _describe command commands\n  else\n    case $words[2] in\n{cases}    esac\n  fi\n  _files\n}}\n_quintet \"$@\"\n"
    )
}

fn fish() -> String {
    let mut out = String::new();
    for (name, what, options) in COMMANDS {
        out += &format!("complete -c quintet -n __fish_use_subcommand -a {name} -d '{what}'\n");
        for option in *options {
            let option = option.trim_start_matches('-');
            out += &format!("complete -c quintet -n '__fish_seen_subcommand_from {name}' -l {option}\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_help_that_names_its_options() {
        for (name, what, options) in COMMANDS {
            let text = of(name).unwrap_or_else(|| panic!("no help for {name}"));
            for option in *options {
                assert!(text.contains(option), "{option} of {name}");
            }
            let overview = crate::options::HELP;
            assert!(overview.contains(&format!("quintet {name}")) || *name == "help", "{name}: {what}");
        }
    }
}
