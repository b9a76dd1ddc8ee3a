//! The sentences that several formats share: a finding's title, who says what, and how often.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::compare::Verdict;

use super::{Claim, Finding, Side};

/// Answers longer than this many characters are cut in titles.
const LONGEST_ANSWER: usize = 90;
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

/// How many articles stand behind a side, reference tables not counted and copies counted once.
pub fn articles(side: &Side) -> usize {
    article_ids(side).collect::<BTreeSet<_>>().len()
}

fn article_ids(side: &Side) -> impl Iterator<Item = &str> {
    let published = |claim: &&Claim| !claim.article.is_reference();
    side.claims.iter().filter(published).map(|claim| {
        let article = &claim.article;
        article.copy_of.as_ref().unwrap_or(&article.id).as_str()
    })
}

fn has_reference(side: &Side) -> bool {
    side.claims.iter().any(|claim| claim.article.is_reference())
}

/// `Ann Ito, 2025-02-28, Leeds Post, according to police`: one claim in a few words.
pub fn attribution(side: &Side, claim: &Claim) -> String {
    let mut words = short(&side.answer);
    let article = &claim.article;
    if article.is_reference() {
        words.push_str(", the reference");
        return words;
    }
    for detail in [article.date.as_ref(), article.source.as_ref()]
        .into_iter()
        .flatten()
    {
        words.push_str(", ");
        words.push_str(detail);
    }
    if article.date_origin.as_deref() == Some("inferred") {
        words.push_str(" (date inferred from the text)");
    }
    if let Some(status) = claim.voice.strip_prefix("the article ") {
        // `(alleged)`, `(denied)`
        words.push(' ');
        words.push_str(status);
    } else if !is_own_voice(&claim.voice) {
        words.push_str(", according to ");
        words.push_str(&claim.voice);
    }
    words
}

/// Does the article speak for itself?
pub fn is_own_voice(voice: &str) -> bool {
    matches!(voice, "" | "the article" | "article")
}

/// The place that a format with one location per finding shows: what changed, else the newest
/// article's first claim; never a reference table while an article is there. `None` for a finding
/// without claims.
pub fn primary(finding: &Finding) -> Option<(&Side, &Claim)> {
    let mut best: Option<(&Side, &Claim)> = None;
    for side in &finding.sides {
        for claim in &side.claims {
            let rank = |c: &Claim| {
                let article = &c.article;
                (!article.is_reference(), c.changed, article.date.clone())
            };
            if best.is_none_or(|(_, held)| rank(claim) > rank(held)) {
                best = Some((side, claim));
            }
        }
    }
    best
}

/// All claims but the primary one, at most `per_side` of each side.
pub fn others(finding: &Finding, per_side: usize) -> Vec<(&Side, &Claim)> {
    let primary = primary(finding).map(|(_, claim)| claim);
    let mut rest = Vec::new();
    for side in &finding.sides {
        let claims = side
            .claims
            .iter()
            .filter(|c| primary.is_none_or(|p| !std::ptr::eq(*c, p)));
        rest.extend(claims.take(per_side).map(|claim| (side, claim)));
    }
    rest
}

/// As [`others`], but only those that stand in a file that the reader has: a format that links to
/// places cannot link to the tables that gainsay brings along.
pub fn linked(finding: &Finding, per_side: usize) -> Vec<(&Side, &Claim)> {
    let mut linked = others(finding, per_side);
    linked.retain(|(_, claim)| !claim.article.is_built_in());
    linked
}

/// `Ann Ito, 2025-02-28, Leeds Post (a.txt:3:21): “The mayor, Ann Ito, …”`.
pub fn evidence(side: &Side, claim: &Claim) -> String {
    let place = &claim.span;
    let mut words = format!(
        "{} ({}:{}:{})",
        attribution(side, claim),
        claim.article.path,
        place.line,
        place.column
    );
    if !claim.sentence.is_empty() {
        let (open, close) = marks(&claim.sentence);
        words.push_str(": ");
        words.push(open);
        words.push_str(&claim.sentence);
        words.push(close);
    }
    words
}

