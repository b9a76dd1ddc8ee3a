//! `html`: one self-contained page that draws the findings from JSON, with no request to anywhere.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::title::asked;
use super::words::{articles as distinct_articles, count, fact, is_own_voice, verdict};
use super::{Article, Claim, Context, Finding, Problem, Report, Side};
use crate::compare::Verdict;

/// Claims per side in the page; the rest is counted.
const CLAIMS: usize = 12;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Nothing is loaded from anywhere, and nothing is sent.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'\">";

/// How a page differs from the plain report.
#[derive(Debug, Default)]
pub struct Extras<'a> {
    /// A script that runs after the page's own.
    pub script: &'a str,
    /// The nonce that its server's content security policy asks for; without one, the page brings
    /// a policy of its own.
    pub nonce: Option<&'a str>,
    /// What to add to the page's data.
    pub data: serde_json::Map<String, serde_json::Value>,
}

/// The report as a page.
pub fn render(report: &Report, context: &Context) -> String {
    page(&prepare(report, context), &Extras::default())
}

/// What a report gives to its page, made once for a server that sends it often.
#[derive(Debug)]
pub struct Prepared {
    title: String,
    /// The page's data as a JSON object that can stand in a script element.
    data: String,
}

/// Makes what [`page`] needs of a report.
pub fn prepare(report: &Report, context: &Context) -> Prepared {
    let data = serde_json::to_string(&data(report, context)).unwrap_or_default();
    let conflicts = report.findings.iter();
    let conflicts = conflicts.filter(|finding| finding.verdict == Verdict::Conflict);
    let title = format!(
        "{} in {}",
        count(conflicts.count(), "conflict"),
        count(report.articles, "article")
    );
    let data = for_script(&data);
    Prepared { title, data }
}

/// The report as a page with something more.
pub fn page(report: &Prepared, extras: &Extras<'_>) -> String {
    let nonce = extras
        .nonce
        .map_or_else(String::new, |nonce| format!(" nonce=\"{nonce}\""));
    let script = format!("{SCRIPT}{}", extras.script);
    let policy = if extras.nonce.is_some() { "" } else { POLICY };
    // What is filled in is never searched for places to fill.
    let constant = PAGE.len() + STYLE.len() + script.len() + 4096;
    let mut out = String::with_capacity(constant + report.data.len());
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or(("", after));
        match name {
            "csp" => out.push_str(policy),
            "title" => out.push_str(&report.title),
            "style" => out.push_str(STYLE),
            "nonce" => out.push_str(&nonce),
            "script" => out.push_str(&script),
            "data" => push_data(&mut out, report, extras),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The report's data, and what the page has more.
fn push_data(out: &mut String, report: &Prepared, extras: &Extras<'_>) {
    let more = serde_json::to_string(&extras.data).unwrap_or_default();
    match report.data.strip_suffix('}').zip(more.strip_prefix('{')) {
        Some((data, more)) if more.len() > 1 => {
            out.push_str(data);
            out.push(',');
            out.push_str(&for_script(more));
        }
        _ => out.push_str(&report.data),
    }
}

/// JSON that cannot end the element it stands in.
fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace("-->", "--\\u003e")
}

#[derive(Serialize)]
struct Data<'a> {
    version: &'static str,
    articles_read: usize,
    claims: usize,
    clusters: usize,
    silenced: usize,
    problems: &'a [Problem],
    rules: BTreeMap<&'a str, About<'a>>,
    articles: Vec<Text<'a>>,
    findings: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    why: &'a str,
    limits: &'a str,
}

#[derive(Serialize)]
struct Text<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inferred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reference: bool,
}

#[derive(Serialize)]
struct Card<'a> {
    rule: &'a str,
    question: Cow<'a, str>,
    verdict: &'static str,
    severity: crate::rules::Severity,
    confidence: f64,
    reason: &'a str,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    silenced: Option<&'a str>,
    sides: Vec<Column<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    considered: Vec<Aside<'a>>,
}

#[derive(Serialize)]
struct Aside<'a> {
    verdict: &'static str,
    reason: &'a str,
    answer: &'a str,
    claim: Quote<'a>,
}

#[derive(Serialize)]
struct Column<'a> {
    answer: &'a str,
    /// Distinct articles.
    n: usize,
    /// Claims in all.
    total: usize,
    claims: Vec<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    /// Index of the article.
    a: usize,
    line: usize,
    column: usize,
    /// The sentence: before the words, the words, after them.
    q: [Cow<'a, str>; 3],
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fragment: Option<String>,
}

fn data<'a>(report: &'a Report, context: &'a Context) -> Data<'a> {
    let mut table = Table {
        base: context.link_base.as_deref(),
        ..Table::default()
    };
    let listed = report.findings.iter().map(|finding| (finding, None));
    let silenced = context
        .silenced
        .iter()
        .map(|one| (&one.finding, Some(one.reason.as_str())));
    let findings = listed
        .chain(silenced)
        .map(|(finding, why)| table.card(finding, why))
        .collect();
    let about = |rule: &'a super::RuleInfo| {
        let (why, limits) = (rule.why.as_str(), rule.limits.as_str());
        (rule.id.as_str(), About { why, limits })
    };
    Data {
        version: env!("CARGO_PKG_VERSION"),
        articles_read: report.articles,
        claims: report.claims,
        clusters: report.clusters,
        silenced: context.silenced.len(),
        problems: &report.problems,
        rules: context.rules.iter().map(about).collect(),
        articles: table.articles,
        findings,
    }
}

