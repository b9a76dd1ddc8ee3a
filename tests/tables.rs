//! The shipped tables and word lists keep the promises that `rules/reference/README.md` makes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Rows of one table as maps from column to cell, or what is wrong with the file.
type Table = Vec<BTreeMap<String, String>>;
type Outcome = Result<(), Box<dyn std::error::Error>>;

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn table(name: &str, columns: &[&str]) -> Result<Table, Box<dyn std::error::Error>> {
    let path = rules().join("reference").join(name);
    let mut reader = csv::Reader::from_path(&path)?;
    let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    if header != columns {
        return Err(format!("{name}: columns are {header:?}, not {columns:?}").into());
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        for cell in &record {
            if cell.trim() != cell || cell.contains("  ") {
                return Err(format!("{name}: stray space in {cell:?}").into());
            }
        }
        rows.push(
            header
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect(),
        );
    }
    Ok(rows)
}

fn offices() -> Result<Table, Box<dyn std::error::Error>> {
    table(
        "offices.csv",
        &[
            "office", "body", "holder", "from", "to", "source", "as_of", "kind",
        ],
    )
}

fn places() -> Result<Table, Box<dyn std::error::Error>> {
    table(
        "places.csv",
        &["name", "kind", "within", "demonym", "aliases"],
    )
}

fn organisations() -> Result<Table, Box<dyn std::error::Error>> {
    table("organisations.csv", &["name", "kind", "within", "aliases"])
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|value| !value.is_empty())
}

/// Fails with all complaints at once.
fn report(complaints: &[String]) -> Outcome {
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(complaints.join("\n").into())
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let number = |part: Option<&str>, width: usize, range: std::ops::RangeInclusive<u32>| {
        part.is_none_or(|p| p.len() == width && p.parse().is_ok_and(|n: u32| range.contains(&n)))
    };
    !text.is_empty()
        && number(parts.next(), 4, 1700..=2100)
        && number(parts.next(), 2, 1..=12)
        && number(parts.next(), 2, 1..=31)
        && parts.next().is_none()
}

#[test]
fn terms_of_office_are_dated_and_in_order() -> Outcome {
    let mut complaints = Vec::new();
    for row in offices()? {
        let (from, to, as_of) = (&row["from"], &row["to"], &row["as_of"]);
        let dated =
            is_date(from) && (to.is_empty() || is_date(to)) && as_of.len() == 10 && is_date(as_of);
        let ordered = from <= as_of && (to.is_empty() || (from <= to && to <= as_of));
        let kind = matches!(row["kind"].as_str(), "holder" | "acting");
        if !(dated && ordered && kind) || row["holder"].is_empty() || row["source"].is_empty() {
            complaints.push(format!("{row:?}"));
        }
    }
    report(&complaints)
}

#[test]
fn no_two_people_hold_an_office_at_one_time() -> Outcome {
    let mut terms: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in offices()? {
        let key = (
            row["body"].clone(),
            row["office"].clone(),
            row["kind"].clone(),
        );
        terms.entry(key).or_default().push((
            row["from"].clone(),
            row["to"].clone(),
            row["holder"].clone(),
        ));
    }
    let mut complaints = Vec::new();
    for (office, mut terms) in terms {
        terms.sort();
        for pair in terms.windows(2) {
            let [(_, end, earlier), (start, _, later)] = pair else {
                continue;
            };
            if end.is_empty() || end > start {
                complaints.push(format!("{office:?}: {earlier} and {later} on {start}"));
            }
        }
    }
    report(&complaints)
}

