//! Ages and parties behind names, "Ann Ito, 42, and her son", "Ann Ito (D-Ohio) said": for the parser they are left
//! out, and then put back where they belong. The treebanks have hardly any, news has them every day, and a name with
//! an age behind it looks like the beginning of a list.

use super::lexeme::Lexeme;
use super::model::Model;
use super::tagger::Tagged;
use super::ud::{Deprel, Upos};

/// The highest age that a name may have behind it.
const OLDEST: u32 = 120;

/// A run of words that is left out.
#[derive(Debug, Clone, Copy)]
struct Aside {
    /// First word and one past the last.
    start: usize,
    end: usize,
    /// The word that hangs on the name before the run; the others hang on it.
    core: usize,
    label: Deprel,
}

/// The words that the parser sees.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    /// Their numbers in the sentence.
    places: Vec<u32>,
    /// Their lexemes.
    pub lexemes: Vec<Lexeme>,
    /// Their tags.
    pub tags: Vec<Tagged>,
    asides: Vec<Aside>,
}

impl Rest {
    /// Leaves out what stands aside; false where nothing does.
    pub fn leave_out<'a>(
        &mut self,
        model: &Model,
        forms: impl Iterator<Item = &'a str> + Clone,
        lexemes: &[Lexeme],
        tags: &[Tagged],
    ) -> bool {
        self.asides.clear();
        let mut rest = forms;
        let mut at = 0;
        loop {
            let here = rest.clone();
            let Some(form) = rest.next() else {
                break;
            };
            if matches!(form, "," | "(") && at > 0 && model.upos(tags[at - 1].tag) == Upos::Propn {
                let aside = if form == "," {
                    age(model, here, at, tags)
                } else {
                    party(here, at)
                };
                self.asides.extend(aside);
            }
            at += 1;
        }
        if self.asides.is_empty() {
            return false;
        }
        self.places.clear();
        let mut next = 0;
        for aside in &self.asides {
            self.places.extend(next..aside.start as u32);
            next = aside.end as u32;
        }
        self.places.extend(next..tags.len() as u32);
        let places = || self.places.iter().map(|place| *place as usize);
        self.lexemes.clear();
        self.lexemes.extend(places().map(|at| lexemes[at]));
        self.tags.clear();
        self.tags.extend(places().map(|at| tags[at]));
        true
    }

    /// The tree of the whole sentence, from the heads and labels of the words that were parsed.
    pub fn put_back(
        &self,
        model: &Model,
        found: &[(u32, u8)],
        tags: &[Tagged],
        heads: &mut Vec<(u32, u8)>,
    ) {
        let whole = |word: u32| self.places.get(word as usize).copied();
        heads.clear();
        heads.resize(tags.len(), (u32::MAX, Deprel::Punct as u8));
        for (place, (head, label)) in self.places.iter().zip(found) {
            heads[*place as usize] = (whole(*head).unwrap_or(u32::MAX), *label);
        }
        for aside in &self.asides {
            for at in aside.start..aside.end {
                let mark = model.upos(tags[at].tag) == Upos::Punct;
                let label = if mark {
                    Deprel::Punct
                } else {
                    Deprel::NmodUnmarked
                };
                heads[at] = (aside.core as u32, label as u8);
            }
            let name = holder(heads, aside.start as u32 - 1);
            heads[aside.core] = (name, aside.label as u8);
        }
    }
}

/// The age that begins with the comma `at`: "Ann Ito, 42, and".
fn age<'a>(
    model: &Model,
    mut forms: impl Iterator<Item = &'a str>,
    at: usize,
    tags: &[Tagged],
) -> Option<Aside> {
    let figures = forms.nth(1)?;
    let digits = figures.len() < 4 && figures.bytes().all(|byte| byte.is_ascii_digit());
    let likely = digits && (1..=OLDEST).contains(&figures.parse::<u32>().ok()?);
    let goes_on = forms.next()? == "," && model.upos(tags.get(at + 3)?.tag) != Upos::Num;
    (likely && goes_on).then_some(Aside {
        start: at,
        end: at + 2 + usize::from(closes(model, tags, at + 2)),
        core: at + 1,
        label: Deprel::Amod,
    })
}

