//! A file's records, and one record to one [`Article`].

use std::ops::Range;
use std::sync::Arc;

use super::clean::Clean;
use super::date::{self, Told};
use super::{Article, ArticleDate, DateOrigin, Fields, Problem, SourceFile};
use super::{feed, headline, html, json, markdown, plain, walk};
use crate::text::OffsetMap;

/// A value of the metadata and its place in the decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub value: String,
    pub at: usize,
}

/// What a record tells about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub id: Option<Found>,
    pub title: Option<Found>,
    pub date: Option<Found>,
    pub source: Option<Found>,
    pub url: Option<Found>,
    /// What is wrong with it, with its place; the article is read all the same.
    pub problems: Vec<(usize, String)>,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, perhaps with front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON object (or string).
    Json,
    /// An entry of an RSS or Atom feed.
    FeedEntry,
}

/// One article-to-be: a stretch of a file that [`article`] makes an [`Article`] of.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file that holds it.
    pub file: Arc<SourceFile>,
    /// How it is written.
    pub format: Format,
    /// One-based line where it begins, in a file of many records.
    pub line: Option<usize>,
    /// How many records begin before it on that line.
    before: usize,
    /// Its place in the decoded text of the file.
    range: Range<usize>,
    /// Who speaks when the record does not tell: the feed's title.
    outlet: Option<Arc<str>>,
}

impl Record {
    /// Length in bytes (of UTF-8), as a measure of the work that it means.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }
}

/// Records that are looked at to tell whether a file's fields are understood.
const SAMPLE: usize = 20;

/// All articles of a file, one after another, and what is wrong with it.
pub fn articles(file: &Arc<SourceFile>, fields: &Fields) -> (Vec<Article>, Vec<Problem>) {
    let (records, mut problems) = records(file, fields);
    let mut articles = Vec::with_capacity(records.len());
    for record in &records {
        let (article, more) = article(record, fields);
        articles.extend(article);
        problems.extend(more);
    }
    (articles, problems)
}

/// Splits a file into its records: the lines or elements of JSON, the entries of a feed, one for
/// everything else. Cheap: what is inside a record is left to [`article`].
pub fn records(file: &Arc<SourceFile>, fields: &Fields) -> (Vec<Record>, Vec<Problem>) {
    let text = file.slice(0..file.utf8().len());
    let mut problems = Vec::new();
    if file.broken() > 0.05 {
        problems.push(Problem::of(
            &file.path,
            format!(
                "is mostly not readable as {}: save it as UTF-8 and try again",
                file.encoding()
            ),
        ));
    }
    let format = format_of(&file.path, text);
    let split = match format {
        Format::Json => split_json(file, text, fields),
        Format::FeedEntry => split_feed(file, text),
        _ => Ok(Split::whole(text)),
    };
    let split = match split {
        Ok(split) => split,
        Err(problem) => {
            problems.push(problem);
            return (Vec::new(), problems);
        }
    };
    problems.extend(split.problems.into_iter().map(|(at, message)| Problem {
        path: file.path.clone(),
        line: Some(file.line(at)),
        message,
    }));
    let outlet: Option<Arc<str>> = split.outlet.map(Arc::from);
    let mut last = (0, 0);
    let records = split.records.into_iter().map(|range| {
        let line = split.is_many.then(|| file.line(range.start));
        let number = line.unwrap_or_default();
        let before = if last.0 == number { last.1 + 1 } else { 0 };
        last = (number, before);
        Record {
            file: Arc::clone(file),
            format,
            line,
            before,
            range,
            outlet: outlet.clone(),
        }
    });
    (records.collect(), problems)
}

/// Where the records of a file lie, and what is wrong with it as a whole.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// Places in the decoded text, in order.
    pub records: Vec<Range<usize>>,
    /// Many records by form, even if there happens to be one: each is told by its line.
    pub is_many: bool,
    /// Place and message.
    pub problems: Vec<(usize, String)>,
    /// Who speaks in all records, when the file tells: the feed's title.
    pub outlet: Option<String>,
}

impl Split {
    fn whole(text: &str) -> Self {
        let whole = 0..text.len();
        Self {
            records: Vec::from([whole]),
            ..Self::default()
        }
    }
}

fn split_json(file: &SourceFile, text: &str, fields: &Fields) -> Result<Split, Problem> {
    let split = json::split(text, fields);
    let sample = split.records.iter().take(SAMPLE);
    let sample = sample.map(|range| text.get(range.clone()).unwrap_or_default());
    match json::fields_without_text(sample, fields) {
        None => Ok(split),
        Some(names) => Err(Problem::of(
            &file.path,
            format!(
                "holds no article text that could be found: its fields are {names}; say which \
                 holds the text with --fields text=FIELD"
            ),
        )),
    }
}

fn split_feed(file: &SourceFile, text: &str) -> Result<Split, Problem> {
    let split = feed::split(text);
    if split.records.is_empty() && split.problems.is_empty() {
        let message = "holds no entries: neither RSS (`item`) nor Atom (`entry`)";
        return Err(Problem::of(&file.path, message));
    }
    Ok(split)
}

/// The format that a file's name tells, or else its first bytes.
fn format_of(path: &str, text: &str) -> Format {
    match walk::extension(path).as_deref() {
        Some("txt" | "text") => Format::Text,
        Some("md" | "markdown") => Format::Markdown,
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("json" | "jsonl" | "ndjson") => Format::Json,
        Some("xml" | "rss" | "atom") if sniff(text) != Format::Html => Format::FeedEntry,
        _ => sniff(text),
    }
}

