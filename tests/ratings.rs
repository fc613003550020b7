//! Ratings: once a matter, in nobody's name, looked into where they are bad, and the rates that come of them.

use crate::command_line::as_operator;
use crate::support::{Counter, material};
use serde_json::json;
use yichuang::calendar::{Day, Stamp};
use yichuang::desk::verbs::{
    Enquire, Finish, GiveRating, HandleFeedback, IssueRatingSlip, PersonInput, RemoveRating, Take, Undo,
};
use yichuang::desk::{Command, Desk, Done, DueFilter, Sort};
use yichuang::domain::board::CaseFilter;
use yichuang::domain::feedback::{FeedbackAct, FeedbackChannel, FeedbackFilter, FeedbackKind, Naming};
use yichuang::domain::id::CaseId;
use yichuang::domain::operator::Actor;
use yichuang::domain::promise::PromiseKind;
use yichuang::domain::rating::{RateKind, RateRow, RatingChannel, RatingLevel, RatingsBy};
use yichuang::domain::{Refusal, RefusalKind};
use yichuang::words::Lang;

const SAID: &str = "让我跑了三趟还不给办";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A case that `by` takes in and closes on the spot: its id and its number.
fn finished(counter: &mut Counter, by: &Actor) -> (CaseId, String) {
    let materials = counter.all_ok("JS01");
    let take = Take {
        item: "JS01".to_owned(),
        applicant: PersonInput { name: "陈志强".to_owned(), ..PersonInput::default() },
        materials: materials.iter().map(|(name, state)| material(name, *state)).collect(),
        finish: Some(Finish { result: "已登记".to_owned(), result_document: None }),
        ..Take::default()
    };
    let done = counter.run(by, Command::Take(Box::new(take))).unwrap();
    (done.case.unwrap(), done.label)
}

fn slip(counter: &mut Counter, by: &Actor, number: &str) -> Result<String, Refusal> {
    let issue = IssueRatingSlip { case: number.to_owned() };
    counter.run(by, Command::IssueRatingSlip(issue)).map(|done| done.label)
}

fn of_case(number: &str, level: i64) -> GiveRating {
    GiveRating {
        case: number.to_owned(),
        level: RatingLevel::from_number(level),
        channel: Some(RatingChannel::Device),
        ..GiveRating::default()
    }
}

fn of_slip(number: &str, level: i64) -> GiveRating {
    GiveRating { slip: number.to_owned(), level: RatingLevel::from_number(level), ..GiveRating::default() }
}

fn rate(counter: &mut Counter, by: &Actor, asked: GiveRating) -> Result<Done, Refusal> {
    counter.run(by, Command::GiveRating(Box::new(asked)))
}

fn remove(counter: &mut Counter, by: &Actor, number: &str) -> Result<Done, Refusal> {
    let remove = RemoveRating { number: number.to_owned(), reason: "评错了对象".to_owned() };
    counter.run(by, Command::RemoveRating(remove))
}

fn rates(desk: &Desk, actor: &Actor, by: RatingsBy) -> Vec<RateRow> {
    desk.rates(actor, day("2026-01-01"), day("2026-12-31"), by).unwrap()
}

fn total(desk: &Desk, actor: &Actor) -> RateRow {
    rates(desk, actor, RatingsBy::Total).remove(0)
}

fn permille(row: &RateRow, kind: RateKind) -> Option<usize> {
    row.rate(kind).and_then(|rate| rate.permille())
}

fn handle(
    counter: &mut Counter,
    by: &Actor,
    number: &str,
    act: FeedbackAct,
    change: impl FnOnce(&mut HandleFeedback),
) {
    let mut handle = HandleFeedback {
        number: number.to_owned(),
        version: None,
        act,
        to: String::new(),
        text: String::new(),
        claim: "态度".to_owned(),
        facts: "属实".to_owned(),
        opinion: "批评".to_owned(),
        basis: "服务承诺".to_owned(),
        cause: String::new(),
        measure: "道歉".to_owned(),
        satisfied: None,
    };
    change(&mut handle);
    counter.run(by, Command::HandleFeedback(Box::new(handle))).unwrap();
}

