//! Scores by the definitions of the `CoNLL` 2018 shared task (Zeman et al. 2018): words are aligned
//! by the characters that they cover, relations are compared without subtypes, and each score is
//! an F1 over words.

use std::collections::BTreeMap;

use gainsay::language::conllu::Block;
use gainsay::language::training::{Model, parse_forms};
use gainsay::language::{Deprel, Feats, Parse, Scratch, analyse};

use crate::corpus::genre;

/// One word, gold or predicted, placed by the count of characters before it that are not space.
struct Placed {
    start: usize,
    end: usize,
    upos: String,
    lemma: String,
    feats: Feats,
    head: Option<(usize, usize)>,
    deprel: String,
}

/// Counts of right words; `gold` and `system` are the totals.
#[derive(Default, Clone, Copy)]
pub struct Counts {
    gold: usize,
    system: usize,
    tokens: usize,
    upos: usize,
    feats: usize,
    lemma: usize,
    uas: usize,
    las: usize,
    sentences: (usize, usize, usize),
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.system += other.system;
        self.tokens += other.tokens;
        self.upos += other.upos;
        self.feats += other.feats;
        self.lemma += other.lemma;
        self.uas += other.uas;
        self.las += other.las;
        self.sentences.0 += other.sentences.0;
        self.sentences.1 += other.sentences.1;
        self.sentences.2 += other.sentences.2;
    }

    fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.gold + self.system).max(1) as f64
    }

    /// UPOS and LAS, for choosing settings.
    pub fn line(&self) -> String {
        let (gold, system, right) = self.sentences;
        let sentences = 200.0 * right as f64 / (gold + system).max(1) as f64;
        format!(
            "words {:6}  tokens {:6.2}  sentences {:6.2}  UPOS {:6.2}  feats {:6.2}  lemma {:6.2}  UAS {:6.2}  LAS {:6.2}",
            self.gold,
            self.f1(self.tokens),
            sentences,
            self.f1(self.upos),
            self.f1(self.feats),
            self.f1(self.lemma),
            self.f1(self.uas),
            self.f1(self.las)
        )
    }
}

fn universal(deprel: &str) -> String {
    deprel.split(':').next().unwrap_or(deprel).to_owned()
}

fn gold_words(blocks: &[&Block], at: &mut usize, words: &mut Vec<Placed>) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    for block in blocks {
        let mut spans = Vec::new();
        for row in &block.rows {
            let length = row.form.chars().filter(|c| !c.is_whitespace()).count();
            spans.push((*at, *at + length));
            *at += length;
        }
        for (row, span) in block.rows.iter().zip(&spans) {
            words.push(Placed {
                start: span.0,
                end: span.1,
                upos: row.upos.clone(),
                lemma: row.lemma.clone(),
                feats: Feats::from_conllu(&row.feats),
                head: row.head.checked_sub(1).map(|head| spans[head]),
                deprel: universal(&row.deprel),
            });
        }
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            sentences.push((first.0, last.1));
        }
    }
    sentences
}

fn push_parse(parse: &Parse, spans: &[(usize, usize)], words: &mut Vec<Placed>) {
    for (index, (word, span)) in parse.words.iter().zip(spans).enumerate() {
        words.push(Placed {
            start: span.0,
            end: span.1,
            upos: word.upos.name().to_owned(),
            lemma: parse.lemma(index).to_owned(),
            feats: word.feats,
            head: parse.head(index).map(|head| spans[head]),
            deprel: word.deprel.universal().name().to_owned(),
        });
    }
}

fn compare(gold: &[Placed], system: &[Placed]) -> Counts {
    let mut counts = Counts {
        gold: gold.len(),
        system: system.len(),
        ..Counts::default()
    };
    let by_span: BTreeMap<(usize, usize), &Placed> = system
        .iter()
        .map(|word| ((word.start, word.end), word))
        .collect();
    for word in gold {
        let Some(found) = by_span.get(&(word.start, word.end)) else {
            continue;
        };
        counts.tokens += 1;
        counts.upos += usize::from(found.upos == word.upos);
        counts.feats += usize::from(found.feats == word.feats);
        counts.lemma += usize::from(word.lemma == "_" || found.lemma == word.lemma);
        let head = found.head == word.head;
        counts.uas += usize::from(head);
        counts.las += usize::from(head && found.deprel == word.deprel);
    }
    counts
}

/// Scores on gold tokens and sentences, by genre.
pub fn gold_tokens(model: &Model, blocks: &[Block]) -> BTreeMap<String, Counts> {
    let mut scores: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    for block in blocks {
        let mut gold = Vec::new();
        gold_words(&[block], &mut 0, &mut gold);
        let forms = block.rows.iter().map(|row| row.form.as_str());
        parse_forms(model, forms, &mut scratch, &mut parse);
        let spans: Vec<_> = gold.iter().map(|word| (word.start, word.end)).collect();
        let mut system = Vec::new();
        push_parse(&parse, &spans, &mut system);
        let counts = compare(&gold, &system);
        scores
            .entry(genre(&block.document))
            .or_default()
            .add(counts);
        scores.entry("all".to_owned()).or_default().add(counts);
    }
    scores
}

