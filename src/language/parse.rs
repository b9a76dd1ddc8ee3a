//! The analysis of one sentence: words with tag, features, lemma, head and relation, and the ways
//! to walk the tree.

use std::ops::Range;

use super::asides::Aside;
use super::conllu::Row;
use super::lexeme::Lexeme;
use super::model::{self, Model};
use super::settle::{agree, find_reaches};
use super::tagger::Tagged;
use super::ud::{Deprel, Feats, Upos};
use super::{Analysis, Sentence, Shape, Token, asides, mend, parser, search, tagger, title};

/// One analysed word; the n-th word of a [`Parse`] is the n-th token of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Part of speech.
    pub upos: Upos,
    /// Number of the model's own, finer tag.
    pub tag: u8,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Features.
    pub feats: Feats,
    /// Part of a name, as every word of "the White House" is, whatever its part of speech.
    pub proper: bool,
    /// Index of the head in the sentence; its own index for the root.
    pub head: u32,
    /// Where its lemma stands in the buffer of lemmas.
    lemma: (u32, u32),
    /// First and one past the last word of its subtree.
    pub(super) reach: (u32, u32),
}

/// One analysed sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parse {
    /// One word per token.
    pub words: Vec<Word>,
    lemmas: String,
}

/// Buffers that a series of sentences shares, so that analysing one allocates nothing. A scratch
/// holds no state between sentences.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    lexemes: Vec<Lexeme>,
    tags: Vec<Tagged>,
    tagger: tagger::Scratch,
    search: search::Scratch,
    /// The words that are parsed together.
    places: Vec<usize>,
    asides: Vec<Aside>,
}

impl Analysis {
    /// Tags, lemmas and the dependency tree of one sentence of `text`, the text that was analysed.
    pub fn parse(&self, text: &str, sentence: &Sentence) -> Parse {
        let mut parse = Parse::default();
        self.parse_into(text, sentence, &mut Scratch::default(), &mut parse);
        parse
    }

    /// As [`Self::parse`], into buffers that are used again.
    pub fn parse_into(
        &self,
        text: &str,
        sentence: &Sentence,
        scratch: &mut Scratch,
        parse: &mut Parse,
    ) {
        let forms = forms(text, self.tokens_of(sentence));
        parse_forms(model::english(), forms, scratch, parse);
    }

    /// Tags, features and lemmas only, at a third of the cost: every word is its own head, with
    /// the relation `dep`.
    pub fn tag(&self, text: &str, sentence: &Sentence) -> Parse {
        let mut parse = Parse::default();
        self.tag_into(text, sentence, &mut Scratch::default(), &mut parse);
        parse
    }

    /// As [`Self::tag`], into buffers that are used again.
    pub fn tag_into(
        &self,
        text: &str,
        sentence: &Sentence,
        scratch: &mut Scratch,
        parse: &mut Parse,
    ) {
        let forms = forms(text, self.tokens_of(sentence));
        tag_forms(model::english(), forms, scratch, parse);
    }
}

fn forms<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = &'a str> + Clone {
    tokens.iter().map(move |token| token.span.of(text))
}

/// Tags and lemmas of a sentence given as its forms.
pub fn tag_forms<'a>(
    model: &Model,
    forms: impl Iterator<Item = &'a str> + Clone,
    scratch: &mut Scratch,
    parse: &mut Parse,
) {
    scratch.lexemes.clear();
    scratch.lexemes.extend(
        forms
            .clone()
            .map(|form| Lexeme::look_up(form, &model.lexicon)),
    );
    tagger::tag(
        &model.tagger,
        &scratch.lexemes,
        &mut scratch.tagger,
        &mut scratch.tags,
    );
    if mend::hide_acronyms(model, forms.clone(), &scratch.tags, &mut scratch.lexemes) {
        tagger::tag(
            &model.tagger,
            &scratch.lexemes,
            &mut scratch.tagger,
            &mut scratch.tags,
        );
    }
    title::mark(model, forms.clone(), &mut scratch.tags);
    parse.words.clear();
    parse.lemmas.clear();
    for (at, (form, lexeme)) in forms.zip(&scratch.lexemes).enumerate() {
        let tag = scratch.tags[at].tag;
        let (upos, feats) = (model.upos(tag), model.feats(lexeme.word, tag));
        let start = parse.lemmas.len() as u32;
        model
            .lemmas
            .lemma(form, lexeme, tag, upos, feats, &mut parse.lemmas);
        parse.words.push(Word {
            upos,
            tag,
            deprel: Deprel::Dep,
            feats,
            head: at as u32,
            lemma: (start, parse.lemmas.len() as u32),
            proper: upos == Upos::Propn || model.xpos(tag).starts_with("NNP"),
            reach: (at as u32, at as u32 + 1),
        });
    }
    mend::exist(model, &scratch.lexemes, &mut scratch.tags, parse);
}

