//! A realistic case through every form, and the rules that the forms hold.

use super::*;
use crate::calendar::{Calendar, Unit, parse_day};
use crate::domain::case::{Channel, Ground, Outcome, State};
use crate::domain::document::{Content, Part};
use crate::domain::id::{CaseId, ItemId, MaterialId, OperatorId, PersonId, PromiseId, StationId, StepId};
use crate::domain::item::{Field, FirstStep, Kind, builtin};
use crate::domain::material::MaterialState;
use crate::domain::notice::{NoticeLine, due_lines};
use crate::domain::promise::Basis;
use crate::domain::step::StepAct;

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

/// A case of 王桂英 at 东风社区, received on Friday 2026-09-18 at 10:32.
struct Desk {
    station: Station,
    item: Item,
    case: Case,
    person: Person,
    materials: Vec<CaseMaterial>,
    steps: Vec<CaseStep>,
    promises: Vec<Promise>,
    now: Stamp,
}

impl Desk {
    fn new(code: &str) -> Self {
        let item = builtin().unwrap().into_iter().find(|item| item.code == code).unwrap();
        let now = Zone::default().parse_time("2026-09-18 10:32").unwrap();
        let materials = item.materials.iter().map(material).collect();
        Self {
            station: station(),
            case: case(&item, now),
            person: person(),
            materials,
            steps: Vec::new(),
            promises: Vec::new(),
            item,
            now,
        }
    }

    fn papers(&self) -> Papers<'_> {
        Papers {
            station: &self.station,
            item: &self.item,
            case: &self.case,
            person: &self.person,
            materials: &self.materials,
            steps: &self.steps,
            promises: &self.promises,
            originals: &[],
            clerk: "张敏",
            zone: Zone::default(),
            now: self.now,
        }
    }

    fn promise(&mut self, kind: PromiseKind, start: &str, days: u32, unit: Unit) {
        let basis = Basis {
            profile: "catalogue".into(),
            rule: self.item.code.clone(),
            legal: String::new(),
            start: day(start),
            days,
            unit,
            pauses: Vec::new(),
            extension: None,
            firm: false,
            exceptions: Vec::new(),
        };
        let (basis, due) = basis.settle(&Calendar::built_in());
        self.promises.push(Promise {
            id: PromiseId(1),
            version: 1,
            voided_at: None,
            kind,
            subject_kind: "case".into(),
            subject_id: 1,
            case_id: Some(CaseId(1)),
            item_id: None,
            owner_id: OperatorId(1),
            start: day(start),
            due: due.day,
            provisional: due.provisional,
            unit,
            state: PromiseState::Running,
            missed_at: None,
            ended_at: None,
            basis,
            department: None,
            grid_id: None,
            window: None,
        });
    }

    fn settle_all(&mut self) {
        for material in &mut self.materials {
            material.state = MaterialState::Ok;
        }
    }
}

fn station() -> Station {
    Station {
        id: StationId(1),
        version: 1,
        voided_at: None,
        code: "DF".into(),
        name: "东风社区公共服务工作站".into(),
        site: 1,
        address: "朝阳路 12 号一楼".into(),
        enquiry_phone: "0571-88880001".into(),
        complaint_phone: "0571-88880002".into(),
        hours: "周一至周五 8:30-17:00".into(),
        zone: "+08:00".into(),
        profiles: "national".into(),
        idle_minutes: 5,
        demo: false,
    }
}

fn person() -> Person {
    Person {
        id_number: Some("330106199003071236".into()),
        id_kind: Some("resident".into()),
        phone: Some("13812345678".into()),
        address: "朝阳里3幢2单元501室".into(),
        ..Person::named(PersonId(1), "王桂英".into())
    }
}

