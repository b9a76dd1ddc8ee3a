//! From a dependency tree to a frame.

use smallvec::SmallVec;

use crate::language::{Deprel, Parse, Scratch, Sentence, Shape, Upos};
use crate::rules::{Meaning, lower};

use super::super::date::{self, DateMention};
use super::super::lexeme::Lexemes;
use super::super::name::plain;
use super::super::quantity::{self, QuantityMention};
use super::super::voice::{Status, Voice};
use super::super::{Context, View};
use super::word::{bearing, follows_than, is_past, is_torn, lead_names, role, turn_passives};
use super::{Bearing, Frame, Marks, Role, Term, TermKind, lives, scope, word_hash};

/// Builds the frames of an article's sentences; keeps its buffers from one to the next.
#[derive(Default)]
pub(super) struct Builder {
    scratch: Scratch,
    parse: Parse,
    /// Of each token the term that it is part of.
    owner: Vec<Option<u16>>,
}

/// Letters that two spellings of one name share.
const INITIAL: usize = 3;
/// Longer sentences are lists and tables.
const LONGEST: usize = 120;

impl Builder {
    /// The frame of one sentence; `None` when it says nothing that can be compared.
    pub(super) fn frame(&mut self, context: &Context<'_>, sentence: &Sentence) -> Option<Frame> {
        let view = context.view(sentence);
        if view.tokens.len() > LONGEST || view.tokens.len() < 3 {
            return None;
        }
        context
            .analysis
            .parse_into(context.text, sentence, &mut self.scratch, &mut self.parse);
        let lexemes = Lexemes::new(context.text, view.tokens);
        let dates = date::dates_in(&lexemes, context.day);
        let quantities = quantity::quantities_in(&lexemes, &dates);
        let mut terms = self.terms(context, &view, &dates, &quantities);
        self.link(&mut terms);
        self.fold(context, &view, &mut terms);
        lives::find(context, view.span, &mut terms, &dates);
        let mut frame = Frame {
            sentence: view.span,
            terms,
            voice: Voice::default(),
        };
        scope::settle(context, &view, &self.parse, &self.owner, &mut frame);
        lead_names(&mut frame);
        turn_passives(&mut frame);
        (!frame.terms.is_empty()).then_some(frame)
    }

    /// The terms without heads and marks, and [`Self::owner`].
    fn terms(
        &mut self,
        context: &Context<'_>,
        view: &View<'_>,
        dates: &[DateMention],
        quantities: &[QuantityMention],
    ) -> Vec<Term> {
        self.owner.clear();
        self.owner.resize(view.tokens.len(), None);
        let mut terms: Vec<Term> = Vec::new();
        let mut at = 0;
        while at < view.tokens.len() {
            let date = dates.iter().find(|date| date.tokens.start == at);
            let quantity = quantities.iter().find(|found| found.tokens.start == at);
            let (end, kind) = if let Some(date) = date {
                let value = date.value().copied();
                (
                    date.tokens.end,
                    Some(value.map_or(TermKind::Opaque, |value| TermKind::Date(Box::new(value)))),
                )
            } else if let Some(found) = quantity {
                let kind = if is_torn(view, &found.tokens) {
                    TermKind::Opaque
                } else {
                    TermKind::Quantity(Box::new(found.quantity))
                };
                (found.tokens.end, Some(kind))
            } else if self.opens_name(context, view, at) {
                (self.name_end(view, at, dates), Some(TermKind::Name))
            } else {
                (at + 1, self.plain_kind(context, view, at))
            };
            let end = end.clamp(at + 1, view.tokens.len());
            if let Some(kind) = kind {
                let tokens = at..end;
                let term = self.term(context, view, tokens.clone(), kind);
                self.owner[tokens].fill(Some(terms.len() as u16));
                terms.push(term);
            }
            at = end;
        }
        terms
    }

    fn opens_name(&self, context: &Context<'_>, view: &View<'_>, at: usize) -> bool {
        let words = &self.parse.words;
        let proper = |at: usize| words.get(at).is_some_and(|word| word.proper);
        // "New Hampshire", "High School": a capital inside a sentence before a proper noun.
        let leads = at > 0
            && matches!(words[at].upos, Upos::Adj | Upos::Noun)
            && view.shape(at).has(Shape::CAPITAL)
            && proper(at + 1)
            && words[at].head as usize > at
            && context.rules.tables.body_index(view.word(at)).is_none();
        (proper(at) || leads) && view.word(at).starts_with(|c: char| c.is_alphanumeric())
    }

