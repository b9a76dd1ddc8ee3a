//! A finding's title: what is asked, and how many say what.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::compare::Verdict;

use super::words::{articles, count, short};
use super::{Finding, Side};

/// Sides that a title spells out; the rest is counted.
const SIDES_IN_TITLE: usize = 4;
/// Quoted sentences longer than this many characters are cut in titles.
const LONGEST_QUOTE: usize = 100;
/// Where the words that differ are left out of a quoted sentence.
const GAP: &str = "[…]";

/// `Who is the mayor of Leeds? 1 article says Ann Ito, 3 say Bo Lund`.
pub fn title(finding: &Finding) -> String {
    format!("{} {}", asked(&finding.question), tally(finding))
}

/// A question as a title bears it: where it quotes a long sentence with a gap, the words around
/// the gap stay, because the sides are told apart by what fills it.
pub fn asked(question: &str) -> Cow<'_, str> {
    let quoted = question.find('“').zip(question.rfind('”'));
    let Some((open, close)) = quoted.filter(|(open, close)| open < close) else {
        return question.into();
    };
    let words = question[open + '“'.len_utf8()..close].trim();
    let (before, gap, after) = match words.split_once(GAP) {
        Some((before, after)) => (before, GAP, close_up(after)),
        None => (words, "", ""),
    };
    // What one half does not need, the other may have.
    let (left, right) = (before.chars().count(), after.chars().count());
    let half = LONGEST_QUOTE / 2;
    let (left, right) = if gap.is_empty() {
        (LONGEST_QUOTE, 0)
    } else {
        (
            LONGEST_QUOTE - half.min(right),
            LONGEST_QUOTE - half.min(left),
        )
    };
    let before = if gap.is_empty() {
        head(before, left)
    } else {
        tail(before, left)
    };
    let (start, end) = (&question[..open], &question[close..]);
    format!("{start}“{before}{gap}{}{end}", head(after, right)).into()
}

/// What follows a gap, without the space before a comma that the text has only behind the words
/// that are left out.
fn close_up(after: &str) -> &str {
    let closed = after.trim_start();
    if closed.starts_with([',', '.', ';', ':', '?', '!', ')', '’', '\'']) {
        closed
    } else {
        after
    }
}

/// The first words of a text, at most `most` characters.
fn head(text: &str, most: usize) -> Cow<'_, str> {
    let Some((at, _)) = text.char_indices().nth(most) else {
        return text.into();
    };
    let cut = text[..at].rfind(' ').unwrap_or(at);
    format!(
        "{}…",
        text[..cut].trim_end_matches([' ', ',', ';', ':', '.'])
    )
    .into()
}

/// The last words of a text, at most `most` characters.
fn tail(text: &str, most: usize) -> Cow<'_, str> {
    let skip = text.chars().count().saturating_sub(most);
    if skip == 0 {
        return text.into();
    }
    let at = text.char_indices().nth(skip).map_or(0, |(at, _)| at);
    let cut = text[at..].find(' ').map_or(at, |space| at + space + 1);
    format!("… {}", &text[cut..]).into()
}

/// `1 article says Ann Ito, 3 say Bo Lund`.
pub fn tally(finding: &Finding) -> String {
    // Copies that differ from each other are two articles here, though one source elsewhere.
    let all = finding.sides.iter().flat_map(|side| &side.claims);
    let articles: BTreeSet<(&str, &str)> = all
        .map(|claim| (claim.article.path.as_str(), claim.article.id.as_str()))
        .collect();
    let inside_one =
        articles.len() == 1 && finding.sides.len() > 1 && !finding.sides.iter().any(has_reference);
    if inside_one {
        let answers: Vec<String> = finding.sides.iter().map(|s| short(&s.answer)).collect();
        let both = if answers.len() == 2 { "both " } else { "" };
        return format!("1 article says {both}{}", list(&answers));
    }
    let mut parts = Vec::new();
    for side in finding.sides.iter().take(SIDES_IN_TITLE) {
        parts.push(format!(
            "{} {}",
            who(side, parts.is_empty()),
            short(&side.answer)
        ));
    }
    let join = match finding.verdict {
        Verdict::Superseded | Verdict::Revised => ", then ",
        _ => ", ",
    };
    let told = parts.join(join);
    match finding.sides.len().saturating_sub(SIDES_IN_TITLE) {
        0 => told,
        more => format!("{told}, and there {}", are(more, "more answer")),
    }
}

/// `3 articles say`, `the reference says`; the word "article" only where it is `first`.
fn who(side: &Side, first: bool) -> String {
    let articles = articles(side);
    let noun = match (first || has_reference(side), articles) {
        (false, _) => "",
        (true, 1) => " article",
        (true, _) => " articles",
    };
    match (articles, has_reference(side)) {
        (0, _) => "the reference says".to_owned(),
        (1, false) => format!("1{noun} says"),
        (n, false) => format!("{n}{noun} say"),
        (n, true) => format!("{n}{noun} and the reference say"),
    }
}

fn has_reference(side: &Side) -> bool {
    side.claims.iter().any(|claim| claim.article.is_reference())
}

/// `is 1 more answer`, `are 2 more answers`.
fn are(n: usize, noun: &str) -> String {
    let verb = if n == 1 { "is" } else { "are" };
    format!("{verb} {}", count(n, noun))
}

/// `a`, `a and b`, `a, b and c`.
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn sides_are_counted_in_the_title() {
        let report = sample::report();
        assert_eq!(
            report.findings[0].title(),
            "Who is the mayor of Leeds? 1 article says Ann Ito, 4 say Bo Lund"
        );
    }

    #[test]
    fn one_article_against_itself() {
        let mut finding = sample::report().findings[0].clone();
        finding.sides[1].claims.truncate(1);
        finding.sides[1].claims[0].article = finding.sides[0].claims[0].article.clone();
        assert_eq!(tally(&finding), "1 article says both Ann Ito and Bo Lund");
    }

    #[test]
    fn two_copies_that_differ_are_two_articles() {
        let mut finding = sample::report().findings[0].clone();
        finding.sides[1].claims.truncate(1);
        let original = finding.sides[0].claims[0].article.id.clone();
        finding.sides[1].claims[0].article.copy_of = Some(original);
        assert_eq!(tally(&finding), "1 article says Ann Ito, 1 says Bo Lund");
    }

    #[test]
    fn a_long_quoted_question_keeps_what_stands_around_its_gap() {
        let short = "Where: “the yard in […] was closed”?";
        assert_eq!(asked(short), short);
        let words = "one two three four five six seven eight nine ten ".repeat(4);
        let long = format!("When: “{words}[…] {words}end”?");
        let title = asked(&long);
        assert!(title.chars().count() < LONGEST_QUOTE + 30, "{title}");
        assert!(
            title.starts_with("When: “… ") && title.ends_with("…”?"),
            "{title}"
        );
        assert!(title.contains("nine ten […] one two"), "{title}");
        let close = asked("Who was it: “ […] , who left […] ”?");
        assert_eq!(close, "Who was it: “[…], who left […]”?");
        let late = asked("When: “a day […] late”?");
        assert_eq!(late, "When: “a day […] late”?");
        let plain = format!("Who said “{words}”?");
        assert!(asked(&plain).ends_with("…”?"), "{}", asked(&plain));
    }
}
