//! When the happening was that an article reports.

use super::super::date::{self, DateMention, DateValue, Grain, TimeOfDay};
use super::super::{Context, View};
use super::gist::{Evidence, Report, ReportSentence};

/// Tokens between a deed and its day.
const REACH: usize = 14;

/// The first day that the report gives its happening; the day of a death only where no other is
/// given.
pub(super) fn find(context: &Context<'_>, report: &Report<'_>) -> Option<(DateValue, Evidence)> {
    let mut dated = Vec::new();
    for sentence in &report.sentences {
        if sentence.speaks.is_empty() {
            continue;
        }
        let dates = date::dates(sentence.view.text, sentence.view.tokens, context.day);
        let found = of_sentence(context, sentence, &dates, false);
        if found.is_some() {
            return found;
        }
        dated.push((sentence, dates));
    }
    dated
        .iter()
        .find_map(|(sentence, dates)| of_sentence(context, sentence, dates, true))
}

fn of_sentence(
    context: &Context<'_>,
    sentence: &ReportSentence<'_>,
    dates: &[DateMention],
    deaths: bool,
) -> Option<(DateValue, Evidence)> {
    let view = &sentence.view;
    let past = |value: &DateValue| context.day.is_none_or(|day| value.first <= day);
    let speaks: Vec<usize> = sentence
        .speaks
        .iter()
        .copied()
        .filter(|&at| deaths || !context.is_in(view.form(at), &context.lists.deaths))
        .collect();
    dates.iter().find_map(|found| {
        let value = found.value().filter(|value| {
            value.grain == Grain::Day && past(value) && value.first == value.last
        })?;
        // In "about 10 p.m. Saturday" the hour is about.
        let exact = value.exact || matches!(value.time, Some(TimeOfDay::Clock(_)));
        let value = DateValue { exact, ..*value };
        let told = Evidence {
            span: found.span,
            sentence: sentence.sentence.span,
        };
        belongs(context, view, &speaks, &found.tokens).then_some((value, told))
    })
}

/// Is the date at these tokens the happening's, rather than that of what came after it ("was
/// arrested Tuesday", "police said Monday")? The nearest deed before it decides, or after it
/// where there is none.
fn belongs(
    context: &Context<'_>,
    view: &View<'_>,
    speaks: &[usize],
    tokens: &std::ops::Range<usize>,
) -> bool {
    let other = |at: usize| context.begins(view, at, &context.lists.after);
    // "Saturday's shooting", "the Nov. 3 shooting".
    if speaks
        .iter()
        .any(|at| (tokens.end..tokens.end + 4).contains(at))
        && (matches!(view.word(tokens.end), "'s" | "’s" | "'") || speaks.contains(&tokens.end))
    {
        return true;
    }
    let near = tokens.start.saturating_sub(REACH)..tokens.start;
    for at in near.rev() {
        if speaks.contains(&at) {
            return true;
        }
        if other(at) {
            return false;
        }
    }
    for at in tokens.end..(tokens.end + REACH).min(view.tokens.len()) {
        if speaks.contains(&at) {
            return true;
        }
        if other(at) {
            return false;
        }
    }
    false
}
