//! Is a text in another language? Told by its commonest words, or by its script.
//!
//! In running text of any language, a few dozen small words make up a third of all; hardly any
//! other method says so surely that a text is not English (Grefenstette 1995, "Comparing two
//! language identification schemes"). Texts without such words (tables, lists of names, source code)
//! are in no language, and are left to the reader.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words looked at; the rest of a long text tells nothing new.
const ENOUGH: usize = 600;

/// A text with fewer words than this is not judged.
const LEAST: usize = 10;

/// So many different common words of a language must be seen.
const KINDS: usize = 3;

/// Scripts by the ranges of their letters, and what is written in them.
const SCRIPTS: [(u32, u32, &str); 12] = [
    (0x0370, 0x03FF, "Greek"),
    (
        0x0400,
        0x052F,
        "Russian or another language in Cyrillic letters",
    ),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (
        0x0600,
        0x077F,
        "Arabic or another language in Arabic letters",
    ),
    (0x0900, 0x097F, "Hindi or another language in Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x3040, 0x30FF, "Japanese"),
    (0x4E00, 0x9FFF, "Chinese"),
    (0xAC00, 0xD7AF, "Korean"),
];

/// The languages of each word in the list, as numbers of its lines; English is 0.
struct Words {
    names: Vec<&'static str>,
    languages: FxHashMap<&'static str, Vec<usize>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = include_str!("languages.txt").lines();
    let mut words = Words {
        names: Vec::new(),
        languages: FxHashMap::default(),
    };
    for (name, list) in lines.filter_map(|line| line.split_once(':')) {
        for word in list.split_whitespace() {
            let languages = words.languages.entry(word).or_default();
            languages.push(words.names.len());
        }
        words.names.push(name);
    }
    words
});

/// The name of the language that a text is in when that is surely not English.
pub fn foreign(text: &str) -> Option<&'static str> {
    if let Some(name) = foreign_script(text) {
        return Some(name);
    }
    let words = &*WORDS;
    let mut hits = vec![0_usize; words.names.len()];
    let mut kinds: FxHashSet<(usize, &str)> = FxHashSet::default();
    let mut total = 0;
    let runs = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    for run in runs.filter(|run| !run.is_empty()).take(ENOUGH) {
        total += 1;
        let lower = run.to_lowercase();
        // What is a word of English and of another language ("in", "no") tells neither, and capitals
        // make names of words ("Los Angeles", "Den Haag").
        // One letter may be anything, in tables and source code.
        let small = lower == run && run.len() > 1;
        if let Some((word, languages)) = words.languages.get_key_value(&*lower) {
            let shared = languages.first() == Some(&0) && languages.len() > 1;
            for &language in languages
                .iter()
                .filter(|&&at| !shared && (small || at == 0))
            {
                hits[language] += 1;
                kinds.insert((language, word));
            }
        }
    }
    let best =
        (1..hits.len()).max_by_key(|&language| (hits[language], std::cmp::Reverse(language)))?;
    // Running text reaches a third in its own language. What is below a tenth in English and twice
    // as much at home elsewhere is not an English text with names or a quotation in it.
    let foreign = total >= LEAST && hits[0] * 10 < total && hits[best] * 6 > total;
    let various = kinds
        .iter()
        .filter(|(language, _)| *language == best)
        .count()
        >= KINDS;
    (foreign && various && hits[best] > 2 * hits[0]).then(|| words.names[best])
}

/// What is written in the script that most letters are of, when it is not the Latin one.
fn foreign_script(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()).take(6 * ENOUGH) {
        letters += 1;
        let code = c as u32;
        if code >= 0x0370
            && let Some(script) = SCRIPTS.iter().position(|s| (s.0..=s.1).contains(&code))
        {
            counts[script] += 1;
        }
    }
    let others: usize = counts.iter().sum();
    if letters < LEAST || others * 2 < letters {
        return None;
    }
    // Japanese mixes its own letters with Chinese ones.
    let japanese = SCRIPTS.iter().position(|script| script.2 == "Japanese")?;
    let top =
        (0..counts.len()).max_by_key(|&script| (counts[script], std::cmp::Reverse(script)))?;
    let script = if counts[japanese] * 5 > others {
        japanese
    } else {
        top
    };
    Some(SCRIPTS[script].2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_named() {
        let cases = [
            (
                "Der Präsident hat am Montag gesagt, dass die Regierung nicht zurücktreten wird.",
                "German",
            ),
            (
                "Le président a dit lundi que le gouvernement ne va pas démissionner dans la semaine.",
                "French",
            ),
            (
                "El presidente dijo el lunes que el gobierno no va a dimitir por el momento.",
                "Spanish",
            ),
            (
                "Il presidente ha detto che il governo non si dimetterà e che la riforma è pronta.",
                "Italian",
            ),
            (
                "Президент заявил в понедельник, что правительство не уйдёт.",
                "Russian",
            ),
            ("大統領は月曜日に政府は辞任しないと述べました。", "Japanese"),
            ("قال الرئيس يوم الاثنين إن الحكومة لن تستقيل.", "Arabic"),
        ];
        for (text, language) in cases {
            assert!(
                foreign(text).is_some_and(|name| name.starts_with(language)),
                "{text}"
            );
        }
    }

    #[test]
    fn english_and_what_is_in_no_language_are_left() {
        for text in [
            "",
            "The president said on Monday that the government would not resign.",
            "Los Angeles, San Diego, La Jolla, El Paso, Las Vegas, Des Moines, Den Haag, Los Alamos",
            "“La vie en rose” and “Non, je ne regrette rien” were sung by Édith Piaf.",
            "fn main() { let de = a.len(); for i in 0..n { x += y[i] + e[o]; } } // a e i o u y",
            "| team | w | d | l |\n|---|---|---|---|\n| Ayr | 1 | 2 | 3 |",
            "Ja. Nein. Ja.",
        ] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}
