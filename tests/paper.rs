//! The forms of the counter on paper: drawn, read back, and the same as the record (domain A16).

use crate::support::Counter;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use yichuang::desk::verbs::{PersonInput, Print, SaveOperator, SaveTemplate, Take};
use yichuang::desk::{CaseAct, Command, OnCase};
use yichuang::domain::document::{Content, Document, DocumentKind, Part};
use yichuang::domain::id::CaseId;
use yichuang::domain::material::MaterialState;
use yichuang::domain::operator::{Actor, Role};
use yichuang::paper::Medium;
use yichuang::paper::fonts::Fonts;
use yichuang::paper::output::{Form, write};

/// A font with the signs that the tests need, so that they draw the same everywhere.
pub fn font() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fonts/sans-subset.otf")
}

/// The fonts of the tests.
pub fn fonts() -> Rc<Fonts> {
    Rc::new(Fonts::only(&font()).unwrap())
}

struct Station {
    counter: Counter,
    agent: Actor,
}

/// A name with signs outside the basic plane and the dot of minority names.
const NAME: &str = "欧阳·古丽扎㛃𠮷";

impl Station {
    fn open() -> Self {
        let mut counter = Counter::at("2026-03-02 09:30");
        let manager = counter.manager.clone();
        let save = SaveOperator {
            code: "6".to_owned(),
            name: "陈国强".to_owned(),
            roles: vec![Role::Agent],
            ..SaveOperator::default()
        };
        counter.run(&manager, Command::SaveOperator(save)).unwrap();
        let agent = counter.desk.actor_unchecked("6").unwrap();
        Self { counter, agent }
    }

    fn take(&mut self, item: &str, name: &str, missing: usize) -> CaseId {
        let mut materials = self.counter.all_ok(item);
        materials.iter_mut().take(missing).for_each(|(_, state)| *state = MaterialState::Missing);
        let take = Take {
            item: item.to_owned(),
            applicant: PersonInput {
                name: name.to_owned(),
                id_number: Some("000000195803120026".to_owned()),
                phone: Some("13800006021".to_owned()),
                ..PersonInput::default()
            },
            materials: materials.iter().map(|(name, state)| crate::support::material(name, *state)).collect(),
            ..Take::default()
        };
        let clerk = self.counter.clerk.clone();
        self.counter.run(&clerk, Command::Take(Box::new(take))).unwrap().case.unwrap()
    }

    /// An act of the clerk, the agent or the manager, by the JSON that the command line takes.
    fn act(&mut self, who: char, case: CaseId, act: Value) -> bool {
        let actor = match who {
            'a' => self.agent.clone(),
            'm' => self.counter.manager.clone(),
            _ => self.counter.clerk.clone(),
        };
        let act: CaseAct = serde_json::from_value(act).unwrap();
        self.counter.run(&actor, Command::Case(OnCase { case, version: None, act })).is_ok()
    }

    fn acts(&mut self, case: CaseId, acts: &[(char, Value)]) {
        for (who, act) in acts {
            assert!(self.act(*who, case, act.clone()), "{act}");
        }
    }

    fn steps(&mut self, case: CaseId) {
        while self.act('c', case, json!({"step": {}})) {}
    }

    fn documents(&self, case: CaseId) -> Vec<Document> {
        self.counter.view(case).documents
    }

