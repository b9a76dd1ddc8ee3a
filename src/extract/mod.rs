//! Claims out of one article. What is found depends on the article, the rules and the tables, and
//! on nothing else, so that it can be cached by content and run anywhere.

mod arithmetic;
mod context;
pub mod date;
mod event;
mod frame;
mod headline;
mod lexeme;
mod lists;
mod matcher;
mod mention;
mod name;
mod naming;
mod office;
mod profile;
pub mod quantity;
mod quotation;
mod someone;
mod spelling;
mod superlative;
mod voice;
mod when;

use std::ops::BitOr;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::language::{self, Analysis, Sentence, Token};
use crate::read::Article;
use crate::rules::{MentionKind, RuleSet, Scope, TimeMode};
use crate::text::Span;

pub use arithmetic::Bounds;
pub use date::{Anchoring, DateValue, Grain, days_between};
pub use event::Happening;
pub use frame::{
    Detail, DetailValue, Frame, Marks, Outline, Role, Term, TermKind, Told, word_hash,
};
pub use mention::{Mention, Value};
pub use name::NameBook;
pub use office::{Office, Tenure};
pub use profile::Profile;
pub use quantity::{Exactness, Quantity, Unit};
pub use quotation::UNNAMED;
pub use spelling::{Named, one_letter_apart, two_spellings};
pub use voice::{Status, Voice};

use matcher::{Filled, Matcher};
use mention::Mentions;
use when::{looks_back, when};

/// One answer that one article gives to one question, about one time, in one voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of the rule in [`RuleSet::rules`].
    pub rule: usize,
    /// What fills the question's slots, in the order of [`crate::rules::Rule::slots`].
    pub question: Vec<Value>,
    /// The answer.
    pub answer: Value,
    /// The words that carry the claim, from the first to the last slot.
    pub span: Span,
    /// The sentence that they stand in.
    pub sentence: Span,
    /// When the answer holds, as far as the article tells.
    pub when: When,
    /// Who says it, and how sure.
    pub voice: Voice,
}

/// The time that a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// First and last day of the time spoken of; `None` when unknown.
    pub days: Option<(Date, Date)>,
    /// The sentence itself names the time; otherwise it is the article's own.
    pub stated: bool,
    /// How sure it is that the sentence speaks of the article's own days.
    pub currency: Currency,
}

/// Does a sentence speak of the days of its article, or look back?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Currency {
    /// It names an older time.
    Past,
    /// Nothing tells.
    #[default]
    Open,
    /// It dates itself to the article's days, or reports what somebody just said.
    Now,
}

/// What extraction found in one article.
#[derive(Debug, Clone, Default)]
pub struct ArticleClaims {
    /// In order of the text.
    pub claims: Vec<Claim>,
    /// What the article is about, for telling stories apart.
    pub profile: Profile,
    /// The article's own day: as read, or else inferred from absolute dates in its text.
    pub day: Option<Date>,
    /// Whether [`ArticleClaims::day`] was inferred.
    pub day_inferred: bool,
}

pub(crate) use context::{Context, View};
pub(crate) use lists::Lists;

/// What the engine reads from one article without laying sentences beside each other.
const ALONE: [&str; 3] = ["arithmetic", "headline", "first-or-only"];

/// The rules that ask for what is read so, by index.
#[derive(Debug, Clone, Copy, Default)]
struct Alone {
    arithmetic: Option<usize>,
    headline: Option<usize>,
    spelling: Option<usize>,
    superlative: Option<usize>,
}

/// Reads articles with one rule set; built once, shared by all threads.
pub struct Extractor<'r> {
    rules: &'r RuleSet,
    lists: Lists,
    triggers: matcher::Triggers,
    /// Does a rule ask for whole sentences?
    reads_sentences: bool,
    /// The rules that ask one article alone.
    alone: Alone,
    /// The rules that ask for the words that a person said.
    wording: Vec<usize>,
    /// The rules that ask for what an article says of its own happening.
    gists: Vec<usize>,
}

