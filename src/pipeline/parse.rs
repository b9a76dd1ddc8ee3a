//! Reading and language alone: every sentence with its analysis.

use rayon::prelude::*;

use crate::language::{self, Parse, Scratch, conllu::Row};
use crate::read::{self, Article};
use crate::report::Problem;

use super::reading::Foreign;
use super::{Failure, Options, Progress, pool, print};

/// One article's sentences.
#[derive(Debug, Clone)]
pub struct ParsedArticle {
    /// The article's id.
    pub id: String,
    /// The file that holds it.
    pub path: String,
    /// Its sentences in order.
    pub sentences: Vec<ParsedSentence>,
}

/// One analysed sentence.
#[derive(Debug, Clone)]
pub struct ParsedSentence {
    /// One-based line of the file that it begins on.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// Its words in the columns of CoNLL-U.
    pub rows: Vec<Row>,
}

/// Analyses every sentence of every article and renders each article, in order of the files.
///
/// # Errors
/// When the threads cannot be started.
pub fn parse(
    options: &Options,
    progress: &dyn Progress,
    render: &(dyn Fn(&ParsedArticle) -> String + Sync),
) -> Result<(Vec<String>, Vec<Problem>), Failure> {
    pool(options)?.install(|| {
        let (inputs, mut problems) = read::walk(&options.inputs);
        let mut rendered = Vec::new();
        for input in &inputs {
            let file = match read::open(input) {
                Ok(file) => file,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let (records, mistakes) = read::records(&file, &options.fields);
            problems.extend(mistakes);
            progress.start(records.len());
            let done: Vec<_> = records
                .par_iter()
                .map(|record| {
                    let (article, problems) = read::article(record, &options.fields);
                    progress.tick();
                    let article = article.map(|article| {
                        let language = language::foreign(&article.text);
                        let known = language.is_none();
                        let rendered = known.then(|| render(&analysed(&article)));
                        (article, rendered, language)
                    });
                    (article, problems)
                })
                .collect();
            let mut foreign = Foreign::default();
            for (article, mistakes) in done {
                if let Some((article, text, language)) = article {
                    foreign.see(&article, language);
                    rendered.extend(text);
                }
                problems.extend(mistakes);
            }
            problems.extend(foreign.problem(&file.path));
        }
        progress.finish();
        problems.sort();
        problems.dedup();
        Ok((rendered, problems.iter().map(print::problem).collect()))
    })
}

fn analysed(article: &Article) -> ParsedArticle {
    let text = &article.text;
    let analysis = language::analyse(text);
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    let sentence = |sentence: &language::Sentence| {
        analysis.parse_into(text, sentence, &mut scratch, &mut parse);
        let place = article.line_column(article.original(sentence.span).start);
        ParsedSentence {
            line: place.line,
            text: sentence.span.of(text).to_owned(),
            rows: parse.rows(text, analysis.tokens_of(sentence)),
        }
    };
    ParsedArticle {
        id: article.id.clone(),
        path: article.file.path.clone(),
        sentences: analysis.sentences.iter().map(sentence).collect(),
    }
}
