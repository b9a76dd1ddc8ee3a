//! The closed vocabulary of the grammars, and a quick way to look a word up in it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{Lex, Tense};
use crate::extract::quantity::{CURRENCIES, UNITS};

/// Countries whose adjective makes a currency of a shared name; the codes go with "dollar",
/// "pound", "franc", "krone", "peso", "rupee", "dinar", "riyal" as far as the country has one.
pub(in crate::extract) const COUNTRIES: &[(&str, &str)] = &[
    ("us american u.s u.s.a", "USD"),
    ("canadian", "CAD"),
    ("australian", "AUD"),
    ("zealand", "NZD"),
    ("kong", "HKD"),
    ("singapore singaporean", "SGD"),
    ("taiwan taiwanese", "TWD"),
    ("british", "GBP"),
    ("egyptian", "EGP"),
    ("lebanese", "LBP"),
    ("syrian", "SYP"),
    ("sudanese", "SDG"),
    ("swiss", "CHF"),
    ("french", "FRF"),
    ("belgian", "BEF"),
    ("cfa", "XOF"),
    ("danish", "DKK"),
    ("norwegian", "NOK"),
    ("swedish", "SEK"),
    ("icelandic", "ISK"),
    ("czech", "CZK"),
    ("mexican", "MXN"),
    ("argentine argentinian", "ARS"),
    ("chilean", "CLP"),
    ("colombian", "COP"),
    ("cuban", "CUP"),
    ("philippine", "PHP"),
    ("indian", "INR"),
    ("pakistani", "PKR"),
    ("nepalese nepali", "NPR"),
    ("lankan", "LKR"),
    ("kuwaiti", "KWD"),
    ("iraqi", "IQD"),
    ("jordanian", "JOD"),
    ("algerian", "DZD"),
    ("tunisian", "TND"),
    ("serbian", "RSD"),
    ("saudi", "SAR"),
    ("iranian", "IRR"),
    ("qatari", "QAR"),
    ("omani", "OMR"),
    ("kenyan", "KES"),
    ("ugandan", "UGX"),
    ("somali", "SOS"),
    ("chinese", "CNY"),
    ("japanese", "JPY"),
    ("turkish", "TRY"),
    ("russian", "RUB"),
    ("korean", "KRW"),
    ("jamaican", "JMD"),
    ("finnish", "FIM"),
    ("dutch", "NLG"),
    ("german", "DEM"),
    ("italian", "ITL"),
    ("spanish", "ESP"),
];

/// The currency code of an entry of [`COUNTRIES`].
pub(in crate::extract) fn country_code(index: usize) -> &'static str {
    COUNTRIES.get(index).map_or("", |country| country.1)
}

