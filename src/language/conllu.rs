//! CoNLL-U, the field's format for analysed sentences: reading treebanks, writing parses.
//!
//! See <https://universaldependencies.org/format.html>.

use std::fmt::Write as _;

/// One syntactic word of a treebank. Empty nodes (`8.1`) are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The form as written.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Language-specific tag.
    pub xpos: String,
    /// Features as they stand in the file.
    pub feats: String,
    /// One-based number of the head; 0 for the root.
    pub head: usize,
    /// Relation to the head.
    pub deprel: String,
    /// Is there a space between this word and the next one?
    pub space_after: bool,
}

/// One sentence of a treebank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// `newdoc id` of the document that holds it; empty when the file names none.
    pub document: String,
    /// `text` of the sentence.
    pub text: String,
    /// Does a document or paragraph begin with this sentence?
    pub starts_paragraph: bool,
    /// The words in order.
    pub rows: Vec<Row>,
}

/// Reads a CoNLL-U file. Lines that are not of the format are passed over.
pub fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let mut document = String::new();
    // The last word of a multiword token, and whether a space follows that token.
    let mut surface: Option<(usize, bool)> = None;
    for line in text.lines() {
        if line.is_empty() {
            finish(&mut block, &document, &mut blocks);
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            if let Some(id) = comment.strip_prefix("newdoc id = ") {
                id.clone_into(&mut document);
            } else if let Some(text) = comment.strip_prefix("text = ") {
                text.clone_into(&mut block.text);
            }
            block.starts_paragraph |= comment.starts_with("newdoc")
                || comment.starts_with("newpar") && !comment.starts_with("newpar_");
        } else {
            read_line(line, &mut block, &mut surface);
        }
    }
    finish(&mut block, &document, &mut blocks);
    blocks
}

fn finish(block: &mut Block, document: &str, blocks: &mut Vec<Block>) {
    let mut done = std::mem::take(block);
    if done.rows.is_empty() {
        block.starts_paragraph = done.starts_paragraph;
    } else {
        document.clone_into(&mut done.document);
        blocks.push(done);
    }
}

fn read_line(line: &str, block: &mut Block, surface: &mut Option<(usize, bool)>) {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = columns[..] else {
        return;
    };
    let spaced = !misc.split('|').any(|item| item == "SpaceAfter=No");
    if let Some((_, last)) = id.split_once('-') {
        *surface = last.parse().ok().map(|last| (last, spaced));
        return;
    }
    let Ok(number) = id.parse::<usize>() else {
        return;
    };
    let space_after = match *surface {
        Some((last, spaced)) if number <= last => number == last && spaced,
        _ => spaced,
    };
    block.rows.push(Row {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        feats: feats.to_owned(),
        head: head.parse().unwrap_or(0),
        deprel: deprel.to_owned(),
        space_after,
    });
    if surface.is_some_and(|(last, _)| number >= last) {
        *surface = None;
    }
}

/// Appends one sentence, with its comment line, in CoNLL-U.
pub fn write(text: &str, rows: &[Row], out: &mut String) {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# text = {one_line}");
    for (at, row) in rows.iter().enumerate() {
        let misc = if row.space_after {
            "_"
        } else {
            "SpaceAfter=No"
        };
        let cell = |s: &str| {
            if s.is_empty() {
                "_".to_owned()
            } else {
                s.to_owned()
            }
        };
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{misc}",
            at + 1,
            cell(&row.form),
            cell(&row.lemma),
            cell(&row.upos),
            cell(&row.xpos),
            cell(&row.feats),
            row.head,
            cell(&row.deprel),
        );
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newdoc id = a\n# text = It's so.\n1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tIt\tit\tPRON\tPRP\tNumber=Sing\t3\tnsubj\t_\t_\n\
        2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_\n\
        3\tso\tso\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No\n\
        3.1\tx\tx\tX\tX\t_\t_\t_\t_\t_\n\
        4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n";

    #[test]
    fn multiword_tokens_give_the_spacing() {
        let blocks = read(FILE);
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].document, "a");
        assert!(blocks[0].starts_paragraph);
        let spaces: Vec<_> = blocks[0].rows.iter().map(|row| row.space_after).collect();
        assert_eq!(spaces, [false, true, false, true]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let blocks = read(FILE);
        let mut out = String::new();
        write(&blocks[0].text, &blocks[0].rows, &mut out);
        assert_eq!(read(&out)[0].rows, blocks[0].rows);
    }
}
