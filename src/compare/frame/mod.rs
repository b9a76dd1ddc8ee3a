//! Two frames, and what their sentences are to each other: the words of one are laid beside those
//! of the other, and where all but one detail meet, that detail decides.

mod align;
mod polarity;
mod slot;

use crate::extract::{Frame, Marks, Role, Status, Term, TermKind, Told};
use crate::rules::{Tables, Thesaurus};

pub(crate) use align::{Alignment, weight};

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
}

/// What comparing needs to know beside the frames.
#[derive(Clone, Copy)]
pub struct Knowledge<'k> {
    /// Word meanings.
    pub thesaurus: &'k Thesaurus,
    /// Names of places and bodies.
    pub tables: &'k Tables,
    /// The two texts are given as speaking of one thing.
    pub given: bool,
}

/// One of the two sides.
#[derive(Clone, Copy)]
pub struct Text<'t> {
    /// The sentence.
    pub frame: &'t Frame,
    /// The article that it stands in.
    pub support: &'t Told,
}

/// All details in which the second text, read as a statement about the first, contradicts it.
pub fn contrasts(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Vec<Contrast> {
    let alignment = Alignment::of(knowledge, a.frame, b.frame);
    let pair = Pair { knowledge, a, b, alignment };
    let mut found = Vec::new();
    polarity::find(&pair, &mut found);
    slot::find(&pair, &mut found);
    found
}

/// Two frames laid beside each other.
struct Pair<'p> {
    knowledge: Knowledge<'p>,
    a: Text<'p>,
    b: Text<'p>,
    alignment: Alignment,
}

impl<'p> Pair<'p> {
    fn term_a(&self, at: usize) -> &'p Term {
        &self.a.frame.terms[at]
    }

    fn term_b(&self, at: usize) -> &'p Term {
        &self.b.frame.terms[at]
    }

    /// The term of `a` that a term of `b` meets.
    fn met(&self, b: usize) -> Option<usize> {
        self.alignment.of_b[b].map(|link| link.to)
    }

    /// Weight of the terms of `b` that meet nothing, those in `except` left out.
    fn missing_b(&self, except: &[usize]) -> f64 {
        self.missing(self.b.frame, &self.alignment.of_b, except)
    }

    fn missing_a(&self, except: &[usize]) -> f64 {
        self.missing(self.a.frame, &self.alignment.of_a, except)
    }

    fn missing(&self, frame: &Frame, links: &[Option<align::Link>], except: &[usize]) -> f64 {
        let missing = (0..frame.terms.len())
            .filter(|at| links[*at].is_none() && !except.contains(at))
            .map(|at| weight(&frame.terms[at]));
        missing.sum()
    }

    /// Weight of the terms of `b` that meet one of `a`.
    fn shared(&self) -> f64 {
        let terms = self.b.frame.terms.iter().zip(&self.alignment.of_b);
        terms.filter(|(_, link)| link.is_some()).map(|(term, _)| weight(term)).sum()
    }

    /// Do both clauses state something of the same kind of reality?
    fn same_mood(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.mood(self.a.frame, a), self.mood(self.b.frame, b));
        x == y && matches!(x, Status::Asserted | Status::Planned)
    }

    fn mood(&self, frame: &Frame, at: usize) -> Status {
        let clause = frame.clause(at);
        frame.terms[clause].status.max(frame.terms[at].status)
    }

    /// Is the clause of a term negated, an odd number of times on the way up to its predicate?
    fn negated(frame: &Frame, at: usize) -> bool {
        let clause = frame.clause(at);
        frame
            .path(at)
            .take_while(|&step| step != clause)
            .chain([clause])
            .filter(|&step| frame.terms[step].marks.has(Marks::NEGATED))
            .count()
            % 2
            == 1
    }

    fn hedged(frame: &Frame, at: usize) -> bool {
        let clause = frame.clause(at);
        frame.terms[at].marks.has(Marks::HEDGED) || frame.terms[clause].marks.has(Marks::HEDGED)
    }
}

/// Of whom or what a predicate speaks; for "X, a teacher" the X, for "an elected X" the X.
fn subject(frame: &Frame, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..frame.terms.len() {
        if let Some(subject) = frame.child(at, Role::Subject) {
            return Some(subject);
        }
        let head = frame.head(at)?;
        match frame.terms[at].role {
            Role::Conjunct | Role::Complement => at = head,
            Role::Apposition => return Some(head),
            Role::Clause | Role::Modifier if frame.terms[head].kind != TermKind::Verb => return Some(head),
            Role::Clause => at = head,
            _ => return None,
        }
    }
    None
}
