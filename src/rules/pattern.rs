//! The pattern language: a pattern reads like the words that it finds.
//!
//! | written | finds |
//! |---|---|
//! | `kill` | any inflection of the word |
//! | `=told` | this form only |
//! | `@reporting` | any word of a word list (`rules/words`) |
//! | `{person}`, `{answer:count}` | a mention of a type; the name is the slot that it fills |
//! | `{status:@casualty}` | a word of a list; the slot's value is the list's name |
//! | `(a\|b c)` | one of several |
//! | `x?` | `x` or nothing |
//! | `!x` | nothing, and only where `x` does not follow |
//! | `..` | a gap of up to [`GAP`] tokens inside the clause |
//! | `,` `(` … quoted as `"("` | punctuation |

use std::fmt;

/// The longest gap that `..` spans, in tokens.
pub const GAP: usize = 8;

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Any inflection of this lower-case word.
    Word(String),
    /// This lower-case form only.
    Form(String),
    /// A punctuation mark.
    Mark(String),
    /// Any word of the list with this name.
    List(String),
    /// A mention that fills a slot.
    Slot(Slot),
    /// One of several sequences.
    Any(Vec<Vec<Item>>),
    /// The item or nothing.
    Optional(Box<Item>),
    /// Up to [`GAP`] tokens inside the clause.
    Gap,
    /// Nothing, and only where the item does not follow.
    Not(Box<Item>),
}

/// A place in a pattern or a question that a mention fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The slot's name: `answer`, or a name that the question uses.
    pub name: String,
    /// What may fill it.
    pub kind: SlotKind,
}

/// What may fill a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotKind {
    /// A mention of this type.
    Mention(MentionKind),
    /// A word of one of the lists whose names begin with this prefix and a dot.
    List(String),
}

/// The types of mention that a pattern can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A name of a person.
    Person,
    /// An office with the body that it belongs to.
    Office,
    /// A named place.
    Place,
    /// A named organisation.
    Organisation,
    /// Any run of capitalised words.
    Name,
    /// A named happening ("the Boston Marathon bombing", "the Hague summit").
    Event,
    /// A calendar date, a day or a longer stretch.
    Date,
    /// A weekday together with the calendar date that it is said to fall on.
    Weekday,
    /// A number of people or things.
    Count,
    /// One person: a name, "a man", "the 17-year-old", "she". Its value is a number: one at least.
    Someone,
    /// An age in years.
    Age,
    /// The words inside quotation marks.
    Quotation,
}

impl MentionKind {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("person", Self::Person),
        ("office", Self::Office),
        ("place", Self::Place),
        ("organisation", Self::Organisation),
        ("name", Self::Name),
        ("event", Self::Event),
        ("date", Self::Date),
        ("weekday", Self::Weekday),
        ("count", Self::Count),
        ("someone", Self::Someone),
        ("age", Self::Age),
        ("quotation", Self::Quotation),
    ];

    /// The type with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, kind)| kind)
    }

    /// All names, for an error message.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|&(name, _)| name)
    }
}

impl fmt::Display for MentionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES
            .iter()
            .find(|(_, kind)| kind == self)
            .map_or("?", |(name, _)| name);
        f.write_str(name)
    }
}

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Byte offset into the pattern.
    pub at: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads a pattern.
///
/// # Errors
/// The first mistake, with its place in the pattern.
pub fn parse(pattern: &str) -> Result<Vec<Item>, PatternError> {
    let mut reader = Reader {
        text: pattern,
        at: 0,
    };
    let items = reader.sequence(0)?;
    if reader.at < pattern.len() {
        return Err(reader.error("')' closes nothing; write '\")\"' for the mark itself"));
    }
    if items
        .iter()
        .all(|item| matches!(item, Item::Gap | Item::Optional(_) | Item::Not(_)))
    {
        return Err(PatternError {
            at: 0,
            message: "a pattern needs at least one word or slot that must be there".to_owned(),
        });
    }
    Ok(items)
}

/// All slots named in a text such as a question, with the byte offset of each.
///
/// # Errors
/// A brace that is not closed or a type that does not exist.
pub fn slots(text: &str) -> Result<Vec<(usize, Slot)>, PatternError> {
    let mut found = Vec::new();
    let mut reader = Reader { text, at: 0 };
    while let Some(open) = text[reader.at..].find('{') {
        reader.at += open;
        let at = reader.at;
        found.push((at, reader.slot()?));
    }
    Ok(found)
}

struct Reader<'p> {
    text: &'p str,
    at: usize,
}

