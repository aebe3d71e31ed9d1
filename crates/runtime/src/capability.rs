//! What a process may do outside. [`Grants`] says which capabilities it has and what they are limited to; calls are checked
//! against them in one place, `Process::permit`, before a native is called. Paths are checked once more when they are used:
//! [`Grants::place`] leads below the handle of a directory, out of which no link and no `..` leads.

use crate::native::{Need, What};
use crate::value::Value;
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::net::Ipv6Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What a native needs permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[repr(u8)]
pub enum Capability {
    FsRead,
    FsWrite,
    Net,
    Env,
    Process,
    Clock,
    Random,
    Ffi,
}

impl Capability {
    /// All.
    pub const ALL: [Capability; 8] = {
        use Capability::*;
        [FsRead, FsWrite, Net, Env, Process, Clock, Random, Ffi]
    };
    /// The name: `fs.read`.
    pub fn name(self) -> &'static str {
        use Capability::*;
        match self {
            FsRead => "fs.read",
            FsWrite => "fs.write",
            Net => "net",
            Env => "env",
            Process => "process",
            Clock => "clock",
            Random => "random",
            Ffi => "ffi",
        }
    }
    /// The capability of that name.
    pub fn from_name(name: &[u8]) -> Option<Capability> {
        Capability::ALL.into_iter().find(|c| c.name().as_bytes() == name)
    }
}

/// A set of capabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(u16);

impl Capabilities {
    /// None.
    pub const NONE: Capabilities = Capabilities(0);
    /// All.
    pub const ALL: Capabilities = Capabilities(0xff);
    /// With one more.
    pub const fn with(self, capability: Capability) -> Capabilities {
        Capabilities(self.0 | 1 << capability as u8)
    }
    /// With one less.
    pub fn without(self, capability: Capability) -> Capabilities {
        Capabilities(self.0 & !(1 << capability as u8))
    }
    /// Those in the set.
    pub fn iter(self) -> impl Iterator<Item = Capability> {
        Capability::ALL.into_iter().filter(move |c| self.has(*c))
    }
    /// With all of another set.
    pub fn and(self, other: Capabilities) -> Capabilities {
        Capabilities(self.0 | other.0)
    }
    /// The set as bits, in the order of [`Capability::ALL`], and back.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }
    pub(crate) fn from_bits(bits: u16) -> Capabilities {
        Capabilities(bits & Capabilities::ALL.0)
    }
    /// Whether it is in the set.
    pub fn has(self, capability: Capability) -> bool {
        self.0 & 1 << capability as u8 != 0
    }
}

/// The capabilities of a process, some of them for certain paths or addresses only.
///
/// ```
/// use quintet_runtime::{Capability, Grants};
///
/// let grants = Grants::NONE.allow(Capability::Clock).allow_path(Capability::FsRead, ".")?.allow_address("example.com", Some(443));
/// assert!(grants.covers_address("EXAMPLE.com", 443) && !grants.covers_address("example.com", 80));
/// assert!(Grants::parse("fs.read:.,net:example.com:443,clock").is_ok());
/// # Ok::<(), quintet_runtime::GrantError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Grants {
    /// What is granted, as a whole or in part.
    held: Capabilities,
    scopes: Option<Arc<Scopes>>,
}

/// What capabilities are limited to that are granted in part.
#[derive(Clone, Debug, Default)]
struct Scopes {
    limited: Capabilities,
    roots: Vec<(Capability, Arc<Root>)>,
    addresses: Vec<(String, Option<u16>)>,
}

/// A directory with everything below it, or one file.
#[derive(Debug)]
struct Root {
    /// The path as it was granted, made absolute, and without the links in it. Programs may use either.
    given: PathBuf,
    real: PathBuf,
    /// The directory itself, or the one that holds the file: what its name leads to later does not matter.
    directory: Arc<Dir>,
    file: Option<OsString>,
}

/// Why something cannot be granted.
#[derive(Debug)]
pub struct GrantError(String);

impl fmt::Display for GrantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GrantError {}

