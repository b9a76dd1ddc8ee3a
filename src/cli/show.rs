//! `gainsay show`: one question with all its claims over time, and why each verdict is what it is.

use std::fmt::Write as _;

use anyhow::Result;

use crate::compare::Verdict;
use crate::pipeline;
use crate::report::{GraphEdge, GraphNode, GraphView, count, harmless, verdict};

use super::args::{Global, Show};
use super::settings::{self, Found};
use super::{FOUND_NOTHING, FOUND_SOMETHING, terminal};

/// Questions that are shown in full; more are listed by name.
const FULL: usize = 5;
/// Questions that are listed by name.
const LISTED: usize = 30;
/// Comparisons that are explained for one question.
const EDGES: usize = 30;

/// Shows the questions that a fingerprint or words name.
///
/// # Errors
/// When the settings or the rules have mistakes.
pub fn run(typed: &Show, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let options = settings::options(&typed.inputs, &typed.knowledge, &found.config);
    let query = typed.query.to_lowercase();
    let fingerprint = query.len() >= 6 && query.bytes().all(|b| b.is_ascii_hexdigit());
    let asked = if fingerprint {
        let report = pipeline::check(&options, &terminal::Bar::new(global))?;
        let findings = report.findings.into_iter();
        let named = findings.filter(|finding| finding.fingerprint.starts_with(&query));
        Asked::Questions(named.map(|finding| finding.question).collect())
    } else {
        Asked::Words(query.split_whitespace().map(str::to_owned).collect())
    };
    let graph = pipeline::graph(&options, &terminal::Bar::new(global))?;
    let clusters = clusters(&graph, &asked);
    if clusters.is_empty() {
        terminal::tell(&format!(
            "No claim answers `{}`. `gainsay claims` lists all claims with their questions.",
            typed.query
        ));
        return Ok(FOUND_SOMETHING);
    }
    terminal::write(&text(&graph, &clusters), None)?;
    Ok(FOUND_NOTHING)
}

/// What is to be shown.
enum Asked {
    Questions(Vec<String>),
    /// All of them in the question or the rule's name, in lower case.
    Words(Vec<String>),
}

/// The claims on one question.
struct Cluster<'a> {
    rule: &'a str,
    question: &'a str,
    nodes: Vec<&'a GraphNode>,
}

/// The questions that were asked for, those with the most claims first.
fn clusters<'a>(graph: &'a GraphView, asked: &Asked) -> Vec<Cluster<'a>> {
    let wanted = |node: &GraphNode| match asked {
        Asked::Questions(questions) => questions.contains(&node.question),
        Asked::Words(words) => {
            let text = format!("{} {}", node.rule, node.question).to_lowercase();
            words.iter().all(|word| text.contains(word))
        }
    };
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    let mut index = rustc_hash::FxHashMap::default();
    for node in graph.nodes.iter().filter(|node| wanted(node)) {
        let at = *index
            .entry((&node.rule, &node.question))
            .or_insert_with(|| {
                clusters.push(Cluster {
                    rule: &node.rule,
                    question: &node.question,
                    nodes: Vec::new(),
                });
                clusters.len() - 1
            });
        clusters[at].nodes.push(node);
    }
    clusters.sort_by(|a, b| {
        (b.nodes.len().cmp(&a.nodes.len())).then((a.question, a.rule).cmp(&(b.question, b.rule)))
    });
    clusters
}

