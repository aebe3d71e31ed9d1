//! The op table: every fact about an opcode, written once.
//!
//! A row of [`for_each_op!`](crate::for_each_op) is `name Variant(slot: Kind, ...) effect "doc";`. From the rows come the
//! enum [`Op`], the decoded form [`Instruction`] with its encoder and decoder, [`OPS`] (facts for the
//! verifier, the printers, the documentation and the program generator) and the trait [`Visitor`], so that
//! a tier that leaves an op out does not compile.
//!
//! Ops come in two families where languages disagree. The plain names are strict, as machines and Lua have
//! them (only nil and false are untrue, `div` by a float zero is infinite, shift counts are not reduced); the
//! names ending in `_rich` follow Fun (empty containers and zero are untrue, `true == 1`, arrays compare).

use crate::operand::{OperandKind, Reg, Slot, Word};

/// What executing an op can do besides writing its destination.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing.
    Pure,
    /// It may throw.
    Throws,
    /// It may throw or enter another function; a charge point.
    Calls,
    /// It may branch; a charge point if the branch goes back.
    Jumps,
    /// It ends the function or the path.
    Ends,
}

/// One operand of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OperandSpec {
    /// Where it sits.
    pub slot: Slot,
    /// What it means.
    pub kind: OperandKind,
}

/// The facts of one row.
#[derive(Debug)]
pub struct OpInfo {
    /// The mnemonic.
    pub name: &'static str,
    /// The operands, in the order in which they are written.
    pub operands: &'static [OperandSpec],
    /// What it can do.
    pub effect: Effect,
    /// One line for the reference.
    pub doc: &'static str,
    /// Derived from the operands, since every pass over code asks for it: length in words,
    words: u8,
    /// the bits of the first word that opcode and operands cover,
    used: u64,
    /// where the call window is,
    window: Option<Slot>,
    /// whether `d` is a jump's distance,
    jumps: bool,
    /// whether its registers are single ones of the first word,
    plain: bool,
    /// and which of them it reads and writes, a bit a slot: `a` 1, `b` 2, `c` 4.
    reads: u8,
    writes: u8,
}

impl OpInfo {
    const fn new(name: &'static str, operands: &'static [OperandSpec], effect: Effect, doc: &'static str) -> OpInfo {
        let (words, used, window, jumps, plain, reads, writes) = (1, 0xff, None, false, true, 0, 0);
        let mut info = OpInfo { name, operands, effect, doc, words, used, window, jumps, plain, reads, writes };
        let mut i = 0;
        while i < operands.len() {
            let OperandSpec { slot, kind } = operands[i];
            info.used |= slot.mask();
            if matches!(slot, Slot::W) {
                info.words = 2;
            }
            if kind.clobbers() {
                info.window = Some(slot);
            }
            info.jumps |= matches!(kind, OperandKind::Jump | OperandKind::Loop);
            let bit = match slot {
                Slot::A => 1,
                Slot::B => 2,
                Slot::C => 4,
                Slot::X | Slot::D | Slot::W => 0,
            };
            match kind {
                OperandKind::Src => info.reads |= bit,
                OperandKind::Dst => info.writes |= bit,
                OperandKind::Mod => (info.reads, info.writes) = (info.reads | bit, info.writes | bit),
                _ => (),
            }
            info.plain &= !kind.is_register() || (kind.is_single() && bit != 0);
            i += 1;
        }
        info
    }
    /// Length in words.
    #[inline]
    pub const fn words(&self) -> usize {
        self.words as usize
    }
    /// The bits of the first word that mean something; the others are zero.
    #[inline]
    pub(crate) fn used(&self) -> u64 {
        self.used
    }
    /// Whether operand `d` is the distance of a jump.
    #[inline]
    pub(crate) fn jumps(&self) -> bool {
        self.jumps
    }
    /// If its register operands are single registers in the first word: which it reads, and which it writes, as bits of `a`, `b`, `c`.
    #[inline]
    pub(crate) fn plain(&self) -> Option<(u8, u8)> {
        if self.plain { Some((self.reads, self.writes)) } else { None }
    }
    /// The operand that names a call's window, if it is a call.
    #[inline]
    pub(crate) fn window(&self) -> Option<Slot> {
        self.window
    }
}

