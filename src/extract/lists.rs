//! The word lists that the engine itself asks for.

/// Makes a struct of the word lists that one part of the engine asks for: each field holds the
/// lists of these names; an absent list is empty.
macro_rules! lists {
    ($(#[$about:meta])* $visibility:vis struct $of:ident;
     $($field:ident: [$($name:literal),* $(,)?]),* $(,)?) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default)]
        $visibility struct $of { $(pub(crate) $field: Vec<$crate::rules::ListId>),* }
        impl $of {
            $visibility fn new(words: &$crate::rules::Vocabulary) -> Self {
                Self { $($field: [$(words.lists_named($name)),*].concat()),* }
            }
        }
    };
}
pub(super) use lists;

lists! {
    /// The lists that several parts ask for.
    pub(crate) struct Lists;
    function_words: ["function.words"],
    the: ["function.the"],
    articles: ["function.the", "function.a"],
    he: ["function.he"],
    she: ["function.she"],
    first_names: ["first-names"],
    titles: ["titles.honorifics", "titles.abbreviated", "titles.full"],
    name_particles: ["titles.particles"],
    names_of_places: ["first-names.also_places"],
    organisation_suffixes: ["organisations.company_suffixes", "organisations.heads", "organisations.teams"],
    place_heads: ["organisations.place_heads"],
    things: ["names.things"],
    before_place: ["names.before_place"],
    towards_place: ["names.towards_place"],
    of_place: ["names.of_place"],
    behind_place: ["names.behind_place"],
    of_person: ["names.of_person"],
    kin: ["names.kin"],
    person_verbs: ["names.person_verbs"],
    person_participles: ["names.person_participles"],
    government_verbs: ["names.government_verbs"],
    governments: ["names.governments"],
    behind_club: ["names.behind_club"],
    clubs: ["names.clubs"],
    generic: ["organisations.generic"],
    former: ["markers.former", "markers.at_that_time", "markers.leaving"],
    future: ["markers.future"],
    acting: ["markers.acting"],
    deputy: ["markers.deputy"],
    current: ["markers.current"],
    exclusive: ["roles.exclusive", "roles.exclusive_in_country"],
    shared: ["roles.shared"],
    listed_roles: ["roles.exclusive", "roles.exclusive_in_country", "roles.shared", "offices.variant"],
    party_roles: ["roles.party"],
    portfolio: ["roles.portfolio"],
    portfolio_heads: ["roles.portfolio_heads"],
    variants: ["offices.variant"],
    aliases: ["offices.alias"],
    reporting: ["reporting.verbs"],
    sources: ["reporting.source_nouns"],
    doubt: ["reporting.doubt"],
    hypothetical: ["modality.conditional", "modality.hypothetical", "modality.asking"],
    planned: ["modality.planned"],
    negation: ["negation.negations"],
    near_negation: ["negation.near_negations"],
    conditional: ["modality.conditional"],
    asking: ["modality.asking"],
    only: ["clause.only"],
    limits: ["clause.limits"],
    undone: ["clause.undone"],
    denying: ["clause.denying"],
    supposing: ["clause.supposing"],
    repeated: ["clause.repeated"],
    doubting: ["clause.doubting"],
    slight: ["clause.light", "clause.slight"],
    events: ["events"],
    kinds: ["events", "deeds"],
    aftermath: ["happening.aftermath"],
    occur: ["happening.occur"],
    casualty: ["casualty.killed", "casualty.injured", "casualty.struck"],
    deaths: ["casualty-died"],
    several: ["happening.several"],
    many: ["happening.many"],
    hit: ["casualty"],
    hurt: [
        "victims.people", "victims.children", "victims.students", "victims.men", "victims.women",
        "victims.teenagers", "victims.boys", "victims.girls", "victims.babies"
    ],
    males: ["victims.men", "victims.boys", "function.he"],
    females: ["victims.women", "victims.girls", "function.she"],
    deadly: ["happening.deadly", "casualty.killed"],
    after: ["happening.after"],
    forces: ["happening.forces"],
    scenes: ["happening.scenes"],
    institutions: ["happening.institutions"],
    roads: ["happening.roads"],
    asides: ["happening.asides"],
    people: ["victims"],
    compass: ["happening.compass"],
    districts: ["happening.districts"],
    states: ["happening.states"],
    town_heads: ["happening.town_heads"],
    county_heads: ["happening.county_heads"],
    calendar: ["calendar"],
    weekdays: ["calendar.weekdays"],
    months: ["calendar.months"],
    captions: ["furniture.captions"],
    numbers: ["numbers"],
    counted: ["arithmetic.people"],
}
