//! "X was the first woman to lead Y", "Y's tallest building is X": who or what is the one of which
//! there can be no second.

use std::ops::Range;

use crate::language::Shape;

use super::mention::Value;
use super::name::{Name, NameKind, plain};
use super::voice::{self, Status};
use super::{Claim, Context, View, When, quotation};

/// Most tokens of what the superlative is about.
const LONGEST: usize = 16;

/// The claims of one sentence.
pub(super) fn claims(
    context: &Context<'_>,
    view: &View<'_>,
    quotes: &quotation::Quotations,
    rule: usize,
    claims: &mut Vec<Claim>,
) {
    let lists = &context.lists;
    let superlative = |at: usize| context.is_in(view.form(at), &lists.superlatives);
    for at in (1..view.tokens.len()).filter(|&at| superlative(at)) {
        let the = at - 1;
        if !view.word(the).eq_ignore_ascii_case("the") || view.is_heading() {
            continue;
        }
        let Some(of) = definition(context, view, at) else {
            continue;
        };
        let Some(holder) = holder(context, view, the) else {
            continue;
        };
        let span = view.span_of(&holder).to(view.span_of(&of));
        let name = plain(view, &holder);
        let name = context.names.full(&name).unwrap_or(name);
        let mut voice = voice::of(context, view, span, quotes);
        if voice.status == Status::Past {
            voice.status = Status::Asserted;
        }
        claims.push(Claim {
            rule,
            question: vec![Value::Word(wording(view, &of))],
            answer: Value::Person(name),
            span,
            sentence: view.span,
            when: When {
                days: context.day.map(|day| (day, day)),
                ..When::default()
            },
            voice,
        });
    }
}

/// The tokens from the superlative to the end of its phrase, where they say enough: whose first,
/// the first to do what.
fn definition(context: &Context<'_>, view: &View<'_>, at: usize) -> Option<Range<usize>> {
    const ENDS: [&str; 19] = [
        ",", ".", ";", ":", "—", "–", "(", ")", "“", "”", "\"", "but", "when", "after", "before",
        "while", "since", "because", "if",
    ];
    let lists = &context.lists;
    let lower = |at: usize| crate::rules::lower(view.word(at));
    let end = (at + 1..view.tokens.len())
        .find(|&at| ENDS.contains(&&*lower(at)))
        .unwrap_or(view.tokens.len());
    // "… on Friday": when it was said or done, not what.
    let dated = (at + 1..end).find(|&at| context.is_in(view.form(at), &lists.weekdays));
    let end = dated.map_or(end, |day| day - usize::from(lower(day - 1) == "on"));
    let tokens = at..end;
    let next = view.form(at + 1);
    let vague = context.is_in(next, &lists.not_superlative)
        || view.shape(at + 1).has(Shape::DIGIT)
        || context.is_in(next, &lists.numbers);
    // "of the first women", "among the first to"
    let one_of = at >= 2 && ["of", "among"].contains(&&*lower(at - 2));
    let bound = (at + 2..end).any(|at| ["to", "in", "of", "on", "from"].contains(&&*lower(at)));
    let named = (at + 1..end).any(|at| {
        view.shape(at).has(Shape::CAPITAL) && !context.is_in(view.form(at), &lists.calendar)
    });
    (!vague && !one_of && bound && named && tokens.len() <= LONGEST).then_some(tokens)
}

/// "X is the first", "X, the first", "X became the first", "making X the first".
fn holder(context: &Context<'_>, view: &View<'_>, the: usize) -> Option<Range<usize>> {
    let lower = |at: usize| crate::rules::lower(view.word(at));
    let names = context.names_of(view);
    let ending = |end: usize| {
        let fits = |name: &&Name| {
            name.tokens.end == end && matches!(name.kind, NameKind::Person | NameKind::Unknown)
        };
        names.iter().find(fits).map(|name| name.tokens.clone())
    };
    let last = the.checked_sub(1)?;
    // "made X the first", "X as the first"
    if let Some(tokens) = ending(the) {
        let before = tokens.start.checked_sub(1)?;
        return ["making", "made", "makes", "make"]
            .contains(&&*lower(before))
            .then_some(tokens);
    }
    if view.word(last) == "," {
        // A list of names is no apposition.
        let tokens = ending(last)?;
        let listed = tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| [",", "and", "of", "by", "with"].contains(&&*lower(at)));
        return (!listed && (tokens.len() >= 2)).then_some(tokens);
    }
    let mut at = last;
    while at > 0 && ["also", "now", "thus", "then", "still"].contains(&&*lower(at)) {
        at -= 1;
    }
    let links = [
        "is", "was", "became", "becomes", "remains", "remained", "being", "becoming",
    ];
    if !links.contains(&&*lower(at)) {
        return None;
    }
    let verb = at - usize::from(at > 0 && ["has", "had"].contains(&&*lower(at - 1)));
    ending(verb)
}

/// The words of a definition without articles, as the question shows them.
fn wording(view: &View<'_>, tokens: &Range<usize>) -> String {
    let mut out = String::new();
    for at in tokens.clone() {
        let word = view.word(at);
        if matches!(word, "the" | "a" | "an") {
            continue;
        }
        let glued = at > tokens.start && !view.shape(at - 1).has(Shape::SPACE_AFTER);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace('’', "'")
}
