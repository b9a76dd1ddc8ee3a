//! Tokens as the grammars of dates and quantities see them: one small value per word or number,
//! whatever way the tokenizer cuts "23-year-old", "$1.2bn" or "Q3".

#![allow(
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::float_cmp,
    reason = "numbers are compared where they are small and whole"
)]

mod fraction;
mod numeral;
mod ordinal;
mod scan;
mod tables;
mod vocabulary;
mod words;

use crate::language::{Shape, Token};
use crate::text::Span;

pub(super) use numeral::{Kind, Numeral, cardinal, numeral};
pub(super) use ordinal::{ordinal, small_ordinal, word_year};
pub(super) use tables::country_code;
pub(super) use words::{Cue, Lex, Period};
pub use words::{Season, Tense};

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    /// Its value.
    pub value: f64,
    /// Digits before the decimal point.
    pub whole: u8,
    /// Digits after it.
    pub decimals: u8,
    /// Was it grouped with commas?
    pub grouped: bool,
}

impl Digits {
    /// The value when it is a plain run of digits ("14", "2025"), without separators.
    pub fn plain(self) -> Option<u32> {
        (self.decimals == 0 && !self.grouped && self.whole <= 6).then_some(self.value as u32)
    }
}

/// One word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lexeme {
    /// What it is.
    pub lex: Lex,
    /// Where it stands.
    pub span: Span,
    /// Index of the token that holds it.
    pub token: u32,
    /// Does it begin with an upper-case letter?
    pub capital: bool,
    /// Does nothing stand between it and the lexeme before?
    pub glued: bool,
}

/// The lexemes of one sentence.
#[derive(Debug, Default)]
pub(super) struct Lexemes<'a> {
    /// The text that the spans refer to.
    pub text: &'a str,
    /// In order of the text.
    pub items: Vec<Lexeme>,
    /// Can a date stand in the sentence?
    pub dates: bool,
    /// Can a quantity stand in the sentence?
    pub numbers: bool,
    /// Inside a web address, whose pieces are no words.
    skip_glued: bool,
}

impl<'a> Lexemes<'a> {
    /// Cuts and looks up the tokens of one sentence.
    pub fn new(text: &'a str, tokens: &[Token]) -> Self {
        let mut lexemes = Self {
            text,
            items: Vec::with_capacity(tokens.len() + 8),
            dates: false,
            numbers: false,
            skip_glued: false,
        };
        for (index, token) in tokens.iter().enumerate() {
            lexemes.push_token(index as u32, *token);
        }
        lexemes
    }

    /// What stands at `at`; [`Lex::End`] outside the sentence.
    pub fn lex(&self, at: usize) -> Lex {
        self.items.get(at).map_or(Lex::End, |lexeme| lexeme.lex)
    }

    /// What stands `back` places before `at`; [`Lex::End`] before the sentence.
    pub fn before(&self, at: usize, back: usize) -> Lex {
        at.checked_sub(back).map_or(Lex::End, |at| self.lex(at))
    }

