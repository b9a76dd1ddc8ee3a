//! Sentences and tokens with their spans.

use std::ops::Range;

use sentencex::languages::Language as _;

use crate::text::Span;

use super::Analysis;

/// What a token looks like, as bit flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(u8);

impl Shape {
    /// Begins with an upper-case letter.
    pub const CAPITAL: Self = Self(1);
    /// Two or more letters, all upper case.
    pub const ALL_CAPS: Self = Self(2);
    /// Holds a digit.
    pub const DIGIT: Self = Self(4);
    /// Holds neither letter nor digit.
    pub const PUNCTUATION: Self = Self(8);
    /// White space or the end of the text follows.
    pub const SPACE_AFTER: Self = Self(16);
    /// A line break follows.
    pub const BREAK_AFTER: Self = Self(32);

    /// Are all flags of `other` set?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl std::ops::BitOr for Shape {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One token by Universal Dependencies' conventions ("does" + "n't", "Rutte" + "'s").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
}

/// One sentence, or one line that is not prose (a heading, a caption).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens, as a range of [`Analysis::tokens`].
    pub tokens: Range<u32>,
}

/// Splits a text into sentences and tokens. Every line break ends a sentence: news text has one
/// paragraph a line, and a heading without a full stop must not run into the paragraph below it.
pub fn analyse(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    let english = sentencex::languages::English {};
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        for boundary in english.get_sentence_boundaries(line) {
            let start = line_start + boundary.start_byte;
            let first = analysis.tokens.len();
            tokenize(
                text,
                Span::new(start, line_start + boundary.end_byte),
                &mut analysis.tokens,
            );
            if let [head, .., tail] | [head @ tail] = &analysis.tokens[first..] {
                let span = head.span.to(tail.span);
                let tokens = first as u32..analysis.tokens.len() as u32;
                analysis.sentences.push(Sentence { span, tokens });
            }
        }
        line_start += line.len();
    }
    analysis
}

/// Appends the tokens of one sentence.
fn tokenize(text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let end = sentence.end as usize;
    let mut at = sentence.start as usize;
    while at < end {
        let rest = &text[at..end];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let len = token_len(rest, first);
        tokens.push(Token {
            span: Span::new(at, at + len),
            shape: shape(&text[at..], len),
        });
        at += len;
    }
}

/// Bytes of the token that `rest` begins with.
fn token_len(rest: &str, first: char) -> usize {
    if let Some(clitic) = clitic_len(rest) {
        return clitic;
    }
    if !first.is_alphanumeric() {
        return repeated_len(rest, first);
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = match c {
            _ if c.is_alphanumeric() => true,
            '.' | ',' | ':' => {
                let digits = next.is_some_and(|n| n.is_ascii_digit())
                    && rest[..at].ends_with(|p: char| p.is_ascii_digit());
                digits || (c == '.' && keeps_period(&rest[..at], &rest[at + 1..]))
            }
            _ => false,
        };
        if !inside || (at > 0 && negation_starts(&rest[at..])) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Does "n't" stand here, at the end of an auxiliary?
fn negation_starts(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('n' | 'N'))
        && matches!(chars.next(), Some('\'' | '’'))
        && matches!(chars.next(), Some('t' | 'T'))
        && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Length of a clitic ("'s", "n't", "'ll") that stands at the start of `rest`.
fn clitic_len(rest: &str) -> Option<usize> {
    let end = |tail: &str| !tail.starts_with(char::is_alphanumeric);
    if negation_starts(rest) {
        return rest.find(['t', 'T']).map(|at| at + 1);
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    let tail = &rest[quote.len_utf8()..];
    ["s", "S", "re", "ve", "ll", "d", "m"]
        .into_iter()
        .find(|clitic| tail.starts_with(clitic) && end(&tail[clitic.len()..]))
        .map(|clitic| quote.len_utf8() + clitic.len())
}

/// Length of a run of one punctuation mark that is one token ("...", "--"), else one character.
fn repeated_len(rest: &str, first: char) -> usize {
    if matches!(first, '.' | '-' | '!' | '?' | '*' | '=') {
        return rest
            .chars()
            .take_while(|&c| c == first)
            .map(char::len_utf8)
            .sum();
    }
    first.len_utf8()
}

/// Does a full stop after `word` belong to it: an initial, an acronym, or an abbreviation?
fn keeps_period(word: &str, after: &str) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt",
        "col", "capt", "sgt", "cpl", "cmdr", "adm", "maj", "brig", "rev", "hon", "st", "jr", "sr",
        "inc", "corp", "co", "ltd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
        "oct", "nov", "dec", "vs", "no", "mt", "ft", "det", "atty", "supt", "messrs", "pvt", "spc",
    ];
    let part = word.rsplit('.').next().unwrap_or(word);
    let one_letter = part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if one_letter {
        return word.contains('.')
            || part.chars().all(char::is_uppercase)
            || after.starts_with(char::is_alphabetic);
    }
    if word.len() > 5 || !word.is_ascii() {
        return false;
    }
    let mut lower = [0_u8; 5];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let more = after
        .trim_start_matches(' ')
        .starts_with(|c: char| c.is_alphanumeric());
    more && ABBREVIATIONS.iter().any(|known| known.as_bytes() == lower)
}

/// What the token in the first `len` bytes of `rest` looks like.
fn shape(rest: &str, len: usize) -> Shape {
    let mut shape = Shape::default();
    let (mut letters, mut upper, mut digits) = (0_u32, 0_u32, 0_u32);
    for (at, c) in rest[..len].char_indices() {
        if c.is_alphabetic() {
            letters += 1;
            if c.is_uppercase() {
                upper += 1;
                if at == 0 {
                    shape = shape | Shape::CAPITAL;
                }
            }
        } else if c.is_numeric() {
            digits += 1;
        }
    }
    if letters > 1 && letters == upper {
        shape = shape | Shape::ALL_CAPS;
    }
    if digits > 0 {
        shape = shape | Shape::DIGIT;
    }
    if letters + digits == 0 {
        shape = shape | Shape::PUNCTUATION;
    }
    match rest[len..].chars().next() {
        Some('\n') | None => shape | Shape::SPACE_AFTER | Shape::BREAK_AFTER,
        Some(c) if c.is_whitespace() => shape | Shape::SPACE_AFTER,
        Some(_) => shape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        analyse(text)
            .tokens
            .iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        assert_eq!(
            words("Rutte's aide doesn't know."),
            ["Rutte", "'s", "aide", "does", "n't", "know", "."]
        );
    }

    #[test]
    fn a_line_break_ends_a_sentence() {
        let text = "A heading\nA sentence. Another one.\n";
        let spans: Vec<_> = analyse(text)
            .sentences
            .iter()
            .map(|s| s.span.of(text).to_owned())
            .collect();
        assert_eq!(spans, ["A heading", "A sentence.", "Another one."]);
    }

    #[test]
    fn acronyms_and_numbers_stay_whole() {
        assert_eq!(
            words("The U.S. paid $1,200.50."),
            ["The", "U.S.", "paid", "$", "1,200.50", "."]
        );
    }
}
