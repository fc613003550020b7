//! A number in large digits, to be read across a counter.

/// How many rows a large digit has.
const HEIGHT: usize = 5;

/// The ten digits, five columns wide.
const SHAPES: [[&str; HEIGHT]; 10] = [
    ["#####", "#   #", "#   #", "#   #", "#####"],
    ["  #  ", " ##  ", "  #  ", "  #  ", "#####"],
    ["#####", "    #", "#####", "#    ", "#####"],
    ["#####", "    #", " ####", "    #", "#####"],
    ["#   #", "#   #", "#####", "    #", "    #"],
    ["#####", "#    ", "#####", "    #", "#####"],
    ["#####", "#    ", "#####", "#   #", "#####"],
    ["#####", "    #", "   # ", "  #  ", "  #  "],
    ["#####", "#   #", "#####", "#   #", "#####"],
    ["#####", "#   #", "#####", "    #", "#####"],
];

/// The running number at the end of `number` (`000123` of `CODE-2026-R000123`) as five rows.
///
/// `None` where it ends in no digit, or where the rows would be wider than `columns`.
pub(super) fn large(number: &str, columns: usize) -> Option<Vec<String>> {
    let head = number.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let tail = number.get(head.len()..).unwrap_or_default();
    let shapes: Vec<&[&str; HEIGHT]> = tail
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .filter_map(|digit| SHAPES.get(digit as usize))
        .collect();
    let width = (shapes.len() * 6).checked_sub(1)?;
    let row = |at: usize| {
        let pieces: Vec<&str> = shapes.iter().filter_map(|shape| shape.get(at).copied()).collect();
        pieces.join(" ")
    };
    (width <= columns).then(|| (0..HEIGHT).map(row).collect())
}
