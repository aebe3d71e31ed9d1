//! The session at a terminal: a line editor with history, completion and colours.

use super::complete::Completion;
use super::{Repl, lock, say};
use nu_ansi_term::{Color, Style};
use quintet::fun::builtins::BUILTINS;
use quintet::fun::entry::{Needs, needs};
use quintet::fun::lexer::{self, BoundWords, TokenKind};
use quintet::fun::symbol::Interner;
use reedline::{
    ColumnarMenu, DefaultHinter, Emacs, FileBackedHistory, Highlighter, KeyCode, KeyModifiers, MenuBuilder, Prompt,
    PromptEditMode, PromptHistorySearch, Reedline, ReedlineEvent, ReedlineMenu, Signal, StyledText, ValidationResult,
    Validator, default_emacs_keybindings,
};
use std::borrow::Cow;
use std::path::PathBuf;

/// Entries kept in the history.
const HISTORY: usize = 5_000;

/// Reads and runs entries until the user leaves.
///
/// # Errors
/// The terminal cannot be used, as a message.
pub fn run(repl: &mut Repl) -> Result<i32, String> {
    let version = env!("CARGO_PKG_VERSION");
    say(&format!("Quintet {version}. :help shows the commands, Ctrl-D leaves.\n"));
    let mut editor = editor(repl);
    loop {
        match editor.read_line(&Prompts) {
            Ok(Signal::Success(text)) => {
                if let Err(code) = repl.enter(&text) {
                    return Ok(code);
                }
            }
            Ok(Signal::CtrlD) => return Ok(0),
            Ok(_) => {}
            Err(error) => {
                eprintln!("quintet: the terminal cannot be used: {error}");
                return Ok(1);
            }
        }
    }
}

fn editor(repl: &Repl) -> Reedline {
    let mut keys = default_emacs_keybindings();
    let complete = ReedlineEvent::UntilFound(vec![ReedlineEvent::Menu("names".to_string()), ReedlineEvent::MenuNext]);
    keys.add_binding(KeyModifiers::NONE, KeyCode::Tab, complete);
    let menu = ReedlineMenu::EngineCompleter(Box::new(ColumnarMenu::default().with_name("names")));
    let mut editor = Reedline::create()
        .with_validator(Box::new(Whole))
        .with_completer(Box::new(Completion::new(repl.session.clone())))
        .with_menu(menu)
        .with_quick_completions(true)
        .with_partial_completions(true)
        .with_edit_mode(Box::new(Emacs::new(keys)))
        .with_hinter(Box::new(DefaultHinter::default().with_style(Style::new().fg(Color::DarkGray))))
        .with_highlighter(Box::new(Colours))
        .use_bracketed_paste(true);
    // A session without history is better than none.
    if let Some(history) = history_file().and_then(|path| FileBackedHistory::with_file(HISTORY, path).ok()) {
        editor = editor.with_history(Box::new(history));
    }
    drop(lock(&repl.session));
    editor
}

/// `$XDG_STATE_HOME/quintet/history`, by default `~/.local/state/quintet/history`.
fn history_file() -> Option<PathBuf> {
    let home = || std::env::home_dir().map(|home| home.join(".local/state"));
    let state =
        std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or_else(home)?;
    Some(state.join("quintet").join("history"))
}

/// Knows when an entry is whole.
struct Whole;

impl Validator for Whole {
    fn validate(&self, text: &str) -> ValidationResult {
        let empty_line = text.lines().last().is_none_or(|line| line.trim().is_empty()) || text.ends_with('\n');
        let whole = text.trim_start().starts_with(':')
            || match needs(text) {
                Needs::Nothing => true,
                Needs::EndOfBlock => empty_line && text.trim_end().contains('\n') || text.ends_with("\n\n"),
                Needs::More => false,
            };
        match whole {
            true => ValidationResult::Complete,
            false => ValidationResult::Incomplete,
        }
    }
}

struct Prompts;

impl Prompt for Prompts {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        "fun".into()
    }
    fn render_prompt_right(&self) -> Cow<'_, str> {
        "".into()
    }
    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        "> ".into()
    }
    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        "...  ".into()
    }
    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        format!("(history: {}) ", search.term).into()
    }
}

/// Colours by kind of token.
struct Colours;

impl Highlighter for Colours {
    fn highlight(&self, line: &str, _: usize) -> StyledText {
        let mut styled = StyledText::new();
        let mut interner = Interner::new();
        let lexed = lexer::lex(line.as_bytes(), 0, &mut interner, BoundWords::default());
        let comment = Style::new().fg(Color::DarkGray);
        let mut end = 0;
        for token in &lexed.tokens.tokens {
            let (start, stop) = (token.start as usize, token.end as usize);
            if stop <= start || start < end {
                continue;
            }
            styled.push((comment, line.get(end..start).unwrap_or_default().to_string()));
            let text = line.get(start..stop).unwrap_or_default();
            styled.push((style(token.kind, text), text.to_string()));
            end = stop;
        }
        styled.push((comment, line.get(end..).unwrap_or_default().to_string()));
        styled
    }
}

fn style(kind: TokenKind, text: &str) -> Style {
    use TokenKind::*;
    match kind {
        Str | Bytes | FStringStart | FStringText | FStringEnd | FStringSpec | Path => Style::new().fg(Color::Green),
        Int | Float | True | False | Nil => Style::new().fg(Color::Purple),
        Name if BUILTINS.iter().any(|row| row.name == text) => Style::new().fg(Color::Cyan),
        Name => Style::new(),
        kind if kind.is_word() => Style::new().fg(Color::Blue).bold(),
        _ => Style::new(),
    }
}
