//! The built-in catalogue: 47 items with what is known of them, the rest marked as examples.

use super::Item;
use crate::words::{Message, item as w};
use serde::Deserialize;

/// The shape of `fixtures/catalogue/items.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    /// What stands in a free-text field that is named in an item's `sample` and has no value.
    sample_text: String,
    item: Vec<Item>,
}

/// The items that the program brings along, by quick number.
///
/// A demo publishes those that are not confidential; a new station gets all of them as unpublished
/// templates.
///
/// # Errors
/// Where the file that was built in is broken.
pub fn builtin() -> Result<Vec<Item>, Message> {
    let text = include_str!("../../../fixtures/catalogue/items.toml");
    let Catalogue { sample_text, mut item } =
        toml::from_str(text).map_err(|error| w::FIXTURE_BROKEN.with("why", error.message()))?;
    for item in &mut item {
        for field in item.sample.clone() {
            if let Some(empty) = item.text_mut(field).filter(|text| text.is_empty()) {
                empty.clone_from(&sample_text);
            }
        }
    }
    Ok(item)
}

#[cfg(test)]
mod tests {
    use super::super::{Field, FirstStep, Kind, MaterialForm, Party, QUICK};
    use super::*;
    use crate::calendar::Unit::{Cd, Wd};
    use std::collections::BTreeSet;

    fn item(code: &str) -> Item {
        builtin().unwrap().into_iter().find(|item| item.code == code).unwrap()
    }

    #[test]
    fn the_47_items_have_codes_and_quick_numbers_of_their_own() {
        let items = builtin().unwrap();
        assert_eq!(items.len(), 47);
        assert_eq!(items.iter().map(|item| &item.code).collect::<BTreeSet<_>>().len(), 47);
        let quick: Vec<u16> = items.iter().map(|item| item.quick).collect();
        assert_eq!(quick, (10..=56).collect::<Vec<_>>());
        assert!(quick.iter().all(|quick| QUICK.contains(quick)));
    }

    #[test]
    fn on_9_no_template_is_publishable_and_all_but_the_confidential_serve_the_demo() {
        for item in builtin().unwrap() {
            assert!(!item.publishable(), "{}", item.code);
            assert_eq!(item.gaps_allowing_sample(), [], "{}", item.code);
            assert_eq!(item.publishable_with_sample(), item.withheld().is_none(), "{}", item.code);
        }
        let withheld: Vec<String> = builtin()
            .unwrap()
            .into_iter()
            .filter(|item| item.withheld().is_some())
            .map(|item| item.code)
            .collect();
        assert_eq!(withheld, ["MZ10", "SF03", "JS02"], "SF04 opens the register of feedback");
    }

    #[test]
    fn what_is_not_known_is_marked_and_never_invented() {
        for item in builtin().unwrap() {
            assert!(
                item.sample.contains(&Field::Committed),
                "{}: all committed limits are examples",
                item.code
            );
            assert_eq!(
                item.legal_basis.starts_with("示例"),
                item.sample.contains(&Field::LegalBasis),
                "{}",
                item.code
            );
            assert!(item.enquiry_phone.starts_with("示例"), "{}", item.code);
        }
        assert_eq!(item("YL04").legal_basis, "《社会保险经办条例》");
    }

    #[test]
    fn a1_the_station_accepts_for_the_organ_and_the_organ_decides() {
        let zf01 = item("ZF01");
        assert_eq!(zf01.accepts, Party::Entrusted("住保房管局".to_owned()));
        assert_eq!(zf01.decides, Party::Organ("住保房管局".to_owned()));
        assert_eq!((item("ZH01").accepts, item("ZH01").decides), (Party::Station, Party::Station));
        assert_eq!(item("ZA01").first_step, FirstStep::OnSpot);
        assert_eq!(item("SF01").first_step, FirstStep::Withdrawn);
        assert_eq!(item("ZH02").first_step, FirstStep::Abandoned);
    }

    #[test]
    fn steps_publicity_and_extensions_follow_the_table() {
        let days = |code: &str| item(code).steps.into_iter().filter_map(|step| step.days).collect::<Vec<_>>();
        assert_eq!(days("MZ07"), [(3, Wd), (10, Wd), (3, Wd)]);
        assert_eq!(days("MZ08"), [(10, Wd), (5, Cd), (5, Wd), (5, Wd)]);
        assert_eq!(days("LD03"), [(2, Wd), (3, Cd), (2, Wd), (7, Wd)]);
        assert_eq!(item("MZ09").flow(), "受理 → 办理 → 决定 → 送达");
        for (code, publicity) in [("MZ01", (7, Cd)), ("CL01", (5, Wd)), ("LD03", (3, Cd)), ("LD04", (7, Wd))]
        {
            assert_eq!(item(code).publicity, Some(publicity), "{code}");
        }
        let published = builtin().unwrap().iter().filter(|item| item.publicity.is_some()).count();
        assert_eq!(published, 12);
        for (code, days, unit) in [("MZ01", 15, Wd), ("ZH02", 20, Wd), ("SF04", 30, Cd)] {
            let extension = item(code).extension.unwrap();
            assert_eq!((extension.days, extension.unit), (days, unit), "{code} (CL-17)");
        }
    }

    #[test]
    fn on_8_no_agent_where_the_person_must_attend() {
        let refused: Vec<String> =
            builtin().unwrap().into_iter().filter(|item| !item.agent_allowed).map(|item| item.code).collect();
        assert_eq!(refused, ["ZA05", "LD08"]);
    }

    #[test]
    fn materials_are_records_numbered_within_the_item() {
        for item in builtin().unwrap() {
            let keys: Vec<usize> = item.materials.iter().map(|material| material.key.into()).collect();
            assert_eq!(keys, (1..=item.materials.len()).collect::<Vec<_>>(), "{}", item.code);
        }
        let mz03 = item("MZ03");
        assert_eq!(mz03.materials[0].form, MaterialForm::OriginalKept);
        assert_eq!(mz03.materials[1].form, MaterialForm::OriginalChecked);
        assert!(!mz03.materials[4].mandatory);
        assert_eq!(item("MZ06").kind, Kind::Urgent);
    }

    #[test]
    fn an_item_survives_being_stored_as_json() {
        for item in builtin().unwrap() {
            let text = serde_json::to_string(&item).unwrap();
            assert_eq!(serde_json::from_str::<Item>(&text).unwrap(), item);
        }
    }
}
