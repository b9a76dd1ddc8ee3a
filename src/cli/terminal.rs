//! The terminal: colour, width, progress, and writing without a word about closed pipes.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Progress;

use super::args::{ColorWhen, Global};

/// A run shorter than this shows no progress bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Should what goes to standard output be coloured?
pub fn color(when: ColorWhen) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}

/// The terminal's width in columns.
pub fn width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Writes to a file, whole or not at all, or to standard output.
///
/// # Errors
/// When it cannot be written; a reader who closed the pipe is no error.
pub fn write(text: &str, file: Option<&Path>) -> Result<()> {
    if let Some(path) = file {
        return crate::review::write_whole(path, text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()));
    }
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Writes a line to standard error, if anyone listens.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A progress bar on standard error: only on a terminal, only when the run lasts.
pub struct Bar {
    wanted: bool,
    started: Instant,
    total: AtomicUsize,
    done: AtomicUsize,
    drawn: OnceLock<ProgressBar>,
}

impl Bar {
    /// Shown unless the user wants quiet.
    pub fn new(global: &Global) -> Self {
        Self {
            wanted: global.quiet == 0 && io::stderr().is_terminal(),
            started: Instant::now(),
            total: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            drawn: OnceLock::new(),
        }
    }

    fn draw(&self) -> ProgressBar {
        let bar = ProgressBar::new(self.total.load(Ordering::Relaxed) as u64);
        let style = ProgressStyle::with_template(
            "{bar:30} {human_pos} of {human_len} articles, {eta} left",
        );
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}

impl Progress for Bar {
    fn start(&self, articles: usize) {
        self.total.fetch_add(articles, Ordering::Relaxed);
    }

    fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.wanted && done.is_multiple_of(32) && self.started.elapsed() > PATIENCE {
            let bar = self.drawn.get_or_init(|| self.draw());
            // Files are opened while others are checked, so the total grows.
            bar.set_length(self.total.load(Ordering::Relaxed) as u64);
            bar.set_position(done as u64);
        }
    }

    fn finish(&self) {
        if let Some(bar) = self.drawn.get() {
            bar.finish_and_clear();
        }
    }
}
