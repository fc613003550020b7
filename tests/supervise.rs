//! The supervisor's board at the keys: what is late is found, urged, answered and closed; clocks are
//! stopped, run again and extended by their forms.

use crate::hands::{Counter, Hands, NOW};
use crate::support::at;
use yichuang::app::{Modal, Pane, Span};
use yichuang::desk::verbs::{Assign, SaveOperator};
use yichuang::desk::{CaseAct, Command};
use yichuang::domain::Named as _;
use yichuang::domain::board::{CaseFilter, DueFilter, GroupBy, Sort};
use yichuang::domain::card::{Card, CardKind, CardState};
use yichuang::domain::case::State;
use yichuang::domain::id::PromiseId;
use yichuang::domain::month::Tally;
use yichuang::domain::operator::Role;
use yichuang::words::Lang;

/// The cards of a promise's case that were written by hand.
fn urges(counter: &Counter, promises: &[PromiseId]) -> Vec<Card> {
    let desk = counter.desk();
    let chief = counter.actor("5");
    let rows = desk.cards_to_settle(&chief).unwrap();
    rows.into_iter()
        .map(|row| row.card)
        .filter(|card| card.kind == CardKind::Urge && promises.contains(&card.promise_id))
        .collect()
}

fn supervisor() -> Hands {
    let mut hands = Counter::demo().hands("5", at(NOW));
    hands.keys("4 Enter");
    assert_eq!(hands.app.pane, Pane::Due);
    hands
}

/// The entries of the list on top, as they are read.
fn titles(hands: &mut Hands) -> Vec<String> {
    let screen = hands.screen();
    let Some(Modal::Menu(menu)) = hands.app.modals.last() else { panic!("{screen}") };
    menu.shown.iter().map(|at| menu.entries[*at].title.say(Lang::Zh)).collect()
}

/// Picks the first entry that is like this.
fn pick(hands: &mut Hands, like: impl Fn(&str) -> bool) {
    let titles = titles(hands);
    let at = titles.iter().position(|title| like(title)).unwrap_or_else(|| panic!("{titles:?}"));
    for _ in 0..at {
        hands.keys("Down");
    }
    hands.keys("Enter");
}

/// Narrows the board by the choice whose title begins like this.
fn choose(hands: &mut Hands, title: &str) {
    hands.keys("F4");
    pick(hands, |one| one.starts_with(title));
}

