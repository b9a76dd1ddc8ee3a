//! Sentences of articles on one story that say the same but for one detail: each such detail is a
//! question, and what the sentences say there are its answers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::extract::{Claim, Currency, When};
use crate::extract::{Detail, DetailValue, Frame, Marks, TermKind, Value, days_between, word_hash};
use crate::resolve::{Corpus, Origin, Statement};
use crate::rules::{RuleSet, lower};
use crate::text::Span;

use super::frame::{Facet, Knowledge, Text, contrasts, timed};
use super::{Cluster, UnionFind};

/// Two articles, by index, the first the lower.
pub type ArticlePair = (u32, u32);

/// A detail that two articles tell differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    facet: Facet,
    a: Place,
    b: Place,
    confidence: f64,
    by_words: bool,
}

/// A term of a frame of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    article: u32,
    frame: u32,
    term: u32,
}

/// Articles further apart than this tell of other days.
pub(super) const STORY_DAYS: i32 = 3;
/// How much of the smaller story two articles share, by the weights of names, and how many rare names.
const STORY: f64 = 0.2;
const RARE_NAMES: usize = 4;
/// How many followers in order of day an article is held against under one rare name.
const NEIGHBOURS: usize = 40;
/// Rare names of an article that others are looked up by.
const MARKS: usize = 30;
/// Rare names that two articles on one story share.
const SHARED_NAMES: u8 = 3;

