//! Rule files and word lists as TOML, read by hand so that all mistakes are reported at once.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeTable;

use super::draft::{Draft, rule};
use super::fields::hint;
use super::pattern::{Item, Slot, SlotKind};
use super::tables::Tables;
use super::thesaurus::{Thesaurus, ThesaurusTexts};
use super::words::VocabularyBuilder;
use super::{Pattern, RuleError, RuleSet, Step, Vocabulary};

/// One file of a rule folder. The path tells its kind: `words/*.toml` are word lists,
/// `words/*.txt` word meanings, opposites and sorts, `reference/*.csv` tables, any other `*.toml` a rule.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path for messages, with `/` between parts.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Source {
    fn folder(&self) -> &str {
        let mut parts = self.path.rsplit('/');
        parts.next();
        parts.next().unwrap_or_default()
    }

    fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }

    fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit('.')
            .next()
            .is_some_and(|found| found.eq_ignore_ascii_case(extension))
    }
}

/// Builds a rule set. A later source replaces an earlier one with the same rule id or word-list
/// name; tables of the same name are added to each other.
///
/// # Errors
/// All mistakes in all files, sorted by place.
pub fn load(sources: &[Source]) -> Result<RuleSet, Vec<RuleError>> {
    let mut errors = Vec::new();
    let mut words = VocabularyBuilder::default();
    let mut tables = Tables::default();
    let mut texts = ThesaurusTexts::default();
    let mut drafts: Vec<Draft> = Vec::new();
    for source in sources {
        if source.has_extension("csv") {
            tables.add(source, &mut errors);
        } else if source.has_extension("txt") {
            match source.stem() {
                "opposites" => texts.opposites.clone_from(&source.text),
                "sorts" => texts.sorts.clone_from(&source.text),
                _ => texts.meanings.clone_from(&source.text),
            }
        } else if source.folder() == "words" {
            word_lists(source, &mut words, &mut errors);
        } else if source.has_extension("toml")
            && let Some(draft) = rule(source, &mut errors)
        {
            drafts.retain(|known| known.rule.id != draft.rule.id);
            drafts.push(draft);
        }
    }
    tables.register(&mut words);
    for draft in &drafts {
        draft
            .patterns
            .iter()
            .for_each(|pattern| register(&pattern.items, &mut words));
    }
    let words = words.build();
    let mut rules = Vec::new();
    for Draft {
        mut rule,
        patterns,
        happenings,
        source,
    } in drafts
    {
        for (kind, span) in &happenings {
            if let Some(message) = unknown_happening(kind, &words) {
                errors.push(place(source, span.start, message));
            }
        }
        for draft in patterns {
            let mut compile = |item: &Item| compile(item, &words);
            match draft
                .items
                .iter()
                .map(&mut compile)
                .collect::<Result<Vec<_>, _>>()
            {
                Ok(steps) => {
                    rule.patterns.push(Pattern {
                        text: draft.text,
                        steps,
                        fixed: draft.fixed,
                    });
                }
                Err(message) => errors.push(place(source, draft.span.start, message)),
            }
        }
        rules.push(rule);
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    tables.finish();
    if errors.is_empty() {
        Ok(RuleSet {
            rules,
            words,
            tables,
            thesaurus: Thesaurus::new(texts),
        })
    } else {
        errors.sort();
        errors.dedup();
        Err(errors)
    }
}

/// What is wrong with a kind of happening that no list of `words/events.toml` tells.
fn unknown_happening(kind: &str, words: &Vocabulary) -> Option<String> {
    let lists = words.lists_named("events");
    let known: Vec<&str> = lists.iter().map(|&list| words.list_name(list)).collect();
    if known.contains(&kind) {
        return None;
    }
    let hint = hint(kind, &known, "there are");
    Some(format!(
        "no happening '{kind}' in words/events.toml; {hint}"
    ))
}

/// The error at a byte offset of a source.
pub(super) fn place(source: &Source, offset: usize, message: impl Into<String>) -> RuleError {
    let before = source.text.get(..offset).unwrap_or(&source.text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    RuleError {
        path: source.path.clone(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message: message.into(),
    }
}

pub(super) fn parse<'s>(source: &'s Source, errors: &mut Vec<RuleError>) -> Spanned<DeTable<'s>> {
    let (table, mistakes) = DeTable::parse_recoverable(&source.text);
    for mistake in mistakes {
        let at = mistake.span().map_or(0, |span| span.start);
        errors.push(place(source, at, mistake.message().to_owned()));
    }
    table
}

/// A word-list file: named lists of words.
fn word_lists(source: &Source, words: &mut VocabularyBuilder, errors: &mut Vec<RuleError>) {
    let table = parse(source, errors);
    for (name, value) in table.get_ref() {
        let full = format!("{}.{}", source.stem(), name.get_ref());
        let entries: Option<Vec<&str>> = value
            .get_ref()
            .as_array()
            .and_then(|array| array.iter().map(|entry| entry.get_ref().as_str()).collect());
        match entries {
            Some(entries) => words.list(&full, &entries),
            None => errors.push(place(
                source,
                value.span().start,
                format!("'{}' must be a list of words in quotes", name.get_ref()),
            )),
        }
    }
}

/// Makes the pattern's words known to the vocabulary.
fn register(items: &[Item], words: &mut VocabularyBuilder) {
    for item in items {
        match item {
            Item::Word(word) => words.word(word),
            Item::Form(form) => words.form(form),
            Item::Any(branches) => branches.iter().for_each(|branch| register(branch, words)),
            Item::Optional(inner) | Item::Not(inner) => {
                register(std::slice::from_ref(inner), words);
            }
            Item::Mark(_) | Item::List(_) | Item::Slot(_) | Item::Gap => {}
        }
    }
}

fn compile(item: &Item, words: &Vocabulary) -> Result<Step, Cow<'static, str>> {
    let lists = |name: &str| {
        let found = words.lists_named(name);
        if found.is_empty() {
            return Err(Cow::Owned(format!("no word list '{name}' in rules/words")));
        }
        Ok(found)
    };
    let sequence = |items: &[Item]| items.iter().map(|item| compile(item, words)).collect();
    Ok(match item {
        Item::Word(word) => Step::Word(words.word_id(word)),
        Item::Form(form) => Step::Form(words.form_id(form)),
        Item::Mark(mark) => Step::Mark(mark.clone()),
        Item::List(name) => Step::List(lists(name)?),
        Item::Slot(Slot {
            name,
            kind: SlotKind::Mention(kind),
        }) => Step::Mention(name.clone(), *kind),
        Item::Slot(Slot {
            name,
            kind: SlotKind::List(list),
        }) if list.is_empty() => {
            return Err(Cow::Owned(format!(
                "the slot {{{name}}} needs a type, such as {{{name}:person}}"
            )));
        }
        Item::Slot(Slot {
            name,
            kind: SlotKind::List(list),
        }) => Step::Choice(name.clone(), lists(list)?),
        Item::Any(branches) => Step::Any(
            branches
                .iter()
                .map(|branch| sequence(branch))
                .collect::<Result<_, _>>()?,
        ),
        Item::Optional(inner) => Step::Optional(Box::new(compile(inner, words)?)),
        Item::Not(inner) => Step::Not(Box::new(compile(inner, words)?)),
        Item::Gap => Step::Gap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a rule that holds these lines, beside two kinds of happening.
    fn mistakes(lines: &str) -> Vec<String> {
        let source = |path: &str, text: String| Source {
            path: path.to_owned(),
            text,
        };
        let rule =
            format!("id = \"toll\"\nquestion = \"How many?\"\nanswer = \"count\"\n{lines}\n");
        let events = "fire = [\"fire\"]\nflood = [\"flood\"]\n".to_owned();
        let sources = [
            source("toll.toml", rule),
            source("words/events.toml", events),
        ];
        load(&sources).map_or_else(
            |errors| errors.iter().map(ToString::to_string).collect(),
            |_| Vec::new(),
        )
    }

    #[test]
    fn a_misspelt_facet_is_told_at_its_place() {
        assert_eq!(
            mistakes("facet = \"amuont\""),
            ["toll.toml:4:9: no facet 'amuont'; did you mean 'amount'?"]
        );
        assert_eq!(mistakes("facet = \"amount\""), [""; 0]);
    }

    #[test]
    fn a_misspelt_happening_is_told_at_its_place() {
        assert_eq!(
            mistakes("patterns = []\nhappenings = [\"fire\", \"flod\"]"),
            ["toll.toml:5:23: no happening 'flod' in words/events.toml; did you mean 'flood'?"]
        );
        assert_eq!(
            mistakes("patterns = []\nhappenings = [\"wedding\"]"),
            ["toll.toml:5:15: no happening 'wedding' in words/events.toml; there are fire, flood"]
        );
        assert_eq!(
            mistakes("patterns = []\nhappenings = [1]"),
            ["toll.toml:5:15: 'happenings' holds words in quotes"]
        );
        assert_eq!(mistakes("patterns = []\nhappenings = [\"fire\"]"), [""; 0]);
    }
}