/// Whether the bytes of `text` stand in the file, its log or its head.
fn stands(counter: &Counter, text: &str) -> bool {
    std::fs::read_dir(counter.folder.path()).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

/// What an operator at the window is told by every question they may ask.
fn told(desk: &Desk, actor: &Actor, case: CaseId, now: Stamp) -> String {
    let all = DueFilter::default();
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        desk.counts(actor, now).unwrap(),
        desk.board(actor, &all, 1000, 0).ok(),
        desk.board_count(actor, &all).ok(),
        desk.cases(actor, &CaseFilter::default(), Sort::default(), 1000, 0).ok(),
        desk.case(actor, case).ok(),
        desk.acts_today(actor, now).ok(),
        desk.undo_candidates(actor, now).ok(),
        desk.feedback_list(actor, FeedbackFilter::default(), 1000, 0).ok(),
        desk.journal_since(actor, Stamp(0), 10_000).ok(),
    )
}

#[test]
fn rt_1_there_are_five_levels_by_word_or_number_and_a_sixth_is_refused() {
    for (text, want) in [
        ("5", Some(RatingLevel::VerySatisfied)),
        ("\"1\"", Some(RatingLevel::VeryDissatisfied)),
        ("\"dissatisfied\"", Some(RatingLevel::Dissatisfied)),
        ("null", None),
    ] {
        let read: GiveRating = serde_json::from_str(&format!("{{\"level\": {text}}}")).unwrap();
        assert_eq!(read.level, want, "{text}");
    }
    for text in ["0", "6", "\"good\"", "true"] {
        let read = serde_json::from_str::<GiveRating>(&format!("{{\"level\": {text}}}"));
        assert!(read.is_err(), "{text}");
    }
    let mut counter = Counter::at("2026-03-02 09:00");
    let clerk = counter.clerk.clone();
    let (_, number) = finished(&mut counter, &clerk);
    let none = GiveRating { level: None, ..of_case(&number, 1) };
    assert_eq!(rate(&mut counter, &clerk, none).unwrap_err().field.as_deref(), Some("level"));
}

#[test]
fn rt_2_a_matter_is_rated_once_when_it_is_finished_and_by_a_slip_that_was_handed_out() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let open = counter.take_complete("ZA02");
    let open = counter.view(open).case.number;
    for refused in [
        rate(&mut counter, &other, of_case(&open, 5)).unwrap_err(),
        slip(&mut counter, &clerk, &open).unwrap_err(),
    ] {
        assert_eq!(refused.rule, Some("RT-2"), "not finished");
    }
    let never = rate(&mut counter, &other, of_slip("P2222-2222", 5)).unwrap_err();
    assert_eq!((never.kind, never.field.as_deref()), (RefusalKind::NotFound, Some("slip")));
    let (_, number) = finished(&mut counter, &clerk);
    // Paper names no case by itself, and a slip is of one case.
    let paper = GiveRating { channel: Some(RatingChannel::Box), ..of_case(&number, 5) };
    assert_eq!(rate(&mut counter, &other, paper).unwrap_err().field.as_deref(), Some("slip"));
    let handed = slip(&mut counter, &clerk, &number).unwrap();
    assert_eq!(slip(&mut counter, &other, &number).unwrap(), handed, "the same slip again");
    let crossed = GiveRating { case: open, ..of_slip(&handed, 5) };
    assert_eq!(rate(&mut counter, &other, crossed).unwrap_err().field.as_deref(), Some("case"));
    let target = counter.desk.rate_target(&clerk, &handed.to_lowercase()).unwrap();
    assert_eq!(target.label, handed, "a slip does not tell whose it is");
    rate(&mut counter, &other, of_slip(&handed.to_lowercase(), 2)).unwrap();
    for again in [of_slip(&handed, 5), of_case(&number, 5)] {
        let refused = rate(&mut counter, &other, again).unwrap_err();
        assert_eq!(refused.rule, Some("RT-2"), "once");
        let text = refused.what.say(Lang::Zh);
        assert!(!text.contains("满意"), "{text}");
    }
    assert!(counter.desk.rate_target(&clerk, &number).is_err());
    assert_eq!(slip(&mut counter, &clerk, &number).unwrap(), handed, "whether it was used is not told");
    // A case that was entered by mistake.
    let (case, number) = finished(&mut counter, &clerk);
    let handed = slip(&mut counter, &clerk, &number).unwrap();
    counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    assert!(counter.view(case).case.voided_at.is_some());
    for voided in [of_slip(&handed, 5), of_case(&number, 5)] {
        assert_eq!(rate(&mut counter, &other, voided).unwrap_err().rule, Some("RT-2"), "voided");
    }
    // An enquiry, once a visit.
    let asked = Enquire { item: "JS01".to_owned(), ..Enquire::default() };
    let enquiry = counter.run(&clerk, Command::Enquire(asked)).unwrap().label;
    let handed = slip(&mut counter, &clerk, &enquiry).unwrap();
    rate(&mut counter, &other, of_slip(&handed, 4)).unwrap();
    assert_eq!(rate(&mut counter, &other, of_case(&enquiry, 4)).unwrap_err().rule, Some("RT-2"));
    let sums = total(&counter.desk, &counter.manager);
    assert_eq!((sums.finished, sums.rated, sums.counted), (1, 1, 2), "the enquiry is no case");
    counter.assert_sound();
}

