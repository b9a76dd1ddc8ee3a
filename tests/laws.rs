//! The laws of design that hold for every input: comparing is symmetric, no claim conflicts with
//! itself, a quoted region is what the file holds there, no input panics, and the number of threads
//! changes nothing.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::sync::{Arc, LazyLock};

use gainsay::cluster::{between, cluster, keys};
use gainsay::compare::{Verdict, compare};
use gainsay::extract::Extractor;
use gainsay::graph::{ClaimGraph, findings};
use gainsay::pipeline::{self, Options};
use gainsay::read::{self, Article, Fields, SourceFile};
use gainsay::resolve::{Corpus, resolve};
use gainsay::rules::RuleSet;
use proptest::prelude::*;

static RULES: LazyLock<RuleSet> =
    LazyLock::new(|| pipeline::rule_set(&[], &[]).expect("the built-in rules have no mistakes"));

static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&RULES, &vec![true; RULES.rules.len()]));

/// Articles of one file.
fn articles(name: &str, bytes: Vec<u8>) -> Vec<Article> {
    let file = Arc::new(SourceFile::new(name, bytes));
    read::articles(&file, &Fields::default()).0
}

/// A JSONL file of dated texts.
fn jsonl(texts: &[(u8, String)], prefix: &str) -> Vec<u8> {
    texts
        .iter()
        .enumerate()
        .map(|(index, (day, text))| {
            let date = format!("2031-06-{:02}", day % 28 + 1);
            let id = format!("{prefix}{index}");
            serde_json::json!({ "id": id, "date": date, "text": text }).to_string() + "\n"
        })
        .collect::<String>()
        .into_bytes()
}

fn corpus(articles: &[Article]) -> Corpus<'static> {
    resolve(
        &RULES,
        articles
            .iter()
            .map(|article| EXTRACTOR.extract(article))
            .collect(),
        true,
    )
}

fn person() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Edith Marlowe",
        "Colin Freyne",
        "Paula Dene",
        "Marlowe",
        "E. Marlowe",
        "Lars Brandvold",
        "Kari Solberg",
        "Mark Rutte",
        "Volodymyr Zelensky",
    ])
}

fn place() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Leeds",
        "Whitby",
        "Oslo",
        "Corvane",
        "the United States",
        "Kyiv",
    ])
}

fn count() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "12",
        "nine",
        "at least 12",
        "about a dozen",
        "between 20 and 30",
        "dozens of",
        "no",
        "1,200",
        "more than 12",
    ])
}

fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "12 June 2031",
        "June 10, 2031",
        "Friday",
        "last Tuesday",
        "June 2031",
        "Friday, 27 June 2031",
        "31 February",
        "the 1990s",
        "yesterday",
    ])
}

fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "We will rebuild the old pier before the next summer season begins",
        "We will demolish the old pier before the next summer season begins",
        "We will not rebuild the old pier before the next summer season",
        "Nobody asked us",
    ])
}

/// One sentence of the kind that rules look for.
fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        (place(), person())
            .prop_map(|(place, who)| format!("On Monday {place} Mayor {who} opened the hall.")),
        (person(), place())
            .prop_map(|(who, place)| format!("{who}, the mayor of {place}, agreed.")),
        person()
            .prop_map(|who| format!("Former Norwegian Finance Minister {who} praised the budget.")),
        person().prop_map(|who| format!("NATO Secretary General {who} spoke & left.")),
        (count(), place())
            .prop_map(|(n, place)| format!("The explosion in {place} killed {n} people.")),
        (count(), person())
            .prop_map(|(n, who)| format!("{n} people were injured in the storm, {who} said.")),
        (person(), 1..99_u8)
            .prop_map(|(who, age)| format!("{who}, {age}, was rescued from the river.")),
        (1..99_u8, person())
            .prop_map(|(age, who)| format!("They met {age}-year-old {who}, who smiled.")),
        (person(), date()).prop_map(|(who, day)| format!("{who} died on {day} in Whitby.")),
        date().prop_map(|day| format!("The Whitby Harbour Summit opened on {day}.")),
        (words(), person()).prop_map(|(words, who)| format!("“{words},” {who} said.")),
        (person(), words()).prop_map(|(who, words)| format!("{who} said: \"{words}.\"")),
        date().prop_map(|day| format!("The council met on {day} and adjourned.")),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(sentence(), 1..8).prop_map(|sentences| {
        let mut text = String::new();
        for (index, sentence) in sentences.iter().enumerate() {
            text.push_str(sentence);
            text.push_str(if index % 3 == 2 { "\n\n" } else { " " });
        }
        text.trim_end().to_owned()
    })
}

