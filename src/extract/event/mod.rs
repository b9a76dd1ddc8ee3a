//! Happenings: what kind, under what name, and whether it is the one that the article reports.

mod day;
mod gist;
mod place;
mod settle;
mod toll;

use std::ops::Range;

use jiff::civil::Date;

use crate::language::Shape;
use crate::rules::{GistPart, ListId};
use crate::text::Span;

use super::date::DateValue;
use super::name::{Name, NameKind, plain};
use super::{Claim, Context, Value, View, Voice, When};

pub use gist::Gist;
pub(super) use settle::settle;

/// A happening as a claim speaks of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Happening {
    /// The list of `rules/words/events.toml` that its noun stands in; empty when not told.
    pub kind: String,
    /// Its name as written, when it has one ("Boston Marathon bombing").
    pub name: Option<String>,
    /// Whether it is what the article itself reports, rather than something looked back on.
    pub main: bool,
    /// The place that the article puts it in, as the tables know it or as written.
    pub place: Option<String>,
    /// When it was, as the article tells.
    pub day: Option<DateValue>,
}

/// The words of some lists that tell a kind of happening, as token and kind.
fn event_noun<'v>(
    context: &'v Context<'_>,
    view: &'v View<'_>,
    lists: &'v [ListId],
    tokens: Range<usize>,
) -> impl Iterator<Item = (usize, String)> + 'v {
    // "Ashby Fire Brigade": a capital inside a sentence is a name's.
    let named = |at: usize| {
        at > 0 && view.shape(at).has(Shape::CAPITAL) && view.shape(at + 1).has(Shape::CAPITAL)
    };
    // "The fire brigade" is a source, "according to" is no accord, and "fired" no fire.
    let names = move |at: usize| {
        let source = context.is_in(view.form(at + 1), &context.lists.sources);
        let other = context.is_in(view.form(at), &context.lists.no_happening);
        !named(at) && !source && !other
    };
    let mut next = 0;
    tokens.filter_map(move |at| {
        if at < next || !names(at) {
            return None;
        }
        let (list, len) = context.list_at(view, at, lists)?;
        // "Opened fire" is no fire.
        next = at + len;
        Some((at, context.rules.words.list_name(list).to_owned()))
    })
}

/// The named happenings of a sentence: a name directly before an event noun ("the Hague summit"),
/// or a name that ends in one ("Boston Marathon Bombing").
pub(super) fn named(
    context: &Context<'_>,
    view: &View<'_>,
    names: &[Name],
) -> Vec<(Range<usize>, Happening)> {
    let mut found = Vec::new();
    let nouns = names
        .iter()
        .filter(|name| name.kind != NameKind::Person)
        .flat_map(|name| {
            let beside = name.tokens.start + 1..name.tokens.end + 1;
            let nouns = event_noun(context, view, &context.lists.events, beside);
            nouns.map(move |noun| (name, noun))
        });
    for (name, (at, kind)) in nouns {
        // "Ashby Fire Brigade": the noun is part of a longer name.
        if view.shape(at + 1).has(Shape::CAPITAL) {
            continue;
        }
        let tokens = name.tokens.start..at + 1;
        let text = plain(view, &tokens);
        found.push((
            tokens,
            Happening {
                kind,
                name: Some(text),
                main: false,
                place: None,
                day: None,
            },
        ));
    }
    found
}

/// The happening that the clause around `span` speaks of: one that it names, else the article's
/// own, unless the sentence looks back to another year.
pub(super) fn of_clause(context: &Context<'_>, view: &View<'_>, span: Span) -> Happening {
    let names = context.names_of(view);
    let near = |tokens: &Range<usize>| {
        let at = view.span_of(tokens);
        if at.end <= span.start {
            span.start - at.end
        } else {
            at.start.saturating_sub(span.end)
        }
    };
    if let Some((_, happening)) = named(context, view, names)
        .into_iter()
        .min_by_key(|(tokens, _)| near(tokens))
    {
        return happening;
    }
    let own = context.day.map(Date::year);
    let other = |year: i16| year >= 1800 && Some(year) != own;
    let looks_back = (0..view.tokens.len()).any(|at| view.year(at).is_some_and(other));
    let kind = event_noun(context, view, &context.lists.kinds, 0..view.tokens.len())
        .next()
        .map(|(_, kind)| kind)
        .unwrap_or_default();
    Happening {
        kind,
        name: None,
        main: !looks_back,
        place: None,
        day: None,
    }
}

/// What the article says of its own happening, as claims for the rules that ask for it.
pub(super) fn own_claims(context: &Context<'_>, rules: &[usize], gist: &Gist) -> Vec<Claim> {
    let mut claims = Vec::new();
    for &index in rules {
        let rule = &context.rules.rules[index];
        if rule.speaks_of(&gist.kind) {
            let parts = rule.gists.iter();
            claims.extend(
                parts.filter_map(|(part, fixed)| own_claim(context, index, gist, *part, fixed)),
            );
        }
    }
    claims
}

/// What the article says of one part of its own happening; `fixed` are slots and their values.
fn own_claim(
    context: &Context<'_>,
    index: usize,
    gist: &Gist,
    part: GistPart,
    fixed: &[(String, String)],
) -> Option<Claim> {
    let mut event = gist.happening();
    // A question does not tell its answer.
    let (answer, told) = match part {
        GistPart::Kind => (Value::Word(gist.kind.clone()), gist.told?),
        GistPart::Place => (
            Value::Place(event.place.take().unwrap_or_default()),
            gist.place_told?,
        ),
        GistPart::Day => (Value::Date(event.day.take()?), gist.day_told?),
    };
    let slot = |name: &String| {
        let fixed = fixed.iter().find(|(slot, _)| slot == name);
        fixed.map_or_else(
            || Value::Event(event.clone()),
            |(_, value)| Value::Word(value.clone()),
        )
    };
    let days = gist.day.map(|day| (day.first, day.last));
    Some(Claim {
        rule: index,
        question: context.rules.rules[index].slots.iter().map(slot).collect(),
        answer,
        span: told.span,
        sentence: told.sentence,
        when: When {
            stated: days.is_some(),
            days: days.or(When::on(context.day).days),
            ..When::default()
        },
        voice: Voice::default(),
    })
}
