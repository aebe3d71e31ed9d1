//! Classes: the value, its methods, and the initializer that builds instances.

use super::types::Check;
use super::*;
use crate::ast::{Arg, Class, ExprKind, Param};
use crate::symbol::word;
use quintet_bytecode::ClassTemplate;

impl<'a> Codegen<'a> {
    pub(super) fn class_stmt(&mut self, class: &'a Class) {
        let global = self.resolution.global(class.name.name).filter(|id| self.known_classes.contains_key(id));
        if let Some(global) = global
            && self.reserved.contains_key(&class.header.start)
        {
            // The value was made at the start; the bodies are compiled where they stand.
            self.class_bodies(class, Place::Global(global));
            return;
        }
        let a = self.variable_register();
        let value = Place::Variable(self.hidden_variable(a));
        self.new_class(class, a);
        let (methods, initializer) = self.class_bodies(class, value);
        for (method, d) in class.methods.iter().zip(methods) {
            self.add_method(a, method, d);
        }
        self.set_initializer(a, initializer);
        self.set_variable(a, false);
        self.bind_name(class.name, a);
    }

    /// Creates a class that is a constant of the module; its functions are compiled later.
    pub(super) fn create_constant_class(&mut self, global: GlobalId, class: &'a Class) {
        let mark = self.mark();
        let a = self.temp();
        self.at(class.header.start);
        self.new_class(class, a);
        for method in &class.methods {
            let d = self.reserve(method.span.start);
            self.add_method(a, method, d);
        }
        let d = self.reserve(class.header.start);
        self.set_initializer(a, d);
        self.emit(Instruction::GlobalSet { a, d: global.0 });
        self.release(mark);
    }

    fn new_class(&mut self, class: &'a Class, a: Reg) {
        let mut fields: Vec<Symbol> = class.params.iter().map(|param| param.name.name).collect();
        fields.extend(class.fields.iter().map(|field| field.name.name));
        let mut known = Vec::new();
        for name in fields {
            let name = self.text(name).to_string();
            if !known.contains(&name) {
                known.push(name);
            }
        }
        let parameters = class.params.iter().map(|param| self.text(param.name.name).to_string()).collect();
        let name = self.text(class.name.name).to_string();
        self.module.classes.push(ClassTemplate { name, parameters, fields: known });
        let template = self.module.classes.len() as u32 - 1;
        let c = self.narrow(template, class.name.span);
        let mark = self.mark();
        let b = self.temp();
        match &class.parent {
            Some(parent) => self.class_path(&parent.path, b),
            None => self.emit(Instruction::LoadNil { a: b }),
        }
        self.at(class.parent.as_ref().map_or(class.header.start, |parent| parent.span.start));
        self.emit(Instruction::ClassNew { a, b, c });
        self.release(mark);
    }

    fn add_method(&mut self, class: Reg, method: &'a ast::Function, d: u32) {
        let Some(name) = method.name else { return };
        let mark = self.mark();
        let b = self.temp();
        let c = self.name_operand(name.name, name.span);
        self.emit(Instruction::Closure { a: b, d });
        self.emit(Instruction::ClassMethod { a: class, b, c });
        self.release(mark);
    }

    fn set_initializer(&mut self, class: Reg, d: u32) {
        let mark = self.mark();
        let b = self.temp();
        self.emit(Instruction::Closure { a: b, d });
        self.emit(Instruction::ClassInit { a: class, b });
        self.release(mark);
    }

    /// Compiles methods and initializer; gives their indexes.
    fn class_bodies(&mut self, class: &'a Class, value: Place) -> (Vec<u32>, u32) {
        let outer = self.class.replace(ClassContext { value });
        let mut methods = Vec::with_capacity(class.methods.len());
        let class_name = self.text(class.name.name);
        for method in &class.methods {
            let name = method.name.map_or("", |name| self.text(name.name));
            methods.push(self.function(method, format!("{class_name}.{name}"), FunctionKind::Method));
        }
        let construct = class.methods.iter().zip(&methods);
        // Of two methods of one name the last wins.
        let construct = construct
            .rev()
            .find(|(method, _)| method.name.is_some_and(|name| name.name == word::CONSTRUCT))
            .map(|(_, &index)| index);
        let initializer = self.initializer(class, value, construct);
        self.class = outer;
        (methods, initializer)
    }

    fn initializer(&mut self, class: &'a Class, value: Place, construct: Option<u32>) -> u32 {
        let index = self.index_at(class.header.start);
        let name = self.text(class.name.name).to_string();
        self.open_function(class.header.start, name, FunctionKind::Initializer, &class.params, Some("this"));
        self.at(class.header.start);
        self.parameters(&class.params, 1);
        let this = self.this_register();
        if class.parent.is_some() {
            self.initialize_parent(class, value, this);
        }
        self.store_header(class, this);
        for field in &class.fields {
            let mark = self.mark();
            let mut b = self.operand(&field.value);
            if let Some(ty) = field.ty.as_ref().filter(|ty| !types::fits(ty, &field.value)) {
                let a = self.temp();
                self.at(field.value.span.start);
                self.check(a, b, ty, Check::Variable);
                b = a;
            }
            self.set_own_field(this, field.name.name, field.name.span, b);
            self.release(mark);
        }
        if !class.params.is_empty() && class.fields.iter().any(|field| may_change_header(class, field)) {
            self.store_header(class, this);
        }
        if let Some(construct) = construct {
            self.construct(class, value, construct, this);
        }
        self.emit(Instruction::Ret { a: this });
        self.close_function(index);
        index
    }

    /// The register of the instance that is built.
    fn this_register(&mut self) -> Reg {
        match self.in_place(word::THIS) {
            Some(register) => register,
            None => {
                let register = self.variable_register();
                self.read_name(word::THIS, Span::NONE, register);
                register
            }
        }
    }

