//! The three keymaps, and what is refused in a site's or an operator's file.

use super::*;
use crate::action::Trait;
use unicode_width::UnicodeWidthStr;

fn builtin(builtin: Builtin) -> Keymap {
    Keymap::load(builtin, &[]).unwrap_or_else(|problems| panic!("{:#?}", said(&problems)))
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| problem.message().say(Lang::Zh)).collect()
}

/// What `keys` do after being pressed one by one.
fn press(keymap: &Keymap, context: Context, keys: &str) -> Lookup {
    let keys = parse_keys(keys).unwrap();
    let (last, pending) = keys.split_last().unwrap();
    keymap.lookup(context.stack(), pending, *last)
}

fn over(text: &str) -> Result<Keymap, Vec<String>> {
    Keymap::load(Builtin::Counter, &[Source { file: "own.toml", text }]).map_err(|problems| said(&problems))
}

#[test]
fn every_built_in_file_parses_and_says_its_name() {
    for keymap in Builtin::ALL {
        let read = builtin(keymap);
        assert_eq!(read.name(), keymap.name());
        assert_eq!(Builtin::parse(keymap.name()), Ok(keymap));
        assert!(!read.title(Lang::Zh).is_empty() && !read.title(Lang::En).is_empty());
    }
    let unknown = Builtin::parse("emacs").unwrap_err();
    assert_eq!(unknown.say(Lang::Zh), "没有键位 emacs. 可用: counter, arrows, vim");
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/keymaps"));
    for file in files.unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(Builtin::parse(name.trim_end_matches(".toml")).is_ok(), "{name} is not compiled in");
    }
}

#[test]
fn ux_3_5_function_keys_mean_the_same_in_all_three() {
    for keymap in Builtin::ALL.map(builtin) {
        for (key, action) in [
            ("F1", Action::Help),
            ("F2", Action::New),
            ("F3", Action::Find),
            ("F4", Action::Choices),
            ("Alt+Down", Action::Choices),
            ("F5", Action::Refresh),
            ("F6", Action::Park),
            ("F7", Action::Print),
            ("F8", Action::MoveOn),
            ("F9", Action::Submit),
            ("Ctrl+S", Action::Submit),
            ("F10", Action::Menu),
            ("Ctrl+P", Action::Menu),
            ("F12", Action::Back),
        ] {
            for context in [Context::Board, Context::Form, Context::Case, Context::Dialog, Context::Help] {
                let found = press(&keymap, context, key);
                assert_eq!(found, Lookup::Matched(action), "{} {} {key}", keymap.name(), context.id());
            }
        }
        assert_eq!(press(&keymap, Context::Board, "F11"), Lookup::None, "F11 is the terminal's");
    }
}

#[test]
fn ux_3_5_counter_resolves_as_listed() {
    use Context::{Board, Case, Dialog, Form, Palette, SignIn};
    let keymap = builtin(Builtin::Counter);
    for (context, keys, action) in [
        (Board, "?", Some(Action::Help)),
        (Board, "？", Some(Action::Help)),
        (Board, "/", Some(Action::Find)),
        (Board, "、", Some(Action::Find)),
        (Board, "／", Some(Action::Find)),
        (Board, "：", Some(Action::Menu)),
        (Board, "《", Some(Action::SortPrevious)),
        (Board, "》", Some(Action::SortNext)),
        (Board, "*", Some(Action::SelectAll)),
        (Board, "Space", Some(Action::SelectRow)),
        (Board, "Esc", Some(Action::SelectNone)),
        (Board, "Enter", Some(Action::Open)),
        (Board, "Tab", Some(Action::NextPane)),
        (Board, "Shift+Tab", Some(Action::PreviousPane)),
        (Board, "Home", Some(Action::First)),
        (Board, "PgDn", Some(Action::PageDown)),
        (Board, "Ctrl+Z", Some(Action::Undo)),
        (Board, "Ctrl+Shift+z", None),
        (Board, "Ctrl+L", Some(Action::Lock)),
        (Board, "Ctrl+R", Some(Action::Redraw)),
        (Board, "q", None),
        (Board, "4", None),
        (Case, "Esc", Some(Action::Back)),
        (Case, "?", Some(Action::Help)),
        (Form, "Esc", Some(Action::Back)),
        (Form, "Enter", Some(Action::NextField)),
        (Form, "+", Some(Action::FieldExit)),
        (Form, "－", Some(Action::PreviousField)),
        (Form, "=", Some(Action::SameAsLast)),
        (Form, "Ctrl+D", Some(Action::SameAsLast)),
        (Form, "Ctrl+G", Some(Action::GoToField)),
        (Form, "Ctrl+C", Some(Action::Copy)),
        (Form, "?", None),
        (Dialog, "Enter", Some(Action::Open)),
        (Palette, "Enter", Some(Action::Open)),
        (Palette, "?", None),
        (SignIn, "F12", Some(Action::Quit)),
    ] {
        let expected = action.map_or(Lookup::None, Lookup::Matched);
        assert_eq!(press(&keymap, context, keys), expected, "{} {keys}", context.id());
    }
}

