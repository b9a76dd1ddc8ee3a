//! Expected values as JSON: dates, date ranges, numbers, percentages, money, dimensions, ages.

mod dates;
mod numbers;

use anyhow::Context as _;
use serde_json::Value;

const DATES: &str = "DateTime/English";

pub fn measure(files: &[(String, String)], shown: Option<&str>) -> anyhow::Result<()> {
    let cases = |name: &str| -> anyhow::Result<Vec<Value>> {
        let text = files
            .iter()
            .find(|(file, _)| file.ends_with(&format!("{name}.json")));
        let text = &text.with_context(|| format!("{name} is missing"))?.1;
        Ok(serde_json::from_str(text)?)
    };
    for name in [
        "DateExtractor",
        "DateParser",
        "DatePeriodExtractor",
        "DatePeriodParser",
    ] {
        dates::measure(name, &cases(&format!("{DATES}/{name}"))?, shown);
    }
    for name in [
        "Number/English/NumberModel",
        "Number/English/PercentModel",
        "Number/English/OrdinalModel",
        "NumberWithUnit/English/CurrencyModel",
        "NumberWithUnit/English/DimensionModel",
        "NumberWithUnit/English/AgeModel",
        "NumberWithUnit/English/TemperatureModel",
    ] {
        numbers::measure(name, &cases(name)?, shown);
    }
    Ok(())
}

/// What a case expects to be found.
fn results(case: &Value) -> &[Value] {
    case["Results"].as_array().map_or(&[], Vec::as_slice)
}
