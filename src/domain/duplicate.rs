//! Doubles: whether two records are one person, and why one would think so; what a merge fills in.

use super::id::{HouseholdId, MergeId, OperatorId, PersonId, VolunteerId};
use super::identifier::Kind;
use super::named::Named;
use super::person::Person;
use super::refusal::Refusal;
use crate::calendar::Stamp;
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

named! {
    /// Why two records may be one person, the weightiest first.
    Likeness {
        /// The same number; a 15-digit one is kept with 18 digits (ID-3).
        SameNumber = "same-number", w::LIKE_NUMBER;
        /// Numbers that differ by one digit or two that were swapped: a typing error.
        NearNumber = "near-number", w::LIKE_NEAR_NUMBER;
        /// Another kind of permit, of one name and one day of birth (ID-4, ID-5).
        OtherPermit = "other-permit", w::LIKE_PERMIT;
        /// Name and day of birth.
        NameAndBirth = "name-and-birth", w::LIKE_NAME_BIRTH;
        /// Name and telephone.
        NameAndPhone = "name-and-phone", w::LIKE_NAME_PHONE;
        /// Name and address.
        NameAndAddress = "name-and-address", w::LIKE_NAME_ADDRESS;
        /// Another name, but the same telephone and day of birth: a changed name, or one mistyped.
        ChangedName = "changed-name", w::LIKE_CHANGED_NAME;
    }
}

/// Why two records may be one person; nothing where there is no reason.
///
/// Two different whole numbers of the same kind are two persons, whatever else agrees, unless one of them can be
/// a slip of the hand.
#[must_use]
pub fn likeness(a: &Person, b: &Person) -> Vec<Likeness> {
    let mut found = Vec::new();
    let numbers = a.id_number.as_deref().zip(b.id_number.as_deref());
    let same_name = a.name == b.name;
    let same_birth = a.birth.is_some() && a.birth == b.birth;
    let phones =
        |one: &Person| [one.phone.clone(), one.phone2.clone()].into_iter().flatten().collect::<Vec<_>>();
    let same_phone = phones(a).iter().any(|phone| phones(b).contains(phone));
    if let Some((one, other)) = numbers {
        if one == other {
            found.push(Likeness::SameNumber);
        } else if kind(a) != kind(b) {
            if same_name && same_birth {
                found.push(Likeness::OtherPermit);
            }
        } else if near(one, other) && (same_name || same_phone) {
            found.push(Likeness::NearNumber);
        } else if !renewed(a, b) {
            return found;
        }
    }
    if same_name && same_birth && numbers.is_none_or(|_| renewed(a, b)) {
        found.push(Likeness::NameAndBirth);
    }
    if same_name && same_phone {
        found.push(Likeness::NameAndPhone);
    }
    if same_name && !a.address.is_empty() && a.address == b.address {
        found.push(Likeness::NameAndAddress);
    }
    if !same_name && same_birth && same_phone {
        found.push(Likeness::ChangedName);
    }
    found.sort_unstable();
    found
}

/// What kind of number a person has; an old one of 15 digits is the same card.
fn kind(person: &Person) -> Option<Kind> {
    let kind = person.id_kind.as_deref().and_then(Kind::from_word);
    if kind == Some(Kind::ResidentId15) { Some(Kind::ResidentId) } else { kind }
}

/// Whether both have a card whose number changes when it is renewed.
fn renewed(a: &Person, b: &Person) -> bool {
    let changes = |one: &Person| kind(one).is_some_and(|kind| kind != Kind::ResidentId);
    changes(a) && changes(b)
}

/// Whether two numbers of one length differ by one sign, or by two neighbours that were swapped; the check digit
/// may differ besides.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() || a.len() < 8 {
        return false;
    }
    let body = a.len() - 1;
    let differ: Vec<usize> = (0..body).filter(|at| a.get(*at) != b.get(*at)).collect();
    match differ.as_slice() {
        [_] => true,
        [first, second] => {
            second - first == 1 && a.get(*first) == b.get(*second) && a.get(*second) == b.get(*first)
        }
        _ => false,
    }
}

/// A merge of two records of one person; nothing of either is moved, so that it can be taken back at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The record that is kept.
    pub kept_id: PersonId,
    /// The record that points to it since.
    pub gone_id: PersonId,
    /// When.
    pub at: Stamp,
    /// Who.
    pub operator_id: OperatorId,
    /// Why.
    pub reason: String,
    /// What the kept record took over, because it had nothing there.
    pub filled: Filled,
    /// When it was taken back.
    pub ended_at: Option<Stamp>,
}

/// What a kept record took over from its double.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filled {
    /// The number and its kind.
    pub id_number: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The second telephone.
    pub phone2: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The household.
    pub household: Option<HouseholdId>,
    /// The volunteer who followed to it.
    pub volunteer: Option<VolunteerId>,
}