    /// Proper nouns in a row, with hyphens, particles and numbers inside: "Boko Haram", "Le Pen".
    fn name_end(&self, view: &View<'_>, start: usize, dates: &[DateMention]) -> usize {
        let words = &self.parse.words;
        let proper = |at: usize| words.get(at).is_some_and(|word| word.proper);
        let mut end = start + 1;
        loop {
            // "Paris, France" are two; "Jordan's King" are two as well.
            let joined = end < words.len() && {
                let (left, right) = (&words[end - 1], &words[end]);
                let linked = |a: usize, b: usize| words[a].head as usize == b;
                linked(end - 1, end)
                    || linked(end, end - 1)
                    || left.head == right.head
                    || (start..end).any(|name| linked(end, name))
                    || linked(start, end)
            };
            let dated = dates.iter().any(|date| date.tokens.start == end);
            if dated {
                return end;
            }
            // "Huawei Technologies", where only the first word was taken for part of a name.
            let titled = words.get(end).is_some_and(|word| {
                word.upos == Upos::Noun
                    && words[end - 1].head as usize == end
                    && view.shape(end).has(Shape::CAPITAL)
            });
            if (proper(end) || titled) && joined && !matches!(view.word(end), "." | ",") {
                end += 1;
            } else if matches!(view.word(end), "-" | "–")
                && !view.shape(end).has(Shape::SPACE_AFTER)
                && proper(end + 1)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    fn plain_kind(&self, context: &Context<'_>, view: &View<'_>, at: usize) -> Option<TermKind> {
        let word = &self.parse.words[at];
        let kind = match word.upos {
            Upos::Verb => TermKind::Verb,
            Upos::Noun => TermKind::Noun,
            Upos::Adj => TermKind::Adjective,
            Upos::Adv if word.deprel.universal() == Deprel::Advmod => TermKind::Adverb,
            Upos::Pron => TermKind::Pronoun,
            Upos::Num => TermKind::Opaque,
            // "have" and "do" as main verbs, "be" in "there is".
            Upos::Aux if !matches!(word.deprel.universal(), Deprel::Aux | Deprel::Cop) => {
                TermKind::Verb
            }
            _ => return None,
        };
        if !view.word(at).contains(char::is_alphanumeric) {
            return None;
        }
        let form = view.form(at);
        let lists = &context.lists;
        // Negations and "only" are marks on other terms.
        if context.is_in(form, &lists.negation) || context.is_in(form, &lists.only) {
            return None;
        }
        if kind == TermKind::Pronoun && word.deprel.universal() == Deprel::Expl {
            return None;
        }
        Some(kind)
    }

    fn term(
        &self,
        context: &Context<'_>,
        view: &View<'_>,
        tokens: std::ops::Range<usize>,
        kind: TermKind,
    ) -> Term {
        let mut parts: SmallVec<[u32; 3]> = SmallVec::new();
        let last = tokens.end - 1;
        let (mut word, mut initial) = (0, 0);
        let mut meaning = Meaning::default();
        match kind {
            TermKind::Name => {
                let titled = |at: usize| {
                    let form = view.form(at);
                    context.is_in(form, &context.lists.titles)
                        || context.is_in(form, &context.lists.exclusive)
                };
                // "Interior Secretary Ann Ito" is called "Ann Ito".
                let title = tokens.clone().rposition(titled);
                let start = tokens.start + title.map_or(0, |at| at + 1);
                let start = if start > last { tokens.start } else { start };
                let initial_only = |at: usize| {
                    let word = view.word(at);
                    at < last && word.trim_end_matches('.').chars().count() == 1
                };
                for at in start..tokens.end {
                    let text = view.word(at);
                    if text.contains(char::is_alphanumeric) && !initial_only(at) {
                        parts.push(word_hash(&lower(text)));
                    }
                }
                word = parts.last().copied().unwrap_or_default();
                let start: String = lower(view.word(last)).chars().take(INITIAL).collect();
                initial = word_hash(&start);
            }
            TermKind::Quantity(_) | TermKind::Date(_) | TermKind::Opaque => {}
            _ => {
                let lemma = self.parse.lemma(last);
                word = word_hash(lemma);
                meaning = context.rules.thesaurus.meaning(lemma);
            }
        }
        let named = kind == TermKind::Name
            || kind == TermKind::Adjective && view.shape(last).has(Shape::CAPITAL);
        let body = if named {
            context
                .rules
                .tables
                .body_index(&plain(view, &tokens))
                .map(|index| index as u16)
        } else {
            None
        };
        let mut bearing = Bearing::default();
        if matches!(kind, TermKind::Quantity(_)) && follows_than(context, view, tokens.start) {
            bearing = Bearing::THAN;
        }
        let mut marks = Marks::default();
        if kind != TermKind::Name && context.is_in(view.form(last), &context.lists.slight) {
            marks.add(Marks::SLIGHT);
        }
        if kind == TermKind::Verb && is_past(&self.parse.words[last]) {
            marks.add(Marks::PAST);
        }
        let lists = &context.lists;
        for (list, mark) in [
            (&lists.repeated, Marks::REPEATED),
            (&lists.lying, Marks::LYING),
            (&lists.calling, Marks::CALLING),
        ] {
            if kind == TermKind::Verb && context.is_in(view.form(last), list) {
                marks.add(mark);
            }
        }
        for (list, mark) in [
            (&lists.rising, Marks::RISING),
            (&lists.falling, Marks::FALLING),
        ] {
            if context.is_in(view.form(last), list) {
                marks.add(mark);
            }
        }
        if kind == TermKind::Pronoun && context.is_in(view.form(last), &lists.relative) {
            marks.add(Marks::RELATIVE);
        }
        Term {
            span: view.span_of(&tokens),
            kind,
            word,
            meaning,
            initial,
            body,
            parts,
            head: 0,
            role: Role::Root,
            preposition: 0,
            bearing,
            marks,
            status: Status::Asserted,
        }
    }

    /// Heads and roles, past the words that are no terms.
    fn link(&self, terms: &mut [Term]) {
        let words = &self.parse.words;
        for (index, term) in terms.iter_mut().enumerate() {
            let mut tokens = (0..words.len()).filter(|&at| self.owner[at] == Some(index as u16));
            // The word of the term whose head lies outside.
            let top = tokens.find(|&at| {
                let head = words[at].head as usize;
                head == at || self.owner[head] != Some(index as u16)
            });
            let Some(mut at) = top else { continue };
            let mut relation = words[at].deprel;
            let mut role = role(relation);
            let mut head = None;
            for _ in 0..words.len() {
                let next = words[at].head as usize;
                if next == at {
                    break;
                }
                if let Some(owner) = self.owner[next] {
                    head = Some(owner);
                    break;
                }
                at = next;
                relation = words[at].deprel;
                if role == Role::Other {
                    role = self::role(relation);
                }
            }
            match head {
                Some(head) if usize::from(head) != index => {
                    term.head = head;
                    term.role = role;
                }
                _ => {
                    term.head = index as u16;
                    term.role = Role::Root;
                }
            }
        }
    }

    /// Function words become marks of the terms that they belong to.
    fn fold(&self, context: &Context<'_>, view: &View<'_>, terms: &mut [Term]) {
        let words = &self.parse.words;
        let lists = &context.lists;
        for (at, word) in words.iter().enumerate() {
            let head = word.head as usize;
            let Some(owner) = self.owner.get(head).copied().flatten() else {
                continue;
            };
            if self.owner[at] == Some(owner) {
                continue;
            }
            let term = &mut terms[usize::from(owner)];
            let form = view.form(at);
            match word.deprel {
                Deprel::Case if term.preposition == 0 => {
                    let text = lower(view.word(at));
                    if text != "'s" && text != "’s" {
                        term.preposition = word_hash(&text);
                        term.bearing = term.bearing | bearing(context, form);
                    }
                }
                Deprel::Mark if term.preposition == 0 && term.kind == TermKind::Verb => {
                    let marks = bearing(context, form);
                    if marks.has_any(Bearing::BEFORE | Bearing::AFTER) {
                        term.preposition = word_hash(self.parse.lemma(at));
                        term.bearing = marks;
                    }
                }
                Deprel::Det | Deprel::NmodPoss => match self.parse.lemma(at) {
                    "the" | "this" | "that" | "these" | "those" => term.marks.add(Marks::DEFINITE),
                    _ if word.deprel == Deprel::NmodPoss => term.marks.add(Marks::DEFINITE),
                    _ => {}
                },
                Deprel::Cop => term.marks.add(Marks::PREDICATE),
                Deprel::Cc if self.parse.lemma(at) == "or" => term.marks.add(Marks::ALTERNATIVE),
                Deprel::AuxPass => term.marks.add(Marks::PASSIVE),
                Deprel::Aux if self.parse.lemma(at) == "have" => term.marks.add(Marks::PERFECT),
                _ => {}
            }
            let carries = matches!(word.deprel.universal(), Deprel::Aux | Deprel::Cop);
            if carries && is_past(word) {
                term.marks.add(Marks::PAST);
            }
            if context.is_in(form, &lists.only) {
                term.marks.add(Marks::ONLY);
            }
            if context.is_in(form, &lists.near_negation) {
                term.marks.add(Marks::HEDGED);
            }
        }
    }
}
