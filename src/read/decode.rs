//! From bytes to text: UTF-8 is taken as it stands; UTF-16 and the old single-byte encodings are
//! told apart and decoded with a map back to the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::text::OffsetMap;

/// A file's bytes as text.
#[derive(Debug)]
pub(super) enum Decoded {
    /// Valid UTF-8 after a byte order mark of `bom` bytes: nothing is copied.
    Utf8 { bom: usize },
    /// Anything else.
    Other {
        text: String,
        /// From `text` to the bytes.
        map: OffsetMap,
        /// Characters that could not be decoded.
        broken: usize,
        encoding: &'static str,
    },
}

/// Bytes that the detector of old encodings looks at: enough to tell, and quick.
const DETECT: usize = 1 << 20;

/// Decodes `bytes`; never fails, as broken parts become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest, 3);
    }
    match utf16(bytes) {
        Some((start, Endian::Little)) => {
            return from_utf16(bytes, start, u16::from_le_bytes, "UTF-16LE");
        }
        Some((start, Endian::Big)) => {
            return from_utf16(bytes, start, u16::from_be_bytes, "UTF-16BE");
        }
        None => {}
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Decoded::Utf8 { bom: 0 };
    }
    if is_broken_utf8(bytes) {
        return utf8(bytes, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..DETECT).unwrap_or(bytes), true);
    legacy(bytes, detector.guess(None, Utf8Detection::Deny))
}

/// UTF-8 from `bom` on; broken sequences become U+FFFD, each standing for its bytes.
fn utf8(rest: &[u8], bom: usize) -> Decoded {
    if std::str::from_utf8(rest).is_ok() {
        return Decoded::Utf8 { bom };
    }
    let mut text = String::with_capacity(rest.len());
    let mut map = OffsetMap::default();
    let mut broken = 0;
    let mut at = bom;
    for chunk in rest.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(valid);
        map.push(valid.len(), at, valid.len());
        at += valid.len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            text.push(char::REPLACEMENT_CHARACTER);
            map.push(char::REPLACEMENT_CHARACTER.len_utf8(), at, invalid);
            at += invalid;
            broken += 1;
        }
    }
    Decoded::Other {
        text,
        map,
        broken,
        encoding: "UTF-8",
    }
}

/// Is it UTF-8 with some damage, rather than another encoding? Valid sequences of two or more
/// bytes hardly ever arise by chance.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[derive(Debug, Clone, Copy)]
enum Endian {
    Little,
    Big,
}

/// Is it UTF-16, by its byte order mark or by the zero bytes of its Latin letters? With the place
/// where the text begins.
fn utf16(bytes: &[u8]) -> Option<(usize, Endian)> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some((2, Endian::Little)),
        [0xFE, 0xFF, ..] => return Some((2, Endian::Big)),
        _ => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |parity: usize| {
        let own = head.iter().skip(parity).step_by(2);
        own.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if pairs == 0 || (even + odd) * 5 < pairs * 2 {
        return None;
    }
    if odd > even * 10 {
        Some((0, Endian::Little))
    } else if even > odd * 10 {
        Some((0, Endian::Big))
    } else {
        None
    }
}

fn from_utf16(
    bytes: &[u8],
    start: usize,
    unit: fn([u8; 2]) -> u16,
    encoding: &'static str,
) -> Decoded {
    let body = bytes.get(start..).unwrap_or_default();
    let units = body.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end: a lone surrogate stands for it and becomes U+FFFD.
        _ => 0xD800,
    });
    let mut text = String::with_capacity(body.len());
    let mut map = OffsetMap::default();
    let mut broken = 0;
    let mut at = start;
    for decoded in char::decode_utf16(units) {
        let letter = decoded.unwrap_or_else(|_| {
            broken += 1;
            char::REPLACEMENT_CHARACTER
        });
        let len = 2 * letter.len_utf16();
        let len = len.min(bytes.len() - at);
        text.push(letter);
        map.push(letter.len_utf8(), at, len);
        at += len;
    }
    Decoded::Other {
        text,
        map,
        broken,
        encoding,
    }
}

/// Any encoding that `encoding_rs` knows, fed byte by byte: what comes out stands for the bytes
/// that went in since something last came out.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut map = OffsetMap::default();
    let mut broken = 0;
    let mut out = [0_u8; 32];
    let mut pending = 0;
    let mut at = 0;
    while at < bytes.len() {
        if encoding.is_single_byte() {
            // These keep nothing in mind between bytes, so plain letters can be taken in one go.
            let rest = bytes.get(at..).unwrap_or_default();
            let plain = rest.get(..Encoding::ascii_valid_up_to(rest));
            let plain = plain.and_then(|plain| std::str::from_utf8(plain).ok());
            let plain = plain.unwrap_or_default();
            text.push_str(plain);
            map.push(plain.len(), at, plain.len());
            at += plain.len();
            pending = at;
            if at == bytes.len() {
                break;
            }
        }
        let last = at + 1 == bytes.len();
        let byte = bytes.get(at..=at).unwrap_or_default();
        let (_, _, written, errors) = decoder.decode_to_utf8(byte, &mut out, last);
        broken += usize::from(errors);
        at += 1;
        if written == 0 {
            continue;
        }
        let spelled = out.get(..written).unwrap_or_default();
        text.push_str(&String::from_utf8_lossy(spelled));
        map.push(written, pending, at - pending);
        pending = at;
    }
    Decoded::Other {
        text,
        map,
        broken,
        encoding: encoding.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        for (bytes, expected) in [
            (&b"Plain letters."[..], "UTF-8"),
            (b"", "UTF-8"),
            (
                "Caf\u{e9} \u{2013} \u{201c}open\u{201d}".as_bytes(),
                "UTF-8",
            ),
            (
                b"The mayor\x92s words: \x93We won\x92t\x94.",
                "windows-1252",
            ),
            (
                b"It cost \x80 5 million \x96 no more, the caf\xe9 owner said.",
                "windows-1252",
            ),
            (b"S\xe3o Paulo and M\xfcnchen", "windows-1252"),
            (b"\xff\xfeh\0i\0", "UTF-16LE"),
            (b"\0h\0i\0 \0t\0h\0e\0r\0e", "UTF-16BE"),
            // One broken sequence among sound ones.
            (b"Caf\xc3\xa9s and na\xc3\xafve \xe2\x80 text", "UTF-8"),
        ] {
            let name = match decode(bytes) {
                Decoded::Utf8 { .. } => "UTF-8",
                Decoded::Other { encoding, .. } => encoding,
            };
            assert_eq!(name, expected, "{bytes:?}");
        }
    }

    #[test]
    fn letters_keep_their_bytes_in_encodings_of_many_bytes() {
        let (bytes, encoding, _) = encoding_rs::SHIFT_JIS.encode("a日本b");
        let Decoded::Other { text, map, .. } = legacy(&bytes, encoding) else {
            panic!("no legacy text");
        };
        assert_eq!(text, "a日本b");
        assert_eq!(map.original(crate::text::Span::new(4, 7)), 3..5);
    }
}
