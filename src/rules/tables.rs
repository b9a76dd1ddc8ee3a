//! The reference tables: facts and names taken as given, stored as CSV. The header row tells which
//! table a file holds; users' own tables have the same columns.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::load::{Source, place};
use super::words::VocabularyBuilder;
use super::{RuleError, lower};

/// One term of one office-holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeFact {
    /// Canonical role, such as `prime minister`.
    pub role: String,
    /// Canonical body, such as `Norway` or `NATO`.
    pub body: String,
    /// Who held it.
    pub holder: String,
    /// First day in office.
    pub from: Date,
    /// First day out of office; `None` while in office at [`OfficeFact::as_of`].
    pub to: Option<Date>,
    /// The day up to which the row is known to be right.
    pub as_of: Date,
    /// An acting holder, who does not make an elected one wrong.
    pub acting: bool,
    /// The table.
    pub path: String,
    /// One-based line in it.
    pub line: usize,
    /// Where the row begins in the table, in bytes.
    pub start: usize,
    /// The row as it stands.
    pub text: String,
}

/// A named place or organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Canonical name.
    pub name: String,
    /// `country`, `state`, `city`, `organisation`, …
    pub kind: String,
    /// Canonical name of what it lies in or belongs to; empty at the top.
    pub within: String,
}

/// All tables of a rule set.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Sorted by body, role and first day.
    pub offices: Vec<OfficeFact>,
    /// Places and organisations.
    pub bodies: Vec<Body>,
    /// Lower-case name, alias or demonym to its index in [`Tables::bodies`]; names that two
    /// bodies share are left out.
    names: FxHashMap<String, Option<usize>>,
    /// Lower-case demonym to an index in [`Tables::bodies`].
    demonyms: FxHashMap<String, usize>,
    /// Lower-case variant of a person's name to the canonical name.
    people: FxHashMap<String, String>,
    /// Lower-case alias of an office to role and body.
    aliases: FxHashMap<String, (String, String)>,
    /// Lower-case variant of a role to the canonical role.
    roles: FxHashMap<String, String>,
}

impl Body {
    /// Is it a place on the map?
    pub fn is_place(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "country" | "state" | "city" | "province" | "region" | "continent" | "territory"
        )
    }
}

impl Tables {
    /// The place or organisation with this name or alias, in any case.
    pub fn body(&self, name: &str) -> Option<&Body> {
        let index = (*self.names.get(lower(name).as_ref())?)?;
        self.bodies.get(index)
    }

    /// Is this the name of several bodies, none of which has a right to it before the others?
    pub fn is_shared(&self, name: &str) -> bool {
        self.names.get(lower(name).as_ref()) == Some(&None)
    }

    /// The index in [`Tables::bodies`] of the body with this name, alias or demonym.
    pub fn body_index(&self, name: &str) -> Option<usize> {
        let name = lower(name);
        let named = self.names.get(name.as_ref()).copied().flatten();
        named.or_else(|| self.demonyms.get(name.as_ref()).copied())
    }

    /// Does one of two bodies lie within the other, or are they one?
    pub fn overlap(&self, a: usize, b: usize) -> bool {
        let within = |inner: usize, outer: usize| {
            let outer = &self.bodies[outer].name;
            let mut at = &self.bodies[inner];
            for _ in 0..4 {
                if at.name == *outer || at.within == *outer {
                    return true;
                }
                match self.body_index(&at.within) {
                    Some(next) if self.bodies[next].name != at.name => at = &self.bodies[next],
                    _ => return false,
                }
            }
            false
        };
        within(a, b) || within(b, a)
    }

    /// The place that this demonym ("Norwegian") belongs to.
    pub fn demonym(&self, word: &str) -> Option<&Body> {
        self.bodies.get(*self.demonyms.get(lower(word).as_ref())?)
    }

    /// The canonical form of a person's name, when the tables know a variant of it.
    pub fn person(&self, name: &str) -> Option<&str> {
        self.people.get(lower(name).as_ref()).map(String::as_str)
    }

