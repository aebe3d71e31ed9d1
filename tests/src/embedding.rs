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

mod bounded_code {
    use quintet::{Config, Ending, Engine, ProgramError};
    use std::time::Duration;

    fn main() -> Result<(), ProgramError> {
        let engine = Engine::new();
        let guest = engine.compile("guest.fun", "n = 0\nwhile true\n  n += 1")?;

        // The host refills what is burnt, or does not.
        let mut config = Config::capture();
        config.limits.fuel = 1_000;
        let mut session = engine.start(&guest, config);
        assert!(session.run_slice(600).is_none());
        session.add_fuel(500);
        assert!(matches!(session.run(), Ending::OutOfFuel));
        assert_eq!(session.stats().fuel, 1_500);

        // Another thread ends it.
        let mut session = engine.start(&guest, Config::capture());
        let interrupt = session.interrupt();
        let other = std::thread::spawn(move || interrupt.kill());
        assert!(matches!(session.run(), Ending::Killed));
        assert!(other.join().is_ok());

        // Its time is over, whether it computes or waits.
        for text in ["while true\n  nil", "sleep(1000000)"] {
            let guest = engine.compile("guest.fun", text)?;
            let mut config = Config::standard(Vec::new());
            config.limits.wall_time = Duration::from_millis(5);
            assert!(matches!(engine.start(&guest, config).run(), Ending::TimedOut));
        }
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}

mod stored_code {
    use quintet::{Config, Ending, Engine, ProgramError};

    const TEXT: &str = "
fun* count(n)
  for i in range(n)
    yield i
total = 0
for x in count(1000)
  total += x
print(total)";

    fn main() -> Result<(), ProgramError> {
        let engine = Engine::new();
        let program = engine.compile("count.fun", TEXT)?;
        let mut session = engine.start(&program, Config::capture());
        assert!(session.run_slice(700).is_none());
        let bytes = session.snapshot().unwrap();
        // In the same process or in another, where the program has been loaded.
        let engine = Engine::new();
        let program = engine.compile("count.fun", TEXT)?;
        let mut again = engine.resume(&program, &bytes, Config::capture()).unwrap();
        assert!(matches!(again.run(), Ending::Finished(_)));
        assert_eq!(again.output(), "499500\n");
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}

mod granted_code {
    use quintet::{Capability, Config, Engine, Grants};

    fn main() -> Result<(), Box<dyn std::error::Error>> {
        let engine = Engine::new();
        let text = "print(is_dir(\"src\"))\ntry\n  read_file(\"src/../../secret\")\ncatch e\n  print(e.kind)";
        let guest = engine.compile("guest.fun", text)?;
        let mut config = Config::capture();
        config.limits.capabilities = Grants::NONE
            .allow(Capability::Clock)
            .allow_path(Capability::FsRead, "src")?
            .allow_address("example.com", Some(443));
        let mut session = engine.start(&guest, config);
        session.run();
        assert_eq!(session.output(), "true\nPermissionDenied\n");
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}

mod asking_code {
    use quintet::runtime::{NativeDef, Value};
    use quintet::{Config, Engine};

    fn main() -> Result<(), Box<dyn std::error::Error>> {
        let engine = Engine::with(|builder| {
            builder.native(NativeDef::short("host.answer", "question: any", |_, args| {
                Ok(Value::int(args[0].size() as i64))
            }));
        });
        let text = [
            "import host",
            "fun guest()",
            "  return emit(\"ask\", \"how long is this?\") * 2",
            "f = fiber(guest, {mask: [\"ask\"], fuel: 1000, deny: [\"fs.read\"]})",
            "s = f.resume()",
            "while is_signal(s)",
            "  s = f.resume(host.answer(s.value))",
            "print(s)",
        ];
        let program = engine.compile("asks.fun", &text.join("\n"))?;
        let mut session = engine.start(&program, Config::capture());
        session.run();
        assert_eq!(session.output(), "34\n");
        Ok(())
    }

    #[test]
    fn works() {
        main().unwrap();
    }
}