fn case(item: &Item, received_at: Stamp) -> Case {
    Case {
        id: CaseId(1),
        version: 1,
        voided_at: None,
        number: "DF-2026-000231".into(),
        year: 2026,
        seq: 231,
        item_id: ItemId(1),
        item_code: item.code.clone(),
        item_name: item.name.clone(),
        kind: item.kind,
        first_step: item.first_step,
        applicant_id: PersonId(1),
        applicant_name: "王桂英".into(),
        agent_name: None,
        agent_id_number: None,
        agent_phone: None,
        channel: Channel::Window,
        state: State::Received,
        deemed: false,
        received_at,
        received_day: Zone::default().day(received_at),
        received_reason: None,
        complete_day: None,
        accepted_day: None,
        forwarded_day: None,
        organ: None,
        organ_document: None,
        decided_day: None,
        outcome: None,
        result: None,
        result_document: None,
        delivered_day: None,
        collector: None,
        closed_at: None,
        reason: None,
        ground: None,
        competent_org: None,
        owner_id: OperatorId(1),
        window: "窗口3".into(),
        note: String::new(),
    }
}

fn material(from: &crate::domain::item::Material) -> CaseMaterial {
    use crate::domain::Named as _;
    CaseMaterial {
        id: MaterialId(i64::from(from.key)),
        version: 1,
        voided_at: None,
        case_id: CaseId(1),
        place: i64::from(from.key),
        name: from.name.clone(),
        mandatory: from.mandatory,
        deferrable: from.deferrable,
        deferral_days: from.deferral_days.map(i64::from),
        form: from.form.word().to_owned(),
        copies: i64::from(from.copies),
        pages: None,
        how_to_obtain: from.how_to_obtain.clone(),
        issuer: from.issuer.clone(),
        state: MaterialState::Missing,
        remark: String::new(),
        extra_basis: None,
        handed_in_day: None,
        after_notice: false,
    }
}

fn line(material: &CaseMaterial) -> NoticeLine {
    NoticeLine {
        place: material.place,
        name: material.name.clone(),
        problem: "未提交".into(),
        form: material.form.clone(),
        copies: material.copies,
        issuer: "户籍地派出所".into(),
        how_to_obtain: "到派出所窗口当场补领".into(),
    }
}

/// The value of the first field with this label.
fn field<'a>(content: &'a Content, label: &str) -> Option<&'a str> {
    content.parts.iter().find_map(|part| match part {
        Part::Field(known, value) if known == label => Some(value.as_str()),
        _ => None,
    })
}

/// Everything a document says, for questions about whether it says something at all.
fn all(content: &Content) -> String {
    format!("{content:?}").replace("\\n", "\n")
}

fn table(content: &Content) -> (&[String], &[Vec<String>]) {
    let table = content.parts.iter().find_map(|part| match part {
        Part::Table(heads, rows) => Some((heads.as_slice(), rows.as_slice())),
        _ => None,
    });
    table.unwrap_or_default()
}

fn seal(content: &Content) -> &str {
    match content.parts.last() {
        Some(Part::Seal(text)) => text,
        _ => "",
    }
}

