//! The two frames of a comparison in words: which term met which, and what met nothing.

use std::fmt::Write as _;

use crate::extract::{Frame, Marks, Term, TermKind};

use super::Knowledge;
use super::align::{Alignment, weight};

/// One line per term of the second text, then what is left over of the first.
pub fn explain(knowledge: Knowledge<'_>, a: (&str, &Frame), b: (&str, &Frame)) -> String {
    let alignment = Alignment::of(knowledge, a.1, b.1);
    let mut out = String::new();
    for (at, link) in alignment.of_b.iter().enumerate() {
        let met = link.map_or_else(
            || "meets nothing".to_owned(),
            |link| format!("meets {} ({:?})", place(a.0, a.1, link.to), link.meeting),
        );
        let _ = writeln!(out, "  {} {met}", place(b.0, b.1, at));
    }
    for (at, link) in alignment.of_a.iter().enumerate() {
        if link.is_none() {
            let _ = writeln!(out, "  {} is only in the first", place(a.0, a.1, at));
        }
    }
    out
}

/// “three people” [number, Object of “kill”]
fn place(text: &str, frame: &Frame, at: usize) -> String {
    let term = &frame.terms[at];
    let head = frame.head(at).map_or_else(String::new, |head| {
        format!(" of “{}”", frame.terms[head].span.of(text))
    });
    format!(
        "“{}” [{}{:?}{head}{} {:.1}]",
        term.span.of(text),
        kind(term),
        term.role,
        marks(term),
        weight(term)
    )
}

fn kind(term: &Term) -> &'static str {
    match term.kind {
        TermKind::Name => "name, ",
        TermKind::Quantity(_) => "number, ",
        TermKind::Date(_) => "date, ",
        TermKind::Opaque => "open, ",
        _ => "",
    }
}

fn marks(term: &Term) -> String {
    let names = [
        (Marks::NEGATED, "not"),
        (Marks::HEDGED, "hedged"),
        (Marks::ONLY, "only"),
        (Marks::PREDICATE, "predicate"),
        (Marks::ALTERNATIVE, "or"),
    ];
    let mut out = String::new();
    for (mark, name) in names {
        if term.marks.has(mark) {
            let _ = write!(out, ", {name}");
        }
    }
    if term.status != crate::extract::Status::Asserted {
        let _ = write!(out, ", {:?}", term.status);
    }
    out
}
