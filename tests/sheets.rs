//! The papers of supervision and feedback (A16): what they say, when there is one, and that nothing of them is kept.

use crate::command_line::as_operator;
use crate::feedback::complaint;
use crate::hands::{Counter as Demo, Hands, NOW};
use crate::paper::{font, fonts, read};
use crate::support::{Counter, at};
use yichuang::app::{Modal, Settings};
use yichuang::desk::Command;
use yichuang::desk::verbs::{
    Finish, HandOutCards, IssueRatingSlip, MakeSheet, OpenBox, PassOnFeedback, RegisterFeedback, SaveBox,
    SaveTemplate, Take,
};
use yichuang::domain::document::{Document, DocumentKind as Kind};
use yichuang::domain::feedback::{FeedbackAct, FeedbackKind, FeedbackState, Naming};
use yichuang::domain::operator::Actor;
use yichuang::domain::template::built_in;
use yichuang::domain::{Named as _, Refusal, RefusalKind};
use yichuang::paper::output::{Form, write};

impl Counter {
    fn sheet(&mut self, by: &Actor, kind: Kind, number: &str) -> Result<Document, Refusal> {
        let sheet = MakeSheet { kind, number: number.to_owned() };
        self.run(by, Command::MakeSheet(sheet)).map(|done| done.documents[0].clone())
    }

    /// What a sheet of one page says, drawn as PDF and read back.
    fn drawn(&mut self, by: &Actor, kind: Kind, number: &str) -> String {
        let document = self.sheet(by, kind, number).unwrap();
        let pdf = write(&document, self.desk.station(), Form::Pdf, "", || Ok(fonts())).unwrap();
        let (pages, text) = read(&pdf);
        assert_eq!(pages, 1, "{kind:?}");
        assert!(text.contains(document.title()), "{kind:?}: {text}");
        text
    }

    /// A bad rating with a name, judged by the clerk and looked at by the supervisor.
    fn judged(&mut self) -> String {
        let rating = RegisterFeedback {
            kind: Some(FeedbackKind::BadRating),
            naming: Some(Naming::Named),
            name: "王桂英".to_owned(),
            phone: "13800006021".to_owned(),
            item: "ZA02".to_owned(),
            ..complaint("")
        };
        self.judged_entry(rating)
    }
}

fn has(text: &str, wanted: &[&str]) {
    for one in wanted {
        let bare: String = one.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&bare), "{one} is missing: {text}");
    }
}

#[test]
fn a16_the_papers_of_an_entry_say_what_the_register_says() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor) = (counter.clerk.clone(), counter.supervisor.clone());
    let number = counter.judged();
    let said = counter.drawn(&supervisor, Kind::FeedbackRegister, &number);
    has(
        &said,
        &[&number, "窗口说话难听还推来推去", "王桂英", "13800006021", "监督卡", "差评", "ZA02", "反映人签字"],
    );
    // CP-2: by when it is answered; CP-5 and CP-4: the whole opinion, and how to object to it.
    let said = counter.drawn(&clerk, Kind::FeedbackAcceptance, &number);
    has(&said, &["王桂英", &number, "2026年3月9日"]);
    let said = counter.drawn(&clerk, Kind::FeedbackOpinion, &number);
    has(&said, &["态度差", "录像属实", "批评教育", "服务承诺第三条", "当面道歉", "30日内可以申请复查"]);
    // RT-6 and RT-7: facts, finding, measure, its day, the reviewer, and later what came of it.
    let said = counter.drawn(&clerk, Kind::RatingCheck, &number);
    has(&said, &["录像属实", "当面道歉", "2026年3月23日", &supervisor.name, "复核人签字"]);
    counter.handle(&clerk, &number, FeedbackAct::Answer, |one| one.text = "已批评".to_owned()).unwrap();
    counter.handle(&clerk, &number, FeedbackAct::Rectify, |one| one.text = "已道歉".to_owned()).unwrap();
    counter.handle(&clerk, &number, FeedbackAct::Revisit, |one| one.satisfied = Some(true)).unwrap();
    // The measure that was decided stays beside what was done.
    let said = counter.drawn(&clerk, Kind::RatingCheck, &number);
    has(&said, &["整改措施:当面道歉", "已道歉", "2026年3月23日", "回访结果:满意"]);
    has(&counter.drawn(&clerk, Kind::FeedbackAcceptance, &number), &["2026年3月9日"]);
    // Nothing of it stands in the file as a document.
    counter.assert_sound();
    let file = rusqlite::Connection::open(counter.path()).unwrap();
    let kept: i64 = file.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
}