#[test]
fn a16_the_receipt_carries_its_fields() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.materials[0].pages = Some(3);
    desk.materials[2].state = MaterialState::Missing;
    desk.materials[4].state = MaterialState::Wrong;
    desk.materials[4].remark = "未盖章".into();
    desk.case.agent_name = Some("阿依古丽·买买提".into());
    desk.case.agent_id_number = Some("11010519491231002X".into());
    desk.case.agent_phone = Some("13900001111".into());
    desk.promise(PromiseKind::Notice, "2026-09-18", 5, Unit::Wd);
    let content = receipt(&desk.papers(), "DF-2026-R000412");
    assert_eq!(content.issuer, "东风社区公共服务工作站");
    for (label, value) in [
        ("件编号", "DF-2026-000231"),
        ("申请人", "王桂英"),
        ("证件号码", "3***************36"),
        ("代办人", "阿依古丽·买买提"),
        ("代办人证件号码", "1***************2X"),
        ("代办人电话", "139****1111"),
        ("事项", "最低生活保障申请 (MZ01)"),
        ("收件时间", "2026年9月18日 星期五 10:32"),
        ("时限起算", "自必要材料补齐之日起算, 当日不计入"),
        ("承诺时限", "25 个工作日(示例)"),
        ("法定时限", "30 个工作日"),
        ("收费", "不收费"),
        ("咨询电话", "0571-88880001"),
        ("投诉电话", "0571-88880002"),
        ("经办人", "张敏"),
        ("窗口", "窗口3"),
    ] {
        assert_eq!(field(&content, label), Some(value), "{label}");
    }
    let (heads, rows) = table(&content);
    assert_eq!(heads, ["序", "材料", "形式", "份页数", "状态"]);
    assert_eq!(rows[0], ["1", "申请书与诚信承诺书", "收原件", "1 份 3 页", "齐"]);
    assert_eq!(rows[2], ["3", "户口簿", "核原件", "-", "缺"]);
    assert_eq!(rows[4], ["5", "收入和财产材料", "收复印件", "1 份", "不合格: 未盖章"]);
    let said = all(&content);
    assert!(
        said.contains("最迟于2026年9月24日一次性告知全部内容.") && said.contains("DF-2026-R000412"),
        "{said}"
    );
    assert!(seal(&content).ends_with("2026年9月18日"));
    assert!(!said.contains("330106199003071236") && !said.contains("13812345678"), "PR-1");
}

#[test]
fn a1_without_an_acceptance_notice_the_receipt_states_the_start_of_the_limit() {
    let mut desk = Desk::new("MZ01");
    let start = |desk: &Desk| {
        let content = receipt(&desk.papers(), "R");
        field(&content, "时限起算").map(str::to_owned)
    };
    desk.settle_all();
    let complete = "不另出受理通知书的, 自2026年9月18日起算, 当日不计入";
    assert_eq!(start(&desk).as_deref(), Some(complete));
    desk.promise(PromiseKind::Statutory, "2026-09-21", 30, Unit::Wd);
    assert_eq!(start(&desk).as_deref(), Some("自2026年9月21日起算, 当日不计入"));
    let mut desk = Desk::new("SF01");
    desk.item.accepts = Party::Organ("区司法局".into());
    assert_eq!(start(&desk).as_deref(), Some("自区司法局收到材料之日起算, 当日不计入"));
}

#[test]
fn ho_1_a_promised_date_is_in_words_and_marked_while_provisional() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.promise(PromiseKind::Committed, "2026-11-16", 25, Unit::Wd);
    desk.promise(PromiseKind::Statutory, "2026-12-01", 30, Unit::Wd);
    let content = receipt(&desk.papers(), "R");
    assert_eq!(field(&content, "承诺办结"), Some("2026年12月21日 星期一"));
    let statutory = field(&content, "法定办结").unwrap();
    assert!(statutory.starts_with("2027年") && statutory.ends_with("(暂定)"), "{statutory}");
    assert!(all(&content).contains("放假安排尚未公布"));
}

#[test]
fn cl_1_an_item_on_the_spot_has_no_countdown() {
    let mut desk = Desk::new("ZA01");
    desk.case.kind = Kind::OnTheSpot;
    let content = receipt(&desk.papers(), "R");
    assert_eq!(field(&content, "办理时限"), Some("即办件, 当场办结"));
    assert_eq!((field(&content, "时限起算"), field(&content, "法定办结")), (None, None));
}

#[test]
fn on_5_the_receipt_says_what_follows_without_a_notice() {
    for (first, promises, said) in [
        (FirstStep::Licence, false, "逾期不告知的, 自收到申请材料之日起即为受理"),
        (FirstStep::Once, true, "本站服务承诺: 需要补正的"),
        (FirstStep::Once, false, "最迟于2026年9月24日一次性告知全部内容."),
    ] {
        let mut desk = Desk::new("MZ01");
        desk.case.first_step = first;
        desk.item.promises_notice = promises;
        desk.promise(PromiseKind::Notice, "2026-09-18", 5, Unit::Wd);
        assert!(all(&receipt(&desk.papers(), "R")).contains(said), "{said}");
        desk.promises[0].state = PromiseState::Kept;
        assert!(!all(&receipt(&desk.papers(), "R")).contains("一次性告知全部内容"));
    }
}