fn text(graph: &GraphView, clusters: &[Cluster<'_>]) -> String {
    let mut out = String::new();
    for cluster in clusters.iter().take(FULL) {
        show(&mut out, graph, cluster);
    }
    let rest = clusters.get(FULL..).unwrap_or_default();
    if !rest.is_empty() {
        let _ = writeln!(out, "{} more:", count(rest.len(), "question"));
        for cluster in rest.iter().take(LISTED) {
            let claims = count(cluster.nodes.len(), "claim");
            let _ = writeln!(out, "  {} ({claims})", harmless(cluster.question));
        }
    }
    out
}

/// One question: its claims in order of time, then what they are to each other.
fn show(out: &mut String, graph: &GraphView, cluster: &Cluster<'_>) {
    let _ = writeln!(out, "{}: {}\n", cluster.rule, harmless(cluster.question));
    let mut nodes = cluster.nodes.clone();
    let time = |node: &GraphNode| node.when.clone().or_else(|| node.date.clone());
    nodes.sort_by_key(|node| (time(node).is_none(), time(node)));
    let width = nodes
        .iter()
        .map(|node| node.answer.chars().count())
        .max()
        .unwrap_or(0)
        .min(40);
    for (number, node) in nodes.iter().enumerate() {
        let when = time(node).unwrap_or_else(|| "undated".to_owned());
        let voice = match node.voice.as_str() {
            "" | "the article" | "the reference" => String::new(),
            voice => format!(", {voice}"),
        };
        let line = format!(
            "  {:>3}  {when:<21}  {:<width$}  {}:{}{voice}",
            number + 1,
            node.answer,
            node.path,
            node.line
        );
        let _ = writeln!(out, "{}", harmless(&line));
    }
    out.push('\n');
    let number = |id: &str| nodes.iter().position(|node| node.id == id).map(|at| at + 1);
    // Two rows of a table say nothing about an article.
    let known = |number: usize| nodes[number - 1].voice == "the reference";
    let told = |edge: &&GraphEdge| edge.verdict != Verdict::Agree;
    let mut edges: Vec<(usize, usize, &GraphEdge)> = graph
        .edges
        .iter()
        .filter(told)
        .filter_map(|edge| Some((number(&edge.from)?, number(&edge.to)?, edge)))
        .map(|(a, b, edge)| (a.min(b), a.max(b), edge))
        .filter(|&(a, b, _)| !(known(a) && known(b)))
        .collect();
    // Contradictions first.
    edges.sort_by_key(|&(a, b, edge)| (edge.verdict, a, b));
    for (a, b, edge) in edges.iter().take(EDGES) {
        let verdict = verdict(edge.verdict);
        let line = format!(
            "  {a} and {b}: {verdict} ({:.2}), {}",
            edge.confidence, edge.reason
        );
        let _ = writeln!(out, "{}", harmless(&line));
    }
    if edges.len() > EDGES {
        let _ = writeln!(out, "  and {} more", edges.len() - EDGES);
    }
    if edges.is_empty() {
        let _ = writeln!(out, "  All say the same, or nothing that can be compared.");
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> GraphView {
        let node = |id: &str, question: &str, answer: &str, date: &str| GraphNode {
            id: id.into(),
            rule: "office-holder".into(),
            cluster: 1 + usize::from(question.contains("York")),
            question: question.into(),
            answer: answer.into(),
            voice: "the article".into(),
            when: Some(date.into()),
            article: id.into(),
            path: format!("{id}.txt"),
            line: 3,
            date: None,
        };
        GraphView {
            nodes: vec![
                node("a", "Who is the mayor of Leeds?", "Bo Lund", "2025-03-04"),
                node("b", "Who is the mayor of Leeds?", "Ann Ito", "2025-03-01"),
                node("c", "Who is the mayor of York?", "Cy Marsh", "2025-03-01"),
            ],
            edges: vec![GraphEdge {
                from: "a".into(),
                to: "b".into(),
                verdict: Verdict::Conflict,
                confidence: 0.83,
                reason: "two people".into(),
            }],
        }
    }

    #[test]
    fn claims_stand_in_order_of_time_with_the_reason() {
        let graph = graph();
        let clusters = clusters(&graph, &Asked::Words(vec!["mayor".into(), "leeds".into()]));
        assert_eq!(
            text(&graph, &clusters),
            "office-holder: Who is the mayor of Leeds?\n\n    1  2025-03-01             Ann Ito  \
             b.txt:3\n    2  2025-03-04             Bo Lund  a.txt:3\n\n  1 and 2: conflict \
             (0.83), two people\n\n"
        );
    }

    #[test]
    fn words_and_questions_choose() {
        let graph = graph();
        assert_eq!(
            clusters(&graph, &Asked::Words(vec!["office-holder".into()])).len(),
            2
        );
        let asked = Asked::Questions(vec!["Who is the mayor of York?".into()]);
        assert_eq!(clusters(&graph, &asked).len(), 1);
        assert!(clusters(&graph, &Asked::Words(vec!["hull".into()])).is_empty());
    }
}
