//! Quotations: the words between quotation marks, paragraph by paragraph.

use std::ops::Range;

use crate::language::Shape;
use crate::rules::{MentionKind, Rule, RuleSet};
use crate::text::Span;

use super::name::{Name, NameKind, plain, surname};
use super::quoted::{is_speech, normalise};
use super::voice::Voice;
use super::{Claim, Context, Value, View, When};

/// Fewer words than this are a phrase, not a quotation that could be told apart from another.
const MIN_WORDS: usize = 6;

/// Fewer words than this tell nothing without their speaker.
const MIN_WORDS_UNNAMED: usize = 8;

/// Stands for the speaker of a quotation whom the words around it do not name. Its words are
/// evidence of what was said all the same.
pub const UNNAMED: &str = "the speaker";

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quotation {
    /// From the opening to the closing mark.
    span: Span,
    /// Tokens of the article inside, marks included.
    tokens: Range<usize>,
    words: usize,
}

/// The rules about what was said.
#[derive(Debug, Clone, Default)]
pub(super) struct Sayings {
    /// "What exactly did somebody say?"
    words: Vec<usize>,
    /// "Who said it?"
    speaker: Vec<usize>,
}

impl Sayings {
    /// Those of the rules that take part.
    pub(super) fn new(rules: &RuleSet, active: &[bool]) -> Self {
        let asking = |answer: MentionKind, slot: &str| {
            let asks = |rule: &Rule| rule.answer == answer && rule.slots == [slot];
            let all = rules.rules.iter().zip(active).enumerate();
            all.filter(|(_, (rule, active))| **active && asks(rule))
                .map(|(index, _)| index)
                .collect()
        };
        Self {
            words: asking(MentionKind::Quotation, "person"),
            speaker: asking(MentionKind::Person, "quotation"),
        }
    }
}

/// The quotations of one article, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Quotations {
    all: Vec<Quotation>,
    /// Per sentence: does a quotation of [`MIN_WORDS`] reach into it?
    sentences: Vec<bool>,
}

impl Quotations {
    pub(super) fn find(context: &Context<'_>) -> Self {
        let mut found = Self {
            all: Vec::new(),
            sentences: vec![false; context.analysis.sentences.len()],
        };
        let mut open: Option<(usize, bool)> = None;
        for (at, token) in context.analysis.tokens.iter().enumerate() {
            let curly = match token.span.of(context.text) {
                "“" => Some((true, true)),
                "”" => Some((false, true)),
                "\"" => Some((open.is_none(), false)),
                _ => None,
            };
            if let Some((opens, curly)) = curly {
                match open {
                    _ if opens => open = Some((at, curly)),
                    Some((start, was_curly)) if was_curly == curly => {
                        found.push(context, start..at + 1);
                        open = None;
                    }
                    _ => {}
                }
            }
            // A mark that a paragraph leaves open is taken up again by the next one, or a typo.
            if token.shape.has(Shape::BREAK_AFTER) {
                open = None;
            }
        }
        let mut from = 0;
        for (index, sentence) in context.analysis.sentences.iter().enumerate() {
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            while found
                .all
                .get(from)
                .is_some_and(|quote| quote.tokens.end <= tokens.start)
            {
                from += 1;
            }
            found.sentences[index] = found.all[from..]
                .iter()
                .take_while(|quote| quote.tokens.start < tokens.end)
                .any(|quote| quote.words >= MIN_WORDS);
        }
        found
    }

    fn push(&mut self, context: &Context<'_>, tokens: Range<usize>) {
        let all = &context.analysis.tokens[tokens.clone()];
        let words = all
            .iter()
            .filter(|token| !token.shape.has(Shape::PUNCTUATION))
            .count();
        let span = all[0].span.to(all[all.len() - 1].span);
        self.all.push(Quotation {
            span,
            tokens,
            words,
        });
    }