#[test]
fn a1_each_supplement_has_its_own_dated_receipt() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.materials[2].state = MaterialState::Missing;
    desk.now = Zone::default().parse_time("2026-09-22 09:00").unwrap();
    desk.promise(PromiseKind::Supplement, "2026-09-18", 10, Unit::Cd);
    let handed_in = [&desk.materials[3]];
    let content = supplement_receipt(&desk.papers(), &handed_in);
    assert_eq!(field(&content, "补交日期"), Some("2026年9月22日 星期二"));
    assert_eq!(table(&content).1.len(), 1);
    assert!(all(&content).contains("List([\"户口簿\"])"));
    assert_eq!(field(&content, "补交期限"), Some("2026年9月28日 星期一 (含当日)"));
    desk.settle_all();
    let handed_in = [&desk.materials[2]];
    let content = supplement_receipt(&desk.papers(), &handed_in);
    assert!(all(&content).contains("受理日期以补齐之日为准"), "{}", all(&content));
}

#[test]
fn on_4_the_notice_carries_everything_at_once() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.materials[2].state = MaterialState::Missing;
    let lines: Vec<NoticeLine> = due_lines(&desk.materials).into_iter().map(line).collect();
    let content = notice(&desk.papers(), &lines, Some(day("2026-09-28")));
    assert_eq!(content.issuer, "东风社区公共服务工作站");
    let (heads, rows) = table(&content);
    assert_eq!(heads, ["序", "材料", "缺少或不合要求之处", "形式", "份数", "出具单位", "如何取得"]);
    let row = ["1", "户口簿", "未提交", "核原件", "1 份", "户籍地派出所", "到派出所窗口当场补领"];
    assert_eq!(rows, [row.map(str::to_owned)]);
    for (label, value) in [
        ("补交期限", "2026年9月28日 星期一 (含当日)"),
        ("设定依据", "《低保审核确认办法》第 10 条 (一次性告知)、第 11 条 (近亲属备案)"),
        ("法定时限", "30 个工作日"),
        ("办理流程", "受理 → 启动入户调查 → 公示 → 确认 → 送达"),
        ("收费", "不收费"),
        ("办理地点", "朝阳路 12 号一楼"),
        ("咨询电话", "0571-88880001"),
        ("救济途径", "认为告知内容不当的, 可以当场提出, 或拨打投诉电话 0571-88880002."),
        ("送达对象", "王桂英"),
    ] {
        assert_eq!(field(&content, label), Some(value), "{label}");
    }
    assert!(all(&content).contains("Signatures([\"签收人签字\", \"日期\", \"经办人签字\"])"));
    desk.case.agent_name = Some("李强".into());
    let content = notice(&desk.papers(), &lines, None);
    assert_eq!(field(&content, "送达对象"), Some("李强"));
    assert_eq!(field(&content, "补交期限"), Some("未设期限, 补齐后随时递交"));
}

#[test]
fn a1_the_first_step_rule_says_what_follows_without_supplements() {
    for (first, said) in [
        (FirstStep::OnSpot, Some("不补正的, 不予受理.")),
        (FirstStep::Withdrawn, Some("视为撤回申请")),
        (FirstStep::Abandoned, Some("视为放弃申请")),
        (FirstStep::Once, None),
        (FirstStep::Licence, None),
    ] {
        let mut desk = Desk::new("MZ01");
        desk.case.first_step = first;
        let said_all = all(&notice(&desk.papers(), &[], None));
        assert!(said.is_none_or(|said| said_all.contains(said)), "{first:?}");
        assert_eq!(said.is_none(), !said_all.contains("不补正的"), "{first:?}");
    }
}

