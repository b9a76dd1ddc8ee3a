//! What a name names: a person, a place or an organisation. Its own words decide where they can; a name
//! that people and places share ("Jordan", "Lincoln") is decided by the words around it, or left open.

use std::ops::Range;

use crate::language::Shape;

use super::name::{is_capital, is_role, plain};
use super::{Context, View};

/// What a name names, as far as its own words and its neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Person,
    /// A town or a land.
    Place,
    /// A body; also what stands in a town as one does: a park, a station, a street.
    Organisation,
    Unknown,
}

/// What the name in `tokens` names.
pub(super) fn kind(context: &Context<'_>, view: &View<'_>, tokens: &Range<usize>) -> NameKind {
    let text = plain(view, tokens);
    let tables = &context.rules.tables;
    if tables.person(&text).is_some() {
        return NameKind::Person;
    }
    let near = Near {
        context,
        view,
        tokens,
    };
    let shared = tables.is_shared(&text)
        || near.is_one_word()
            && (near.first_in(&context.lists.names_of_places)
                || near.first_in(&context.lists.clubs)
                || context.names.knows(&text));
    if shared {
        // A capital, a state, a government or a man: without a hint it is left open.
        let open = near.first_in(&context.lists.governments);
        match near.tells(&text) {
            Some(kind) => return kind,
            None if open => return NameKind::Unknown,
            None => {}
        }
    }
    if let Some(body) = tables.body(&text) {
        return match body.kind.as_str() {
            _ if near.is_titled() => NameKind::Person,
            "country" | "former country" | "state" | "city" | "capital" | "borough"
            | "district" | "province" | "region" | "continent" | "nation" | "territory" => {
                NameKind::Place
            }
            _ => NameKind::Organisation,
        };
    }
    near.own_words(&text)
}

/// A name and the words around it.
struct Near<'a> {
    context: &'a Context<'a>,
    view: &'a View<'a>,
    tokens: &'a Range<usize>,
}

