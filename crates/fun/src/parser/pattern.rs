//! Patterns.

use super::{Parser, Result, TokenKind};
use crate::ast::{
    ArrayPattern, ClassPattern, Expr, ExprKind, Ident, Literal, MapPattern, MapPatternEntry, Pattern, PatternArg,
    PatternKind, RangePattern, RestPattern,
};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::symbol::{Symbol, word};
use TokenKind::*;

impl Parser<'_> {
    /// `alt [ "as" NAME ]`
    pub(super) fn pattern(&mut self) -> Result<Pattern> {
        let start = self.token.start;
        let pattern = self.alternatives()?;
        if !self.at_word(word::AS) {
            return Ok(pattern);
        }
        self.bump();
        let name = self.name("a name after 'as'")?;
        self.bind(name);
        Ok(Pattern { kind: PatternKind::As(Box::new(pattern), name), span: self.span_from(start) })
    }

    fn alternatives(&mut self) -> Result<Pattern> {
        let start = self.token.start;
        let first = self.single_pattern()?;
        if !self.at(Pipe) {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat(Pipe) {
            alternatives.push(self.single_pattern()?);
        }
        Ok(Pattern { kind: PatternKind::Or(alternatives.into_boxed_slice()), span: self.span_from(start) })
    }

    fn single_pattern(&mut self) -> Result<Pattern> {
        let start = self.token.start;
        let kind = match self.kind() {
            Name => self.name_pattern()?,
            Caret => self.pin()?,
            ParenOpen => {
                self.bump();
                let inner = self.nested(Self::pattern)?;
                self.expect(ParenClose)?;
                return Ok(inner);
            }
            BracketOpen => self.array_pattern()?,
            BraceOpen => self.map_pattern()?,
            _ => self.literal_pattern()?,
        };
        Ok(Pattern { kind, span: self.span_from(start) })
    }

    fn name_pattern(&mut self) -> Result<PatternKind> {
        let start = self.token.span();
        let path = self.dotted("a pattern")?;
        if self.at(ParenOpen) {
            return self.class_pattern(path.into_boxed_slice());
        }
        match path[..] {
            [Ident { name: word::UNDERSCORE, .. }] => Ok(PatternKind::Wildcard),
            [name] => {
                self.bind(name);
                Ok(PatternKind::Bind(name.name))
            }
            _ => {
                let span = start.to(Span::new(start.start, self.end()));
                let hint = "a class is matched with 'm.C()', a value with '^(m.x)'";
                Err(self.fail_with_hint(span, "Expected '(' after a qualified name in a pattern", hint))
            }
        }
    }

    fn class_pattern(&mut self, path: Box<[Ident]>) -> Result<PatternKind> {
        let mut args = Vec::new();
        self.nested(|parser| {
            parser.list(ParenClose, |parser| {
                let mut field = None;
                if parser.kind().is_word() && parser.peek(1).kind == Colon {
                    field = Some(parser.ident());
                    parser.bump();
                }
                let pattern = parser.pattern()?;
                args.push(PatternArg { field, pattern });
                Ok(())
            })
        })?;
        Ok(PatternKind::Class(Box::new(ClassPattern { path, args })))
    }

    /// `^name` or `^(e)`
    fn pin(&mut self) -> Result<PatternKind> {
        self.bump();
        let expr = match self.kind() {
            ParenOpen => {
                self.bump();
                let expr = self.nested(Self::expr)?;
                self.expect(ParenClose)?;
                expr
            }
            _ => {
                let name = self.name("a name or '(' after '^'")?;
                Expr { kind: ExprKind::Name(name.name), span: name.span }
            }
        };
        if matches!(self.kind(), Dot | ParenOpen | BracketOpen) {
            let message = format!("Unexpected {} in a pattern", self.found());
            return Err(self.fail_with_hint(self.token.span(), message, "write '^(expression)'"));
        }
        Ok(PatternKind::Pin(Box::new(expr)))
    }

    fn array_pattern(&mut self) -> Result<PatternKind> {
        let mut array = ArrayPattern { before: Vec::new(), rest: None, after: Vec::new() };
        self.nested(|parser| {
            parser.list(BracketClose, |parser| {
                if parser.at(Ellipsis) {
                    let rest = parser.rest_pattern()?;
                    if let Some(first) = array.rest.replace(rest) {
                        let error = Diagnostic::error(rest.span, "Only one '...' is possible in a pattern");
                        parser.note(error.with_label(first.span, "the first"));
                    }
                    return Ok(());
                }
                let pattern = parser.pattern()?;
                match array.rest {
                    None => array.before.push(pattern),
                    Some(_) => array.after.push(pattern),
                }
                Ok(())
            })
        })?;
        Ok(PatternKind::Array(Box::new(array)))
    }

    fn rest_pattern(&mut self) -> Result<RestPattern> {
        let start = self.bump().start;
        let name = match self.at(Name) {
            true => Some(self.ident()),
            false => None,
        };
        name.into_iter().for_each(|name| self.bind(name));
        let name = name.filter(|name| name.name != word::UNDERSCORE);
        Ok(RestPattern { name, span: self.span_from(start) })
    }

    fn map_pattern(&mut self) -> Result<PatternKind> {
        let mut map = MapPattern { entries: Vec::new(), rest: None };
        self.nested(|parser| {
            parser.list(BraceClose, |parser| {
                if parser.at(Ellipsis) {
                    let rest = parser.rest_pattern()?;
                    let Some(name) = rest.name else {
                        let hint = "a Map pattern leaves other keys out of account anyway";
                        return Err(parser.fail_with_hint(rest.span, "Expected a name after '...'", hint));
                    };
                    if map.rest.replace(name).is_some() {
                        parser.note(Diagnostic::error(rest.span, "Only one '...' is possible in a pattern"));
                    }
                    return Ok(());
                }
                map.entries.push(parser.map_pattern_entry()?);
                Ok(())
            })
        })?;
        Ok(PatternKind::Map(Box::new(map)))
    }

    fn map_pattern_entry(&mut self) -> Result<MapPatternEntry> {
        if self.at(Name) && self.peek(1).kind != Colon {
            let name = self.ident();
            self.bind(name);
            let pattern = Pattern { kind: PatternKind::Bind(name.name), span: name.span };
            return Ok(MapPatternEntry { key: Literal::Str(name.name), pattern });
        }
        if self.at(BracketOpen) {
            return Err(self.fail(self.token.span(), "Keys of a Map pattern cannot be computed"));
        }
        let (key, _) = self.map_key()?;
        if !self.at(Colon) {
            let message = format!("Expected ':' after the key, found {}", self.found());
            return Err(self.fail(self.token.span(), message));
        }
        self.bump();
        Ok(MapPatternEntry { key, pattern: self.pattern()? })
    }

    fn literal_pattern(&mut self) -> Result<PatternKind> {
        let start = self.token.start;
        let low = self.pattern_literal()?;
        let inclusive = match self.kind() {
            DotDot => false,
            DotDotEqual => true,
            Ellipsis => {
                let message = "Unexpected '...' in a pattern";
                return Err(self.fail_with_hint(self.token.span(), message, "a range is written 'a..b' or 'a..=b'"));
            }
            _ => return Ok(PatternKind::Literal(low)),
        };
        self.bump();
        let high = self.pattern_literal()?;
        if !self.is_range(low, high) {
            let hint = "both ends are numbers, or both Strings of one character";
            let span = self.span_from(start);
            self.note(Diagnostic::error(span, "These values do not form a range").with_hint(hint));
        }
        Ok(PatternKind::Range(Box::new(RangePattern { low, high, inclusive })))
    }

    fn pattern_literal(&mut self) -> Result<Literal> {
        let negative = self.at(Minus) && matches!(self.peek(1).kind, Int | Float);
        if negative {
            self.bump();
        }
        let literal = match (self.constant(), negative) {
            (Some(Literal::Int(value)), true) => Literal::Int(value.wrapping_neg()),
            (Some(Literal::Float(value)), true) => Literal::Float(-value),
            (Some(literal), _) => literal,
            (None, _) => return Err(self.expected("a pattern")),
        };
        self.bump();
        Ok(literal)
    }

    fn is_range(&self, low: Literal, high: Literal) -> bool {
        let number = |literal| matches!(literal, Literal::Int(_) | Literal::Float(_));
        let character = |literal| match literal {
            Literal::Str(symbol) => {
                // What indexing a String gives: a scalar, or a byte that belongs to none.
                let mut chunks = self.interner.bytes(symbol).utf8_chunks();
                let length = |chunk: std::str::Utf8Chunk<'_>| chunk.valid().chars().count() + chunk.invalid().len();
                chunks.next().map(length) == Some(1) && chunks.next().is_none()
            }
            _ => false,
        };
        (number(low) && number(high)) || (character(low) && character(high))
    }

    /// A name is bound once in a pattern, and alternatives bind the same names.
    pub(super) fn check_names(&mut self, pattern: &Pattern) {
        let mut names = Vec::new();
        self.collect_names(pattern, &mut names);
        names.sort_by_key(|ident| (ident.name, ident.span.start));
        for pair in names.windows(2) {
            if pair[0].name == pair[1].name {
                let message = format!("'{}' is bound twice in this pattern", self.text(pair[0].name));
                let error = Diagnostic::error(pair[1].span, message).with_label(pair[0].span, "first here");
                self.note(
                    error
                        .with_hint("to ask for equal values bind two names and compare them in a guard: 'when a == b'"),
                );
            }
        }
    }

    fn collect_names(&mut self, pattern: &Pattern, names: &mut Vec<Ident>) {
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Literal(_) | PatternKind::Range(_) | PatternKind::Pin(_) => {}
            PatternKind::Bind(name) => names.push(Ident { name: *name, span: pattern.span }),
            PatternKind::Array(array) => {
                for element in array.before.iter().chain(&array.after) {
                    self.collect_names(element, names);
                }
                names.extend(array.rest.and_then(|rest| rest.name));
            }
            PatternKind::Map(map) => {
                for entry in &map.entries {
                    self.collect_names(&entry.pattern, names);
                }
                names.extend(map.rest);
            }
            PatternKind::Class(class) => {
                for arg in &class.args {
                    self.collect_names(&arg.pattern, names);
                }
            }
            PatternKind::As(inner, name) => {
                self.collect_names(inner, names);
                names.push(*name);
            }
            PatternKind::Or(alternatives) => self.collect_alternatives(pattern.span, alternatives, names),
        }
    }

    fn collect_alternatives(&mut self, span: Span, alternatives: &[Pattern], names: &mut Vec<Ident>) {
        let mut expected: Option<(Vec<Symbol>, Vec<Ident>)> = None;
        for alternative in alternatives {
            let mut found = Vec::new();
            self.collect_names(alternative, &mut found);
            let mut set: Vec<Symbol> = found.iter().map(|ident| ident.name).collect();
            set.sort_unstable();
            set.dedup();
            match &expected {
                None => expected = Some((set, found)),
                Some((first, _)) if *first == set => {}
                Some(_) => {
                    let error = Diagnostic::error(alternative.span, "Alternatives must bind the same names");
                    self.note(error.with_label(Span::new(span.start, span.start), "as the first one"));
                    break;
                }
            }
        }
        names.extend(expected.into_iter().flat_map(|(_, found)| found));
    }
}
