//! The columns of the lists that are exchanged with the national system, as data: which field stands under which head
//! (VO-1, VO-2).

use super::named::Named;
use crate::words::volunteer as w;
use serde::Deserialize;

named! {
    /// A field of the list of volunteers (VO-1).
    VolunteerField {
        /// The number.
        Number = "number", w::F_NUMBER;
        /// The name.
        Name = "name", w::COLUMN_NAME;
        /// The sex.
        Sex = "sex", w::COLUMN_SEX;
        /// The day of birth.
        Birth = "birth", w::COLUMN_BIRTH;
        /// What kind of identity number it is.
        IdKind = "id-kind", w::COLUMN_ID_KIND;
        /// The identity number.
        IdNumber = "id-number", w::COLUMN_ID_NUMBER;
        /// The address.
        Area = "area", w::COLUMN_AREA;
        /// The grid.
        Grid = "grid", w::COLUMN_GRID;
        /// The telephone.
        Phone = "phone", w::COLUMN_PHONE;
        /// The skills.
        Skills = "skills", w::F_SKILLS;
        /// What they serve as.
        Category = "category", w::F_CATEGORY;
        /// When they have time.
        Free = "free", w::F_FREE;
        /// The teams.
        Teams = "teams", w::F_TEAMS;
        /// Whether they may serve.
        State = "state", w::F_STATE;
        /// Since when.
        Since = "since", w::COLUMN_SINCE;
        /// What they agreed to.
        Consent = "consent", w::F_CONSENT;
        /// The guardian.
        Guardian = "guardian", w::F_GUARDIAN;
        /// The guardian's telephone.
        GuardianPhone = "guardian-phone", w::F_GUARDIAN_PHONE;
        /// The day on which the guardian agreed.
        GuardianDay = "guardian-day", w::F_GUARDIAN_DAY;
        /// What they were trained in.
        Training = "training", w::F_TRAINING;
        /// What they were commended for.
        Awards = "awards", w::F_AWARDS;
        /// The hours, with two decimals.
        Hours = "hours", w::COLUMN_HOURS;
        /// The minutes.
        Minutes = "minutes", w::COLUMN_MINUTES;
    }
}

named! {
    /// A field of the list of service records (VO-2).
    HoursField {
        /// The volunteer's number.
        Number = "number", w::F_NUMBER;
        /// The name.
        Name = "name", w::COLUMN_NAME;
        /// The identity number.
        IdNumber = "id-number", w::COLUMN_ID_NUMBER;
        /// The activity.
        Activity = "activity", w::F_ACTIVITY;
        /// What is done.
        Kind = "kind", w::F_KIND;
        /// The day.
        Day = "day", w::F_DAY;
        /// When it began.
        From = "from", w::F_FROM;
        /// When it ended.
        To = "to", w::F_TO;
        /// The hours, with two decimals.
        Hours = "hours", w::COLUMN_HOURS;
        /// The minutes.
        Minutes = "minutes", w::COLUMN_MINUTES;
        /// Where.
        Place = "place", w::F_PLACE;
        /// What was done, in words.
        Content = "content", w::F_CONTENT;
        /// The team.
        Organiser = "organiser", w::F_TEAM;
        /// Who answered for it.
        Responsible = "responsible", w::F_RESPONSIBLE;
        /// How it went.
        Evaluation = "evaluation", w::F_EVALUATION;
        /// The day it was recorded.
        Recorded = "recorded", w::COLUMN_RECORDED;
        /// Why it was recorded late.
        Late = "late", w::F_LATE;
        /// Why it was corrected or entered by hand.
        Reason = "reason", w::COLUMN_REASON;
    }
}

/// A column of a list: its field, its head, and heads that mean the same where a list is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn<F> {
    /// The field.
    pub field: F,
    /// What stands at its head.
    pub head: String,
    /// Other heads of the same.
    pub also: Vec<String>,
}

/// The columns of a list in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumns<F>(pub Vec<ListColumn<F>>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<F> {
    column: Vec<Entry<F>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<F> {
    field: F,
    head: String,
    #[serde(default)]
    also: Vec<String>,
}

/// The columns of the list of volunteers that come with the program.
#[must_use]
pub fn volunteers() -> ListColumns<VolunteerField> {
    let text = include_str!("../../fixtures/columns/volunteers.toml");
    ListColumns::parse(text).unwrap_or_else(|_| ListColumns(Vec::new()))
}

/// The columns of the list of service records that come with the program.
#[must_use]
pub fn hours() -> ListColumns<HoursField> {
    let text = include_str!("../../fixtures/columns/hours.toml");
    ListColumns::parse(text).unwrap_or_else(|_| ListColumns(Vec::new()))
}

impl<F: Named + for<'de> Deserialize<'de>> ListColumns<F> {
    /// Reads columns from TOML.
    ///
    /// # Errors
    /// It is no such file, or names an unknown field.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File<F> = toml::from_str(text)?;
        let column = |entry: Entry<F>| ListColumn { field: entry.field, head: entry.head, also: entry.also };
        Ok(Self(file.column.into_iter().map(column).collect()))
    }

    /// The field that a head means: by its word, its head or another head of the same.
    #[must_use]
    pub fn field_of(&self, header: &str) -> Option<F> {
        let plain = |text: &str| -> String {
            let folded = crate::text::fold_ascii(text).to_lowercase();
            folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':')).collect()
        };
        let asked = plain(header);
        if asked.is_empty() {
            return None;
        }
        let same = |column: &&ListColumn<F>| {
            plain(&column.head) == asked || column.also.iter().any(|other| plain(other) == asked)
        };
        self.0.iter().find(same).map(|column| column.field).or_else(|| F::from_word(&asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_come_with_the_program_hold_every_field_once() {
        let volunteers = volunteers();
        for field in VolunteerField::ALL {
            assert_eq!(volunteers.0.iter().filter(|column| column.field == *field).count(), 1, "{field:?}");
        }
        let hours = hours();
        for field in HoursField::ALL {
            assert_eq!(hours.0.iter().filter(|column| column.field == *field).count(), 1, "{field:?}");
        }
        assert_eq!(volunteers.field_of(" 身份证号: "), Some(VolunteerField::IdNumber));
        assert_eq!(volunteers.field_of("ID-Number"), Some(VolunteerField::IdNumber));
        assert_eq!(hours.field_of("服务时间（小时）"), Some(HoursField::Hours));
        assert_eq!(hours.field_of(""), None);
        assert!(ListColumns::<HoursField>::parse("[[column]]\nfield = \"x\"\nhead = \"y\"\n").is_err());
    }
}