#[test]
fn wa_2_what_is_late_is_chosen_urged_seen_answered_and_closed() {
    let mut chief = supervisor();
    choose(&mut chief, "已超期");
    let rows = chief.app.due.list.rows.clone();
    let mine: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].owner_name == "张敏").take(2).collect();
    let promises: Vec<PromiseId> = mine.iter().map(|at| rows[*at].id).collect();
    for at in 0..=mine[1] {
        chief.keys(if mine.contains(&at) { "Space" } else { "Down" });
    }
    assert!(chief.screen().contains("已选 2"), "{}", chief.screen());
    chief.keys("F8");
    let screen = chief.screen();
    assert!(screen.contains("张敏 2"), "who will get it stands there before it is sent: {screen}");
    chief.keys("F9");
    assert!(urges(&chief.counter, &promises).is_empty(), "without a reason nothing goes out");
    chief.keys("Ctrl+G 2").type_text("请今天办完");
    chief.keys("Tab").type_text("2");
    assert!(
        chief.screen().contains("3 几日内回复 [2"),
        "Tab reaches what may stay empty: {}",
        chief.screen()
    );
    chief.keys("F9");
    assert_eq!(urges(&chief.counter, &promises).len(), 2, "{}", chief.screen());
    assert!(chief.app.due.chosen.is_empty());
    assert!(
        chief.screen().contains("催1") || chief.screen().contains("黄1"),
        "the board shows it: {}",
        chief.screen()
    );

    let mut clerk = chief.counter.hands("1", chief.now.plus_millis(60_000));
    assert!(clerk.said().contains("张牌等您回复"), "{}", clerk.said());
    assert_eq!(clerk.app.pane, Pane::Today);
    let answer = "上午入户, 下午录入";
    for _ in 0..2 {
        clerk.keys("F10").type_text("db");
        clerk.keys("Enter");
        pick(&mut clerk, |title| title.contains("请今天办完") && !title.contains("已回复"));
        assert!(clerk.said().contains("请今天办完"), "what it says: {}", clerk.said());
        clerk.keys("2").type_text(answer);
        clerk.keys("F9");
        assert!(clerk.app.modals.iter().all(|modal| !matches!(modal, Modal::Form(_))), "{}", clerk.screen());
    }
    let card = &urges(&chief.counter, &promises)[0];
    let case = clerk.counter.desk().case(&clerk.counter.actor("1"), card.case_id.unwrap()).unwrap();
    let told = |verb: &str| case.timeline.iter().any(|line| line.verb == verb);
    assert!(told("issue-card") && told("reply-card"), "the history names both: {:?}", case.timeline);

    // A reply cannot be undone; what came before it is not undone in its stead without a question.
    let acts = |hands: &Hands| hands.counter.desk().head().unwrap().seq;
    let before = acts(&clerk);
    clerk.keys("Ctrl+Z");
    assert!(clerk.said().contains("不能撤销"), "{}", clerk.said());
    clerk.keys("Down F9");
    assert_eq!(acts(&clerk), before, "nothing was undone: {}", clerk.said());

    let replied = urges(&chief.counter, &promises);
    assert!(replied.iter().all(|card| card.reply.as_deref() == Some(answer)), "{replied:?}");
    assert!(replied.iter().all(|card| card.read_at.is_some()));

    chief.now = clerk.now;
    chief.wait(1_000);
    chief.keys("F10").type_text("db");
    chief.keys("Enter");
    pick(&mut chief, |title| title.contains("请今天办完"));
    assert!(chief.said().contains(answer), "{}", chief.said());
    pick(&mut chief, |title| title.starts_with("关闭牌"));
    let left = urges(&chief.counter, &promises);
    assert_eq!(left.len(), 1, "{}", chief.screen());
    assert_eq!(left[0].state(), CardState::Replied);
}

#[test]
fn cards_are_told_of_when_the_next_operator_signs_in_at_the_same_terminal() {
    let mut hands = supervisor();
    hands.keys("F12 F12");
    assert!(hands.said().contains("已退出"), "{}", hands.said());
    hands.keys("1 1111 F9");
    assert!(hands.said().contains("张牌等您回复"), "{}", hands.said());
}

#[test]
fn a_clerk_urges_nobody_and_f8_leads_to_the_case() {
    let mut hands = Hands::clerk();
    hands.keys("4 Enter Space");
    assert!(hands.app.due.chosen.is_empty());
    hands.keys("F8");
    assert!(hands.app.case.is_some(), "{}", hands.screen());
}

#[test]
fn the_board_is_narrowed_and_added_up_as_the_desk_does() {
    let mut chief = supervisor();
    let desk = chief.counter.desk();
    let actor = chief.counter.actor("5");
    let count = |filter: &DueFilter| usize::try_from(desk.board_count(&actor, filter).unwrap()).unwrap();
    choose(&mut chief, "停表中");
    assert_eq!(chief.app.due.span, Span::Paused);
    assert_eq!(chief.app.due.list.total, count(&DueFilter { paused: true, ..DueFilter::default() }));
    assert!(chief.app.due.list.total > 0, "the demo has paused cases");
    choose(&mut chief, "暂定期限");
    assert_eq!(chief.app.due.list.total, count(&DueFilter { provisional: true, ..DueFilter::default() }));
    choose(&mut chief, "三个工作日内到期");
    let (from, until) = ("2026-11-23".parse().ok(), "2026-11-26".parse().ok());
    assert_eq!(chief.app.due.list.total, count(&DueFilter { from, until, ..DueFilter::default() }));
    choose(&mut chief, "全部未了");
    for by in GroupBy::ALL.iter().copied() {
        let all = count(&DueFilter::default());
        choose(&mut chief, &format!("按{}", by.phrase().zh));
        let sums = chief.app.due.sums.clone();
        assert_eq!(sums.iter().map(|row| row.open).sum::<usize>(), all, "{by:?}");
        let Some(first) = sums.iter().find(|row| !row.name.is_empty()) else { continue };
        choose(&mut chief, &format!("只看{}", by.phrase().zh));
        assert_eq!(chief.app.due.list.total, first.open, "{by:?} {}", first.name);
        chief.keys("Backspace");
        assert_eq!(chief.app.due.list.total, all, "{by:?}");
    }
}

