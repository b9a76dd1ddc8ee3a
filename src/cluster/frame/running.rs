//! Sentences as runs of words: what two of them have in common, in order, and how far it runs alike
//! around a place.

use std::ops::Range;

use crate::extract::{Term, TermKind};
use crate::text::{Span, common};

use super::{Knowledge, Text};

/// Words in a run, on either side of the detail, that are in one sentence only.
const GAP: usize = 4;
/// Words in a row that one sentence may insert into a run, as "who has been mayor since May".
const INSERTED: usize = 12;
/// The part of its words that the shorter sentence shares with the other.
const ALIKE: f64 = 0.6;
/// The part of the longer sentence that runs alike when it is a copy of the other.
const COPY: f64 = 0.7;
/// The same where the shorter one stands in the longer one whole: a part of either, and words.
const INSIDE: (f64, f64, usize) = (0.85, 0.5, 12);
/// Words that two sentences share at least.
const LEAST: usize = 5;

/// A sentence as the run of its words.
pub(super) struct Running<'t> {
    pub(super) text: Text<'t>,
    pub(super) words: Vec<&'t str>,
    /// Of each term its words.
    pub(super) ranges: Vec<Range<usize>>,
}

/// Words of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'t> {
    pub(super) words: &'t [&'t str],
    pub(super) span: Span,
}

impl<'t> Running<'t> {
    /// Without the ranges of the terms, which [`Twins`] wants.
    pub(super) fn new(text: Text<'t>) -> Self {
        Self {
            text,
            words: words(text.frame.sentence.of(text.article)),
            ranges: Vec::new(),
        }
    }

    fn with_ranges(mut self) -> Self {
        let terms = self.terms().iter();
        self.ranges = terms.map(|term| self.range(term)).collect();
        self
    }

    pub(super) fn is_like(&self, other: &Self) -> bool {
        let (mut x, mut y) = (self.words.clone(), other.words.clone());
        x.sort_unstable();
        y.sort_unstable();
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
            shared += usize::from(p == q);
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        shared >= LEAST && shared as f64 >= ALIKE * x.len().min(y.len()) as f64
    }

    pub(super) fn span(&self, at: usize) -> Span {
        let word = self.words[at];
        let start = word.as_ptr() as usize - self.text.article.as_ptr() as usize;
        Span::new(start, start + word.len())
    }

    fn range(&self, term: &Term) -> Range<usize> {
        let start = (0..self.words.len())
            .find(|&at| self.span(at).overlaps(term.span))
            .unwrap_or(self.words.len());
        let inside = (start..self.words.len()).take_while(|&at| self.span(at).overlaps(term.span));
        start..start + inside.count()
    }

    pub(super) fn phrase(&self, range: Range<usize>) -> Phrase<'_> {
        let span = self.span(range.start).to(self.span(range.end - 1));
        Phrase {
            words: &self.words[range],
            span,
        }
    }

    pub(super) fn terms(&self) -> &'t [Term] {
        &self.text.frame.terms
    }

    /// Do some of the words name or measure something?
    fn tells(&self, words: &Range<usize>) -> bool {
        let inside = |range: &Range<usize>| range.start < words.end && words.start < range.end;
        let mut terms = self.terms().iter().zip(&self.ranges);
        terms.any(|(term, range)| {
            inside(range)
                && matches!(
                    term.kind,
                    TermKind::Name | TermKind::Quantity(_) | TermKind::Date(_)
                )
        })
    }
}

/// The words of a sentence without the punctuation around them; "n't" is a word, "'s" is none.
fn words(sentence: &str) -> Vec<&str> {
    fn split(word: &str) -> [&str; 2] {
        let denial = ["n't", "n’t"].iter().find(|end| word.ends_with(*end));
        let at = word.len() - denial.map_or(0, |end| end.len());
        [&word[..at], &word[at..]]
    }
    fn bare(word: &str) -> &str {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '%');
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        owner.unwrap_or(word)
    }
    let words = sentence.split_whitespace().map(bare).flat_map(split);
    words.filter(|word| !word.is_empty()).collect()
}

/// Two sentences, and the words that they have in common.
pub(super) struct Twins<'t> {
    pub(super) knowledge: Knowledge<'t>,
    pub(super) a: Running<'t>,
    pub(super) b: Running<'t>,
    pub(super) common: Vec<(usize, usize)>,
    /// Is one a copy of the other, with small changes?
    pub(super) copy: bool,
}

/// The words that run alike around two places.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) before: usize,
    pub(super) after: usize,
    /// Words in between that are in one sentence only.
    pub(super) gaps: usize,
    /// How many of them stand right before the places, and right after them.
    pub(super) nearest: [usize; 2],
}

impl Around {
    /// Words that run alike, less those in between.
    pub(super) fn run(self) -> usize {
        (self.before + self.after).saturating_sub(self.gaps)
    }
}

impl<'t> Twins<'t> {
    pub(super) fn new(knowledge: Knowledge<'t>, a: Running<'t>, b: Running<'t>) -> Self {
        let common = common(&a.words, &b.words);
        let (short, long) = (
            a.words.len().min(b.words.len()) as f64,
            a.words.len().max(b.words.len()) as f64,
        );
        let alike = common.len() as f64;
        let (of_short, of_long, least) = INSIDE;
        let inside = alike >= of_short * short && alike >= of_long * long && common.len() >= least;
        Self {
            knowledge,
            a: a.with_ranges(),
            b: b.with_ranges(),
            common,
            copy: alike >= COPY * long || inside,
        }
    }

    /// Counts outward from two places, until much is not alike or another name or value differs.
    pub(super) fn around(&self, p: &Range<usize>, q: &Range<usize>) -> Around {
        let rival = |x: Range<usize>, y: Range<usize>| self.a.tells(&x) && self.b.tells(&y);
        let before = self.common.iter().rev();
        let before = before.filter(|&&(x, y)| x < p.start && y < q.start);
        let mut side = Side::default();
        let (mut i, mut j) = (p.start, q.start);
        for &(x, y) in before {
            if !side.step((i - x - 1, j - y - 1), || rival(x + 1..i, y + 1..j)) {
                break;
            }
            (i, j) = (x, y);
        }
        let mut other = Side::default();
        let after = self
            .common
            .iter()
            .filter(|&&(x, y)| x >= p.end && y >= q.end);
        let (mut i, mut j) = (p.end, q.end);
        for &(x, y) in after {
            if !other.step((x - i, y - j), || rival(i..x, j..y)) {
                break;
            }
            (i, j) = (x + 1, y + 1);
        }
        Around {
            before: side.alike,
            after: other.alike,
            gaps: side.gaps + other.gaps,
            nearest: [side.nearest, other.nearest],
        }
    }
}

/// One side of a place, walked outward.
#[derive(Default)]
struct Side {
    alike: usize,
    gaps: usize,
    nearest: usize,
}

impl Side {
    /// Takes the next word alike, so many others before it in either sentence; false where the run
    /// ends.
    fn step(&mut self, (mine, theirs): (usize, usize), rival: impl FnOnce() -> bool) -> bool {
        // What one of the two only inserts leaves the rest as it is.
        let inserted = mine.min(theirs) == 0 && mine + theirs <= INSERTED;
        let cost = if inserted {
            (mine + theirs).min(GAP / 2)
        } else {
            mine + theirs
        };
        if self.gaps + cost > GAP || !inserted && rival() {
            return false;
        }
        if self.alike == 0 {
            self.nearest = mine + theirs;
        }
        self.alike += 1;
        self.gaps += cost;
        true
    }
}