fn sniff(text: &str) -> Format {
    let start = text.trim_start();
    let head: String = start
        .chars()
        .take(1000)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with(['{', '[']) {
        Format::Json
    } else if ["<rss", "<feed", "<rdf:rdf"]
        .iter()
        .any(|tag| head.contains(tag))
    {
        Format::FeedEntry
    } else if head.starts_with("<!doctype html") || head.contains("<html") || head.contains("<body")
    {
        Format::Html
    } else if head.starts_with("---\n") || head.starts_with("+++\n") {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Makes the article of a record. The heavy part of reading; it needs nothing but its arguments.
pub fn article(record: &Record, fields: &Fields) -> (Option<Article>, Vec<Problem>) {
    let file = &record.file;
    let text = file.slice(record.range.clone());
    let start = record.range.start;
    let read = match record.format {
        Format::Json => json::read(text, start, fields),
        Format::Text => Ok(read_plain(text, start)),
        Format::Markdown => Ok(markdown::read(text, start, fields)),
        Format::Html => Ok(html::read(text, start)),
        Format::FeedEntry => Ok(feed::read(text, start)),
    };
    let problem = |at: usize, message: String| Problem {
        path: file.path.clone(),
        line: Some(file.line(at)),
        message,
    };
    let (clean, meta) = match read {
        Ok(read) => read,
        Err((at, message)) => return (None, vec![problem(at, message)]),
    };
    if clean.text.trim().is_empty() {
        let message = "holds no article text: delete it or put the text in".to_owned();
        return (None, vec![problem(start, message)]);
    }
    let (date, trouble) = date_of(&meta, record);
    let troubles = meta.problems.iter().cloned().chain(trouble);
    let problems = troubles.map(|(at, message)| problem(at, message)).collect();
    (Some(finish(record, clean, meta, date)), problems)
}

fn read_plain(text: &str, start: usize) -> (Clean, Meta) {
    let clean = plain::tidy(Clean::verbatim(text, start));
    let title = plain::headline(text).map(|title| Found {
        value: title.to_owned(),
        at: start,
    });
    let meta = Meta {
        title,
        ..Meta::default()
    };
    (clean, meta)
}

fn finish(record: &Record, clean: Clean, meta: Meta, date: Option<ArticleDate>) -> Article {
    let file = &record.file;
    let value = |found: Option<Found>| found.map(|found| one_line(&found.value));
    let url = value(meta.url);
    let source = value(meta.source)
        .or_else(|| record.outlet.as_deref().map(str::to_owned))
        .or_else(|| url.as_deref().and_then(host).map(str::to_owned));
    let id = value(meta.id).unwrap_or_else(|| match record.line {
        Some(line) if record.before == 0 => format!("{}#{line}", file.path),
        Some(line) => format!("{}#{line}.{}", file.path, record.before + 1),
        None => file.path.clone(),
    });
    let told = meta.title.as_ref().map_or(0, |found| found.at);
    let title = value(meta.title);
    let place = title.as_deref().and_then(|title| {
        let raw = file.slice(told..record.range.end);
        headline::place(raw, told, title)
    });
    Article {
        id,
        file: Arc::clone(file),
        line: record.line,
        title,
        headline: file.to_bytes(place.unwrap_or_default()),
        date,
        source,
        url,
        hash: xxhash_rust::xxh3::xxh3_64(clean.text.as_bytes()),
        map: file.to_bytes(clean.map),
        text: clean.text,
        comments: clean.comments,
    }
}

/// The day that the metadata or the file name tells; and what is wrong with it, with its place.
fn date_of(meta: &Meta, record: &Record) -> (Option<ArticleDate>, Option<(usize, String)>) {
    let dated = |day, origin| Some(ArticleDate { day, origin });
    let from_name = || {
        // The name of a file of many records tells when it was made, not when each was written.
        let told = record
            .line
            .is_none()
            .then(|| date::in_file_name(&record.file.path));
        told.flatten()
    };
    let (told, at, origin, whence) = match &meta.date {
        Some(found) => match date::parse(&found.value) {
            Told::NoDay => (
                from_name(),
                found.at,
                DateOrigin::FileName,
                "in the file name",
            ),
            told => (
                Some(told),
                found.at,
                DateOrigin::Metadata,
                "given as the date",
            ),
        },
        None => (
            from_name(),
            record.range.start,
            DateOrigin::FileName,
            "in the file name",
        ),
    };
    let trouble = match told {
        None | Some(Told::NoDay) => return (None, None),
        Some(Told::Day(day)) => return (dated(day, origin), None),
        Some(Told::Impossible(day)) => format!(
            "`{day}` ({whence}) is not a calendar date: the article is taken as undated; put the \
             date right"
        ),
        Some(Told::Ambiguous(day)) => format!(
            "`{day}` ({whence}) may be day/month or month/day: the article is taken as undated; \
             write it as YYYY-MM-DD"
        ),
        Some(Told::Unclear(text)) => format!(
            "`{text}` ({whence}) does not read as a date: the article is taken as undated; write \
             it as YYYY-MM-DD"
        ),
    };
    (None, Some((at, trouble)))
}

/// White space of any kind and length as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The host of a web address without `www.`.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

impl Article {
    /// An article of plain text that stands in no file of its own: a draft, a test's example.
    pub fn of_text(path: &str, text: &str) -> Self {
        let file = Arc::new(SourceFile::new(path, text.as_bytes().to_vec()));
        let record = Record {
            format: Format::Text,
            line: None,
            before: 0,
            range: 0..text.len(),
            outlet: None,
            file,
        };
        let clean = Clean {
            map: OffsetMap::identity(0, text.len()),
            text: text.to_owned(),
            comments: Vec::new(),
        };
        finish(&record, clean, Meta::default(), None)
    }
}
