//! What is negated, and what is only planned, asked or supposed, by the tree.

use crate::language::{Deprel, Parse};
use crate::rules::ListId;

use super::super::voice::Status;
use super::super::{Context, View};
use super::{Frame, Marks, Role, TermKind};

/// Sets negation and status of all terms.
pub(super) fn settle(
    context: &Context<'_>,
    view: &View<'_>,
    parse: &Parse,
    owner: &[Option<u16>],
    frame: &mut Frame,
) {
    negate(context, view, parse, owner, frame);
    let lists = &context.lists;
    let asked = (0..view.tokens.len())
        .rev()
        .take(2)
        .any(|at| view.word(at) == "?");
    for (at, word) in parse.words.iter().enumerate() {
        let Some(term) = owner.get(word.head as usize).copied().flatten() else {
            continue;
        };
        let status = match word.deprel.universal() {
            Deprel::Aux => auxiliary(context, parse.lemma(at)),
            Deprel::Mark if context.is_in(view.form(at), &lists.conditional) => {
                Some(Status::Hypothetical)
            }
            Deprel::Advmod if context.is_in(view.form(at), &lists.doubting) => {
                Some(Status::Doubted)
            }
            _ => None,
        };
        if let Some(status) = status {
            let term = &mut frame.terms[usize::from(term)];
            term.status = term.status.max(status);
        }
    }
    // What a verb wants, denies or doubts hands its status down to what it governs.
    let own: Vec<Option<Status>> = (0..frame.terms.len())
        .map(|index| {
            let token = owner.iter().position(|&term| term == Some(index as u16))?;
            governs(context, view, parse, token)
        })
        .collect();
    for at in 0..frame.terms.len() {
        if asked {
            frame.terms[at].status = Status::Hypothetical;
            continue;
        }
        let mut status = frame.terms[at].status;
        let path: Vec<usize> = frame.path(at).collect();
        for pair in path.windows(2) {
            let (below, above) = (pair[0], pair[1]);
            let role = frame.terms[below].role;
            // Whom one orders is there already; what one orders, where no more is said, is not.
            let ordered = role == Role::Object && frame.child(above, Role::Complement).is_none();
            // "He planned a trip when he fell": what is over was not meant or asked.
            let over = role == Role::Clause && frame.terms[below].marks.has(Marks::PAST);
            if (ordered || matches!(role, Role::Complement | Role::Clause) && !over)
                && let Some(given) = own[above]
            {
                status = status.max(given);
            }
            if role == Role::Complement || role == Role::Conjunct {
                status = status.max(frame.terms[above].status);
            }
            // A condition holds of all that hangs on it, not of what it hangs on.
            if frame.terms[below].status == Status::Hypothetical {
                status = status.max(Status::Hypothetical);
            }
        }
        frame.terms[at].status = status;
    }
}

fn auxiliary(context: &Context<'_>, lemma: &str) -> Option<Status> {
    let form = context.rules.words.form_id(lemma);
    if context.is_in(form, &context.lists.leaving_open) {
        Some(Status::Hypothetical)
    } else if context.is_in(form, &context.lists.future_auxiliaries) {
        Some(Status::Planned)
    } else {
        None
    }
}

fn governs(context: &Context<'_>, view: &View<'_>, parse: &Parse, token: usize) -> Option<Status> {
    let form = context.rules.words.form_id(parse.lemma(token));
    let lists = &context.lists;
    let is = |list: &[ListId]| context.is_in(form, list) || context.is_in(view.form(token), list);
    if is(&lists.denying) {
        Some(Status::Denied)
    } else if is(&lists.asking) || is(&lists.supposing) {
        Some(Status::Hypothetical)
    } else if is(&lists.planned) {
        Some(Status::Planned)
    } else if is(&lists.doubting) {
        Some(Status::Doubted)
    } else {
        None
    }
}

/// Negations by "not", "no", "never", "without", "failed to"; two of them cancel out.
fn negate(
    context: &Context<'_>,
    view: &View<'_>,
    parse: &Parse,
    owner: &[Option<u16>],
    frame: &mut Frame,
) {
    let lists = &context.lists;
    for (at, word) in parse.words.iter().enumerate() {
        if !context.is_in(view.form(at), &lists.negation) {
            continue;
        }
        // "not only", "no more than", "no later than": limits, not negations.
        let next = view.form(at + 1);
        if context.is_in(next, &lists.only) || context.is_in(next, &lists.limits) {
            continue;
        }
        if word.deprel.universal() == Deprel::Cc && word.deprel != Deprel::CcPreconj {
            continue;
        }
        let head = word.head as usize;
        let mut target = owner.get(head).copied().flatten();
        if target.is_none() || head == at {
            target = owner
                .get(at + 1..)
                .and_then(|rest| rest.iter().flatten().next().copied());
        }
        let Some(target) = target.map(usize::from) else {
            continue;
        };
        let target = match word.deprel.universal() {
            // "No ship sailed", "nobody came": the clause is negated.
            Deprel::Det
            | Deprel::Cc
            | Deprel::Advmod
            | Deprel::Nsubj
            | Deprel::Obj
            | Deprel::Obl
                if frame.terms[target].kind != TermKind::Verb =>
            {
                match frame.terms[target].role {
                    Role::Subject | Role::Object => {
                        frame.clause(usize::from(frame.terms[target].head))
                    }
                    _ => target,
                }
            }
            _ => target,
        };
        frame.terms[target].marks.flip(Marks::NEGATED);
    }
    for (at, to) in (1..parse.words.len()).map(|to| (to - 1, to)) {
        if context.is_in(view.form(at), &lists.not_yet) && parse.lemma(to) == "to" {
            let verb = owner.get(parse.words[to].head as usize).copied().flatten();
            if let Some(verb) = verb {
                frame.terms[usize::from(verb)].marks.flip(Marks::NEGATED);
            }
        }
    }
    for index in 0..frame.terms.len() {
        let Some(token) = owner.iter().position(|&term| term == Some(index as u16)) else {
            continue;
        };
        let form = context.rules.words.form_id(parse.lemma(token));
        if frame.terms[index].kind != TermKind::Verb || !context.is_in(form, &lists.undone) {
            continue;
        }
        let complement = frame.child(index, Role::Complement);
        if let Some(complement) = complement {
            frame.terms[complement].marks.flip(Marks::NEGATED);
            frame.terms[index].marks.add(Marks::SLIGHT);
        }
    }
}
