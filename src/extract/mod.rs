//! Claims out of one article. What is found depends on the article, the rules and the tables, and
//! on nothing else, so that it can be cached by content and run anywhere.

mod arithmetic;
pub mod date;
mod event;
mod frame;
mod headline;
mod lexeme;
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

use std::ops::BitOr;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::language::{self, Analysis, Sentence, Shape, Token};
use crate::read::Article;
use crate::rules::{FormId, MentionKind, RuleSet, Scope, TimeMode};
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

/// Everything known about the article at hand while its sentences are read.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) rules: &'a RuleSet,
    pub(crate) lists: &'a Lists,
    pub(crate) analysis: &'a Analysis,
    /// One per token of the analysis.
    pub(crate) forms: Vec<FormId>,
    pub(crate) names: NameBook,
    /// The names of each sentence, told apart with the help of the whole article.
    pub(crate) named: Vec<Vec<name::Name>>,
    pub(crate) day: Option<Date>,
}

/// Tokens of one sentence with what is known of each.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) forms: &'a [FormId],
    /// Index of the first token in the article.
    pub(crate) first: usize,
    pub(crate) span: Span,
}

impl<'a> View<'a> {
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.tokens
            .get(at)
            .map_or_else(Shape::default, |token| token.shape)
    }

    pub(crate) fn form(&self, at: usize) -> FormId {
        self.forms.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn span_of(&self, tokens: &std::ops::Range<usize>) -> Span {
        match self.tokens.get(tokens.clone()) {
            Some([head, .., tail] | [head @ tail]) => head.span.to(tail.span),
            _ => Span::default(),
        }
    }

    /// A line in title case or capitals: a heading, whose capitals tell nothing about names.
    fn is_heading(&self) -> bool {
        let words = self
            .tokens
            .iter()
            .filter(|token| !token.shape.has(Shape::PUNCTUATION) && token.span.len() > 3);
        let (mut all, mut capital) = (0, 0);
        for word in words {
            all += 1;
            capital += usize::from(word.shape.has(Shape::CAPITAL));
        }
        let ends = self
            .tokens
            .last()
            .is_some_and(|token| token.shape.has(Shape::PUNCTUATION));
        (!ends && all >= 4 && capital * 10 >= all * 7) || (all >= 6 && capital * 10 >= all * 9)
    }
}

pub(crate) use lists::Lists;

mod lists {
    use crate::rules::{ListId, Vocabulary};

    macro_rules! lists {
        ($($field:ident: [$($name:literal),*]),* $(,)?) => {
            /// The word lists that the engine itself asks for; an absent list is empty.
            #[derive(Debug, Clone, Default)]
            pub(crate) struct Lists { $(pub(crate) $field: Vec<ListId>),* }
            impl Lists {
                pub(crate) fn new(words: &Vocabulary) -> Self {
                    Self { $($field: [$(words.lists_named($name)),*].concat()),* }
                }
            }
        };
    }

