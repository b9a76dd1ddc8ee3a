//! One rule file as it is written: its fields, patterns and examples.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::Reader;
use super::load::{Source, parse, place};
use super::pattern::{self, Item};
use super::{
    Example, ExampleArticle, GistPart, MentionKind, Rule, RuleError, Scope, Severity, TimeMode,
};

/// A rule whose patterns are not compiled yet.
pub(super) struct Draft<'s> {
    pub(super) rule: Rule,
    pub(super) patterns: Vec<DraftPattern>,
    /// The kinds of happening that it speaks of, as written, with their places.
    pub(super) happenings: Vec<(String, Range<usize>)>,
    pub(super) source: &'s Source,
}

pub(super) struct DraftPattern {
    pub(super) text: String,
    pub(super) items: Vec<Item>,
    pub(super) fixed: Vec<(String, String)>,
    pub(super) span: Range<usize>,
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

/// What the engine looks for by itself, by the name of [`Rule::facet`].
const FACETS: [&str; 11] = [
    "amount",
    "arithmetic",
    "attribute",
    "first-or-only",
    "happened",
    "headline",
    "name-spelling",
    "order",
    "participant",
    "place",
    "time",
];

/// One rule file; `None` when it is not fit to go on with.
pub(super) fn rule<'s>(source: &'s Source, errors: &mut Vec<RuleError>) -> Option<Draft<'s>> {
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
    let facet = reader.one_of(fields, "facet", &FACETS);
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
    let happenings = reader.texts(fields, "happenings");
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
        happenings: happenings.iter().map(|(kind, _)| kind.clone()).collect(),
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
        happenings,
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