/// Words that are one thing each.
#[allow(clippy::enum_glob_use, reason = "a table of their names")]
const WORDS: &[(&str, Lex)] = {
    use super::words::Cue as C;
    use super::words::{Lex::*, Period as P, Season as S};
    &[
        ("january jan", Month(1, false)),
        ("february feb", Month(2, false)),
        ("march mar", Month(3, true)),
        ("april apr", Month(4, false)),
        ("may", Month(5, true)),
        ("june jun", Month(6, false)),
        ("july jul", Month(7, false)),
        ("august aug", Month(8, false)),
        ("september sept sep", Month(9, false)),
        ("october oct", Month(10, false)),
        ("november nov", Month(11, false)),
        ("december dec", Month(12, false)),
        ("monday mondays", Weekday(1, false)),
        ("tuesday tuesdays tues", Weekday(2, false)),
        ("wednesday wednesdays weds", Weekday(3, false)),
        ("thursday thursdays thurs thur", Weekday(4, false)),
        ("friday fridays", Weekday(5, false)),
        ("saturday saturdays", Weekday(6, false)),
        ("sunday sundays", Weekday(7, false)),
        ("mon", Weekday(1, true)),
        ("tue", Weekday(2, true)),
        ("wed", Weekday(3, true)),
        ("thu", Weekday(4, true)),
        ("fri", Weekday(5, true)),
        ("sat", Weekday(6, true)),
        ("sun", Weekday(7, true)),
        ("second", Period(P::Second, false)),
        ("seconds secs", Period(P::Second, true)),
        ("minute", Period(P::Minute, false)),
        ("minutes mins", Period(P::Minute, true)),
        ("hour", Period(P::Hour, false)),
        ("hours hrs", Period(P::Hour, true)),
        ("day", Period(P::Day, false)),
        ("days", Period(P::Day, true)),
        ("week wk", Period(P::Week, false)),
        ("weeks wks", Period(P::Week, true)),
        ("weekend", Period(P::Weekend, false)),
        ("weekends", Period(P::Weekend, true)),
        ("fortnight", Period(P::Fortnight, false)),
        ("fortnights", Period(P::Fortnight, true)),
        ("month", Period(P::Month, false)),
        ("months", Period(P::Month, true)),
        ("quarter", Period(P::Quarter, false)),
        ("quarters", Period(P::Quarter, true)),
        ("year yr", Period(P::Year, false)),
        ("years yrs", Period(P::Year, true)),
        ("decade", Period(P::Decade, false)),
        ("decades", Period(P::Decade, true)),
        ("century", Period(P::Century, false)),
        ("centuries", Period(P::Century, true)),
        ("spring springtime", Season(S::Spring, true)),
        ("summer summertime", Season(S::Summer, false)),
        ("autumn", Season(S::Autumn, false)),
        ("fall", Season(S::Autumn, true)),
        ("winter wintertime", Season(S::Winter, false)),
        ("christmas xmas", Holiday(0)),
        ("thanksgiving", Holiday(1)),
        ("halloween", Holiday(2)),
        ("easter", Holiday(3)),
        ("today", Day(0)),
        ("yesterday", Day(-1)),
        ("tomorrow tmrw", Day(1)),
        ("tonight", Tonight),
        ("recently previously formerly lately", Vague(Tense::Past)),
        ("currently presently nowadays", Vague(Tense::Present)),
        ("soon", Vague(Tense::Future)),
        ("morning mornings", DayPart(0)),
        ("afternoon afternoons", DayPart(1)),
        ("evening evenings", DayPart(2)),
        ("night nights overnight", DayPart(3)),
        ("am a.m", Meridiem(false)),
        ("pm p.m", Meridiem(true)),
        ("noon midday", Noon(12)),
        ("midnight", Noon(0)),
        ("q", Letter(b'q')),
        ("h", Letter(b'h')),
        ("zero nought naught nil", Small(0)),
        ("one", Small(1)),
        ("two", Small(2)),
        ("three", Small(3)),
        ("four", Small(4)),
        ("five", Small(5)),
        ("six", Small(6)),
        ("seven", Small(7)),
        ("eight", Small(8)),
        ("nine", Small(9)),
        ("ten", Small(10)),
        ("eleven", Small(11)),
        ("twelve", Small(12)),
        ("thirteen", Small(13)),
        ("fourteen", Small(14)),
        ("fifteen", Small(15)),
        ("sixteen", Small(16)),
        ("seventeen", Small(17)),
        ("eighteen", Small(18)),
        ("nineteen", Small(19)),
        ("twenty", Tens(20)),
        ("thirty", Tens(30)),
        ("forty fourty", Tens(40)),
        ("fifty", Tens(50)),
        ("sixty", Tens(60)),
        ("seventy", Tens(70)),
        ("eighty", Tens(80)),
        ("ninety", Tens(90)),
        ("hundred", Hundred(false)),
        ("hundreds", Hundred(true)),
        ("thousand k", Power(3, false)),
        ("thousands", Power(3, true)),
        ("lakh lac", Power(5, false)),
        ("lakhs", Power(5, true)),
        ("million mn mln mil mio", Power(6, false)),
        ("millions", Power(6, true)),
        ("crore", Power(7, false)),
        ("crores", Power(7, true)),
        ("billion bn bln", Power(9, false)),
        ("billions", Power(9, true)),
        ("trillion tn trn tln", Power(12, false)),
        ("trillions", Power(12, true)),
        ("dozen", Dozen(false)),
        ("dozens", Dozen(true)),
        ("scores", Scores),
        ("first", Ordinal(1)),
        ("third", Ordinal(3)),
        ("fourth", Ordinal(4)),
        ("fifth", Ordinal(5)),
        ("sixth", Ordinal(6)),
        ("seventh", Ordinal(7)),
        ("eighth", Ordinal(8)),
        ("ninth", Ordinal(9)),
        ("tenth", Ordinal(10)),
        ("eleventh", Ordinal(11)),
        ("twelfth", Ordinal(12)),
        ("thirteenth", Ordinal(13)),
        ("fourteenth", Ordinal(14)),
        ("fifteenth", Ordinal(15)),
        ("sixteenth", Ordinal(16)),
        ("seventeenth", Ordinal(17)),
        ("eighteenth", Ordinal(18)),
        ("nineteenth", Ordinal(19)),
        ("twentieth", Ordinal(20)),
        ("thirtieth", Ordinal(30)),
        ("fortieth", Ordinal(40)),
        ("fiftieth", Ordinal(50)),
        ("sixtieth", Ordinal(60)),
        ("seventieth", Ordinal(70)),
        ("eightieth", Ordinal(80)),
        ("ninetieth", Ordinal(90)),
        ("hundredth", PowerOrdinal(2, false)),
        ("hundredths", PowerOrdinal(2, true)),
        ("thousandth", PowerOrdinal(3, false)),
        ("thousandths", PowerOrdinal(3, true)),
        ("millionth", PowerOrdinal(6, false)),
        ("millionths", PowerOrdinal(6, true)),
        ("billionth", PowerOrdinal(9, false)),
        ("billionths", PowerOrdinal(9, true)),
        ("trillionth", PowerOrdinal(12, false)),
        ("trillionths", PowerOrdinal(12, true)),
        ("thirds", Parts(3)),
        ("fourths", Parts(4)),
        ("fifths", Parts(5)),
        ("sixths", Parts(6)),
        ("sevenths", Parts(7)),
        ("eighths", Parts(8)),
        ("ninths", Parts(9)),
        ("tenths", Parts(10)),
        ("twelfths", Parts(12)),
        ("sixteenths", Parts(16)),
        ("twentieths", Parts(20)),
        ("half", Half(false)),
        ("halves", Half(true)),
        ("noughties", Nineties(0)),
        ("tens", Nineties(10)),
        ("twenties", Nineties(20)),
        ("thirties", Nineties(30)),
        ("forties", Nineties(40)),
        ("fifties", Nineties(50)),
        ("sixties", Nineties(60)),
        ("seventies", Nineties(70)),
        ("eighties", Nineties(80)),
        ("nineties", Nineties(90)),
        ("the", Cue(C::The)),
        ("a an", Cue(C::A)),
        ("of", Cue(C::Of)),
        ("in", Cue(C::In)),
        ("on", Cue(C::On)),
        ("at", Cue(C::At)),
        ("by", Cue(C::By)),
        ("to", Cue(C::To)),
        ("until till til through thru", Cue(C::Until)),
        ("from", Cue(C::From)),
        ("between", Cue(C::Between)),
        ("and &", Cue(C::And)),
        ("or", Cue(C::Or)),
        ("since", Cue(C::Since)),
        ("during", Cue(C::During)),
        ("for", Cue(C::For)),
        ("per each", Cue(C::Per)),
        ("this", Cue(C::This)),
        ("that", Cue(C::That)),
        ("same", Cue(C::Same)),
        ("last", Cue(C::Last)),
        ("past", Cue(C::Past)),
        ("next", Cue(C::Next)),
        ("coming upcoming", Cue(C::Coming)),
        ("following", Cue(C::Following)),
        ("previous preceding prior", Cue(C::Previous)),
        ("latest", Cue(C::Latest)),
        ("current", Cue(C::Current)),
        ("early", Cue(C::Early)),
        ("earlier", Cue(C::Earlier)),
        ("mid", Cue(C::Mid)),
        ("late", Cue(C::Late)),
        ("later", Cue(C::Later)),
        ("start beginning", Cue(C::Start)),
        ("middle", Cue(C::Middle)),
        ("end", Cue(C::End)),
        ("rest remainder", Cue(C::Rest)),
        ("ago", Cue(C::Ago)),
        ("before", Cue(C::Before)),
        ("after", Cue(C::After)),
        ("hence", Cue(C::Hence)),
        ("now", Cue(C::Now)),
        ("few", Cue(C::Few)),
        ("several", Cue(C::Several)),
        ("couple", Cue(C::Couple)),
        ("fiscal financial fy", Cue(C::Fiscal)),
        ("full whole entire", Cue(C::Full)),
        ("time", Cue(C::Time)),
        ("term", Cue(C::Term)),
        ("future", Cue(C::Future)),
        ("recent", Cue(C::Recent)),
        ("these", Cue(C::These)),
        ("within", Cue(C::Within)),
        ("so", Cue(C::So)),
        ("ended ending", Cue(C::Ended)),
        ("commencing starting", Cue(C::Beginning)),
        (
            "about around roughly approximately approx circa",
            Cue(C::About),
        ),
        ("estimated", Cue(C::Estimated)),
        ("nearly almost", Cue(C::Nearly)),
        ("some", Cue(C::Some)),
        ("exactly precisely", Cue(C::Exactly)),
        ("only", Cue(C::Only)),
        ("least", Cue(C::Least)),
        ("most", Cue(C::Most)),
        ("more greater larger higher", Cue(C::More)),
        ("less fewer lower smaller", Cue(C::Less)),
        ("than", Cue(C::Than)),
        ("over above exceeding surpassing topping", Cue(C::Over)),
        ("under below", Cue(C::Under)),
        ("up", Cue(C::Up)),
        ("upward upwards", Cue(C::Upward)),
        ("excess", Cue(C::Excess)),
        ("minimum", Cue(C::Minimum)),
        ("maximum", Cue(C::Maximum)),
        ("as", Cue(C::As)),
        ("many", Cue(C::Many)),
        ("much", Cue(C::Much)),
        ("no", Cue(C::No)),
        ("not n't", Cue(C::Not)),
        ("just", Cue(C::Just)),
        ("close", Cue(C::Close)),
        ("well", Cue(C::Well)),
        ("plus +", Cue(C::Plus)),
        ("minus negative", Cue(C::Minus)),
        ("point", Cue(C::Point)),
        ("old", Cue(C::Old)),
        ("aged", Cue(C::Aged)),
        ("age", Cue(C::Age)),
        ("ages", Cue(C::Ages)),
        ("his her their my its your our", Cue(C::His)),
        ("square sq", Cue(C::Square)),
        ("cubic cu", Cue(C::Cubic)),
        ("metric", Cue(C::Metric)),
        ("nautical", Cue(C::Nautical)),
        ("percent % pct percents", Cue(C::Percent)),
        ("percentage", Cue(C::Percentage)),
        ("basis", Cue(C::Basis)),
        ("out", Cue(C::Out)),
        (",", Cue(C::Comma)),
        ("- –  — ‐ ‑ −", Cue(C::Hyphen)),
        ("/", Cue(C::Slash)),
        (". ! ?", Cue(C::Dot)),
        ("' ’ ‘", Cue(C::Apostrophe)),
        ("'s ’s", Cue(C::Possessive)),
        ("( [", Cue(C::Open)),
        (") ]", Cue(C::Close_)),
        ("° º deg", Cue(C::Degree)),
        ("\" ” ″", Cue(C::DoubleQuote)),
        ("business working", Cue(C::Business)),
        ("will 'll ’ll shall", Cue(C::Will)),
        ("was were", Cue(C::Was)),
        ("eve", Cue(C::Eve)),
        (
            "scheduled slated due expected expects expect planned plans plan planning \
             intends hopes likely",
            Ahead,
        ),
        ("½", Glyph(420)),
        ("⅓", Glyph(280)),
        ("⅔", Glyph(560)),
        ("¼", Glyph(210)),
        ("¾", Glyph(630)),
        ("⅕", Glyph(168)),
        ("⅖", Glyph(336)),
        ("⅗", Glyph(504)),
        ("⅘", Glyph(672)),
        ("⅙", Glyph(140)),
        ("⅚", Glyph(700)),
        ("⅛", Glyph(105)),
        ("⅜", Glyph(315)),
        ("⅝", Glyph(525)),
        ("⅞", Glyph(735)),
    ]
};

