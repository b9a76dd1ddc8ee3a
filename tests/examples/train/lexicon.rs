//! The dictionary: from `WordNet`'s files to a list of words, and from that list to the entries of
//! word forms that the model carries.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay::language::inflections_of;
use gainsay::language::training::{Entry, Lexeme};

/// One lemma: per part of speech (noun, verb, adjective, adverb) how often its senses were tagged
/// in `WordNet`'s corpus and the lexicographer file of the first one, and a verb's frames.
#[derive(Default)]
struct Lemma {
    capital: bool,
    senses: [Option<(u32, u32)>; 4],
    frames: u32,
}

const LETTERS: [char; 4] = ['n', 'v', 'a', 'r'];

/// Lists the single words of `WordNet`'s `dict` folder: a word, then per part of speech its letter,
/// the number of its first sense's lexicographer file, and its count, with frames for verbs.
pub fn list(dict: &Path) -> Result<String> {
    let read = |name: &str| {
        let path = dict.join(name);
        std::fs::read(&path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .with_context(|| format!("cannot read {}", path.display()))
    };
    let tagged = read("cntlist.rev")?;
    let counts = counts(&tagged);
    let mut lemmas: BTreeMap<String, Lemma> = BTreeMap::new();
    for (pos, name) in ["noun", "verb", "adj", "adv"].into_iter().enumerate() {
        let data = read(&format!("data.{name}"))?;
        for line in read(&format!("index.{name}"))?
            .lines()
            .filter(|line| !line.starts_with(' '))
        {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let word = fields[0];
            let letters = word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
            let synsets: usize = fields[2].parse()?;
            if !letters || word.len() < 2 {
                continue;
            }
            let offsets = &fields[fields.len() - synsets..];
            let synset = |offset: &&str| -> Option<&str> {
                data.get(offset.parse().ok()?..)?.lines().next()
            };
            let first = offsets
                .first()
                .and_then(synset)
                .context("a synset is missing")?;
            let file: u32 = first.split(' ').nth(1).context("no file number")?.parse()?;
            let capital = written_capital(first, word);
            // Names of genera are Latin, and many; leave them out.
            if capital && matches!(file, 5 | 20) {
                continue;
            }
            let lemma = lemmas.entry(word.to_owned()).or_default();
            lemma.capital |= capital && lemma.senses.iter().all(Option::is_none);
            let count = counts.get(&(word, pos)).copied().unwrap_or(0);
            lemma.senses[pos] = Some((file, count));
            if pos == 1 {
                lemma.frames = offsets
                    .iter()
                    .filter_map(synset)
                    .map(frames)
                    .fold(0, |a, b| a | b);
            }
        }
    }
    let mut out = String::new();
    for (word, lemma) in lemmas {
        let mut first = word.chars();
        match first.next() {
            Some(c) if lemma.capital => {
                let _ = write!(out, "{}{}", c.to_ascii_uppercase(), first.as_str());
            }
            _ => out.push_str(&word),
        }
        for (pos, sense) in lemma.senses.iter().enumerate() {
            if let Some((file, count)) = sense {
                let _ = write!(out, " {}{file}:{count}", LETTERS[pos]);
            }
        }
        if lemma.frames != 0 {
            let _ = write!(out, " f{}", lemma.frames);
        }
        out.push('\n');
    }
    Ok(out)
}

/// How often each (lemma, part of speech) was tagged.
fn counts(cntlist: &str) -> BTreeMap<(&str, usize), u32> {
    let mut counts = BTreeMap::new();
    for line in cntlist.lines() {
        let mut fields = line.split(' ');
        let (Some(key), Some(count)) = (fields.next(), fields.nth(1)) else {
            continue;
        };
        let Some((lemma, sense)) = key.split_once('%') else {
            continue;
        };
        let pos = match sense.as_bytes().first() {
            Some(b'1') => 0,
            Some(b'2') => 1,
            Some(b'3' | b'5') => 2,
            _ => 3,
        };
        *counts.entry((lemma, pos)).or_default() += count.parse::<u32>().unwrap_or(0);
    }
    counts
}

/// Is the word written with a capital in this synset?
fn written_capital(synset: &str, word: &str) -> bool {
    let words = synset.split(' ').skip(4).take_while(|field| *field != "|");
    words
        .filter(|field| field.eq_ignore_ascii_case(word))
        .any(|field| field.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The kinds of complements in a verb synset's frames.
fn frames(synset: &str) -> u32 {
    let fields: Vec<&str> = synset
        .split(" | ")
        .next()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let mut bits = 0;
    for window in fields.windows(3).filter(|window| window[0] == "+") {
        bits |= match window[1].parse::<u32>().unwrap_or(0) {
            1..=3 | 12 | 13 | 22 | 23 => 1,
            8..=11 | 16..=21 | 30 | 31 => 2,
            14 | 15 => 4,
            26 | 27 | 29 | 34 => 8,
            24 | 25 | 28 | 32 | 33 | 35 => 16,
            _ => 0,
        };
    }
    bits
}

/// The entries of all forms of the listed words, by the hash of the form, ascending.
pub fn entries(list: &str) -> Vec<(u32, Entry)> {
    #[derive(Default, Clone, Copy)]
    struct Form {
        classes: u32,
        counts: [u32; 4],
        noun: (u32, u32),
        verb: (u32, u32),
        frames: u32,
    }
    let mut forms: BTreeMap<u32, Form> = BTreeMap::new();
    for line in list.lines() {
        let mut fields = line.split(' ');
        let Some(word) = fields.next() else { continue };
        let name = word.starts_with(|c: char| c.is_ascii_uppercase());
        let fields: Vec<&str> = fields.collect();
        let frames = fields
            .iter()
            .find_map(|field| field.strip_prefix('f')?.parse().ok());
        for field in fields {
            let Some(pos) = LETTERS.iter().position(|letter| field.starts_with(*letter)) else {
                continue;
            };
            let Some((file, count)) = field[1..].split_once(':') else {
                continue;
            };
            let (file, count) = (file.parse().unwrap_or(0), count.parse().unwrap_or(0));
            for (form, class) in inflected(word, pos, name) {
                let entry = forms.entry(Lexeme::of(&form).word).or_default();
                entry.classes |= class | if name { Entry::NAME } else { 0 };
                entry.counts[pos] = entry.counts[pos].max(count + 1);
                if pos == 0 && (entry.noun.0 == 0 || count + 1 > entry.noun.1) {
                    entry.noun = (file, count + 1);
                }
                if pos == 1 && (entry.verb.0 == 0 || count + 1 > entry.verb.1) {
                    entry.verb = (file, count + 1);
                    entry.frames = frames.unwrap_or(0);
                }
            }
        }
    }
    let entry = |form: Form| {
        let total: u32 = form.counts.iter().sum();
        let top = (0..4)
            .max_by_key(|&pos| (form.counts[pos], 4 - pos))
            .unwrap_or(0);
        let prevails = form.counts[top] * 4 >= total * 3 && total > 2;
        let prevailing = if prevails { top as u32 + 1 } else { 0 };
        Entry::new(
            form.classes,
            prevailing,
            form.noun.0,
            form.verb.0,
            form.frames,
        )
    };
    forms
        .into_iter()
        .filter(|(word, _)| *word != 0)
        .map(|(w, form)| (w, entry(form)))
        .collect()
}

/// The forms of a word as one part of speech, with the class of each.
fn inflected(word: &str, pos: usize, name: bool) -> Vec<(String, u32)> {
    let lower = word.to_lowercase();
    let forms = inflections_of(&lower);
    let mut out = Vec::new();
    let mut push = |forms: &[String], class: u32| {
        out.extend(forms.iter().map(|form| (form.clone(), class)));
    };
    let base = std::slice::from_ref(&lower);
    match pos {
        0 => {
            push(base, Entry::NOUN);
            if !name {
                push(&forms.plural, Entry::PLURAL);
            }
        }
        1 => {
            push(base, Entry::VERB);
            push(&forms.third, Entry::THIRD);
            push(&forms.past, Entry::PAST);
            push(&forms.gerund, Entry::ING);
        }
        2 => {
            push(base, Entry::ADJECTIVE);
            push(&forms.compared, Entry::COMPARED);
        }
        _ => push(base, Entry::ADVERB),
    }
    out
}
