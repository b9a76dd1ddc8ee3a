//! Whether a sentence looks back or ahead where a date stands: "said Tuesday", "will meet Tuesday".

use super::expr::Outlook;
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Lex, Tense};

/// How many words before a date can tell.
const REACH: usize = 14;
/// How near a verb in the past must be for the date to be its own.
const NEAR: usize = 4;

impl Grammar<'_> {
    /// Which way the words around the mention `start..end` look.
    pub fn outlook(&self, start: usize, end: usize) -> Outlook {
        let last = self.cue(start.wrapping_sub(1));
        if self.is(end, Cue::Possessive) {
            // "Tuesday's vote" may be either.
            return Outlook::Open;
        }
        if last == Some(Cue::Since) || last == Some(Cue::Ended) {
            return Outlook::Behind;
        }
        // "the next hearing is Monday"
        let word = self.lexemes.text(start.wrapping_sub(1));
        if matches!(word, "is" | "be" | "are") {
            return Outlook::Ahead;
        }
        // "until Tuesday", "by May 5", "as soon as Friday"
        let limit = matches!(last, Some(Cue::Until | Cue::By))
            || (last == Some(Cue::As)
                && self.lex(start.wrapping_sub(2)) == Lex::Vague(Tense::Future));
        let open = if limit { Outlook::Ahead } else { Outlook::Open };
        self.before(start)
            .or_else(|| self.behind(start))
            .unwrap_or(open)
    }

    /// Does the sentence look ahead where the mention at `start` stands?
    pub fn ahead(&self, start: usize) -> bool {
        self.outlook(start, start) == Outlook::Ahead
    }

    /// What the words before the mention say.
    fn before(&self, start: usize) -> Option<Outlook> {
        let first = start.saturating_sub(REACH);
        for at in (first..start).rev() {
            let near = at + NEAR >= start;
            let past = if near { Outlook::Behind } else { Outlook::Open };
            match self.lex(at) {
                Lex::Cue(Cue::Will) => return Some(Outlook::Ahead),
                Lex::Ahead if !self.is_noun(at) => return Some(Outlook::Ahead),
                Lex::Cue(Cue::Was) => return Some(past),
                Lex::Other => {
                    let word = self.lexemes.text(at);
                    // "will be decided": a participle behind "be" is no past tense.
                    let passive = at > first && self.lexemes.text(at - 1) == "be";
                    if past_verb(word) && !passive {
                        return Some(past);
                    }
                    match word {
                        "would" => return Some(Outlook::Ahead),
                        // "voting ends on Friday, June 21": a timetable in the present tense.
                        "ends" | "opens" | "begins" | "starts" | "closes" | "expires" if near => {
                            return Some(Outlook::Ahead);
                        }
                        ";" | "\u{201d}" => return None,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// What the verb behind a mention at the beginning of a sentence says.
    fn behind(&self, start: usize) -> Option<Outlook> {
        if start > 3 {
            return None;
        }
        (start..start + REACH)
            .take_while(|&at| self.lex(at) != Lex::End)
            .find_map(|at| match self.lex(at) {
                Lex::Cue(Cue::Will) => Some(Outlook::Ahead),
                // "…, the clerk said": who reports it says nothing of when it is.
                Lex::Other if past_verb(self.lexemes.text(at)) && !self.reports(at) => {
                    Some(Outlook::Behind)
                }
                _ => None,
            })
    }

    /// Is this the verb of a reporting clause behind a comma?
    fn reports(&self, at: usize) -> bool {
        matches!(self.lexemes.text(at), "said" | "told" | "says" | "added")
            && (at.saturating_sub(5)..at).any(|before| self.is(before, Cue::Comma))
    }

    /// "the plan", "its plans" are no looking ahead of their own; "plans to" is.
    fn is_noun(&self, at: usize) -> bool {
        self.lexemes.text(at).starts_with("plan")
            && !self.is(at + 1, Cue::To)
            && !self.is(at + 1, Cue::For)
    }
}

/// Is this the past tense of a verb, as far as its shape tells?
fn past_verb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ed"))
        || matches!(
            word,
            "said"
                | "told"
                | "says"
                | "had"
                | "did"
                | "came"
                | "went"
                | "rose"
                | "fell"
                | "held"
                | "met"
                | "took"
                | "made"
                | "began"
                | "won"
                | "lost"
                | "left"
                | "got"
                | "saw"
                | "shot"
                | "died"
                | "hit"
                | "led"
                | "found"
                | "gave"
                | "sent"
                | "wrote"
                | "spoke"
        )
}
