//! Offices by a grammar: a role with the country, organisation or place that it belongs to, in any
//! of the usual orders, and whether its holder still holds it.

use std::ops::Range;

use crate::language::{Shape, Upos};
use crate::rules::{FormId, ListId, Tables, Vocabulary};

use super::name::{Name, NameKind, plain};
use super::{Context, Lists, View};

/// An office of one body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office {
    /// Canonical role, in lower case: `foreign minister`.
    pub role: String,
    /// Canonical name of the body: `Norway`, `NATO`, `Siemens`; empty when the text does not say.
    pub body: String,
    /// Does the person named hold it?
    pub tenure: Tenure,
}

/// Whether somebody called by an office holds it at the time spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tenure {
    /// Holds it.
    Holding,
    /// "former", "then", "late", "ousted".
    Past,
    /// "incoming", "elect", "candidate".
    Future,
    /// "acting", "interim", or a deputy.
    Other,
}

/// An office as it stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfficeMention {
    pub(super) tokens: Range<usize>,
    pub(super) office: Office,
}

/// All offices of a sentence whose role is held by one person at a time.
pub(super) fn offices(
    context: &Context<'_>,
    view: &View<'_>,
    names: &[Name],
) -> Vec<OfficeMention> {
    let grammar = Grammar {
        context,
        view,
        names,
        tables: &context.rules.tables,
    };
    let mut found: Vec<OfficeMention> = Vec::new();
    let mut at = 0;
    while at < view.tokens.len() {
        if let Some(mention) = grammar.alias(at) {
            at = mention.tokens.end;
            found.push(mention);
        } else if let Some(mention) = grammar.headed(at) {
            at = mention.tokens.end;
            found.push(mention);
        } else if let Some(role) = grammar.role(at) {
            at = role.tokens.end;
            found.extend(grammar.office(role));
        } else {
            at += 1;
        }
    }
    found
}

/// The forms of which a sentence with an office holds one.
pub(super) fn beginnings(words: &Vocabulary, lists: &Lists) -> Vec<FormId> {
    let roles = [
        &lists.exclusive,
        &lists.portfolio_heads,
        &lists.variants,
        &lists.aliases,
        &lists.heading,
    ];
    let roles = roles.into_iter().flatten();
    roles.flat_map(|&list| words.forms_of_list(list)).collect()
}

struct Grammar<'g> {
    context: &'g Context<'g>,
    view: &'g View<'g>,
    names: &'g [Name],
    tables: &'g Tables,
}

struct Role {
    tokens: Range<usize>,
    name: String,
}