/// Calls the macro it is given with all rows of the op table.
#[macro_export]
macro_rules! for_each_op {
    ($then:ident) => {
        $then! {
            nop Nop() Pure "Does nothing.";
            load_nil LoadNil(a: Dst) Pure "a = nil";
            load_true LoadTrue(a: Dst) Pure "a = true";
            load_false LoadFalse(a: Dst) Pure "a = false";
            load_int LoadInt(a: Dst, d: Int) Pure "a = the integer d";
            load_const LoadConst(a: Dst, d: Const) Pure "a = constant d";
            load_native LoadNative(a: Dst, d: Native) Pure "a = the imported native d";
            r#move Move(a: Dst, b: Src) Pure "a = b";

            add Add(a: Dst, b: Src, c: Src) Throws "a = b + c on numbers; integers wrap";
            sub Sub(a: Dst, b: Src, c: Src) Throws "a = b - c on numbers; integers wrap";
            mul Mul(a: Dst, b: Src, c: Src) Throws "a = b * c on numbers; integers wrap";
            div Div(a: Dst, b: Src, c: Src) Throws "a = b / c; integers truncate and throw on zero, floats follow IEEE 754";
            r#mod Mod(a: Dst, b: Src, c: Src) Throws "a = b % c with the sign of b; integers throw on zero";
            idiv_floor IdivFloor(a: Dst, b: Src, c: Src) Throws "a = floor of b / c; integers throw on zero";
            mod_floor ModFloor(a: Dst, b: Src, c: Src) Throws "a = b - floor(b / c) * c, the sign of c; integers throw on zero";
            fdiv Fdiv(a: Dst, b: Src, c: Src) Throws "a = b / c, always in floats";
            pow Pow(a: Dst, b: Src, c: Src) Throws "a = b to the power c; integers wrap, a negative exponent of integers computes in floats";
            neg Neg(a: Dst, b: Src) Throws "a = -b; integers wrap";
            add_rich AddRich(a: Dst, b: Src, c: Src) Throws "a = b + c on numbers, strings, bytes, arrays, and strings with errors";
            div_rich DivRich(a: Dst, b: Src, c: Src) Throws "as div, and a float zero throws too";
            mod_rich ModRich(a: Dst, b: Src, c: Src) Throws "as mod, and a float zero throws too";
            add_checked AddChecked(a: Dst, b: Src, c: Src) Throws "as add, but integers throw OverflowError instead of wrapping";
            sub_checked SubChecked(a: Dst, b: Src, c: Src) Throws "as sub, but integers throw OverflowError instead of wrapping";
            mul_checked MulChecked(a: Dst, b: Src, c: Src) Throws "as mul, but integers throw OverflowError instead of wrapping";
            neg_checked NegChecked(a: Dst, b: Src) Throws "as neg, but integers throw OverflowError instead of wrapping";
            add_promote AddPromote(a: Dst, b: Src, c: Src) Throws "as add, but integers grow into BigInts instead of wrapping";
            sub_promote SubPromote(a: Dst, b: Src, c: Src) Throws "as sub, but integers grow into BigInts instead of wrapping";
            mul_promote MulPromote(a: Dst, b: Src, c: Src) Throws "as mul, but integers grow into BigInts instead of wrapping";
            neg_promote NegPromote(a: Dst, b: Src) Throws "as neg, but integers grow into BigInts instead of wrapping";

            bit_and BitAnd(a: Dst, b: Src, c: Src) Throws "a = b & c on integers";
            bit_or BitOr(a: Dst, b: Src, c: Src) Throws "a = b | c on integers";
            bit_xor BitXor(a: Dst, b: Src, c: Src) Throws "a = b ^ c on integers";
            bit_not BitNot(a: Dst, b: Src) Throws "a = ~b on integers";
            shl Shl(a: Dst, b: Src, c: Src) Throws "a = b << c; 64 or more gives 0, a negative count shifts right";
            shr Shr(a: Dst, b: Src, c: Src) Throws "a = b >> c, arithmetic; 64 or more gives the sign, a negative count shifts left";
            ushr Ushr(a: Dst, b: Src, c: Src) Throws "a = b >>> c, logical; 64 or more gives 0, a negative count shifts left";
            shl_rich ShlRich(a: Dst, b: Src, c: Src) Throws "a = b << (c mod 64)";
            shr_rich ShrRich(a: Dst, b: Src, c: Src) Throws "a = b >> (c mod 64), arithmetic";

            to_float ToFloat(a: Dst, b: Src) Throws "a = the number b as a float";
            to_int ToInt(a: Dst, b: Src) Throws "a = the number b truncated to an integer; out of range and NaN throw ValueError";
            to_int_sat ToIntSat(a: Dst, b: Src) Throws "a = the number b truncated to an integer, clamped to the range; NaN gives 0";
            coerce Coerce(a: Dst, b: Src, c: Type) Throws "a = b as a value of a declared type, or TypeError";
            coerce_argument CoerceArgument(a: Mod, c: Type) Throws "checks and converts the parameter in a; the TypeError names function and parameter";
            coerce_result CoerceResult(a: Dst, b: Src, c: Type) Throws "a = b as the function's declared result; the TypeError names the function";

            eq Eq(a: Dst, b: Src, c: Src) Pure "a = b == c: numbers exactly, strings and bytes by content, all else by identity";
            ne Ne(a: Dst, b: Src, c: Src) Pure "a = not (b == c)";
            lt Lt(a: Dst, b: Src, c: Src) Throws "a = b < c on numbers, or on strings";
            le Le(a: Dst, b: Src, c: Src) Throws "a = b <= c on numbers, or on strings";
            gt Gt(a: Dst, b: Src, c: Src) Throws "a = b > c on numbers, or on strings";
            ge Ge(a: Dst, b: Src, c: Src) Throws "a = b >= c on numbers, or on strings";
            eq_rich EqRich(a: Dst, b: Src, c: Src) Throws "a = b == c: structural on arrays, maps and ranges, booleans equal 1 and 0";
            ne_rich NeRich(a: Dst, b: Src, c: Src) Throws "a = not (b == c), as eq_rich";
            lt_rich LtRich(a: Dst, b: Src, c: Src) Throws "a = b < c on numbers, strings, bytes or arrays";
            le_rich LeRich(a: Dst, b: Src, c: Src) Throws "a = b <= c on numbers, strings, bytes or arrays";
            gt_rich GtRich(a: Dst, b: Src, c: Src) Throws "a = b > c on numbers, strings, bytes or arrays";
            ge_rich GeRich(a: Dst, b: Src, c: Src) Throws "a = b >= c on numbers, strings, bytes or arrays";
            is Is(a: Dst, b: Src, c: Src) Pure "a = whether b and c are the same object, or values of one kind that are equal";
            is_nil IsNil(a: Dst, b: Src) Pure "a = whether b is nil";
            not Not(a: Dst, b: Src) Pure "a = whether b is nil or false";
            truth Truth(a: Dst, b: Src) Pure "a = whether b is neither nil nor false";
            not_rich NotRich(a: Dst, b: Src) Pure "a = whether b is nil, false, zero or empty";
            truth_rich TruthRich(a: Dst, b: Src) Pure "a = whether b is none of nil, false, zero and empty";
            contains Contains(a: Dst, b: Src, c: Src) Throws "a = whether b is in the container c";
            is_type IsType(a: Dst, b: Src, c: Type) Pure "a = whether b is of the kind that the type names, without any conversion; int8 to uint32 mean integers";
            is_array_of IsArrayOf(a: Dst, b: Src, c: Int) Pure "a = whether b is an array of exactly c elements";
            is_array_from IsArrayFrom(a: Dst, b: Src, c: Int) Pure "a = whether b is an array of at least c elements";
            instance_of InstanceOf(a: Dst, b: Src, c: Src, w: Name) Throws "a = whether b is an instance of the class c or of a subclass; what is no class is called w in the TypeError";

            jump Jump(d: Jump) Jumps "Goes forward.";
            jump_if JumpIf(a: Src, d: Jump) Jumps "Goes forward if a is neither nil nor false.";
            jump_if_not JumpIfNot(a: Src, d: Jump) Jumps "Goes forward if a is nil or false.";
            jump_if_rich JumpIfRich(a: Src, d: Jump) Jumps "Goes forward if a is none of nil, false, zero and empty.";
            jump_if_not_rich JumpIfNotRich(a: Src, d: Jump) Jumps "Goes forward if a is nil, false, zero or empty.";
            jump_if_nil JumpIfNil(a: Src, d: Jump) Jumps "Goes forward if a is nil.";
            jump_if_not_nil JumpIfNotNil(a: Src, d: Jump) Jumps "Goes forward if a is not nil.";
            jump_if_given JumpIfGiven(a: Dst, d: Jump) Jumps "Goes forward if the call gave the optional parameter a; else it is to be written next.";
            r#loop Loop(d: Loop) Jumps "Goes back; a charge point.";
            loop_if LoopIf(a: Src, d: Loop) Jumps "Goes back if a is neither nil nor false; a charge point when it does.";
            loop_if_not LoopIfNot(a: Src, d: Loop) Jumps "Goes back if a is nil or false; a charge point when it does.";
            loop_if_rich LoopIfRich(a: Src, d: Loop) Jumps "Goes back if a is none of nil, false, zero and empty; a charge point when it does.";
            loop_if_not_rich LoopIfNotRich(a: Src, d: Loop) Jumps "Goes back if a is nil, false, zero or empty; a charge point when it does.";
            range_prep RangePrep(a: RangePrep, d: Jump) Throws "Starts a counted loop over integers: a start, a+1 stop (not reached), a+2 step; a+3 is the variable. Goes forward if there is no turn.";
            range_loop RangeLoop(a: Range, d: Loop) Jumps "Steps a counted loop: if turns are left, sets a+3 and goes back; a charge point when it does.";
            iter_prep IterPrep(a: IterPrep, x: Count) Calls "Starts an iteration over a; x is 1 for elements or keys in a+3, 2 for index or key in a+3 and element in a+4.";
            iter_loop IterLoop(a: Iter, x: Count, d: Loop) Calls "Steps an iteration: if an element is left, sets a+3 (and a+4) and goes back; a charge point when it does.";

            call Call(b: Dst, a: Call, x: Count) Calls "b = the value in a called with the x arguments behind it";
            call_function CallFunction(b: Dst, a: Method, x: Count, c: Function) Calls "b = function c of the module, which captures nothing, called with the x arguments from a+1";
            call_native CallNative(b: Dst, a: Method, x: Count, c: Native) Calls "b = the imported native c called with the x arguments from a+1";
            call_method CallMethod(b: Dst, a: Method, x: Count, c: Name) Calls "b = method c of the receiver in a+1 called with x arguments, the receiver counted";
            call_method_outside CallMethodOutside(b: Dst, a: Method, x: Count, c: Name) Calls "as call_method, but private methods are refused";
            call_args CallArgs(b: Dst, a: Args, x: Count, w: Names) Calls "b = the value in a called with the array in a+1 as arguments and the x values behind it under the names w";
            call_method_args CallMethodArgs(b: Dst, a: MethodArgs, x: Count, c: Name, w: Names) Calls "b = method c called likewise; the receiver is the array's first element";
            call_method_args_outside CallMethodArgsOutside(b: Dst, a: MethodArgs, x: Count, c: Name, w: Names) Calls "as call_method_args, but private methods are refused";
            tail_call TailCall(a: Call, x: Count) Ends "Returns what the value in a gives, called with the x arguments behind it in this frame's place.";
            tail_call_function TailCallFunction(a: Method, x: Count, c: Function) Ends "Returns what function c gives, called in this frame's place.";
            tail_call_method TailCallMethod(a: Method, x: Count, c: Name) Ends "Returns what method c gives, called in this frame's place.";
            tail_call_method_outside TailCallMethodOutside(a: Method, x: Count, c: Name) Ends "as tail_call_method, but private methods are refused";
            tail_call_args TailCallArgs(a: Args, x: Count, w: Names) Ends "as call_args, in this frame's place";
            tail_call_method_args TailCallMethodArgs(a: MethodArgs, x: Count, c: Name, w: Names) Ends "as call_method_args, in this frame's place";
            tail_call_method_args_outside TailCallMethodArgsOutside(a: MethodArgs, x: Count, c: Name, w: Names) Ends "as tail_call_method_args, but private methods are refused";
            ret Ret(a: Src) Ends "Returns a.";
            ret_nil RetNil() Ends "Returns nil.";
            pick_callable PickCallable(a: Mod, d: Native) Pure "If a cannot be called, a = the imported native d.";

            closure Closure(a: Dst, d: Function) Throws "a = function d with its captures taken from this frame";
            capture_get CaptureGet(a: Dst, d: Capture) Pure "a = the captured value d";
            cell_new CellNew(a: Dst, b: Src) Throws "a = a new cell holding b";
            cell_get CellGet(a: Dst, b: Src) Throws "a = what the cell b holds";
            cell_set CellSet(a: Src, b: Src) Throws "The cell a holds b from now on.";
            capture_cell_get CaptureCellGet(a: Dst, d: Capture) Throws "a = what the captured cell d holds";
            capture_cell_set CaptureCellSet(a: Src, d: Capture) Throws "The captured cell d holds a from now on.";
            global_get GlobalGet(a: Dst, d: Global) Throws "a = module variable d";
            global_set GlobalSet(a: Src, d: Global) Throws "module variable d = a";
            load_namespace LoadNamespace(a: Dst, d: Namespace) Pure "a = namespace d of the module as a value";
            undefined Undefined(d: Name) Ends "Throws NameError for the name d.";

            array_new ArrayNew(a: Dst, b: Values, x: Count) Throws "a = a new array of the x values from b";
            array_push ArrayPush(a: Src, b: Src) Throws "Appends b to the array a.";
            array_extend ArrayExtend(a: Src, b: Src) Throws "Appends the elements of the array b to the array a.";
            map_new MapNew(a: Dst, d: Int) Throws "a = a new empty map with room for d entries";
            map_insert MapInsert(a: Src, b: Src, c: Src) Throws "Sets key b of the map a to c.";
            map_extend MapExtend(a: Src, b: Src) Throws "Sets in the map a all entries of the map b.";
            tuple_new TupleNew(a: Dst, b: Values, x: Count) Throws "a = a new tuple of the x values from b";
            tuple_get TupleGet(a: Dst, b: Src, c: Int) Throws "a = element c of the tuple b";
            pair_new PairNew(a: Dst, b: Src, c: Src) Throws "a = a new pair of b and c";
            pair_first PairFirst(a: Dst, b: Src) Throws "a = the first half of the pair b";
            pair_second PairSecond(a: Dst, b: Src) Throws "a = the second half of the pair b";
            destructure Destructure(a: Out, b: Src, x: Count) Throws "a and the registers behind it = the elements of the array b, which must be exactly x; nothing is written before that is known.";
            len Len(a: Dst, b: Src) Throws "a = the number of elements of a container, or of bytes of a string";
            concat Concat(a: Dst, b: Values, x: Count) Throws "a = the x strings from b joined";
            string_byte StringByte(a: Dst, b: Src, c: Src) Throws "a = byte c of the string or bytes b as an integer; outside throws IndexError";

            get_index GetIndex(a: Dst, b: Src, c: Src) Calls "a = b[c]";
            set_index SetIndex(a: Src, b: Src, c: Src) Calls "a[b] = c";
            get_own GetOwn(a: Dst, b: Src, c: Src) Calls "a = b[c], also if c names something private of the record b";
            set_own SetOwn(a: Src, b: Src, c: Src) Calls "a[b] = c, also if b names a private field of the record a";
            get_slice GetSlice(a: Dst, b: Src, c: Two) Throws "a = b[c : c+1]; a nil bound is absent";
            get_field GetField(a: Dst, b: Src, c: Name, x: Access) Calls "a = b.c";
            set_field SetField(a: Src, b: Src, c: Name, x: Access) Calls "a.c = b";

            class_new ClassNew(a: Dst, b: Src, c: Class) Throws "a = a new class from template c with the parent class b, or nil for none";
            class_method ClassMethod(a: Src, b: Src, c: Name) Throws "Gives the class a the method c with the function b.";
            class_init ClassInit(a: Src, b: Src) Throws "Makes the function b the initializer that runs when the class a is called; it gets the instance first and must return it.";
            record_new RecordNew(a: Dst, b: Src) Throws "a = a new instance of the class b without fields; no initializer runs";
            call_init CallInit(b: Dst, a: Call, x: Count) Calls "Runs the initializer of the class in a on the instance in a+1 with the arguments behind it.";
            call_init_leading CallInitLeading(b: Dst, a: Call, x: Count) Calls "as call_init, but passes only as many arguments as the initializer declares";
            call_init_args CallInitArgs(b: Dst, a: Args, x: Count, w: Names) Calls "as call_init with the array in a+1 as arguments, the instance its first element, and the x values behind it under the names w";
            class_parent ClassParent(a: Dst, b: Src) Throws "a = the parent of the class b, or nil";
            get_method GetMethod(a: Dst, b: Src, c: Name) Throws "a = the method c found in the class b or its parents; else TypeError";

            fiber_new FiberNew(a: Dst, b: Src, c: Src) Throws "a = a new fiber that will call b, with the options in the map c, or nil";
            fiber_current FiberCurrent(a: Dst) Pure "a = the running fiber, or nil at the root";
            fiber_status FiberStatus(a: Dst, b: Src) Throws "a = how far the fiber b has come: new, suspended, running, done, error or cancelled";
            generate Generate() Calls "Returns a new fiber that goes on behind this instruction with this frame's registers; the first function of a fiber simply goes on.";
            resume Resume(b: Dst, a: Method, x: Count, c: Name) Calls "b = what the fiber in a+1 yields or returns, resumed with the values behind it; what is no fiber has its method c called";
            fiber_throw FiberThrow(a: Dst, b: Src, c: Src) Calls "a = what the fiber b yields or returns, continued by throwing c in it";
            fiber_proceed FiberProceed(a: Dst, b: Src) Calls "a = what the fiber b yields or returns, continued as if nobody had caught its signal";
            fiber_cancel FiberCancel(a: Dst, b: Src, c: Src) Calls "Unwinds the fiber b for the reason c, running only cleanup code; a = nil.";
            r#yield Yield(a: Dst, b: Src) Calls "Suspends the running fiber, whose resumer gets b; a = what it is resumed with.";
            emit Emit(a: Dst, b: Src, c: Src) Calls "Suspends the running fiber with the signal named b, or of the bits b, and the value c; a = what it is resumed with.";
            iter_close IterClose(a: Src) Calls "Ends an iteration early: if a is a fiber that has not ended, cancels it.";

            receive_start ReceiveStart(a: Dst, b: Src) Throws "a = the time until which a receive waits that waits for b milliseconds; nil, for ever, if b is nil";
            receive_fresh ReceiveFresh(a: Dst, b: Src) Throws "a = the number of the last message that came before the reference b was made, as far as that is known; else -1";
            receive_wait ReceiveWait(a: Dst, b: Src, c: Src) Calls "a = the number of the first message behind number b, waiting for it until c; nil if none has come by then";
            receive_get ReceiveGet(a: Dst, b: Src) Throws "a = the message with the number b, which stays in the mailbox";
            receive_take ReceiveTake(a: Src) Throws "Takes the message with the number a out of the mailbox.";

            throw Throw(a: Src) Ends "Throws a.";
            rethrow Rethrow(a: Two) Ends "Goes on unwinding with what a cleanup handler was given in a and a+1.";
            set_cause SetCause(a: Src, b: Src) Throws "If a is an error without a cause and not b itself, b becomes its cause.";
            exit Exit(a: Src) Throws "Ends the program with exit code a, running cleanup handlers, unless a fiber further out answers the signal.";
            ext Ext(a: Dst, b: Src, c: Src, w: Ext) Calls "a = extension op w of b and c";
            native_step NativeStep(a: Dst) Calls "Continues a stepped native in its own frame; only the machine itself places it.";
        }
    };
}

