//! Births and deaths told in brackets behind a name.

use crate::rules::Meaning;

use super::super::Context;
use super::super::date::DateMention;
use crate::text::Span;

use super::{Marks, Role, Term, TermKind, word_hash};

/// "Ann Ito (May 3, 1950 – 7 June 2011)": the dates of a birth and a death.
pub(super) fn find(
    context: &Context<'_>,
    sentence: Span,
    terms: &mut Vec<Term>,
    dates: &[DateMention],
) {
    let born = |term: &Term| {
        term.kind == TermKind::Verb
            && matches!(term.span.of(context.text), "born" | "died" | "b." | "d.")
    };
    for mention in dates {
        // "(born Anne O'Brien; October 4, 1941)"
        let before = &context.text[sentence.start as usize..mention.span.start as usize];
        let Some(bracket) = before.rfind('(') else {
            continue;
        };
        let opened = sentence.start + bracket as u32;
        let inside = |term: &Term| term.span.start > opened && term.span.end <= mention.span.start;
        let verb = terms.iter().rposition(|term| born(term) && inside(term));
        let at = terms.iter().position(|term| term.span == mention.span);
        let closed = before[bracket..].contains(')');
        if let (Some(verb), Some(at), false) = (verb, at, closed) {
            terms[at].head = verb as u16;
            terms[at].role = Role::Oblique;
        }
        let Some(ends) = &mention.ends else { continue };
        let Some(at) = terms.iter().position(|term| term.span == mention.span) else {
            continue;
        };
        let Some(before) = before.trim_end().strip_suffix('(') else {
            continue;
        };
        // The name directly before the bracket; "Ann Ito, 2nd Lady Ito, (…)": the first of all.
        let before = before.trim_end();
        let end = sentence.start + before.len() as u32;
        let titled = before.ends_with(',');
        let is_name = |term: &Term| term.kind == TermKind::Name && (titled || term.span.end == end);
        let Some(name) = terms.iter().position(is_name) else {
            continue;
        };
        let span = terms[at].clone();
        // A life is no answer to when something was.
        terms[at].kind = TermKind::Opaque;
        for (date, verb) in ends.iter().zip(["bear", "die"]) {
            let Some(value) = date.value() else { continue };
            let mut event = span.clone();
            event.kind = TermKind::Verb;
            event.word = word_hash(verb);
            event.meaning = context.rules.thesaurus.meaning(verb);
            event.span = date.span;
            event.head = name as u16;
            event.role = Role::Clause;
            event.marks = Marks::default();
            let mut day = event.clone();
            day.kind = TermKind::Date(Box::new(*value));
            day.word = 0;
            day.meaning = Meaning::default();
            day.head = terms.len() as u16;
            day.role = Role::Oblique;
            terms.push(event);
            terms.push(day);
        }
    }
}