#[test]
fn ux_3_5_arrows_and_vim_resolve_as_listed() {
    use Context::{Board, Case, Form};
    for (map, context, keys, action) in [
        (Builtin::Arrows, Board, "Right", Action::Open),
        (Builtin::Arrows, Board, "Left", Action::PreviousPane),
        (Builtin::Arrows, Case, "Right", Action::NextPane),
        (Builtin::Arrows, Form, "Down", Action::Choices),
        (Builtin::Arrows, Form, "Right", Action::NextField),
        (Builtin::Arrows, Form, "Left", Action::PreviousField),
        (Builtin::Arrows, Form, "Esc", Action::Back),
        (Builtin::Vim, Board, "o", Action::New),
        (Builtin::Vim, Board, "/", Action::Find),
        (Builtin::Vim, Board, "f", Action::Choices),
        (Builtin::Vim, Board, "n", Action::Refresh),
        (Builtin::Vim, Board, "z p", Action::Park),
        (Builtin::Vim, Board, "g p", Action::Print),
        (Builtin::Vim, Board, "a", Action::MoveOn),
        (Builtin::Vim, Board, ":", Action::Menu),
        (Builtin::Vim, Board, "q", Action::Back),
        (Builtin::Vim, Board, "g g", Action::First),
        (Builtin::Vim, Board, "G", Action::Last),
        (Builtin::Vim, Board, "Ctrl+D", Action::PageDown),
        (Builtin::Vim, Board, "Ctrl+U", Action::PageUp),
        (Builtin::Vim, Board, "Ctrl+W w", Action::NextPane),
        (Builtin::Vim, Board, "Ctrl+W W", Action::PreviousPane),
        (Builtin::Vim, Board, "l", Action::Open),
        (Builtin::Vim, Board, "v", Action::SelectRow),
        (Builtin::Vim, Board, "V G", Action::SelectAll),
        (Builtin::Vim, Board, "<", Action::SortPrevious),
        (Builtin::Vim, Board, "u", Action::Undo),
        (Builtin::Vim, Board, "Ctrl+R", Action::Redo),
        (Builtin::Vim, Board, "y y", Action::Copy),
        (Builtin::Vim, Board, ".", Action::SameAsLast),
        (Builtin::Vim, Board, "Ctrl+L", Action::Redraw),
        (Builtin::Vim, Board, "Z Z", Action::Lock),
        (Builtin::Vim, Board, "g 4", Action::Pane4),
        (Builtin::Vim, Form, "Ctrl+D", Action::SameAsLast),
        (Builtin::Vim, Case, "j", Action::Down),
    ] {
        let found = press(&builtin(map), context, keys);
        assert_eq!(found, Lookup::Matched(action), "{} {} {keys}", map.name(), context.id());
    }
    assert_eq!(press(&builtin(Builtin::Vim), Form, "q"), Lookup::None, "letters are text in a form");
}

