//! Whole-binary cases as data: each file in `tests/cli` shows commands and what they print. `.in`
//! folders are where they run.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}