impl<'r> Extractor<'r> {
    /// Prepares a rule set; `active` says for each rule whether it takes part.
    pub fn new(rules: &'r RuleSet, active: &[bool]) -> Self {
        let lists = Lists::new(&rules.words);
        let triggers = matcher::Triggers::new(rules, &lists, active);
        let asks_for_words = |rule: &crate::rules::Rule| {
            rule.answer == MentionKind::Quotation && rule.slots == ["person"]
        };
        let wording = (0..rules.rules.len())
            .filter(|&rule| active.get(rule) == Some(&true) && asks_for_words(&rules.rules[rule]))
            .collect();
        let asking = |facet: &str| {
            (0..rules.rules.len()).find(|&rule| {
                active.get(rule) == Some(&true) && rules.rules[rule].facet.as_deref() == Some(facet)
            })
        };
        Self {
            rules,
            lists,
            triggers,
            alone: Alone {
                arithmetic: asking("arithmetic"),
                headline: asking("headline"),
                spelling: asking("name-spelling"),
                superlative: asking("first-or-only"),
            },
            reads_sentences: rules.rules.iter().zip(active).any(|(rule, &active)| {
                let alone = |facet: &String| ALONE.contains(&facet.as_str());
                active && rule.facet.as_ref().is_some_and(|facet| !alone(facet))
            }),
            wording,
            gists: (0..rules.rules.len())
                .filter(|&rule| active.get(rule) == Some(&true))
                .filter(|&rule| !rules.rules[rule].gists.is_empty())
                .collect(),
        }
    }

