//! The writer against a terminal: the right screen, in one write, in few bytes.

use std::cell::Cell as Shared;
use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::terminal::pen::Pen;

/// Takes the writes, each on its own.
#[derive(Default)]
struct Wire {
    writes: Vec<Vec<u8>>,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of a given size at the end of a writer.
struct Desk {
    writer: Writer<Wire>,
    terminal: vt100::Parser,
    size: Rc<Shared<Size>>,
}

impl Desk {
    fn new(cols: u16, rows: u16) -> Self {
        Self::with(cols, rows, Manner::default())
    }

    fn with(cols: u16, rows: u16, manner: Manner) -> Self {
        let size = Rc::new(Shared::new(Size::new(cols, rows)));
        let measured = Rc::clone(&size);
        let writer = Writer::new(Wire::default(), manner, move || Ok(measured.get())).unwrap();
        Self { writer, terminal: terminal(cols, rows), size }
    }

    /// Shows `page` with the cursor at `cursor`; returns the bytes written, at most one write.
    fn show(&mut self, page: &Buffer, cursor: Option<(u16, u16)>) -> Vec<u8> {
        self.writer.draw(visible(page).into_iter()).unwrap();
        match cursor {
            Some(place) => {
                self.writer.set_cursor_position(place).unwrap();
                self.writer.show_cursor().unwrap();
            }
            None => self.writer.hide_cursor().unwrap(),
        }
        self.writer.flush().unwrap();
        let mut writes = std::mem::take(&mut self.writer.out.writes);
        assert!(writes.len() <= 1, "T2: {} writes", writes.len());
        let bytes = writes.pop().unwrap_or_default();
        self.terminal.process(&bytes);
        bytes
    }

    fn assert_shows(&self, page: &Buffer, cursor: Option<(u16, u16)>, mono: bool) {
        let screen = self.terminal.screen();
        let mut hidden = 0;
        for (at, cell) in page.content.iter().enumerate() {
            let (x, y) = page.pos_of(at);
            hidden = if x == 0 { 0 } else { hidden };
            let seen = screen.cell(y, x).unwrap();
            if hidden > 0 {
                hidden -= 1;
                assert!(seen.is_wide_continuation(), "{x},{y} is not covered");
                continue;
            }
            hidden = cell.symbol().cell_width().saturating_sub(1);
            let text = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(text, cell.symbol(), "text at {x},{y}");
            let look = |pen: Pen| if text == " " { pen.on_blank() } else { pen };
            assert_eq!(look(pen_of(seen)), look(Pen::of(cell, mono)), "look of {text:?} at {x},{y}");
        }
        assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some((x, y)) = cursor {
            assert_eq!(screen.cursor_position(), (y, x));
        }
    }
}

fn terminal(cols: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(cols).unwrap(), 0)
}

/// All cells of a page but those under wide characters.
fn visible(page: &Buffer) -> Vec<(u16, u16, &Cell)> {
    let mut cells = Vec::new();
    let mut hidden = 0;
    for (at, cell) in page.content.iter().enumerate() {
        let (x, y) = page.pos_of(at);
        hidden = if x == 0 { 0 } else { hidden };
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        hidden = cell.symbol().cell_width().saturating_sub(1);
        cells.push((x, y, cell));
    }
    cells
}

fn pen_of(cell: &vt100::Cell) -> Pen {
    let colour = |colour, base: u8| match colour {
        vt100::Color::Idx(index @ 0..=7) => base + index,
        vt100::Color::Idx(index) => base + 52 + index,
        _ => 0,
    };
    Pen {
        foreground: colour(cell.fgcolor(), 30),
        background: colour(cell.bgcolor(), 40),
        bold: cell.bold(),
        underline: cell.underline(),
        reverse: cell.inverse(),
    }
}

fn page(lines: &[&str], cols: u16) -> Buffer {
    let rows = u16::try_from(lines.len()).unwrap();
    let mut page = Buffer::empty(Rect::new(0, 0, cols, rows));
    for (y, line) in (0..).zip(lines) {
        page.set_string(0, y, line, Style::new());
    }
    page
}