/// Where a path leads.
#[derive(Debug)]
pub enum Place {
    /// To wherever the system takes it.
    Anywhere(PathBuf),
    /// Below a directory that was granted; to be opened relative to its handle.
    Below {
        /// The directory.
        directory: Arc<Dir>,
        /// Its path without links.
        real: PathBuf,
        /// From there.
        path: PathBuf,
        /// Only this file was granted: a link in its place must not be followed.
        exact: bool,
    },
}

impl From<Capabilities> for Grants {
    fn from(held: Capabilities) -> Grants {
        Grants { held, scopes: None }
    }
}

impl Grants {
    /// Nothing.
    pub const NONE: Grants = Grants { held: Capabilities::NONE, scopes: None };
    /// Everything.
    pub const ALL: Grants = Grants { held: Capabilities::ALL, scopes: None };

    /// The same and a capability without limits.
    pub fn allow(mut self, capability: Capability) -> Grants {
        self.held = self.held.with(capability);
        if let Some(scopes) = &mut self.scopes {
            let scopes = Arc::make_mut(scopes);
            scopes.limited = scopes.limited.without(capability);
        }
        self
    }

    /// The same without a capability.
    pub fn deny(mut self, capability: Capability) -> Grants {
        self.held = self.held.without(capability);
        if let Some(scopes) = &mut self.scopes {
            let scopes = Arc::make_mut(scopes);
            scopes.limited = scopes.limited.without(capability);
            scopes.roots.retain(|(of, _)| *of != capability);
            if capability == Capability::Net {
                scopes.addresses.clear();
            }
        }
        self
    }

    /// The same and `fs.read` or `fs.write` for a directory with everything below it, or for one file, which need not exist
    /// yet. A directory stays granted under another name, and what later has its name is not.
    ///
    /// # Errors
    /// The path is empty, or leads nowhere; the capability has nothing to do with paths.
    pub fn allow_path(mut self, capability: Capability, path: impl AsRef<Path>) -> Result<Grants, GrantError> {
        let path = path.as_ref();
        let fail = |why: &dyn fmt::Display| {
            GrantError(format!("cannot grant {}:{}: {why}", capability.name(), path.display()))
        };
        if !matches!(capability, Capability::FsRead | Capability::FsWrite) {
            return Err(fail(&"only fs.read and fs.write are granted for paths"));
        }
        if path.as_os_str().is_empty() {
            return Err(fail(&"the path is empty"));
        }
        if self.is_whole(capability) {
            return Ok(self);
        }
        let root = Root::open(path).map_err(|e| fail(&e))?;
        if let Some(scopes) = self.limit(capability) {
            scopes.roots.push((capability, Arc::new(root)));
        }
        Ok(self)
    }

    /// The same and `net` for a host, by the name or address that programs use, and one of its ports or all.
    pub fn allow_address(mut self, host: &str, port: Option<u16>) -> Grants {
        let host = canonical_host(host);
        if let Some(scopes) = self.limit(Capability::Net) {
            scopes.addresses.push((host, port));
        }
        self
    }

    /// Where the limits of a capability go; none if it is granted without.
    fn limit(&mut self, capability: Capability) -> Option<&mut Scopes> {
        if self.is_whole(capability) {
            return None;
        }
        self.held = self.held.with(capability);
        let scopes = Arc::make_mut(self.scopes.get_or_insert_default());
        scopes.limited = scopes.limited.with(capability);
        Some(scopes)
    }

    /// Grants as text: `fs.read:DIR,fs.write:FILE,net:HOST,net:HOST:PORT,clock`. An address of version 6 stands in brackets.
    ///
    /// # Errors
    /// Says which part is wrong, and why.
    pub fn parse(text: &str) -> Result<Grants, GrantError> {
        text.split(',').try_fold(Grants::NONE, Grants::allow_text)
    }

