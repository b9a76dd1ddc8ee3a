//! Names: runs of capitalised words, told apart as people, places and organisations as far as the
//! words around them tell, and the short forms of one article led back to its full names.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::Shape;

pub(crate) use super::naming::NameKind;
use super::naming::kind;
use super::{Context, View};

/// A run of capitalised words in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Token range in the sentence.
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: NameKind,
}

/// The full names of one article, by their last words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameBook {
    /// Surname to the full name; `None` when the article tells two people of that surname apart.
    by_surname: FxHashMap<String, Option<String>>,
}

impl NameBook {
    /// Reads the names of all sentences that are not headings for full names of people.
    pub(crate) fn collect(context: &Context<'_>) -> Self {
        let mut book = Self::default();
        let mut others = Vec::new();
        for sentence in &context.analysis.sentences {
            let view = context.view(sentence);
            if view.is_heading() {
                continue;
            }
            for name in context.names_of(&view) {
                if name.kind == NameKind::Person && name.tokens.len() >= 2 {
                    book.add(plain(&view, &name.tokens));
                } else if name.kind == NameKind::Unknown && (2..=3).contains(&name.tokens.len()) {
                    others.push(plain(&view, &name.tokens));
                }
            }
        }
        // A rare first name still tells a second bearer of the surname from the first.
        for other in others {
            if surname(&other).is_some_and(|surname| book.by_surname.contains_key(surname)) {
                book.add(other);
            }
        }
        book
    }

    fn add(&mut self, full: String) {
        let Some(surname) = surname(&full) else {
            return;
        };
        match self.by_surname.get_mut(surname) {
            None => {
                self.by_surname.insert(surname.to_owned(), Some(full));
            }
            Some(known) => {
                let same = known
                    .as_deref()
                    .is_some_and(|known| given_agree(known, &full));
                if !same {
                    *known = None;
                } else if known
                    .as_deref()
                    .is_some_and(|known| known.len() < full.len())
                {
                    *known = Some(full);
                }
            }
        }
    }

    /// The full name behind a name as it stands: itself when it is full, the article's full name
    /// when it is a surname, `None` when the article tells two people of that surname apart.
    pub(crate) fn full(&self, name: &str) -> Option<String> {
        if name.contains(' ') {
            return Some(name.to_owned());
        }
        match self.by_surname.get(name) {
            None => Some(name.to_owned()),
            Some(full) => full.clone(),
        }
    }

    /// Does it tell more of a sentence's names than they told without it?
    pub(super) fn tells_of(&self, view: &View<'_>, names: &[Name]) -> bool {
        let opens = |at: usize| {
            is_capital(view, at) && opens(view, at) && self.by_surname.contains_key(view.word(at))
        };
        let word = |name: &Name| {
            let span = view.span_of(&name.tokens);
            !span.of(view.text).contains(char::is_whitespace)
        };
        let mut words = names
            .iter()
            .filter(|name| name.kind != NameKind::Person && word(name));
        words.any(|name| self.knows(&plain(view, &name.tokens)))
            || (0..view.tokens.len()).any(opens)
    }

    /// Is this word the surname of a person whom the article names in full?
    pub(crate) fn knows(&self, surname: &str) -> bool {
        self.by_surname.contains_key(surname)
    }
}

/// The last word of a full name that is not "Jr." or the like.
pub(crate) fn surname(full: &str) -> Option<&str> {
    full.rsplit(' ').find(|part| !is_suffix(part))
}

