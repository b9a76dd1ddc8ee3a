//! One name in two spellings across the articles of a story.

use std::collections::BTreeMap;

use crate::extract::{Claim, Named, Value, alike, two_spellings};
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
            for y in alike(x, right) {
                let holds =
                    |people: &[Named], name: &str| people.iter().any(|named| named.name == *name);
                // An article that names both tells two people apart.
                if holds(left, &y.name) || holds(right, &x.name) {
                    continue;
                }
                let mut sides = [(x, a), (y, b)];
                sides.sort_by_key(|&(named, _)| &named.name);
                let day = |article: u32| corpus.articles[article as usize].day;
                let dated = sides.map(|(named, article)| (named, day(article)));
                for (at, claim) in two_spellings(rule, dated).into_iter().enumerate() {
                    let Some(Value::Word(names)) = claim.question.first().cloned() else {
                        continue;
                    };
                    found
                        .entry(names)
                        .or_default()
                        .insert((sides[at].1, at), claim);
                }
            }
        }
    }
    for ((article, _), claim) in found.into_values().flatten() {
        corpus.statements.push(Statement {
            origin: Origin::Article(article),
            claim,
        });
    }
}

fn people<'c>(corpus: &'c Corpus<'_>, article: u32) -> &'c [Named] {
    &corpus.articles[article as usize].told.people
}
