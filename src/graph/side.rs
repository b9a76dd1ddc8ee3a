//! Questions and answers in words.

use crate::extract::{DateValue, Happening, Office, Value};
use crate::rules::Rule;

/// The claims of a cluster that agree on one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The answer in words.
    pub answer: String,
    /// Indices of [`crate::resolve::Corpus::statements`].
    pub statements: Vec<usize>,
}

/// An answer in words.
pub fn answer_text(value: &Value) -> String {
    match value {
        Value::Person(text)
        | Value::Place(text)
        | Value::Organisation(text)
        | Value::Name(text)
        | Value::Word(text) => text.clone(),
        Value::Office(office) => office_text(office),
        Value::Event(happening) => happening_text(happening),
        Value::Date(date) => date.to_string(),
        Value::Weekday(date) => date.weekday.map_or_else(
            || date.to_string(),
            |day| crate::compare::weekday_name(day).to_owned(),
        ),
        Value::Count(quantity) | Value::Age(quantity) => quantity.to_string(),
        Value::Detail(detail) => detail.text.clone(),
        Value::Quotation(words) => format!("“{}”", shorten(words, 16)),
    }
}

/// A rule's question with its slots filled, in plain English.
pub fn question_text(rule: &Rule, slots: &[Value]) -> String {
    let mut text = rule.question.clone();
    for (name, value) in rule.slots.iter().zip(slots) {
        let filled = match value {
            Value::Weekday(date) => crate::extract::DateValue::day(date.first).to_string(),
            other => answer_text(other),
        };
        // A slot may be written with its type; both forms are replaced.
        if let Some(open) = text.find(&format!("{{{name}"))
            && let Some(close) = text[open..].find('}')
        {
            text.replace_range(open..=open + close, &filled);
        }
    }
    text
}

fn office_text(office: &Office) -> String {
    if office.body.is_empty() {
        return format!("the {}", office.role);
    }
    let plural = [
        "United States",
        "United Kingdom",
        "United Nations",
        "European",
        "Netherlands",
        "Philippines",
        "World",
        "International",
    ];
    let article = if plural.iter().any(|start| office.body.starts_with(start)) {
        "the "
    } else {
        ""
    };
    format!("the {} of {article}{}", office.role, office.body)
}

fn happening_text(happening: &Happening) -> String {
    if let Some(name) = &happening.name {
        return format!("the {name}");
    }
    let place = happening.place.as_ref();
    let place = place.map_or_else(String::new, |place| format!(" in {place}"));
    let day = happening.day;
    let day = day.map_or_else(String::new, |day| {
        format!(" on {}", DateValue::day(day.first))
    });
    format!("the {}{place}{day}", happening.kind.replace('_', " "))
}

fn shorten(words: &str, most: usize) -> String {
    let mut all = words.split(' ');
    let head: Vec<&str> = all.by_ref().take(most).collect();
    let tail = if all.next().is_some() { " …" } else { "" };
    format!("{}{tail}", head.join(" "))
}
