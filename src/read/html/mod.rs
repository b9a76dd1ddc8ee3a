//! HTML: the article's text without what stands around it, and what the page tells about itself.

mod choose;
mod meta;
mod tags;
mod tree;

use super::clean::Clean;
use super::record::Meta;
use crate::text::OffsetMap;
use tree::Page;

/// Does a text hold HTML markup? Tells a field of HTML from one of plain text with a stray `<`.
pub(super) fn is_marked_up(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "p", "br", "br/", "br /", "div", "/p", "/a", "/div", "/strong", "/em", "/b", "/i", "/span",
        "/h2",
    ];
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let end = rest.bytes().take(200).position(|byte| byte == b'>');
        let tag = end.and_then(|end| rest.get(..end)).unwrap_or_default();
        let name = tag.split_once(' ').filter(|(_, more)| more.contains('='));
        let name = name.map_or(tag, |(name, _)| name);
        TAGS.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// All text of a piece of HTML, without choosing: a feed's or a field's content is the article. In
/// such pieces an empty line mostly ends a paragraph, and every line does where only words are
/// marked up.
pub(super) fn fragment(text: &str) -> Clean {
    let lower = text.to_ascii_lowercase();
    let has_blocks = ["<p", "<br", "<div", "</p"]
        .iter()
        .any(|tag| lower.contains(tag));
    let page = Page::parse(text, if has_blocks { 2 } else { 1 });
    let kept = page.blocks.iter().map(|block| !page.is_outside(block));
    join(&page, kept)
}

/// A page's article and metadata; `start` is its place in the file.
pub(super) fn read(text: &str, start: usize) -> (Clean, Meta) {
    let page = Page::parse(text, usize::MAX);
    let meta = meta::collect(&page, start);
    let mut clean = join(&page, choose::article(&page).into_iter());
    if start > 0 {
        clean = clean.over(&OffsetMap::identity(start, text.len()));
    }
    (clean, meta)
}

/// The kept blocks as paragraphs; remarks to gainsay are kept wherever they stand.
fn join(page: &Page, kept: impl Iterator<Item = bool>) -> Clean {
    let mut clean = Clean::default();
    for (block, kept) in page.blocks.iter().zip(kept) {
        if kept && !block.clean.text.is_empty() {
            clean.paragraph(block.start);
            clean.append(&block.clean);
        } else {
            for (_, words) in &block.clean.comments {
                clean.comment(words);
            }
        }
    }
    clean
}
