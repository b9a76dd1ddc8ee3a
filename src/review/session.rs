//! One session of review: the findings, the decisions as they are in the file now, and the way to
//! change them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::read::Fields;
use crate::report::{Claim, Problem, Report};

use super::context::OPEN;
use super::{Around, Decision, Kept, Kind, Shelf};

/// Findings that one request may decide.
pub const MOST: usize = 20_000;

/// What a session is made of.
#[derive(Debug)]
pub struct Setup {
    /// The findings to go through.
    pub report: Report,
    /// The decisions file.
    pub file: PathBuf,
    /// Folders and files that may be read; anything else is refused.
    pub roots: Vec<PathBuf>,
    /// What the fields of JSON articles are called.
    pub fields: Fields,
    /// Who decides.
    pub who: String,
    /// Tells the day, `YYYY-MM-DD`.
    pub today: fn() -> String,
}

/// A session: safe to share between requests.
#[derive(Debug)]
pub struct Session {
    /// What it was made of.
    pub setup: Setup,
    by_fingerprint: BTreeMap<String, usize>,
    kept: Mutex<Kept>,
    shelf: Mutex<Shelf>,
}

/// A request to decide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The findings.
    pub fingerprints: Vec<String>,
    /// What to decide; `None` takes decisions back.
    pub decision: Option<Kind>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The last day on which it holds.
    #[serde(default)]
    pub expires: Option<String>,
}

/// The decisions about this session's findings.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// Changes whenever a decision does.
    pub version: u64,
    /// By fingerprint; `None` when the reader has this version already.
    pub decisions: Option<BTreeMap<String, Decision>>,
}

impl Session {
    /// Begins a session.
    ///
    /// # Errors
    /// When the decisions file has mistakes: it is never written over then.
    pub fn new(setup: Setup) -> Result<Self, Vec<Problem>> {
        let kept = Kept::open(&setup.file)?;
        let fingerprints = setup.report.findings.iter().enumerate();
        let by_fingerprint = fingerprints
            .map(|(at, f)| (f.fingerprint.clone(), at))
            .collect();
        let session = Self {
            setup,
            by_fingerprint,
            kept: Mutex::new(kept),
            shelf: Mutex::default(),
        };
        session.open_archives();
        Ok(session)
    }

    /// Opens the files of many articles: better before the page is there than while somebody waits.
    fn open_archives(&self) {
        let sides = self
            .setup
            .report
            .findings
            .iter()
            .flat_map(|finding| &finding.sides);
        let claims = sides.flat_map(|side| &side.claims);
        let mut opened = BTreeSet::new();
        let of_many =
            |claim: &&Claim| claim.article.line.is_some() && !claim.article.is_reference();
        for claim in claims.filter(of_many) {
            if opened.len() < OPEN && opened.insert(&claim.article.path) {
                self.read_around(claim);
            }
        }
    }

    /// The decisions as they are now, also when another window or program made them.
    ///
    /// # Errors
    /// When the file has mistakes or cannot be read.
    pub fn standing(&self, since: u64) -> Result<Standing, Vec<Problem>> {
        let mut kept = self.lock();
        kept.refresh()?;
        let all = || {
            let known = |d: &&Decision| self.by_fingerprint.contains_key(&d.fingerprint);
            let known = kept.decisions().iter().filter(known);
            known.map(|d| (d.fingerprint.clone(), d.clone())).collect()
        };
        Ok(Standing {
            version: kept.version(),
            decisions: (since != kept.version()).then(all),
        })
    }

