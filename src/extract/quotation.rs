//! Quotations: the words between quotation marks, paragraph by paragraph.

use std::ops::Range;

use crate::language::Shape;
use crate::rules::lower;
use crate::text::Span;

use super::name::{NameKind, plain, surname};
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

    /// Adds a claim of each of `rules` ("What exactly did somebody say?") for the quotations that no
    /// pattern gave to a speaker: the speaker of the quotation before goes on, or nobody is named.
    pub(super) fn add_rest(&self, context: &Context<'_>, rules: &[usize], claims: &mut Vec<Claim>) {
        if rules.is_empty() || self.all.is_empty() {
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
            let speaker = goes_on
                .map(|(_, name)| name)
                .or_else(|| the_only_one(context, quote));
            if let Some(name) = &speaker {
                last = Some((quote.tokens.end, name.clone()));
            }
            let words = normalise(quote.span.of(context.text));
            if quote.words >= MIN_WORDS_UNNAMED && is_speech(quote.span.of(context.text)) {
                let speaker = speaker.unwrap_or_else(|| UNNAMED.to_owned());
                claims.extend(
                    rules
                        .iter()
                        .map(|&rule| claim(context, rule, quote, &speaker, &words)),
                );
            }
        }
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

/// Words of somebody, not an address of a page or the like.
fn is_speech(text: &str) -> bool {
    !text.contains("://") && text.contains(|c: char| c.is_lowercase())
}

fn claim(
    context: &Context<'_>,
    rule: usize,
    quote: &Quotation,
    speaker: &str,
    words: &str,
) -> Claim {
    let sentence = context
        .analysis
        .sentences
        .partition_point(|sentence| sentence.span.end <= quote.span.start);
    let sentence = context.analysis.sentences.get(sentence);
    Claim {
        rule,
        question: vec![Value::Person(speaker.to_owned())],
        answer: Value::Quotation(words.to_owned()),
        span: quote.span,
        sentence: sentence.map_or(quote.span, |sentence| sentence.span),
        when: When::on(context.day),
        voice: Voice::default(),
    }
}

/// The words of a quotation: lower case, plain apostrophes, no other punctuation.
fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut apostrophe, mut dots) = (false, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '/')) {
        if matches!(word, "’" | "'") {
            apostrophe = true;
            continue;
        }
        // "...", "word...": something is left out here.
        dots = if word == "." { dots + 1 } else { 0 };
        let cut = word.contains("...") || dots == 2 || word.contains('…');
        let leads = word.starts_with(['.', '…']);
        let word = word.trim_matches(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '[' | ']' | '(' | ')' | '…' | '@' | '$' | '%'))
        });
        let lower = lower(word);
        // "it ’ s" with its apostrophe set apart.
        let ending = matches!(&*lower, "s" | "t" | "ll" | "re" | "ve" | "d" | "m");
        if std::mem::take(&mut apostrophe) && ending && !out.is_empty() {
            out.push('\'');
            out.push_str(&lower);
            continue;
        }
        let mark = if cut { "…" } else { "" };
        let word = lower.trim_matches('…');
        for part in if leads { [mark, word] } else { [word, mark] } {
            let again = part == "…" && out.ends_with('…');
            if !part.is_empty() && !again {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(part);
            }
        }
    }
    out
}
