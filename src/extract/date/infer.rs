//! The day of an article that nobody dated, from the full dates in its text.

use jiff::civil::Date;

use super::expr::Outlook;
use super::{Anchoring, DateValue, Grain, Reading, parse, resolve};
use crate::extract::lexeme::{Cue, Lex, Lexemes};
use crate::language::Analysis;

/// Earliest year of an article that this believes.
const EARLIEST: i16 = 1900;
/// Latest year of an article that this believes.
const LATEST: i16 = 2100;

/// The article's own day, inferred from its text: the latest full date (day, month and year) that
/// is not said to lie ahead. `None` when the text holds no such date, or speaks of a later year:
/// then the date is one of the past that the article tells of.
pub fn infer_day(text: &str, analysis: &Analysis) -> Option<Date> {
    let (mut latest, mut year): (Option<Date>, i16) = (None, 0);
    for sentence in &analysis.sentences {
        let lexemes = Lexemes::new(text, analysis.tokens_of(sentence));
        let told = |lex: &Lex| {
            matches!(lex, Lex::Digits(digits) if matches!(digits.whole, 2 | 4))
                || matches!(lex, Lex::Dotted(..))
        };
        if !lexemes.dates || !lexemes.items.iter().any(|item| told(&item.lex)) {
            continue;
        }
        for value in told_dates(&lexemes) {
            year = year.max(value.first.year());
            if value.grain == Grain::Day {
                latest = latest.max(Some(value.first));
            }
        }
    }
    latest.filter(|day| day.year() >= year)
}

/// The dates of a sentence that need no anchor and are not said to lie ahead.
fn told_dates(lexemes: &Lexemes) -> Vec<DateValue> {
    let grammar = parse::Grammar::new(lexemes);
    let context = resolve::Context {
        anchor: None,
        focus: None,
        outlook: Outlook::Open,
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lexemes.items.len() {
        let Some(parsed) = grammar.mention(at) else {
            at += 1;
            continue;
        };
        at = parsed.end.max(at + 1);
        let Reading::Value(value) = resolve::reading(&parsed, &context) else {
            continue;
        };
        let believed = (EARLIEST..=LATEST).contains(&value.first.year());
        if value.anchoring == Anchoring::Absolute && believed && !planned(&grammar, parsed.start) {
            found.push(value);
        }
    }
    found
}

/// Does the sentence say that the date at `start` lies ahead?
fn planned(grammar: &parse::Grammar, start: usize) -> bool {
    let deadline = (start.saturating_sub(2)..start)
        .any(|at| matches!(grammar.lex(at), Lex::Cue(Cue::Until | Cue::By)));
    let due = (start.saturating_sub(8)..start).any(|at| {
        matches!(
            grammar.lexemes.text(at),
            "expires" | "expire" | "deadline" | "begins" | "opens" | "ends" | "starts"
        )
    });
    deadline || due || grammar.ahead(start)
}
