//! What goes wrong with files, folders and pipes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::*;

#[test]
fn a_report_is_written_whole_or_not_at_all() {
    let desk = two();
    let folder = desk.path();
    let check = gainsay(
        folder,
        &[
            "check",
            "-q",
            "--report",
            "reports",
            "--output-format",
            "concise",
        ],
    );
    assert_eq!(status(&check), 1);
    for name in ["gainsay.html", "gainsay.json", "gainsay.md"] {
        assert!(folder.join("reports").join(name).is_file(), "{name}");
    }
    let page = fs::read_to_string(folder.join("reports/gainsay.html")).expect("a page");
    assert!(page.contains("\"href\":\"../bridge.md\""));

    let missing = gainsay(folder, &["check", "-o", "no/such/folder/out.json"]);
    assert_says(&missing, 2, "cannot write no/such/folder/out.json");
    if Path::new("/dev/full").exists() {
        let full = gainsay(folder, &["check", "-o", "/dev/full"]);
        assert_says(&full, 2, "cannot write /dev/full");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = two();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["check", "--output-format", "json", "--exit-zero"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gainsay runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(!err(&output).contains("error:"), "{}", err(&output));
}

/// A file that may not be read is told, and the others are read. Root may read everything, so as
/// root this is tried as somebody else.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = two();
    let folder = desk.path();
    write(folder, "secret.txt", "The mayor of Leeds, Cy Marsh, came.");
    let mode = |path: &Path, bits| {
        fs::set_permissions(path, fs::Permissions::from_mode(bits)).expect("changed");
    };
    mode(folder, 0o755);
    mode(&folder.join("secret.txt"), 0o000);
    let other = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output()
    };
    let binary = env!("CARGO_BIN_EXE_gainsay");
    let ours = fs::read(folder.join("secret.txt")).is_err();
    let check = ["check", ".", "--isolated"];
    let output = if ours {
        run(binary, &check)
    } else {
        run("setpriv", &[&other[..], &[binary], &check].concat())
    };
    let Some(output) = output
        .ok()
        .filter(|output| [Some(0), Some(1)].contains(&output.status.code()))
    else {
        println!("skipped: this runs as root, and nobody else may run the program");
        return;
    };
    if !err(&output).contains("gainsay") && !ours && err(&output).contains("setpriv") {
        println!("skipped: setpriv cannot be used here");
        return;
    }
    assert!(
        err(&output).contains("secret.txt: cannot be read: permission denied"),
        "{}",
        err(&output)
    );
    assert_eq!(status(&output), 1, "the other two contradict each other");
}
