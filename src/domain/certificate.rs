//! Certificates of a residents' committee: what it may issue, and what other bodies do instead (ON-2).

use super::item::Item;
use serde::Deserialize;

/// What committees do not certify, and who is competent instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Barred {
    /// What it is called.
    pub what: String,
    /// The words by which it is recognised in what somebody typed.
    pub words: Vec<String>,
    /// The competent body.
    pub body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    barred: Vec<Barred>,
}

/// The item under which certificates are issued.
const ITEM: &str = "ZH01";

/// Whether an item is about a certificate.
#[must_use]
pub fn is_about(item: &Item) -> bool {
    item.code == ITEM
}

/// The list of what committees do not certify, as it is built in.
#[must_use]
pub fn list() -> Vec<Barred> {
    let text = include_str!("../../fixtures/catalogue/not-certified.toml");
    toml::from_str::<List>(text).map(|list| list.barred).unwrap_or_default()
}

/// What of the list a subject means, if it means any.
#[must_use]
pub fn barred(subject: &str) -> Option<Barred> {
    // Blanks and line ends inside a word hide nothing.
    let bare: String = crate::text::clean_text(subject).text.chars().filter(|c| !c.is_whitespace()).collect();
    list().into_iter().find(|barred| barred.words.iter().any(|word| bare.contains(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_2_each_barred_certificate_names_its_words_and_the_competent_body() {
        let list = list();
        assert!(list.len() >= 15, "the list that is built in can be read");
        for barred in &list {
            assert!(!barred.what.is_empty() && !barred.body.is_empty() && !barred.words.is_empty());
            for word in &barred.words {
                assert_eq!(super::barred(word).as_ref().map(|one| &one.what), Some(&barred.what), "{word}");
            }
        }
        assert_eq!(
            super::barred("居民婚姻状况").map(|one| one.body),
            Some("民政部门婚姻登记机关".to_owned())
        );
        assert!(super::barred("婚 姻\n状况").is_some());
        assert_eq!(super::barred("在本社区居住"), None);
    }
}
