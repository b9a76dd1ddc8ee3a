//! In how many sentences a parse says what the treebank says of who did what: main verb, its
//! subject, object or complement, its copula, auxiliaries and negation.
//!
//! Counted as a reader would: a subject may be told by another word of the same phrase, objects and clausal
//! complements may be taken for one another, an expletive for a subject, and what is said may hang on
//! the verb of saying or the other way about.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use gainsay::language::conllu::Block;
use gainsay::language::training::{Model, parse_forms};
use gainsay::language::{Deprel, Parse, Scratch};

use crate::corpus::genre;

/// Sentences, and those of them that are right.
#[derive(Default, Clone, Copy)]
pub struct Counts {
    sentences: usize,
    /// In the main clause.
    main: usize,
    /// In every clause, to the word and the relation.
    exact: usize,
}

impl Counts {
    fn add(&mut self, main: bool, exact: bool) {
        self.sentences += 1;
        self.main += usize::from(main);
        self.exact += usize::from(exact);
    }

    /// Counts and shares.
    pub fn line(&self) -> String {
        let percent = |right: usize| 100.0 * right as f64 / self.sentences.max(1) as f64;
        format!(
            "sentences {:5}  main clause right {:5} = {:5.2}  every clause the same {:5} = {:5.2}",
            self.sentences,
            self.main,
            percent(self.main),
            self.exact,
            percent(self.exact)
        )
    }
}

/// A sentence's tree, gold or found.
struct Tree {
    /// Of the root its own number.
    heads: Vec<usize>,
    labels: Vec<Deprel>,
    /// Is it a word of negation?
    negative: Vec<bool>,
    /// Is it a punctuation mark?
    mark: Vec<bool>,
}

/// What a dependent is to its clause; relations that a reader would not tell apart are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Subject,
    Complement,
    Copula,
    Auxiliary,
    Negation,
}

impl Tree {
    fn gold(block: &Block) -> Option<Self> {
        let rows = &block.rows;
        let labels = rows.iter().map(|row| Deprel::from_conllu(&row.deprel));
        let heads = rows.iter().enumerate();
        Some(Self {
            heads: heads
                .map(|(at, row)| row.head.checked_sub(1).unwrap_or(at))
                .collect(),
            labels: labels.collect::<Option<_>>()?,
            negative: rows.iter().map(|row| is_negative(&row.lemma)).collect(),
            mark: rows.iter().map(|row| row.upos == "PUNCT").collect(),
        })
    }

    fn found(parse: &Parse, gold: &Self) -> Self {
        Self {
            heads: parse.words.iter().map(|word| word.head as usize).collect(),
            labels: parse.words.iter().map(|word| word.deprel).collect(),
            negative: gold.negative.clone(),
            mark: gold.mark.clone(),
        }
    }

    fn root(&self) -> Option<usize> {
        (0..self.heads.len()).find(|&at| self.heads[at] == at)
    }

    fn role(&self, word: usize) -> Option<Role> {
        match self.labels[word].universal() {
            _ if self.negative[word] => Some(Role::Negation),
            Deprel::Nsubj | Deprel::Csubj | Deprel::Expl => Some(Role::Subject),
            Deprel::Obj | Deprel::Iobj | Deprel::Ccomp | Deprel::Xcomp => Some(Role::Complement),
            Deprel::Cop => Some(Role::Copula),
            Deprel::Aux => Some(Role::Auxiliary),
            _ => None,
        }
    }

    /// First and last word of what hangs on a word, marks left out.
    fn reach(&self, word: usize) -> RangeInclusive<usize> {
        let within = |at: usize| {
            let mut path = std::iter::successors(Some(at), |&at| Some(self.heads[at]));
            !self.mark[at] && path.by_ref().take(self.heads.len()).any(|at| at == word)
        };
        let mut inside = (0..self.heads.len()).filter(|&at| within(at));
        let first = inside.next().unwrap_or(word);
        first..=inside.next_back().unwrap_or(first)
    }

    /// The words that are something to a clause, and what.
    fn parts(&self, clause: usize) -> Vec<(Role, usize)> {
        let children = (0..self.heads.len()).filter(|&at| at != clause && self.heads[at] == clause);
        children
            .filter_map(|at| Some((self.role(at)?, at)))
            .collect()
    }

    /// Every part of every clause, to the word and the relation.
    fn everything(&self) -> BTreeSet<(usize, Option<Deprel>, usize)> {
        let words =
            (0..self.heads.len()).filter(|&at| self.heads[at] == at || self.role(at).is_some());
        words
            .map(|at| {
                let label = (!self.negative[at]).then(|| self.labels[at].universal());
                (at, label, self.heads[at])
            })
            .collect()
    }
}

