//! The headline against the text: a number that the text gives differently and never as the
//! headline has it, and a name that the text spells in another way throughout.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::language::Shape;
use crate::rules::{FormId, ListId, lower};
use crate::text::Span;

use super::arithmetic::gap;
use super::frame::{Detail, DetailValue, word_hash};
use super::measures::Measures;
use super::quantity::{Exactness, Quantity, QuantityMention, Unit};
use super::spelling::one_slip;
use super::title::Title;
use super::{Claim, Context, View};

/// The claims of an article's headline, which stands at `at`, and of what the text says instead.
pub(super) fn claims(
    context: &Context<'_>,
    (title, at): (&Title<'_>, Span),
    rule: usize,
    claims: &mut Vec<Claim>,
) {
    let view = title.view();
    let sentences = &context.analysis.sentences;
    let headline = Headline {
        context,
        view: &view,
        at,
        rule,
        told: sentences.iter().map(|_| OnceCell::new()).collect(),
    };
    headline.numbers(claims);
    headline.names(claims);
}

struct Headline<'h> {
    context: &'h Context<'h>,
    view: &'h View<'h>,
    /// Where it stands in the article.
    at: Span,
    rule: usize,
    /// The numbers of each sentence of the text, read when they are first asked for.
    told: Vec<OnceCell<Vec<QuantityMention>>>,
}

/// A number of the headline.
struct Number<'h> {
    mention: &'h QuantityMention,
    /// What it counts: a list of casualties, or the first letters of a noun.
    counted: String,
    /// The stems of the headline.
    stems: &'h [String],
}

/// A number of the text that counts the same as one of the headline.
struct Rival {
    shared: usize,
    quantity: Quantity,
    span: Span,
    sentence: Span,
}

/// Sentences from the start of the text that tell what the headline tells.
const LEAD: usize = 25;

