//! A cell that lists materials or steps: `申请表; 身份证|核原件|1份; 照片|选交`.

use super::kind::spoken;
use super::limit;
use super::{Material, MaterialForm, Source, Step};
use crate::words::{Message, item as w};

/// Marks in a material's name that say that it is handed in only where it applies.
const OPTIONAL: [&str; 5] = ["有则提供", "可选", "如有", "（未成年人）", "(未成年人)"];

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The materials of a cell, separated by `;`, `；` or line breaks, numbered from 1.
///
/// After the name, marks stand behind `|` in any order: the form, `2份`, 必需 or 选交, `容缺5工作日`
/// (ON-14), the source, `取得:…`, `出具:…`. What is not marked follows from the name: certificates are
/// checked, forms and photographs kept, other papers kept as a copy.
///
/// # Errors
/// One message for each mark that is not known.
pub(super) fn materials(cell: &str) -> (Vec<Material>, Vec<Message>) {
    let mut bad = Vec::new();
    let mut all = Vec::new();
    for (key, part) in (1..=u16::MAX).zip(parts(cell)) {
        let mut marks = part.split(['|', '｜']).map(str::trim);
        let name = marks.next().unwrap_or_default();
        let mut material = Material {
            key,
            name: name.to_owned(),
            form: usual_form(name),
            copies: 1,
            source: Source::Applicant,
            mandatory: !OPTIONAL.iter().any(|mark| name.contains(mark)),
            deferrable: false,
            deferral_days: None,
            how_to_obtain: String::new(),
            issuer: String::new(),
        };
        for mark in marks.filter(|mark| !mark.is_empty()) {
            if apply(&mut material, mark).is_none() {
                bad.push(w::MATERIAL_MARK.with("material", name).with("value", mark));
            }
        }
        all.push(material);
    }
    (all, bad)
}

fn apply(material: &mut Material, mark: &str) -> Option<()> {
    if let Some(form) = spoken(mark, MaterialForm::phrase) {
        material.form = form;
    } else if let Some(source) = spoken(mark, Source::phrase) {
        material.source = source;
    } else if let Some((name, value)) = mark.split_once([':', '：']) {
        let value = value.trim().to_owned();
        match name.trim() {
            "取得" | "get" => material.how_to_obtain = value,
            "出具" | "by" => material.issuer = value,
            _ => return None,
        }
    } else if let Some(days) = mark.strip_prefix("容缺").or_else(|| mark.strip_prefix("defer")) {
        let (days, unit) = limit::parse(days).ok().flatten()?;
        if unit == Some(crate::calendar::Unit::Cd) {
            return None;
        }
        material.deferrable = true;
        material.deferral_days = Some(days);
    } else {
        match mark {
            "必需" | "必须" | "mandatory" => material.mandatory = true,
            "选交" | "可选" | "optional" => material.mandatory = false,
            copies => {
                let number = copies.strip_suffix('份')?.trim();
                material.copies =
                    super::columns::narrow(number).parse().ok().filter(|n| (1..=99).contains(n))?;
            }
        }
    }
    Some(())
}

/// How a paper of this name is usually handed in.
fn usual_form(name: &str) -> MaterialForm {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    if has(&["复印件"]) || ends(&["缴费凭证"]) {
        MaterialForm::CopyKept
    } else if has(&[
        "申请表",
        "申请书",
        "授权",
        "承诺书",
        "同意书",
        "委托书",
        "说明",
        "方案",
        "一寸",
        "近期照片",
    ]) || ends(&["登记表", "核查表", "评定表", "照片"])
    {
        MaterialForm::OriginalKept
    } else if has(&["身份", "户口簿", "结婚证", "残疾人证", "银行卡"])
        || ends(&["居住证", "证件", "证", "医保凭证"])
    {
        MaterialForm::OriginalChecked
    } else {
        MaterialForm::CopyKept
    }
}

/// The steps of a cell, separated like materials; a step may end in its limit: `审核 15工作日; 公示 7天`.
///
/// # Errors
/// One text for each limit that cannot be read.
pub(super) fn steps(cell: &str) -> (Vec<Step>, Vec<String>) {
    let mut bad = Vec::new();
    let mut all = Vec::new();
    for part in parts(cell) {
        let (name, days) = part.split_once([' ', '\u{3000}', '|']).unwrap_or((part, ""));
        let days = match limit::parse(days) {
            Ok(Some((days, Some(unit)))) => Some((days, unit)),
            Ok(None) => None,
            Ok(Some((_, None))) | Err(_) => {
                bad.push(part.to_owned());
                None
            }
        };
        all.push(Step { name: name.to_owned(), days, by: String::new() });
    }
    (all, bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Unit::{Cd, Wd};

    #[test]
    fn materials_are_read_with_their_marks() {
        let cell = "申请表|取得:窗口领取；身份证; 户口簿或居住证|收复印件|2份\n照片|选交|容缺5工作日; 残疾人证（有则提供）";
        let (all, bad) = materials(cell);
        assert_eq!(bad, []);
        assert_eq!(all.iter().map(|material| material.key).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!((all[0].form, all[0].how_to_obtain.as_str()), (MaterialForm::OriginalKept, "窗口领取"));
        assert_eq!(all[1].form, MaterialForm::OriginalChecked);
        assert_eq!((all[2].form, all[2].copies), (MaterialForm::CopyKept, 2));
        assert_eq!((all[3].mandatory, all[3].deferrable, all[3].deferral_days), (false, true, Some(5)));
        assert!(!all[4].mandatory);
    }

    #[test]
    fn every_mark_that_is_not_known_is_told() {
        let (all, bad) = materials("身份证|核源件|0份|容缺5天; 照片|颜色:红");
        assert_eq!((all.len(), bad.len()), (2, 4));
    }

    #[test]
    fn steps_are_read_with_their_limits() {
        let (all, bad) = steps("受理；审核 15工作日;公示 7天; 送达 很快; 决定 3");
        assert_eq!(
            all.iter().map(|step| step.days).collect::<Vec<_>>(),
            [None, Some((15, Wd)), Some((7, Cd)), None, None]
        );
        assert_eq!(bad, ["送达 很快", "决定 3"]);
    }
}