    /// Adds the claims of the quotations that no pattern gave to a speaker: the sentence around one
    /// names its speaker, the speaker of the quotation before goes on, or nobody is named.
    pub(super) fn add_rest(&self, context: &Context<'_>, rules: &Sayings, claims: &mut Vec<Claim>) {
        if rules.words.is_empty() && rules.speaker.is_empty() || self.all.is_empty() {
            return;
        }
        let mut said: Vec<(Span, String)> = Vec::new();
        for claim in claims.iter() {
            if let (Value::Quotation(_), [Value::Person(name)]) = (&claim.answer, &*claim.question)
            {
                said.push((claim.span, name.clone()));
            }
        }
        said.sort();
        let mut last: Option<(usize, String)> = None;
        for quote in &self.all {
            let at = said.partition_point(|(span, _)| span.end < quote.span.end);
            let direct = said[at..]
                .iter()
                .take_while(|(span, _)| span.start <= quote.span.end)
                .find(|(span, _)| span.contains(quote.span));
            if let Some((_, name)) = direct {
                last = Some((quote.tokens.end, name.clone()));
                continue;
            }
            let goes_on = last
                .take()
                .filter(|(from, name)| goes_on(context, *from, name, quote));
            let named = self.named_around(context, quote);
            let speaker = named
                .as_ref()
                .map(|(_, name)| name.clone())
                .or_else(|| goes_on.map(|(_, name)| name))
                .or_else(|| the_only_one(context, quote));
            if let Some(name) = &speaker {
                last = Some((quote.tokens.end, name.clone()));
            }
            if quote.words < MIN_WORDS_UNNAMED || !is_speech(quote.span.of(context.text)) {
                continue;
            }
            let words = normalise(quote.span.of(context.text));
            if let Some((at, name)) = named {
                let (question, answer) = (Value::Quotation(words.clone()), Value::Person(name));
                let asked = rules.speaker.iter();
                claims.extend(asked.map(|&rule| Claim {
                    span: at.to(quote.span),
                    ..claim(context, rule, quote, question.clone(), answer.clone())
                }));
            }
            let speaker = speaker.unwrap_or_else(|| UNNAMED.to_owned());
            let (question, answer) = (Value::Person(speaker), Value::Quotation(words));
            let asked = rules.words.iter();
            claims.extend(
                asked.map(|&rule| claim(context, rule, quote, question.clone(), answer.clone())),
            );
        }
    }

    /// The speaker whom the sentence of a quotation names before it: "Ann Ito said the deal calls for
    /// “…”", "Ann Ito looked up from her desk, saying, “…”".
    fn named_around(&self, context: &Context<'_>, quote: &Quotation) -> Option<(Span, String)> {
        let sentences = &context.analysis.sentences;
        let own = sentences.partition_point(|other| other.span.end <= quote.span.start);
        let view = context.view(sentences.get(own)?);
        let opening = quote.tokens.start.checked_sub(view.first)?;
        let lists = &context.lists;
        let verb = (0..opening).rev().find(|&at| {
            context.is_in(view.form(at), &lists.reporting) && !self.quotes(view.tokens[at].span)
        })?;
        let people: Vec<&Name> = context
            .names_of(&view)
            .iter()
            .filter(|name| name.tokens.end <= opening && name.kind == NameKind::Person)
            // "ABC" is nobody, whoever wrote for it.
            .filter(|name| !view.shape(name.tokens.end - 1).has(Shape::ALL_CAPS))
            .collect();
        let beside = (verb + 1..opening).all(|at| view.shape(at).has(Shape::PUNCTUATION));
        let sources = (0..verb).any(|at| context.is_in(view.form(at), &lists.sources));
        let speaker = match people[..] {
            // Nobody else is named, and the verb has no subject of its own.
            [only] if beside && context.is_in(view.form(verb), &lists.saying) && !sources => only,
            [.., last] if last.tokens.end == verb => last,
            _ => return None,
        };
        let full = context.names.full(&plain(&view, &speaker.tokens))?;
        Some((view.span_of(&speaker.tokens), full))
    }

    /// Does a quotation worth comparing reach into this sentence?
    pub(super) fn touch(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).copied().unwrap_or_default()
    }

    /// The quotations that reach into a sentence: their tokens there, their whole span, and their
    /// words in lower case.
    pub(super) fn in_sentence(
        &self,
        view: &View<'_>,
        sentence: usize,
    ) -> Vec<(Range<usize>, Span, String)> {
        if !self.touch(sentence) {
            return Vec::new();
        }
        let end = view.first + view.tokens.len();
        let from = self
            .all
            .partition_point(|quote| quote.tokens.end <= view.first);
        self.all[from..]
            .iter()
            .take_while(|quote| quote.tokens.start < end)
            .filter(|quote| quote.words >= MIN_WORDS)
            .map(|quote| {
                let tokens = quote.tokens.start.max(view.first) - view.first
                    ..quote.tokens.end.min(end) - view.first;
                (tokens, quote.span, normalise(quote.span.of(view.text)))
            })
            .collect()
    }

    /// Does the span hold a whole quotation worth comparing?
    pub(super) fn is_quotation(&self, span: Span) -> bool {
        self.all
            .iter()
            .any(|quote| quote.words >= MIN_WORDS && span.contains(quote.span))
    }

    /// Does the span lie inside quotation marks?
    pub(super) fn quotes(&self, span: Span) -> bool {
        self.all
            .iter()
            .any(|quote| quote.span.contains(span) && quote.span != span)
    }
}

