//! Full names of people that differ in one letter: perhaps one person, spelt in two ways.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::text::Span;

use super::frame::{Detail, DetailValue, word_hash};
use super::name::{NameKind, plain};
use super::{Claim, Context};

/// A person named in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name as written, with single spaces.
    pub name: String,
    /// Where it stands first.
    pub span: Span,
    /// The sentence there.
    pub sentence: Span,
}

/// All people whom an article names in full, in order of their names.
pub(super) fn people(context: &Context<'_>) -> Vec<Named> {
    let mut people: BTreeMap<String, (Span, Span)> = BTreeMap::new();
    for (sentence, names) in context.analysis.sentences.iter().zip(&context.named) {
        let mut full = names
            .iter()
            .filter(|name| name.tokens.len() >= 2 && name.kind == NameKind::Person)
            .peekable();
        if full.peek().is_none() {
            continue;
        }
        let view = context.view(sentence);
        if view.is_heading() {
            continue;
        }
        for name in full {
            people
                .entry(plain(&view, &name.tokens))
                .or_insert((view.span_of(&name.tokens), view.span));
        }
    }
    people
        .into_iter()
        .map(|(name, (span, sentence))| Named {
            name,
            span,
            sentence,
        })
        .collect()
}

/// Claims for each two names of one article that may be one person's.
pub(super) fn claims(context: &Context<'_>, rule: usize, claims: &mut Vec<Claim>) {
    let people = people(context);
    for (at, a) in people.iter().enumerate() {
        for b in alike(a, &people[at + 1..]) {
            claims.extend(two_spellings(rule, [(a, context.day), (b, context.day)]));
        }
    }
}

/// Those of `people`, in order of their names, whose name may be the same in another spelling.
pub fn alike<'n>(named: &'n Named, people: &'n [Named]) -> impl Iterator<Item = &'n Named> {
    let first = |named: &Named| named.name.as_bytes().first().copied();
    let start = first(named);
    let from = people.partition_point(|other| first(other) < start);
    people[from..]
        .iter()
        .take_while(move |other| first(other) == start)
        .filter(|other| one_letter_apart(&named.name, &other.name))
}

/// The two claims that one of two names is right, each of an article of this day.
pub fn two_spellings(rule: usize, names: [(&Named, Option<Date>); 2]) -> [Claim; 2] {
    let question = format!("{} or {}", names[0].0.name, names[1].0.name);
    names.map(|(named, day)| {
        let answer = Detail {
            text: named.name.clone(),
            value: DetailValue::Name(word_hash(&named.name)),
            body: None,
            sure: 0.75,
        };
        let at = (named.span, named.sentence);
        Claim::detail(rule, &question, answer, at, day)
    })
}

/// One letter more, less, wrong or out of place, but the first.
pub(super) fn one_slip(word: &str, other: &str) -> bool {
    word.len().abs_diff(other.len()) <= char::MAX.len_utf8()
        && word.chars().next() == other.chars().next()
        && strsim::damerau_levenshtein(word, other) == 1
}

/// Do two names differ in one letter of one word?
fn one_letter_apart(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 2 || a == b {
        return false;
    }
    let (mut left, mut right) = (a.split(' '), b.split(' '));
    let mut differing = None;
    loop {
        match (left.next(), right.next()) {
            (None, None) => break,
            (Some(p), Some(q)) if p == q => {}
            (Some(p), Some(q)) if differing.is_none() => differing = Some((p, q)),
            _ => return false,
        }
    }
    let letters = |word: &str| -> String { word.chars().filter(|c| c.is_alphabetic()).collect() };
    // "the two Trumps", and the possessive of careless typing.
    let plural = |p: &str, q: &str| p.strip_suffix('s') == Some(q);
    differing.is_some_and(|(p, q)| {
        !plural(p, q)
            && !plural(q, p)
            && letters(p) != letters(q)
            && p.len().min(q.len()) >= 4
            && one_slip(p, q)
    })
}
