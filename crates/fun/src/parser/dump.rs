//! Trees as text, for tests: statements separated by `; `, every compound expression in parentheses.

use crate::ast::*;
use crate::symbol::{Interner, Symbol};
use std::fmt::Write;

pub(super) struct Dump<'a> {
    pub(super) interner: &'a Interner,
    pub(super) out: String,
}

impl Dump<'_> {
    fn text(&mut self, text: &str) -> &mut Self {
        self.out += text;
        self
    }

    fn symbol(&mut self, symbol: Symbol) -> &mut Self {
        self.out += self.interner.name(symbol);
        self
    }

    fn all<T>(&mut self, items: &[T], separator: &str, mut dump: impl FnMut(&mut Self, &T)) -> &mut Self {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out += separator;
            }
            dump(self, item);
        }
        self
    }

    fn opt<T>(&mut self, before: &str, item: Option<&T>, dump: impl FnOnce(&mut Self, &T)) -> &mut Self {
        if let Some(item) = item {
            self.out += before;
            dump(self, item);
        }
        self
    }

    fn path(&mut self, path: &[Ident]) -> &mut Self {
        self.all(path, ".", |d, part| {
            d.symbol(part.name);
        })
    }

    pub(super) fn stmts(&mut self, stmts: &[Stmt]) {
        self.all(stmts, "; ", Self::stmt);
    }

    fn block(&mut self, block: &Block) {
        self.text("{").stmts(&block.stmts);
        self.text("}");
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Assign(s) => {
                self.target(&s.target);
                self.text(" = ").expr(&s.value);
            }
            StmtKind::CompoundAssign(s) => {
                self.target(&s.target);
                let op = match s.op {
                    AssignOp::Binary(op) => binary(op),
                    AssignOp::Coalesce => "??",
                };
                self.text(&format!(" {op}= ")).expr(&s.value);
            }
            StmtKind::Destructure(s) => {
                self.text("[").all(&s.targets, ", ", Self::target).text("] = ").expr(&s.value);
            }
            StmtKind::MultiAssign(s) => {
                self.all(&s.targets, ", ", Self::target).text(" = ").all(&s.values, ", ", Self::expr);
            }
            StmtKind::Declare(s) => {
                self.text(match s.kind {
                    DeclareKind::Typed => "",
                    DeclareKind::Var => "var ",
                    DeclareKind::Const => "const ",
                });
                self.opt("", s.ty.as_ref(), Self::ty).opt("", s.ty.as_ref(), |d, _| {
                    d.text(" ");
                });
                self.symbol(s.name.name).opt(" = ", s.value.as_ref(), Self::expr);
            }
            StmtKind::Global(names) => {
                self.text("global ").all(names, ", ", |d, name| {
                    d.symbol(name.name);
                });
            }
            StmtKind::If(s) => {
                self.all(&s.branches, " el", |d, branch| {
                    d.text("if ").expr(&branch.condition);
                    d.block(&branch.body);
                });
                self.opt(" else ", s.otherwise.as_ref(), Self::block);
            }
            StmtKind::While(s) => {
                self.text("while ").expr(&s.condition);
                self.block(&s.body);
            }
            StmtKind::For(s) => {
                self.text("for ").symbol(s.first.name).opt(", ", s.second.as_ref(), |d, name| {
                    d.symbol(name.name);
                });
                self.text(" in ").expr(&s.iterable);
                self.block(&s.body);
            }
            StmtKind::Break => {
                self.text("break");
            }
            StmtKind::Continue => {
                self.text("continue");
            }
            StmtKind::Return(value) => {
                self.text("return").opt(" ", value.as_ref(), Self::expr);
            }
            StmtKind::Exit(value) => {
                self.text("exit").opt(" ", value.as_ref(), Self::expr);
            }
            StmtKind::ExitProcess(s) => {
                self.text("exit(").expr(&s.pid);
                self.text(", ").expr(&s.reason);
                self.text(")");
            }
            StmtKind::Throw(value) => self.text("throw ").expr(value),
            StmtKind::Try(s) => {
                self.text("try").block(&s.body);
                for catch in &s.catches {
                    self.text(" catch").opt(" ", catch.name.as_ref(), |d, name| {
                        d.symbol(name.name);
                    });
                    self.opt(" when ", catch.filter.as_ref(), Self::expr).block(&catch.body);
                }
                self.opt(" finally", s.finally.as_ref(), Self::block);
            }
            StmtKind::Defer(body) => self.text("defer ").block(body),
            StmtKind::Function(function) => self.function(function),
            StmtKind::Class(class) => self.class(class),
            StmtKind::Import(s) => {
                self.text(if s.include_search { "include as " } else { "import " }).module_path(&s.path);
                match &s.binds {
                    ImportBinds::Module(name) => self.text(" as ").symbol(name.name),
                    ImportBinds::Names(names) => self.text(" names ").all(names, ", ", |d, name| {
                        d.symbol(name.name.name).text(" as ").symbol(name.alias.name);
                    }),
                };
            }
            StmtKind::Include(s) => {
                self.text("include ").module_path(&s.path);
            }
        }
    }

    fn module_path(&mut self, path: &ModulePath) -> &mut Self {
        let (open, close) = match path.kind {
            PathKind::Dotted => ("", ""),
            PathKind::Quoted => ("\"", "\""),
            PathKind::Library => ("<", ">"),
        };
        self.text(open).symbol(path.path).text(close)
    }

    fn class(&mut self, class: &Class) {
        self.text("class ").symbol(class.name.name).params(&class.params);
        if let Some(parent) = &class.parent {
            self.text(" extends ").path(&parent.path);
            self.opt("", parent.args.as_ref(), |d, args| d.args(args));
        }
        self.text("{").all(&class.fields, "; ", |d, field| {
            d.opt("", field.ty.as_ref(), Self::ty).text(" ").symbol(field.name.name).text(" = ").expr(&field.value);
        });
        self.text(" | ").all(&class.methods, "; ", Self::function).text("}");
    }

    fn function(&mut self, function: &Function) {
        self.text(if function.name.is_some() { "fun" } else { "fn" });
        self.text(if function.generator { "*" } else { "" });
        self.opt(" ", function.name.as_ref(), |d, name| {
            d.symbol(name.name);
        })
        .params(&function.params);
        self.opt(" -> ", function.result.as_ref(), Self::ty);
        match &function.body {
            FunctionBody::Expr(value) => self.text(" => ").expr(value),
            FunctionBody::Block(block) => self.block(block),
        }
    }

    fn params(&mut self, params: &[Param]) -> &mut Self {
        self.text("(").all(params, ", ", |d, param| {
            d.text(if param.rest { "..." } else { "" });
            d.opt("", param.ty.as_ref(), Self::ty).opt("", param.ty.as_ref(), |d, _| {
                d.text(" ");
            });
            d.symbol(param.name.name).opt(" = ", param.default.as_ref(), Self::expr);
        });
        self.text(")")
    }

    fn ty(&mut self, ty: &TypeRef) {
        match &ty.kind {
            TypeKind::Array(Some(element)) => {
                self.text("Array<").ty(element);
                self.text(">");
            }
            TypeKind::Map(Some(types)) => {
                self.text("Map<").ty(&types.0);
                self.text(", ").ty(&types.1);
                self.text(">");
            }
            TypeKind::Array(None) => {
                self.text("Array");
            }
            TypeKind::Map(None) => {
                self.text("Map");
            }
            TypeKind::Int(int) => {
                self.text(&format!("{int:?}"));
            }
            TypeKind::Class(path) => {
                self.path(path);
            }
            kind => {
                self.text(&format!("{kind:?}"));
            }
        }
        self.text(if ty.nullable { "?" } else { "" });
    }

    fn target(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Name(name) => {
                self.symbol(*name);
            }
            TargetKind::Index(index) => self.index(index),
            TargetKind::Member(member) => self.member(member),
        }
    }

    fn index(&mut self, index: &Index) {
        self.expr(&index.object);
        self.text("[").expr(&index.index);
        self.text("]");
    }

    fn member(&mut self, member: &Member) {
        self.expr(&member.object);
        self.text(if member.optional { "?." } else { "." }).symbol(member.name.name);
    }

    fn args(&mut self, args: &[Arg]) {
        self.text("(").all(args, ", ", |d, arg| match arg {
            Arg::Positional(expr) => d.expr(expr),
            Arg::Spread(expr) => d.text("...").expr(expr),
            Arg::Named(name, expr) => d.symbol(name.name).text(": ").expr(expr),
        });
        self.text(")");
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Nil => {
                self.text("nil");
            }
            Literal::Bool(value) => {
                let _ = write!(self.out, "{value}");
            }
            Literal::Int(value) => {
                let _ = write!(self.out, "{value}");
            }
            Literal::Float(value) => {
                let _ = write!(self.out, "{value:?}");
            }
            Literal::Str(symbol) => {
                self.text("'").symbol(*symbol).text("'");
            }
            Literal::Bytes(symbol) => {
                self.text("b'").symbol(*symbol).text("'");
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::FString(parts) => {
                self.text("f'").all(parts, "", |d, part| match part {
                    FStringPart::Text(symbol) => {
                        d.symbol(*symbol);
                    }
                    FStringPart::Value(value) => {
                        d.text("{").expr(&value.value);
                        d.opt(":", value.spec.as_ref(), |d, (spec, _)| {
                            d.symbol(*spec);
                        })
                        .text("}");
                    }
                });
                self.text("'");
            }
            ExprKind::Name(name) => {
                self.symbol(*name);
            }
            ExprKind::Array(elements) => {
                self.text("[").all(elements, ", ", |d, element| match element {
                    Element::Item(expr) => d.expr(expr),
                    Element::Spread(expr) => d.text("...").expr(expr),
                });
                self.text("]");
            }
            ExprKind::Map(entries) => {
                self.text("{").all(entries, ", ", |d, entry| match entry {
                    MapEntry::Pair(key, _, value) => {
                        d.literal(key);
                        d.text(": ").expr(value);
                    }
                    MapEntry::Computed(key, value) => {
                        d.text("[").expr(key);
                        d.text("]: ").expr(value);
                    }
                    MapEntry::Spread(expr) => d.text("...").expr(expr),
                });
                self.text("}");
            }
            ExprKind::Unary(op, operand) => {
                self.text(match op {
                    UnaryOp::Neg => "(-",
                    UnaryOp::BitNot => "(~",
                    UnaryOp::Not => "(!",
                });
                self.expr(operand);
                self.text(")");
            }
            ExprKind::Binary(b) => {
                self.text("(").expr(&b.left);
                self.text(&format!(" {} ", binary(b.op))).expr(&b.right);
                self.text(")");
            }
            ExprKind::Chain(chain) => {
                self.text("(").expr(&chain.first);
                self.all(&chain.rest, "", |d, link| d.text(&format!(" {} ", binary(link.op))).expr(&link.operand));
                self.text(")");
            }
            ExprKind::Logical(op, operands) => {
                let separator = match op {
                    LogicalOp::And => " && ",
                    LogicalOp::Or => " || ",
                    LogicalOp::Coalesce => " ?? ",
                };
                self.text("(").all(operands, separator, Self::expr).text(")");
            }
            ExprKind::Ternary(t) => {
                self.text("(").expr(&t.condition);
                self.text(" ? ").expr(&t.then);
                self.text(" : ").expr(&t.otherwise);
                self.text(")");
            }
            ExprKind::Send(send) => {
                self.text("(").expr(&send.dest);
                self.text(" ! ").expr(&send.message);
                self.text(")");
            }
            ExprKind::Yield(value) => {
                self.text("(yield").opt(" ", value.as_deref(), Self::expr).text(")");
            }
            ExprKind::Call(call) => {
                self.expr(&call.callee);
                self.args(&call.args);
            }
            ExprKind::MethodCall(call) => {
                self.expr(&call.object);
                self.text(if call.optional { "?:" } else { ":" }).symbol(call.name.name).args(&call.args);
            }
            ExprKind::SuperCall(call) => self.text("super:").symbol(call.name.name).args(&call.args),
            ExprKind::SuperMember(name) => {
                self.text("super.").symbol(name.name);
            }
            ExprKind::Index(index) => self.index(index),
            ExprKind::Slice(slice) => {
                self.expr(&slice.object);
                self.text("[").opt("", slice.start.as_ref(), Self::expr).text(":");
                self.opt("", slice.end.as_ref(), Self::expr).text("]");
            }
            ExprKind::Member(member) => self.member(member),
            ExprKind::Function(function) => {
                self.text("(").function(function);
                self.text(")");
            }
            ExprKind::Match(m) => {
                self.text("match ").expr(&m.subject);
                self.text(" {").all(&m.arms, "; ", Self::arm).text("}");
            }
            ExprKind::Receive(receive) => {
                self.text("receive {").all(&receive.arms, "; ", Self::arm);
                self.opt(" after ", receive.after.as_ref(), |d, after| {
                    d.expr(&after.timeout);
                    d.block(&after.body);
                });
                self.text("}");
            }
        }
    }

    fn arm(&mut self, arm: &Arm) {
        self.pattern(&arm.pattern);
        self.opt(" when ", arm.guard.as_ref(), Self::expr).block(&arm.body);
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Wildcard => {
                self.text("_");
            }
            PatternKind::Bind(name) => {
                self.symbol(*name);
            }
            PatternKind::Literal(literal) => self.literal(literal),
            PatternKind::Range(range) => {
                self.literal(&range.low);
                self.text(if range.inclusive { "..=" } else { ".." }).literal(&range.high);
            }
            PatternKind::Pin(expr) => self.text("^").expr(expr),
            PatternKind::Array(array) => {
                self.text("[").all(&array.before, ", ", Self::pattern);
                self.opt(" ...", array.rest.as_ref(), |d, rest| {
                    d.opt("", rest.name.as_ref(), |d, name| {
                        d.symbol(name.name);
                    });
                });
                self.text(if array.after.is_empty() { "" } else { " " })
                    .all(&array.after, ", ", Self::pattern)
                    .text("]");
            }
            PatternKind::Map(map) => {
                self.text("{").all(&map.entries, ", ", |d, entry| {
                    d.literal(&entry.key);
                    d.text(": ").pattern(&entry.pattern);
                });
                self.opt(" ...", map.rest.as_ref(), |d, name| {
                    d.symbol(name.name);
                })
                .text("}");
            }
            PatternKind::Class(class) => {
                self.path(&class.path).text("(").all(&class.args, ", ", |d, arg| {
                    d.opt("", arg.field.as_ref(), |d, name| {
                        d.symbol(name.name).text(": ");
                    });
                    d.pattern(&arg.pattern);
                });
                self.text(")");
            }
            PatternKind::As(inner, name) => {
                self.text("(").pattern(inner);
                self.text(" as ").symbol(name.name).text(")");
            }
            PatternKind::Or(alternatives) => {
                self.text("(").all(alternatives, " | ", Self::pattern).text(")");
            }
        }
    }
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::BitAnd => "&",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Is => "is",
        BinaryOp::IsNot => "is not",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::In => "in",
        BinaryOp::NotIn => "not in",
    }
}