    /// Does the lexeme at `at` follow the one before without a space?
    pub fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|lexeme| lexeme.glued)
    }

    /// Does the lexeme at `at` begin with an upper-case letter?
    pub fn capital(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|lexeme| lexeme.capital)
    }

    /// The text of the lexeme at `at`.
    pub fn text(&self, at: usize) -> &'a str {
        self.items
            .get(at)
            .map_or("", |lexeme| lexeme.span.of(self.text))
    }

    /// The span and the tokens of the lexemes `from..to`.
    pub fn extent(&self, from: usize, to: usize) -> (Span, std::ops::Range<usize>) {
        match self.items.get(from..to) {
            Some([first, .., last] | [first @ last]) => (
                first.span.to(last.span),
                first.token as usize..last.token as usize + 1,
            ),
            _ => (Span::default(), 0..0),
        }
    }

    fn push_token(&mut self, index: u32, token: Token) {
        let word = token.span.of(self.text);
        let glued = self
            .items
            .last()
            .is_some_and(|last| last.span.end == token.span.start);
        let capital = token.shape.has(Shape::CAPITAL);
        if is_address(word) {
            self.skip_glued = true;
            self.push(Lex::Other, token.span, index, capital, glued);
            return;
        }
        self.skip_glued &= glued;
        if self.skip_glued {
            self.push(Lex::Other, token.span, index, capital, glued);
            return;
        }
        if !token.shape.has(Shape::DIGIT) {
            let lex = vocabulary::lookup(word);
            // A tokenizer may keep hyphens inside; the grammars do not.
            if lex != Lex::Other || word.len() < 4 || !has_inner_mark(word) {
                self.push(lex, token.span, index, capital, glued);
                return;
            }
        }
        self.push_pieces(index, token, word, glued);
    }

    /// Cuts a token where letters, digits and marks meet.
    fn push_pieces(&mut self, index: u32, token: Token, word: &str, mut glued: bool) {
        let mut at = 0;
        while let Some(first) = word[at..].chars().next() {
            let rest = &word[at..];
            let (lex, len) = if first.is_ascii_digit() {
                scan::scan_digits(rest)
            } else if first.is_alphabetic() {
                let len = rest
                    .find(|c: char| !(c.is_alphabetic() || matches!(c, '.' | '\'' | '²' | '³')))
                    .unwrap_or(rest.len());
                // "km2", "m3": the digit belongs to the unit.
                let len = match rest.as_bytes().get(len) {
                    Some(b'2' | b'3') if at > 0 && len <= 2 && len + 1 == rest.len() => len + 1,
                    _ => len,
                };
                (vocabulary::lookup(&rest[..len]), len)
            } else {
                // "1970's" in one piece
                let len = match first {
                    '\'' | '’' if rest[first.len_utf8()..] == *"s" => rest.len(),
                    _ => first.len_utf8(),
                };
                (vocabulary::lookup(&rest[..len]), len)
            };
            let start = token.span.start as usize + at;
            let capital = first.is_uppercase();
            let span = Span::new(start, start + len);
            self.push(lex, span, index, capital, glued);
            glued = true;
            at += len;
        }
    }

    /// Is the last lexeme a decimal point without a whole number before it?
    fn point_before(&self, digits: Digits) -> bool {
        let free = match self.items.as_slice() {
            [.., before, point] => !point.glued || matches!(before.lex, Lex::Currency(_)),
            [_] => true,
            [] => false,
        };
        let point = self
            .items
            .last()
            .is_some_and(|last| last.lex == Lex::Cue(Cue::Dot) && last.span.of(self.text) == ".");
        free && point && digits.decimals == 0 && !digits.grouped && digits.whole <= 9
    }

    fn push(&mut self, lex: Lex, span: Span, token: u32, capital: bool, glued: bool) {
        if let (Lex::Digits(digits), true) = (lex, glued)
            && self.point_before(digits)
        {
            // ".25": the point belongs to the number.
            if let Some(point) = self.items.last_mut() {
                point.lex = Lex::Digits(Digits {
                    value: digits.value / 10_f64.powi(digits.whole.into()),
                    whole: 0,
                    decimals: digits.whole,
                    grouped: false,
                });
                point.span = point.span.to(span);
                point.token = token;
            }
            self.numbers = true;
            return;
        }
        self.dates |= lex.heads_date();
        self.numbers |= lex.heads_number();
        self.items.push(Lexeme {
            lex,
            span,
            token,
            capital,
            glued,
        });
    }
}

/// Does a web address begin with this word?
fn is_address(word: &str) -> bool {
    let bytes = word.as_bytes();
    let named = matches!(word, "http" | "https") || word.starts_with("www");
    let dotted = bytes.len() > 5
        && bytes[1..bytes.len() - 2].contains(&b'.')
        && [".com", ".org", ".net", ".co.", "://"]
            .iter()
            .any(|part| word.contains(part));
    (bytes.first().is_some_and(u8::is_ascii_lowercase) && named) || dotted
}

/// Does a hyphen, dash or slash stand inside the word?
fn has_inner_mark(word: &str) -> bool {
    word.bytes().any(|b| matches!(b, b'-' | b'/')) || word.contains(['–', '—'])
}
