//! The lemmatiser: a word is looked up among the exceptions that training left over, then in the
//! table of irregular words, then rewritten by the rule with the longest matching suffix.

use rustc_hash::FxHashMap;

use super::bytes::Reader;
use super::inflect::{Class, irregular_lemma, is_irregular_lemma};
use super::lexeme::{Casing, Lexeme, mix};
use super::ud::{Feats, Upos};

/// Longest suffix, in bytes, that a rule looks at.
pub const LONGEST_SUFFIX: usize = 5;

/// How a form becomes its lemma: so many bytes off its end, this text on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Script {
    /// Bytes to take away.
    pub strip: u8,
    /// Text to add.
    pub add: String,
}

impl Script {
    /// The script that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let mut common = form
            .bytes()
            .zip(lemma.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        while !(form.is_char_boundary(common) && lemma.is_char_boundary(common)) {
            common -= 1;
        }
        Self {
            strip: u8::try_from(form.len() - common).unwrap_or(u8::MAX),
            add: lemma[common..].to_owned(),
        }
    }

    /// Applies the script to the text of `out` from `start` on; `false` when it does not fit.
    fn apply(&self, out: &mut String, start: usize) -> bool {
        let Some(cut) = out.len().checked_sub(usize::from(self.strip)) else {
            return false;
        };
        let fits = cut >= start && out.is_char_boundary(cut) && cut - start + self.add.len() > 0;
        if fits {
            out.truncate(cut);
            out.push_str(&self.add);
        }
        fits
    }
}

/// What was learned about lemmas.
#[derive(Debug, Clone, Default)]
pub struct Lemmatiser {
    exceptions: FxHashMap<(u32, u8), String>,
    rules: FxHashMap<u32, Script>,
    /// Per tag: does a lemma keep the capitals of its form?
    cased: Vec<bool>,
}

/// How often each script was seen with a tag and a suffix.
type SuffixCounts = FxHashMap<(u8, Vec<u8>), FxHashMap<Script, u32>>;

/// Key of the rule for a suffix of a word with that tag.
fn rule_key(tag: u8, suffix: &[u8]) -> u32 {
    let packed = suffix
        .iter()
        .fold(mix(u32::from(tag), suffix.len() as u32), |key, byte| {
            mix(key, u32::from(*byte))
        });
    packed.max(1)
}

