//! Units of measure and currencies, with the words for them.

use super::{Currency, Unit};

/// A unit, the words for it and how it is normalised.
pub(in crate::extract) struct UnitEntry {
    /// All words and symbols, in small letters.
    pub words: &'static str,
    /// What it measures.
    pub unit: Unit,
    /// One of it in the normal unit of [`Unit`].
    pub scale: f64,
    /// As shown to a reader behind a number.
    pub name: &'static str,
    /// Only a unit right behind digits ("5m", "20 t"): a letter or a common word otherwise.
    pub symbol: bool,
}

/// A currency and the words for it.
pub(in crate::extract) struct CurrencyEntry {
    /// All words, codes and symbols, in small letters.
    pub words: &'static str,
    /// What they mean.
    pub currency: Currency,
    /// One of it in whole units of the currency: 0.01 for cents.
    pub scale: f64,
}

const fn unit(words: &'static str, unit: Unit, scale: f64, name: &'static str) -> UnitEntry {
    UnitEntry {
        words,
        unit,
        scale,
        name,
        symbol: false,
    }
}

const fn symbol(words: &'static str, unit: Unit, scale: f64, name: &'static str) -> UnitEntry {
    UnitEntry {
        words,
        unit,
        scale,
        name,
        symbol: true,
    }
}

const fn money(words: &'static str, code: &'static str, scale: f64) -> CurrencyEntry {
    CurrencyEntry {
        words,
        currency: Currency(code),
        scale,
    }
}

/// A foot in metres.
const FOOT: f64 = 0.3048;
/// A mile in metres.
const MILE: f64 = 1609.344;
/// A pound in kilograms.
const POUND: f64 = 0.453_592_37;

/// Index of the entry for the pound, which is a currency too.
pub(in crate::extract) const POUND_UNIT: u8 = 0;

