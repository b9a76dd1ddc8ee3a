//! Which sentences are trained on, and how they look to the trainers.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay::language::conllu::{self, Block};
use gainsay::language::training::tagger::Tagged;
use gainsay::language::training::{Lexeme, Lexicon, Model, TagInfo};
use gainsay::language::{Deprel, Feats, Upos};

use crate::tagger;

/// Genres of GUM whose texts may be shipped and used commercially; see `NOTICE`.
const GENRES: &[&str] = &[
    "academic",
    "bio",
    "court",
    "interview",
    "news",
    "speech",
    "textbook",
    "vlog",
    "voyage",
];

/// Documents of those genres whose source has other terms, or unclear ones.
const LEFT_OUT: &[&str] = &[
    "GUM_court_carpet",
    "GUM_speech_trump",
    "GUM_speech_destiny",
    "GUM_textbook_alamo",
];

/// Tags seen less often than this are mapped to the commonest tag of the same part of speech.
const RARE_TAG: usize = 12;

/// Reads one treebank file, `.conllu` or `.conllu.gz`.
pub fn load(folder: &Path, name: &str) -> Result<Vec<Block>> {
    let zipped = folder.join(format!("{name}.conllu.gz"));
    let mut text = String::new();
    if zipped.exists() {
        let file = std::fs::File::open(&zipped)?;
        flate2::read::GzDecoder::new(file)
            .read_to_string(&mut text)
            .with_context(|| format!("cannot read {}", zipped.display()))?;
    } else {
        let plain = folder.join(format!("{name}.conllu"));
        text = std::fs::read_to_string(&plain)
            .with_context(|| format!("cannot read {}", plain.display()))?;
    }
    Ok(conllu::read(&text))
}

/// The sentences that the shipped model learns from.
pub fn training_blocks(folder: &Path) -> Result<Vec<Block>> {
    let mut blocks = load(folder, "en_ewt-train")?;
    let gum = load(folder, "en_gum-train")?;
    blocks.extend(gum.into_iter().filter(|block| {
        let shippable = GENRES.contains(&genre(&block.document).as_str());
        shippable && !LEFT_OUT.contains(&block.document.as_str())
    }));
    Ok(blocks)
}

/// The genre in a document's id: `news` of `GUM_news_flag`, `weblog` of `weblog-….com_…`.
pub fn genre(document: &str) -> String {
    match document.strip_prefix("GUM_") {
        Some(rest) => rest.split('_').next().unwrap_or(rest).to_owned(),
        None => document.split('-').next().unwrap_or(document).to_owned(),
    }
}

/// A sentence ready for training.
#[derive(Clone)]
pub struct Example {
    pub lexemes: Vec<Lexeme>,
    /// Gold tags, as numbers of the tag set.
    pub tags: Vec<u8>,
    /// Tags that the parser sees in training: predicted by a tagger that has not seen the sentence.
    pub seen_tags: Vec<Tagged>,
    /// Gold heads; the number of words stands for the root.
    pub heads: Vec<u32>,
    /// Gold relations.
    pub labels: Vec<u8>,
}

/// What makes a tag: part of speech, treebank tag, and the features that the model tells apart.
type TagKey = (Upos, String, bool, bool);

fn tag_key(row: &conllu::Row) -> Option<TagKey> {
    let feats = Feats::from_conllu(&row.feats);
    let upos = Upos::from_name(&row.upos)?;
    Some((
        upos,
        row.xpos.clone(),
        feats.has(Feats::PASSIVE),
        feats.has(Feats::IMPERATIVE),
    ))
}

/// The tag set of the training data, commonest first, and the map into it.
pub struct TagSet {
    pub tags: Vec<TagInfo>,
    numbers: BTreeMap<TagKey, u8>,
}