    fn set_own_field(&mut self, this: Reg, name: Symbol, span: Span, b: Reg) {
        let c = self.name_operand(name, span);
        self.at(span.start);
        self.emit(Instruction::SetField { a: this, b, c, x: 0 });
    }

    fn store_header(&mut self, class: &'a Class, this: Reg) {
        for param in &class.params {
            let mark = self.mark();
            let b = self.header_value(param);
            self.set_own_field(this, param.name.name, param.name.span, b);
            self.release(mark);
        }
    }

    /// The register of a header parameter, or a new temporary with its value.
    fn header_value(&mut self, param: &'a Param) -> Reg {
        match self.in_place(param.name.name) {
            Some(register) => register,
            None => {
                let register = self.temp();
                self.read_name(param.name.name, param.name.span, register);
                register
            }
        }
    }

    fn initialize_parent(&mut self, class: &'a Class, value: Place, this_register: Reg) {
        let Some(parent) = &class.parent else { return };
        let mark = self.mark();
        let window = self.temp();
        self.read(value, window);
        self.emit(Instruction::ClassParent { a: window, b: window });
        let instance = self.temp();
        self.move_to(instance, this_register);
        let order = parent.args.as_ref().map(|args| self.parent_order(class, args));
        let count = match (&parent.args, order) {
            (Some(args), Some(Some(order))) => {
                self.reordered(args, &order, instance);
                args.len()
            }
            (Some(args), _) => {
                self.release(instance.index());
                let (x, w) = self.method_args(args, |this, a| this.move_to(a, this_register));
                self.at(parent.span.start);
                self.emit(Instruction::CallInitArgs { b: window, a: window, x, w });
                return self.release(mark);
            }
            (None, _) => {
                for param in class.params.iter().filter(|param| !param.rest) {
                    let a = self.temp();
                    self.read_name(param.name.name, param.name.span, a);
                }
                class.params.iter().filter(|param| !param.rest).count()
            }
        };
        let x = self.count_operand(count + 1, parent.span);
        self.at(parent.span.start);
        self.emit(match parent.args {
            None => Instruction::CallInitLeading { b: window, a: window, x },
            Some(_) => Instruction::CallInit { b: window, a: window, x },
        });
        self.release(mark);
    }

    fn count_operand(&mut self, count: usize, span: Span) -> u8 {
        u8::try_from(count).unwrap_or_else(|_| {
            self.error(span, "more than 255 arguments");
            0
        })
    }

    /// The places of arguments for the parent's initializer behind the instance, if they are known.
    fn parent_order(&self, class: &Class, args: &[Arg]) -> Option<Vec<usize>> {
        if call::is_plain(args, 1) {
            return Some((0..args.len()).collect());
        }
        let parent = self.known_classes.get(&self.constant_parent(class)?)?;
        call::reorder(&parent.params, args)
    }

    /// Calls the class's own `_construct` with the header arguments.
    fn construct(&mut self, class: &'a Class, value: Place, construct: u32, this: Reg) {
        let mark = self.mark();
        let window = self.temp();
        let captures = match self.functions.get(construct as usize) {
            Some(Some(function)) => !function.captures.is_empty(),
            _ => true,
        };
        if captures {
            let c = self.name_operand(word::CONSTRUCT, class.name.span);
            self.read(value, window);
            self.emit(Instruction::GetMethod { a: window, b: window, c });
        }
        let rest = class.params.iter().find(|param| param.rest);
        let array = rest.map(|_| self.temp());
        let first = self.temp();
        self.move_to(first, this);
        let plain = class.params.iter().filter(|param| !param.rest);
        let mut x = 1;
        for param in plain {
            let a = self.temp();
            self.read_name(param.name.name, param.name.span, a);
            x += 1;
        }
        self.at(class.header.start);
        if let (Some(rest), Some(array)) = (rest, array) {
            self.emit(Instruction::ArrayNew { a: array, b: first, x });
            let b = self.header_value(rest);
            self.emit(Instruction::ArrayExtend { a: array, b });
            let c = self.name_operand(word::CONSTRUCT, class.name.span);
            self.read(value, window);
            self.emit(Instruction::GetMethod { a: window, b: window, c });
            let w = self.state.builder.constant(Constant::Names(Vec::new()));
            self.emit(Instruction::CallArgs { b: window, a: window, x: 0, w });
        } else if captures {
            self.emit(Instruction::Call { b: window, a: window, x });
        } else {
            let c = self.narrow(construct, class.name.span);
            self.emit(Instruction::CallFunction { b: window, a: window, x, c });
        }
        self.release(mark);
    }
}

/// Whether a field initializer may leave a header field with another value.
fn may_change_header(class: &Class, field: &ast::Field) -> bool {
    let own = class.params.iter().any(|param| param.name.name == field.name.name);
    own || !is_inert(&field.value)
}

/// Whether evaluating an expression runs no code but its own.
fn is_inert(e: &ast::Expr) -> bool {
    match &e.kind {
        ExprKind::Literal(_) | ExprKind::Name(_) | ExprKind::Function(_) => true,
        ExprKind::Array(elements) => {
            elements.iter().all(|element| matches!(element, ast::Element::Item(e) if is_inert(e)))
        }
        ExprKind::Map(entries) => {
            entries.iter().all(|entry| matches!(entry, ast::MapEntry::Pair(_, _, e) if is_inert(e)))
        }
        ExprKind::Binary(binary) => is_inert(&binary.left) && is_inert(&binary.right),
        ExprKind::Chain(chain) => is_inert(&chain.first) && chain.rest.iter().all(|link| is_inert(&link.operand)),
        ExprKind::Unary(_, operand) => is_inert(operand),
        _ => false,
    }
}