#[test]
fn a_choice_outlives_the_page_and_a_second_choosing_leaves_other_pages_alone() {
    let mut chief = supervisor();
    chief.keys("*");
    let page: Vec<PromiseId> = chief.app.due.chosen.keys().copied().collect();
    assert_eq!(page.len(), chief.app.due.list.rows.len());
    chief.keys("PgDn *");
    assert!(chief.app.due.chosen.len() > page.len(), "{}", chief.screen());
    chief.keys("*");
    assert_eq!(chief.app.due.chosen.keys().copied().collect::<Vec<_>>(), page);
}

#[test]
fn one_conclusion_ends_several_cards_of_one_cause() {
    let mut manager = Counter::demo().hands("6", at(NOW));
    manager.keys("9 Enter");
    let report = manager.app.month.report.clone().unwrap();
    let open = report.all.count(Tally::NotConcluded);
    assert_eq!(report.not_concluded.len(), open, "the month lists them");
    assert!(open > 3);
    manager.keys("F8");
    let rows = titles(&mut manager);
    assert_eq!(rows.len(), open, "{rows:?}");
    // The gravest would be one card; here the first of an owner with several.
    manager.keys("Enter");
    pick(&mut manager, |title| title.contains("结论"));
    let sets = titles(&mut manager);
    assert!(sets[0].starts_with("只这一张"), "{sets:?}");
    pick(&mut manager, |title| title.contains("所有未作结论"));
    assert!(manager.screen().contains("用于"), "how many it ends: {}", manager.screen());
    manager.keys("1 Enter").type_text("张敏");
    manager.keys("Enter").type_text("月底前逐件核对期限");
    manager.keys("F9");
    assert!(manager.app.modals.iter().all(|modal| !matches!(modal, Modal::Form(_))), "{}", manager.screen());
    let report = manager.app.month.report.clone().unwrap();
    let left = report.all.count(Tally::NotConcluded);
    assert!(left < open - 1, "several at once: {open} {left}");
    let waits = |card: &Card| card.replied_at.is_none() && card.closed_at.is_none();
    assert!(report.not_concluded.iter().all(|row| waits(&row.card)), "who was asked is heard first");
    assert!(manager.counter.desk().verify(None).unwrap().findings.is_empty());
}

#[test]
fn a_view_is_kept_under_a_name_and_a_digit_and_opens_again_at_another_terminal() {
    let mut chief = supervisor();
    chief.keys("v1 Enter");
    assert!(chief.said().contains("没有常用筛选"), "{}", chief.said());
    choose(&mut chief, "已超期");
    chief.keys("z张敏 Enter");
    let wanted = chief.app.due.view();
    choose(&mut chief, "把现在的筛选存为常用");
    chief.type_text("张敏超期");
    chief.keys("F9");
    assert!(chief.said().contains("常用 1"), "{}", chief.said());
    choose(&mut chief, "全部未了");
    choose(&mut chief, "全站");
    assert!(!chief.app.due.view().same(&wanted));
    let mut elsewhere = chief.counter.hands("5", chief.now.plus_millis(60_000));
    elsewhere.keys("4 Enter v1 Enter");
    assert!(elsewhere.app.due.view().same(&wanted), "{}", elsewhere.screen());
    elsewhere.keys("F4");
    let titles = titles(&mut elsewhere);
    assert!(titles.iter().any(|title| title == "常用1 张敏超期"), "{titles:?}");
    elsewhere.keys("Esc");
    choose(&mut elsewhere, "去掉常用 张敏超期");
    assert!(elsewhere.said().contains("已去掉"), "{}", elsewhere.said());
    let mut other = chief.counter.hands("1", elsewhere.now.plus_millis(60_000));
    other.keys("4 Enter v1 Enter");
    assert!(other.said().contains("没有常用筛选"), "each has their own: {}", other.said());
    assert!(chief.counter.desk().verify(None).unwrap().findings.is_empty());
}