/// All units.
pub(in crate::extract) const UNITS: &[UnitEntry] = &[
    unit("pound pounds lb lbs", Unit::Weight, POUND, "pounds"),
    unit(
        "kilometer kilometers kilometre kilometres km kms",
        Unit::Length,
        1000.0,
        "km",
    ),
    unit("meter meters metre metres", Unit::Length, 1.0, "metres"),
    symbol("m", Unit::Length, 1.0, "metres"),
    unit(
        "decimeter decimeters decimetre decimetres",
        Unit::Length,
        0.1,
        "dm",
    ),
    symbol("dm", Unit::Length, 0.1, "dm"),
    unit(
        "centimeter centimeters centimetre centimetres cm cms",
        Unit::Length,
        0.01,
        "cm",
    ),
    unit(
        "millimeter millimeters millimetre millimetres mm",
        Unit::Length,
        0.001,
        "mm",
    ),
    unit("mile miles", Unit::Length, MILE, "miles"),
    symbol("mi", Unit::Length, MILE, "miles"),
    unit("yard yards", Unit::Length, 0.9144, "yards"),
    symbol("yd yds", Unit::Length, 0.9144, "yards"),
    unit("foot feet", Unit::Length, FOOT, "feet"),
    symbol("ft", Unit::Length, FOOT, "feet"),
    unit("inch inches", Unit::Length, 0.0254, "inches"),
    unit("furlong furlongs", Unit::Length, 201.168, "furlongs"),
    unit(
        "lightyear lightyears",
        Unit::Length,
        9.4607e15,
        "light years",
    ),
    unit(
        "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs",
        Unit::Weight,
        1.0,
        "kg",
    ),
    unit("gram grams gramme grammes", Unit::Weight, 0.001, "grams"),
    symbol("g", Unit::Weight, 0.001, "grams"),
    unit("milligram milligrams mg", Unit::Weight, 1e-6, "mg"),
    unit(
        "microgram micrograms microgramme microgrammes mcg μg µg",
        Unit::Weight,
        1e-9,
        "μg",
    ),
    unit("tonne tonnes", Unit::Weight, 1000.0, "tonnes"),
    unit("ton tons", Unit::Weight, 1000.0, "tons"),
    symbol("t", Unit::Weight, 1000.0, "tonnes"),
    unit("ounce ounces oz", Unit::Weight, POUND / 16.0, "ounces"),
    symbol("stone stones", Unit::Weight, POUND * 14.0, "stone"),
    unit("carat carats", Unit::Weight, 0.0002, "carats"),
    unit("acre acres", Unit::Area, 4046.856, "acres"),
    unit("hectare hectares ha", Unit::Area, 10_000.0, "hectares"),
    unit("km2 km² sqkm", Unit::Area, 1e6, "square km"),
    unit("m2 m² sqm", Unit::Area, 1.0, "square metres"),
    unit("sqft ft2 ft²", Unit::Area, FOOT * FOOT, "square feet"),
    unit("m3 m³", Unit::Volume, 1.0, "cubic metres"),
    unit("liter liters litre litres", Unit::Volume, 0.001, "litres"),
    symbol("l", Unit::Volume, 0.001, "litres"),
    unit(
        "milliliter milliliters millilitre millilitres ml",
        Unit::Volume,
        1e-6,
        "ml",
    ),
    unit(
        "gallon gallons gal gals",
        Unit::Volume,
        0.003_785,
        "gallons",
    ),
    unit("barrel barrels bbl", Unit::Volume, 0.158_987, "barrels"),
    unit("pint pints", Unit::Volume, 0.000_473, "pints"),
    unit("quart quarts", Unit::Volume, 0.000_946, "quarts"),
    unit("cup cups", Unit::Volume, 0.000_24, "cups"),
    unit(
        "tablespoon tablespoons tbsp",
        Unit::Volume,
        0.000_015,
        "tablespoons",
    ),
    unit(
        "teaspoon teaspoons tsp",
        Unit::Volume,
        0.000_005,
        "teaspoons",
    ),
    unit("bushel bushels", Unit::Volume, 0.035_239, "bushels"),
    unit("mph", Unit::Speed, MILE / 3600.0, "mph"),
    unit("kph kmh kmph", Unit::Speed, 1.0 / 3.6, "km/h"),
    unit("knot knots", Unit::Speed, 0.514_444, "knots"),
    unit("mach", Unit::Speed, 343.0, "Mach"),
    unit(
        "celsius centigrade celcius centigrate",
        Unit::Temperature,
        1.0,
        "°C",
    ),
    unit("fahrenheit farenheit", Unit::Temperature, 5.0 / 9.0, "°F"),
    unit("degree degrees degs", Unit::Degree, 1.0, "degrees"),
    symbol("rad radian radians", Unit::Degree, 57.295_78, "radians"),
    unit("kilowatt kilowatts kw", Unit::Power, 1e3, "kW"),
    unit("megawatt megawatts mw", Unit::Power, 1e6, "MW"),
    unit("gigawatt gigawatts gw", Unit::Power, 1e9, "GW"),
    unit("watt watts", Unit::Power, 1.0, "watts"),
    unit("horsepower hp bhp", Unit::Power, 745.7, "horsepower"),
    unit("kwh", Unit::Energy, 3.6e6, "kWh"),
    unit("mwh", Unit::Energy, 3.6e9, "MWh"),
    unit("calorie calories kcal", Unit::Energy, 4184.0, "calories"),
    unit("kilobyte kilobytes kb", Unit::Information, 8e3, "kB"),
    unit("megabyte megabytes mb", Unit::Information, 8e6, "MB"),
    unit("gigabyte gigabytes gb", Unit::Information, 8e9, "GB"),
    unit("terabyte terabytes tb", Unit::Information, 8e12, "TB"),
    unit("megabit megabits", Unit::Information, 1e6, "Mbit"),
    unit("gigabit gigabits", Unit::Information, 1e9, "Gbit"),
    unit("bit bits", Unit::Information, 1.0, "bits"),
    unit("byte bytes", Unit::Information, 8.0, "bytes"),
    unit("mbps", Unit::DataRate, 1e6, "Mbit/s"),
    unit("gbps", Unit::DataRate, 1e9, "Gbit/s"),
    unit("hertz hz", Unit::Frequency, 1.0, "Hz"),
    unit("mhz megahertz", Unit::Frequency, 1e6, "MHz"),
    unit("ghz gigahertz", Unit::Frequency, 1e9, "GHz"),
    unit("decibel decibels db", Unit::Sound, 1.0, "dB"),
];