#[test]
fn rt_3_and_rt_4_whoever_is_rated_is_told_nothing_and_can_take_nothing_back() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, manager) = (counter.clerk.clone(), counter.manager.clone());
    let (case, number) = finished(&mut counter, &clerk);
    let later = crate::support::at("2026-03-02 16:00");
    let before = told(&counter.desk, &clerk, case, later);
    let since = counter.now;
    // At the device of the clerk's own window.
    let bad = GiveRating {
        said: SAID.to_owned(),
        name: "王桂英".to_owned(),
        phone: "13800006021".to_owned(),
        ..of_case(&number, 1)
    };
    let done = counter.desk.rate(&clerk, &bad, since).unwrap();
    counter.now = counter.now.plus_millis(1000);
    assert!(!done.message.say(Lang::Zh).contains("满意"), "the message is the same for all");
    assert_eq!(told(&counter.desk, &clerk, case, later), before);
    let journal = counter.desk.journal_since(&manager, since, 10).unwrap();
    let entry = journal.iter().find(|one| one.verb == "give-rating").unwrap();
    assert_ne!(entry.operator, clerk.id, "in nobody's name");
    let command = entry.command.clone().unwrap_or_default();
    for text in [number.as_str(), "王桂英", "13800006021", SAID, "dissatisfied"] {
        assert!(!command.contains(text), "{text} in {command}");
    }
    // Undoing the case takes the case back, and not what was said of it.
    counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    let sums = total(&counter.desk, &manager);
    assert_eq!((sums.finished, sums.rated, sums.counted), (1, 1, 1));
    assert_eq!(total(&counter.desk, &clerk).counted, 0, "not even as a figure");
    counter.assert_sound();
}

#[test]
fn rt_4_fewer_than_five_ratings_are_not_shown_and_who_does_not_lead_sees_no_person() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other, manager, supervisor) =
        (counter.clerk.clone(), counter.other.clone(), counter.manager.clone(), counter.supervisor.clone());
    for level in [5, 4, 3, 2] {
        let (_, number) = finished(&mut counter, &clerk);
        rate(&mut counter, &other, of_case(&number, level)).unwrap();
    }
    let row = total(&counter.desk, &manager);
    assert!(row.few() && row.counted == 4 && row.bad.is_none());
    assert_eq!(permille(&row, RateKind::Active), Some(1000));
    for kind in [RateKind::Good, RateKind::Rectified, RateKind::InTime, RateKind::Revisited] {
        assert_eq!(row.rate(kind), None, "{kind:?}");
    }
    let (_, number) = finished(&mut counter, &other);
    rate(&mut counter, &clerk, of_case(&number, 5)).unwrap();
    let row = total(&counter.desk, &manager);
    assert_eq!((row.bad, permille(&row, RateKind::Good)), (Some(1), Some(800)));
    for (by, groups) in [(RatingsBy::Person, 2), (RatingsBy::Window, 2), (RatingsBy::Month, 1)] {
        for leader in [&manager, &supervisor] {
            let rows = rates(&counter.desk, leader, by);
            assert_eq!(rows.len(), groups, "{by:?}");
            assert_eq!(rows.iter().all(RateRow::few), by != RatingsBy::Month, "{by:?}");
        }
        let refused = counter.desk.rates(&clerk, day("2026-01-01"), day("2026-12-31"), by);
        assert!(refused.is_err(), "{by:?}");
    }
    assert_eq!(rates(&counter.desk, &clerk, RatingsBy::Item).len(), 1);
}

