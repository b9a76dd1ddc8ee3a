//! Whose office it is when the text does not say: "Secretary of State Ann Ito" holds the one that the
//! tables give to somebody of that name at the time.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::extract::{Claim, Value, days_between};
use crate::rules::{OfficeFact, RuleSet};

use super::People;

/// Days around a term in which its holder is still, or already, called by the office.
const AROUND: i32 = 60;

/// The terms of the tables, by role.
#[derive(Debug)]
pub(super) struct Offices<'r> {
    by_role: FxHashMap<&'r str, Vec<&'r OfficeFact>>,
}

impl<'r> Offices<'r> {
    pub(super) fn new(rules: &'r RuleSet) -> Self {
        let mut by_role: FxHashMap<&str, Vec<&OfficeFact>> = FxHashMap::default();
        for fact in &rules.tables.offices {
            by_role.entry(&fact.role).or_default().push(fact);
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
        let holds = |fact: &&&OfficeFact| {
            let last = fact.to.unwrap_or(fact.as_of);
            days_between(fact.from, day) >= -AROUND && days_between(last, day) <= AROUND
        };
        let one = |same: &dyn Fn(&str) -> bool| {
            let mut bodies = terms
                .iter()
                .filter(|fact| same(&fact.holder))
                .filter(holds)
                .map(|fact| fact.body.as_str());
            let first = bodies.next()?;
            bodies.all(|body| body == first).then_some(first)
        };
        let shares = |holder: &str| {
            let mut parts = holder.split(' ');
            parts.any(|part| name.split(' ').any(|other| other == part))
        };
        one(&|holder| holder == name || people.canonical(holder) == name)
            .or_else(|| one(&|holder| shares(holder) && people.slip(holder, name).is_some()))
    }
}
