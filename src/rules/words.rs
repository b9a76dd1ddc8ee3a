//! All words that rules, lists and tables know, numbered, so that a token is looked up once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::language;

/// A lower-case form of a word; 0 for any form that no rule knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FormId(pub u32);

/// A word of a pattern, in any inflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A named word list, `file.list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u32);

impl ListId {
    /// A bit that the list shares with few others.
    fn bit(self) -> u64 {
        1 << (self.0 % u64::BITS)
    }
}

#[derive(Debug, Clone, Default)]
struct Form {
    words: SmallVec<[WordId; 2]>,
    lists: SmallVec<[ListId; 2]>,
    /// Entries of several words that begin with this form: the other forms and the list.
    phrases: Vec<Phrase>,
}

impl Form {
    /// See [`Vocabulary::begins`].
    fn begins(&self) -> u64 {
        let phrases = self.phrases.iter().map(|phrase| &phrase.list);
        let lists = self.lists.iter().chain(phrases);
        lists.fold(0, |bits, list| bits | list.bit())
    }
}

/// The rest of an entry of several words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    /// The second word, apart from the others so that most phrases are passed over at a glance.
    next: FormId,
    /// From the third word on.
    rest: Box<[FormId]>,
    list: ListId,
}

/// The frozen vocabulary of a rule set.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    forms: Vec<Form>,
    /// Per form, the bits of the lists that have an entry that begins with it: nearly all questions
    /// are answered by these alone.
    begins: Vec<u64>,
    by_text: FxHashMap<Box<str>, FormId>,
    words: BTreeMap<String, WordId>,
    lists: Vec<String>,
}

impl Vocabulary {
    /// The id of a lower-case form; [`FormId`] 0 when no rule knows it.
    pub fn form_id(&self, lower: &str) -> FormId {
        self.by_text.get(lower).copied().unwrap_or_default()
    }

    /// The id of a token as it stands in the text.
    pub fn token(&self, text: &str) -> FormId {
        if text
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
        {
            return self.form_id(text);
        }
        self.form_id(&lower(text))
    }

    /// Is the form an inflection of the word?
    pub fn is_word(&self, form: FormId, word: WordId) -> bool {
        self.forms[form.0 as usize].words.contains(&word)
    }

    /// The first of `lists` that holds a word or phrase beginning at the head of `forms`, and how
    /// many tokens it covers; the longest entry wins.
    pub fn list_at(&self, forms: &[FormId], lists: &[ListId]) -> Option<(ListId, usize)> {
        let &first = forms.first()?;
        if !self.may_begin(first, lists) {
            return None;
        }
        let form = self.forms.get(first.0 as usize)?;
        let phrase = form
            .phrases
            .iter()
            .filter(|phrase| {
                forms.get(1) == Some(&phrase.next)
                    && forms[2..].starts_with(&phrase.rest)
                    && lists.contains(&phrase.list)
            })
            .map(|phrase| (phrase.list, phrase.rest.len() + 2))
            .max_by_key(|&(_, len)| len);
        phrase.or_else(|| {
            form.lists
                .iter()
                .find(|list| lists.contains(list))
                .map(|&list| (list, 1))
        })
    }

    /// Is the whole of a text one entry of one of the lists?
    pub fn holds(&self, lists: &[ListId], text: &str) -> bool {
        let analysis = language::analyse(text);
        let forms: Vec<FormId> = analysis
            .tokens
            .iter()
            .map(|token| self.token(token.span.of(text)))
            .collect();
        self.list_at(&forms, lists)
            .is_some_and(|(_, len)| len == forms.len())
    }

    /// Is a single form in the list?
    pub fn is_in(&self, form: FormId, list: ListId) -> bool {
        self.forms[form.0 as usize].lists.contains(&list)
    }

    /// Is a single form in one of the lists?
    pub fn is_in_any(&self, form: FormId, lists: &[ListId]) -> bool {
        self.may_begin(form, lists) && lists.iter().any(|&list| self.is_in(form, list))
    }

    /// A quick look: may an entry of one of the lists begin with the form?
    fn may_begin(&self, form: FormId, lists: &[ListId]) -> bool {
        let bits = lists.iter().fold(0, |bits, list| bits | list.bit());
        let begins = self.begins.get(form.0 as usize);
        begins.is_some_and(|begins| begins & bits != 0)
    }

    /// All lists of a file (`casualty`) or the one list `casualty.killed`.
    pub fn lists_named(&self, name: &str) -> Vec<ListId> {
        let in_file = |list: &str| {
            list.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        let matches = self
            .lists
            .iter()
            .enumerate()
            .filter(|(_, list)| *list == name || in_file(list));
        matches.map(|(index, _)| ListId(index as u32)).collect()
    }

    /// The part of a list's name after the dot.
    pub fn list_name(&self, list: ListId) -> &str {
        let name = self.lists.get(list.0 as usize).map_or("", String::as_str);
        name.split_once('.').map_or(name, |(_, list)| list)
    }

    /// The id of a pattern's word.
    pub(super) fn word_id(&self, word: &str) -> WordId {
        self.words.get(word).copied().unwrap_or(WordId(u32::MAX))
    }

    /// How many forms are known; every [`FormId`] is below it.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Is nothing known?
    pub fn is_empty(&self) -> bool {
        self.by_text.is_empty()
    }

    /// All forms of a word of a pattern.
    pub fn forms_of_word(&self, word: WordId) -> impl Iterator<Item = FormId> {
        let has = move |form: &Form| form.words.contains(&word);
        self.forms
            .iter()
            .enumerate()
            .filter(move |(_, form)| has(form))
            .map(|(at, _)| FormId(at as u32))
    }

    /// All forms that begin an entry of a list.
    pub fn forms_of_list(&self, list: ListId) -> impl Iterator<Item = FormId> {
        let has = move |form: &Form| {
            form.lists.contains(&list) || form.phrases.iter().any(|phrase| phrase.list == list)
        };
        self.forms
            .iter()
            .enumerate()
            .filter(move |(_, form)| has(form))
            .map(|(at, _)| FormId(at as u32))
    }
}

/// A token's text in lower case, with a plain apostrophe.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Owned(text.to_lowercase().replace('’', "'"))
}