#[test]
fn a_half_typed_sequence_says_what_may_follow() {
    let vim = builtin(Builtin::Vim);
    let Lookup::Pending(hints) = press(&vim, Context::Board, "g") else { panic!("g begins sequences") };
    let shown: Vec<String> = hints.iter().map(|(rest, _)| label(rest, Lang::Zh)).collect();
    assert_eq!(shown, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "g", "p"]);
    assert!(hints.contains(&(parse_keys("p").unwrap(), Action::Print)));
    assert_eq!(press(&vim, Context::Board, "g x"), Lookup::None);
    assert_eq!(press(&vim, Context::Board, "g Esc"), Lookup::None, "Esc drops the sequence");
    assert!(matches!(press(&vim, Context::Form, "Ctrl+W"), Lookup::Pending(_)));
}

#[test]
fn ux_0_1_every_daily_action_has_a_key_that_passes_the_input_method() {
    for keymap in Builtin::ALL.map(builtin) {
        for action in Action::ALL {
            let lacking = lacks_input_method_key(&keymap, *action);
            assert_eq!(lacking, None, "{} {}", keymap.name(), action.id());
        }
    }
}

#[test]
fn every_action_is_reached_by_a_key_or_the_menu() {
    for keymap in Builtin::ALL.map(builtin) {
        for action in Action::ALL {
            let reached = action.is(Trait::Menu) || !keymap.all_keys_for(*action, Lang::Zh).is_empty();
            assert!(reached, "{} {}", keymap.name(), action.id());
        }
    }
}

#[test]
fn prominent_keys_come_first() {
    let keymap = builtin(Builtin::Counter);
    for (action, context, keys) in [
        (Action::Submit, Context::Form, vec!["F9", "Ctrl+S"]),
        (Action::Menu, Context::Board, vec!["F10", "Ctrl+P", ":"]),
        (Action::Choices, Context::Form, vec!["F4", "Alt+下"]),
        (Action::Back, Context::Board, vec!["F12"]),
        (Action::Back, Context::Form, vec!["F12", "Esc"]),
        (Action::NextPane, Context::Form, vec![]),
        (Action::SelectRow, Context::Board, vec!["空格"]),
    ] {
        assert_eq!(keymap.keys_for(action, context.stack(), Lang::Zh), keys, "{}", action.id());
    }
    assert_eq!(
        builtin(Builtin::Vim).keys_for(Action::First, Context::Board.stack(), Lang::En),
        ["Home", "gg"]
    );
}

#[test]
fn later_files_replace_and_unbind() {
    let site = Source { file: "site.toml", text: "[board]\n\"F5\" = \"redraw\"\n\"*\" = \"unbind\"\n" };
    let own = Source {
        file: "own.toml",
        text: "name = \"mine\"\ntitle = \"我的\"\n[board]\n\"f5\" = \"sort-reverse\"\n\"F11\" = \"refresh\"\n\"F11 F11\" = \"unbind\"\n",
    };
    let problems = Keymap::load(Builtin::Counter, &[site, own]).unwrap_err();
    assert_eq!(
        said(&problems),
        ["own.toml 第 6 行: 键 F11 F11 在 [board] 里本来没有绑定, 不用解除. 核对键和段"]
    );

    let own = Source {
        file: "own.toml",
        text: "name = \"mine\"\ntitle = \"我的\"\n[board]\n\"f5\" = \"sort-reverse\"\n\"Ctrl+N\" = \"refresh\"\n",
    };
    let keymap = Keymap::load(Builtin::Counter, &[site, own]).unwrap();
    assert_eq!(press(&keymap, Context::Board, "F5"), Lookup::Matched(Action::SortReverse));
    assert_eq!(press(&keymap, Context::Form, "F5"), Lookup::Matched(Action::Refresh));
    assert_eq!(press(&keymap, Context::Board, "*"), Lookup::None);
    assert_eq!((keymap.name(), keymap.title(Lang::Zh), keymap.title(Lang::En)), ("mine", "我的", "Counter"));
}

#[test]
fn files_from_windows_are_read() {
    assert!(over("\u{feff}[board]\r\n\"g g\" = \"first\"\r\n").is_ok());
    assert!(over("").is_ok());
}