    lists! {
        function_words: ["function"],
        first_names: ["first-names"],
        titles: ["titles.honorifics", "titles.abbreviated", "titles.full"],
        name_particles: ["titles.particles"],
        names_of_places: ["first-names.also_places"],
        organisation_suffixes: ["organisations.company_suffixes", "organisations.heads", "organisations.teams"],
        place_heads: ["organisations.place_heads"],
        things: ["names.things"],
        before_place: ["names.before_place"],
        towards_place: ["names.towards_place"],
        of_place: ["names.of_place"],
        behind_place: ["names.behind_place"],
        of_person: ["names.of_person"],
        kin: ["names.kin"],
        person_verbs: ["names.person_verbs"],
        person_participles: ["names.person_participles"],
        government_verbs: ["names.government_verbs"],
        governments: ["names.governments"],
        behind_club: ["names.behind_club"],
        clubs: ["names.clubs"],
        generic: ["organisations.generic"],
        former: ["markers.former", "markers.at_that_time", "markers.leaving"],
        future: ["markers.future"],
        acting: ["markers.acting"],
        deputy: ["markers.deputy"],
        current: ["markers.current"],
        exclusive: ["roles.exclusive", "roles.exclusive_in_country"],
        shared: ["roles.shared"],
        listed_roles: ["roles.exclusive", "roles.exclusive_in_country", "roles.shared", "offices.variant"],
        party_roles: ["roles.party"],
        portfolio: ["roles.portfolio"],
        portfolio_heads: ["roles.portfolio_heads"],
        variants: ["offices.variant"],
        aliases: ["offices.alias"],
        reporting: ["reporting.verbs"],
        sources: ["reporting.source_nouns"],
        doubt: ["reporting.doubt"],
        hypothetical: ["modality.conditional", "modality.hypothetical", "modality.asking"],
        planned: ["modality.planned"],
        negation: ["negation.negations"],
        near_negation: ["negation.near_negations"],
        conditional: ["modality.conditional"],
        asking: ["modality.asking"],
        only: ["clause.only"],
        limits: ["clause.limits"],
        undone: ["clause.undone"],
        denying: ["clause.denying"],
        supposing: ["clause.supposing"],
        repeated: ["clause.repeated"],
        doubting: ["clause.doubting"],
        slight: ["clause.light", "clause.slight"],
        events: ["events"],
        kinds: ["events", "deeds"],
        aftermath: ["happening.aftermath"],
        occur: ["happening.occur"],
        casualty: ["casualty.killed", "casualty.injured", "casualty.struck"],
        deaths: ["casualty-died"],
        several: ["happening.several"],
        many: ["happening.many"],
        hit: ["casualty"],
        hurt: [
            "victims.people", "victims.children", "victims.students", "victims.men", "victims.women",
            "victims.teenagers", "victims.boys", "victims.girls", "victims.babies"
        ],
        males: ["victims.men", "victims.boys"],
        females: ["victims.women", "victims.girls"],
        deadly: ["happening.deadly", "casualty.killed"],
        after: ["happening.after"],
        forces: ["happening.forces"],
        scenes: ["happening.scenes"],
        institutions: ["happening.institutions"],
        roads: ["happening.roads"],
        asides: ["happening.asides"],
        people: ["victims"],
        compass: ["happening.compass"],
        districts: ["happening.districts"],
        states: ["happening.states"],
        town_heads: ["happening.town_heads"],
        county_heads: ["happening.county_heads"],
        calendar: ["calendar"],
        weekdays: ["calendar.weekdays"],
        months: ["calendar.months"],
        captions: ["furniture.captions"],
        numbers: ["numbers"],
        reckoning: ["arithmetic.rising", "arithmetic.falling", "arithmetic.years", "factors"],
        sharing: ["arithmetic.sharing"],
        rising: ["arithmetic.rising"],
        falling: ["arithmetic.falling"],
        moved: ["arithmetic.moved"],
        closing: ["arithmetic.closing"],
        leading: ["arithmetic.leading"],
        voting: ["arithmetic.voting"],
        counted: ["arithmetic.people"],
        multiplying: ["factors"],
        superlatives: ["superlatives.one"],
        not_superlative: ["superlatives.not"],
    }
}

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