const HOME: [&str; 40] = [
    "便民工作台 朝阳街道3号窗 张敏                                               待办12  临期3  超期2  反馈1  11-23周一 10:32",
    "[1今日]  2收件   3办件   4超期   5居民   6结对   7志愿   8督办   9报表                                         已存10:31",
    "-- 今日待办 12 ---------------------------------------------- 按期限 1/1页 --|-- 窗口 3 ---------------------- 等候 4 --",
    "  状态 编号 事项     申请人   小区     期限      剩余       经办   下一步    | 正在办 A017 王桂英  低保申请  06:12",
    "> [超] 0198 漏水报修 李建国   新华苑   11-19周四 超 2工作日 维修组 待回访    | 下一位 A018 预约 老年卡 (80岁以上)",
    "  [超] 0231 低保申请 王桂英   朝阳里   11-20周五 超 1工作日 张敏   等证明    |        A019 现场 居住证明",
    "  [临] 0242 居住证明 陈志强   和平里   11-23周一 今天 17:30 张敏   待盖章    |        A020 现场 咨询",
    "  [临] 0239 噪音投诉 匿名     东风社区 11-23周一 今天 17:30 网格02 待上门    |        A021 现场 残疾补贴",
    "  [临] 0244 残疾补贴 刘芳     新华苑   11-24周二 剩 1工作日 张敏   待初审    | 挂起 1 A015 陈志强 缺身份证 10:05",
    "  [办] 0247 助餐申请 赵玉兰   朝阳里   11-25周三 剩 2工作日 张敏   待上门    |-- 所选 0198 漏水报修 --------------------",
    "  [办] 0248 物业纠纷 周涛     永安小区 11-26周四 剩 3工作日 调解室 已约24日  | 李建国 新华苑 5幢 602  13800001234",
    "  [办] 0250 走访登记 孙春梅   光明村   11-27周五 剩 4工作日 网格05 首次      | 期限 11-19 周四  超 2 工作日",
    "  [办] 0251 道路积水 吴勇     东风社区 11-27周五 剩 4工作日 市政组 已派单    | 步骤 3/4 待回访 (维修组 王师傅)",
    "  [新] 0255 居住证明 阿依古丽 和平里   11-30周一 剩 5工作日 未分派 刚收件    | 材料 2/2 照片 3 张",
    "  [停] 0222 低保申请 何秀英   朝阳里   --        等补材料   张敏   停表3天   | 11-22 15:40 维修组: 已换阀门",
    "  [停] 0226 残疾补贴 郭明     光明村   --        等鉴定     张敏   停表6天   | 11-20 09:10 催办 张敏",
    "                                                                             | 11-17 10:22 派单 维修组",
    "                                                                             | 11-16 16:05 受理 热线转",
    "-- 我经手 近期 6 ------------------------------------------------------------| 下一步: 电话回访, 满意则办结",
    "  时间  编号 事项     申请人   动作                                          |-- 今天 ----------------------------------",
    "  10:26 0231 低保申请 王桂英   咨询 A017, 缺收入证明                         | 已办 23 件  平均 7 分 12 秒",
    "  10:14 0254 居住证明 张伟     办结 已打印回执                               | 08 ####### 7",
    "  10:02 0253 老年卡   吴玉兰   办结 已打印回执                               | 09 ########## 10",
    "  09:51 0252 助残申请 孙平     受理 转网格04                                 | 10 ###### 6",
    "  09:40 0251 道路积水 吴勇     受理 派市政组                                 | 预约还有 5 人, 最近 10:40",
    "  09:31 0250 走访登记 孙春梅   登记 本月第 1 次                              |-- 值班 ----------------------------------",
    "                                                                             | 窗口1 在 窗口2 停 窗口3 在 网格 5/6",
    "-- 通知 2 -------------------------------------------------------------------| 交接: 12:00 张敏 -> 李敏",
    "  11-23 08:55 区里: 低保收入核对接口 12:00-12:30 停用, 期间先收件后核对      |",
    "  11-20 17:20 刘主任: 东风社区积水件本周五前全部回访                         |",
    "                                                                             |",
    "                                                                             |",
    "                                                                             |",
    "                                                                             |",
    "                                                                             |",
    "                                                                             |",
    "------------------------------------------------------------------------------------------------------------------------",
    "0198 已修, 待回访. Enter 打开, F8 记回访结果                                            上一步 10:26 记咨询  Ctrl+Z 撤销",
    "快码> _                                    12 建低保   0231 打开   4 超期板   王桂英 / 6021 / 朝阳里 查找   ? 看全部快码",
    "F1帮助 F2收件 F3查找 F4筛选 F5叫号 F6挂起 F7回执 F8办理 F9提交 F10菜单 F12返回   Tab 换栏  Ctrl+L 锁屏",
];

/// The home screen of ux 3.3 in the colours of ux 3.12.
fn home() -> Buffer {
    let mut page = page(&HOME, 120);
    for (y, line) in (0..).zip(&HOME) {
        for (mark, style) in [
            ("[超]", Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)),
            ("[临]", Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD)),
            ("[新]", Style::new().fg(Color::Cyan).add_modifier(Modifier::UNDERLINED)),
        ] {
            if line.get(2..).is_some_and(|rest| rest.starts_with(mark)) {
                page.set_style(Rect::new(2, y, 4, 1), style);
            }
        }
    }
    page.set_style(Rect::new(0, 4, 76, 1), Style::new().add_modifier(Modifier::BOLD));
    page
}

