//! Build script: the rules are embedded in the library, so a change in them is a change in it.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