    fn context<'a>(
        &'a self,
        text: &'a str,
        analysis: &'a Analysis,
        day: Option<Date>,
    ) -> Context<'a> {
        let token = |token: &Token| self.rules.words.token(token.span.of(text));
        Context {
            text,
            rules: self.rules,
            lists: &self.lists,
            analysis,
            forms: analysis.tokens.iter().map(token).collect(),
            names: NameBook::default(),
            named: Vec::new(),
            day,
        }
    }

    /// What the sentences of a text say that may have to do with `about`, and all that the text
    /// mentions; every sentence when `about` is empty.
    pub fn read(&self, text: &str, day: Option<Date>, about: &FxHashSet<u32>) -> Told {
        let analysis = language::analyse(text);
        let mut context = self.context(text, &analysis, day);
        context.find_names();
        Told::of(&context, about)
    }

    /// Does a rule ask what whole sentences say?
    pub fn reads_sentences(&self) -> bool {
        self.reads_sentences
    }

    /// The words of an article's sentences.
    pub fn outline(&self, article: &Article) -> Outline {
        let analysis = language::analyse(&article.text);
        Outline::of(&self.context(&article.text, &analysis, None))
    }

    /// What the `chosen` sentences of one article say, by number, ascending. Dearer than
    /// [`Self::extract`], and asked for only where another article tells the same.
    pub fn tell(&self, article: &Article, chosen: &[u32]) -> Told {
        let text = article.text.as_str();
        let analysis = language::analyse(text);
        let day = article.date.map(|date| date.day);
        let mut context = self.context(text, &analysis, day);
        context.find_names();
        context.learn_names();
        let quotes = quotation::Quotations::find(&context);
        let mut told = Told::of_article(&context, &quotes, chosen);
        if self.alone.spelling.is_some() {
            told.people = spelling::people(&context);
        }
        told
    }

    /// All claims of one article.
    pub fn extract(&self, article: &Article) -> ArticleClaims {
        let day = article.date.map(|date| date.day);
        let (title, source) = (article.title.as_deref(), article.source.as_deref());
        self.extract_with(&article.text, (title, source), day, article.headline_span())
    }

    /// All claims of a text that bears this title and date, from this outlet.
    pub fn extract_text(
        &self,
        text: &str,
        (title, source): (Option<&str>, Option<&str>),
        read: Option<Date>,
    ) -> ArticleClaims {
        self.extract_with(text, (title, source), read, None)
    }

    /// As [`Self::extract_text`]; `headline` is where the title stands, see
    /// [`Article::headline_span`].
    fn extract_with(
        &self,
        text: &str,
        (title, source): (Option<&str>, Option<&str>),
        read: Option<Date>,
        headline: Option<Span>,
    ) -> ArticleClaims {
        let analysis = language::analyse(text);
        let inferred = if read.is_none() {
            date::infer_day(text, &analysis)
        } else {
            None
        };
        let day = read.or(inferred);
        let mut context = self.context(text, &analysis, day);
        context.find_names();
        context.learn_names();
        let mut claims = Vec::new();
        let quotes = quotation::Quotations::find(&context);
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            self.sentence(&context, index, sentence, &quotes, &mut claims);
        }
        if let (Some(rule), Some(title), Some(at)) = (self.alone.headline, title, headline) {
            headline::claims(&context, (title, at), rule, &mut claims);
        }
        if let Some(rule) = self.alone.spelling {
            spelling::claims(&context, rule, &mut claims);
        }
        let gist = event::Gist::of(&context, title, source);
        event::settle(&context, title, &mut claims, &gist);
        claims.extend(event::own_claims(&context, &self.gists, &gist));
        dedupe(&mut claims);
        drop_double_attributions(&mut claims);
        quotes.add_rest(&context, &self.wording, &mut claims);
        claims.sort_by_key(|claim| (claim.sentence, claim.rule, claim.span));
        claims.shrink_to_fit();
        let profile = Profile::of(&context, gist);
        ArticleClaims {
            claims,
            profile,
            day,
            day_inferred: read.is_none() && inferred.is_some(),
        }
    }

    fn sentence(
        &self,
        context: &Context<'_>,
        index: usize,
        sentence: &Sentence,
        quotes: &quotation::Quotations,
        claims: &mut Vec<Claim>,
    ) {
        let view = context.view(sentence);
        if let Some(rule) = self.alone.arithmetic {
            arithmetic::claims(context, &view, rule, claims);
        }
        if let Some(rule) = self.alone.superlative {
            superlative::claims(context, &view, quotes, rule, claims);
        }
        let mut triggered = self.triggers.of(&view, quotes.touch(index));
        if triggered.is_empty() || view.is_heading() || context.is_caption(&view) {
            return;
        }
        let kinds = triggered.iter().map(|pattern| pattern.kinds);
        let kinds = kinds.fold(mention::Kinds::default(), BitOr::bitor);
        let mentions = Mentions::new(context, &view, index, quotes, kinds);
        triggered.retain(|pattern| mentions.may_name(pattern.musts));
        let matcher = Matcher::new(&view, &self.rules.words, &mentions);
        for watched in triggered {
            let (rule, pattern) = (watched.rule, watched.of(self.rules));
            let mut at = 0;
            while at < view.tokens.len() {
                let Some(found) = matcher.match_at(&pattern.steps, at) else {
                    at += 1;
                    continue;
                };
                let end = found.end;
                let dates = mentions.dates();
                let claim = self.claim(context, &view, rule, pattern, &found, dates, quotes);
                claims.extend(claim);
                at = end.max(at + 1);
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one place where all that a match needs comes together"
    )]
    fn claim(
        &self,
        context: &Context<'_>,
        view: &View<'_>,
        rule_index: usize,
        pattern: &crate::rules::Pattern,
        found: &matcher::Match,
        dates: &[date::DateMention],
        quotes: &quotation::Quotations,
    ) -> Option<Claim> {
        let rule = &self.rules.rules[rule_index];
        let mut answer = None;
        let mut question: Vec<Option<Value>> = vec![None; rule.slots.len()];
        let mut span: Option<Span> = None;
        let mut widen = |part: Span| span = Some(span.map_or(part, |whole| whole.to(part)));
        for (name, filled) in &found.slots {
            let (value, at) = match filled {
                Filled::Mention(mention) => (mention.value.clone(), mention.span),
                Filled::Word(list, at) => (
                    Value::Word(self.rules.words.list_name(*list).to_owned()),
                    view.span_of(&(*at..at + 1)),
                ),
            };
            widen(at);
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
                *value = Some(Value::Event(event::of_clause(context, view, span)));
            }
        }
        let question: Option<Vec<Value>> = question.into_iter().collect();
        let (question, answer) = (question?, answer?);
        if is_loose_apposition(view, &question, found) {
            return None;
        }
        // "Secretary of State Ann Ito": whose office it is can be told by who held it then.
        let told_by_name = matches!(&answer, Value::Person(name) if name.contains(' '));
        let says_enough = |value: &Value| {
            value.is_comparable() || told_by_name && matches!(value, Value::Office(_))
        };
        if !question.iter().chain([&answer]).all(says_enough) {
            return None;
        }
        let mut voice = voice::of(context, view, span, quotes);
        if question
            .iter()
            .any(|value| matches!(value, Value::Office(office) if office.tenure != Tenure::Holding))
        {
            voice.status = Status::Past;
        }
        if matches!(answer, Value::Age(_)) && looks_back(context, view, span, dates) {
            voice.status = Status::Past;
        }
        // An age is of the day of writing, whatever else the sentence dates.
        let own_day = rule.scope == Scope::Article || matches!(answer, Value::Age(_));
        let mut when = when(context, view, span, dates, own_day);
        // "The minister said wages would be paid in June": who holds an office is named as of now.
        let ahead = |first: Date| context.day.is_some_and(|day| first > day);
        if rule.time == TimeMode::State && when.days.is_some_and(|(first, _)| ahead(first)) {
            let soon = |first: Date| context.day.is_some_and(|day| days_between(day, first) <= 7);
            when.stated = when.days.is_some_and(|(first, _)| soon(first));
            when.days = context.day.map(|day| (day, day));
        }
        Some(Claim {
            rule: rule_index,
            question,
            answer,
            span,
            sentence: view.span,
            when,
            voice,
        })
    }
}