impl Headline<'_> {
    fn numbers(&self, claims: &mut Vec<Claim>) {
        if !has_number(self.context, self.view) {
            return;
        }
        let measures = Measures::new(self.context, self.view);
        let stems = stems(self.context, self.view);
        for mention in measures.quantities() {
            let Some(counted) = counted(self.context, self.view, mention) else {
                continue;
            };
            let number = Number {
                mention,
                counted,
                stems: &stems,
            };
            if let Some(rival) = self.rival(&number) {
                claims.extend(self.two(
                    mention.span,
                    DetailValue::Quantity(Box::new(mention.quantity)),
                    (rival.span, rival.sentence),
                    DetailValue::Quantity(Box::new(rival.quantity)),
                    0.7,
                ));
            }
        }
    }

    /// The number that the text gives in the place of one of the headline, when it never gives
    /// this one and no two of its numbers make it.
    fn rival(&self, number: &Number<'_>) -> Option<Rival> {
        let said = number.mention.quantity;
        let mut best: Option<Rival> = None;
        for sentence in 0..self.told.len() {
            let told = self.told_in(sentence);
            // Said in the text as well, of whatever.
            if told.iter().any(|other| same_number(&other.quantity, &said)) {
                return None;
            }
            if sentence < LEAD
                && let Some(rival) = self.rival_in(sentence, number)
                && best.as_ref().is_none_or(|best| best.shared < rival.shared)
            {
                best = Some(rival);
            }
        }
        // "Two held": "one … and another".
        best.filter(|rival| rival.quantity.value > said.value || said.value >= 5.0)
            .filter(|_| !self.is_sum(said.value))
    }

    /// The first number of a sentence that counts the same, where the sentence tells the same.
    fn rival_in(&self, sentence: usize, number: &Number<'_>) -> Option<Rival> {
        let told = self.told_in(sentence);
        let body = self
            .context
            .view(self.context.analysis.sentences.get(sentence)?);
        if told.is_empty() || body.is_heading() {
            return None;
        }
        let said = number.mention.quantity;
        let rival = told.iter().find(|other| {
            other.quantity.comparable(&said)
                && other.quantity.exactness == Exactness::Exactly
                && counted(self.context, &body, other).as_ref() == Some(&number.counted)
        })?;
        let stems = stems(self.context, &body);
        let shared = number.stems.iter().filter(|stem| stems.contains(stem));
        let shared = shared.count();
        let least = if said.unit == Unit::Count { 3 } else { 4 };
        (shared >= least).then_some(Rival {
            shared,
            quantity: rival.quantity,
            span: rival.span,
            sentence: body.span,
        })
    }

    /// The numbers of a sentence of the text.
    fn told_in(&self, index: usize) -> &[QuantityMention] {
        let sentence = self.context.analysis.sentences.get(index);
        let (Some(sentence), Some(told)) = (sentence, self.told.get(index)) else {
            return &[];
        };
        told.get_or_init(|| {
            let body = self.context.view(sentence);
            if self.at.contains(body.span) || !has_number(self.context, &body) {
                return Vec::new();
            }
            Measures::new(self.context, &body).into_quantities()
        })
    }

    /// Do two numbers of the text make this one?
    fn is_sum(&self, value: f64) -> bool {
        let all: Vec<f64> = (0..self.told.len())
            .flat_map(|sentence| self.told_in(sentence))
            .map(|told| told.quantity.value)
            .collect();
        let made = |x: f64, y: f64| (x + y - value).abs() < 0.5;
        all.iter()
            .enumerate()
            .any(|(at, &x)| all[at + 1..].iter().any(|&y| made(x, y)))
    }

    /// Names that the text writes in another way throughout.
    fn names(&self, claims: &mut Vec<Claim>) {
        let mut known: Option<FxHashMap<&str, (u32, Span, Span)>> = None;
        for (at, token) in self.view.tokens.iter().enumerate() {
            let word = self.view.word(at);
            let shape = token.shape;
            if word.len() < 5
                || !shape.has(Shape::CAPITAL)
                || shape.has(Shape::ALL_CAPS)
                || !word.chars().all(char::is_alphabetic)
                || self.view.form(at) != FormId::default()
            {
                continue;
            }
            let known = known.get_or_insert_with(|| name_words(self.context));
            if known.contains_key(word) || self.is_word(word) {
                continue;
            }
            let other = known
                .iter()
                .filter(|(other, (count, ..))| *count >= 2 && misspelt(word, other))
                .min_by_key(|(other, _)| **other);
            let Some((other, &(_, span, sentence))) = other else {
                continue;
            };
            if self.in_text(word) || self.is_word(other) {
                continue;
            }
            claims.extend(self.two(
                token.span,
                DetailValue::Word(word_hash(word)),
                (span, sentence),
                DetailValue::Word(word_hash(other)),
                0.75,
            ));
        }
    }

    /// A word of the language, in the singular at least.
    fn is_word(&self, word: &str) -> bool {
        let thesaurus = &self.context.rules.thesaurus;
        let lower = word.to_lowercase();
        let known = |word: &str| thesaurus.meaning(word) != crate::rules::Meaning::default();
        known(&lower)
            || ["s", "es", "ed", "ing", "d", "er"]
                .iter()
                .any(|end| lower.strip_suffix(end).is_some_and(known))
    }

    fn in_text(&self, word: &str) -> bool {
        let tokens = self.context.analysis.tokens.iter();
        let mut outside = tokens.filter(|token| !self.at.contains(token.span));
        outside.any(|token| token.span.of(self.context.text).eq_ignore_ascii_case(word))
    }

    fn two(
        &self,
        title: Span,
        said: DetailValue,
        (span, sentence): (Span, Span),
        told: DetailValue,
        sure: f64,
    ) -> [Claim; 2] {
        let question = gap(self.view.text, self.view.span, title);
        let moved = Span {
            start: self.at.start + title.start,
            end: self.at.start + title.end,
        };
        let claim = |text: &str, value: DetailValue, at: (Span, Span)| {
            let answer = Detail {
                text: text.to_owned(),
                value,
                body: None,
                sure,
            };
            Claim::detail(self.rule, &question, answer, at, self.context.day)
        };
        [
            claim(title.of(self.view.text), said, (moved, self.at)),
            claim(span.of(self.context.text), told, (span, sentence)),
        ]
    }
}

