//! Rare Hanzi in names (T7): which they are, so that somebody whose font lacks one can still tell it.

/// A Hanzi outside the common block, as help describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rare {
    /// The character.
    pub hanzi: char,
    /// The block of Unicode that it stands in: `A` to `I` of the extensions, `compat` for compatibility.
    pub block: &'static str,
}

impl Rare {
    /// The code point as it is written: `U+20BB7`.
    #[must_use]
    pub fn code(self) -> String {
        format!("U+{:04X}", u32::from(self.hanzi))
    }
}

/// The blocks of Hanzi outside the common one (U+4E00 to U+9FFF), by code point.
const BLOCKS: [(u32, u32, &str); 11] = [
    (0x3400, 0x4DBF, "A"),
    (0xF900, 0xFAFF, "compat"),
    (0x20000, 0x2A6DF, "B"),
    (0x2A700, 0x2B73F, "C"),
    (0x2B740, 0x2B81F, "D"),
    (0x2B820, 0x2CEAF, "E"),
    (0x2CEB0, 0x2EBEF, "F"),
    (0x2EBF0, 0x2EE5F, "I"),
    (0x2F800, 0x2FA1F, "compat"),
    (0x30000, 0x3134F, "G"),
    (0x31350, 0x323AF, "H"),
];

/// The rare Hanzi of a text, each once, in their order.
#[must_use]
pub fn rare_hanzi(text: &str) -> Vec<Rare> {
    let mut found: Vec<Rare> = Vec::new();
    for hanzi in text.chars() {
        let code = u32::from(hanzi);
        let block = BLOCKS.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
        if let Some((_, _, block)) = block
            && found.iter().all(|rare| rare.hanzi != hanzi)
        {
            found.push(Rare { hanzi, block });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t7_rare_hanzi_are_told_with_code_point_and_block() {
        for (text, want) in [
            ("张伟", &[][..]),
            ("", &[]),
            ("𠮷野", &[("U+20BB7", "B")]),
            ("䶮龑䶮", &[("U+4DAE", "A")]),
            ("𪚥𫝀", &[("U+2A6A5", "B"), ("U+2B740", "D")]),
            ("a·é", &[]),
        ] {
            let found: Vec<(String, &str)> =
                rare_hanzi(text).into_iter().map(|rare| (rare.code(), rare.block)).collect();
            let want: Vec<(String, &str)> =
                want.iter().map(|(code, block)| ((*code).to_owned(), *block)).collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn t7_a_rare_hanzi_is_two_columns() {
        for rare in rare_hanzi("𠮷䶮𪚥𰻝") {
            assert_eq!(crate::text::cols(rare.hanzi.encode_utf8(&mut [0; 4])).get(), 2, "{}", rare.code());
        }
    }
}
