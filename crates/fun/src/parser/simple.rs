//! Simple statements: those of one line, and assignments whatever their right sides are.

use super::{Failed, Parser, Result, TokenKind, yields_to_names};
use crate::ast::{
    Arg, Assign as Assignment, AssignOp, BinaryOp, Call, CompoundAssign, Declare, DeclareKind, Destructure,
    ExitProcess, Expr, ExprKind, MultiAssign, StmtKind, Target,
};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::symbol::{Symbol, word};
use TokenKind::*;

impl Parser<'_> {
    /// A simple statement without its line end.
    pub(super) fn simple(&mut self) -> Result<StmtKind> {
        match self.kind() {
            Name => self.word_statement(),
            Return => self.return_statement(),
            Exit => self.exit_statement(),
            Break | Continue => self.jump(),
            HashInclude => self.include(),
            Nil if self.at_declaration() => self.declaration(),
            kind if kind.starts_operand() => self.expression_statement(),
            _ => Err(self.no_statement()),
        }
    }

    fn no_statement(&mut self) -> Failed {
        let span = self.token.span();
        match self.kind() {
            Elif | Else => self.clause_alone("if"),
            Catch | Finally => self.clause_alone("try"),
            kind @ (If | While | For | Try | Fun | Class) => {
                self.fail(span, format!("{} cannot stand here; a simple statement is expected", kind.describe()))
            }
            Dot | QuestionDot | Comma | Question | Colon if self.may_follow() => Failed,
            DotDot | DotDotEqual => {
                let hint = "'..' is for patterns; write 'range(from, to)'";
                self.fail_with_hint(span, "Unknown token at start of statement", hint)
            }
            _ => self.fail(span, "Unknown token at start of statement"),
        }
    }

    /// Whether there was an error since the statement that the current one may belong to.
    fn may_follow(&self) -> bool {
        let range = self.suspect..self.token.start;
        self.context.is_stray
            || self.diagnostics.iter().any(|error| error.is_error() && range.contains(&error.span.start))
    }

    /// `else` without `if`, `catch` without `try`. If that may follow from another error, it is not reported.
    fn clause_alone(&mut self, of: &str) -> Failed {
        if self.may_follow() {
            return Failed;
        }
        let span = self.token.span();
        self.suspect = span.end;
        let message = format!("{} without '{of}'", self.found());
        self.fail_with_hint(
            span,
            message,
            format!("it stands at the indentation of its '{of}', right behind the block"),
        )
    }

    fn word_statement(&mut self) -> Result<StmtKind> {
        let word = self.token.symbol();
        if !word.is_contextual() {
            return match self.at_declaration() {
                true => self.declaration(),
                false => self.expression_statement(),
            };
        }
        if yields_to_names(word) && !self.bound.contains(word) && self.has_operand(word) {
            return self.special_statement(word);
        }
        let is_expression = self.at_match() || self.at_receive() || (word == word::YIELD && self.is_yield());
        match self.at_declaration() && !is_expression {
            true => self.declaration(),
            false => self.expression_statement(),
        }
    }

    /// Whether what follows a contextual word at the start of a statement makes it special.
    fn has_operand(&self, word: Symbol) -> bool {
        let next = self.peek(1);
        match (word, next.kind) {
            (word::PRINT | word::ECHO, ParenOpen) => !next.line_before() && self.list_goes_on(),
            (word::IMPORT | word::INCLUDE, Path) => true,
            (word::DEFER, Return | Exit | Break | Continue) => true,
            (word::DEFER, Newline) => self.peek(2).kind == Indent,
            // No name can be reserved; that is easier to explain when it is known what was meant.
            (word::VAR | word::CONST | word::GLOBAL, kind) if kind.is_word() => {
                !matches!(kind, And | Or | In | Is | Not) && !next.line_before()
            }
            (_, kind) => kind.starts_operand() && !next.line_before(),
        }
    }

    /// Whether anything follows the `)` of `print (…)` in the statement.
    fn list_goes_on(&self) -> bool {
        let after = self.closing(self.pos + 1) + 1;
        !matches!(self.tokens.get(after).kind, Newline | Dedent | End)
    }

    fn special_statement(&mut self, word: Symbol) -> Result<StmtKind> {
        match word {
            word::PRINT | word::ECHO => self.print(),
            word::IMPORT => self.import(),
            word::INCLUDE => self.include(),
            word::THROW => {
                self.bump();
                Ok(StmtKind::Throw(self.expr()?))
            }
            word::GLOBAL => self.global(),
            word::VAR | word::CONST => self.var(),
            word::DEFER => self.defer(),
            _ => self.expression_statement(),
        }
    }

    /// `print e, …` as a call. Whether the name is the builtin is not known here.
    fn print(&mut self) -> Result<StmtKind> {
        let start = self.token.start;
        let name = self.ident();
        let mut args = Vec::new();
        loop {
            args.push(Arg::Positional(self.expr()?));
            if !self.eat(Comma) {
                break;
            }
        }
        let callee = Expr { kind: ExprKind::Name(name.name), span: name.span };
        let call = self.make(start, ExprKind::Call(Box::new(Call { callee, args })));
        Ok(StmtKind::Expr(call))
    }

    fn return_statement(&mut self) -> Result<StmtKind> {
        let span = self.bump().span();
        if self.context.in_defer {
            self.note(Diagnostic::error(span, "'return' is not allowed in 'defer'"));
        }
        match self.at_statement_end() {
            true => Ok(StmtKind::Return(None)),
            false => Ok(StmtKind::Return(Some(self.rhs()?))),
        }
    }

    fn exit_statement(&mut self) -> Result<StmtKind> {
        self.bump();
        if self.at_statement_end() {
            return Ok(StmtKind::Exit(None));
        }
        if self.at(ParenOpen) && self.tokens.get(self.skip(self.pos + 1, |kind| kind == Comma)).kind == Comma {
            self.bump();
            let pid = self.nested(Self::expr)?;
            self.expect(Comma)?;
            let reason = self.nested(Self::expr)?;
            self.eat(Comma);
            self.expect(ParenClose)?;
            return Ok(StmtKind::ExitProcess(Box::new(ExitProcess { pid, reason })));
        }
        Ok(StmtKind::Exit(Some(self.expr()?)))
    }

    fn jump(&mut self) -> Result<StmtKind> {
        let token = self.bump();
        let (word, kind) = match token.kind {
            Break => ("break", StmtKind::Break),
            _ => ("continue", StmtKind::Continue),
        };
        if !self.context.in_loop {
            self.note(Diagnostic::error(token.span(), format!("{word} outside a loop")));
        }
        Ok(kind)
    }

    fn global(&mut self) -> Result<StmtKind> {
        self.bump();
        let mut names = Vec::new();
        loop {
            let name = self.name("a name after 'global'")?;
            self.bind(name);
            names.push(name);
            if !self.eat(Comma) {
                return Ok(StmtKind::Global(names.into_boxed_slice()));
            }
        }
    }

    /// `var [T] x = e`, `const [T] x = e`
    fn var(&mut self) -> Result<StmtKind> {
        let (kind, what) = match self.bump().symbol() {
            word::CONST => (DeclareKind::Const, "a name after 'const'"),
            _ => (DeclareKind::Var, "a name after 'var'"),
        };
        let ty = match self.at_typed_name() {
            true => Some(self.type_ref()?),
            false => None,
        };
        let name = self.name(what)?;
        self.bind(name);
        if !self.at(Assign) {
            let message = format!("Expected '=' after '{}', found {}", self.text(name.name), self.found());
            let hint = "only a declaration with a type may go without a value";
            return Err(self.fail_with_hint(self.token.span(), message, hint));
        }
        self.bump();
        let value = Some(self.rhs()?);
        Ok(StmtKind::Declare(Box::new(Declare { kind, ty, name, value })))
    }

    /// `T x [= e]`
    fn declaration(&mut self) -> Result<StmtKind> {
        let ty = Some(self.type_ref()?);
        let name = self.name("a name")?;
        self.bind(name);
        let value = match self.eat(Assign) {
            true => Some(self.rhs()?),
            false => None,
        };
        Ok(StmtKind::Declare(Box::new(Declare { kind: DeclareKind::Typed, ty, name, value })))
    }

    /// `rhs = expr | matchexpr | recvexpr`
    pub(super) fn rhs(&mut self) -> Result<Expr> {
        if self.at_match() {
            return self.match_expr();
        }
        if self.at_receive() {
            return self.receive_expr();
        }
        self.expr()
    }

    /// A statement that starts with an expression: that alone, or an assignment.
    fn expression_statement(&mut self) -> Result<StmtKind> {
        let first_token = self.pos;
        let first = self.rhs()?;
        match self.kind() {
            Comma => self.several_targets(first_token, first),
            Assign => match first.kind {
                ExprKind::Array(elements) if !self.in_parentheses(first_token, first.span) => {
                    let targets = self.element_targets(first.span, elements)?;
                    self.bump();
                    let value = self.rhs()?;
                    let values = self.values(value)?;
                    self.destructure_one(targets, values)
                }
                kind => {
                    let target = self.target(first_token, Expr { kind, span: first.span })?;
                    self.bump();
                    let value = self.rhs()?;
                    if !self.at(Comma) {
                        return Ok(StmtKind::Assign(Box::new(Assignment { target, value })));
                    }
                    let values = self.values(value)?;
                    self.assign(vec![target], values)
                }
            },
            _ => match self.assign_op() {
                Some(op) => {
                    let target = self.target(first_token, first)?;
                    self.bump();
                    let value = self.rhs()?;
                    Ok(StmtKind::CompoundAssign(Box::new(CompoundAssign { target, op, value })))
                }
                None => Ok(StmtKind::Expr(first)),
            },
        }
    }

    fn assign_op(&self) -> Option<AssignOp> {
        Some(match self.kind() {
            PlusAssign => AssignOp::Binary(BinaryOp::Add),
            MinusAssign => AssignOp::Binary(BinaryOp::Sub),
            StarAssign => AssignOp::Binary(BinaryOp::Mul),
            SlashAssign => AssignOp::Binary(BinaryOp::Div),
            PercentAssign => AssignOp::Binary(BinaryOp::Rem),
            CoalesceAssign => AssignOp::Coalesce,
            _ => return None,
        })
    }

    /// `a, b = …`, from the first comma on.
    fn several_targets(&mut self, first_token: usize, first: Expr) -> Result<StmtKind> {
        let comma = self.token.span();
        let mut exprs = vec![(first_token, first)];
        while self.eat(Comma) {
            let token = self.pos;
            exprs.push((token, self.expr()?));
        }
        if !self.at(Assign) {
            return Err(match self.assign_op() {
                Some(_) => self.fail(self.token.span(), "A compound assignment takes one target"),
                None => self.fail(comma, "Unexpected trailing characters at end of line"),
            });
        }
        let mut targets = Vec::with_capacity(exprs.len());
        for (token, expr) in exprs {
            targets.push(self.target(token, expr)?);
        }
        self.bump();
        let value = self.rhs()?;
        let values = self.values(value)?;
        self.assign(targets, values)
    }

    /// All values of an assignment, from behind the first.
    fn values(&mut self, first: Expr) -> Result<Vec<Expr>> {
        let mut values = vec![first];
        while self.eat(Comma) {
            values.push(self.rhs()?);
        }
        Ok(values)
    }

    /// Several targets or several values.
    fn assign(&mut self, targets: Vec<Target>, mut values: Vec<Expr>) -> Result<StmtKind> {
        if values.len() == 1
            && let Some(value) = values.pop()
        {
            return Ok(StmtKind::Destructure(Box::new(Destructure { targets, value })));
        }
        if targets.len() != values.len() {
            self.unequal_sides(&targets, &values);
        }
        Ok(StmtKind::MultiAssign(Box::new(MultiAssign { targets, values })))
    }

    /// `[a, b] = e`
    fn destructure_one(&mut self, targets: Vec<Target>, mut values: Vec<Expr>) -> Result<StmtKind> {
        if let [first, .., last] = &values[..] {
            let error = Diagnostic::error(first.span.to(last.span), "Targets in brackets take one value, an Array");
            self.note(error.with_hint("put the values in brackets too"));
        }
        let Some(value) = values.pop() else { return Err(self.expected("an expression")) };
        Ok(StmtKind::Destructure(Box::new(Destructure { targets, value })))
    }

    fn unequal_sides(&mut self, targets: &[Target], values: &[Expr]) {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let message = format!("{} but {}", count(targets.len(), "target"), count(values.len(), "value"));
        let span = values.iter().fold(Span::NONE, |span, value| match span {
            Span::NONE => value.span,
            span => span.to(value.span),
        });
        self.note(Diagnostic::error(span, message).with_hint("several values need as many targets"));
    }
}
