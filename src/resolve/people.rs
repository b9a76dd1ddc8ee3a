//! People's names: variants, initials, nicknames and transliterations of one name.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::rules::{FormId, ListId, RuleSet};

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
    /// Per form of a given name: the groups of short forms that it stands in.
    nicknames: FxHashMap<FormId, Vec<ListId>>,
    /// Per name in full, in lower case: the group of its short forms.
    called: FxHashMap<String, ListId>,
}

impl<'r> People<'r> {
    /// Prepares the nickname groups of a rule set.
    pub fn new(rules: &'r RuleSet) -> Self {
        let mut nicknames: FxHashMap<FormId, Vec<ListId>> = FxHashMap::default();
        let mut called = FxHashMap::default();
        for list in rules.words.lists_named("nicknames") {
            called.insert(rules.words.list_name(list).to_lowercase(), list);
            for form in rules.words.forms_of_list(list) {
                nicknames.entry(form).or_default().push(list);
            }
        }
        Self {
            rules,
            nicknames,
            called,
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
        if a == b {
            return None;
        }
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
        self.groups(a)
            .any(|list| self.groups(b).any(|other| other == list))
    }

    /// The groups of short forms that a given name in lower case belongs to.
    fn groups(&self, name: &str) -> impl Iterator<Item = ListId> {
        let form = self.rules.words.form_id(name);
        let short = self
            .nicknames
            .get(&form)
            .filter(|_| form != FormId::default());
        let full = self.called.get(name);
        short.into_iter().flatten().chain(full).copied()
    }

    /// What two names of one person have in common however they are written: the surname, with an
    /// initial of a given name. Equal people share at least one key.
    pub fn keys(&self, name: &str) -> Vec<String> {
        let parts = parts(name);
        let Some((surname, given)) = parts.split_last() else {
            return vec![name.to_lowercase()];
        };
        let initial = |name: &str| match name.chars().next() {
            Some('c' | 'q') => 'k',
            Some('y' | 'i' | 'j') => 'e',
            other => other.unwrap_or('?'),
        };
        let mut keys: Vec<String> = Vec::new();
        for name in given {
            let full = self
                .groups(name)
                .map(|list| self.rules.words.list_name(list));
            let initials = full.map(|full| initial(&full.to_lowercase()));
            keys.extend(
                initials
                    .chain([initial(name)])
                    .map(|letter| format!("{letter} {surname}")),
            );
        }
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            keys.push(surname.clone());
        }
        keys
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
    let folded: String = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        let letters = name.nfd().filter(|&c| !is_combining_mark(c));
        letters.flat_map(char::to_lowercase).collect()
    };
    folded
        .split([' ', '-', '"', '“', '”'])
        .filter(|part| {
            !part.is_empty() && !matches!(*part, "jr." | "jr" | "sr." | "sr" | "ii" | "iii" | "iv")
        })
        .map(str::to_owned)
        .collect()
}
