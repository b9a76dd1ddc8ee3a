//! An article's own text around a claim: what the page shows as its context.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;

use crate::read::{self, Article, Fields, Input, Record};
use crate::report::Claim;
use crate::text::{OffsetMap, Span};

/// Bytes of an article that are shown on each side of a claim.
const AROUND: usize = 1500;
/// Files that are kept open: the two articles of a finding often stand in large ones.
pub const OPEN: usize = 4;

/// An article's text around a claim.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Around {
    /// Before the words.
    pub before: String,
    /// The words that carry the claim, decoded.
    pub words: String,
    /// After them.
    pub after: String,
}

/// The files that were read last, the latest at the end.
#[derive(Debug, Default)]
pub struct Shelf {
    files: Vec<Opened>,
}

#[derive(Debug)]
struct Opened {
    path: PathBuf,
    modified: Option<SystemTime>,
    records: Vec<Record>,
}

impl Shelf {
    /// The text around a claim of the file at `path`; `None` when the file does not hold the
    /// claim's words at its place any more.
    pub fn around(&mut self, path: &Path, claim: &Claim, fields: &Fields) -> Option<Around> {
        let same = |record: &&Record| record.line == claim.article.line;
        let records = self.records(path, claim, fields)?;
        let mut articles = records
            .iter()
            .filter(same)
            .filter_map(|record| read::article(record, fields).0);
        articles.find_map(|article| around(&article, claim))
    }

    fn records(&mut self, path: &Path, claim: &Claim, fields: &Fields) -> Option<&[Record]> {
        let modified = fs::metadata(path).ok()?.modified().ok();
        let fresh = |file: &Opened| file.path == path && file.modified == modified;
        let opened = match self.files.iter().position(fresh) {
            Some(at) => self.files.remove(at),
            None => Opened {
                path: path.to_owned(),
                modified,
                records: split(path, claim, fields)?,
            },
        };
        self.files.retain(|file| file.path != path);
        if self.files.len() >= OPEN {
            self.files.remove(0);
        }
        self.files.push(opened);
        self.files.last().map(|file| file.records.as_slice())
    }
}

fn split(path: &Path, claim: &Claim, fields: &Fields) -> Option<Vec<Record>> {
    let input = Input {
        name: claim.article.path.clone(),
        path: Some(path.to_owned()),
    };
    let file = read::open(&input).ok()?;
    Some(read::records(&file, fields).0)
}

fn around(article: &Article, claim: &Claim) -> Option<Around> {
    let title = article.title.as_deref().unwrap_or_default();
    let texts = [
        (article.text.as_str(), &article.map),
        (title, &article.headline),
    ];
    texts.into_iter().find_map(|(text, map)| {
        let words = place(text, map, claim)?;
        let start = text.floor_char_boundary(words.start.saturating_sub(AROUND));
        let end = text.ceil_char_boundary(words.end.saturating_add(AROUND).min(text.len()));
        Some(Around {
            before: text.get(start..words.start)?.to_owned(),
            words: text.get(words.clone())?.to_owned(),
            after: text.get(words.end..end)?.to_owned(),
        })
    })
}

/// Where in a cleaned text the claim's words stand that are at its place in the file.
fn place(text: &str, map: &OffsetMap, claim: &Claim) -> Option<std::ops::Range<usize>> {
    let place = claim.span.start..claim.span.end;
    let found = text
        .match_indices(claim.text.as_str())
        .filter(|(_, words)| !words.is_empty());
    found
        .map(|(at, words)| at..at + words.len())
        .find(|found| map.original(Span::new(found.start, found.end)) == place)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::report::sample;

    /// The claim that these words of a file's record make.
    fn claim(path: &Path, line: Option<usize>, words: &str) -> Claim {
        let mut claim = sample::report().findings[0].sides[0].claims[0].clone();
        claim.article.path = path.display().to_string();
        claim.article.line = line;
        claim.text = words.to_owned();
        let fields = Fields::default();
        let records = split(path, &claim, &fields).expect("records");
        let record = records.iter().find(|record| record.line == line);
        let article = read::article(record.expect("a record"), &fields)
            .0
            .expect("an article");
        // The second time that the words stand there.
        let at = article
            .text
            .rmatch_indices(words)
            .next()
            .expect("the words")
            .0;
        let place = article.map.original(Span::new(at, at + words.len()));
        (claim.span.start, claim.span.end) = (place.start, place.end);
        claim
    }

    #[test]
    fn packed_records_are_shown_as_they_are_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("news.jsonl.gz");
        let lines = "{\"text\": \"It rained in Leeds all day long, as it does.\"}\n\
                     {\"text\": \"Ann Ito came early.\\n\\nThe caf\\u00e9 \\\"Ito\\\" greeted Ann Ito warmly.\"}\n";
        let file = fs::File::create(&path).expect("a file");
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packed.write_all(lines.as_bytes()).expect("written");
        packed.finish().expect("written");
        let claim = claim(&path, Some(2), "Ann Ito");
        let mut shelf = Shelf::default();
        for _ in 0..2 {
            let around = shelf
                .around(&path, &claim, &Fields::default())
                .expect("text");
            assert!(
                around.before.ends_with("The café \"Ito\" greeted "),
                "{around:?}"
            );
            assert_eq!(
                (around.words.as_str(), around.after.as_str()),
                ("Ann Ito", " warmly.")
            );
        }
        let mut moved = claim;
        moved.span.start += 1;
        assert_eq!(shelf.around(&path, &moved, &Fields::default()), None);
    }

    #[test]
    fn a_file_that_changed_is_read_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "Ann Ito met Ann Ito.").expect("written");
        let claim = claim(&path, None, "Ann Ito");
        let mut shelf = Shelf::default();
        assert!(shelf.around(&path, &claim, &Fields::default()).is_some());
        fs::write(&path, "Somebody else met Bo.").expect("written");
        let later = SystemTime::now() + std::time::Duration::from_secs(9);
        let file = fs::File::options().write(true).open(&path).expect("opened");
        file.set_modified(later).expect("set");
        assert_eq!(shelf.around(&path, &claim, &Fields::default()), None);
    }
}
