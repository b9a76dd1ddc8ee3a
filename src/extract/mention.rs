//! Mentions: the spans of a sentence that patterns can ask for, each with its value.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::{BitOr, Range};

use crate::rules::MentionKind;
use crate::text::Span;

use super::date::{Anchoring, DateMention, DateValue, Grain};
use super::event::Happening;
use super::frame::Detail;
use super::measures::Measures;
use super::name::{self, NameKind, plain};
use super::office::{self, Office};
use super::quantity::{Quantity, Unit};
use super::quotation::Quotations;
use super::someone;
use super::{Context, View};

/// A typed value: an answer, or what fills a slot of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A person's name, in full as far as the article tells it.
    Person(String),
    /// A named place.
    Place(String),
    /// A named organisation.
    Organisation(String),
    /// A name of unknown type.
    Name(String),
    /// An office.
    Office(Office),
    /// A happening.
    Event(Happening),
    /// A stretch of days.
    Date(DateValue),
    /// A weekday and the day that it is said to be.
    Weekday(DateValue),
    /// A number.
    Count(Quantity),
    /// An age in years.
    Age(Quantity),
    /// The words of a quotation, in lower case, parted by single spaces.
    Quotation(String),
    /// A word of a rule's list.
    Word(String),
    /// What a sentence says where another says something else.
    Detail(Detail),
}

impl Value {
    /// Does it say enough to be compared?
    pub(super) fn is_comparable(&self) -> bool {
        match self {
            Self::Office(office) => !office.body.is_empty(),
            Self::Person(name)
            | Self::Name(name)
            | Self::Place(name)
            | Self::Organisation(name) => !name.is_empty(),
            Self::Quotation(words) => !words.is_empty(),
            _ => true,
        }
    }
}

/// A span with its type and value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// Token range in its sentence.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// Its value.
    pub value: Value,
}

/// A set of types of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) fn has(self, kind: MentionKind) -> bool {
        self.0 & Self::from(kind).0 != 0
    }
}

impl From<MentionKind> for Kinds {
    fn from(kind: MentionKind) -> Self {
        Self(1 << kind as u16)
    }
}

impl FromIterator<MentionKind> for Kinds {
    fn from_iter<I: IntoIterator<Item = MentionKind>>(kinds: I) -> Self {
        kinds
            .into_iter()
            .fold(Self::default(), |all, kind| all | kind.into())
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The mentions of one sentence, each type looked for when a pattern first comes to it.
pub(super) struct Mentions<'f> {
    context: &'f Context<'f>,
    view: &'f View<'f>,
    measures: &'f Measures<'f>,
    /// Index of the sentence.
    sentence: usize,
    quotes: &'f Quotations,
    /// The types that may be asked for.
    kinds: Kinds,
    names: OnceCell<Vec<Mention>>,
    offices: OnceCell<Vec<Mention>>,
    events: OnceCell<Vec<Mention>>,
    measured: OnceCell<Vec<Mention>>,
    quotations: OnceCell<Vec<Mention>>,
    people: OnceCell<Vec<Mention>>,
}

impl<'f> Mentions<'f> {
    pub(super) fn new(
        context: &'f Context<'f>,
        measures: &'f Measures<'f>,
        sentence: usize,
        quotes: &'f Quotations,
        kinds: Kinds,
    ) -> Self {
        Self {
            context,
            view: measures.view(),
            measures,
            sentence,
            quotes,
            kinds,
            names: OnceCell::new(),
            offices: OnceCell::new(),
            events: OnceCell::new(),
            measured: OnceCell::new(),
            quotations: OnceCell::new(),
            people: OnceCell::new(),
        }
    }

    /// The mentions of a type that begin at a token, the longest first.
    pub(super) fn at(&self, at: usize, kind: MentionKind) -> impl Iterator<Item = &Mention> {
        let all = self.of(kind);
        let start = all.partition_point(|mention| mention.tokens.start < at);
        all[start..]
            .iter()
            .take_while(move |mention| mention.tokens.start == at)
            .filter(move |mention| mention.kind == kind)
    }

    /// Are the names there that a pattern cannot match without?
    pub(super) fn may_name(&self, musts: Kinds) -> bool {
        use MentionKind::{Name, Organisation, Person, Place};
        let there = |kind: MentionKind| self.of(kind).iter().any(|mention| mention.kind == kind);
        [Person, Place, Organisation, Name]
            .into_iter()
            .all(|kind| !musts.has(kind) || there(kind))
    }

    /// All dates of the sentence.
    pub(super) fn dates(&self) -> &[DateMention] {
        self.measures.dates()
    }

    /// All mentions of a type and of those that are found with it, sorted by first token, the longest
    /// first.
    fn of(&self, kind: MentionKind) -> &[Mention] {
        use MentionKind::{
            Age, Count, Date, Event, Name, Office, Organisation, Person, Place, Quotation, Someone,
            Weekday,
        };
        let sorted = |mut found: Vec<Mention>| {
            found.sort_by_key(|mention| (mention.tokens.start, Reverse(mention.tokens.end)));
            found
        };
        match kind {
            Person | Place | Organisation | Name => {
                self.names.get_or_init(|| sorted(self.find_names()))
            }
            Office => self.offices.get_or_init(|| sorted(self.find_offices())),
            Event => self.events.get_or_init(|| sorted(self.find_events())),
            Date | Weekday | Count | Age => {
                self.measured.get_or_init(|| sorted(self.find_measured()))
            }
            Someone => self.people.get_or_init(|| self.find_people()),
            Quotation => self
                .quotations
                .get_or_init(|| sorted(self.find_quotations())),
        }
    }

    fn wants(&self, kind: MentionKind) -> bool {
        self.kinds.has(kind)
    }