impl<'a> Context<'a> {
    pub(crate) fn view(&'a self, sentence: &Sentence) -> View<'a> {
        let first = sentence.tokens.start as usize;
        View {
            text: self.text,
            tokens: self.analysis.tokens_of(sentence),
            forms: &self.forms[first..sentence.tokens.end as usize],
            first,
            span: sentence.span,
        }
    }

    /// Finds the names of all sentences, each on its own.
    fn find_names(&mut self) {
        let sentences = self.analysis.sentences.iter();
        self.named = sentences
            .map(|sentence| name::names(self, &self.view(sentence)))
            .collect();
    }

    /// Collects the full names of the article, and finds the names of a sentence again where they
    /// tell more.
    fn learn_names(&mut self) {
        self.names = NameBook::collect(self);
        for (index, sentence) in self.analysis.sentences.iter().enumerate() {
            let view = self.view(sentence);
            if self.names.tells_of(&view, &self.named[index]) {
                self.named[index] = name::names(self, &view);
            }
        }
    }

    /// The names of a sentence.
    pub(crate) fn names_of(&self, view: &View<'_>) -> &[name::Name] {
        let sentences = &self.analysis.sentences;
        let index = sentences.partition_point(|other| (other.tokens.start as usize) < view.first);
        self.named.get(index).map_or(&[], Vec::as_slice)
    }

    /// A caption or credit: its words are often years older than the article.
    fn is_caption(&self, view: &View<'_>) -> bool {
        let words = &self.rules.words;
        let caption = |forms: &[FormId]| words.list_at(forms, &self.lists.captions).is_some();
        let after = view.first + view.forms.len();
        (0..view.forms.len()).any(|at| caption(&view.forms[at..]))
            || self.is_gallery(view.first)
            || self.forms.get(after..).is_some_and(caption)
            || self.is_gallery(after)
    }

    /// "Image 3 of 11": the words around it are a caption's.
    fn is_gallery(&self, at: usize) -> bool {
        let word = |at: usize| {
            let token = self.analysis.tokens.get(at);
            token.map_or("", |token| token.span.of(self.text))
        };
        let number = |at: usize| word(at).starts_with(|c: char| c.is_ascii_digit());
        matches!(word(at), "Image" | "Photo" | "Picture" | "Slide")
            && number(at + 1)
            && word(at + 2) == "of"
            && number(at + 3)
    }

    pub(crate) fn is_in(&self, form: FormId, lists: &[crate::rules::ListId]) -> bool {
        self.rules.words.is_in_any(form, lists)
    }
}

/// Days within which a date is of the article's own time.
const OWN_TIME: i32 = 21;

/// The time that the words at `span` speak of: the nearest date of the sentence outside them, or
/// else the article's own day.
fn when(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
    own_day: bool,
) -> When {
    let own = When {
        days: context.day.map(|day| (day, day)),
        stated: false,
        currency: Currency::Open,
    };
    if own_day {
        return own;
    }
    let currency = currency(context, view, span, dates);
    let distance = |date: &date::DateMention| {
        if date.span.end <= span.start {
            span.start - date.span.end
        } else {
            date.span.start.saturating_sub(span.end)
        }
    };
    let stated = dates
        .iter()
        .filter(|date| !date.span.overlaps(span))
        .filter_map(|date| Some((distance(date), date.value()?)))
        .min_by_key(|&(distance, _)| distance);
    stated.map_or(When { currency, ..own }, |(_, value)| When {
        days: Some((value.first, value.last)),
        stated: true,
        currency,
    })
}

/// "Two years ago, Smith, 21, …", "who was 17 at the time": an age of another day.
fn looks_back(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
) -> bool {
    const LONG_AGO: i32 = 300;
    let old = |date: &date::DateMention| {
        let last = date.value().map(|value| value.last);
        last.zip(context.day)
            .is_some_and(|(last, day)| days_between(last, day) > LONG_AGO)
    };
    let end = view
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let then = (end..end + 3).any(|at| view.word(at) == "at")
        && (end..end + 6).any(|at| view.word(at) == "time");
    then || dates
        .iter()
        .any(|date| date.span.end <= span.start && old(date))
}

fn currency(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
) -> Currency {
    let mut near = false;
    for value in dates.iter().filter_map(date::DateMention::value) {
        let Some(day) = context.day else { break };
        // What is to come looks back at nothing.
        if value.first > day {
            continue;
        }
        let apart = if value.last < day {
            (day - value.last).get_days()
        } else {
            (value.first - day).get_days().max(0)
        };
        if apart > OWN_TIME {
            return Currency::Past;
        }
        near |= value.grain == date::Grain::Day;
    }
    // A year in the words themselves, even where no date is made of it ("the 1979 treaty").
    let year = context.day.map(jiff::civil::Date::year);
    let old_year = |token: &Token| {
        let word = token.span.of(view.text);
        let digits = word.strip_suffix('s').unwrap_or(word);
        digits.len() == 4
            && digits.parse().is_ok_and(|number: i16| {
                (1500..2100).contains(&number) && year.is_none_or(|year| (number - year).abs() > 1)
            })
    };
    if view.tokens.iter().any(old_year) {
        return Currency::Past;
    }
    let end = view
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let start = view
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let says = |at: usize| context.is_in(view.form(at), &context.lists.reporting);
    if near || (end..end + 2).any(says) || start.checked_sub(1).is_some_and(says) {
        Currency::Now
    } else {
        Currency::Open
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
