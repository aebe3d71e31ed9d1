//! Expressions, functions and classes.

use super::scopes::Body;
use super::*;

impl<'a> Walk<'a> {
    pub(super) fn function(&mut self, f: &Function) {
        let names: Vec<Ident> = f.params.iter().map(|param| param.name).collect();
        let body = match &f.body {
            FunctionBody::Block(block) => Body::Stmts(&block.stmts),
            FunctionBody::Expr(e) => Body::Expr(e),
        };
        self.open_scope(f.span.start, &names, body);
        self.params(&f.params, 0);
        if let Some(result) = &f.result {
            self.ty(result);
        }
        match &f.body {
            FunctionBody::Block(block) => {
                self.block(&block.stmts);
            }
            FunctionBody::Expr(e) => self.expr(e),
        }
        self.close_frame();
    }

    /// Defaults and types of parameters, the first of which is parameter `first` of the scope.
    pub(super) fn params(&mut self, params: &[Param], first: usize) {
        let ids = self.result.scopes[self.frames[self.frames.len() - 1].scope.index()].parameters.clone();
        for &id in &ids[..first] {
            self.begin(id);
        }
        for (param, &id) in params.iter().zip(&ids[first..]) {
            if param.default.is_none() && !param.rest {
                self.begin(id);
            }
        }
        self.frame().in_defaults = true;
        for (param, &id) in params.iter().zip(&ids[first..]) {
            if let Some(default) = &param.default {
                self.expr(default);
                self.begin(id);
            } else if param.rest {
                self.begin(id);
            }
        }
        self.frame().in_defaults = false;
        for ty in params.iter().filter_map(|param| param.ty.as_ref()) {
            self.ty(ty);
        }
        // Checks may convert parameters: nothing that captured one before sees that otherwise.
        for (param, &id) in params.iter().zip(&ids[first..]) {
            if param.ty.is_some() {
                self.begin(id);
            }
        }
    }

    pub(super) fn class(&mut self, class: &Class) {
        if let Some(parent) = &class.parent {
            self.use_path(&parent.path);
        }
        for method in &class.methods {
            if method.generator && method.name.is_some_and(|name| name.name == word::CONSTRUCT) {
                self.error(method.header, "'_construct' cannot be a generator");
            }
            self.function(method);
        }
        let this = Ident { name: word::THIS, span: Span::new(class.header.start, class.header.start) };
        let names: Vec<Ident> = std::iter::once(this).chain(class.params.iter().map(|param| param.name)).collect();
        self.open_scope(class.header.start, &names, Body::Fields(&class.fields));
        self.params(&class.params, 1);
        if let Some(args) = class.parent.as_ref().and_then(|parent| parent.args.as_ref()) {
            self.args(args);
        }
        for field in &class.fields {
            self.expr(&field.value);
            if let Some(ty) = &field.ty {
                self.ty(ty);
            }
        }
        self.close_frame();
    }

    pub(super) fn ty(&mut self, ty: &TypeRef) {
        match &ty.kind {
            // Unless the program has a class of that name, `Class` is any instance.
            TypeKind::Class(path) if matches!(&path[..], [only] if only.name == word::CLASS_TYPE && !self.is_bound(only.name)) =>
                {}
            TypeKind::Class(path) => self.use_path(path),
            TypeKind::Array(Some(element)) => self.ty(element),
            TypeKind::Map(Some(pair)) => {
                self.ty(&pair.0);
                self.ty(&pair.1);
            }
            _ => {}
        }
    }

    // Expressions.

    pub(super) fn args(&mut self, args: &[Arg]) {
        for arg in args {
            match arg {
                Arg::Positional(e) | Arg::Spread(e) | Arg::Named(_, e) => self.expr(e),
            }
        }
    }

    pub(super) fn call(&mut self, call: &Call) {
        self.expr(&call.callee);
        if let ExprKind::Name(name) = call.callee.kind
            && let Some(builtin) = self.builtin(name)
            && call.args.iter().all(|arg| matches!(arg, Arg::Positional(_)))
        {
            let row = builtin.row();
            let count = call.args.len();
            if count < usize::from(row.min) || (row.max != MANY && count > usize::from(row.max)) {
                self.error(call.callee.span, row.arity_message());
            }
        }
        self.args(&call.args);
    }

    /// A use of `super` or of the instance by generated code.
    pub(super) fn use_this(&mut self) {
        if let Some(Place::Variable(id)) = self.names.get(word::THIS) {
            self.read(id);
        }
    }

    pub(super) fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Literal(_) => {}
            ExprKind::FString(parts) => {
                for part in parts {
                    if let FStringPart::Value(value) = part {
                        self.expr(&value.value);
                    }
                }
            }
            ExprKind::Name(name) => self.use_name(*name, e.span),
            ExprKind::Array(elements) => {
                for element in elements {
                    match element {
                        Element::Item(e) | Element::Spread(e) => self.expr(e),
                    }
                }
            }
            ExprKind::Map(entries) => {
                for entry in entries {
                    match entry {
                        MapEntry::Pair(_, _, value) | MapEntry::Spread(value) => self.expr(value),
                        MapEntry::Computed(key, value) => {
                            self.expr(key);
                            self.expr(value);
                        }
                    }
                }
            }
            ExprKind::Unary(_, operand) => self.expr(operand),
            ExprKind::Binary(binary) => {
                self.expr(&binary.left);
                self.expr(&binary.right);
            }
            ExprKind::Chain(chain) => {
                self.expr(&chain.first);
                chain.rest.iter().for_each(|link| self.expr(&link.operand));
            }
            ExprKind::Logical(_, operands) => operands.iter().for_each(|operand| self.expr(operand)),
            ExprKind::Ternary(ternary) => {
                self.expr(&ternary.condition);
                self.expr(&ternary.then);
                self.expr(&ternary.otherwise);
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::MethodCall(call) => {
                self.expr(&call.object);
                self.use_member(&call.object, call.name);
                self.args(&call.args);
            }
            ExprKind::SuperCall(call) => {
                self.use_this();
                self.args(&call.args);
            }
            ExprKind::SuperMember(_) => {}
            ExprKind::Index(index) => {
                self.expr(&index.object);
                self.expr(&index.index);
            }
            ExprKind::Slice(slice) => {
                self.expr(&slice.object);
                slice.start.iter().chain(&slice.end).for_each(|bound| self.expr(bound));
            }
            ExprKind::Member(member) => {
                self.expr(&member.object);
                self.use_member(&member.object, member.name);
            }
            ExprKind::Function(function) => self.function(function),
            ExprKind::Send(send) => {
                self.expr(&send.dest);
                self.expr(&send.message);
            }
            ExprKind::Yield(value) => value.iter().for_each(|value| self.expr(value)),
            ExprKind::Match(m) => drop(self.match_expr(m)),
            ExprKind::Receive(receive) => drop(self.receive_expr(receive)),
        }
    }
}

/// The arguments, if an iterated expression is a plain call of `range`, which means the builtin whatever is bound.
pub(crate) fn range_call(e: &Expr) -> Option<&[Arg]> {
    let ExprKind::Call(call) = &e.kind else { return None };
    let ExprKind::Name(word::RANGE) = call.callee.kind else { return None };
    let plain = call.args.iter().all(|arg| matches!(arg, Arg::Positional(_)));
    (plain && (1..=3).contains(&call.args.len())).then_some(&call.args[..])
}
