//! The editor of several lines: rows, moves by row, window, and properties over random edits.

use proptest::prelude::*;

use super::super::boundary::is_boundary;
use super::super::samples::{SAMPLES, tricky};
use super::super::{cols, len_chars};
use super::*;

fn lines(area: &TextArea, width: usize, rows: usize) -> Vec<String> {
    area.view(Cols(width), rows).lines
}

fn cursor(area: &TextArea, width: usize, rows: usize) -> (usize, usize) {
    let (row, column) = area.view(Cols(width), rows).cursor;
    (row, column.get())
}

#[test]
fn rows_wrap_one_column_early_and_keep_line_ends() {
    let area = TextArea::with_text("你好，世界\r\n第二行\n", 99);
    assert_eq!(area.value(), "你好，世界\n第二行\n");
    assert_eq!(lines(&area, 7, 9), ["你好，", "世界", "第二行", ""]);
    assert_eq!(lines(&area, 6, 9), ["你", "好，", "世界", "第二", "行", ""]);
    assert_eq!(cursor(&area, 7, 9), (3, 0));
}

#[test]
fn the_cursor_has_a_place_behind_a_full_row() {
    let mut area = TextArea::with_text("你好", 99);
    assert_eq!(cursor(&area, 5, 2), (0, 4));
    area.insert('世');
    assert_eq!(cursor(&area, 5, 2), (1, 2));
    area.left();
    assert_eq!(cursor(&area, 5, 2), (1, 0), "the end of a broken row is the start of the next");
}

#[test]
fn blanks_behind_the_edge_hold_the_cursor_at_the_edge() {
    let mut area = TextArea::with_text("abcd     ", 99);
    assert_eq!(area.view(Cols(5), 3).lines, ["abcd"]);
    assert_eq!(cursor(&area, 5, 3), (0, 4));
    area.insert('e');
    assert_eq!(lines(&area, 5, 3), ["abcd", "e"]);
}

#[test]
fn up_and_down_keep_the_column_that_is_aimed_at() {
    let mut area = TextArea::with_text("一二三四\na\n五六七八", 99);
    let at = |area: &TextArea| cursor(area, 20, 9);
    assert_eq!(at(&area), (2, 8));
    assert!(area.up());
    assert_eq!(at(&area), (1, 1));
    assert!(area.up());
    assert_eq!(at(&area), (0, 8));
    assert!(!area.up(), "the first row");
    area.left();
    assert!(area.down() && area.down());
    assert_eq!(at(&area), (2, 6));
    assert!(!area.down(), "the last row");
    area.home();
    area.right();
    area.up();
    assert_eq!(at(&area), (1, 1), "column 2 is past the end");
}

#[test]
fn a_column_inside_a_wide_character_is_its_start() {
    let mut area = TextArea::with_text("abc\n你好", 99);
    area.text_start();
    area.end();
    assert_eq!(cursor(&area, 20, 9), (0, 3));
    area.down();
    assert_eq!(cursor(&area, 20, 9), (1, 2));
}

#[test]
fn moves_by_row_follow_the_wrapped_rows_of_the_last_view() {
    let mut area = TextArea::with_text("一二三四五六", 99);
    assert_eq!(lines(&area, 5, 9), ["一二", "三四", "五六"]);
    area.up();
    assert_eq!(cursor(&area, 5, 9), (1, 2), "column 4 belongs to the next row");
    area.up();
    assert_eq!(cursor(&area, 5, 9), (0, 2));
    area.end();
    assert_eq!(area.cursor(), area.value().len());
}

#[test]
fn home_and_end_go_by_line_and_pages_by_view() {
    let mut area = TextArea::with_text("1\n2\n3\n4\n5\n67", 99);
    assert_eq!(area.view(Cols(10), 2).total, 6);
    area.page_up();
    assert_eq!(cursor(&area, 10, 2), (0, 1));
    area.page_up();
    area.page_up();
    assert_eq!(area.cursor(), 1);
    area.page_down();
    area.text_end();
    area.home();
    assert_eq!(area.cursor(), 10);
    area.clear_to_end();
    assert_eq!(area.value(), "1\n2\n3\n4\n5\n");
    area.backspace();
    assert_eq!(area.value(), "1\n2\n3\n4\n5");
    area.undo();
    area.undo();
    assert_eq!(area.value(), "1\n2\n3\n4\n5\n67");
}

