//! Which word of one sentence says what a word of the other says.

use crate::extract::{Exactness, Frame, Marks, Quantity, Role, Term, TermKind, Unit};
use crate::rules::Kinship;

use super::Knowledge;
use super::time::reach;

/// How a term meets another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meeting {
    /// The same word, name or value.
    Same,
    /// A word of the same meaning.
    Kin,
    /// The term of `a` is a kind of the term of `b`.
    Finer,
    /// The term of `b` is a kind of the term of `a`, or says more than it.
    Wider,
    /// A pronoun or "the film" where the other has a name, in texts given as about one thing.
    Stand,
}

/// The partner of a term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Link {
    pub(crate) to: usize,
    pub(crate) meeting: Meeting,
}

/// One-to-one links between the terms of two frames.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alignment {
    pub(crate) of_a: Vec<Option<Link>>,
    pub(crate) of_b: Vec<Option<Link>>,
}

/// How much a term says: names and values most, light words next to nothing.
pub(crate) fn weight(term: &Term) -> f64 {
    if term.marks.has(Marks::SLIGHT) {
        return 0.1;
    }
    match &term.kind {
        TermKind::Name | TermKind::Quantity(_) | TermKind::Date(_) => 2.0,
        TermKind::Noun => 1.2,
        TermKind::Verb | TermKind::Adjective | TermKind::Opaque => 1.0,
        TermKind::Adverb => 0.6,
        TermKind::Pronoun => 0.0,
    }
}

impl Alignment {
    pub(crate) fn of(knowledge: Knowledge<'_>, a: &Frame, b: &Frame) -> Self {
        let width = a.terms.len();
        let met: Vec<Option<(f64, Meeting)>> = b
            .terms
            .iter()
            .flat_map(|y| a.terms.iter().map(|x| meet(knowledge, x, y)))
            .collect();
        let mut open: Vec<(f64, usize, usize, Meeting)> = Vec::new();
        for (j, y) in b.terms.iter().enumerate() {
            for (i, x) in a.terms.iter().enumerate() {
                let Some((score, meeting)) = met[j * width + i] else {
                    continue;
                };
                let heads = match (a.head(i), b.head(j)) {
                    (Some(p), Some(q)) => met[q * width + p].is_some(),
                    (None, None) => true,
                    _ => false,
                };
                // Two bounds fit nearly always: only what they count tells whether they are one.
                if x.hedged() && y.hedged() && meeting != Meeting::Same && !heads {
                    continue;
                }
                let bonus =
                    if heads { 0.3 } else { 0.0 } + if x.role == y.role { 0.2 } else { 0.0 };
                open.push((score + bonus, i, j, meeting));
            }
        }
        open.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
        let mut alignment = Self {
            of_a: vec![None; a.terms.len()],
            of_b: vec![None; b.terms.len()],
        };
        for (_, i, j, meeting) in open {
            if alignment.of_a[i].is_none() && alignment.of_b[j].is_none() {
                alignment.join(i, j, meeting);
            }
        }
        if knowledge.given {
            alignment.stand_in(a, b);
        }
        alignment
    }

    fn join(&mut self, i: usize, j: usize, meeting: Meeting) {
        self.of_a[i] = Some(Link { to: j, meeting });
        self.of_b[j] = Some(Link { to: i, meeting });
    }

    /// "It was founded in 1970": a pronoun or "the company" for the name that the other text gives.
    fn stand_in(&mut self, a: &Frame, b: &Frame) {
        let refers = |term: &Term| {
            term.kind == TermKind::Pronoun
                || term.kind == TermKind::Noun && term.marks.has(Marks::DEFINITE)
        };
        let full = |term: &Term| matches!(term.kind, TermKind::Name | TermKind::Noun);
        for j in 0..b.terms.len() {
            if self.of_b[j].is_some() || !matches!(b.terms[j].role, Role::Subject | Role::Object) {
                continue;
            }
            let partner = (0..a.terms.len()).find(|&i| {
                let (x, y) = (&a.terms[i], &b.terms[j]);
                let stands = refers(x) && full(y) || refers(y) && full(x);
                let heads = a.head(i).zip(b.head(j));
                stands
                    && self.of_a[i].is_none()
                    && x.role == y.role
                    && heads.is_some_and(|(p, q)| self.of_a[p].is_some_and(|link| link.to == q))
            });
            if let Some(i) = partner {
                self.join(i, j, Meeting::Stand);
            }
        }
    }
}

