//! The facts of a sentence that another sentence states as well, each with what takes its place.

use std::collections::BTreeSet;
use std::ops::Range;

use gainsay::language::Shape;

use super::stories::{Read, Weights, Word};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Number,
    Day,
    Place,
    Polarity,
    Speaker,
    Holder,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Number,
        Self::Day,
        Self::Place,
        Self::Polarity,
        Self::Speaker,
        Self::Holder,
    ];
}

/// Words around a fact that tell what it is a fact of, on either side.
const AROUND: usize = 3;
/// How far from the same word the other sentence may have them.
const WITHIN: usize = 5;
/// Words in a row by which two sentences quote the same.
const QUOTED: usize = 4;

const PLACES: &str = "Chicago Houston Dallas Boston Seattle Denver Atlanta Miami London Paris Berlin \
     Moscow Texas Florida Ohio Virginia California Iowa France Germany Russia China Iran Syria";
const WEEKDAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve";
/// Offices that one person holds at a time.
const ROLES: &str = "President Governor Gov. Mayor Minister Secretary Speaker Chief";
const NOT_HOLDERS: &str = "former Former Vice Deputy ousted acting";
/// Verbs that take a "not" behind them.
const AUXILIARIES: &str = "was were is are will would has did";
/// What stands beside a number that is part of something else: a date, a score, a span.
const JOINS: &str = "January February March April May June July August September October November December \
     Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. - – / : . and or to No";
const NEGATED: &str = "not n't n’t no never";
const QUOTES: &str = "\" “ ” `` ''";
const SOMEONE: &str = "Peter Hallmann";

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// What comes so many steps after a word in a list, around its end.
fn after(list: &str, word: &str, step: usize) -> Option<String> {
    let words: Vec<&str> = list.split_whitespace().collect();
    let at = words.iter().position(|one| *one == word)?;
    Some(words[(at + step) % words.len()].to_owned())
}

/// Two sentences, the second on the first's story.
pub(crate) struct Sentences<'r> {
    words: Vec<Word<'r>>,
    other: Vec<Word<'r>>,
    quoted: bool,
}

/// A change: what, which bytes of the article, and what they become.
pub(crate) type Change = (Kind, Range<usize>, String);

