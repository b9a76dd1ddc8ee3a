//! Tokens by the conventions of Universal Dependencies for English, with their spans.
//!
//! A chunk between two white spaces is cut into opening punctuation, words with their clitics, and
//! closing punctuation. Hyphenated words fall into their parts ("20-year-old" is five tokens),
//! except after prefixes that are no words ("non-existent"); numbers, times, dates, telephone
//! numbers, addresses, acronyms and abbreviations stay whole.

use std::ops::Range;

use crate::text::Span;

use super::words::{KnownAs, known_abbreviation, known_prefix};

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
            let context = Context {
                rest: &text[at..chunk.end],
                start: at == chunk.start,
            };
            let len = context.token_len(&text[chunk.end..line_end]).max(1);
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
    const NEXT: [&str; 16] = [
        "a", "an", "the", "not", "been", "so", "just", "too", "really", "also", "going", "gonna",
        "got", "like", "ok", "okay",
    ];
    let Some(after) = after.strip_prefix(' ') else {
        return false;
    };
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    NEXT.contains(&&after[..letters])
}

/// The rest of a chunk, and whether it is all of it.
struct Context<'a> {
    rest: &'a str,
    start: bool,
}

impl Context<'_> {
    /// Bytes of the next token; `after` is what follows the chunk in its line.
    fn token_len(&self, after: &str) -> usize {
        let rest = self.rest;
        let Some(first) = rest.chars().next() else {
            return 0;
        };
        if matches!(first, '\'' | '’' | '‘' | '`')
            && let Some(len) = self.apostrophe_len(first)
        {
            return len;
        }
        if negation_at(rest, 0) {
            return 2 + apostrophe_width(rest, 1);
        }
        if let Some(len) = self.address_len(first) {
            return len;
        }
        if first.is_alphanumeric() {
            return self.word_len(after);
        }
        let len = first.len_utf8();
        match first {
            // Five digits of a fraction without the zero.
            '.' if digit_at(rest, 1) => number_len(rest),
            '!' | '?' => rest
                .bytes()
                .take_while(|b| matches!(b, b'!' | b'?'))
                .count(),
            ':' | ';' => emoticon_len(rest).unwrap_or(len),
            '=' if rest.len() == 2 => emoticon_len(rest).unwrap_or(len),
            '(' if self.start && rest == "(:" => 2,
            '-' | '=' | '*' | '_' | '~' | '+' => match drawn_len(rest) {
                long @ 5.. => long,
                _ => run_len(rest, first),
            },
            '$' if rest.starts_with("$$") => run_len(rest, first),
            '.' | '#' | '<' | '>' => run_len(rest, first),
            '$' | '£' | '€' | '(' | '[' | '"' | ',' | ')' | ']' => len,
            _ if first.is_ascii() => len,
            _ => len + joined_len(&rest[len..]),
        }
    }

    /// Clitics ("'s", "'ll") and decades ("'90s").
    fn apostrophe_len(&self, first: char) -> Option<usize> {
        let width = first.len_utf8();
        let tail = &self.rest[width..];
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 2 && first != '`' {
            let s = usize::from(tail[2..].starts_with('s'));
            let ends = !tail[2 + s..].starts_with(char::is_alphanumeric);
            return (ends && (s == 1 || self.start)).then_some(width + 2 + s);
        }
        let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 2 || tail[letters..].starts_with(char::is_alphanumeric) {
            let because = tail
                .get(..5)
                .is_some_and(|t| t.eq_ignore_ascii_case("cause"))
                || tail.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("em "));
            return because.then_some(width + letters);
        }
        clitic(&tail[..letters]).then_some(width + letters)
    }

    /// A web or mail address, a handle or a hashtag.
    fn address_len(&self, first: char) -> Option<usize> {
        let rest = self.rest;
        if matches!(first, '@' | '#') {
            let name = rest[1..]
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_');
            let len = name.count();
            let letter = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic());
            return (letter && len > 1).then_some(1 + len);
        }
        if !first.is_ascii_alphanumeric() {
            return None;
        }
        let web = rest.starts_with("http://") || rest.starts_with("https://");
        let www = rest
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("www."));
        // An address is short; a look further would be dear in a text without spaces.
        let near = rest
            .as_bytes()
            .iter()
            .take(80)
            .position(|byte| *byte == b'@');
        let mail = near.is_some_and(|at| {
            let (user, host) = (&rest[..at], &rest[at + 1..]);
            host.bytes().take(80).any(|byte| byte == b'.')
                && host.starts_with(char::is_alphanumeric)
                && user
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-+%".contains(&b))
        });
        if !(web || www || mail) {
            return None;
        }
        let end = rest
            .find(['<', '>', '"', '”', '|', '“'])
            .unwrap_or(rest.len());
        let trimmed =
            rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']);
        (trimmed.len() > 3).then_some(trimmed.len())
    }

    /// Bytes of the word, number or acronym at the start.
    fn word_len(&self, after: &str) -> usize {
        let rest = self.rest;
        let bytes = rest.as_bytes();
        if bytes[0].is_ascii_digit() {
            let len = number_len(rest);
            return len + unit_len(&rest[len..]);
        }
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                at += 1;
                continue;
            }
            let goes_on = match byte {
                b'.' => return self.period(at, after),
                b'\'' => self.apostrophe(at, 1),
                b'-' => self.hyphen(at),
                b'&' => {
                    at < 4
                        && at > 0
                        && rest[..at].bytes().all(|b| b.is_ascii_alphabetic())
                        && letter_at(rest, at + 1)
                        && !bytes[at - 1].is_ascii_lowercase()
                }
                b'@' | b'*' => letter_at(rest, at + 1),
                b'$' if at < 3 && rest[..at].bytes().all(|b| b.is_ascii_uppercase()) => {
                    return at + 1;
                }
                b'/' => {
                    let tail = rest[at + 1..]
                        .bytes()
                        .take_while(u8::is_ascii_alphanumeric)
                        .count();
                    match at {
                        1 if tail == 0 => return 2,
                        1 => tail == 1 || rest[..3].eq_ignore_ascii_case("s/h") && tail == 2,
                        _ => false,
                    }
                }
                byte if byte < 0x80 => false,
                _ => {
                    let Some(c) = rest[at..].chars().next() else {
                        break;
                    };
                    let width = c.len_utf8();
                    match c {
                        '’' | '‘' => {
                            self.apostrophe(at, width) && {
                                at += width - 1;
                                true
                            }
                        }
                        '\u{AD}' | '\u{200C}' | '\u{200D}' => {
                            at += width - 1;
                            true
                        }
                        _ if c.is_alphanumeric() || is_mark(c) => {
                            at += width - 1;
                            true
                        }
                        _ => false,
                    }
                }
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        self.before_negation(at)
    }

    /// "does" of "doesn't": a word that ends in n before an apostrophe and t gives that n away.
    fn before_negation(&self, end: usize) -> usize {
        let cut = end.saturating_sub(1);
        if cut > 0 && negation_at(self.rest, cut) {
            cut
        } else {
            end
        }
    }

    /// Does a word go on after the apostrophe at `at` ("O'Brien", "1990's")?
    fn apostrophe(&self, at: usize, width: usize) -> bool {
        let tail = &self.rest[at + width..];
        let letters = tail.chars().take_while(|c| c.is_alphanumeric()).count();
        if letters == 0 || negation_at(self.rest, at.saturating_sub(1)) {
            return false;
        }
        !(letters <= 2 && clitic(tail.get(..letters).unwrap_or_default()))
    }

    /// Does a word go on after the hyphen at `at`?
    fn hyphen(&self, at: usize) -> bool {
        let next = self.rest[at + 1..].chars().next();
        next.is_some_and(char::is_alphanumeric) && known_prefix(&self.rest[..at])
    }

    /// The end of a word with a period at `at`: an acronym, an abbreviation, a host name, or the
    /// end of a sentence.
    fn period(&self, at: usize, after: &str) -> usize {
        let rest = self.rest;
        let next = rest[at + 1..].chars().next();
        let word = &rest[..at];
        let one_letter = word.chars().count() == 1;
        if let Some(next) = next.filter(|c| c.is_alphanumeric()) {
            if one_letter || word == "Ph" && next == 'D' {
                return self.acronym(at);
            }
            // "mr.smith" and "end.The" are two words; "example.com" and "Node.js" are one.
            let lower = word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            let glued = lower && next.is_uppercase();
            if glued || KnownAs::Title == known_abbreviation(word) {
                let keeps = known_abbreviation(word) != KnownAs::Nothing;
                return at + usize::from(keeps);
            }
            let tail = rest[at + 1..]
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'-' | b'_'))
                .count();
            let path = rest[..at + 1 + tail].trim_end_matches(['.', '-']);
            return path.len();
        }
        let more = after.chars().find(|c| !is_blank(*c));
        let more = if next.is_none() { more } else { next };
        let keeps = match known_abbreviation(word) {
            KnownAs::Nothing if one_letter => {
                let letter = word.starts_with(char::is_uppercase) && word != "I";
                letter && next.is_none() && more.is_some_and(char::is_uppercase)
            }
            KnownAs::Nothing => false,
            KnownAs::Title | KnownAs::Common => true,
            KnownAs::Name => word.starts_with(char::is_uppercase) && (more.is_some()),
            KnownAs::Number => more.is_some_and(|c| c.is_ascii_digit()),
        };
        at + usize::from(keeps)
    }

    /// The end of "U.S.", "p.m.", "J.D." with the period at `at`.
    fn acronym(&self, mut at: usize) -> usize {
        let rest = self.rest;
        loop {
            // `at` is a period after one letter.
            let Some(letter) = rest[at + 1..].chars().next().filter(|c| c.is_alphabetic()) else {
                return at + 1;
            };
            let next = at + 1 + letter.len_utf8();
            if !rest[next..].starts_with('.') {
                let run = rest[next..].chars().take_while(|c| c.is_alphanumeric());
                let len: usize = run.map(char::len_utf8).sum();
                // "J.Smith" is two words, "U.S" and "e.g" and "Ph.D" are one.
                return if len > 3 { at + 1 } else { next + len };
            }
            at = next;
        }
    }
}

