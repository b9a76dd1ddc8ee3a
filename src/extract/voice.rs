//! Voice: who says what a claim says, and how sure they are.

use crate::language::Shape;
use crate::text::Span;

use super::name::{Name, NameKind, plain};
use super::quotation::Quotations;
use super::{Context, View};

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voice {
    /// The named source that the article reports; `None` when the article speaks itself.
    pub source: Option<String>,
    /// How sure.
    pub status: Status,
}

/// How a claim is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Status {
    /// Stated as true.
    #[default]
    Asserted,
    /// Alleged, rumoured.
    Doubted,
    /// Said not to be so.
    Denied,
    /// Meant to be so later.
    Planned,
    /// Under a condition, or asked.
    Hypothetical,
    /// Of an earlier time than the article's.
    Past,
}

/// The voice of the words at `span`.
pub(super) fn of(context: &Context<'_>, view: &View<'_>, span: Span, quotes: &Quotations) -> Voice {
    // A quotation is what was said, whatever it hopes or denies; its speaker is a slot, not a voice.
    if quotes.is_quotation(span) {
        return Voice::default();
    }
    let source = source(context, view, span)
        .or_else(|| quotes.quotes(span).then(|| "a speaker quoted".to_owned()));
    Voice {
        source,
        status: status(context, view, span),
    }
}

/// The source of a reporting clause or an "according to" in the sentence.
fn source(context: &Context<'_>, view: &View<'_>, span: Span) -> Option<String> {
    let lists = &context.lists;
    let outside = |at: usize| !span.contains(view.tokens[at].span);
    for at in (0..view.tokens.len()).filter(|&at| outside(at)) {
        if view.word(at) == "to" && at > 0 && view.word(at - 1).eq_ignore_ascii_case("according") {
            return Some(source_at(context, view, at + 1));
        }
        if !context.is_in(view.form(at), &lists.reporting) {
            continue;
        }
        let names = context.names_of(view);
        let before = names.iter().rev().find(|name| {
            name.tokens.end <= at
                && at - name.tokens.end <= 1
                && outside(name.tokens.start)
                && view.word(name.tokens.end) != ")"
        });
        let after = names.iter().find(|name| name.tokens.start == at + 1);
        // "Captain Olan Brisk of the Coast Guard said": the person, not the body behind him.
        let before = before.map(|name| belongs_to(view, names, name).unwrap_or(name));
        if let Some(name) = before.or(after) {
            let text = plain(view, &name.tokens);
            let full = if name.kind == NameKind::Person {
                context.names.full(&text)
            } else {
                None
            };
            return Some(full.unwrap_or(text));
        }
        for near in [at.wrapping_sub(1), at + 1] {
            if near < view.tokens.len() && context.is_in(view.form(near), &lists.sources) {
                return Some(view.word(near).to_lowercase());
            }
        }
    }
    None
}

/// The person whom "of (the)" joins to a name.
fn belongs_to<'n>(view: &View<'_>, names: &'n [Name], body: &Name) -> Option<&'n Name> {
    let mut of = body.tokens.start.checked_sub(1)?;
    if view.word(of) == "the" {
        of = of.checked_sub(1)?;
    }
    let person = names.iter().find(|name| name.tokens.end == of)?;
    (view.word(of) == "of" && person.kind == NameKind::Person).then_some(person)
}

fn source_at(context: &Context<'_>, view: &View<'_>, at: usize) -> String {
    let name = context
        .names_of(view)
        .iter()
        .find(|name| (at..at + 4).contains(&name.tokens.start));
    name.map_or_else(
        || {
            let known =
                (at..at + 4).find(|&at| context.is_in(view.form(at), &context.lists.sources));
            view.word(known.unwrap_or(at)).to_lowercase()
        },
        |name| plain(view, &name.tokens),
    )
}

/// Tokens before a claim in which a word such as "if" or "would" still governs it.
const SCOPE: usize = 7;

fn status(context: &Context<'_>, view: &View<'_>, span: Span) -> Status {
    let lists = &context.lists;
    let first = view
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let last = view
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let clause = (first.saturating_sub(SCOPE)..first)
        .rev()
        .find(|&at| matches!(view.word(at), ";" | ":" | "—"))
        .map_or(first.saturating_sub(SCOPE), |at| at + 1);
    if view.word(view.tokens.len().saturating_sub(1)) == "?" {
        return Status::Hypothetical;
    }
    for at in clause..last {
        let form = view.form(at);
        // "May 8", "Will Smith": a capital inside a sentence is a name's.
        if at > 0 && view.shape(at).has(Shape::CAPITAL) {
            continue;
        }
        if context.is_in(form, &lists.hypothetical) {
            return Status::Hypothetical;
        } else if context.is_in(form, &lists.negation) {
            return Status::Denied;
        } else if context.is_in(form, &lists.planned) {
            return Status::Planned;
        } else if context.is_in(form, &lists.doubt) {
            return Status::Doubted;
        }
    }
    Status::Asserted
}
