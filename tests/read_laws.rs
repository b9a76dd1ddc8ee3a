//! Laws of reading: the words of an article are the words of its source, in every format and
//! encoding, at the bytes that spell them; and no input panics.

use std::fmt::Write as _;
use std::sync::Arc;

use encoding_rs::Encoding;
use gainsay::read::{Article, Fields, SourceFile, articles};
use gainsay::text::Span;
use proptest::prelude::*;

fn read(name: &str, bytes: Vec<u8>) -> Vec<Article> {
    let file = Arc::new(SourceFile::new(name, bytes));
    articles(&file, &Fields::default()).0
}

/// Spans of the runs of letters and digits.
fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(last) if last.end as usize == at => last.end += letter.len_utf8() as u32,
            _ => words.push(Span::new(at, at + letter.len_utf8())),
        }
    }
    words
}

/// Checks that `bytes` give one article with the words of `text`, each at its bytes, which `undo`
/// turns from the format's spelling into letters.
fn check(name: &str, bytes: Vec<u8>, text: &str, undo: fn(&str) -> String) {
    let articles = read(name, bytes);
    assert_eq!(articles.len(), 1, "{name}");
    for article in articles {
        let spelled = |span: Span| {
            let encoding = Encoding::for_label(article.file.encoding().as_bytes());
            let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
            let slice = &article.file.bytes[article.original(span)];
            undo(&encoding.decode_without_bom_handling(slice).0)
        };
        let found: Vec<String> = words(&article.text).into_iter().map(spelled).collect();
        let expected = words(text);
        let expected: Vec<&str> = expected.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{name}: {:?}", article.text);
        for span in words(&article.text) {
            place_is_right(&article, span);
        }
    }
}

/// The place of a word, counted from scratch, is where the article says.
fn place_is_right(article: &Article, span: Span) {
    if article.file.encoding() != "UTF-8" {
        return;
    }
    let start = article.original(span).start;
    let before = String::from_utf8_lossy(&article.file.bytes[..start]).into_owned();
    let before = before.trim_start_matches('\u{feff}');
    let place = article.line_column(start);
    let line = before.rsplit('\n').next().unwrap_or_default();
    assert_eq!(place.line, before.matches('\n').count() + 1);
    assert_eq!(place.column, line.chars().count() + 1);
}

fn as_it_is(text: &str) -> String {
    text.to_owned()
}

fn from_json(text: &str) -> String {
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|error| format!("{error}: {text}"))
}

/// Undoes the numeric references that [`numeric`] writes.
fn from_html(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let (number, after) = after.split_once(';').unwrap_or((after, ""));
        out.extend(number.parse().ok().and_then(char::from_u32));
        rest = after;
    }
    out + rest
}

fn from_feed(text: &str) -> String {
    from_html(&text.replace("&amp;", "&"))
}

/// HTML with every letter beyond ASCII, and every third one besides, as a reference.
fn numeric(text: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.chars().enumerate() {
        if !letter.is_ascii() || at % 3 == 0 || "<>&\"".contains(letter) {
            let _ = write!(out, "&#{};", letter as u32);
        } else {
            out.push(letter);
        }
    }
    out
}

/// JSON with every letter beyond ASCII as an escape.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in serde_json::to_string(text).unwrap_or_default().chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}');
    let units = mark.into_iter().chain(text.chars());
    let mut pair = [0; 2];
    let mut bytes = Vec::new();
    for letter in units {
        for half in letter.encode_utf16(&mut pair) {
            bytes.extend(unit(*half));
        }
    }
    bytes
}

