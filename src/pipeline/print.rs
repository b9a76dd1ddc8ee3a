//! Findings, claims and graphs of a run as the plain values of [`crate::report`]: statements are
//! looked up in their articles and placed in the original files.

use crate::compare::Verdict;
use crate::extract::{Status, When};
use crate::graph::{ClaimGraph, Finding, answer_text, question_text};
use crate::read::{self, Article, DateOrigin};
use crate::report::{self, ClaimLine, GraphEdge, GraphNode, GraphView, Place, RuleInfo};
use crate::resolve::{Corpus, Origin, Statement};
use crate::review::Comments;
use crate::rules::Rule;
use crate::text::Span;

pub(super) fn problem(problem: &read::Problem) -> report::Problem {
    report::Problem {
        path: problem.path.clone(),
        line: problem.line,
        message: problem.message.clone(),
    }
}

pub(super) fn finding(
    corpus: &Corpus<'_>,
    articles: &[Article],
    finding: &Finding,
) -> report::Finding {
    let sides = finding.sides.iter().map(|side| {
        let claims = side
            .statements
            .iter()
            .map(|&index| claim(corpus, articles, &corpus.statements[index], &finding.rule));
        report::Side {
            answer: side.answer.clone(),
            claims: claims.collect(),
        }
    });
    report::Finding {
        rule: finding.rule.clone(),
        question: finding.question.clone(),
        verdict: finding.verdict,
        reason: finding.reason.clone(),
        severity: finding.severity,
        confidence: finding.confidence,
        fingerprint: finding.fingerprint.clone(),
        sides: sides.collect(),
        considered: finding
            .considered
            .iter()
            .map(|other| {
                let statement = &corpus.statements[other.statement];
                report::Considered {
                    verdict: other.verdict,
                    reason: other.reason.clone(),
                    answer: answer_text(&statement.claim.answer),
                    claim: claim(corpus, articles, statement, &finding.rule),
                }
            })
            .collect(),
    }
}

fn claim(
    corpus: &Corpus<'_>,
    articles: &[Article],
    statement: &Statement,
    rule: &str,
) -> report::Claim {
    let when = when(statement.claim.when);
    let voice = voice(statement);
    match statement.origin {
        Origin::Article(index) => {
            let article = &articles[index as usize];
            let claim = &statement.claim;
            let original = corpus.stories.original(index as usize);
            let mut shown = article_of(article);
            shown.copy_of = (original != index as usize).then(|| articles[original].id.clone());
            report::Claim {
                article: shown,
                span: place(article, claim.span),
                text: article.words(claim.span).to_owned(),
                sentence: article.words(sentence(statement)).to_owned(),
                offset: (claim.span.start - sentence(statement).start) as usize,
                voice,
                when,
                silenced: silence(article, rule, sentence(statement)),
                changed: None,
            }
        }
        Origin::Fact(row) => {
            let fact = &corpus.rules.tables.offices[row as usize];
            let columns = fact.text.chars().count();
            let span = Place {
                start: fact.start,
                end: fact.start + fact.text.len(),
                line: fact.line,
                column: 1,
                end_line: fact.line,
                end_column: columns + 1,
            };
            reference_claim(&fact.path, Some(fact.line), span, &fact.text, when)
        }
        Origin::Calendar => {
            let answer = answer_text(&statement.claim.answer);
            let day = match &statement.claim.answer {
                crate::extract::Value::Weekday(date) => {
                    crate::extract::DateValue::day(date.first).to_string()
                }
                _ => String::new(),
            };
            let text = format!("{day} was a {answer}");
            let span = Place {
                start: 0,
                end: text.len(),
                line: 1,
                column: 1,
                end_line: 1,
                end_column: text.chars().count() + 1,
            };
            reference_claim("calendar", None, span, &text, when)
        }
    }
}

/// The reason that a comment in the article gives for ignoring a claim.
fn silence(article: &Article, rule: &str, span: Span) -> Option<String> {
    if article.comments.is_empty() {
        return None;
    }
    let (comments, _) = Comments::new(&article.text, &article.comments);
    comments.silence(rule, span).map(str::to_owned)
}

/// Where the comment began whose place in the cleaned text this is.
fn comment_start(article: &Article, at: Span) -> usize {
    let after = article.original(at).start;
    let before = article.file.bytes.get(..after).unwrap_or_default();
    memchr::memmem::rfind(before, b"<!--").unwrap_or(after)
}

/// What is wrong in the comments of an article that address gainsay.
pub(super) fn comment_problems(article: &Article) -> Vec<read::Problem> {
    let (_, mistakes) = Comments::new(&article.text, &article.comments);
    let problem = |mistake: crate::review::Mistake| read::Problem {
        path: article.file.path.clone(),
        line: Some(article.line_column(comment_start(article, mistake.at)).line),
        message: mistake.message,
    };
    mistakes.into_iter().map(problem).collect()
}

/// The whole of what is quoted: a quotation can run over several sentences.
fn sentence(statement: &Statement) -> Span {
    statement.claim.sentence.to(statement.claim.span)
}

fn reference_claim(
    path: &str,
    line: Option<usize>,
    span: Place,
    text: &str,
    when: Option<String>,
) -> report::Claim {
    report::Claim {
        article: report::Article {
            path: path.to_owned(),
            line,
            id: path.to_owned(),
            title: Some("reference".to_owned()),
            date: None,
            date_origin: None,
            source: Some("reference".to_owned()),
            url: None,
            copy_of: None,
        },
        span,
        text: text.to_owned(),
        sentence: text.to_owned(),
        offset: 0,
        voice: "the reference".to_owned(),
        when,
        silenced: None,
        changed: None,
    }
}

