//! `gainsay parse`: how each sentence is understood, so that a reader can see why a claim was or was
//! not found.

use std::fmt::Write as _;

use anyhow::Result;

use crate::language::conllu;
use crate::pipeline::{self, ParsedArticle, ParsedSentence};
use crate::report::harmless;

use super::args::{Global, Knowledge, Parse, ParseFormat};
use super::settings::{self, Found};
use super::{FAILED, FOUND_NOTHING, list_problems, terminal};

/// Prints all sentences, analysed.
///
/// # Errors
/// When the settings have mistakes, or the output cannot be written.
pub fn run(typed: &Parse, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let knowledge = Knowledge {
        threads: typed.with,
        ..Knowledge::default()
    };
    let options = settings::options(&typed.inputs, &knowledge, &found.config);
    let render = match typed.output_format {
        ParseFormat::Text => text,
        ParseFormat::Conllu => treebank,
    };
    let (articles, problems) = pipeline::parse(&options, &terminal::Bar::new(global), &render)?;
    list_problems(&problems, global);
    terminal::write(&articles.concat(), typed.target.output_file.as_deref())?;
    Ok(if articles.is_empty() && !problems.is_empty() {
        FAILED
    } else {
        FOUND_NOTHING
    })
}

/// Each sentence under its place, a word a line in columns.
fn text(article: &ParsedArticle) -> String {
    let mut out = String::new();
    for sentence in &article.sentences {
        let place = format!("{}:{}", article.path, sentence.line);
        let words: Vec<&str> = sentence.text.split_whitespace().collect();
        let _ = writeln!(
            out,
            "{}",
            harmless(&format!("{place}: {}", words.join(" ")))
        );
        table(sentence, &mut out);
        out.push('\n');
    }
    out
}

/// `  signed  VERB  sign  root` and `  law  NOUN  law  obj of signed`.
fn table(sentence: &ParsedSentence, out: &mut String) {
    let rows = &sentence.rows;
    let width = |cell: fn(&conllu::Row) -> &str| {
        let widths = rows.iter().map(|row| cell(row).chars().count());
        widths.max().unwrap_or(0).min(24)
    };
    let (form, lemma) = (width(|row| &row.form), width(|row| &row.lemma));
    for row in rows {
        let head = row.head.checked_sub(1).and_then(|head| rows.get(head));
        let relation = match head {
            Some(head) => format!("{} of {}", row.deprel, head.form),
            None => row.deprel.clone(),
        };
        let line = format!(
            "  {:<form$}  {:<5}  {:<lemma$}  {relation}",
            row.form, row.upos, row.lemma
        );
        let _ = writeln!(out, "{}", harmless(line.trim_end()));
    }
}

/// CoNLL-U, with the article's id and the sentence's number in comments.
fn treebank(article: &ParsedArticle) -> String {
    let id = harmless(&article.id);
    let mut out = format!("# newdoc id = {id}\n");
    for (index, sentence) in article.sentences.iter().enumerate() {
        let _ = writeln!(out, "# sent_id = {id}-{}", index + 1);
        conllu::write(&sentence.text, &sentence.rows, &mut out);
    }
    out
}