/// The party, and the state, that begin with the bracket `at`: "Ann Ito (D)", "Ann Ito (R-Ohio)".
fn party<'a>(mut forms: impl Iterator<Item = &'a str>, at: usize) -> Option<Aside> {
    let party = forms.nth(1)?;
    let state = match forms.next()? {
        ")" => false,
        "-" | "–" => forms.nth(1)? == ")",
        _ => return None,
    };
    let length = if state { 5 } else { 3 };
    let known = matches!(party, "D" | "I" | "R");
    (known && (state || length == 3)).then_some(Aside {
        start: at,
        end: at + length,
        core: at + 1,
        label: Deprel::Appos,
    })
}

/// The head of a name that ends with this word; the word where that would cross other arcs.
fn holder(heads: &[(u32, u8)], last: u32) -> u32 {
    let (head, label) = heads[last as usize];
    let part = label == Deprel::Flat as u8 || label == Deprel::Compound as u8;
    let free = heads[last as usize..].iter().all(|(head, _)| *head != last);
    if part && head < last && free {
        head
    } else {
        last
    }
}

/// Does the comma behind an age go with it alone? Before a verb or "and" it does; before "of Leeds" it would stand
/// there without the age, too.
fn closes(model: &Model, tags: &[Tagged], comma: usize) -> bool {
    tags.get(comma + 1).is_some_and(|next| {
        matches!(
            model.xpos(next.tag),
            "VBD" | "VBZ" | "VBP" | "MD" | "CC" | "RB"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::*;

    #[test]
    fn an_age_is_part_of_its_name() {
        let text = "Ann Ito, 42, and her son Bo, 17, of Leeds, were arrested on Monday.";
        let analysis = analyse(text);
        let parse = analysis.parse(text, &analysis.sentences[0]);
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "arrest");
        assert_eq!(parse.child(root, Deprel::NsubjPass), Some(0));
        let heads: Vec<_> = (2..5).map(|at| parse.head(at)).collect();
        assert_eq!(heads, [Some(3), Some(0), Some(3)]);
        assert_eq!((parse.head(9), parse.head(10)), (Some(10), Some(8)));
        assert_ne!(
            parse.head(11),
            Some(10),
            "the comma before \"of Leeds\" stays"
        );
    }

    #[test]
    fn a_party_is_part_of_its_name() {
        let text = "Senator Ann Ito (R-Ohio) speaks to reporters.";
        let analysis = analyse(text);
        let parse = analysis.parse(text, &analysis.sentences[0]);
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "speak");
        assert_eq!(parse.child(root, Deprel::Nsubj), parse.head(4));
        let heads: Vec<_> = [3, 5, 6, 7].map(|at| parse.head(at)).to_vec();
        assert_eq!(heads, [Some(4); 4]);
    }

    #[test]
    fn other_figures_stay_where_they_are() {
        for text in [
            "On January 8, 1880, Norton died.",
            "He bet on 3, 12, 14 and 20.",
            "They won in Leeds, 12, 14 and 20 times.",
        ] {
            let analysis = analyse(text);
            let tokens = analysis.tokens_of(&analysis.sentences[0]);
            let forms = || tokens.iter().map(|token| token.span.of(text));
            let model = super::super::model::english();
            let lexemes: Vec<_> = forms()
                .map(|form| Lexeme::look_up(form, &model.lexicon))
                .collect();
            let mut tags = Vec::new();
            let mut scratch = super::super::tagger::Scratch::default();
            super::super::tagger::tag(&model.tagger, &lexemes, &mut scratch, &mut tags);
            let mut rest = Rest::default();
            assert!(!rest.leave_out(model, forms(), &lexemes, &tags), "{text}");
        }
    }
}
