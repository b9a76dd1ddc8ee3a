//! Which blocks of a page are the article: by where the density of running text lies, in the
//! manner of Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (2010), helped
//! by what elements are called.

use std::collections::BTreeSet;

use super::tree::{Block, Page};

/// Words in class, id or role of what stands around an article.
const AROUND: [&str; 64] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "sidebar",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "share",
    "sharing",
    "sharebar",
    "social",
    "related",
    "recommended",
    "recommendations",
    "recirculation",
    "trending",
    "popular",
    "promo",
    "promotion",
    "advert",
    "advertisement",
    "ads",
    "ad",
    "sponsor",
    "sponsored",
    "comment",
    "comments",
    "disqus",
    "paywall",
    "popup",
    "modal",
    "overlay",
    "toolbar",
    "tags",
    "byline",
    "caption",
    "credit",
    "copyright",
    "disclaimer",
    "pagination",
    "pager",
    "widget",
    "outbrain",
    "taboola",
    "login",
    "search",
    "masthead",
    "readmore",
    "moreon",
    "teaser",
    "teasers",
    "latest",
    "hidden",
    "legal",
    "onward",
];
/// Words in class, id or `itemprop` of what holds an article's paragraphs and little else.
const BODIES: [&str; 12] = [
    "articlebody",
    "article-body",
    "article__body",
    "article-content",
    "article__content",
    "story-body",
    "story__body",
    "storybody",
    "entry-content",
    "post-content",
    "post-body",
    "article-text",
];
/// Beginnings of short paragraphs that are no part of the text.
const FURNITURE: [&str; 22] = [
    "advertisement",
    "read more",
    "read also",
    "also read",
    "see also",
    "related:",
    "more:",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "click here",
    "listen to this",
    "photo:",
    "image:",
    "copyright",
    "©",
    "all rights reserved",
    "watch:",
    "skip to",
    "we use cookies",
    "this site uses cookies",
];

/// For each block of the page: is it part of the article?
pub(super) fn article(page: &Page) -> Vec<bool> {
    let scores: Vec<f64> = page.blocks.iter().map(|block| score(page, block)).collect();
    let inside: Vec<bool> = page
        .blocks
        .iter()
        .map(|block| !page.is_outside(block))
        .collect();
    let excluded = excluded(page, &inside);
    let counts = |block: &Block| !excluded.get(block.element).copied().unwrap_or(true);
    let weighed = page.blocks.iter().zip(&scores);
    let weighed =
        weighed.map(|(block, score)| (block.element, if counts(block) { *score } else { 0.0 }));
    let weights = sum_up(page, weighed);
    let top = descend(page, &weights, best_start(page, &weights));
    let under = under(page, top);
    let mut kept: Vec<bool> = page
        .blocks
        .iter()
        .map(|block| {
            let is_under = under.get(block.element).copied().unwrap_or(false);
            is_under && counts(block) && is_text(page, block)
        })
        .collect();
    drop_last_headings(page, &mut kept);
    if kept.contains(&true) { kept } else { inside }
}

/// How much a block speaks for being running text: its length without links, less for what does
/// not look like sentences.
fn score(page: &Page, block: &Block) -> f64 {
    let len = block.clean.text.len();
    if len < 40 || page.is_outside(block) {
        return 0.0;
    }
    let unlinked = 1.0 - block.linked as f64 / len as f64;
    let form = if is_sentence(&block.clean.text) {
        1.0
    } else {
        0.3
    };
    len as f64 * unlinked * unlinked * form
}

fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    end.ends_with(['.', '!', '?', '…', ':']) || text.contains(". ")
}

/// Sums of the blocks' values for each element with all that is in it.
fn sum_up(page: &Page, values: impl Iterator<Item = (usize, f64)>) -> Vec<f64> {
    let mut sums = vec![0.0; page.elements.len()];
    for (element, value) in values {
        if let Some(sum) = sums.get_mut(element) {
            *sum += value;
        }
    }
    for (index, element) in page.elements.iter().enumerate().skip(1).rev() {
        let own = sums.get(index).copied().unwrap_or(0.0);
        if let Some(sum) = sums.get_mut(element.parent) {
            *sum += own;
        }
    }
    sums
}

/// For each element: is it, or is it inside, something around the article? What is only named like
/// that (a `form` round the whole page, `class="with-sidebar"`) holds too much of the text for it.
fn excluded(page: &Page, inside: &[bool]) -> Vec<bool> {
    let lengths = page.blocks.iter().zip(inside).map(|(block, inside)| {
        let len = if *inside { block.clean.text.len() } else { 0 };
        (block.element, len as f64)
    });
    let lengths = sum_up(page, lengths);
    let limit = lengths.first().copied().unwrap_or(0.0) / 3.0;
    let teasers = teasers(page);
    let mut excluded = Vec::with_capacity(page.elements.len());
    for (index, element) in page.elements.iter().enumerate() {
        let around = excluded.get(element.parent).copied().unwrap_or(false);
        let is_main = matches!(
            element.name.as_str(),
            "" | "html" | "body" | "main" | "article"
        );
        let is_named = teasers.contains(&index)
            || matches!(element.name.as_str(), "form" | "fieldset" | "menu")
            || has_word(&element.hints, &AROUND);
        let is_small = lengths.get(index).is_some_and(|len| *len < limit);
        excluded.push(around || element.is_outside || (!is_main && is_named && is_small));
    }
    excluded
}

