//! Which field of a record holds what: the usual names, and the user's word where they differ.

use std::str::FromStr;

/// What a field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The article's text.
    Text,
    /// Its headline.
    Title,
    /// The day it is dated.
    Date,
    /// Outlet, author or host.
    Source,
    /// Its id.
    Id,
    /// Its address on the web.
    Url,
}

/// Every role with the name that [`Fields`] knows it by.
const ROLES: [(&str, Role); 6] = [
    ("text", Role::Text),
    ("title", Role::Title),
    ("date", Role::Date),
    ("source", Role::Source),
    ("id", Role::Id),
    ("url", Role::Url),
];

impl Role {
    /// The usual names, most telling first, in lower case without `_`, `-` and spaces.
    pub(super) fn usual_names(self) -> &'static [&'static str] {
        match self {
            Self::Text => TEXT,
            Self::Title => TITLE,
            Self::Date => DATE,
            Self::Source => SOURCE,
            Self::Id => ID,
            Self::Url => URL,
        }
    }
}

const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "articlebody",
    "articletext",
    "articlecontent",
    "fulltext",
    "bodytext",
    "maintext",
    "maincontent",
    "plaintext",
    "contenttext",
    "textcontent",
    "contenthtml",
    "bodyhtml",
    "html",
    "story",
    "article",
    "paragraphs",
    "document",
    "passage",
    "description",
    "summary",
];
const TITLE: &[&str] = &[
    "title",
    "headline",
    "webtitle",
    "articletitle",
    "heading",
    "pagetitle",
    "name",
];
const DATE: &[&str] = &[
    "date",
    "datepublished",
    "published",
    "publishedat",
    "publisheddate",
    "publisheddatetime",
    "publishedtime",
    "publishedon",
    "pubdate",
    "publicationdate",
    "publishdate",
    "publishtime",
    "datepublish",
    "articledate",
    "webpublicationdate",
    "firstpublished",
    "firstpublicationdate",
    "datetime",
    "timestamp",
    "time",
    "created",
    "createdat",
    "datecreated",
    "postedat",
    "day",
];
const SOURCE: &[&str] = &[
    "source",
    "sourcename",
    "outlet",
    "publisher",
    "publication",
    "newspaper",
    "agency",
    "sitename",
    "site",
    "website",
    "sourcedomain",
    "domain",
    "channel",
    "feed",
    "provider",
    "organization",
    "author",
    "authors",
    "byline",
    "creator",
    "host",
];
const ID: &[&str] = &[
    "id",
    "articleid",
    "docid",
    "documentid",
    "uuid",
    "guid",
    "uid",
    "key",
    "slug",
];
const URL: &[&str] = &[
    "url",
    "link",
    "permalink",
    "weburl",
    "articleurl",
    "canonicalurl",
    "sourceurl",
    "externalurl",
    "href",
    "uri",
];

/// The user's word on which field holds what, as in `text=body,date=meta.published`. A role that
/// is not named is found by the usual names. A dotted name leads into nested objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(Role, String)>);

/// A `--fields` argument that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{part}` in the fields is not of the form ROLE=FIELD with a role out of {}",
    role_names()
)]
pub struct FieldsError {
    part: String,
}

fn role_names() -> String {
    ROLES.map(|(name, _)| name).join(", ")
}

impl FromStr for Fields {
    type Err = FieldsError;

    fn from_str(text: &str) -> Result<Self, FieldsError> {
        let mut given = Vec::new();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let parsed = part.split_once('=').and_then(|(role, field)| {
                let role = role.trim();
                let (_, role) = ROLES.iter().find(|(name, _)| *name == role)?;
                let field = field.trim();
                (!field.is_empty()).then(|| (*role, field.to_owned()))
            });
            let part = part.to_owned();
            given.push(parsed.ok_or(FieldsError { part })?);
        }
        Ok(Self(given))
    }
}

impl Fields {
    /// Role names and fields as they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let name = |role: Role| {
            ROLES
                .iter()
                .find(|(_, known)| *known == role)
                .map_or("", |(name, _)| name)
        };
        self.0
            .iter()
            .map(move |(role, field)| (name(*role), field.as_str()))
    }

    /// The field that the user named for `role`.
    pub(super) fn given(&self, role: Role) -> Option<&str> {
        let found = self.0.iter().rev().find(|(given, _)| *given == role);
        found.map(|(_, field)| field.as_str())
    }
}

/// Is `key` one and the same name as the normal form `name`, whatever its case and hyphens?
pub(super) fn same_name(key: &str, name: &str) -> bool {
    let letters = |b: &u8| !matches!(b, b'_' | b'-' | b' ' | b':');
    if key.len() < name.len() {
        return false;
    }
    key.bytes()
        .filter(letters)
        .map(|b| b.to_ascii_lowercase())
        .eq(name.bytes())
}
