//! Pane 8 at the keyboard: from what somebody said to the revisit, who does not see it, and what is not kept.

use crate::hands::{Counter as Demo, Hands, NOW};
use crate::support::at;
use yichuang::app::{Modal, Pane, Settings};
use yichuang::cli::demo;
use yichuang::domain::feedback::{FeedbackFilter, FeedbackList, FeedbackState};

fn open(counter: &Demo, code: &str) -> Hands {
    let mut hands = Hands::open(counter, Some(code), Settings::default(), at(NOW));
    hands.keys("8 Enter");
    hands
}

/// Picks what is called so from the list of acts.
fn act(hands: &mut Hands, title: &str) {
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
fn mark(hands: &mut Hands, number: &str) {
    hands.keys("F4 4 Home");
    for _ in 0..60 {
        if hands.app.supervision.entry().is_some_and(|row| row.entry.number == number) {
            return;
        }
        hands.keys("Down");
    }
    panic!("{number} is not there: {}", hands.screen());
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
    // The quarter counts it, answered in time and satisfied.
    supervisor.wait(1_000);
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
    hands.keys("F9");
    let manager = counter.actor("6");
    assert!(newest_content(&counter, &manager).chars().count() <= 5_000, "{}", hands.screen());
    hands.keys("F2 1 1 2");
    hands.paste("\u{1b}[2J红\u{202e}字\u{7}");
    hands.keys("F9");
    assert!(hands.screen().contains("已登记, 编号"), "{}", hands.screen());
    let kept = newest_content(&counter, &manager);
    assert!(kept.contains('红') && !kept.chars().any(char::is_control), "{kept:?}");
    assert!(!hands.screen().contains('\u{202e}'));
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
