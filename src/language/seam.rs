//! Where a line break was lost between two sentences, as in mail and on web pages: around stamps and rules, after
//! addresses, signatures and salutations.

use super::sentence::{spaced, starts_upper};
use super::token::{Shape, Token};
use super::words::{begins_sentence, follows_time, names_agency, names_number, opens_message};

/// Does a line break seem to have been lost after the token `at`, in mail and on web pages: around
/// a rule of dashes, around the stamp of a forwarded message, after an address?
pub fn seam(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let Some(next) = tokens.get(at + 1) else {
        return false;
    };
    if !spaced(token) {
        return false;
    }
    let form = token.span.of(text);
    if is_rule(token, form) || is_rule(next, next.span.of(text)) {
        return true;
    }
    let follower = next.span.of(text);
    let capital = starts_upper(next) && !follows_time(follower);
    match form.as_bytes() {
        [b'A' | b'P', b'M'] if at > 1 => stamp_len(text, &tokens[at - 2..]) == 3,
        _ if capital && at > 0 && stamp_len(text, &tokens[at - 1..]) == 2 => true,
        bytes if capital && is_telephone(bytes) => !names_number(follower),
        _ if next.shape.has(Shape::DIGIT) && stamp_len(text, &tokens[at + 1..]) > 0 => {
            starts_upper(token) || form.ends_with('>') || form.contains('@')
        }
        b">>" if capital => true,
        // "plan.doc - list.doc": attachments.
        bytes if follower == "-" && bytes.len() > 4 => {
            matches!(
                bytes[bytes.len() - 4..].to_ascii_lowercase().as_slice(),
                b".doc" | b".pdf" | b".xls"
            )
        }
        // The head of a message: "From: Ann <ann@example.org> Date: …".
        b">" if capital && at > 0 => tokens[at - 1].span.of(text).contains('@'),
        bytes if bytes.len() > 6 && (capital || follower.starts_with("http")) => {
            bytes.contains(&b'@') && bytes.contains(&b'.') || form.starts_with("http")
        }
        _ => false,
    }
}

/// Does a signature end with the token `at`: a few words, all with capitals, and then a word that
/// begins a sentence? "Ann Ito Please call me."
pub fn signed(text: &str, tokens: &[Token], at: usize, start: usize) -> bool {
    let [Some(next), Some(after)] = [tokens.get(at + 1), tokens.get(at + 2)] else {
        return false;
    };
    let name = |token: &Token| {
        let form = token.span.of(text);
        starts_upper(token) && !begins_sentence(form) && !matches!(form, "PS" | "P.S.")
    };
    at < start + 4
        && starts_upper(next)
        && spaced(&tokens[at])
        && after.span.of(text).starts_with(char::is_lowercase)
        && opens_message(next.span.of(text))
        && tokens[start..=at].iter().all(name)
}

/// Does the token `at` close a salutation: "Dear All,", "Hi," or, at the head of a line, "Ann -" and
/// "ROME (AP) -"?
pub fn salutes(text: &str, tokens: &[Token], at: usize, start: usize) -> bool {
    let (form, opening) = (tokens[at].span.of(text), tokens[start].span.of(text));
    let few = at > start && at <= start + 4;
    if form == "," && few {
        let greets = ["dear", "hi"];
        return greets.iter().any(|word| word.eq_ignore_ascii_case(opening));
    }
    let dash = matches!(form, "-" | "--") && spaced(&tokens[at]) && few;
    let first = start == 0 || tokens[start - 1].shape.has(Shape::BREAK_AFTER);
    let name =
        |token: &Token| starts_upper(token) || matches!(token.span.of(text), "(" | ")" | ",");
    dash && first && spaced(&tokens[at - 1]) && tokens[start..at].iter().all(name)
}

/// Does the bracket `at` close the name of an agency behind a place, at the head of a line: "Kent, Ohio (CNN) The …"?
pub fn credits(text: &str, tokens: &[Token], at: usize, start: usize) -> bool {
    let first = start == 0 || tokens[start - 1].shape.has(Shape::BREAK_AFTER);
    let few = (start + 3..start + 8).contains(&at);
    if !first || !few {
        return false;
    }
    let form = |at: usize| tokens[at].span.of(text);
    let place = |at: usize| starts_upper(&tokens[at]) || form(at) == ",";
    form(at - 2) == "(" && names_agency(form(at - 1)) && (start..at - 2).all(place)
}

/// A telephone number with its hyphens: "713-853-1696", "555-0123".
fn is_telephone(form: &[u8]) -> bool {
    let last = form.rsplit(|byte| *byte == b'-').next().unwrap_or_default();
    last.len() == 4
        && form.len() > 7
        && form
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'-')
        && form.get(form.len() - 5) == Some(&b'-')
}

/// A line drawn with four or more like characters.
fn is_rule(token: &Token, form: &str) -> bool {
    token.shape.has(Shape::PUNCTUATION)
        && form.len() > 3
        && matches!(
            form.as_bytes()[0],
            b'-' | b'_' | b'*' | b'=' | b'~' | b'#' | b'+'
        )
}

/// Tokens of the date in figures, the time and its half of the day that the tokens begin with:
/// "08/16/2000 12:05 PM", "16/08/2000 12:05"; 0 when they begin with something else.
fn stamp_len(text: &str, tokens: &[Token]) -> usize {
    let [day, time, rest @ ..] = tokens else {
        return 0;
    };
    if !day.shape.has(Shape::DIGIT) {
        return 0;
    }
    let figures = |token: &Token, separator: char, least: usize| {
        let form = token.span.of(text);
        form.chars().all(|c| c.is_ascii_digit() || c == separator)
            && form.matches(separator).count() >= least
    };
    let half = rest
        .first()
        .is_some_and(|half| matches!(half.span.of(text), "AM" | "PM"));
    let stamp = figures(time, ':', 1) && figures(day, '/', if half { 1 } else { 2 });
    if stamp { 2 + usize::from(half) } else { 0 }
}
