//! What a pattern says where it matches: the words that it found as the answer to its rule's
//! question.

use jiff::civil::Date;

use crate::rules::{Pattern, Rule, Scope, TimeMode};
use crate::text::Span;

use super::matcher::{Filled, Match};
use super::mention::Mentions;
use super::office::Tenure;
use super::quotation::Quotations;
use super::voice::{self, Status, Voice};
use super::when::{looks_back, when};
use super::{Claim, Context, Value, View, When, days_between, event};

/// One sentence, with all that the answers of its patterns need.
pub(super) struct Answers<'s> {
    pub(super) context: &'s Context<'s>,
    pub(super) view: &'s View<'s>,
    pub(super) mentions: &'s Mentions<'s>,
    pub(super) quotes: &'s Quotations,
}

/// What a match fills in.
struct Filling {
    question: Vec<Value>,
    answer: Value,
    span: Span,
}

impl Answers<'_> {
    /// The claim of a match of one pattern of a rule; `None` where it says too little.
    pub(super) fn claim(
        &self,
        index: usize,
        pattern: &Pattern,
        found: &Match<'_>,
    ) -> Option<Claim> {
        let rule = &self.context.rules.rules[index];
        let filling = self.fill(rule, pattern, found)?;
        if self.is_loose_apposition(&filling.question, found) || !filling.says_enough() {
            return None;
        }
        let voice = self.voice(&filling);
        let when = self.when(rule, &filling);
        let Filling {
            question,
            answer,
            span,
        } = filling;
        Some(Claim {
            rule: index,
            question,
            answer,
            span,
            sentence: self.view.span,
            when,
            voice,
        })
    }

    fn fill(&self, rule: &Rule, pattern: &Pattern, found: &Match<'_>) -> Option<Filling> {
        let mut answer = None;
        let mut question: Vec<Option<Value>> = vec![None; rule.slots.len()];
        let mut span: Option<Span> = None;
        for (name, filled) in &found.slots {
            let (value, at) = match filled {
                Filled::Mention(mention) => (mention.value.clone(), mention.span),
                Filled::Word(list, at) => (
                    Value::Word(self.context.rules.words.list_name(*list).to_owned()),
                    self.view.span_of(&(*at..at + 1)),
                ),
            };
            span = Some(span.map_or(at, |whole| whole.to(at)));
            if *name == "answer" {
                answer = Some(value.clone());
            }
            if let Some(slot) = rule.slots.iter().position(|slot| slot == *name) {
                question[slot] = Some(value);
            }
        }
        for (name, value) in &pattern.fixed {
            if let Some(slot) = rule.slots.iter().position(|slot| slot == name) {
                question[slot] = Some(Value::Word(value.clone()));
            }
        }
        let span = span?;
        for (slot, value) in rule.slots.iter().zip(&mut question) {
            if value.is_none() && slot == "event" {
                let happening = event::of_clause(self.context, self.view, span);
                *value = Some(Value::Event(happening));
            }
        }
        let question: Option<Vec<Value>> = question.into_iter().collect();
        Some(Filling {
            question: question?,
            answer: answer?,
            span,
        })
    }

    /// "The pontiff Kennedy met": a role in small letters and a bare surname may not belong
    /// together.
    fn is_loose_apposition(&self, question: &[Value], found: &Match<'_>) -> bool {
        let of_office = question
            .iter()
            .any(|value| matches!(value, Value::Office(_)));
        let answer = found.slots.iter().find_map(|(name, filled)| match filled {
            Filled::Mention(mention) if *name == "answer" => Some(&mention.tokens),
            _ => None,
        });
        answer.is_some_and(|tokens| {
            let before = tokens.start.checked_sub(1);
            let before = before.map_or("", |at| self.view.word(at));
            of_office && tokens.len() == 1 && before.starts_with(char::is_lowercase)
        })
    }

    fn voice(&self, filling: &Filling) -> Voice {
        let mut voice = voice::of(self.context, self.view, filling.span, self.quotes);
        let left = |value: &Value| matches!(value, Value::Office(office) if office.tenure != Tenure::Holding);
        let earlier = filling.is_age()
            && looks_back(self.context, self.view, filling.span, self.mentions.dates());
        if earlier || filling.question.iter().any(left) {
            voice.status = Status::Past;
        }
        voice
    }

    fn when(&self, rule: &Rule, filling: &Filling) -> When {
        let context = self.context;
        // An age is of the day of writing, whatever else the sentence dates.
        if rule.scope == Scope::Article || filling.is_age() {
            return When::on(context.day);
        }
        let mut when = when(context, self.view, filling.span, self.mentions.dates());
        // "The minister said wages would be paid in June": who holds an office is named as of now.
        let ahead = |first: Date| context.day.is_some_and(|day| first > day);
        if rule.time == TimeMode::State && when.days.is_some_and(|(first, _)| ahead(first)) {
            let soon = |first: Date| context.day.is_some_and(|day| days_between(day, first) <= 7);
            when.stated = when.days.is_some_and(|(first, _)| soon(first));
            when.days = When::on(context.day).days;
        }
        when
    }
}

impl Filling {
    fn is_age(&self) -> bool {
        matches!(self.answer, Value::Age(_))
    }

    fn says_enough(&self) -> bool {
        // "Secretary of State Ann Ito": whose office it is can be told by who held it then.
        let told_by_name = matches!(&self.answer, Value::Person(name) if name.contains(' '));
        let enough = |value: &Value| {
            value.is_comparable() || told_by_name && matches!(value, Value::Office(_))
        };
        self.question.iter().chain([&self.answer]).all(enough)
    }
}
