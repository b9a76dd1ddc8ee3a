//! Editors' decisions: the file that keeps them, and the page that takes them.

mod file;

pub use file::write_whole;