/// The full analysis of a sentence given as its forms.
pub fn parse_forms<'a>(
    model: &Model,
    forms: impl Iterator<Item = &'a str> + Clone,
    scratch: &mut Scratch,
    parse: &mut Parse,
) {
    tag_forms(model, forms.clone(), scratch, parse);
    let mut asides = std::mem::take(&mut scratch.asides);
    asides::find(forms, &parse.words, &mut asides);
    let mut left = asides.iter().peekable();
    let outside = |at: &usize| {
        left.next_if(|aside| aside.all.end <= *at);
        left.peek().is_none_or(|aside| !aside.all.contains(at))
    };
    let all = 0..parse.words.len();
    parse_part(model, all.filter(outside), scratch, parse);
    let bounds = asides::bounds(parse, &asides);
    for aside in &asides {
        if let Some(root) = parse_part(model, aside.inside.clone(), scratch, parse) {
            asides::attach(parse, aside, root, &bounds);
        }
    }
    scratch.asides = asides;
    mend::uproot(parse);
    mend::subject_before(parse);
    mend::subject_of_be(parse);
    find_reaches(&mut parse.words);
    agree(&mut parse.words);
}

/// Heads and relations of some words, in order, as a tree of their own. Returns its root.
fn parse_part(
    model: &Model,
    words: impl Iterator<Item = usize>,
    scratch: &mut Scratch,
    parse: &mut Parse,
) -> Option<usize> {
    scratch.places.clear();
    scratch.places.extend(words);
    let places = &scratch.places;
    let taken = places
        .iter()
        .map(|&at| (&scratch.lexemes[at], &scratch.tags[at]));
    parser::load(&mut scratch.search.nodes, taken, |tag| model.landmark(tag));
    search::parse(&model.parser, &model.grammar, &mut scratch.search);
    let mut top = None;
    for (&at, (head, label)) in places.iter().zip(&scratch.search.heads) {
        let word = &mut parse.words[at];
        let head = places.get(*head as usize);
        let found = Deprel::from_index(*label).unwrap_or(Deprel::Dep);
        word.head = head.map_or(at, |&head| head) as u32;
        word.deprel = head.map_or(Deprel::Root, |_| found);
        if head.is_none() {
            top = Some(at);
        }
    }
    top
}

impl Parse {
    /// Lemma of the word `index`; empty when there is no such word.
    pub fn lemma(&self, index: usize) -> &str {
        let word = self.words.get(index);
        let range = word.map(|word| word.lemma.0 as usize..word.lemma.1 as usize);
        range
            .and_then(|range| self.lemmas.get(range))
            .unwrap_or_default()
    }

    /// The sentence in the columns of CoNLL-U, for [`super::conllu::write`]; `tokens` are those of
    /// the sentence in `text`.
    pub fn rows(&self, text: &str, tokens: &[Token]) -> Vec<Row> {
        let model = model::english();
        let row = |(index, (word, token)): (usize, (&Word, &Token))| Row {
            form: token.span.of(text).to_owned(),
            lemma: self.lemma(index).to_owned(),
            upos: word.upos.name().to_owned(),
            xpos: model.xpos(word.tag).to_owned(),
            feats: word.feats.to_string(),
            head: self.head(index).map_or(0, |head| head + 1),
            deprel: word.deprel.name().to_owned(),
            space_after: token.shape.has(Shape::SPACE_AFTER),
        };
        self.words.iter().zip(tokens).enumerate().map(row).collect()
    }

    /// The root of the sentence; `None` when it has no words.
    pub fn root(&self) -> Option<usize> {
        (0..self.words.len()).find(|&index| self.is_root(index))
    }

