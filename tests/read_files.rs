//! Which files are read, in which order, and what is said about those that cannot be.

#![allow(
    clippy::expect_used,
    reason = "a test may stop at what it did not expect"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gainsay::read::{
    self, Article, Fields, Inputs, Problem, SourceFile, article, open, records, walk,
};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn names(root: &Path, inputs: &Inputs) -> Vec<String> {
    let (found, problems) = walk(inputs);
    assert_eq!(problems, []);
    let root = root.to_string_lossy();
    let name = |name: String| {
        name.trim_start_matches(&*root)
            .trim_start_matches('/')
            .to_owned()
    };
    found.into_iter().map(|input| name(input.name)).collect()
}

fn at(folder: &TempDir, names: &[&str]) -> Inputs {
    Inputs {
        paths: names.iter().map(|name| folder.path().join(name)).collect(),
        ..Inputs::default()
    }
}

/// Everything that comes of reading `names`; problems as `file:line: message`.
fn read(folder: &TempDir, names: &[&str]) -> (Vec<Article>, Vec<String>) {
    let fields = Fields::default();
    let (inputs, mut problems) = walk(&at(folder, names));
    let mut articles = Vec::new();
    for input in inputs {
        match open(&input) {
            Ok(file) => {
                let (found, more) = read::articles(&file, &fields);
                articles.extend(found);
                problems.extend(more);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems.iter().map(shown).collect())
}

fn shown(problem: &Problem) -> String {
    let name = problem.path.rsplit('/').next().unwrap_or_default();
    match problem.line {
        Some(line) => format!("{name}:{line}: {}", problem.message),
        None => format!("{name}: {}", problem.message),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("a buffer takes all");
    encoder.finish().expect("a buffer takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn folders_are_searched_in_order_and_ignore_files_obeyed() {
    let folder = folder(&[
        ("b.txt", b"B."),
        ("a/z.md", b"Z."),
        ("a/skip.txt", b"Skip."),
        ("a/deep/er.HTML.gz", b"E."),
        ("drafts/one.txt", b"Draft."),
        ("own/two.txt", b"Two."),
        (".hidden/h.txt", b"Hidden."),
        ("picture.png", b"P"),
        ("notes", b"No extension."),
        (".gitignore", b"drafts/\n"),
        ("a/.ignore", b"skip.txt\n"),
        (".gainsayignore", b"own\n"),
    ]);
    let root = folder.path();
    assert_eq!(
        names(root, &at(&folder, &[""])),
        ["a/deep/er.HTML.gz", "a/z.md", "b.txt"]
    );
    // Naming a file outright overrules ignore files and extensions; the order of naming is none.
    let forth = names(
        root,
        &at(&folder, &["notes", "drafts/one.txt", "b.txt", "."]),
    );
    let back = names(
        root,
        &at(&folder, &[".", "b.txt", "drafts/one.txt", "notes"]),
    );
    assert_eq!(forth, back);
    assert_eq!(forth.len(), 5, "{forth:?}");
}

#[test]
fn a_list_names_files() {
    let folder = folder(&[("a.txt", b"A."), ("b c.txt", b"B.")]);
    let list = |by: &str| {
        let paths = ["a.txt", "b c.txt"].map(|name| folder.path().join(name).display().to_string());
        let path = folder.path().join("list");
        fs::write(&path, paths.join(by)).expect("a file");
        Inputs {
            files_from: Some(path),
            ..Inputs::default()
        }
    };
    for by in ["\n", "\r\n", "\0"] {
        assert_eq!(names(folder.path(), &list(by)), ["a.txt", "b c.txt"]);
    }
}

#[test]
fn compressed_files_read_like_others() {
    let lines = b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
    let both = [gzip(&lines[..17]), gzip(&lines[17..])].concat();
    let frames = [zstd(&lines[..17]), zstd(&lines[17..])].concat();
    let folder = folder(&[
        ("a.jsonl.gz", &gzip(lines)),
        ("b.jsonl.gz", &both),
        ("c.jsonl.zst", &zstd(lines)),
        ("d.jsonl.zst", &frames),
        // The bytes tell, not the name.
        ("e.jsonl", &gzip(lines)),
        ("2024-05-06.txt.gz", &gzip(b"Three.")),
    ]);
    let (articles, problems) = read(&folder, &[""]);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(articles.len(), 11);
    for article in &articles {
        let spelled = &article.file.bytes[article.original(gainsay::text::Span::new(0, 3))];
        assert_eq!(spelled, &article.text.as_bytes()[..3]);
    }
    let dated = articles
        .iter()
        .find(|article| article.date.is_some())
        .expect("a date");
    assert_eq!(dated.text, "Three.");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let whole = gzip(
        "A long enough text to be cut somewhere. "
            .repeat(50)
            .as_bytes(),
    );
    let folder = folder(&[
        ("good.txt", b"A good text."),
        ("empty.txt", b""),
        ("blank.md", b" \n\n"),
        ("paper.pdf", b"%PDF-1.7\n\x80\x81"),
        ("zeros.txt", b"abc\0\0\0def\0\0g"),
        ("cut.txt.gz", &whole[..whole.len() / 2]),
        ("cut.txt.zst", b"\x28\xB5\x2F\xFD\x04\x00"),
        ("broken.json", b"{\n\"text\": \"a\",\n oops}"),
        ("cut.json", b"[{\"text\": \"First.\"},\n{\"text\": \"Sec"),
        ("other.xml", b"<?xml version='1.0'?><catalog><a/></catalog>"),
        (
            "noise.txt",
            b"\xEF\xBB\xBF\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE",
        ),
    ]);
    let (articles, problems) = read(&folder, &["", "paper.pdf", "missing.txt", "no/where"]);
    let ids: Vec<&str> = articles
        .iter()
        .map(|article| article.id.rsplit('/').next().unwrap_or_default())
        .collect();
    assert_eq!(ids, ["cut.json#1", "good.txt", "noise.txt"]);
    let expected = [
        "missing.txt: does not exist: check the spelling of the path",
        "where: does not exist: check the spelling of the path",
        "blank.md: is empty: nothing to check; delete it or put an article in it",
        "broken.json:3: is not valid JSON: key must be a string at column 2; mend it or take it out",
        "cut.json:2: is not valid JSON: EOF while parsing a string at column 13; mend it or take it out",
        "cut.txt.gz: is a damaged or truncated gzip file",
        "cut.txt.zst: is a damaged or truncated zstd file",
        "empty.txt: is empty: nothing to check; delete it or put an article in it",
        "noise.txt: is mostly not readable as UTF-8: save it as UTF-8 and try again",
        "other.xml: holds no entries: neither RSS (`item`) nor Atom (`entry`)",
        "paper.pdf: is not a text file (a PDF): export it as text, HTML or JSON first",
        "zeros.txt: is not a text file (it holds zero bytes): export it as text, HTML or JSON first",
    ];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}

#[test]
fn an_empty_folder_is_told() {
    let folder = folder(&[("picture.png", b"P")]);
    let (found, problems) = walk(&at(&folder, &[""]));
    assert_eq!(found, []);
    assert!(
        problems[0].message.starts_with("holds no articles"),
        "{problems:?}"
    );
}

#[test]
fn an_unreadable_file_is_told() {
    let folder = folder(&[("a.txt", b"A."), ("secret.txt", b"B.")]);
    // What is no regular file cannot be read, whoever runs the test.
    let path = folder.path().join("secret.txt");
    fs::remove_file(&path).expect("a file");
    let input = gainsay::read::Input {
        name: "secret.txt".to_owned(),
        path: Some(path),
    };
    let problem = open(&input).expect_err("the file is gone");
    assert_eq!(problem.path, "secret.txt");
    assert!(problem.message.contains("does not exist"));
}

fn one(name: &str, text: String) -> (Vec<Article>, Vec<Problem>) {
    let file = Arc::new(SourceFile::new(name, text.into_bytes()));
    read::articles(&file, &Fields::default())
}

#[test]
fn deep_nesting_does_no_harm() {
    let deep = 200_000;
    let nested = format!(
        "{{\"text\": \"Fine.\", \"x\": {}1{}, \"date\": {}{}}}",
        "[".repeat(deep),
        "]".repeat(deep),
        "{\"name\":".repeat(deep),
        "}".repeat(deep),
    );
    let _ = one("a.json", nested);
    let fine = format!(
        "{{\"text\": \"Fine.\", \"x\": {}1{}}}",
        "[".repeat(deep),
        "]".repeat(deep)
    );
    let (articles, problems) = one("a.json", fine);
    assert_eq!((articles.len(), problems.len()), (1, 0));
    for open in [
        "<div>",
        "<p>",
        "<b>",
        "<li>",
        "<a>",
        "<table><tr><td>",
        "<time itemprop=x>",
        "</x>",
    ] {
        let (articles, _) = one(
            "a.html",
            format!("{}Fine enough to be read.", open.repeat(deep / 10)),
        );
        assert_eq!(articles.len(), 1, "{open}");
    }
    for open in ["> ", "- ", "*a ", "[", "`"] {
        let _ = one("a.md", format!("{}Fine.", open.repeat(deep / 10)));
    }
    let _ = one(
        "a.xml",
        format!("<rss><item>{}</item></rss>", "<description>".repeat(deep)),
    );
    let yaml = format!(
        "---\nx: {}\ndate: 2020-01-01\n---\nFine.",
        "[".repeat(20_000)
    );
    assert_eq!(one("a.md", yaml).0.len(), 1);
}

#[test]
fn a_long_line_is_read_and_its_places_are_found() {
    let word = "wörd ";
    let text = word.repeat(2_000_000);
    let (articles, problems) = one("a.jsonl", format!("{{\"text\": \"{text}\"}}"));
    assert_eq!((articles.len(), problems.len()), (1, 0));
    let article = &articles[0];
    assert_eq!(article.text.len(), text.len());
    for nth in (0..2_000_000).step_by(9_973) {
        let span = gainsay::text::Span::new(nth * word.len(), nth * word.len() + 5);
        let place = article.line_column(article.original(span).start);
        assert_eq!((place.line, place.column), (1, 11 + nth * 5));
    }
}

#[test]
fn fields_are_given_or_found() {
    let fields: Fields = "text=a.b, date=when".parse().expect("two fields");
    let line =
        "{\"a\": {\"b\": \"The text.\"}, \"when\": \"2020-05-06\", \"date\": \"1999-01-01\"}";
    let file = Arc::new(SourceFile::new("x.jsonl", line.as_bytes().to_vec()));
    let (records, problems) = records(&file, &fields);
    assert_eq!(problems, []);
    let (article, problems) = article(&records[0], &fields);
    assert_eq!(problems, []);
    let article = article.expect("an article");
    assert_eq!(article.text, "The text.");
    assert_eq!(article.date.expect("a date").day.to_string(), "2020-05-06");
    let error = "text:body".parse::<Fields>().expect_err("a colon");
    assert!(error.to_string().contains("`text:body`"), "{error}");
    assert!("colour=red".parse::<Fields>().is_err());
}

#[test]
fn paths_are_shown_as_named() {
    let inputs = Inputs {
        paths: vec![PathBuf::from("./Cargo.toml")],
        ..Inputs::default()
    };
    assert_eq!(walk(&inputs).0[0].name, "Cargo.toml");
}
