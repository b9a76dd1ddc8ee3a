//! JSON strings with the way back through their escapes.

use crate::read::clean::Clean;

/// A JSON string with its escapes decoded; `raw` has its quotes and stands at `at`.
pub(super) fn string(raw: &str, at: usize) -> Clean {
    let inside = raw.strip_prefix('"').unwrap_or(raw);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let at = at + 1;
    let mut clean = Clean::default();
    clean.text.reserve(inside.len());
    let mut done = 0;
    while let Some(found) = memchr::memchr(b'\\', inside.get(done..).unwrap_or_default().as_bytes())
    {
        let escape = done + found;
        clean.copy(inside.get(done..escape).unwrap_or_default(), at + done);
        let (letter, len) = unescape(inside.get(escape..).unwrap_or_default());
        clean.put(letter.encode_utf8(&mut [0; 4]), at + escape, len);
        done = escape + len;
    }
    clean.copy(inside.get(done..).unwrap_or_default(), at + done);
    clean
}

/// The letter of the escape that `text` begins with, and the escape's length.
pub(in crate::read) fn unescape(text: &str) -> (char, usize) {
    let letter = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unescape_unicode(text),
        Some(other) if other.is_ascii() => char::from(*other),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (letter, 2)
}

fn unescape_unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, text.len().min(2));
    };
    if let Some(letter) = char::from_u32(u32::from(first)) {
        return (letter, 6);
    }
    // The first half of a pair; without its second half it stands for nothing.
    let pair = unit(6).and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    pair.map_or((char::REPLACEMENT_CHARACTER, 6), |letter| (letter, 12))
}
