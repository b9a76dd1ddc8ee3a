//! Short word lists that splitting and tagging text need: abbreviations, prefixes that keep their
//! hyphen, words that begin sentences, words that are small in titles.

/// How a word is known to be written with a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownAs {
    /// Not at all.
    Nothing,
    /// Before a name ("Mr."): no sentence ends here.
    Title,
    /// In any place ("Inc.", "etc.").
    Common,
    /// With a capital only ("Sat.", "Mass."), as it is a word otherwise.
    Name,
    /// Before a number only ("No.").
    Number,
}

const TITLES: &[&str] = &[
    "adm", "amb", "asst", "atty", "bp", "brig", "bros", "capt", "cdr", "cmdr", "col", "comdr",
    "cpl", "cst", "dep", "det", "dir", "dr", "drs", "ens", "fr", "ft", "gen", "gov", "govs", "hon",
    "insp", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "ofc", "pfc",
    "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "spc", "sr", "st",
    "ste", "supt", "treas", "vs", "cf", "ca",
];

const COMMON: &[&str] = &[
    "al", "approx", "apt", "assn", "assoc", "ave", "blvd", "bn", "co", "corp", "cos", "dept",
    "dist", "div", "esp", "esq", "est", "etc", "ext", "govt", "hwy", "inc", "incl", "intl", "jr",
    "ltd", "mfg", "mgr", "misc", "mtn", "natl", "plc", "pkwy", "pop", "prev", "pty", "rd", "res",
    "ret", "rte", "sq", "sts", "tel", "univ", "viz",
];

const NAMES: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
    "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "ala", "ariz",
    "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md",
    "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ont", "ore", "pa", "tenn", "tex",
    "va", "vt", "wash", "wis", "wyo", "que", "alta", "mass", "ed", "eds", "jos", "chas", "geo",
    "wm", "thos", "alex",
];

const NUMBERS: &[&str] = &[
    "no", "nos", "p", "pp", "vol", "vols", "art", "fig", "figs", "sec", "ch", "para", "c",
];

const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "e", "ex", "extra", "hyper", "infra", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over",
    "para", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio",
    "sub", "super", "trans", "tri", "ultra", "un",
];

const STARTERS: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "additionally",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "every",
    "everyone",
    "few",
    "finally",
    "first",
    "following",
    "for",
    "from",
    "furthermore",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "instead",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "like",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "my",
    "neither",
    "never",
    "nevertheless",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "officials",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "people",
    "perhaps",
    "police",
    "previously",
    "several",
    "she",
    "since",
    "so",
    "some",
    "someone",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "unfortunately",
    "unless",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// What follows a time of day without beginning a sentence.
const AFTER_TIME: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "mt",
    "pst",
    "pdt",
    "pt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "ist",
    "aest",
    "eastern",
    "central",
    "pacific",
    "mountain",
    "local",
    "greenwich",
];

const REPORTING: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "wrote",
    "tweeted",
    "replied",
    "shouted",
    "cried",
    "exclaimed",
    "wondered",
    "yelled",
    "joked",
    "demanded",
];

/// First words of what is written above a signature.
const SIGN_OFFS: &[&str] = &[
    "best",
    "regards",
    "kind",
    "kindest",
    "warm",
    "thank",
    "thanks",
    "sincerely",
    "respectfully",
    "cheers",
    "yours",
    "love",
];

/// Is the word in the list, whatever its case? Lists hold short ASCII words in lower case.
fn listed(word: &str, list: &[&str]) -> bool {
    word.len() <= 13 && list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// How a word, given without its period, is known to be abbreviated.
pub(super) fn known_abbreviation(word: &str) -> KnownAs {
    let kinds = [
        (TITLES, KnownAs::Title),
        (COMMON, KnownAs::Common),
        (NAMES, KnownAs::Name),
        (NUMBERS, KnownAs::Number),
    ];
    // "Et al." is written small; "El Al" and "Al" are names.
    if word.len() > 6 || word == "Al" {
        return KnownAs::Nothing;
    }
    let found = kinds.into_iter().find(|(list, _)| listed(word, list));
    found.map_or(KnownAs::Nothing, |(_, kind)| kind)
}

/// Is this a prefix that keeps its hyphen and its word in one token ("non-existent")?
pub(super) fn known_prefix(word: &str) -> bool {
    word.len() <= 7 && listed(word, PREFIXES)
}

/// Does this word, with a capital, usually begin a sentence?
pub(super) fn begins_sentence(word: &str) -> bool {
    listed(word, STARTERS)
}

/// May this word follow "a.m." or "p.m." within a sentence?
pub(super) fn follows_time(word: &str) -> bool {
    listed(word.trim_end_matches('.'), AFTER_TIME)
}

/// Does this word begin what is written above a signature ("Best regards,")?
pub(super) fn signs_off(word: &str) -> bool {
    listed(word, SIGN_OFFS)
}

/// Is this a news agency or a station that puts its name before a report?
pub(super) fn names_agency(word: &str) -> bool {
    const AGENCIES: &[&str] = &["afp", "ap", "bbc", "cnn", "reuters", "upi", "xinhua"];
    listed(word, AGENCIES)
}

/// Does this word say what the number beside it reaches ("Fax")?
pub(super) fn names_number(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "cell",
        "email",
        "f",
        "fax",
        "home",
        "mobile",
        "office",
        "page",
        "pager",
        "phone",
        "tel",
        "telephone",
        "voice",
        "work",
    ];
    listed(word, NAMES)
}

/// Does this word, with a capital, begin a sentence rather than go on with a name?
pub(super) fn opens_message(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "are", "as", "attached", "below", "can", "could", "he", "here", "if", "it", "our",
        "please", "she", "sorry", "thanks", "the", "there", "they", "this", "we", "what", "when",
        "you", "your",
    ];
    listed(word, WORDS)
}

/// Is this word or mark written small within the title of a work?
pub(super) fn small_in_titles(token: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or",
        "as", ":", "-", "–", "&", "'s", "’s", "!",
    ];
    listed(token, SMALL)
}

/// Is this a form of a verb of saying?
pub(super) fn reports(word: &str) -> bool {
    listed(word, REPORTING)
}