#[test]
fn every_problem_is_named_with_file_and_line() {
    for (text, expected) in [
        ("[board]\n\"F5\" = \"refrsh\"\n", "own.toml 第 2 行: 没有动作 refrsh. 最像的是 refresh"),
        ("[board]\n\"F13\" = \"refresh\"\n", "own.toml 第 2 行: 不认识键 F13"),
        ("[boards]\n\"F5\" = \"refresh\"\n", "own.toml 第 1 行: 没有 [boards] 这一段"),
        ("F5 = \"refresh\"\n", "own.toml 第 1 行: 开头没有 F5 这一项"),
        ("[board]\nF5 = 5\n", "own.toml 第 2 行: 5 的值不对"),
        ("title = 5\n", "own.toml 第 1 行: title 的值不对"),
        ("[board]\nF5 = refresh\n", "own.toml 第 2 行: 这里不合写法"),
        ("[board]\n? = \"helping\"\n", "own.toml 第 2 行: 这里不合写法"),
        ("[global]\n\"Ctrl+M\" = \"open\"\n", "own.toml 第 2 行: 终端分不清 Ctrl+M 和 Enter"),
        ("[form]\n\"q\" = \"back\"\n", "own.toml 第 2 行: 在 [form] 里 q 是要打进去的文字"),
        (
            "[board]\n\"Ctrl+T\" = \"help\"\n\"Ctrl+T\" = \"find\"\n",
            "own.toml 第 3 行: \"Ctrl+T\" 在这一段里写了两次",
        ),
        ("[board]\n\"Ctrl+T\" = \"help\"\n[board]\n", "own.toml 第 3 行: board 在这一段里写了两次"),
        (
            "[board]\n\"g\" = \"first\"\n\"g g\" = \"last\"\n",
            "own.toml 第 3 行: 键 g ([board]) 先应答, g g ([board]) 永远按不到",
        ),
        (
            "[board]\n\"* *\" = \"first\"\n",
            "own.toml 第 2 行: 键 * ([board]) 先应答, * * ([board]) 永远按不到",
        ),
        ("[board]\n\"F5 x\" = \"first\"\n", "own.toml 第 2 行: 键 F5 ([global]) 先应答"),
        ("[case]\n\"* *\" = \"first\"\n", "own.toml 第 2 行: 键 * ([board]) 先应答"),
        (
            "[board]\n\"?\" = \"unbind\"\n",
            "own.toml 第 2 行: 动作 help 只剩 F1, 这样的键会被终端, 输入法或网关截走",
        ),
        ("[global]\n\"F9\" = \"unbind\"\n", "own.toml 第 2 行: 动作 submit 只剩 Ctrl+S"),
        (
            "[global]\n\"F3\" = \"unbind\"\n",
            "own.toml 第 2 行: 动作 find 在 [board] 里没有开着输入法也能按的键",
        ),
        ("[board]\n\n\"F3\" = \"new\"\n", "own.toml 第 3 行: 动作 find 在 [board] 里没有"),
    ] {
        let problems = over(text).expect_err(text);
        assert!(matches!(problems.as_slice(), [only] if only.contains(expected)), "{text}: {problems:#?}");
    }
}

#[test]
fn a_key_bound_twice_is_found_wherever_the_two_stand() {
    for (first, second) in
        [("Ctrl+N", "ctrl+n"), ("Ins", "Insert"), ("，", ","), ("G", "Shift+g"), ("g x", "g  x")]
    {
        let text = format!(
            "[board]\n\"{first}\" = \"help\"\n\"Ctrl+T\" = \"redraw\"\n\"v\" = \"select-row\"\n\"{second}\" = \"find\"\n"
        );
        let problems = over(&text).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:#?}");
        let expected =
            format!("own.toml 第 5 行: 键 {} 在 [board] 第 2 行已经绑定. 留下一处", {
                write_keys(&parse_keys(first).unwrap())
            });
        assert_eq!(problems, [expected], "{first} {second}");
    }
    // The same key in two contexts, or in two files, is no conflict.
    assert!(over("[board]\n\"Ctrl+T\" = \"redraw\"\n[form]\n\"Ctrl+T\" = \"copy\"\n").is_ok());
}

