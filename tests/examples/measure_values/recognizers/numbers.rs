//! The sets on numbers, percentages, money, dimensions and ages.

use gainsay::extract::quantity::{Quantity, QuantityMention, Unit, quantities};
use gainsay::language::analyse;
use serde_json::Value;

use super::super::Score;
use super::results;

/// Measures one set on numbers or numbers with units.
pub fn measure(name: &str, cases: &[Value], shown: Option<&str>) {
    let mut score = Score::default();
    for case in cases {
        let reason = left_out(case);
        let input = case["Input"].as_str().unwrap_or_default();
        let found: Vec<QuantityMention> = read_numbers(input)
            .into_iter()
            .filter(|mention| kind_fits(name, &mention.quantity))
            .collect();
        let results = results(case);
        let right = if results.is_empty() {
            found.is_empty()
        } else {
            let numbered = results.iter().filter(|result| {
                !matches!(result["Resolution"]["value"].as_str(), None | Some("null"))
            });
            numbered.into_iter().all(|result| {
                found
                    .iter()
                    .any(|mention| number_fits(&result["Resolution"], mention))
            })
        };
        if let Some(reason) = reason {
            score.add_left_out(reason, right);
            continue;
        }
        score.add(right, || {
            let expected: Vec<String> = results
                .iter()
                .map(|r| format!("{} {}", r["Text"], r["Resolution"]))
                .collect();
            let got: Vec<String> = read_numbers(input)
                .iter()
                .map(|m| {
                    format!(
                        "{:?} {} ({:?})",
                        m.span.of(input),
                        m.quantity,
                        m.quantity.unit
                    )
                })
                .collect();
            format!("{input:?}: {} BUT {}", expected.join("; "), got.join("; "))
        });
    }
    score.print(&format!("recognizers {name}"), shown);
}

/// Why a case on numbers is none that a news text could hold.
fn left_out(case: &Value) -> Option<&'static str> {
    let input = case["Input"].as_str().unwrap_or_default().to_lowercase();
    let results = results(case);
    let text = |result: &Value| result["Text"].as_str().unwrap_or_default().to_lowercase();
    if results
        .iter()
        .any(|r| !matches!(r["Resolution"]["relativeTo"].as_str(), None | Some("start")))
    {
        return Some("relative ordinals (\"next\", \"last\", \"the one before the last\")");
    }
    if input.contains('^')
        || results
            .iter()
            .any(|r| r["Resolution"]["subtype"] == "power")
    {
        return Some("powers (\"1.1^23\", \"12e-1\")");
    }
    if results.iter().any(|r| text(r).contains(" over ")) {
        return Some("spoken division (\"one over twenty\")");
    }
    if input.contains("192.168") || input.contains("phone number") || input.contains("5/17/2018") {
        return Some("addresses, telephone numbers and dates cut into numbers");
    }
    if results
        .iter()
        .any(|r| text(r).starts_with("percent") || text(r).starts_with("per cent"))
    {
        return Some("\"percent of ten\" for ten per cent");
    }
    let long_fraction = results.iter().any(|r| {
        let text = text(r);
        let parts = ["fifth", "first", "trillionth", "hundredth", "millionth"];
        r["Resolution"]["subtype"] == "fraction"
            && parts
                .iter()
                .any(|p| text.trim_end_matches('s').ends_with(p))
            && (text.contains("hundred") || text.contains("twenty"))
    });
    if long_fraction {
        return Some("fractions with large denominators in words (\"three twenty-firsts\")");
    }
    None
}

fn read_numbers(text: &str) -> Vec<QuantityMention> {
    let analysis = analyse(text);
    let mut all = Vec::new();
    for sentence in &analysis.sentences {
        let tokens = analysis.tokens_of(sentence);
        let dates = gainsay::extract::date::dates(text, tokens, None);
        all.extend(quantities(text, tokens, &dates));
    }
    all
}

/// Is the quantity of the kind that the model is about?
fn kind_fits(name: &str, quantity: &Quantity) -> bool {
    let unit = quantity.unit;
    match name.rsplit('/').next().unwrap_or_default() {
        "PercentModel" => matches!(unit, Unit::Percent | Unit::PercentagePoint),
        "OrdinalModel" => unit == Unit::Ordinal,
        "CurrencyModel" => matches!(unit, Unit::Money(_)),
        "AgeModel" => unit == Unit::Age,
        "TemperatureModel" => matches!(unit, Unit::Temperature | Unit::Degree),
        "DimensionModel" => !matches!(
            unit,
            Unit::Count
                | Unit::Ordinal
                | Unit::Fraction
                | Unit::Percent
                | Unit::PercentagePoint
                | Unit::Money(_)
                | Unit::Age
                | Unit::Duration
                | Unit::Temperature
        ),
        _ => unit != Unit::Ordinal,
    }
}

/// Is the mention's value, in the unit that it was written in, the expected one?
fn number_fits(resolution: &Value, mention: &QuantityMention) -> bool {
    let Some(value) = resolution["value"].as_str() else {
        // A unit without a number is no quantity here.
        return true;
    };
    let Ok(value) = value.trim_end_matches('%').parse::<f64>() else {
        return false;
    };
    let cents = matches!(
        resolution["unit"].as_str(),
        Some("Cent" | "Pence" | "Penny")
    );
    let value = if cents { value / 100.0 } else { value };
    let quantity = &mention.quantity;
    let near = |mine: f64| (mine - value).abs() <= 1e-6 * value.abs().max(1e-9);
    let currency = match (quantity.unit, resolution["isoCurrency"].as_str()) {
        (Unit::Money(currency), Some(code)) => {
            currency.0 == code || currency.may_be(gainsay::extract::quantity::Currency("dollar"))
        }
        _ => true,
    };
    let last = quantity.written_value() - quantity.value + quantity.high;
    let scaled = quantity.high * quantity.written_value() / quantity.value;
    currency
        && (near(quantity.written_value()) || near(quantity.value) || near(last) || near(scaled))
}