fn is_suffix(part: &str) -> bool {
    matches!(part, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV")
}

/// Could two full names with one surname be one person by their first words?
fn given_agree(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (a.split(' ').next(), b.split(' ').next()) else {
        return true;
    };
    let initial = |name: &str| name.chars().next();
    a == b
        || (initial(a) == initial(b)
            && (a.len() <= 2 || b.len() <= 2 || a.starts_with(b) || b.starts_with(a)))
}

/// The words of a token range with single spaces, hyphens and apostrophes closed up.
pub(crate) fn plain(view: &View<'_>, tokens: &Range<usize>) -> String {
    let span = view.span_of(tokens);
    let text = span.of(view.text);
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.contains('’') {
        out = out.replace('’', "'");
    }
    out
}

/// All names of a sentence, from left to right; they do not overlap.
pub(crate) fn names(context: &Context<'_>, view: &View<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.tokens.len() {
        if !starts_name(context, view, at) {
            at += 1;
            continue;
        }
        let end = name_end(context, view, at);
        let tokens = at..end;
        let kind = kind(context, view, &tokens);
        found.push(Name { tokens, kind });
        at = end;
    }
    found
}

pub(super) fn is_capital(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    shape.has(Shape::CAPITAL) && !shape.has(Shape::DIGIT)
}

fn is_function_word(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    let form = view.form(at);
    context.is_in(form, &context.lists.function_words)
        || context.is_in(form, &context.lists.calendar)
        || context.begins(view, at, &context.lists.titles)
}

/// Does the name of a role begin here?
pub(super) fn is_role(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    let lists = &context.lists;
    [
        &lists.exclusive,
        &lists.shared,
        &lists.variants,
        &lists.portfolio_heads,
    ]
    .into_iter()
    .any(|lists| context.begins(view, at, lists))
}

/// May a name begin here? A sentence's first word is capital anyway: it needs support.
fn starts_name(context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
    if !is_capital(view, at) || is_function_word(context, view, at) || is_role(context, view, at) {
        return false;
    }
    // "Attorney General Says …": the title case of a headline inside prose.
    if context.is_in(view.form(at), &context.lists.reporting) {
        return false;
    }
    if !opens(view, at) {
        return true;
    }
    let word = view.word(at);
    is_capital(view, at + 1) && !is_function_word(context, view, at + 1)
        || context.is_in(view.form(at), &context.lists.first_names)
        || context.names.knows(word)
        || context.rules.tables.body(word).is_some()
        || view.shape(at).has(Shape::ALL_CAPS)
}

/// Does a sentence or a quotation begin here?
fn opens(view: &View<'_>, at: usize) -> bool {
    at == 0 || matches!(view.word(at - 1), "“" | "\"" | ":" | "‘")
}

/// One past the last token of the name that begins at `start`.
fn name_end(context: &Context<'_>, view: &View<'_>, start: usize) -> usize {
    let mut end = start + 1;
    loop {
        let joined = !view.shape(end - 1).has(Shape::SPACE_AFTER);
        if is_capital(view, end)
            && !is_function_word(context, view, end)
            && view.word(end - 1) != "."
        {
            // "Howard Dean", "Jim Justice": after a first name alone a role is a surname.
            let surname = end == start + 1
                && context.is_in(view.form(start), &context.lists.first_names)
                && !is_capital(view, end + 1);
            if is_role(context, view, end) && !surname && !joined {
                return end;
            }
            end += 1;
        } else if matches!(view.word(end), "-" | "'" | "’")
            && joined
            && is_capital(view, end + 1)
            && !view.shape(end).has(Shape::SPACE_AFTER)
        {
            end += 2;
        } else if context.is_in(view.form(end), &context.lists.name_particles)
            && view.word(end + 1) == "-"
            && is_capital(view, end + 2)
        {
            end += 3;
        } else if context.is_in(view.form(end), &context.lists.name_particles)
            && (is_capital(view, end + 1)
                || (context.is_in(view.form(end + 1), &context.lists.name_particles)
                    && is_capital(view, end + 2)))
        {
            end += 1;
        } else if matches!(view.word(end), "\"" | "“")
            && is_capital(view, end + 1)
            && matches!(view.word(end + 2), "\"" | "”")
            && is_capital(view, end + 3)
        {
            end += 4;
        } else {
            return end;
        }
    }
}
