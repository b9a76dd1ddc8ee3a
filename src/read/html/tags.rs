//! What HTML's elements are to an article's text.

/// Elements without an end tag.
pub(super) const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose content is no text, which the tokenizer passes over as a whole.
pub(super) const SILENT: [&str; 4] = ["script", "style", "title", "textarea"];
/// Elements that stand inside a line of text.
pub(super) const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "blink", "ruby", "rt", "picture",
];
/// Elements whose content is never part of an article.
pub(super) const OUTSIDE: [&str; 18] = [
    "nav",
    "footer",
    "aside",
    "figcaption",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "canvas",
    "select",
    "button",
    "video",
    "audio",
    "datalist",
    "map",
    "dialog",
];
/// ARIA roles that say the same.
pub(super) const OUTSIDE_ROLES: [&str; 7] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "dialog",
    "search",
    "alertdialog",
];
