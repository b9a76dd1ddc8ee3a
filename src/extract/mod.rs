//! Claims out of one article. What is found depends on the article, the rules and the tables, and
//! on nothing else, so that it can be cached by content and run anywhere.

mod answer;
mod arithmetic;
mod claim;
mod context;
pub mod date;
mod event;
mod frame;
mod headline;
mod lexeme;
mod lists;
mod matcher;
mod measures;
mod mention;
mod name;
mod naming;
mod office;
mod profile;
pub mod quantity;
mod quotation;
mod quoted;
mod someone;
mod spelling;
mod superlative;
mod title;
mod triggers;
mod voice;
mod when;

use std::ops::BitOr;

use jiff::civil::Date;

use crate::language::{self, Analysis, Sentence, Token};
use crate::read::Article;
use crate::rules::RuleSet;
use crate::text::Span;

pub use arithmetic::Bounds;
pub use claim::{Claim, Currency, When};
pub use date::{Anchoring, DateValue, Grain, days_between};
pub use event::Happening;
pub use frame::{
    Bearing, Detail, DetailValue, Frame, Marks, Outline, Role, Term, TermKind, Told, word_hash,
};
pub use mention::{Mention, Value};
pub use name::NameBook;
pub use office::{Office, Tenure};
pub use profile::Profile;
pub use quantity::{Exactness, Quantity, Unit};
pub use quotation::UNNAMED;
pub use spelling::{Named, alike, two_spellings};
pub use voice::{Status, Voice};

use answer::Answers;
use arithmetic::Reckoner;
use claim::{dedupe, drop_double_attributions};
use matcher::Matcher;
use measures::Measures;
use mention::Mentions;
use superlative::Superlatives;
use title::Title;
use triggers::Triggers;

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
#[derive(Debug, Clone, Default)]
struct Alone {
    arithmetic: Option<Reckoner>,
    headline: Option<usize>,
    spelling: Option<usize>,
    superlative: Option<Superlatives>,
}

/// Reads articles with one rule set; built once, shared by all threads.
pub struct Extractor<'r> {
    rules: &'r RuleSet,
    lists: Lists,
    triggers: Triggers,
    /// Does a rule ask for whole sentences?
    reads_sentences: bool,
    /// The rules that ask one article alone.
    alone: Alone,
    /// The rules that ask for the words that a person said, and for the person who said them.
    sayings: quotation::Sayings,
    /// The rules that ask for what an article says of its own happening.
    gists: Vec<usize>,
}

impl<'r> Extractor<'r> {
    /// Prepares a rule set; `active` says for each rule whether it takes part.
    pub fn new(rules: &'r RuleSet, active: &[bool]) -> Self {
        let lists = Lists::new(&rules.words);
        let triggers = Triggers::new(rules, &lists, active);
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
                arithmetic: asking("arithmetic").map(|rule| Reckoner::new(rule, &rules.words)),
                headline: asking("headline"),
                spelling: asking("name-spelling"),
                superlative: asking("first-or-only")
                    .map(|rule| Superlatives::new(rule, &rules.words)),
            },
            reads_sentences: rules.rules.iter().zip(active).any(|(rule, &active)| {
                let alone = |facet: &String| ALONE.contains(&facet.as_str());
                active && rule.facet.as_ref().is_some_and(|facet| !alone(facet))
            }),
            sayings: quotation::Sayings::new(rules, active),
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

    /// What the sentences of a text say that may have to do with what another tells, given with its
    /// text, and all that the text mentions; what every sentence says when there is no other.
    pub fn read(&self, text: &str, day: Option<Date>, beside: Option<(&Told, &str)>) -> Told {
        let analysis = language::analyse(text);
        let mut context = self.context(text, &analysis, day);
        context.find_names();
        Told::of(&context, beside)
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
        let title = Title::of(&self.rules.words, title);
        if let (Some(rule), Some(at)) = (self.alone.headline, headline) {
            headline::claims(&context, (&title, at), rule, &mut claims);
        }
        if let Some(rule) = self.alone.spelling {
            spelling::claims(&context, rule, &mut claims);
        }
        let gist = event::Gist::of(&context, &title, source);
        event::settle(&context, &title, &mut claims, &gist);
        claims.extend(event::own_claims(&context, &self.gists, &gist));
        dedupe(&mut claims);
        drop_double_attributions(&mut claims);
        quotes.add_rest(&context, &self.sayings, &mut claims);
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
        let measures = Measures::new(context, &view);
        if let Some(reckoner) = &self.alone.arithmetic {
            reckoner.claims(context, &measures, claims);
        }
        if let Some(superlatives) = &self.alone.superlative {
            superlatives.claims(context, &view, quotes, claims);
        }
        let mut triggered = self.triggers.of(&view, quotes.touch(index));
        if triggered.is_empty() || view.is_heading() || context.is_caption(&view) {
            return;
        }
        let kinds = triggered.iter().map(|pattern| pattern.kinds);
        let kinds = kinds.fold(mention::Kinds::default(), BitOr::bitor);
        let mentions = Mentions::new(context, &measures, index, quotes, kinds);
        triggered.retain(|pattern| mentions.may_name(pattern.musts));
        let matcher = Matcher::new(&view, &self.rules.words, &mentions);
        let answers = Answers {
            context,
            view: &view,
            mentions: &mentions,
            quotes,
        };
        for watched in triggered {
            let (rule, pattern) = (watched.rule, watched.of(self.rules));
            let mut at = 0;
            while at < view.tokens.len() {
                let Some(found) = matcher.match_at(&pattern.steps, at) else {
                    at += 1;
                    continue;
                };
                claims.extend(answers.claim(rule, pattern, &found));
                at = found.end.max(at + 1);
            }
        }
    }
}
