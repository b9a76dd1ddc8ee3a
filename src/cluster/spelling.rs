//! One name in two spellings across the articles of a story.

use std::collections::BTreeMap;

use crate::extract::{Claim, Named, Value, When, one_letter_apart, two_spellings};
use crate::resolve::{Corpus, Origin, Statement};

use super::ArticlePair;

/// Adds the names that two articles on one story spell differently as statements to the corpus.
pub fn spell(corpus: &mut Corpus<'_>, pairs: &[ArticlePair]) {
    let asks = |facet: &str| {
        let rules = &corpus.rules.rules;
        rules
            .iter()
            .position(|rule| rule.facet.as_deref() == Some(facet))
    };
    let Some(rule) = asks("name-spelling") else {
        return;
    };
    let mut found: BTreeMap<String, BTreeMap<(u32, usize), Claim>> = BTreeMap::new();
    for &(a, b) in pairs {
        let (left, right) = (people(corpus, a), people(corpus, b));
        for x in left {
            let start = x.name.as_bytes().first();
            let from = right.partition_point(|y| y.name.as_bytes().first() < start);
            let alike = right[from..]
                .iter()
                .take_while(|y| y.name.as_bytes().first() == start);
            for y in alike.filter(|y| one_letter_apart(&x.name, &y.name)) {
                let holds =
                    |people: &[Named], name: &str| people.iter().any(|named| named.name == *name);
                // An article that names both tells two people apart.
                if holds(left, &y.name) || holds(right, &x.name) {
                    continue;
                }
                let order = if x.name <= y.name { [x, y] } else { [y, x] };
                let places = if x.name <= y.name { [a, b] } else { [b, a] };
                for (at, claim) in two_spellings(rule, order).into_iter().enumerate() {
                    let Some(Value::Word(names)) = claim.question.first().cloned() else {
                        continue;
                    };
                    found
                        .entry(names)
                        .or_default()
                        .insert((places[at], at), claim);
                }
            }
        }
    }
    for ((article, _), claim) in found.into_values().flatten() {
        let day = corpus.articles[article as usize].day;
        corpus.statements.push(Statement {
            origin: Origin::Article(article),
            claim: Claim {
                when: When {
                    days: day.map(|day| (day, day)),
                    ..When::default()
                },
                ..claim
            },
        });
    }
}

fn people<'c>(corpus: &'c Corpus<'_>, article: u32) -> &'c [Named] {
    &corpus.articles[article as usize].told.people
}
