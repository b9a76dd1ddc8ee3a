//! Two frames laid beside each other: how much they share, and whether that makes them one statement.

use crate::extract::{Frame, Marks, Role, Term, TermKind};
use crate::rules::Kinship;

use super::align::{Alignment, Link, Meeting, weight};
use super::time::other_hours;
use super::{Knowledge, Text};

/// Two frames laid beside each other.
pub(super) struct Pair<'p> {
    pub(super) knowledge: Knowledge<'p>,
    pub(super) a: Text<'p>,
    pub(super) b: Text<'p>,
    pub(super) alignment: Alignment,
    /// Weight of the terms of `b` that meet one of `a`.
    shared: f64,
    /// Of each term the clause that makes one statement with it: see [`clause_of`].
    pub(super) clauses: [Vec<usize>; 2],
}

impl<'p> Pair<'p> {
    pub(super) fn new(knowledge: Knowledge<'p>, a: Text<'p>, b: Text<'p>) -> Self {
        let alignment = Alignment::of(knowledge, a.frame, b.frame);
        let met = b.frame.terms.iter().zip(&alignment.of_b);
        let shared = met
            .filter(|(_, link)| link.is_some())
            .map(|(term, _)| weight(term))
            .sum();
        let clauses = |frame: &Frame| {
            let all = 0..frame.terms.len();
            all.map(|at| clause_of(frame, at)).collect()
        };
        Self {
            knowledge,
            a,
            b,
            alignment,
            shared,
            clauses: [clauses(a.frame), clauses(b.frame)],
        }
    }

    /// See [`super::says_all`].
    pub(super) fn says_all(&self) -> Option<bool> {
        let (a, b) = (self.a.frame, self.b.frame);
        let root = (0..b.terms.len()).find(|&at| b.head(at).is_none())?;
        let met = self.met(root)?;
        let same = missing(b, &self.alignment.of_b, |_| true) <= SPARE
            && self.shared() >= LEAST_GIVEN
            && Self::negated(a, met) == Self::negated(b, root)
            && self.same_mood(met, root);
        let turned = |(at, link): (usize, &Option<Link>)| {
            let not = |term: &Term| term.marks.has(Marks::NEGATED);
            link.is_some_and(|link| not(&a.terms[link.to]) != not(&b.terms[at]))
        };
        let same = same && !self.alignment.of_b.iter().enumerate().any(turned);
        let finer = |link: &Link| matches!(link.meeting, Meeting::Finer | Meeting::Wider);
        same.then(|| !self.alignment.of_b.iter().flatten().any(finer))
    }

