//! Who is complained about (CP-6): over random histories no door that they may use tells them, nor a near relative, that
//! there is a complaint: no question, no command, no export, no screen, no undo.
//!
//! Two stations live through the same history at the same moments; in the second, others register and handle complaints
//! in between. Whatever the operator is told of both must be the same but for the random numbers of entries and slips.
//! `YICHUANG_LONG` walks forty histories instead of three.

mod doors;

use crate::support::{Counter, PIN, at, material};
use doors::{Doors, Width, plain};
use yichuang::calendar::Stamp;
use yichuang::desk::verbs::{
    self, AskRecusal, DecideRecusal, Enquire, Finish, GiveRating, HandOutCards, HandleFeedback, IssueCards,
    IssueRatingSlip, Note, OpenBox, PersonInput, ReadCards, RecordMonitorVisit, RegisterFeedback, ReplyCard,
    SaveBox, SaveMonitor, SaveOperator, SetPin, Take, Undo,
};
use yichuang::desk::{CaseAct, Command, Done, DueFilter, OnCase};
use yichuang::domain::Refusal;
use yichuang::domain::card::CardKind;
use yichuang::domain::feedback::{FeedbackAct, FeedbackChannel, FeedbackKind};
use yichuang::domain::id::{CaseId, PersonId};
use yichuang::domain::operator::{Actor, Role};
use yichuang::domain::rating::{RatingChannel, RatingLevel};
use yichuang::words::Lang;

