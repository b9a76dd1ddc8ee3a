//! "Did you mean …?"

/// `did you mean `select`?`, when one of the known names is near.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, name), name))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn only_what_is_near() {
        let known = ["select", "ignore", "rules"];
        assert_eq!(
            did_you_mean("Selct", known).as_deref(),
            Some("did you mean `select`?")
        );
        assert_eq!(did_you_mean("zzz", known), None);
    }
}
