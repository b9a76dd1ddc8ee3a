//! Two texts that are given as speaking of one thing: what contradicts, and what only looks like it.

#![allow(clippy::expect_used, reason = "a test may panic")]

use gainsay::compare::Verdict;
use gainsay::pipeline::{Options, Pair, compare_pairs};

/// Pairs of texts of which one contradicts the other, with the rule that says so.
const CONFLICTS: &[(&str, &str, &str)] = &[
    // Titles of works that read like sentences are names.
    (
        "Gone is a television series about a lighthouse.",
        "Gone is a political party.",
        "attribute",
    ),
    (
        "As We Sat Waiting is a 1931 novel by Edith Marlowe.",
        "As We Sat Waiting is a song.",
        "attribute",
    ),
    (
        "\" I Sold a Boat \" is on her first studio album.",
        "I Sold a Boat is on her second studio album.",
        "amount",
    ),
    // A life in brackets.
    (
        "Ann Ito (May 3, 1950 – 7 June 2011) was a painter.",
        "Ann Ito was born in March 1950.",
        "time",
    ),
    (
        "Ann Ito (born Ann Denby; 3 May 1950 – 7 June 2011) was a painter.",
        "Ann Ito was born on March 3, 1950.",
        "time",
    ),
    (
        "Ann Ito (born 26 December 1970) is an actress from Corvane.",
        "Ann Ito was born in May.",
        "time",
    ),
    // Who it is leads, whatever the noun before the name says of them.
    (
        "Tidemark is the third studio album by the Danish rock band Grey Herons.",
        "Tidemark is an album by Ruth Askew.",
        "participant",
    ),
    // Which word of a phrase another belongs to.
    (
        "Tidemark is her first studio album.",
        "Tidemark is her second album.",
        "amount",
    ),
    (
        "The style developed in the early 1960s in Corvane.",
        "The style developed in the late 1980s in Corvane.",
        "time",
    ),
    // Where a thing lies.
    (
        "Corvane is the capital and the largest city in Spain.",
        "Corvane is in Mexico.",
        "place",
    ),
    (
        "The Marlowe Institute is a school located in Norway.",
        "The Marlowe Institute is based in Canada.",
        "place",
    ),
    // Another name of the same.
    (
        "Ann Ito, known as Heron, is a singer.",
        "Heron is a dog.",
        "attribute",
    ),
    // The doer of a passive, and of an active.
    (
        "Tidemark is a film produced by Ann Ito.",
        "Paul Denby produced Tidemark.",
        "participant",
    ),
    (
        "Ann Ito was ranked as the greatest singer of Corvane.",
        "Ann Ito was ranked the worst singer of Corvane.",
        "attribute",
    ),
    (
        "Ann Ito was born on July 20, 1947.",
        "Ann Ito was born in the fifties.",
        "time",
    ),
    (
        "A mine collapse in Corvane killed at least two people.",
        "The mine collapse in Corvane killed at least four people.",
        "amount",
    ),
];

/// Pairs of texts that can both be true.
const NO_CONFLICTS: &[(&str, &str)] = &[
    (
        "Gone is a television series about a lighthouse.",
        "Gone is a crime drama.",
    ),
    (
        "Ann Ito (May 3, 1950 – 7 June 2011) was a painter.",
        "Ann Ito was born in May 1950.",
    ),
    (
        "Ann Ito (born 26 December 1970) is an actress.",
        "Ann Ito was born in December.",
    ),
    (
        "Tidemark is an album by the Danish rock band Grey Herons.",
        "Tidemark is an album by Grey Herons.",
    ),
    (
        "The style developed in the late 1960s.",
        "The style developed in 1971.",
    ),
    (
        "Corvane is the largest city in Spain.",
        "Corvane lies in Europe.",
    ),
    (
        "Ann Ito is a singer from Norway.",
        "Ann Ito is a mayor in Canada.",
    ),
    (
        "He has two daughters and three sons.",
        "He has five children.",
    ),
    (
        "Ann Ito was born on July 20, 1957.",
        "Ann Ito was born in the fifties.",
    ),
    (
        "Missing are two sailors from Whitby.",
        "Two sailors from Whitby are missing.",
    ),
];

fn verdicts(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(Verdict, String)> {
    let pairs: Vec<Pair> = pairs
        .map(|(a, b)| Pair {
            id: serde_json::Value::Null,
            a: a.to_owned(),
            b: b.to_owned(),
            a_date: None,
            b_date: None,
        })
        .collect();
    let compared = compare_pairs(&Options::default(), &pairs, false).expect("the rules are sound");
    compared
        .into_iter()
        .map(|each| (each.verdict, each.rule))
        .collect()
}

#[test]
fn what_contradicts_is_found_whichever_comes_first() {
    let given = verdicts(CONFLICTS.iter().map(|&(a, b, _)| (a, b)));
    let turned = verdicts(CONFLICTS.iter().map(|&(a, b, _)| (b, a)));
    for ((&(a, b, rule), one), other) in CONFLICTS.iter().zip(given).zip(turned) {
        assert_eq!(one, (Verdict::Conflict, rule.to_owned()), "{a} / {b}");
        assert_eq!(other, one, "{b} / {a}");
    }
}

#[test]
fn what_can_both_be_true_is_left_alone() {
    let given = verdicts(NO_CONFLICTS.iter().copied());
    for ((a, b), (verdict, _)) in NO_CONFLICTS.iter().zip(given) {
        assert_ne!(verdict, Verdict::Conflict, "{a} / {b}");
    }
}
