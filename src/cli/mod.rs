//! The `gainsay` program: arguments as typed → settings as meant → run. Terminal, exit codes,
//! environment and clock are used here and nowhere else.

mod args;
mod check;
mod compare;
mod config;
mod files;
mod git;
mod init;
mod judge;
mod listing;
mod nearest;
mod parse;
mod review;
mod rules;
mod settings;
mod show;
mod terminal;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, Global};

/// Nothing at or above the fail level was found.
const FOUND_NOTHING: u8 = 0;
/// Findings at or above the fail level.
const FOUND_SOMETHING: u8 = 1;
/// The work could not be done.
const FAILED: u8 = 2;

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error);
            ExitCode::from(FAILED)
        }
    }
}

fn run(cli: &Cli) -> Result<u8> {
    let global = &cli.global;
    match &cli.command {
        Command::Check(typed) => check::check(typed, global),
        Command::Report(typed) => check::report(typed, global),
        Command::Show(typed) => show::run(typed, global),
        Command::Compare(typed) => compare::run(typed),
        Command::Claims(typed) => listing::claims(typed, global),
        Command::Graph(typed) => listing::graph(typed, global),
        Command::Parse(typed) => parse::run(typed, global),
        Command::Rules { command } => rules::run(command, global),
        Command::Review(typed) => review::run(typed, global),
        Command::Init => init::run(global),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "gainsay", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print(&page)
        }
    }
}

/// Prints what a library has rendered.
fn print(bytes: &[u8]) -> Result<u8> {
    terminal::write(&String::from_utf8_lossy(bytes), None)?;
    Ok(FOUND_NOTHING)
}

/// Says what went wrong, one line per mistake.
fn complain(error: &anyhow::Error) {
    let text = format!("{error:#}");
    for line in text.lines() {
        terminal::tell(&format!("error: {line}"));
    }
}

/// Lists what could not be read.
fn list_problems(problems: &[crate::report::Problem], global: &Global) {
    if global.quiet > 1 {
        return;
    }
    for problem in problems {
        terminal::tell(&problem.to_string());
    }
}
