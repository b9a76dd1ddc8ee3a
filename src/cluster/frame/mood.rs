//! How what two frames say is meant: as so, as planned or supposed, as denied.

use crate::extract::{Frame, Marks, Role, Status, TermKind};

use super::pair::Pair;

impl Pair<'_> {
    /// Do both clauses state something of the same kind of reality?
    pub(super) fn same_mood(&self, a: usize, b: usize) -> bool {
        let (x, y) = (Self::mood(self.a.frame, a), Self::mood(self.b.frame, b));
        match (x, y) {
            (Status::Asserted, Status::Asserted) | (Status::Planned, Status::Planned) => true,
            // "Is opening", "will open".
            (Status::Asserted, Status::Planned) | (Status::Planned, Status::Asserted) => {
                self.both_open(a, b)
            }
            _ => false,
        }
    }

    /// Is something on, or still to be, in both of two statements, one of which retells the other:
    /// "is to keep", "should remove"? What is done already, may be done otherwise later.
    pub(super) fn both_open(&self, a: usize, b: usize) -> bool {
        self.retold() && Self::is_open(self.a.frame, a) && Self::is_open(self.b.frame, b)
    }

    fn is_open(frame: &Frame, at: usize) -> bool {
        let verb = &frame.terms[frame.clause(at)];
        let over = verb.marks.has(Marks::PAST) || verb.marks.has(Marks::PERFECT);
        match Self::mood(frame, at) {
            Status::Planned | Status::Hypothetical => true,
            Status::Asserted => verb.kind == TermKind::Verb && !over,
            _ => false,
        }
    }

    /// Are both supposed or wished alike, in texts given as about one thing, one of which retells the
    /// other?
    pub(super) fn supposed_alike(&self, a: usize, b: usize) -> bool {
        let moods = [Self::mood(self.a.frame, a), Self::mood(self.b.frame, b)];
        // "Ordered to stay", "is to stay": neither is so yet.
        let ahead = |mood| matches!(mood, Status::Planned | Status::Hypothetical);
        let alike = moods[0] == moods[1] || moods.into_iter().all(ahead);
        // What kind of thing it is does not hang on whether it will come.
        let kinds = [self.term_a(a), self.term_b(b)];
        let kinds = kinds.iter().all(|term| term.role == Role::Modifier);
        self.retold() && (alike || kinds) || self.knowledge.given && alike && self.repeats(a, b)
    }

    /// How the clause of a term is meant, or the term itself where that is less sure.
    pub(super) fn mood(frame: &Frame, at: usize) -> Status {
        let clause = frame.clause(at);
        frame.terms[clause].status.max(frame.terms[at].status)
    }

    /// Is the clause of a term negated, an odd number of times on the way up to its predicate?
    pub(super) fn negated(frame: &Frame, at: usize) -> bool {
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

    /// Is a term, or its clause, neither so nor not: "hardly"?
    pub(super) fn hedged(frame: &Frame, at: usize) -> bool {
        let clause = frame.clause(at);
        frame.terms[at].marks.has(Marks::HEDGED) || frame.terms[clause].marks.has(Marks::HEDGED)
    }
}
