//! Where sentences end, decided on tokens.

use super::Analysis;
use super::seam::{credits, salutes, seam, signed};
use super::token::{Sentence, Shape, Token, tokenize};
use super::words::{
    KnownAs, begins_sentence, follows_time, known_abbreviation, reports, signs_off,
};

/// Splits a text into sentences and tokens. Every line break ends a sentence: news text has one
/// paragraph a line, and a heading without a full stop must not run into the paragraph below it.
pub fn analyse(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    // About one token in five bytes of English; growing is dear on long texts.
    analysis.tokens.reserve(text.len() / 5);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let first = analysis.tokens.len();
        tokenize(text, start..end, &mut analysis.tokens);
        split_line(text, first, &mut analysis);
        start = end + 1;
    }
    analysis
}

/// Groups the tokens of one line, from `first` on, into sentences.
fn split_line(text: &str, first: usize, analysis: &mut Analysis) {
    let tokens = &analysis.tokens;
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let end = match ending(text, tokens, at, start) {
            Some(end) => end,
            None if at + 1 == tokens.len() => at + 1,
            None => {
                at += 1;
                continue;
            }
        };
        let span = tokens[start].span.to(tokens[end - 1].span);
        analysis.sentences.push(Sentence {
            span,
            tokens: start as u32..end as u32,
        });
        start = end;
        at = end;
    }
}

/// One past the last token of the sentence, when it ends with the token `at` and what closes it.
fn ending(text: &str, tokens: &[Token], at: usize, start: usize) -> Option<usize> {
    if seam(text, tokens, at) || signed(text, tokens, at, start) {
        return Some(at + 1);
    }
    let token = &tokens[at];
    let last = *text.as_bytes().get(token.span.end as usize - 1)?;
    // Most tokens end in a letter.
    if last.is_ascii_alphanumeric() || last == b'-' && at > start + 4 {
        return None;
    }
    let form = token.span.of(text);
    let stop = is_stop(form);
    if !stop && !form.ends_with('.') {
        let greeting = form == ","
            && signs_off(tokens[start].span.of(text))
            && at <= start + 3
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.span.of(text) != "I");
        let emoticon = is_emoticon(form);
        // "See you. :) but bring a hat": a smile behind a stop.
        let smile = emoticon && at > start && is_stop(tokens[at - 1].span.of(text));
        // "(AP) The mayor …"
        let opened = opens_bracket(text, &tokens[start]) || credits(text, tokens, at, start);
        let bracket = form == ")" && opened && spaced(token);
        let capital = tokens.get(at + 1).is_some_and(starts_upper);
        let salutation = salutes(text, tokens, at, start);
        return (smile || (greeting || emoticon || bracket || salutation) && capital)
            .then_some(at + 1);
    }
    let mut end = at + 1;
    while end < tokens.len() && closes(text, tokens, end) {
        end += 1;
    }
    while is_citation(text, &tokens[end..]) {
        end += 3;
    }
    let Some(next) = tokens.get(end) else {
        return Some(end);
    };
    let spaced = spaced(&tokens[end - 1]);
    let begins = if stop {
        let listing = at == start + 1 && tokens[start].shape.has(Shape::DIGIT) && form == ".";
        !listing
            && (begins_after_stop(text, tokens, end, spaced)
                || spaced && end == at + 1 && begins_small(text, tokens, at, start))
            && !(end > at + 1 && form != "." && reported(text, tokens, end))
    } else {
        begins_after_abbreviation(text, tokens, at, end)
    };
    let glued = next.shape.has(Shape::CAPITAL) || matches!(next.span.of(text), "“" | "‘");
    // "Why?because I said so": only careless text runs on like that.
    let run_on = form.starts_with('?') && end == at + 1 && at > start && {
        let small = |token: &Token| token.span.of(text).starts_with(char::is_lowercase);
        small(next) && small(&tokens[at - 1])
    };
    (begins && (spaced || glued && stop) || run_on && !spaced).then_some(end)
}

/// Is there a space behind a token?
pub fn spaced(token: &Token) -> bool {
    token.shape.has(Shape::SPACE_AFTER)
}

/// An emoticon such as `:-)`.
fn is_emoticon(form: &str) -> bool {
    form.len() > 1 && form.starts_with([':', ';', '=']) && form.is_ascii()
}

/// A full stop, question or exclamation mark, or a run of them.
fn is_stop(form: &str) -> bool {
    form.chars()
        .all(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '！' | '？' | '।'))
}

/// Does the token close what came before: a bracket or quote without space, or a further stop?
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let glued = !tokens[at - 1].shape.has(Shape::SPACE_AFTER);
    let form = tokens[at].span.of(text);
    let quote = matches!(form, "\"" | "'" | "”" | "’" | "''" | "»" | ")" | "]" | "}");
    // A straight quote that is glued to both sides opens what follows.
    let opens = matches!(form, "\"" | "'")
        && !tokens[at].shape.has(Shape::SPACE_AFTER)
        && at + 1 < tokens.len()
        && tokens[at + 1].shape.has(Shape::CAPITAL);
    let ellipsis = form.starts_with("..") && !glued;
    glued && quote && !opens || is_stop(form) && !ellipsis || is_emoticon(form)
}

/// Is this a reference such as `[12]`, as encyclopedias put them behind a sentence?
fn is_citation(text: &str, tokens: &[Token]) -> bool {
    let [open, number, close, ..] = tokens else {
        return false;
    };
    open.span.of(text) == "["
        && number
            .span
            .of(text)
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b',')
        && close.span.of(text) == "]"
}

fn opens_bracket(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), "(" | "[")
}

