//! `--quote none`: the same findings without a word from any article, for logs that others read.

use super::{Claim, Finding, Report, RuleInfo, Silenced};

/// Removes from a report everything that stems from an article's text: sentences, words, titles,
/// questions, answers, reasons, named sources, and addresses, which often hold a headline. Paths, places, dates, rules, verdicts,
/// confidence and fingerprints stay, so a reader who has the articles can find the place.
pub fn redact(report: &mut Report, rules: &[RuleInfo]) {
    for finding in &mut report.findings {
        redact_finding(finding, rules);
    }
}

/// As [`redact`], for findings that are not listed.
pub fn redact_silenced(silenced: &mut [Silenced], rules: &[RuleInfo]) {
    for one in silenced {
        redact_finding(&mut one.finding, rules);
        one.reason = "(The reason is withheld.)".into();
    }
}

fn redact_finding(finding: &mut Finding, rules: &[RuleInfo]) {
    let rule = rules.iter().find(|rule| rule.id == finding.rule);
    finding.question = rule.map_or_else(|| "(Withheld.)".to_owned(), |rule| rule.question.clone());
    finding.reason = "(The reason is withheld, because it may quote the articles.)".into();
    for (number, side) in finding.sides.iter_mut().enumerate() {
        side.answer = format!("answer {}", number + 1);
        side.claims.iter_mut().for_each(redact_claim);
    }
    for other in &mut finding.considered {
        other.answer = "another answer".into();
        other.reason = "(The reason is withheld.)".into();
        redact_claim(&mut other.claim);
    }
}

fn redact_claim(claim: &mut Claim) {
    claim.text.clear();
    claim.sentence.clear();
    claim.offset = 0;
    claim.article.title = None;
    claim.article.url = None;
    claim.when = None;
    claim.silenced = claim.silenced.take().map(|_| String::new());
    if !super::words::is_own_voice(&claim.voice) {
        claim.voice = "a named source".into();
    }
    // An id may be a headline; where it is needed, path and line tell the article.
    claim.article.copy_of = None;
    claim.article.id = match claim.article.line {
        Some(line) => format!("{}#{line}", claim.article.path),
        None => claim.article.path.clone(),
    };
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Format, render, sample};
    use super::*;

    #[test]
    fn no_format_gives_away_a_word() {
        let mut report = sample::report();
        redact(&mut report, &[]);
        for &format in Format::ALL {
            let text = render(format, &report, &Context::default());
            for secret in [
                "Ito", "Lund", "mayor", "bridge", "Fourteen", "sworn", "police",
            ] {
                assert!(
                    !text.contains(secret),
                    "{format} gives away {secret}:\n{text}"
                );
            }
        }
    }
}
