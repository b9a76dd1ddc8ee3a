//! The claim graph: statements as nodes, verdicts as edges; and the findings read off it. The only
//! user of petgraph.

mod finding;
mod side;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use crate::cluster::Cluster;
use crate::compare::{Judgement, Verdict, compare};
use crate::resolve::{Corpus, Origin};

pub use finding::{Considered, Finding, findings};
pub use side::{Side, answer_text, question_text};

/// Statements that say the same at the same time, from the same or from different articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stance {
    /// Indices of [`Corpus::statements`], ascending.
    pub statements: Vec<usize>,
}

/// The graph of one cluster.
#[derive(Debug, Clone)]
pub struct ClaimGraph {
    /// Index of the rule.
    pub rule: usize,
    /// Stances and the judgements between them.
    pub graph: UnGraph<Stance, Judgement>,
}

/// Stances are held against this many followers in order of day; clusters up to this size are
/// compared in full.
const WINDOW: usize = 40;

impl ClaimGraph {
    /// Compares the claims of a cluster.
    pub fn of(corpus: &Corpus<'_>, cluster: &Cluster) -> Self {
        let mut graph = UnGraph::default();
        for stance in stances(corpus, cluster) {
            graph.add_node(stance);
        }
        let nodes: Vec<NodeIndex> = graph.node_indices().collect();
        for (at, &a) in nodes.iter().enumerate() {
            for &b in nodes[at + 1..].iter().take(WINDOW) {
                let judgement = Self::judge(corpus, &graph, a, b);
                if judgement.verdict != Verdict::Unrelated {
                    graph.add_edge(a, b, judgement);
                }
            }
        }
        // Reference terms are few and long: every claim meets those of its own time, however many
        // claims lie between them in order of day.
        let (facts, others): (Vec<_>, Vec<_>) = nodes
            .iter()
            .partition(|&&node| is_fact(corpus, &graph[node]));
        if others.len() > WINDOW {
            for &a in &others {
                for &b in &facts {
                    if graph.find_edge(a, b).is_some() {
                        continue;
                    }
                    let judgement = Self::judge(corpus, &graph, a, b);
                    if matches!(judgement.verdict, Verdict::Conflict | Verdict::Agree) {
                        graph.add_edge(a, b, judgement);
                    }
                }
            }
        }
        Self {
            rule: cluster.rule,
            graph,
        }
    }

    fn judge(
        corpus: &Corpus<'_>,
        graph: &UnGraph<Stance, Judgement>,
        a: NodeIndex,
        b: NodeIndex,
    ) -> Judgement {
        let first = |node: NodeIndex| &corpus.statements[graph[node].statements[0]];
        compare(corpus, first(a), first(b))
    }

    /// All stances, in order of day.
    pub fn stances(&self) -> impl Iterator<Item = &Stance> {
        self.graph.node_weights()
    }

    /// All judgements with the first statement of either stance.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize, &Judgement)> {
        let first = |node: NodeIndex| self.graph[node].statements[0];
        self.graph
            .edge_references()
            .map(move |edge| (first(edge.source()), first(edge.target()), edge.weight()))
    }

    /// Edges with the given verdict, in order.
    pub(crate) fn edges_with(
        &self,
        verdict: Verdict,
    ) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Judgement)> {
        self.graph
            .edge_references()
            .filter(move |edge| edge.weight().verdict == verdict)
            .map(|edge| (edge.source(), edge.target(), edge.weight()))
    }
}

fn is_fact(corpus: &Corpus<'_>, stance: &Stance) -> bool {
    !matches!(
        corpus.statements[stance.statements[0]].origin,
        Origin::Article(_)
    )
}

/// Joins statements with one answer, one day and one voice: they need comparing once.
fn stances(corpus: &Corpus<'_>, cluster: &Cluster) -> Vec<Stance> {
    let key = |&index: &usize| {
        let statement = &corpus.statements[index];
        let claim = &statement.claim;
        (
            statement.day(),
            claim.when,
            answer_text(&claim.answer),
            claim.voice.clone(),
            // Facts and articles are never one stance, nor are two rows of a table.
            match statement.origin {
                Origin::Article(_) => 0,
                Origin::Fact(row) => u64::from(row) + 2,
                Origin::Calendar => 1,
            },
        )
    };
    let sort = |index: &usize| {
        let (day, when, answer, voice, origin) = key(index);
        (
            day,
            when.days,
            when.stated,
            answer,
            voice.source,
            voice.status,
            origin,
        )
    };
    let mut indices = cluster.statements.clone();
    indices.sort_by_cached_key(|index| (sort(index), *index));
    indices
        .chunk_by(|a, b| key(a) == key(b))
        .map(|chunk| Stance {
            statements: chunk.to_vec(),
        })
        .collect()
}
