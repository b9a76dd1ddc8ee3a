//! The words of a quotation against another version of it: aligned word by word.

use super::Relation;

/// At least this part of the shorter quotation must stand in the other as it is.
const COMMON: f64 = 0.75;
/// At most this many words in a row may be changed: more is another sentence.
const CHANGED: usize = 3;

/// Words that transcripts render differently without changing what was said.
const SMALL: &[&str] = &[
    "a", "an", "the", "and", "but", "so", "well", "that", "of", "to", "in", "on", "at", "for",
    "is", "are", "was", "were", "be", "been", "it", "its", "it's", "that's", "i'm", "im", "we're",
    "they're", "you're", "he's", "she's", "there's", "will", "would", "have", "has", "had", "do",
    "does", "did", "just", "very", "really", "you", "know", "i", "we", "he", "she", "they", "this",
    "these", "those", "um", "uh", "oh", "like", "as", "or", "with", "by", "going", "gonna",
    "cannot", "can't", "can", "not", "don't", "won't", "isn't", "all", "my", "our", "his", "her",
    "their", "your", "me", "us", "him", "them", "which", "who", "what", "where", "when", "also",
    "then", "now", "because", "'cause", "cause", "there", "here", "too", "yes", "no", "than", "if",
    "from", "about", "into", "out",
];

pub(super) fn relation(x: &str, y: &str) -> Relation {
    if x == y {
        return Relation::Same;
    }
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
        let edited = |word: &&str| word.contains(['[', ']', '…', '@']) || *word == "...";
        if left.iter().chain(right).any(edited) || left.len().max(right.len()) > CHANGED {
            return Relation::Unsure("one of the two is cut or edited".to_owned());
        }
        let content = |words: &[&str]| words.iter().filter(|word| !SMALL.contains(word)).count();
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

/// Two spellings or numerals of the same words.
fn spellings(left: &[&str], right: &[&str]) -> bool {
    let join = |words: &[&str]| -> String {
        words
            .concat()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (left, right) = (join(left), join(right));
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    left == right
        || digits(&left) != digits(&right)
        || strsim::normalized_damerau_levenshtein(&left, &right) >= 0.7
}

/// The longest common subsequence of words, as index pairs (Hunt and McIlroy 1976, the plain table:
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