#[test]
fn cp_2_cp_6_cp_7_cp_10_no_paper_where_there_is_nothing_to_say_or_nobody_to_know() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let number = counter.register(&clerk, complaint("2")).unwrap();
    let register = counter.drawn(&clerk, Kind::FeedbackRegister, &number);
    has(&register, &["反映人:匿名", &format!("反映对象:{}", other.name)]);
    for kind in [Kind::FeedbackAcceptance, Kind::FeedbackOpinion, Kind::RatingCheck] {
        let refused = counter.sheet(&supervisor, kind, &number).unwrap_err();
        assert_eq!(refused.rule, Some("CP-2"), "{kind:?}");
    }
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    assert!(counter.sheet(&supervisor, Kind::FeedbackAcceptance, &number).is_err(), "nobody is named");
    // Whom it is about is told the same as of a number that nobody has.
    let hidden = counter.sheet(&other, Kind::FeedbackRegister, &number).unwrap_err();
    let unknown = counter.sheet(&other, Kind::FeedbackRegister, "J2222-2222").unwrap_err();
    assert_eq!(format!("{hidden:?}"), format!("{unknown:?}").replace("J2222-2222", &number));
    assert_eq!(hidden.kind, RefusalKind::NotFound);
    assert!(counter.sheet(&supervisor, Kind::Receipt, &number).is_err(), "a receipt is no sheet");
    let pass = PassOnFeedback {
        number: number.clone(),
        to: "区信访局".to_owned(),
        up: true,
        ..PassOnFeedback::default()
    };
    counter.run(&manager, Command::PassOnFeedback(pass)).unwrap();
    assert!(counter.sheet(&manager, Kind::FeedbackRegister, &number).is_err());
    assert!(!counter.kept("窗口说话难听还推来推去"));
    counter.assert_sound();
}

#[test]
fn a16_rt_3_cards_boxes_and_slips_on_paper() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let cards =
        HandOutCards { to_whom: "居民代表方".to_owned(), count: Some(2), ..HandOutCards::default() };
    counter.run(&supervisor, Command::HandOutCards(cards)).unwrap();
    let said = counter.drawn(&supervisor, Kind::WatchCard, "2");
    has(&said, &["卡号:2", "居民代表方", "[]非常满意", "[]非常不满意", "监督电话"]);
    assert!(counter.sheet(&supervisor, Kind::WatchCard, "3").is_err());
    let hung =
        SaveBox { name: "大厅意见箱".to_owned(), place: "墙上".to_owned(), ..SaveBox::default() };
    counter.run(&manager, Command::SaveBox(hung)).unwrap();
    let open = OpenBox {
        name: "大厅意见箱".to_owned(),
        second: "2".to_owned(),
        slips: Some(3),
        ..OpenBox::default()
    };
    counter.run(&clerk, Command::OpenBox(open)).unwrap();
    let listed = as_operator(&counter, "1", &["supervision", "list", "openings"], "").json();
    let opening = listed[0]["id"].to_string();
    assert_eq!(counter.sheet(&clerk, Kind::BoxOpening, &opening).unwrap().number, "2026-03-02-1");
    counter.now = counter.now.plus_millis(60_000);
    let said = counter.drawn(&clerk, Kind::BoxOpening, "2026-03-02-1");
    has(&said, &["大厅意见箱", &clerk.name, &counter.other.name.clone(), "条数:3", "去向", "在场人签字"]);
    // A slip tells neither whom it is about nor which matter.
    let take = Take {
        item: "JS01".to_owned(),
        applicant: yichuang::desk::verbs::PersonInput { name: "陈志强".to_owned(), ..Default::default() },
        materials: counter
            .all_ok("JS01")
            .iter()
            .map(|(name, state)| crate::support::material(name, *state))
            .collect(),
        finish: Some(Finish { result: "已登记".to_owned(), result_document: None }),
        ..Take::default()
    };
    let case = counter.run(&clerk, Command::Take(Box::new(take))).unwrap().label;
    let slip =
        counter.run(&clerk, Command::IssueRatingSlip(IssueRatingSlip { case: case.clone() })).unwrap().label;
    let said = counter.drawn(&clerk, Kind::RatingSlip, &slip);
    has(&said, &[&slip, "评价自愿,不记名", "[]满意"]);
    assert!(!said.contains("陈志强") && !said.contains(&case) && !said.contains(&clerk.name), "{said}");
    counter.assert_sound();
}