/// What is said in a complaint; nobody concerned finds it.
const SAID: &str = "窗口说话难听还推来推去";
/// A number that no station has.
const NOBODYS: &str = "J2222-2222";
/// Who may be complained about: two supervisors, a clerk, an agent, a grid worker.
const VICTIMS: [&str; 5] = ["2", "5", "3", "6", "4"];
/// Whom nothing concerns: the first acts in the shared history, the two others on the complaints alone, so that no undo of
/// the shared history meets an act on a complaint.
const UNCONCERNED: &str = "9";
const HEAD: &str = "7";
const HANDLER: &str = "8";
/// What is done with an entry, in order.
const WAY: [FeedbackAct; 6] = [
    FeedbackAct::Accept,
    FeedbackAct::Assign,
    FeedbackAct::Judge,
    FeedbackAct::Approve,
    FeedbackAct::Answer,
    FeedbackAct::Close,
];
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// A small generator (splitmix64), so that a seed is the same history on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(most).unwrap()).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// An act that both stations live through.
#[derive(Debug, Clone, Copy)]
enum Act {
    Take(&'static str, &'static str),
    Finish(&'static str, &'static str),
    Enquire(&'static str),
    Note(&'static str, usize),
    Register(&'static str, &'static str, FeedbackKind),
    Step(usize),
    Slip(usize),
    Rate(usize, i64, &'static str),
    Open(i64),
    Visit(&'static str),
    Cards(&'static str, i64),
    Urge(usize),
    Undo(&'static str),
}

/// A history: what both stations live through, and where the second has complaints between.
struct Scene {
    seed: u64,
    /// Who is not to know.
    victim: &'static str,
    /// Whom the complaints are about: the victim, or their relative.
    about: &'static str,
    acts: Vec<(Stamp, Act)>,
    /// Behind which act which step of which complaint.
    hidden: Vec<(usize, usize, usize)>,
}

impl Scene {
    fn of(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let victim = VICTIMS[usize::try_from(seed % 5).unwrap()];
        let kin = seed.is_multiple_of(2);
        let about = match (kin, victim) {
            (false, _) => victim,
            (true, "2") => "5",
            (true, _) => "2",
        };
        let (mut day, mut slot) = (0, 0);
        let start = at("2026-03-02 09:00");
        let mut acts = Vec::new();
        for turn in 0..44 {
            slot += 1;
            // The last acts are all of the day that is asked about, so that there is something to undo.
            if turn < 38 && (slot > 9 || dice.below(2) == 0) {
                day += 1 + i64::try_from(dice.below(3)).unwrap();
                slot = 0;
            }
            let stamp = start.plus_millis(day * DAY + slot * 40 * MINUTE);
            acts.push((stamp, act(&mut dice, victim, turn)));
        }
        let mut hidden = Vec::new();
        let last = acts.len() - 2;
        for complaint in 0..1 + dice.below(3) {
            // The first is there early, so that its days are missed.
            let mut place = if complaint == 0 { dice.below(8) } else { dice.below(last) };
            for step in 0..=dice.below(WAY.len() + 1) {
                hidden.push((place, complaint, step));
                place += dice.below(5);
                if place > last {
                    break;
                }
            }
        }
        // One more on the day that is asked about.
        hidden.push((last, 3, 0));
        hidden.sort_unstable();
        Self { seed, victim, about, acts, hidden }
    }

    /// The moment at which everything is asked: the day of the last acts.
    fn later(&self) -> Stamp {
        self.acts[self.acts.len() - 1].0.plus_millis(120 * MINUTE)
    }
}

fn act(dice: &mut Dice, victim: &'static str, turn: usize) -> Act {
    let by = dice.pick(&["1", "2", "1", "2", "5", "6", "3", "4", victim]);
    let name = dice.pick(&["王桂英", "陈志强", "周大姐", "吴老师", "郑海", "孙丽", "钱多", "李四"]);
    let nth = dice.below(8);
    match turn {
        // The last acts are the same whoever did what: something for the victim to undo, and nothing hidden behind.
        41 => return Act::Take(victim, name),
        42 => return Act::Cards(victim, 2),
        43 => return Act::Enquire("1"),
        _ => {}
    }
    match dice.below(16) {
        0 | 1 => Act::Take(by, name),
        2 | 3 => Act::Finish(by, name),
        4 => Act::Enquire(by),
        5 => Act::Note(by, nth),
        6 | 7 => {
            let kinds = [
                FeedbackKind::Praise,
                FeedbackKind::Suggestion,
                FeedbackKind::Complaint,
                FeedbackKind::Question,
            ];
            let about = dice.pick(&["", "", "1", "3", "4"]);
            Act::Register(by, if about == victim { "" } else { about }, dice.pick(&kinds))
        }
        8 | 9 => Act::Step(nth),
        10 => Act::Slip(nth),
        11 => Act::Rate(nth, dice.pick(&[5, 5, 4, 2, 1]), dice.pick(&["", "排队太久"])),
        12 => Act::Open(dice.pick(&[0, 1, 3])),
        13 => Act::Visit(dice.pick(&["5", "6", "9"])),
        14 => dice.pick(&[Act::Cards("5", 2), Act::Urge(nth)]),
        _ => Act::Undo(dice.pick(&["1", "2", victim])),
    }
}

/// A station after its history.
struct Station {
    counter: Counter,
    /// Cases and their numbers.
    cases: Vec<(CaseId, String)>,
    /// Entries that both stations have: the number, and how many steps were tried.
    entries: Vec<(String, usize)>,
    /// The numbers of the complaints.
    hidden: Vec<String>,
    /// What was answered to every act.
    answers: Vec<String>,
}

impl Station {
    fn of(scene: &Scene, complained: bool) -> Self {
        let counter = Counter::at("2026-03-01 09:00");
        let mut station = Self {
            counter,
            cases: Vec::new(),
            entries: Vec::new(),
            hidden: vec![String::new(); 4],
            answers: Vec::new(),
        };
        station.furnish(scene);
        for (place, (stamp, act)) in scene.acts.iter().enumerate() {
            station.counter.now = *stamp;
            station.live(*act);
            let behind = scene.hidden.iter().filter(|one| complained && one.0 == place);
            for ((_, complaint, step), minute) in behind.zip(1..) {
                station.counter.now = stamp.plus_millis(minute * MINUTE);
                station.complain(scene.about, *complaint, *step);
            }
        }
        station.counter.now = scene.later();
        station
    }

    /// The other operators, whose relatives they are, and what there is to supervise.
    fn furnish(&mut self, scene: &Scene) {
        let phc = verbs::hash_pin(PIN).unwrap();
        for (code, name, role) in [
            ("3", "陈立", Role::Agent),
            ("4", "何平", Role::GridWorker),
            ("6", "马主任", Role::Supervisor),
            (HEAD, "副站长", Role::Manager),
            (HANDLER, "高洁", Role::Clerk),
        ] {
            let save = SaveOperator {
                code: code.to_owned(),
                name: name.to_owned(),
                roles: vec![role],
                ..SaveOperator::default()
            };
            self.by(UNCONCERNED, Command::SaveOperator(save)).unwrap();
            let pin = SetPin { code: code.to_owned(), phc: phc.clone() };
            self.by(UNCONCERNED, Command::SetPin(pin)).unwrap();
        }
        if scene.about != scene.victim {
            let near =
                [(scene.about, Some(PersonId(1)), None), (scene.victim, None, Some(vec![PersonId(1)]))];
            for (code, person, kin) in near {
                let save = SaveOperator { code: code.to_owned(), person, kin, ..SaveOperator::default() };
                self.by(UNCONCERNED, Command::SaveOperator(save)).unwrap();
            }
        }
        let letter_box = SaveBox {
            name: "大厅意见箱".to_owned(),
            place: "墙上".to_owned(),
            weekday: Some(0),
            ended: None,
        };
        self.by(UNCONCERNED, Command::SaveBox(letter_box)).unwrap();
        let monitor = SaveMonitor {
            name: "方监督".to_owned(),
            unit: Some("居民代表".to_owned()),
            no_relative: Some(true),
            until: Some("2026-12-31".to_owned()),
            ..SaveMonitor::default()
        };
        self.by(UNCONCERNED, Command::SaveMonitor(Box::new(monitor))).unwrap();
    }

    fn actor(&self, code: &str) -> Actor {
        self.counter.desk.actor_unchecked(code).unwrap()
    }

    fn by(&mut self, code: &str, command: Command) -> Result<Done, Refusal> {
        let actor = self.actor(code);
        self.counter.run(&actor, command)
    }

    /// An act of the shared history; one that is refused is refused in both.
    fn live(&mut self, act: Act) {
        // A workstation is open all day: what fell due is recorded when the day begins, whoever acts first.
        let now = self.counter.now;
        self.counter.desk.sweep(now).unwrap();
        let done = match act {
            Act::Take(by, name) => self.take(by, "ZA02", name, None),
            Act::Finish(by, name) => {
                let finish = Finish { result: "已登记".to_owned(), result_document: None };
                self.take(by, "JS01", name, Some(finish))
            }
            Act::Enquire(by) => {
                let asked = Enquire { item: "JS01".to_owned(), ..Enquire::default() };
                self.by(by, Command::Enquire(asked))
            }
            Act::Register(by, about, kind) => {
                let done = self.by(by, said(about, Some(kind)));
                self.entries.extend(done.iter().map(|done| (done.label.clone(), 0)));
                done
            }
            Act::Step(nth) => {
                if self.entries.is_empty() {
                    return;
                }
                let at = nth % self.entries.len();
                let step = self.entries[at].1 % WAY.len();
                self.entries[at].1 += 1;
                let number = self.entries[at].0.clone();
                let lead = matches!(step, 0 | 1 | 3);
                self.by(if lead { UNCONCERNED } else { "1" }, handled(&number, WAY[step], "1"))
            }
            Act::Open(slips) => {
                let open = OpenBox {
                    name: "大厅意见箱".to_owned(),
                    second: "2".to_owned(),
                    slips: Some(slips),
                    ..OpenBox::default()
                };
                self.by("1", Command::OpenBox(open))
            }
            Act::Visit(by) => {
                let visit = RecordMonitorVisit {
                    monitor: "方监督".to_owned(),
                    seen: "窗口排队".to_owned(),
                    ..RecordMonitorVisit::default()
                };
                self.by(by, Command::RecordMonitorVisit(Box::new(visit)))
            }
            Act::Cards(by, count) => {
                let to = HandOutCards {
                    monitor: "方监督".to_owned(),
                    to_whom: String::new(),
                    count: Some(count),
                    day: None,
                };
                self.by(by, Command::HandOutCards(to))
            }
            Act::Undo(by) => self.by(by, Command::Undo(Undo::default())),
            Act::Note(..) | Act::Slip(_) | Act::Rate(..) | Act::Urge(_) => {
                if self.cases.is_empty() {
                    return;
                }
                self.on_case(act)
            }
        };
        self.answers.push(answered(&done));
    }

    /// An act on one of the cases that were taken in.
    fn on_case(&mut self, act: Act) -> Result<Done, Refusal> {
        let (Act::Note(_, nth) | Act::Slip(nth) | Act::Rate(nth, ..) | Act::Urge(nth)) = act else {
            panic!("{act:?}")
        };
        let (case, number) = self.cases[nth % self.cases.len()].clone();
        match act {
            Act::Note(by, _) => {
                let note = CaseAct::Note(Note { channel: None, text: "来电询问".to_owned() });
                self.by(by, Command::Case(OnCase { case, version: None, act: note }))
            }
            Act::Rate(_, level, said) => {
                let rating = GiveRating {
                    case: number,
                    level: RatingLevel::from_number(level),
                    channel: Some(RatingChannel::Device),
                    said: said.to_owned(),
                    ..GiveRating::default()
                };
                self.by("1", Command::GiveRating(Box::new(rating)))
            }
            Act::Urge(_) => {
                let owed = DueFilter { item_code: Some("ZA02".to_owned()), ..DueFilter::default() };
                let board = self.counter.desk.board(&self.actor(UNCONCERNED), &owed, 100, 0).unwrap();
                let promises = board.iter().skip(nth % board.len().max(1)).take(1).map(|row| row.id);
                let cards = IssueCards {
                    promises: promises.collect(),
                    kind: CardKind::Urge,
                    reason: "请抓紧".to_owned(),
                    days: None,
                };
                self.by(UNCONCERNED, Command::IssueCards(cards))
            }
            _ => self.by("1", Command::IssueRatingSlip(IssueRatingSlip { case: number })),
        }
    }

    fn take(&mut self, by: &str, item: &str, name: &str, finish: Option<Finish>) -> Result<Done, Refusal> {
        let materials = self.counter.all_ok(item);
        let take = Take {
            item: item.to_owned(),
            applicant: PersonInput { name: name.to_owned(), ..PersonInput::default() },
            materials: materials.iter().map(|(name, state)| material(name, *state)).collect(),
            finish,
            ..Take::default()
        };
        let done = self.by(by, Command::Take(Box::new(take)));
        self.cases.extend(done.iter().filter_map(|done| Some((done.case?, done.label.clone()))));
        done
    }

    /// A step of a complaint, by people who have nothing to do with the shared history.
    fn complain(&mut self, about: &str, complaint: usize, step: usize) {
        let Some(act) = step.checked_sub(1).map(|step| WAY[step]) else {
            self.hidden[complaint] = self.by(HANDLER, said(about, None)).unwrap().label;
            return;
        };
        let lead = matches!(act, FeedbackAct::Accept | FeedbackAct::Assign | FeedbackAct::Approve);
        let number = self.hidden[complaint].clone();
        if act == FeedbackAct::Judge {
            let ask = AskRecusal {
                number: number.clone(),
                operator: "1".to_owned(),
                reason: "亲戚".to_owned(),
                ..AskRecusal::default()
            };
            self.by(HANDLER, Command::AskRecusal(ask)).unwrap();
            self.urge_about(&number);
        }
        if act == FeedbackAct::Answer {
            let decide = DecideRecusal {
                number: number.clone(),
                granted: Some(complaint == 0),
                text: "查明".to_owned(),
                ..DecideRecusal::default()
            };
            self.by(HEAD, Command::DecideRecusal(decide)).unwrap();
        }
        self.by(if lead { HEAD } else { HANDLER }, handled(&number, act, HANDLER)).unwrap();
    }

    /// Urges whoever handles an entry, who reads it and answers.
    fn urge_about(&mut self, number: &str) {
        let owed = self.counter.desk.feedback(&self.actor(HEAD), number).unwrap().promises[0].id;
        let reason = "请抓紧".to_owned();
        let cards = IssueCards { promises: vec![owed], kind: CardKind::Urge, reason, days: None };
        self.by(HEAD, Command::IssueCards(cards)).unwrap();
        let owner = self.actor(HANDLER);
        let card = self.counter.desk.cards_for(&owner, self.counter.now).unwrap();
        // Out of office hours it is not seen yet.
        for id in card.iter().filter(|one| one.card.replied_at.is_none()).map(|one| one.card.id) {
            self.by(HANDLER, Command::ReadCards(ReadCards { cards: vec![id] })).unwrap();
            let reply = "今天就办".to_owned();
            self.by(HANDLER, Command::ReplyCard(ReplyCard { card: id, reply })).unwrap();
        }
    }

    /// The number of a complaint, or one that nobody has.
    fn number(&self) -> &str {
        self.hidden.iter().map(String::as_str).find(|number| !number.is_empty()).unwrap_or(NOBODYS)
    }
}

fn said(about: &str, kind: Option<FeedbackKind>) -> Command {
    Command::RegisterFeedback(Box::new(RegisterFeedback {
        channel: Some(FeedbackChannel::Card),
        content: if kind.is_some() { "大厅里没有热水".to_owned() } else { SAID.to_owned() },
        about: about.to_owned(),
        kind,
        ..RegisterFeedback::default()
    }))
}

fn handled(number: &str, act: FeedbackAct, to: &str) -> Command {
    Command::HandleFeedback(Box::new(HandleFeedback {
        number: number.to_owned(),
        version: None,
        act,
        to: to.to_owned(),
        text: "已办".to_owned(),
        claim: "态度".to_owned(),
        facts: "属实".to_owned(),
        opinion: "批评".to_owned(),
        basis: "服务承诺".to_owned(),
        cause: "态度".to_owned(),
        measure: String::new(),
        satisfied: None,
    }))
}

fn answered(done: &Result<Done, Refusal>) -> String {
    plain(&match done {
        Ok(done) => done.message.say(Lang::Zh),
        Err(refusal) => format!("{:?} {:?} {}", refusal.kind, refusal.rule, refusal.what.say(Lang::Zh)),
    })
}

/// Whether the long form is asked for.
fn long() -> bool {
    std::env::var_os("YICHUANG_LONG").is_some()
}

fn seeds() -> Vec<u64> {
    if long() { (0..40).collect() } else { vec![1, 8, 15] }
}

/// Walks the doors of the victim of every history in both stations; what is not concerned sees the complaint.
fn compare(walk: impl Fn(Station, &str, Stamp, Width) -> Doors) {
    let mut wrong = Vec::new();
    for (nth, seed) in seeds().into_iter().enumerate() {
        let scene = Scene::of(seed);
        let both = || (Station::of(&scene, false), Station::of(&scene, true));
        let (without, with) = both();
        assert_eq!(without.answers, with.answers, "seed {}: the shared history went another way", scene.seed);
        assert_ne!(with.number(), NOBODYS);
        let later = scene.later();
        let without = walk(without, scene.victim, later, Width::Every);
        let with = walk(with, scene.victim, later, Width::Every);
        let who = format!("seed {seed}, {} about {}", scene.victim, scene.about);
        wrong.extend(without.differing(&with).into_iter().map(|one| format!("{who}, {one}")));
        if nth == 0 {
            let (without, with) = both();
            let without = walk(without, UNCONCERNED, later, Width::One);
            let with = walk(with, UNCONCERNED, later, Width::One);
            assert!(!without.differing(&with).is_empty(), "who is not concerned sees it");
        }
    }
    assert!(wrong.is_empty(), "{} doors tell:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn cp_6_no_question_over_random_histories_tells_the_one_complained_about() {
    compare(doors::questions);
}

#[test]
fn cp_6_no_command_and_no_export_over_random_histories_tells_the_one_complained_about() {
    compare(doors::commands);
}

#[test]
fn cp_6_no_screen_over_random_histories_tells_the_one_complained_about() {
    compare(doors::screens);
}
