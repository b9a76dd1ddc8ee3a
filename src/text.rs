//! Places in text: spans, lines and columns, and the way from an article's cleaned text back to
//! the bytes of the file that an editor opens.

/// A byte range `start..end` in one article's cleaned text (`Article::text`), on character
/// boundaries. [`OffsetMap`] turns it into a range of the original file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    /// The text that this span covers; empty when it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Does `other` lie wholly inside this span?
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two spans share a byte?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Is there nothing in it?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A place in an original file as an editor counts it: one-based line, one-based column in
/// Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// One-based line.
    pub line: usize,
    /// One-based column in code points.
    pub column: usize,
}

/// One run of cleaned text and the bytes of the original that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    clean: u32,
    clean_len: u32,
    original: usize,
    original_len: usize,
}

/// Maps byte offsets of a cleaned text to byte offsets of the original file.
///
/// The cleaned text is a sequence of runs. A run whose two lengths are equal was copied, so the
/// offsets inside it correspond one to one; any other run (a decoded entity, a JSON escape, a
/// re-encoded character) corresponds as a whole. Runs are ascending in the cleaned text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
    clean_len: u32,
}

impl OffsetMap {
    /// The map of a text that stands in the original as it is, from byte `original` on.
    pub fn identity(original: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(len, original, len);
        map
    }

    /// Appends a run: the next `clean_len` bytes of cleaned text stand for
    /// `original..original + original_len`. Runs that continue each other are joined.
    pub fn push(&mut self, clean_len: usize, original: usize, original_len: usize) {
        if clean_len == 0 {
            return;
        }
        let clean = self.clean_len;
        self.clean_len += clean_len as u32;
        if clean_len == original_len
            && let Some(last) = self.runs.last_mut()
            && last.clean_len as usize == last.original_len
            && last.original + last.original_len == original
        {
            last.clean_len += clean_len as u32;
            last.original_len += original_len;
            return;
        }
        let clean_len = clean_len as u32;
        self.runs.push(Run {
            clean,
            clean_len,
            original,
            original_len,
        });
    }

    /// Bytes of cleaned text mapped so far.
    pub fn clean_len(&self) -> usize {
        self.clean_len as usize
    }

    /// The bytes of the original that stand behind `span`.
    pub fn original(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.locate(span.start, false);
        if span.is_empty() {
            return start..start;
        }
        start..self.locate(span.end, true).max(start)
    }

    /// The original offset of one cleaned offset. An end belongs to the run that it closes, so
    /// that a gap between two runs is not swallowed.
    fn locate(&self, offset: u32, is_end: bool) -> usize {
        let probe = if is_end {
            offset.saturating_sub(1)
        } else {
            offset
        };
        let index = self
            .runs
            .partition_point(|run| run.clean <= probe)
            .saturating_sub(1);
        let Some(run) = self.runs.get(index) else {
            return 0;
        };
        let inside = (offset - run.clean.min(offset)).min(run.clean_len) as usize;
        if run.clean_len as usize == run.original_len {
            run.original + inside
        } else if is_end || inside == run.clean_len as usize {
            run.original + run.original_len
        } else {
            run.original
        }
    }

    /// The map that first applies `self` (clean → middle) and then `inner` (middle → original).
    #[must_use]
    pub fn then(&self, inner: &Self) -> Self {
        let mut joined = Self::default();
        for run in &self.runs {
            if run.clean_len as usize != run.original_len {
                let range =
                    inner.original(Span::new(run.original, run.original + run.original_len));
                joined.push(run.clean_len as usize, range.start, range.len());
                continue;
            }
            let mut at = run.original as u32;
            let end = at + run.clean_len;
            let mut index = inner.runs.partition_point(|r| r.clean + r.clean_len <= at);
            while at < end {
                let Some(under) = inner.runs.get(index) else {
                    break;
                };
                let stop = end.min(under.clean + under.clean_len);
                let range = inner.original(Span {
                    start: at,
                    end: stop,
                });
                joined.push((stop - at) as usize, range.start, range.len());
                at = stop;
                index += 1;
            }
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoded_entity_maps_as_a_whole() {
        let mut map = OffsetMap::default();
        map.push(2, 10, 2); // "AT"
        map.push(1, 12, 5); // "&" from "&amp;"
        map.push(1, 17, 1); // "T"
        assert_eq!(map.original(Span::new(0, 4)), 10..18);
        assert_eq!(map.original(Span::new(2, 3)), 12..17);
        assert_eq!(map.original(Span::new(3, 4)), 17..18);
    }

    #[test]
    fn an_end_does_not_swallow_the_gap_after_it() {
        let mut map = OffsetMap::default();
        map.push(3, 0, 3);
        map.push(3, 20, 3);
        assert_eq!(map.original(Span::new(0, 3)), 0..3);
        assert_eq!(map.original(Span::new(3, 6)), 20..23);
    }

    #[test]
    fn two_maps_compose() {
        let mut outer = OffsetMap::default();
        outer.push(4, 2, 4);
        let mut inner = OffsetMap::default();
        inner.push(3, 100, 3);
        inner.push(1, 103, 6);
        inner.push(4, 109, 4);
        let joined = outer.then(&inner);
        assert_eq!(joined.original(Span::new(0, 1)), 102..103);
        assert_eq!(joined.original(Span::new(1, 2)), 103..109);
        assert_eq!(joined.original(Span::new(2, 4)), 109..111);
    }
}
