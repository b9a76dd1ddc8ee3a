//! How fast files become articles, by format, in bytes of the file a second on one core.
//!
//! The texts are made here, so that the figures can be had anywhere; `GAINSAY_BENCH_FILE` names a
//! file of your own to be read besides.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use gainsay::read::{Fields, Input, SourceFile, article, open, records};

fn main() {
    divan::main();
}

const SENTENCE: &str = "The mayor of Nordby, Ida Moll, said on Tuesday that \"the bridge — all 412 \
                        metres of it — opens on 14 May\", and that it had cost €41 million. ";

/// Eight paragraphs of three sentences, joined by `by`.
fn text(by: &str) -> String {
    vec![SENTENCE.repeat(3); 8].join(by)
}

fn jsonl() -> String {
    let mut lines = String::new();
    for id in 0..500 {
        let text = text("\n\n").replace('"', "\\\"").replace('\n', "\\n");
        let _ = writeln!(
            lines,
            "{{\"id\": {id}, \"title\": \"A bridge\", \"date\": \"2024-05-07\", \"text\": \"{text}\"}}"
        );
    }
    lines
}

fn html() -> String {
    let furniture = "<div class=\"menu\"><ul>".to_owned()
        + &"<li><a href=\"/section/page\">A section of the paper</a></li>".repeat(60)
        + "</ul></div>";
    format!(
        "<!DOCTYPE html><html><head><title>A bridge</title></head><body>{furniture}<article><p>{}</p>\
         </article><footer>{furniture}</footer></body></html>",
        text("</p>\n<p>").replace('"', "&quot;")
    )
}

fn feed() -> String {
    let content = format!("<p>{}</p>", text("</p><p>"));
    let item = format!(
        "<item><title>A bridge</title><description><![CDATA[{content}]]></description></item>"
    );
    format!("<rss><channel>{}</channel></rss>", item.repeat(200))
}

fn wrapped() -> String {
    let mut wrapped = String::new();
    for paragraph in text("\n").lines() {
        let mut width = 0;
        for word in paragraph.split(' ') {
            if width + word.len() > 72 {
                wrapped.push('\n');
                width = 0;
            }
            wrapped.push_str(word);
            wrapped.push(' ');
            width += word.len() + 1;
        }
        wrapped.push_str("\n\n");
    }
    wrapped
}

fn run(bencher: Bencher<'_, '_>, name: &str, bytes: &[u8]) {
    let fields = Fields::default();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.to_vec())
        .bench_values(|bytes| {
            let file = Arc::new(SourceFile::new(name, bytes));
            for record in records(&file, &fields).0 {
                black_box(article(&record, &fields));
            }
        });
}

#[divan::bench]
fn json_lines(bencher: Bencher<'_, '_>) {
    run(bencher, "a.jsonl", jsonl().as_bytes());
}

#[divan::bench]
fn html_page(bencher: Bencher<'_, '_>) {
    run(bencher, "a.html", html().as_bytes());
}

#[divan::bench]
fn rss_feed(bencher: Bencher<'_, '_>) {
    run(bencher, "a.xml", feed().as_bytes());
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let page = format!(
        "---\ntitle: A bridge\ndate: 2024-05-07\n---\n{}",
        text("\n\n")
    );
    run(bencher, "a.md", page.as_bytes());
}

#[divan::bench]
fn plain_wrapped(bencher: Bencher<'_, '_>) {
    run(bencher, "a.txt", wrapped().as_bytes());
}

#[divan::bench]
fn plain_utf_16(bencher: Bencher<'_, '_>) {
    let units = format!("\u{feff}{}", text("\n"));
    let bytes: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    run(bencher, "a.txt", &bytes);
}

#[divan::bench]
fn plain_windows_1252(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        "a.txt",
        &encoding_rs::WINDOWS_1252.encode(&text("\n")).0,
    );
}

/// The file named by `GAINSAY_BENCH_FILE`, decompression included.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn file_of_your_own(bencher: Bencher<'_, '_>) {
    let Ok(path) = std::env::var("GAINSAY_BENCH_FILE") else {
        return;
    };
    let input = Input {
        name: path.clone(),
        path: Some(path.into()),
    };
    let fields = Fields::default();
    let Ok(file) = open(&input) else {
        return;
    };
    bencher
        .counter(BytesCount::new(file.bytes.len()))
        .bench(|| {
            let Ok(file) = open(&input) else {
                return;
            };
            for record in records(&file, &fields).0 {
                black_box(article(&record, &fields));
            }
        });
}