    /// The same and one part of such a text.
    ///
    /// # Errors
    /// As [`Grants::parse`].
    pub fn allow_text(self, text: &str) -> Result<Grants, GrantError> {
        let (name, limit) = text.split_once(':').map_or((text, None), |(name, limit)| (name, Some(limit)));
        let Some(capability) = Capability::from_name(name.as_bytes()) else {
            return Err(unknown(name));
        };
        match (capability, limit) {
            (_, None) => Ok(self.allow(capability)),
            (Capability::FsRead | Capability::FsWrite, Some(path)) => self.allow_path(capability, path),
            (Capability::Net, Some(address)) => {
                let (host, port) = parse_address(address).ok_or_else(|| {
                    GrantError(format!("cannot grant net:{address}: expected HOST, HOST:PORT or [ADDRESS]:PORT"))
                })?;
                Ok(self.allow_address(host, port))
            }
            (_, Some(_)) => Err(GrantError(format!("cannot grant {text}: {name} takes no limit"))),
        }
    }

    /// The same without capabilities given as text: `net,process`.
    ///
    /// # Errors
    /// Says which part is no capability. Limits cannot be denied: what is not to be granted is left out of what is.
    pub fn deny_text(self, text: &str) -> Result<Grants, GrantError> {
        text.split(',').try_fold(self, |grants, name| match Capability::from_name(name.as_bytes()) {
            Some(capability) => Ok(grants.deny(capability)),
            None => match name.split_once(':') {
                Some((before, _)) if Capability::from_name(before.as_bytes()).is_some() => {
                    Err(GrantError(format!("cannot deny {name}: only {before} as a whole can be denied")))
                }
                _ => Err(unknown(name)),
            },
        })
    }

    /// Whether a capability is granted, as a whole or in part.
    pub fn holds(&self, capability: Capability) -> bool {
        self.held.has(capability)
    }

    /// Whether a capability is granted without limits.
    pub fn is_whole(&self, capability: Capability) -> bool {
        self.held.has(capability) && !self.scopes.as_ref().is_some_and(|s| s.limited.has(capability))
    }

    /// Whether what a call needs is granted.
    pub(crate) fn cover(&self, need: Need, args: &[Value]) -> bool {
        let capability = need.capability;
        if self.is_whole(capability) || !self.holds(capability) {
            return self.holds(capability);
        }
        let arg = |i: u8| args.get(usize::from(i)).copied().unwrap_or(Value::NIL);
        match need.what {
            What::All => false,
            What::Path(i) => self.place(Capabilities::NONE.with(capability), &system_path(arg(i))).is_some(),
            What::Address(host, port) => {
                let port = arg(port).as_int().and_then(|port| u16::try_from(port).ok());
                let host = arg(host);
                let host = host.as_string().and_then(|host| std::str::from_utf8(host).ok());
                host.zip(port).is_some_and(|(host, port)| self.covers_address(host, port))
            }
            What::AskedLater => true,
        }
    }

    /// Whether `net` is granted for this address. Names are compared without case and without the dot at their end; a name is
    /// not looked up, so what was granted by name is not granted by number.
    pub fn covers_address(&self, host: &str, port: u16) -> bool {
        if self.is_whole(Capability::Net) {
            return true;
        }
        let host = canonical_host(host);
        let matches = |(h, p): &(String, Option<u16>)| *h == host && p.is_none_or(|p| p == port);
        self.scopes.as_ref().is_some_and(|s| s.addresses.iter().any(matches))
    }

    /// Where a path leads for somebody who needs these of `fs.read` and `fs.write`; none if they are not all granted for it.
    pub fn place(&self, needed: Capabilities, path: &Path) -> Option<Place> {
        if needed.iter().all(|one| self.is_whole(one)) {
            return Some(Place::Anywhere(path.to_path_buf()));
        }
        let path = absolute(path)?;
        let scopes = self.scopes.as_ref()?;
        let mut chosen: Option<(&Root, PathBuf)> = None;
        for one in needed.iter().filter(|one| !self.is_whole(*one)) {
            let of_this = scopes.roots.iter().filter(|(of, _)| *of == one);
            // The widest one that covers it.
            let covering = of_this.filter_map(|(_, root)| Some((&**root, root.rest_of(&path)?)));
            let (root, rest) = covering.min_by_key(|(root, _)| root.extent())?;
            // With two, the narrower one, which the other must contain: a link may lead anywhere in it.
            chosen = match chosen {
                Some((other, _)) if root.contains(other) => chosen,
                Some((other, _)) if !other.contains(root) => return None,
                _ => Some((root, rest)),
            };
        }
        let (root, path) = chosen?;
        let (directory, real) = (root.directory.clone(), root.real_directory());
        Some(Place::Below { directory, real, path, exact: root.file.is_some() })
    }
}

