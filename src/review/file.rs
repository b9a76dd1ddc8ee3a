//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files written by this process: no two threads share a temporary name.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// Writes `bytes` to `path` so that a reader sees the old file or the new one and never a part,
/// also when the machine stops or the disk is full: a temporary file beside it, then a rename.
///
/// # Errors
/// When the folder or the disk does not allow it; the old file is untouched then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A device or a pipe (`/dev/stdout`) is written to, not replaced.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return File::options().write(true).open(path)?.write_all(bytes);
    }
    // Through a link to the file that it names, so that the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = target
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no file name"))?;
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    temporary.push(format!(".{}-{number}.tmp", std::process::id()));
    let temporary = target.with_file_name(temporary);
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Ok(meta) = fs::metadata(&target) {
            let _ = file.set_permissions(meta.permissions());
        }
        fs::rename(&temporary, &target)
    });
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes what writers left beside a file that were killed while they wrote; only for one who
/// holds the lock, because then nobody is writing.
fn remove_leftovers(path: &Path) {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return;
    };
    let start = format!(".{}.", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix(&start)?.strip_suffix(".tmp"));
        let ours = |number: &str| number.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if number.is_some_and(ours) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Holds off other writers of a file, in this process and in others, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _held: File,
}

impl Lock {
    /// Waits until this process alone may change the file at `path`. What is locked is its folder,
    /// because the file itself is replaced by every change; where folders cannot be locked, a
    /// hidden file in it.
    ///
    /// # Errors
    /// When the folder does not allow it.
    pub fn on(path: &Path) -> io::Result<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let held = Self::open(folder.unwrap_or(Path::new(".")))?;
        held.lock()?;
        remove_leftovers(path);
        Ok(Self { _held: held })
    }

    #[cfg(unix)]
    fn open(folder: &Path) -> io::Result<File> {
        File::open(folder)
    }

    #[cfg(not(unix))]
    fn open(folder: &Path) -> io::Result<File> {
        let lock = folder.join(".gainsay.lock");
        File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(lock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.json");
        write_whole(&path, b"one").expect("written");
        write_whole(&path, b"two").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn what_a_killed_writer_left_is_removed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.toml");
        let left = folder.path().join(".a.toml.123-4.tmp");
        let other = folder.path().join(".a.toml.notes.tmp");
        write_whole(&left, b"half").expect("written");
        write_whole(&other, b"mine").expect("written");
        drop(Lock::on(&path).expect("locked"));
        assert!(!left.exists() && other.exists());
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(write_whole(&folder.path().join("no/a.json"), b"one").is_err());
    }
}
