//! Kinds of errors, in one table, and the ways in which an instruction does not go straight on.

use crate::value::Value;

/// Calls the macro it is given with every error kind that the machine itself throws: name, and whether its display
/// begins with `Runtime error:` instead of the kind.
macro_rules! for_each_error_kind {
    ($then:ident) => {
        $then! {
            DivisionByZero true;
            IndexError true;
            StackOverflow true;
            OutOfMemory true;
            TypeError false;
            ArityError false;
            NameError false;
            AccessError false;
            FrozenError false;
            MatchError false;
            ValueError false;
            OverflowError false;
            ParseError false;
            IoError false;
            Timeout false;
            PermissionDenied false;
            Unsupported false;
            FiberError false;
            FuelExhausted false;
            MailboxFull false;
            PortClosed false;
            ExitError false;
            LimitError false;
            RegexLimit false;
            AssertError false;
            Error false;
            InternalError false;
        }
    };
}

macro_rules! define_error_kinds {
    ($($name:ident $runtime:literal;)*) => {
        /// What went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum ErrorKind { $($name),* }

        impl ErrorKind {
            /// The name that programs see in `e.kind`.
            pub fn name(self) -> &'static str {
                match self { $(ErrorKind::$name => stringify!($name)),* }
            }
        }

        /// Whether the display of an error of this kind begins with `Runtime error:`.
        pub fn displays_as_runtime_error(kind: &[u8]) -> bool {
            $(if kind == stringify!($name).as_bytes() { return $runtime; })*
            false
        }
    };
}

for_each_error_kind!(define_error_kinds);

/// Why an instruction or a native did not go straight on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trap {
    /// It throws this value.
    Throw(Value),
    /// It needs room for so many bytes at once. Nothing has been done; it is executed again after a collection.
    Collect(usize),
    /// The fuel of the slice is used up. Nothing has been done; it is executed again.
    Fuel,
    /// It has to move a stack that compiled code stands on. Nothing has been done; it is executed again when that is left.
    Again,
    /// The program ends with this exit code.
    Exit(i32),
    /// What was begun goes on: unwinding with this value and these bits, through cleanup code alone.
    Unwind(Value, i64),
    /// It is an operation on which somebody further out wants to be asked; nothing has been done. The bit of the signal.
    Ask(u16),
    /// It waits for something from outside. Nothing has been done; it is executed again.
    Wait,
    /// The process has ended or waits; nothing more happens in this slice.
    Stop,
}

/// What most operations give.
pub type Result<T, E = Trap> = std::result::Result<T, E>;