impl Lemmatiser {
    /// Reads what [`Self::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut lemmatiser = Self::default();
        for _ in 0..reader.u8()? {
            lemmatiser.cased.push(reader.u8()? != 0);
        }
        for _ in 0..reader.u32()? {
            let key = reader.u32()?;
            let strip = reader.u8()?;
            let add = reader.string()?.to_owned();
            lemmatiser.rules.insert(key, Script { strip, add });
        }
        for _ in 0..reader.u32()? {
            let key = (reader.u32()?, reader.u8()?);
            lemmatiser
                .exceptions
                .insert(key, reader.string()?.to_owned());
        }
        Some(lemmatiser)
    }

    /// The bytes that [`Self::read`] takes, in an order that does not depend on hashing.
    pub fn write(&self, out: &mut Vec<u8>) {
        let string = |text: &str, out: &mut Vec<u8>| {
            out.push(text.len() as u8);
            out.extend_from_slice(text.as_bytes());
        };
        out.push(self.cased.len() as u8);
        out.extend(self.cased.iter().map(|cased| u8::from(*cased)));
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort();
        out.extend((rules.len() as u32).to_le_bytes());
        for (key, script) in rules {
            out.extend(key.to_le_bytes());
            out.push(script.strip);
            string(&script.add, out);
        }
        let mut exceptions: Vec<_> = self.exceptions.iter().collect();
        exceptions.sort();
        out.extend((exceptions.len() as u32).to_le_bytes());
        for ((word, tag), lemma) in exceptions {
            out.extend(word.to_le_bytes());
            out.push(*tag);
            string(lemma, out);
        }
    }

    /// Learns from (form, tag, UPOS, features, lemma). A longer suffix gets a rule of its own only
    /// where shorter ones err; what no rule gets right becomes an exception.
    pub fn learn(examples: &[(&str, u8, Upos, Feats, &str)], tags: usize) -> Self {
        let mut lemmatiser = Self {
            cased: learn_casing(examples, tags),
            ..Self::default()
        };
        let mut counts = vec![SuffixCounts::default(); LONGEST_SUFFIX + 1];
        let mut types: FxHashMap<(String, u8), FxHashMap<&str, u32>> = FxHashMap::default();
        for (form, tag, upos, feats, lemma) in examples {
            let form = lemmatiser.base(form, *tag);
            let lemmas = types.entry((form.clone(), *tag)).or_default();
            *lemmas.entry(lemma).or_default() += 1;
            let seen_before = lemmas.len() > 1 || lemmas[lemma] > 1;
            if seen_before || irregular(&form.to_lowercase(), *upos, *feats).is_some() {
                continue;
            }
            let script = Script::between(&form, lemma);
            for (len, counts) in counts.iter_mut().enumerate().take(form.len() + 1) {
                let suffix = form.as_bytes()[form.len() - len..].to_vec();
                *counts
                    .entry((*tag, suffix))
                    .or_default()
                    .entry(script.clone())
                    .or_default() += 1;
            }
        }
        for (len, counts) in counts.into_iter().enumerate() {
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by(|a, b| a.0.cmp(&b.0));
            for ((tag, suffix), scripts) in counts {
                let total: u32 = scripts.values().sum();
                let Some(best) = most(scripts) else { continue };
                let shorter = lemmatiser.rule(tag, &suffix[usize::from(len > 0)..]);
                if (len == 0 || total > 1) && shorter != Some(&best) {
                    lemmatiser.rules.insert(rule_key(tag, &suffix), best);
                }
            }
        }
        lemmatiser.learn_exceptions(examples, types);
        lemmatiser
    }

    fn learn_exceptions(
        &mut self,
        examples: &[(&str, u8, Upos, Feats, &str)],
        types: FxHashMap<(String, u8), FxHashMap<&str, u32>>,
    ) {
        let kinds: FxHashMap<u8, (Upos, Feats)> = examples
            .iter()
            .map(|(_, tag, upos, feats, _)| (*tag, (*upos, *feats)))
            .collect();
        let mut types: Vec<_> = types.into_iter().collect();
        types.sort_by(|a, b| a.0.cmp(&b.0));
        let mut out = String::new();
        for ((form, tag), lemmas) in types {
            let (Some(lemma), Some((upos, feats))) = (most(lemmas), kinds.get(&tag)) else {
                continue;
            };
            let lexeme = Lexeme::of(&form);
            out.clear();
            self.lemma(&form, &lexeme, tag, *upos, *feats, &mut out);
            // "the Council" may be a name; "a council" is none.
            if *upos == Upos::Noun && is_capitalised(&out, lemma) {
                continue;
            }
            if out != lemma && lexeme.casing != Casing::Digit && lemma.len() < 64 && lemma != "_" {
                self.exceptions.insert((lexeme.word, tag), lemma.to_owned());
            }
        }
    }

    /// Appends the lemma of a form with that tag to `out`.
    pub fn lemma(
        &self,
        form: &str,
        lexeme: &Lexeme,
        tag: u8,
        upos: Upos,
        feats: Feats,
        out: &mut String,
    ) {
        let start = out.len();
        if matches!(lexeme.casing, Casing::Digit | Casing::Other) && upos != Upos::Noun {
            out.push_str(form);
            return;
        }
        if let Some(lemma) = self.exceptions.get(&(lexeme.word, tag)) {
            out.push_str(lemma);
            return;
        }
        self.push_base(form, tag, out);
        if let Some(lemma) = irregular(&out[start..], upos, feats) {
            out.truncate(start);
            out.push_str(lemma);
            return;
        }
        let len = out.len() - start;
        for suffix in (0..=len.min(LONGEST_SUFFIX)).rev() {
            let key = rule_key(tag, &out.as_bytes()[out.len() - suffix..]);
            if let Some(script) = self.rules.get(&key)
                && script.apply(out, start)
            {
                return;
            }
        }
    }

    fn rule(&self, tag: u8, suffix: &[u8]) -> Option<&Script> {
        (0..=suffix.len()).find_map(|from| self.rules.get(&rule_key(tag, &suffix[from..])))
    }

    fn base(&self, form: &str, tag: u8) -> String {
        let mut out = String::new();
        self.push_base(form, tag, &mut out);
        out
    }

    /// The form as the rules see it: in lower case, unless lemmas of this tag keep their capitals.
    fn push_base(&self, form: &str, tag: u8, out: &mut String) {
        if self.cased.get(usize::from(tag)).copied().unwrap_or(false) {
            out.push_str(form);
        } else if form.is_ascii() {
            let start = out.len();
            out.push_str(form);
            out[start..].make_ascii_lowercase();
        } else {
            out.extend(form.chars().flat_map(char::to_lowercase));
        }
    }
}

