//! Every format at work on findings of every rule.

use std::fs;
use std::path::Path;

use super::*;

#[test]
fn nothing_leaks_with_quotes_switched_off() {
    let desk = two();
    let folder = desk.path();
    // Words of articles also stand in addresses, ids, comments and decisions.
    let record = |id: &str, text: &str| {
        let url = format!("https://example.org/mayor-opened-{id}");
        let record = serde_json::json!({
            "id": format!("mayor of Leeds {id}"), "title": format!("Lund opened {id}"), "url": url,
            "date": "2025-03-05", "source": "York Star", "text": text,
        });
        record.to_string() + "\n"
    };
    let third = "The mayor of Leeds, Cy Marsh, closed the fair on Wednesday.";
    let silent = "<!-- gainsay: ignore[weekday-date] Lund opened it -->\n\nLeeds saw rain on Friday, 4 March 2025.";
    write(
        folder,
        "more.jsonl",
        &(record("one", third) + &record("two", third)),
    );
    publish(folder, "rain.md", "2025-03-04", "York Star", silent);
    let stale = "decision = [\n  { fingerprint = \"00000000000000aa\", decision = \"accepted\", rule = \
                 \"age\", question = \"How old is Ito?\", reason = \"Lund opened it\" },\n]\n";
    write(folder, "gainsay-decisions.toml", stale);
    let secrets = ["Ito", "Lund", "Marsh", "mayor of Leeds", "opened", "mayor-"];
    let check = gainsay(
        folder,
        &["check", "-v", "--quote", "none", "--report", "reports"],
    );
    assert_eq!(status(&check), 1, "{}", err(&check));
    let told = err(&check);
    assert!(told.contains("1 by comments in articles"), "{told}");
    assert!(
        told.contains("no finding matches 00000000000000aa"),
        "{told}"
    );
    let mut printed = vec![out(&check), told];
    for name in ["gainsay.html", "gainsay.json", "gainsay.md"] {
        let path = folder.join("reports").join(name);
        printed.push(fs::read_to_string(path).expect("a report"));
    }
    let all = [
        "check",
        "-q",
        "--exit-zero",
        "--output-format",
        "json",
        "-o",
        "all.json",
    ];
    assert_eq!(status(&gainsay(folder, &all)), 0);
    for format in gainsay::report::Format::ALL {
        let arguments = ["report", "all.json", "--quote", "none", "--output-format"];
        let report = gainsay(folder, &[&arguments[..], &[format.name()]].concat());
        assert_eq!(status(&report), 1, "{format}: {}", err(&report));
        printed.extend([out(&report), err(&report)]);
    }
    let sarif = ["check", "--quote", "none", "--output-format", "sarif"];
    let sarif = gainsay(folder, &sarif);
    assert!(out(&sarif).contains("\"suppressions\""), "{}", err(&sarif));
    printed.push(out(&sarif));
    for secret in secrets {
        let leak = printed.iter().find(|text| text.contains(secret));
        assert!(leak.is_none(), "{secret} in {leak:?}");
    }
    let explain = gainsay(folder, &["check", "--quote", "none", "--explain", "a"]);
    assert_says(&explain, 2, "`--explain` quotes the articles");
}

/// Articles with findings of as many rules as there are: the sample, and two accounts of one debate.
fn all_kinds(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/harbour");
    copy(&sample, folder);
    let names = "Mayor Edda Lindqvist of Corvane spoke beside Tobias Rell, Maud Ferrier of Marlowe Shipping, Colin Freyne and \
                 Paula Dene of the Saltmarch Harbour Board. Rosalind Achterberg, who leads the Ostrand Dock Union, welcomed it. \
                 Hobart Quill of the Quayside Residents was against it.";
    for (name, source, million, verb, yard) in [
        ("debate-1.md", "Quay Gazette", 40, "arrested", "Ostrand"),
        (
            "debate-2.md",
            "Dale News",
            60,
            "did not arrest",
            "Saltmarch",
        ),
    ] {
        let text = format!(
            "The Corvane city council approved a budget of {million} million dollars for the new Ferrier Bridge on \
             Tuesday, after a debate of nine hours in the old town hall, in which the members of three parties spoke \
             against each other. {names} The police {verb} Gareth Pell, the driver of the “red, 100% new” lorry. \
             Marlowe Shipping closed its yard in {yard}."
        );
        publish(folder, name, "2034-05-02", source, &text);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn every_format_holds_findings_of_every_rule() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    all_kinds(folder);
    let printed = |format: &str| {
        let check = gainsay(
            folder,
            &[
                "check",
                ".",
                "--isolated",
                "--exit-zero",
                "--output-format",
                format,
            ],
        );
        assert_eq!(status(&check), 0, "{format}: {}", err(&check));
        out(&check)
    };
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let report = json(&printed("json"));
    let findings = report["findings"].as_array().expect("findings");
    let rules: std::collections::BTreeSet<&str> = findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(rules.len() >= 8, "{rules:?}");

    let sarif = json(&printed("sarif"));
    let schema =
        include_str!("../data/sarif-schema-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let validator = jsonschema::validator_for(&json(&schema)).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), findings.len());
    let mut regions = 0;
    for result in results {
        for place in result["locations"].as_array().into_iter().flatten() {
            let place = &place["physicalLocation"];
            let path = place["artifactLocation"]["uri"].as_str().expect("a path");
            let region = &place["region"];
            let number = |name: &str| {
                region[name]
                    .as_u64()
                    .map(|n| usize::try_from(n).expect("small"))
            };
            let (start, length) = (
                number("byteOffset").expect("start"),
                number("byteLength").expect("length"),
            );
            let bytes = fs::read(folder.join(path)).expect("the article");
            let words = String::from_utf8_lossy(&bytes[start..start + length]).into_owned();
            // Entities and escapes are decoded in what is quoted.
            if !words.contains(['&', '<', '\\']) {
                assert_eq!(words, region["snippet"]["text"].as_str().expect("words"));
                regions += 1;
            }
        }
    }
    assert!(regions >= findings.len() / 2);

    let gitlab = json(&printed("gitlab"));
    assert_eq!(gitlab.as_array().map(Vec::len), Some(findings.len()));
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).count();
    for format in ["github", "rdjsonl", "concise"] {
        assert_eq!(lines(&printed(format)), findings.len(), "{format}");
    }
    let junit = printed("junit");
    assert_eq!(junit.matches("<failure ").count(), findings.len());
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    let titles = printed("markdown");
    let titles: Vec<&str> = titles
        .lines()
        .filter(|line| line.starts_with("### "))
        .collect();
    assert!(
        longest(&titles.join("\n")).is_some_and(|most| most < 200),
        "{titles:#?}"
    );
}