    /// Role and body of an alias such as "Pentagon chief".
    pub fn alias(&self, words: &str) -> Option<(&str, &str)> {
        let (role, body) = self.aliases.get(words)?;
        Some((role, body))
    }

    /// The canonical role of a variant such as "premier"; the variant itself when there is none.
    pub fn role<'r>(&'r self, variant: &'r str) -> &'r str {
        self.roles.get(variant).map_or(variant, String::as_str)
    }

    /// All terms of one office, in order of their first days.
    pub fn terms(&self, role: &str, body: &str) -> &[OfficeFact] {
        let key = (body, role);
        let start = self
            .offices
            .partition_point(|fact| (fact.body.as_str(), fact.role.as_str()) < key);
        let end = self
            .offices
            .partition_point(|fact| (fact.body.as_str(), fact.role.as_str()) <= key);
        &self.offices[start..end]
    }

    /// Reads one table.
    pub(super) fn add(&mut self, source: &Source, errors: &mut Vec<RuleError>) {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(source.text.as_bytes());
        let headers = match reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => {
                return errors.push(place(source, 0, format!("not a CSV table: {error}")));
            }
        };
        let column = |name: &str| headers.iter().position(|header| header.trim() == name);
        let Some(table) = Table::from_columns(&column) else {
            let message = "no table has these columns; a table of office-holders has \
                           office,body,holder,from,to,source,as_of";
            return errors.push(place(source, 0, message));
        };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    errors.push(place(source, 0, format!("a row cannot be read: {error}")));
                    continue;
                }
            };
            let (line, start) = record.position().map_or((1, 0), |position| {
                (position.line() as usize, position.byte() as usize)
            });
            let row = source
                .text
                .get(start..)
                .and_then(|rest| rest.lines().next())
                .unwrap_or_default();
            let row = Row {
                path: &source.path,
                line,
                start,
                text: row,
            };
            let field = |name: &str| {
                column(name)
                    .and_then(|at| record.get(at))
                    .unwrap_or("")
                    .trim()
            };
            if let Err(message) = self.row(&table, &field, &row) {
                errors.push(RuleError {
                    path: source.path.clone(),
                    line,
                    column: 1,
                    message,
                });
            }
        }
    }

    fn row<'r>(
        &mut self,
        table: &Table,
        field: &dyn Fn(&str) -> &'r str,
        row: &Row<'_>,
    ) -> Result<(), String> {
        match table {
            Table::Offices => self.offices.push(office(field, row)?),
            Table::Aliases => {
                let key = lower(field("alias")).into_owned();
                self.aliases
                    .insert(key, (field("office").to_owned(), field("body").to_owned()));
            }
            Table::Roles => {
                self.roles.insert(
                    lower(field("variant")).into_owned(),
                    field("role").to_owned(),
                );
            }
            Table::Bodies => self.body_row(field),
            Table::People => {
                let name = field("name");
                for alias in field("aliases")
                    .split('|')
                    .chain([name])
                    .filter(|alias| !alias.trim().is_empty())
                {
                    self.people
                        .insert(lower(alias.trim()).into_owned(), name.to_owned());
                }
            }
        }
        Ok(())
    }

    fn body_row<'r>(&mut self, field: &dyn Fn(&str) -> &'r str) {
        let index = self.bodies.len();
        let name = field("name");
        for alias in field("aliases")
            .split('|')
            .chain([name])
            .filter(|alias| !alias.trim().is_empty())
        {
            let known = self
                .names
                .entry(lower(alias.trim()).into_owned())
                .or_insert(Some(index));
            // A country keeps its name against a city of the same name; two equals are ambiguous.
            if let Some(other) = *known
                && other != index
            {
                let rank = |kind: &str| match kind {
                    "country" => 2,
                    "state" | "organisation" => 1,
                    _ => 0,
                };
                let (old, new) = (rank(&self.bodies[other].kind), rank(field("kind")));
                *known = match old.cmp(&new) {
                    std::cmp::Ordering::Greater => Some(other),
                    std::cmp::Ordering::Less => Some(index),
                    std::cmp::Ordering::Equal => None,
                };
            }
        }
        for demonym in field("demonym")
            .split('|')
            .filter(|demonym| !demonym.trim().is_empty())
        {
            self.demonyms
                .entry(lower(demonym.trim()).into_owned())
                .or_insert(index);
        }
        self.bodies.push(Body {
            name: name.to_owned(),
            kind: field("kind").to_owned(),
            within: field("within").to_owned(),
        });
    }

    /// Makes the words of aliases and roles known to the vocabulary, as the lists
    /// `offices.alias` and `offices.variant`.
    pub(super) fn register(&self, words: &mut VocabularyBuilder) {
        let mut aliases: Vec<&str> = self.aliases.keys().map(String::as_str).collect();
        aliases.sort_unstable();
        words.names("offices.alias", &aliases);
        let mut variants: Vec<&str> = self.roles.keys().map(String::as_str).collect();
        variants.sort_unstable();
        words.names("offices.variant", &variants);
    }

    /// Brings rows into their final order.
    pub(super) fn finish(&mut self) {
        self.offices.sort_by(|a, b| {
            (&a.body, &a.role, a.from, &a.holder).cmp(&(&b.body, &b.role, b.from, &b.holder))
        });
    }
}

