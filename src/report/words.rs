//! The words that several formats share: who says what, where, and how often.

use std::collections::BTreeSet;

use crate::compare::Verdict;

use super::{Claim, Finding, Side};

/// Answers longer than this many characters are cut in titles.
const LONGEST_ANSWER: usize = 90;

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
    use super::super::title::tally;
    use super::*;

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