    pub(super) fn term_a(&self, at: usize) -> &'p Term {
        &self.a.frame.terms[at]
    }

    pub(super) fn term_b(&self, at: usize) -> &'p Term {
        &self.b.frame.terms[at]
    }

    /// The term of `a` that a term of `b` meets.
    pub(super) fn met(&self, b: usize) -> Option<usize> {
        self.alignment.of_b[b].map(|link| link.to)
    }

    /// Weight of the terms of `b` that meet nothing, `except` left out.
    pub(super) fn missing_b(&self, except: usize) -> f64 {
        missing(self.b.frame, &self.alignment.of_b, |at| at != except)
    }

    /// Weight of the terms of `a` that meet nothing, `except` left out.
    pub(super) fn missing_a(&self, except: usize) -> f64 {
        missing(self.a.frame, &self.alignment.of_a, |at| at != except)
    }

    /// As [`Self::missing_b`], of what hangs on `at`, and of `at` itself.
    pub(super) fn missing_below(&self, at: usize) -> f64 {
        let frame = self.b.frame;
        missing(frame, &self.alignment.of_b, |term| {
            frame.path(term).any(|step| step == at)
        })
    }

    /// As [`Self::missing_b`], of the clause that `at` stands in. Whom it is about is not asked
    /// for where the texts are given as about one thing.
    pub(super) fn missing_in_clause(&self, at: usize) -> f64 {
        let frame = self.b.frame;
        let clauses = &self.clauses[1];
        let topic = |term: usize| {
            self.knowledge.given
                && frame.terms[term].kind == TermKind::Name
                && frame
                    .path(term)
                    .any(|step| frame.terms[step].role == Role::Subject)
        };
        missing(frame, &self.alignment.of_b, |term| {
            term != at && !topic(term) && clauses[term] == clauses[at]
        })
    }

    /// Does one sentence, or its clause, repeat the other's nearly word for word? Then what the
    /// articles say elsewhere does not explain the difference.
    pub(super) fn repeats(&self, a: usize, b: usize) -> bool {
        let (s, t) = self.sides(a, b);
        s.met.min(t.met) >= VERBATIM && s.part().min(t.part()) >= VERBATIM_PART
            || self.shared() >= VERBATIM && self.alike_but(a, b)
    }

    /// Are the clauses of two terms one statement by what they say alone? Asked for where nothing
    /// else tells that the texts speak of one thing.
    pub(super) fn one_statement(&self, a: usize, b: usize) -> bool {
        if self.knowledge.given {
            return true;
        }
        let (x, y) = (self.a.frame, self.b.frame);
        let (p, q) = (self.clauses[0][a], self.clauses[1][b]);
        let light = y.terms[q].marks.has(Marks::SLIGHT);
        let heads = p == a && q == b
            || self.joined(p, q) && (!light || self.shared_under(q) >= 1)
            || self.joined(x.clause(a), y.clause(b));
        let (s, t) = self.sides(a, b);
        let rivals = s.own.iter().zip(t.own).any(|(&p, q)| p && q);
        heads
            && !rivals
            && !other_hours(self.a, self.b)
            && !self.rival_subjects(a, b)
            && s.met.min(t.met) >= ENOUGH
            && s.part().max(t.part()) >= ALIKE
            && s.part().min(t.part()) >= ALIKE_LESS
    }

    /// Does one sentence tell what the other tells, and count the same things once, with a number
    /// each?
    pub(super) fn counts_again(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.a.frame, self.b.frame);
        let (Some(p), Some(q)) = (x.head(a), y.head(b)) else {
            return false;
        };
        let counted = self.alignment.of_b[q]
            .is_some_and(|link| link.to == p && link.meeting == Meeting::Same);
        let once = |frame: &Frame, noun: usize| {
            let number = |at: &usize| {
                matches!(frame.terms[*at].kind, TermKind::Quantity(_))
                    && frame
                        .head(*at)
                        .is_some_and(|head| frame.terms[head].word == frame.terms[noun].word)
            };
            (0..frame.terms.len()).filter(number).count() == 1
        };
        counted && once(x, p) && once(y, q) && self.retells() && !other_hours(self.a, self.b)
    }

    /// Does one sentence tell most of what the other tells?
    pub(super) fn retells(&self) -> bool {
        let whole = |frame: &Frame| frame.terms.iter().map(weight).sum::<f64>();
        let least = whole(self.a.frame).min(whole(self.b.frame));
        self.shared() >= RETOLD.max(RETOLD_PART * least)
    }

    /// Does one of two texts given as about one thing retell the other?
    pub(super) fn retold(&self) -> bool {
        self.knowledge.given && self.retells()
    }

    /// Do two words mean the opposite?
    pub(super) fn opposite(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.term_a(a), self.term_b(b));
        self.knowledge.thesaurus.kinship(x.meaning, y.meaning) == Some(Kinship::Opposite)
    }

    /// Do the two speak of two: "a climber", "Duncan Rait"?
    fn rival_subjects(&self, a: usize, b: usize) -> bool {
        let (Some(p), Some(q)) = (
            subject(self.a.frame, self.a.frame.clause(a)),
            subject(self.b.frame, self.b.frame.clause(b)),
        ) else {
            return false;
        };
        let stands = |term: &Term| term.kind == TermKind::Pronoun;
        p != a
            && q != b
            && !stands(self.term_a(p))
            && !stands(self.term_b(q))
            && self.alignment.of_b[q].is_none_or(|link| link.to != p)
    }

    /// Has each of two terms that meet a word beside it that the other lacks: "coffee sales", "bread
    /// sales"? Which way they went tells nothing of what they are.
    pub(super) fn told_apart(&self, a: usize, b: usize) -> bool {
        let own = |frame: &Frame, links: &[Option<Link>], at: usize| {
            frame.children(at).any(|child| {
                let term = &frame.terms[child];
                let tells = matches!(term.role, Role::Modifier | Role::Attribute | Role::Owner);
                let moves = term.marks.has(Marks::RISING) || term.marks.has(Marks::FALLING);
                tells && !moves && weight(term) >= 1.0 && links[child].is_none()
            })
        };
        own(self.a.frame, &self.alignment.of_a, a) && own(self.b.frame, &self.alignment.of_b, b)
    }

    /// What the clauses of two terms share, the terms themselves left out.
    fn sides(&self, a: usize, b: usize) -> (Side, Side) {
        let (x, y) = (self.a.frame, self.b.frame);
        let side = |frame: &Frame, links: &[Option<Link>], clauses: &[usize], detail: usize| {
            let mut side = Side::default();
            let inside = |&at: &usize| at != detail && clauses[at] == clauses[detail];
            for at in (0..frame.terms.len()).filter(inside) {
                let term = &frame.terms[at];
                side.all += weight(term);
                if links[at]
                    .is_some_and(|link| matches!(link.meeting, Meeting::Same | Meeting::Kin))
                {
                    side.met += weight(term);
                } else if links[at].is_none() {
                    let kind = match term.kind {
                        TermKind::Name => 0,
                        TermKind::Quantity(_) => 1,
                        TermKind::Date(_) | TermKind::Opaque => 2,
                        _ => continue,
                    };
                    side.own[kind] = true;
                }
            }
            side
        };
        (
            side(x, &self.alignment.of_a, &self.clauses[0], a),
            side(y, &self.alignment.of_b, &self.clauses[1], b),
        )
    }

    /// How many full words under a verb of `b` meet one of `a`: a light verb says little itself.
    fn shared_under(&self, b: usize) -> usize {
        let frame = self.b.frame;
        frame
            .children(b)
            .filter(|&child| self.met(child).is_some() && weight(&frame.terms[child]) >= 1.0)
            .count()
    }

    /// Do two heads meet, or are they joined by "and" to such: "written and directed by"?
    pub(super) fn joined(&self, a: usize, b: usize) -> bool {
        let first = |frame: &Frame, at: usize| {
            frame
                .path(at)
                .find(|&step| frame.terms[step].role != Role::Conjunct)
                .unwrap_or(at)
        };
        let meets = |a: usize, b: usize| self.alignment.of_b[b].is_some_and(|link| link.to == a);
        meets(a, b)
            || self
                .met(b)
                .is_some_and(|met| met != a && first(self.a.frame, met) == first(self.a.frame, a))
            || meets(a, first(self.b.frame, b))
    }

    /// Weight of all terms of the clause of `b` that `at` stands in.
    pub(super) fn clause_weight(&self, at: usize) -> f64 {
        let frame = self.b.frame;
        let clauses = &self.clauses[1];
        let inside = (0..frame.terms.len()).filter(|&term| clauses[term] == clauses[at]);
        inside.map(|term| weight(&frame.terms[term])).sum()
    }

    /// How much two statements must share: less where they are given as about one thing.
    pub(super) fn least(&self, otherwise: f64) -> f64 {
        if self.knowledge.given {
            LEAST_GIVEN
        } else {
            otherwise
        }
    }

    /// Do the two differ in nothing but these two terms?
    pub(super) fn alike_but(&self, a: usize, b: usize) -> bool {
        self.missing_b(b) <= SPARE && self.missing_a(a) <= SPARE
    }

    pub(super) fn shared(&self) -> f64 {
        self.shared
    }
}

