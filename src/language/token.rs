//! Tokens by the conventions of Universal Dependencies for English, with their spans.
//!
//! A chunk between two white spaces is cut into opening punctuation, words with their clitics, and
//! closing punctuation. Hyphenated words fall into their parts ("20-year-old" is five tokens),
//! except after prefixes that are no words ("non-existent"); numbers, times, dates, telephone
//! numbers, addresses, acronyms and abbreviations stay whole.

use std::ops::Range;

use crate::text::Span;

use super::piece::Piece;

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
    /// Its tokens, as a range of [`super::Analysis::tokens`].
    pub tokens: Range<u32>,
}

/// Is this white space, or a character without width that stands for nothing?
pub(super) fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\t' | '\n' | '\r' => true,
        _ if c.is_ascii() => c.is_ascii_control(),
        '\u{200B}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_whitespace(),
    }
}

/// Appends the tokens of one line of `text`.
pub(super) fn tokenize(text: &str, line: Range<usize>, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let first = tokens.len();
    let mut at = line.start;
    while at < line.end {
        // White space: one byte nearly always.
        if bytes[at] <= b' ' {
            at += 1;
            continue;
        }
        let start = at;
        let mut blank = 0;
        while at < line.end {
            let byte = bytes[at];
            if byte <= b' ' || byte == 0x7F {
                break;
            }
            if byte < 0x80 {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            if is_blank(c) {
                blank = c.len_utf8();
                break;
            }
            at += c.len_utf8();
        }
        if at > start {
            chunk(text, start..at, line.end, tokens);
        }
        at += blank.max(usize::from(blank == 0 && at < line.end));
    }
    if let Some(last) = tokens[first..].last_mut() {
        last.shape = last.shape | Shape::BREAK_AFTER;
    }
}

/// Appends the tokens of what stands between two white spaces.
fn chunk(text: &str, chunk: Range<usize>, line_end: usize, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    if text.as_bytes()[chunk.clone()]
        .iter()
        .all(u8::is_ascii_alphabetic)
    {
        words_of(text, chunk.clone(), tokens);
    } else {
        let mut at = chunk.start;
        while at < chunk.end {
            let piece = Piece {
                rest: &text[at..chunk.end],
                start: at == chunk.start,
            };
            let len = piece.token_len(&text[chunk.end..line_end]).max(1);
            let mut end = at + len;
            while !text.is_char_boundary(end) {
                end += 1;
            }
            words_of(text, at..end, tokens);
            at = end;
        }
    }
    if let Some(last) = tokens[first..].last_mut() {
        last.shape = last.shape | Shape::SPACE_AFTER;
    }
}

/// Appends one token, or two where one word is written for two ("cannot").
fn words_of(text: &str, span: Range<usize>, tokens: &mut Vec<Token>) {
    let form = &text[span.clone()];
    let cut = match form.len() {
        3 if form.eq_ignore_ascii_case("its") => it_is(&text[span.end..]).then_some(2),
        4 if form.eq_ignore_ascii_case("lets") => let_us(&text[span.end..]).then_some(3),
        2..=8 => fused(form),
        _ => None,
    };
    let middle = cut.map_or(span.start, |cut| span.start + cut);
    if middle > span.start {
        push(text, span.start..middle, tokens);
    }
    push(text, middle..span.end, tokens);
}

fn push(text: &str, span: Range<usize>, tokens: &mut Vec<Token>) {
    let shape = shape(&text[span.clone()]);
    tokens.push(Token {
        span: Span::new(span.start, span.end),
        shape,
    });
}

/// Where a word that is written for two is cut. Where it may well be one word ("were", "lets"), it
/// stays whole.
fn fused(form: &str) -> Option<usize> {
    const FUSED: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("gotta", 3),
        ("wanna", 3),
        ("dont", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("isnt", 2),
        ("arent", 3),
        ("wasnt", 3),
        ("hasnt", 3),
        ("havent", 4),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("shouldnt", 6),
        ("thats", 4),
        ("alot", 1),
        ("im", 1),
        ("ive", 1),
        ("youre", 3),
        ("theyre", 4),
        ("youve", 3),
        ("cant", 2),
        ("wont", 2),
        ("aint", 2),
        ("hes", 2),
        ("shes", 3),
        ("theres", 5),
        ("whats", 4),
        ("outta", 3),
    ];
    // Nearly every word is ruled out by its last letter and its first.
    if !matches!(
        form.as_bytes().last(),
        Some(b't' | b'a' | b's' | b'm' | b'e' | b'T' | b'A' | b'S')
    ) {
        return None;
    }
    let found = FUSED
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(form));
    found.map(|(_, cut)| *cut)
}