fn unknown(name: &str) -> GrantError {
    let names: Vec<&str> = Capability::ALL.iter().map(|c| c.name()).collect();
    GrantError(format!("unknown capability '{name}': expected one of {}", names.join(", ")))
}

impl Root {
    fn open(path: &Path) -> io::Result<Root> {
        let given = absolute(path).ok_or(io::ErrorKind::NotFound)?;
        let found = std::fs::canonicalize(&given);
        let (real, is_directory) = match found {
            Ok(real) => (real.clone(), real.is_dir()),
            // A file that is to be made, in a directory that is there.
            Err(e) if e.kind() == io::ErrorKind::NotFound => match (given.parent(), given.file_name()) {
                (Some(parent), Some(name)) if !ends_in_separator(path) => {
                    (std::fs::canonicalize(parent)?.join(name), false)
                }
                _ => return Err(e),
            },
            Err(e) => return Err(e),
        };
        let parent = if is_directory { Some(&*real) } else { real.parent() };
        let directory = Dir::open_ambient_dir(parent.ok_or(io::ErrorKind::NotFound)?, ambient_authority())?;
        let file = if is_directory { None } else { real.file_name().map(OsString::from) };
        Ok(Root { given, real, directory: Arc::new(directory), file })
    }

    /// How wide it is: the fewer, the wider.
    fn extent(&self) -> usize {
        self.real.components().count() * 2 + usize::from(self.file.is_some())
    }

    fn contains(&self, other: &Root) -> bool {
        match self.file {
            None => other.real.starts_with(&self.real),
            Some(_) => other.real == self.real && other.file.is_some(),
        }
    }

    fn real_directory(&self) -> PathBuf {
        match self.file {
            None => self.real.clone(),
            Some(_) => self.real.parent().unwrap_or(&self.real).to_path_buf(),
        }
    }

    /// The way from its directory to an absolute path that lies in it by its parts.
    fn rest_of(&self, path: &Path) -> Option<PathBuf> {
        let plain = collapse(path);
        for prefix in [&self.real, &self.given] {
            let Ok(rest) = plain.strip_prefix(prefix) else { continue };
            if let Some(name) = &self.file {
                return rest.as_os_str().is_empty().then(|| PathBuf::from(name));
            }
            // `..` means what the system makes of it as long as it does not name what lies outside on its way.
            let as_written = path.strip_prefix(prefix).ok().filter(|rest| !climbs(rest));
            let rest = as_written.unwrap_or(rest);
            return Some(if rest.as_os_str().is_empty() { PathBuf::from(".") } else { rest.to_path_buf() });
        }
        None
    }
}

fn ends_in_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(char::from(b)))
}

/// Below the working directory, if it is relative.
fn absolute(path: &Path) -> Option<PathBuf> {
    if path.as_os_str().is_empty() {
        return None;
    }
    if path.is_absolute() { Some(path.to_path_buf()) } else { Some(std::env::current_dir().ok()?.join(path)) }
}

/// Without `.` and `..`, by their meaning where there are no links.
fn collapse(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            _ => out.push(part),
        }
    }
    out
}

/// Whether a relative path names, on its way, what lies above where it begins.
fn climbs(path: &Path) -> bool {
    let mut depth = 0i64;
    path.components().any(|part| {
        depth += match part {
            Component::ParentDir => -1,
            Component::CurDir => 0,
            _ => 1,
        };
        depth < 0
    })
}

/// Equal for names and addresses that are the same.
fn canonical_host(host: &str) -> String {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    match bare.parse::<Ipv6Addr>() {
        Ok(address) => address.to_string(),
        Err(_) => bare.strip_suffix('.').unwrap_or(bare).to_ascii_lowercase(),
    }
}