    /// Every form of the first ten of domain A16, each from a case that went its way.
    fn every_form(&mut self, name: &str) -> Vec<Document> {
        let main = self.take("MZ01", name, 0);
        let organ = |what: &str| {
            json!({"outcome": what, "reason": "收入超过标准", "result": "每月 1236 元",
            "organ_document": "朝街〔2026〕88号", "organ_day": "2026-03-02", "result_document": "低保〔2026〕12号"})
        };
        self.acts(
            main,
            &[
                ('c', json!({"accept": {}})),
                ('c', json!({"pause": {"kind": "expert-review", "days": 10, "reason": "须专家评审"}})),
                ('c', json!({"resume": {}})),
                ('m', json!({"extend": {"reason": "核对材料较多"}})),
                ('c', json!({"authorise": {"agent": "6", "until": "2026-12-31", "signed": true}})),
                ('c', json!({"transfer": {"originals": [2, 3], "pages": [2, 8], "to": "window", "signed": true}})),
                ('a', json!({"transfer": {"originals": [2, 3], "to": "agent", "signed": true}})),
                ('a', json!({"set-out": {"signed": true}})),
                ('c', json!({"suspend": {"reason": "申请人住院"}})),
                ('c', json!({"continue": {"until": "2026-12-31", "signed": true, "reason": "出院"}})),
                ('a', json!({"come-back": {"outcome": "done", "signed": true}})),
                ('a', json!({"set-out": {"shown_only": true}})),
                ('a', json!({"come-back": {"outcome": "done", "signed": true}})),
                ('a', json!({"complete": {"remark": "已办回"}})),
                ('a', json!({"transfer": {"originals": [2, 3], "to": "window", "signed": true}})),
            ],
        );
        self.steps(main);
        self.acts(main, &[('c', json!({"decide": organ("granted")}))]);
        self.acts(main, &[('c', json!({"deliver": {"identity_checked": true}}))]);
        let told = self.take("MZ01", name, 3);
        self.acts(told, &[('c', json!({"notify": {"supplement_days": 10}}))]);
        let refuse =
            json!({"refuse": {"ground": "no_power", "reason": "户籍在外地", "competent_org": "户籍地街道"}});
        self.acts(told, &[('c', refuse)]);
        let denied = self.take("MZ01", name, 0);
        self.acts(denied, &[('c', json!({"accept": {}}))]);
        self.steps(denied);
        self.acts(denied, &[('c', json!({"decide": organ("denied")}))]);
        let lost = self.take("TJ02", name, 0);
        self.acts(
            lost,
            &[
                ('c', json!({"authorise": {"agent": "6", "until": "2026-12-31", "signed": true}})),
                ('c', json!({"transfer": {"originals": [1], "pages": [2], "to": "window", "signed": true}})),
                (
                    'c',
                    json!({"report-lost": {"originals": [1], "report": "搬迁时遗失",
                    "consequence": "须补办", "remedy": "陪同补办"}}),
                ),
                ('c', json!({"terminate": {"reason": "自行办理"}})),
            ],
        );
        let certified = self.take("ZH01", name, 0);
        let certify = json!({"certify": {"subject": "在本社区居住", "text": "自 2019 年起在本社区居住.",
            "purpose": "区教育局入学", "approver": "赵站长"}});
        self.acts(certified, &[('c', json!({"accept": {}})), ('c', certify)]);
        [main, told, denied, lost, certified].iter().flat_map(|case| self.documents(*case)).collect()
    }

    fn pdf(&self, document: &Document) -> Result<Vec<u8>, String> {
        write(document, self.counter.desk.station(), Form::Pdf, "", || Ok(fonts()))
            .map_err(|why| why.say(yichuang::words::Lang::Zh))
    }
}