/// Letters of a clitic without its apostrophe.
fn clitic(letters: &str) -> bool {
    const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "nt"];
    CLITICS
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// Bytes of the apostrophe at `at`; 0 when there is none.
fn apostrophe_width(rest: &str, at: usize) -> usize {
    match rest.get(at..).and_then(|tail| tail.chars().next()) {
        Some('\'' | '`') => 1,
        Some('’') => 3,
        _ => 0,
    }
}

/// Does "n't" stand at `at`, at the end of a word?
fn negation_at(rest: &str, at: usize) -> bool {
    let bytes = rest.as_bytes();
    if !matches!(bytes.get(at), Some(b'n' | b'N')) {
        return false;
    }
    let width = apostrophe_width(rest, at + 1);
    let end = at + 1 + width;
    width > 0
        && matches!(bytes.get(end), Some(b't' | b'T'))
        && !rest[end + 1..].starts_with(char::is_alphanumeric)
}

fn digit_at(rest: &str, at: usize) -> bool {
    rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

fn letter_at(rest: &str, at: usize) -> bool {
    rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic)
}

/// Bytes of a number with its separators: "1,200.50", "10:30", "9/11", "555-0123", "2026-11-22".
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let hyphens = hyphenated_number(bytes);
    while at < bytes.len() {
        let goes_on = match bytes[at] {
            b'0'..=b'9' => true,
            b'.' | b',' | b':' | b'/' => digit_at(rest, at + 1),
            b'-' => at < hyphens,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at.max(1)
}

/// Bytes of a telephone number or date with hyphens at the start; 0 when there is none. A range
/// ("10-12") is three tokens.
fn hyphenated_number(bytes: &[u8]) -> usize {
    // Longer than any such number, and short enough that a long line of digits costs little.
    let run = bytes
        .iter()
        .take(20)
        .take_while(|b| b.is_ascii_digit() || **b == b'-');
    let end = run.count();
    let mut groups = [0_usize; 4];
    let mut count = 0;
    for group in bytes[..end].split(|b| *b == b'-') {
        match groups.get_mut(count) {
            Some(slot) => *slot = group.len(),
            None => return 0,
        }
        count += 1;
    }
    let known = matches!(
        groups[..count],
        [1 | 3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4]
    );
    if known { end } else { 0 }
}

/// What of the letters after a number belongs to it: "th" of "5th", "s" of "1990s", "m" of "$5m",
/// but not "pm" of "5pm".
fn unit_len(rest: &str) -> usize {
    const UNITS: &[&str] = &[
        "am", "pm", "a.m", "p.m", "km", "kg", "mm", "cm", "mph", "kmh", "km/h", "ft", "min",
        "mins", "hrs", "hr", "lbs", "lb", "oz", "sec", "secs", "hours", "minutes", "years",
        "percent", "mg", "ml", "gb", "mb", "tb", "ghz", "mhz", "hz", "kw", "mw", "gw", "kwh",
        "mwh",
    ];
    let tail: usize = {
        let run = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || is_mark(*c));
        run.map(char::len_utf8).sum()
    };
    if tail == 0 {
        // "1990's" is one token.
        let width = apostrophe_width(rest, 0);
        let decade = width > 0 && rest[width..].starts_with('s');
        let ends = decade && !rest[width + 1..].starts_with(char::is_alphanumeric);
        return if ends { width + 1 } else { 0 };
    }
    let lower = rest[..tail].to_ascii_lowercase();
    let dotted = rest
        .get(..3)
        .is_some_and(|t| matches!(&*t.to_ascii_lowercase(), "a.m" | "p.m"));
    if dotted || UNITS.contains(&lower.as_str()) {
        0
    } else {
        tail
    }
}

