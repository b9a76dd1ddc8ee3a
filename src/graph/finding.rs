//! Findings out of a claim graph: one per question, with its sides.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use crate::compare::Verdict;
use crate::extract::{UNNAMED, Value, days_between};
use crate::resolve::{Corpus, Origin};
use crate::rules::Severity;

use super::side::{answer_text, question_text};
use super::{ClaimGraph, Side};

/// One question and the sides that answer it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// In plain English.
    pub question: String,
    /// What the sides are to each other.
    pub verdict: Verdict,
    /// Why, in one clause.
    pub reason: String,
    /// The rule's.
    pub severity: Severity,
    /// From 0 to 1.
    pub confidence: f64,
    /// Made of rule, question and the sides' answers.
    pub fingerprint: String,
    /// Two or more in conflict; one in agreement.
    pub sides: Vec<Side>,
    /// Other answers to the question, and why they are no part of it.
    pub considered: Vec<Considered>,
}

/// An answer that was held against a side and found to be something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// What it is to the side.
    pub verdict: Verdict,
    /// Why, in one clause.
    pub reason: String,
    /// Index of [`Corpus::statements`].
    pub statement: usize,
}

/// Answers that are told besides a finding's sides.
const CONSIDERED: usize = 6;

/// The findings of one cluster: one per separate conflict, or else the strongest other verdict.
pub fn findings(corpus: &Corpus<'_>, claims: &ClaimGraph) -> Vec<Finding> {
    let conflicts = components(claims, Verdict::Conflict);
    if !conflicts.is_empty() {
        return conflicts
            .into_iter()
            .filter_map(|nodes| finding(corpus, claims, Verdict::Conflict, &nodes))
            .collect();
    }
    let others = [
        Verdict::Disputed,
        Verdict::Superseded,
        Verdict::Revised,
        Verdict::Narrower,
        Verdict::Agree,
    ];
    let found = others.into_iter().find(|&verdict| {
        claims
            .edges_with(verdict)
            .any(|(a, b, _)| verdict != Verdict::Superseded || !both_facts(corpus, claims, a, b))
    });
    let Some(verdict) = found.or_else(|| agreement(corpus, claims)) else {
        return Vec::new();
    };
    let all: Vec<NodeIndex> = claims.graph.node_indices().collect();
    finding(corpus, claims, verdict, &all).into_iter().collect()
}

fn both_facts(corpus: &Corpus<'_>, claims: &ClaimGraph, a: NodeIndex, b: NodeIndex) -> bool {
    super::is_fact(corpus, &claims.graph[a]) && super::is_fact(corpus, &claims.graph[b])
}

/// A cluster with one stance of two or more articles agrees without an edge.
fn agreement(corpus: &Corpus<'_>, claims: &ClaimGraph) -> Option<Verdict> {
    let stance = claims
        .graph
        .node_weights()
        .find(|stance| articles(corpus, &stance.statements) >= 2)?;
    let asserted = corpus.statements[stance.statements[0]].claim.voice.status
        == crate::extract::Status::Asserted;
    asserted.then_some(Verdict::Agree)
}

/// Groups of nodes joined by edges of one verdict.
fn components(claims: &ClaimGraph, verdict: Verdict) -> Vec<Vec<NodeIndex>> {
    let mut sets: UnionFind<usize> = UnionFind::new(claims.graph.node_count());
    let mut touched = BTreeSet::new();
    for (a, b, _) in claims.edges_with(verdict) {
        sets.union(a.index(), b.index());
        touched.extend([a, b]);
    }
    let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for node in touched {
        groups
            .entry(sets.find(node.index()))
            .or_default()
            .push(node);
    }
    groups.into_values().collect()
}

