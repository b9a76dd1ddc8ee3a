//! Ages behind names, "Ann Ito, 42, and her son": for the parser they are left out, and then put back where they
//! belong. The treebanks have hardly any, news has them in every second report, and a name with an age behind it
//! looks like the beginning of a list.

use super::lexeme::Lexeme;
use super::model::Model;
use super::tagger::Tagged;
use super::ud::{Deprel, Upos};

/// The highest age that a name may have behind it.
const OLDEST: u32 = 120;

/// The words that the parser sees.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    /// Their numbers in the sentence.
    places: Vec<u32>,
    /// Their lexemes.
    pub lexemes: Vec<Lexeme>,
    /// Their tags.
    pub tags: Vec<Tagged>,
    /// The numbers that are left out with the commas before them, and whether the ones behind them are, too.
    ages: Vec<(usize, bool)>,
}

impl Rest {
    /// Leaves the ages out; false where there are none.
    pub fn leave_out<'a>(
        &mut self,
        model: &Model,
        forms: impl Iterator<Item = &'a str>,
        lexemes: &[Lexeme],
        tags: &[Tagged],
    ) -> bool {
        self.ages.clear();
        let upos = |at: usize| tags.get(at).map(|tagged| model.upos(tagged.tag));
        for (at, form) in forms.enumerate() {
            let digits = form.len() < 4 && form.bytes().all(|byte| byte.is_ascii_digit());
            let age = digits
                && form
                    .parse()
                    .is_ok_and(|age: u32| (1..=OLDEST).contains(&age));
            let comma = |at: usize| {
                tags.get(at)
                    .is_some_and(|tagged| model.xpos(tagged.tag) == ",")
            };
            let named = at > 1 && upos(at - 2) == Some(Upos::Propn) && comma(at - 1);
            let goes_on = comma(at + 1) && !matches!(upos(at + 2), None | Some(Upos::Num));
            if age && named && goes_on {
                self.ages.push((at, closes(model, tags, at + 1)));
            }
        }
        if self.ages.is_empty() {
            return false;
        }
        self.places.clear();
        let mut ages = self.ages.iter().copied().peekable();
        for at in 0..tags.len() {
            ages.next_if(|(age, _)| *age + 1 < at);
            let out = ages.peek().is_some_and(|&(age, closed)| {
                at + 1 == age || at == age || at == age + 1 && closed
            });
            if !out {
                self.places.push(at as u32);
            }
        }
        let places = || self.places.iter().map(|place| *place as usize);
        self.lexemes.clear();
        self.lexemes.extend(places().map(|at| lexemes[at]));
        self.tags.clear();
        self.tags.extend(places().map(|at| tags[at]));
        true
    }

    /// The tree of the whole sentence, from the heads and labels of the words that were parsed.
    pub fn put_back(&self, found: &[(u32, u8)], heads: &mut Vec<(u32, u8)>, words: usize) {
        let whole = |word: u32| self.places.get(word as usize).copied();
        heads.clear();
        heads.resize(words, (u32::MAX, Deprel::Punct as u8));
        for (place, (head, label)) in self.places.iter().zip(found) {
            heads[*place as usize] = (whole(*head).unwrap_or(u32::MAX), *label);
        }
        for &(age, closed) in &self.ages {
            heads[age] = (holder(heads, age as u32 - 2), Deprel::Amod as u8);
            heads[age - 1].0 = age as u32;
            if closed {
                heads[age + 1].0 = age as u32;
            }
        }
    }
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
