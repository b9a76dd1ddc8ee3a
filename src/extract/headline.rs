//! The headline against the text: a number that the text gives differently and never as the
//! headline has it, and a name that the text spells in another way throughout.

use rustc_hash::FxHashMap;

use crate::language::{self, Shape, Token};
use crate::rules::{FormId, lower};
use crate::text::Span;

use super::arithmetic::gap;
use super::frame::{Detail, DetailValue, word_hash};
use super::mention::Value;
use super::quantity::{Exactness, Quantity, QuantityMention, Unit, quantities};
use super::voice::Voice;
use super::{Claim, Context, View, When, date};

/// The claims of an article's headline, which stands at `at`, and of what the text says instead.
pub(super) fn claims(
    context: &Context<'_>,
    (title, at): (&str, Span),
    rule: usize,
    claims: &mut Vec<Claim>,
) {
    let analysis = language::analyse(title);
    let headline = Headline {
        context,
        title,
        at,
        rule,
        forms: analysis
            .tokens
            .iter()
            .map(|token| context.rules.words.token(token.span.of(title)))
            .collect(),
        tokens: &analysis.tokens,
    };
    headline.numbers(claims);
    headline.names(claims);
}

struct Headline<'h> {
    context: &'h Context<'h>,
    title: &'h str,
    /// Where it stands in the article.
    at: Span,
    rule: usize,
    tokens: &'h [Token],
    forms: Vec<FormId>,
}

/// What is counted: a list of casualties, or the first letters of a noun.
type Counted = String;

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
    fn view(&self) -> View<'_> {
        View {
            text: self.title,
            tokens: self.tokens,
            forms: &self.forms,
            first: 0,
            span: Span::new(0, self.title.len()),
        }
    }

    fn numbers(&self, claims: &mut Vec<Claim>) {
        let view = self.view();
        if !has_number(self.context, &view) {
            return;
        }
        let dates = date::dates(self.title, self.tokens, self.context.day);
        for found in quantities(self.title, self.tokens, &dates) {
            let Some(counted) = counted(self.context, &view, &found) else {
                continue;
            };
            if let Some(rival) = self.rival(&view, &found, &counted) {
                claims.extend(self.two(
                    found.span,
                    DetailValue::Quantity(Box::new(found.quantity)),
                    (rival.span, rival.sentence),
                    DetailValue::Quantity(Box::new(rival.quantity)),
                    0.7,
                ));
            }
        }
    }

    /// The number that the text gives in the place of one of the headline, when it never gives
    /// this one and no two of its numbers make it.
    fn rival(&self, view: &View<'_>, found: &QuantityMention, counted: &Counted) -> Option<Rival> {
        let context = self.context;
        let wanted = stems(context, view);
        let mut all: Vec<Quantity> = Vec::new();
        let mut best: Option<Rival> = None;
        for (index, sentence) in context.analysis.sentences.iter().enumerate() {
            let body = context.view(sentence);
            if self.at.contains(body.span) || !has_number(context, &body) {
                continue;
            }
            let dates = date::dates(body.text, body.tokens, context.day);
            let here = quantities(body.text, body.tokens, &dates);
            // Said in the text as well, of whatever.
            if here
                .iter()
                .any(|other| same_number(&other.quantity, &found.quantity))
            {
                return None;
            }
            all.extend(here.iter().map(|other| other.quantity));
            if index >= LEAD || body.is_heading() {
                continue;
            }
            let stems = stems(context, &body);
            let shared = wanted.iter().filter(|stem| stems.contains(stem)).count();
            let least = if matches!(found.quantity.unit, Unit::Count) {
                3
            } else {
                4
            };
            for other in here {
                if shared >= least
                    && other.quantity.comparable(&found.quantity)
                    && other.quantity.exactness == Exactness::Exactly
                    && self::counted(context, &body, &other).as_ref() == Some(counted)
                    && best.as_ref().is_none_or(|best| best.shared < shared)
                {
                    best = Some(Rival {
                        shared,
                        quantity: other.quantity,
                        span: other.span,
                        sentence: body.span,
                    });
                }
            }
        }
        let said = found.quantity.value;
        let made = |x: &Quantity, y: &Quantity| (x.value + y.value - said).abs() < 0.5;
        let sums = all
            .iter()
            .enumerate()
            .any(|(at, x)| all[at + 1..].iter().any(|y| made(x, y)));
        // "Two held": "one … and another".
        best.filter(|rival| !sums && (rival.quantity.value > said || said >= 5.0))
    }

    /// Names that the text writes in another way throughout.
    fn names(&self, claims: &mut Vec<Claim>) {
        let mut known: Option<FxHashMap<&str, (u32, Span, Span)>> = None;
        for (at, token) in self.tokens.iter().enumerate() {
            let word = token.span.of(self.title);
            let shape = token.shape;
            if word.len() < 5
                || !shape.has(Shape::CAPITAL)
                || shape.has(Shape::ALL_CAPS)
                || !word.chars().all(char::is_alphabetic)
                || self.forms[at] != FormId::default()
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
        let outside = tokens.filter(|token| !self.at.contains(token.span));
        let text = self.context.text;
        outside
            .into_iter()
            .any(|token| token.span.of(text).eq_ignore_ascii_case(word))
    }

    fn two(
        &self,
        title: Span,
        said: DetailValue,
        (span, sentence): (Span, Span),
        told: DetailValue,
        sure: f64,
    ) -> [Claim; 2] {
        let question = gap(self.title, Span::new(0, self.title.len()), title);
        let moved = Span {
            start: self.at.start + title.start,
            end: self.at.start + title.end,
        };
        let claim = |text: &str, value: DetailValue, span: Span, sentence: Span| Claim {
            rule: self.rule,
            question: vec![Value::Word(question.clone())],
            answer: Value::Detail(Detail {
                text: text.to_owned(),
                value,
                body: None,
                sure,
            }),
            span,
            sentence,
            when: When {
                days: self.context.day.map(|day| (day, day)),
                ..When::default()
            },
            voice: Voice::default(),
        };
        [
            claim(title.of(self.title), said, moved, self.at),
            claim(span.of(self.context.text), told, span, sentence),
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
fn counted(context: &Context<'_>, view: &View<'_>, found: &QuantityMention) -> Option<Counted> {
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
    let is = |at: usize, words: &[&str]| words.contains(&&*lower(view.word(at)));
    if context.is_in(view.form(behind), &lists.counted) {
        behind += 1;
    }
    while is(
        behind,
        &[
            "were",
            "was",
            "are",
            "is",
            "have",
            "been",
            "confirmed",
            "reported",
            "left",
        ],
    ) {
        behind += 1;
    }
    let before = found.tokens.start.checked_sub(1);
    if let Some(list) = casualty(behind).or_else(|| before.and_then(casualty)) {
        return Some(list);
    }
    // "8 charged", "8 people were shot"; else the noun itself.
    let done = view.word(behind);
    let participle = done.len() > 3 && (done.ends_with("ed") || is(behind, &["shot", "held"]));
    let noun = if participle { done } else { view.word(end) };
    let plain = noun.len() > 3
        && (participle || noun.ends_with('s'))
        && noun.chars().all(char::is_alphabetic)
        && !context.is_in(view.form(end), &lists.function_words)
        && !context.is_in(view.form(end), &lists.calendar);
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
        && word.len().abs_diff(other.len()) <= 1
        && word.chars().next() == other.chars().next()
        && !word.starts_with(other)
        && !other.starts_with(word)
        && !other.chars().any(|c| !c.is_alphabetic())
        && strsim::damerau_levenshtein(word, other) == 1
}
