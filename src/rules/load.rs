//! Rule files and word lists as TOML, read by hand so that all mistakes are reported at once.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pattern::{self, Item, MentionKind, Slot, SlotKind};
use super::tables::Tables;
use super::words::VocabularyBuilder;
use super::{
    Example, ExampleArticle, GistPart, Pattern, Rule, RuleError, RuleSet, Scope, Severity, Step,
    Thesaurus, TimeMode,
};

/// One file of a rule folder. The path tells its kind: `words/*.toml` are word lists,
/// `words/*.txt` word meanings and opposites, `reference/*.csv` tables, any other `*.toml` a rule.
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
    let (mut meanings, mut opposites) = (String::new(), String::new());
    let mut drafts: Vec<Draft> = Vec::new();
    for source in sources {
        if source.has_extension("csv") {
            tables.add(source, &mut errors);
        } else if source.has_extension("txt") {
            match source.stem() {
                "opposites" => opposites.clone_from(&source.text),
                _ => meanings.clone_from(&source.text),
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
        source,
    } in drafts
    {
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
            thesaurus: Thesaurus::new(meanings, opposites),
        })
    } else {
        errors.sort();
        errors.dedup();
        Err(errors)
    }
}

/// A rule whose patterns are not compiled yet.
struct Draft<'s> {
    rule: Rule,
    patterns: Vec<DraftPattern>,
    source: &'s Source,
}

struct DraftPattern {
    text: String,
    items: Vec<Item>,
    fixed: Vec<(String, String)>,
    span: Range<usize>,
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

fn parse<'s>(source: &'s Source, errors: &mut Vec<RuleError>) -> Spanned<DeTable<'s>> {
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

/// Reads keys of one table and remembers what was wrong.
struct Reader<'s, 'e> {
    source: &'s Source,
    errors: &'e mut Vec<RuleError>,
}

impl<'s> Reader<'s, '_> {
    fn error(&mut self, span: &Range<usize>, message: impl Into<String>) {
        self.errors.push(place(self.source, span.start, message));
    }

    fn known_keys(&mut self, table: &DeTable<'s>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let hint = nearest(key.get_ref(), known).map_or_else(
                    || format!("the keys are {}", known.join(", ")),
                    |near| format!("did you mean '{near}'?"),
                );
                self.error(
                    &key.span(),
                    format!("unknown key '{}'; {hint}", key.get_ref()),
                );
            }
        }
    }

    fn string<'t>(&mut self, table: &'t DeTable<'s>, key: &str) -> Option<(&'t str, Range<usize>)> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.error(&value.span(), format!("'{key}' must be text in quotes"));
        }
        text.map(|text| (text, value.span()))
    }

    fn owned(&mut self, table: &DeTable<'s>, key: &str) -> Option<String> {
        self.string(table, key).map(|(text, _)| text.to_owned())
    }

    fn required<'t>(
        &mut self,
        table: &'t Spanned<DeTable<'s>>,
        key: &str,
        what: &str,
    ) -> Option<(&'t str, Range<usize>)> {
        if !table.get_ref().contains_key(key) {
            self.error(&table.span(), format!("'{key}' is missing: {what}"));
        }
        self.string(table.get_ref(), key)
    }

    fn boolean(&mut self, table: &DeTable<'s>, key: &str, default: bool) -> bool {
        let Some(value) = table.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.error(&value.span(), format!("'{key}' must be true or false"));
            default
        })
    }

    fn choice<T: Copy>(
        &mut self,
        table: &DeTable<'s>,
        key: &str,
        default: T,
        choices: &[(&str, T)],
    ) -> T {
        let Some((text, span)) = self.string(table, key) else {
            return default;
        };
        choices.iter().find(|(name, _)| *name == text).map_or_else(
            || {
                let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
                self.error(
                    &span,
                    format!("'{key}' must be one of {}, not '{text}'", names.join(", ")),
                );
                default
            },
            |&(_, value)| value,
        )
    }

    fn array<'t>(&mut self, table: &'t DeTable<'s>, key: &str) -> &'t [Spanned<DeValue<'s>>] {
        let Some(value) = table.get(key) else {
            return &[];
        };
        if let DeValue::Array(array) = value.get_ref() {
            return array;
        }
        self.error(&value.span(), format!("'{key}' must be a list"));
        &[]
    }
}

