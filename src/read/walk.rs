//! Which files: arguments, folders, lists of files and standard input to [`Input`]s in a fixed
//! order; and one input to a [`SourceFile`].

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use ignore::{DirEntry, WalkBuilder};

use super::{Problem, SourceFile};

/// What to read, as it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// A file that lists further paths, one a line (or parted by NUL bytes); `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// How to call standard input; its extension tells the format, and a file of that name is not
    /// read. `<stdin>` when not given.
    pub stdin_name: Option<String>,
}

/// One file to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// How the file is called in all output: as it was named or found, with `/` between parts.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
}

/// Extensions that a folder is searched for; a file named on the command line is always read.
const EXTENSIONS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson", "json", "xml",
    "rss", "atom",
];

/// Name of the ignore file that only gainsay obeys, in the format of `.gitignore`.
const IGNORE_FILE: &str = ".gainsayignore";

/// Name of standard input in output.
const STDIN: &str = "<stdin>";

/// Largest file, after decompression, in bytes.
const LARGEST: u64 = 4 << 30;

/// The files that `inputs` asks for, each once, sorted by name. Folders are searched for files with
/// a known extension, obeying `.gitignore`, `.ignore` and `.gainsayignore`; what is missing or
/// cannot be searched becomes a problem.
pub fn walk(inputs: &Inputs) -> (Vec<Input>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut paths = inputs.paths.clone();
    if let Some(list) = &inputs.files_from {
        match read_list(list) {
            Ok(listed) => paths.extend(listed),
            Err(error) => problems.push(unreadable(&shown(list), &error)),
        }
    }
    let mut found = Vec::new();
    for path in &paths {
        if path.as_os_str() == "-" {
            let name = inputs.stdin_name.as_deref().unwrap_or(STDIN);
            found.push(Input {
                name: shown(Path::new(name)),
                path: None,
            });
        } else if path.is_dir() {
            walk_folder(path, &mut found, &mut problems);
        } else {
            match fs::metadata(path) {
                Ok(_) => found.push(Input {
                    name: shown(path),
                    path: Some(path.clone()),
                }),
                Err(error) => problems.push(unreadable(&shown(path), &error)),
            }
        }
    }
    // What an editor has open on standard input stands for the file of that name.
    if let Some(draft) = found.iter().find(|input| input.path.is_none()) {
        let name = draft.name.clone();
        found.retain(|input| input.path.is_none() || input.name != name);
    }
    found.sort();
    found.dedup();
    if paths.len() > 1 {
        drop_repeated(&mut found);
    }
    problems.sort();
    problems.dedup();
    (found, problems)
}

fn walk_folder(folder: &Path, found: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    let mut walker = WalkBuilder::new(folder);
    walker
        .add_custom_ignore_filename(IGNORE_FILE)
        .require_git(false)
        // What one user keeps outside the folder must not change what the tool finds in it.
        .git_global(false)
        .sort_by_file_name(Ord::cmp);
    let before = (found.len(), problems.len());
    for entry in walker.build() {
        match entry {
            Ok(entry) if is_known(entry.path()) && is_file(&entry) => found.push(Input {
                name: shown(entry.path()),
                path: Some(entry.into_path()),
            }),
            Ok(_) => {}
            Err(error) => problems.push(Problem::of(
                &shown(folder),
                format!("cannot be searched in full: {error}; check the permissions"),
            )),
        }
    }
    if before == (found.len(), problems.len()) {
        problems.push(Problem::of(
            &shown(folder),
            format!(
                "holds no articles: looked for files ending in {} (also .gz, .zst) that no ignore \
                 file excludes",
                EXTENSIONS.join(", ")
            ),
        ));
    }
}

/// Is it a file, or a link to one?
fn is_file(entry: &DirEntry) -> bool {
    entry
        .file_type()
        .is_some_and(|kind| kind.is_file() || (kind.is_symlink() && entry.path().is_file()))
}

/// Keeps the first of several names for one file, so that no article is read twice.
fn drop_repeated(found: &mut Vec<Input>) {
    let mut seen = BTreeSet::new();
    found.retain(|input| {
        let real = input
            .path
            .as_ref()
            .and_then(|path| path.canonicalize().ok());
        real.is_none_or(|real| seen.insert(real))
    });
}

/// Does a search in a folder take this file, by its extension without `.gz` or `.zst`?
fn is_known(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .and_then(extension)
        .is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// The extension of a file name in lower case, without that of a compression.
pub(super) fn extension(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let bare = lower
        .strip_suffix(".gz")
        .or_else(|| lower.strip_suffix(".zst"))
        .unwrap_or(&lower);
    let file_name = bare.rsplit('/').next().unwrap_or(bare);
    file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_owned())
}

