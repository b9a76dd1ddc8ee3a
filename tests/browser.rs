//! The report in a real browser: Chromium without a window loads the page, a script in it filters,
//! searches and presses keys, and what the page has become is read back. Skipped, and it says so,
//! where there is no Chromium.

#![allow(clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::Path;
use std::process::{Command, Stdio};

const CHROMIUMS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// Name under `reports`, window, and whether it is dark.
const PICTURES: [(&str, &str, bool); 2] = [
    ("report.png", "1000,900", false),
    ("report-phone-dark.png", "500,900", true),
];

/// Tries the page and leaves what it saw in the page's title.
const TRIAL: &str = r"<script>
window.addEventListener('error', (event) => { document.title = `error: ${event.message}`; });
window.addEventListener('load', () => {
  const $ = (id) => document.getElementById(id);
  const seen = {};
  const key = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const shown = () => gainsay.visible().length;
  const look = (name, words) => { $('search').value = words; gainsay.refresh(); seen[name] = shown(); };
  seen.all = shown();
  seen.marks = document.querySelectorAll('.card mark').length;
  seen.text = document.querySelector('.card').textContent.includes('<script>');
  look('word', 'ITO leeds');
  look('none', 'no such words');
  look('back', '');
  $('rule').value = 'casualty-toll'; gainsay.refresh(); seen.rule = shown();
  $('rule').value = ''; $('source').value = 'Harrogate Mail'; gainsay.refresh(); seen.source = shown();
  $('source').value = ''; $('from').value = '2025-03-05'; gainsay.refresh(); seen.date = shown();
  $('from').value = ''; gainsay.refresh();
  key('j'); key('j'); seen.down = gainsay.current();
  key('k'); seen.up = gainsay.current();
  key('o'); seen.open = document.querySelector('.look').open;
  key('?'); seen.help = $('keys').open; $('keys').close();
  key('/'); seen.search = document.activeElement.id;
  $('sources').open = true;
  document.title = JSON.stringify(seen);
});
</script>";

#[test]
fn the_report_filters_searches_and_takes_keys() {
    let Some(chromium) = CHROMIUMS.into_iter().find(runs) else {
        println!("skipped: there is no Chromium here (Debian: apt-get install chromium)");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let saved = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/report.in/report.json");
    let report = std::fs::read_to_string(saved).expect("a report");
    let report = report.replacen("A quiet", "A <script>quiet", 1);
    let report = report.replacen(
        "The mayor of Leeds, Ann",
        "The <script>mayor of Leeds, Ann",
        1,
    );
    let report = report.replacen("\"offset\": 20", "\"offset\": 28", 1);
    std::fs::write(folder.path().join("report.json"), report).expect("written");
    let made = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["report", "report.json", "-q", "--exit-zero"])
        .args(["--output-format", "html", "-o", "report.html"])
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    let page = folder.path().join("report.html");
    let text = std::fs::read_to_string(&page).expect("a page");
    let text = text.replace("</body>", &format!("{TRIAL}</body>"));
    std::fs::write(&page, text).expect("written");

    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!("file://{}", page.display()))
        .stderr(Stdio::null())
        .output()
        .expect("Chromium runs");
    let html = String::from_utf8_lossy(&output.stdout);
    let (_, rest) = html.split_once("<title>").expect("a title");
    let (title, _) = rest.split_once("</title>").expect("its end");
    let seen: serde_json::Value = serde_json::from_str(title).expect(title);
    let expected = serde_json::json!({
        "all": 2, "marks": 8, "text": true, "word": 1, "none": 0, "back": 2, "rule": 1,
        "source": 1, "date": 0, "down": 1, "up": 0, "open": true, "help": true, "search": "search",
    });
    assert_eq!(seen, expected);
    assert!(
        html.contains("Alone on its side"),
        "the table of sources is drawn"
    );
}

/// The pictures that the documents show, made anew with `SNAPSHOTS=overwrite cargo test --test
/// browser`; without it they are only there to be looked at.
#[test]
fn the_pictures_of_the_report_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite");
    let Some(chromium) = CHROMIUMS.into_iter().find(runs).filter(|_| overwrite) else {
        for (name, ..) in PICTURES {
            assert!(root.join("reports").join(name).is_file(), "{name}");
        }
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = folder.path().join("report.html");
    let made = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args([
            "check",
            "tests/corpora/harbour",
            "--isolated",
            "-q",
            "--exit-zero",
        ])
        .args(["--verdicts", "all", "--output-format", "html", "-o"])
        .arg(&page)
        .current_dir(root)
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    for (name, size, dark) in PICTURES {
        let theme = if dark {
            "--blink-settings=preferredColorScheme=0"
        } else {
            "--blink-settings=preferredColorScheme=1"
        };
        let drawn = Command::new(chromium)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                theme,
            ])
            .arg(format!("--window-size={size}"))
            .arg(format!(
                "--screenshot={}",
                root.join("reports").join(name).display()
            ))
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .arg(format!("file://{}", page.display()))
            .stderr(Stdio::null())
            .status();
        assert!(drawn.is_ok_and(|status| status.success()), "{name}");
    }
}

fn runs(program: &&str) -> bool {
    let version = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok_and(|status| status.success())
}
