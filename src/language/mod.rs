//! What a sentence is made of: sentences, tokens, and (on demand, sentence by sentence) tags,
//! lemmas and a dependency tree.
//!
//! Splitting is cheap and done for the whole text; [`Analysis::parse`] is dear and asked for only
//! where a claim may be found. Everything here is total: any text gives an analysis.

mod inflect;
mod token;

pub use inflect::inflections;
pub use token::{Sentence, Shape, Token, analyse};

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
