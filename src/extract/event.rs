//! Happenings: what kind, under what name, and whether it is the one that the article reports.

use std::ops::Range;

use crate::language::Shape;
use crate::text::Span;

use super::name::{Name, NameKind, plain};
use super::{Claim, Context, Value, View};

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
}

/// What an article is about: the kind of happening that it reports first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gist {
    /// List of `rules/words/events.toml`; empty when the article reports no such happening.
    pub kind: String,
    /// The first place named in the opening sentences.
    pub place: Option<String>,
}

/// Sentences at the start of an article that tell what it is about.
const OPENING: usize = 4;

impl Gist {
    pub(super) fn of(context: &Context<'_>, title: Option<&str>) -> Self {
        let mut gist = Self::default();
        if let Some(title) = title {
            let words = crate::language::analyse(title);
            let forms: Vec<_> = words
                .tokens
                .iter()
                .map(|token| context.rules.words.token(token.span.of(title)))
                .collect();
            let kinds = (0..forms.len()).filter_map(|at| {
                context
                    .rules
                    .words
                    .list_at(&forms[at..], &context.lists.events)
            });
            gist.kind = kinds
                .map(|(list, _)| context.rules.words.list_name(list).to_owned())
                .next()
                .unwrap_or_default();
        }
        for sentence in context.analysis.sentences.iter().take(OPENING) {
            let view = context.view(sentence);
            if gist.kind.is_empty()
                && let Some((_, kind)) = event_noun(context, &view, 0..view.tokens.len()).next()
            {
                gist.kind = kind;
            }
            if gist.place.is_none() && !view.is_heading() {
                // A street or a park is no better known than what happened there.
                let places = context
                    .names_of(&view)
                    .iter()
                    .filter(|name| name.kind == NameKind::Place);
                gist.place = places
                    .filter_map(|name| context.rules.tables.body(&plain(&view, &name.tokens)))
                    .map(|body| body.name.clone())
                    .next();
            }
        }
        gist
    }
}

fn event_noun<'v>(
    context: &'v Context<'_>,
    view: &'v View<'_>,
    tokens: Range<usize>,
) -> impl Iterator<Item = (usize, String)> + 'v {
    // "Ashby Fire Brigade": a capital inside a sentence is a name's.
    let named = |at: usize| {
        at > 0 && view.shape(at).has(Shape::CAPITAL) && view.shape(at + 1).has(Shape::CAPITAL)
    };
    // "According to" is no accord.
    let names = move |at: usize| {
        // "The fire brigade" is a source, and "according to" is no accord.
        let source = context.is_in(view.form(at + 1), &context.lists.sources);
        !named(at) && !source && !view.word(at).eq_ignore_ascii_case("according")
    };
    tokens.filter(move |&at| names(at)).filter_map(move |at| {
        let (list, _) = context
            .rules
            .words
            .list_at(view.forms.get(at..)?, &context.lists.events)?;
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
            event_noun(context, view, beside).map(move |noun| (name, noun))
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
    let year = context.day.map(|day| i32::from(day.year()));
    let looks_back = view.tokens.iter().any(|token| {
        let word = token.span.of(view.text);
        word.len() == 4
            && word
                .parse::<i32>()
                .is_ok_and(|number| (1800..2100).contains(&number) && Some(number) != year)
    });
    let kind = event_noun(context, view, 0..view.tokens.len())
        .next()
        .map(|(_, kind)| kind)
        .unwrap_or_default();
    Happening {
        kind,
        name: None,
        main: !looks_back,
        place: None,
    }
}

/// Sentences from the start in which a report speaks of what it reports; further down it compares.
const REPORT: usize = 10;

/// Settles which happening each claim speaks of: fills in what the gist says of the article's own,
/// and drops claims about kinds that their rule does not speak of, about happenings that cannot be
/// told, and counts of which the article gives two for one question.
pub(super) fn place_happenings(context: &Context<'_>, claims: &mut Vec<Claim>, gist: &Gist) {
    let sentences = &context.analysis.sentences;
    let report = sentences
        .get(REPORT - 1)
        .or(sentences.last())
        .map_or(0, |sentence| sentence.span.end);
    claims.retain_mut(|claim| {
        let happenings = &context.rules.rules[claim.rule].happenings;
        let in_report = claim.span.end <= report;
        claim.question.iter_mut().all(|value| {
            let Value::Event(happening) = value else {
                return true;
            };
            if happening.name.is_none() {
                if !happening.main
                    || !in_report
                    || !(happening.kind.is_empty() || happening.kind == gist.kind)
                {
                    return false;
                }
                happening.kind.clone_from(&gist.kind);
                happening.place.clone_from(&gist.place);
            }
            !happening.kind.is_empty()
                && (happenings.is_empty() || happenings.contains(&happening.kind))
        })
    });
    let double: Vec<bool> = claims
        .iter()
        .map(|claim| {
            let Value::Count(count) = &claim.answer else {
                return false;
            };
            let same =
                |other: &&Claim| other.rule == claim.rule && other.question == claim.question;
            claims.iter().filter(same).any(
                |other| matches!(&other.answer, Value::Count(found) if !count.compatible(found)),
            )
        })
        .collect();
    let mut double = double.into_iter();
    claims.retain(|_| !double.next().unwrap_or_default());
}