#[test]
fn a1_a_joint_notice_names_the_order_of_the_departments() {
    let mut desk = Desk::new("MZ01");
    desk.case.kind = Kind::Joint;
    let content = notice(&desk.papers(), &[], None);
    assert!(all(&content).contains("启动入户调查 (本站), 3 个工作日"));
    desk.steps = vec![CaseStep {
        id: StepId(1),
        version: 1,
        voided_at: None,
        case_id: CaseId(1),
        place: 1,
        name: "联审".into(),
        days: Some(7),
        unit: Some("cd".into()),
        by: "区住建局".into(),
        act: StepAct::Work,
        done_day: None,
        done_by: None,
        remark: String::new(),
    }];
    let content = notice(&desk.papers(), &[], None);
    assert!(all(&content).contains("List([\"联审 (区住建局), 7 日\"])"));
}

#[test]
fn on_7_accepting_refusing_and_denying_have_issuer_seal_and_date() {
    let mut desk = Desk::new("MZ01");
    desk.case.reason = Some("户籍不在本辖区".into());
    for (content, organ) in [
        (acceptance(&desk.papers()), "街道办事处"),
        (refusal(&desk.papers()), "街道办事处"),
        (denial(&desk.papers()), "街道办事处"),
        (result(&desk.papers()), "街道办事处"),
        (receipt(&desk.papers(), "R"), "东风社区公共服务工作站"),
        (delivery(&desk.papers(), &Checked::default()), "东风社区公共服务工作站"),
        (handover(&desk.papers(), "街道办事处"), "东风社区公共服务工作站"),
    ] {
        assert_eq!(content.issuer, organ);
        let lines: Vec<&str> = seal(&content).lines().collect();
        assert!(lines.len() == 3 && lines[0] == organ && lines[2] == "2026年9月18日", "{lines:?}");
    }
    assert!(seal(&acceptance(&desk.papers())).contains("(专用印章)"));
    desk.item.accepts = Party::Station;
    assert_eq!(acceptance(&desk.papers()).issuer, "东风社区公共服务工作站");
}

#[test]
fn a16_the_acceptance_notice_carries_its_fields() {
    let mut desk = Desk::new("MZ03");
    desk.case.accepted_day = Some(day("2026-09-21"));
    desk.promise(PromiseKind::Statutory, "2026-09-21", 30, Unit::Wd);
    desk.promise(PromiseKind::Committed, "2026-09-21", 25, Unit::Wd);
    let content = acceptance(&desk.papers());
    for (label, value) in [
        ("受理日期", "2026年9月21日 星期一"),
        ("法定时限", "30 个工作日"),
        ("承诺时限", "25 个工作日(示例)"),
        ("查询方式", "凭件编号到窗口, 或拨打 0571-88880001"),
    ] {
        assert_eq!(field(&content, label), Some(value), "{label}");
    }
    assert!(field(&content, "不计入时限的程序").unwrap().ends_with("公示 7 日, 不计入"));
    assert!(field(&content, "法定办结").is_some() && field(&content, "承诺办结").is_some());
}

#[test]
fn on_5_an_acceptance_that_is_deemed_says_so() {
    let mut desk = Desk::new("MZ01");
    desk.case.deemed = true;
    desk.case.accepted_day = Some(day("2026-09-18"));
    let content = acceptance(&desk.papers());
    assert!(all(&content).contains("自收到申请材料之日起即为受理"));
    assert_eq!(field(&content, "受理日期"), Some("2026年9月18日 星期五"));
}

