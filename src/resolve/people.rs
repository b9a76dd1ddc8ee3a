//! People's names: variants, initials, nicknames and transliterations of one name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::rules::{ListId, RuleSet};

/// Could two names be one person's?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Names of two people.
    Different,
    /// Too alike to be told apart, too different to be taken for one.
    Unsure,
    /// One is a shorter form of the other.
    Shorter,
    /// The same name, or two spellings of it.
    Same,
}

/// How two spellings of one name differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Two letters changed places.
    pub swapped: bool,
    /// Only in what is often written in several ways: vowels, doubled letters, `k` for `c`.
    pub soft: bool,
}

/// Compares people's names with the help of the tables and nickname lists.
#[derive(Debug)]
pub struct People<'r> {
    rules: &'r RuleSet,
    nicknames: Vec<ListId>,
}

impl<'r> People<'r> {
    /// Prepares the nickname groups of a rule set.
    pub fn new(rules: &'r RuleSet) -> Self {
        Self {
            rules,
            nicknames: rules.words.lists_named("nicknames"),
        }
    }

    /// The name that the tables give for a variant, else the name as it stands.
    pub fn canonical(&self, name: &str) -> String {
        self.rules.tables.person(name).unwrap_or(name).to_owned()
    }

    /// Could the two names be one person's? Symmetric.
    pub fn likeness(&self, a: &str, b: &str) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        let (a, b) = (parts(a), parts(b));
        let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else {
            return Likeness::Unsure;
        };
        if a == b {
            return Likeness::Same;
        }
        if a.len() == 1 || b.len() == 1 {
            let (short, long) = if a.len() == 1 {
                (last_a, &b)
            } else {
                (last_b, &a)
            };
            if long.contains(short) {
                return Likeness::Shorter;
            }
            let alike = long.last().is_some_and(|last| alike(short, last));
            return if alike {
                Likeness::Unsure
            } else {
                Likeness::Different
            };
        }
        let given = self.given(&a[0], &b[0]);
        if last_a == last_b {
            return match given {
                Likeness::Same | Likeness::Shorter => Likeness::Same,
                _ => Likeness::Unsure,
            };
        }
        let contained =
            |short: &[String], long: &[String]| short.iter().all(|part| long.contains(part));
        if contained(&a, &b) || contained(&b, &a) {
            return Likeness::Same;
        }
        match (alike(last_a, last_b), given) {
            (true, Likeness::Same) => Likeness::Same,
            (true, _) => Likeness::Unsure,
            // Two family names, a married name, a stage name: the given name and one more part.
            (false, _) if a[1..].iter().any(|part| b[1..].contains(part)) => Likeness::Unsure,
            (false, _) => Likeness::Different,
        }
    }

    /// The one slip of the pen that tells two full names apart; `None` when they are equal, differ in
    /// more than one letter, or are a name and its short form. Symmetric.
    pub fn slip(&self, a: &str, b: &str) -> Option<Slip> {
        let (a, b) = (parts(a), parts(b));
        if a.len() != b.len() || a.len() < 2 {
            return None;
        }
        let mut different = a.iter().zip(&b).enumerate().filter(|(_, (p, q))| p != q);
        let (at, (p, q)) = different.next()?;
        let numeral = |part: &str| part.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        let given = at == 0 && (p.starts_with(&**q) || q.starts_with(&**p));
        if different.next().is_some()
            || p.len().min(q.len()) < 4
            || given
            || numeral(p)
            || numeral(q)
            || self.share_nickname(p, q)
            || strsim::damerau_levenshtein(p, q) != 1
        {
            return None;
        }
        let letters = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.sort_unstable();
            letters
        };
        Some(Slip {
            swapped: letters(p) == letters(q),
            soft: sound(p) == sound(q),
        })
    }

    fn given(&self, a: &str, b: &str) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        let initial =
            |name: &str| name.trim_end_matches('.').chars().count() <= 2 && name.contains('.');
        let same_letter = a.chars().next() == b.chars().next();
        if initial(a) || initial(b) {
            return if same_letter {
                Likeness::Shorter
            } else {
                Likeness::Unsure
            };
        }
        if a.starts_with(b) || b.starts_with(a) || alike(a, b) || self.share_nickname(a, b) {
            return Likeness::Same;
        }
        Likeness::Different
    }

    fn share_nickname(&self, a: &str, b: &str) -> bool {
        let words = &self.rules.words;
        // A list holds the short forms of the name that it is called by.
        let holds = |list: ListId, name: &str| {
            words.is_in(words.form_id(name), list)
                || words.list_name(list).eq_ignore_ascii_case(name)
        };
        self.nicknames
            .iter()
            .any(|&list| holds(list, a) && holds(list, b))
    }
}

/// A word without vowels and doubled letters, and with one letter for each sound.
fn sound(word: &str) -> String {
    let mut sound: String = word
        .chars()
        .filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\''))
        .map(|c| match c {
            'c' | 'q' => 'k',
            'z' => 's',
            'w' => 'v',
            'j' => 'g',
            other => other,
        })
        .collect();
    let mut last = None;
    sound.retain(|c| last.replace(c) != Some(c));
    sound
}

/// Two spellings of one word, as transliteration and haste make them (Jaro–Winkler).
fn alike(a: &str, b: &str) -> bool {
    a == b || (a.len().min(b.len()) >= 4 && strsim::jaro_winkler(a, b) >= 0.9)
}

/// The parts of a name in lower case without accents, titles' remains and suffixes.
fn parts(name: &str) -> Vec<String> {
    let folded: String = name
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .collect();
    folded
        .split([' ', '-', '"', '“', '”'])
        .filter(|part| {
            !part.is_empty() && !matches!(*part, "jr." | "jr" | "sr." | "sr" | "ii" | "iii" | "iv")
        })
        .map(str::to_owned)
        .collect()
}
