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
    // What a verb opens or closes, now and soon.
    (
        "Corvane is closing its airspace to the carriers of Norvia.",
        "The aviation office of Corvane said that it will open its airspace to the carriers of Norvia.",
        "happened",
    ),
    // Whom one orders does it, whoever orders.
    (
        "The board has ordered its 3,000 nurses to keep the app on their private phones.",
        "On Friday the board ordered its 3,000 nurses to remove the app from their private phones.",
        "happened",
    ),
    // "Un-" denies the word that it stands before.
    (
        "Crews lit a controlled fire in the tanks of vinyl paint, a known poison, after the train derailed.",
        "Crews lit an uncontrolled fire in the tanks of vinyl paint, a known poison, after the train derailed.",
        "attribute",
    ),
    // What kind of thing it is does not hang on whether it comes.
    (
        "The labels of oat drinks may soon carry a voluntary note on how their sugar compares with milk.",
        "The labels of oat drinks will soon carry a mandatory note on how their sugar compares with milk.",
        "attribute",
    ),
    // Not until then: so from then on.
    (
        "Marsh fever was not thought a danger to people until a 1997 outbreak in Hong Kong.",
        "Marsh fever was not thought a danger to people until 1997, after an outbreak in Thailand.",
        "place",
    ),
    (
        "Marsh fever was not thought a danger to people until a 1997 outbreak in Corvane.",
        "Marsh fever was not thought a danger to people until 1987, after an outbreak in Corvane.",
        "time",
    ),
    // "Nearly" stays below, but not far; "more than a billion" fits both and explains neither.
    (
        "The exchange moved nearly $1.8 billion of its clients' money to two funds. More than a billion dollars went missing.",
        "The exchange moved $1.5 billion of its clients' money to two funds.",
        "amount",
    ),
    // A plea is made, whatever is pleaded; what is over was not asked for.
    (
        "A Corvane man pleaded guilty on Thursday to the murder of an American who fell from a cliff in Norvia.",
        "A Corvane man has pleaded guilty to the murder of a Canadian who fell from a cliff in Norvia.",
        "attribute",
    ),
    // Which way it went, whatever kind of word says it.
    (
        "The bakery chain Tern closed two shops in Corvane after first-half profits dropped by a fifth.",
        "The bakery chain Tern closed two shops in Corvane after a sharp increase in first-half profits.",
        "happened",
    ),
    // A sentence told word for word, of which another word is told elsewhere.
    (
        "A small boat with a huge sail lay in the bay of Corvane on Sunday.",
        "A small boat with a small sail lay in the bay of Corvane on Sunday.",
        "attribute",
    ),
    // The clause on a noun stands by itself.
    (
        "The police, who have opened an inquiry into the illness of the pupils, found no poison in the school.",
        "The police, who have not opened an inquiry, found traces of poison in the kitchen.",
        "happened",
    ),
    // The only day of that kind in a sentence told again.
    (
        "A Corvane man pleaded guilty on Thursday to manslaughter in the death 35 years ago of a student who fell from a cliff in Norvia.",
        "A Corvane man has pleaded guilty to murder instead of manslaughter in the death 50 years ago of a student who fell from a cliff in Norvia.",
        "time",
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
    // Two things that go two ways, and one that goes both ways in turn.
    (
        "Coffee sales of the Tern bakery chain grew by a tenth in the first half of the year.",
        "Bread sales of the Tern bakery chain fell by a tenth in the first half of the year.",
    ),
    (
        "Sales of the Tern bakery chain fell in the last quarter, though sales rose over the whole year.",
        "The Tern bakery chain told of a rise in sales over the whole year.",
    ),
    // The prefix stands by itself.
    (
        "The drink, also known as Tern, is a non - standard highball.",
        "The drink, also known as Tern, is a non-standard highball.",
    ),
    // Two names that are alike at their ends only.
    (
        "The Ann Ito Space Telescope has looked into the heart of the galaxy.",
        "The Denby Space Telescope has looked into the heart of the galaxy, where stars are born.",
    ),
    // What is done may be undone later.
    (
        "The museum of Corvane has closed its doors to visitors from Norvia.",
        "The museum of Corvane said that it will open its doors to visitors from Norvia in May.",
    ),
    // "He" is no other word for what the clause stands on.
    (
        "Tidemark, the firm that Ann Ito founded, is a success.",
        "Tidemark, the firm that he did not found, is a success.",
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
