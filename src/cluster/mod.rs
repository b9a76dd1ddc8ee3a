//! Claims that answer one question: cheap keys first, then a look at what the keys cannot tell,
//! then union-find. Never all pairs.

mod detail;
pub(crate) mod frame;
mod given;
mod spelling;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::extract::{Happening, UNNAMED, Value, days_between};
use crate::resolve::{Corpus, Likeness, Origin, Statement};
use crate::rules::Scope;

pub use detail::{Answering, ArticlePair, Found, Teller, between, candidates, rule_of};
pub use given::same_matter;
pub use spelling::spell;

/// The claims of a corpus that answer one question, as indices of [`Corpus::statements`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Index of the rule.
    pub rule: usize,
    /// Ascending.
    pub statements: Vec<usize>,
}

/// How many followers of equal key, in order of day, a claim is held against.
const NEIGHBOURS: usize = 48;
/// A story is told within this many days.
const STORY_DAYS: i32 = 60;
/// Claims about a named happening speak of one instance of it when their times are this near.
const INSTANCE_DAYS: i32 = 60;

/// Clusters all claims, and the details that articles on one story tell differently, in a total
/// order. `keyed` are all [`keys`] with the indices of their statements, `texts` the articles' texts.
pub fn cluster(
    corpus: &mut Corpus<'_>,
    keyed: Vec<(u64, u32)>,
    found: &[Found],
    texts: &[&str],
) -> Vec<Cluster> {
    let mut clusters = claims(corpus, keyed);
    clusters.extend(detail::gather(corpus, found, texts));
    clusters
}

/// Clusters the claims that patterns found.
fn claims(corpus: &Corpus<'_>, mut keyed: Vec<(u64, u32)>) -> Vec<Cluster> {
    keyed.sort_unstable();
    keyed.dedup();
    let mut sets = UnionFind::new(corpus.statements.len());
    for bucket in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
        bucket.sort_by_key(|&(_, index)| corpus.statements[index as usize].day());
        for (at, &(_, a)) in bucket.iter().enumerate() {
            for &(_, b) in bucket[at + 1..].iter().take(NEIGHBOURS) {
                let (a, b) = (a as usize, b as usize);
                if sets.find(a) != sets.find(b) && same_question(corpus, a, b) {
                    sets.join(a, b);
                }
            }
        }
    }
    let mut clusters: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for index in 0..corpus.statements.len() {
        clusters.entry(sets.find(index)).or_default().push(index);
    }
    let mut clusters: Vec<Cluster> = clusters
        .into_values()
        .map(|statements| Cluster {
            rule: corpus.statements[statements[0]].claim.rule,
            statements,
        })
        .collect();
    clusters.sort_by(|a, b| (a.rule, &a.statements).cmp(&(b.rule, &b.statements)));
    clusters
}

/// Hashes under which claims of one question meet; a claim may have one more than once.
pub fn keys(corpus: &Corpus<'_>, statement: &Statement) -> Vec<u64> {
    let claim = &statement.claim;
    let rule = &corpus.rules.rules[claim.rule];
    let mut exact = hash(rule.id.as_bytes(), 0);
    if rule.scope == Scope::Article
        && let Some(article) = statement.article()
    {
        let bound = claim
            .question
            .iter()
            .any(|value| matches!(value, Value::Weekday(_)));
        if !bound {
            exact = hash(&article.to_le_bytes(), exact);
        }
    }
    let mut soft: Vec<Vec<u64>> = Vec::new();
    let words_decide = matches!(claim.answer, Value::Quotation(_));
    for value in &claim.question {
        match value {
            // Whoever is named: the same words meet.
            Value::Person(_) if words_decide => {}
            Value::Office(office) => {
                exact = hash(
                    office.role.as_bytes(),
                    hash(office.body.to_lowercase().as_bytes(), exact),
                );
            }
            Value::Word(word) => exact = hash(word.as_bytes(), exact),
            Value::Weekday(date) => exact = hash(date.first.to_string().as_bytes(), exact),
            Value::Date(date) => exact = hash(date.to_string().as_bytes(), exact),
            Value::Place(name) | Value::Organisation(name) | Value::Name(name) => {
                exact = hash(name.to_lowercase().as_bytes(), exact);
            }
            Value::Count(_) | Value::Age(_) | Value::Detail(_) => {}
            Value::Person(name) => {
                let keys = corpus.people.keys(name);
                soft.push(keys.iter().map(|key| hash(key.as_bytes(), 3)).collect());
            }
            Value::Quotation(words) => soft.push(shingles(words)),
            Value::Event(happening) => soft.push(happening_keys(corpus, statement, happening)),
        }
    }
    if let Value::Quotation(words) = &claim.answer {
        soft.push(shingles(words));
    }
    match soft.into_iter().next() {
        None => vec![exact],
        Some(keys) => keys
            .into_iter()
            .map(|key| hash(&key.to_le_bytes(), exact))
            .collect(),
    }
}

