//! English inflection from rules and a table of irregular words; needs no trained model.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

const IRREGULAR: &str = include_str!("irregular.txt");
const COMPARABLE: &str = include_str!("comparable.txt");

/// Every inflected form of `lemma` read as a verb, noun or adjective, the lemma itself first, in
/// lower case, without repetition: `kill` gives `kill`, `kills`, `killed`, `killing`; `become`
/// gives `become`, `becomes`, `became`, `becoming`; `big` gives `bigger` and `biggest` as well.
///
/// A form of a reading that the word does not have does no harm to a matcher ("persones" stands in
/// no text), so there is no attempt to find out which readings are real; only comparison, where
/// "winner" would be the comparative of "win", is limited to adjectives known to compare by `-er`.
/// A lemma that is not one word of ASCII letters (and hyphens) comes back alone.
pub fn inflections(lemma: &str) -> Vec<String> {
    let lemma = lemma.to_lowercase();
    let mut forms = vec![lemma.clone()];
    let letters = lemma.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    if lemma.is_empty() || !letters || lemma.ends_with('-') {
        return forms;
    }
    let parts = inflections_of(&lemma);
    for part in [
        parts.third,
        parts.past,
        parts.gerund,
        parts.plural,
        parts.compared,
    ] {
        forms.extend(part);
    }
    let mut seen = FxHashSet::default();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// The forms of one lemma, by what they are. Alternatives stand beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inflections {
    /// Third person singular of the present.
    pub third: Vec<String>,
    /// Past and past participle.
    pub past: Vec<String>,
    /// The form in -ing.
    pub gerund: Vec<String>,
    /// Plural.
    pub plural: Vec<String>,
    /// Comparative and superlative in -er and -est; empty for words not known to take them.
    pub compared: Vec<String>,
}

/// The forms of a lemma in lower-case ASCII letters, read as a verb, a noun and an adjective.
pub fn inflections_of(lemma: &str) -> Inflections {
    let mut forms = Inflections::default();
    if lemma.is_empty() || !lemma.is_ascii() {
        return forms;
    }
    push_verb(lemma, &mut forms);
    push_noun(lemma, &mut forms.plural);
    push_adjective(lemma, &mut forms.compared);
    forms
}

/// The part of speech of an irregular form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Verb,
    Noun,
    Adjective,
}

/// The lemma of an irregular form, when the table knows it: (`became`, verb) → `become`.
pub(super) fn irregular_lemma(form: &str, class: Class) -> Option<&'static str> {
    table().lemmas.get(&(class, form)).copied()
}

/// Is this a verb or noun that the table of irregular words lists?
pub(super) fn is_irregular_lemma(word: &str, class: Class) -> bool {
    match class {
        Class::Verb => table().verbs.contains_key(word),
        Class::Noun => table().nouns.contains_key(word),
        Class::Adjective => table().adjectives.contains_key(word),
    }
}

/// The columns after the lemma, alternatives parted by `/`.
type Columns = [&'static str; 4];

#[derive(Default)]
struct Table {
    verbs: FxHashMap<&'static str, Columns>,
    nouns: FxHashMap<&'static str, Columns>,
    adjectives: FxHashMap<&'static str, Columns>,
    comparable: FxHashSet<&'static str>,
    lemmas: FxHashMap<(Class, &'static str), &'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            comparable: COMPARABLE.split_whitespace().collect(),
            ..Table::default()
        };
        for line in IRREGULAR.lines() {
            let mut fields = line.split(' ');
            let (class, words) = match fields.next() {
                Some("v") => (Class::Verb, &mut table.verbs),
                Some("n") => (Class::Noun, &mut table.nouns),
                Some("a") => (Class::Adjective, &mut table.adjectives),
                _ => continue,
            };
            let Some(lemma) = fields.next() else { continue };
            let mut columns = [""; 4];
            for (column, field) in columns.iter_mut().zip(fields) {
                *column = field;
            }
            words.insert(lemma, columns);
            for form in columns.iter().flat_map(|column| column.split('/')) {
                // The first lemma listed owns a form: "lay" is first of all a verb of its own.
                if !form.is_empty() && form != "-" && !words.contains_key(form) {
                    table.lemmas.entry((class, form)).or_insert(lemma);
                }
            }
        }
        table
    })
}

fn push_all(column: &str, forms: &mut Vec<String>) {
    let real = column.split('/').filter(|form| !matches!(*form, "" | "-"));
    forms.extend(real.map(str::to_owned));
}