enum Table {
    Offices,
    Aliases,
    Roles,
    Bodies,
    People,
}

impl Table {
    fn from_columns(column: &dyn Fn(&str) -> Option<usize>) -> Option<Self> {
        let has = |names: &[&str]| names.iter().all(|name| column(name).is_some());
        if has(&["office", "body", "holder", "from", "to", "as_of"]) {
            Some(Self::Offices)
        } else if has(&["alias", "office", "body"]) {
            Some(Self::Aliases)
        } else if has(&["variant", "role"]) {
            Some(Self::Roles)
        } else if has(&["name", "kind", "within"]) {
            Some(Self::Bodies)
        } else if has(&["name", "aliases"]) {
            Some(Self::People)
        } else {
            None
        }
    }
}

/// A row of a table as it stands in its file.
struct Row<'t> {
    path: &'t str,
    line: usize,
    start: usize,
    text: &'t str,
}

fn office<'r>(field: &dyn Fn(&str) -> &'r str, row: &Row<'_>) -> Result<OfficeFact, String> {
    let date = |name: &str, last: bool| {
        partial_date(field(name), last).map_err(|problem| format!("'{name}': {problem}"))
    };
    let required = |name: &str| {
        let value = field(name);
        if value.is_empty() {
            Err(format!("'{name}' is empty"))
        } else {
            Ok(value.to_owned())
        }
    };
    let from = date("from", false)?;
    let to = if field("to").is_empty() {
        None
    } else {
        Some(date("to", true)?)
    };
    if to.is_some_and(|to| to < from) {
        return Err("the term ends before it begins".to_owned());
    }
    Ok(OfficeFact {
        role: required("office")?,
        body: required("body")?,
        holder: required("holder")?,
        from,
        to,
        as_of: date("as_of", true)?,
        acting: field("kind") == "acting",
        path: row.path.to_owned(),
        line: row.line,
        start: row.start,
        text: row.text.to_owned(),
    })
}

/// `2009-01-20`, `2009-01` or `2009`; the first day of the stretch, or its last.
fn partial_date(text: &str, last: bool) -> Result<Date, String> {
    let numbers: Option<Vec<i16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let day = match numbers.as_deref() {
        Some(&[year, month, day]) => i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(m, d)| Date::new(year, m, d).ok()),
        Some(&[year, month]) => {
            let first = i8::try_from(month)
                .ok()
                .and_then(|month| Date::new(year, month, 1).ok());
            first.map(|first| if last { first.last_of_month() } else { first })
        }
        Some(&[year]) => Date::new(year, 1, 1)
            .ok()
            .map(|first| if last { first.last_of_year() } else { first }),
        _ => None,
    };
    day.ok_or_else(|| format!("'{text}' is not a date; write it as 2009-01-20"))
}