fn texts() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((any::<u8>(), text()), 2..5)
}

/// The laws below say nothing if nothing is found in what they are held against.
#[test]
fn the_fragments_hold_claims() {
    let text = "On Monday Leeds Mayor Edith Marlowe opened the hall. The explosion in Whitby killed 12 people. \
                Paula Dene, 31, was rescued from the river. Colin Freyne died on 12 June 2031 in Whitby. “We will \
                rebuild the old pier before the next summer season begins,” Kari Solberg said. The council met on \
                Friday, 27 June 2031 and adjourned.";
    let articles = articles("a.txt", text.as_bytes().to_vec());
    let claims = articles
        .iter()
        .flat_map(|article| EXTRACTOR.extract(article).claims)
        .map(|claim| RULES.rules[claim.rule].id.as_str());
    let rules: std::collections::BTreeSet<&str> = claims.collect();
    assert_eq!(rules.len(), 9, "{rules:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn comparing_is_symmetric(texts in texts()) {
        let corpus = corpus(&articles("a.jsonl", jsonl(&texts, "a")));
        for (index, a) in corpus.statements.iter().enumerate().filter(|(_, a)| a.article().is_some()) {
            let others = corpus.statements[index..].iter().filter(|b| b.claim.rule == a.claim.rule);
            for b in others.take(64) {
                prop_assert_eq!(compare(&corpus, a, b), compare(&corpus, b, a));
            }
        }
    }

    #[test]
    fn no_claim_conflicts_with_itself(texts in texts()) {
        let mut both = articles("a.jsonl", jsonl(&texts, "a"));
        let count = both.len();
        both.extend(articles("b.jsonl", jsonl(&texts, "b")));
        let corpus = corpus(&both);
        let of = |article: usize| corpus.statements.iter().filter(move |s| s.article() == Some(article));
        for article in 0..count {
            for (a, b) in of(article).zip(of(article + count)) {
                prop_assert_eq!(&a.claim.span, &b.claim.span);
                prop_assert_ne!(compare(&corpus, a, a).verdict, Verdict::Conflict);
                prop_assert_ne!(compare(&corpus, a, b).verdict, Verdict::Conflict);
            }
        }
    }

    #[test]
    fn every_region_is_the_quoted_text(text in text()) {
        let paragraphs: Vec<String> = text.split("\n\n").map(|p| format!("<p>{}</p>", escaped(p))).collect();
        let page = format!(
            "<html><head><title>T</title></head><body><nav>Menu</nav><article>{}</article></body></html>",
            paragraphs.join("\n"),
        );
        let front = format!("---\ntitle: T\ndate: 2031-06-20\n---\n\n{text}\n");
        let files = [
            ("a.txt", text.clone().into_bytes()),
            ("a.md", front.into_bytes()),
            ("a.html", page.into_bytes()),
            ("a.jsonl", jsonl(&[(3, text)], "a")),
        ];
        for (name, bytes) in files {
            for article in articles(name, bytes) {
                for claim in EXTRACTOR.extract(&article).claims {
                    for span in [claim.span, claim.sentence] {
                        let slice = &article.file.bytes[article.original(span)];
                        let slice = std::str::from_utf8(slice).expect("whole characters");
                        prop_assert_eq!(decoded(name, slice), span.of(&article.text), "{}", name);
                    }
                }
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in ending()) {
        whole(&articles(&format!("a.{ending}"), bytes));
    }

    #[test]
    fn no_letters_panic(text in "\\PC{0,300}", ending in ending()) {
        whole(&articles(&format!("a.{ending}"), text.into_bytes()));
    }

    #[test]
    fn no_torn_news_panics(text in text(), cut in any::<prop::sample::Index>(), turn in any::<prop::sample::Index>()) {
        let letters: Vec<char> = text.chars().collect();
        let cut = cut.index(letters.len());
        let turn = turn.index(letters.len());
        let torn: String = letters[cut..].iter().chain(&letters[..turn]).collect();
        whole(&articles("a.txt", torn.to_uppercase().into_bytes()));
        whole(&articles("a.md", torn.into_bytes()));
    }
}

proptest! {
    // Each case loads the rules twice.
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec((any::<u8>(), text()), 12)) {
        let folder = tempfile::tempdir().expect("a folder for the files");
        for (index, part) in texts.chunks(4).enumerate() {
            let file = folder.path().join(format!("{index}.jsonl"));
            std::fs::write(file, jsonl(part, &format!("{index}-"))).expect("it can be written");
        }
        let check = |jobs| {
            let mut options = Options { use_reference: true, jobs: Some(jobs), ..Options::default() };
            options.inputs.paths.push(folder.path().to_owned());
            pipeline::check(&options, &()).expect("the rules have no mistakes")
        };
        prop_assert_eq!(check(1), check(2));
    }
}

/// Which of two texts comes first changes nothing.
#[test]
fn comparing_two_texts_mirrors() {
    let texts = [
        "Edith Marlowe signed the lease for Harland Yard on Tuesday.",
        "Edith Marlowe did not sign the lease for Harland Yard.",
        "The harbour board bought 14 ferries in Portugal.",
        "The harbour board bought at least 19 ferries in Denmark; fares will rise.",
        "Paula Dene, a Danish painter, was born in 1954. Fares will fall.",
        "Paula Dene is a Portuguese painter, born on 3 May 1964, and not a singer.",
        "",
        "…",
    ];
    let pair = |a: &str, b: &str| pipeline::Pair {
        id: serde_json::Value::Null,
        a: a.to_owned(),
        b: b.to_owned(),
        a_date: None,
        b_date: None,
    };
    let (mut there, mut back) = (Vec::new(), Vec::new());
    for a in texts {
        for b in texts {
            there.push(pair(a, b));
            back.push(pair(b, a));
        }
    }
    let compared = |pairs: &[pipeline::Pair]| {
        pipeline::compare_pairs(&Options::default(), pairs, false)
            .expect("the rules have no mistakes")
    };
    for ((x, y), pair) in compared(&there).iter().zip(compared(&back)).zip(&there) {
        assert_eq!(
            (x.verdict, x.confidence),
            (y.verdict, y.confidence),
            "{pair:?}"
        );
        assert!(
            pair.a != pair.b || x.verdict != Verdict::Conflict,
            "{pair:?} gainsays itself"
        );
    }
    assert!(
        compared(&there)
            .iter()
            .any(|one| one.verdict == Verdict::Conflict)
    );
}

fn ending() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["txt", "md", "html", "json", "jsonl", "xml"])
}

