//! Which of an article's counts of victims stand.

use crate::rules::{FormId, ListId, TimeMode};

use super::super::mention::could_be_person;
use super::super::name::plain;
use super::super::{Claim, Context, Value, View};
use super::settle::{REPORT, sentence_of};

/// The slot of a toll's question that says what happened to those whom it counts.
const STATUS: &str = "status";
/// Those who were hit, dead or alive: a status, and a list of `rules/words/casualty.toml`.
const STRUCK: &str = "struck";
/// Those of them who live.
const INJURED: &str = "injured";
/// The slot that says who is counted.
const VICTIMS: &str = "victims";
/// Anybody: a list of `rules/words/victims.toml`.
const ANYBODY: &str = "people";

/// Makes counts of those who were hit counts of the injured where nobody is told to have died, and
/// lets parts of the victims, and those who are told of one by one, be counted only where nothing
/// speaks of more. Drops counts of which the article gives two for one question.
pub(super) fn settle(context: &Context<'_>, title: &View<'_>, claims: &mut Vec<Claim>) {
    if !claims
        .iter()
        .any(|claim| matches!(claim.answer, Value::Count(_)))
    {
        return;
    }
    let holds = |lists: &[ListId]| {
        hold(context, title.forms, lists) || hold(context, &context.forms, lists)
    };
    let has = |claim: &Claim, status: &str| is_word(slot(context, claim, STATUS), status);
    if claims.iter().any(|claim| has(claim, STRUCK)) && holds(&context.lists.deadly) {
        claims.retain(|claim| !has(claim, STRUCK));
    }
    let several = claims.iter().any(is_told)
        && (holds(&context.lists.several) || title_counts(context, title) || counts(context));
    let tolls: Vec<Toll> = claims
        .iter()
        .map(|claim| Toll::of(context, claim))
        .collect();
    let stands = |(at, toll): (usize, &Toll<'_>)| match &toll.victim {
        Some(victim) => !several && toll.is_only(victim, &tolls, at),
        None => !toll.is_part(context, &tolls),
    };
    let stands: Vec<bool> = tolls.iter().enumerate().map(stands).collect();
    retain(claims, stands);
    let injured = claims.iter().any(|claim| has(claim, INJURED));
    claims.retain_mut(|claim| {
        if !has(claim, STRUCK) {
            return true;
        }
        for value in &mut claim.question {
            if is_word(Some(&*value), STRUCK) {
                *value = Value::Word(INJURED.to_owned());
            }
        }
        // Some of them may have died since.
        if let Value::Count(count) = &mut claim.answer {
            *count = count.loose();
        }
        !injured
    });
    drop_contradictions(claims);
}

/// Keeps the claims of which it is so.
fn retain(claims: &mut Vec<Claim>, so: Vec<bool>) {
    let mut so = so.into_iter();
    claims.retain(|_| so.next().unwrap_or_default());
}

fn is_word(value: Option<&Value>, wanted: &str) -> bool {
    matches!(value, Some(Value::Word(word)) if word == wanted)
}

/// What fills a slot of a claim's question.
fn slot<'c>(context: &Context<'_>, claim: &'c Claim, name: &str) -> Option<&'c Value> {
    let slots = &context.rules.rules[claim.rule].slots;
    let at = slots.iter().position(|slot| slot == name)?;
    claim.question.get(at)
}

/// Is it a count of people who are told of one by one?
fn is_told(claim: &Claim) -> bool {
    matches!(&claim.answer, Value::Count(count) if count.is_told())
}

fn hold(context: &Context<'_>, forms: &[FormId], lists: &[ListId]) -> bool {
    let words = &context.rules.words;
    (0..forms.len()).any(|at| words.list_at(&forms[at..], lists).is_some())
}

/// A number from 2 to 99.
fn is_several(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    let (word, form) = (view.word(at), view.form(at));
    let digits = (1..=2).contains(&word.len()) && word.parse().is_ok_and(|number: u8| number > 1);
    let lists = &context.lists;
    digits || context.is_in(form, &lists.numbers) && !context.is_in(form, &lists.one)
}

/// Does a headline on victims name a number of them: "2 dead", "Three shot"?
fn title_counts(context: &Context<'_>, title: &View<'_>) -> bool {
    // "Boy, 5, is shot": an age.
    let age = |at: usize| at > 0 && title.word(at - 1) == ",";
    let holds = |lists: &[ListId]| hold(context, title.forms, lists);
    (0..title.tokens.len()).any(|at| is_several(context, title, at) && !age(at))
        && (holds(&context.lists.hit) || holds(&context.lists.people))
}

