use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::language::analyse;

/// All mentions of a text, read on Friday, 28 February 2025.
fn read(text: &str) -> Vec<DateMention> {
    read_on(text, Some(date(2025, 2, 28)))
}

fn read_on(text: &str, anchor: Option<Date>) -> Vec<DateMention> {
    let analysis = analyse(text);
    let mut reader = Reader::new(anchor);
    let sentences = analysis.sentences.iter();
    sentences
        .flat_map(|sentence| reader.read(text, analysis.tokens_of(sentence)))
        .collect()
}

/// Each mention as `text = shown`.
fn shown(text: &str) -> Vec<String> {
    read(text)
        .iter()
        .map(|mention| {
            let span = mention.span.of(text);
            match mention.value() {
                Some(value) => format!("{span} = {value}"),
                None => format!("{span} = {:?}", mention.reading),
            }
        })
        .collect()
}

#[test]
fn days_by_the_calendar() {
    assert_eq!(
        shown("He came on Feb. 14, left on 3 March 2024 and is due back on 2025-04-01."),
        [
            "Feb. 14 = 14 February 2025",
            "3 March 2024 = 3 March 2024",
            "2025-04-01 = 1 April 2025"
        ]
    );
    assert_eq!(
        shown("Signed on the 4th of July, 1776, and not on 2/14/2025."),
        [
            "the 4th of July, 1776 = 4 July 1776",
            "2/14/2025 = 14 February 2025"
        ]
    );
}

#[test]
fn a_day_that_does_not_exist_is_impossible() {
    let mentions = read("The talks ended on 31 February 2025.");
    assert_eq!(mentions[0].reading, Reading::Impossible);
}

#[test]
fn a_written_weekday_is_kept_and_checked() {
    let mentions = read("Kyiv was hit on Friday, 27 February 2025.");
    let value = mentions[0].value().unwrap();
    assert_eq!(value.weekday, Some(Weekday::Friday));
    assert_eq!(value.weekday_mismatch(), Some(Weekday::Thursday));
    let mentions = read("Kyiv was hit on Thursday, Feb. 27.");
    assert_eq!(mentions[0].value().unwrap().weekday_mismatch(), None);
}

#[test]
fn weekdays_mean_the_last_one_unless_the_sentence_looks_ahead() {
    assert_eq!(
        shown("The minister resigned on Tuesday."),
        ["Tuesday = 25 February 2025"]
    );
    assert_eq!(
        shown("The court will decide on Tuesday."),
        ["Tuesday = 4 March 2025"]
    );
    assert_eq!(
        shown("She met him last Tuesday and will meet him next Tuesday."),
        [
            "last Tuesday = about 18 February 2025",
            "next Tuesday = 4 March 2025"
        ]
    );
}

#[test]
fn relative_periods() {
    assert_eq!(
        shown("Prices rose last year, earlier this month and in the past three weeks."),
        [
            "last year = 2024",
            "earlier this month = 1 to 27 February 2025",
            "the past three weeks = about 7 to 27 February 2025"
        ]
    );
    assert_eq!(
        shown("It closed three days ago, two years ago and the day before yesterday."),
        [
            "three days ago = 25 February 2025",
            "two years ago = about 2023",
            "the day before yesterday = 26 February 2025"
        ]
    );
}

#[test]
fn a_month_later_counts_from_the_date_before() {
    let mentions = read("The fire broke out on 5 May 2023. The last tenant left a month later.");
    let value = mentions[1].value().unwrap();
    assert_eq!(value.middle(), date(2023, 6, 5));
    assert_eq!(value.anchoring, Anchoring::Narrative);
}

#[test]
fn ranges_fill_in_what_one_end_lacks() {
    assert_eq!(
        shown("The fair runs May 5-7, the trial from 3 to 12 September 2024."),
        [
            "May 5-7 = 5 to 7 May 2025",
            "from 3 to 12 September 2024 = 3 to 12 September 2024"
        ]
    );
    assert_eq!(
        shown("He served between 2012 and 2014 and led the 2014-15 side."),
        [
            "between 2012 and 2014 = 2012 to 2014",
            "2014-15 = 2014 to 2015"
        ]
    );
    let mentions = read("The fair runs May 5-7.");
    let ends = mentions[0].ends.as_ref().unwrap();
    assert_eq!(ends[1].value().unwrap().first, date(2025, 5, 7));
}