/// `HOST`, `HOST:PORT`, `[ADDRESS]`, `[ADDRESS]:PORT`.
fn parse_address(text: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match text.rfind(']') {
        Some(end) if text.starts_with('[') => (
            &text[1..end],
            text[end + 1..].strip_prefix(':').map(Some).or_else(|| text[end + 1..].is_empty().then_some(None))?,
        ),
        _ => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let named = host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if host.is_empty() || !named && host.parse::<Ipv6Addr>().is_err() {
        return None;
    }
    // No number but a plain one: no sign, nothing behind it.
    let port = match port {
        None => None,
        Some(port) if port.bytes().all(|b| b.is_ascii_digit()) => Some(port.parse().ok()?),
        Some(_) => return None,
    };
    Some((host, port))
}

/// A string of the program as a path of the system.
pub fn system_path(value: Value) -> PathBuf {
    let bytes = value.as_any_bytes().unwrap_or_default();
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expected) in [
            ("example.com", Some(("example.com", None))),
            ("example.com:80", Some(("example.com", Some(80)))),
            ("[::1]:8080", Some(("::1", Some(8080)))),
            ("[::1]", Some(("::1", None))),
            ("", None),
            (":80", None),
            ("a:", None),
            ("a:+1", None),
            ("a:65536", None),
            ("a:1:2", None),
            ("::1", None),
            ("[::1]x", None),
            ("a b", None),
            ("a/b", None),
            ("user@a", None),
        ] {
            assert_eq!(parse_address(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_compared_by_what_they_name() {
        let grants = Grants::parse("net:Example.com:443,net:[0:0::1]:80,net:10.0.0.1").unwrap_or_default();
        for (host, port, covered) in [
            ("example.com", 443, true),
            ("EXAMPLE.COM.", 443, true),
            ("example.com", 80, false),
            ("www.example.com", 443, false),
            ("example.com.evil.org", 443, false),
            ("evil-example.com", 443, false),
            ("example.com\0.evil.org", 443, false),
            ("::1", 80, true),
            ("[::1]", 80, true),
            ("::2", 80, false),
            ("10.0.0.1", 1, true),
            ("10.0.0.11", 1, false),
            ("167772161", 1, false),
            ("::ffff:10.0.0.1", 1, false),
            ("", 80, false),
        ] {
            assert_eq!(grants.covers_address(host, port), covered, "{host}:{port}");
        }
    }

    #[test]
    fn a_limit_does_not_narrow_what_is_granted_as_a_whole() {
        let grants = Grants::NONE.allow(Capability::Net).allow_address("a", None);
        assert!(grants.is_whole(Capability::Net) && grants.covers_address("b", 1));
        let grants = Grants::NONE.allow_address("a", None).allow(Capability::Net);
        assert!(grants.is_whole(Capability::Net));
        let grants = grants.deny(Capability::Net).allow_address("b", None);
        assert!(!grants.covers_address("a", 1) && grants.covers_address("b", 1));
    }

    #[test]
    fn wrong_grants_say_what_is_wrong() {
        for (text, message) in [
            ("fs.raed:/", "unknown capability 'fs.raed': expected one of fs.read, fs.write,"),
            ("", "unknown capability '': "),
            ("fs.read:", "cannot grant fs.read:: the path is empty"),
            ("fs.read:/nowhere/at/all/", "cannot grant fs.read:/nowhere/at/all/: "),
            ("clock:1", "cannot grant clock:1: clock takes no limit"),
            ("net:", "cannot grant net:: expected HOST"),
            ("net:a:http", "cannot grant net:a:http: expected HOST"),
        ] {
            let error = Grants::parse(text).expect_err(text).to_string();
            assert!(error.starts_with(message), "{text}: {error}");
        }
        let error = Grants::ALL.deny_text("fs.read:/etc").expect_err("a limit").to_string();
        assert_eq!(error, "cannot deny fs.read:/etc: only fs.read as a whole can be denied");
    }
}
