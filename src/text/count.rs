//! Counting characters for limits and for rules such as "at least 20 字".

/// Counts characters (Unicode scalar values), the unit of every length limit.
#[must_use]
pub fn len_chars(text: &str) -> usize {
    text.chars().count()
}

/// Counts 汉字 alone: no letters, digits, blanks or punctuation.
#[must_use]
pub fn hanzi_count(text: &str) -> usize {
    text.chars().filter(|&ch| is_hanzi(ch)).count()
}

/// Tells whether `ch` is a 汉字, `〇` and the supplementary planes included (`T7`).
#[must_use]
pub const fn is_hanzi(ch: char) -> bool {
    matches!(ch,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_7_rare_hanzi_count_as_one_each() {
        let table = [
            ("", 0, 0),
            ("abc 12", 0, 6),
            ("你好。", 2, 3),
            ("𠮷䶮〇", 3, 3),
            ("葛\u{E0100}", 1, 2),
            ("買·한", 1, 3),
        ];
        for (text, hanzi, chars) in table {
            assert_eq!((hanzi_count(text), len_chars(text)), (hanzi, chars), "{text}");
        }
    }
}
