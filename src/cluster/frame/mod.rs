//! Two frames, and what their sentences are to each other: the words of one are laid beside those
//! of the other, and where all but one detail meet, that detail decides.

mod align;
mod amount;
mod attribute;
mod copied;
mod course;
mod explain;
mod mood;
mod name;
mod order;
mod pair;
mod place;
mod polarity;
mod running;
mod slot;
mod time;

use crate::extract::{Frame, Told};
use crate::rules::{ListId, RuleSet, Tables, Thesaurus, Vocabulary};

pub use explain::explain;
pub use order::timed;
use pair::Pair;

/// The kind of detail in which two sentences differ; each is the question of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Did it happen?
    Happened,
    /// How many, how much?
    Amount,
    /// When?
    Time,
    /// Where?
    Place,
    /// Who, or what?
    Participant,
    /// What kind?
    Attribute,
    /// Before or after?
    Order,
}

impl Facet {
    /// The name by which a rule asks for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Amount => "amount",
            Self::Time => "time",
            Self::Place => "place",
            Self::Participant => "participant",
            Self::Attribute => "attribute",
            Self::Order => "order",
        }
    }
}

/// A detail that two frames tell differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// What kind of detail.
    pub facet: Facet,
    /// The term of the first frame.
    pub a: usize,
    /// The term of the second frame.
    pub b: usize,
    /// How sure that both cannot be true of one thing, from 0 to 1.
    pub confidence: f64,
    /// Could both be true, by what they mean, so that only their words tell them apart?
    pub by_words: bool,
}

impl Contrast {
    fn new(facet: Facet, (a, b): (usize, usize), confidence: f64) -> Self {
        Self {
            facet,
            a,
            b,
            confidence,
            by_words: false,
        }
    }
}

/// What comparing needs to know beside the frames.
#[derive(Clone, Copy)]
pub struct Knowledge<'k> {
    /// Word meanings.
    pub thesaurus: &'k Thesaurus,
    /// Names of places and bodies.
    pub tables: &'k Tables,
    /// Word lists.
    pub words: &'k Vocabulary,
    /// The list of words that deny.
    negations: Option<ListId>,
    /// The list of what denies a word that it stands before.
    prefixes: Option<ListId>,
    /// The list of words that tell of others than a number counts.
    others: Option<ListId>,
    /// The lists of words for an office that one person holds.
    offices: [Option<ListId>; 2],
    /// The two texts are given as speaking of one thing.
    pub given: bool,
}

impl<'k> Knowledge<'k> {
    /// What the rules know; `given` when the texts are given as speaking of one thing.
    pub fn new(rules: &'k RuleSet, given: bool) -> Self {
        let list = |name| rules.words.lists_named(name).first().copied();
        Self {
            thesaurus: &rules.thesaurus,
            tables: &rules.tables,
            words: &rules.words,
            negations: list("negation.negations"),
            prefixes: list("negation.prefixes"),
            others: list("clause.others"),
            offices: ["roles.exclusive", "roles.portfolio_heads"].map(list),
            given,
        }
    }

    /// Is the word "not", "never", "no one"?
    fn denies(&self, word: &str) -> bool {
        self.holds(self.negations, word)
    }

    /// Does it deny the word that it stands before: "un", "non-"?
    fn is_negative_prefix(&self, letters: &str) -> bool {
        self.holds(self.prefixes, letters.trim_end_matches('-'))
    }

    /// Is the word "other": are there more than a number beside it counts?
    fn tells_of_others(&self, word: &str) -> bool {
        self.holds(self.others, word)
    }

    /// Is the word one for an office that one person holds: "mayor", "secretary"?
    fn is_office(&self, word: &str) -> bool {
        self.offices.iter().any(|&list| self.holds(list, word))
    }

    fn holds(&self, list: Option<ListId>, word: &str) -> bool {
        list.is_some_and(|list| self.words.is_in(self.words.token(word), list))
    }
}

/// One of the two sides.
#[derive(Clone, Copy)]
pub struct Text<'t> {
    /// The sentence.
    pub frame: &'t Frame,
    /// What the article that it stands in tells.
    pub support: &'t Told,
    /// The article's text.
    pub article: &'t str,
}

impl<'t> Text<'t> {
    /// A sentence of what an article tells.
    pub fn of(article: &'t str, support: &'t Told, frame: usize) -> Self {
        Self {
            frame: &support.frames[frame],
            support,
            article,
        }
    }
}

/// All details in which one of the two texts, read as a statement about the other, contradicts it.
pub fn contrasts(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Vec<Contrast> {
    let mut found = copied::find(knowledge, a, b);
    if !found.is_empty() {
        return found;
    }
    found.extend(one_way(knowledge, a, b));
    let back = one_way(knowledge, b, a).into_iter();
    found.extend(back.map(|contrast| Contrast {
        a: contrast.b,
        b: contrast.a,
        ..contrast
    }));
    found
}

/// The details in which `b`, read as a statement about `a`, contradicts it.
fn one_way(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Vec<Contrast> {
    let pair = Pair::new(knowledge, a, b);
    let mut found = Vec::new();
    polarity::find(&pair, &mut found);
    course::find(&pair, &mut found);
    slot::find(&pair, &mut found);
    place::find(&pair, &mut found);
    attribute::find(&pair, &mut found);
    order::find(&pair, &mut found);
    found
}

/// Does the first text say all that the second says: `Some(true)` in the same words or others,
/// `Some(false)` more exactly; `None` when it does not.
pub fn says_all(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Option<bool> {
    Pair::new(knowledge, a, b).says_all()
}