#[test]
fn all_problems_are_told_at_once_in_both_languages() {
    let text = "[board]\n\"F5\" = \"nothing\"\n\"Hyper\" = \"help\"\n[frm]\n[form]\n\"Ctrl+J\" = \"open\"\n\"a\" = \"up\"\n";
    let problems = Keymap::load(Builtin::Vim, &[Source { file: "站点.toml", text }]).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3, 4, 6, 7]);
    for problem in &problems {
        for lang in [Lang::Zh, Lang::En] {
            let said = problem.message().say(lang);
            assert!(said.starts_with("站点.toml ") && !said.contains('{'), "{said}");
        }
    }
}

#[test]
fn ux_3_2_the_key_line_is_the_one_of_the_mock_ups() {
    let line = |builtin_map: Builtin, context: Context, lang: Lang| {
        let hints = footer(&builtin(builtin_map), context.stack(), lang);
        hints.iter().map(|hint| format!("{}{}", hint.key, hint.title.say(lang))).collect::<Vec<_>>().join(" ")
    };
    let board = "F1帮助 F2收件 F3查找 F4筛选 F5刷新 F6挂起 F7回执 F8办理 F9提交 F10菜单 F12返回";
    for map in Builtin::ALL {
        assert_eq!(line(map, Context::Board, Lang::Zh), board);
        for context in Context::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let line = line(map, context, lang);
                assert!(line.width() <= 80, "{} {}: {line}", map.name(), context.id());
            }
        }
    }
    assert!(line(Builtin::Counter, Context::Case, Lang::Zh).contains("F2记一笔 F3查找 F4选项"));
    let wide = wide_footer(&builtin(Builtin::Counter), Context::Board.stack(), Lang::Zh);
    let wide: Vec<String> = wide.iter().map(|hint| format!("{} {}", hint.key, hint.title.zh)).collect();
    assert_eq!(wide, ["Tab 换栏", "Ctrl+L 锁屏", "空格 选", "Ctrl+Z 撤销"]);
}

#[test]
fn an_action_without_its_function_key_stays_in_the_key_line() {
    let keymap = over("[global]\n\"F5\" = \"unbind\"\n\"Ctrl+N\" = \"refresh\"\n").unwrap();
    let hints = footer(&keymap, Context::Board.stack(), Lang::Zh);
    let last = hints.last().unwrap();
    assert_eq!((last.key.as_str(), last.action), ("Ctrl+N", Action::Refresh));
}

#[test]
fn the_key_card_lists_every_action_on_one_page() {
    for map in Builtin::ALL {
        let keymap = builtin(map);
        for lang in [Lang::Zh, Lang::En] {
            let card = card(&keymap, lang);
            for line in card.lines() {
                assert!(line.width() <= 80, "{} {lang:?}: {line}", map.name());
                assert_eq!(line.trim_end(), line);
            }
            assert!(card.lines().count() <= 75, "{} lines", card.lines().count());
            for action in Action::ALL.iter().filter(|action| action.pane().is_none()) {
                assert!(card.contains(action.info().help.say(lang)), "{}", action.id());
            }
        }
    }
    let counter = card(&builtin(Builtin::Counter), Lang::Zh);
    for line in [
        "按键卡  窗口键位",
        "  帮助        F1  ?                   说明本栏; 再按看按键; 第三次看全部",
        "  提交        F9  Ctrl+S              办完并保存; 送出前的确认也按它",
        "  选          空格                    选中或不选本行, 到下一行",
        "  反序        在 F10 菜单里           大小顺序倒过来",
        "  去第 n 屏   n Enter (快码行)        1今日 2收件 3办件 4超期 5居民 6结对 ...",
    ] {
        assert!(counter.lines().any(|found| found == line), "{line}\n{counter}");
    }
    let vim = card(&builtin(Builtin::Vim), Lang::En);
    assert!(vim.starts_with("Key card  vim keymap\n"), "{vim}");
    assert!(vim.contains("  Screen n    g1 - g9"), "{vim}");
}
