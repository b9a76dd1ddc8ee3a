//! Where the happening was that an article reports: the town that its report speaks of most.

use std::ops::Range;

use crate::language::Shape;
use crate::rules::{Body, ListId, lower};

use super::super::name::{Name, NameKind, plain};
use super::super::{Context, View};
use super::gist::{Evidence, Report};

/// The first place named in the opening sentences, as the tables know it.
pub(super) fn first(context: &Context<'_>, opening: usize) -> Option<String> {
    let sentences = context.analysis.sentences.iter().take(opening);
    sentences
        .map(|sentence| context.view(sentence))
        .filter(|view| !view.is_heading())
        .find_map(|view| {
            let mut names = context.names_of(&view).iter();
            let place = names.find(|name| name.kind == NameKind::Place)?;
            let text = plain(&view, &place.tokens);
            let known = context.rules.tables.body(&text);
            Some(known.map_or(text, |body| body.name.clone()))
        })
}

/// A town that may be the one, and what speaks for it.
struct Candidate {
    name: String,
    score: i32,
    told: Evidence,
    county: bool,
}

/// Tokens between a deed and its place.
const REACH: usize = 7;
/// What is said of the name, at least, for it to be the place.
const ENOUGH: i32 = 4;

/// The town, or else the county, and the words that tell it; or else a state or country, without.
pub(super) fn find(
    context: &Context<'_>,
    report: &Report<'_>,
    (title, source): (&str, Option<&str>),
) -> Option<(String, Option<Evidence>)> {
    let mut candidates = candidates(context, report);
    let title = lower(title);
    let source: String = letters(source.unwrap_or_default());
    for candidate in &mut candidates {
        // A local paper bears its town in its name.
        if candidate.name.len() >= LOCAL && source.contains(&letters(&candidate.name)) {
            candidate.score += 2;
        }
        if holds(&title, &lower(&candidate.name)) {
            candidate.score += 3;
        }
        if candidate.county {
            candidate.score -= 3;
        }
    }
    // Of two as strong the first.
    let best = candidates.iter().map(|candidate| candidate.score).max()?;
    let town = candidates
        .into_iter()
        .find(|candidate| candidate.score == best && best >= ENOUGH);
    town.map(|town| (town.name, Some(town.told)))
}

/// The towns that the report speaks of, each with what its sentences say for it.
fn candidates(context: &Context<'_>, report: &Report<'_>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let districts = districts(context, report);
    for (index, sentence) in report.sentences.iter().enumerate() {
        let view = &sentence.view;
        for name in context.names_of(view) {
            let Some(town) = Town::of(context, view, name) else {
                continue;
            };
            if districts.contains(&town.name) && !town.known {
                continue;
            }
            let mut score = town.evidence(context);
            if sentence.speaks.is_empty() {
                score /= 2;
            }
            if index >= 6 {
                score /= 2;
            }
            if score <= 0 {
                continue;
            }
            let told = Evidence {
                span: view.span_of(&town.tokens),
                sentence: sentence.sentence.span,
            };
            match candidates.iter_mut().find(|known| known.name == town.name) {
                Some(known) => known.score += score,
                None => candidates.push(Candidate {
                    name: town.name,
                    score,
                    told,
                    county: town.county,
                }),
            }
        }
    }
    candidates
}

/// Letters of the shortest name of a town that is looked for in an outlet's.
const LOCAL: usize = 5;

/// The letters of a name, in small ones.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The names that the report gives to parts of a town: "the Allapattah neighborhood".
fn districts(context: &Context<'_>, report: &Report<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in &report.sentences {
        let view = &sentence.view;
        for name in context.names_of(view) {
            if context.begins(view, name.tokens.end, &context.lists.districts) {
                found.push(title_case(&plain(view, &name.tokens)));
            }
        }
    }
    found
}

/// Does a text hold a name as a whole word?
fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next())
    })
}

/// A name that may be a town's, where it stands.
struct Town<'v> {
    view: &'v View<'v>,
    tokens: Range<usize>,
    name: String,
    county: bool,
    known: bool,
}

impl<'v> Town<'v> {
    /// The town that a name names, or begins with ("Dallas Police Department").
    fn of(context: &Context<'_>, view: &'v View<'v>, name: &Name) -> Option<Self> {
        let lists = &context.lists;
        let tables = &context.rules.tables;
        let (tokens, keeps) = Self::tokens(context, view, name);
        let last = view.form(tokens.end - 1);
        let county = tokens.len() > 1 && context.is_in(last, &lists.county_heads);
        let townlike = county || context.is_in(last, &lists.town_heads);
        let text = plain(view, &tokens);
        let body = tables.body(&text);
        let organisation = !keeps && !townlike && name.kind == NameKind::Organisation;
        let person = name.kind == NameKind::Person && body.is_none() && tokens == name.tokens
            || context.names.knows(&text);
        let region = body.is_some_and(|body| !is_town(body));
        // Call signs and other short forms; roads; "Four" at the head of a sentence.
        let letters = text.len() <= 4 && text.chars().all(char::is_uppercase) && body.is_none();
        let road = |at: usize| context.is_in(view.form(at), &lists.roads);
        let number = context.is_in(view.form(tokens.start), &lists.numbers)
            || view.shape(tokens.end).has(Shape::DIGIT)
            || text.contains(|c: char| c.is_ascii_digit());
        let other = organisation || person || region || letters || number;
        if other || tokens.clone().any(road) || tokens.len() > 4 || tables.demonym(&text).is_some()
        {
            return None;
        }
        Some(Self {
            view,
            tokens,
            name: title_case(&text),
            county,
            known: body.is_some(),
        })
    }