/// The pairs of articles that may tell one story, in order.
pub fn candidates(corpus: &Corpus<'_>) -> Vec<ArticlePair> {
    let mut keyed: Vec<(u64, Option<Date>, u32)> = Vec::new();
    for (index, article) in corpus.articles.iter().enumerate() {
        let marks = corpus.stories.marks(&article.profile, MARKS);
        keyed.extend(
            marks
                .into_iter()
                .map(|mark| (mark, article.day, index as u32)),
        );
    }
    keyed.sort_unstable();
    let mut shared: FxHashMap<ArticlePair, u8> = FxHashMap::default();
    for bucket in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, day, a)) in bucket.iter().enumerate() {
            for &(_, other, b) in bucket[at + 1..].iter().take(NEIGHBOURS) {
                let near = match (day, other) {
                    (Some(p), Some(q)) => days_between(p, q).abs() <= STORY_DAYS,
                    _ => false,
                };
                if near {
                    let count = shared.entry((a.min(b), a.max(b))).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    let mut pairs: Vec<ArticlePair> = shared
        .into_iter()
        .filter(|&(_, count)| count >= SHARED_NAMES)
        .map(|(pair, _)| pair)
        .filter(|&(a, b)| {
            one_story(corpus, a as usize, b as usize) && !two_happenings(corpus, a, b)
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Do two articles, by index, share enough of what is rare to tell one story?
pub(super) fn one_story(corpus: &Corpus<'_>, a: usize, b: usize) -> bool {
    let profile = |at: usize| &corpus.articles[at].profile;
    let (story, rare) = corpus.stories.likeness(profile(a), profile(b));
    story >= STORY && rare >= RARE_NAMES
}

/// Do both report a happening in a place, and likely two?
fn two_happenings(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let placed = |at: u32| corpus.articles[at as usize].profile.gist.place.is_some();
    placed(a) && placed(b) && apart(corpus, a, b)
}

/// Do two articles likely tell of two happenings?
fn apart(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let (a, b) = (&corpus.articles[a as usize], &corpus.articles[b as usize]);
    corpus.happenings.likeness(&corpus.stories, a, b) < ONE_HAPPENING
}

/// How likely two reports tell of one happening at least to be held against each other.
const ONE_HAPPENING: f64 = 0.5;

/// What two articles tell differently in sentences, by number, that may tell one thing.
pub fn between(
    corpus: &Corpus<'_>,
    (a, b): ArticlePair,
    retold: &[(u32, u32)],
    texts: &[&str],
) -> Vec<Found> {
    let (first, second) = (
        &corpus.articles[a as usize].told,
        &corpus.articles[b as usize].told,
    );
    let knowledge = Knowledge::new(corpus.rules, false);
    let text = |article: u32, told, frame| Text::of(texts[article as usize], told, frame);
    let reports = |at: u32| !corpus.articles[at as usize].profile.gist.kind.is_empty();
    let likely_two = reports(a) && reports(b) && apart(corpus, a, b);
    let mut found = Vec::new();
    for &(one, other) in retold {
        let (Some(i), Some(j)) = (first.frame_of(one), second.frame_of(other)) else {
            continue;
        };
        let place = |article, frame: usize, term: usize| Place {
            article,
            frame: frame as u32,
            term: term as u32,
        };
        let mut here: Vec<Found> = contrasts(knowledge, text(a, first, i), text(b, second, j))
            .into_iter()
            .map(|contrast| Found {
                facet: contrast.facet,
                a: place(a, i, contrast.a),
                b: place(b, j, contrast.b),
                confidence: contrast.confidence,
                by_words: contrast.by_words,
            })
            .collect();
        here.sort_by(|x, y| {
            (x.facet, x.a, x.b)
                .cmp(&(y.facet, y.a, y.b))
                .then(y.confidence.total_cmp(&x.confidence))
        });
        here.dedup_by(|x, y| (x.facet, x.a, x.b) == (y.facet, y.a, y.b));
        // Two days of what are likely two happenings are no two answers.
        here.retain(|found| found.facet != Facet::Time || !likely_two);
        // Where much differs, the two do not say the same.
        if here.len() <= MOST {
            found.append(&mut here);
        }
    }
    found
}

/// Details in which two statements of one thing may differ.
const MOST: usize = 2;

/// Adds the details as statements to the corpus; one cluster for each question.
pub(super) fn gather(corpus: &mut Corpus<'_>, found: &[Found], texts: &[&str]) -> Vec<Cluster> {
    let mut nodes: BTreeMap<(Facet, Place), Answering> = BTreeMap::new();
    for one in found {
        for place in [one.a, one.b] {
            let answering = nodes.entry((one.facet, place)).or_insert(Answering {
                facet: one.facet,
                sure: 0.0,
                by_words: false,
            });
            answering.sure = answering.sure.max(one.confidence);
            answering.by_words |= one.by_words;
        }
    }
    let keys: Vec<(Facet, Place)> = nodes.keys().copied().collect();
    let mut sets = UnionFind::new(keys.len());
    for one in found {
        let at = |place| keys.binary_search(&(one.facet, place)).unwrap_or_default();
        sets.join(at(one.a), at(one.b));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..keys.len() {
        groups.entry(sets.find(index)).or_default().push(index);
    }
    let mut clusters = Vec::new();
    for members in groups.into_values() {
        let Some(rule) = rule_of(corpus.rules, keys[members[0]].0) else {
            continue;
        };
        let teller = |place: Place| Teller {
            frame: frame_of(corpus, place),
            term: place.term as usize,
            text: texts[place.article as usize],
            day: corpus.articles[place.article as usize].day,
            origin: Origin::Article(place.article),
        };
        // One wording of the question for all who answer it: that of the first.
        let question = teller(keys[members[0]].1).question();
        let statements: Vec<Statement> = members
            .iter()
            .map(|&member| {
                let place = keys[member].1;
                teller(place).statement(rule, nodes[&keys[member]], &question)
            })
            .collect();
        let first = corpus.statements.len();
        clusters.push(Cluster {
            rule,
            statements: (first..first + statements.len()).collect(),
        });
        corpus.statements.extend(statements);
    }
    clusters
}

fn frame_of<'c>(corpus: &'c Corpus<'_>, place: Place) -> &'c Frame {
    &corpus.articles[place.article as usize].told.frames[place.frame as usize]
}

/// The rule that asks for a kind of detail.
pub fn rule_of(rules: &RuleSet, facet: Facet) -> Option<usize> {
    rules
        .rules
        .iter()
        .position(|rule| rule.facet.as_deref() == Some(facet.name()))
}

/// How a detail answers.
#[derive(Debug, Clone, Copy)]
pub struct Answering {
    /// What is asked.
    pub facet: Facet,
    /// How sure that the answers exclude each other, from 0 to 1.
    pub sure: f64,
    /// As in [`super::frame::Contrast`].
    pub by_words: bool,
}

/// A text that tells a detail.
#[derive(Clone, Copy)]
pub struct Teller<'t> {
    /// The sentence.
    pub frame: &'t Frame,
    /// The detail.
    pub term: usize,
    /// The whole text.
    pub text: &'t str,
    /// Its day.
    pub day: Option<Date>,
    /// Who it is.
    pub origin: Origin,
}

impl Teller<'_> {
    /// The detail as an answer to a question.
    pub fn statement(&self, rule: usize, answering: Answering, question: &str) -> Statement {
        let Answering {
            facet,
            sure,
            by_words,
        } = answering;
        let frame = self.frame;
        let term = &frame.terms[self.term];
        let text = term.span.of(self.text).to_owned();
        let clause = &frame.terms[frame.clause(self.term)];
        let negated = clause.marks.has(Marks::NEGATED) || term.marks.has(Marks::NEGATED);
        let (text, value) = match (&term.kind, facet) {
            (_, Facet::Happened) if negated => (format!("not {text}"), DetailValue::Word(0)),
            (_, Facet::Order) => (
                format!("{} {text}", timed(frame, self.term).unwrap_or("at")),
                DetailValue::Word(timed(frame, self.term).map_or(0, word_hash)),
            ),
            (kind, _) if by_words || *kind == TermKind::Name => {
                let written = word_hash(&lower(&text));
                (text, DetailValue::Word(written))
            }
            (TermKind::Quantity(quantity), _) => (text, DetailValue::Quantity(quantity.clone())),
            (TermKind::Date(date), _) => (text, DetailValue::Date(date.clone())),
            _ => (text, DetailValue::Word(term.word)),
        };
        // What is over is not changed by what a later article says.
        let currency = if facet == Facet::Happened && clause.marks.has(Marks::PAST) {
            Currency::Past
        } else {
            Currency::Now
        };
        let claim = Claim {
            rule,
            question: vec![Value::Word(question.to_owned())],
            answer: Value::Detail(Detail {
                text,
                value,
                body: term.body,
                sure,
            }),
            span: term.span,
            sentence: frame.sentence,
            when: When {
                days: self.day.map(|day| (day, day)),
                stated: false,
                currency,
            },
            voice: frame.voice.clone(),
        };
        Statement {
            origin: self.origin,
            claim,
        }
    }

    /// The sentence with an ellipsis in the place of the detail.
    pub fn question(&self) -> String {
        /// Bytes on either side that are shown.
        const SHOWN: usize = 90;
        let (text, sentence) = (self.text, self.frame.sentence);
        let at = self.frame.terms[self.term].span;
        let before = Span {
            start: sentence.start,
            end: at.start,
        }
        .of(text);
        let after = Span {
            start: at.end,
            end: sentence.end,
        }
        .of(text);
        let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        let cut = places(before)
            .into_iter()
            .find(|at| before.len() - at <= SHOWN)
            .unwrap_or_default();
        let start = before[cut..]
            .find(' ')
            .filter(|_| cut > 0)
            .map_or(cut, |at| cut + at + 1);
        let cut = places(after)
            .into_iter()
            .take_while(|&at| at <= SHOWN)
            .last()
            .unwrap_or_default();
        let end = if cut + 4 < after.len() {
            after[..cut].rfind(' ').unwrap_or(cut)
        } else {
            after.len()
        };
        let shown = format!("{}[…]{}", &before[start..], &after[..end]);
        let words: Vec<&str> = shown.split_whitespace().collect();
        format!("“{}”", words.join(" ").trim_end_matches('.'))
    }
}
