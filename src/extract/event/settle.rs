//! Which happening each claim speaks of.

use crate::rules::TimeMode;

use super::super::name::plain;
use super::super::title::Title;
use super::super::{Claim, Context, Currency, Value, View, When, days_between};
use super::{Gist, Happening, toll};

/// Sentences from the start in which a report speaks of what it reports; further down it compares.
pub(super) const REPORT: usize = 10;
/// A day that is this far before the happening's is another happening's.
const SAME_DAYS: i32 = 2;

/// Settles which happening each claim speaks of: fills in what the gist says of the article's own,
/// and drops claims about kinds that their rule does not speak of, about happenings that cannot be
/// told, and counts of which the article gives two for one question.
pub(in crate::extract) fn settle(
    context: &Context<'_>,
    title: &Title<'_>,
    claims: &mut Vec<Claim>,
    gist: &Gist,
) {
    let sentences = &context.analysis.sentences;
    let report = sentences
        .get(REPORT - 1)
        .or(sentences.last())
        .map_or(0, |sentence| sentence.span.end);
    claims.retain_mut(|claim| {
        let rule = &context.rules.rules[claim.rule];
        let speaks_of = |kind: &str| !kind.is_empty() && rule.speaks_of(kind);
        let Some(at) = claim
            .question
            .iter()
            .position(|value| matches!(value, Value::Event(_)))
        else {
            return true;
        };
        let Value::Event(happening) = &claim.question[at] else {
            return true;
        };
        if happening.name.is_some() {
            return speaks_of(&happening.kind);
        }
        let own = happening.main && claim.span.end <= report;
        if !own || !speaks_of(&gist.kind) || !is_own(context, claim, happening, gist) {
            return false;
        }
        claim.question[at] = Value::Event(gist.happening());
        // A toll is as of the day of writing.
        if rule.time == TimeMode::Tally {
            claim.when = When::on(context.day);
        }
        true
    });
    toll::settle(context, &title.view(), claims);
}

/// Does the sentence speak of what the article reports, rather than of another day or another place?
fn is_own(context: &Context<'_>, claim: &Claim, happening: &Happening, gist: &Gist) -> bool {
    if !(happening.kind.is_empty() || happening.kind == gist.kind) {
        return false;
    }
    let earlier = match (claim.when.days, gist.day) {
        (Some((_, last)), Some(day)) if claim.when.stated => {
            days_between(last, day.first) > SAME_DAYS
        }
        _ => gist.day.is_none() && claim.when.currency == Currency::Past,
    };
    if earlier {
        return false;
    }
    sentence_of(context, claim)
        .is_none_or(|view| !is_elsewhere(context, &view, gist) && !tells_of_many(context, &view))
}

/// "Separate shootings", "shootings across the city": a sum over several happenings.
fn tells_of_many(context: &Context<'_>, view: &View<'_>) -> bool {
    let lists = &context.lists;
    (0..view.tokens.len()).any(|at| {
        context.begins(view, at, &lists.many)
            || view.word(at).ends_with("ings") && context.begins(view, at, &lists.events)
    })
}

/// Does the sentence name a city or country other than the report's, and not the report's?
fn is_elsewhere(context: &Context<'_>, view: &View<'_>, gist: &Gist) -> bool {
    let Some(place) = &gist.place else {
        return false;
    };
    let tables = &context.rules.tables;
    let own = tables.body_index(place);
    let mut elsewhere = false;
    for name in context.names_of(view) {
        let text = plain(view, &name.tokens);
        if text.eq_ignore_ascii_case(place) {
            return false;
        }
        let Some(other) = tables.body_index(&text) else {
            continue;
        };
        elsewhere |= match own {
            Some(own) => !tables.overlap(own, other),
            None => matches!(tables.bodies[other].kind.as_str(), "city" | "capital"),
        };
    }
    elsewhere
}

/// The sentence that a claim stands in.
pub(super) fn sentence_of<'c>(context: &'c Context<'c>, claim: &Claim) -> Option<View<'c>> {
    let sentences = &context.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= claim.span.start);
    sentences.get(at).map(|sentence| context.view(sentence))
}