/// Does the report count victims anywhere: "two girls", "all five men"?
fn counts(context: &Context<'_>) -> bool {
    let sentences = context.analysis.sentences.iter().take(REPORT);
    sentences
        .map(|sentence| context.view(sentence))
        .any(|view| {
            let victims = |at: usize| context.begins(&view, at, &context.lists.hurt);
            (0..view.tokens.len())
                .any(|at| is_several(context, &view, at) && (at + 1..at + 3).any(victims))
        })
}

/// What a claim counts, and of whom.
struct Toll<'c> {
    claim: &'c Claim,
    status: Option<&'c Value>,
    victims: Option<&'c Value>,
    /// The one who is counted, where people are told of one by one.
    victim: Option<Victim>,
}

impl<'c> Toll<'c> {
    fn of(context: &Context<'_>, claim: &'c Claim) -> Self {
        Self {
            claim,
            status: slot(context, claim, STATUS),
            victims: slot(context, claim, VICTIMS),
            victim: is_told(claim).then(|| Victim::of(context, claim)),
        }
    }

    /// Is it a count of a part of the victims: one kind of them beside others, or beside all?
    fn is_part(&self, context: &Context<'_>, tolls: &[Self]) -> bool {
        let rule = &context.rules.rules[self.claim.rule];
        if self.victims.is_none()
            || self.status.is_none()
            || rule.time != TimeMode::Tally
            || is_word(self.victims, ANYBODY)
        {
            return false;
        }
        // "Two men and one woman were shot".
        let before = sentence_of(context, self.claim).is_some_and(|view| {
            let first = view
                .tokens
                .partition_point(|token| token.span.start < self.claim.span.start);
            let before = first.checked_sub(1).map(|at| view.form(at));
            before.is_some_and(|form| context.is_in(form, &context.lists.and))
        });
        before
            || tolls.iter().any(|other| {
                other.claim.rule == self.claim.rule
                    && other.victim.is_none()
                    && other.status == self.status
                    && is_word(other.victims, ANYBODY)
            })
    }

    /// Is the one whom this claim tells of the only one whom the article tells of, and told here
    /// first, at this place among all?
    fn is_only(&self, victim: &Victim, tolls: &[Self], at: usize) -> bool {
        let alike =
            |other: &Self| other.claim.rule == self.claim.rule && other.status == self.status;
        tolls.iter().enumerate().all(|(index, other)| {
            index == at
                || !alike(other)
                || index > at
                    && other
                        .victim
                        .as_ref()
                        .is_some_and(|other| !victim.is_other(other))
        })
    }
}

/// What the words of a claim tell of the person whom it counts.
#[derive(Default)]
struct Victim {
    surname: Option<String>,
    age: Option<u32>,
    male: Option<bool>,
}

impl Victim {
    fn of(context: &Context<'_>, claim: &Claim) -> Self {
        let mut victim = Self::default();
        let Some(view) = sentence_of(context, claim) else {
            return victim;
        };
        let lists = &context.lists;
        for (at, token) in view.tokens.iter().enumerate() {
            if !claim.span.contains(token.span) {
                continue;
            }
            let word = token.span.of(view.text);
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(age) = word[..digits].parse() {
                victim.age.get_or_insert(age);
            }
            let form = view.form(at);
            if context.is_in(form, &lists.males) {
                victim.male.get_or_insert(true);
            } else if context.is_in(form, &lists.females) {
                victim.male.get_or_insert(false);
            }
        }
        let name = context.names_of(&view).iter().find(|name| {
            claim.span.contains(view.span_of(&name.tokens))
                && could_be_person(context, name, &plain(&view, &name.tokens))
        });
        victim.surname = name.map(|name| view.word(name.tokens.end - 1).to_owned());
        victim
    }

    /// Can the two not be one person?
    fn is_other(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        differ(self.surname.as_ref(), other.surname.as_ref())
            || differ(self.age.as_ref(), other.age.as_ref())
            || differ(self.male.as_ref(), other.male.as_ref())
    }
}

/// Drops counts of which the article gives two that cannot both be true for one question.
fn drop_contradictions(claims: &mut Vec<Claim>) {
    let contradicted = |claim: &Claim| {
        let Value::Count(count) = &claim.answer else {
            return false;
        };
        let same = |other: &&Claim| other.rule == claim.rule && other.question == claim.question;
        claims
            .iter()
            .filter(same)
            .any(|other| matches!(&other.answer, Value::Count(found) if !count.compatible(found)))
    };
    let stands = claims.iter().map(|claim| !contradicted(claim)).collect();
    retain(claims, stands);
}