#[test]
fn two_operators_of_one_name_are_two_lines_and_two_filters() {
    let mut station = crate::support::Counter::at("2026-03-02 09:00");
    let (first, second) = (station.clerk.clone(), station.other.clone());
    let rename = SaveOperator {
        code: "2".to_owned(),
        name: first.name.clone(),
        roles: vec![Role::Clerk],
        ..SaveOperator::default()
    };
    let manager = station.manager.clone();
    station.run(&manager, Command::SaveOperator(rename)).unwrap();
    let cases = [station.take_complete("MZ01"), station.take_complete("MZ01")];
    let give = Assign { to: "2".to_owned(), reason: "轮班".to_owned() };
    station.act(cases[1], CaseAct::Assign(give)).unwrap();
    let today = "2026-03-02".parse().unwrap();
    let all = DueFilter::default();
    let sums = station.desk.board_sums(&station.supervisor, &all, GroupBy::Owner, today).unwrap();
    assert_eq!(sums.len(), 2);
    assert_eq!(sums[0].name, sums[1].name);
    for row in sums {
        let mut filter = DueFilter::default();
        filter.narrow(GroupBy::Owner, &row.key);
        let rows = station.desk.board(&station.supervisor, &filter, 10, 0).unwrap();
        let owners: Vec<_> = rows.iter().map(|one| one.owner_id).collect();
        assert_eq!(owners.len(), row.open);
        assert!(owners.iter().all(|one| *one == first.id) || owners.iter().all(|one| *one == second.id));
    }
}

#[test]
fn su_1_su_2_the_clock_is_stopped_and_runs_again_by_its_forms() {
    let mut hands = Hands::clerk();
    let desk = hands.counter.desk();
    let clerk = hands.counter.actor("1");
    let filter = CaseFilter { states: vec![State::Accepted], ..CaseFilter::default() };
    let case = desk.cases(&clerk, &filter, Sort::Newest, 1, 0).unwrap()[0].id;
    let number = desk.case(&clerk, case).unwrap().case.number;
    hands.type_text(&number);
    hands.keys("Enter").type_text("zt");
    let head = desk.head().unwrap();
    hands.keys("Enter 7").type_text("5");
    let screen = hands.screen();
    assert!(screen.contains("新的期限: 特别程序"), "which dates it makes stands there before F9: {screen}");
    assert!(screen.contains("停表") && screen.contains("法定"), "and which it stops: {screen}");
    assert_eq!(desk.head().unwrap(), head, "nothing is written for that");
    hands.keys("F9");
    let view = desk.case(&clerk, case).unwrap();
    assert_eq!(view.case.state, State::Paused, "{}", hands.screen());
    assert!(view.procedures[0].proven());
    assert!(hands.screen().contains("鉴定"), "{}", hands.screen());
    assert!(hands.said().contains("停表") || hands.said().contains("鉴定"), "{}", hands.said());
    hands.keys("F8 1 F9");
    let view = desk.case(&clerk, case).unwrap();
    assert_eq!(view.case.state, State::Accepted, "{}", hands.screen());
    hands.keys("Ctrl+Z");
    let view = desk.case(&clerk, case).unwrap();
    assert_eq!(view.case.state, State::Paused, "undo stops it again: {}", hands.said());
}

#[test]
fn overdue_and_the_board_show_the_same_rows() {
    let mut chief = supervisor();
    choose(&mut chief, "已超期");
    let filter = chief.app.due.asked(chief.app.today_day(), chief.app.calendar());
    let desk = chief.counter.desk();
    let board = desk.board(&chief.counter.actor("5"), &filter, 1_000, 0).unwrap();
    let args = ["overdue", "--json", "--as", "5", "--pin-stdin"];
    let rows = crate::command_line::on_file(chief.counter.path(), chief.now, &args, "5555\n");
    let told: Vec<(String, String)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["number"].as_str().unwrap().to_owned(), row["due"].as_str().unwrap().to_owned()))
        .collect();
    let shown: Vec<(String, String)> =
        board.iter().map(|row| (row.number.clone(), row.due.to_string())).collect();
    assert!(!shown.is_empty());
    assert_eq!(told, shown);
}

