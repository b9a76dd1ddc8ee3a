//! What a page tells about itself: JSON-LD first, then `OpenGraph` and other `<meta>`, then what is
//! marked in the text.

use serde_json::Value;

use super::tree::{Mark, Page};
use crate::read::clean::Clean;
use crate::read::entity;
use crate::read::record::{Found, Meta};

/// Names of `<meta>` (`property`, `name` or `itemprop`) for the day of publication, in lower case.
const DATES: [&str; 22] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "article.published",
    "publish-date",
    "publishdate",
    "published_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_date",
    "originalpublicationdate",
    "date",
];
const TITLES: [&str; 5] = [
    "og:title",
    "twitter:title",
    "dc.title",
    "citation_title",
    "title",
];
const OUTLETS: [&str; 6] = [
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "twitter:site",
];
const AUTHORS: [&str; 6] = [
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
/// JSON-LD types of articles; others (the site, a breadcrumb) tell nothing about the article.
const ARTICLES: [&str; 8] = [
    "Article",
    "BlogPosting",
    "Report",
    "SocialMediaPosting",
    "WebPage",
    "CreativeWork",
    "LiveBlogPosting",
    "VideoObject",
];

/// Gathers a page's metadata; `start` is its place in the file.
pub(super) fn collect(page: &Page, start: usize) -> Meta {
    let linked = LinkedData::read(page);
    let meta = |names: &[&str]| names.iter().find_map(|name| named(page, name));
    let title = linked
        .text("headline")
        .or_else(|| meta(&TITLES[..2]))
        .or_else(|| element(page, |mark| mark.name == "h1"))
        .or_else(|| meta(&TITLES[2..]))
        .or_else(|| window_title(page).map(|(title, _, at)| (title, at)));
    let author = linked
        .name("author")
        .or_else(|| meta(&AUTHORS).filter(|found| !is_url(&found.0)));
    let source = meta(&OUTLETS[..1])
        .or_else(|| linked.name("publisher"))
        .or_else(|| meta(&OUTLETS[1..]))
        .or_else(|| window_title(page).and_then(|(_, outlet, at)| Some((outlet?, at))))
        .or(author);
    let date = linked
        .text("datePublished")
        .or_else(|| meta(&DATES))
        .or_else(|| time(page))
        .or_else(|| linked.text("dateCreated"));
    let link = |mark: &Mark| mark.name == "link" && mark.get("rel") == Some("canonical");
    let canonical = page.marks.iter().find(|mark| link(mark));
    let url = canonical
        .and_then(|mark| Some((mark.get("href")?.to_owned(), mark.at)))
        .or_else(|| meta(&["og:url", "twitter:url"]))
        .or_else(|| linked.text("url"))
        .filter(|found| is_url(&found.0));
    let found = |told: Option<(String, usize)>| {
        let (value, at) = told?;
        // References are decoded once more: many pages escape what is escaped already.
        let mut folded = Clean::default();
        entity::push_folded(&mut folded, value.trim(), 0, usize::MAX);
        (!folded.text.is_empty()).then_some(Found {
            value: folded.text,
            at: at + start,
        })
    };
    Meta {
        id: None,
        title: found(title),
        date: found(date),
        source: found(source),
        url: found(url),
        problems: Vec::new(),
    }
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The title of the browser window, without the name of the outlet that mostly ends it, and that
/// name.
fn window_title(page: &Page) -> Option<(String, Option<String>, usize)> {
    let (title, at) = page.title.clone()?;
    let parted = [" | ", " - ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .find(|(before, after)| {
            let words = |text: &str| text.split_whitespace().count();
            words(after) <= 4 && words(before) > words(after)
        });
    Some(match parted {
        Some((before, after)) => (before.to_owned(), Some(after.to_owned()), at),
        None => (title, None, at),
    })
}

/// The content of the `<meta>` (or other element with `itemprop`) of this name.
fn named(page: &Page, name: &str) -> Option<(String, usize)> {
    let mut found = page.marks.iter().filter(|mark| {
        let keys = ["property", "name", "itemprop"];
        keys.iter().any(|key| {
            mark.get(key)
                .is_some_and(|known| known.eq_ignore_ascii_case(name))
        })
    });
    found.find_map(told)
}

/// The text of the first element of some kind.
fn element(page: &Page, is_kind: impl Fn(&Mark) -> bool) -> Option<(String, usize)> {
    let mut found = page
        .marks
        .iter()
        .filter(|mark| is_kind(mark) && !mark.is_outside);
    found.find_map(|mark| (!mark.text.trim().is_empty()).then(|| (mark.text.clone(), mark.at)))
}

/// What an element tells: its attribute for machines, or else its text.
fn told(mark: &Mark) -> Option<(String, usize)> {
    let value = ["content", "datetime"].iter().find_map(|key| mark.get(key));
    let value = value.unwrap_or(mark.text.as_str()).trim();
    (!value.is_empty()).then(|| (value.to_owned(), mark.at))
}

/// The first `<time>` that is not in a list of other articles: one marked as the day of
/// publication, or else any with a day.
fn time(page: &Page) -> Option<(String, usize)> {
    let times = || {
        page.marks
            .iter()
            .filter(|mark| mark.name == "time" && !mark.is_outside)
    };
    let published = |mark: &&Mark| {
        mark.get("pubdate").is_some()
            || mark
                .get("class")
                .is_some_and(|class| class.to_ascii_lowercase().contains("publi"))
    };
    times()
        .find(published)
        .and_then(told)
        .or_else(|| times().find_map(told))
}

/// The JSON-LD object that describes the article.
struct LinkedData(Option<(Value, usize)>);

impl LinkedData {
    fn read(page: &Page) -> Self {
        let mut best: Option<(usize, Value, usize)> = None;
        for (script, at) in &page.scripts {
            let script = script
                .trim()
                .trim_start_matches("//<![CDATA[")
                .trim_end_matches("//]]>");
            let Ok(value) = serde_json::from_str::<Value>(script.trim()) else {
                continue;
            };
            for object in objects(value) {
                let rank = rank(&object);
                if rank > 0 && best.as_ref().is_none_or(|(best, ..)| rank > *best) {
                    best = Some((rank, object, *at));
                }
            }
        }
        Self(best.map(|(_, object, at)| (object, at)))
    }

    fn text(&self, key: &str) -> Option<(String, usize)> {
        let (object, at) = self.0.as_ref()?;
        let value = object.get(key)?;
        let text = value.as_str().or_else(|| value.get("@id")?.as_str())?;
        (!text.trim().is_empty()).then(|| (text.to_owned(), *at))
    }

    /// The names of the people or organisations under `key`.
    fn name(&self, key: &str) -> Option<(String, usize)> {
        fn names(value: &Value) -> Option<String> {
            match value {
                Value::String(name) => Some(name.clone()).filter(|name| !is_url(name)),
                Value::Object(object) => object.get("name")?.as_str().map(str::to_owned),
                Value::Array(list) => {
                    let all = list.iter().filter(|one| !one.is_array()).filter_map(names);
                    Some(all.collect::<Vec<_>>().join(", "))
                }
                _ => None,
            }
        }
        let (object, at) = self.0.as_ref()?;
        let name = names(object.get(key)?)?;
        (!name.trim().is_empty()).then_some((name, *at))
    }
}

/// The objects of a script: one, an array of them, or a `@graph`.
fn objects(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.into_iter().flat_map(graph).collect(),
        other => graph(other),
    }
}

fn graph(mut value: Value) -> Vec<Value> {
    let inner = value.get_mut("@graph").map(Value::take);
    match inner {
        Some(Value::Array(list)) => list,
        _ => vec![value],
    }
}

/// How well an object's type fits an article; 0 for not at all.
fn rank(object: &Value) -> usize {
    let of = |kind: &str| {
        let place = ARTICLES.iter().position(|known| kind == *known);
        match place {
            Some(place) => ARTICLES.len() - place,
            // NewsArticle, ReportageNewsArticle, OpinionNewsArticle, AnalysisNewsArticle …
            None if kind.ends_with("Article") => ARTICLES.len() + 1,
            None => 0,
        }
    };
    match object.get("@type") {
        Some(Value::String(kind)) => of(kind),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(of)
            .max()
            .unwrap_or(0),
        _ => 0,
    }
}
