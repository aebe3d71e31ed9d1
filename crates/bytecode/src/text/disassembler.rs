//! From modules to text.

use super::literal;
use crate::bitset::BitSet;
use crate::builder::ConstantKey;
use crate::flow::Site;
use crate::module::*;
use crate::op::{Instruction, OperandSpec};
use crate::operand::{OperandKind, Word};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

/// The text of a module, verified or not.
pub fn disassemble(module: &Module) -> String {
    let mut printer = Printer::new(module);
    printer.module();
    printer.out
}

/// Names that stand for indices where they are unique.
struct Names<'m>(HashMap<&'m str, bool>);

impl<'m> Names<'m> {
    fn new(names: impl Iterator<Item = &'m str>) -> Self {
        let mut all = HashMap::new();
        names.for_each(|n| {
            all.entry(n).and_modify(|unique| *unique = false).or_insert(true);
        });
        Names(all)
    }
    /// The name if it will be understood, else the index.
    fn write(&self, name: Option<&str>, index: u64, out: &mut String) {
        match name {
            Some(name) if self.0.get(name) == Some(&true) => literal::name(name, out),
            _ => {
                let _ = write!(out, "{index}");
            }
        }
    }
}

struct Printer<'m> {
    module: &'m Module,
    out: String,
    functions: Names<'m>,
    natives: Names<'m>,
    globals: Names<'m>,
    classes: Names<'m>,
    namespaces: Names<'m>,
    files: Names<'m>,
}

impl<'m> Printer<'m> {
    fn new(module: &'m Module) -> Self {
        Printer {
            module,
            out: String::new(),
            functions: Names::new(module.functions.iter().map(|f| f.name.as_str())),
            natives: Names::new(module.natives.iter().map(String::as_str)),
            globals: Names::new(module.globals.iter().map(String::as_str)),
            classes: Names::new(module.classes.iter().map(|c| c.name.as_str())),
            namespaces: Names::new(module.namespaces.iter().map(|n| n.name.as_str())),
            files: Names::new(module.files.iter().map(|f| f.name.as_str())),
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }
    fn name(&mut self, name: &str) {
        literal::name(name, &mut self.out);
    }
    /// `directive name`, and the end of the line.
    fn named(&mut self, directive: &str, name: &str) {
        self.text(directive);
        self.name(name);
        self.text("\n");
    }
    fn function_name(&mut self, index: u64) {
        let name = self.module.functions.get(index as usize).map(|f| f.name.as_str());
        self.functions.write(name, index, &mut self.out);
    }

    fn module(&mut self) {
        let module = self.module;
        self.named(".module ", &module.name);
        for file in &module.files {
            self.text(".file ");
            literal::quote(file.name.as_bytes(), &mut self.out);
            if let Some(text) = &file.text {
                self.text(" text ");
                literal::quote(text.as_bytes(), &mut self.out);
            }
            self.text("\n");
        }
        module.globals.iter().for_each(|g| self.named(".global ", g));
        module.natives.iter().for_each(|n| self.named(".native ", n));
        for e in &module.extensions {
            self.text(".extension ");
            self.name(&e.namespace);
            self.text(" ");
            self.name(&e.name);
            self.text("\n");
        }
        for class in &module.classes {
            self.text(".class ");
            self.name(&class.name);
            literal::names(&class.parameters, &mut self.out);
            if !class.fields.is_empty() {
                self.text(" fields ");
                literal::names(&class.fields, &mut self.out);
            }
            self.text("\n");
        }
        for namespace in &module.namespaces {
            self.text(".namespace ");
            self.name(&namespace.name);
            self.text(" (");
            for (i, (name, slot)) in namespace.exports.iter().enumerate() {
                self.text(if i > 0 { ", " } else { "" });
                self.name(name);
                let _ = write!(self.out, " {slot}");
            }
            self.text(")\n");
        }
        for fallback in &module.fallbacks {
            let _ = write!(self.out, ".fallback {}, ", fallback.op.name());
            self.function_name(u64::from(fallback.function));
            self.text("\n");
        }
        self.text(".main ");
        self.function_name(u64::from(module.main));
        self.text("\n");
        module.functions.iter().for_each(|f| self.function(f));
    }

    fn function(&mut self, function: &Function) {
        self.header(function);
        let layout = Layout::new(function);
        if layout.explicit_constants {
            for constant in &function.constants {
                self.text("    .const ");
                literal::constant(constant, &mut self.out);
                self.text("\n");
            }
        }
        for l in &function.locals {
            self.text("    .local ");
            self.name(&l.name);
            let cell = if l.cell { " cell" } else { "" };
            let (start, end) = (layout.place(l.start), layout.place(l.end));
            let _ = writeln!(self.out, " r{}{cell} {start}..{end}", l.register);
        }
        for h in &function.handlers {
            let kind = match h.kind {
                HandlerKind::Catch => "catch",
                HandlerKind::Cleanup => "cleanup",
            };
            let [start, end, target] = [h.start, h.end, h.target].map(|p| layout.place(p));
            let _ = writeln!(self.out, "    .try {start}..{end} {kind} r{} -> {target}", h.register);
        }
        if function.body != 0 {
            let _ = writeln!(self.out, "    .body {}", layout.place(function.body));
        }
        if !layout.lines_inline {
            for line in &function.lines {
                let _ = write!(self.out, "    .line_at {} {}", line.pc, line.file);
                let _ = writeln!(self.out, ":{}:{}", line.line, line.column);
            }
        }
        self.code(function, &layout);
        self.text(".end\n");
    }

    fn header(&mut self, function: &Function) {
        self.text("\n.function ");
        self.name(&function.name);
        self.text(match function.kind {
            FunctionKind::Function => " (",
            FunctionKind::Lambda => " lambda (",
            FunctionKind::Method => " method (",
            FunctionKind::Initializer => " initializer (",
            FunctionKind::Main => " main (",
        });
        let p = &function.parameters;
        let regular = p.names.len() == p.registers();
        for (i, name) in p.names.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if regular && i >= p.count() {
                self.text("...");
            }
            self.name(name);
            if regular && (usize::from(p.required)..p.count()).contains(&i) {
                self.text("?");
            }
        }
        let _ = writeln!(self.out, ") registers {}", function.registers);
        if !regular {
            let rest = if p.rest { " rest" } else { "" };
            let _ = writeln!(self.out, "    .arity {} {}{rest}", p.required, p.optional);
        }
        for capture in &function.captures {
            self.text("    .capture ");
            self.name(&capture.name);
            let _ = match capture.source {
                CaptureSource::Register(r) => writeln!(self.out, " r{r}"),
                CaptureSource::Capture(c) => writeln!(self.out, " capture {c}"),
            };
        }
        if !function.result_type.is_empty() {
            self.text("    .result ");
            literal::quote(function.result_type.as_bytes(), &mut self.out);
            self.text("\n");
        }
    }