impl Grammar<'_> {
    fn in_list(&self, at: usize, lists: &[ListId]) -> Option<usize> {
        let found = self.context.list_at(self.view, at, lists);
        found.map(|(_, len)| len)
    }

    /// "Pentagon chief": an alias that names role and body at once.
    fn alias(&self, at: usize) -> Option<OfficeMention> {
        let len = self.in_list(at, &self.context.lists.aliases)?;
        let tokens = at..at + len;
        if self.is_cut_off(at) {
            return None;
        }
        let words = plain(self.view, &tokens).to_lowercase();
        let (role, body) = self.tables.alias(&words)?;
        let tenure = self.tenure(&tokens);
        let office = Office {
            role: role.to_owned(),
            body: body.to_owned(),
            tenure,
        };
        Some(OfficeMention { tokens, office })
    }

    /// "Heads NATO", "leads the alliance": the office whose holder is called the chief of that body.
    fn headed(&self, at: usize) -> Option<OfficeMention> {
        let is = |at: usize, lists: &[ListId]| self.context.is_in(self.view.form(at), lists);
        if !is(at, &self.context.lists.heading) {
            return None;
        }
        let start = at + 1 + usize::from(is(at + 1, &self.context.lists.the));
        let most = (start + 5).min(self.view.tokens.len());
        (start + 1..=most).rev().find_map(|end| {
            let words = plain(self.view, &(start..end)).to_lowercase();
            let (role, body) = self.tables.alias(&format!("{words} chief"))?;
            Some(OfficeMention {
                tokens: at + 1..end,
                office: Office {
                    role: role.to_owned(),
                    body: body.to_owned(),
                    tenure: Tenure::Holding,
                },
            })
        })
    }

    /// The role that begins at this token: a listed role, a variant of one, or a portfolio with
    /// its head ("finance minister", "minister of foreign affairs").
    fn role(&self, at: usize) -> Option<Role> {
        let listed = &self.context.lists.listed_roles;
        let tokens = self
            .portfolio_role(at)
            .or_else(|| self.in_list(at, listed).map(|len| at..at + len))?;
        let words = plain(self.view, &tokens).to_lowercase();
        Some(Role {
            name: self.tables.role(&words).to_owned(),
            tokens,
        })
    }

    fn portfolio_role(&self, at: usize) -> Option<Range<usize>> {
        let lists = &self.context.lists;
        if let Some(len) = self.in_list(at, &lists.portfolio) {
            let head = at + len;
            if let Some(head_len) = self.in_list(head, &lists.portfolio_heads) {
                return Some(at..head + head_len);
            }
        }
        let head_len = self.in_list(at, &lists.portfolio_heads)?;
        let of = at + head_len;
        if !matches!(self.view.word(of), "of" | "for") {
            return None;
        }
        let len = self.in_list(of + 1, &lists.portfolio)?;
        Some(at..of + 1 + len)
    }

    /// The office of a role: with the body before it, after it, or with none.
    fn office(&self, role: Role) -> Option<OfficeMention> {
        let words = &self.context.rules.words;
        let lists = &self.context.lists;
        let portfolio = self.portfolio_role(role.tokens.start).is_some();
        let held_by_one = words.holds(&lists.exclusive, &role.name)
            || (portfolio && !words.holds(&lists.shared, &role.name));
        if !held_by_one {
            return None;
        }
        let (body, tokens) = self
            .body_before(&role)
            .or_else(|| self.body_after(&role))
            .unwrap_or_else(|| (String::new(), role.tokens.clone()));
        let tenure = match (self.tenure(&tokens), self.tenure(&role.tokens)) {
            (Tenure::Holding, other) | (other, _) => other,
        };
        Some(OfficeMention {
            tokens,
            office: Office {
                role: role.name,
                body,
                tenure,
            },
        })
    }

    /// "Norwegian", "NATO", "NATO's", "Siemens" before the role.
    fn body_before(&self, role: &Role) -> Option<(String, Range<usize>)> {
        let mut end = role.tokens.start;
        // "NATO's new secretary general": one adjective may stand between.
        if end >= 2
            && self.in_list(end - 1, &self.context.lists.current).is_some()
            && matches!(self.view.word(end - 2), "'s" | "’s")
        {
            end -= 1;
        }
        let possessive = end >= 1 && matches!(self.view.word(end - 1), "'s" | "’s" | "'" | "’");
        if possessive {
            end -= 1;
        }
        if end == 0 {
            return None;
        }
        if let Some((body, start)) = self.longest_known(end) {
            return Some((body, start..role.tokens.end));
        }
        let Some(name) = self.names.iter().find(|name| name.tokens.end == end) else {
            return self.opening_town(role, end);
        };
        let text = plain(self.view, &name.tokens);
        let single_opener = name.tokens.start == 0 && name.tokens.len() == 1;
        let generic = name.tokens.clone().all(|at| {
            self.in_list(at, &self.context.lists.generic).is_some()
                || self.in_list(at, &self.context.lists.portfolio).is_some()
        });
        if name.kind == NameKind::Person
            || single_opener
            || generic
            || self.context.names.knows(&text)
        {
            return None;
        }
        let whole =
            !self.is_cut_off(name.tokens.start) && (!possessive || name.kind != NameKind::Unknown);
        whole.then_some((text, name.tokens.start..role.tokens.end))
    }

    /// "Corvane Mayor Tobias Rell …": the first word of a sentence is a name when the tagger says so.
    fn opening_town(&self, role: &Role, end: usize) -> Option<(String, Range<usize>)> {
        let capital = |at: usize| self.view.word(at).starts_with(char::is_uppercase);
        let first = self.view.word(0);
        let plausible = end == 1
            && role.tokens.start == 1
            && capital(0)
            && capital(1)
            && capital(role.tokens.end)
            && first.chars().all(char::is_alphabetic)
            && self.view.form(0) == FormId::default()
            && !self.context.names.knows(first);
        let sentences = &self.context.analysis.sentences;
        let index = sentences.partition_point(|other| other.span.start < self.view.span.start);
        let sentence = sentences.get(index).filter(|_| plausible)?;
        let tags = self.context.analysis.tag(self.view.text, sentence);
        let proper = tags.words.first()?.upos == Upos::Propn;
        proper.then(|| (first.to_owned(), 0..role.tokens.end))
    }

    /// Do the words before `start` belong to the name that seems to begin there: "state House",
    /// "Concerned Women for America", "pro-Russian"?
    fn is_cut_off(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        // "FWD.us": the end of another word.
        let opening = matches!(
            self.view.word(before),
            "“" | "\"" | "‘" | "'" | "(" | "[" | "—" | "–" | "/"
        );
        if !opening && !self.view.shape(before).has(Shape::SPACE_AFTER) {
            return true;
        }
        let word = self.view.word(before);
        let capital = |at: usize| self.view.word(at).starts_with(char::is_uppercase);
        let inside = self
            .names
            .iter()
            .any(|name| name.tokens.start < start && name.tokens.end > start);
        let joined =
            matches!(word, "of" | "for" | "and" | "&") && before > 0 && capital(before - 1);
        inside
            || joined
            || matches!(word, "-" | "–" | "state" | "State" | "local" | "former")
            || self.in_list(before, &self.context.lists.generic).is_some()
    }

    /// The longest run of tokens ending at `end` that a table knows as a body or a demonym.
    fn longest_known(&self, end: usize) -> Option<(String, usize)> {
        (end.saturating_sub(5)..end).find_map(|start| {
            let tokens = start..end;
            let capital = self.view.word(start).starts_with(char::is_uppercase);
            if !capital {
                return None;
            }
            let text = plain(self.view, &tokens);
            let body = self
                .tables
                .body(&text)
                .or_else(|| self.tables.demonym(&text))?;
            // A party has a chair; its governors and mayors are many.
            let fits = body.kind != "party"
                || self.in_list(end, &self.context.lists.party_roles).is_some();
            (fits && !self.is_cut_off(start)).then(|| (body.name.clone(), start))
        })
    }

    /// "of Leeds", "of the United States", "at Siemens" after the role.
    fn body_after(&self, role: &Role) -> Option<(String, Range<usize>)> {
        let mut at = role.tokens.end;
        if !matches!(self.view.word(at), "of" | "at") {
            return None;
        }
        at += 1;
        if matches!(self.view.word(at), "the") {
            at += 1;
        }
        let known = (at + 1..=(at + 5).min(self.view.tokens.len()))
            .rev()
            .find_map(|end| {
                let text = plain(self.view, &(at..end));
                self.tables
                    .body(&text)
                    .map(|body| (body.name.clone(), role.tokens.start..end))
            });
        known.or_else(|| {
            let name = self
                .names
                .iter()
                .find(|name| name.tokens.start == at && name.kind != NameKind::Person)?;
            Some((
                plain(self.view, &name.tokens),
                role.tokens.start..name.tokens.end,
            ))
        })
    }

    /// What the words just before (and "-elect" after) say of the holder.
    fn tenure(&self, tokens: &Range<usize>) -> Tenure {
        let lists = &self.context.lists;
        let after = tokens.end;
        if self.view.word(after) == "-"
            && self.context.is_in(self.view.form(after + 1), &lists.future)
            || self.context.is_in(self.view.form(after), &lists.future)
        {
            return Tenure::Future;
        }
        for back in 1..=4 {
            let Some(at) = tokens.start.checked_sub(back) else {
                break;
            };
            let within = |lists| self.in_list(at, lists).is_some();
            if within(&lists.former) {
                return Tenure::Past;
            } else if within(&lists.future) {
                return Tenure::Future;
            } else if within(&lists.acting) || within(&lists.deputy) {
                return Tenure::Other;
            }
            let word = self.view.word(at);
            if word != "-" && !word.starts_with(char::is_uppercase) && back > 1
                || matches!(word, "," | "." | ";")
            {
                break;
            }
        }
        Tenure::Holding
    }
}