#[test]
fn time_a_date_in_doubt_is_shown_with_its_year_and_confirmed_at_the_screen() {
    let station = Counter::demo();
    let mut ahead = station.hands("1", at("2099-01-05 09:00"));
    assert!(ahead.screen().contains("2099-01-05?"), "{}", ahead.screen());
    let number = ahead.app.today.list.rows[0].number.clone();
    ahead.type_text(&number);
    ahead.keys("Enter F2").type_text("走在前面");
    ahead.keys("F9");
    let mut clerk = station.hands("1", at("2026-11-23 11:00"));
    assert!(clerk.screen().contains("2026-11-23?"), "{}", clerk.screen());
    clerk.type_text(&number);
    clerk.keys("Enter F2").type_text("今天的");
    clerk.keys("F9");
    assert!(clerk.said().contains("早于上一笔记录"), "{}", clerk.said());
    let mut manager = station.hands("6", clerk.now.plus_millis(60_000));
    manager.keys("F10").type_text("qrrq");
    manager.keys("Enter");
    assert!(manager.screen().contains("逐笔收回"), "what it takes back stands there: {}", manager.screen());
    manager.keys("t F9");
    assert!(manager.said().contains("收回 1 笔"), "{} {}", manager.said(), manager.screen());
    assert!(!manager.screen().contains("2026-11-23?"), "{}", manager.screen());
    clerk.now = manager.now.plus_millis(60_000);
    clerk.keys("F9");
    assert!(clerk.app.modals.iter().all(|modal| !matches!(modal, Modal::Form(_))), "{}", clerk.said());
    assert!(station.desk().verify(None).unwrap().findings.is_empty());
}

#[test]
fn wa_2_cp_6_feedback_is_urged_with_cases_at_one_press_and_from_its_own_pane() {
    let mut chief = supervisor();
    let case = chief.app.due.list.rows[0].id;
    chief.keys("Home Space F4").type_text("答复");
    chief.keys("Enter");
    // Another view of the board keeps what was chosen.
    let row = chief.app.due.list.rows[0].clone();
    let (entry, number) = (row.id, row.item_name);
    assert_eq!(row.subject_kind, "feedback");
    chief.keys("Home Space F8 Ctrl+G 2").type_text("请今天办完");
    chief.keys("F9");
    assert!(chief.said().contains("已发督办 2 张"), "{}", chief.screen());
    let sent = urges(&chief.counter, &[entry, case]);
    assert_eq!(sent.len(), 2, "{}", chief.screen());
    let owner = sent.iter().find(|card| card.promise_id == entry).unwrap().owner_id;
    // Whoever handles it finds it among the cards, and from there the entry.
    let operators = chief.counter.desk().operators().unwrap();
    let code = operators.into_iter().find(|one| one.id == owner).unwrap().code;
    let mut handler = chief.counter.hands(&code, chief.now.plus_millis(60_000));
    handler.keys("F10").type_text("db");
    handler.keys("Enter");
    let tail = number[number.len() - 4..].to_owned();
    pick(&mut handler, |title| title.contains(&tail) && title.contains("请今天办完"));
    assert!(handler.screen().contains("看意见投诉"), "{}", handler.screen());
    handler.keys("1");
    assert!(handler.screen().contains(&number), "{}", handler.screen());
    // The pane of feedback has the same act.
    chief.now = handler.now;
    chief.keys("8 Enter F4 3 Home F8");
    pick(&mut chief, |title| title == "发牌督办");
    chief.keys("Ctrl+G 2").type_text("再催一次");
    chief.keys("F9");
    assert!(chief.said().contains("已发督办 1 张"), "{}", chief.screen());
}
