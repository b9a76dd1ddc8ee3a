//! A small report for the tests of all formats. Its places are true of [`FILES`], so that every
//! format's regions can be sliced and held against the quoted words.

use crate::compare::Verdict;
use crate::rules::Severity;

use super::{Article, Claim, Considered, Finding, Place, Problem, Report, SCHEMA, Side};

/// The articles: path, date, source, text.
pub const FILES: &[(&str, &str, &str, &str)] = &[
    (
        "articles/a.txt",
        "2025-03-01",
        "Leeds Post",
        "A quiet day.\n\nThe mayor of Leeds, Ann Ito, opened the bridge.\n",
    ),
    (
        "articles/b.txt",
        "2025-03-02",
        "Harrogate Mail",
        "“It is time,” said Bo Lund, the mayor of Leeds, at the bridge.\n",
    ),
    (
        "articles/c.txt",
        "2025-03-03",
        "Leeds Post",
        "Mayor of Leeds Bo Lund spoke; the “naïve café” crowd & co. cheered Bo Lund.\n",
    ),
    (
        "articles/d.md",
        "2025-03-04",
        "York, <b>Star</b>",
        "---\ntitle: Bridge\n---\n\n# Bridge\n\nThe mayor, Bo Lund, and police said 12 people were hurt on the bridge in Leeds: 50%, they said.\n",
    ),
    (
        "articles/e.txt",
        "2025-03-04",
        "Leeds Post",
        "Bo Lund was sworn in as mayor of Leeds. Fourteen people were hurt on the bridge in Leeds.\n",
    ),
];

/// Two findings about [`FILES`].
pub fn report() -> Report {
    let mayor = Finding {
        rule: "office-holder".into(),
        question: "Who is the mayor of Leeds?".into(),
        verdict: Verdict::Conflict,
        reason: "One person holds this office at a time, and both were named within four days."
            .into(),
        severity: Severity::Error,
        confidence: 0.93,
        fingerprint: "0123456789abcdef".into(),
        considered: Vec::new(),
        sides: vec![
            side("Ann Ito", vec![claim(0, "Ann Ito", 0)]),
            side(
                "Bo Lund",
                vec![
                    claim(1, "Bo Lund", 0),
                    claim(2, "Bo Lund", 1),
                    claim(3, "Bo Lund", 0),
                    claim(4, "Bo Lund", 0),
                ],
            ),
        ],
    };
    let mut police = claim(3, "12 people", 0);
    police.voice = "police".into();
    let hurt = Finding {
        rule: "casualty-toll".into(),
        question: "How many people were hurt on the bridge in Leeds, 100% sure?".into(),
        verdict: Verdict::Conflict,
        reason: "The two figures are of the same day.".into(),
        severity: Severity::Warning,
        confidence: 0.71,
        fingerprint: "fedcba9876543210".into(),
        considered: vec![Considered {
            verdict: Verdict::Narrower,
            reason: "12 is more exact".into(),
            answer: "about a dozen".into(),
            claim: claim(3, "12 people", 0),
        }],
        sides: vec![
            side("12", vec![police]),
            side("14", vec![claim(4, "Fourteen people", 0)]),
        ],
    };
    Report {
        schema: SCHEMA,
        articles: 6,
        claims: 40,
        clusters: 30,
        problems: vec![Problem {
            path: "articles/f.jsonl".into(),
            line: Some(3),
            message: "this line is not JSON: put one article on each line".into(),
        }],
        findings: vec![mayor, hurt],
    }
}

/// The text of one of [`FILES`].
pub fn text(path: &str) -> &'static str {
    FILES
        .iter()
        .find(|file| file.0 == path)
        .expect("a known file")
        .3
}

/// What stands in a line of one of [`FILES`] from a column to before another, in code points.
pub fn slice(path: &str, line: usize, column: usize, end_column: usize) -> String {
    let line = text(path).lines().nth(line - 1).expect("the line");
    line.chars()
        .skip(column - 1)
        .take(end_column - column)
        .collect()
}

fn side(answer: &str, claims: Vec<Claim>) -> Side {
    Side {
        answer: answer.into(),
        claims,
    }
}

/// A claim on the `nth` occurrence of `words` in a file.
fn claim(file: usize, words: &str, nth: usize) -> Claim {
    let (path, date, source, text) = FILES[file];
    let (start, _) = text
        .match_indices(words)
        .nth(nth)
        .expect("the words are there");
    let line = text[..start].matches('\n').count() + 1;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let column = text[line_start..start].chars().count() + 1;
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let sentence = &text[line_start..line_end];
    Claim {
        article: Article {
            path: path.into(),
            line: None,
            id: path.into(),
            title: (date > "2025-03-03").then(|| "Bridge".into()),
            date: Some(date.into()),
            date_origin: Some("metadata".into()),
            source: Some(source.into()),
            url: None,
            copy_of: None,
        },
        span: Place {
            start,
            end: start + words.len(),
            line,
            column,
            end_line: line,
            end_column: column + words.chars().count(),
        },
        text: words.into(),
        sentence: sentence.into(),
        offset: start - line_start,
        voice: "the article".into(),
        when: Some(date.into()),
        silenced: None,
        changed: None,
    }
}