/// Does the speaker of the quotation that ended at token `from` speak this one too? In the same
/// paragraph, or by a pronoun beside it, and nobody else named in between.
fn goes_on(context: &Context<'_>, from: usize, name: &str, quote: &Quotation) -> bool {
    let tokens = &context.analysis.tokens;
    let between = from..quote.tokens.start.max(from);
    let paragraph = !tokens[from - 1..between.end.max(from)]
        .iter()
        .any(|token| token.shape.has(Shape::BREAK_AFTER));
    let pronoun = |at: usize| is_he_or_she(context, at);
    let after = quote.tokens.end;
    let beside = (after..after + 3).any(pronoun)
        || (quote.tokens.start.saturating_sub(4)..quote.tokens.start).any(pronoun);
    if !paragraph && !beside {
        return false;
    }
    let first = context
        .analysis
        .sentences
        .partition_point(|sentence| sentence.tokens.end as usize <= between.start);
    let sentences = context.analysis.sentences[first..]
        .iter()
        .take_while(|sentence| (sentence.tokens.start as usize) < after + 3);
    for sentence in sentences {
        let view = context.view(sentence);
        let others = context.names_of(&view).iter().any(|other| {
            let at = view.first + other.tokens.start;
            let outside = between.contains(&at) || (after..after + 6).contains(&at);
            let text = plain(&view, &other.tokens);
            outside
                && matches!(other.kind, NameKind::Person | NameKind::Unknown)
                && surname(&text) != surname(name)
        });
        if others {
            return false;
        }
    }
    true
}

/// The one person whom the two sentences before a quotation name, when a pronoun speaks it.
fn the_only_one(context: &Context<'_>, quote: &Quotation) -> Option<String> {
    const BEFORE: usize = 2;
    let tokens = &context.analysis.tokens;
    let after = quote.tokens.end;
    // A capital behind the quotation begins another sentence.
    let goes_on = |&at: &usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| !token.shape.has(Shape::CAPITAL))
    };
    let pronoun = (after..after + 2)
        .filter(goes_on)
        .chain(quote.tokens.start.saturating_sub(3)..quote.tokens.start)
        .any(|at| is_he_or_she(context, at));
    if !pronoun {
        return None;
    }
    let sentences = &context.analysis.sentences;
    let own = sentences.partition_point(|other| other.span.end <= quote.span.start);
    let mut found: Option<String> = None;
    for sentence in &sentences[own.saturating_sub(BEFORE)..=own.min(sentences.len() - 1)] {
        let view = context.view(sentence);
        for name in context.names_of(&view) {
            let at = view.first + name.tokens.start;
            if name.kind != NameKind::Person || at >= quote.tokens.start {
                continue;
            }
            let full = context.names.full(&plain(&view, &name.tokens))?;
            if found.as_ref().is_some_and(|known| *known != full) {
                return None;
            }
            found = Some(full);
        }
    }
    found
}

/// Is a token of the article "he" or "she"?
fn is_he_or_she(context: &Context<'_>, at: usize) -> bool {
    context.is_he_or_she(context.forms.get(at).copied().unwrap_or_default())
}

fn claim(
    context: &Context<'_>,
    rule: usize,
    quote: &Quotation,
    question: Value,
    answer: Value,
) -> Claim {
    let sentence = context
        .analysis
        .sentences
        .partition_point(|sentence| sentence.span.end <= quote.span.start);
    let sentence = context.analysis.sentences.get(sentence);
    Claim {
        rule,
        question: vec![question],
        answer,
        span: quote.span,
        sentence: sentence.map_or(quote.span, |sentence| sentence.span),
        when: When::on(context.day),
        voice: Voice::default(),
    }
}