fn push_verb(lemma: &str, forms: &mut Inflections) {
    let known = table().verbs.get(lemma);
    let [past, participle, third, gerund] = known.copied().unwrap_or_default();
    if third.is_empty() {
        forms.third.push(with_s(lemma));
    }
    push_all(third, &mut forms.third);
    if known.is_some() {
        push_all(past, &mut forms.past);
        push_all(participle, &mut forms.past);
    } else {
        push_suffixed(lemma, "ed", &mut forms.past);
    }
    if gerund.is_empty() {
        push_suffixed(lemma, "ing", &mut forms.gerund);
    }
    push_all(gerund, &mut forms.gerund);
}

fn push_noun(lemma: &str, forms: &mut Vec<String>) {
    match table().nouns.get(lemma) {
        Some(columns) => push_all(columns[0], forms),
        None => forms.push(with_s(lemma)),
    }
}

fn push_adjective(lemma: &str, forms: &mut Vec<String>) {
    if let Some([comparative, superlative, ..]) = table().adjectives.get(lemma) {
        push_all(comparative, forms);
        push_all(superlative, forms);
    } else if table().comparable.contains(lemma) {
        push_suffixed(lemma, "er", forms);
        push_suffixed(lemma, "est", forms);
    }
}

/// The plural or third person by spelling rule: `kills`, `watches`, `tries`, `plays`.
fn with_s(lemma: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"];
    if consonant_y(lemma) {
        return format!("{}ies", &lemma[..lemma.len() - 1]);
    }
    let hard_ch = ["epoch", "monarch", "stomach", "patriarch", "tech", "eunuch"];
    let ends_in_o = lemma.ends_with('o') && lemma.len() > 1 && !is_vowel(at_end(lemma, 1));
    let o_takes_es = [
        "go", "do", "veto", "echo", "hero", "torpedo", "embargo", "cargo", "forgo", "undergo",
    ];
    let es = sibilant.iter().any(|end| lemma.ends_with(end)) && !hard_ch.contains(&lemma)
        || ends_in_o && o_takes_es.iter().any(|word| lemma.ends_with(word));
    format!("{lemma}{}", if es { "es" } else { "s" })
}

/// Adds a suffix that begins with a vowel, in every spelling that is in use: `stopped`,
/// `travelled` and `traveled`, `died` and `dying`, `panicked`.
fn push_suffixed(lemma: &str, suffix: &str, forms: &mut Vec<String>) {
    let ing = suffix == "ing";
    let but_one = &lemma[..lemma.len() - 1];
    if ing && lemma.ends_with("ie") {
        forms.push(format!("{}ying", &lemma[..lemma.len() - 2]));
    } else if lemma.ends_with('e') {
        let kept = ["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end))
            || matches!(lemma, "singe" | "tinge" | "be" | "binge" | "age");
        if ing && kept {
            forms.push(format!("{lemma}ing"));
        }
        if !(ing && kept) || matches!(lemma, "age" | "binge" | "tinge") {
            forms.push(format!("{but_one}{suffix}"));
        }
    } else if !ing && consonant_y(lemma) {
        forms.push(format!("{but_one}i{suffix}"));
    } else if ends_in_hard_c(lemma) {
        forms.push(format!("{lemma}k{suffix}"));
    } else {
        let (doubled, plain) = doubling(lemma);
        if let Some(last) = lemma.chars().next_back().filter(|_| doubled) {
            forms.push(format!("{lemma}{last}{suffix}"));
        }
        if plain {
            forms.push(format!("{lemma}{suffix}"));
        }
    }
}

/// Whether the last consonant is doubled before a vowel, and whether it may also stay single.
fn doubling(lemma: &str) -> (bool, bool) {
    // Verbs of several syllables with the stress on the last one.
    const STRESSED: &[&str] = &[
        "abet", "abhor", "abut", "acquit", "admit", "allot", "annul", "begin", "beget", "beset",
        "commit", "compel", "concur", "confer", "control", "debar", "defer", "demur", "deter",
        "dispel", "embed", "emit", "enrol", "enthral", "equip", "excel", "expel", "extol",
        "forbid", "forget", "fulfil", "impel", "incur", "infer", "input", "instil", "intermit",
        "occur", "offset", "omit", "outbid", "outfit", "outrun", "output", "outwit", "overrun",
        "patrol", "permit", "prefer", "propel", "rebel", "rebut", "recur", "refer", "reset",
        "refit", "regret", "remit", "repel", "rerun", "retrofit", "sublet", "submit", "transfer",
        "transmit", "undercut", "unplug", "unwrap", "upset", "zigzag", "kidnap", "handicap",
        "format",
    ];
    // Stress elsewhere; British spelling doubles (travelled, focussed), American does not.
    const EITHER: &[&str] = &[
        "benefit", "bias", "bus", "focus", "format", "gas", "kidnap", "program", "target",
        "worship", "combat", "refocus", "hiccup",
    ];
    let bytes = lemma.as_bytes();
    let last = at_end(lemma, 0);
    if bytes.len() < 3 || is_vowel(last) || matches!(last, b'w' | b'x' | b'y' | b'h') {
        return (false, true);
    }
    let vowel = at_end(lemma, 1);
    let before = at_end(lemma, 2);
    let qu = before == b'u' && at_end(lemma, 3) == b'q';
    if !(is_vowel(vowel) || vowel == b'y') || (is_vowel(before) && !qu) {
        return (false, true);
    }
    if EITHER.contains(&lemma) {
        return (true, true);
    }
    if STRESSED.contains(&lemma) || syllables(lemma) == 1 {
        return (true, false);
    }
    (last == b'l', true)
}

/// Groups of vowels in a word; enough to tell one syllable from several.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut before = false;
    for (at, byte) in word.bytes().enumerate() {
        let vowel = is_vowel(byte) && !(byte == b'u' && at > 0 && word.as_bytes()[at - 1] == b'q')
            || byte == b'y';
        count += usize::from(vowel && !before);
        before = vowel;
    }
    count
}