/// Is `name` the word with a capital, and no other change?
fn is_capitalised(word: &str, name: &str) -> bool {
    let (mut word, mut name) = (word.chars(), name.chars());
    let (first, capital) = (word.next(), name.next());
    first != capital && word.eq(name) && capital.is_some_and(char::is_uppercase)
}

/// The lemma of an irregular form by the table.
fn irregular(form: &str, upos: Upos, feats: Feats) -> Option<&'static str> {
    let class = match upos {
        Upos::Verb if feats.has_any(Feats::PAST | Feats::PARTICIPLE) => Class::Verb,
        Upos::Noun if feats.has(Feats::PLURAL) => Class::Noun,
        Upos::Adj | Upos::Adv if feats.has_any(Feats::COMPARATIVE | Feats::SUPERLATIVE) => {
            Class::Adjective
        }
        _ => return None,
    };
    if class == Class::Noun && is_irregular_lemma(form, class) {
        return None;
    }
    irregular_lemma(form, class)
}

/// Tags whose lemmas mostly keep a capital letter.
fn learn_casing(examples: &[(&str, u8, Upos, Feats, &str)], tags: usize) -> Vec<bool> {
    let mut balance = vec![0_i64; tags];
    for (form, tag, _, _, lemma) in examples {
        if form.starts_with(char::is_uppercase)
            && let Some(balance) = balance.get_mut(usize::from(*tag))
        {
            *balance += if lemma.starts_with(char::is_uppercase) {
                1
            } else {
                -1
            };
        }
    }
    balance.into_iter().map(|balance| balance > 0).collect()
}

/// The key with the highest count; of several, the first in order.
fn most<K: Ord>(counts: FxHashMap<K, u32>) -> Option<K> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().next().map(|(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_cut_and_add() {
        let script = Script::between("countries", "country");
        assert_eq!(
            script,
            Script {
                strip: 3,
                add: "y".to_owned()
            }
        );
        let mut out = "x parties".to_owned();
        assert!(script.apply(&mut out, 2));
        assert_eq!(out, "x party");
        let mut short = "ab".to_owned();
        assert!(!script.apply(&mut short, 0));
    }

    #[test]
    fn rules_generalise_and_exceptions_stay() {
        let past = Feats::PAST | Feats::FINITE;
        let data = [
            ("walked", 0, Upos::Verb, past, "walk"),
            ("talked", 0, Upos::Verb, past, "talk"),
            ("asked", 0, Upos::Verb, past, "ask"),
            ("tried", 0, Upos::Verb, past, "try"),
            ("cried", 0, Upos::Verb, past, "cry"),
            ("Weird", 0, Upos::Verb, past, "odd"),
        ];
        let lemmatiser = Lemmatiser::learn(&data, 1);
        let mut bytes = Vec::new();
        lemmatiser.write(&mut bytes);
        let lemmatiser = Lemmatiser::read(&mut Reader::new(&bytes)).unwrap();
        let lemma = |form: &str| {
            let mut out = String::new();
            lemmatiser.lemma(form, &Lexeme::of(form), 0, Upos::Verb, past, &mut out);
            out
        };
        assert_eq!(lemma("Parked"), "park");
        assert_eq!(lemma("pried"), "pry");
        assert_eq!(lemma("became"), "become");
        assert_eq!(lemma("weird"), "odd");
        assert_eq!(lemma("é"), "é");
    }
}