#[test]
fn the_window_scrolls_no_more_than_it_must() {
    let mut area = TextArea::with_text("1\n2\n3\n4\n5", 99);
    let seen = |area: &TextArea| {
        let view = area.view(Cols(5), 3);
        (view.first, view.cursor.0, view.total)
    };
    assert_eq!(seen(&area), (2, 2, 5));
    area.up();
    area.up();
    assert_eq!(seen(&area), (2, 0, 5));
    area.up();
    assert_eq!(seen(&area), (1, 0, 5));
    area.text_start();
    assert_eq!(seen(&area), (0, 0, 5));
    area.text_end();
    seen(&area);
    (0..4).for_each(|_| {
        area.backspace();
    });
    assert_eq!(seen(&area), (0, 2, 3), "no rows are wasted at the end");
    assert_eq!(area.view(Cols(0), 3), AreaView::default());
    assert_eq!(area.view(Cols(5), 0), AreaView::default());
}

#[test]
fn paste_keeps_lines_and_the_limit_holds() {
    let mut area = TextArea::new(6);
    let report = area.paste("甲\r\n乙\t丙\u{1b}丁戊");
    assert_eq!(report, PasteReport { inserted: 6, refused: 1, dropped: 1, joined: 1 });
    assert_eq!(area.value(), "甲\n乙 丙丁");
    assert!(area.undo() && area.is_empty() && area.redo());
    assert_eq!(area.set_text("a\nb").inserted, 3);
    assert!(area.insert('\r').is_exact());
    assert_eq!(area.value(), "a\nb\n");
    area.clear();
    assert!(area.is_empty());
}

#[test]
fn a_megabyte_is_pasted_and_shown_in_linear_time() {
    let mut area = TextArea::default();
    assert!(area.paste(&"汉字 word\n".repeat(100_000)).is_exact());
    assert_eq!(area.view(Cols(40), 10).total, 100_001);
    assert!(area.up());
}

#[test]
fn every_sample_at_every_width_on_both_terminals() {
    for text in SAMPLES {
        for width in 1..=12 {
            for widths in [Widths::Narrow, Widths::Wide] {
                let mut area = TextArea::with_text(text, 99);
                check_view(&area, width, 3, widths);
                while area.left() {
                    check_view(&area, width, 3, widths);
                }
                while area.down() {
                    check_view(&area, width, 3, widths);
                }
            }
        }
    }
}

fn check_view(area: &TextArea, width: usize, rows: usize, widths: Widths) {
    let view = area.view_with(Cols(width), rows, widths);
    let context = format!("{:?} at {} in {width}x{rows}: {view:?}", area.value(), area.cursor());
    assert!(is_boundary(area.value(), area.cursor()), "{context}");
    assert!(view.lines.len() <= rows && view.first + view.lines.len() <= view.total, "{context}");
    assert!(view.lines.iter().all(|line| widths.cols(line).get() <= width), "{context}");
    assert!(!view.lines.concat().chars().any(char::is_control), "{context}");
    assert!(view.cursor.0 < view.lines.len() && view.cursor.1.get() < width, "{context}");
    assert_eq!(area.view_with(Cols(width), rows, widths), view, "a second look scrolls nothing");
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(
        steps in prop::collection::vec((0..20_u8, tricky()), 0..30),
        width in 1_usize..14,
        rows in 1_usize..5,
    ) {
        let moves = [
            TextArea::left, TextArea::right, TextArea::home, TextArea::end, TextArea::text_start,
            TextArea::text_end, TextArea::up, TextArea::down, TextArea::page_up, TextArea::page_down,
            TextArea::backspace, TextArea::delete, TextArea::clear_to_end, TextArea::undo, TextArea::redo,
        ];
        let mut area = TextArea::new(200);
        for (which, text) in &steps {
            match moves.get(usize::from(*which)) {
                Some(step) => {
                    step(&mut area);
                }
                None => {
                    area.paste(text);
                }
            }
            check_view(&area, width, rows, Widths::Narrow);
            prop_assert!(len_chars(area.value()) <= 200);
        }
    }

    #[test]
    fn down_visits_every_row_and_up_comes_back(text in tricky(), width in 2_usize..14) {
        let mut area = TextArea::with_text(&text, 999);
        let total = area.view(Cols(width), 99).total;
        area.text_start();
        let mut visited = 1;
        while area.down() {
            visited += 1;
            prop_assert_eq!(area.view(Cols(width), 99).cursor.0 + 1, visited);
        }
        prop_assert_eq!(visited, total);
        while area.up() {}
        prop_assert_eq!(area.cursor(), 0);
        prop_assert!(cols(area.value()).get() < 9999);
    }
}