    /// Writes decisions down, at once and whole.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn decide(&self, order: &Order) -> Result<Standing, Vec<Problem>> {
        let refuse = |message: String| {
            let path = self.setup.file.display().to_string();
            Err(vec![Problem {
                path,
                line: None,
                message,
            }])
        };
        if order.fingerprints.len() > MOST {
            return refuse(format!("more than {MOST} findings at once"));
        }
        let unknown = |f: &&String| !self.by_fingerprint.contains_key(*f);
        if let Some(unknown) = order.fingerprints.iter().find(unknown) {
            return refuse(format!("no finding has the fingerprint {unknown}"));
        }
        let expires = order.expires.as_deref().filter(|day| !day.is_empty());
        if let Some(day) = expires.filter(|day| day.parse::<jiff::civil::Date>().is_err()) {
            return refuse(format!("`{day}` is no day: write it as 2026-01-31"));
        }
        let entries: Vec<(String, Option<Decision>)> = order
            .fingerprints
            .iter()
            .map(|fingerprint| (fingerprint.clone(), self.entry(fingerprint, order, expires)))
            .collect();
        let mut kept = self.lock();
        kept.change(|decisions| {
            for (fingerprint, entry) in entries {
                match entry {
                    Some(entry) => decisions.set(entry),
                    None => decisions.remove(&fingerprint),
                }
            }
        })?;
        let decided = |fingerprint: &String| {
            let decision = kept.decisions().get(fingerprint)?;
            Some((fingerprint.clone(), decision.clone()))
        };
        Ok(Standing {
            version: kept.version(),
            decisions: Some(order.fingerprints.iter().filter_map(decided).collect()),
        })
    }

    fn entry(&self, fingerprint: &str, order: &Order, expires: Option<&str>) -> Option<Decision> {
        let finding = &self.setup.report.findings[*self.by_fingerprint.get(fingerprint)?];
        Some(Decision {
            fingerprint: fingerprint.to_owned(),
            decision: order.decision?,
            rule: finding.rule.clone(),
            question: finding.question.clone(),
            reason: order.reason.trim().chars().take(2000).collect(),
            who: self.setup.who.clone(),
            when: (self.setup.today)(),
            expires: expires.map(str::to_owned),
        })
    }

    /// The text around a claim of a finding; `None` when there is no such claim or its file may
    /// not be read.
    pub fn around(&self, fingerprint: &str, side: usize, claim: usize) -> Option<Around> {
        let finding = &self.setup.report.findings[*self.by_fingerprint.get(fingerprint)?];
        let claim = finding.sides.get(side)?.claims.get(claim)?;
        self.read_around(claim)
    }

    fn read_around(&self, claim: &Claim) -> Option<Around> {
        let path = allowed(Path::new(&claim.article.path), &self.setup.roots)?;
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.around(&path, claim, &self.setup.fields)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A panic elsewhere leaves nothing half done here: the file is what counts.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path without links and dots, if it lies in one of the roots.
fn allowed(path: &Path, roots: &[PathBuf]) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    let inside = |root: &PathBuf| root.canonicalize().is_ok_and(|root| path.starts_with(root));
    roots.iter().any(inside).then_some(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Decisions;
    use super::*;
    use crate::report::sample;

    fn session(folder: &Path) -> Session {
        for (path, _, _, text) in sample::FILES {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("an article");
        }
        let mut report = sample::report();
        for side in report.findings.iter_mut().flat_map(|f| &mut f.sides) {
            for claim in &mut side.claims {
                claim.article.path = folder.join(&claim.article.path).display().to_string();
            }
        }
        Session::new(Setup {
            report,
            file: folder.join("gainsay-decisions.toml"),
            roots: vec![folder.join("articles")],
            fields: Fields::default(),
            who: "Ann".into(),
            today: || "2026-01-02".into(),
        })
        .expect("a session")
    }

    fn order(decision: Option<Kind>) -> Order {
        Order {
            fingerprints: vec!["0123456789abcdef".into()],
            decision,
            reason: " two towns ".into(),
            expires: None,
        }
    }

    #[test]
    fn a_decision_is_in_the_file_at_once_and_can_be_taken_back() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = session(folder.path());
        let before = session.standing(0).expect("standing");
        assert_eq!(before.decisions.as_ref().map(BTreeMap::len), Some(0));
        session
            .decide(&order(Some(Kind::Accepted)))
            .expect("decided");
        let read = Decisions::load(&session.setup.file).expect("no mistakes");
        let entry = read.get("0123456789abcdef").expect("it is there");
        assert_eq!(
            (entry.reason.as_str(), entry.who.as_str()),
            ("two towns", "Ann")
        );
        let after = session.standing(before.version).expect("standing");
        assert_eq!(after.decisions.map(|d| d.len()), Some(1));
        assert!(
            session
                .standing(after.version)
                .expect("standing")
                .decisions
                .is_none()
        );
        session.decide(&order(None)).expect("taken back");
        assert_eq!(
            Decisions::load(&session.setup.file)
                .expect("read")
                .iter()
                .count(),
            0
        );
    }

    #[test]
    fn what_another_program_decides_is_seen_and_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = session(folder.path());
        let other = Decision {
            fingerprint: "fedcba9876543210".into(),
            decision: Kind::NotAConflict,
            rule: "casualty-toll".into(),
            question: String::new(),
            reason: String::new(),
            who: "Bo".into(),
            when: "2026-01-01".into(),
            expires: None,
        };
        let mut elsewhere = Kept::open(&session.setup.file).expect("no mistakes");
        elsewhere.change(|d| d.set(other)).expect("written");
        session
            .decide(&order(Some(Kind::Accepted)))
            .expect("decided");
        let all = session
            .standing(0)
            .expect("standing")
            .decisions
            .expect("all");
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn nonsense_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = session(folder.path());
        let mut unknown = order(Some(Kind::Accepted));
        unknown.fingerprints = vec!["ffffffffffffffff".into()];
        assert!(session.decide(&unknown).is_err());
        let mut day = order(Some(Kind::Accepted));
        day.expires = Some("soon".into());
        assert!(session.decide(&day).is_err());
        assert!(!session.setup.file.exists());
    }

    #[test]
    fn the_words_are_shown_in_their_article_and_no_other_file_is_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut session = session(folder.path());
        let around = session.around("0123456789abcdef", 0, 0).expect("text");
        assert_eq!(around.words, "Ann Ito");
        assert!(around.before.starts_with("A quiet day."));
        assert_eq!(session.around("0123456789abcdef", 9, 0), None);
        let secret = folder.path().join("secret.txt");
        fs::write(&secret, "A secret that is long enough for the place.").expect("written");
        for path in [
            secret.display().to_string(),
            format!("{}/articles/../secret.txt", folder.path().display()),
            "/etc/passwd".into(),
        ] {
            session.setup.report.findings[0].sides[0].claims[0]
                .article
                .path = path;
            assert_eq!(session.around("0123456789abcdef", 0, 0), None);
        }
    }
}