#[test]
fn rt_6_and_rt_7_a_bad_rating_with_a_name_or_words_opens_an_entry_that_the_rated_do_not_see() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other, manager, supervisor) =
        (counter.clerk.clone(), counter.other.clone(), counter.manager.clone(), counter.supervisor.clone());
    // Mute and anonymous it is only counted, and a good one is no entry whatever it says.
    for (level, said) in [(1, ""), (4, "谢谢")] {
        let (_, number) = finished(&mut counter, &clerk);
        let given = GiveRating { said: said.to_owned(), ..of_case(&number, level) };
        rate(&mut counter, &other, given).unwrap();
    }
    assert!(counter.desk.feedback_list(&manager, FeedbackFilter::default(), 10, 0).unwrap().is_empty());
    let (_, number) = finished(&mut counter, &clerk);
    let phone = GiveRating { phone: "13800006021".to_owned(), ..of_case(&number, 2) };
    assert_eq!(rate(&mut counter, &other, phone).unwrap_err().field.as_deref(), Some("name"));
    let named = GiveRating { name: "王桂英".to_owned(), ..of_case(&number, 2) };
    rate(&mut counter, &other, named).unwrap();
    let entry = counter.desk.feedback_list(&manager, FeedbackFilter::default(), 10, 0).unwrap().remove(0);
    assert_eq!(
        (entry.kind, entry.naming, entry.channel, entry.item_code.as_str()),
        (FeedbackKind::BadRating, Naming::Named, FeedbackChannel::Device, "JS01")
    );
    assert!(!entry.content.is_empty());
    for hidden in [&clerk, &other] {
        assert!(
            counter.desk.feedback_list(hidden, FeedbackFilter::default(), 10, 0).unwrap().is_empty(),
            "{}",
            hidden.name
        );
    }
    let view = counter.desk.feedback(&supervisor, &entry.number).unwrap();
    assert_eq!(view.about.iter().map(|one| one.id).collect::<Vec<_>>(), [clerk.id]);
    assert_eq!(view.entry.owner_id, Some(supervisor.id), "somebody sees to it");
    let owed: Vec<_> = view.promises.iter().map(|one| (one.kind, one.owner_id)).collect();
    assert_eq!(owed, [(PromiseKind::Answer, supervisor.id)]);
    assert!(counter.desk.feedback(&clerk, &entry.number).is_err());
    handle(&mut counter, &supervisor, &entry.number, FeedbackAct::Accept, |_| ());
    let view = counter.desk.feedback(&supervisor, &entry.number).unwrap();
    assert_eq!(view.promises[0].owner_id, supervisor.id);
    assert_eq!(view.promises[0].due, day("2026-03-09"), "RT-9");
    // CP-10: what is said of a manager's own service is not kept where managers read; the level is.
    let (_, number) = finished(&mut counter, &manager);
    let above = GiveRating { said: SAID.to_owned(), name: "欧阳不满".to_owned(), ..of_case(&number, 1) };
    let done = rate(&mut counter, &clerk, above).unwrap();
    assert!(done.message.say(Lang::Zh).contains("上级机关"));
    assert_eq!(counter.desk.feedback_list(&supervisor, FeedbackFilter::default(), 10, 0).unwrap().len(), 1);
    assert!(!stands(&counter, SAID) && !stands(&counter, "欧阳不满"));
    assert_eq!(total(&counter.desk, &supervisor).counted, 4);
    counter.assert_sound();
}