impl TagSet {
    pub fn new(blocks: &[Block]) -> Self {
        let mut counts: BTreeMap<TagKey, (usize, BTreeMap<Feats, usize>)> = BTreeMap::new();
        for row in blocks.iter().flat_map(|block| &block.rows) {
            let Some(key) = tag_key(row) else { continue };
            let entry = counts.entry(key).or_default();
            entry.0 += 1;
            *entry.1.entry(Feats::from_conllu(&row.feats)).or_default() += 1;
        }
        let mut order: Vec<_> = counts.into_iter().collect();
        order.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
        let mut tags: Vec<TagInfo> = Vec::new();
        let mut numbers = BTreeMap::new();
        for (key, (count, feats)) in order {
            let same = tags.iter().position(|tag| tag.upos == key.0);
            let number = match same {
                Some(number) if count < RARE_TAG => number,
                _ => {
                    let common = feats.into_iter().max_by_key(|(_, count)| *count);
                    let mut feats = common.map_or(Feats::default(), |(feats, _)| feats);
                    if matches!(key.0, Upos::Verb | Upos::Aux) && key.1 != "VBZ" {
                        feats = feats.without(Feats::PERSON | Feats::NUMBER);
                    }
                    tags.push(TagInfo {
                        upos: key.0,
                        feats,
                        xpos: key.1.clone(),
                    });
                    tags.len() - 1
                }
            };
            numbers.insert(key, number as u8);
        }
        Self { tags, numbers }
    }

    pub fn number(&self, row: &conllu::Row) -> u8 {
        tag_key(row)
            .and_then(|key| self.numbers.get(&key).copied())
            .unwrap_or(0)
    }

    /// Features of closed-class words, where one word has features of its own.
    pub fn learn_forms(&self, blocks: &[Block], model: &mut Model) {
        let mut counts: BTreeMap<(u32, u8), BTreeMap<Feats, usize>> = BTreeMap::new();
        for row in blocks.iter().flat_map(|block| &block.rows) {
            let tag = self.number(row);
            let verb = self.tags[usize::from(tag)].upos == Upos::Verb;
            if !verb {
                let word = Lexeme::of(&row.form).word;
                let feats = Feats::from_conllu(&row.feats);
                *counts
                    .entry((word, tag))
                    .or_default()
                    .entry(feats)
                    .or_default() += 1;
            }
        }
        for ((word, tag), feats) in counts {
            let total: usize = feats.values().sum();
            let Some((feats, count)) = feats.into_iter().max_by_key(|(_, count)| *count) else {
                continue;
            };
            let info = &self.tags[usize::from(tag)];
            if total < 3 || feats == info.feats {
                continue;
            }
            // An auxiliary that is not always of one person ("were", "have") agrees when parsed.
            let varies = info.upos == Upos::Aux && count * 10 < total * 9;
            let feats = if varies {
                feats.without(Feats::PERSON | Feats::NUMBER)
            } else {
                feats
            };
            model.forms.insert((word, tag), feats);
        }
    }
}

/// The same sentences with a few of them rewritten in capitals, without capitals, or with the
/// capitals of a headline, so that case is not relied upon where it tells nothing.
pub fn vary_case(blocks: &[Block]) -> Vec<Block> {
    const EVERY: usize = 40;
    let capitalise = |form: &str| {
        let mut chars = form.chars();
        let first = chars.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(chars).collect::<String>()
    };
    let mut blocks = blocks.to_vec();
    for (index, block) in blocks.iter_mut().enumerate() {
        let change: &dyn Fn(&str) -> String = match index % EVERY {
            7 => &|form| form.to_uppercase(),
            17 => &|form| form.to_lowercase(),
            27 if block.rows.len() < 25 => &capitalise,
            _ => continue,
        };
        for row in &mut block.rows {
            row.form = change(&row.form);
        }
    }
    blocks
}

/// Sentences as training examples; those with relations that the model does not know are left out.
pub fn examples(blocks: &[Block], tags: &TagSet, lexicon: &Lexicon) -> Vec<Example> {
    let example = |block: &Block| {
        let rows = &block.rows;
        let labels = rows
            .iter()
            .map(|row| Some(Deprel::from_conllu(&row.deprel)? as u8));
        let heads = rows.iter().map(|row| match row.head {
            0 => rows.len() as u32,
            head => head as u32 - 1,
        });
        let numbers: Vec<u8> = rows.iter().map(|row| tags.number(row)).collect();
        Some(Example {
            lexemes: rows
                .iter()
                .map(|row| Lexeme::look_up(&row.form, lexicon))
                .collect(),
            seen_tags: tagger::plain(&numbers),
            tags: numbers,
            heads: heads.collect(),
            labels: labels.collect::<Option<_>>()?,
        })
    };
    blocks.iter().filter_map(example).collect()
}
