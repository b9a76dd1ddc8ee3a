//! The words of a quotation against another version of it: aligned word by word.

use crate::rules::Vocabulary;

use super::Relation;

/// At least this part of the shorter quotation must stand in the other as it is.
const COMMON: f64 = 0.75;
/// At most this many words in a row may be changed: more is another sentence.
const CHANGED: usize = 3;

pub(super) fn relation(words: &Vocabulary, x: &str, y: &str) -> Relation {
    if x == y {
        return Relation::Same;
    }
    let (x, y) = (&expand(x), &expand(y));
    // Words that transcripts render differently without changing what was said.
    let small = words.lists_named("quotations.stop_words");
    let (a, b): (Vec<&str>, Vec<&str>) = (x.split(' ').collect(), y.split(' ').collect());
    let pairs = align(&a, &b);
    let least = a.len().min(b.len());
    if least < 6 || (pairs.len() as f64) < COMMON * least as f64 {
        return Relation::Unsure("the two are not versions of one quotation".to_owned());
    }
    // Only between the first and the last common word: outlets cut quotations at both ends.
    let mut changed: Option<(String, String)> = None;
    for window in pairs.windows(2) {
        let [(i, j), (next_i, next_j)] = window else {
            continue;
        };
        let (left, right) = (&a[i + 1..*next_i], &b[j + 1..*next_j]);
        if left.is_empty() && right.is_empty() {
            continue;
        }
        let edited = |word: &&str| word.contains(['[', ']', '(', ')', '…', '@']) || *word == "...";
        if left.iter().chain(right).any(edited) || left.len().max(right.len()) > CHANGED {
            return Relation::Unsure("one of the two is cut or edited".to_owned());
        }
        let is_small = |word: &&&str| {
            small
                .iter()
                .any(|&list| words.is_in(words.form_id(word), list))
        };
        let content = |words: &[&str]| words.iter().filter(|word| !is_small(word)).count();
        let negated = |words: &[&str]| {
            words
                .iter()
                .any(|word| matches!(*word, "not" | "never" | "no") || word.ends_with("n't"))
        };
        let turned = negated(left) != negated(right);
        if turned || content(left) > 0 && content(right) > 0 && !spellings(left, right) {
            let change = (left.join(" "), right.join(" "));
            if changed.replace(change).is_some() {
                return Relation::Unsure(
                    "more than one place differs: two translations, or two sayings".to_owned(),
                );
            }
        }
    }
    match changed {
        None => Relation::Narrower("the same words, cut or with small edits".to_owned()),
        Some((left, right)) => Relation::Different(
            0.7,
            format!("where one says “{left}”, the other says “{right}”"),
        ),
    }
}

/// Contractions written out, as one outlet prints them and another does not.
fn expand(words: &str) -> String {
    words
        .replace("can't", "cannot")
        .replace("won't", "will not")
        .replace("n't", " not")
        .replace("'re", " are")
        .replace("'ll", " will")
        .replace("'ve", " have")
        .replace("'m", " am")
        .replace("'d", " would")
        .replace("'s", " is")
}

/// Two spellings or numerals of the same words.
fn spellings(words_left: &[&str], words_right: &[&str]) -> bool {
    let (left, right) = (words_left, words_right);
    let join = |words: &[&str]| -> String {
        words
            .concat()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (left, right) = (join(left), join(right));
    // "Oct. 15" and "October 15th", "OK" and "okay".
    let shortened = |pair: (&&str, &&str)| {
        pair.0.chars().next() == pair.1.chars().next()
            && (pair.0.starts_with(*pair.1)
                || pair.1.starts_with(*pair.0)
                || subsequence(pair.0, pair.1))
    };
    if words_left.len() == words_right.len() && words_left.iter().zip(words_right).all(shortened) {
        return true;
    }
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    left == right
        || digits(&left) != digits(&right)
        || strsim::normalized_damerau_levenshtein(&left, &right) >= 0.7
}

/// Are the letters of the shorter word letters of the longer one, in order ("ok" in "okay")?
fn subsequence(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|d| d == c))
}

/// The longest common subsequence of words, as index pairs (dynamic programming over the plain table:
/// quotations are short). Longer ones than 400 words are cut.
fn align(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let (a, b) = (&a[..a.len().min(400)], &b[..b.len().min(400)]);
    let width = b.len() + 1;
    let mut best = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