#[test]
fn a1_an_act_of_an_organ_is_recorded_with_its_document() {
    let mut desk = Desk::new("MZ01");
    desk.item.accepts = Party::Organ("区民政局".into());
    desk.case.organ = Some("区民政局".into());
    desk.case.organ_document = Some("杭民〔2026〕18号".into());
    let content = acceptance(&desk.papers());
    assert_eq!(content.issuer, "区民政局");
    assert_eq!(field(&content, "承办机关"), Some("区民政局"));
    assert_eq!(field(&content, "机关文号"), Some("杭民〔2026〕18号"));
    assert!(all(&content).contains("本件由区民政局作出受理决定, 本站据实登记并转告."));
}

#[test]
fn on_14_promised_materials_are_listed_with_their_day() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.materials[4].state = MaterialState::Promised;
    desk.promise(PromiseKind::Supplement, "2026-09-18", 5, Unit::Wd);
    desk.promises[0].subject_kind = "case_material".into();
    desk.promises[0].subject_id = 5;
    let said = all(&acceptance(&desk.papers()));
    assert!(said.contains("收入和财产材料, 最迟2026年9月24日 星期四补交"), "{said}");
}

#[test]
fn on_2_a_refusal_for_lack_of_power_names_the_competent_body() {
    let mut desk = Desk::new("MZ01");
    desk.case.first_step = FirstStep::Licence;
    desk.case.ground = Some(Ground::NoPower);
    desk.case.reason = Some("申请人户籍不在本区".into());
    desk.case.competent_org = Some("户籍地街道办事处".into());
    let content = refusal(&desk.papers());
    assert_eq!(field(&content, "有权办理的机关"), Some("户籍地街道办事处. 请向该机关申请"));
    assert_eq!(field(&content, "理由"), Some("申请人户籍不在本区"));
    assert_eq!(field(&content, "情形"), Some("不属本机关职权; 《行政许可法》第三十二条第一款第二项"));
    desk.case.ground = Some(Ground::Incomplete);
    desk.case.competent_org = None;
    let content = refusal(&desk.papers());
    assert_eq!(field(&content, "有权办理的机关"), None);
    assert_eq!(field(&content, "情形"), Some("不补正或不合形式"));
}

#[test]
fn on_11_a_refusal_or_denial_carries_reasons_basis_and_remedies() {
    let mut desk = Desk::new("MZ01");
    desk.case.reason = Some("家庭财产超过规定".into());
    desk.case.decided_day = Some(day("2026-09-18"));
    type Form = fn(&Papers<'_>) -> Content;
    for form in [refusal as Form, denial as Form] {
        let content = form(&desk.papers());
        assert_eq!(field(&content, "理由"), Some("家庭财产超过规定"));
        assert!(field(&content, "设定依据").unwrap().starts_with("《低保审核确认办法》"));
        let remedies = field(&content, "救济途径").unwrap();
        assert!(remedies.contains("60 日内依法申请行政复议") && remedies.contains("6 个月内"), "{remedies}");
        assert!(!remedies.contains("示例"));
    }
    desk.item.sample.remove(&Field::Remedies);
    desk.item.remedies = "可向区人民政府申请行政复议".into();
    for form in [refusal as Form, denial as Form] {
        assert_eq!(field(&form(&desk.papers()), "救济途径"), Some("可向区人民政府申请行政复议"));
    }
}

#[test]
fn cl_18_the_result_says_from_when_and_until_when_it_is_delivered() {
    let mut desk = Desk::new("MZ01");
    desk.case.outcome = Some(Outcome::Granted);
    desk.case.result = Some("准予纳入最低生活保障".into());
    desk.case.result_document = Some("低保证 2026-118".into());
    desk.case.decided_day = Some(day("2026-09-18"));
    desk.promise(PromiseKind::Delivery, "2026-09-18", 10, Unit::Wd);
    let content = result(&desk.papers());
    for (label, value) in [
        ("办理结论", "准予"),
        ("结果", "准予纳入最低生活保障"),
        ("结果文书号", "低保证 2026-118"),
        ("决定日期", "2026年9月18日 星期五"),
        ("最迟送达", "2026年10月9日 星期五"),
    ] {
        assert_eq!(field(&content, label), Some(value), "{label}");
    }
}

#[test]
fn ag_2_the_delivery_receipt_names_collector_and_originals() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.case.agent_name = Some("李强".into());
    desk.case.agent_id_number = Some("330102194910010041".into());
    for (collector, said, number) in [
        ("王桂英", "王桂英 (本人)", "3***************36"),
        ("李强", "李强 (代办人)", "3***************41"),
        ("赵丽", "赵丽 (代领)", "[ ] 已核对原件  号码末四位 ________"),
    ] {
        desk.case.collector = Some(collector.into());
        let content = delivery(&desk.papers(), &Checked::default());
        assert_eq!(field(&content, "领取人"), Some(said));
        assert_eq!(field(&content, "领取人证件"), Some(number));
        assert_eq!(
            table(&content).1.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(),
            ["身份证", "户口簿"]
        );
    }
    desk.materials.truncate(1);
    assert!(all(&delivery(&desk.papers(), &Checked::default())).contains("没有需要退还的原件."));
}