fn ends_in_hard_c(lemma: &str) -> bool {
    lemma.ends_with("ic") && syllables(lemma) > 1
}

fn consonant_y(lemma: &str) -> bool {
    lemma.ends_with('y') && lemma.len() > 1 && !is_vowel(at_end(lemma, 1))
}

/// The byte `back` places before the last one; 0 where there is none.
fn at_end(word: &str, back: usize) -> u8 {
    let bytes = word.as_bytes();
    let index = bytes.len().checked_sub(back + 1);
    index.map_or(0, |index| bytes[index])
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(lemma: &str, expected: &[&str]) {
        let forms = inflections(lemma);
        for form in expected {
            assert!(forms.iter().any(|f| f == form), "{form} not in {forms:?}");
        }
    }

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        assert_eq!(inflections("kill"), ["kill", "kills", "killed", "killing"]);
        assert_eq!(
            inflections("stop"),
            ["stop", "stops", "stopped", "stopping"]
        );
        assert_eq!(inflections("try"), ["try", "tries", "tried", "trying"]);
        assert_eq!(inflections("play"), ["play", "plays", "played", "playing"]);
        assert_eq!(
            inflections("agree"),
            ["agree", "agrees", "agreed", "agreeing"]
        );
        assert_eq!(inflections("die"), ["die", "dies", "died", "dying", "dice"]);
        assert_eq!(
            inflections("watch"),
            ["watch", "watches", "watched", "watching"]
        );
        assert_eq!(
            inflections("visit"),
            ["visit", "visits", "visited", "visiting"]
        );
        holds("travel", &["traveled", "travelled", "traveling"]);
        holds("admit", &["admitted", "admitting"]);
        holds("panic", &["panicked", "panics"]);
    }

    #[test]
    fn irregular_verbs_come_from_the_table() {
        assert_eq!(
            inflections("become"),
            ["become", "becomes", "became", "becoming"]
        );
        holds("be", &["am", "is", "are", "was", "were", "been", "being"]);
        holds("win", &["won", "winning", "wins"]);
        holds("strike", &["struck", "stricken"]);
        assert!(!inflections("win").contains(&"winner".to_owned()));
    }

    #[test]
    fn nouns_and_adjectives_inflect() {
        holds("country", &["countries"]);
        holds("person", &["people", "persons"]);
        holds("spokesman", &["spokesmen"]);
        holds("veto", &["vetoes", "vetoed", "vetoing"]);
        holds("big", &["bigger", "biggest"]);
        holds("early", &["earlier", "earliest"]);
        holds("good", &["better", "best"]);
    }

    #[test]
    fn anything_else_comes_back_alone() {
        assert_eq!(inflections(""), [""]);
        assert_eq!(inflections("G7"), ["g7"]);
        assert_eq!(inflections("Zoë"), ["zoë"]);
    }

    #[test]
    fn an_irregular_form_knows_its_lemma() {
        assert_eq!(irregular_lemma("became", Class::Verb), Some("become"));
        assert_eq!(irregular_lemma("people", Class::Noun), Some("person"));
        assert_eq!(irregular_lemma("lay", Class::Verb), None);
        assert!(is_irregular_lemma("lay", Class::Verb));
    }
}
