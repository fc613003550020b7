//! Drawing data on a terminal that makes ambiguous characters two columns wide (`T6`).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::width::{Widths, is_ambiguous};

/// Replaces characters of ambiguous width by ones that every program counts alike (`T6`).
///
/// Only for drawing: the stored text stays as it is. On a narrow terminal nothing changes. Letters
/// without a stand-in (Greek, Cyrillic) stay and are counted two wide by [`Widths::Wide`].
#[must_use]
pub fn draw_safe(text: &str, widths: Widths) -> Cow<'_, str> {
    if widths == Widths::Narrow || !text.chars().any(is_ambiguous) {
        return Cow::Borrowed(text);
    }
    let mut drawn = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if Widths::Narrow.cluster(cluster) == Widths::Wide.cluster(cluster) {
            drawn.push_str(cluster);
        } else {
            cluster.chars().for_each(|ch| push_safe(&mut drawn, ch));
        }
    }
    Cow::Owned(drawn)
}

fn push_safe(drawn: &mut String, ch: char) {
    if let Some(stand_in) = stand_in(ch) {
        drawn.push_str(stand_in);
    } else if let Some(number) = circled_number(ch) {
        drawn.push_str(&format!("({number})"));
    } else if !is_ambiguous(ch) {
        // A text selector on a replaced symbol would turn up on its stand-in.
        if !matches!(ch, '\u{FE00}'..='\u{FE0F}') {
            drawn.push(ch);
        }
    } else if std::iter::once(ch).nfkd().eq([ch]) {
        drawn.push(ch);
    } else {
        // What a decomposition consists of cannot be decomposed again.
        std::iter::once(ch).nfkd().for_each(|piece| push_safe(drawn, piece));
    }
}

fn circled_number(ch: char) -> Option<u32> {
    let code = u32::from(ch);
    match ch {
        '①'..='⑳' => Some(code - 0x245F),
        '❶'..='❿' => Some(code - 0x2775),
        '⓫'..='⓴' => Some(code - 0x24E0),
        '⓪' | '⓿' => Some(0),
        _ => None,
    }
}

/// What is drawn instead; two columns from CJK fonts, or ASCII.
const fn stand_in(ch: char) -> Option<&'static str> {
    Some(match ch {
        '·' | '‧' | '•' => "・",
        '“' | '”' | '″' => "\"",
        '‘' | '’' | '′' => "'",
        '‐' | '–' | '—' | '―' | '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' => {
            "-"
        }
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' => "|",
        '┌'..='╋' | '╒'..='╰' => "+",
        '‖' | '∥' => "||",
        '…' | '⋯' => "...",
        '‥' => "..",
        '×' => "x",
        '÷' | '╱' | '↗' | '↙' => "/",
        '╲' | '↘' | '↖' => "\\",
        '╳' => "X",
        '±' => "+/-",
        '→' => "->",
        '←' => "<-",
        '↔' => "<->",
        '↑' | '△' | '▲' => "^",
        '↓' | '▽' | '▼' => "v",
        '⇒' => "=>",
        '⇔' => "<=>",
        '▶' | '▷' => ">",
        '◀' | '◁' => "<",
        '≤' | '≦' => "<=",
        '≥' | '≧' => ">=",
        '≠' => "!=",
        '≈' | '≒' | '∽' | '∼' => "~",
        '≡' => "=",
        '∞' => "oo",
        '√' | '✓' | '✔' => "v",
        '∶' => ":",
        '°' => "度",
        '℃' => "度C",
        '№' => "No.",
        '‰' => "o/oo",
        '¤' => "$",
        '§' => "S",
        '※' | '★' | '☆' | '●' | '◆' | '◇' | '◎' => "*",
        '○' | '◯' => "〇",
        '■' | '█' | '▓' => "#",
        '□' => "口",
        '▒' | '░' => ":",
        '®' => "(R)",
        '™' => "(TM)",
        '©' => "(C)",
        '♀' => "女",
        '♂' => "男",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::SAMPLES;
    use super::*;

    #[test]
    fn t_6_map_on_a_wide_terminal() {
        let table = [
            ("阿依古丽·买买提", "阿依古丽・买买提"),
            ("“好”——‘天’……", "\"好\"--'天'......"),
            ("①⑳ 3×4→12", "(1)(20) 3x4->12"),
            ("Ⅳ级 ½ 1²", "IV级 1⁄2 12"),
            ("yī èr sān", "yi\u{304} e\u{300}r sa\u{304}n"),
            ("┌─┐│", "+-+|"),
            ("你好 abc ❤️ 👨‍👩‍👧", "你好 abc ❤️ 👨‍👩‍👧"),
            ("Жя", "Жя"),
        ];
        for (text, want) in table {
            assert_eq!(draw_safe(text, Widths::Wide), want, "{text}");
            assert!(matches!(draw_safe(text, Widths::Narrow), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn t_6_what_is_drawn_has_one_width_everywhere() {
        let symbols: String = ('\u{A0}'..'\u{2FFF}').filter(|&ch| stand_in(ch).is_some()).collect();
        for text in SAMPLES.iter().copied().chain([&*symbols, "①❶⓫⓪⑴⒈Ⅰⅱāǎàéèüöñ℉㎡"])
        {
            let drawn = draw_safe(text, Widths::Wide);
            assert_eq!(Widths::Narrow.cols(&drawn), Widths::Wide.cols(&drawn), "{drawn}");
        }
    }
}
