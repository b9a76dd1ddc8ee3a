//! What a sentence is made of: sentences, tokens, and (on demand, sentence by sentence) tags,
//! lemmas and a dependency tree.
//!
//! Splitting is cheap and done for the whole text; [`Analysis::parse`] is dear and asked for only
//! where a claim may be found. Everything here is total: any text gives an analysis.

mod arcs;
mod asides;
mod bytes;
pub mod conllu;
mod figures;
mod foreign;
mod grammar;
mod inflect;
#[cfg(test)]
mod laws;
mod lemma;
mod lexeme;
mod lexicon;
mod marks;
mod mend;
mod model;
mod net;
mod parse;
mod parser;
mod piece;
mod seam;
mod search;
mod sentence;
mod settle;
mod softmax;
mod table;
mod tagger;
mod title;
mod token;
mod ud;
mod words;

pub use foreign::foreign;
pub use inflect::{Inflections, inflections, inflections_of};
pub use parse::{Parse, Scratch, Word};
pub use sentence::analyse;
pub use token::{Sentence, Shape, Token};
pub use ud::{Deprel, Feats, Upos};

/// What the training and evaluation programs need beyond the face of this module. Not for others:
/// it changes with the model.
#[doc(hidden)]
pub mod training {
    pub use super::arcs::{Action, NONE, Node, State};
    pub use super::bytes::Reader;
    pub use super::lemma::Lemmatiser;
    pub use super::lexeme::Lexeme;
    pub use super::lexicon::{Entry, Lexicon};
    pub use super::model::{Model, TagInfo, english};
    pub use super::net::Net;
    pub use super::parse::{parse_forms, tag_forms};
    pub use super::table::FeatureTable;

    pub mod parser {
        pub use super::super::grammar::*;
        pub use super::super::parser::*;
    }

    pub mod tagger {
        pub use super::super::tagger::*;
    }
}

/// Sentences and tokens of one text. Spans refer to that text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// All tokens in order of the text.
    pub tokens: Vec<Token>,
    /// All sentences in order; their token ranges are disjoint and ascending.
    pub sentences: Vec<Sentence>,
}

impl Analysis {
    /// The tokens of one sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
}

/// The parse of the first sentence of a text.
#[cfg(test)]
fn parsed(text: &str) -> Parse {
    let analysis = analyse(text);
    analysis.parse(text, &analysis.sentences[0])
}