fn finding(
    corpus: &Corpus<'_>,
    claims: &ClaimGraph,
    verdict: Verdict,
    nodes: &[NodeIndex],
) -> Option<Finding> {
    let rule = &corpus.rules.rules[claims.rule];
    let (sure, reason) = strongest(claims, verdict, nodes);
    let sides = sides(corpus, claims, verdict, nodes);
    let enough = match verdict {
        Verdict::Agree => sides
            .iter()
            .any(|side| articles(corpus, &side.statements) >= 2),
        Verdict::Narrower => articles_of(corpus, &sides) >= 2,
        _ => sides.len() >= 2 && articles_of(corpus, &sides) >= 1,
    };
    if !enough {
        return None;
    }
    let unnamed = |index: usize| {
        let question = &corpus.statements[index].claim.question;
        matches!(&**question, [Value::Person(name)] if name == UNNAMED)
    };
    let speaking = sides
        .iter()
        .flat_map(|side| &side.statements)
        .filter(|&&index| corpus.statements[index].article().is_some())
        .min_by_key(|&&index| unnamed(index))?;
    let question = question_text(rule, &corpus.statements[*speaking].claim.question);
    let only_facts = |side: &Side| {
        side.statements
            .iter()
            .all(|&index| corpus.statements[index].article().is_none())
    };
    let checked = sides.iter().any(only_facts) && verdict == Verdict::Conflict;
    // A conflict that only the tables see belongs to the rule that checks against them.
    let named = if checked {
        corpus
            .rules
            .rules
            .iter()
            .find(|other| other.checks.as_deref() == Some(&rule.id))
            .unwrap_or(rule)
    } else {
        rule
    };
    let fingerprint = fingerprint(&named.id, &question, &sides);
    let considered = considered(corpus, claims, &sides);
    Some(Finding {
        rule: named.id.clone(),
        question,
        verdict,
        reason,
        severity: named.severity,
        confidence: (sure * 100.0).round() / 100.0,
        fingerprint,
        sides,
        considered,
    })
}

/// Answers outside a finding's sides that were held against one of them, each once.
fn considered(corpus: &Corpus<'_>, claims: &ClaimGraph, sides: &[Side]) -> Vec<Considered> {
    let told: BTreeSet<usize> = sides
        .iter()
        .flat_map(|side| side.statements.iter().copied())
        .collect();
    let mut seen = BTreeSet::new();
    let others = [
        Verdict::Superseded,
        Verdict::Revised,
        Verdict::Narrower,
        Verdict::Disputed,
    ];
    let edges = others
        .into_iter()
        .flat_map(|verdict| claims.edges_with(verdict));
    let mut found: Vec<Considered> = edges
        .filter_map(|(a, b, judgement)| {
            let (a, b) = (claims.graph[a].statements[0], claims.graph[b].statements[0]);
            let statement = match (told.contains(&a), told.contains(&b)) {
                (true, false) => b,
                (false, true) => a,
                _ => return None,
            };
            // Two terms in a table say nothing about an article.
            if corpus.statements[a].article().is_none() && corpus.statements[b].article().is_none()
            {
                return None;
            }
            let answer = answer_text(&corpus.statements[statement].claim.answer);
            seen.insert((answer, judgement.verdict))
                .then(|| Considered {
                    verdict: judgement.verdict,
                    reason: judgement.reason.clone(),
                    statement,
                })
        })
        .collect();
    found.truncate(CONSIDERED);
    found
}

/// Confidence and reason of the surest edge of a verdict among the nodes.
fn strongest(claims: &ClaimGraph, verdict: Verdict, nodes: &[NodeIndex]) -> (f64, String) {
    let inside: BTreeSet<NodeIndex> = nodes.iter().copied().collect();
    claims
        .edges_with(verdict)
        .filter(|(a, b, _)| inside.contains(a) && inside.contains(b))
        .max_by(|(.., x), (.., y)| {
            x.confidence
                .total_cmp(&y.confidence)
                .then_with(|| y.reason.cmp(&x.reason))
        })
        .map_or_else(
            || (1.0, "all give the same answer".to_owned()),
            |(.., best)| (best.confidence, best.reason.clone()),
        )
}

