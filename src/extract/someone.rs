//! Single people in a sentence, by name or without: "Edith Marlowe, 31,", "a 17-year-old boy", "she".

use std::ops::Range;

use crate::language::Shape;
use crate::rules::ListId;

use super::mention::could_be_person;
use super::name::plain;
use super::{Context, View};

/// Words between an article and the noun that it belongs to.
const BETWEEN: usize = 7;

/// The token ranges of all, from left to right.
pub(super) fn find(context: &Context<'_>, view: &View<'_>) -> Vec<Range<usize>> {
    let names = context.names_of(view).iter();
    let mut found: Vec<Range<usize>> = names
        .filter(|name| could_be_person(context, name, &plain(view, &name.tokens)))
        .map(|name| name.tokens.start..with_age(view, name.tokens.end))
        .collect();
    let nouns = (0..view.tokens.len())
        .filter_map(|at| pronoun(context, view, at).or(noun(context, view, at)));
    found.extend(nouns);
    // "A man and a woman were shot" tells of two.
    found.retain(|tokens| {
        let is = |at: usize, lists: &[ListId]| context.is_in(view.form(at), lists);
        let and = |at: usize| is(at, &context.lists.and) || view.word(at) == "&";
        let (before, after) = (tokens.start.checked_sub(1), tokens.end);
        let last = before.is_some_and(and) && is(after, &context.lists.of_several);
        let owns = matches!(view.word(after), "'s" | "’s");
        !last && !owns && !and(after) && !is(after, &context.lists.or)
    });
    found.sort_unstable_by_key(|tokens| (tokens.start, tokens.end));
    found.dedup();
    found
}

/// The end of a name with the age behind it: "Edith Marlowe, 31,".
fn with_age(view: &View<'_>, end: usize) -> usize {
    let age = view.word(end + 1);
    let is_age = (1..=3).contains(&age.len()) && age.bytes().all(|byte| byte.is_ascii_digit());
    if view.word(end) == "," && is_age && view.word(end + 2) == "," {
        end + 3
    } else {
        end
    }
}

fn pronoun(context: &Context<'_>, view: &View<'_>, at: usize) -> Option<Range<usize>> {
    context.is_he_or_she(view.form(at)).then_some(at..at + 1)
}

/// A noun for one person, or an age that stands for it, with its article.
fn noun(context: &Context<'_>, view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let word = view.word(at);
    let plural =
        word.ends_with('s') || word.ends_with("men") || word.ends_with("ren") || word == "people";
    let is_age = |at: usize| view.word(at) == "old" && at > 0 && view.word(at - 1) == "-";
    let listed = context.list_at(view, at, &context.lists.people);
    let len = listed.filter(|_| !plural).map(|(_, len)| len);
    let end = at + len.or_else(|| is_age(at).then_some(1))?;
    // "A 17-year-old boy": the noun follows.
    if is_age(at)
        && view.word(end).starts_with(char::is_lowercase)
        && noun_follows(context, view, end)
    {
        return None;
    }
    for start in (at.saturating_sub(BETWEEN)..at).rev() {
        if context.is_in(view.form(start), &context.lists.articles) {
            return Some(start..end);
        }
        let mark = view.shape(start).has(Shape::PUNCTUATION) && view.word(start) != "-";
        if mark || context.is_in(view.form(start), &context.lists.function_words) {
            return None;
        }
    }
    None
}

fn noun_follows(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    (at..at + 3).any(|at| context.begins(view, at, &context.lists.people))
}