/// Bytes of a run of one punctuation mark that is one token ("...", "--").
fn run_len(rest: &str, first: char) -> usize {
    rest.bytes().take_while(|&b| b == first as u8).count()
}

/// Bytes of a line that is drawn with several marks ("---===").
fn drawn_len(rest: &str) -> usize {
    let drawn = |byte: &u8| matches!(byte, b'-' | b'=' | b'*' | b'_' | b'~' | b'+');
    rest.bytes().take_while(drawn).count()
}

/// Bytes of an emoticon such as `:-)`.
fn emoticon_len(rest: &str) -> Option<usize> {
    const MOUTHS: [u8; 8] = *b"()DPpO|/";
    let bytes = rest.as_bytes();
    let nose = usize::from(matches!(bytes.get(1), Some(b'-')));
    let mouth = bytes.get(1 + nose).is_some_and(|b| MOUTHS.contains(b));
    let ends = !rest.get(2 + nose..)?.starts_with(char::is_alphanumeric);
    let face = mouth && ends && !rest[2 + nose..].starts_with('/');
    face.then_some(2 + nose)
}

/// Bytes of marks and joiners that belong to the character before: a skin tone, a variation
/// selector, the rest of a joined emoji.
fn joined_len(rest: &str) -> usize {
    let mut len = 0;
    let mut joined = false;
    for c in rest.chars() {
        let belongs = matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{20E3}')
            || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
            || is_mark(c)
            || joined;
        if !belongs {
            break;
        }
        joined = c == '\u{200D}';
        len += c.len_utf8();
    }
    len
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
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
            "2019-11-22 was cold|, 5|km away|, £|3m|",
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
