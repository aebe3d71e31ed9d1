//! Files and directories at a place that the context has given: anywhere, or below the handle of a directory that was
//! granted. All natives that touch files do it here; no other module names the file system.

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use quintet_runtime::Place;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How a file is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub truncate: bool,
    /// Made if there is none.
    pub create: bool,
    /// Made, and there must be none.
    pub new: bool,
}

impl How {
    pub const READ: How = How { read: true, write: false, append: false, truncate: false, create: false, new: false };
    pub const WRITE: How = How { write: true, truncate: true, create: true, read: false, append: false, new: false };
    pub const APPEND: How = How { append: true, create: true, read: false, write: false, truncate: false, new: false };
    pub const NEW: How = How { write: true, new: true, read: false, append: false, truncate: false, create: false };
}

/// What is known of a file.
pub(crate) struct Facts {
    pub size: u64,
    pub is_file: bool,
    pub is_dir: bool,
    pub is_link: bool,
    pub mode: u32,
    pub modified: Option<SystemTime>,
    pub accessed: Option<SystemTime>,
    pub created: Option<SystemTime>,
}

/// Whether the place was found to lie outside of what was granted: a link, or `..` behind a link, led there.
pub(crate) fn is_escape(error: &io::Error) -> bool {
    // What the system itself refuses has its number.
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

fn escape() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

pub(crate) fn open(place: &Place, how: How) -> io::Result<File> {
    match place {
        Place::Anywhere(path) => fs::OpenOptions::new()
            .read(how.read)
            .write(how.write)
            .append(how.append)
            .truncate(how.truncate)
            .create(how.create)
            .create_new(how.new)
            .open(path),
        Place::Below { directory, path, exact, .. } => {
            let mut options = cap_std::fs::OpenOptions::new();
            options.read(how.read).write(how.write).append(how.append);
            options.truncate(how.truncate).create(how.create).create_new(how.new);
            if *exact {
                options.follow(FollowSymlinks::No);
            }
            let opened = directory.open_with(path, &options).map(|file| file.into_std());
            // What was granted by its name is not granted where a link in its place leads.
            opened.map_err(|e| if *exact && is_link(place) { escape() } else { e })
        }
    }
}

fn is_link(place: &Place) -> bool {
    facts(place, false).is_ok_and(|facts| facts.is_link)
}

/// Replaces what a file holds.
pub(crate) fn write(place: &Place, content: &[u8]) -> io::Result<()> {
    open(place, How::WRITE)?.write_all(content)
}

/// All that a file holds, but no more than `most` bytes and one.
pub(crate) fn read(mut file: impl Read, size: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let expected = usize::try_from(size).unwrap_or(usize::MAX).min(most).saturating_add(1);
    content.try_reserve_exact(expected).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let mut part = [0; 1 << 14];
    // As long as the file is as large as it said, it goes where it is to go at once.
    let known = (&mut file).take(expected as u64).read_to_end(&mut content)?;
    if known < expected || content.len() > most {
        return Ok(content);
    }
    loop {
        let n = match file.read(&mut part) {
            Ok(0) => return Ok(content),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        content.try_reserve(n).map_err(|_| io::ErrorKind::OutOfMemory)?;
        content.extend_from_slice(&part[..n]);
        if content.len() > most {
            return Ok(content);
        }
    }
}

/// What is known of the file that a path leads to, or of the link itself.
pub(crate) fn facts(place: &Place, follow: bool) -> io::Result<Facts> {
    match place {
        Place::Anywhere(path) => {
            let meta = if follow { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
            #[cfg(unix)]
            let mode = std::os::unix::fs::PermissionsExt::mode(&meta.permissions());
            #[cfg(not(unix))]
            let mode = if meta.permissions().readonly() { 0o444 } else { 0o644 };
            Ok(Facts {
                size: meta.len(),
                is_file: meta.is_file(),
                is_dir: meta.is_dir(),
                is_link: meta.is_symlink(),
                mode: mode & 0o7777,
                modified: meta.modified().ok(),
                accessed: meta.accessed().ok(),
                created: meta.created().ok(),
            })
        }
        Place::Below { directory, path, exact, .. } => {
            let meta = if follow && !exact { directory.metadata(path)? } else { directory.symlink_metadata(path)? };
            if follow && meta.is_symlink() {
                return Err(escape());
            }
            #[cfg(unix)]
            let mode = cap_std::fs::PermissionsExt::mode(&meta.permissions());
            #[cfg(not(unix))]
            let mode = if meta.permissions().readonly() { 0o444 } else { 0o644 };
            Ok(Facts {
                size: meta.len(),
                is_file: meta.is_file(),
                is_dir: meta.is_dir(),
                is_link: meta.is_symlink(),
                mode: mode & 0o7777,
                modified: meta.modified().ok().map(cap_std::time::SystemTime::into_std),
                accessed: meta.accessed().ok().map(cap_std::time::SystemTime::into_std),
                created: meta.created().ok().map(cap_std::time::SystemTime::into_std),
            })
        }
    }
}

/// The names in a directory, sorted.
pub(crate) fn names(place: &Place) -> io::Result<Vec<std::ffi::OsString>> {
    let mut names = Vec::new();
    match place {
        Place::Anywhere(path) => {
            for entry in fs::read_dir(path)? {
                names.push(entry?.file_name());
            }
        }
        Place::Below { exact: true, .. } => return Err(io::ErrorKind::NotADirectory.into()),
        Place::Below { directory, path, .. } => {
            for entry in directory.read_dir(path)? {
                names.push(entry?.file_name());
            }
        }
    }
    names.sort_unstable();
    Ok(names)
}

pub(crate) fn create_directory(place: &Place, parents: bool) -> io::Result<()> {
    match (place, parents) {
        (Place::Anywhere(path), true) => fs::create_dir_all(path),
        (Place::Anywhere(path), false) => fs::create_dir(path),
        (Place::Below { directory, path, .. }, true) => directory.create_dir_all(path),
        (Place::Below { directory, path, .. }, false) => directory.create_dir(path),
    }
}

pub(crate) fn remove_file(place: &Place) -> io::Result<()> {
    match place {
        Place::Anywhere(path) => fs::remove_file(path),
        Place::Below { directory, path, .. } => directory.remove_file_or_symlink(path),
    }
}

pub(crate) fn remove_directory(place: &Place, recursive: bool) -> io::Result<()> {
    match (place, recursive) {
        (Place::Anywhere(path), true) => fs::remove_dir_all(path),
        (Place::Anywhere(path), false) => fs::remove_dir(path),
        (Place::Below { directory, path, .. }, true) => directory.remove_dir_all(path),
        (Place::Below { directory, path, .. }, false) => directory.remove_dir(path),
    }
}

/// Renames, or copies and removes where renaming cannot cross devices.
pub(crate) fn rename(from: &Place, to: &Place) -> io::Result<()> {
    let renamed = match (from, to) {
        (Place::Anywhere(from), Place::Anywhere(to)) => fs::rename(from, to),
        (Place::Below { directory, path, .. }, Place::Below { directory: other, path: to, .. }) => {
            directory.rename(path, other, to)
        }
        // One side has no limits: its directory is opened as it is.
        (Place::Below { directory, path, .. }, Place::Anywhere(to)) => {
            let (parent, name) = parent_of(to)?;
            directory.rename(path, &parent, name)
        }
        (Place::Anywhere(from), Place::Below { directory, path, .. }) => {
            let (parent, name) = parent_of(from)?;
            parent.rename(name, directory, path)
        }
    };
    match renamed {
        Err(e) if e.kind() == io::ErrorKind::CrossesDevices && facts(from, true).is_ok_and(|facts| facts.is_file) => {
            copy(from, to)?;
            remove_file(from)
        }
        result => result,
    }
}

fn parent_of(path: &Path) -> io::Result<(cap_std::fs::Dir, PathBuf)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let parent = cap_std::fs::Dir::open_ambient_dir(parent, cap_std::ambient_authority())?;
    Ok((parent, PathBuf::from(name)))
}

/// Copies what a file holds, and its permissions.
pub(crate) fn copy(from: &Place, to: &Place) -> io::Result<u64> {
    if let (Place::Anywhere(from), Place::Anywhere(to)) = (from, to) {
        return fs::copy(from, to);
    }
    let mut source = open(from, How::READ)?;
    let permissions = source.metadata()?;
    if !permissions.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the source is not a regular file"));
    }
    let mut target = open(to, How::WRITE)?;
    let copied = io::copy(&mut source, &mut target)?;
    target.set_permissions(permissions.permissions())?;
    Ok(copied)
}

pub(crate) fn set_mode(place: &Place, mode: u32) -> io::Result<()> {
    match place {
        Place::Anywhere(path) => fs::set_permissions(path, permissions(mode, || fs::metadata(path))?),
        Place::Below { directory, path, exact, .. } => {
            if *exact && is_link(place) {
                return Err(escape());
            }
            let now = || directory.open(path)?.into_std().metadata();
            directory.set_permissions(path, cap_std::fs::Permissions::from_std(permissions(mode, now)?))
        }
    }
}

#[cfg(unix)]
fn permissions(mode: u32, _: impl Fn() -> io::Result<fs::Metadata>) -> io::Result<fs::Permissions> {
    Ok(std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn permissions(mode: u32, now: impl Fn() -> io::Result<fs::Metadata>) -> io::Result<fs::Permissions> {
    let mut permissions = now()?.permissions();
    permissions.set_readonly(mode & 0o200 == 0);
    Ok(permissions)
}

/// The path without links, `.` and `..`.
pub(crate) fn real_path(place: &Place) -> io::Result<PathBuf> {
    match place {
        Place::Anywhere(path) => fs::canonicalize(path),
        Place::Below { exact: true, .. } if is_link(place) => Err(escape()),
        Place::Below { directory, real, path, .. } => {
            Ok(real.join(directory.canonicalize(path)?).components().collect())
        }
    }
}

/// Makes a directory the working one.
pub(crate) fn change_directory(place: &Place) -> io::Result<()> {
    std::env::set_current_dir(real_path(place)?)
}
