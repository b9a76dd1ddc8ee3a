//! What the models look at in one word form: hashes of its normalised form, its ends and its
//! shape. Hashes are the same on every machine; they are part of the model's format.

use super::lexicon::{Entry, Lexicon};

/// Capitalisation and make-up of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Casing {
    /// Letters, the first one not upper case.
    #[default]
    Lower,
    /// An upper-case letter, then none.
    Capital,
    /// Two or more letters, all upper case.
    Upper,
    /// Upper case somewhere else.
    Mixed,
    /// Holds a digit.
    Digit,
    /// Neither letter nor digit.
    Other,
}

/// One form as the models see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lexeme {
    /// Hash of the form in lower case, digits as `0`, curly apostrophes straight.
    pub word: u32,
    /// The last one to four bytes of that normalised form, packed.
    pub suffixes: [u32; 4],
    /// The first one to three bytes of it, packed.
    pub prefixes: [u32; 3],
    /// Hash of the form with runs of like characters as one (`Xx`, `0,0`, `X.X.`).
    pub pattern: u32,
    /// Capitalisation.
    pub casing: Casing,
    /// What the dictionary says of it.
    pub entry: Entry,
    /// Holds a hyphen inside.
    pub hyphen: bool,
}

/// Mixes two words of input into a 32-bit hash (the halves of one product).
#[inline]
pub fn mix(a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (x ^ x >> 32) as u32
}

/// Hash of a normalised form, as [`Lexeme::word`] holds it.
pub fn hash_word(normalised: &[u8]) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for &byte in normalised {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    mix((hash >> 32) as u32, hash as u32)
}

/// Longest form, in bytes, that is looked at in full; of longer ones the middle is passed over.
const LONGEST: usize = 64;

impl Lexeme {
    /// Looks at one form, and looks it up.
    pub fn look_up(form: &str, lexicon: &Lexicon) -> Self {
        let mut lexeme = Self::of(form);
        lexeme.entry = lexicon.get(lexeme.word);
        lexeme
    }

    /// Looks at one form.
    pub fn of(form: &str) -> Self {
        let mut buffer = [0_u8; LONGEST + 8];
        let mut len = 0;
        let mut scan = Scan::default();
        for c in form.chars() {
            scan.see(c);
            if len > LONGEST {
                continue;
            }
            let c = normal(c);
            len += c.encode_utf8(&mut buffer[len..]).len();
        }
        let norm = &buffer[..len];
        let mut lexeme = Self {
            word: hash_word(norm),
            pattern: scan.pattern,
            casing: scan.casing(),
            hyphen: scan.hyphen,
            ..Self::default()
        };
        for (index, suffix) in lexeme.suffixes.iter_mut().enumerate() {
            *suffix = pack(&norm[len.saturating_sub(index + 1)..], index >= len);
        }
        for (index, prefix) in lexeme.prefixes.iter_mut().enumerate() {
            *prefix = pack(&norm[..len.min(index + 1)], index >= len);
        }
        lexeme
    }
}

/// Lower case, digits as `0`, apostrophes straight.
fn normal(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '1'..='9' => '0',
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' => '-',
        _ if c.is_ascii() => c,
        // One character each, so that a form never grows.
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Up to four bytes as a number; whether the form was shorter than asked is part of it.
fn pack(bytes: &[u8], short: bool) -> u32 {
    let packed = bytes
        .iter()
        .fold(0, |acc, &byte| acc << 8 | u32::from(byte));
    if short { packed | 0x8000_0000 } else { packed }
}

/// Collects what depends on the classes of characters.
#[derive(Default)]
struct Scan {
    pattern: u32,
    last: u8,
    seen: u32,
    letters: u32,
    upper: u32,
    digits: u32,
    first_upper: bool,
    hyphen: bool,
}

impl Scan {
    fn see(&mut self, c: char) {
        let class = match c {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0'..='9' => b'0',
            '’' => b'\'',
            _ if c.is_ascii() => c as u8,
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'0',
            _ => b'?',
        };
        match class {
            b'x' => self.letters += 1,
            b'X' => {
                self.letters += 1;
                self.upper += 1;
                self.first_upper |= self.letters == 1;
            }
            b'0' => self.digits += 1,
            b'-' => self.hyphen |= self.seen > 0,
            _ => {}
        }
        if class != self.last && self.seen < 32 {
            self.pattern = mix(self.pattern, u32::from(class));
        }
        self.last = class;
        self.seen += 1;
    }

    fn casing(&self) -> Casing {
        match (self.letters, self.upper) {
            _ if self.digits > 0 => Casing::Digit,
            (0, _) => Casing::Other,
            (_, 0) => Casing::Lower,
            (1, 1) => Casing::Capital,
            (letters, upper) if letters == upper => Casing::Upper,
            (_, 1) if self.first_upper => Casing::Capital,
            _ => Casing::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_do_not_change_the_word() {
        assert_eq!(Lexeme::of("Rutte").word, Lexeme::of("rutte").word);
        assert_eq!(Lexeme::of("1,234").word, Lexeme::of("5,678").word);
        assert_eq!(Lexeme::of("n’t").word, Lexeme::of("n't").word);
        assert_ne!(Lexeme::of("is").word, Lexeme::of("it").word);
    }

    #[test]
    fn casing_is_told() {
        let casing = |form| Lexeme::of(form).casing;
        assert_eq!(casing("NATO"), Casing::Upper);
        assert_eq!(casing("Rutte"), Casing::Capital);
        assert_eq!(casing("McGregor"), Casing::Mixed);
        assert_eq!(casing("G7"), Casing::Digit);
        assert_eq!(casing("..."), Casing::Other);
        assert_eq!(casing("I"), Casing::Capital);
    }

    #[test]
    fn a_very_long_form_is_fine() {
        let _ = Lexeme::of(&"ß日".repeat(10_000));
        assert_eq!(Lexeme::of("").suffixes[0], 0x8000_0000);
    }
}