/// "The pontiff Kennedy met": a role in small letters and a bare surname may not belong together.
fn is_loose_apposition(view: &View<'_>, question: &[Value], found: &matcher::Match<'_>) -> bool {
    let of_office = question
        .iter()
        .any(|value| matches!(value, Value::Office(_)));
    let answer = found.slots.iter().find_map(|(name, filled)| match filled {
        Filled::Mention(mention) if *name == "answer" => Some(&mention.tokens),
        _ => None,
    });
    answer.is_some_and(|tokens| {
        let before = tokens.start.checked_sub(1).map_or("", |at| view.word(at));
        of_office && tokens.len() == 1 && before.starts_with(char::is_lowercase)
    })
}

/// A quotation that stands between two speakers belongs to one of them, and nothing tells to whom.
fn drop_double_attributions(claims: &mut Vec<Claim>) {
    let quoted = |claim: &Claim| {
        matches!(
            (&claim.answer, claim.question.first()),
            (Value::Quotation(_), _) | (_, Some(Value::Quotation(_)))
        )
    };
    let rivals = |claim: &Claim, other: &Claim| {
        quoted(other)
            && other.rule == claim.rule
            && other.span.overlaps(claim.span)
            && (&other.question, &other.answer) != (&claim.question, &claim.answer)
    };
    let double: Vec<bool> = claims
        .iter()
        .map(|claim| quoted(claim) && claims.iter().any(|other| rivals(claim, other)))
        .collect();
    let mut double = double.into_iter();
    claims.retain(|_| !double.next().unwrap_or_default());
}

/// Keeps one claim where two patterns of a rule found the same words; the longer match wins.
fn dedupe(claims: &mut Vec<Claim>) {
    claims.sort_by(|a, b| {
        (
            a.sentence,
            a.rule,
            a.span.start,
            std::cmp::Reverse(a.span.end),
        )
            .cmp(&(
                b.sentence,
                b.rule,
                b.span.start,
                std::cmp::Reverse(b.span.end),
            ))
    });
    claims.dedup_by(|next, kept| {
        next.rule == kept.rule
            && kept.span.contains(next.span)
            && next.answer == kept.answer
            && next.question == kept.question
    });
}