/// All currencies. A code in small letters is a family whose country is not said.
pub(in crate::extract) const CURRENCIES: &[CurrencyEntry] = &[
    money("$ dollar dollars buck bucks", "dollar", 1.0),
    money("cent cents ¢", "dollar", 0.01),
    money("usd us$", "USD", 1.0),
    money("cad c$ ca$", "CAD", 1.0),
    money("aud a$ au$", "AUD", 1.0),
    money("nzd nz$", "NZD", 1.0),
    money("hkd hk$", "HKD", 1.0),
    money("sgd s$", "SGD", 1.0),
    money("mxn", "MXN", 1.0),
    money("€ euro euros eur", "EUR", 1.0),
    money("£ gbp quid sterling", "GBP", 1.0),
    money("pence penny", "GBP", 0.01),
    money("¥ yen jpy", "JPY", 1.0),
    money("yuan renminbi rmb cny 元", "CNY", 1.0),
    money("won krw ₩", "KRW", 1.0),
    money("₹ inr", "INR", 1.0),
    money("rupee rupees rs", "rupee", 1.0),
    money("ruble rubles rouble roubles rub ₽", "RUB", 1.0),
    money("franc francs", "franc", 1.0),
    money("chf", "CHF", 1.0),
    money("krona kronor krone kroner kronas", "krone", 1.0),
    money("sek", "SEK", 1.0),
    money("nok", "NOK", 1.0),
    money("dkk", "DKK", 1.0),
    money("peso pesos", "peso", 1.0),
    money("₱ php", "PHP", 1.0),
    money("real reais brl r$", "BRL", 1.0),
    money("rand zar", "ZAR", 1.0),
    money("naira ngn ₦", "NGN", 1.0),
    money("shilling shillings", "shilling", 1.0),
    money("hryvnia hryvnias uah ₴", "UAH", 1.0),
    money("shekel shekels ils nis ₪", "ILS", 1.0),
    money("lira liras tl ₺", "TRY", 1.0),
    money("zloty zlotys pln", "PLN", 1.0),
    money("forint forints huf", "HUF", 1.0),
    money("koruna koruny czk", "CZK", 1.0),
    money("leu lei", "leu", 1.0),
    money("baht thb ฿", "THB", 1.0),
    money("ringgit myr rm", "MYR", 1.0),
    money("rupiah idr", "IDR", 1.0),
    money("dong vnd ₫", "VND", 1.0),
    money("taka bdt", "BDT", 1.0),
    money("aed", "AED", 1.0),
    money("sar", "SAR", 1.0),
    money("qar", "QAR", 1.0),
    money("kwd", "KWD", 1.0),
    money("egp", "EGP", 1.0),
    money("lbp", "LBP", 1.0),
    money("pkr", "PKR", 1.0),
    money("kes ksh", "KES", 1.0),
    money("ars", "ARS", 1.0),
    money("cop", "COP", 1.0),
    money("clp", "CLP", 1.0),
    money("ron", "RON", 1.0),
    money("bgn", "BGN", 1.0),
    money("isk", "ISK", 1.0),
    money("twd", "TWD", 1.0),
    money("dirham dirhams", "dirham", 1.0),
    money("riyal riyals rial rials", "rial", 1.0),
    money("dinar dinars", "dinar", 1.0),
    money("bolivar bolivars", "VES", 1.0),
    money("cedi cedis", "GHS", 1.0),
    money("birr", "ETB", 1.0),
    money("kwacha", "kwacha", 1.0),
    money("tenge", "KZT", 1.0),
    money("lari ₾", "GEL", 1.0),
    money("dram drams", "AMD", 1.0),
    money("manat", "manat", 1.0),
    money("kyat kyats", "MMK", 1.0),
    money("riel riels", "KHR", 1.0),
    money("₡", "CRC", 1.0),
    money("mark marks deutschemark deutschemarks dm", "mark", 1.0),
    money("markka", "FIM", 1.0),
    money("guilder guilders", "NLG", 1.0),
    money("peseta pesetas", "ESP", 1.0),
    money("₭", "LAK", 1.0),
    money("bitcoin bitcoins btc ₿", "BTC", 1.0),
];
