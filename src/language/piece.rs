//! Where the token at the start of a piece of text ends: words with clitics and periods, addresses,
//! numbers, marks.

use super::figures::{number_len, unit_len};
use super::marks::{drawn_len, emoticon_len, is_mark, joined_len, run_len, stops_len};
use super::token::is_blank;
use super::words::{KnownAs, known_abbreviation, known_prefix};

/// The rest of a chunk.
pub(super) struct Piece<'a> {
    /// What is left of the chunk.
    pub rest: &'a str,
    /// Is that all of it?
    pub start: bool,
}

impl Piece<'_> {
    /// Bytes of the next token; `after` is what follows the chunk in its line.
    pub(super) fn token_len(&self, after: &str) -> usize {
        let rest = self.rest;
        let Some(first) = rest.chars().next() else {
            return 0;
        };
        // A quotation mark typed as two strokes.
        if matches!(first, '\'' | '’' | '`') && rest[first.len_utf8()..].starts_with(first) {
            return 2 * first.len_utf8();
        }
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
            '!' | '?' | '.' => stops_len(rest),
            ':' | ';' => emoticon_len(rest).unwrap_or(len),
            '^' if rest.starts_with("^_^") => 3,
            '=' if rest.len() == 2 => emoticon_len(rest).unwrap_or(len),
            '(' if self.start && rest == "(:" => 2,
            // The code of a country: "+44 20 7946 0000".
            '+' if self.start && digit_at(rest, 1) => 1 + number_len(&rest[1..]),
            '-' | '=' | '*' | '_' | '~' | '+' => match drawn_len(rest) {
                long @ 5.. => long,
                _ => run_len(rest, first),
            },
            '$' if rest.starts_with("$$") => run_len(rest, first),
            '#' | '<' | '>' => run_len(rest, first),
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
        let web = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| rest.starts_with(scheme));
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
            return file_name_len(rest);
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
                        1 => {
                            tail == 1
                                || matches!(&rest[..1], "w" | "W") && tail == 3
                                || rest[..3].eq_ignore_ascii_case("s/h") && tail == 2
                        }
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
            let host = ["com", "org", "net"].iter().any(|host| {
                let name = rest.get(at + 1..at + 4);
                name.is_some_and(|name| name.eq_ignore_ascii_case(host))
                    && !rest[at + 4..].starts_with(char::is_alphanumeric)
            });
            let glued = lower && next.is_uppercase() && !host;
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
        // "etc." gives its period away to the end of a sentence.
        let etcetera = word.eq_ignore_ascii_case("etc");
        let keeps = match known_abbreviation(word) {
            KnownAs::Common if etcetera => {
                let goes_on =
                    |c: char| c.is_lowercase() || c.is_numeric() || matches!(c, ',' | ';' | ')');
                more.is_some_and(goes_on)
            }
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
/// Bytes of a file's name with its ending: "plan-2_final.DOC".
fn file_name_len(rest: &str) -> Option<usize> {
    const ENDINGS: [&str; 12] = [
        "doc", "docx", "gif", "htm", "jpg", "pdf", "png", "ppt", "rtf", "txt", "xls", "zip",
    ];
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.#~&".contains(byte);
    let run = rest
        .bytes()
        .take(80)
        .take_while(|byte| inside(byte))
        .count();
    let name = rest[..run].trim_end_matches(['.', '-']);
    let (stem, ending) = name.rsplit_once('.')?;
    let known = ENDINGS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending));
    (known && !stem.is_empty()).then_some(name.len())
}

/// Letters of a clitic without its apostrophe.
fn clitic(letters: &str) -> bool {
    const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "nt"];
    CLITICS
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// Bytes of the apostrophe at `at`; 0 when there is none.
pub(super) fn apostrophe_width(rest: &str, at: usize) -> usize {
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

pub(super) fn digit_at(rest: &str, at: usize) -> bool {
    rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

fn letter_at(rest: &str, at: usize) -> bool {
    rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic)
}