/// Does "its", given what follows it, stand for "it's"?
fn it_is(after: &str) -> bool {
    const NEXT: &[&str] = &[
        "a",
        "an",
        "the",
        "not",
        "been",
        "so",
        "just",
        "too",
        "really",
        "also",
        "going",
        "gonna",
        "got",
        "like",
        "ok",
        "okay",
        "simply",
        "definitely",
        "probably",
        "nothing",
        "always",
        "never",
        "because",
        "in",
        "for",
        "from",
        "about",
        "all",
        "my",
        "your",
        "his",
        "their",
        "our",
    ];
    next_is(after, NEXT)
}

/// Does "lets", given what follows it, stand for "Let's"?
fn let_us(after: &str) -> bool {
    const NEXT: &[&str] = &[
        "all", "be", "call", "do", "face", "get", "give", "go", "have", "hope", "just", "keep",
        "look", "make", "not", "say", "see", "start", "take", "talk", "try", "work",
    ];
    next_is(after, NEXT)
}

/// Is the next word, with a space before and behind it, in the list?
fn next_is(after: &str, list: &[&str]) -> bool {
    let Some(after) = after.strip_prefix(' ') else {
        return false;
    };
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let ends = after
        .as_bytes()
        .get(letters)
        .is_none_or(u8::is_ascii_whitespace);
    ends && list
        .iter()
        .any(|word| word.eq_ignore_ascii_case(&after[..letters]))
}

/// What a form looks like.
fn shape(form: &str) -> Shape {
    let (mut letters, mut upper, mut digits) = (0_u32, 0_u32, 0_u32);
    let mut capital = false;
    let mut count = |is_letter: bool, is_upper: bool, is_digit: bool, first: bool| {
        letters += u32::from(is_letter);
        upper += u32::from(is_upper);
        digits += u32::from(is_digit);
        capital |= first && is_upper;
    };
    if form.is_ascii() {
        for (at, byte) in form.bytes().enumerate() {
            let (letter, upper) = (byte.is_ascii_alphabetic(), byte.is_ascii_uppercase());
            count(letter, upper, byte.is_ascii_digit(), at == 0);
        }
    } else {
        for (at, c) in form.char_indices() {
            count(c.is_alphabetic(), c.is_uppercase(), c.is_numeric(), at == 0);
        }
    }
    let flag = |set: bool, flag: Shape| if set { flag } else { Shape::default() };
    flag(capital, Shape::CAPITAL)
        | flag(letters > 1 && letters == upper, Shape::ALL_CAPS)
        | flag(digits > 0, Shape::DIGIT)
        | flag(letters + digits == 0, Shape::PUNCTUATION)
}

#[cfg(test)]
mod tests {
    use crate::language::analyse;

    fn words(text: &str) -> Vec<&str> {
        analyse(text)
            .tokens
            .iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    /// Each text is written with a bar wherever one token ends and the next begins without space.
    fn check(cases: &[&str]) {
        for case in cases {
            let text = case.replace('|', "");
            let expected: Vec<&str> = case.split([' ', '|']).filter(|s| !s.is_empty()).collect();
            assert_eq!(words(&text), expected, "{text}");
        }
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        check(&[
            "Rutte|'s aide does|n't know|.",
            "They|’ve said we ca|n’t|, I|'d go",
            "the workers|' union|, O'Brien|'s view",
            "You can|not leave|. I|'m gon|na stay|, do|nt ask|.",
            "It was|n't so|; do|n't|!",
        ]);
    }

    #[test]
    fn hyphenated_words_fall_into_their_parts() {
        check(&[
            "a 20|-|year|-|old pro-government non-profit",
            "the vice|-|president re-elected in mid-July",
            "COVID|-|19 and F|-|16 jets|, 10|-|12 people",
            "long|—|too long|–|to wait",
        ]);
    }

    #[test]
    fn numbers_stay_whole() {
        check(&[
            "$|1,200.50 and 3.5|% of 1/2|, 9/11|.",
            "at 10:30|am on 12/05/2019|, call 555-0123",
            "the 1990s|, the '90s|, the 5th|, US$|4|.",
            "2019-11-22 was cold|, 5|km away|, £|3|m|",
            "No. 5|, not no|.",
        ]);
    }

    #[test]
    fn acronyms_and_abbreviations_keep_their_periods() {
        check(&[
            "The U.S. paid Mr. Smith of Acme Inc. twice|.",
            "J.D. Vance met George W. Bush at 5 p.m. Thursday|.",
            "He has a Ph.D. in law|.",
            "It ended|.",
            "On Sat. we met|. The cat sat|.",
        ]);
    }

    #[test]
    fn addresses_and_handles_stay_whole() {
        check(&[
            "See https://example.com/a?b=c|.",
            "Mail a.b@example.org|, or ask @someone about #news|.",
            "(|www.example.com|)",
            "Example.com said so|.",
            "That is all|.|Then more|.",
        ]);
    }

    #[test]
    fn punctuation_runs_and_emoticons() {
        check(&[
            "Wait|... what|?!",
            "Fine :-) then",
            "“|Yes|,|” he said|.",
            "5|%|, (|5|)|",
        ]);
    }
}