impl Reader<'_> {
    fn error(&self, message: impl Into<String>) -> PatternError {
        PatternError {
            at: self.at,
            message: message.into(),
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Item>, PatternError> {
        let mut items = Vec::new();
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let Some(c) = self.rest().chars().next() else {
                break;
            };
            if c == ')' || (c == '|' && depth > 0) {
                break;
            }
            let item = self.item(c, depth)?;
            items.push(self.optional(item));
        }
        Ok(items)
    }

    /// The item that begins with `c`.
    fn item(&mut self, c: char, depth: usize) -> Result<Item, PatternError> {
        Ok(match c {
            '(' if depth >= 4 => return Err(self.error("groups are nested too deeply")),
            '(' => self.group(depth)?,
            '{' => Item::Slot(self.slot()?),
            '"' => self.quoted()?,
            '.' if self.rest().starts_with("..") => {
                self.at += 2;
                Item::Gap
            }
            '@' => {
                self.at += 1;
                Item::List(self.word("a word list's name after '@'")?)
            }
            '=' => {
                self.at += 1;
                Item::Form(self.word("a word after '='")?)
            }
            '!' => {
                self.at += 1;
                let Some(next) = self.rest().chars().next().filter(|c| !c.is_whitespace()) else {
                    return Err(self.error("'!' stands right before what must not follow"));
                };
                Item::Not(Box::new(self.item(next, depth + 1)?))
            }
            '?' => return Err(self.error("'?' must follow a word, a slot or a group")),
            c if c.is_alphanumeric() => Item::Word(self.word("a word")?),
            c => {
                self.at += c.len_utf8();
                Item::Mark(c.to_string())
            }
        })
    }

    fn optional(&mut self, item: Item) -> Item {
        if self.rest().starts_with('?') {
            self.at += 1;
            return Item::Optional(Box::new(item));
        }
        item
    }

    fn group(&mut self, depth: usize) -> Result<Item, PatternError> {
        let open = self.at;
        self.at += 1;
        let mut branches = vec![self.sequence(depth + 1)?];
        while self.rest().starts_with('|') {
            self.at += 1;
            branches.push(self.sequence(depth + 1)?);
        }
        if !self.rest().starts_with(')') {
            self.at = open;
            return Err(self.error("'(' is never closed"));
        }
        self.at += 1;
        if branches.iter().any(Vec::is_empty) {
            self.at = open;
            return Err(self.error("an alternative is empty; write '(…)?' for something optional"));
        }
        Ok(Item::Any(branches))
    }

    fn slot(&mut self) -> Result<Slot, PatternError> {
        let open = self.at;
        let Some(close) = self.rest().find('}') else {
            return Err(self.error("'{' is never closed"));
        };
        let inner = self.text[open + 1..open + close].trim();
        let (name, kind) = inner.split_once(':').unwrap_or((inner, inner));
        let (name, kind) = (name.trim(), kind.trim());
        if name.is_empty() {
            return Err(self.error("a slot needs a name, such as {person} or {answer:count}"));
        }
        let kind = if let Some(list) = kind.strip_prefix('@') {
            SlotKind::List(list.to_owned())
        } else if let Some(kind) = MentionKind::from_name(kind) {
            SlotKind::Mention(kind)
        } else if name == kind {
            // A name without a type, as a question uses it; the patterns tell the type.
            SlotKind::List(String::new())
        } else {
            let known: Vec<_> = MentionKind::names().collect();
            let message = format!("no mention type '{kind}'; there are {}", known.join(", "));
            return Err(self.error(message));
        };
        self.at = open + close + 1;
        Ok(Slot {
            name: name.to_owned(),
            kind,
        })
    }

    fn quoted(&mut self) -> Result<Item, PatternError> {
        let rest = &self.rest()[1..];
        let Some(close) = rest.find('"').filter(|&close| close > 0) else {
            return Err(self.error("'\"' is never closed, or holds nothing"));
        };
        let mark = rest[..close].to_owned();
        self.at += close + 2;
        Ok(Item::Mark(mark))
    }

    fn word(&mut self, wanted: &str) -> Result<String, PatternError> {
        let len = self
            .rest()
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_' | '.')))
            .unwrap_or(self.rest().len());
        let word = self.rest()[..len].to_lowercase();
        if word.is_empty() {
            return Err(self.error(format!("{wanted} is missing")));
        }
        self.at += len;
        Ok(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_like_its_sentence() {
        let items = parse("{answer:person} , (the|its)? {office}").unwrap();
        assert_eq!(items.len(), 4);
        assert_eq!(items[1], Item::Mark(",".to_owned()));
        assert!(matches!(&items[2], Item::Optional(inner) if matches!(**inner, Item::Any(_))));
    }

    #[test]
    fn mistakes_are_placed() {
        assert_eq!(parse("kill {answer:cuont}").unwrap_err().at, 5);
        assert_eq!(parse("(a|b").unwrap_err().at, 0);
        assert_eq!(parse("a )").unwrap_err().at, 2);
        assert!(parse("..").is_err());
    }
}
