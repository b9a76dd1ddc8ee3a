//! The decisions file as one process knows it: read when another one has written it, and changed
//! as it is now.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::report::Problem;

use super::Decisions;
use super::file::{Lock, write_whole};

/// A file of at least so many bytes that looks untouched is not read again before a change. A
/// smaller one could be written three times within one tick of the file system's clock, and look
/// as before.
const LARGE: u64 = 1 << 18;

/// What tells whether a file has changed: its time, its length, and where it stands on the disk.
type Look = (SystemTime, u64, u64);

/// The decisions in a file.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    decisions: Decisions,
    look: Option<Look>,
    version: u64,
}

impl Kept {
    /// Reads a file; one that is not there holds no decision.
    ///
    /// # Errors
    /// Every mistake in it, or that it cannot be read.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let look = look(path);
        Ok(Self {
            path: path.to_owned(),
            decisions: Decisions::load(path)?,
            look,
            version: 1,
        })
    }

    /// The decisions as they were when they were last looked at.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Changes whenever a decision does.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Reads the file again if it looks different.
    ///
    /// # Errors
    /// Every mistake in it, or that it cannot be read; what was known stays.
    pub fn refresh(&mut self) -> Result<(), Vec<Problem>> {
        let now = look(&self.path);
        if now != self.look {
            self.decisions = Decisions::load(&self.path)?;
            self.look = now;
            self.version += 1;
        }
        Ok(())
    }

    /// Changes the file as it is now: locked against other writers, and written whole. A file with
    /// mistakes is left as it is.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn change(&mut self, change: impl FnOnce(&mut Decisions)) -> Result<(), Vec<Problem>> {
        let failed = |error: &io::Error| {
            vec![Problem {
                path: self.path.display().to_string(),
                line: None,
                message: format!("cannot write the decisions: {error}"),
            }]
        };
        let _lock = Lock::on(&self.path).map_err(|error| failed(&error))?;
        let now = look(&self.path);
        let known = now == self.look && now.is_some_and(|(_, length, _)| length >= LARGE);
        let mut decisions = if known {
            self.decisions.clone()
        } else {
            Decisions::load(&self.path)?
        };
        change(&mut decisions);
        write_whole(&self.path, decisions.render().as_bytes()).map_err(|error| failed(&error))?;
        self.decisions = decisions;
        self.look = look(&self.path);
        self.version += 1;
        Ok(())
    }
}

fn look(path: &Path) -> Option<Look> {
    let meta = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let place = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let place = 0;
    Some((meta.modified().ok()?, meta.len(), place))
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, Kind};
    use super::*;

    fn decision(number: usize, reason: &str) -> Decision {
        Decision {
            fingerprint: format!("{number:016x}"),
            decision: Kind::Accepted,
            rule: "age".into(),
            question: String::new(),
            reason: reason.into(),
            who: String::new(),
            when: "2026-01-02".into(),
            expires: None,
        }
    }

    #[test]
    fn a_broken_file_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("decisions.toml");
        let mut kept = Kept::open(&path).expect("no file yet");
        fs::write(&path, "decision = [ broken").expect("written");
        assert!(kept.refresh().is_err());
        assert!(kept.change(|d| d.set(decision(1, ""))).is_err());
        let text = fs::read_to_string(&path).expect("read");
        assert_eq!(text, "decision = [ broken");
    }

    #[test]
    fn many_writers_lose_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("decisions.toml");
        // Two of the writers make the file large.
        let reason = |writer: usize| "so it was printed ".repeat(if writer < 2 { 4000 } else { 1 });
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let (path, reason) = (&path, reason(writer));
                scope.spawn(move || {
                    let mut kept = Kept::open(path).expect("no mistakes");
                    for number in 0..5 {
                        let entry = decision(writer * 100 + number, &reason);
                        kept.change(|d| d.set(entry)).expect("written");
                    }
                });
            }
        });
        let all = Decisions::load(&path).expect("no mistakes");
        assert_eq!(all.iter().count(), 40);
    }

    #[test]
    fn what_cannot_be_written_is_not_known() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut kept = Kept::open(&folder.path().join("no/decisions.toml")).expect("no file");
        assert!(kept.change(|d| d.set(decision(1, ""))).is_err());
        assert_eq!(kept.decisions().iter().count(), 0);
        assert_eq!(kept.version(), 1);
    }
}