/// Each article once, however many claims it makes.
#[derive(Default)]
struct Table<'a> {
    base: Option<&'a str>,
    index: FxHashMap<(&'a str, &'a str), usize>,
    articles: Vec<Text<'a>>,
}

impl<'a> Table<'a> {
    fn card(&mut self, finding: &'a Finding, silenced: Option<&'a str>) -> Card<'a> {
        Card {
            rule: &finding.rule,
            question: asked(&finding.question),
            verdict: verdict(finding.verdict),
            severity: finding.severity,
            confidence: finding.confidence,
            reason: &finding.reason,
            fingerprint: &finding.fingerprint,
            silenced,
            sides: finding.sides.iter().map(|side| self.column(side)).collect(),
            considered: finding
                .considered
                .iter()
                .map(|other| Aside {
                    verdict: verdict(other.verdict),
                    reason: &other.reason,
                    answer: &other.answer,
                    claim: self.quote(&other.claim),
                })
                .collect(),
        }
    }

    fn column(&mut self, side: &'a Side) -> Column<'a> {
        Column {
            answer: &side.answer,
            n: distinct_articles(side),
            total: side.claims.len(),
            claims: side
                .claims
                .iter()
                .take(CLAIMS)
                .map(|claim| self.quote(claim))
                .collect(),
        }
    }

    fn quote(&mut self, claim: &'a Claim) -> Quote<'a> {
        let end = claim.offset + claim.text.len();
        let sentence = claim.sentence.as_str();
        let parts = (
            sentence.get(..claim.offset),
            sentence.get(claim.offset..end),
            sentence.get(end..),
        );
        let q = match (fact(claim), parts) {
            (Some(fact), _) => fact.map(Cow::Owned),
            (_, (Some(before), Some(words), Some(after))) => [before, words, after].map(Cow::from),
            _ => [sentence, "", ""].map(Cow::from),
        };
        let fragment = self.base.is_some() && !q[1].is_empty() && !claim.article.is_reference();
        let fragment = fragment.then(|| format!("#:~:text={}", super::uri::encode(&q[1], false)));
        Quote {
            a: self.article(&claim.article),
            line: claim.span.line,
            column: claim.span.column,
            q,
            voice: (!is_own_voice(&claim.voice) && !claim.article.is_reference())
                .then_some(claim.voice.as_str()),
            fragment,
        }
    }

    fn article(&mut self, article: &'a Article) -> usize {
        let articles = &mut self.articles;
        let base = self.base;
        *self
            .index
            .entry((&article.path, &article.id))
            .or_insert_with(|| {
                let there = !article.path.starts_with('<') && !article.is_built_in();
                let href = base.filter(|_| there);
                articles.push(Text {
                    path: &article.path,
                    title: article.title.as_deref(),
                    date: article.date.as_deref(),
                    inferred: article.date_origin.as_deref() == Some("inferred"),
                    source: article.source.as_deref(),
                    url: article.url.as_deref(),
                    href: href.map(|base| super::uri::link(base, &article.path)),
                    reference: article.is_reference(),
                });
                articles.len() - 1
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn data_of(page: &str) -> serde_json::Value {
        let (_, rest) = page.split_once("id=\"data\">").expect("the data");
        let (json, _) = rest.split_once("</script>").expect("its end");
        serde_json::from_str(json).expect("JSON")
    }

    #[test]
    fn every_finding_and_quote_is_in_the_page() {
        let report = sample::report();
        let page = render(&report, &Context::default());
        let data = data_of(&page);
        let findings = data["findings"].as_array().expect("findings");
        assert_eq!(findings.len(), report.findings.len());
        for (card, finding) in findings.iter().zip(&report.findings) {
            for (side, expected) in card["sides"]
                .as_array()
                .expect("sides")
                .iter()
                .zip(&finding.sides)
            {
                for (quote, claim) in side["claims"]
                    .as_array()
                    .expect("claims")
                    .iter()
                    .zip(&expected.claims)
                {
                    let parts: Vec<&str> = quote["q"]
                        .as_array()
                        .expect("parts")
                        .iter()
                        .filter_map(|p| p.as_str())
                        .collect();
                    assert_eq!(parts.concat(), claim.sentence);
                    assert_eq!(parts[1], claim.text);
                    let path =
                        &data["articles"][quote["a"].as_u64().expect("index") as usize]["path"];
                    assert_eq!(path, &claim.article.path);
                }
            }
        }
    }

    #[test]
    fn an_article_cannot_break_out_of_the_page() {
        let mut report = sample::report();
        let evil = "</script><script>alert(1)</script><!-- --> {data} {script}";
        report.findings[0].question = evil.into();
        report.findings[0].sides[0].claims[0].sentence = evil.into();
        report.findings[0].sides[0].claims[0].article.path = "a\"><img src=x>.txt".into();
        let page = render(&report, &Context::default());
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(!page.contains("<img") && !page.contains("alert(1)<"));
        assert_eq!(data_of(&page)["findings"][0]["question"], evil);
    }

    #[test]
    fn nothing_is_loaded_from_anywhere() {
        let page = render(&sample::report(), &Context::default());
        for address in ["http://", "https://", "src=", "@import", "url("] {
            let rest = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!rest.contains(address), "{address}");
        }
    }
}