impl Filled {
    /// Fills what `kept` lacks from `gone`, and remembers it.
    #[must_use]
    pub fn fill(kept: &mut Person, gone: &Person) -> Self {
        let mut filled = Self::default();
        if kept.id_number.is_none() && gone.id_number.is_some() {
            filled.id_number.clone_from(&gone.id_number);
            kept.id_number.clone_from(&gone.id_number);
            kept.id_kind.clone_from(&gone.id_kind);
            kept.birth = gone.birth;
            kept.sex.clone_from(&gone.sex);
        }
        for phone in [&gone.phone, &gone.phone2].into_iter().flatten() {
            if kept.phone.as_ref() == Some(phone) || kept.phone2.as_ref() == Some(phone) {
                continue;
            }
            if kept.phone.is_none() {
                kept.phone = Some(phone.clone());
                filled.phone = Some(phone.clone());
            } else if kept.phone2.is_none() {
                kept.phone2 = Some(phone.clone());
                filled.phone2 = Some(phone.clone());
            }
        }
        if kept.address.is_empty() && !gone.address.is_empty() {
            kept.address.clone_from(&gone.address);
            filled.address = Some(gone.address.clone());
        }
        filled
    }

    /// Takes out of `kept` what was filled in and is still as it came; what was corrected since stays.
    pub fn empty(&self, kept: &mut Person) {
        if self.id_number.is_some() && kept.id_number == self.id_number {
            kept.id_number = None;
            kept.id_kind = None;
            kept.birth = None;
            kept.sex = None;
        }
        if self.phone.is_some() && kept.phone == self.phone {
            kept.phone = None;
        }
        if self.phone2.is_some() && kept.phone2 == self.phone2 {
            kept.phone2 = None;
        }
        if self.address.as_ref().is_some_and(|address| *address == kept.address) {
            kept.address.clear();
        }
        if self.household.is_some() && kept.household_id == self.household {
            kept.household_id = None;
        }
    }
}

/// Two records can be merged.
///
/// # Errors
/// They are one record, or one is a double already.
pub fn require_mergeable(kept: &Person, gone: &Person) -> Result<(), Refusal> {
    if kept.id == gone.id {
        return Err(Refusal::rule("A12", w::MERGE_SELF.with("name", &kept.name)).at("gone"));
    }
    for one in [kept, gone] {
        if one.merged_into.is_some() || one.voided_at.is_some() {
            return Err(Refusal::rule("A12", w::MERGED_ALREADY.with("name", &one.name))
                .advise(&w::MERGED_ALREADY_ADVICE)
                .at("gone"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, number: &str, phone: &str) -> Person {
        let mut one = Person::named(PersonId(1), name.to_owned());
        one.phone = Some(phone.to_owned()).filter(|phone| !phone.is_empty());
        let today = "2026-11-25".parse().unwrap_or_default();
        if let Ok(checked) = super::super::identifier::id_number::check(number, today) {
            one.birth = checked.birth;
            one.id_kind = Some(checked.kind.word().to_owned());
            one.id_number = Some(checked.normalized);
        }
        one
    }

    #[test]
    fn id_3_id_4_id_5_a_double_is_told_by_its_reasons() {
        use Likeness::{ChangedName, NameAndPhone, NearNumber, OtherPermit, SameNumber};
        let (old, new) = ("110105491231002", "11010519491231002X");
        let (own, slip) = ("330106199003071236", "330106199003071359");
        for (a, b, expected) in [
            (("王桂英", old, ""), ("王桂英", new, ""), vec![SameNumber]),
            (("张旧", own, "13800000003"), ("张新", own, "13800000003"), vec![SameNumber, ChangedName]),
            (("王英", "", "13800000002"), ("王英", "", "13800000002"), vec![NameAndPhone]),
            (("王英", "", "13800000002"), ("李英", "", "13800000002"), vec![]),
            // Two whole numbers of one kind are two persons, of whatever name and birth.
            (("李敏", own, "13800000001"), ("李敏", slip, "13800000001"), vec![]),
        ] {
            assert_eq!(likeness(&person(a.0, a.1, a.2), &person(b.0, b.1, b.2)), expected, "{a:?} {b:?}");
        }
        // A permanent residence card instead of the permit before it.
        let card = person("CHEN MING", "911124198108030024", "");
        let mut permit = person("CHEN MING", "810000199408230021", "");
        permit.birth = card.birth;
        assert_eq!(likeness(&card, &permit).first(), Some(&OtherPermit));
        let mut typed = person("李敏", own, "13800000001");
        let right = typed.clone();
        typed.id_number = Some("330106199003072236".to_owned());
        assert!(likeness(&right, &typed).contains(&NearNumber));
        assert!(near(own, "330106199030071230") && !near(own, "330106199112071236"));
    }

    #[test]
    fn a_merge_fills_what_is_missing_and_gives_back_only_that() {
        let mut kept = person("王桂英", "", "13800000001");
        let mut gone = person("王桂英", "11010519491231002X", "13800000002");
        gone.address = "朝阳里 3幢".to_owned();
        let before = kept.clone();
        let filled = Filled::fill(&mut kept, &gone);
        assert_eq!(kept.id_number, gone.id_number);
        assert_eq!(kept.phone2.as_deref(), Some("13800000002"));
        let mut again = kept.clone();
        filled.empty(&mut again);
        assert_eq!(again, before);
        kept.address = "新址".to_owned();
        filled.empty(&mut kept);
        assert_eq!(kept.address, "新址");
    }
}