/// Does a token begin with a capital?
pub fn starts_upper(token: &Token) -> bool {
    token.shape.has(Shape::CAPITAL)
}

/// The first token at or after `at` that is neither quote nor bracket.
fn first_word<'a>(text: &str, tokens: &'a [Token], at: usize) -> Option<&'a Token> {
    let opens = |token: &Token| {
        let form = token.span.of(text);
        matches!(
            form,
            "\"" | "'" | "“" | "‘" | "``" | "`" | "(" | "[" | "«" | "-" | "--" | "–" | "—" | "•"
        )
    };
    tokens[at..].iter().take(4).find(|token| !opens(token))
}

/// May a sentence begin with the token `at`, after a full stop?
fn begins_after_stop(text: &str, tokens: &[Token], at: usize, spaced: bool) -> bool {
    let Some(word) = first_word(text, tokens, at) else {
        return spaced;
    };
    let first = word.span.of(text).chars().next().unwrap_or(' ');
    if first.is_lowercase() {
        if spaced && (word.span.of(text).starts_with("http") || opens_bracket(text, &tokens[at])) {
            return true;
        }
        // "iPhone", "al-Qaida"
        return word.span.of(text).chars().skip(1).any(char::is_uppercase) && spaced;
    }
    let digit = first.is_ascii_digit();
    let ellipsis = tokens[at].span.of(text).starts_with("..");
    starts_upper(word)
        || spaced
            && (ellipsis || digit || first.is_alphabetic() || !word.shape.has(Shape::PUNCTUATION))
        || spaced && matches!(first, '#' | '@' | '$' | '£' | '€' | '*')
}

/// May a sentence begin in lower case after the stop `at`, as in text that is written carelessly? A
/// full stop after a short word may be that of an abbreviation, and "Yahoo!" is a name.
fn begins_small(text: &str, tokens: &[Token], at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let lower = |token: &Token| token.span.of(text).starts_with(char::is_lowercase);
    let word = before.span.of(text);
    match tokens[at].span.of(text) {
        "." => {
            let next = tokens.get(at + 1).map_or("", |next| next.span.of(text));
            let long = word.len() > 3 || lower(&tokens[start]);
            lower(before) && word.len() > 1 && (long || begins_sentence(next))
                || word.len() > 2 && next == "i"
        }
        "?" => true,
        form if form.starts_with(['?', '!']) => lower(before),
        _ => false,
    }
}

/// Does a verb of saying follow a closed question or cry: `"Why?" Smith asked`?
fn reported(text: &str, tokens: &[Token], at: usize) -> bool {
    let window = &tokens[at..tokens.len().min(at + 4)];
    window.iter().any(|token| reports(token.span.of(text)))
}

/// Does a sentence end with the abbreviation `at`, judged by the token after it?
fn begins_after_abbreviation(text: &str, tokens: &[Token], at: usize, next: usize) -> bool {
    let form = tokens[at].span.of(text);
    let word = form.trim_end_matches('.');
    let Some(first) = first_word(text, tokens, next) else {
        return true;
    };
    if !starts_upper(first) {
        return false;
    }
    let follower = first.span.of(text);
    let kind = known_abbreviation(word);
    let initial = word.chars().count() == 1;
    if kind == KnownAs::Title || kind == KnownAs::Number || initial {
        return false;
    }
    if form.eq_ignore_ascii_case("a.m.") || form.eq_ignore_ascii_case("p.m.") {
        return !follows_time(follower);
    }
    if word.eq_ignore_ascii_case("etc") {
        return true;
    }
    let quoted = next + 1 < tokens.len() && first.span != tokens[next].span;
    begins_sentence(follower) && !follower.eq_ignore_ascii_case("of")
        || quoted && kind == KnownAs::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text is written with a bar between its sentences.
    fn check(cases: &[&str]) {
        for case in cases {
            let text = case.replace('|', "");
            let found: Vec<_> = analyse(&text)
                .sentences
                .iter()
                .map(|s| s.span.of(&text).to_owned())
                .collect();
            let expected: Vec<_> = case.split('|').map(|s| s.trim().to_owned()).collect();
            assert_eq!(found, expected, "{text}");
        }
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
    fn abbreviations_end_no_sentence_before_a_name() {
        check(&[
            "They met at 5 p.m. Thursday in Rome. |Then they left.",
            "Sen. J.D. Vance spoke. |He left.",
            "U.S. President Smith left. |So did Mr. Jones.",
            "It was fixed in Sept. |Nobody knew.",
        ]);
        check(&[
            "He lives in the U.S. |The house is big.",
            "Doors open at 7 p.m. |Tickets cost $5.",
        ]);
    }

    #[test]
    fn quotations_keep_their_closing_marks() {
        check(&[
            "“It is over.” |She left.",
            "\"Is it over?\" Smith asked. |Nobody knew.",
            "He said: “We won! |We won!” |They had.",
            "It ended. |(Nobody saw it.) |We left.",
        ]);
    }

    #[test]
    fn lost_line_breaks_are_seen() {
        check(&[
            "Ann Ito |03/27/2001 09:11 AM |Please call me. |---------- |Bo",
            "Write to ann@example.org |Tickets are free.",
            "See you there! :-) |Bring a hat.",
            "It was fun. |i went home.",
            "He came on 3/27/2001 and left.",
        ]);
        check(&[
            "Kent, Ohio (CNN) |The mayor left.",
            "The Health Office (HO) Director left.",
        ]);
    }

    #[test]
    fn references_and_lists() {
        check(&[
            "It rained.[2] |It stopped.",
            "1. An item",
            "Yahoo! said so.",
        ]);
    }
}
