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

/// One run of cleaned text and the bytes of the original that it stands for: a sequence of equal
/// units, each `clean_unit` bytes of cleaned text for `original_unit` bytes of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    clean: u32,
    clean_len: u32,
    original: usize,
    clean_unit: u32,
    original_unit: u32,
}

impl Run {
    /// The original offset `inside` bytes into the run; an offset within a unit gives the unit's
    /// start, or its end when `up`.
    fn at(&self, inside: u32, up: bool) -> usize {
        let units = if up {
            inside.div_ceil(self.clean_unit)
        } else {
            inside / self.clean_unit
        };
        self.original + units as usize * self.original_unit as usize
    }

    fn clean_end(&self) -> u32 {
        self.clean + self.clean_len
    }

    fn original_end(&self) -> usize {
        self.at(self.clean_len, true)
    }
}

/// Maps byte offsets of a cleaned text to byte offsets of the original file.
///
/// The cleaned text is a sequence of runs. A run was copied (one byte for one byte, so offsets
/// inside it correspond one to one) or is made of equal units that each correspond as a whole: a
/// decoded entity, a JSON escape, letters of a UTF-16 file. Runs are ascending in the cleaned text.
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

    /// Appends a piece: the next `clean_len` bytes of cleaned text stand for
    /// `original..original + original_len`. Equal lengths mean that the piece was copied. Pieces
    /// that continue each other in the same way are joined into one run.
    pub fn push(&mut self, clean_len: usize, original: usize, original_len: usize) {
        if clean_len == 0 {
            return;
        }
        let units = if clean_len == original_len {
            (1, 1)
        } else {
            (clean_len as u32, original_len as u32)
        };
        self.push_units(clean_len as u32, original, units);
    }

    fn push_units(&mut self, clean_len: u32, original: usize, units: (u32, u32)) {
        let clean = self.clean_len;
        self.clean_len += clean_len;
        if let Some(last) = self.runs.last_mut()
            && (last.clean_unit, last.original_unit) == units
            && last.original_end() == original
        {
            last.clean_len += clean_len;
            return;
        }
        self.runs.push(Run {
            clean,
            clean_len,
            original,
            clean_unit: units.0,
            original_unit: units.1,
        });
    }

    /// Appends all pieces of another map, whose text follows this one's.
    pub fn extend(&mut self, other: &Self) {
        for run in &other.runs {
            self.push_units(
                run.clean_len,
                run.original,
                (run.clean_unit, run.original_unit),
            );
        }
    }

    /// Bytes of cleaned text mapped so far.
    pub fn clean_len(&self) -> usize {
        self.clean_len as usize
    }

    /// Forgets all but the first `clean_len` bytes of cleaned text. A unit that the cut goes through
    /// is kept whole in the original.
    pub fn truncate(&mut self, clean_len: usize) {
        let clean_len = clean_len as u32;
        self.runs
            .truncate(self.runs.partition_point(|run| run.clean < clean_len));
        self.clean_len = self.clean_len.min(clean_len);
        if let Some(last) = self.runs.last_mut() {
            last.clean_len = last.clean_len.min(clean_len - last.clean);
        }
    }

    /// Gives back the room kept for further runs.
    pub fn shrink(&mut self) {
        self.runs.shrink_to_fit();
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
        let inside = (offset - run.clean.min(offset)).min(run.clean_len);
        run.at(inside, is_end)
    }

    /// The cleaned offset at or before an original offset. Only meaningful when the runs ascend in
    /// the original too, as they do in the map of a decoded file.
    pub fn cleaned(&self, original: usize) -> usize {
        let index = self.runs.partition_point(|run| run.original <= original);
        let Some(run) = index.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return 0;
        };
        let inside = original - run.original;
        let units = inside / (run.original_unit as usize).max(1);
        run.clean as usize + (units * run.clean_unit as usize).min(run.clean_len as usize)
    }

    /// The map that first applies `self` (clean → middle) and then `inner` (middle → original).
    #[must_use]
    pub fn then(&self, inner: &Self) -> Self {
        let mut joined = Self::default();
        for run in &self.runs {
            if (run.clean_unit, run.original_unit) == (1, 1) {
                joined.push_copied(run, inner);
                continue;
            }
            let mut at = run.original;
            for _ in 0..run.clean_len / run.clean_unit {
                let end = at + run.original_unit as usize;
                let range = inner.original(Span::new(at, end));
                joined.push(run.clean_unit as usize, range.start, range.len());
                at = end;
            }
        }
        joined
    }

    /// Appends a copied run, seen through the runs of `inner` that lie under it.
    fn push_copied(&mut self, run: &Run, inner: &Self) {
        let mut at = run.original as u32;
        let end = at + run.clean_len;
        let first = inner.runs.partition_point(|under| under.clean_end() <= at);
        for under in inner.runs.get(first..).unwrap_or_default() {
            if at >= end {
                break;
            }
            let stop = end.min(under.clean_end());
            if under.clean_unit == 1 && under.original_unit == 1 {
                let original = under.at(at - under.clean, false);
                self.push((stop - at) as usize, original, (stop - at) as usize);
                at = stop;
            }
            while at < stop {
                let unit = (at - under.clean) / under.clean_unit;
                let unit_end = under.clean + (unit + 1) * under.clean_unit;
                let piece = unit_end.min(stop) - at;
                let original = under.at(at - under.clean, false);
                self.push(piece as usize, original, under.original_unit as usize);
                at += piece;
            }
        }
        if at < end {
            // Nothing lies under the rest: it is pinned to the end, so that lengths stay right.
            let last = inner.runs.last().map_or(0, Run::original_end);
            self.push((end - at) as usize, last, 0);
        }
    }
}

/// The longest run of words that two texts have in common, in order and with gaps, as places in
/// both; of the first 400 words of either. The table of Wagner and Fischer (1974).
pub(crate) fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let (a, b) = (&a[..a.len().min(400)], &b[..b.len().min(400)]);
    let width = b.len() + 1;
    let mut best = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
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
    fn equal_units_join_into_one_run() {
        let mut map = OffsetMap::default();
        for at in 0..5 {
            map.push(1, at * 2, 2);
        }
        assert_eq!(map.runs.len(), 1);
        assert_eq!(map.original(Span::new(1, 3)), 2..6);
        assert_eq!(map.cleaned(6), 3);
        assert_eq!(map.cleaned(7), 3);
        assert_eq!(map.cleaned(99), 5);
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