/// A path as output shows it: `/` between parts, without a leading `./`.
fn shown(path: &Path) -> String {
    let mut name = path.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR != '/' {
        name = name.replace(std::path::MAIN_SEPARATOR, "/");
    }
    while let Some(rest) = name.strip_prefix("./").filter(|rest| !rest.is_empty()) {
        name = rest.trim_start_matches('/').to_owned();
    }
    name
}

fn read_list(list: &Path) -> io::Result<Vec<PathBuf>> {
    let mut text = String::new();
    if list.as_os_str() == "-" {
        io::stdin().lock().read_to_string(&mut text)?;
    } else {
        text = fs::read_to_string(list)?;
    }
    let by = if text.contains('\0') { '\0' } else { '\n' };
    Ok(text
        .split(by)
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.is_empty())
        .map(PathBuf::from)
        .collect())
}

/// Reads one input, decompressing it when it begins as gzip or zstd does.
///
/// # Errors
/// A file that cannot be read, is empty, damaged, too large or no text becomes a [`Problem`].
pub fn open(input: &Input) -> Result<Arc<SourceFile>, Problem> {
    let raw = if let Some(path) = &input.path {
        fs::read(path)
    } else {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    };
    let raw = raw.map_err(|error| unreadable(&input.name, &error))?;
    let bytes = decompress(&input.name, raw)?;
    check(&input.name, bytes)
}

/// A file from its bytes (after decompression), if they are text.
fn check(name: &str, bytes: Vec<u8>) -> Result<Arc<SourceFile>, Problem> {
    if bytes.len() as u64 > LARGEST {
        let message = "is larger than 4 GiB: split it into several files";
        return Err(Problem::of(name, message));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let message = "is empty: nothing to check; delete it or put an article in it";
        return Err(Problem::of(name, message));
    }
    if let Some(kind) = binary_kind(&bytes) {
        return Err(Problem::of(
            name,
            format!("is not a text file ({kind}): export it as text, HTML or JSON first"),
        ));
    }
    let file = SourceFile::new(name, bytes);
    if !file.encoding().starts_with("UTF-16") && file.utf8().iter().take(8192).any(|&b| b == 0) {
        return Err(Problem::of(
            name,
            "is not a text file (it holds zero bytes): export it as text, HTML or JSON first",
        ));
    }
    Ok(Arc::new(file))
}

fn decompress(name: &str, raw: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let (kind, result) = if raw.starts_with(&[0x1F, 0x8B]) {
        let reader = MultiGzDecoder::new(raw.as_slice()).take(LARGEST + 1);
        ("gzip", fill(reader, &mut bytes))
    } else if raw.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        ("zstd", read_zstd(&raw, &mut bytes))
    } else {
        return Ok(raw);
    };
    result.map_err(|error| {
        Problem::of(
            name,
            format!(
                "is a damaged or truncated {kind} file ({error} after {} bytes of text): fetch or \
                 pack it again",
                bytes.len()
            ),
        )
    })?;
    Ok(bytes)
}

fn fill(mut reader: impl Read, bytes: &mut Vec<u8>) -> Result<(), String> {
    let read = reader.read_to_end(bytes);
    read.map(|_| ()).map_err(|error| error.to_string())
}

/// All frames of a zstd file, one after another.
fn read_zstd(mut raw: &[u8], bytes: &mut Vec<u8>) -> Result<(), String> {
    while !raw.is_empty() && bytes.len() as u64 <= LARGEST {
        let decoder = ruzstd::decoding::StreamingDecoder::new(&mut raw);
        let decoder = decoder.map_err(|error| error.to_string())?;
        let left = LARGEST + 1 - bytes.len() as u64;
        fill(decoder.take(left), bytes)?;
    }
    Ok(())
}

/// What a file is, by its first bytes, when it is one of the usual kinds that hold no plain text.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"\x89PNG", "an image"),
        (b"\xFF\xD8\xFF", "an image"),
        (b"GIF8", "an image"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ", "an xz archive"),
        (b"7z\xBC\xAF", "a 7-Zip archive"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a Parquet table"),
    ];
    KINDS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind)
}

fn unreadable(name: &str, error: &io::Error) -> Problem {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "does not exist: check the spelling of the path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "cannot be read: permission denied; check who may read it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    };
    Problem::of(name, message)
}
