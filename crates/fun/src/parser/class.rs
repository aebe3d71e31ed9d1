//! Classes.

use super::{Context, Failed, Parser, Result, TokenKind};
use crate::ast::{Class as ClassStatement, Field, Function, Ident, Param, Parent};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::symbol::word;
use TokenKind::*;

struct Header {
    name: Ident,
    params: Vec<Param>,
    parent: Option<Parent>,
}

impl Parser<'_> {
    /// At `class`.
    pub(super) fn class_statement(&mut self) -> ClassStatement {
        let start = self.token.start;
        let header = self.header(Self::class_header).unwrap_or_else(|| {
            let span = Span::new(self.end(), self.end());
            Header { name: Ident { name: word::EMPTY, span }, params: Vec::new(), parent: None }
        });
        let header_span = self.span_from(start);
        let context = Context { has_super: header.parent.is_some(), ..Context::default() };
        let (mut fields, mut methods) = (Vec::new(), Vec::new());
        self.within(context, |parser| {
            parser.indented(|parser| parser.members(&mut fields, &mut methods));
        });
        let last_field = fields.iter().map(|field: &Field| field.value.span.end).max();
        let last_method = methods.iter().map(|method: &Function| method.span.end).max();
        self.block_end = last_field.max(last_method).unwrap_or(header_span.end);
        self.warn_of_duplicates("field", fields.iter().map(|field| field.name).collect());
        self.warn_of_duplicates("method", methods.iter().filter_map(|method| method.name).collect());
        let Header { name, params, parent } = header;
        ClassStatement { name, params, parent, fields, methods, header: header_span }
    }

    fn class_header(&mut self) -> Result<Header> {
        self.bump();
        let name = self.name("a class name")?;
        self.bind(name);
        let params = match self.at(ParenOpen) {
            true => self.params()?,
            false => Vec::new(),
        };
        let parent = match self.eat(Extends) {
            true => Some(self.parent()?),
            false => None,
        };
        if self.at_statement_end() {
            return Ok(Header { name, params, parent });
        }
        let hint = match self.kind() {
            Colon => "headers of blocks end without ':'; a parent class is written 'extends Parent'",
            Less => "a parent class is written 'extends Parent'",
            BraceOpen => "the members go on indented lines, without braces",
            _ => "the members go on indented lines",
        };
        let message = format!("Expected 'extends' or the end of the line, found {}", self.found());
        Err(self.fail_with_hint(self.token.span(), message, hint))
    }

    fn parent(&mut self) -> Result<Parent> {
        let start = self.token.start;
        let path = self.dotted("a parent class")?.into_boxed_slice();
        let args = match self.at(ParenOpen) {
            true => Some(self.args()?),
            false => None,
        };
        Ok(Parent { path, args, span: self.span_from(start) })
    }

    fn members(&mut self, fields: &mut Vec<Field>, methods: &mut Vec<Function>) {
        let mut deeper = 0u32;
        loop {
            self.statement = self.pos;
            match self.kind() {
                End => return,
                Dedent if deeper == 0 => return,
                Dedent => {
                    deeper -= 1;
                    self.bump();
                }
                Indent => {
                    deeper += 1;
                    self.bump();
                }
                Newline => drop(self.bump()),
                Fun => match self.method() {
                    Ok(method) => methods.push(method),
                    Err(Failed) => self.skip_member(),
                },
                _ => match self.field() {
                    Ok(field) => fields.push(field),
                    Err(Failed) => self.skip_member(),
                },
            }
        }
    }

    fn skip_member(&mut self) {
        self.synchronize();
        self.block_of_failed();
    }

    fn method(&mut self) -> Result<Function> {
        let start = self.token.start;
        let header = self.header(|parser| {
            parser.bump();
            let star = parser.token.span();
            let generator = parser.eat(Star);
            let name = parser.word("a method name")?;
            if generator && name.name == word::CONSTRUCT {
                parser.note(Diagnostic::error(star, "'_construct' cannot be a generator"));
            }
            let header = parser.signature(generator, name)?;
            parser.check_this(name, &header.params);
            Ok(header)
        });
        self.fun_with(start, header)
    }

    /// `[ type ] NAME "=" rhs NL`
    fn field(&mut self) -> Result<Field> {
        if !matches!(self.kind(), Name | Nil) {
            let message = format!("Expected a field or a method, found {}", self.found());
            return Err(self.fail(self.token.span(), message));
        }
        let ty = match self.at_declaration() {
            true => Some(self.type_ref()?),
            false => None,
        };
        let name = self.name("a field name")?;
        if !self.at(Assign) {
            let message = format!("Expected '=' after field '{}', found {}", self.text(name.name), self.found());
            let hint = match self.kind() {
                ParenOpen | Name => "methods are written 'fun name(this)'",
                _ => "a field has a value: 'name = nil'",
            };
            return Err(self.fail_with_hint(self.token.span(), message, hint));
        }
        self.bump();
        // A field initializer is no method: there is no `super` in it.
        let context = Context { has_super: false, ..self.context };
        let value = self.within(context, Self::rhs)?;
        self.end_statement()?;
        Ok(Field { ty, name, value })
    }

    fn warn_of_duplicates(&mut self, what: &str, mut names: Vec<Ident>) {
        names.sort_by_key(|ident| (ident.name, ident.span.start));
        for pair in names.windows(2) {
            if pair[0].name == pair[1].name {
                let message = format!("Duplicate {what} '{}'; the last one counts", self.text(pair[0].name));
                let warning = Diagnostic::warning(pair[1].span, message);
                self.note(warning.with_label(pair[0].span, "also here"));
            }
        }
    }
}
