//! The programs that README.md shows to those who embed the machine. `scripts/tidy.py` compares them with it.
//!
//! Not documentation tests: those are not optimised, and thin LTO then compiles the threaded driver without its jumps.

mod first_program {
    use quintet::{Config, Ending, Engine, ProgramError};

    fn main() -> Result<(), ProgramError> {
        let engine = Engine::new();
        let program = engine.compile("hello.fun", "print(6 * 7)")?;
        let mut session = engine.start(&program, Config::capture());
        assert!(matches!(session.run(), Ending::Finished(_)));
        assert_eq!(session.output(), "42\n");
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}

mod untrusted_code {
    use quintet::{Config, Engine, ProgramError};

    fn main() -> Result<(), ProgramError> {
        let engine = Engine::new();
        let guest = engine.compile("guest.fun", "n = 0\nwhile true\n  n += 1")?;
        let mut config = Config::capture();
        config.limits.max_heap = 16 << 20; // bytes
        let mut session = engine.start(&guest, config);
        assert!(session.run_slice(100_000).is_none()); // not at its end after 100,000 units
        assert_eq!(session.stats().fuel, 100_000);
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}
