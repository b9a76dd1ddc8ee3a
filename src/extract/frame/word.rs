//! Questions to one word of a sentence: what it is to its head, what its preposition says, whether it
//! is in the past, whether a number is torn.

use crate::language::{Deprel, Feats, Shape, Word};
use crate::rules::FormId;

use super::super::{Context, View};
use super::{Bearing, Frame, Marks, Role, TermKind};

/// "41 / 2", "2, 000 feet", "3: 30": a number that the text tore in two.
pub(super) fn is_torn(view: &View<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let digits = |at: usize| view.shape(at).has(Shape::DIGIT);
    let stroke = |at: usize| view.word(at) == "/";
    let zeros = |at: usize| {
        let word = view.word(at);
        word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (start, end) = (tokens.start, tokens.end);
    let thousands = |left: usize, right: usize| {
        digits(left) && view.word(left + 1) == "," && right == left + 2 && zeros(right)
    };
    // "3: 30", "5. 4" over the end of a sentence.
    let colon = |at: usize| view.word(at) == ":";
    let before = view.text[..view.span.start as usize].trim_end();
    let cut = before
        .strip_suffix('.')
        .and_then(|before| before.rsplit(' ').next());
    let tenths = cut.is_some_and(|word| word.len() <= 2 && word.parse::<u8>().is_ok());
    start == 0 && tenths
        || colon(end) && digits(end + 1)
        || start >= 2 && colon(start - 1) && digits(start - 2)
        || stroke(end) && digits(end + 1)
        || start >= 2 && stroke(start - 1) && digits(start - 2)
        || thousands(end - 1, end + 1)
        || start >= 2 && thousands(start - 2, start)
}

/// "Signed", "was", "had": not "has" or "signed" after it.
pub(super) fn is_past(word: &Word) -> bool {
    word.feats.has(Feats::PAST) && word.feats.has(Feats::FINITE)
}

/// What a word in this relation is to its head.
pub(super) fn role(relation: Deprel) -> Role {
    match relation {
        Deprel::NsubjPass | Deprel::CsubjPass => Role::Object,
        Deprel::OblAgent => Role::Subject,
        _ => match relation.universal() {
            Deprel::Nsubj | Deprel::Csubj => Role::Subject,
            Deprel::Obj => Role::Object,
            Deprel::Iobj => Role::Recipient,
            Deprel::Obl => Role::Oblique,
            Deprel::Ccomp | Deprel::Xcomp => Role::Complement,
            Deprel::Acl | Deprel::Advcl | Deprel::Parataxis => Role::Clause,
            Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::Advmod | Deprel::Flat => {
                Role::Modifier
            }
            Deprel::Nmod if relation == Deprel::NmodPoss => Role::Owner,
            Deprel::Nmod => Role::Attribute,
            Deprel::Appos => Role::Apposition,
            Deprel::Conj => Role::Conjunct,
            Deprel::Root => Role::Root,
            _ => Role::Other,
        },
    }
}

/// "Singer Ann Ito", "the band Ash": who it is leads the phrase, and the noun before it says what they
/// are. Parsers differ in which of the two they take for the head.
pub(super) fn lead_names(frame: &mut Frame) {
    for at in 0..frame.terms.len() {
        let (name, Some(head)) = (&frame.terms[at], frame.head(at)) else {
            continue;
        };
        let noun = &frame.terms[head];
        let called = name.kind == TermKind::Name
            && noun.kind == TermKind::Noun
            && matches!(name.role, Role::Modifier | Role::Apposition)
            && noun.span.end + 1 == name.span.start;
        if !called || noun.role == Role::Root || noun.marks.has(Marks::PREDICATE) {
            continue;
        }
        let behind = name.span.end;
        let said = noun.clone();
        let name = &mut frame.terms[at];
        name.role = said.role;
        name.head = said.head;
        name.preposition = said.preposition;
        name.bearing = said.bearing;
        for term in &mut frame.terms {
            if usize::from(term.head) == head && term.span.start >= behind {
                term.head = at as u16;
            }
        }
        let noun = &mut frame.terms[head];
        noun.role = Role::Modifier;
        noun.head = at as u16;
        noun.preposition = 0;
        noun.bearing = Bearing::default();
    }
}

/// "the house built by X": a participle on a noun has the noun for its object or subject. Marked
/// by the roles alone, since every term has one head.
pub(super) fn turn_passives(frame: &mut Frame) {
    for at in 0..frame.terms.len() {
        let term = &frame.terms[at];
        if !matches!(term.role, Role::Oblique | Role::Subject)
            || !term.bearing.has_any(Bearing::BY)
            || matches!(term.kind, TermKind::Date(_) | TermKind::Quantity(_))
        {
            continue;
        }
        let Some(head) = frame.head(at) else { continue };
        let verb = &frame.terms[head];
        let passive = verb.marks.has(Marks::PASSIVE) || verb.role == Role::Clause;
        if verb.kind == TermKind::Verb && passive {
            frame.terms[at].role = Role::Subject;
            frame.terms[at].preposition = 0;
            frame.terms[at].bearing = Bearing::default();
        }
    }
}

/// "Younger than 45", "more than the first": the parse does not always hang "than" on the number.
pub(super) fn follows_than(context: &Context<'_>, view: &View<'_>, start: usize) -> bool {
    let lists = &context.lists;
    let before = |back: usize| start.checked_sub(back).map(|at| view.form(at));
    let than =
        |back| before(back).is_some_and(|form| context.is_in(form, &lists.than_prepositions));
    let the = before(1).is_some_and(|form| context.is_in(form, &lists.function_words));
    than(1) || the && than(2)
}

/// What a preposition says.
pub(super) fn bearing(context: &Context<'_>, form: FormId) -> Bearing {
    let lists = &context.lists;
    let said = [
        (&lists.before_prepositions, Bearing::BEFORE),
        (&lists.by_prepositions, Bearing::BY),
        (&lists.until_prepositions, Bearing::UNTIL),
        (&lists.after_prepositions, Bearing::AFTER),
        (&lists.since_prepositions, Bearing::SINCE),
        (&lists.between_prepositions, Bearing::BETWEEN),
        (&lists.than_prepositions, Bearing::THAN),
        (&lists.placing_prepositions, Bearing::PLACING),
    ];
    let held = said.iter().filter(|(list, _)| context.is_in(form, list));
    held.fold(Bearing::default(), |all, &(_, one)| all | one)
}