/// Weight, and part of either clause, from which one repeats the other nearly word for word.
const VERBATIM: f64 = 5.0;
const VERBATIM_PART: f64 = 0.9;
/// Weight that a sentence shares with one that it retells, and the part of the shorter of them.
pub(super) const RETOLD: f64 = 6.0;
const RETOLD_PART: f64 = 0.5;
/// Weight that two statements of one thing share where nothing else tells that they are.
const ENOUGH: f64 = 2.2;
/// The part of the clause that shares more, and of the other, that they share then.
const ALIKE: f64 = 0.4;
const ALIKE_LESS: f64 = 0.2;
/// Weight that they share where the texts are given as about one thing.
const LEAST_GIVEN: f64 = 1.9;
/// Weight of words that two sentences may have beyond each other and still be word for word alike.
pub(super) const SPARE: f64 = 0.3;

/// What one of two clauses shares with the other.
#[derive(Default)]
struct Side {
    /// Weight of the terms that meet one of the other.
    met: f64,
    /// Weight of all terms.
    all: f64,
    /// Has it a name, a number, a date of its own? Where both have, they speak of two things.
    own: [bool; 3],
}

impl Side {
    fn part(&self) -> f64 {
        self.met / self.all.max(1.0)
    }
}

/// Weight of the terms that meet nothing, of those that count.
fn missing(frame: &Frame, links: &[Option<Link>], counts: impl Fn(usize) -> bool) -> f64 {
    let missing = (0..frame.terms.len()).filter(|&at| links[at].is_none() && counts(at));
    missing.map(|at| weight(&frame.terms[at])).sum()
}

/// The clause that makes one statement with a term: joined and subordinate clauses make their own,
/// complements and restrictive clauses do not.
fn clause_of(frame: &Frame, at: usize) -> usize {
    let own = |at: usize| {
        let term = &frame.terms[at];
        match term.role {
            Role::Root => true,
            Role::Conjunct => term.kind == TermKind::Verb,
            Role::Clause => frame
                .head(at)
                .is_none_or(|head| frame.terms[head].kind == TermKind::Verb),
            _ => false,
        }
    };
    frame.path(at).find(|&step| own(step)).unwrap_or(at)
}

/// Of whom or what a predicate speaks; for "X, a teacher" the X, for "an elected X" the X.
pub(super) fn subject(frame: &Frame, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..frame.terms.len() {
        let head = frame.head(at);
        let child = frame.child(at, Role::Subject);
        // "The police, who opened": the police.
        let on_noun = frame.terms[at].role == Role::Clause
            && head.is_some_and(|head| frame.terms[head].kind != TermKind::Verb);
        match child {
            Some(child) if on_noun && frame.terms[child].marks.has(Marks::RELATIVE) => return head,
            Some(_) => return child,
            None => {}
        }
        let head = head?;
        // "Told its staff to go", "staff were told to go": the staff goes.
        if frame.terms[at].role == Role::Complement
            && let Some(object) = frame.child(head, Role::Object)
        {
            return Some(object);
        }
        match frame.terms[at].role {
            Role::Apposition => return Some(head),
            Role::Clause | Role::Modifier if frame.terms[head].kind != TermKind::Verb => {
                return Some(head);
            }
            Role::Conjunct | Role::Complement | Role::Clause => at = head,
            _ => return None,
        }
    }
    None
}
