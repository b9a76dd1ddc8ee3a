//! Comments in articles that tell gainsay to look away:
//! `<!-- gainsay off -->` … `<!-- gainsay on -->` and `<!-- gainsay: ignore[rule-id] reason -->`.

use crate::text::Span;

/// What the comments of one article say, as places in its cleaned text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    silences: Vec<Silence>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Silence {
    place: Span,
    /// All rules when empty.
    rules: Vec<String>,
    reason: String,
}

/// A comment that addresses gainsay and says nothing that it understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands in the cleaned text.
    pub at: Span,
    /// What is wrong and what to do.
    pub message: String,
}

impl Comments {
    /// Reads an article's comments: `found` has, in order, the place of each in `text` and its
    /// words without the marks (`gainsay off`).
    ///
    /// `off` reaches to the next `on`, or to the end. `ignore` reaches over the paragraph that it
    /// stands in; when it stands between paragraphs, over the next one.
    pub fn new(text: &str, found: &[(Span, String)]) -> (Self, Vec<Mistake>) {
        let mut comments = Self::default();
        let mut mistakes = Vec::new();
        let mut off: Option<(Span, String)> = None;
        for (at, words) in found {
            match instruction(words) {
                Ok(Instruction::Off(reason)) => {
                    off.get_or_insert((*at, reason));
                }
                Ok(Instruction::On) => comments.close(off.take(), at.start as usize),
                Ok(Instruction::Ignore { rules, reason }) => comments.silences.push(Silence {
                    place: paragraph(text, at.start as usize),
                    rules,
                    reason,
                }),
                Err(message) => mistakes.push(Mistake { at: *at, message }),
            }
        }
        comments.close(off, text.len());
        (comments, mistakes)
    }

    fn close(&mut self, off: Option<(Span, String)>, end: usize) {
        self.silences.extend(off.map(|(start, reason)| Silence {
            place: Span::new(start.start as usize, end),
            rules: Vec::new(),
            reason,
        }));
    }

    /// The reason to ignore a claim of `rule` at `span`; `None` when nothing silences it.
    pub fn silence(&self, rule: &str, span: Span) -> Option<&str> {
        let meant = |silence: &&Silence| {
            silence.place.overlaps(span)
                && (silence.rules.is_empty() || silence.rules.iter().any(|id| id == rule))
        };
        self.silences
            .iter()
            .find(meant)
            .map(|silence| silence.reason.as_str())
    }
}

enum Instruction {
    Off(String),
    On,
    Ignore { rules: Vec<String>, reason: String },
}

/// Reads `gainsay off`, `gainsay: ignore[a, b] reason` and the like.
fn instruction(words: &str) -> Result<Instruction, String> {
    let rest = words.trim().strip_prefix("gainsay").unwrap_or(words);
    let rest = rest.trim_start_matches([':', ' ', '\t', '\n', '\r']);
    let name = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let after = rest[name.len()..].trim();
    match name {
        "off" => Ok(Instruction::Off(after.to_owned())),
        "on" => Ok(Instruction::On),
        "ignore" => {
            let Some(list) = after.strip_prefix('[') else {
                return Ok(Instruction::Ignore {
                    rules: Vec::new(),
                    reason: after.to_owned(),
                });
            };
            let (list, reason) = list.split_once(']').ok_or(
                "this comment to gainsay has no closing bracket: write `gainsay: ignore[rule-id] \
                 reason`",
            )?;
            let rules = list.split(',').map(str::trim).filter(|id| !id.is_empty());
            Ok(Instruction::Ignore {
                rules: rules.map(str::to_owned).collect(),
                reason: reason.trim().to_owned(),
            })
        }
        _ => Err(format!(
            "this comment says `{}`, which gainsay does not understand: write `gainsay off`, \
             `gainsay on` or `gainsay: ignore[rule-id] reason`",
            words.trim()
        )),
    }
}

/// The paragraph at `at`, or the next one when nothing stands there.
fn paragraph(text: &str, at: usize) -> Span {
    let mut start = text
        .get(..at)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |nl| nl + 1);
    while let Some(rest) = text.get(start..) {
        let line = rest.split('\n').next().unwrap_or("");
        if !line.trim().is_empty() || start + line.len() >= text.len() {
            return Span::new(start, start + line.len());
        }
        start += line.len() + 1;
    }
    Span::new(at, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "One is one.\n\nTwo is two.\nThree is three.\n";

    fn at(words: &str) -> Span {
        let start = TEXT.find(words).expect("the words are there");
        Span::new(start, start + words.len())
    }

    fn comments(found: &[(usize, &str)]) -> Comments {
        let found: Vec<_> = found
            .iter()
            .map(|(at, words)| (Span::new(*at, *at), (*words).to_owned()))
            .collect();
        let (comments, mistakes) = Comments::new(TEXT, &found);
        assert_eq!(mistakes, []);
        comments
    }

    #[test]
    fn off_reaches_to_on_or_the_end() {
        let some = comments(&[(0, "gainsay off"), (12, "gainsay on")]);
        assert_eq!(some.silence("age", at("One")), Some(""));
        assert_eq!(some.silence("age", at("Two")), None);
        let rest = comments(&[(12, "gainsay: off an old text")]);
        assert_eq!(rest.silence("age", at("One")), None);
        assert_eq!(rest.silence("age", at("three")), Some("an old text"));
    }

    #[test]
    fn ignore_reaches_over_its_paragraph_or_the_next() {
        let inside = comments(&[(24, "gainsay: ignore[age, toll] as printed")]);
        assert_eq!(inside.silence("age", at("Two")), Some("as printed"));
        assert_eq!(inside.silence("other", at("Two")), None);
        assert_eq!(inside.silence("age", at("Three")), None);
        let between = comments(&[(12, "gainsay: ignore[age]")]);
        assert_eq!(between.silence("age", at("One")), None);
        assert_eq!(between.silence("age", at("Two")), Some(""));
        assert_eq!(between.silence("age", at("Three")), None);
    }

    #[test]
    fn without_brackets_all_rules_are_meant() {
        let all = comments(&[(0, "gainsay: ignore quoted from a novel")]);
        assert_eq!(all.silence("age", at("One")), Some("quoted from a novel"));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let found = [
            (Span::new(0, 0), "gainsay: ignroe[age]".to_owned()),
            (Span::new(0, 0), "gainsay: ignore[age".to_owned()),
        ];
        let (_, mistakes) = Comments::new(TEXT, &found);
        assert!(mistakes[0].message.contains("ignroe[age]"));
        assert!(mistakes[1].message.contains("closing bracket"));
    }
}
