//! The model file that the program carries: what it holds and how it is read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::arcs::Action;
use super::bytes::Reader;
use super::grammar::{Grammar, Transition};
use super::lemma::Lemmatiser;
use super::lexicon::Lexicon;
use super::net::Net;
use super::parser::{self, Landmark};
use super::tagger;
use super::ud::{Feats, Upos};

/// First bytes of a model file; the number grows with the format.
pub const MAGIC: &[u8; 8] = b"gainsay3";

/// One tag of the tagger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagInfo {
    /// Its universal part of speech.
    pub upos: Upos,
    /// Features that go with it, where the form does not say otherwise.
    pub feats: Feats,
    /// The treebanks' own tag (`VBD`).
    pub xpos: String,
}

/// Everything that was learned.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The tagger's labels.
    pub tags: Vec<TagInfo>,
    /// Features of (word, tag) where they differ from the tag's.
    pub forms: FxHashMap<(u32, u8), Feats>,
    /// The dictionary.
    pub lexicon: Lexicon,
    /// The tagger.
    pub tagger: Net<{ tagger::HIDDEN }>,
    /// The parser's labels, and which go with which tags.
    pub grammar: Grammar,
    /// The parser.
    pub parser: Net<{ parser::HIDDEN }>,
    /// The lemmatiser.
    pub lemmas: Lemmatiser,
}

/// The English model inside the program, read at first use.
pub fn english() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        // A test reads the embedded file, so what is shipped does load; were it broken, everything
        // would be tagged X in a flat tree rather than panic.
        Model::read(include_bytes!("english.model")).unwrap_or_default()
    });
    &MODEL
}

impl Model {
    /// Reads a model file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes.strip_prefix(MAGIC)?);
        let mut model = Self::default();
        for _ in 0..reader.u8()? {
            model.tags.push(TagInfo {
                upos: Upos::from_index(reader.u8()?)?,
                feats: Feats::from_bits(reader.u32()?),
                xpos: reader.string()?.to_owned(),
            });
        }
        for _ in 0..reader.u32()? {
            let key = (reader.u32()?, reader.u8()?);
            model.forms.insert(key, Feats::from_bits(reader.u32()?));
        }
        model.lexicon = Lexicon::read(&mut reader)?;
        model.tagger = Net::read(&mut reader)?;
        let mut transitions = Vec::new();
        for _ in 0..reader.u8()? {
            let action = match reader.u8()? {
                0 => Action::Shift,
                1 => Action::Left,
                _ => Action::Right,
            };
            let (label, root) = (reader.u8()?, reader.u8()? != 0);
            transitions.push(Transition {
                action,
                label,
                root,
            });
        }
        let mut fitting = Vec::with_capacity(model.tags.len());
        for _ in 0..model.tags.len() {
            fitting.push([reader.u128()?, reader.u128()?]);
        }
        model.grammar = Grammar::new(transitions, fitting);
        model.parser = Net::read(&mut reader)?;
        model.lemmas = Lemmatiser::read(&mut reader)?;
        Some(model)
    }

    /// The bytes of a model file, with the networks as the trainer has them.
    pub fn write(&self, tagger: &[u8], parser: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(self.tags.len() as u8);
        for tag in &self.tags {
            out.push(tag.upos as u8);
            out.extend(tag.feats.bits().to_le_bytes());
            out.push(tag.xpos.len() as u8);
            out.extend(tag.xpos.as_bytes());
        }
        let mut forms: Vec<_> = self.forms.iter().collect();
        forms.sort();
        out.extend((forms.len() as u32).to_le_bytes());
        for ((word, tag), feats) in forms {
            out.extend(word.to_le_bytes());
            out.push(*tag);
            out.extend(feats.bits().to_le_bytes());
        }
        self.lexicon.write(&mut out);
        out.extend(tagger);
        out.push(self.grammar.transitions.len() as u8);
        for transition in &self.grammar.transitions {
            out.extend([
                transition.action as u8,
                transition.label,
                u8::from(transition.root),
            ]);
        }
        let fitting = self.grammar.fitting.iter().flatten();
        out.extend(fitting.flat_map(|set| set.to_le_bytes()));
        out.extend(parser);
        self.lemmas.write(&mut out);
        out
    }

    /// Part of speech of a tag number; X for one that the model does not have.
    pub fn upos(&self, tag: u8) -> Upos {
        self.tags
            .get(usize::from(tag))
            .map_or(Upos::X, |tag| tag.upos)
    }

    /// The tag of a full verb in the form of an auxiliary's tag; `None` for other tags.
    pub fn full_verb(&self, tag: u8) -> Option<u8> {
        let auxiliary = self.tags.get(usize::from(tag));
        let auxiliary = auxiliary.filter(|tag| tag.upos == Upos::Aux)?;
        let full = |tag: &TagInfo| tag.upos == Upos::Verb && tag.xpos == auxiliary.xpos;
        self.tags.iter().position(full).map(|place| place as u8)
    }

    /// The treebanks' own name of a tag number; empty for one that the model does not have.
    pub fn xpos(&self, tag: u8) -> &str {
        self.tags.get(usize::from(tag)).map_or("", |tag| &tag.xpos)
    }

    /// The number of the tag that the treebanks name so.
    pub fn tag_named(&self, xpos: &str) -> Option<u8> {
        let at = self.tags.iter().position(|tag| tag.xpos == xpos)?;
        u8::try_from(at).ok()
    }

    /// Features of a word with that tag.
    pub fn feats(&self, word: u32, tag: u8) -> Feats {
        let own = self.forms.get(&(word, tag)).copied();
        own.or_else(|| Some(self.tags.get(usize::from(tag))?.feats))
            .unwrap_or_default()
    }

    /// What kind of landmark words of a tag are for the parser.
    pub fn landmark(&self, tag: u8) -> Landmark {
        let Some(tag) = self.tags.get(usize::from(tag)) else {
            return Landmark::Other;
        };
        match (tag.upos, tag.xpos.as_str()) {
            (Upos::Punct, "," | "-LRB-" | "-RRB-" | ":") => Landmark::Comma,
            (Upos::Verb, _) => Landmark::Verb,
            (Upos::Aux, _) => Landmark::Auxiliary,
            (Upos::Sconj, _) | (_, "WDT" | "WP" | "WRB" | "WP$") => Landmark::Subordinator,
            (Upos::Cconj, _) => Landmark::Conjunction,
            _ => Landmark::Other,
        }
    }
}
