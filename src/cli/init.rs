//! `gainsay init`: a first configuration, a workflow and a hook, beside what is there.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::args::Global;
use super::{FOUND_NOTHING, terminal};

/// The files that it writes.
const FILES: &[(&str, &str)] = &[
    ("gainsay.toml", include_str!("init/gainsay.toml")),
    (
        ".github/workflows/gainsay.yml",
        include_str!("init/workflow.yml"),
    ),
    (
        ".pre-commit-config.yaml",
        include_str!("init/pre-commit.yaml"),
    ),
    (".gitattributes", include_str!("init/gitattributes")),
];

/// Writes each file that is not there yet.
///
/// # Errors
/// When one cannot be written.
pub fn run(global: &Global) -> Result<u8> {
    for (path, text) in FILES {
        let written =
            write_new(Path::new(path), text).with_context(|| format!("cannot write {path}"))?;
        let told = if written {
            format!("wrote {path}")
        } else {
            kept(path, text)
        };
        if global.quiet == 0 {
            terminal::write(&format!("{told}\n"), None)?;
        }
    }
    Ok(FOUND_NOTHING)
}

/// Writes a file unless something of that name is there.
fn write_new(path: &Path, text: &str) -> std::io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// What to say about a file that was there.
fn kept(path: &str, text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    match path {
        "gainsay.toml" | ".github/workflows/gainsay.yml" => format!("kept {path} as it is"),
        _ => {
            let lines: Vec<String> = lines.map(|line| format!("    {line}")).collect();
            format!(
                "kept {path} as it is; if it lacks this, add:\n{}",
                lines.join("\n")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config;

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a/b.toml");
        assert!(write_new(&path, "one").expect("written"));
        assert!(!write_new(&path, "two").expect("kept"));
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
    }

    #[test]
    fn the_first_configuration_names_every_key_and_has_no_mistake() {
        let text = FILES[0].1;
        let default = crate::report::DEFAULT_CONFIDENCE;
        assert!(text.contains(&format!("min-confidence = {default}\n")));
        for key in config::KEYS {
            assert!(
                text.contains(&format!("{key} = ")) || text.contains(&format!("[{key}]")),
                "{key}"
            );
        }
        // Also with every comment sign in front of a setting taken away.
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .filter(|line| !line.starts_with("extend"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        for text in [text, &all] {
            let path = folder.path().join("gainsay.toml");
            fs::write(&path, text).expect("written");
            config::load(&path).expect("no mistakes");
        }
    }
}