#[test]
fn bodies_and_aliases_of_offices_are_known() -> Outcome {
    let mut known = BTreeSet::new();
    for row in places()?.into_iter().chain(organisations()?) {
        known.insert(row["name"].clone());
    }
    let offices: BTreeSet<_> = offices()?
        .into_iter()
        .map(|row| (row["office"].clone(), row["body"].clone()))
        .collect();
    let mut complaints: Vec<String> = offices
        .iter()
        .filter(|(_, body)| !known.contains(body))
        .map(|office| format!("{office:?}"))
        .collect();
    let mut seen = BTreeSet::new();
    for row in table("office-aliases.csv", &["alias", "office", "body"])? {
        let office = (row["office"].clone(), row["body"].clone());
        if !offices.contains(&office) || !seen.insert(row["alias"].to_lowercase()) {
            complaints.push(format!("{row:?}"));
        }
    }
    report(&complaints)
}

#[test]
fn synonyms_are_unambiguous() -> Outcome {
    let mut seen = BTreeSet::new();
    let mut complaints = Vec::new();
    for row in table("role-synonyms.csv", &["variant", "role", "where"])? {
        let scope = matches!(row["where"].as_str(), "" | "country");
        if !scope || row["variant"] == row["role"] || !seen.insert(row["variant"].to_lowercase()) {
            complaints.push(format!("{row:?}"));
        }
    }
    report(&complaints)
}

#[test]
fn every_place_and_organisation_has_one_row_and_a_known_parent() -> Outcome {
    let (places, organisations) = (places()?, organisations()?);
    let names: BTreeSet<_> = places.iter().map(|row| &row["name"]).collect();
    let bodies: BTreeSet<_> = organisations.iter().map(|row| &row["name"]).collect();
    let mut seen = BTreeSet::new();
    let mut aliases = BTreeMap::new();
    let mut complaints = Vec::new();
    for row in &places {
        let within = &row["within"];
        let parent = within.is_empty() || names.contains(within);
        if !parent || !seen.insert((&row["name"], &row["kind"], within)) {
            complaints.push(format!("{row:?}"));
        }
    }
    for row in &organisations {
        let within = &row["within"];
        if !(within.is_empty() || names.contains(within) || bodies.contains(within)) {
            complaints.push(format!("{row:?}"));
        }
        for name in values(&row["aliases"]).chain([row["name"].as_str()]) {
            if let Some(other) = aliases.insert(name.to_owned(), &row["name"]) {
                complaints.push(format!("{name:?} is {other:?} and {:?}", row["name"]));
            }
        }
    }
    report(&complaints)
}

#[test]
fn a_spelling_belongs_to_one_person() -> Outcome {
    let rows = table("people.csv", &["name", "aliases"])?;
    let mut owners = BTreeMap::new();
    let mut complaints = Vec::new();
    for row in &rows {
        for spelling in values(&row["aliases"]).chain([row["name"].as_str()]) {
            if let Some(other) = owners.insert(spelling.to_lowercase(), &row["name"]) {
                complaints.push(format!("{spelling:?} is {other:?} and {:?}", row["name"]));
            }
        }
    }
    for row in offices()? {
        if let Some(owner) = owners.get(&row["holder"].to_lowercase())
            && **owner != row["holder"]
        {
            complaints.push(format!("offices.csv calls {owner:?} {:?}", row["holder"]));
        }
    }
    report(&complaints)
}

#[test]
fn word_lists_are_lists_of_different_words() -> Outcome {
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(rules().join("words"))? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?;
        if path.extension().is_some_and(|end| end == "txt") {
            continue;
        }
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        if !text.starts_with("# ") {
            complaints.push(format!("{} does not say what it is for", path.display()));
        }
        for (name, words) in lists {
            let different: BTreeSet<_> = words.iter().collect();
            if words.is_empty()
                || different.len() < words.len()
                || different.iter().any(|w| w.trim() != **w)
            {
                complaints.push(format!("{} [{name}]", path.display()));
            }
        }
    }
    report(&complaints)
}

#[test]
fn a_role_is_either_exclusive_or_shared() -> Outcome {
    let text = std::fs::read_to_string(rules().join("words/roles.toml"))?;
    let lists: BTreeMap<String, BTreeSet<String>> = toml::from_str(&text)?;
    let both: Vec<_> = lists["exclusive"]
        .intersection(&lists["shared"])
        .cloned()
        .collect();
    report(&both)
}
