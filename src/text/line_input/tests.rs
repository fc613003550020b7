//! The one-line editor: tables over every sample and width, and properties over random edits.

use proptest::prelude::*;

use super::super::boundary::is_boundary;
use super::super::samples::{SAMPLES, tricky};
use super::super::{cols, len_chars, visible};
use super::*;

fn typed(text: &str) -> LineInput {
    let mut input = LineInput::default();
    text.chars().for_each(|ch| {
        input.insert(ch);
    });
    input
}

#[test]
fn moves_and_erasures_go_by_grapheme() {
    // Text, then after: home right; end left; end backspace; home delete.
    let table = [
        ("", 0, 0, "", ""),
        ("abc", 1, 2, "ab", "bc"),
        ("你好", 3, 3, "你", "好"),
        ("你ab", 3, 4, "你a", "ab"),
        ("a你b", 1, 4, "a你", "你b"),
        ("e\u{301}x", 3, 3, "e\u{301}", "x"),
        ("👨‍👩‍👧👍🏽", 18, 18, "👨‍👩‍👧", "👍🏽"),
        ("𠮷䶮", 4, 4, "𠮷", "䶮"),
        ("葛\u{E0100}城", 7, 7, "葛\u{E0100}", "城"),
        ("古·买", 3, 5, "古·", "·买"),
    ];
    for (text, right, left, backspace, delete) in table {
        let mut input = LineInput::with_text(text, 99);
        assert!(!input.right(), "right at the end of {text}");
        input.home();
        input.right();
        assert_eq!(input.cursor(), right, "{text}");
        input.end();
        input.left();
        assert_eq!(input.cursor(), left, "{text}");
        input.end();
        input.backspace();
        assert_eq!(input.value(), backspace, "{text}");
        let mut input = LineInput::with_text(text, 99);
        input.home();
        input.delete();
        assert_eq!(input.value(), delete, "{text}");
    }
}

#[test]
fn typing_character_by_character_gives_the_same_text() {
    for text in SAMPLES {
        let input = typed(text);
        assert_eq!(input.value(), *text);
        assert_eq!(input.cursor(), text.len());
    }
}

#[test]
fn window_at_every_width_from_every_cursor() {
    for text in SAMPLES {
        for width in 1..=12 {
            for widths in [Widths::Narrow, Widths::Wide] {
                let mut input = LineInput::with_text(text, 99);
                check_view(&input, width, widths);
                while input.left() {
                    check_view(&input, width, widths);
                }
                while input.right() {
                    check_view(&input, width, widths);
                }
            }
        }
    }
}

fn check_view(input: &LineInput, width: usize, widths: Widths) {
    let value = input.value();
    assert!(is_boundary(value, input.cursor()), "{value:?} {}", input.cursor());
    let view = input.view_with(Cols(width), widths);
    let context = format!("{value:?} at {} in {width}: {view:?}", input.cursor());
    assert!(widths.cols(&view.text).get() <= width, "{context}");
    assert!(view.cursor.get() < width, "{context}");
    assert_eq!(visible(&view.text), view.text, "{context}");
    let whole = draw_safe(value, widths);
    assert!(whole.contains(&*view.text), "{context}");
    if widths.cols(&whole).get() < width {
        assert!(view.text == whole && !view.cut_left && !view.cut_right, "{context}");
    }
    assert_eq!(input.view_with(Cols(width), widths), view, "a second look scrolls nothing");
}