    fn mention(&self, kind: MentionKind, tokens: Range<usize>, value: Value) -> Mention {
        let span = self.view.span_of(&tokens);
        Mention {
            kind,
            tokens,
            span,
            value,
        }
    }

    fn find_names(&self) -> Vec<Mention> {
        use MentionKind::{Name, Organisation, Person, Place};
        let (context, view) = (self.context, self.view);
        let mut found = Vec::new();
        let mut push = |kind: MentionKind, tokens: &Range<usize>, value: Value| {
            if self.wants(kind) {
                found.push(self.mention(kind, tokens.clone(), value));
            }
        };
        for name in context.names_of(view) {
            let text = plain(view, &name.tokens);
            if could_be_person(context, name, &text)
                && let Some(full) = context.names.full(&text)
            {
                push(Person, &name.tokens, Value::Person(full));
            }
            match name.kind {
                NameKind::Place => push(Place, &name.tokens, Value::Place(text.clone())),
                NameKind::Organisation => {
                    push(
                        Organisation,
                        &name.tokens,
                        Value::Organisation(text.clone()),
                    );
                }
                NameKind::Person | NameKind::Unknown => {}
            }
            push(Name, &name.tokens, Value::Name(text));
        }
        found
    }

    fn find_offices(&self) -> Vec<Mention> {
        let names = self.context.names_of(self.view);
        office::offices(self.context, self.view, names)
            .into_iter()
            .map(|office| {
                let value = Value::Office(office.office);
                self.mention(MentionKind::Office, office.tokens, value)
            })
            .collect()
    }

    /// Named happenings.
    fn find_events(&self) -> Vec<Mention> {
        let names = self.context.names_of(self.view);
        super::event::named(self.context, self.view, names)
            .into_iter()
            .map(|(tokens, event)| self.mention(MentionKind::Event, tokens, Value::Event(event)))
            .collect()
    }

    /// Dates, counts and ages.
    fn find_measured(&self) -> Vec<Mention> {
        use MentionKind::{Age, Count, Date, Weekday};
        let (context, view) = (self.context, self.view);
        let mut found = Vec::new();
        let mut push = |kind: MentionKind, tokens: &Range<usize>, value: Value| {
            if self.wants(kind) {
                found.push(self.mention(kind, tokens.clone(), value));
            }
        };
        let dates = self.dates();
        for mention in dates {
            let Some(&value) = mention.value().filter(|value| {
                let ahead = || is_announced(context, view, mention.tokens.start);
                !is_year_open(context, value, ahead)
            }) else {
                continue;
            };
            let is_month = |at: usize| context.is_in(view.form(at), &context.lists.months);
            if value.weekday.is_some()
                && value.grain == Grain::Day
                && value.anchoring <= Anchoring::YearFromArticle
                && mention.tokens.clone().any(is_month)
            {
                push(Weekday, &mention.tokens, Value::Weekday(value));
            }
            push(Date, &mention.tokens, Value::Date(value));
        }
        if self.wants(Count) || self.wants(Age) {
            for mention in self.measures.quantities() {
                match mention.quantity.unit {
                    Unit::Age => push(Age, &mention.tokens, Value::Age(mention.quantity)),
                    Unit::Count => push(Count, &mention.tokens, Value::Count(mention.quantity)),
                    _ => {}
                }
            }
        }
        found
    }

    /// Single people: "a 17-year-old boy", "the victim", "Edith Marlowe, 31,", "she".
    fn find_people(&self) -> Vec<Mention> {
        let one = Value::Count(Quantity::told(1.0));
        someone::find(self.context, self.view)
            .into_iter()
            .map(|tokens| self.mention(MentionKind::Someone, tokens, one.clone()))
            .collect()
    }

    fn find_quotations(&self) -> Vec<Mention> {
        self.quotes
            .in_sentence(self.view, self.sentence)
            .into_iter()
            .map(|(tokens, span, words)| Mention {
                kind: MentionKind::Quotation,
                tokens,
                span,
                value: Value::Quotation(words),
            })
            .collect()
    }
}

/// A date without a year far from the article's own day may be of another year.
fn is_year_open(context: &Context<'_>, value: &DateValue, announced: impl Fn() -> bool) -> bool {
    let Some(day) = context.day else { return false };
    let apart = (value.first - day)
        .get_days()
        .abs()
        .min((value.last - day).get_days().abs());
    let ahead = value.first > day && value.weekday.is_some() && announced();
    let near = match (value.grain, value.weekday) {
        // What is announced has its weekday; an older one may be of another year.
        (Grain::Day, Some(_)) if ahead => 60,
        (Grain::Day, Some(_)) => 10,
        (Grain::Day, None) => 21,
        _ => 90,
    };
    value.anchoring == Anchoring::YearFromArticle && apart > near
}

/// Does the sentence look ahead where the date at token `at` stands: "will meet on", "ends on"?
fn is_announced(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    let lists = &context.lists;
    (at.saturating_sub(14)..at).any(|at| {
        let form = view.form(at);
        context.is_in(form, &lists.planned)
            || context.is_in(form, &lists.hypothetical)
            || context.is_in(form, &lists.ahead)
    })
}

/// A name that stands where a person is asked for may be one unless something speaks against it.
pub(super) fn could_be_person(context: &Context<'_>, name: &name::Name, text: &str) -> bool {
    match name.kind {
        NameKind::Person => true,
        NameKind::Place | NameKind::Organisation => false,
        NameKind::Unknown => {
            let words = text.split(' ').count();
            (2..=4).contains(&words) && !text.contains(|c: char| c.is_ascii_digit() || c == '&')
                || context.names.knows(text)
        }
    }
}
