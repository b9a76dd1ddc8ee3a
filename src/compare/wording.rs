//! The words of a quotation against another version of it: aligned word by word.

use crate::rules::{ListId, Vocabulary};
use crate::text::common;

use super::Relation;

/// At least this part of the shorter quotation must stand in the other as it is.
const COMMON: f64 = 0.75;
/// At most this many words in a row may be changed: more is another sentence, or a cut.
const CHANGED: usize = 3;
/// Fewer words in common are a phrase that is said more than once.
const LEAST: usize = 8;
/// At either end two quotations may differ by so many words without telling anything.
const RAGGED: usize = 2;
/// With so many words in common two changed places are still one quotation.
const LONG: usize = 14;
/// A word that one leaves out and that stands so near in the other was moved or said twice.
const NEAR: usize = 8;

/// How much a changed place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Nothing: fillers, function words, spellings.
    Small,
    /// A pronoun is another, or a word stands in another form.
    Form,
    /// A word that carries meaning stands in one only.
    Dropped,
    /// A word is another.
    Replaced,
    /// "Not" stands in one only.
    Turned,
}

/// Two quotations as the claims give them.
pub(super) struct Pair<'p> {
    pub(super) x: &'p str,
    pub(super) y: &'p str,
    /// Of how many the speaker is named.
    pub(super) named: usize,
    /// Days between the two articles.
    pub(super) apart: i32,
}

pub(super) fn relation(words: &Vocabulary, pair: &Pair<'_>) -> Relation {
    if pair.x == pair.y {
        return Relation::Same;
    }
    let (x, y) = (&expand(pair.x), &expand(pair.y));
    let (a, b): (Vec<&str>, Vec<&str>) = (x.split(' ').collect(), y.split(' ').collect());
    let pairs = densest(&closed_up(&a, &b, common(&a, &b)));
    let least = a.len().min(b.len());
    let part = pairs.len() as f64 / least as f64;
    if pairs.len() < LEAST.min(least) || part < COMMON || !meets(&a, &b, &pairs) {
        return Relation::Unsure("the two are not versions of one quotation".to_owned());
    }
    let Some(mut changes) = Lists::new(words).changes(&a, &b, &pairs) else {
        return Relation::Unsure("one of the two is cut or edited".to_owned());
    };
    if pairs.len() < LEAST && !changes.is_empty() {
        return Relation::Unsure("too few words to tell two sayings apart".to_owned());
    }
    let most = if pairs.len() >= LONG { 2 } else { 1 };
    if changes.len() > most {
        return Relation::Unsure(
            "more than one place differs: two translations, or two sayings".to_owned(),
        );
    }
    let places = changes.len();
    changes.sort_by_key(|change| std::cmp::Reverse(change.0));
    let Some((change, left, right)) = changes.first() else {
        return Relation::Narrower("the same words, cut or with small edits".to_owned());
    };
    let reason = match (left.is_empty(), right.is_empty()) {
        (true, _) => format!("one leaves out “{right}”"),
        (_, true) => format!("one leaves out “{left}”"),
        _ => format!("where one says “{left}”, the other says “{right}”"),
    };
    Relation::Different(sureness(*change, &pairs, part, places, pair), reason)
}

/// How sure it is that two versions of one saying differ in a place that matters: the longer they
/// go together the surer, and the less the further apart in time they are printed.
fn sureness(
    change: Change,
    pairs: &[(usize, usize)],
    part: f64,
    places: usize,
    pair: &Pair<'_>,
) -> f64 {
    let base = match change {
        Change::Small | Change::Form => 0.56,
        Change::Dropped => 0.62,
        Change::Replaced => 0.68,
        Change::Turned => 0.72,
    };
    let length = (pairs.len().min(30) as f64 - 10.0) * 0.006;
    let phrase = if pairs.len() < 10 { 0.08 } else { 0.0 };
    let whole = if part >= 0.99 { 0.03 } else { 0.0 };
    let named = [-0.03, 0.0, 0.03][pair.named.min(2)];
    let more = 0.05 * places.saturating_sub(1) as f64;
    let late = 0.01 * f64::from(pair.apart.clamp(0, 14));
    (base + length + whole + named - phrase - more - late).clamp(0.3, 0.95)
}

fn edited(word: &&str) -> bool {
    word.contains(['[', ']', '(', ')', '…', '@', '*', '#']) || *word == "..."
}

