//! The claim graph as `dot`, `graphml` and `json`.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::compare::Verdict;

use super::words;

/// The claims and what they are to each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GraphView {
    /// In order of article and span.
    pub nodes: Vec<GraphNode>,
    /// In order of their ends.
    pub edges: Vec<GraphEdge>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphNode {
    /// The claim's id: unique, and the same in every run over the same bytes.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// Its cluster, counted from 1: claims with one number answer one question.
    pub cluster: usize,
    /// The question that it answers.
    pub question: String,
    /// The answer, normalised.
    pub answer: String,
    /// Who says it.
    pub voice: String,
    /// When the answer holds.
    pub when: Option<String>,
    /// The article's id.
    pub article: String,
    /// The file.
    pub path: String,
    /// One-based line of the words.
    pub line: usize,
    /// The article's date.
    pub date: Option<String>,
}

/// Two claims that were compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphEdge {
    /// [`GraphNode::id`] of one claim.
    pub from: String,
    /// [`GraphNode::id`] of the other.
    pub to: String,
    /// What they are to each other.
    pub verdict: Verdict,
    /// From 0 to 1.
    pub confidence: f64,
    /// Why.
    pub reason: String,
}

/// As JSON: `nodes` and `edges`.
pub fn json(graph: &GraphView) -> String {
    let mut text = serde_json::to_string_pretty(graph).unwrap_or_default();
    text.push('\n');
    text
}

/// For Graphviz: a box per claim, claims on one question in one frame.
pub fn dot(graph: &GraphView) -> String {
    let mut out = String::from(
        "graph gainsay {\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge \
         [fontname=\"sans-serif\", fontsize=10];\n",
    );
    let mut frames: Vec<(&str, &str, Vec<&GraphNode>)> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for node in &graph.nodes {
        let at = *index.entry(node.cluster).or_insert_with(|| {
            frames.push((&node.rule, &node.question, Vec::new()));
            frames.len() - 1
        });
        frames[at].2.push(node);
    }
    for (number, (rule, question, nodes)) in frames.iter().enumerate() {
        let label = quoted(&format!("{rule}: {question}"));
        let _ = writeln!(out, "  subgraph cluster_{number} {{\n    label={label};");
        for node in nodes {
            let place = match &node.date {
                Some(date) => format!("{}:{}, {date}", node.path, node.line),
                None => format!("{}:{}", node.path, node.line),
            };
            let label = quoted(&format!("{}\n{place}", node.answer));
            let _ = writeln!(out, "    {} [label={label}];", quoted(&node.id));
        }
        out.push_str("  }\n");
    }
    for edge in &graph.edges {
        let name = words::verdict(edge.verdict);
        let _ = writeln!(
            out,
            "  {} -- {} [label={}, tooltip={}, {}];",
            quoted(&edge.from),
            quoted(&edge.to),
            quoted(name),
            quoted(&edge.reason),
            look(edge.verdict)
        );
    }
    out.push_str("}\n");
    out
}

/// How an edge looks: by line as well as by colour.
fn look(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "color=\"#b3261e\", penwidth=2",
        Verdict::Disputed => "color=\"#a05a00\", style=dashed, penwidth=2",
        Verdict::Superseded | Verdict::Revised => "color=\"#2458a6\", style=dashed",
        Verdict::Narrower => "color=\"#55606e\", style=dotted",
        Verdict::Agree => "color=\"#2e7d32\"",
        Verdict::Unrelated => "style=invis",
    }
}