/// Longest word of the vocabulary in bytes.
const LONGEST: usize = 16;

/// The vocabulary: a filter by first byte and length, and a map of packed words.
struct Vocabulary {
    /// For each first byte, the lengths that words with it have, one bit each.
    lengths: [u32; 256],
    map: FxHashMap<u128, Lex>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let units = UNITS.iter().enumerate().map(|(index, unit)| {
        let lex = Lex::Unit(index as u8);
        (unit.words, lex)
    });
    let currencies = CURRENCIES.iter().enumerate().map(|(index, currency)| {
        let lex = Lex::Currency(index as u8);
        (currency.words, lex)
    });
    let countries = COUNTRIES.iter().enumerate().map(|(index, country)| {
        let lex = Lex::Country(index as u8);
        (country.0, lex)
    });
    let mut vocabulary = Vocabulary {
        lengths: [0; 256],
        map: FxHashMap::default(),
    };
    let all = WORDS.iter().copied();
    for (words, lex) in all.chain(units).chain(currencies).chain(countries) {
        for word in words.split_whitespace() {
            let Some((key, len)) = pack(word) else {
                continue;
            };
            let first = key as u8;
            vocabulary.lengths[usize::from(first)] |= 1 << len;
            // Earlier entries win: a cue over a unit of the same name.
            vocabulary.map.entry(key).or_insert(lex);
        }
    }
    vocabulary
});

/// A word in small letters as one number, and its length; `None` when it is too long.
fn pack(word: &str) -> Option<(u128, usize)> {
    let bytes = word.as_bytes();
    let bytes = match bytes {
        [inner @ .., b'.'] if !inner.is_empty() => inner,
        _ => bytes,
    };
    if bytes.is_empty() || bytes.len() > LONGEST {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    let used = &mut buffer[..bytes.len()];
    used.copy_from_slice(bytes);
    used.make_ascii_lowercase();
    Some((u128::from_le_bytes(buffer), bytes.len()))
}

/// What `word` is, in any case, with or without the full stop of an abbreviation.
pub(super) fn lookup(word: &str) -> Lex {
    let vocabulary = &*VOCABULARY;
    let Some(&first) = word.as_bytes().first() else {
        return Lex::Other;
    };
    let lengths = vocabulary.lengths[usize::from(first.to_ascii_lowercase())];
    let len = word.len();
    // One byte more than listed may be the full stop of an abbreviation.
    if len > LONGEST + 1 || lengths & (3 << (len - 1)) == 0 {
        return Lex::Other;
    }
    pack(word)
        .and_then(|(key, _)| vocabulary.map.get(&key).copied())
        .unwrap_or(Lex::Other)
}
