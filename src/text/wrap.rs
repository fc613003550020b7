//! Breaking text into rows: Chinese without spaces, words together, punctuation where it belongs.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::boundary::part;
use super::width::{Cols, Widths};

impl Widths {
    /// Breaks `text` into rows of at most `width` columns (0 counts as 1).
    ///
    /// No row starts with a closing mark such as `，` or ends with an opening one such as `（`, and
    /// ASCII words stay together, where the width allows; spaces at a break are dropped; line ends
    /// stay. A cluster wider than `width` gets a row of its own.
    #[must_use]
    pub fn wrap(self, text: &str, width: Cols) -> Vec<String> {
        let measure = |cluster: &str| self.cluster(cluster);
        rows(text, width.get(), &measure)
            .iter()
            .map(|row| part(text, row.start, row.end).to_owned())
            .collect()
    }
}

/// Breaks `text` into rows of at most `width` columns; see [`Widths::wrap`].
#[must_use]
pub fn wrap(text: &str, width: Cols) -> Vec<String> {
    Widths::Narrow.wrap(text, width)
}

/// One row as byte offsets: `start..end` is drawn, `end..next` are the blanks or the line end after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Where the drawn part starts.
    pub start: usize,
    /// Where the drawn part ends.
    pub end: usize,
    /// Where the next row starts.
    pub next: usize,
}

/// Breaks `text` into rows that together cover it; there is always at least one.
pub(super) fn rows(text: &str, width: usize, measure: &dyn Fn(&str) -> usize) -> Vec<Row> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let after = (at + line.len() + 1).min(text.len());
        break_line(line.strip_suffix('\r').unwrap_or(line), at, after, width, measure, &mut rows);
        at = after;
    }
    rows
}

/// A grapheme cluster of the line being broken.
struct Cluster {
    at: usize,
    cols: usize,
    first: char,
    blank: bool,
}

fn break_line(
    line: &str,
    offset: usize,
    after: usize,
    width: usize,
    measure: &dyn Fn(&str) -> usize,
    rows: &mut Vec<Row>,
) {
    let clusters: Vec<Cluster> = line
        .grapheme_indices(true)
        .map(|(at, cluster)| Cluster {
            at: offset + at,
            cols: measure(cluster),
            first: cluster.chars().next().unwrap_or_default(),
            blank: matches!(cluster, " " | "\t" | "\u{3000}"),
        })
        .collect();
    let end_of_line = offset + line.len();
    let offset_of = |index: usize| clusters.get(index).map_or(end_of_line, |cluster| cluster.at);
    let mut rest = clusters.as_slice();
    loop {
        let from = clusters.len() - rest.len();
        let (end, next) = break_row(rest, width);
        rest = rest.get(next..).unwrap_or_default();
        let next = if rest.is_empty() { after } else { offset_of(from + next) };
        rows.push(Row { start: offset_of(from), end: offset_of(from + end), next });
        if rest.is_empty() {
            return;
        }
    }
}

/// Finds where the first row of `line` ends and where the next one starts, as cluster counts.
fn break_row(line: &[Cluster], width: usize) -> (usize, usize) {
    let mut used = 0;
    let fitting = line.iter().take_while(|cluster| {
        used += cluster.cols;
        used <= width
    });
    let limit = fitting.count().max(1).min(line.len());
    if limit == line.len() {
        return (limit, limit);
    }
    let best = |rule| (1..=limit).rev().find(|&at| may_break(line, at, rule));
    let cut = best(Rule::Words).or_else(|| best(Rule::Marks)).unwrap_or(limit);
    let (row, rest) = line.split_at_checked(cut).unwrap_or((line, &[]));
    let end = row.iter().rposition(|cluster| !cluster.blank).map_or(0, |last| last + 1);
    let blanks = rest.iter().take_while(|cluster| cluster.blank).count();
    (end, cut + blanks)
}

/// How much a break has to respect; where one rule finds no place the next is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Neither words nor the place of marks are disturbed.
    Words,
    /// A long word may be split.
    Marks,
}

/// Tells whether the row may end before the cluster at index `at`, blanks around it left aside.
fn may_break(line: &[Cluster], at: usize, rule: Rule) -> bool {
    let Some((row, rest)) = line.split_at_checked(at) else { return false };
    let Some(before) = row.iter().rfind(|cluster| !cluster.blank) else { return false };
    let Some(after) = rest.iter().find(|cluster| !cluster.blank) else { return true };
    if is_closing(after.first) || is_opening(before.first) {
        return false;
    }
    let gap =
        row.last().is_some_and(|cluster| cluster.blank) || rest.first().is_some_and(|cluster| cluster.blank);
    let pair = before.first == after.first && matches!(after.first, '—' | '…');
    gap || !(pair || rule == Rule::Words && is_word(before.first) && is_word(after.first))
}

/// Letters, digits and ASCII signs, which make up words, numbers and addresses.
fn is_word(ch: char) -> bool {
    UnicodeWidthChar::width(ch) == Some(1) && (ch.is_ascii_graphic() || ch.is_alphanumeric())
}