#[test]
fn rt_8_what_is_set_aside_stays_and_is_counted_separately() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other, manager) = (counter.clerk.clone(), counter.other.clone(), counter.manager.clone());
    let mut numbers = Vec::new();
    for level in [5, 5, 5, 5, 5, 1] {
        let (_, number) = finished(&mut counter, &clerk);
        rate(&mut counter, &other, of_case(&number, level)).unwrap();
        numbers.push(number);
    }
    let bad = numbers.pop().unwrap();
    let refused = remove(&mut counter, &clerk, &bad).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::NotAllowed);
    let bare = RemoveRating { number: bad.clone(), reason: String::new() };
    let refused = counter.run(&manager, Command::RemoveRating(bare)).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("reason"));
    remove(&mut counter, &manager, &bad).unwrap();
    let row = total(&counter.desk, &manager);
    assert_eq!((row.finished, row.rated, row.counted, row.removed, row.bad), (6, 5, 5, 1, Some(0)));
    assert_eq!(permille(&row, RateKind::Good), Some(1000));
    assert_eq!(remove(&mut counter, &manager, &bad).unwrap_err().rule, Some("RT-8"), "once");
    let again = rate(&mut counter, &other, of_case(&bad, 5)).unwrap_err();
    assert_eq!(again.rule, Some("RT-2"), "it is still there");
    // A slip of the hand is taken back; the level never moved.
    counter.run(&manager, Command::Undo(Undo::default())).unwrap();
    let row = total(&counter.desk, &manager);
    assert_eq!((row.counted, row.removed, row.bad), (6, 0, Some(1)));
    // Nobody sets aside what concerns themselves, whether there is anything or not.
    let (_, own) = finished(&mut counter, &manager);
    assert_eq!(remove(&mut counter, &manager, &own).unwrap_err().rule, Some("RT-8"));
    rate(&mut counter, &other, of_case(&own, 1)).unwrap();
    assert_eq!(remove(&mut counter, &manager, &own).unwrap_err().rule, Some("RT-8"));
    counter.assert_sound();
}

#[test]
fn rt_10_the_rates_of_a_small_station_are_those_that_are_counted_by_hand() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other, manager, supervisor) =
        (counter.clerk.clone(), counter.other.clone(), counter.manager.clone(), counter.supervisor.clone());
    // The level of each finished case, what was said, whether a name was given; 0 was not rated.
    let given =
        [(5, "", false), (3, "", false), (0, "", false), (2, "慢", false), (1, "", true), (1, "", false)];
    for (level, said, named) in given {
        let (_, number) = finished(&mut counter, &clerk);
        if level > 0 {
            let name = if named { "王桂英".to_owned() } else { String::new() };
            let asked = GiveRating { said: said.to_owned(), name, ..of_case(&number, level) };
            rate(&mut counter, &other, asked).unwrap();
        }
    }
    // Both entries show something to put right and are answered; one is put right and asked again.
    let entries = counter.desk.feedback_list(&manager, FeedbackFilter::default(), 10, 0).unwrap();
    assert_eq!(entries.len(), 2);
    for entry in &entries {
        let number = entry.number.as_str();
        handle(&mut counter, &supervisor, number, FeedbackAct::Accept, |_| ());
        handle(&mut counter, &supervisor, number, FeedbackAct::Assign, |one| one.to = "5".to_owned());
        handle(&mut counter, &supervisor, number, FeedbackAct::Judge, |_| ());
        handle(&mut counter, &manager, number, FeedbackAct::Approve, |_| ());
        handle(&mut counter, &supervisor, number, FeedbackAct::Answer, |one| one.text = "已处理".to_owned());
    }
    let named = entries.iter().find(|one| one.naming == Naming::Named).unwrap().number.clone();
    let row = total(&counter.desk, &manager);
    assert_eq!(permille(&row, RateKind::Rectified), Some(0));
    assert_eq!(permille(&row, RateKind::Revisited), Some(0), "one named, answered, not asked again");
    handle(&mut counter, &supervisor, &named, FeedbackAct::Rectify, |one| one.text = "已道歉".to_owned());
    handle(&mut counter, &supervisor, &named, FeedbackAct::Revisit, |one| one.satisfied = Some(true));
    let count = |test: &dyn Fn(&(i64, &str, bool)) -> bool| given.iter().filter(|one| test(one)).count();
    let rated = count(&|one| one.0 > 0);
    let row = total(&counter.desk, &manager);
    assert_eq!((row.finished, row.rated, row.counted), (given.len(), rated, rated));
    assert_eq!(row.bad, Some(count(&|one| matches!(one.0, 1 | 2))));
    let per = |part: usize, whole: usize| Some((part * 2000 + whole) / (whole * 2));
    assert_eq!(permille(&row, RateKind::Active), per(rated, given.len()));
    assert_eq!(permille(&row, RateKind::Good), per(count(&|one| one.0 >= 3), rated));
    assert_eq!(permille(&row, RateKind::Rectified), per(1, 2));
    assert_eq!(permille(&row, RateKind::InTime), per(1, 2));
    assert_eq!(permille(&row, RateKind::Revisited), per(1, 1));
    // The same by item, and nothing of it in another stretch of days.
    let items = rates(&counter.desk, &supervisor, RatingsBy::Item);
    assert_eq!(items.iter().map(|one| one.counted).collect::<Vec<_>>(), [rated]);
    assert!(items[0].title.starts_with("JS01 "), "{}", items[0].title);
    let empty = counter.desk.rates(&manager, day("2025-01-01"), day("2025-12-31"), RatingsBy::Total).unwrap();
    assert_eq!((empty[0].finished, empty[0].counted), (0, 0));
    assert_eq!(empty[0].rate(RateKind::Active).map(|rate| rate.text()).as_deref(), Some("—"));
    counter.assert_sound();
}

