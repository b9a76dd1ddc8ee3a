//! Births and deaths told in brackets behind a name.

use crate::rules::Meaning;

use super::super::Context;
use super::super::date::DateMention;
use crate::text::Span;

use super::{Marks, Role, Term, TermKind, word_hash};

/// Bytes of what stands in a bracket before a life: how a name is said, another name.
const LED: usize = 80;

/// "Ann Ito (May 3, 1950 – 7 June 2011)": the dates of a birth and a death.
pub(super) fn find(
    context: &Context<'_>,
    sentence: Span,
    terms: &mut Vec<Term>,
    dates: &[DateMention],
) {
    let tells = |term: &Term| {
        let word = term.span.of(context.text);
        term.kind == TermKind::Verb && matches!(word, "born" | "died" | "b." | "d.")
    };
    for mention in dates {
        let before = &context.text[sentence.start as usize..mention.span.start as usize];
        let Some(bracket) = before.rfind('(') else {
            continue;
        };
        let Some(at) = terms.iter().position(|term| term.span == mention.span) else {
            continue;
        };
        let (before, led) = (before[..bracket].trim_end(), &before[bracket + 1..]);
        let end = sentence.start + before.len() as u32;
        // "(born Anne O'Brien; October 4, 1941)"
        let inside = |term: &Term| term.span.start > end && term.span.end <= mention.span.start;
        let verb = terms.iter().rposition(|term| tells(term) && inside(term));
        if let (Some(verb), false) = (verb, led.contains(')')) {
            terms[at].head = verb as u16;
            terms[at].role = Role::Oblique;
        }
        let Some(ends) = &mention.ends else { continue };
        // How the name is said, or another name, but no number that the days may belong to.
        let apart = led.trim().is_empty() || led.trim_end().ends_with([';', ':']);
        if !apart || led.len() > LED || led.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        // The name directly before the bracket; "Ann Ito, 2nd Lady Ito, (…)": the first of all.
        let titled = before.ends_with(',');
        let is_name = |term: &Term| term.kind == TermKind::Name && (titled || term.span.end == end);
        if let Some(name) = terms.iter().position(is_name) {
            live(context, terms, (name, at, verb), ends);
        }
    }
}

/// The birth and the death of a name, from the days that the term `at` spans; `verb` says "born"
/// already.
fn live(
    context: &Context<'_>,
    terms: &mut Vec<Term>,
    (name, at, verb): (usize, usize, Option<usize>),
    days: &[DateMention; 2],
) {
    // A life is no answer to when something was.
    terms[at].kind = TermKind::Opaque;
    for (day, lemma) in days.iter().zip(["bear", "die"]) {
        let Some(value) = day.value() else { continue };
        let word = word_hash(lemma);
        let mut event = terms[at].clone();
        event.kind = TermKind::Verb;
        event.word = word;
        event.meaning = context.rules.thesaurus.meaning(lemma);
        event.span = day.span;
        event.head = name as u16;
        event.role = Role::Clause;
        event.marks = Marks::default();
        let mut date = event.clone();
        date.kind = TermKind::Date(Box::new(*value));
        date.word = 0;
        date.meaning = Meaning::default();
        date.role = Role::Oblique;
        if let Some(verb) = verb.filter(|&verb| terms[verb].word == word) {
            terms[verb].head = name as u16;
            terms[verb].role = Role::Clause;
            date.head = verb as u16;
        } else {
            date.head = terms.len() as u16;
            terms.push(event);
        }
        terms.push(date);
    }
}
