//! Functions and their parameters.

use super::{Failed, MAX_PARAMS, Parser, Result, TokenKind};
use crate::ast::{Block, Expr, ExprKind, Function, FunctionBody, Ident, Param, StmtKind, TypeRef};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::symbol::word;
use TokenKind::*;

/// What stands between `fun` and the body.
pub(super) struct Header {
    pub(super) generator: bool,
    pub(super) name: Ident,
    pub(super) params: Vec<Param>,
    pub(super) result: Option<TypeRef>,
}

impl Parser<'_> {
    /// At `fun` as a statement.
    pub(super) fn fun_statement(&mut self) -> Result<StmtKind> {
        let start = self.token.start;
        let header = self.header(|parser| {
            parser.bump();
            let generator = parser.eat(Star);
            if parser.at(ParenOpen) {
                let message = "Expected a function name, found '('";
                let hint = "anonymous functions are written 'fn(params) => expression'";
                return Err(parser.fail_with_hint(parser.token.span(), message, hint));
            }
            let name = parser.name("a function name")?;
            parser.bind(name);
            parser.signature(generator, name)
        });
        let function = self.fun_with(start, header)?;
        Ok(StmtKind::Function(Box::new(function)))
    }

    /// `params [ "->" type ]`
    pub(super) fn signature(&mut self, generator: bool, name: Ident) -> Result<Header> {
        if !self.at(ParenOpen) {
            let message = format!("Expected '(' after '{}', found {}", self.text(name.name), self.found());
            return Err(self.fail_with_hint(
                self.token.span(),
                message,
                "parentheses are needed without parameters too",
            ));
        }
        let params = self.params()?;
        Ok(Header { generator, name, params, result: self.result_type()? })
    }

    fn result_type(&mut self) -> Result<Option<TypeRef>> {
        match self.eat(Arrow) {
            true => self.type_ref().map(Some),
            false => Ok(None),
        }
    }

    /// The body of a `fun` whose header has been read (or has failed), with its line end.
    pub(super) fn fun_with(&mut self, start: u32, header: Option<Header>) -> Result<Function> {
        let header_span = self.span_from(start);
        let header = header.unwrap_or_else(|| {
            let name = Ident { name: word::EMPTY, span: header_span };
            Header { generator: false, name, params: Vec::new(), result: None }
        });
        let body = self.within(self.function_context(), |parser| {
            if parser.at_statement_end() {
                return Ok(FunctionBody::Block(parser.block()));
            }
            if !parser.eat(FatArrow) {
                return Err(parser.no_body());
            }
            let value = parser.rhs()?;
            parser.end_statement_of(&value);
            Ok(FunctionBody::Expr(value))
        })?;
        let Header { generator, name, params, result } = header;
        let span = match &body {
            FunctionBody::Block(_) => self.span_from(start),
            FunctionBody::Expr(value) => Span::new(start, value.span.end.max(header_span.end)),
        };
        Ok(Function { name: Some(name), generator, params, result, body, header: header_span, span })
    }

    /// The line of `=> e` ends; an error there does not spoil the function.
    fn end_statement_of(&mut self, value: &Expr) {
        if let Err(Failed) = self.end_statement() {
            self.synchronize();
        }
        self.after_block = self.pos;
        self.block_end = value.span.end;
    }

    fn no_body(&mut self) -> Failed {
        let message = format!("Expected '=>' or the end of the line, found {}", self.found());
        let hint = match self.kind() {
            Colon => "headers of blocks end without ':'; a result type is written '-> T'",
            BraceOpen => "blocks are indented, without braces",
            Assign => "write '=> expression'",
            _ => "the body goes on indented lines, or behind '=>'",
        };
        self.fail_with_hint(self.token.span(), message, hint)
    }

    /// `"(" [ param { "," param } ,] ")"`
    pub(super) fn params(&mut self) -> Result<Vec<Param>> {
        let start = self.token.start;
        let mut params: Vec<Param> = Vec::new();
        self.nested(|parser| {
            parser.list(ParenClose, |parser| {
                let param = parser.param()?;
                parser.check_param(&params, &param);
                params.push(param);
                Ok(())
            })
        })?;
        if params.len() > MAX_PARAMS {
            let message = format!("More than {MAX_PARAMS} parameters");
            self.note(Diagnostic::error(self.span_from(start), message));
        }
        Ok(params)
    }

    /// `[ type ] NAME [ "=" expr ] | "..." NAME`
    fn param(&mut self) -> Result<Param> {
        if self.eat(Ellipsis) {
            let name = self.name("a parameter name after '...'")?;
            self.bind(name);
            return Ok(Param { name, rest: true, ty: None, default: None });
        }
        let ty = match self.at_typed_name() {
            true => Some(self.type_ref()?),
            false => None,
        };
        let name = self.name("a parameter name")?;
        self.bind(name);
        if self.at(Colon) {
            let hint = format!("types stand in front: 'number {}'", self.text(name.name));
            let message = "Expected ',' or ')', found ':'";
            return Err(self.fail_with_hint(self.token.span(), message, hint));
        }
        let default = match self.eat(Assign) {
            true => Some(self.expr()?),
            false => None,
        };
        Ok(Param { name, rest: false, ty, default })
    }

    fn check_param(&mut self, before: &[Param], param: &Param) {
        if before.len() > MAX_PARAMS {
            return;
        }
        let name = self.text(param.name.name);
        if let Some(first) = before.iter().find(|other| other.name.name == param.name.name) {
            let error = Diagnostic::error(param.name.span, format!("Duplicate parameter name '{name}'"));
            self.note(error.with_label(first.name.span, "first here"));
        }
        let Some(last) = before.last() else { return };
        if last.rest {
            let rest = self.text(last.name.name);
            self.note(Diagnostic::error(last.name.span, format!("'...{rest}' must be the last parameter")));
        } else if last.default.is_some() && param.default.is_none() && !param.rest {
            let message = format!("Parameter '{name}' needs a default value, as the one before has one");
            self.note(Diagnostic::error(param.name.span, message));
        }
    }

    /// `fn`, with an expression or a block.
    pub(super) fn anonymous(&mut self) -> Result<Expr> {
        let start = self.bump().start;
        let generator = self.eat(Star);
        if self.at(Name) {
            let message = format!("Expected '(' after 'fn', found {}", self.found());
            let hint = "functions with a name are written 'fun name(params)'";
            return Err(self.fail_with_hint(self.token.span(), message, hint));
        }
        if !self.at(ParenOpen) {
            return Err(self.expected("'(' after 'fn'"));
        }
        let params = self.params()?;
        let result = self.result_type()?;
        let header = self.span_from(start);
        let body = self.nested(|parser| parser.within(parser.function_context(), Self::anonymous_body))?;
        let span = self.span_from(start);
        let function = Function { name: None, generator, params, result, body, header, span };
        Ok(Expr { kind: ExprKind::Function(Box::new(function)), span })
    }

    fn anonymous_body(&mut self) -> Result<FunctionBody> {
        match self.kind() {
            FatArrow => {
                self.bump();
                Ok(FunctionBody::Expr(self.expr()?))
            }
            Newline => Ok(FunctionBody::Block(self.block())),
            _ if self.token.is_inserted() => Ok(FunctionBody::Block(Block::default())),
            _ => Err(self.no_body()),
        }
    }

    /// A method's first parameter is `this`.
    pub(super) fn check_this(&mut self, name: Ident, params: &[Param]) {
        let first = params.first();
        if first.is_some_and(|param| param.name.name == word::THIS && !param.rest) {
            return;
        }
        let span = first.map_or(name.span, |param| param.name.span);
        let message = match name.name {
            word::CONSTRUCT => "Constructor '_construct' must declare 'this' as its first parameter",
            _ => "First parameter of a method must be 'this'",
        };
        let hint = format!("write 'fun {}(this{})'", self.text(name.name), if first.is_some() { ", …" } else { "" });
        self.note(Diagnostic::error(span, message).with_hint(hint));
    }
}