const RULE_KEYS: &[&str] = &[
    "id",
    "question",
    "answer",
    "severity",
    "time",
    "scope",
    "exclusive",
    "checks",
    "facet",
    "why",
    "limits",
    "patterns",
    "happenings",
    "example",
];

fn rule<'s>(source: &'s Source, errors: &mut Vec<RuleError>) -> Option<Draft<'s>> {
    let before = errors.len();
    let table = parse(source, errors);
    if errors.len() > before {
        return None;
    }
    let mut reader = Reader { source, errors };
    let fields = table.get_ref();
    reader.known_keys(fields, RULE_KEYS);
    let id = id(&mut reader, &table);
    let question = question(&mut reader, &table);
    let answer = answer(&mut reader, &table);
    let checks = reader.owned(fields, "checks");
    let facet = reader.owned(fields, "facet");
    let (patterns, gists) = patterns(&mut reader, fields);
    if patterns.is_empty()
        && checks.is_none()
        && facet.is_none()
        && !fields.contains_key("patterns")
    {
        reader.error(
            &table.span(),
            "'patterns' is missing: what the rule's sentences look like",
        );
    }
    let strings = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
    let happenings = reader
        .array(fields, "happenings")
        .iter()
        .filter_map(strings)
        .collect();
    let examples = reader
        .array(fields, "example")
        .iter()
        .filter_map(|value| example(&mut reader, value))
        .collect();
    let (question, slots) = question?;
    let rule = Rule {
        id: id?,
        question,
        slots,
        answer: answer?,
        severity: reader.choice(fields, "severity", Severity::Warning, SEVERITIES),
        time: reader.choice(fields, "time", TimeMode::Event, TIMES),
        scope: reader.choice(fields, "scope", Scope::Corpus, SCOPES),
        exclusive: reader.boolean(fields, "exclusive", true),
        checks,
        facet,
        happenings,
        why: reader.owned(fields, "why").unwrap_or_default(),
        limits: reader.owned(fields, "limits").unwrap_or_default(),
        patterns: Vec::new(),
        gists,
        examples,
        path: source.path.clone(),
    };
    Some(Draft {
        rule,
        patterns,
        source,
    })
}

const SEVERITIES: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
];
const TIMES: &[(&str, TimeMode)] = &[
    ("state", TimeMode::State),
    ("event", TimeMode::Event),
    ("tally", TimeMode::Tally),
];
const SCOPES: &[(&str, Scope)] = &[("corpus", Scope::Corpus), ("article", Scope::Article)];

fn id<'s>(reader: &mut Reader<'s, '_>, table: &Spanned<DeTable<'s>>) -> Option<String> {
    let (id, span) = reader.required(table, "id", "a short name such as \"office-holder\"")?;
    let id = id.to_owned();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(fits) {
        reader.error(&span, "an id is made of lower-case letters, digits and '-'");
    }
    Some(id)
}

/// The question and the names of its slots.
fn question<'s>(
    reader: &mut Reader<'s, '_>,
    table: &Spanned<DeTable<'s>>,
) -> Option<(String, Vec<String>)> {
    let what = "what a claim answers, such as \"Who is {office}?\"";
    let (question, span) = reader.required(table, "question", what)?;
    let question = question.to_owned();
    let slots = match pattern::slots(&question) {
        Ok(slots) => slots.into_iter().map(|(_, slot)| slot.name).collect(),
        Err(mistake) => {
            reader.error(&(span.start + 1 + mistake.at..span.end), mistake.message);
            Vec::new()
        }
    };
    Some((question, slots))
}

fn answer<'s>(reader: &mut Reader<'s, '_>, table: &Spanned<DeTable<'s>>) -> Option<MentionKind> {
    let (name, span) = reader.required(
        table,
        "answer",
        "the type of the answer, such as \"person\"",
    )?;
    let kind = MentionKind::from_name(name);
    if kind.is_none() {
        let known: Vec<_> = MentionKind::names().collect();
        let message = format!("no answer type '{name}'; there are {}", known.join(", "));
        reader.error(&span, message);
    }
    kind
}