/// The whole way, for its own sake.
fn whole(articles: &[Article]) {
    let mut corpus = corpus(articles);
    // Every sentence beside every other one, whether they tell one thing or not.
    let all: Vec<u32> = (0..40).collect();
    for (facts, article) in corpus.articles.iter_mut().zip(articles) {
        facts.told = EXTRACTOR.tell(article, &all);
    }
    let sentences: Vec<(u32, u32)> = all
        .iter()
        .flat_map(|&one| all.iter().map(move |&other| (one, other)))
        .collect();
    let texts: Vec<&str> = articles
        .iter()
        .map(|article| article.text.as_str())
        .collect();
    let index = |at: usize| u32::try_from(at).expect("few articles");
    let pairs = (1..articles.len()).map(|at| (index(at - 1), index(at)));
    let found: Vec<_> = pairs
        .flat_map(|pair| between(&corpus, pair, &sentences, &texts))
        .collect();
    let keyed = corpus.statements.iter().zip(0..).flat_map(|(one, index)| {
        let keys = keys(&corpus, one).into_iter();
        keys.map(move |key| (key, index))
    });
    let keyed = keyed.collect();
    for cluster in cluster(&mut corpus, keyed, &found, &texts) {
        findings(&corpus, &ClaimGraph::of(&corpus, &cluster));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

/// The words that a piece of a file spells, by its format.
fn decoded(name: &str, slice: &str) -> String {
    match name {
        "a.jsonl" => {
            serde_json::from_str(&format!("\"{slice}\"")).expect("a piece of a JSON string")
        }
        "a.html" => slice.replace("&quot;", "\"").replace("&amp;", "&"),
        _ => slice.to_owned(),
    }
}
