//! Which findings someone decided not to see.

use crate::compare::Verdict;
use crate::report::{Considered, Finding, Report, Silenced, SilencedBy};

use super::{Baseline, Decisions, Kind};

/// All that silences, and the day on which it does.
#[derive(Debug, Clone, Default)]
pub struct Silencers {
    /// What editors decided.
    pub decisions: Decisions,
    /// What was there before.
    pub baseline: Baseline,
    /// `YYYY-MM-DD`, for decisions that expire.
    pub today: String,
}

/// Takes the silenced findings out of a report. A comment in an article silences its claim; when
/// fewer than two sides are left of a conflict, the finding is silenced with it. A decision that
/// the finding is right and an article wrong silences nothing.
pub fn silence(report: &mut Report, silencers: &Silencers) -> Vec<Silenced> {
    let mut silenced = Vec::new();
    let findings = std::mem::take(&mut report.findings);
    for finding in findings {
        match judge(&finding, silencers) {
            Some((by, reason)) => silenced.push(Silenced {
                finding,
                by,
                reason,
            }),
            None => report.findings.push(without_silenced_claims(finding)),
        }
    }
    silenced
}

fn judge(finding: &Finding, silencers: &Silencers) -> Option<(SilencedBy, String)> {
    if let Some(reason) = by_comment(finding) {
        return Some((SilencedBy::Comment, reason));
    }
    let decision = silencers.decisions.get(&finding.fingerprint);
    if let Some(decision) = decision
        && decision.decision != Kind::ErrorInArticle
        && decision.holds(&silencers.today)
    {
        let reason = match decision.reason.as_str() {
            "" => decision.decision.name().to_owned(),
            reason => format!("{}: {reason}", decision.decision.name()),
        };
        return Some((SilencedBy::Decision, reason));
    }
    let known = silencers.baseline.holds(finding);
    known.then(|| (SilencedBy::Baseline, "in the baseline".to_owned()))
}

/// The reason of the comment without which the finding would stand.
fn by_comment(finding: &Finding) -> Option<String> {
    let claims = || finding.sides.iter().flat_map(|side| &side.claims);
    let reason = claims().find_map(|claim| claim.silenced.clone())?;
    let speaks = |side: &&crate::report::Side| side.claims.iter().any(|c| c.silenced.is_none());
    let needed = if finding.verdict == Verdict::Agree {
        1
    } else {
        2
    };
    (finding.sides.iter().filter(speaks).count() < needed).then_some(reason)
}

fn without_silenced_claims(mut finding: Finding) -> Finding {
    for side in &mut finding.sides {
        side.claims.retain(|claim| claim.silenced.is_none());
    }
    finding.sides.retain(|side| !side.claims.is_empty());
    let told = |other: &Considered| other.claim.silenced.is_none();
    finding.considered.retain(told);
    finding
}

#[cfg(test)]
mod tests {
    use super::super::Decision;
    use super::*;
    use crate::report::sample;

    fn silencers(kind: Kind, expires: Option<&str>) -> Silencers {
        let mut decisions = Decisions::default();
        decisions.set(Decision {
            fingerprint: "0123456789abcdef".into(),
            decision: kind,
            rule: "office-holder".into(),
            question: String::new(),
            reason: "two towns".into(),
            who: String::new(),
            when: "2026-01-01".into(),
            expires: expires.map(str::to_owned),
        });
        Silencers {
            decisions,
            today: "2026-06-01".into(),
            ..Silencers::default()
        }
    }

    #[test]
    fn a_decision_silences_until_it_expires() {
        let mut report = sample::report();
        let silenced = silence(
            &mut report,
            &silencers(Kind::NotAConflict, Some("2026-06-01")),
        );
        assert_eq!((silenced.len(), report.findings.len()), (1, 1));
        assert_eq!(silenced[0].reason, "not-a-conflict: two towns");
        let mut report = sample::report();
        assert!(silence(&mut report, &silencers(Kind::Accepted, Some("2026-05-31"))).is_empty());
    }

    #[test]
    fn a_confirmed_error_stays_listed() {
        let mut report = sample::report();
        assert!(silence(&mut report, &silencers(Kind::ErrorInArticle, None)).is_empty());
    }

    #[test]
    fn a_comment_silences_the_claim_and_the_finding_only_when_nothing_is_left() {
        let mut report = sample::report();
        report.findings[0].sides[1].claims[0].silenced = Some("quoted".into());
        report.findings[1].sides[1].claims[0].silenced = Some("as printed".into());
        let silenced = silence(&mut report, &Silencers::default());
        assert_eq!(silenced.len(), 1);
        assert_eq!(silenced[0].reason, "as printed");
        assert_eq!(report.findings[0].sides[1].claims.len(), 3);
    }

    #[test]
    fn the_baseline_silences_what_it_holds() {
        let mut report = sample::report();
        let silencers = Silencers {
            baseline: Baseline::of(&report.findings[..1]),
            ..Silencers::default()
        };
        let silenced = silence(&mut report, &silencers);
        assert_eq!(silenced[0].by, SilencedBy::Baseline);
        assert_eq!(report.findings.len(), 1);
    }
}
