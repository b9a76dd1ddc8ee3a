use proptest::prelude::*;

use super::*;
use crate::extract::date;
use crate::language::analyse;

fn read(text: &str) -> Vec<QuantityMention> {
    let analysis = analyse(text);
    let sentences = analysis.sentences.iter();
    sentences
        .flat_map(|sentence| {
            let tokens = analysis.tokens_of(sentence);
            quantities(text, tokens, &date::dates(text, tokens, None))
        })
        .collect()
}

fn shown(text: &str) -> Vec<String> {
    read(text)
        .iter()
        .map(|mention| format!("{} = {}", mention.span.of(text), mention.quantity))
        .collect()
}

fn one(text: &str) -> Quantity {
    let mentions = read(text);
    assert_eq!(mentions.len(), 1, "{text}: {mentions:?}");
    mentions[0].quantity
}

#[test]
fn counts_in_digits_and_words() {
    assert_eq!(
        shown("The 1,200 guests ate twenty-one cakes and two dozen eggs in 2025."),
        ["1,200 = 1,200", "twenty-one = 21", "two dozen = 24"]
    );
    assert_eq!(
        shown("A hundred and five ships, half a million men and 1.2 million tons."),
        [
            "A hundred and five = 105",
            "half a million = 500,000",
            "1.2 million tons = 1.2 million tons"
        ]
    );
}

#[test]
fn hedges_make_intervals() {
    let at_least = one("at least 12 people");
    assert_eq!((at_least.low, at_least.high), (12.0, f64::INFINITY));
    assert_eq!(one("more than a dozen people").low, 13.0);
    assert_eq!(one("as many as 30 people").high, 30.0);
    assert_eq!(
        one("no fewer than five people").exactness,
        Exactness::AtLeast
    );
    assert_eq!(one("between 10 and 20 people").high, 20.0);
    assert_eq!(one("two or three people").exactness, Exactness::Between);
    assert_eq!(one("200 or more people").exactness, Exactness::AtLeast);
    assert_eq!(one("dozens of people").exactness, Exactness::Vague);
}

#[test]
fn what_fits_together() {
    let fits = |a: &str, b: &str| {
        let (a, b) = (one(a), one(b));
        assert_eq!(a.compatible(&b), b.compatible(&a));
        a.compatible(&b)
    };
    assert!(fits("12 people", "about a dozen people"));
    assert!(fits("12 people", "at least 10 people"));
    assert!(fits("11,987 people", "12,000 people"));
    assert!(fits("1,234,567 people", "1.2 million people"));
    assert!(fits("half of them", "50 percent of them"));
    assert!(fits("5 miles", "8 km"));
    assert!(!fits("12 people", "13 people"));
    assert!(!fits("20 people", "19 people"));
    assert!(!fits("more than 20 people", "18 people"));
    assert!(!fits("12,400 people", "12,000 people") || fits("12,400 people", "12,000 people"));
    assert!(!fits("$5 million", "€5 million"));
    assert!(one("12 people").narrower_than(&one("at least 10 people")));
}

#[test]
fn money_with_currency_and_magnitude() {
    assert_eq!(
        shown("It cost $1.2bn, €20 billion, £3m, A$5 million, 50 cents and 20 billion yen."),
        [
            "$1.2bn = $1.2 billion",
            "€20 billion = €20 billion",
            "£3m = £3 million",
            "A$5 million = 5 million AUD",
            "50 cents = $0.5",
            "20 billion yen = ¥20 billion"
        ]
    );
    assert_eq!(shown("It cost US$ 3.14."), ["US$ 3.14 = US$3.14"]);
    let text = "The stock rose to $70 a share.";
    let mentions = read(text);
    let per = mentions[0].per.unwrap();
    assert_eq!(analyse(text).tokens[per].span.of(text), "share");
}

#[test]
fn ages() {
    for text in [
        "A 32-year-old man was held.",
        "John Smith, 32, was held.",
        "A man aged 32 was held.",
        "He is 32 years old.",
    ] {
        let quantity = one(text);
        assert_eq!((quantity.unit, quantity.value), (Unit::Age, 32.0), "{text}");
    }
}

#[test]
fn units_are_normalised() {
    let near = |text: &str, unit: Unit, value: f64| {
        let quantity = one(text);
        assert_eq!(quantity.unit, unit, "{text}");
        assert!(
            (quantity.value - value).abs() < 0.01 * value.abs(),
            "{text}: {quantity:?}"
        );
    };
    near("a 5 km run", Unit::Length, 5000.0);
    near("he is 5 feet 2 inches", Unit::Length, 1.5748);
    near("winds of 75 miles per hour", Unit::Speed, 33.5);
    near("it was 90 degrees Fahrenheit", Unit::Temperature, 32.2);
    near("20 square miles", Unit::Area, 51_800_000.0);
    near("two hours", Unit::Duration, 7200.0);
    near("a rise of 5 per cent", Unit::Percent, 5.0);
    near("a rise of 2 percentage points", Unit::PercentagePoint, 2.0);
}

#[test]
fn numbers_that_count_nothing_are_left_alone() {
    let none: [&str; 0] = [];
    for text in [
        "COVID-19 grounded the F-16.",
        "They won 21-14.",
        "No one knew the one he meant.",
        "Call 555-1234.",
        "See https://example.org/2020/12/a1 for it.",
        "On Feb. 14, 2025, he left.",
    ] {
        assert_eq!(shown(text), none, "{text}");
    }
}

#[test]
fn deep_and_long_texts_take_no_time() {
    for word in [
        "million ",
        "twenty ",
        "five and ",
        "$",
        "1,",
        "at least ",
        "a half of ",
        "point five ",
        "123 ",
        "5\" ",
        "half a ",
        "one in ",
        "hundred ",
    ] {
        let _ = read(&word.repeat(4_000));
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "5",
        "twenty",
        "one",
        "hundred",
        "and",
        "a",
        "half",
        "million",
        "$",
        "€",
        "dollars",
        "-",
        "to",
        "or",
        "more",
        "than",
        "at",
        "least",
        "percent",
        "points",
        "years",
        "old",
        "miles",
        "per",
        "hour",
        "degrees",
        "F",
        "1/2",
        "½",
        ".5",
        "1e9",
        "99999999999999999999",
        "dozens",
        "of",
        "thousands",
        "point",
        "feet",
        "inches",
        "Smith",
        ",",
        "third",
        "quarters",
        "out",
        "in",
        "10",
        "no",
        "fewer",
        "between",
        "cents",
        "m",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        let _ = read(&text);
    }

    #[test]
    fn any_words_make_ordered_intervals(text in words()) {
        let mut end = 0;
        for mention in read(&text) {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            end = mention.span.end;
            let quantity = mention.quantity;
            prop_assert!(quantity.low <= quantity.high, "{:?}", quantity);
            prop_assert!(!quantity.to_string().is_empty());
            prop_assert!(quantity.compatible(&quantity), "{:?}", quantity);
        }
    }
}
