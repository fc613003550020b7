//! Pane 8 at the keyboard: from what somebody said to the revisit, who does not see it, and what is not kept.

use crate::hands::{Counter as Demo, Hands, NOW};
use crate::support::at;
use yichuang::app::{Modal, Pane, Settings};
use yichuang::cli::demo;
use yichuang::desk::Sort;
use yichuang::domain::board::CaseFilter;
use yichuang::domain::case::State;
use yichuang::domain::feedback::{FeedbackFilter, FeedbackList, FeedbackState};

fn open(counter: &Demo, code: &str) -> Hands {
    let mut hands = Hands::open(counter, Some(code), Settings::default(), at(NOW));
    hands.keys("8 Enter");
    hands
}

/// Picks what is called so from the list of acts.
pub fn act(hands: &mut Hands, title: &str) {
    hands.keys("F8");
    for _ in 0..40 {
        let Some(Modal::Menu(menu)) = hands.app.modals.last() else { panic!("{}", hands.screen()) };
        let Some(entry) = menu.current() else { break };
        if entry.title.say(yichuang::words::Lang::Zh) == title {
            assert_eq!(entry.why_not, None, "{title}");
            hands.keys("Enter");
            return;
        }
        hands.keys("Down");
    }
    panic!("{title} is not offered: {}", hands.screen());
}

/// Puts the marker on the entry with this number, in the list of everything.
pub fn mark(hands: &mut Hands, number: &str) {
    hands.keys("F4 4 Home");
    for _ in 0..60 {
        if hands.app.supervision.entry().is_some_and(|row| row.entry.number == number) {
            return;
        }
        hands.keys("Down");
    }
    panic!("{number} is not there: {}", hands.screen());
}

/// Puts the marker on the first entry in this state, in the list of everything; its number.
pub fn mark_in(hands: &mut Hands, state: FeedbackState) -> String {
    hands.keys("F4 4 Home");
    for _ in 0..60 {
        match hands.app.supervision.entry() {
            Some(row) if row.entry.state == state => return row.entry.number.clone(),
            _ => hands.keys("Down"),
        };
    }
    panic!("none is {state:?}: {}", hands.screen());
}

fn newest(counter: &Demo) -> String {
    let manager = counter.actor("6");
    let filter = FeedbackFilter { list: FeedbackList::All, ..FeedbackFilter::default() };
    counter.desk().feedback_list(&manager, filter, 1, 0).unwrap()[0].number.clone()
}

fn state(counter: &Demo, number: &str) -> FeedbackState {
    counter.desk().feedback(&counter.actor("6"), number).unwrap().entry.state
}

#[test]
fn journey_rt_6_and_cp_5_from_a_card_to_the_revisit_at_the_keyboard() {
    let counter = Demo::demo();
    let mut clerk = open(&counter, "1");
    clerk.keys("F2 1 1 1 王桂英 Enter 13800001234 Enter Enter");
    clerk.type_text("窗口说话难听");
    clerk.keys("Enter");
    clerk.type_text("2");
    clerk.keys("F9");
    assert!(clerk.screen().contains("已登记, 编号"), "{}", clerk.screen());
    let number = newest(&counter);
    // Whom it is about sees the same pane as before, and cannot open it by its number.
    let mut about = open(&counter, "2");
    assert!(!about.screen().contains(&number), "{}", about.screen());
    let mut supervisor = open(&counter, "5");
    mark(&mut supervisor, &number);
    assert!(supervisor.screen().contains("窗口说话难听"), "{}", supervisor.screen());
    act(&mut supervisor, "受理");
    supervisor.keys("F9");
    assert_eq!(state(&counter, &number), FeedbackState::Accepted, "{}", supervisor.screen());
    // Assigned to whom it is about it is refused, in its field.
    act(&mut supervisor, "指派");
    supervisor.keys("2 F9");
    assert!(supervisor.screen().contains("不能承办"), "{}", supervisor.screen());
    supervisor.keys("Ctrl+U 3 F9");
    assert_eq!(state(&counter, &number), FeedbackState::Assigned, "{}", supervisor.screen());
    let mut agent = open(&counter, "3");
    mark(&mut agent, &number);
    act(&mut agent, "办理意见");
    agent.keys("要求道歉 Enter Tab 录像属实 Tab 批评教育 Tab 服务承诺第三条 Enter 态度 Enter 当面道歉 F9");
    assert_eq!(state(&counter, &number), FeedbackState::Judged, "{}", agent.screen());
    let mut manager = open(&counter, "6");
    mark(&mut manager, &number);
    act(&mut manager, "复核");
    manager.keys("F9");
    assert_eq!(state(&counter, &number), FeedbackState::Approved, "{}", manager.screen());
    agent.wait(1_000);
    mark(&mut agent, &number);
    act(&mut agent, "答复");
    agent.keys("已批评教育 F9");
    act(&mut agent, "整改");
    agent.keys("已当面道歉 F9");
    act(&mut agent, "回访");
    agent.keys("1 F9");
    assert_eq!(state(&counter, &number), FeedbackState::Revisited, "{}", agent.screen());
    act(&mut agent, "了结");
    agent.keys("F9");
    assert_eq!(state(&counter, &number), FeedbackState::Closed, "{}", agent.screen());
    // The quarter counts it, answered in time and satisfied; the register goes into a file from here.
    supervisor.wait(1_000);
    supervisor.keys("F7");
    assert!(supervisor.screen().contains("意见投诉"), "{}", supervisor.screen());
    supervisor.keys("F12");
    supervisor.keys("F4 5");
    assert!(supervisor.screen().contains("监督卡"), "{}", supervisor.screen());
}