fn happening_keys(corpus: &Corpus<'_>, statement: &Statement, happening: &Happening) -> Vec<u64> {
    if let Some(name) = &happening.name {
        let kind = hash(happening.kind.as_bytes(), 1);
        return vec![hash(name.to_lowercase().as_bytes(), kind)];
    }
    let Some(article) = statement.article() else {
        return Vec::new();
    };
    let own = corpus.happenings.of(article);
    vec![hash(&own.to_le_bytes(), 2)]
}

/// Hashes of runs of five words. Of a long text a quarter is kept, chosen by their own value, so
/// that two that share a long run share a key (winnowing; Schleimer, Wilkerson, Aiken 2003).
fn shingles(words: &str) -> Vec<u64> {
    const RUN: usize = 5;
    const LONG: usize = 40;
    let words: Vec<u64> = words
        .split(' ')
        .map(|word| xxh3_64(word.as_bytes()))
        .collect();
    let mix = |run: &[u64]| {
        run.iter().fold(2_u64, |mixed, &word| {
            (mixed.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    };
    // The low bits of a product mix worst: the high ones choose.
    let every = if words.len() > LONG { 4 } else { 1 };
    let mut keys: Vec<u64> = words
        .windows(RUN.min(words.len()))
        .map(mix)
        .filter(|key| (key >> 32) % every == 0)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn hash(bytes: &[u8], seed: u64) -> u64 {
    xxh3_64(bytes) ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
}

/// Do two claims that share a key answer one question?
fn same_question(corpus: &Corpus<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (&corpus.statements[a], &corpus.statements[b]);
    if a.claim.rule != b.claim.rule {
        return false;
    }
    let mut slots = a.claim.question.iter().zip(&b.claim.question);
    slots.all(|pair| match pair {
        (Value::Person(x), Value::Person(y)) => same_person(corpus, a, b, x, y),
        (Value::Event(x), Value::Event(y)) => same_happening(corpus, a, b, x, y),
        (Value::Quotation(x), Value::Quotation(y)) => {
            close_in_time(a, b, 30) && same_words(x, y) || x == y && one_story(corpus, a, b)
        }
        (Value::Office(x), Value::Office(y)) => {
            x.role == y.role && x.body.eq_ignore_ascii_case(&y.body)
        }
        (Value::Weekday(x), Value::Weekday(y)) => x.first == y.first,
        // Next year's tallest tower is another, and so is the first goal of the next match.
        (Value::Word(x), Value::Word(y)) if matches!(a.claim.answer, Value::Person(_)) => {
            x == y && close_in_time(a, b, STORY_DAYS)
        }
        (x, y) => x == y,
    }) && match (&a.claim.answer, &b.claim.answer) {
        (Value::Quotation(x), Value::Quotation(y)) => {
            close_in_time(a, b, 14) && overlap(x, y) >= 0.6
        }
        _ => true,
    }
}

/// Do two articles of the same days tell one story?
fn one_story(corpus: &Corpus<'_>, a: &Statement, b: &Statement) -> bool {
    let (Some(first), Some(second)) = (a.article(), b.article()) else {
        return false;
    };
    first != second
        && close_in_time(a, b, detail::STORY_DAYS)
        && detail::one_story(corpus, first, second)
}

/// The same person in the same story: many people bear one name.
fn same_person(corpus: &Corpus<'_>, a: &Statement, b: &Statement, x: &str, y: &str) -> bool {
    // The same words are evidence enough of the same speaker.
    if matches!(a.claim.answer, Value::Quotation(_)) {
        return x == UNNAMED || y == UNNAMED || corpus.people.likeness(x, y) >= Likeness::Shorter;
    }
    // A surname alone would join everybody who bears it.
    if corpus.people.likeness(x, y) != Likeness::Same || !x.contains(' ') {
        return false;
    }
    let (Some(first), Some(second)) = (a.article(), b.article()) else {
        return true;
    };
    if first == second {
        return true;
    }
    // The ages of one person years apart are no question of one story.
    if matches!(a.claim.answer, Value::Age(_)) && !close_in_time(a, b, STORY_DAYS) {
        return false;
    }
    let (story, rare) = corpus.stories.likeness(
        &corpus.articles[first].profile,
        &corpus.articles[second].profile,
    );
    story >= 0.15 && rare >= 2
}

/// The same happening: of one name and time, or what two articles report alike.
fn same_happening(
    corpus: &Corpus<'_>,
    a: &Statement,
    b: &Statement,
    x: &Happening,
    y: &Happening,
) -> bool {
    match (&x.name, &y.name) {
        // The next summit of the same name is another summit.
        (Some(one), Some(other)) => {
            x.kind == y.kind
                && one.to_lowercase() == other.to_lowercase()
                && (a.origin == b.origin || close_in_time(a, b, INSTANCE_DAYS))
        }
        (None, None) => match (a.article(), b.article()) {
            (Some(a), Some(b)) => corpus.happenings.of(a) == corpus.happenings.of(b),
            _ => false,
        },
        _ => false,
    }
}

fn close_in_time(a: &Statement, b: &Statement, days: i32) -> bool {
    match (a.day(), b.day()) {
        (Some(x), Some(y)) => days_between(x, y).abs() <= days,
        _ => matches!((a.origin, b.origin), (Origin::Article(x), Origin::Article(y)) if x == y),
    }
}

/// The share of the shorter quotation's words that the longer one holds too.
fn overlap(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut counts: FxHashMap<&str, i32> = FxHashMap::default();
    for word in long.split(' ') {
        *counts.entry(word).or_default() += 1;
    }
    let (mut shared, mut all) = (0, 0);
    for word in short.split(' ') {
        all += 1;
        if let Some(count) = counts.get_mut(word)
            && *count > 0
        {
            *count -= 1;
            shared += 1;
        }
    }
    f64::from(shared) / f64::from(all.max(1))
}

/// Is nearly the whole of the shorter quotation a run of words of the longer one?
fn same_words(a: &str, b: &str) -> bool {
    /// Fewer words in a row are said by many.
    const RUN: usize = 9;
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let needed = (short.len() * 4 / 5).max(RUN);
    let mut runs = vec![0_usize; long.len() + 1];
    let mut longest = 0;
    for word in &short {
        // Runs that end at each word of the longer one, from the right so that one row is enough.
        for at in (0..long.len()).rev() {
            runs[at + 1] = if long[at] == *word { runs[at] + 1 } else { 0 };
            longest = longest.max(runs[at + 1]);
        }
    }
    longest >= needed
}

/// Disjoint sets with path halving and union by the lower index.
struct UnionFind {
    parent: Vec<usize>,
}

impl UnionFind {
    fn new(len: usize) -> Self {
        Self {
            parent: (0..len).collect(),
        }
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
