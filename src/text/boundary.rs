//! Grapheme cluster boundaries by byte offset; any offset is accepted, none panics.

use unicode_segmentation::GraphemeCursor;

/// The next boundary after `at`, the end of `text` at most.
pub fn next(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let found = GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0);
    found.ok().flatten().unwrap_or(text.len())
}

/// The boundary before `at`, 0 at least.
pub fn previous(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let found = GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0);
    found.ok().flatten().unwrap_or(0)
}

/// `at` itself if it is a boundary, else the next one.
pub fn at_or_after(text: &str, at: usize) -> usize {
    if is_boundary(text, at) { at } else { next(text, at) }
}

/// `at` itself if it is a boundary, else the one before.
pub fn at_or_before(text: &str, at: usize) -> usize {
    let floor = text.floor_char_boundary(at);
    if is_boundary(text, floor) { floor } else { previous(text, floor) }
}

/// Tells whether a cursor may stand at `at`.
pub fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The part of `text` between two offsets; empty if they are no offsets of `text`.
pub fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_inside_a_cluster_and_past_the_end_are_accepted() {
        let text = "a👨‍👩‍👧e\u{301}";
        let family = 1.."a👨‍👩‍👧".len();
        assert_eq!(next(text, 1), family.end);
        assert_eq!(previous(text, family.end), 1);
        for at in family.start + 1..family.end {
            assert!(!is_boundary(text, at), "{at}");
            assert_eq!(at_or_after(text, at), family.end, "{at}");
            assert_eq!(at_or_before(text, at), 1, "{at}");
        }
        assert_eq!(next(text, 999), text.len());
        assert_eq!(previous(text, 999), family.end);
        assert_eq!((next("", 0), previous("", 0)), (0, 0));
        assert_eq!(part(text, 2, 3), "");
    }
}
