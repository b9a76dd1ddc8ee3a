//! Dates in the names of files and folders.

use super::{Told, YEARS, day};

/// The day that a file name tells, or the folders above it do (`2025/02/27/story.txt`). Two
/// different days tell none; a run of figures or letters that merely holds a date is an id.
pub fn in_file_name(path: &str) -> Option<Told> {
    let mut parts = path.rsplit('/');
    let base = parts.next().unwrap_or_default();
    let mut days = days_in_name(base);
    if days.is_empty() {
        let mut folders: Vec<&str> = parts.take(3).collect();
        folders.reverse();
        if let [year, month, day] = folders.as_slice()
            && year.len() == 4
            && month.len() <= 2
            && day.len() <= 2
        {
            days = days_in_name(&folders.join("-"));
        }
    }
    days.dedup();
    match days.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn days_in_name(name: &str) -> Vec<Told> {
    let mut told = Vec::new();
    let mut rest = name;
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest
            .get(..start)
            .and_then(|s| s.chars().next_back())
            .or(before);
        let run = rest.get(start..).unwrap_or_default();
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        let stands_alone = before.is_none_or(|c| !c.is_alphanumeric());
        let (found, used) = stands_alone
            .then(|| day_at(run, digits))
            .flatten()
            .map_or((None, digits), |(day, used)| (Some(day), used));
        told.extend(found);
        before = Some('0');
        rest = run.get(used..).unwrap_or_default();
    }
    told
}

/// A date at the beginning of `run`, whose first `digits` bytes are figures; with its length.
fn day_at(run: &str, digits: usize) -> Option<(Told, usize)> {
    let number = |range: std::ops::Range<usize>| {
        let text = run.get(range)?;
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<i64>().ok()).flatten()
    };
    // What follows a date may be a time (T1530) but not more of an id.
    let ends = |at: usize| {
        let mut after = run.get(at..).unwrap_or_default().chars();
        match after.next() {
            Some('T') => after.next().is_some_and(|c| c.is_ascii_digit()),
            next => next.is_none_or(|c| !c.is_alphanumeric()),
        }
    };
    if digits == 8 && ends(8) {
        let (year, month, number) = (number(0..4)?, number(4..6)?, number(6..8)?);
        let told = day(year, month, number);
        // Eight figures that make no day are an id.
        let sound = matches!(told, Told::Day(_)) && (1900..=2099).contains(&year);
        return sound.then_some((told, 8));
    }
    let mark = run.as_bytes().get(digits).filter(|b| b"-_.".contains(b))?;
    if digits == 4 && run.as_bytes().get(7) == Some(mark) && ends(10) {
        let (year, month, number) = (number(0..4)?, number(5..7)?, number(8..10)?);
        return (YEARS.contains(&year) && month <= 12 && number <= 31)
            .then(|| (day(year, month, number), 10));
    }
    if digits == 2 && run.as_bytes().get(5) == Some(mark) && ends(10) {
        let (first, second, year) = (number(0..2)?, number(3..5)?, number(6..10)?);
        if !YEARS.contains(&year) {
            return None;
        }
        return match (first, second) {
            (13..=31, 1..=12) => Some((day(year, second, first), 10)),
            (1..=12, 13..=31) => Some((day(year, first, second), 10)),
            _ => None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;
    use super::*;

    #[test]
    fn dates_in_file_names() {
        for (path, expected) in [
            ("news/2025-02-27-summit.txt", Some("2025-02-27")),
            ("summit_2025_02_27.md.gz", Some("2025-02-27")),
            ("20250227.html", Some("2025-02-27")),
            ("a-20250227T1530.txt", Some("2025-02-27")),
            ("27-02-2025 summit.txt", Some("2025-02-27")),
            ("2025/02/27/summit.txt", Some("2025-02-27")),
            ("archive/2025/2/7/summit.txt", None),
            ("02-03-2025.txt", None),
            ("2025-02-31.txt", Some("Impossible(\"2025-02-31\")")),
            ("000_05555990eb338d7e.txt", None),
            ("id120250227.txt", None),
            ("19990101b3.txt", None),
            ("99990101.txt", None),
            ("20259999.txt", None),
            ("2025-02-27_to_2025-03-01.txt", None),
            ("2025-02-27/2025-02-27.txt", Some("2025-02-27")),
            ("1.2025-02-27.txt", Some("2025-02-27")),
            ("seed.txt", None),
        ] {
            let told = in_file_name(path).as_ref().map(shown);
            assert_eq!(told.as_deref(), expected, "{path}");
        }
    }
}
