//! Which way something went, up or down, whatever kind of word says it: "profits fell", "a drop in
//! profit", "falling profits".

use crate::extract::{Bearing, Frame, Marks, Role, Status, Term, TermKind};

use super::pair::{Pair, subject};
use super::time::apart_in_time;
use super::{Contrast, Facet};

/// How sure it is that a thing that went up did not go down.
const SURE: f64 = 0.65;

/// A word of a frame that says which way something went.
struct Course {
    word: usize,
    /// What went that way.
    theme: usize,
    up: bool,
}

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    let said: Vec<Course> = courses(pair.b.frame).collect();
    if said.is_empty() {
        return;
    }
    for first in courses(pair.a.frame) {
        let other = |second: &&Course| second.up != first.up && excludes(pair, &first, second);
        let other = said.iter().find(other);
        found.extend(
            other.map(|second| Contrast::new(Facet::Happened, (first.word, second.word), SURE)),
        );
    }
}

fn courses(frame: &Frame) -> impl Iterator<Item = Course> + '_ {
    let moving = |&at: &usize| {
        let marks = frame.terms[at].marks;
        marks.has(Marks::RISING) != marks.has(Marks::FALLING)
    };
    (0..frame.terms.len())
        .filter(moving)
        .filter(|&at| !Pair::negated(frame, at) && !Pair::hedged(frame, at))
        .filter(|&at| Pair::mood(frame, at) == Status::Asserted)
        .filter_map(|at| {
            Some(Course {
                word: at,
                theme: theme(frame, at)?,
                up: frame.terms[at].marks.has(Marks::RISING),
            })
        })
}

/// What went up or down, by a word that says that it did.
fn theme(frame: &Frame, at: usize) -> Option<usize> {
    let named = |&at: &usize| matches!(frame.terms[at].kind, TermKind::Noun | TermKind::Name);
    let term = &frame.terms[at];
    match term.kind {
        _ if term.role == Role::Modifier => frame.head(at).filter(named),
        // "Raised prices"; "gained five points" says it of the subject.
        TermKind::Verb => {
            let object = frame.child(at, Role::Object).filter(named);
            let said_of = || subject(frame, at).filter(named);
            // "Said profits dropped by 20 per cent": whatever the parser takes for the subject.
            let clause = (term.role == Role::Clause)
                .then(|| frame.head(at))
                .flatten();
            object.or_else(said_of).or(clause.filter(named))
        }
        TermKind::Noun => frame.children(at).find(|&child| {
            let term = &frame.terms[child];
            let in_it = term.role == Role::Attribute && term.bearing.has_any(Bearing::PLACING);
            term.kind == TermKind::Noun && (in_it || term.role == Role::Modifier)
        }),
        _ => None,
    }
}

/// Do two opposite courses speak of one thing in one time, and does neither text tell both?
fn excludes(pair: &Pair<'_>, a: &Course, b: &Course) -> bool {
    let one = pair.met(b.theme) == Some(a.theme)
        || pair.term_a(a.theme).word == pair.term_b(b.theme).word;
    let both = |frames: &[Frame], course: &Course, theme: &Term| {
        frames.iter().any(|frame| {
            let mut courses = courses(frame);
            courses.any(|each| each.up != course.up && frame.terms[each.theme].word == theme.word)
        })
    };
    one && !pair.told_apart(a.theme, b.theme)
        && pair.one_statement(a.word, b.word)
        && pair.retells()
        && !apart_in_time(pair, a.word, b.word)
        && !both(&pair.a.support.frames, a, pair.term_a(a.theme))
        && !both(&pair.b.support.frames, b, pair.term_b(b.theme))
}
