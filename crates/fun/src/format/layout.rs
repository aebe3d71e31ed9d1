//! From the tree to a document: where spaces stand, and where lines may end.

use super::comments::Comment;
use super::doc::Doc;
use super::tree::{Atom, Block, Bracket, Item, Leaf, Notes, Role, Row, Shape};
use crate::lexer::TokenKind::*;
use std::rc::Rc;

/// Columns of a level.
const INDENT: usize = 2;
/// Columns by which the rest of a long expression is indented: two levels, so that it is not taken for a block.
const CONTINUATION: usize = 4;

/// The lines of a block, without a line end behind the last.
pub(super) fn block(block: &Block) -> Doc {
    let mut out = Vec::new();
    let mut first = true;
    for row in &block.lines {
        lines_of(row, &mut out, &mut first);
    }
    comments(&block.tail, &mut out, &mut first);
    Doc::concat(out)
}

fn lines_of(row: &Row, out: &mut Vec<Doc>, first: &mut bool) {
    let clause = matches!(row.atoms.first().and_then(Atom::kind), Some(Elif | Else | Catch | Finally));
    comments(&row.lead, out, first);
    if row.atoms.is_empty() {
        return;
    }
    separate(row.blank && !(clause && row.lead.is_empty()), out, first);
    out.push(atoms(&row.atoms, CONTINUATION));
}

/// Comments in lines of their own.
fn comments(list: &[Comment], out: &mut Vec<Doc>, first: &mut bool) {
    for comment in list {
        separate(comment.blank, out, first);
        out.push(Doc::Comment(comment.text.clone(), comment.column));
    }
}

/// The line end before something that begins a line.
fn separate(blank: bool, out: &mut Vec<Doc>, first: &mut bool) {
    if !std::mem::take(first) {
        if blank {
            out.push(Doc::Blank);
        }
        out.push(Doc::HardLine);
    }
}

/// A statement, or an item of a bracket. Long ones go on `indent` columns deeper.
fn atoms(list: &[Atom], indent: usize) -> Doc {
    let commas: Vec<usize> = (0..list.len()).filter(|&index| list[index].kind() == Some(Comma)).collect();
    if commas.is_empty() {
        return runs(list, indent);
    }
    // `print a, b`, `a, b = b, a`: a list without brackets.
    let mut parts = Vec::new();
    let mut start = 0;
    for comma in commas {
        parts.push(runs(&list[start..comma], indent));
        parts.push(element(&list[comma]));
        parts.push(Doc::Line);
        start = comma + 1;
    }
    parts.push(runs(&list[start..], indent));
    group(parts, indent, list.iter().any(has_notes))
}

fn group(parts: Vec<Doc>, indent: usize, broken: bool) -> Doc {
    Doc::Group { doc: Rc::new(Doc::concat(parts)), indent, broken }
}

/// Expressions between words and signs that are no operators.
fn runs(list: &[Atom], indent: usize) -> Doc {
    let mut out = Vec::new();
    let mut start = 0;
    while start < list.len() {
        let mut end = start;
        while end < list.len() && !ends_run(&list[start..], end - start) {
            end += 1;
        }
        // A separator is a run of its own.
        let end = end.max(start + 1);
        if start > 0 {
            out.push(gap(&list[start - 1], &list[start]));
        }
        out.push(run(&list[start..end], indent));
        start = end;
    }
    Doc::concat(out)
}

/// Whether the expression that begins `list` ends before the atom at `index`.
fn ends_run(list: &[Atom], index: usize) -> bool {
    let atom = &list[index];
    match atom {
        Atom::Leaf(leaf) if leaf.kind == Fn => false,
        Atom::Leaf(Leaf { role: Role::Keyword | Role::Separator | Role::Label, .. }) | Atom::Block(_) => {
            !in_fn(&list[..index])
        }
        _ => false,
    }
}

/// Whether an `fn` has begun, which takes everything behind it.
fn in_fn(list: &[Atom]) -> bool {
    list.iter().any(|atom| atom.kind() == Some(Fn) && atom.role() == Role::Keyword)
}