#[test]
fn a16_the_handover_list_is_what_the_station_holds() {
    let mut desk = Desk::new("MZ01");
    desk.settle_all();
    desk.materials[4].state = MaterialState::Missing;
    desk.materials[3].pages = Some(2);
    let content = handover(&desk.papers(), "街道办事处");
    let (heads, rows) = table(&content);
    assert_eq!(heads, ["序", "材料", "形式", "份页数"]);
    assert_eq!(rows[1], ["2", "家庭经济状况核对授权书", "收原件", "1 份 2 页"]);
    assert_eq!(rows.len(), 2);
    assert_eq!(field(&content, "接收方"), Some("街道办事处"));
    assert_eq!(field(&content, "移交时间"), Some("2026年9月18日 星期五 10:32"));
    assert!(all(&content).contains("List([\"身份证\", \"户口簿\"])"));
}

#[test]
fn on_9_the_material_list_says_everything_and_marks_examples() {
    let item = builtin().unwrap().into_iter().find(|item| item.code == "MZ01").unwrap();
    let content = materials(&station(), &item, "DF-2026-E000007", "张敏", day("2026-09-18"));
    let (heads, rows) = table(&content);
    assert_eq!((heads.len(), rows.len()), (7, item.materials.len()));
    assert_eq!(rows[0][4], "必需");
    for (label, value) in [
        ("咨询编号", "DF-2026-E000007"),
        ("件型", "承诺件"),
        ("承诺时限", "25 个工作日(示例)"),
        ("法定时限", "30 个工作日"),
        ("到场要求", "可由代办人办理"),
    ] {
        assert_eq!(field(&content, label), Some(value), "{label}");
    }
    for label in ["受理条件", "数量限制", "样表", "救济途径"] {
        assert!(field(&content, label).unwrap().ends_with("(示例)"), "{label}");
    }
    assert!(content.parts.contains(&Part::Heading("材料清单(示例)".into())));
    for item in builtin().unwrap() {
        assert!(
            !materials(&station(), &item, "", "张敏", day("2026-09-18")).parts.is_empty(),
            "{}",
            item.code
        );
    }
}

#[test]
fn on_12_fees_are_in_yuan_with_two_decimals() {
    for (fen, text) in [(0, "不收费"), (5, "0.05 元"), (1250, "12.50 元"), (100_000, "1000.00 元")] {
        let mut desk = Desk::new("MZ01");
        desk.item.fee_fen = fen;
        assert_eq!(field(&receipt(&desk.papers(), "R"), "收费"), Some(text));
    }
}

#[test]
fn a_document_survives_being_stored() {
    let desk = Desk::new("MZ01");
    let content = receipt(&desk.papers(), "R");
    let text = serde_json::to_string(&content).unwrap();
    let stored = serde_json::from_str::<Content>(&text).unwrap();
    assert_eq!(stored, Content { names: Vec::new(), ..content }, "names are for templates alone");
}