impl Near<'_> {
    fn is_one_word(&self) -> bool {
        self.tokens.len() == 1
    }

    fn is_in(&self, at: usize, lists: &[crate::rules::ListId]) -> bool {
        self.context.is_in(self.view.form(at), lists)
    }

    fn first_in(&self, lists: &[crate::rules::ListId]) -> bool {
        self.is_in(self.tokens.start, lists)
    }

    fn last_in(&self, lists: &[crate::rules::ListId]) -> bool {
        self.is_in(self.tokens.end - 1, lists)
    }

    /// Is the word before the name in the list?
    fn before_in(&self, lists: &[crate::rules::ListId]) -> bool {
        let before = self.tokens.start.checked_sub(1);
        before.is_some_and(|before| self.is_in(before, lists))
    }

    fn is_titled(&self) -> bool {
        self.before_in(&self.context.lists.titles)
    }

    /// Does a title or a role stand before the name?
    fn is_introduced(&self) -> bool {
        let before = self.tokens.start.checked_sub(1);
        self.is_titled() || before.is_some_and(|before| is_role(self.context, self.view, before))
    }

    /// What the name's own words, and a title or role before it, say of it.
    fn own_words(&self, text: &str) -> NameKind {
        let lists = &self.context.lists;
        if self.last_in(&lists.organisation_suffixes) {
            return NameKind::Organisation;
        }
        let count = text.split(' ').count();
        if count > 1 && self.last_in(&lists.things) {
            return NameKind::Unknown;
        }
        if self.last_in(&lists.place_heads) {
            return NameKind::Organisation;
        }
        let mut words = self
            .tokens
            .clone()
            .filter(|&at| !self.view.shape(at).has(Shape::PUNCTUATION));
        let shouting = words.any(|at| {
            self.view.shape(at).has(Shape::ALL_CAPS) && self.view.tokens[at].span.len() > 3
        });
        let introduced = self.is_introduced();
        let first_name = self.first_in(&lists.first_names);
        if (2..=5).contains(&count) && (first_name || introduced) && !shouting {
            return NameKind::Person;
        }
        if count == 1 && (introduced || self.context.names.knows(text)) {
            return NameKind::Person;
        }
        NameKind::Unknown
    }

    /// What the words around a name say that a person may bear, and a place or a club.
    fn tells(&self, text: &str) -> Option<NameKind> {
        let lists = &self.context.lists;
        let known = self.context.names.knows(text);
        if self.is_introduced() || self.before_in(&lists.kin) {
            return Some(NameKind::Person);
        }
        if let Some(kind) = self.possession() {
            return Some(kind);
        }
        let place = self.before_in(&lists.before_place)
            || !known && self.before_in(&lists.towards_place)
            || self.lies_within();
        if place {
            // "A win at Chelsea" may be the club's ground, "in Chelsea" hardly is.
            return Some(NameKind::Place);
        }
        self.behind(text)
            .or_else(|| known.then_some(NameKind::Person))
    }

    /// What the thing that the name has says of it: "Jordan's wife", "Georgia's parliament".
    fn possession(&self) -> Option<NameKind> {
        let lists = &self.context.lists;
        let end = self.tokens.end;
        if !matches!(self.view.word(end), "'s" | "’s" | "'" | "’") {
            return None;
        }
        let is = |list: &[crate::rules::ListId]| {
            // "Jordan's late father", "Lincoln's new mayor": one word may stand between.
            self.is_in(end + 1, list)
                || !is_capital(self.view, end + 1) && self.is_in(end + 2, list)
        };
        if is(&lists.of_person) {
            Some(NameKind::Person)
        } else if is(&lists.of_place) || is_role(self.context, self.view, end + 1) {
            Some(NameKind::Place)
        } else {
            None
        }
    }

    /// Is the place named in which the name lies: "Lincoln, Nebraska", "Washington, D.C."?
    fn lies_within(&self) -> bool {
        let end = self.tokens.end;
        if self.view.word(end) != "," || !is_capital(self.view, end + 1) {
            return false;
        }
        let tables = &self.context.rules.tables;
        (end + 2..=end + 4).rev().any(|last| {
            let within = plain(self.view, &(end + 1..last.min(self.view.tokens.len())));
            tables.is_shared(&within)
                || tables.body(&within).is_some_and(|body| {
                    matches!(
                        body.kind.as_str(),
                        "country" | "state" | "province" | "capital"
                    )
                })
        })
    }

    /// What the words directly behind the name say.
    fn behind(&self, text: &str) -> Option<NameKind> {
        let lists = &self.context.lists;
        let (view, end) = (self.view, self.tokens.end);
        let club = self.first_in(&lists.clubs);
        let age = view.word(end) == ","
            && view.word(end + 2) == ","
            && matches!(view.word(end + 1).parse::<u8>(), Ok(1..=110));
        // "Jordan, who": a relative, after a comma or none.
        let relative = end + usize::from(view.word(end) == ",");
        let auxiliary = self.is_in(end, &lists.auxiliaries);
        let verb = end + usize::from(auxiliary);
        if age
            || self.is_in(relative, &lists.relative_person)
            || self.is_in(verb, &lists.person_verbs)
            || auxiliary && self.is_in(verb, &lists.person_participles)
        {
            return Some(NameKind::Person);
        }
        if self.is_in(end, &lists.behind_club) || club && self.is_in(end, &lists.government_verbs) {
            return Some(NameKind::Organisation);
        }
        if self.is_in(relative, &lists.relative_place)
            || self.is_in(end, &lists.behind_place)
            || view.word(end) == "-" && self.is_in(end + 1, &lists.hyphened_place)
        {
            return Some(NameKind::Place);
        }
        let governs = self.first_in(&lists.governments)
            || self
                .context
                .rules
                .tables
                .body(text)
                .is_some_and(|body| matches!(body.kind.as_str(), "country" | "capital"));
        let known = self.context.names.knows(text);
        let acts = self.is_in(end, &lists.government_verbs)
            || auxiliary && self.is_in(end + 1, &lists.government_verbs);
        (governs && !known && acts).then_some(NameKind::Organisation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extractor;
    use crate::rules::{self, RuleSet, Source};

    /// The rules and lists of this repository.
    fn rule_set() -> RuleSet {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sources = Vec::new();
        for folder in ["rules/words", "rules/reference"] {
            let mut files: Vec<_> = std::fs::read_dir(root.join(folder))
                .unwrap()
                .map(|file| file.unwrap().path())
                .collect();
            files.sort();
            for file in files {
                sources.push(Source {
                    path: format!("{folder}/{}", file.file_name().unwrap().display()),
                    text: std::fs::read_to_string(&file).unwrap(),
                });
            }
        }
        rules::load(&sources).unwrap()
    }

    /// Each line: what the last name of that form in the text names, the name, the text.
    const CASES: &str = include_str!("naming.txt");

    #[test]
    fn the_words_around_a_name_tell_what_it_names() {
        let rules = rule_set();
        let extractor = Extractor::new(&rules, &[]);
        let mut wrong = Vec::new();
        let cases = CASES
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for case in cases {
            let parts: Vec<&str> = case.splitn(3, " | ").collect();
            let [expected, name, text] = parts[..] else {
                panic!("{case}");
            };
            let analysis = crate::language::analyse(text);
            let mut context = extractor.context(text, &analysis, None);
            context.find_names();
            context.learn_names();
            let mut found = Vec::new();
            for (sentence, names) in analysis.sentences.iter().zip(&context.named) {
                let view = context.view(sentence);
                let named = names
                    .iter()
                    .filter(|other| plain(&view, &other.tokens) == name);
                found.extend(named.map(|name| name.kind));
            }
            let found = found.last().map(|kind| format!("{kind:?}").to_lowercase());
            if found.as_deref() != Some(expected) {
                wrong.push(format!("{case}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
