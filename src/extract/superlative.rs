//! "X was the first woman to lead Y", "Y's tallest building is X": who or what is the one of which
//! there can be no second.

use std::ops::Range;

use crate::language::Shape;
use crate::rules::{ListId, Vocabulary};

use super::lists::lists;
use super::mention::Value;
use super::name::{Name, NameKind, plain};
use super::quotation::Quotations;
use super::voice::{self, Status};
use super::{Claim, Context, View, When};

/// Most tokens of what the superlative is about.
const LONGEST: usize = 16;

/// Reads the superlatives of sentences for one rule.
#[derive(Debug, Clone)]
pub(super) struct Superlatives {
    rule: usize,
    words: Words,
}

lists! {
    /// The lists that only superlatives ask for.
    struct Words;
    one: ["superlatives.one"],
    not: ["superlatives.not"],
    ends: ["superlatives.ends"],
    bounds: ["superlatives.bounds"],
    one_of: ["superlatives.one_of"],
    on: ["function.on"],
    making: ["superlatives.making"],
    listing: ["superlatives.listing"],
    adverbs: ["superlatives.adverbs"],
    links: ["superlatives.links"],
    have: ["superlatives.have"],
}

impl Superlatives {
    pub(super) fn new(rule: usize, words: &Vocabulary) -> Self {
        let words = Words::new(words);
        Self { rule, words }
    }

    /// The claims of one sentence.
    pub(super) fn claims(
        &self,
        context: &Context<'_>,
        view: &View<'_>,
        quotes: &Quotations,
        claims: &mut Vec<Claim>,
    ) {
        let phrase = Phrase {
            context,
            view,
            words: &self.words,
        };
        for at in (1..view.tokens.len()).filter(|&at| phrase.is_in(at, &self.words.one)) {
            let the = at - 1;
            if !phrase.is_in(the, &context.lists.the) || view.is_heading() {
                continue;
            }
            let Some(of) = phrase.definition(at) else {
                continue;
            };
            let Some(holder) = phrase.holder(the) else {
                continue;
            };
            let span = view.span_of(&holder).to(view.span_of(&of));
            let name = plain(view, &holder);
            let name = context.names.full(&name).unwrap_or(name);
            let mut voice = voice::of(context, view, span, quotes);
            if voice.status == Status::Past {
                voice.status = Status::Asserted;
            }
            claims.push(Claim {
                rule: self.rule,
                question: vec![Value::Word(wording(context, view, &of))],
                answer: Value::Person(name),
                span,
                sentence: view.span,
                when: When::on(context.day),
                voice,
            });
        }
    }
}

/// A sentence with a superlative.
struct Phrase<'p> {
    context: &'p Context<'p>,
    view: &'p View<'p>,
    words: &'p Words,
}

impl Phrase<'_> {
    fn is_in(&self, at: usize, lists: &[ListId]) -> bool {
        self.context.is_in(self.view.form(at), lists)
    }

    /// The tokens from the superlative at `at` to the end of its phrase, where they say enough:
    /// whose first, the first to do what.
    fn definition(&self, at: usize) -> Option<Range<usize>> {
        const MARKS: [&str; 11] = [",", ".", ";", ":", "—", "–", "(", ")", "“", "”", "\""];
        let (view, words, lists) = (self.view, self.words, &self.context.lists);
        let ends = |at: usize| MARKS.contains(&view.word(at)) || self.is_in(at, &words.ends);
        let end = (at + 1..view.tokens.len())
            .find(|&at| ends(at))
            .unwrap_or(view.tokens.len());
        // "… on Friday": when it was said or done, not what.
        let dated = (at + 1..end).find(|&at| self.is_in(at, &lists.weekdays));
        let end = dated.map_or(end, |day| day - usize::from(self.is_in(day - 1, &words.on)));
        let tokens = at..end;
        let vague = self.is_in(at + 1, &words.not)
            || view.shape(at + 1).has(Shape::DIGIT)
            || self.is_in(at + 1, &lists.numbers);
        // "of the first women", "among the first to"
        let one_of = at >= 2 && self.is_in(at - 2, &words.one_of);
        let bound = (at + 2..end).any(|at| self.is_in(at, &words.bounds));
        let named = (at + 1..end)
            .any(|at| view.shape(at).has(Shape::CAPITAL) && !self.is_in(at, &lists.calendar));
        (!vague && !one_of && bound && named && tokens.len() <= LONGEST).then_some(tokens)
    }

    /// "X is the first", "X, the first", "X became the first", "making X the first".
    fn holder(&self, the: usize) -> Option<Range<usize>> {
        let words = self.words;
        let last = the.checked_sub(1)?;
        // "made X the first"
        if let Some(tokens) = self.name_to(the) {
            let before = tokens.start.checked_sub(1)?;
            return self.is_in(before, &words.making).then_some(tokens);
        }
        if self.view.word(last) == "," {
            // A list of names is no apposition.
            let tokens = self.name_to(last)?;
            let listed = tokens
                .start
                .checked_sub(1)
                .is_some_and(|at| self.view.word(at) == "," || self.is_in(at, &words.listing));
            return (!listed && tokens.len() >= 2).then_some(tokens);
        }
        let mut at = last;
        while at > 0 && self.is_in(at, &words.adverbs) {
            at -= 1;
        }
        if !self.is_in(at, &words.links) {
            return None;
        }
        let verb = at - usize::from(at > 0 && self.is_in(at - 1, &words.have));
        self.name_to(verb)
    }

    /// The tokens of a name that may be a holder's and ends there.
    fn name_to(&self, end: usize) -> Option<Range<usize>> {
        let fits = |name: &&Name| {
            name.tokens.end == end && matches!(name.kind, NameKind::Person | NameKind::Unknown)
        };
        let mut names = self.context.names_of(self.view).iter();
        names.find(fits).map(|name| name.tokens.clone())
    }
}

/// The words of a definition without articles, as the question shows them.
fn wording(context: &Context<'_>, view: &View<'_>, tokens: &Range<usize>) -> String {
    let mut out = String::new();
    for at in tokens.clone() {
        // "The" and "A" with a capital are part of a name.
        let small = !view.shape(at).has(Shape::CAPITAL);
        if small && context.is_in(view.form(at), &context.lists.articles) {
            continue;
        }
        let glued = at > tokens.start && !view.shape(at - 1).has(Shape::SPACE_AFTER);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(view.word(at));
    }
    out.replace('’', "'")
}