/// Of equal words, those next to the pair that follows: "a crisis. A man you can trust" has its
/// "a man" together.
fn closed_up(a: &[&str], b: &[&str], mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    for at in (1..pairs.len()).rev() {
        let ((i, j), (next_i, next_j)) = (pairs[at - 1], pairs[at]);
        if next_j == j + 1 && next_i > i + 1 && a[next_i - 1] == a[i] {
            pairs[at - 1] = (next_i - 1, j);
        } else if next_i == i + 1 && next_j > j + 1 && b[next_j - 1] == b[j] {
            pairs[at - 1] = (i, next_j - 1);
        }
    }
    pairs
}

/// The longest stretch of pairs in which no more than [`CHANGED`] words in a row differ.
fn densest(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let near = |a: &(usize, usize), b: &(usize, usize)| {
        b.0 - a.0 <= CHANGED + 1 && b.1 - a.1 <= CHANGED + 1
    };
    pairs
        .chunk_by(near)
        .max_by_key(|stretch| stretch.len())
        .map_or_else(Vec::new, <[_]>::to_vec)
}

/// Does one of the two begin, and one end, where their common words do? Otherwise they only share a
/// phrase.
fn meets(a: &[&str], b: &[&str], pairs: &[(usize, usize)]) -> bool {
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else {
        return false;
    };
    let (left_a, left_b) = (a.len() - 1 - last.0, b.len() - 1 - last.1);
    first.0.min(first.1) <= RAGGED && left_a.min(left_b) <= RAGGED
}

/// The word lists that tell how much a change says.
struct Lists<'w> {
    words: &'w Vocabulary,
    small: Vec<ListId>,
    fillers: Vec<ListId>,
    pronouns: Vec<ListId>,
    nicknames: Vec<ListId>,
}

impl<'w> Lists<'w> {
    fn new(words: &'w Vocabulary) -> Self {
        Self {
            words,
            // Words that transcripts render differently without changing what was said.
            small: words.lists_named("quotations.stop_words"),
            fillers: words.lists_named("quotations.fillers"),
            pronouns: words.lists_named("quotations.pronouns"),
            nicknames: words.lists_named("nicknames"),
        }
    }

    fn holds(&self, lists: &[ListId], word: &str) -> bool {
        let form = self.words.form_id(word);
        lists.iter().any(|&list| self.words.is_in(form, list))
    }

    /// The places that differ, between the first and the last common word: outlets cut quotations
    /// at both ends. `None` when one of the two says itself that it was edited.
    fn changes(
        &self,
        a: &[&str],
        b: &[&str],
        pairs: &[(usize, usize)],
    ) -> Option<Vec<(Change, String, String)>> {
        let mut changes = Vec::new();
        for window in pairs.windows(2) {
            let [(i, j), (next_i, next_j)] = window else {
                continue;
            };
            let (left, right) = (&a[i + 1..*next_i], &b[j + 1..*next_j]);
            if left.is_empty() && right.is_empty() {
                continue;
            }
            if left.iter().chain(right).any(edited) {
                return None;
            }
            // "Said" inside is a mark that was misread, and the speaker's name beside it.
            if left
                .iter()
                .chain(right)
                .any(|word| matches!(*word, "said" | "says"))
            {
                return None;
            }
            let mut change = self.change(left, right);
            let moved = |words: &[&str], other: &[&str], at: usize| {
                let near = &other[at.saturating_sub(NEAR)..(at + NEAR).min(other.len())];
                let content = |word: &&&str| !self.holds(&self.small, word);
                words.iter().filter(content).all(|word| near.contains(word))
            };
            let said_twice = if left.is_empty() {
                moved(right, a, i + 1)
            } else {
                moved(left, b, j + 1)
            };
            if change == Change::Dropped && said_twice {
                change = Change::Small;
            }
            if change == Change::Turned && negations(a) == negations(b) {
                change = Change::Small;
            }
            if change > Change::Small {
                changes.push((change, left.join(" "), right.join(" ")));
            }
        }
        // "… by 2034" and "… by 2043": both end there, with as many words.
        if let Some((i, j)) = pairs.last()
            && a.len() - i == b.len() - j
            && (2..=1 + RAGGED).contains(&(a.len() - i))
            && pairs.len() >= LEAST
        {
            let (left, right) = (&a[i + 1..], &b[j + 1..]);
            let whole = !left.iter().chain(right).any(edited);
            if whole && self.change(left, right) == Change::Replaced {
                changes.push((Change::Replaced, left.join(" "), right.join(" ")));
            }
        }
        Some(changes)
    }

