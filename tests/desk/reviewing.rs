//! `gainsay review` as a process: ten of them on one file, killed without a warning.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::*;

/// Towns with two mayors each, and processes that decide about one each.
const TOWNS: [&str; 10] = [
    "Leeds", "York", "Hull", "Bath", "Derby", "Exeter", "Lincoln", "Oxford", "Truro", "Wells",
];

/// A running review.
struct Reviewer {
    process: Child,
    address: String,
    token: String,
}

impl Reviewer {
    fn start(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["review", "report.json", "--no-open", "--who", "Ann"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gainsay runs");
        let told = BufReader::new(process.stderr.take().expect("a pipe"));
        let mut lines = told.lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("Review at http://"));
        let line = line.expect("an address");
        let (address, token) = line.split_once("/?token=").expect("a token");
        Self {
            process,
            address: address.replace("Review at http://", ""),
            token: token.to_owned(),
        }
    }

    /// Decides, and returns once the server has said that it is kept.
    fn decide(&self, fingerprint: &str) {
        let order = format!(
            "{{\"fingerprints\":[\"{fingerprint}\"],\"decision\":\"accepted\",\"reason\":\"so printed\"}}"
        );
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        let (host, token, length) = (&self.address, &self.token, order.len());
        write!(
            stream,
            "POST /decide HTTP/1.1\r\nHost: {host}\r\nX-Gainsay-Token: {token}\r\nContent-Type: \
             application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{order}"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

#[test]
fn ten_at_once_that_are_killed_lose_no_decision() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let folder = desk.path();
    for town in TOWNS {
        for (day, name) in [("01", "Ann Ito"), ("04", "Bo Lund")] {
            let text = format!("The mayor of {town}, {name}, opened the new bridge.");
            let name = format!("{town}-{day}.md");
            publish(
                folder,
                &name,
                &format!("2025-03-{day}"),
                "Leeds Post",
                &text,
            );
        }
    }
    let arguments = [
        "check",
        "--exit-zero",
        "--output-format",
        "json",
        "-o",
        "report.json",
    ];
    let check = gainsay(folder, &arguments);
    assert_eq!(status(&check), 0, "{}", err(&check));
    let report = fs::read_to_string(folder.join("report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let fingerprints: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    assert_eq!(fingerprints.len(), TOWNS.len());

    std::thread::scope(|scope| {
        for fingerprint in &fingerprints {
            scope.spawn(move || {
                let mut reviewer = Reviewer::start(folder);
                reviewer.decide(fingerprint);
                reviewer.process.kill().expect("killed");
                reviewer.process.wait().expect("it ends");
            });
        }
    });
    let kept = fs::read_to_string(folder.join("gainsay-decisions.toml")).expect("decisions");
    let kept = gainsay::review::Decisions::parse(&kept, "").expect("no mistakes");
    assert_eq!(kept.iter().count(), TOWNS.len());
    let check = gainsay(folder, &["check", "."]);
    assert_eq!(status(&check), 0, "{}", err(&check));
    assert!(
        err(&check).contains("Silenced: 10 by decisions."),
        "{}",
        err(&check)
    );
}