/// Scores from raw text: each document is put together again, one paragraph a line.
pub fn raw_text(model: &Model, blocks: &[Block]) -> BTreeMap<String, Counts> {
    let mut scores: BTreeMap<String, Counts> = BTreeMap::new();
    let mut start = 0;
    while start < blocks.len() {
        let document = &blocks[start].document;
        let length = blocks[start..]
            .iter()
            .take_while(|b| b.document == *document)
            .count();
        let counts = raw_document(model, &blocks[start..start + length]);
        scores.entry(genre(document)).or_default().add(counts);
        scores.entry("all".to_owned()).or_default().add(counts);
        start += length;
    }
    scores
}

/// The text of a document: sentences parted by spaces, paragraphs by line breaks.
pub fn document_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if block.starts_paragraph && !text.is_empty() {
            text.push('\n');
        }
        for row in &block.rows {
            text.push_str(&row.form);
            if row.space_after {
                text.push(' ');
            }
        }
    }
    text
}

fn raw_document(model: &Model, blocks: &[Block]) -> Counts {
    let text = document_text(blocks);
    let mut gold = Vec::new();
    let blocks: Vec<&Block> = blocks.iter().collect();
    let gold_sentences = gold_words(&blocks, &mut 0, &mut gold);
    let analysis = analyse(&text);
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    let mut system = Vec::new();
    let mut sentences = Vec::new();
    let (mut seen, mut at) = (0, 0);
    for sentence in &analysis.sentences {
        let mut spans = Vec::new();
        for token in analysis.tokens_of(sentence) {
            let count = |range: std::ops::Range<usize>| {
                text[range].chars().filter(|c| !c.is_whitespace()).count()
            };
            let start = seen + count(at..token.span.start as usize);
            let end = start + count(token.span.range());
            (seen, at) = (end, token.span.end as usize);
            spans.push((start, end));
        }
        let forms = analysis
            .tokens_of(sentence)
            .iter()
            .map(|token| token.span.of(&text));
        parse_forms(model, forms, &mut scratch, &mut parse);
        push_parse(&parse, &spans, &mut system);
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            sentences.push((first.0, last.1));
        }
    }
    let mut counts = compare(&gold, &system);
    let right = sentences
        .iter()
        .filter(|s| gold_sentences.binary_search(s).is_ok())
        .count();
    counts.sentences = (gold_sentences.len(), sentences.len(), right);
    counts
}

/// Which relations are confused: count, gold, predicted.
pub fn confusions(model: &Model, blocks: &[Block]) -> Vec<(usize, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    for block in blocks {
        let forms = block.rows.iter().map(|row| row.form.as_str());
        parse_forms(model, forms, &mut scratch, &mut parse);
        for (row, word) in block.rows.iter().zip(&parse.words) {
            let gold = Deprel::from_conllu(&row.deprel).map_or("?", Deprel::name);
            let found = word.deprel.name();
            if gold != found {
                *counts.entry(format!("{gold} as {found}")).or_default() += 1;
            }
            if row.upos != word.upos.name() {
                *counts
                    .entry(format!("{} as {}", row.upos, word.upos.name()))
                    .or_default() += 1;
            }
        }
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|(what, count)| (count, what))
        .collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counts
}

/// Where our own tokens and sentences differ from the gold ones: one line per place.
pub fn boundary_errors(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for document in blocks.chunk_by(|a, b| a.document == b.document) {
        let text = document_text(document);
        let ends = |range: std::ops::Range<usize>| {
            text[range].chars().filter(|c| !c.is_whitespace()).count()
        };
        let blocks: Vec<&Block> = document.iter().collect();
        let mut words = Vec::new();
        let sentences = gold_words(&blocks, &mut 0, &mut words);
        let gold_ends: Vec<usize> = words.iter().map(|word| word.end).collect();
        let gold_stops: Vec<usize> = sentences.iter().map(|(_, end)| *end).collect();
        let analysis = analyse(&text);
        let (mut seen, mut at) = (0, 0);
        let mut previous = 0;
        for sentence in &analysis.sentences {
            for token in analysis.tokens_of(sentence) {
                seen += ends(at..token.span.end as usize);
                at = token.span.end as usize;
                let last = token.span.end == sentence.span.end;
                let from = text[..at]
                    .char_indices()
                    .rev()
                    .nth(30)
                    .map_or(0, |(i, _)| i);
                let to = text[at..]
                    .char_indices()
                    .nth(20)
                    .map_or(text.len(), |(i, _)| at + i);
                let place = format!("{}|{}", &text[from..at], &text[at..to]).replace('\n', "⏎");
                if gold_ends.binary_search(&seen).is_err() {
                    lines.push(format!("token split      {place}"));
                }
                let missed = gold_ends
                    .iter()
                    .filter(|end| **end > previous && **end < seen)
                    .count();
                if missed > 0 {
                    lines.push(format!("token not split  {place}"));
                }
                previous = seen;
                let gold = gold_stops.binary_search(&seen).is_ok();
                if last && !gold {
                    lines.push(format!("sentence split   {place}"));
                } else if !last && gold {
                    lines.push(format!("sentence joined  {place}"));
                }
            }
        }
    }
    lines
}