/// Elements that introduce another article: they hold a heading that is a link, and little else.
fn teasers(page: &Page) -> BTreeSet<usize> {
    let mut blocks_in = vec![0_usize; page.elements.len()];
    let mut count = |index: usize| {
        if let Some(count) = blocks_in.get_mut(index) {
            *count += 1;
        }
    };
    let parent = |index: usize| page.element(index).map_or(0, |element| element.parent);
    for block in &page.blocks {
        count(block.element);
        count(parent(block.element));
    }
    let linked_headings = page.blocks.iter().filter(|block| {
        let is_heading = is_heading(page, block) && name(page, block) != "h1";
        is_heading && block.linked * 10 >= block.clean.text.len() * 9
    });
    linked_headings
        .map(|block| parent(block.element))
        .filter(|index| blocks_in.get(*index).is_some_and(|count| *count <= 4))
        .collect()
}

fn has_word(hints: &str, words: &[&str]) -> bool {
    hints
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| words.contains(&word))
}

/// The element to start from: one that calls itself the article, if it holds a good part of the
/// text, or else the root.
fn best_start(page: &Page, weights: &[f64]) -> usize {
    let total = weights.first().copied().unwrap_or(0.0);
    let heaviest = |is_kind: &dyn Fn(usize) -> bool| {
        let found = weights
            .iter()
            .enumerate()
            .filter(|(index, _)| is_kind(*index));
        // The first of equals: the outer one.
        let best = found.rev().max_by(|a, b| a.1.total_cmp(b.1));
        best.filter(|(_, weight)| **weight > total * 0.4)
            .map(|(index, _)| index)
    };
    let element = |index: usize| page.element(index);
    let is_body = |index: usize| {
        element(index).is_some_and(|e| {
            let mut names = e.hints.split_whitespace();
            names.any(|name| BODIES.contains(&name))
        })
    };
    let is_article = |index: usize| element(index).is_some_and(|e| e.name == "article");
    let is_main = |index: usize| {
        element(index).is_some_and(|e| e.name == "main" || has_word(&e.hints, &["main"]))
    };
    heaviest(&is_body)
        .or_else(|| heaviest(&is_article))
        .or_else(|| around_headline(page, weights))
        .or_else(|| heaviest(&is_main))
        .unwrap_or(0)
}

/// The innermost element that holds the headline and a good part of the text.
fn around_headline(page: &Page, weights: &[f64]) -> Option<usize> {
    let headings: Vec<&Block> = page
        .blocks
        .iter()
        .filter(|block| name(page, block) == "h1" && !page.is_outside(block))
        .take(20)
        .collect();
    let is_title = |block: &&&Block| {
        let title = page.title.as_ref();
        title.is_some_and(|(title, _)| title.contains(block.clean.text.as_str()))
    };
    let headline = match headings.as_slice() {
        [only] => only,
        several => several.iter().find(is_title)?,
    };
    let enough = weights.first()? / 3.0;
    let mut index = headline.element;
    while index != 0 && weights.get(index).is_none_or(|weight| *weight <= enough) {
        index = page.element(index)?.parent;
    }
    (index != 0).then_some(index)
}

/// Goes down to the innermost element of several blocks that still holds nearly all running text of
/// `top`.
fn descend(page: &Page, weights: &[f64], top: usize) -> usize {
    let at = |values: &[f64], index: usize| values.get(index).copied().unwrap_or(0.0);
    let blocks = sum_up(page, page.blocks.iter().map(|block| (block.element, 1.0)));
    let mut chosen = top;
    // Parents come before children, so one pass suffices.
    for (index, element) in page.elements.iter().enumerate().skip(1) {
        if element.parent == chosen
            && at(&blocks, index) >= 2.0
            && at(weights, index) > at(weights, chosen) * 0.85
        {
            chosen = index;
        }
    }
    chosen
}

/// For each element: is it `top` or inside it?
fn under(page: &Page, top: usize) -> Vec<bool> {
    let mut under = Vec::with_capacity(page.elements.len());
    for (index, element) in page.elements.iter().enumerate() {
        let is_under = index == top || (index > 0 && under.get(element.parent) == Some(&true));
        under.push(is_under);
    }
    under
}

/// Is a block of the article's region part of its text?
fn is_text(page: &Page, block: &Block) -> bool {
    let text = block.clean.text.as_str();
    let linked = block.linked as f64 / text.len().max(1) as f64;
    if linked > 0.75 || (linked > 0.5 && text.len() < 200) || is_furniture(text) {
        return false;
    }
    match name(page, block) {
        "p" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" => true,
        "li" | "dd" => linked < 0.3,
        "td" | "th" => text.len() > 60 && is_sentence(text),
        _ => is_sentence(text) || text.len() > 80,
    }
}

/// The name of the element right around a block.
fn name<'p>(page: &'p Page, block: &Block) -> &'p str {
    let element = page.element(block.element);
    element.map_or("", |element| element.name.as_str())
}

fn is_heading(page: &Page, block: &Block) -> bool {
    matches!(name(page, block), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_furniture(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let lower = text.trim_start().to_lowercase();
    FURNITURE.iter().any(|start| lower.starts_with(start))
}

/// A heading that nothing follows introduces what was left out.
fn drop_last_headings(page: &Page, kept: &mut [bool]) {
    for (block, kept) in page.blocks.iter().zip(kept).rev() {
        if *kept && !is_heading(page, block) {
            return;
        }
        *kept = false;
    }
}
