//! The labels of Universal Dependencies that the model assigns: parts of speech, morphological
//! features and dependency relations, under the names that CoNLL-U files give them.

/// Writes an enum whose variants have CoNLL-U names, with both directions of the mapping.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* #[doc = concat!("`", $text, "`")] $variant,)+ }

        impl $name {
            /// Every label, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in CoNLL-U.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The label of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }

            /// The label with that number in [`Self::ALL`].
            pub fn from_index(index: u8) -> Option<Self> {
                Self::ALL.get(usize::from(index)).copied()
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// Dependency relation, with the subtypes of English.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
        Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop",
        Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass",
        Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation of that name; older names of unmarked modifiers are understood.
    pub fn from_conllu(name: &str) -> Option<Self> {
        match name {
            "obl:npmod" | "obl:tmod" => Some(Self::OblUnmarked),
            "nmod:npmod" | "nmod:tmod" => Some(Self::NmodUnmarked),
            _ => Self::from_name(name).or_else(|| Self::from_name(name.split(':').next()?)),
        }
    }

    /// The relation without its subtype (`nsubj` of `nsubj:pass`).
    #[must_use]
    pub fn universal(self) -> Self {
        let name = self.name();
        let base = name.split(':').next().unwrap_or(name);
        Self::from_name(base).unwrap_or(self)
    }

    /// Any kind of subject, clausal ones included.
    pub fn is_subject(self) -> bool {
        matches!(self.universal(), Self::Nsubj | Self::Csubj)
    }
}

/// Morphological features as bit flags; at most one flag of a category is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Feats(u32);

/// Flag, category and value, in the order in which CoNLL-U sorts them.
const NAMES: &[(Feats, &str, &str)] = &[
    (Feats::POSITIVE, "Degree", "Pos"),
    (Feats::COMPARATIVE, "Degree", "Cmp"),
    (Feats::SUPERLATIVE, "Degree", "Sup"),
    (Feats::INDICATIVE, "Mood", "Ind"),
    (Feats::IMPERATIVE, "Mood", "Imp"),
    (Feats::SUBJUNCTIVE, "Mood", "Sub"),
    (Feats::SINGULAR, "Number", "Sing"),
    (Feats::PLURAL, "Number", "Plur"),
    (Feats::FIRST, "Person", "1"),
    (Feats::SECOND, "Person", "2"),
    (Feats::THIRD, "Person", "3"),
    (Feats::NEGATIVE, "Polarity", "Neg"),
    (Feats::AFFIRMATIVE, "Polarity", "Pos"),
    (Feats::PAST, "Tense", "Past"),
    (Feats::PRESENT, "Tense", "Pres"),
    (Feats::FINITE, "VerbForm", "Fin"),
    (Feats::INFINITIVE, "VerbForm", "Inf"),
    (Feats::PARTICIPLE, "VerbForm", "Part"),
    (Feats::GERUND, "VerbForm", "Ger"),
    (Feats::PASSIVE, "Voice", "Pass"),
];

impl Feats {
    /// `Degree=Pos`
    pub const POSITIVE: Self = Self(1);
    /// `Degree=Cmp`
    pub const COMPARATIVE: Self = Self(1 << 1);
    /// `Degree=Sup`
    pub const SUPERLATIVE: Self = Self(1 << 2);
    /// `Mood=Ind`
    pub const INDICATIVE: Self = Self(1 << 3);
    /// `Mood=Imp`
    pub const IMPERATIVE: Self = Self(1 << 4);
    /// `Mood=Sub`
    pub const SUBJUNCTIVE: Self = Self(1 << 5);
    /// `Number=Sing`
    pub const SINGULAR: Self = Self(1 << 6);
    /// `Number=Plur`
    pub const PLURAL: Self = Self(1 << 7);
    /// `Person=1`
    pub const FIRST: Self = Self(1 << 8);
    /// `Person=2`
    pub const SECOND: Self = Self(1 << 9);
    /// `Person=3`
    pub const THIRD: Self = Self(1 << 10);
    /// `Polarity=Neg`
    pub const NEGATIVE: Self = Self(1 << 11);
    /// `Polarity=Pos`
    pub const AFFIRMATIVE: Self = Self(1 << 12);
    /// `Tense=Past`
    pub const PAST: Self = Self(1 << 13);
    /// `Tense=Pres`
    pub const PRESENT: Self = Self(1 << 14);
    /// `VerbForm=Fin`
    pub const FINITE: Self = Self(1 << 15);
    /// `VerbForm=Inf`
    pub const INFINITIVE: Self = Self(1 << 16);
    /// `VerbForm=Part`
    pub const PARTICIPLE: Self = Self(1 << 17);
    /// `VerbForm=Ger`
    pub const GERUND: Self = Self(1 << 18);
    /// `Voice=Pass`
    pub const PASSIVE: Self = Self(1 << 19);
    /// `Number`, either value.
    pub const NUMBER: Self = Self(0b11 << 6);
    /// `Person`, any value.
    pub const PERSON: Self = Self(0b111 << 8);

    /// Are all flags of `other` set?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Is at least one flag of `other` set?
    pub fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// With the flags of `other` taken away.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The flags as a number, for storing.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// From a stored number; unknown bits are dropped.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << 20) - 1))
    }

    /// Reads a CoNLL-U column such as `Mood=Ind|Tense=Past`; other features are passed over.
    pub fn from_conllu(column: &str) -> Self {
        let mut feats = Self::default();
        for pair in column.split('|') {
            let Some((category, value)) = pair.split_once('=') else {
                continue;
            };
            let known = NAMES.iter().find(|(_, c, v)| *c == category && *v == value);
            if let Some((flag, ..)) = known {
                feats = feats | *flag;
            }
        }
        feats
    }
}

impl std::ops::BitOr for Feats {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// As a CoNLL-U column; `_` when nothing is set.
impl std::fmt::Display for Feats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut first = true;
        for (_, category, value) in NAMES.iter().filter(|(flag, ..)| self.has(*flag)) {
            let bar = if first { "" } else { "|" };
            write!(f, "{bar}{category}={value}")?;
            first = false;
        }
        if first { f.write_str("_") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_two_way_names() {
        for (index, label) in Deprel::ALL.iter().enumerate() {
            assert_eq!(Deprel::from_name(label.name()), Some(*label));
            assert_eq!(Deprel::from_index(index as u8), Some(*label));
        }
        assert_eq!(Deprel::NsubjPass.universal(), Deprel::Nsubj);
        assert_eq!(Deprel::from_conllu("obl:tmod"), Some(Deprel::OblUnmarked));
        assert_eq!(Upos::from_name("PROPN"), Some(Upos::Propn));
    }

    #[test]
    fn feats_round_trip() {
        let column = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
        let feats = Feats::from_conllu(column);
        assert!(feats.has(Feats::PAST | Feats::FINITE));
        assert_eq!(feats.to_string(), column);
        assert_eq!(Feats::default().to_string(), "_");
        assert_eq!(Feats::from_conllu("Case=Nom|Foreign=Yes"), Feats::default());
    }
}
