//! Which happening each claim speaks of, and which of an article's counts stand.

use crate::rules::{FormId, ListId, TimeMode};

use super::super::mention::could_be_person;
use super::super::name::plain;
use super::super::{Claim, Context, Currency, Value, View, When, days_between};
use super::{Gist, Happening};

/// Sentences from the start in which a report speaks of what it reports; further down it compares.
const REPORT: usize = 10;
/// A day that is this far before the happening's is another happening's.
const SAME_DAYS: i32 = 2;

/// Settles which happening each claim speaks of: fills in what the gist says of the article's own,
/// and drops claims about kinds that their rule does not speak of, about happenings that cannot be
/// told, and counts of which the article gives two for one question.
pub(in crate::extract) fn settle(
    context: &Context<'_>,
    title: Option<&str>,
    claims: &mut Vec<Claim>,
    gist: &Gist,
) {
    let sentences = &context.analysis.sentences;
    let report = sentences
        .get(REPORT - 1)
        .or(sentences.last())
        .map_or(0, |sentence| sentence.span.end);
    claims.retain_mut(|claim| {
        let rule = &context.rules.rules[claim.rule];
        let speaks_of = |kind: &String| {
            !kind.is_empty() && (rule.happenings.is_empty() || rule.happenings.contains(kind))
        };
        let Some(at) = claim
            .question
            .iter()
            .position(|value| matches!(value, Value::Event(_)))
        else {
            return true;
        };
        let Value::Event(happening) = &claim.question[at] else {
            return true;
        };
        if happening.name.is_some() {
            return speaks_of(&happening.kind);
        }
        let own = happening.main && claim.span.end <= report;
        if !own || !speaks_of(&gist.kind) || !is_own(context, claim, happening, gist) {
            return false;
        }
        claim.question[at] = Value::Event(gist.happening());
        // A toll is as of the day of writing.
        if rule.time == TimeMode::Tally {
            claim.when = When::on(context.day);
        }
        true
    });
    tolls(context, title, claims);
    drop_contradictions(claims);
}

/// Does the sentence speak of what the article reports, rather than of another day or another place?
fn is_own(context: &Context<'_>, claim: &Claim, happening: &Happening, gist: &Gist) -> bool {
    if !(happening.kind.is_empty() || happening.kind == gist.kind) {
        return false;
    }
    let earlier = match (claim.when.days, gist.day) {
        (Some((_, last)), Some(day)) if claim.when.stated => {
            days_between(last, day.first) > SAME_DAYS
        }
        _ => gist.day.is_none() && claim.when.currency == Currency::Past,
    };
    if earlier {
        return false;
    }
    sentence_of(context, claim)
        .is_none_or(|view| !is_elsewhere(context, &view, gist) && !tells_of_many(context, &view))
}

/// "Separate shootings", "shootings across the city": a sum over several happenings.
fn tells_of_many(context: &Context<'_>, view: &View<'_>) -> bool {
    let lists = &context.lists;
    (0..view.tokens.len()).any(|at| {
        context.begins(view, at, &lists.many)
            || view.word(at).ends_with("ings") && context.begins(view, at, &lists.events)
    })
}

/// Does the sentence name a city or country other than the report's, and not the report's?
fn is_elsewhere(context: &Context<'_>, view: &View<'_>, gist: &Gist) -> bool {
    let Some(place) = &gist.place else {
        return false;
    };
    let tables = &context.rules.tables;
    let own = tables.body_index(place);
    let mut elsewhere = false;
    for name in context.names_of(view) {
        let text = plain(view, &name.tokens);
        if text.eq_ignore_ascii_case(place) {
            return false;
        }
        let Some(other) = tables.body_index(&text) else {
            continue;
        };
        elsewhere |= match own {
            Some(own) => !tables.overlap(own, other),
            None => matches!(tables.bodies[other].kind.as_str(), "city" | "capital"),
        };
    }
    elsewhere
}

fn sentence_of<'c>(context: &'c Context<'c>, claim: &Claim) -> Option<View<'c>> {
    let sentences = &context.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= claim.span.start);
    sentences.get(at).map(|sentence| context.view(sentence))
}

/// The status of those who were hit, dead or alive (a list of `words/casualty.toml`).
const STRUCK: &str = "struck";
/// The status of those of them who live.
const INJURED: &str = "injured";