    fn code(&mut self, function: &Function, layout: &Layout) {
        let captures = Names::new(function.captures.iter().map(|c| c.name.as_str()));
        let mut lines = function.lines.iter().peekable();
        let mut file = 0;
        let mut pc = 0;
        while pc < function.code.len() {
            if let Some(label) = layout.labels.get(&(pc as u32)) {
                let _ = writeln!(self.out, "  {label}:");
            }
            if layout.lines_inline
                && let Some(line) = lines.next_if(|l| l.pc as usize == pc)
            {
                self.text("    .line ");
                if line.file != file {
                    match self.module.files.get(line.file as usize) {
                        Some(f) if self.files.0.get(f.name.as_str()) == Some(&true) => {
                            literal::quote(f.name.as_bytes(), &mut self.out);
                        }
                        _ => {
                            let _ = write!(self.out, "{}", line.file);
                        }
                    }
                    self.text(":");
                    file = line.file;
                }
                let _ = writeln!(self.out, "{}:{}", line.line, line.column);
            }
            self.text("    ");
            pc = match exact(&function.code, pc) {
                Some(site) => {
                    self.instruction(function, &site, layout, &captures);
                    site.end()
                }
                None => {
                    let _ = write!(self.out, ".word {:#018x}", function.code[pc].0);
                    pc + 1
                }
            };
            self.text("\n");
        }
        if let Some(label) = layout.labels.get(&(pc as u32)) {
            let _ = writeln!(self.out, "  {label}:");
        }
    }

    fn instruction(&mut self, function: &Function, site: &Site, layout: &Layout, captures: &Names) {
        self.text(site.op.name());
        for (i, operand) in site.op.info().operands.iter().enumerate() {
            self.text(if i > 0 { ", " } else { " " });
            self.operand(function, site, operand, layout, captures);
        }
    }

