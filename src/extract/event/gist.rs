//! What an article is about: the happening that it reports, where and when it was.

use crate::language::Sentence;
use crate::text::Span;

use super::super::date::DateValue;
use super::super::title::Title;
use super::super::{Context, View};
use super::{Happening, day, event_noun, place};

/// The happening that an article reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gist {
    /// List of `rules/words/events.toml`; empty when the article reports no such happening.
    pub kind: String,
    /// The words that tell the kind, when they stand in the text.
    pub told: Option<Evidence>,
    /// Where it was: a town as a rule, else a county, a state or a country.
    pub place: Option<String>,
    /// The words that tell the place; only where they tell a town or a county.
    pub place_told: Option<Evidence>,
    /// When it was: one day.
    pub day: Option<DateValue>,
    /// The words that tell the day.
    pub day_told: Option<Evidence>,
}

/// Words and the sentence that they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// The sentence.
    pub sentence: Span,
}

/// Sentences at the start of an article that tell what it is about.
const OPENING: usize = 4;
/// Sentences at the start of an article that tell where and when.
const REPORT: usize = 14;

impl Gist {
    pub(in crate::extract) fn of(
        context: &Context<'_>,
        title: &Title<'_>,
        source: Option<&str>,
    ) -> Self {
        let mut gist = Self::default();
        gist.find_kind(context, title);
        if gist.kind.is_empty() {
            gist.place = place::first(context, OPENING);
            return gist;
        }
        let report = Report::new(context, &gist.kind);
        gist.told = gist.told.or_else(|| report.told());
        if let Some((name, told)) = place::find(context, &report, (title.text, source)) {
            gist.place = Some(name);
            gist.place_told = told;
        }
        if let Some((day, told)) = day::find(context, &report) {
            gist.day = Some(day);
            gist.day_told = Some(told);
        }
        gist
    }

    /// The article's own happening.
    pub(super) fn happening(&self) -> Happening {
        Happening {
            kind: self.kind.clone(),
            name: None,
            main: true,
            place: self.place.clone(),
            day: self.day,
        }
    }

    /// The kind that the headline and the opening sentences speak of most, the earlier the more.
    fn find_kind(&mut self, context: &Context<'_>, title: &Title<'_>) {
        let mut votes: Vec<(String, u32)> = Vec::new();
        let lists = &context.lists;
        let mut vote = |kind: String, weight: u32| {
            let later = context.is_in(context.rules.words.form_id(&kind), &lists.aftermath);
            let weight = if later { 1 } else { weight * 2 };
            match votes.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += weight,
                None => votes.push((kind, weight)),
            }
        };
        let headline = title.view();
        let mut at = 0;
        while at < headline.tokens.len() {
            match context.list_at(&headline, at, &lists.kinds) {
                Some((list, len)) => {
                    vote(context.rules.words.list_name(list).to_owned(), 3);
                    at += len;
                }
                None => at += 1,
            }
        }
        let mut told = Vec::new();
        for (index, sentence) in context.analysis.sentences.iter().take(OPENING).enumerate() {
            let view = context.view(sentence);
            for (at, kind) in event_noun(context, &view, &lists.kinds, 0..view.tokens.len()) {
                vote(kind.clone(), [3, 2, 1, 1][index]);
                let span = view.tokens[at].span;
                told.push((
                    kind,
                    Evidence {
                        span,
                        sentence: sentence.span,
                    },
                ));
            }
        }
        // Of two as strong the first.
        let best = votes.iter().map(|&(_, weight)| weight).max();
        if let Some((kind, _)) = votes.into_iter().find(|&(_, weight)| Some(weight) == best) {
            self.told = told
                .iter()
                .find(|(of, _)| *of == kind)
                .map(|&(_, told)| told);
            self.kind = kind;
        }
    }
}

/// The sentences in which an article reports, with the tokens that speak of the happening.
pub(super) struct Report<'c> {
    pub(super) sentences: Vec<ReportSentence<'c>>,
}

/// A sentence of a report.
pub(super) struct ReportSentence<'c> {
    pub(super) sentence: &'c Sentence,
    pub(super) view: View<'c>,
    /// Tokens that speak of the happening: "shooting", "was shot", "happened", "killed".
    pub(super) speaks: Vec<usize>,
}

impl<'c> Report<'c> {
    fn new(context: &'c Context<'c>, kind: &str) -> Self {
        let lists = &context.lists;
        let sentences = context.analysis.sentences.iter().take(REPORT);
        let sentences = sentences.filter_map(|sentence| {
            let view = context.view(sentence);
            if view.is_heading() || context.is_caption(&view) {
                return None;
            }
            let mut speaks: Vec<usize> =
                event_noun(context, &view, &lists.kinds, 0..view.tokens.len())
                    .filter(|(_, of)| of == kind)
                    .map(|(at, _)| at)
                    .collect();
            speaks.extend((0..view.tokens.len()).filter(|&at| {
                context.begins(&view, at, &lists.occur)
                    || context.begins(&view, at, &lists.casualty)
            }));
            speaks.sort_unstable();
            Some(ReportSentence {
                sentence,
                view,
                speaks,
            })
        });
        Self {
            sentences: sentences.collect(),
        }
    }

    /// The first words that speak of the happening.
    fn told(&self) -> Option<Evidence> {
        self.sentences.iter().find_map(|sentence| {
            let at = *sentence.speaks.first()?;
            Some(Evidence {
                span: sentence.view.tokens[at].span,
                sentence: sentence.sentence.span,
            })
        })
    }
}
