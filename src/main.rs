//! The `gainsay` program.

fn main() -> std::process::ExitCode {
    gainsay::cli::main()
}