    /// The tokens of a name that may be the town's own, and whether the rest is what it keeps.
    fn tokens(context: &Context<'_>, view: &View<'_>, name: &Name) -> (Range<usize>, bool) {
        let lists = &context.lists;
        let tables = &context.rules.tables;
        let mut tokens = name.tokens.clone();
        // "St. Louis": no title of a person's.
        let opens = |at: usize| {
            let listed = context.is_in(view.form(at), &lists.town_openings);
            listed && !view.shape(at).has(Shape::ALL_CAPS)
        };
        if tokens.start.checked_sub(1).is_some_and(opens) {
            tokens.start -= 1;
        }
        // A name may go on with what the town keeps: "Columbus Police", "Greene County Sheriff".
        let kept = [&lists.forces, &lists.institutions];
        let keeps = |&at: &usize| kept.iter().any(|lists| context.begins(view, at, lists));
        let tail = tokens.clone().skip(1).find(keeps);
        tokens.end = tail.unwrap_or(tokens.end);
        // "South Philadelphia" is a part of Philadelphia.
        let whole = tokens.start + 1..tokens.end;
        if tokens.len() > 1
            && context.is_in(view.form(tokens.start), &lists.compass)
            && view.word(tokens.end) != ","
            && tables.body(&plain(view, &whole)).is_some()
            && tables.body(&plain(view, &tokens)).is_none()
        {
            tokens = whole;
        }
        (tokens, tail.is_some())
    }

    /// How much speaks for it here.
    fn evidence(&self, context: &Context<'_>) -> i32 {
        let lists = &context.lists;
        let view = self.view;
        let listed = |at: usize, lists: &[ListId]| context.begins(view, at, lists);
        let (start, end) = (self.tokens.start, self.tokens.end);
        if listed(end, &lists.districts) && !self.known {
            return 0;
        }
        // "In southwest Houston".
        let mut first = start;
        while first > 0
            && (listed(first - 1, &lists.compass) || listed(first - 1, &lists.beside_town))
        {
            first -= 1;
        }
        let mut score = first
            .checked_sub(1)
            .map_or(0, |at| self.led_by(context, at));
        if self.is_dateline() {
            score += 4;
        }
        // "Miami's Allapattah neighborhood".
        if matches!(view.word(end), "'s" | "’s")
            && (end + 2..end + 5).any(|at| listed(at, &lists.districts))
        {
            score += 4;
        }
        if listed(end, &lists.forces) {
            score += 3;
        } else if listed(end, &lists.scenes) {
            score += if listed(end, &lists.people) { 1 } else { 2 };
        }
        let state = |at: usize| {
            let body = context.rules.tables.body(view.word(at));
            view.shape(at).has(Shape::CAPITAL)
                && (listed(at, &lists.states) || body.is_some_and(|body| body.kind == "state"))
        };
        if view.word(end) == "," && state(end + 1) {
            score += 2;
        }
        if self.known && score > 0 {
            score += 2;
        }
        score
    }

    /// How much the token before it speaks for it: "in", "the city of".
    fn led_by(&self, context: &Context<'_>, at: usize) -> i32 {
        let lists = &context.lists;
        let is = |at: usize, lists: &[ListId]| context.is_in(self.view.form(at), lists);
        let town = |at: usize| {
            is(at, &lists.town_nouns) && self.view.word(at).starts_with(char::is_lowercase)
        };
        if is(at, &lists.within) {
            return if self.is_aside(context, at) { 1 } else { 4 };
        }
        if is(at, &lists.of) && at.checked_sub(1).is_some_and(town) {
            return 4;
        }
        i32::from(is(at, &lists.near))
    }

    /// "Was arrested in Tulsa", "a hospital in Spartanburg": is it the place of something else that
    /// the "in" at this token gives?
    fn is_aside(&self, context: &Context<'_>, at: usize) -> bool {
        let lists = &context.lists;
        let listed = |at: usize, lists: &[ListId]| context.begins(self.view, at, lists);
        for before in (at.saturating_sub(REACH)..at).rev() {
            if listed(before, &lists.asides) {
                return true;
            }
            if listed(before, &lists.kinds)
                || listed(before, &lists.casualty)
                || listed(before, &lists.occur)
            {
                return false;
            }
        }
        false
    }

    /// "DALLAS, Texas (AP) —": at the start of a paragraph, with a dash within a few words.
    fn is_dateline(&self) -> bool {
        let view = self.view;
        let dash = |at: usize| matches!(view.word(at), "—" | "–" | "--" | "-");
        let end = self.tokens.end;
        self.tokens.start <= 1
            && (end..end + 9).any(dash)
            && (dash(end) || matches!(view.word(end), "," | "(" | "/"))
    }
}

fn is_town(body: &Body) -> bool {
    matches!(body.kind.as_str(), "city" | "capital")
}

/// "NEW ORLEANS" as "New Orleans"; a name in small and capital letters as it is.
fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.len() <= 3 {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut first = true;
    for c in name.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = !c.is_alphabetic() && c != '\'';
    }
    out
}