fn is_negative(lemma: &str) -> bool {
    matches!(lemma, "not" | "n't" | "never" | "no" | "neither" | "nor")
}

/// Do both trees have the same parts in this clause, as a reader sees it?
fn same_clause(gold: &Tree, found: &Tree, clause: usize, other: usize) -> bool {
    let (wanted, got) = (gold.parts(clause), found.parts(other));
    let like = |(role, at): (Role, usize), (other_role, other): (Role, usize)| {
        role == other_role
            && (at == other
                || matches!(role, Role::Subject | Role::Complement)
                    && gold.reach(at) == found.reach(other))
    };
    let covered = |wanted: &[(Role, usize)], got: &[(Role, usize)], turned: bool| {
        wanted.iter().all(|&part| {
            got.iter().any(|&other| {
                if turned {
                    like(other, part)
                } else {
                    like(part, other)
                }
            })
        })
    };
    covered(&wanted, &got, false) && covered(&got, &wanted, true)
}

/// Does what is found say of the main clause what the treebank says?
fn main_clause(gold: &Tree, found: &Tree) -> bool {
    let (Some(root), Some(other)) = (gold.root(), found.root()) else {
        return gold.root() == found.root();
    };
    let negations = (0..gold.heads.len()).filter(|&at| gold.negative[at]);
    let main = |at: &usize| gold.heads[*at] == root || found.heads[*at] == other;
    if negations
        .filter(main)
        .any(|at| gold.heads[at] != found.heads[at])
    {
        return false;
    }
    if root == other {
        return same_clause(gold, found, root, root);
    }
    // "…, he said": either verb may be the main one.
    let quoted = |tree: &Tree, at: usize, head: usize| {
        let told = matches!(
            tree.labels[at].universal(),
            Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj
        );
        tree.heads[at] == head && told
    };
    quoted(gold, other, root)
        && quoted(found, root, other)
        && [root, other].iter().all(|&clause| {
            let without = |tree: &Tree| -> Vec<(Role, usize)> {
                let parts = tree.parts(clause).into_iter();
                parts
                    .filter(|(_, at)| *at != root && *at != other)
                    .collect()
            };
            without(gold) == without(found)
        })
}

/// Genres whose texts read most like news.
const NEAR_NEWS: &[&str] = &[
    "academic",
    "bio",
    "interview",
    "news",
    "newsgroup",
    "speech",
    "textbook",
    "voyage",
    "weblog",
];

/// A sentence with its tree in the treebank and the one that is found.
struct Judged {
    gold: Tree,
    found: Tree,
    main: bool,
    exact: bool,
}

fn judge(model: &Model, block: &Block, scratch: &mut Scratch, parse: &mut Parse) -> Option<Judged> {
    let gold = Tree::gold(block)?;
    let forms = block.rows.iter().map(|row| row.form.as_str());
    parse_forms(model, forms, scratch, parse);
    let found = Tree::found(parse, &gold);
    Some(Judged {
        main: main_clause(&gold, &found),
        exact: gold.everything() == found.everything(),
        gold,
        found,
    })
}

/// Counts sentences of gold tokens, by genre.
pub fn score(model: &Model, blocks: &[Block]) -> BTreeMap<String, Counts> {
    let mut scores: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    for block in blocks {
        let Some(judged) = judge(model, block, &mut scratch, &mut parse) else {
            continue;
        };
        let genre = genre(&block.document);
        let near = NEAR_NEWS.contains(&genre.as_str());
        let groups = [
            Some(genre),
            near.then(|| "near news".to_owned()),
            Some("all".to_owned()),
        ];
        for group in groups.into_iter().flatten() {
            let counts = scores.entry(group).or_default();
            counts.add(judged.main, judged.exact);
        }
    }
    scores
}

/// The sentences of a genre whose main clause is wrong, with what the treebank has and what was found.
pub fn wrong(model: &Model, blocks: &[Block], genre_wanted: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    for block in blocks.iter().filter(|b| genre(&b.document) == genre_wanted) {
        let judged = judge(model, block, &mut scratch, &mut parse);
        let Some(judged) = judged.filter(|judged| !judged.main) else {
            continue;
        };
        let told = |tree: &Tree| {
            let root = tree.root().unwrap_or(0);
            let mut told = block.rows[root].form.clone();
            for (role, at) in tree.parts(root) {
                let _ = write!(told, ", {role:?} {}", block.rows[at].form);
            }
            told
        };
        lines.push(block.text.clone());
        lines.push(format!("    treebank: {}", told(&judged.gold)));
        lines.push(format!("    found:    {}", told(&judged.found)));
    }
    lines
}
