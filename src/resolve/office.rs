//! Whose office it is when the text does not say: "Secretary of State Ann Ito" holds the one that the
//! tables give to somebody of that name at the time.

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::extract::{Claim, Value};
use crate::rules::{OfficeFact, RuleSet};

use super::People;

/// Days around a term in which its holder is still, or already, called by the office.
const AROUND: i32 = 60;

/// The terms of the tables, by role.
#[derive(Debug)]
pub(super) struct Offices<'r> {
    by_role: FxHashMap<&'r str, Vec<Term<'r>>>,
}

#[derive(Debug)]
struct Term<'r> {
    fact: &'r OfficeFact,
    /// The canonical name of its holder.
    holder: String,
    /// The first and the last day on which its holder is called by the office.
    called: (Date, Date),
}

impl Term<'_> {
    fn holds(&self, day: Date) -> bool {
        (self.called.0..=self.called.1).contains(&day)
    }
}

impl<'r> Offices<'r> {
    pub(super) fn new(rules: &'r RuleSet, people: &People<'_>) -> Self {
        let mut by_role: FxHashMap<&str, Vec<Term>> = FxHashMap::default();
        for fact in &rules.tables.offices {
            let holder = people.canonical(&fact.holder);
            let last = fact.to.unwrap_or(fact.as_of);
            let called = (
                fact.from.saturating_sub(AROUND.days()),
                last.saturating_add(AROUND.days()),
            );
            by_role.entry(&fact.role).or_default().push(Term {
                fact,
                holder,
                called,
            });
        }
        Self { by_role }
    }

    /// Fills in the body of an office that the text left open; `false` when that cannot be told, so
    /// that the claim answers no question.
    pub(super) fn place(&self, claim: &mut Claim, people: &People<'_>) -> bool {
        let Value::Person(name) = &claim.answer else {
            return true;
        };
        for value in &mut claim.question {
            let Value::Office(office) = value else {
                continue;
            };
            if office.body.is_empty() {
                let Some((day, _)) = claim.when.days else {
                    return false;
                };
                let Some(body) = self.body(&office.role, name, day, people) else {
                    return false;
                };
                body.clone_into(&mut office.body);
            }
        }
        true
    }

    /// The one body whose office somebody of this name, or nearly this name, held about that day.
    fn body(&self, role: &str, name: &str, day: Date, people: &People<'_>) -> Option<&'r str> {
        let terms = self.by_role.get(role)?;
        let one = |same: &dyn Fn(&Term) -> bool| {
            let mut bodies = terms
                .iter()
                .filter(|term| term.holds(day) && same(term))
                .map(|term| term.fact.body.as_str());
            let first = bodies.next()?;
            bodies.all(|body| body == first).then_some(first)
        };
        let shares = |holder: &str| {
            let mut parts = holder.split(' ');
            parts.any(|part| name.split(' ').any(|other| other == part))
        };
        one(&|term| term.fact.holder == name || term.holder == name).or_else(|| {
            one(&|term| {
                let holder = &term.fact.holder;
                shares(holder) && people.slip(holder, name).is_some()
            })
        })
    }
}
