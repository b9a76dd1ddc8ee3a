//! Plain text: its headline, its line breaks (a hard-wrapped paragraph is one paragraph) and the
//! remarks to gainsay in it.

use memchr::memmem;

use super::clean::Clean;

/// Longest line, in characters, that counts as hard-wrapped.
const WIDEST: usize = 110;
/// Narrowest width that text is hard-wrapped to.
const NARROWEST: usize = 50;
/// Longest headline in characters.
const LONGEST_HEADLINE: usize = 140;

/// Makes text fit to be read: line ends become `\n`, breaks inside a hard-wrapped paragraph become
/// spaces, and comments to gainsay are taken out. Everything else stays as it is.
pub(super) fn tidy(clean: Clean) -> Clean {
    let comments = memmem::find(clean.text.as_bytes(), b"<!-- gainsay").is_some()
        || memmem::find(clean.text.as_bytes(), b"<!--gainsay").is_some();
    let returns = memchr::memchr(b'\r', clean.text.as_bytes()).is_some();
    let mut clean = clean;
    if comments || returns {
        clean = strip(&clean.text).over(&clean.map);
    }
    let breaks = wrapped_breaks(&clean.text);
    if !breaks.is_empty() {
        // One byte for one byte: the map stays as it is.
        let mut bytes = std::mem::take(&mut clean.text).into_bytes();
        for at in breaks {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = b' ';
            }
        }
        clean.text = String::from_utf8(bytes).unwrap_or_default();
    }
    clean
}

/// Takes out carriage returns and comments to gainsay.
fn strip(text: &str) -> Clean {
    let mut clean = Clean::default();
    let mut done = 0;
    while let Some(found) = memchr::memchr2(b'\r', b'<', text.as_bytes().get(done..).unwrap_or(&[]))
    {
        let at = done + found;
        clean.copy(text.get(done..at).unwrap_or_default(), done);
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with('\r') {
            if !rest.starts_with("\r\n") {
                clean.put("\n", at, 1);
            }
            done = at + 1;
        } else if let Some((words, len)) = comment(rest) {
            clean.comment(words);
            done = at + len;
        } else {
            clean.copy("<", at);
            done = at + 1;
        }
    }
    clean.copy(text.get(done..).unwrap_or_default(), done);
    clean
}

/// The words and length of the comment to gainsay that `text` begins with.
fn comment(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("<!--")?;
    let end = memmem::find(inside.as_bytes(), b"-->")?;
    let words = inside.get(..end)?;
    words
        .trim_start()
        .starts_with("gainsay")
        .then_some((words, end + 7))
}

/// The headline: a short first line without a final stop that stands apart from what follows, by
/// an empty line or because a whole paragraph on one line comes next.
pub(super) fn headline(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    let first = lines.by_ref().find(|line| !line.trim().is_empty())?.trim();
    let next = lines.next()?;
    let apart = if next.trim().is_empty() {
        lines.any(|line| !line.trim().is_empty())
    } else {
        next.len() > WIDEST && next.len() > first.len()
    };
    let is_short = first.chars().count() <= LONGEST_HEADLINE;
    let is_open = !first.ends_with(['.', '!', ',', ';', ':', '…']);
    let is_several = first.split_whitespace().nth(2).is_some();
    (apart && is_short && is_open && is_several).then_some(first)
}

/// Where a line break only wraps a paragraph: the places of those `\n`.
///
/// Text is taken to be hard-wrapped when nearly all its lines are short, and most of the breaks
/// between two lines are where a greedy wrapper puts them (the first word of the next line would
/// not have fitted), and most of these do not end a sentence. A break that comes earlier than it
/// had to ends a paragraph, an address, a verse, and stays.
fn wrapped_breaks(text: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut start, mut filled, mut long) = (0, 0_usize, 0_usize);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or_default();
        let width = line.trim_end().chars().count();
        filled += usize::from(width > 0);
        long += usize::from(width > WIDEST);
        if long > 2 && long * 20 > filled {
            return Vec::new();
        }
        lines.push((line, end, width));
        start = end + 1;
    }
    if filled < 3 || long * 20 > filled {
        return Vec::new();
    }
    let fits = lines.iter().map(|line| line.2).filter(|&w| w <= WIDEST);
    let width = fits.max().unwrap_or(0);
    if width < NARROWEST {
        return Vec::new();
    }
    let (mut breaks, mut inside, mut stops) = (Vec::new(), 0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [(line, end, len), (next, ..)] = *pair else {
            continue;
        };
        let Some(word) = next.split_whitespace().next().filter(|_| len > 0) else {
            continue;
        };
        inside += 1;
        let indent = |line: &str| line.len() - line.trim_start().len();
        let forced = len + 1 + word.chars().count() > width;
        let begins = indent(next) > indent(line) || is_bullet(word);
        if forced && !begins && len <= WIDEST {
            breaks.push(end);
            stops += usize::from(ends_sentence(line));
        }
    }
    let convincing =
        breaks.len() >= 2 && breaks.len() * 5 >= inside * 3 && stops * 2 < breaks.len();
    if convincing { breaks } else { Vec::new() }
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "-" | "*" | "•" | "#" | ">" | "+")
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> String {
        tidy(Clean::verbatim(text, 0)).text
    }

    #[test]
    fn headlines() {
        for (text, expected) in [
            (
                "Mayor opens new bridge\n\nThe mayor came.",
                Some("Mayor opens new bridge"),
            ),
            (
                "\n  Is the bridge safe?  \n\nIt is.",
                Some("Is the bridge safe?"),
            ),
            ("The mayor opened the bridge.\n\nShe came.", None),
            ("By Ida Moll\nShe came.\n\nShe went.", None),
            ("Bridge news\n\nShe came.", None),
            ("Mayor opens new bridge", None),
            ("Mayor opens new bridge\n\n", None),
        ] {
            assert_eq!(headline(text), expected, "{text:?}");
        }
    }

    #[test]
    fn only_wrapped_lines_are_joined() {
        let wrapped = "The harbour bridge opened to traffic on Tuesday morning, two\n\
                       years after an inspection found cracks in four of its six\n\
                       piers, the city said.\n\n\
                       \"Not a cent more than planned,\" said the mayor, who cut the\n\
                       ribbon with the chief of the port.";
        assert_eq!(tidied(wrapped).matches('\n').count(), 2);
        for kept in [
            // One sentence a line.
            "The harbour bridge opened to traffic on Tuesday morning.\n\
             It had been shut for two years after an inspection.\n\
             Cracks had been found in four of its twelve piers.\n\
             The mayor cut the ribbon and thanked the engineers.",
            // Verse and addresses.
            "The bridge is up\nthe bridge is down\nand all the cars\nare in the town",
            // A list of headlines.
            "Mayor opens harbour bridge after two years of long repairs\n\
             Ferry fares up\nTrams to run from autumn\nSchool closed\nBus strike ends",
        ] {
            assert_eq!(tidied(kept), kept);
        }
    }

    #[test]
    fn comments_and_carriage_returns_go() {
        let clean = tidy(Clean::verbatim(
            "One.\r\n<!-- gainsay off -->Two.\rThree. <!-- x -->",
            0,
        ));
        assert_eq!(clean.text, "One.\nTwo.\nThree. <!-- x -->");
        assert_eq!(clean.comments.len(), 1);
        assert_eq!(clean.comments[0].0.start, 5);
    }
}