/// What a row of the table of offices says, as one would write it: before the holder, the holder,
/// after; `None` for anything else.
pub fn fact(claim: &Claim) -> Option<[String; 3]> {
    if !claim.article.is_reference() {
        return None;
    }
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(claim.text.as_bytes());
    let row = rows.records().next()?.ok()?;
    let cell = |at: usize| row.get(at).map(str::trim).filter(|cell| !cell.is_empty());
    let (office, holder, from) = (cell(0)?, cell(2)?, cell(3)?);
    from.get(..4)?.parse::<u16>().ok()?;
    let of = cell(1).map_or_else(String::new, |body| format!(", {body}"));
    let term = match cell(4) {
        Some(to) => format!(", {from} to {to}"),
        None => format!(", since {from}"),
    };
    let record = cell(5).map_or_else(String::new, |source| format!(" ({source})"));
    Some([
        format!("{office}{of}: "),
        holder.to_owned(),
        format!("{term}{record}"),
    ])
}

/// Quotation marks around a sentence: single ones when it has double ones itself.
pub fn marks(sentence: &str) -> (char, char) {
    if sentence.contains(['“', '”', '"']) {
        ('‘', '’')
    } else {
        ('“', '”')
    }
}

/// `1 finding`, `2 findings`, `12,038 findings`.
pub fn count(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", thousands(n))
}

/// `12,038`: every three digits parted from those before them.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == first {
            out.push(',');
        }
        out.push(digit);
    }
    out
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

/// An answer cut to a length that a title can bear.
pub fn short(answer: &str) -> String {
    let mut chars = answer.char_indices();
    match chars.nth(LONGEST_ANSWER) {
        None => answer.to_owned(),
        Some((at, _)) => {
            let cut = answer[..at].rfind(' ').unwrap_or(at);
            format!("{}…", answer[..cut].trim_end())
        }
    }
}

/// Text that a terminal cannot take for commands: control characters become spaces.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A verdict's name.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "conflict",
        Verdict::Disputed => "disputed",
        Verdict::Superseded => "superseded",
        Verdict::Revised => "revised",
        Verdict::Narrower => "narrower",
        Verdict::Agree => "agree",
        Verdict::Unrelated => "unrelated",
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

    #[test]
    fn numbers_are_written_with_their_thousands() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(999, "article"), "999 articles");
        assert_eq!(count(12_038, "article"), "12,038 articles");
        assert_eq!(count(1_234_567, "claim"), "1,234,567 claims");
    }

    #[test]
    fn a_row_of_the_table_reads_as_a_fact() {
        let mut claim = sample::report().findings[0].sides[0].claims[0].clone();
        claim.text =
            "mayor,\"Leeds, West\",Bo Lund,2025-02-01,,public record,2025-06-30,holder".into();
        assert_eq!(fact(&claim), None);
        claim.article.path = "desk/offices.csv".into();
        let expected = [
            "mayor, Leeds, West: ",
            "Bo Lund",
            ", since 2025-02-01 (public record)",
        ];
        assert_eq!(fact(&claim), Some(expected.map(str::to_owned)));
        claim.text = "1 March 2025 was a Saturday".into();
        assert_eq!(fact(&claim), None);
    }

    #[test]
    fn the_reference_is_no_article() {
        let mut finding = sample::report().findings[0].clone();
        finding.sides[1].claims.truncate(1);
        finding.sides[1].claims[0].article.path = "reference/offices.csv".into();
        assert_eq!(
            tally(&finding),
            "1 article says Ann Ito, the reference says Bo Lund"
        );
        let (side, _) = primary(&finding).expect("it has claims");
        assert_eq!(side.answer, "Ann Ito");
    }

    #[test]
    fn a_changed_article_is_primary() {
        let mut finding = sample::report().findings[0].clone();
        finding.sides[0].claims[0].changed = Some(super::super::Changed::Article);
        let (side, _) = primary(&finding).expect("it has claims");
        assert_eq!(side.answer, "Ann Ito");
    }

    #[test]
    fn the_newest_article_is_primary_and_no_claim_is_lost() {
        let report = sample::report();
        let finding = &report.findings[0];
        let (_, claim) = primary(finding).expect("it has claims");
        assert_eq!(claim.article.date.as_deref(), Some("2025-03-04"));
        let all: usize = finding.sides.iter().map(|s| s.claims.len()).sum();
        assert_eq!(others(finding, usize::MAX).len() + 1, all);
    }
}