#[test]
fn periods_with_names() {
    assert_eq!(
        shown("Sales fell in the third quarter of 2024, in summer 2023 and in the 1990s."),
        [
            "the third quarter of 2024 = the third quarter of 2024",
            "summer 2023 = summer 2023",
            "the 1990s = the 1990s"
        ]
    );
    assert_eq!(shown("It was in the 1970's."), ["the 1970's = the 1970s"]);
    assert_eq!(
        shown("It began in early 2014, in mid-July and in the week of 5 May."),
        [
            "early 2014 = early 2014",
            "mid-July = the middle of July 2025",
            "the week of 5 May = the week of 5 May 2025"
        ]
    );
    assert_eq!(
        shown("The vote is on the first Sunday of March 2025."),
        ["the first Sunday of March 2025 = 2 March 2025"]
    );
}

#[test]
fn without_an_anchor_relative_dates_stay_open() {
    let mentions = read_on("He left yesterday, on May 5 and on May 6, 2020.", None);
    assert_eq!(mentions[0].reading, Reading::Unanchored);
    assert_eq!(mentions[1].reading, Reading::Unanchored);
    assert_eq!(mentions[2].value().unwrap().first, date(2020, 5, 6));
}

#[test]
fn words_that_only_look_like_dates_are_left_alone() {
    let none: [&str; 0] = [];
    for text in [
        "The results may be out, and they march on.",
        "April Jones won 21-14 against the Suns.",
        "She paid 2000 people and spent $2015.",
        "The sat nav said the sun would set.",
        "They fell in love with the spring water.",
    ] {
        assert_eq!(shown(text), none, "{text}");
    }
}

#[test]
fn the_day_of_an_article_is_its_latest_full_date() {
    let text = "On February 24 the war began its fourth year.\nPosted February 27, 2025\n\
                It will be judged on May 5, 2026. It began on 24 February 2022.";
    let analysis = analyse(text);
    assert_eq!(infer_day(text, &analysis), Some(date(2025, 2, 27)));
    assert_eq!(infer_day("Nothing here.", &analyse("Nothing here.")), None);
    // A date of the past that the article tells of is not its own.
    let text = "He was shot down on 26 October 1967. He ran for president in 2008.";
    assert_eq!(infer_day(text, &analyse(text)), None);
}

#[test]
fn deep_and_long_texts_take_no_time() {
    for word in [
        "early in the ",
        "the week of ",
        "of ",
        "last ",
        "May 5-",
        "from 5 to ",
        "123 ",
        "a year and ",
        "the first week of the ",
        "two ",
        "between now and ",
        "12/",
        "Friday, ",
        "in ",
    ] {
        let text = word.repeat(4_000);
        let _ = read(&text);
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "May",
        "5",
        "-",
        "to",
        "the",
        "of",
        "last",
        "next",
        "week",
        "year",
        "2025",
        ",",
        "Friday",
        "31",
        "February",
        "ago",
        "a",
        "three",
        "early",
        "end",
        "between",
        "and",
        "from",
        "quarter",
        "third",
        "1990s",
        "/",
        "'",
        "later",
        "9999",
        "0",
        "99999999999999",
        "century",
        "decades",
        "Q3",
        "fiscal",
        "billion",
        "12:30",
        "p.m.",
        "29",
        "first",
        "in",
        "30th",
        "this",
        "past",
        "thousand",
        "twenty",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        let _ = read(&text);
    }

    #[test]
    fn any_words_make_ordered_intervals(text in words(), day in -4_000_i32..400_000) {
        let anchor = resolve::add_days(date(1, 1, 1), day.max(0));
        let mentions = read_on(&text, Some(anchor));
        let mut end = 0;
        for mention in mentions {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            end = mention.span.end;
            if let Some(value) = mention.value() {
                prop_assert!(value.first <= value.last);
                prop_assert!(!value.to_string().is_empty());
                prop_assert!(value.compatible(value));
            }
        }
    }
}