fn has_number(context: &Context<'_>, view: &View<'_>) -> bool {
    (0..view.tokens.len()).any(|at| {
        view.shape(at).has(Shape::DIGIT) || context.is_in(view.form(at), &context.lists.numbers)
    })
}

/// Could the two numbers be one?
fn same_number(a: &Quantity, b: &Quantity) -> bool {
    a.compatible(b) || (a.value - b.value).abs() < 1e-9
}

/// What a number counts, where that can be told.
fn counted(context: &Context<'_>, view: &View<'_>, found: &QuantityMention) -> Option<String> {
    let (words, lists) = (&context.rules.words, &context.lists);
    match found.quantity.exactness {
        Exactness::Vague | Exactness::Between => return None,
        _ => {}
    }
    match found.quantity.unit {
        Unit::Percent => return Some("percent".to_owned()),
        Unit::Money(_) if found.per.is_none() => return Some("money".to_owned()),
        Unit::Count => {}
        _ => return None,
    }
    let end = found.tokens.end;
    let casualty = |at: usize| {
        let (list, _) = context.list_at(view, at, &lists.casualty)?;
        Some(words.list_name(list).to_owned())
    };
    // "12 killed", "12 people were killed", "kills 12"; not "12 officers were hurt".
    let mut behind = end;
    let is = |at: usize, lists: &[ListId]| context.is_in(view.form(at), lists);
    behind += usize::from(is(behind, &lists.counted));
    while is(behind, &lists.before_fate) {
        behind += 1;
    }
    let before = found.tokens.start.checked_sub(1);
    if let Some(list) = casualty(behind).or_else(|| before.and_then(casualty)) {
        return Some(list);
    }
    // "8 charged", "8 people were shot"; else the noun itself.
    let done = view.word(behind);
    let participle = done.len() > 3 && (done.ends_with("ed") || is(behind, &lists.fates));
    let noun = if participle { done } else { view.word(end) };
    let plain = noun.len() > 3
        && (participle || noun.ends_with('s'))
        && noun.chars().all(char::is_alphabetic)
        && !is(end, &lists.function_words)
        && !is(end, &lists.calendar);
    plain.then(|| stem(noun))
}

/// The first letters of a word.
fn stem(word: &str) -> String {
    lower(word).chars().take(6).collect()
}

/// The stems of the full words of a sentence.
fn stems(context: &Context<'_>, view: &View<'_>) -> Vec<String> {
    let mut stems: Vec<String> = (0..view.tokens.len())
        .filter(|&at| {
            let word = view.word(at);
            word.len() > 3
                && word.starts_with(char::is_alphabetic)
                && !context.is_in(view.form(at), &context.lists.function_words)
        })
        .map(|at| stem(view.word(at)))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The words of the text's names: how often each stands there, and where first.
fn name_words<'c>(context: &'c Context<'_>) -> FxHashMap<&'c str, (u32, Span, Span)> {
    let mut words: FxHashMap<&str, (u32, Span, Span)> = FxHashMap::default();
    for (sentence, names) in context.analysis.sentences.iter().zip(&context.named) {
        let tokens = context.analysis.tokens_of(sentence);
        for at in names.iter().flat_map(|name| name.tokens.clone()) {
            let Some(token) = tokens.get(at) else {
                continue;
            };
            let word = token.span.of(context.text);
            words
                .entry(word)
                .or_insert((0, token.span, sentence.span))
                .0 += 1;
        }
    }
    words
}

/// One letter more, less, wrong or out of place, and not a form of the other ("Iraq", "Iraqi").
fn misspelt(word: &str, other: &str) -> bool {
    word.is_ascii()
        && other.is_ascii()
        && !word.starts_with(other)
        && !other.starts_with(word)
        && !other.chars().any(|c| !c.is_alphabetic())
        && one_slip(word, other)
}
