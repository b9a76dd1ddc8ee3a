//! `gainsay review`: a page on this machine for going through the findings one by one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow};

use crate::pipeline;
use crate::report::{self, Context, Report};
use crate::review::{Desk, Session, Setup, serve, token};

use super::args::{Global, Judging, Review};
use super::judge::{add_precision, load_decisions, mistakes, today};
use super::settings::{self, Bar, Found, Known};
use super::{FOUND_NOTHING, git, list_problems, terminal};

/// Serves the page until it is interrupted.
///
/// # Errors
/// When there is nothing to review, the decisions file has mistakes, or the port cannot be had.
pub fn run(typed: &Review, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let judging = Judging::default();
    let known = Known::new(&judging, &found);
    let file = typed.decisions.clone().unwrap_or(known.decisions);
    let decisions = load_decisions(&file)?;
    let options = settings::options(&typed.inputs, &typed.knowledge, &found.config);
    let (fields, rules_dirs) = (options.fields.clone(), options.rules_dirs.clone());
    let (mut report, roots) = findings(typed, options, global)?;
    let bar = Bar::new(&judging, &found.config);
    report.findings.retain(|finding| {
        bar.verdicts.contains(&finding.verdict) && finding.confidence >= bar.min_confidence
    });
    if report.findings.is_empty() {
        terminal::tell("There is nothing to review.");
        return Ok(FOUND_NOTHING);
    }
    let mut rules = pipeline::rules(&rules_dirs)?;
    add_precision(&mut rules, &decisions);
    if global.quiet == 0 && git::merges_lines(&file) == Some(false) {
        let name = file.file_name().unwrap_or_default().display();
        terminal::tell(&format!(
            "For git to merge what two people decide, .gitattributes needs the line `{name} \
             merge=union` (`gainsay init` writes it)."
        ));
    }
    let session = Session::new(Setup {
        report,
        file,
        roots,
        fields,
        who: typed.who.clone().or_else(git_name).unwrap_or_default(),
        today,
    })
    .map_err(|problems| mistakes(&problems))?;
    let desk = Desk {
        session,
        context: Context {
            rules,
            ..Context::default()
        },
        token: token().context("the system has no random numbers")?,
    };
    let ready = |url: &str| {
        terminal::tell(&format!(
            "Review at {url}\nCtrl-C ends it; every decision is kept at once."
        ));
        if !typed.no_open {
            open(url);
        }
    };
    serve(desk, typed.port, ready).with_context(|| {
        format!(
            "cannot listen on 127.0.0.1:{} (--port 0 takes any free port)",
            typed.port
        )
    })?;
    Ok(FOUND_NOTHING)
}

/// The findings of a saved report or of a check, and the folders that may be read for them.
fn findings(
    typed: &Review,
    options: pipeline::Options,
    global: &Global,
) -> Result<(Report, Vec<PathBuf>)> {
    if let [path] = typed.inputs.paths.as_slice()
        && let Some(report) = saved(path)
    {
        let report = report.map_err(|error| anyhow!("{}: {error}", path.display()))?;
        return Ok((report, vec![PathBuf::from(".")]));
    }
    let report = pipeline::check(&options, &terminal::Bar::new(global))?;
    list_problems(&report.problems, global);
    let mut roots = options.inputs.paths;
    if options.inputs.files_from.is_some() {
        roots.push(PathBuf::from("."));
    }
    Ok((report, roots))
}

/// The report in a file; `None` when the file is something else, such as an article.
fn saved(path: &Path) -> Option<Result<Report, String>> {
    let ending = path.extension()?;
    if !ending.eq_ignore_ascii_case("json") && !ending.eq_ignore_ascii_case("jsonl") {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    let ours = text.contains("\"findings\"") || text.contains("\"fingerprint\"");
    ours.then(|| report::parse(&text))
}

/// Who decides, when nobody says.
fn git_name() -> Option<String> {
    let output = Command::new("git")
        .args(["config", "user.name"])
        .output()
        .ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !name.is_empty() {
        return Some(name);
    }
    std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .ok()
}

/// Opens the page in the browser, if there is one; the address is printed in any case.
fn open(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    let _ = command
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