fn article_of(article: &Article) -> report::Article {
    report::Article {
        path: article.file.path.clone(),
        line: article.line,
        id: article.id.clone(),
        title: article.title.clone(),
        date: article.date.map(|date| date.day.to_string()),
        date_origin: article.date.map(|date| {
            match date.origin {
                DateOrigin::Metadata => "metadata",
                DateOrigin::FileName => "file name",
                DateOrigin::Inferred => "inferred",
            }
            .to_owned()
        }),
        source: article.source.clone(),
        url: article.url.clone(),
        copy_of: None,
    }
}

fn place(article: &Article, span: Span) -> Place {
    let bytes = article.original(span);
    let (start, end) = (
        article.line_column(bytes.start),
        article.line_column(bytes.end),
    );
    Place {
        start: bytes.start,
        end: bytes.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn voice(statement: &Statement) -> String {
    let voice = &statement.claim.voice;
    let source = voice.source.as_deref().unwrap_or("the article");
    match voice.status {
        Status::Asserted => source.to_owned(),
        Status::Doubted => format!("{source} (alleged)"),
        Status::Denied => format!("{source} (denied)"),
        Status::Planned => format!("{source} (planned)"),
        Status::Hypothetical => format!("{source} (hypothetical)"),
        Status::Past => format!("{source} (of another time)"),
    }
}

fn when(when: When) -> Option<String> {
    let (first, last) = when.days?;
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}/{last}")
    })
}

pub(super) fn claim_lines(corpus: &Corpus<'_>, articles: &[Article]) -> Vec<ClaimLine> {
    let lines = corpus
        .statements
        .iter()
        .filter(|statement| statement.article().is_some())
        .map(|statement| {
            let rule = &corpus.rules.rules[statement.claim.rule];
            let claim = claim(corpus, articles, statement, &rule.id);
            ClaimLine {
                rule: rule.id.clone(),
                question: question_text(rule, &statement.claim.question),
                answer: answer_text(&statement.claim.answer),
                when: claim.when,
                voice: claim.voice,
                article: claim.article,
                span: claim.span,
                text: claim.text,
                sentence: claim.sentence,
            }
        });
    lines.collect()
}

pub(super) fn graph_view(
    corpus: &Corpus<'_>,
    articles: &[Article],
    graphs: &[ClaimGraph],
) -> GraphView {
    let mut view = GraphView::default();
    let ids: Vec<String> = corpus
        .statements
        .iter()
        .map(|statement| claim_id(corpus, articles, statement))
        .collect();
    let mut clusters = vec![0; corpus.statements.len()];
    for (number, graph) in graphs.iter().enumerate() {
        for &statement in graph.stances().flat_map(|stance| &stance.statements) {
            clusters[statement] = number + 1;
        }
    }
    for ((statement, id), &cluster) in corpus.statements.iter().zip(&ids).zip(&clusters) {
        let rule = &corpus.rules.rules[statement.claim.rule];
        let claim = claim(corpus, articles, statement, &rule.id);
        view.nodes.push(GraphNode {
            id: id.clone(),
            rule: rule.id.clone(),
            cluster,
            question: question_text(rule, &statement.claim.question),
            answer: answer_text(&statement.claim.answer),
            voice: claim.voice,
            when: claim.when,
            article: claim.article.id,
            path: claim.article.path,
            line: claim.span.line,
            date: claim.article.date,
        });
    }
    for graph in graphs {
        for stance in graph.stances() {
            for pair in stance.statements.windows(2) {
                view.edges.push(GraphEdge {
                    from: ids[pair[0]].clone(),
                    to: ids[pair[1]].clone(),
                    verdict: Verdict::Agree,
                    confidence: 1.0,
                    reason: "both give the same answer".to_owned(),
                });
            }
        }
        for (a, b, judgement) in graph.edges() {
            view.edges.push(GraphEdge {
                from: ids[a].clone(),
                to: ids[b].clone(),
                verdict: judgement.verdict,
                confidence: judgement.confidence,
                reason: judgement.reason.clone(),
            });
        }
    }
    view
}

/// Made of article id, rule and span: the same in every run over the same bytes.
fn claim_id(corpus: &Corpus<'_>, articles: &[Article], statement: &Statement) -> String {
    let rule = &corpus.rules.rules[statement.claim.rule].id;
    let origin = match statement.origin {
        Origin::Article(index) => articles[index as usize].id.clone(),
        Origin::Fact(row) => {
            let fact = &corpus.rules.tables.offices[row as usize];
            format!("{}:{}", fact.path, fact.line)
        }
        Origin::Calendar => format!("calendar:{}", answer_text(&statement.claim.answer)),
    };
    let span = statement.claim.span;
    let text = format!(
        "{origin}\n{rule}\n{}\n{}\n{:?}",
        span.start,
        span.end,
        statement.day()
    );
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}

pub(super) fn rule_info(rule: &Rule) -> RuleInfo {
    RuleInfo {
        id: rule.id.clone(),
        question: rule.question.clone(),
        severity: rule.severity,
        why: rule.why.clone(),
        limits: rule.limits.clone(),
        precision: None,
    }
}
