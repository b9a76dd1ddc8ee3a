//! Full names of people that differ in one letter: perhaps one person, spelt in two ways.

use std::collections::BTreeMap;

use crate::text::Span;

use super::frame::{Detail, DetailValue, word_hash};
use super::mention::Value;
use super::name::{NameKind, plain};
use super::voice::Voice;
use super::{Claim, Context, When};

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
        for b in &people[at + 1..] {
            if one_letter_apart(&a.name, &b.name) {
                let days = context.day.map(|day| (day, day));
                claims.extend(two_spellings(rule, [a, b]).map(|claim| Claim {
                    when: When {
                        days,
                        ..When::default()
                    },
                    ..claim
                }));
            }
        }
    }
}

/// The two claims that one of two names is right.
pub fn two_spellings(rule: usize, names: [&Named; 2]) -> [Claim; 2] {
    let question = format!("{} or {}", names[0].name, names[1].name);
    names.map(|named| Claim {
        rule,
        question: vec![Value::Word(question.clone())],
        answer: Value::Detail(Detail {
            text: named.name.clone(),
            value: DetailValue::Name(word_hash(&named.name)),
            body: None,
            sure: 0.75,
        }),
        span: named.span,
        sentence: named.sentence,
        when: When::default(),
        voice: Voice::default(),
    })
}

/// Do two names differ in one letter of one word?
pub fn one_letter_apart(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 2 || a == b || a.as_bytes().first() != b.as_bytes().first() {
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
            && p.chars().next() == q.chars().next()
            && strsim::damerau_levenshtein(p, q) == 1
    })
}