impl<'r> Sentences<'r> {
    pub(crate) fn new(
        (read, sentence): (&'r Read, usize),
        (other, beside): (&'r Read, usize),
        weights: &Weights,
    ) -> Self {
        let words = read.words(sentence, weights);
        let quoted = words.iter().any(|word| is_one_of(QUOTES, word.text));
        Self {
            other: other.words(beside, weights),
            words,
            quoted,
        }
    }

    /// All changes of facts that the other sentence states as well.
    pub(crate) fn changes(&self) -> Vec<Change> {
        (0..self.words.len())
            .flat_map(|at| {
                let speaker = self.quoted.then(|| self.speaker(at)).flatten();
                let told = (!self.quoted).then(|| self.told(at)).flatten();
                [speaker, told]
            })
            .flatten()
            .collect()
    }

    fn word(&self, at: usize) -> &'r str {
        self.words.get(at).map_or("", |word| word.text)
    }

    fn speaker(&self, at: usize) -> Option<Change> {
        if !matches!(self.word(at), "said" | "says") || !self.same_quotation() {
            return None;
        }
        let full = |at: usize| self.full_name(at);
        let (name, last) = full(at + 1).or_else(|| at.checked_sub(2).and_then(full))?;
        let stated = self.other.iter().any(|word| word.text == last);
        stated.then(|| (Kind::Speaker, name, SOMEONE.to_owned()))
    }

    fn told(&self, at: usize) -> Option<Change> {
        let here = self.word(at);
        let range = self.words[at].span.clone();
        if is_one_of(AUXILIARIES, here) && !is_one_of(NEGATED, self.word(at + 1)) {
            return (self.stated(at, true))
                .then(|| (Kind::Polarity, range.end..range.end, " not".to_owned()));
        }
        if is_one_of(ROLES, here) {
            return self.holder(at);
        }
        let (kind, new) = self.number(at).or_else(|| {
            let day = after(WEEKDAYS, here, 2).map(|new| (Kind::Day, new));
            day.or_else(|| after(PLACES, here, 1).map(|new| (Kind::Place, new)))
        })?;
        self.stated(at, false).then_some((kind, range, new))
    }

    fn number(&self, at: usize) -> Option<(Kind, String)> {
        let here = self.word(at);
        let joined = |at: usize| is_one_of(JOINS, self.word(at));
        if let Some(new) = after(NUMBERS, here, 3) {
            return Some((Kind::Number, new));
        }
        let number = here.replace(',', "").parse::<u64>().ok()?;
        let year = (1900..2100).contains(&number) || here.starts_with('0');
        let part = joined(at + 1) || at.checked_sub(1).is_some_and(joined);
        (!year && !part).then(|| (Kind::Number, (number * 2 + 3).to_string()))
    }

    /// "Mayor Ann Lee" in both.
    fn holder(&self, at: usize) -> Option<Change> {
        let (name, last) = self.full_name(at + 1)?;
        let held = !(at.saturating_sub(3)..at).any(|at| is_one_of(NOT_HOLDERS, self.word(at)));
        let titled = |window: &[Word<'_>]| {
            window[0].text == self.word(at) && window[1..].iter().any(|word| word.text == last)
        };
        (held && self.other.windows(3).any(titled))
            .then(|| (Kind::Holder, name, SOMEONE.to_owned()))
    }

    /// Two words with a capital and no third, as bytes, and the second of them.
    fn full_name(&self, at: usize) -> Option<(Range<usize>, &'r str)> {
        let (first, last) = (self.words.get(at)?, self.words.get(at + 1)?);
        let name = [first, last]
            .iter()
            .all(|word| word.shape.has(Shape::CAPITAL));
        let day = is_one_of(WEEKDAYS, last.text);
        let longer = self.words.get(at + 2);
        let longer = longer.is_some_and(|word| word.shape.has(Shape::CAPITAL));
        (name && !day && !longer && last.text.len() > 3)
            .then_some((first.span.start..last.span.end, last.text))
    }

    /// Has the other sentence the same word among the words that tell what it is a fact of: half of
    /// them at least, two or more; of what is denied, the verb first?
    fn stated(&self, at: usize, verb: bool) -> bool {
        let here = self.word(at).to_lowercase();
        let [left, right] = around(&self.words, at, AROUND);
        (0..self.other.len())
            .filter(|&there| self.other[there].text.to_lowercase() == here)
            .any(|there| {
                let [before, behind] = around(&self.other, there, WITHIN);
                let known: BTreeSet<&str> = before.iter().chain(&behind).copied().collect();
                let shared = left
                    .iter()
                    .chain(&right)
                    .filter(|stem| known.contains(*stem));
                let shared = shared.count();
                let same_verb = right.first() == behind.first() && !right.is_empty();
                shared >= 2 && 2 * shared >= left.len() + right.len() && (!verb || same_verb)
            })
    }

    fn same_quotation(&self) -> bool {
        let plain = |words: &[Word<'r>]| -> Vec<String> {
            let words = words
                .iter()
                .filter(|word| !word.shape.has(Shape::PUNCTUATION));
            words.map(|word| word.text.to_lowercase()).collect()
        };
        let (one, other) = (plain(&self.words), plain(&self.other));
        let runs: BTreeSet<&[String]> = other.windows(QUOTED).collect();
        one.windows(QUOTED).any(|run| runs.contains(run))
    }
}

/// The stems of the nearest words that weigh something, on either side.
fn around<'w>(words: &'w [Word<'_>], at: usize, count: usize) -> [Vec<&'w str>; 2] {
    let weighty = |word: &'w Word<'_>| word.weighs().then(|| word.stem());
    [
        words[..at]
            .iter()
            .rev()
            .filter_map(weighty)
            .take(count)
            .collect(),
        words[at + 1..]
            .iter()
            .filter_map(weighty)
            .take(count)
            .collect(),
    ]
}