    /// Is this word the root?
    pub fn is_root(&self, index: usize) -> bool {
        self.words
            .get(index)
            .is_some_and(|word| word.head as usize == index)
    }

    /// Head of a word; `None` for the root.
    pub fn head(&self, index: usize) -> Option<usize> {
        let head = self.words.get(index)?.head as usize;
        (head != index).then_some(head)
    }

    /// Dependents of a word, in order.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let reach = self.subtree(index);
        reach.filter(move |&child| child != index && self.words[child].head as usize == index)
    }

    /// Dependents of a word under one relation, subtypes included when `relation` has none.
    pub fn children_by(&self, index: usize, relation: Deprel) -> impl Iterator<Item = usize> + '_ {
        self.children(index).filter(move |&child| {
            let deprel = self.words[child].deprel;
            deprel == relation || deprel.universal() == relation
        })
    }

    /// The first dependent under one relation.
    pub fn child(&self, index: usize, relation: Deprel) -> Option<usize> {
        self.children_by(index, relation).next()
    }

    /// A word and all that hangs on it: a run of words, since the trees are projective.
    pub fn subtree(&self, index: usize) -> Range<usize> {
        let reach = self.words.get(index).map(|word| word.reach);
        reach.map_or(0..0, |(start, end)| start as usize..end as usize)
    }

    /// The words from `index` up to the root, `index` first.
    pub fn path_to_root(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let start = Some(index).filter(|&index| index < self.words.len());
        std::iter::successors(start, |&at| self.head(at)).take(self.words.len())
    }

    /// Is a word negated: by "not", "n't", "never", or by "no" or "neither" on it?
    pub fn is_negated(&self, index: usize) -> bool {
        self.children(index).any(|child| {
            let deprel = self.words[child].deprel;
            let word = self.lemma(child);
            match deprel.universal() {
                Deprel::Advmod | Deprel::Cc => {
                    matches!(word, "not" | "never" | "n't" | "nor" | "neither")
                }
                Deprel::Det => matches!(word, "no" | "neither"),
                _ => false,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{analyse, parsed};
    use super::*;

    #[test]
    fn a_plain_sentence_has_subject_verb_and_object() {
        let parse = parsed("The president signed the new law on Monday.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "sign");
        assert_eq!(parse.words[root].upos, Upos::Verb);
        let subject = parse.child(root, Deprel::Nsubj).unwrap();
        let object = parse.child(root, Deprel::Obj).unwrap();
        assert_eq!((subject, object), (1, 5));
        assert_eq!(parse.subtree(object), 3..6);
        assert_eq!(parse.path_to_root(4).collect::<Vec<_>>(), [4, 5, 2]);
    }

    #[test]
    fn negation_and_passive_are_seen() {
        let parse = parsed("He wasn't killed in the attack.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "kill");
        assert!(parse.is_negated(root));
        assert!(parse.child(root, Deprel::NsubjPass).is_some());
        assert!(parse.words[root].feats.has(Feats::PASSIVE));
    }

    #[test]
    fn a_parse_is_written_as_conllu() {
        let text = "It wasn't fixed.";
        let analysis = analyse(text);
        let sentence = &analysis.sentences[0];
        let parse = analysis.parse(text, sentence);
        let rows = parse.rows(text, analysis.tokens_of(sentence));
        let mut out = String::new();
        super::super::conllu::write(text, &rows, &mut out);
        assert!(
            out.starts_with("# text = It wasn't fixed.\n1\tIt\tit\tPRON\tPRP\t"),
            "{out}"
        );
        assert_eq!(super::super::conllu::read(&out)[0].rows, rows);
    }

    #[test]
    fn indices_out_of_range_are_harmless() {
        let parse = parsed("Yes.");
        assert_eq!(parse.lemma(99), "");
        assert_eq!(parse.subtree(99), 0..0);
        assert!(parse.head(99).is_none());
        assert_eq!(parse.children(99).count(), 0);
        assert_eq!(parse.path_to_root(99).count(), 0);
    }

    #[test]
    fn the_embedded_model_loads() {
        let model = model::english();
        assert!(model.tags.len() > 40);
        assert!(model.grammar.transitions.len() > 40);
        assert_eq!(model.tagger.labels(), model.tags.len());
        assert_eq!(model.parser.labels(), model.grammar.transitions.len());
    }
}