#[test]
fn cp_7_a_sealed_identity_goes_in_at_the_keyboard_and_is_opened_with_the_passphrase() {
    let counter = Demo::demo();
    let mut clerk = open(&counter, "1");
    clerk.keys("F2 5 6 3 欧阳举报人 Enter 13912345678 Tab Tab");
    assert!(clerk.screen().contains("加密保存"), "{}", clerk.screen());
    clerk.type_text("有人冒领");
    // A cut line leaves nothing of it.
    clerk.wait(5_000);
    assert!(!kept(&counter, "欧阳举报人") && !kept(&counter, "有人冒领"));
    clerk.keys("F9");
    assert!(clerk.screen().contains("已登记, 编号"), "{}", clerk.screen());
    assert!(!kept(&counter, "欧阳举报人"));
    let number = newest(&counter);
    mark(&mut clerk, &number);
    assert!(!clerk.screen().contains("欧阳举报人"), "who wrote it does not read it back");
    let mut supervisor = open(&counter, "5");
    mark(&mut supervisor, &number);
    act(&mut supervisor, "开启身份");
    supervisor.type_text("联系核实");
    supervisor.keys("Enter");
    supervisor.type_text("another sentence");
    supervisor.keys("F9");
    assert!(supervisor.screen().contains("口令或钥匙文件不对"), "{}", supervisor.screen());
    supervisor.keys("Ctrl+U");
    supervisor.type_text(demo::PASSPHRASE);
    supervisor.keys("F9");
    assert!(supervisor.screen().contains("欧阳举报人"), "{}", supervisor.screen());
    let manager = counter.actor("6");
    let journal = counter.desk().journal_since(&manager, at(NOW), 100).unwrap();
    assert!(journal.iter().filter(|one| one.verb == "open-identity").count() >= 1);
}

#[test]
fn what_is_not_drafted_says_so_and_goes_only_at_the_second_esc() {
    let counter = Demo::demo();
    let mut hands = open(&counter, "1");
    hands.keys("F2 1 1 2 谁也不许看 F6");
    assert!(hands.screen().contains("不能挂起"), "{}", hands.screen());
    hands.keys("F12");
    assert!(hands.screen().contains("再按一次"), "{}", hands.screen());
    assert!(matches!(hands.app.modals.last(), Some(Modal::Form(_))));
    hands.keys("F12");
    assert!(hands.app.modals.is_empty());
    assert_eq!(hands.app.pane, Pane::Supervision);
    hands.wait(2_000);
    assert!(!kept(&counter, "谁也不许看"));
}

#[test]
fn a_flood_of_text_and_control_characters_do_no_harm() {
    let counter = Demo::demo();
    let mut hands = open(&counter, "1");
    hands.keys("F2 1 1 2");
    hands.paste(&"长".repeat(400_000));
    let manager = counter.actor("6");
    let before = newest_content(&counter, &manager);
    hands.keys("F9");
    // What is too long is cut at its limit, and said; nothing else is registered.
    let kept = newest_content(&counter, &manager);
    assert!(kept == "长".repeat(5_000) && kept != before, "{} {}", kept.len(), hands.screen());
    hands.keys("F2 1 1 2");
    hands.paste("\u{1b}[2J红\u{202e}字\u{7}");
    hands.keys("F9");
    assert!(hands.screen().contains("已登记, 编号"), "{}", hands.screen());
    let kept = newest_content(&counter, &manager);
    assert!(kept.contains('红') && !kept.chars().any(char::is_control), "{kept:?}");
    assert!(!hands.screen().contains('\u{202e}'));
}