fn config() -> ProptestConfig {
    // A case that failed once becomes a case of its own, not a line in a file.
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A text of a few paragraphs, in words of several scripts and with the marks that formats trip
/// over.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Z]{1,9}",
        2 => "[0-9]{1,4}",
        2 => "[a-zà-ÿœŠžА-я日本]{1,6}",
        1 => "[😀🚒]",
        1 => r#"["'<>&“”’—–{}\\/,]"#,
    ];
    let sentence = prop::collection::vec(word, 3..20).prop_map(|words| words.join(" ") + ".");
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|all| all.join(" "));
    prop::collection::vec(paragraph, 1..5).prop_map(|all| format!("Begin {}", all.join("\n\n")))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn plain_text_keeps_its_words(text in text()) {
        check("a.txt", text.clone().into_bytes(), &text, as_it_is);
        let crlf = text.replace('\n', "\r\n");
        check("a.txt", crlf.clone().into_bytes(), &text, as_it_is);
        check("a.txt", format!("\u{feff}{crlf}").into_bytes(), &text, as_it_is);
    }

    #[test]
    fn utf_16_keeps_its_words(text in text()) {
        check("a.txt", utf16(&text, u16::to_le_bytes, true), &text, as_it_is);
        check("a.txt", utf16(&text, u16::to_be_bytes, true), &text, as_it_is);
        let plain = format!("{} {text}", "A line of plain letters stands before it. ".repeat(40));
        check("a.txt", utf16(&plain, u16::to_le_bytes, false), &plain, as_it_is);
        check("a.txt", utf16(&plain, u16::to_be_bytes, false), &plain, as_it_is);
    }

    #[test]
    fn windows_1252_keeps_its_words(words in prop::collection::vec("[a-zé]{2,8}", 5..60)) {
        let text = format!("Le café de Genève – « déjà » – {}.", words.join(" "));
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        check("a.txt", bytes.into_owned(), &text, as_it_is);
    }

    #[test]
    fn json_keeps_its_words(text in text()) {
        // Markup in a field is another matter: `<p>` would be taken out.
        let text = text.replace('<', "(");
        for string in [serde_json::to_string(&text).unwrap_or_default(), escaped(&text)] {
            let line = format!("{{\"id\": 1, \"text\": {string}, \"date\": \"2024-01-02\"}}");
            check("a.jsonl", line.clone().into_bytes(), &text, from_json);
            check("a.json", format!("[\n{line}\n]").into_bytes(), &text, from_json);
            check("a.json", format!("{{\"data\": [{line}]}}").into_bytes(), &text, from_json);
            check("a.json", utf16(&line, u16::to_le_bytes, true), &text, from_json);
        }
    }

    #[test]
    fn html_keeps_its_words(text in text()) {
        let paragraphs: Vec<String> =
            text.split("\n\n").map(|p| format!("<p>{}</p>", numeric(p))).collect();
        let page = format!(
            "<!DOCTYPE html><html><head><title>1</title></head><body>\r\n<article>{}</article></body></html>",
            paragraphs.join("\n<!-- note -->\r\n")
        );
        check("a.html", page.into_bytes(), &text, from_html);
    }

    #[test]
    fn feeds_keep_their_words(text in text()) {
        let html = format!("<p>{}</p>", numeric(&text)).replace('&', "&amp;");
        let html = html.replace('<', "&lt;");
        let feed = format!("<rss><channel><item><description>{html}</description></item></channel></rss>");
        check("a.xml", feed.into_bytes(), &text, from_feed);
        let html = format!("<p>{}</p>", numeric(&text));
        let feed = format!(
            "<feed><entry><content type='html'><![CDATA[{html}]]></content></entry></feed>"
        );
        check("a.atom", feed.into_bytes(), &text, from_html);
    }

    #[test]
    fn markdown_keeps_its_words(words in prop::collection::vec("[a-zé日😀]{1,8}", 1..60)) {
        let text = format!("Begin {}.", words.join(" "));
        let marked: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, word)| match at % 5 {
                1 => format!("**{word}**"),
                2 => format!("[{word}](http://x.example/a)"),
                3 => format!("\\*{word}\n"),
                _ => word.clone(),
            })
            .collect();
        let page = format!("---\ntitle: é\n---\nBegin {}.\n\n```\nno\n```\n", marked.join(" "));
        check("a.md", page.into_bytes(), &text, as_it_is);
    }
}

/// Pieces that the readers look for, to be thrown together.
const PIECES: [&str; 48] = [
    "<p>",
    "</p>",
    "<div class=\"share\">",
    "</div>",
    "<a href=x>",
    "</a>",
    "<script>",
    "</script>",
    "<script type=application/ld+json>",
    "<br>",
    "<!--",
    "-->",
    "<!-- gainsay off -->",
    "<li>",
    "<title>",
    "</title>",
    "<time datetime=2024>",
    "<article>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<rss>",
    "<body>",
    "&amp;",
    "&#x1F600;",
    "&#",
    "&",
    "{\"text\":",
    "\"",
    "\\u",
    "\\ud83d",
    "\\",
    "}",
    "[",
    "]",
    ",",
    "---\n",
    "+++\n",
    "date: 2024-02-31\n",
    "\n\n",
    "\r\n",
    "word ",
    "é日😀",
];

/// Reads `bytes` under every name and looks at every place.
fn survives(bytes: &[u8]) {
    for name in ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.xml", "a"] {
        for article in read(name, bytes.to_vec()) {
            let len = article.file.bytes.len();
            assert_eq!(article.map.clean_len(), article.text.len());
            for (at, letter) in article.text.char_indices() {
                let range = article.original(Span::new(at, at + letter.len_utf8()));
                assert!(
                    range.start <= range.end && range.end <= len,
                    "{range:?} of {len}"
                );
                let place = article.line_column(range.start);
                assert!(place.line >= 1 && place.column >= 1);
            }
            for (at, _) in &article.comments {
                assert!(article.text.is_char_boundary(at.start as usize));
            }
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn no_pieces_panic(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        survives(pieces.concat().as_bytes());
    }
}
