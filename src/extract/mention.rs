//! Mentions: the spans of a sentence that patterns can ask for, each with its value.

use std::ops::{BitAnd, BitOr, Range};

use crate::rules::MentionKind;
use crate::text::Span;

use super::date::{self, Anchoring, DateValue, Grain};
use super::event::Happening;
use super::frame::Detail;
use super::name::{self, NameKind, plain};
use super::office::{self, Office};
use super::quantity::{self, Quantity, Unit};
use super::quotation::Quotations;
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
        self.covers(kind.into())
    }

    /// Are all of `others` in the set?
    pub(super) fn covers(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    fn is_empty(self) -> bool {
        self.0 == 0
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

impl BitAnd for Kinds {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// The stages in which mentions are looked for, the cheapest first, so that the dear ones are spared
/// where a pattern misses a cheap one.
pub(super) fn stages() -> [Kinds; 5] {
    use MentionKind::{
        Age, Count, Date, Event, Name, Office, Organisation, Person, Place, Quotation, Weekday,
    };
    [
        Kinds::from_iter([Person, Place, Organisation, Name]),
        Office.into(),
        Event.into(),
        Kinds::from_iter([Date, Weekday, Count, Age]),
        Quotation.into(),
    ]
}

/// Finds the mentions of one sentence.
pub(super) struct Finder<'f> {
    context: &'f Context<'f>,
    view: &'f View<'f>,
    /// Index of the sentence.
    sentence: usize,
    quotes: &'f Quotations,
    /// What is looked for.
    kinds: Kinds,
    found: Vec<Mention>,
}

impl<'f> Finder<'f> {
    pub(super) fn new(
        context: &'f Context<'f>,
        view: &'f View<'f>,
        sentence: usize,
        quotes: &'f Quotations,
    ) -> Self {
        Self {
            context,
            view,
            sentence,
            quotes,
            kinds: Kinds::default(),
            found: Vec::new(),
        }
    }

    /// Looks for mentions of these kinds; tells which of them there are.
    pub(super) fn look(&mut self, kinds: Kinds) -> Kinds {
        let before = self.found.len();
        self.kinds = kinds;
        self.named();
        self.offices();
        self.events();
        self.measured();
        self.quoted();
        self.found[before..]
            .iter()
            .map(|mention| mention.kind)
            .collect()
    }

    /// All that was found, sorted by first token, the longest first.
    pub(super) fn finish(mut self) -> Vec<Mention> {
        self.found
            .sort_by(|a, b| (a.tokens.start, b.tokens.end).cmp(&(b.tokens.start, a.tokens.end)));
        self.found
    }

    fn wants(&self, kind: MentionKind) -> bool {
        self.kinds.has(kind)
    }

    fn wants_any<const N: usize>(&self, kinds: [MentionKind; N]) -> bool {
        !(self.kinds & Kinds::from_iter(kinds)).is_empty()
    }

    fn push(&mut self, kind: MentionKind, tokens: Range<usize>, value: Value) {
        if self.wants(kind) {
            let span = self.view.span_of(&tokens);
            self.found.push(Mention {
                kind,
                tokens,
                span,
                value,
            });
        }
    }

    /// People, places and organisations.
    fn named(&mut self) {
        use MentionKind::{Name, Organisation, Person, Place};
        if !self.wants_any([Person, Place, Organisation, Name]) {
            return;
        }
        let (context, view) = (self.context, self.view);
        for name in context.names_of(view) {
            let text = plain(view, &name.tokens);
            if could_be_person(context, name, &text)
                && let Some(full) = context.names.full(&text)
            {
                self.push(Person, name.tokens.clone(), Value::Person(full));
            }
            match name.kind {
                NameKind::Place => {
                    self.push(Place, name.tokens.clone(), Value::Place(text.clone()));
                }
                NameKind::Organisation => {
                    self.push(
                        Organisation,
                        name.tokens.clone(),
                        Value::Organisation(text.clone()),
                    );
                }
                NameKind::Person | NameKind::Unknown => {}
            }
            self.push(Name, name.tokens.clone(), Value::Name(text));
        }
    }

    fn offices(&mut self) {
        if self.wants(MentionKind::Office) {
            let names = self.context.names_of(self.view);
            for mention in office::offices(self.context, self.view, names) {
                let office = Value::Office(mention.office);
                self.push(MentionKind::Office, mention.tokens, office);
            }
        }
    }

    /// Named happenings.
    fn events(&mut self) {
        if self.wants(MentionKind::Event) {
            let names = self.context.names_of(self.view);
            for (tokens, happening) in super::event::named(self.context, self.view, names) {
                self.push(MentionKind::Event, tokens, Value::Event(happening));
            }
        }
    }

    /// Dates, counts and ages.
    fn measured(&mut self) {
        use MentionKind::{Age, Count, Date, Weekday};
        if !self.wants_any([Date, Weekday, Count, Age]) {
            return;
        }
        let (context, view) = (self.context, self.view);
        let dates = date::dates(view.text, view.tokens, context.day);
        for mention in &dates {
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
                self.push(Weekday, mention.tokens.clone(), Value::Weekday(value));
            }
            self.push(Date, mention.tokens.clone(), Value::Date(value));
        }
        if self.wants(Count) || self.wants(Age) {
            for mention in quantity::quantities(view.text, view.tokens, &dates) {
                match mention.quantity.unit {
                    Unit::Age => self.push(Age, mention.tokens, Value::Age(mention.quantity)),
                    Unit::Count => self.push(Count, mention.tokens, Value::Count(mention.quantity)),
                    _ => {}
                }
            }
        }
    }

    fn quoted(&mut self) {
        if self.wants(MentionKind::Quotation) {
            for (tokens, span, words) in self.quotes.in_sentence(self.view, self.sentence) {
                self.found.push(Mention {
                    kind: MentionKind::Quotation,
                    tokens,
                    span,
                    value: Value::Quotation(words),
                });
            }
        }
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
            || matches!(
                view.word(at),
                "ends" | "opens" | "begins" | "starts" | "closes" | "until"
            )
    })
}

/// A name that stands where a person is asked for may be one unless something speaks against it.
fn could_be_person(context: &Context<'_>, name: &name::Name, text: &str) -> bool {
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