#[test]
fn a_station_has_its_own_template_of_a_sheet_and_cannot_leave_out_what_the_law_wants() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, manager) = (counter.clerk.clone(), counter.manager.clone());
    let number = counter.judged();
    let own = built_in(Kind::FeedbackOpinion).unwrap();
    let save = |body: String| Command::SaveTemplate(SaveTemplate { kind: Kind::FeedbackOpinion, body });
    let lacking = own.replace("[[part]]\nis = \"opinion_basis\"\nrequired = true\n", "");
    assert_ne!(lacking, own);
    assert!(counter.run(&manager, save(lacking)).is_err(), "CP-5");
    let titled = own.replace("title = \"处理意见书\"", "title = \"信访事项答复意见书\"");
    counter.run(&manager, save(titled)).unwrap();
    has(&counter.drawn(&clerk, Kind::FeedbackOpinion, &number), &["信访事项答复意见书"]);
    for kind in Kind::ALL.iter().filter(|kind| kind.sheet()) {
        assert!(built_in(*kind).is_some(), "{kind:?}");
    }
}

#[test]
fn a16_sheets_at_the_command_line() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let number = counter.judged();
    let out = counter.folder.path().join("opinion.txt");
    let args = ["print", "feedback-opinion", &number, "--out", out.to_str().unwrap()];
    let answer = as_operator(&counter, "1", &args, "").json();
    assert_eq!(
        (answer["number"].as_str(), answer["kind"].as_str()),
        (Some(number.as_str()), Some("feedback-opinion"))
    );
    assert!(std::fs::read_to_string(out).unwrap().contains("批评教育"));
    counter.now = counter.now.plus_millis(60_000);
    let shown = as_operator(&counter, "1", &["print", "rating-check", &number], "").json();
    assert!(shown["text"].as_str().unwrap().contains("录像属实"), "{shown}");
}

#[test]
fn a16_sheets_at_the_keyboard() {
    let counter = Demo::demo();
    let folder = tempfile::tempdir().unwrap();
    let printer = folder.path().to_owned();
    let settings = Settings { printer: Some(printer.clone()), font: Some(font()), ..Settings::default() };
    let mut supervisor = Hands::open(&counter, Some("5"), settings, at(NOW));
    supervisor.keys("8 Enter");
    let number = crate::feedback_desk::mark_in(&mut supervisor, FeedbackState::Answered);
    supervisor.keys("F7");
    let Some(Modal::Menu(menu)) = supervisor.app.modals.last() else { panic!("{}", supervisor.screen()) };
    assert_eq!(menu.entries.iter().filter(|one| one.hint == number).count(), 4);
    // What cannot be made now stands last.
    supervisor.keys("2");
    assert!(supervisor.screen().contains("处理意见书"), "{}", supervisor.screen());
    supervisor.keys("F9");
    let file = printer.join(format!("{number}-feedback-opinion-1.pdf"));
    assert!(file.exists(), "{}", supervisor.screen());
    // Printed again, nothing is written over.
    supervisor.keys("F7 2 F9");
    assert!(printer.join(format!("{number}-feedback-opinion-2.pdf")).exists(), "{}", supervisor.screen());
    let (_, text) = read(&std::fs::read(file).unwrap());
    has(&text, &["处理意见书", &number]);
}