#[test]
fn the_window_scrolls_no_more_than_it_must() {
    let mut input = LineInput::with_text("你好abc世界", 99);
    // Width, cursor moves, visible text, cursor column.
    let view = |input: &LineInput| {
        let view = input.view(Cols(6));
        (view.text.into_owned(), view.cursor.get(), view.cut_left, view.cut_right)
    };
    assert_eq!(view(&input), ("c世界".to_owned(), 5, true, false));
    input.left();
    input.left();
    assert_eq!(view(&input), ("c世界".to_owned(), 1, true, false));
    input.left();
    assert_eq!(view(&input), ("c世界".to_owned(), 0, true, false));
    input.left();
    assert_eq!(view(&input), ("bc世界".to_owned(), 0, true, false));
    input.home();
    assert_eq!(view(&input), ("你好ab".to_owned(), 0, false, true));
    input.end();
    view(&input);
    input.backspace();
    input.backspace();
    assert_eq!(view(&input), ("好abc".to_owned(), 5, true, false));
}

#[test]
fn a_wide_character_in_one_column_is_not_drawn() {
    let mut input = LineInput::with_text("你好", 99);
    input.home();
    let view = input.view(Cols(1));
    assert_eq!((&*view.text, view.cursor), ("", Cols(0)));
    assert_eq!(input.view(Cols(0)), View::default());
}

#[test]
fn ambiguous_marks_are_drawn_safely_and_stored_untouched() {
    let input = LineInput::with_text("古丽·买“提”", 99);
    let view = input.view_with(Cols(20), Widths::Wide);
    assert_eq!((&*view.text, view.cursor), ("古丽・买\"提\"", Cols(12)));
    assert_eq!(input.value(), "古丽·买“提”");
    assert_eq!(input.view(Cols(20)).cursor, Cols(11));
}

#[test]
fn a_masked_view_shows_one_star_for_each_grapheme() {
    let mut secret = LineInput::secret(20);
    secret.paste("密e\u{301}7👍🏽");
    for view in [secret.view(Cols(8)), secret.view_with(Cols(8), Widths::Wide), secret.view_masked(Cols(8))] {
        assert_eq!((&*view.text, view.cursor), ("****", Cols(4)));
    }
    let view = secret.view(Cols(3));
    assert_eq!((&*view.text, view.cursor, view.cut_left), ("**", Cols(2), true));
    assert!(!secret.undo());
    secret.backspace();
    assert_eq!(secret.value(), "密e\u{301}7");
}

#[test]
fn paste_says_what_it_changed() {
    let mut input = LineInput::new(6);
    let report = input.paste("欧阳\r\n娜\u{202E}\n");
    assert_eq!(report, PasteReport { inserted: 4, refused: 0, dropped: 1, joined: 1 });
    assert!(!report.is_exact());
    assert_eq!(input.value(), "欧阳 娜");
    input.left();
    assert_eq!(input.paste("甲乙丙"), PasteReport { inserted: 2, refused: 1, ..PasteReport::default() });
    assert_eq!(input.value(), "欧阳 甲乙娜");
    assert_eq!(input.insert('丁').refused, 1);
    assert_eq!(input.insert('\n'), PasteReport::default());
    assert_eq!(input.insert('\u{1b}').dropped, 1);
    assert_eq!(input.value(), "欧阳 甲乙娜");
}

#[test]
fn a_megabyte_is_pasted_and_shown_in_linear_time() {
    let large = "汉字a\n".repeat(128 * 1024);
    let mut input = LineInput::default();
    assert_eq!(input.paste(&large).joined, 128 * 1024 - 1);
    for _ in 0..20 {
        assert!(input.left());
        assert!(input.view(Cols(40)).cursor.get() > 35);
        assert!(input.view_masked(Cols(40)).cut_left);
        input.end();
        assert!(!input.view(Cols(40)).cut_right);
    }
    let mut short = LineInput::new(18);
    assert_eq!(short.paste(&large).inserted, 18);
    assert!(input.undo() && input.is_empty());
}

#[test]
fn undo_takes_back_stretches() {
    let mut input = typed("低保申请，王桂英");
    assert!(input.undo());
    assert_eq!(input.value(), "低保申请，");
    assert!(input.undo());
    assert_eq!(input.value(), "");
    assert!(!input.undo());
    assert!(input.redo() && input.redo() && !input.redo());
    assert_eq!((input.value(), input.cursor()), ("低保申请，王桂英", 24));
    input.backspace();
    input.backspace();
    input.paste("x");
    assert!(input.undo());
    assert_eq!(input.value(), "低保申请，王");
    input.insert('y');
    assert!(!input.redo(), "a new edit ends what could be redone");
    input.undo();
    input.undo();
    assert_eq!(input.value(), "低保申请，王桂英");
}