    fn operand(&mut self, function: &Function, site: &Site, operand: &OperandSpec, layout: &Layout, captures: &Names) {
        let value = site.word.slot(operand.slot, site.next);
        let index = value as usize;
        let module = self.module;
        let out = &mut self.out;
        match operand.kind {
            kind if kind.is_register() => {
                let _ = write!(out, "r{}", value >> 4);
            }
            OperandKind::Const | OperandKind::Name | OperandKind::Names => {
                let constant = function.constants.get(index).filter(|_| layout.first_of_kind.contains(index));
                match (operand.kind, constant) {
                    (OperandKind::Name, Some(Constant::String(s))) => match std::str::from_utf8(s) {
                        Ok(text) => literal::name(text, out),
                        Err(_) => literal::quote(s, out),
                    },
                    (OperandKind::Names, Some(Constant::Names(all))) => literal::names(all, out),
                    (OperandKind::Const, Some(constant)) => literal::constant(constant, out),
                    _ => {
                        let _ = write!(out, "#{value}");
                    }
                }
            }
            OperandKind::Jump | OperandKind::Loop => {
                let label = site.target().and_then(|t| layout.labels.get(&u32::try_from(t).ok()?));
                let _ = match label {
                    Some(label) => write!(out, "{label}"),
                    None => write!(out, "{}", site.word.sd()),
                };
            }
            OperandKind::Int if operand.slot == crate::Slot::D => {
                let _ = write!(out, "{}", site.word.sd());
            }
            OperandKind::Function => self.function_name(value),
            OperandKind::Native => self.natives.write(module.natives.get(index).map(String::as_str), value, out),
            OperandKind::Global => self.globals.write(module.globals.get(index).map(String::as_str), value, out),
            OperandKind::Class => self.classes.write(module.classes.get(index).map(|c| c.name.as_str()), value, out),
            OperandKind::Namespace => {
                self.namespaces.write(module.namespaces.get(index).map(|n| n.name.as_str()), value, out)
            }
            OperandKind::Capture => captures.write(function.captures.get(index).map(|c| c.name.as_str()), value, out),
            OperandKind::Ext => match module.extensions.get(index) {
                Some(e) if module.extensions.iter().filter(|o| *o == e).count() == 1 => {
                    literal::name(&e.namespace, out);
                    out.push(':');
                    literal::name(&e.name, out);
                }
                _ => {
                    let _ = write!(out, "{value}");
                }
            },
            OperandKind::Type => {
                let _ = match CoerceType::from_code(value as u16) {
                    Some((ty, nullable)) => write!(out, "{}{}", ty.name(), if nullable { "?" } else { "" }),
                    None => write!(out, "{value}"),
                };
            }
            OperandKind::Access if value <= 1 => out.push_str(if value == 1 { "outside" } else { "inside" }),
            _ => {
                let _ = write!(out, "{value}");
            }
        }
    }
}

/// The instruction at `pc`, if it can be printed without loss.
fn exact(code: &[Word], pc: usize) -> Option<Site> {
    let site = Site::at(code, pc)?;
    let (word, aux) = Instruction::decode(site.word, site.next)?.encode();
    let same = word == site.word && aux.is_none_or(|aux| aux == site.next) && site.end() <= code.len();
    same.then_some(site)
}

/// What has to be known of a function before its first line is printed.
struct Layout {
    /// Labels by pc.
    labels: BTreeMap<u32, String>,
    /// Whether each row of the line table can stand before its instruction.
    lines_inline: bool,
    /// Whether using constants in order of the code would not give the table.
    explicit_constants: bool,
    /// The constants that have no equal before them.
    first_of_kind: BitSet,
}

impl Layout {
    fn new(function: &Function) -> Layout {
        let mut starts = BitSet::new(function.code.len() + 1);
        let mut wanted = BTreeSet::new();
        let mut used = Vec::new();
        let mut literals = true;
        let mut seen = HashSet::new();
        let mut pc = 0;
        while pc < function.code.len() {
            starts.insert(pc);
            let Some(site) = exact(&function.code, pc) else {
                pc += 1;
                continue;
            };
            wanted.extend(site.target().and_then(|t| u32::try_from(t).ok()));
            for operand in site.op.info().operands {
                if matches!(operand.kind, OperandKind::Const | OperandKind::Name | OperandKind::Names) {
                    let index = site.word.slot(operand.slot, site.next) as usize;
                    literals &= match (operand.kind, function.constants.get(index)) {
                        (OperandKind::Name, constant) => matches!(constant, Some(Constant::String(_))),
                        (OperandKind::Names, constant) => matches!(constant, Some(Constant::Names(_))),
                        _ => true,
                    };
                    if seen.insert(index) {
                        used.push(index);
                    }
                }
            }
            pc = site.end();
        }
        let lines_inline = function.lines.iter().all(|l| starts.contains(l.pc as usize))
            && function.lines.windows(2).all(|w| w[0].pc < w[1].pc);
        starts.insert(function.code.len());
        wanted.extend(function.handlers.iter().flat_map(|h| [h.start, h.end, h.target]));
        wanted.extend(function.locals.iter().flat_map(|l| [l.start, l.end]));
        wanted.extend((function.body != 0).then_some(function.body));
        let places = wanted.into_iter().filter(|&pc| starts.contains(pc as usize));
        let labels = places.enumerate().map(|(i, pc)| (pc, format!("L{}", i + 1))).collect();
        let mut equal = HashSet::new();
        let mut first_of_kind = BitSet::new(function.constants.len());
        for (i, constant) in function.constants.iter().enumerate() {
            if equal.insert(ConstantKey::of(constant)) {
                first_of_kind.insert(i);
            }
        }
        let n = function.constants.len();
        let natural = literals && used.iter().copied().eq(0..n) && first_of_kind.len() == n;
        Layout { labels, lines_inline, explicit_constants: !natural, first_of_kind }
    }

    /// A label, or the pc where there can be none.
    fn place(&self, pc: u32) -> String {
        self.labels.get(&pc).cloned().unwrap_or_else(|| pc.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::Op;
    use std::collections::HashSet;

    #[test]
    fn mnemonics_are_unique() {
        assert_eq!(Op::ALL.iter().map(|op| op.name()).collect::<HashSet<_>>().len(), Op::ALL.len());
    }
}
