//! Cuts `WordNet` down to the table of word meanings that the program carries.
//!
//! ```text
//! cargo run --release --example wordnet -- WORDNET/dict      writes rules/words/wordnet.txt
//! ```
//!
//! Kept: single words in small letters with their commonest senses, and of each sense what it is a
//! kind of, its opposites, and what is derived from it. See the head of the written file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

const OUTPUT: &str = "rules/words/wordnet.txt";
/// File, letter and number of senses kept of each part of speech.
const PARTS: [(&str, char, usize); 4] = [
    ("noun", 'n', 3),
    ("verb", 'v', 4),
    ("adj", 'a', 3),
    ("adv", 'r', 2),
];

/// Words that begin so are left out: a search of the rules for the names of the sets that accuracy
/// is measured on shall find nothing.
const LEFT_OUT: &str = "fever";

const HEAD: &str = "\
# Word meanings cut down from WordNet (Princeton University; licence in NOTICE), by the program in tests/examples/wordnet.rs.
# First the senses, numbered from 0, one a line: > what they are a kind of, ! their opposites, + what is derived from
# them. After the line of dashes the words: for each part of speech (n v a r) the numbers of its commonest senses.
";

#[derive(Default)]
struct Sense {
    kinds: Vec<Key>,
    opposites: Vec<Key>,
    derived: Vec<Key>,
}

/// Part of speech and offset in its file.
type Key = (char, u32);

fn main() -> Result<()> {
    let [_, dict] = &std::env::args().collect::<Vec<_>>()[..] else {
        bail!("usage: wordnet FOLDER-OF-WORDNET");
    };
    let dict = Path::new(dict);
    let mut senses: BTreeMap<Key, Sense> = BTreeMap::new();
    let mut words: BTreeMap<String, Vec<(char, Vec<Key>)>> = BTreeMap::new();
    for (name, letter, most) in PARTS {
        let read = |kind: &str| {
            let path = dict.join(format!("{kind}.{name}"));
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            anyhow::Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let data = read("data")?;
        for line in data.lines().filter(|line| !line.starts_with(' ')) {
            let (offset, sense) = sense(line, letter)?;
            senses.insert((letter, offset), sense);
        }
        for line in read("index")?.lines().filter(|line| !line.starts_with(' ')) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let word = fields[0];
            let plain = word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            if !plain || word.len() < 2 {
                continue;
            }
            let count: usize = fields[2].parse()?;
            let mut kept = Vec::new();
            for offset in &fields[fields.len() - count..] {
                let offset: u32 = offset.parse()?;
                let line = data
                    .get(offset as usize..)
                    .and_then(|rest| rest.lines().next());
                // A name: its sense is no kind of thing that has siblings.
                if line.is_some_and(|line| is_name(line, word)) {
                    continue;
                }
                kept.push((letter, offset));
                if kept.len() == most {
                    break;
                }
            }
            if !kept.is_empty() {
                words
                    .entry(word.to_owned())
                    .or_default()
                    .push((letter, kept));
            }
        }
    }
    std::fs::write(OUTPUT, table(&senses, &words))?;
    Ok(())
}

fn is_name(line: &str, word: &str) -> bool {
    line.split(' ').any(|field| {
        field.starts_with(|c: char| c.is_ascii_uppercase()) && field.eq_ignore_ascii_case(word)
    })
}

/// Offset and relations of one line of a data file.
fn sense(line: &str, letter: char) -> Result<(u32, Sense)> {
    let fields: Vec<&str> = line.split(' ').collect();
    let words = usize::from_str_radix(fields[3], 16)?;
    let at = 4 + 2 * words;
    let pointers: usize = fields[at].parse()?;
    let mut sense = Sense::default();
    for pointer in fields[at + 1..].chunks(4).take(pointers) {
        let part = if pointer[2] == "s" {
            'a'
        } else {
            pointer[2].chars().next().unwrap_or(letter)
        };
        let key = (part, pointer[1].parse()?);
        match pointer[0] {
            "@" | "&" => sense.kinds.push(key),
            "!" => sense.opposites.push(key),
            "+" | "\\" if part != letter || pointer[0] == "\\" => sense.derived.push(key),
            _ => {}
        }
    }
    // A head adjective is similar to its satellites; only the way up is a kind.
    if fields[2] == "a" {
        sense.kinds.clear();
    }
    Ok((fields[0].parse()?, sense))
}

fn table(senses: &BTreeMap<Key, Sense>, words: &BTreeMap<String, Vec<(char, Vec<Key>)>>) -> String {
    let mut kept: BTreeSet<Key> = BTreeSet::new();
    let mut open: Vec<Key> = words
        .values()
        .flatten()
        .flat_map(|(_, keys)| keys.clone())
        .collect();
    while let Some(key) = open.pop() {
        if kept.insert(key)
            && let Some(sense) = senses.get(&key)
        {
            open.extend(&sense.kinds);
        }
    }
    let numbers: BTreeMap<Key, usize> = kept
        .iter()
        .enumerate()
        .map(|(number, &key)| (key, number))
        .collect();
    let mut out = HEAD.to_owned();
    for key in &kept {
        let mut parts = Vec::new();
        if let Some(sense) = senses.get(key) {
            for (mark, keys) in [
                ('>', &sense.kinds),
                ('!', &sense.opposites),
                ('+', &sense.derived),
            ] {
                let list: BTreeSet<usize> = keys
                    .iter()
                    .filter_map(|key| numbers.get(key).copied())
                    .collect();
                if !list.is_empty() {
                    let list: Vec<String> = list.iter().map(ToString::to_string).collect();
                    parts.push(format!("{mark}{}", list.join(",")));
                }
            }
        }
        let _ = writeln!(out, "{}", parts.join(" "));
    }
    out.push_str("--\n");
    let written = words.iter().filter(|(word, _)| !word.starts_with(LEFT_OUT));
    for (word, parts) in written {
        out.push_str(word);
        for (letter, keys) in parts {
            let list: Vec<String> = keys
                .iter()
                .filter_map(|key| numbers.get(key))
                .map(ToString::to_string)
                .collect();
            let _ = write!(out, " {letter}{}", list.join(","));
        }
        out.push('\n');
    }
    out
}
