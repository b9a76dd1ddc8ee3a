//! `gainsay claims` and `gainsay graph`: what was extracted, and how it hangs together.

use std::fmt::Write as _;

use anyhow::Result;

use crate::pipeline;
use crate::report::{ClaimLine, graph as formats, harmless};

use super::args::{Claims, ClaimsFormat, Global, Graph, GraphFormat};
use super::settings::{self, Found};
use super::{FAILED, FOUND_NOTHING, list_problems, terminal};

/// Lists all claims.
///
/// # Errors
/// When the settings or the rules have mistakes, or the output cannot be written.
pub fn claims(typed: &Claims, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let options = settings::options(&typed.inputs, &typed.with, &found.config);
    let (claims, problems) = pipeline::claims(&options, &terminal::Bar::new(global))?;
    list_problems(&problems, global);
    let mut out = String::new();
    for claim in &claims {
        match typed.output_format {
            ClaimsFormat::Text => out.push_str(&line(claim)),
            ClaimsFormat::Jsonl => out.push_str(&serde_json::to_string(claim)?),
        }
        out.push('\n');
    }
    terminal::write(&out, typed.target.output_file.as_deref())?;
    Ok(if claims.is_empty() && !problems.is_empty() {
        FAILED
    } else {
        FOUND_NOTHING
    })
}

/// `a.txt:3:9: office-holder: Who is the mayor of Leeds? Ann Ito (2025-03-01)`
fn line(claim: &ClaimLine) -> String {
    let mut text = format!(
        "{}:{}:{}: {}: {} {}",
        claim.article.path,
        claim.span.line,
        claim.span.column,
        claim.rule,
        claim.question,
        claim.answer
    );
    if let Some(when) = &claim.when {
        let _ = write!(text, " ({when})");
    }
    if !matches!(claim.voice.as_str(), "" | "the article") {
        let _ = write!(text, ", according to {}", claim.voice);
    }
    harmless(&text)
}

/// Writes the claim graph.
///
/// # Errors
/// When the settings or the rules have mistakes, or the output cannot be written.
pub fn graph(typed: &Graph, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let options = settings::options(&typed.inputs, &typed.with, &found.config);
    let graph = pipeline::graph(&options, &terminal::Bar::new(global))?;
    let text = match typed.output_format {
        GraphFormat::Dot => formats::dot(&graph),
        GraphFormat::Graphml => formats::graphml(&graph),
        GraphFormat::Json => formats::json(&graph),
    };
    terminal::write(&text, typed.target.output_file.as_deref())?;
    Ok(FOUND_NOTHING)
}
