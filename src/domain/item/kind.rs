//! The closed sets of a catalogue item: kind, first step, form and source of a material, certainty, party.

use crate::domain::named::Named;
use crate::words::{Arg, Message, Phrase, item as w};
use serde::{Deserialize, Serialize};

named! {
    /// How an item is handled (domain A2).
    Kind {
        /// 即办件, finished on the spot; no countdown (CL-1).
        OnTheSpot = "on-the-spot", w::ON_THE_SPOT;
        /// 承诺件, with a committed limit.
        Committed = "committed", w::COMMITTED_KIND;
        /// 联办件, several departments (CL-3).
        Joint = "joint", w::JOINT;
        /// 上报件, decided further up.
        Reported = "reported", w::REPORTED;
        /// 急办件, the green channel.
        Urgent = "urgent", w::URGENT;
        /// 代办件, carried to another office.
        Agency = "agency", w::AGENCY;
    }
}

named! {
    /// What the law says about the first step of an item (domain A1); *once and all* (ON-4) holds for each.
    FirstStep {
        /// Notice within 5 wd, otherwise deemed accepted (ON-5).
        Licence = "licence", w::FIRST_LICENCE;
        /// Notice at once; what is not supplemented is not accepted.
        OnSpot = "on_spot", w::FIRST_ON_SPOT;
        /// Notice at once, never deemed accepted.
        Once = "once", w::FIRST_ONCE;
        /// What is not supplemented counts as withdrawn.
        Withdrawn = "withdrawn", w::FIRST_WITHDRAWN;
        /// Correction asked within 7 wd; overdue counts as abandoned.
        Abandoned = "abandoned", w::FIRST_ABANDONED;
    }
}

named! {
    /// How a material is handed in.
    MaterialForm {
        /// The original is looked at and given back.
        OriginalChecked = "original-checked", w::ORIGINAL_CHECKED;
        /// A copy is kept.
        CopyKept = "copy-kept", w::COPY_KEPT;
        /// The original is kept.
        OriginalKept = "original-kept", w::ORIGINAL_KEPT;
    }
}

named! {
    /// Where a material comes from.
    Source {
        /// The applicant brings it.
        Applicant = "applicant", w::FROM_APPLICANT;
        /// Obtained by data sharing; not asked of the applicant.
        Shared = "shared", w::FROM_SHARED;
        /// May be replaced by the applicant's written promise (告知承诺).
        Promise = "promise", w::FROM_PROMISE;
    }
}

/// How far the statutory figure, or where there is none the kind, rests on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Certainty {
    /// The station states it in its own list.
    #[default]
    #[serde(rename = "station")]
    Station,
    /// A national, Zhejiang or Hangzhou source was read.
    #[serde(rename = "S")]
    Sourced,
    /// A source of another place was read; the item's note names it.
    #[serde(rename = "S-elsewhere")]
    Elsewhere,
    /// No source.
    #[serde(rename = "illustrative")]
    Illustrative,
}

impl Certainty {
    /// Reads the word of the item table; an empty cell is the station's own statement.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "station" | "本站" => Some(Self::Station),
            "S" => Some(Self::Sourced),
            "S-elsewhere" => Some(Self::Elsewhere),
            "illustrative" | "示例" => Some(Self::Illustrative),
            _ => None,
        }
    }
}

/// Who accepts or decides (domain A1).
///
/// In files `"station"`, `{ entrusted = "区民政局" }` or `{ organ = "区民政局" }`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    /// The station in its own name.
    #[default]
    Station,
    /// The station for the organ that entrusted it; vouchers carry the organ's name.
    Entrusted(String),
    /// The organ itself: the station takes, checks, notifies and forwards, and *records* the organ's act.
    Organ(String),
}

impl Party {
    /// Whether the act is done at this station, in its own name or for an organ.
    #[must_use]
    pub fn here(&self) -> bool {
        !matches!(self, Self::Organ(_))
    }

    /// The organ whose name and seal place a voucher carries; `None` for the station's own.
    #[must_use]
    pub fn organ(&self) -> Option<&str> {
        match self {
            Self::Station => None,
            Self::Entrusted(organ) | Self::Organ(organ) => Some(organ),
        }
    }

    /// What people read for it.
    #[must_use]
    pub fn label(&self) -> Message {
        match self {
            Self::Station => w::THIS_STATION.msg(),
            Self::Entrusted(organ) => w::ENTRUSTED.with("organ", organ),
            Self::Organ(organ) => crate::words::common::TEXT.with("text", organ),
        }
    }

    /// Who accepts and who decides where a list names only kind, station role and department.
    ///
    /// Matters of the residents' committee are the station's own; what is finished on the spot is done
    /// for the organ; where the station's role holds 受理 it accepts for the organ, which decides; all
    /// else (代办, 转交, 协助) is the organ's.
    #[must_use]
    pub fn derive(kind: Kind, role: &str, department: &str) -> (Self, Self) {
        let organ = department.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
        if organ.is_empty() || organ.contains("居委会") {
            (Self::Station, Self::Station)
        } else if kind == Kind::OnTheSpot {
            (Self::Entrusted(organ.clone()), Self::Entrusted(organ))
        } else if role.contains("受理") {
            (Self::Entrusted(organ.clone()), Self::Organ(organ))
        } else {
            (Self::Organ(organ.clone()), Self::Organ(organ))
        }
    }
}

/// A member of a closed set as a person writes it: its stable word or either wording of `phrase`.
pub(super) fn spoken<T: Named>(text: &str, phrase: impl Fn(T) -> &'static Phrase) -> Option<T> {
    let text = text.trim();
    T::ALL.iter().copied().find(|member| {
        let said = phrase(*member);
        member.word().eq_ignore_ascii_case(text) || said.zh == text || said.en.eq_ignore_ascii_case(text)
    })
}

/// The choices of a closed set, for a message.
pub(super) fn choices<T: Named>(phrase: impl Fn(T) -> &'static Phrase) -> Arg {
    Arg::List(T::ALL.iter().map(|member| phrase(*member).msg()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a1_who_accepts_and_who_decides_follows_from_kind_role_and_department() {
        let organ = |name: &str| Party::Organ(name.to_owned());
        let entrusted = |name: &str| Party::Entrusted(name.to_owned());
        for (kind, role, department, accepts, decides) in [
            (Kind::OnTheSpot, "受理点", "公安分局（派出所）", entrusted("公安分局"), entrusted("公安分局")),
            (Kind::Committed, "受理、公示", "区民政局", entrusted("区民政局"), organ("区民政局")),
            (Kind::Committed, "代办", "区民政局", organ("区民政局"), organ("区民政局")),
            (Kind::Agency, "协助", "区司法局", organ("区司法局"), organ("区司法局")),
            (Kind::OnTheSpot, "当场办理", "居委会", Party::Station, Party::Station),
            (Kind::Committed, "调解", "居委会人民调解委员会", Party::Station, Party::Station),
            (Kind::Committed, "受理", "", Party::Station, Party::Station),
        ] {
            assert_eq!(Party::derive(kind, role, department), (accepts, decides), "{role} {department}");
        }
    }

    #[test]
    fn words_of_a_set_are_read_in_either_language() {
        assert_eq!(spoken("承诺件", Kind::phrase), Some(Kind::Committed));
        assert_eq!(spoken("on-the-spot", Kind::phrase), Some(Kind::OnTheSpot));
        assert_eq!(spoken("Urgent", Kind::phrase), Some(Kind::Urgent));
        assert_eq!(spoken("什么件", Kind::phrase), None);
    }
}
