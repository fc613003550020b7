//! Households (户), buildings (楼栋), and the categories (类别) that a person belongs to from a day to a day.

use super::id::{BuildingId, CategoryId, GridId, HouseholdId, PersonId, PromiseId};
use super::person::Person;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::resident as w;

/// A building (楼栋) of a grid, with its place on the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// Its id.
    pub id: BuildingId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name: 朝阳里3幢.
    pub name: String,
    /// The grid that it stands in.
    pub grid_id: Option<GridId>,
    /// Its place in walking order.
    pub place: i64,
    /// Where it stands.
    pub address: String,
}

/// A household (户): who lives at one address, with a head among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The address down to the room.
    pub address: String,
    /// The building.
    pub building_id: Option<BuildingId>,
    /// The room within the building.
    pub room: String,
    /// The grid.
    pub grid_id: Option<GridId>,
    /// The head (户主); none only while nobody lives there any more.
    pub head_id: Option<PersonId>,
    /// The language that they speak, where it is not the common one.
    pub language: String,
    /// What kind of help they need most, for finding a helper.
    pub needs: String,
    /// The household that it was split from.
    pub split_from: Option<HouseholdId>,
}

named! {
    /// What a person is entitled to, or watched over for [S1].
    CategoryKind {
        /// 低保: minimum living allowance.
        MinimumLiving = "minimum-living", w::MINIMUM_LIVING;
        /// 低边: near the line, at most 1.5 times of it.
        NearLine = "near-line", w::NEAR_LINE;
        /// 特困: extreme poverty, cared for by the state.
        ExtremePoverty = "extreme-poverty", w::EXTREME_POVERTY;
        /// 刚性支出困难: unavoidable expenses; valid for at most 12 months.
        RigidExpense = "rigid-expense", w::RIGID_EXPENSE;
        /// 孤儿, 困境儿童.
        ChildInNeed = "child-in-need", w::CHILD_IN_NEED;
        /// 残疾.
        Disabled = "disabled", w::DISABLED;
        /// 独居.
        LivingAlone = "living-alone", w::LIVING_ALONE;
        /// 高龄.
        Aged = "aged", w::AGED;
        /// 失独: lost their only child.
        LostChild = "lost-child", w::LOST_CHILD;
        /// 优抚: servicemen's families and veterans.
        Veteran = "veteran", w::VETERAN;
        /// 留守.
        LeftBehind = "left-behind", w::LEFT_BEHIND;
        /// The station's own; its name stands in the detail.
        Own = "own", w::OWN_CATEGORY;
    }
}

impl CategoryKind {
    /// The key of the rule that says when it is looked at again; `None` where nothing asks for it.
    ///
    /// `unstable` is for an income that changes, which is looked at half-yearly.
    #[must_use]
    pub fn recheck(self, unstable: bool) -> Option<&'static str> {
        match self {
            Self::MinimumLiving if unstable => Some("recheck-unstable"),
            Self::MinimumLiving | Self::NearLine | Self::ExtremePoverty => Some("recheck"),
            Self::RigidExpense => Some("recheck-rigid"),
            _ => None,
        }
    }
}

/// A category of a person, from a day to a day, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Whose.
    pub person_id: PersonId,
    /// Which.
    pub kind: CategoryKind,
    /// Grade, number of a certificate, the station's own name for it.
    pub detail: String,
    /// The first day.
    pub from_day: Day,
    /// The last day, once it has ended or where it runs out.
    pub until_day: Option<Day>,
    /// What proves it.
    pub evidence: String,
    /// The promise to look at it again.
    pub recheck_id: Option<PromiseId>,
    /// Why it ended.
    pub ended_reason: String,
}

impl Category {
    /// Whether it holds on `day`, its first and last day included.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.voided_at.is_none() && self.from_day <= day && self.until_day.is_none_or(|until| day <= until)
    }

    /// What people read: its kind, and what makes it more exact.
    #[must_use]
    pub fn name(&self) -> String {
        match (self.kind, self.detail.as_str()) {
            (kind, "") => kind.phrase().zh.to_owned(),
            (CategoryKind::Own, detail) => detail.to_owned(),
            (kind, detail) => format!("{} {detail}", kind.phrase().zh),
        }
    }
}

/// The words of tags by which a household or a list says a category; not wording but what lists say.
#[must_use]
pub fn category_of(tag: &str) -> Option<CategoryKind> {
    const WORDS: &[(&str, CategoryKind)] = &[
        ("低保边缘", CategoryKind::NearLine),
        ("低边", CategoryKind::NearLine),
        ("低保", CategoryKind::MinimumLiving),
        ("特困", CategoryKind::ExtremePoverty),
        ("刚性支出", CategoryKind::RigidExpense),
        ("孤儿", CategoryKind::ChildInNeed),
        ("困境儿童", CategoryKind::ChildInNeed),
        ("残疾", CategoryKind::Disabled),
        ("独居", CategoryKind::LivingAlone),
        ("高龄", CategoryKind::Aged),
        ("失独", CategoryKind::LostChild),
        ("计生特殊", CategoryKind::LostChild),
        ("优抚", CategoryKind::Veteran),
        ("退役", CategoryKind::Veteran),
        ("留守", CategoryKind::LeftBehind),
    ];
    WORDS.iter().find(|(word, _)| tag.starts_with(word)).map(|(_, kind)| *kind)
}

/// The members of a household who live there now: not dead, not moved away, not a double.
#[must_use]
pub fn living(members: &[Person]) -> Vec<&Person> {
    members.iter().filter(|one| one.merged_into.is_none() && one.here()).collect()
}

/// A household with somebody in it has a head among them.
///
/// # Errors
/// Nobody is its head, or the head is none of its members.
pub fn require_head(household: &Household, members: &[Person]) -> Result<(), Refusal> {
    let living = living(members);
    if living.is_empty() || living.iter().any(|one| Some(one.id) == household.head_id) {
        return Ok(());
    }
    let names: Vec<crate::words::Message> =
        living.iter().map(|one| crate::words::common::TEXT.with("text", &one.name)).collect();
    Err(Refusal::rule("A8", w::NO_HEAD.with("address", &household.address).with("names", names))
        .advise(&w::NO_HEAD_ADVICE)
        .at("head"))
}

/// A person lives in one household.
///
/// # Errors
/// They are registered in another one.
pub fn require_free(person: &Person, household: HouseholdId, other: &str) -> Result<(), Refusal> {
    match person.household_id {
        Some(known) if known != household => {
            Err(Refusal::rule("A8", w::IN_ANOTHER.with("name", &person.name).with("address", other))
                .advise(&w::IN_ANOTHER_ADVICE)
                .at("members"))
        }
        _ => Ok(()),
    }
}