/// Marks that no row starts with.
pub(super) const fn is_closing(ch: char) -> bool {
    matches!(
        ch,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '】'
            | '》'
            | '”'
            | '’'
            | '〉'
            | '」'
            | '』'
            | '〕'
            | '〗'
            | '］'
            | '｝'
            | '．'
            | '％'
            | '～'
            | '·'
            | '・'
            | '–'
            | '℃'
            | '‰'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '%'
    )
}

/// Marks that no row ends with.
pub(super) const fn is_opening(ch: char) -> bool {
    matches!(
        ch,
        '（' | '【'
            | '《'
            | '“'
            | '‘'
            | '〈'
            | '「'
            | '『'
            | '〔'
            | '〖'
            | '［'
            | '｛'
            | '￥'
            | '('
            | '['
            | '{'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{SAMPLES, tricky};
    use super::super::{clean_text, cols};
    use super::*;

    #[test]
    fn rows_at_given_widths() {
        let table: [(&str, usize, &[&str]); 22] = [
            ("", 4, &[""]),
            ("\n", 4, &["", ""]),
            ("a\r\n\nb", 4, &["a", "", "b"]),
            ("你好世界", 4, &["你好", "世界"]),
            ("你好世界", 5, &["你好", "世界"]),
            ("你好，世界", 4, &["你", "好，", "世界"]),
            ("你好，世界", 6, &["你好，", "世界"]),
            ("他说“好”。", 5, &["他说", "“好”", "。"]),
            ("他说“好”。", 6, &["他说", "“好”。"]),
            ("见（附件）", 4, &["见", "（附", "件）"]),
            ("hello world", 7, &["hello", "world"]),
            ("hello world", 5, &["hello", "world"]),
            ("hello   world", 6, &["hello", "world"]),
            ("helloworld", 4, &["hell", "owor", "ld"]),
            ("电话13800138000请回", 12, &["电话", "13800138000", "请回"]),
            ("第1,234号", 6, &["第", "1,234", "号"]),
            ("阿依古丽·买买提", 8, &["阿依古", "丽·买买", "提"]),
            ("等等……好", 6, &["等等……", "好"]),
            ("是——对", 3, &["是", "——", "对"]),
            ("你好  ", 4, &["你好"]),
            ("  你好", 4, &["  你", "好"]),
            ("你", 1, &["你"]),
        ];
        for (text, width, want) in table {
            assert_eq!(wrap(text, Cols(width)), want, "{text:?} in {width}");
        }
    }

    #[test]
    fn ambiguous_marks_take_two_columns_on_a_wide_terminal() {
        assert_eq!(Widths::Wide.wrap("他说“好”", Cols(8)), ["他说", "“好”"]);
        assert_eq!(Widths::Narrow.wrap("他说“好”", Cols(8)), ["他说“好”"]);
    }

    #[test]
    fn every_sample_at_every_width() {
        for text in SAMPLES {
            for width in 1..=12 {
                check(text, width);
            }
        }
    }

    /// Holds what every wrapping promises: nothing lost but blanks, no row too wide, marks in place.
    fn check(text: &str, width: usize) {
        let found = rows(text, width, &|cluster| Widths::Narrow.cluster(cluster));
        let mut at = 0;
        for row in &found {
            assert!(
                row.start == at && row.start <= row.end && row.end <= row.next,
                "{text:?} {width} {row:?}"
            );
            assert!(
                part(text, row.end, row.next).chars().all(char::is_whitespace),
                "{text:?} {width} {row:?}"
            );
            let drawn = part(text, row.start, row.end);
            let alone = drawn.graphemes(true).count() == 1;
            assert!(cols(drawn).get() <= width || alone, "{text:?} {width} {drawn:?}");
            at = row.next;
        }
        assert_eq!(at, text.len(), "{text:?} {width}");
        for pair in found.windows(2) {
            let soft = !part(text, pair[0].end, pair[0].next).contains('\n');
            let after = firsts(part(text, pair[1].start, pair[1].end));
            if soft && after.first().copied().is_some_and(is_closing) {
                let before = firsts(part(text, pair[0].start, pair[0].end));
                assert!(!could_go_along(&before), "{text:?} {width} {before:?} {after:?}");
            }
        }
    }

    fn firsts(row: &str) -> Vec<char> {
        row.graphemes(true).filter_map(|cluster| cluster.chars().next()).collect()
    }

    /// Tells whether the last cluster of a row could have gone to the next row with the mark after it.
    fn could_go_along(row: &[char]) -> bool {
        let Some((&last, rest)) = row.split_last() else { return false };
        let kept = rest.iter().rfind(|ch| !ch.is_whitespace());
        !is_closing(last) && kept.is_some_and(|&kept| !is_opening(kept) && kept != last)
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_blanks_at_breaks(text in tricky(), width in 1_usize..30) {
            check(&clean_text(&text).text, width);
        }
    }
}