/// A case list of 34 rows over the full width, beginning with case `first`.
fn list(first: usize) -> Buffer {
    let pick = |pool: &[&'static str], number: usize| pool[number % pool.len()];
    let mut lines: Vec<String> = HOME.iter().take(3).map(|&line| line.to_owned()).collect();
    lines.extend((first..first + 33).map(|number| {
        let mixed = number * 7919 + number / 3;
        format!(
            "  [{}] {number:04} {} {} {} 11-{:02}周{} 剩 {}工作日 {} {}",
            pick(&["办", "办", "办", "新", "停"], mixed),
            pick(&["低保申请", "居住证明", "残疾补贴", "道路积水", "噪音投诉"], mixed / 5),
            pick(&["王桂英", "陈志强", "赵玉兰", "孙春梅", "欧阳娜", "李建国", "何秀英"], mixed),
            pick(&["朝阳里  ", "和平里  ", "东风社区", "永安小区", "光明村  "], mixed / 2),
            mixed % 28 + 1,
            pick(&["一", "二", "三", "四", "五"], mixed),
            mixed % 9 + 1,
            pick(&["张敏  ", "维修组", "调解室"], mixed),
            pick(&["待上门", "待初审", "待盖章", "等证明"], mixed),
        )
    }));
    lines.extend(HOME.iter().skip(36).map(|&line| line.to_owned()));
    page(&lines.iter().map(String::as_str).collect::<Vec<_>>(), 120)
}

/// `page` with the marker on row `y`.
fn marked(mut page: Buffer, y: u16) -> Buffer {
    page.set_string(0, y, ">", Style::new().add_modifier(Modifier::BOLD));
    page
}

#[test]
fn first_frame_is_within_5_kb() {
    let mut desk = Desk::new(120, 40);
    let page = home();
    let bytes = desk.show(&page, Some((6, 38))).len();
    desk.assert_shows(&page, Some((6, 38)), false);
    assert!(bytes <= 5 * 1024, "{bytes}");
}

#[test]
fn t8a_a_marker_moves_in_75_bytes() {
    let mut desk = Desk::new(120, 40);
    desk.show(&marked(list(200), 10), Some((0, 10)));
    for y in [11, 12, 11, 35, 3] {
        let page = marked(list(200), y);
        let bytes = desk.show(&page, Some((0, y))).len();
        desk.assert_shows(&page, Some((0, y)), false);
        assert!(bytes <= 75, "{bytes}");
    }
}

#[test]
fn t8a_a_page_turn_is_within_3_kb() {
    let mut desk = Desk::new(120, 40);
    desk.show(&marked(list(200), 3), Some((0, 3)));
    for first in [233, 266, 233] {
        let page = marked(list(first), 3);
        let bytes = desk.show(&page, Some((0, 3)));
        desk.assert_shows(&page, Some((0, 3)), false);
        assert!(bytes.len() <= 3 * 1024, "{}", bytes.len());
    }
}

#[test]
fn t8a_a_typed_character_is_within_25_bytes() {
    let mut desk = Desk::new(120, 40);
    desk.show(&home(), Some((6, 38)));
    let mut page = home();
    page.set_string(6, 38, "张", Style::new());
    let bytes = desk.show(&page, Some((8, 38)));
    desk.assert_shows(&page, Some((8, 38)), false);
    assert_eq!(String::from_utf8(bytes).unwrap(), "\x1b[?2026h张\x1b[?2026l");
}

#[test]
fn t2_an_unchanged_screen_writes_nothing() {
    let mut desk = Desk::new(120, 40);
    desk.show(&home(), Some((6, 38)));
    assert_eq!(desk.show(&home(), Some((6, 38))), b"");
    assert_eq!(desk.show(&home(), None), b"\x1b[?2026h\x1b[?25l\x1b[?2026l");
    assert_eq!(desk.show(&home(), None), b"");
}

#[test]
fn t8_no_long_colours_and_no_move_after_a_wide_character() {
    let mut desk = Desk::new(8, 1);
    let mut coloured = page(&["汉字ab"], 8);
    coloured.set_style(Rect::new(0, 0, 4, 1), Style::new().fg(Color::LightRed));
    let bytes = desk.show(&coloured, Some((0, 0)));
    let text = String::from_utf8(bytes).unwrap().replace('\x1b', "^");
    assert_eq!(text, "^[?2026h^[m^[2J^[H^[91m汉字^[mab\r^[?25h^[?2026l");
}

#[test]
fn mono_keeps_attributes_and_drops_colours() {
    let mut desk = Desk::with(120, 40, Manner { mono: true, wide: false });
    let page = home();
    let bytes = desk.show(&page, None);
    desk.assert_shows(&page, None, true);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\x1b[1m") && !text.contains("31m") && !text.contains("33m"));
}

#[test]
fn t6_a_wide_terminal_is_never_trusted_after_an_ambiguous_character() {
    let mut desk = Desk::with(20, 1, Manner { mono: false, wide: true });
    let bytes = desk.show(&page(&["买·提 ab"], 20), Some((0, 0)));
    let text = String::from_utf8(bytes).unwrap().replace('\x1b', "^");
    assert!(text.contains("买·^[;4H提 ab"), "{text}");
}

#[test]
fn t14_a_resize_starts_from_nothing_down_to_one_cell() {
    let mut desk = Desk::new(120, 40);
    desk.show(&home(), Some((6, 38)));
    for (cols, rows) in [(80, 24), (1, 1), (2, 1), (200, 60)] {
        desk.size.set(Size::new(cols, rows));
        desk.terminal = terminal(cols, rows);
        desk.writer.clear().unwrap();
        let mut page = Buffer::empty(Rect::new(0, 0, cols, rows));
        for (y, line) in (0..rows).zip(HOME) {
            page.set_string(0, y, line, Style::new());
        }
        desk.show(&page, Some((cols - 1, rows - 1)));
        desk.assert_shows(&page, Some((cols - 1, rows - 1)), false);
    }
}

#[test]
fn what_lies_outside_is_left_out() {
    let mut desk = Desk::new(2, 1);
    desk.show(&page(&["汉字汉", "ab"], 6), Some((9, 9)));
    desk.assert_shows(&page(&["汉"], 2), Some((1, 0)), false);
}

#[test]
fn half_a_wide_character_never_stays() {
    let mut desk = Desk::new(6, 1);
    desk.show(&page(&["汉字汉"], 6), None);
    let mut cell = Cell::default();
    cell.set_symbol("|");
    desk.writer.draw([(3, 0, &cell)].into_iter()).unwrap();
    desk.show(&Buffer::empty(Rect::ZERO), None);
    desk.assert_shows(&page(&["汉 |汉"], 6), None, false);
}

/// Pieces of text with a look, as our screens have them.
fn piece() -> impl Strategy<Value = (String, Style)> {
    let text = prop_oneof![
        3 => "[a-z0-9|>-]{1,4}",
        4 => "[汉字张伟办超朝阳，]{1,4}",
        4 => " {1,9}",
        1 => Just("·".to_owned()),
        1 => Just("e\u{301}".to_owned()),
    ];
    let style = prop_oneof![
        6 => Just(Style::new()),
        2 => Just(Style::new().add_modifier(Modifier::BOLD)),
        1 => Just(Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)),
        1 => Just(Style::new().fg(Color::LightCyan).add_modifier(Modifier::UNDERLINED)),
        1 => Just(Style::new().add_modifier(Modifier::REVERSED)),
        1 => Just(Style::new().bg(Color::Blue)),
    ];
    (text, style)
}

/// The same rows changed again and again: each step writes pieces at some places.
type Step = (Vec<(u16, u16, (String, Style))>, Option<(u16, u16)>, bool);

fn step(cols: u16, rows: u16) -> impl Strategy<Value = Step> {
    let place = (0..cols, 0..rows, piece());
    (prop::collection::vec(place, 0..8), prop::option::of((0..cols, 0..rows)), any::<bool>())
}

fn session() -> impl Strategy<Value = (u16, u16, Vec<Step>)> {
    (1_u16..=40, 1_u16..=4)
        .prop_flat_map(|(cols, rows)| (Just(cols), Just(rows), prop::collection::vec(step(cols, rows), 1..6)))
}

/// Puts blanks where a piece cut a wide character in two, as the loop does before drawing.
fn settle(page: &mut Buffer) {
    let cols = usize::from(page.area.width);
    for at in 0..page.content.len() {
        let wide = page.content[at].symbol().cell_width() > 1;
        let last = (at + 1) % cols == 0;
        if wide && (last || page.content[at + 1].symbol() != " ") {
            page.content[at].set_symbol(" ");
        }
    }
}

proptest! {
    #[test]
    fn t8a_any_change_gives_exactly_the_wanted_screen((cols, rows, steps) in session()) {
        let mut desk = Desk::new(cols, rows);
        let mut page = Buffer::empty(Rect::new(0, 0, cols, rows));
        for (pieces, cursor, empty) in steps {
            if empty {
                page.reset();
            }
            for (x, y, (text, style)) in pieces {
                page.set_string(x, y, text, style);
            }
            settle(&mut page);
            desk.show(&page, cursor);
            desk.assert_shows(&page, cursor, false);
            prop_assert_eq!(desk.show(&page, cursor).len(), 0);
        }
    }
}