/// An expression, broken at its loosest operators if it is too long.
fn run(list: &[Atom], indent: usize) -> Doc {
    // Behind a block the expression goes on at the indentation of its statement.
    if list.iter().any(|atom| matches!(atom, Atom::Block(_))) {
        return operand(list, indent);
    }
    let end = list.iter().position(|atom| atom.kind() == Some(Fn)).unwrap_or(list.len());
    let precedence = |atom: &Atom| match atom.role() {
        Role::Binary(precedence) => Some(precedence),
        _ => None,
    };
    let Some(loosest) = list[..end].iter().filter_map(precedence).min() else { return operand(list, indent) };
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 0..end {
        if precedence(&list[index]) != Some(loosest) {
            continue;
        }
        let mut behind = index + 1;
        parts.push(run(&list[start..index], indent));
        parts.push(Doc::text(b" "));
        parts.push(element(&list[index]));
        if list.get(behind).is_some_and(|atom| atom.role() == Role::SecondWord) {
            parts.push(Doc::text(b" "));
            parts.push(element(&list[behind]));
            behind += 1;
        }
        parts.push(Doc::Line);
        start = behind;
    }
    let last = run(&list[start..], indent);
    // Comments at operators keep their lines.
    let splits = |index: Option<usize>| {
        let atom = index.and_then(|index| list[..end].get(index));
        atom.is_some_and(|atom| precedence(atom) == Some(loosest) || atom.role() == Role::SecondWord)
    };
    let noted = list[..end].iter().enumerate().any(|(index, atom)| match atom {
        Atom::Leaf(Leaf { notes, .. }) => {
            let (here, before, behind) = (splits(Some(index)), splits(index.checked_sub(1)), splits(Some(index + 1)));
            (!notes.own.is_empty() && (here || before)) || (!notes.trailing.is_empty() && (here || behind))
        }
        _ => false,
    });
    let broken = noted || parts.iter().any(Doc::is_hard);
    if broken || !opens_at_end(&list[start..]) {
        let broken = broken || last.is_hard();
        parts.push(last);
        return group(parts, indent, broken);
    }
    // The last operand may be opened behind its operator.
    let layout = |last: Doc, broken| {
        let mut parts = parts.clone();
        parts.push(last);
        group(parts, indent, broken)
    };
    let mut layouts = Vec::new();
    if !last.is_hard() {
        layouts.push(layout(last.clone(), false));
    }
    let flat = parts.iter().map(|part| if matches!(part, Doc::Line) { Doc::text(b" ") } else { part.clone() });
    layouts.push(Doc::concat(flat.chain([Doc::Loose(Rc::new(last.clone()))]).collect()));
    layouts.push(layout(last, true));
    Doc::choice(layouts)
}

/// Whether an operand is a list, or a call with a block as its last argument.
fn opens_at_end(operand: &[Atom]) -> bool {
    match operand {
        [Atom::Bracket(bracket)] => bracket.shape == Shape::List,
        [.., Atom::Bracket(bracket)] if !bracket.spread => {
            matches!(bracket.items.last().and_then(|item| item.atoms.last()), Some(Atom::Block(_)))
        }
        _ => false,
    }
}

/// An operand with its prefix and postfix operators.
fn operand(list: &[Atom], indent: usize) -> Doc {
    let lambda = list.iter().position(|atom| atom.kind() == Some(Fn) && atom.role() == Role::Keyword);
    let arrow = lambda.and_then(|start| {
        let arrow = list[start..].iter().position(|atom| atom.kind() == Some(FatArrow))?;
        let block = list[start..start + arrow].iter().any(|atom| matches!(atom, Atom::Block(_)));
        (!block).then_some(start + arrow)
    });
    let mut out = Vec::new();
    for (index, atom) in list.iter().enumerate() {
        if index > 0 {
            out.push(gap(&list[index - 1], atom));
        }
        out.push(element(atom));
        if arrow == Some(index) {
            out.push(Doc::text(b" "));
            out.push(runs(&list[index + 1..], indent));
            break;
        }
    }
    Doc::concat(out)
}

/// What stands between two atoms: a space, nothing, or the line end behind a block.
fn gap(previous: &Atom, next: &Atom) -> Doc {
    match previous {
        Atom::Block(_) => Doc::HardLine,
        _ if spaced(previous, next) => Doc::text(b" "),
        _ => Doc::concat(Vec::new()),
    }
}

