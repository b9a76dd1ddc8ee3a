//! Character references (`&amp;`, `&#8217;`) and the text of mark-up with its white space folded.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use super::clean::Clean;

/// Longest name of a character reference, in bytes, with its marks.
const LONGEST: usize = 40;

/// What the character reference that `text` begins with stands for, and its length; `None` when
/// the `&` is just that.
pub(super) fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let name = text.bytes().skip(1).take(LONGEST);
    let name = name
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let closed = text.as_bytes().get(name + 1) == Some(&b';');
    let len = name + 1 + usize::from(closed);
    let whole = text.get(..len).filter(|_| name > 0)?;
    let usual = match whole {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&#39;" | "&apos;" | "&#039;" | "&#x27;" => "'",
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&rsquo;" | "&#8217;" => "’",
        "&lsquo;" | "&#8216;" => "‘",
        "&rdquo;" | "&#8221;" => "”",
        "&ldquo;" | "&#8220;" => "“",
        "&ndash;" | "&#8211;" => "–",
        "&mdash;" | "&#8212;" => "—",
        "&hellip;" | "&#8230;" => "…",
        _ => return by_tokenizer(whole).map(|decoded| (Cow::Owned(decoded), len)),
    };
    Some((Cow::Borrowed(usual), len))
}

/// The same for text that may not be mark-up at all, where `&copy` without `;` is just that.
pub(super) fn decode_closed(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    decode(text).filter(|(_, len)| *len == end + 1)
}

/// The full table of names, with all oddities of HTML, is in the tokenizer.
fn by_tokenizer(whole: &str) -> Option<String> {
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(whole) {
        if let Token::String(string) = token {
            decoded.push_str(&String::from_utf8_lossy(&string.value.0));
        }
    }
    (decoded != whole).then_some(decoded)
}

/// A plain text with its closed character references decoded, and nothing else changed.
pub(super) fn decode_all(text: &str) -> Clean {
    let mut clean = Clean::default();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let rest = text.get(at..).unwrap_or_default();
        if let Some((decoded, len)) = decode_closed(rest).filter(|_| at >= done) {
            clean.copy(text.get(done..at).unwrap_or_default(), done);
            clean.put(&decoded, at, len);
            done = at + len;
        }
    }
    clean.copy(text.get(done..).unwrap_or_default(), done);
    clean
}

/// Appends marked-up text without tags, `raw` standing at `at`: references are decoded, and white
/// space is folded to one space each, none at the beginning of a paragraph. White space with at
/// least `breaks` line feeds ends the paragraph.
pub(super) fn push_folded(clean: &mut Clean, raw: &str, at: usize, breaks: usize) {
    let bytes = raw.as_bytes();
    let mut done = 0;
    let mut next = 0;
    while let Some(&byte) = bytes.get(next) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                let rest = bytes.get(next..).unwrap_or_default();
                let len = rest.len() - rest.trim_ascii_start().len();
                let begins = done == next && ends_blank(clean);
                if len == 1 && byte == b' ' && !begins {
                    next += 1;
                    continue;
                }
                clean.copy(raw.get(done..next).unwrap_or_default(), at + done);
                let space = rest.get(..len).unwrap_or_default();
                let ends = memchr::memchr_iter(b'\n', space).take(breaks).count() == breaks;
                if !begins {
                    clean.put(if ends { "\n" } else { " " }, at + next, len);
                } else if ends {
                    clean.paragraph(at + next);
                }
                next += len;
                done = next;
            }
            b'&' => {
                let Some((decoded, len)) = decode(raw.get(next..).unwrap_or_default()) else {
                    next += 1;
                    continue;
                };
                clean.copy(raw.get(done..next).unwrap_or_default(), at + done);
                clean.put(&decoded, at + next, len);
                next += len;
                done = next;
            }
            _ => next += 1,
        }
    }
    clean.copy(raw.get(done..).unwrap_or_default(), at + done);
}

fn ends_blank(clean: &Clean) -> bool {
    clean.text.is_empty() || clean.text.ends_with([' ', '\n'])
}