#[test]
fn a_move_ends_a_stretch_and_clearing_is_one_step() {
    let mut input = typed("ab");
    input.left();
    input.insert('x');
    input.undo();
    assert_eq!((input.value(), input.cursor()), ("ab", 1));
    input.clear_to_end();
    assert_eq!(input.value(), "a");
    input.set_text("新的");
    input.clear();
    assert!(input.is_empty());
    input.undo();
    assert_eq!(input.value(), "新的");
    input.undo();
    input.undo();
    assert_eq!(input.value(), "ab");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut input = LineInput::with_text("a", 1);
    input.insert('b');
    input.delete();
    input.clear_to_end();
    input.set_text("a");
    assert!(!input.undo());
}

/// One step of a person at the keyboard.
#[derive(Debug, Clone)]
enum Step {
    Type(char),
    Paste(String),
    Set(String),
    Move(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => tricky().prop_filter_map("empty", |text| text.chars().next_back()).prop_map(Step::Type),
        2 => tricky().prop_map(Step::Paste),
        1 => tricky().prop_map(Step::Set),
        8 => (0..10_u8).prop_map(Step::Move),
    ];
    prop::collection::vec(step, 0..30)
}

fn apply(input: &mut LineInput, step: &Step) {
    match step {
        Step::Type(ch) => {
            input.insert(*ch);
        }
        Step::Paste(text) => {
            input.paste(text);
        }
        Step::Set(text) => {
            input.set_text(text);
        }
        Step::Move(which) => {
            let moves = [
                LineInput::left,
                LineInput::right,
                LineInput::home,
                LineInput::end,
                LineInput::backspace,
                LineInput::delete,
                LineInput::clear,
                LineInput::clear_to_end,
                LineInput::undo,
                LineInput::redo,
            ];
            moves[usize::from(*which)](input);
        }
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(steps in steps(), width in 1_usize..16) {
        let mut input = LineInput::new(usize::MAX);
        for step in &steps {
            apply(&mut input, step);
            prop_assert!(is_boundary(input.value(), input.cursor()), "{:?}", step);
            prop_assert!(!input.value().chars().any(char::is_control), "{:?}", step);
            let view = input.view(Cols(width));
            prop_assert!(cols(&view.text).get() <= width && view.cursor.get() < width, "{:?}", view);
            let masked = input.view_masked(Cols(width));
            prop_assert!(cols(&masked.text).get() <= width && masked.cursor.get() < width, "{:?}", masked);
        }
    }

    #[test]
    fn undo_of_everything_and_redo_of_everything(steps in steps()) {
        let mut input = LineInput::default();
        for step in &steps {
            apply(&mut input, step);
        }
        while input.redo() {}
        let (value, cursor) = (input.value().to_owned(), input.cursor());
        while input.undo() {}
        prop_assert_eq!(input.value(), "");
        let mut redone = false;
        while input.redo() {
            redone = true;
        }
        prop_assert_eq!(input.value(), &*value);
        prop_assert!(is_boundary(&value, cursor) && (redone || value.is_empty()));
    }

    #[test]
    fn the_limit_holds_and_reports(text in tricky(), limit in 0_usize..12) {
        let mut input = LineInput::new(limit);
        let report = input.paste(&text);
        prop_assert!(len_chars(input.value()) <= limit);
        prop_assert_eq!(report.inserted, len_chars(input.value()));
        prop_assert_eq!(report.inserted + report.refused, len_chars(&clean_line(&text).text));
        prop_assert!(clean_line(&text).text.starts_with(input.value()));
    }
}
