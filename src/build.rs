//! Build script: the rules, word lists and tables of `rules/` are embedded in the library; the pages
//! about them are not. A change in them is a change in the library.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What is embedded, by the ending of its name.
const ENDINGS: [&str; 3] = ["csv", "toml", "txt"];

/// Writes `built_in.rs`: a list of paths (`rules/…`, in order) with their texts.
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    find(&root.join("rules"), &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file);
        let name = name.to_string_lossy().replace('\\', "/");
        let place = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {name:?})");
        let _ = writeln!(list, "({name:?}, include_str!({place})),");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("built_in.rs"), list)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            find(&path, files)?;
        } else if ENDINGS.iter().any(|known| ending == *known) {
            files.push(path);
        }
    }
    Ok(())
}