#[test]
fn rt_2_rt_4_and_rt_10_through_the_command_line() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let clerk = counter.clerk.clone();
    let (_, number) = finished(&mut counter, &clerk);
    let answers = |counter: &mut Counter, code: &str, args: &[&str], input: &str| {
        let answer = as_operator(counter, code, args, input);
        counter.now = counter.now.plus_millis(60_000);
        answer
    };
    let issue = format!(r#"{{"case":"{number}"}}"#);
    let handed = answers(&mut counter, "1", &["rating", "issue-rating-slip"], &issue);
    assert_eq!(handed.code, 0, "{}", handed.err);
    let handed = handed.json()["number"].as_str().unwrap().to_owned();
    let give = ["rating", "give-rating"];
    let level = |level: &str| format!(r#"{{"slip":"{handed}","level":{level}}}"#);
    let sixth = answers(&mut counter, "2", &give, &level("6"));
    assert_eq!(sixth.code, 1, "{}", sixth.err);
    let given = answers(&mut counter, "2", &give, &level("1"));
    assert_eq!((given.code, given.json()["number"].as_str()), (0, Some(handed.as_str())), "{}", given.err);
    let second = answers(&mut counter, "2", &give, &level("5"));
    assert_eq!((second.code, second.json()["rule"].as_str()), (1, Some("RT-2")));
    let rows = answers(&mut counter, "1", &["rating", "rates", "--by", "item"], "").json();
    assert_eq!((&rows[0]["counted"], &rows[0]["few"]), (&json!(1), &json!(true)));
    assert!(rows[0]["good"].is_null() && rows[0]["bad"].is_null());
    assert_eq!(rows[0]["active"], 1.0);
    assert_eq!(answers(&mut counter, "1", &["rating", "rates", "--by", "person"], "").code, 3);
    assert_eq!(answers(&mut counter, "9", &["rating", "rates", "--by", "person"], "").code, 0);
    let remove = format!(r#"{{"number":"{handed}","reason":"评错了"}}"#);
    assert_eq!(answers(&mut counter, "1", &["rating", "remove-rating"], &remove).code, 3);
    let removed = answers(&mut counter, "9", &["rating", "remove-rating"], &remove);
    assert_eq!(removed.code, 0, "{}", removed.err);
    let row = answers(&mut counter, "9", &["rating", "rates"], "").json();
    assert_eq!((&row[0]["counted"], &row[0]["removed"]), (&json!(0), &json!(1)));
    counter.assert_sound();
}