/// Collects words and lists before the vocabulary is frozen.
#[derive(Debug, Default)]
pub(super) struct VocabularyBuilder {
    words: Vec<String>,
    forms: Vec<String>,
    lists: BTreeMap<String, Vec<String>>,
    names: BTreeMap<String, Vec<String>>,
}

impl VocabularyBuilder {
    /// A word that a pattern uses in any inflection.
    pub(super) fn word(&mut self, word: &str) {
        self.words.push(word.to_owned());
    }

    /// A form that must be known as it is.
    pub(super) fn form(&mut self, form: &str) {
        self.forms.push(form.to_owned());
    }

    /// A word list; a later one with the same name replaces it.
    pub(super) fn list(&mut self, name: &str, entries: &[&str]) {
        self.lists.insert(
            name.to_owned(),
            entries.iter().map(|&entry| entry.to_owned()).collect(),
        );
    }

    /// A list of names, which have no inflections.
    pub(super) fn names(&mut self, name: &str, entries: &[&str]) {
        self.names.insert(
            name.to_owned(),
            entries.iter().map(|&entry| entry.to_owned()).collect(),
        );
    }

    /// Numbers everything; equal input gives equal ids.
    pub(super) fn build(mut self) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            forms: vec![Form::default()],
            ..Vocabulary::default()
        };
        self.words.sort();
        self.words.dedup();
        for (index, word) in self.words.iter().enumerate() {
            let id = WordId(index as u32);
            vocabulary.words.insert(word.clone(), id);
            for form in language::inflections(word).iter().chain([word]) {
                let known = vocabulary.intern(form);
                let words = &mut vocabulary.forms[known.0 as usize].words;
                if !words.contains(&id) {
                    words.push(id);
                }
            }
        }
        for form in &self.forms {
            vocabulary.intern(form);
        }
        for (index, (name, entries)) in self.lists.iter().enumerate() {
            vocabulary.lists.push(name.clone());
            for entry in entries {
                vocabulary.add_inflected(ListId(index as u32), entry);
            }
        }
        for (name, entries) in &self.names {
            let list = ListId(vocabulary.lists.len() as u32);
            vocabulary.lists.push(name.clone());
            for entry in entries {
                vocabulary.add_entry(list, entry);
            }
        }
        vocabulary.begins = vocabulary.forms.iter().map(Form::begins).collect();
        vocabulary
    }
}

impl Vocabulary {
    fn intern(&mut self, form: &str) -> FormId {
        if let Some(&known) = self.by_text.get(form) {
            return known;
        }
        let id = FormId(self.forms.len() as u32);
        self.forms.push(Form::default());
        self.by_text.insert(form.into(), id);
        id
    }

    /// Adds a list entry with its inflections; a capital letter says that it is a name or a title
    /// and has none. Of several words the first or the last is inflected ("failed to", "air raids").
    fn add_inflected(&mut self, list: ListId, entry: &str) {
        let lower = lower(entry).into_owned();
        self.add_entry(list, &lower);
        if entry != lower {
            return;
        }
        let Some((first, rest)) = lower.split_once(' ') else {
            for form in language::inflections(&lower) {
                self.add_entry(list, &form);
            }
            return;
        };
        for form in language::inflections(first) {
            self.add_entry(list, &format!("{form} {rest}"));
        }
        if let Some((head, last)) = lower.rsplit_once(' ') {
            for form in language::inflections(last) {
                self.add_entry(list, &format!("{head} {form}"));
            }
        }
    }

    /// Adds one form. It is tokenised as text is, so that "would-be" is found again.
    fn add_entry(&mut self, list: ListId, entry: &str) {
        let analysis = language::analyse(entry);
        let forms: Vec<FormId> = analysis
            .tokens
            .iter()
            .map(|token| self.intern(&lower(token.span.of(entry))))
            .collect();
        // "Mr." is one token before a name and two at the end of a text: it is known as both.
        if forms.len() > 1 && !entry.contains(' ') {
            let whole = self.intern(entry);
            self.forms[whole.0 as usize].lists.push(list);
        }
        let Some((&first, rest)) = forms.split_first() else {
            return;
        };
        let form = &mut self.forms[first.0 as usize];
        let Some((&next, rest)) = rest.split_first() else {
            if !form.lists.contains(&list) {
                form.lists.push(list);
            }
            return;
        };
        let phrase = Phrase {
            next,
            rest: rest.into(),
            list,
        };
        if !form.phrases.contains(&phrase) {
            form.phrases.push(phrase);
        }
    }
}