/// Every text of a document, without the blanks that lines are broken at.
fn texts(content: &Content) -> Vec<String> {
    let mut texts = vec![content.issuer.clone()];
    for part in &content.parts {
        match part {
            Part::Field(label, value) => texts.extend([label.clone(), value.clone()]),
            Part::Text(text) | Part::Heading(text) => texts.push(text.clone()),
            Part::Table(heads, rows) => {
                texts.extend(heads.iter().cloned());
                texts.extend(rows.iter().flatten().cloned());
            }
            Part::List(items) | Part::Signatures(items) => texts.extend(items.iter().cloned()),
            Part::Seal(text) => texts.extend(text.split('\n').map(str::to_owned)),
        }
    }
    texts.iter().map(|text| bare(text)).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many pages a PDF has, and its text without blanks.
pub fn read(pdf: &[u8]) -> (usize, String) {
    let pages = pdf_extract::Document::load_mem(pdf).unwrap().get_pages().len();
    (pages, bare(&pdf_extract::extract_text_from_mem(pdf).unwrap()))
}

/// Show 3: each form as PDF on one sheet, its text that of the record.
#[test]
fn a16_every_form_is_one_sheet_and_says_what_the_record_says() {
    let mut station = Station::open();
    let documents = station.every_form(NAME);
    use DocumentKind as Kind;
    for kind in [
        Kind::Receipt,
        Kind::Acceptance,
        Kind::Notice,
        Kind::Refusal,
        Kind::Denial,
        Kind::Extension,
        Kind::Special,
        Kind::Authority,
        Kind::Suspension,
        Kind::Continuation,
        Kind::Termination,
        Kind::Completion,
        Kind::Handover,
        Kind::Result,
        Kind::Delivery,
        Kind::Loss,
        Kind::Certificate,
    ] {
        let document = documents.iter().find(|document| document.kind == kind);
        let document = document.unwrap_or_else(|| panic!("{kind:?} is not among the forms"));
        let (pages, said) = read(&station.pdf(document).unwrap());
        assert_eq!(pages, 1, "{kind:?}");
        for text in texts(&document.content).iter().chain([&document.number]) {
            assert!(said.contains(text.as_str()), "{kind:?} lacks {text}: {said}");
        }
        assert!(said.contains(kind.phrase().zh), "{kind:?} has its title");
    }
    assert!(documents.iter().any(|one| texts(&one.content).iter().any(|text| text.contains("㛃𠮷"))));
}

#[test]
fn a_name_of_two_hundred_signs_stands_whole_on_every_form() {
    let mut station = Station::open();
    let long = "欧阳·㛃𠮷".chars().cycle().take(200).collect::<String>();
    let long = format!("{}王", long.chars().take(199).collect::<String>());
    for document in station.every_form(&long) {
        let (_, said) = read(&station.pdf(&document).unwrap());
        if texts(&document.content).iter().any(|text| text.contains('㛃')) {
            assert!(said.contains(&long), "{:?}: {said}", document.kind);
        }
    }
}

#[test]
fn a_table_longer_than_a_sheet_goes_on_with_its_heads() {
    let rows: Vec<Vec<String>> =
        (1..=120).map(|n| vec![n.to_string(), format!("材料第{n}号"), "1 份".to_owned()]).collect();
    let heads = vec!["序".to_owned(), "材料名称".to_owned(), "份数".to_owned()];
    let content = Content {
        issuer: "朝阳社区".to_owned(),
        parts: vec![Part::Table(heads, rows)],
        ..Content::default()
    };
    let mut station = Station::open();
    let case = station.take("MZ01", NAME, 0);
    let document = Document { content, ..station.documents(case).remove(0) };
    let (pages, said) = read(&station.pdf(&document).unwrap());
    assert!(pages > 1);
    assert_eq!(said.matches("材料名称").count(), pages, "the heads stand on each sheet");
    for n in 1..=120 {
        assert_eq!(said.matches(&format!("材料第{n}号")).count(), 1, "{n}");
    }
    assert!(said.contains(&format!("第{pages}页,共{pages}页")));
}

/// A sign that no font has is named, not printed as a box; the document and its number are as they were.
#[test]
fn a_missing_glyph_is_named_with_the_package_and_nothing_is_counted() {
    let mut station = Station::open();
    let case = station.take("MZ01", "王𬀩", 0);
    let document = station.documents(case).remove(0);
    let why = station.pdf(&document).unwrap_err();
    assert!(why.contains("U+2C029") && why.contains("fonts-noto-cjk"), "{why}");
    assert_eq!(station.documents(case)[0].prints, 0);
    let text = write(&document, station.counter.desk.station(), Form::Text(Medium::Mm58), "", || Ok(fonts()));
    assert!(String::from_utf8(text.unwrap()).unwrap().contains("王𬀩"), "the slip still prints");
}

/// A reprint says so, a voided document too; a document to edit holds the same text.
#[test]
fn reprints_say_so_and_the_file_to_edit_says_the_same() {
    let mut station = Station::open();
    let case = station.take("MZ01", NAME, 0);
    let document = station.documents(case).remove(0);
    assert!(!read(&station.pdf(&document).unwrap()).1.contains("补打"));
    let clerk = station.counter.clerk.clone();
    let print = Command::Print(Print { document: document.id, medium: "pdf".to_owned() });
    station.counter.run(&clerk, print).unwrap();
    let document = station.documents(case).remove(0);
    assert!(read(&station.pdf(&document).unwrap()).1.contains("补打1"));
    let docx = write(&document, station.counter.desk.station(), Form::Docx, "", || Ok(fonts())).unwrap();
    let edited = docx_rs::read_docx(&docx).unwrap().json();
    for text in [NAME, "材料清单", "收件回执", document.number.as_str(), "家庭经济状况核对授权书"]
    {
        assert!(edited.contains(text), "{text}");
    }
}

/// A printer that is missing leaves the case as it was; the document prints later under the same number.
#[test]
fn a_missing_printer_or_a_full_disk_harms_nothing() {
    let mut station = Station::open();
    let case = station.take("MZ01", NAME, 0);
    let number = station.documents(case)[0].number.clone();
    let now = station.counter.now;
    let counter = crate::hands::Counter::owning(station.counter);
    let open = |printer: &str| {
        let settings = yichuang::app::Settings {
            printer: Some(PathBuf::from(printer)),
            font: Some(font()),
            ..yichuang::app::Settings::default()
        };
        crate::hands::Hands::open(&counter, Some("1"), settings, now)
    };
    for (printer, medium) in [("/dev/full", "2"), ("/dev/full", "3"), ("/proc/none", "3")] {
        let mut hands = open(printer);
        hands.keys(&format!("0001 Enter F7 1 {medium} F9"));
        assert!(hands.said().starts_with("没打印"), "{}", hands.said());
        let desk = counter.desk();
        let view = desk.case(&counter.actor("1"), case).unwrap();
        assert_eq!((view.documents[0].prints, &view.documents[0].number), (0, &number), "{printer}");
    }
    // A device takes the slip as its bytes; signs that such printers lack are named.
    let folder = tempfile::tempdir().unwrap();
    let device = folder.path().join("lp0");
    std::fs::write(&device, "").unwrap();
    let mut hands = open(&device.display().to_string());
    hands.keys("0001 Enter F7 1 1 F9");
    assert!(hands.said().contains("印不出 㛃 𠮷"), "{}", hands.said());
    assert!(std::fs::read(&device).unwrap().starts_with(&[0x1b, b'@']), "a receipt printer is set up first");
    let folder = tempfile::tempdir().unwrap();
    let mut hands = open(&folder.path().display().to_string());
    hands.keys("0001 Enter F7 1 3 F9");
    let pdf = std::fs::read(folder.path().join(format!("{number}-2.pdf"))).unwrap();
    assert!(read(&pdf).1.contains(&number));
    let desk = counter.desk();
    assert_eq!(desk.case(&counter.actor("1"), case).unwrap().documents[0].prints, 2);
}

/// A station's own template orders and relabels; a broken one is refused with its lines, the one before stays.
#[test]
fn a_template_of_the_station_is_used_and_a_broken_one_is_refused() {
    let mut station = Station::open();
    let manager = station.counter.manager.clone();
    let built_in = yichuang::domain::template::built_in(DocumentKind::Receipt).unwrap();
    let own = built_in
        .replace("title = \"收件回执\"", "title = \"收件凭证\"")
        .replace("is = \"applicant\"", "is = \"applicant\"\nlabel = \"申请人姓名\"")
        .replace("[[part]]\nis = \"hours\"\n", "")
        + "\n[[part]]\ntext = \"{applicant}, 欢迎您.\"\n";
    let save = |body: String| Command::SaveTemplate(SaveTemplate { kind: DocumentKind::Receipt, body });
    station.counter.run(&manager, save(own.clone())).unwrap();
    let broken = own.replace("is = \"keep_receipt\"", "is = \"keep_recipt\"");
    let refused = station.counter.run(&manager, save(broken.clone())).unwrap_err();
    let line = broken.lines().position(|line| line.contains("keep_recipt")).unwrap();
    let said = refused.what.say(yichuang::words::Lang::Zh);
    assert!(said.contains(&format!("第 {line} 行")) && said.contains("keep_recipt"), "{said}");
    let clerk = station.counter.clerk.clone();
    assert!(station.counter.run(&clerk, save(own)).is_err(), "a manager's");
    let case = station.take("MZ01", NAME, 0);
    let document = station.documents(case).remove(0);
    let (_, said) = read(&station.pdf(&document).unwrap());
    assert!(said.contains("收件凭证") && said.contains(&format!("申请人姓名:{NAME}")), "{said}");
    assert!(said.contains(&format!("{NAME},欢迎您.")) && !said.contains("办公时间"), "{said}");
    station.counter.run(&manager, save(String::new())).unwrap();
    let case = station.take("MZ01", NAME, 0);
    assert_eq!(station.documents(case)[0].title(), "收件回执");
    station.counter.assert_sound();
}