fn spaced(previous: &Atom, next: &Atom) -> bool {
    if let Atom::Leaf(leaf) = previous {
        match (leaf.kind, leaf.role) {
            (Dot | QuestionDot | DotDot | DotDotEqual | Ellipsis, _) | (_, Role::Slice) => return false,
            (Not, Role::Prefix) => return true,
            (_, Role::Prefix) => return false,
            (Less, Role::Type) => return false,
            _ => {}
        }
    }
    match next {
        Atom::Block(_) => false,
        Atom::Leaf(leaf) => {
            let close = matches!(leaf.kind, Comma | Dot | QuestionDot | DotDot | DotDotEqual);
            !close && !matches!(leaf.role, Role::Type | Role::Label | Role::Slice | Role::Generator)
        }
        Atom::Bracket(bracket) => match bracket.open.kind {
            BraceOpen => true,
            _ => {
                let after_fn = previous.kind() == Some(Fn) || previous.role() == Role::Generator;
                let is_list = bracket.open.kind == ParenOpen && bracket.shape == Shape::List;
                !(previous.ends_operand() || after_fn || (is_list && previous.role() != Role::Keyword))
            }
        },
    }
}

fn element(atom: &Atom) -> Doc {
    match atom {
        Atom::Leaf(leaf) => self::leaf(leaf),
        Atom::Bracket(bracket) => self::bracket(bracket),
        Atom::Block(body) => Doc::indent(INDENT, vec![Doc::HardLine, block(body)]),
    }
}

fn has_notes(atom: &Atom) -> bool {
    matches!(atom, Atom::Leaf(leaf) if !leaf.notes.own.is_empty() || !leaf.notes.trailing.is_empty())
}

fn leaf(leaf: &Leaf) -> Doc {
    if leaf.notes.is_empty() {
        return Doc::text(&leaf.text);
    }
    let mut out = Vec::new();
    before(&leaf.notes, &mut out);
    out.push(Doc::text(&leaf.text));
    behind(&leaf.notes, &mut out);
    Doc::concat(out)
}

fn before(notes: &Notes, out: &mut Vec<Doc>) {
    out.extend(notes.own.iter().map(|comment| Doc::Comment(comment.text.clone(), comment.column)));
    for comment in &notes.inline {
        out.push(Doc::Text(comment.text.clone()));
        out.push(Doc::text(b" "));
    }
}

fn behind(notes: &Notes, out: &mut Vec<Doc>) {
    out.extend(notes.trailing.iter().map(|comment| Doc::Suffix(comment.text.clone())));
}

fn bracket(bracket: &Bracket) -> Doc {
    match bracket.shape {
        Shape::Group | Shape::Index | Shape::Fixed => close_together(bracket),
        Shape::List => list(bracket),
    }
}

/// `(a + b)`, `[i]`: no line ends of its own.
fn close_together(bracket: &Bracket) -> Doc {
    let mut out = vec![leaf(&bracket.open)];
    for (index, item) in bracket.items.iter().enumerate() {
        let mut lead = Vec::new();
        before(&Notes { own: item.lead.clone(), ..Notes::default() }, &mut lead);
        out.append(&mut lead);
        out.push(atoms(&item.atoms, CONTINUATION));
        out.extend(block_end(item));
        if index + 1 < bracket.items.len() {
            out.push(Doc::text(b", "));
        }
        comma_notes(item, &mut out);
    }
    out.push(leaf(&bracket.close));
    Doc::concat(out)
}

/// The line end behind a block that ends an item.
fn block_end(item: &Item) -> Option<Doc> {
    matches!(item.atoms.last(), Some(Atom::Block(_))).then_some(Doc::HardLine)
}

fn comma_notes(item: &Item, out: &mut Vec<Doc>) {
    let notes = &item.comma;
    let all = notes.own.iter().chain(&notes.inline).chain(&notes.trailing);
    out.extend(all.map(|comment| Doc::Suffix(comment.text.clone())));
}

