//! Statement lists and blocks; includes and imports.

use super::{Context, Failed, MAX_NESTING, Parser, Result, TokenKind, too_deep};
use crate::ast::{
    Block, Expr, ExprKind, Ident, Import, ImportBinds, ImportName, Include, ModulePath, PathKind, Stmt, StmtKind,
};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::symbol::{Symbol, word};
use TokenKind::*;

impl Parser<'_> {
    pub(super) fn module(&mut self) -> Vec<Stmt> {
        let mut body = Vec::new();
        while !self.at(End) {
            self.statements(&mut body);
            // A DEDENT without its INDENT cannot come from the lexer; going on costs nothing.
            self.eat(Dedent);
        }
        self.check_doubtful_types();
        body
    }

    /// Statements up to the end of the block around.
    pub(super) fn statements(&mut self, out: &mut Vec<Stmt>) {
        // Deeper lines without a header belong to the block.
        let mut deeper = 0u32;
        let suspect = std::mem::replace(&mut self.suspect, self.token.start);
        loop {
            match self.kind() {
                End => break,
                Newline => drop(self.bump()),
                Indent => {
                    let message = "This line is indented deeper than its block";
                    self.note(Diagnostic::warning(self.token.span(), message));
                    deeper += 1;
                    self.bump();
                }
                Dedent if deeper > 0 => {
                    deeper -= 1;
                    self.bump();
                }
                Dedent => break,
                _ => {
                    self.context.indented = deeper > 0;
                    self.statement_line(out);
                }
            }
        }
        self.suspect = suspect;
    }

    fn statement_line(&mut self, out: &mut Vec<Stmt>) {
        self.statement = self.pos;
        let start = self.token.start;
        let outer = std::mem::take(&mut self.height);
        match self.statement() {
            Ok(stmt) => {
                if matches!(stmt.kind, StmtKind::If(_) | StmtKind::Try(_)) {
                    self.suspect = start;
                }
                out.push(stmt);
            }
            Err(Failed) => {
                self.synchronize();
                self.block_of_failed();
            }
        }
        self.height = outer.max(self.height);
    }

    /// The block behind a header that was not recognized: looked at for errors of its own only.
    pub(super) fn block_of_failed(&mut self) {
        if self.at(Indent) {
            let context = Context { in_loop: true, is_stray: true, ..self.context };
            self.within(context, Self::block);
        }
    }

    fn statement(&mut self) -> Result<Stmt> {
        let start = self.token.start;
        let kind = match self.kind() {
            If => StmtKind::If(Box::new(self.if_statement())),
            While => StmtKind::While(Box::new(self.while_statement())),
            For => StmtKind::For(Box::new(self.for_statement())),
            Try => StmtKind::Try(Box::new(self.try_statement())),
            Fun => self.fun_statement()?,
            Class => StmtKind::Class(Box::new(self.class_statement())),
            _ => return self.simple_line(),
        };
        Ok(Stmt { kind, span: self.span_from(start) })
    }

    /// `simple NL`
    pub(super) fn simple_line(&mut self) -> Result<Stmt> {
        let start = self.token.start;
        let kind = self.simple()?;
        let span = self.span_from(start);
        self.end_statement()?;
        Ok(Stmt { kind, span })
    }

    /// At NEWLINE: `NL [ IN { stmt } DE ]`
    pub(super) fn block(&mut self) -> Block {
        let mut block = Block::default();
        block.span = self.indented(|parser| {
            let mut stmts = Vec::new();
            parser.statements(&mut stmts);
            block.stmts = stmts;
        });
        if let ([first, ..], [.., last]) = (&block.stmts[..], &block.stmts[..]) {
            block.span = first.span.to(last.span);
            self.block_end = block.span.end;
        }
        block
    }

    /// At NEWLINE: `NL [ IN … DE ]`. Returns the empty span at the end of the header.
    pub(super) fn indented(&mut self, inside: impl FnOnce(&mut Self)) -> Span {
        let header = Span::new(self.end(), self.end());
        self.block_end = header.end;
        self.eat(Newline);
        if self.at(Indent) {
            let statement = self.statement;
            let context = self.context;
            if self.blocks < MAX_NESTING {
                self.blocks += 1;
                self.bump();
                self.context.module_level = false;
                inside(self);
                self.blocks -= 1;
            } else {
                self.statement = self.pos;
                self.fail(self.token.span(), too_deep());
                self.go_to(self.skip(self.pos + 1, |_| false));
            }
            self.eat(Dedent);
            self.statement = statement;
            self.context = context;
        }
        self.after_block = self.pos;
        header
    }

    /// `suite`: a block, or one simple statement in the line of its header. `header` names it.
    pub(super) fn suite(&mut self, header: &str) -> Block {
        if self.at_statement_end() {
            return self.block();
        }
        let context = self.context;
        self.context.module_level = false;
        let start = self.token.span();
        let mut block = Block { stmts: Vec::new(), span: start };
        match self.suite_statement(header) {
            Ok(stmt) => {
                block.span = stmt.span;
                block.stmts.push(stmt);
            }
            Err(Failed) => {
                self.go_to_line_end();
                self.context = context;
                return self.block();
            }
        }
        self.context = context;
        if self.at(Indent) && self.after_block != self.pos {
            self.unexpected_block(header, &block, start);
        }
        self.after_block = self.pos;
        self.block_end = block.span.end;
        block
    }

    /// A block after the header's line, which has a statement.
    fn unexpected_block(&mut self, header: &str, body: &Block, start: Span) {
        let message = format!("Unexpected block: the body of this {header} is in its line");
        let mut error = Diagnostic::error(self.token.span(), message).with_label(start, "the body");
        if let [Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Name(name), .. }), .. }] = &body.stmts[..] {
            let word = self.interner.name(*name);
            if matches!(word, "then" | "do" | "begin") {
                error = error.with_hint(format!("headers of blocks end without '{word}'"));
            }
        }
        self.statement = self.pos;
        self.report(error);
    }

    fn suite_statement(&mut self, header: &str) -> Result<Stmt> {
        let span = self.token.span();
        match self.kind() {
            Assign => Err(self.fail_with_hint(
                span,
                format!("Assignment in the header of '{header}'"),
                "write '==' to compare",
            )),
            Colon => Err(self.fail_with_hint(span, "Unexpected ':'", "headers of blocks end without ':'")),
            BraceOpen if self.peek(1).line_before() => {
                Err(self.fail_with_hint(span, "Unexpected '{'", "blocks are indented, without braces"))
            }
            If | While | For | Try | Fun | Class => {
                let message = format!("The line of '{header}' takes a simple statement, not {}", self.found());
                Err(self.fail_with_hint(span, message, "put it on a line of its own, indented"))
            }
            _ => self.simple_line(),
        }
    }

    // Imports and includes.

    /// At `#include` or `include`.
    pub(super) fn include(&mut self) -> Result<StmtKind> {
        let word = self.bump().span();
        let path = match self.kind() {
            Str | Path => self.module_path()?,
            _ => return Err(self.expected("\"path\" or <path>")),
        };
        if !self.context.module_level || self.context.indented {
            let message = "An include must start an unindented line";
            return Err(self.fail(word, message));
        }
        if self.at_word(word::AS) {
            self.bump();
            let name = self.name("a name after 'as'")?;
            self.bind(name);
            return Ok(StmtKind::Import(Box::new(Import {
                path,
                include_search: true,
                binds: ImportBinds::Module(name),
            })));
        }
        Ok(StmtKind::Include(Box::new(Include { path })))
    }

    /// At `import`.
    pub(super) fn import(&mut self) -> Result<StmtKind> {
        let word = self.bump().span();
        let (path, binds) = match self.kind() {
            Name if self.imports_names() => {
                let names = self.import_names()?;
                self.bump();
                (self.module_path()?, ImportBinds::Names(names))
            }
            Name | Str | Path => {
                let (path, last) = self.module_path_and_last()?;
                let alias = self.import_alias(&path, last)?;
                (path, ImportBinds::Module(alias))
            }
            _ => return Err(self.expected("a module after 'import'")),
        };
        if !self.context.module_level {
            return Err(self.fail(word, "'import' is allowed at module level only"));
        }
        Ok(StmtKind::Import(Box::new(Import { path, include_search: false, binds })))
    }

    /// Whether the line has the form `import x, y from m`.
    fn imports_names(&self) -> bool {
        let next = self.peek(1);
        let is = |token: crate::lexer::Token, word| token.kind == Name && token.symbol() == word;
        next.kind == Comma
            || is(next, word::FROM)
            || (is(next, word::AS) && (self.peek(3).kind == Comma || is(self.peek(3), word::FROM)))
    }

    fn import_names(&mut self) -> Result<Vec<ImportName>> {
        let mut names = Vec::new();
        loop {
            let name = self.name("a name to import")?;
            let alias = match self.at_word(word::AS) {
                true => {
                    self.bump();
                    self.name("a name after 'as'")?
                }
                false => name,
            };
            self.bind(alias);
            names.push(ImportName { name, alias });
            match self.kind() {
                Comma => self.bump(),
                _ if self.at_word(word::FROM) => return Ok(names),
                _ => return Err(self.expected("',' or 'from'")),
            };
        }
    }

    fn import_alias(&mut self, path: &ModulePath, last: Symbol) -> Result<Ident> {
        let alias = match self.at_word(word::AS) {
            true => {
                self.bump();
                self.name("a name after 'as'")?
            }
            false if self.is_name(last) => Ident { name: last, span: path.span },
            false => {
                let message = format!("'{}' is no name; add 'as' and one", self.text(last));
                return Err(self.fail(path.span, message));
            }
        };
        self.bind(alias);
        Ok(alias)
    }

    fn is_name(&self, symbol: Symbol) -> bool {
        let text = self.interner.bytes(symbol);
        let word = text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        word && text.first().is_some_and(|byte| !byte.is_ascii_digit()) && !symbol.is_reserved()
    }

    fn module_path(&mut self) -> Result<ModulePath> {
        self.module_path_and_last().map(|(path, _)| path)
    }

    /// The path, and its last component without `.fun`.
    fn module_path_and_last(&mut self) -> Result<(ModulePath, Symbol)> {
        let span = self.token.span();
        let kind = match self.kind() {
            Str => PathKind::Quoted,
            Path => PathKind::Library,
            Name => return self.dotted_path(),
            _ => return Err(self.expected("a module")),
        };
        let path = self.bump().symbol();
        let text = self.interner.bytes(path);
        let last = text.rsplit(|byte| *byte == b'/').next().unwrap_or(text);
        let last = last.strip_suffix(b".fun").unwrap_or(last).to_vec();
        if text.is_empty() {
            return Err(self.fail(span, "Empty path"));
        }
        Ok((ModulePath { kind, path, span }, self.interner.intern(&last)))
    }

    fn dotted_path(&mut self) -> Result<(ModulePath, Symbol)> {
        let start = self.token.start;
        let parts = self.dotted("a module")?;
        let text = parts.iter().map(|part| self.interner.bytes(part.name)).collect::<Vec<_>>().join(&b'/');
        let last = parts.last().map_or(word::EMPTY, |part| part.name);
        let path = self.interner.intern(&text);
        Ok((ModulePath { kind: PathKind::Dotted, path, span: self.span_from(start) }, last))
    }
}
