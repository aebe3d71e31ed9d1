//! Comments: what stands between two tokens.

use std::ops::Range;
use std::rc::Rc;

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// Without white space at the ends of its lines.
    pub(super) text: Rc<[u8]>,
    /// Column of its first character, from 0.
    pub(super) column: usize,
    /// An empty line stands before it.
    pub(super) blank: bool,
}

/// The text between two tokens, taken apart.
#[derive(Debug, Default)]
pub(super) struct Gap {
    /// Comments in the line of the token before, of which a line end, or the end of the file, follows.
    pub(super) trailing: Vec<Comment>,
    /// Comments in lines of their own, and those that have several.
    pub(super) own: Vec<Comment>,
    /// Comments in the line of the token behind.
    pub(super) inline: Vec<Comment>,
    /// An empty line stands before the token behind, or its inline comments.
    pub(super) blank: bool,
    /// A line end stands somewhere in it.
    pub(super) line: bool,
}

/// Takes apart the text of a gap. `first` and `last` say whether it begins or ends the file.
pub(super) fn gap(text: &[u8], range: Range<usize>, first: bool, last: bool) -> Gap {
    let mut gap = Gap { line: first, ..Gap::default() };
    let mut pending: Vec<Comment> = Vec::new();
    let mut lines = if first { 2 } else { 0 };
    let mut at = range.start;
    let mut blank = false;
    while at < range.end {
        let rest = &text[at..range.end];
        let length = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [b'/', b'/', ..] | [b'#', b'!', ..] => {
                rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
            }
            [b'/', b'*', inside @ ..] => inside.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |n| n + 4),
            _ => {
                at += 1;
                continue;
            }
        };
        if matches!(rest[0], b'\n' | b'\r') {
            let target = if gap.line { &mut gap.own } else { &mut gap.trailing };
            target.append(&mut pending);
            gap.line = true;
            lines += 1;
            blank |= lines >= 2;
        } else {
            let text_of = clean(&rest[..length]);
            pending.push(Comment { text: text_of.into(), column: column(text, at), blank: std::mem::take(&mut blank) });
            lines = 0;
        }
        at += length;
    }
    let target = match (last, gap.line) {
        (true, true) => &mut gap.own,
        (true, false) => &mut gap.trailing,
        (false, _) => &mut gap.inline,
    };
    target.append(&mut pending);
    // What has several lines does not stand between two tokens of one.
    if let Some(last) = gap.inline.iter().rposition(|comment| comment.text.contains(&b'\n')) {
        gap.own.extend(gap.inline.drain(..=last));
    }
    gap.blank = blank || gap.inline.first().is_some_and(|comment| comment.blank);
    gap
}

/// Line ends as `\n`, no white space before them.
fn clean(text: &[u8]) -> Vec<u8> {
    let text = with_line_feeds(text);
    let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end).collect();
    lines.join(&b'\n')
}

/// The same text with `\n` for every line end.
pub(super) fn with_line_feeds(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for (index, &byte) in text.iter().enumerate() {
        match byte {
            b'\r' if text.get(index + 1) == Some(&b'\n') => {}
            b'\r' => out.push(b'\n'),
            byte => out.push(byte),
        }
    }
    out
}

/// Characters between the beginning of the line and an offset.
pub(super) fn column(text: &[u8], at: usize) -> usize {
    text[line_start(text, at)..at].iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Spaces at the beginning of the line of an offset.
pub(super) fn indentation(text: &[u8], at: usize) -> usize {
    text[line_start(text, at)..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn line_start(text: &[u8], at: usize) -> usize {
    text[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |newline| newline + 1)
}
