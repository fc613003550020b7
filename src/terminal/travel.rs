//! The cheapest way to move the terminal's cursor.

/// What is known of the terminal's cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Nothing.
    Unknown,
    /// The row, not the column: after the last column, or after a character of doubtful width.
    Row(u16),
    /// Column and row, from 0.
    At(u16, u16),
}

/// Appends the shortest sequence that brings the cursor from `from` to column `x`, row `y`.
///
/// Only moves that every terminal since the VT220 knows: carriage return, line feed, backspace and
/// `CSI A B C D H`. Output processing is off, so a line feed keeps the column.
pub fn travel(from: Spot, x: u16, y: u16, out: &mut Vec<u8>) {
    let mut best = absolute(x, y);
    let mut offer = |way: Vec<u8>| {
        if way.len() < best.len() {
            best = way;
        }
    };
    if let Spot::At(from_x, from_y) = from {
        let mut way = vertical(from_y, y);
        way.extend(horizontal(from_x, x));
        offer(way);
    }
    if let Spot::At(_, from_y) | Spot::Row(from_y) = from {
        let mut way = vec![b'\r'];
        way.extend(vertical(from_y, y));
        way.extend(horizontal(0, x));
        offer(way);
    }
    out.extend(best);
}

fn absolute(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{}H", y + 1).into_bytes(),
        (_, 0) => format!("\x1b[;{}H", x + 1).into_bytes(),
        _ => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

fn vertical(from: u16, to: u16) -> Vec<u8> {
    if to >= from { stride(to - from, 'B', Some(b'\n')) } else { stride(from - to, 'A', None) }
}

fn horizontal(from: u16, to: u16) -> Vec<u8> {
    if to >= from { stride(to - from, 'C', None) } else { stride(from - to, 'D', Some(b'\x08')) }
}

/// `count` steps, as single bytes where that is not longer than the sequence.
fn stride(count: u16, letter: char, single: Option<u8>) -> Vec<u8> {
    let sequence = match count {
        0 => return Vec::new(),
        1 => format!("\x1b[{letter}"),
        _ => format!("\x1b[{count}{letter}"),
    };
    match single {
        Some(byte) if usize::from(count) <= sequence.len() => vec![byte; usize::from(count)],
        _ => sequence.into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t8a_the_shortest_way_is_taken() {
        for (from, to, expected) in [
            (Spot::Unknown, (0, 0), "^[H"),
            (Spot::Unknown, (0, 4), "^[5H"),
            (Spot::Unknown, (4, 0), "^[;5H"),
            (Spot::Unknown, (4, 9), "^[10;5H"),
            (Spot::At(4, 9), (4, 9), ""),
            (Spot::At(4, 9), (5, 9), "^[C"),
            (Spot::At(4, 9), (3, 9), "<"),
            (Spot::At(14, 9), (1, 9), "\r^[C"),
            (Spot::At(4, 9), (0, 9), "\r"),
            (Spot::At(4, 9), (0, 10), "\r\n"),
            (Spot::At(4, 9), (4, 11), "\n\n"),
            (Spot::At(4, 9), (4, 8), "^[A"),
            (Spot::At(40, 9), (30, 9), "^[10D"),
            (Spot::Row(9), (0, 10), "\r\n"),
            (Spot::Row(9), (77, 9), "\r^[77C"),
            (Spot::At(119, 3), (60, 30), "^[31;61H"),
        ] {
            let mut out = Vec::new();
            travel(from, to.0, to.1, &mut out);
            let text = String::from_utf8(out).unwrap().replace('\x1b', "^").replace('\x08', "<");
            assert_eq!(text, expected, "{from:?} -> {to:?}");
        }
    }
}
