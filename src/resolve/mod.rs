//! Claims about mentions to claims about entities, across the corpus: one name for one person, the
//! weight of each name, and which articles are copies of one wire text.

mod happening;
mod office;
mod people;
mod story;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::extract::{
    ArticleClaims, Claim, Currency, Office, Profile, Status, Tenure, Told, Value, Voice, When,
};
use crate::rules::{OfficeFact, RuleSet};
use crate::text::Span;

pub use happening::Happenings;
use office::Offices;
pub use people::{Likeness, People, Slip};
pub use story::{SharedNames, Stories};

/// Who makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// An article, by its index.
    Article(u32),
    /// A row of the office tables, by its index in [`crate::rules::Tables::offices`].
    Fact(u32),
    /// The calendar.
    Calendar,
}

/// A claim with its origin and its names resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who makes it.
    pub origin: Origin,
    /// The claim; people bear their canonical names.
    pub claim: Claim,
}

impl Statement {
    /// The index of the article that makes it.
    pub fn article(&self) -> Option<usize> {
        match self.origin {
            Origin::Article(index) => Some(index as usize),
            Origin::Fact(_) | Origin::Calendar => None,
        }
    }

    /// The first day of the time spoken of.
    pub fn day(&self) -> Option<Date> {
        self.claim.when.days.map(|(first, _)| first)
    }
}

/// What later steps know of an article; its text is not among it.
#[derive(Debug, Clone, Default)]
pub struct ArticleFacts {
    /// Its own day.
    pub day: Option<Date>,
    /// Whether the day was inferred from the text.
    pub day_inferred: bool,
    /// What it is about.
    pub profile: Profile,
    /// What its sentences say; filled in for articles that share their story with another.
    pub told: Told,
}

/// All claims of a corpus, resolved.
#[derive(Debug)]
pub struct Corpus<'r> {
    /// The rules that the claims refer to.
    pub rules: &'r RuleSet,
    /// One per article.
    pub articles: Vec<ArticleFacts>,
    /// In order of origin and place.
    pub statements: Vec<Statement>,
    /// People's names.
    pub people: People<'r>,
    /// How alike two articles' stories are.
    pub stories: Stories,
    /// Which articles report one happening.
    pub happenings: Happenings,
    /// Whether the reference tables take part.
    pub use_reference: bool,
    offices: Offices<'r>,
}

impl Corpus<'_> {
    /// The claims of a text as statements of this origin, its names resolved; also those on an
    /// office of which nothing tells whose it is.
    pub fn statements_of(&self, origin: Origin, claims: Vec<Claim>) -> Vec<Statement> {
        let resolved = claims.into_iter().map(|mut claim| {
            canonical(&self.people, &mut claim);
            self.offices.place(&mut claim, &self.people);
            Statement { origin, claim }
        });
        resolved.collect()
    }
}

/// Each person under the one name that the tables know.
fn canonical(people: &People<'_>, claim: &mut Claim) {
    for value in claim.question.iter_mut().chain([&mut claim.answer]) {
        if let Value::Person(name) = value {
            *name = people.canonical(name);
        }
    }
}

/// Resolves the claims of all articles and adds the reference facts that can meet them.
pub fn resolve(rules: &RuleSet, extracted: Vec<ArticleClaims>, use_reference: bool) -> Corpus<'_> {
    let people = People::new(rules);
    let offices = Offices::new(rules, &people);
    let mut statements = Vec::new();
    let mut articles = Vec::with_capacity(extracted.len());
    for (index, article) in extracted.into_iter().enumerate() {
        let origin = Origin::Article(index as u32);
        for mut claim in article.claims {
            canonical(&people, &mut claim);
            if offices.place(&mut claim, &people) {
                statements.push(Statement { origin, claim });
            }
        }
        articles.push(ArticleFacts {
            day: article.day,
            day_inferred: article.day_inferred,
            profile: article.profile,
            told: Told::default(),
        });
    }
    if use_reference {
        let facts = facts(rules, &people, &statements);
        statements.extend(facts);
    }
    let calendar = calendar(&statements);
    statements.extend(calendar);
    let stories = Stories::new(&articles);
    let happenings = Happenings::new(&articles, &stories);
    Corpus {
        rules,
        articles,
        statements,
        people,
        stories,
        happenings,
        use_reference,
        offices,
    }
}

/// The rows of the office tables as claims, for the offices that articles speak of.
fn facts(rules: &RuleSet, people: &People<'_>, statements: &[Statement]) -> Vec<Statement> {
    let mut wanted: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for statement in statements {
        for value in &statement.claim.question {
            if let Value::Office(office) = value {
                wanted
                    .entry((&office.role, &office.body))
                    .or_insert(statement.claim.rule);
            }
        }
    }
    let rows = rules.tables.offices.iter().enumerate();
    rows.filter(|(_, fact)| !fact.acting)
        .filter_map(|(index, fact)| {
            let rule = *wanted.get(&(fact.role.as_str(), fact.body.as_str()))?;
            Some(Statement {
                origin: Origin::Fact(index as u32),
                claim: fact_claim(rule, fact, people),
            })
        })
        .collect()
}

fn fact_claim(rule: usize, fact: &OfficeFact, people: &People<'_>) -> Claim {
    let last = fact.to.unwrap_or(fact.as_of);
    let office = Office {
        role: fact.role.clone(),
        body: fact.body.clone(),
        tenure: Tenure::Holding,
    };
    Claim {
        rule,
        question: vec![Value::Office(office)],
        answer: Value::Person(people.canonical(&fact.holder)),
        span: Span::default(),
        sentence: Span::default(),
        when: When {
            days: Some((fact.from, last)),
            stated: true,
            currency: Currency::Now,
        },
        voice: Voice {
            source: None,
            status: Status::Asserted,
        },
    }
}

/// For each weekday that an article gives a date, what the calendar says.
fn calendar(statements: &[Statement]) -> Vec<Statement> {
    let mut days: Vec<(usize, crate::extract::DateValue)> = statements
        .iter()
        .filter_map(|statement| match &statement.claim.answer {
            Value::Weekday(date) => Some((statement.claim.rule, *date)),
            _ => None,
        })
        .collect();
    days.sort_by_key(|(rule, date)| (*rule, date.first));
    days.dedup_by_key(|(rule, date)| (*rule, date.first));
    days.into_iter()
        .map(|(rule, mut date)| {
            date.weekday = Some(date.first.weekday());
            let claim = Claim {
                rule,
                question: vec![Value::Weekday(date)],
                answer: Value::Weekday(date),
                span: Span::default(),
                sentence: Span::default(),
                when: When::default(),
                voice: Voice::default(),
            };
            Statement {
                origin: Origin::Calendar,
                claim,
            }
        })
        .collect()
}
