//! Hours of service added up: by person, team and kind, and the roll of honour (A9).

use super::id::VolunteerId;
use super::service::ServiceKind;

/// The hours of a volunteer of one kind for one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRow {
    /// Who.
    pub volunteer: VolunteerId,
    /// Their number.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Whether they agreed to the roll of honour.
    pub honour: bool,
    /// What was done.
    pub kind: ServiceKind,
    /// For which team; empty for none.
    pub team: String,
    /// How long.
    pub minutes: i64,
    /// How often.
    pub times: i64,
}

/// By what hours are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoursBy {
    /// By person.
    Person,
    /// By team.
    Team,
    /// By kind.
    Kind,
}

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursSum {
    /// The volunteer, where it is a person's.
    pub volunteer: Option<VolunteerId>,
    /// Whose or what it is.
    pub title: String,
    /// How long.
    pub minutes: i64,
    /// How often.
    pub times: i64,
}

/// The sums, the longest first; `zh` names a kind.
#[must_use]
pub fn sums(rows: &[HoursRow], by: HoursBy, name: impl Fn(ServiceKind) -> String) -> Vec<HoursSum> {
    let mut found: Vec<HoursSum> = Vec::new();
    for row in rows {
        let (volunteer, title) = match by {
            HoursBy::Person => (Some(row.volunteer), format!("{} {}", row.number, row.name)),
            HoursBy::Team => (None, row.team.clone()),
            HoursBy::Kind => (None, name(row.kind)),
        };
        match found.iter_mut().find(|sum| sum.title == title && sum.volunteer == volunteer) {
            Some(sum) => {
                sum.minutes += row.minutes;
                sum.times += row.times;
            }
            None => found.push(HoursSum { volunteer, title, minutes: row.minutes, times: row.times }),
        }
    }
    found.sort_by(|a, b| b.minutes.cmp(&a.minutes).then_with(|| a.title.cmp(&b.title)));
    found
}

/// The roll of honour: who served longest, of those who agreed to stand on it.
#[must_use]
pub fn honours(rows: &[HoursRow], most: usize) -> Vec<HoursSum> {
    let agreed: Vec<HoursRow> = rows.iter().filter(|row| row.honour).cloned().collect();
    let mut sums = sums(&agreed, HoursBy::Person, |_| String::new());
    sums.truncate(most);
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_added_up_by_person_team_and_kind_and_honours_need_consent() {
        let row = |number: i64, kind, team: &str, minutes| HoursRow {
            volunteer: VolunteerId(number),
            number,
            name: format!("甲{number}"),
            honour: number != 2,
            kind,
            team: team.to_owned(),
            minutes,
            times: 1,
        };
        let rows = [
            row(1, ServiceKind::Care, "一队", 60),
            row(1, ServiceKind::Order, "二队", 30),
            row(2, ServiceKind::Care, "一队", 200),
        ];
        let say = |by| -> Vec<(String, i64)> {
            sums(&rows, by, |kind| format!("{kind:?}"))
                .into_iter()
                .map(|sum| (sum.title, sum.minutes))
                .collect()
        };
        let of = |list: &[(&str, i64)]| -> Vec<(String, i64)> {
            list.iter().map(|(title, minutes)| ((*title).to_owned(), *minutes)).collect()
        };
        assert_eq!(say(HoursBy::Person), of(&[("2 甲2", 200), ("1 甲1", 90)]));
        assert_eq!(say(HoursBy::Team), of(&[("一队", 260), ("二队", 30)]));
        assert_eq!(say(HoursBy::Kind), of(&[("Care", 260), ("Order", 30)]));
        assert_eq!(honours(&rows, 9).len(), 1);
    }
}