const GISTS: &[(&str, GistPart)] = &[
    ("kind", GistPart::Kind),
    ("place", GistPart::Place),
    ("day", GistPart::Day),
];

type Gists = Vec<(GistPart, Vec<(String, String)>)>;

fn patterns<'s>(reader: &mut Reader<'s, '_>, fields: &DeTable<'s>) -> (Vec<DraftPattern>, Gists) {
    let mut found = Vec::new();
    let mut gists = Vec::new();
    for value in reader.array(fields, "patterns") {
        let span = value.span();
        let (text, span, fixed) = match value.get_ref() {
            DeValue::String(text) => (text.to_string(), span, Vec::new()),
            DeValue::Table(table) if table.contains_key("gist") => {
                let part = reader.choice(table, "gist", GistPart::Kind, GISTS);
                gists.push((part, fixed_slots(table, "gist")));
                continue;
            }
            DeValue::Table(table) => {
                let Some((text, span)) = reader.string(table, "pattern") else {
                    reader.error(&span, "a pattern with fixed slots looks like { pattern = \"…\", slot = \"value\" }");
                    continue;
                };
                let fixed = fixed_slots(table, "pattern");
                (text.to_owned(), span, fixed)
            }
            _ => {
                reader.error(&span, "a pattern is text in quotes");
                continue;
            }
        };
        match pattern::parse(&text) {
            Ok(items) => found.push(DraftPattern {
                text,
                items,
                fixed,
                span,
            }),
            Err(mistake) => reader.error(&(span.start + 1 + mistake.at..span.end), mistake.message),
        }
    }
    (found, gists)
}

/// The slots that a table gives a value, all keys but one.
fn fixed_slots(table: &DeTable<'_>, but: &str) -> Vec<(String, String)> {
    let slots = table.iter().filter(|(key, _)| key.get_ref() != but);
    let text = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
    slots
        .filter_map(|(key, value)| Some((key.get_ref().to_string(), text(value)?)))
        .collect()
}

fn example<'s>(reader: &mut Reader<'s, '_>, value: &Spanned<DeValue<'s>>) -> Option<Example> {
    let span = value.span();
    let Some(table) = value.get_ref().as_table() else {
        reader.error(&span, "an example is a table: [[example]]");
        return None;
    };
    reader.known_keys(table, &["why", "articles", "finds", "reference"]);
    let mut articles = Vec::new();
    for article in reader.array(table, "articles") {
        let Some(fields) = article.get_ref().as_table() else {
            reader.error(
                &article.span(),
                "an article looks like { date = \"2025-02-28\", text = \"…\" }",
            );
            continue;
        };
        reader.known_keys(fields, &["text", "date", "title", "source"]);
        articles.push(ExampleArticle {
            text: reader.owned(fields, "text").unwrap_or_default(),
            date: reader.owned(fields, "date"),
            title: reader.owned(fields, "title"),
            source: reader.owned(fields, "source"),
        });
    }
    let finds = match table.get("finds").map(Spanned::get_ref) {
        Some(DeValue::String(text)) => vec![text.to_string()],
        Some(DeValue::Array(list)) => list
            .iter()
            .filter_map(|text| text.get_ref().as_str().map(str::to_owned))
            .collect(),
        _ => {
            reader.error(
                &span,
                "an example says what it finds: finds = \"nothing\", or \"conflict: A ≠ B\"",
            );
            return None;
        }
    };
    let line = place(reader.source, span.start, "").line;
    let why = reader.owned(table, "why").unwrap_or_default();
    let reference = reader.boolean(table, "reference", false);
    Some(Example {
        why,
        articles,
        finds,
        reference,
        line,
    })
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

fn compile(item: &Item, words: &super::Vocabulary) -> Result<Step, Cow<'static, str>> {
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

/// The known name that is most like a mistyped one.
fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|&candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|&(distance, _)| distance <= 2)
        .map(|(_, candidate)| candidate)
}
