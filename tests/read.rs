//! Reading, file by file: each file of `tests/read` is read, and what came of it is compared with
//! `tests/read/expected/<file>.txt`. Beside it stands a law that no expected file can change: every
//! word of an article, sliced from the original bytes and decoded, is that word.

#![allow(
    clippy::expect_used,
    reason = "a test may stop at what it did not expect"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use gainsay::read::{Article, Fields, Inputs, Problem, articles, open, walk};
use gainsay::text::Span;

/// All articles and problems of some paths.
fn read(paths: &[PathBuf], fields: &Fields) -> (Vec<Article>, Vec<Problem>) {
    let (inputs, mut problems) = walk(&Inputs {
        paths: paths.to_vec(),
        ..Inputs::default()
    });
    let mut all = Vec::new();
    for input in &inputs {
        let file = match open(input) {
            Ok(file) => file,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let (found, more) = articles(&file, fields);
        all.extend(found);
        problems.extend(more);
    }
    (all, problems)
}

fn shown(articles: &[Article], problems: &[Problem]) -> String {
    let mut out = String::new();
    for article in articles {
        let line = article
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let _ = writeln!(out, "== {}{line}", file_name(&article.file.path));
        let id = article.id.rsplit('/').next().unwrap_or_default();
        let _ = writeln!(out, "id: {id}");
        for (name, value) in [
            ("title", &article.title),
            ("source", &article.source),
            ("url", &article.url),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "{name}: {value}");
            }
        }
        if let Some(date) = article.date {
            let _ = writeln!(out, "date: {} {:?}", date.day, date.origin);
        }
        for (at, words) in &article.comments {
            let _ = writeln!(out, "comment at {}: {words}", at.start);
        }
        for line in article.text.split('\n') {
            let _ = writeln!(out, "| {line}");
        }
    }
    for problem in problems {
        let line = problem
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let _ = writeln!(
            out,
            "!! {}{line}: {}",
            file_name(&problem.path),
            problem.message
        );
    }
    out
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The words of a text with their spans.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// What a slice of the original spells once its encoding, escapes and entities are undone.
fn spelled(article: &Article, span: Span) -> String {
    let bytes = &article.file.bytes[article.original(span)];
    let encoding = Encoding::for_label(article.file.encoding().as_bytes()).expect("a known name");
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let name = article.file.path.as_str();
    if name.contains(".json") {
        return serde_json::from_str(&format!("\"{text}\"")).expect("a slice of a JSON string");
    }
    text
}

#[test]
fn every_file_reads_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(files.len() > 15, "cases are missing");
    for file in files {
        let (articles, problems) = read(std::slice::from_ref(&file), &Fields::default());
        for article in &articles {
            for span in words(&article.text) {
                assert_eq!(
                    spelled(article, span),
                    span.of(&article.text),
                    "{}",
                    article.id
                );
            }
        }
        let name = file_name(file.to_str().expect("a name")).to_owned();
        let expected = folder.join("expected").join(format!("{name}.txt"));
        let expected = snapbox::Data::read_from(&expected, Some(snapbox::data::DataFormat::Text));
        snapbox::assert_data_eq!(shown(&articles, &problems), expected);
    }
}