/// A shared terminal: whoever sits down next sees nothing of what the one before looked at.
#[test]
fn rt_4_and_cp_6_a_hand_over_leaves_nothing_of_the_one_before_on_pane_8() {
    let counter = Demo::demo();
    let mut hands = open(&counter, "5");
    hands.keys("F4 6 > > >");
    assert!(hands.screen().contains("按人"), "{}", hands.screen());
    hands.keys("F4 4");
    let number = hands.app.supervision.entry().unwrap().entry.number.clone();
    hands.keys("Ctrl+L");
    hands.type_text("22222");
    hands.keys("Enter");
    assert!(hands.app.supervision.list.rows.is_empty() && hands.app.supervision.detail.is_empty());
    hands.keys("8 Enter F4 6");
    let screen = hands.screen();
    assert!(screen.contains("全部") && !screen.contains("按人") && !screen.contains(&number), "{screen}");
    assert!(hands.app.person.is_none());
}

fn newest_content(counter: &Demo, manager: &yichuang::domain::operator::Actor) -> String {
    let filter = FeedbackFilter { list: FeedbackList::All, ..FeedbackFilter::default() };
    counter.desk().feedback_list(manager, filter, 1, 0).unwrap()[0].content.clone()
}

/// Whether the bytes of `text` stand in any file beside the station's.
fn kept(counter: &Demo, text: &str) -> bool {
    let folder = counter.path().parent().unwrap();
    std::fs::read_dir(folder).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

/// A finished case of the first clerk that nobody rated, opened.
fn open_unrated(hands: &mut Hands, counter: &Demo) -> yichuang::domain::board::CaseView {
    let (desk, clerk) = (counter.desk(), counter.actor("1"));
    let filter = CaseFilter { states: vec![State::Closed], owner: Some(clerk.id), ..CaseFilter::default() };
    let rows = desk.cases(&clerk, &filter, Sort::Newest, 200, 0).unwrap();
    let row = rows.into_iter().find(|row| desk.rate_target(&clerk, &row.number).is_ok()).unwrap();
    hands.keys(&format!("{} Enter", row.number));
    desk.case(&clerk, row.id).unwrap()
}

#[test]
fn rt_3_and_rt_4_the_window_device_hides_everything_and_leads_back_to_the_lock() {
    let counter = Demo::demo();
    let mut hands = Hands::open(&counter, Some("1"), Settings::default(), at(NOW));
    let view = open_unrated(&mut hands, &counter);
    let before = hands.app.undoable.clone();
    act(&mut hands, "请群众评价 (转屏)");
    let screen = hands.screen();
    assert!(screen.contains("非常满意") && screen.contains(&view.case.item_name), "{screen}");
    for hidden in [view.person.name.as_str(), "张敏", "今日", "快码", &view.case.number] {
        assert!(!screen.contains(hidden), "{hidden}: {screen}");
    }
    // No key of the counter does anything there.
    hands.keys("F10 F2 Ctrl+Z 9 0");
    assert_eq!(hands.screen(), screen);
    hands.keys("Enter");
    assert!(hands.screen().contains("请先按 1 到 5"), "{}", hands.screen());
    hands.keys("2 Enter");
    hands.type_text("等了四十分钟");
    hands.keys("Enter");
    hands.type_text("王桂英");
    hands.keys("Enter 13800001234 Enter");
    let screen = hands.screen();
    assert!(screen.contains("已锁") && screen.contains("评价已收到"), "{screen}");
    // The clerk is told nothing of it: not on the board, not in the case, not by undo.
    hands.keys("1111 Enter");
    let told = hands.screen();
    assert!(!told.contains("等了四十分钟") && !told.contains("不满意"), "{told}");
    assert_eq!(hands.app.undoable, before, "a rating is not undone");
    act(&mut hands, "请群众评价 (转屏)");
    assert!(hands.screen().contains("一事一评"), "{}", hands.screen());
    // It opened an entry that the clerk does not see, and the supervisor does.
    hands.keys("8 Enter F4 4");
    assert!(!hands.screen().contains("等了四十分钟"), "{}", hands.screen());
    let mut supervisor = open(&counter, "5");
    supervisor.keys("F4 4 Home");
    assert!(supervisor.screen().contains("等了四"), "{}", supervisor.screen());
    assert!(supervisor.screen().contains("王桂英"), "{}", supervisor.screen());
}

#[test]
fn rt_3_nobody_has_to_rate_and_an_abandoned_device_locks() {
    let counter = Demo::demo();
    let mut hands = Hands::open(&counter, Some("1"), Settings::default(), at(NOW));
    let view = open_unrated(&mut hands, &counter);
    act(&mut hands, "请群众评价 (转屏)");
    hands.keys("1 Enter F12");
    hands.press(yichuang::keymap::parse_key("Esc").unwrap());
    hands.wait(1_000);
    hands.press(yichuang::keymap::parse_key("Esc").unwrap());
    hands.wait(1_000);
    assert!(hands.screen().contains("已锁"), "{}", hands.screen());
    hands.keys("1111 Enter");
    act(&mut hands, "请群众评价 (转屏)");
    hands.wait(3_600_000);
    assert!(hands.screen().contains("已锁"), "{}", hands.screen());
    let desk = counter.desk();
    assert!(desk.rate_target(&counter.actor("1"), &view.case.number).is_ok(), "nothing was kept");
}

#[test]
fn journey_a11_a_box_is_opened_by_two_and_a_finding_is_put_right_at_the_keyboard() {
    let counter = Demo::demo();
    let mut supervisor = open(&counter, "5");
    supervisor.keys("F4 7 F2");
    // The marked box stands there; the demo's day is a Monday, so that a reason is asked for.
    supervisor.type_text("周桂芝");
    supervisor.keys("Enter 2 Enter F9");
    assert!(supervisor.screen().contains('!'), "{}", supervisor.screen());
    supervisor.type_text("节前加开");
    supervisor.keys("F9");
    assert!(supervisor.screen().contains("2026-11-23"), "{}", supervisor.screen());
    supervisor.keys("F4 9 Home");
    act(&mut supervisor, "整改监督发现");
    supervisor.type_text("名单已更换");
    supervisor.keys("F9");
    assert!(supervisor.screen().contains("2026-11-23 已整改"), "{}", supervisor.screen());
}

#[test]
fn f6_an_act_that_is_opened_again_goes_on_where_it_was_left() {
    let counter = Demo::demo();
    let mut agent = open(&counter, "3");
    mark_in(&mut agent, FeedbackState::Assigned);
    act(&mut agent, "办理意见");
    agent.keys("诉求甲 Enter Tab 查明乙 F12");
    assert!(agent.screen().contains("草稿已存"), "{}", agent.screen());
    // Another act of the same entry has a form of its own.
    act(&mut agent, "申请回避");
    assert!(!agent.screen().contains("诉求甲"), "{}", agent.screen());
    agent.keys("F12");
    act(&mut agent, "办理意见");
    assert!(agent.screen().contains("诉求甲") && agent.screen().contains("查明乙"), "{}", agent.screen());
    // What is typed now is added to it, and both are there after another break.
    agent.keys("Tab 批评丙 F12");
    let mut later = open(&counter, "3");
    mark_in(&mut later, FeedbackState::Assigned);
    act(&mut later, "办理意见");
    for text in ["诉求甲", "查明乙", "批评丙"] {
        assert!(later.screen().contains(text), "{text}: {}", later.screen());
    }
    // Where somebody changed the entry meanwhile, it is said beside the form.
    let number = later.app.supervision.entry().unwrap().entry.number.clone();
    later.keys("F12");
    let mut chief = open(&counter, "6");
    mark(&mut chief, &number);
    act(&mut chief, "延长");
    chief.type_text("等现场");
    chief.keys("F9");
    later.wait(2_000);
    mark(&mut later, &number);
    act(&mut later, "办理意见");
    assert!(later.screen().contains("诉求甲") && later.screen().contains("有人改过"), "{}", later.screen());
    // So it is with an act of a case.
    later.keys("F12 F12 1 Enter Enter");
    assert!(later.app.case.is_some(), "{}", later.screen());
    let note = |hands: &mut Hands| hands.keys("F8").type_text("记一笔");
    note(&mut later);
    later.keys("Enter");
    later.type_text("打过电话");
    later.keys("F12");
    note(&mut later);
    later.keys("Enter");
    assert!(later.screen().contains("打过电话"), "{}", later.screen());
}

#[test]
fn the_last_row_of_a_page_is_seen_in_every_view() {
    let counter = Demo::demo();
    for size in [(80, 24), (120, 40)] {
        for view in [
            "8 Enter F4 4",
            "8 Enter F4 3",
            "8 Enter F4 7",
            "7 Enter",
            "7 Enter Tab Tab Tab",
            "6 Enter",
            "5 Enter",
            "3 Enter",
            "4 Enter",
        ] {
            let mut hands = Hands::open(&counter, Some("5"), Settings::default(), at(NOW));
            hands.resize(size.0, size.1);
            hands.keys(view);
            // The marker turns to the last row of the first page.
            for _ in 0..60 {
                if !hands.screen().contains("\n> ") {
                    break;
                }
                hands.keys("Down");
            }
            assert!(hands.screen().contains("\n> "), "{view} at {size:?}: {}", hands.screen());
        }
    }
}