/// A DOT string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The node's fields in `GraphML`: name and value.
fn fields(node: &GraphNode) -> [(&'static str, String); 10] {
    [
        ("rule", node.rule.clone()),
        ("cluster", node.cluster.to_string()),
        ("question", node.question.clone()),
        ("answer", node.answer.clone()),
        ("voice", node.voice.clone()),
        ("when", node.when.clone().unwrap_or_default()),
        ("article", node.article.clone()),
        ("path", node.path.clone()),
        ("line", node.line.to_string()),
        ("date", node.date.clone().unwrap_or_default()),
    ]
}

/// For Gephi, yEd, Cytoscape, networkx.
pub fn graphml(graph: &GraphView) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml \
         xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for name in [
        "rule", "question", "answer", "voice", "when", "article", "path", "date",
    ] {
        let _ = writeln!(out, "  {}", key(name, "node", "string"));
    }
    let _ = writeln!(out, "  {}", key("cluster", "node", "int"));
    let _ = writeln!(out, "  {}", key("line", "node", "int"));
    let _ = writeln!(out, "  {}", key("verdict", "edge", "string"));
    let _ = writeln!(out, "  {}", key("reason", "edge", "string"));
    let _ = writeln!(out, "  {}", key("confidence", "edge", "double"));
    out.push_str("  <graph id=\"claims\" edgedefault=\"undirected\">\n");
    for node in &graph.nodes {
        let _ = writeln!(out, "    <node id=\"{}\">", super::xml::escape(&node.id));
        for (name, value) in fields(node).iter().filter(|(_, value)| !value.is_empty()) {
            let value = super::xml::escape(value);
            let _ = writeln!(out, "      <data key=\"{name}\">{value}</data>");
        }
        out.push_str("    </node>\n");
    }
    for edge in &graph.edges {
        let (from, to) = (super::xml::escape(&edge.from), super::xml::escape(&edge.to));
        let _ = writeln!(out, "    <edge source=\"{from}\" target=\"{to}\">");
        let verdict = words::verdict(edge.verdict);
        let _ = writeln!(out, "      <data key=\"verdict\">{verdict}</data>");
        let reason = super::xml::escape(&edge.reason);
        let _ = writeln!(out, "      <data key=\"reason\">{reason}</data>");
        let _ = writeln!(
            out,
            "      <data key=\"confidence\">{}</data>",
            edge.confidence
        );
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn key(name: &str, of: &str, kind: &str) -> String {
    format!("<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> GraphView {
        let node = |id: &str, answer: &str| GraphNode {
            id: id.into(),
            rule: "office-holder".into(),
            cluster: 1,
            question: "Who is the \"chief\" of <A & B>?".into(),
            answer: answer.into(),
            voice: "the article".into(),
            when: None,
            article: id.into(),
            path: format!("{id}.txt"),
            line: 3,
            date: Some("2025-03-01".into()),
        };
        GraphView {
            nodes: vec![node("a", "Ann Ito"), node("b", "Bo \\ Lund")],
            edges: vec![GraphEdge {
                from: "a".into(),
                to: "b".into(),
                verdict: Verdict::Conflict,
                confidence: 0.9,
                reason: "one seat".into(),
            }],
        }
    }

    #[test]
    fn dot_escapes_and_frames() {
        let text = dot(&graph());
        assert!(text.contains(r#"label="office-holder: Who is the \"chief\" of <A & B>?""#));
        assert!(
            text.contains(r#"label="Bo \\ Lund\nb.txt:3, 2025-03-01""#),
            "{text}"
        );
        assert_eq!(text.matches("subgraph").count(), 1);
        assert_eq!(text.matches(" -- ").count(), 1);
    }

    #[test]
    fn graphml_is_well_formed() {
        let text = graphml(&graph());
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut nodes, mut edges, mut depth) = (0, 0, 0);
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Start(tag) => {
                    depth += 1;
                    nodes += usize::from(tag.name().as_ref() == "node");
                    edges += usize::from(tag.name().as_ref() == "edge");
                }
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!((nodes, edges, depth), (2, 1, 0));
        assert!(text.contains("of &lt;A &amp; B&gt;?"));
    }

    #[test]
    fn json_reads_back() {
        assert_eq!(
            serde_json::from_str::<GraphView>(&json(&graph())).ok(),
            Some(graph())
        );
    }
}