/// The name of a row that had to be written as a raw identifier.
const fn strip_raw(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

macro_rules! define_ops {
    ($($name:ident $variant:ident ( $($slot:ident : $kind:ident),* ) $effect:ident $doc:literal;)*) => {
        /// An opcode of the base set. Fused forms are not ops of their own: see [`crate::fuse`].
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Op { $($variant),* }

        /// The facts of every op, by opcode.
        pub static OPS: &[OpInfo] = &[$(OpInfo::new(
            strip_raw(stringify!($name)),
            &[$(OperandSpec { slot: define_ops!(@slot $slot), kind: OperandKind::$kind }),*],
            Effect::$effect,
            $doc,
        )),*];

        impl Op {
            /// Every op, in the order of the table.
            pub const ALL: &'static [Op] = &[$(Op::$variant),*];
        }

        /// A decoded instruction; registers by index, everything else as encoded.
        #[derive(Clone, Copy, PartialEq, Debug)]
        #[allow(missing_docs)]
        pub enum Instruction { $($variant { $($slot: define_ops!(@ty $slot $kind)),* }),* }

        impl Instruction {
            /// The op.
            pub fn op(&self) -> Op {
                match self { $(Instruction::$variant { .. } => Op::$variant),* }
            }

            /// The words of the instruction; the second is there if the op has an auxiliary word.
            pub fn encode(&self) -> (Word, Option<Word>) {
                match *self { $(Instruction::$variant { $($slot),* } => {
                    #[allow(unused_mut)]
                    let mut word = Op::$variant as u64;
                    #[allow(unused_mut, unused_assignments)]
                    let mut aux = None;
                    $(define_ops!(@put word aux $slot $kind $slot);)*
                    (Word(word), aux)
                }),* }
            }

            /// Decodes a word whose opcode is one of the table's; `next` is the word behind it.
            pub fn decode(word: Word, next: Word) -> Option<Instruction> {
                let op = Op::from_byte(word.op())?;
                let _ = next;
                Some(match op { $(Op::$variant => Instruction::$variant {
                    $($slot: define_ops!(@get word next $slot $kind)),*
                }),* })
            }

            /// Calls the visitor's method for this op.
            pub fn visit<V: Visitor + ?Sized>(&self, visitor: &mut V) -> V::Output {
                match *self { $(Instruction::$variant { $($slot),* } => visitor.$name($($slot),*)),* }
            }
        }

        /// One method an op. A tier implements it and so cannot leave an op out.
        #[allow(missing_docs)]
        pub trait Visitor {
            type Output;
            $(fn $name(&mut self $(, $slot: define_ops!(@ty $slot $kind))*) -> Self::Output;)*
        }
    };
    (@slot x) => { Slot::X }; (@slot a) => { Slot::A }; (@slot b) => { Slot::B };
    (@slot c) => { Slot::C }; (@slot d) => { Slot::D }; (@slot w) => { Slot::W };
    // The Rust type of an operand.
    (@ty x $kind:ident) => { u8 };
    (@ty w $kind:ident) => { u32 };
    (@ty d Int) => { i32 };
    (@ty d Jump) => { i32 };
    (@ty d Loop) => { i32 };
    (@ty d $kind:ident) => { u32 };
    (@ty c Int) => { u16 };
    (@ty c Const) => { u16 }; (@ty c Name) => { u16 }; (@ty c Function) => { u16 }; (@ty c Native) => { u16 };
    (@ty c Class) => { u16 }; (@ty c Type) => { u16 };
    (@ty $slot:ident $kind:ident) => { Reg };
    // Encoding.
    (@put $word:ident $aux:ident x $kind:ident $v:ident) => { $word |= u64::from($v) << 8 };
    (@put $word:ident $aux:ident w $kind:ident $v:ident) => { $aux = Some(Word(u64::from($v))) };
    (@put $word:ident $aux:ident d $kind:ident $v:ident) => { $word |= u64::from($v as u32) << 32 };
    (@put $word:ident $aux:ident a $kind:ident $v:ident) => { $word |= u64::from($v.0) << 20 };
    (@put $word:ident $aux:ident b $kind:ident $v:ident) => { $word |= u64::from($v.0) << 36 };
    (@put $word:ident $aux:ident c Int $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Const $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Name $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Function $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Native $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Class $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c Type $v:ident) => { $word |= u64::from($v) << 48 };
    (@put $word:ident $aux:ident c $kind:ident $v:ident) => { $word |= u64::from($v.0) << 52 };
    // Decoding.
    (@get $word:ident $next:ident x $kind:ident) => { $word.x() };
    (@get $word:ident $next:ident w $kind:ident) => { $next.0 as u32 };
    (@get $word:ident $next:ident d Int) => { $word.sd() };
    (@get $word:ident $next:ident d Jump) => { $word.sd() };
    (@get $word:ident $next:ident d Loop) => { $word.sd() };
    (@get $word:ident $next:ident d $kind:ident) => { $word.d() };
    (@get $word:ident $next:ident a $kind:ident) => { Reg($word.a() >> 4) };
    (@get $word:ident $next:ident b $kind:ident) => { Reg($word.b() >> 4) };
    (@get $word:ident $next:ident c Int) => { $word.c() };
    (@get $word:ident $next:ident c Const) => { $word.c() };
    (@get $word:ident $next:ident c Name) => { $word.c() };
    (@get $word:ident $next:ident c Function) => { $word.c() };
    (@get $word:ident $next:ident c Native) => { $word.c() };
    (@get $word:ident $next:ident c Class) => { $word.c() };
    (@get $word:ident $next:ident c Type) => { $word.c() };
    (@get $word:ident $next:ident c $kind:ident) => { Reg($word.c() >> 4) };
}

for_each_op!(define_ops);

const _: () = assert!(Op::ALL.len() <= 190, "opcodes above are for fused forms");

impl Op {
    /// The op with that opcode.
    #[inline]
    pub fn from_byte(byte: u8) -> Option<Op> {
        Op::ALL.get(usize::from(byte)).copied()
    }
    /// The op with that mnemonic.
    pub fn from_name(name: &str) -> Option<Op> {
        Op::ALL.iter().copied().find(|op| op.info().name == name)
    }
    /// The op's row.
    #[inline]
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }
    /// The mnemonic.
    pub fn name(self) -> &'static str {
        self.info().name
    }
}