/// Nodes that agree are one side; what agrees with a side's members without taking part in the
/// conflict stands behind it.
fn sides(
    corpus: &Corpus<'_>,
    claims: &ClaimGraph,
    verdict: Verdict,
    nodes: &[NodeIndex],
) -> Vec<Side> {
    let mut members: BTreeSet<NodeIndex> = nodes.iter().copied().collect();
    if verdict == Verdict::Conflict {
        for &node in nodes {
            let agreeing = claims
                .graph
                .edges(node)
                .filter(|edge| edge.weight().verdict == Verdict::Agree);
            let others = agreeing.map(|edge| {
                if edge.source() == node {
                    edge.target()
                } else {
                    edge.source()
                }
            });
            members.extend(others.filter(|&other| near(corpus, claims, node, other)));
        }
    }
    let mut sets: UnionFind<usize> = UnionFind::new(claims.graph.node_count());
    let apart: Vec<(usize, usize)> = claims
        .edges_with(Verdict::Conflict)
        .map(|(a, b, _)| (a.index(), b.index()))
        .collect();
    for joining in [Verdict::Agree, Verdict::Narrower] {
        for (a, b, _) in claims.edges_with(joining) {
            let (a, b) = (sets.find(a.index()), sets.find(b.index()));
            // Two that conflict are two sides, whatever stands between them.
            let conflict = apart.iter().any(|&(x, y)| {
                let (x, y) = (sets.find(x), sets.find(y));
                (x, y) == (a, b) || (y, x) == (a, b)
            });
            if !conflict && (joining == Verdict::Agree || verdict != Verdict::Narrower) {
                sets.union(a, b);
            }
        }
    }
    // The same answer at times too far apart for an edge is still one side.
    let mut by_answer: BTreeMap<String, usize> = BTreeMap::new();
    for &node in &members {
        let answer = answer_text(
            &corpus.statements[claims.graph[node].statements[0]]
                .claim
                .answer,
        );
        let first = *by_answer.entry(answer).or_insert(node.index());
        sets.union(first, node.index());
    }
    let mut grouped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &node in &members {
        let stance = &claims.graph[node];
        let compared = corpus.statements[stance.statements[0]].claim.voice.status
            == crate::extract::Status::Asserted;
        if compared {
            grouped
                .entry(sets.find(node.index()))
                .or_default()
                .extend(&stance.statements);
        }
    }
    let mut sides: Vec<Side> = grouped
        .into_values()
        .map(|mut statements| {
            statements.sort_by_key(|&index| {
                (
                    corpus.statements[index].day().is_none(),
                    corpus.statements[index].day(),
                    index,
                )
            });
            Side {
                answer: usual_answer(corpus, &statements),
                statements,
            }
        })
        .collect();
    // What changed is told in the order of its days; else the fewest articles come first: the odd
    // one out is what an editor looks for.
    sides.sort_by_key(|side| (articles(corpus, &side.statements), side.answer.clone()));
    if matches!(verdict, Verdict::Superseded | Verdict::Revised) {
        sides.sort_by_key(|side| {
            let first = corpus.statements[side.statements[0]].day();
            (first.is_none(), first)
        });
    }
    sides.sort_by_key(|side| {
        side.statements
            .iter()
            .all(|&index| corpus.statements[index].article().is_none())
    });
    sides
}

/// Do two stances speak of about the same days? A term that ended long ago stands behind nobody.
fn near(corpus: &Corpus<'_>, claims: &ClaimGraph, a: NodeIndex, b: NodeIndex) -> bool {
    const DAYS: i32 = 31;
    let days = |node: NodeIndex| {
        corpus.statements[claims.graph[node].statements[0]]
            .claim
            .when
            .days
    };
    match (days(a), days(b)) {
        (Some((first, last)), Some((other_first, other_last))) => {
            days_between(last, other_first) <= DAYS && days_between(other_last, first) <= DAYS
        }
        _ => true,
    }
}

/// The answer as most of the claims give it; of equally many, the longest.
fn usual_answer(corpus: &Corpus<'_>, statements: &[usize]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for &index in statements {
        *counts
            .entry(answer_text(&corpus.statements[index].claim.answer))
            .or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(answer, count)| (*count, answer.chars().count()));
    best.map_or_else(String::new, |(answer, _)| answer)
}

/// How many articles stand behind some statements; copies of one text count once.
fn articles(corpus: &Corpus<'_>, statements: &[usize]) -> usize {
    let originals: BTreeSet<usize> = statements
        .iter()
        .filter_map(|&index| match corpus.statements[index].origin {
            Origin::Article(article) => Some(corpus.stories.original(article as usize)),
            _ => None,
        })
        .collect();
    originals.len()
}

fn articles_of(corpus: &Corpus<'_>, sides: &[Side]) -> usize {
    let all: Vec<usize> = sides
        .iter()
        .flat_map(|side| side.statements.iter().copied())
        .collect();
    articles(corpus, &all)
}

/// 16 hexadecimal digits of rule, question and the sorted answers.
fn fingerprint(rule: &str, question: &str, sides: &[Side]) -> String {
    let mut answers: Vec<String> = sides
        .iter()
        .map(|side| side.answer.to_lowercase())
        .collect();
    answers.sort();
    let text = format!(
        "{rule}\n{}\n{}",
        question.to_lowercase(),
        answers.join("\n")
    );
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}
