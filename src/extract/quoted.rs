//! The words of a quotation, as they are compared.

use crate::rules::lower;

/// Words of somebody, not an address of a page or the like.
pub(super) fn is_speech(text: &str) -> bool {
    !text.contains("://") && text.contains(|c: char| c.is_lowercase())
}

/// The words of a quotation: lower case, plain apostrophes, no other punctuation.
pub(super) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut apostrophe, mut dots) = (false, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '/')) {
        if matches!(word, "’" | "'") {
            apostrophe = true;
            continue;
        }
        // "...", "word...": something is left out here.
        dots = if word == "." { dots + 1 } else { 0 };
        let cut = word.contains("...") || dots == 2 || word.contains('…');
        let leads = word.starts_with(['.', '…']);
        let word = word.trim_matches(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '[' | ']' | '(' | ')' | '…' | '@' | '$' | '%'))
        });
        let lower = lower(word);
        // "it ’ s" with its apostrophe set apart.
        let ending = matches!(&*lower, "s" | "t" | "ll" | "re" | "ve" | "d" | "m");
        if std::mem::take(&mut apostrophe) && ending && !out.is_empty() {
            out.push('\'');
            out.push_str(&lower);
            continue;
        }
        let mark = if cut { "…" } else { "" };
        let word = lower.trim_matches('…');
        for part in if leads { [mark, word] } else { [word, mark] } {
            let again = part == "…" && out.ends_with('…');
            if !part.is_empty() && !again {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(part);
            }
        }
    }
    out
}
