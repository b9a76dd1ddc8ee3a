//! Laws that hold for any text: nothing panics, spans are in order and cover all that is not blank,
//! every parse is a projective tree with one root.

use proptest::prelude::*;

use super::token::is_blank;
use super::{Analysis, Deprel, Parse, Scratch, analyse};

/// What must hold of the split of any text.
fn check_split(text: &str, analysis: &Analysis) {
    let mut at = 0;
    for token in &analysis.tokens {
        let range = token.span.range();
        assert!(
            range.start >= at && range.end > range.start,
            "{range:?} after {at}"
        );
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        let gap = &text[at..range.start];
        assert!(gap.chars().all(is_blank), "{gap:?} is in no token");
        at = range.end;
    }
    assert!(text[at..].chars().all(is_blank));
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.tokens.start, next, "sentences follow each other");
        let tokens = analysis.tokens_of(sentence);
        let (first, last) = (tokens.first().unwrap(), tokens.last().unwrap());
        assert_eq!(sentence.span, first.span.to(last.span));
        next = sentence.tokens.end;
    }
    assert_eq!(next as usize, analysis.tokens.len());
}

/// What must hold of the parse of any sentence.
fn check_tree(parse: &Parse) {
    let count = parse.words.len();
    assert_eq!(
        (0..count).filter(|&index| parse.is_root(index)).count(),
        usize::from(count > 0)
    );
    for index in 0..count {
        assert!(!parse.lemma(index).is_empty());
        let subtree = parse.subtree(index);
        assert!(subtree.contains(&index) && subtree.end <= count);
        assert_eq!(
            parse.words[index].deprel == Deprel::Root,
            parse.is_root(index)
        );
        if let Some(head) = parse.head(index) {
            let around = parse.subtree(head);
            assert!(around.start <= subtree.start && subtree.end <= around.end);
            assert!(!subtree.contains(&head), "{head} is its own ancestor");
        }
    }
}

fn check(text: &str) {
    let analysis = analyse(text);
    check_split(text, &analysis);
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    for sentence in &analysis.sentences {
        analysis.parse_into(text, sentence, &mut scratch, &mut parse);
        assert_eq!(parse.words.len(), sentence.tokens.len());
        check_tree(&parse);
    }
}

/// Pieces that splitting has rules for, to be strung together at random.
const PIECES: &[&str] = &[
    "Mr",
    ".",
    "U.S",
    "n't",
    "’",
    "'s",
    "can",
    "not",
    "cannot",
    " ",
    "  ",
    "\n",
    "\r\n",
    "$",
    "5",
    "1,200",
    "-",
    "–",
    "—",
    "pre",
    "a.m",
    "http://a.b/c",
    "@x",
    "#Tag",
    "a@b.org",
    "é",
    "日本語",
    "שלום",
    "👩‍👩‍👧",
    "🏽",
    "\u{200B}",
    "\u{AD}",
    "\u{301}",
    "\u{202E}",
    "\u{A0}",
    "(",
    ")",
    "[1]",
    "\"",
    "“",
    "”",
    "...",
    "?!",
    ":)",
    "'90s",
    "said",
    "The",
    "killed",
    "O'Brien",
    "Ann",
    ",",
    "AT&T",
    "\0",
    "\u{7F}",
    "\u{FEFF}",
    "/",
    "w/",
    "%",
    "10:30pm",
];

proptest! {
    // Parsing is slow without optimisation; CI runs these again and again.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_is_analysed(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_mix_of_pieces_is_analysed(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        check(&pieces.concat());
    }

    #[test]
    fn a_scratch_keeps_nothing_between_sentences(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        let text = pieces.join(" ");
        let analysis = analyse(&text);
        let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
        for sentence in &analysis.sentences {
            analysis.parse_into(&text, sentence, &mut scratch, &mut parse);
            prop_assert_eq!(&parse, &analysis.parse(&text, sentence));
        }
    }
}

#[test]
fn one_sentence_of_many_words_is_analysed() {
    check(&"word ".repeat(50_000));
    for word in [
        "said that ",
        "( ",
        "\" ",
        "dogs and ",
        "1 ",
        "A",
        "it's ",
        "日",
    ] {
        check(&word.repeat(4000));
    }
}

#[test]
fn odd_texts_are_analysed() {
    let texts = [
        "",
        "\n\n\n",
        "THE PRESIDENT SAID NO. POLICE KILLED 5 PEOPLE IN ATTACK",
        "no capitals here. none at all. the end",
        "fn main() { println!(\"{}\", a[0].b->c::<T>()); } // 1 << 2 != 3",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "قال الرئيس إن الحكومة لن تستقيل. هذا كل شيء.",
        "a\u{200B}b\u{200D}c \u{202E}reversed\u{202C}",
        "👍👍🏽👩‍👩‍👧 ok!!!???",
        "................................................................",
    ];
    for text in &texts {
        check(text);
    }
}
