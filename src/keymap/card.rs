//! What is shown of a keymap: the key line and the printed key card.

use unicode_width::UnicodeWidthStr;

use super::{Code, Key, Keymap, Lookup};
use crate::action::{Action, Context, Group, Trait};
use crate::words::{Lang, Phrase, action as action_words, keymap as words};

/// Columns of the card: title, keys, help; 80 in all with the margin.
const TITLE_COLUMNS: usize = 12;
const KEYS_COLUMNS: usize = 24;

/// One entry of the key line; drawn as key and title without a space between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is labelled.
    pub key: String,
    /// The action's title here; the caller may put the noun of its screen in its place (催办, 退回).
    pub title: &'static Phrase,
    /// What the key, or a click on the entry, does.
    pub action: Action,
}

/// The key line where `contexts` (innermost first) are in force: the function keys in order, then
/// the actions of the line that have no function key at all. At most 80 columns for the built-in keymaps.
#[must_use]
pub fn footer(keymap: &Keymap, contexts: &[Context], lang: Lang) -> Vec<Hint> {
    let mut row: Vec<Hint> = Vec::new();
    for number in 1..=12 {
        let key = Key::plain(Code::F(number));
        if let Lookup::Matched(action) = keymap.lookup(contexts, &[], key)
            && action.is(Trait::Row)
        {
            row.push(Hint { key: super::label(&[key], lang), title: action.title(contexts), action });
        }
    }
    // Only an action that was moved off the function keys altogether; one whose function key has
    // another meaning here has no place in this line.
    let moved = |action: &Action| action.is(Trait::Row) && !has_function_key(keymap, *action);
    for action in Action::ALL.iter().copied().filter(moved) {
        row.extend(hint(keymap, action, contexts, lang));
    }
    row
}

/// What follows the key line when there are 120 columns or more, most useful first.
#[must_use]
pub fn wide_footer(keymap: &Keymap, contexts: &[Context], lang: Lang) -> Vec<Hint> {
    let wide = Action::ALL.iter().copied().filter(|action| action.is(Trait::Wide));
    wide.filter_map(|action| hint(keymap, action, contexts, lang)).collect()
}

fn has_function_key(keymap: &Keymap, action: Action) -> bool {
    let mut keys = keymap.everywhere(action).filter_map(|(keys, _)| keys.first());
    keys.any(|key| matches!(key.code, Code::F(_)))
}

fn hint(keymap: &Keymap, action: Action, contexts: &[Context], lang: Lang) -> Option<Hint> {
    let key = keymap.keys_for(action, contexts, lang).into_iter().next()?;
    Some(Hint { key, title: action.title(contexts), action })
}

/// The key card: every action by group with its keys and its sentence, one A4 page of plain text,
/// at most 80 columns wide.
#[must_use]
pub fn card(keymap: &Keymap, lang: Lang) -> String {
    let title = words::CARD_TITLE.with("title", keymap.title(lang));
    let mut lines = vec![title.say(lang)];
    for group in Group::ALL {
        lines.push(heading(group.title().say(lang)));
        for action in Action::ALL.iter().copied().filter(|action| action.info().group == group) {
            lines.extend(entry(keymap, action, lang));
        }
    }
    lines.push(heading(""));
    lines.extend(
        [&words::CARD_ESC, &words::CARD_WIDE, &words::CARD_FORCE].map(|note| note.say(lang).to_owned()),
    );
    lines.push(String::new());
    lines.join("\n")
}

fn heading(title: &str) -> String {
    let text = if title.is_empty() { String::new() } else { format!("-- {title} ") };
    let rest = 80_usize.saturating_sub(text.width());
    text + &"-".repeat(rest)
}

/// The lines of one action; the nine panes share the line of the first.
fn entry(keymap: &Keymap, action: Action, lang: Lang) -> Vec<String> {
    let (title, help, keys) = match action.pane() {
        Some(1) => (&action_words::PANE_ANY, &action_words::PANE_ANY_DO, pane_keys(keymap, lang)),
        Some(_) => return Vec::new(),
        None => (action.info().title, action.info().help, keymap.all_keys_for(action, lang)),
    };
    let mut rows = rows_of_keys(keys).into_iter();
    let first = rows.next().unwrap_or_else(|| words::CARD_MENU_ONLY.say(lang).to_owned());
    let title = padded(title.say(lang), TITLE_COLUMNS);
    let mut lines = vec![format!("  {title}{}{}", padded(&first, KEYS_COLUMNS), help.say(lang))];
    lines.extend(rows.map(|row| format!("  {}{row}", " ".repeat(TITLE_COLUMNS))));
    lines
}

/// The keys of the panes 1 and 9, or else the way over the quick-code line that is always open.
fn pane_keys(keymap: &Keymap, lang: Lang) -> Vec<String> {
    let quick = words::CARD_QUICK_PANE.say(lang).to_owned();
    let key = |pane| keymap.all_keys_for(pane, lang).into_iter().next();
    match (key(Action::Pane1), key(Action::Pane9)) {
        (Some(first), Some(last)) => vec![format!("{first} - {last}"), quick],
        _ => vec![quick],
    }
}

/// Joins keys into rows that leave a space free before the help.
fn rows_of_keys(keys: Vec<String>) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for key in keys {
        match rows.last_mut() {
            Some(row) if row.width() + 2 + key.width() < KEYS_COLUMNS => {
                row.push_str("  ");
                row.push_str(&key);
            }
            _ => rows.push(key),
        }
    }
    rows
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}