/// Do two terms say the same, and how sure?
fn meet(knowledge: Knowledge<'_>, x: &Term, y: &Term) -> Option<(f64, Meeting)> {
    match (&x.kind, &y.kind) {
        (TermKind::Name, TermKind::Name) => names(knowledge, x, y),
        (TermKind::Name, TermKind::Adjective | TermKind::Noun)
        | (TermKind::Adjective | TermKind::Noun, TermKind::Name) => {
            if x.body.is_some() && x.body == y.body {
                return Some((0.9, Meeting::Kin));
            }
            (x.parts.contains(&y.word) || y.parts.contains(&x.word)).then_some((0.7, Meeting::Kin))
        }
        (TermKind::Quantity(p), TermKind::Quantity(q)) => {
            if p == q {
                Some((1.0, Meeting::Same))
            } else if fits(knowledge.given, p, q) {
                let finer = p.narrower_than(q);
                Some((
                    0.8,
                    if finer {
                        Meeting::Finer
                    } else {
                        Meeting::Wider
                    },
                ))
            } else {
                None
            }
        }
        (TermKind::Date(p), TermKind::Date(q)) => {
            let apart = reach(x, p)
                .zip(reach(y, q))
                .is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
            if apart {
                None
            } else if (p.first, p.last) == (q.first, q.last) {
                Some((1.0, Meeting::Same))
            } else if q.contains(p) {
                Some((0.9, Meeting::Finer))
            } else if p.compatible(q) {
                Some((0.8, Meeting::Wider))
            } else {
                None
            }
        }
        (TermKind::Quantity(_) | TermKind::Date(_) | TermKind::Opaque | TermKind::Pronoun, _)
        | (_, TermKind::Quantity(_) | TermKind::Date(_) | TermKind::Opaque | TermKind::Pronoun) => {
            None
        }
        // The word itself before all that is like it, wherever the two stand.
        _ if x.word == y.word => Some((1.2, Meeting::Same)),
        _ => match knowledge.thesaurus.kinship(x.meaning, y.meaning)? {
            Kinship::Same => Some((0.85, Meeting::Kin)),
            Kinship::Derived => Some((0.75, Meeting::Kin)),
            // A negative as a thing is a kind of film; negative as said of something is none.
            Kinship::KindOf | Kinship::Includes
                if x.marks.has(Marks::SLIGHT) || y.marks.has(Marks::SLIGHT) || x.kind != y.kind =>
            {
                None
            }
            Kinship::KindOf => Some((0.6, Meeting::Finer)),
            Kinship::Includes => Some((0.5, Meeting::Wider)),
            Kinship::Opposite | Kinship::Sibling => None,
        },
    }
}

/// Can both be true? Of a bound and a number, to the unit; who writes "more than 60" may mean 60.
/// In texts given as about one thing, who writes "more than 61" does not mean 61.
pub(super) fn fits(given: bool, p: &Quantity, q: &Quantity) -> bool {
    let round = |quantity: &Quantity| quantity.value.abs() % 10.0 < 1e-9;
    let strict = |quantity: &Quantity| {
        given && matches!(quantity.unit, Unit::Count | Unit::Percent) && !round(quantity)
    };
    let within = |bound: &Quantity, number: &Quantity| match bound.exactness {
        _ if number.exactness != Exactness::Exactly => true,
        Exactness::MoreThan if strict(bound) => number.value > bound.value,
        Exactness::LessThan if strict(bound) => number.value < bound.value,
        Exactness::MoreThan | Exactness::AtLeast => number.value >= bound.value,
        Exactness::LessThan | Exactness::AtMost => number.value <= bound.value,
        _ => true,
    };
    let crossed = |low: &Quantity, high: &Quantity| {
        matches!(low.exactness, Exactness::MoreThan | Exactness::AtLeast)
            && matches!(high.exactness, Exactness::LessThan | Exactness::AtMost)
            && low.value >= high.value
    };
    // Who writes "at least three" of one thing does not mean "at least two".
    let bounds = matches!(
        (p.exactness, q.exactness),
        (Exactness::AtLeast, Exactness::AtLeast) | (Exactness::AtMost, Exactness::AtMost)
    );
    if given && bounds && p.unit == q.unit && (p.value - q.value).abs() > 1e-9 {
        return false;
    }
    let mixed = p.unit == Unit::Fraction || q.unit == Unit::Fraction;
    p.compatible(q) && (mixed || within(p, q) && within(q, p) && !crossed(p, q) && !crossed(q, p))
}

/// Have two names a word in common beside those that both begin or end with? "Ann Ito" and "Ann Denby",
/// "West Side" and "North Side" are two each.
fn overlap_within(x: &[u32], y: &[u32]) -> bool {
    let alike =
        |pairs: &mut dyn Iterator<Item = (&u32, &u32)>| pairs.take_while(|(p, q)| p == q).count();
    let led = alike(&mut x.iter().zip(y));
    let (x, y) = (&x[led..], &y[led..]);
    let ended = alike(&mut x.iter().rev().zip(y.iter().rev()));
    let (x, y) = (&x[..x.len() - ended], &y[..y.len() - ended]);
    x.iter().any(|part| y.contains(part))
}

fn names(knowledge: Knowledge<'_>, x: &Term, y: &Term) -> Option<(f64, Meeting)> {
    if x.parts == y.parts {
        return Some((1.0, Meeting::Same));
    }
    if let (Some(p), Some(q)) = (x.body, y.body) {
        if p == q {
            return Some((1.0, Meeting::Same));
        }
        let tables = knowledge.tables;
        return tables
            .overlap(p.into(), q.into())
            .then_some((0.6, Meeting::Finer));
    }
    let (short, long) = if x.parts.len() <= y.parts.len() {
        (x, y)
    } else {
        (y, x)
    };
    let all = short.parts.iter().all(|part| long.parts.contains(part));
    let last = x.word == y.word;
    if all {
        Some((if last { 0.95 } else { 0.8 }, Meeting::Same))
    } else if last && short.parts.len() == 1 {
        Some((0.9, Meeting::Same))
    } else if overlap_within(&x.parts, &y.parts) {
        Some((0.5, Meeting::Kin))
    } else {
        None
    }
}