/// A list: in one line, or with its last item opened, or with every item in a line of its own.
fn list(bracket: &Bracket) -> Doc {
    let items: Vec<Doc> = bracket.items.iter().map(|item| atoms(&item.atoms, CONTINUATION)).collect();
    let noted = |item: &Item| {
        !item.lead.is_empty() || !item.comma.is_empty() || item.atoms.last().is_some_and(ends_with_comment)
    };
    let count = items.len();
    let commented = bracket.items.iter().enumerate().any(|(index, item)| {
        // Behind the last item a comment can stand at the end of the line that the list is in.
        noted(item) && (index + 1 < count || !item.lead.is_empty() || bracket.spread)
    });
    let open = &bracket.open.notes;
    let dangling = !bracket.close.notes.own.is_empty() || !open.trailing.is_empty() || !open.own.is_empty();
    if (bracket.spread && count > 0) || commented || dangling {
        return opened(bracket, &items);
    }
    let Some((last, others)) = items.split_last() else {
        return Doc::concat(vec![leaf(&bracket.open), leaf(&bracket.close)]);
    };
    let flat = |last: &Doc, end: Option<Doc>| {
        let mut out = vec![leaf(&bracket.open)];
        for (item, doc) in bracket.items.iter().zip(others) {
            out.push(doc.clone());
            comma_notes(item, &mut out);
            out.push(Doc::text(b", "));
        }
        out.push(last.clone());
        out.extend(end);
        out.extend(bracket.items.last().map(|item| {
            let mut notes = Vec::new();
            comma_notes(item, &mut notes);
            Doc::concat(notes)
        }));
        out.push(leaf(&bracket.close));
        Doc::concat(out)
    };
    let mut layouts = Vec::new();
    let others_are_flat = !others.iter().any(Doc::is_hard);
    let last_item = bracket.items.last().map_or(&[][..], |item| &item.atoms);
    if others_are_flat {
        match last_item {
            [.., Atom::Block(_)] => layouts.push(flat(last, Some(Doc::HardLine))),
            [.., Atom::Bracket(_)] if last.is_hard() => layouts.push(flat(last, None)),
            _ if last.is_hard() => {}
            [Atom::Bracket(inner)]
                if inner.shape == Shape::List && !inner.items.is_empty() && !has_literal(&bracket.items) =>
            {
                layouts.push(flat(last, None));
                layouts.push(flat(last.last_layout(), None));
            }
            _ => layouts.push(flat(last, None)),
        }
    }
    layouts.push(opened(bracket, &items));
    Doc::choice(layouts)
}

/// Whether an item before the last is a list too, so that opening the last alone would look odd.
fn has_literal(items: &[Item]) -> bool {
    let others = items.split_last().map_or(&[][..], |(_, others)| others);
    others.iter().any(|item| matches!(&item.atoms[..], [Atom::Bracket(inner)] if !inner.items.is_empty()))
}

fn ends_with_comment(atom: &Atom) -> bool {
    match atom {
        Atom::Leaf(leaf) => !leaf.notes.trailing.is_empty(),
        Atom::Bracket(bracket) => !bracket.close.notes.trailing.is_empty(),
        Atom::Block(_) => false,
    }
}

/// A list with every item in a line of its own; numbers share lines.
fn opened(bracket: &Bracket, items: &[Doc]) -> Doc {
    let numbers = bracket.open.kind == BracketOpen && bracket.items.iter().all(is_number);
    let mut inner = Vec::new();
    for (index, (item, doc)) in bracket.items.iter().zip(items).enumerate() {
        let first = index == 0;
        let own_line = first || !numbers || item.line || item.blank || !item.lead.is_empty();
        if own_line {
            let mut start = false;
            for comment in &item.lead {
                separate(comment.blank && !first, &mut inner, &mut start);
                inner.push(Doc::Comment(comment.text.clone(), comment.column));
            }
            separate(item.blank && !first, &mut inner, &mut start);
        }
        let last = index + 1 == items.len();
        let mut element = vec![doc.clone()];
        let after_block = matches!(item.atoms.last(), Some(Atom::Block(_)));
        match after_block {
            true if last => {}
            true => element.extend([Doc::HardLine, Doc::text(b",")]),
            false => element.push(Doc::text(b",")),
        }
        comma_notes(item, &mut element);
        let element = Doc::concat(element);
        if !own_line {
            inner.push(Doc::Fill(Rc::new(element.clone())));
        }
        inner.push(element);
    }
    let mut start = items.is_empty() && bracket.open.notes.trailing.is_empty();
    let dangling = &bracket.close.notes.own;
    if !dangling.is_empty() {
        start = false;
    }
    comments(dangling, &mut inner, &mut start);
    let open = leaf(&bracket.open);
    let close = Leaf {
        kind: bracket.close.kind,
        symbol: None,
        text: bracket.close.text.clone(),
        role: Role::Plain,
        notes: Notes {
            inline: bracket.close.notes.inline.clone(),
            trailing: bracket.close.notes.trailing.clone(),
            ..Notes::default()
        },
    };
    Doc::concat(vec![open, Doc::indent(INDENT, inner), Doc::HardLine, leaf(&close)])
}

fn is_number(item: &Item) -> bool {
    let number = |atom: &Atom| matches!(atom.kind(), Some(Int | Float));
    match &item.atoms[..] {
        [one] => number(one),
        [sign, one] => sign.kind() == Some(Minus) && number(one),
        _ => false,
    }
}