/// Makes counts of those who were hit counts of the injured where nobody is told to have died, and
/// lets parts of the victims, and those who are told of one by one, be counted only where nothing
/// speaks of more.
fn tolls(context: &Context<'_>, title: Option<&str>, claims: &mut Vec<Claim>) {
    if !claims
        .iter()
        .any(|claim| matches!(claim.answer, Value::Count(_)))
    {
        return;
    }
    let title = Words::of(context, title.unwrap_or_default());
    let holds =
        |lists: &[ListId]| title.hold(context, lists) || hold(context, &context.forms, lists);
    let struck = |claim: &Claim| is_word(slot(context, claim, "status"), STRUCK);
    if claims.iter().any(struck) && holds(&context.lists.deadly) {
        claims.retain(|claim| !struck(claim));
    }
    let several = claims.iter().any(is_told)
        && (holds(&context.lists.several) || title.count(context) || counts(context));
    let stands: Vec<bool> = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| {
            if is_told(claim) {
                !several && stands(context, claims, at)
            } else {
                !is_part(context, claims, at)
            }
        })
        .collect();
    let mut stands = stands.into_iter();
    claims.retain(|_| stands.next().unwrap_or_default());
    let injured = claims
        .iter()
        .any(|claim| is_word(slot(context, claim, "status"), INJURED));
    claims.retain_mut(|claim| {
        if !struck(claim) {
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
}

fn is_word(value: Option<&Value>, wanted: &str) -> bool {
    matches!(value, Some(Value::Word(word)) if word == wanted)
}

/// The tokens of a text that is not the article's.
struct Words {
    forms: Vec<FormId>,
    numbers: bool,
}

impl Words {
    fn of(context: &Context<'_>, text: &str) -> Self {
        let analysis = crate::language::analyse(text);
        let words: Vec<&str> = analysis
            .tokens
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        let forms: Vec<FormId> = words
            .iter()
            .map(|word| context.rules.words.token(word))
            .collect();
        // "Boy, 5, is shot": an age.
        let numbers = (0..words.len()).any(|at| {
            is_several(context, words[at], forms[at]) && (at == 0 || words[at - 1] != ",")
        });
        Self { forms, numbers }
    }

    fn hold(&self, context: &Context<'_>, lists: &[ListId]) -> bool {
        hold(context, &self.forms, lists)
    }

    /// Does a headline on victims name a number of them: "2 dead", "Three shot"?
    fn count(&self, context: &Context<'_>) -> bool {
        self.numbers
            && (self.hold(context, &context.lists.hit) || self.hold(context, &context.lists.people))
    }
}

fn hold(context: &Context<'_>, forms: &[FormId], lists: &[ListId]) -> bool {
    let words = &context.rules.words;
    (0..forms.len()).any(|at| words.list_at(&forms[at..], lists).is_some())
}

/// A number from 2 to 99.
fn is_several(context: &Context<'_>, word: &str, form: FormId) -> bool {
    let digits = (1..=2).contains(&word.len()) && word.parse().is_ok_and(|number: u8| number > 1);
    let spelt = context.is_in(form, &context.lists.numbers)
        && !matches!(
            word.to_ascii_lowercase().as_str(),
            "one" | "first" | "second" | "third" | "a"
        );
    digits || spelt
}

/// Does the report count victims anywhere: "two girls", "all five men"?
fn counts(context: &Context<'_>) -> bool {
    let sentences = context.analysis.sentences.iter().take(REPORT);
    sentences
        .map(|sentence| context.view(sentence))
        .any(|view| {
            (0..view.tokens.len()).any(|at| {
                is_several(context, view.word(at), view.form(at))
                    && (at + 1..at + 3).any(|at| context.begins(&view, at, &context.lists.hurt))
            })
        })
}

/// Is it a count of a part of the victims: one kind of them beside others, or beside all?
fn is_part(context: &Context<'_>, claims: &[Claim], at: usize) -> bool {
    const ALL: &str = "people";
    let claim = &claims[at];
    let rule = &context.rules.rules[claim.rule];
    let (Some(kind), Some(status)) = (
        slot(context, claim, "victims"),
        slot(context, claim, "status"),
    ) else {
        return false;
    };
    if rule.time != TimeMode::Tally || is_word(Some(kind), ALL) {
        return false;
    }
    // "Two men and one woman were shot".
    let before = sentence_of(context, claim).is_some_and(|view| {
        let first = view
            .tokens
            .partition_point(|token| token.span.start < claim.span.start);
        first
            .checked_sub(1)
            .is_some_and(|at| view.word(at) == "and")
    });
    before
        || claims.iter().any(|other| {
            other.rule == claim.rule
                && !is_told(other)
                && slot(context, other, "status") == Some(status)
                && is_word(slot(context, other, "victims"), ALL)
        })
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

/// Is the one whom this claim tells of the only one whom the article tells of, and told here first?
fn stands(context: &Context<'_>, claims: &[Claim], at: usize) -> bool {
    let claim = &claims[at];
    let status = slot(context, claim, "status");
    let alike =
        |other: &Claim| other.rule == claim.rule && slot(context, other, "status") == status;
    let who = Someone::of(context, claim);
    claims.iter().enumerate().all(|(index, other)| {
        if index == at || !alike(other) {
            return true;
        }
        is_told(other) && index > at && !who.is_other(&Someone::of(context, other))
    })
}

/// What the words of a claim tell of the person whom it counts.
#[derive(Default)]
struct Someone {
    surname: Option<String>,
    age: Option<u32>,
    male: Option<bool>,
}

impl Someone {
    fn of(context: &Context<'_>, claim: &Claim) -> Self {
        let mut someone = Self::default();
        let Some(view) = sentence_of(context, claim) else {
            return someone;
        };
        let lists = &context.lists;
        for (at, token) in view.tokens.iter().enumerate() {
            if !claim.span.contains(token.span) {
                continue;
            }
            let word = token.span.of(view.text);
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(age) = word[..digits].parse() {
                someone.age.get_or_insert(age);
            }
            let form = view.form(at);
            if context.is_in(form, &lists.males) {
                someone.male.get_or_insert(true);
            } else if context.is_in(form, &lists.females) {
                someone.male.get_or_insert(false);
            }
        }
        let name = context.names_of(&view).iter().find(|name| {
            claim.span.contains(view.span_of(&name.tokens))
                && could_be_person(context, name, &plain(&view, &name.tokens))
        });
        someone.surname = name.map(|name| view.word(name.tokens.end - 1).to_owned());
        someone
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
    let double: Vec<bool> = claims
        .iter()
        .map(|claim| {
            let Value::Count(count) = &claim.answer else {
                return false;
            };
            let same =
                |other: &&Claim| other.rule == claim.rule && other.question == claim.question;
            claims.iter().filter(same).any(
                |other| matches!(&other.answer, Value::Count(found) if !count.compatible(found)),
            )
        })
        .collect();
    let mut double = double.into_iter();
    claims.retain(|_| !double.next().unwrap_or_default());
}