    /// The words of a place that carry meaning.
    fn content<'s>(&self, side: &[&'s str]) -> Vec<&'s str> {
        let small = |word: &str| self.holds(&self.small, word) || self.holds(&self.fillers, word);
        side.iter().copied().filter(|word| !small(word)).collect()
    }

    fn change(&self, left: &[&str], right: &[&str]) -> Change {
        if (negations(left) == 0) != (negations(right) == 0) {
            return Change::Turned;
        }
        let (content_left, content_right) = (self.content(left), self.content(right));
        match (content_left.is_empty(), content_right.is_empty()) {
            (true, true) => {
                let pronouns = |side: &[&str]| {
                    !side.is_empty() && side.iter().all(|word| self.holds(&self.pronouns, word))
                };
                if pronouns(left) && pronouns(right) {
                    Change::Form
                } else {
                    Change::Small
                }
            }
            (false, true) if right.is_empty() => Change::Dropped,
            (true, false) if left.is_empty() => Change::Dropped,
            _ if spellings(left, right) || spellings(&content_left, &content_right) => {
                Change::Small
            }
            _ if self.one_name(&content_left, &content_right) => Change::Small,
            _ if inflected(&content_left, &content_right) => Change::Form,
            _ => Change::Replaced,
        }
    }

    /// "Jim" and "James".
    fn one_name(&self, left: &[&str], right: &[&str]) -> bool {
        let ([left], [right]) = (left, right) else {
            return false;
        };
        let holds = |list: ListId, name: &str| {
            self.words.is_in(self.words.form_id(name), list)
                || self.words.list_name(list).eq_ignore_ascii_case(name)
        };
        self.nicknames
            .iter()
            .any(|&list| holds(list, left) && holds(list, right))
    }
}

fn negations(side: &[&str]) -> usize {
    let negated = |word: &&&str| matches!(**word, "not" | "never" | "no" | "cannot" | "nobody");
    side.iter().filter(negated).count()
}

/// The same words in other forms: "wanted" and "wanting".
fn inflected(left: &[&str], right: &[&str]) -> bool {
    const ENDINGS: [&str; 15] = [
        "", "s", "es", "ed", "d", "ing", "n", "en", "y", "ies", "ied", "e", "ly", "fully", "er",
    ];
    let one = |(left, right): (&&str, &&str)| {
        let stem = left
            .char_indices()
            .zip(right.chars())
            .find(|((_, a), b)| a != b)
            .map_or(left.len().min(right.len()), |((at, _), _)| at);
        stem >= 3 && ENDINGS.contains(&&left[stem..]) && ENDINGS.contains(&&right[stem..])
    };
    left.len() == right.len() && left.iter().zip(right).all(one)
}

/// Contractions written out, as one outlet prints them and another does not.
fn expand(words: &str) -> String {
    words
        .replace(" per cent", "%")
        .replace(" percent", "%")
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

/// Two spellings or numerals of the same words, or one word and its short form.
fn spellings(left: &[&str], right: &[&str]) -> bool {
    let join = |words: &[&str]| -> String {
        words
            .concat()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (one, other) = (join(left), join(right));
    if one == other {
        return true;
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (number, other_number) = (digits(&one), digits(&other));
    if number != other_number || is_scale(&one) && is_scale(&other) {
        // A numeral and a word may be one number, two numerals are not.
        return number.is_empty() != other_number.is_empty();
    }
    let initials = |words: &[&str]| -> String {
        let heads = words.iter().filter_map(|word| word.chars().next());
        heads.collect()
    };
    // "Oct. 15" and "October 15th", "OK" and "okay".
    let shortened = |pair: (&&str, &&str)| {
        pair.0.chars().next() == pair.1.chars().next()
            && (pair.0.starts_with(*pair.1)
                || pair.1.starts_with(*pair.0)
                || subsequence(pair.0, pair.1))
    };
    left.len() == right.len() && left.iter().zip(right).all(shortened)
        || left.len() > 1 && initials(left) == other
        || right.len() > 1 && initials(right) == one
        || same_body(&one, &other)
        || strsim::normalized_damerau_levenshtein(&one, &other) >= 0.7
}

/// "Somebody" and "someone".
fn same_body(one: &str, other: &str) -> bool {
    let head = |word: &str| {
        let head = word
            .strip_suffix("body")
            .or_else(|| word.strip_suffix("one"));
        head.map(str::to_owned)
    };
    head(one).is_some() && head(one) == head(other)
}

fn is_scale(word: &str) -> bool {
    ["thousand", "million", "billion", "trillion"]
        .iter()
        .any(|scale| word.contains(scale))
}

/// Are the letters of the shorter word letters of the longer one, in order ("ok" in "okay")?
fn subsequence(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|d| d == c))
}
