//! Reads one keymap file into bindings, with the line of each, and names everything wrong in it.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Key, allowed, names};
use crate::action::{Action, Context};
use crate::words::{Message, keymap as words, os};

/// The value that takes a binding away instead of making one.
const UNBIND: &str = "unbind";

/// A keymap file as handed in: its name for messages, and its text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path or name that stands in messages.
    pub file: &'a str,
    /// The TOML text.
    pub text: &'a str,
}

/// Something wrong in a keymap file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as in its [`Source`].
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: Message,
}

impl Problem {
    /// The whole sentence: file, line, reason.
    #[must_use]
    pub fn message(&self) -> Message {
        words::PROBLEM.with("file", &self.file).with("line", self.line).with("what", self.what.clone())
    }
}

/// One line of a file: in `context`, `keys` do `action`, or nothing any more.
#[derive(Debug)]
pub(super) struct Entry {
    pub context: Context,
    pub keys: Vec<Key>,
    pub action: Option<Action>,
    pub line: usize,
}

/// What a file says; usable as far as it goes even when there are problems.
#[derive(Debug, Default)]
pub(super) struct File {
    pub name: Option<String>,
    pub title: [Option<String>; 2],
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
}

type Pair<'a, 'i> = (&'a Spanned<DeString<'i>>, &'a Spanned<DeValue<'i>>);

/// Reads `source` to its end, however much is wrong in it.
pub(super) fn read(source: Source<'_>) -> File {
    let mut reader = Reader { source, broken: Vec::new(), file: File::default() };
    let (table, errors) = DeTable::parse_recoverable(source.text);
    for error in &errors {
        reader.syntax(error);
    }
    for (key, value) in in_order(table.get_ref()) {
        reader.top(key, value);
    }
    reader.file.problems.sort_by_key(|problem| problem.line);
    reader.file
}

/// The pairs of a table as they stand in the file.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Pair<'a, 'i>> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs
}

struct Reader<'s> {
    source: Source<'s>,
    /// Lines that are no TOML; what else is wrong with the rest of them says nothing.
    broken: Vec<usize>,
    file: File,
}

impl Reader<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        os::line_at(self.source.text, span.start)
    }

    fn wrong(&mut self, span: &Range<usize>, what: Message) {
        let line = self.line(span);
        if self.broken.contains(&line) {
            return;
        }
        self.file.problems.push(Problem { file: self.source.file.to_owned(), line, what });
    }

    fn syntax(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or_default();
        let what = if error.message().starts_with("duplicate key") {
            let key = self.source.text.get(span.clone()).unwrap_or_default();
            words::TWICE_SPELT.with("key", key)
        } else {
            words::SYNTAX.with("detail", os::not_understood(self.source.text, self.line(&span)))
        };
        self.wrong(&span, what);
        self.broken.push(self.line(&span));
    }

    /// A pair at the top of the file: the head, or a whole section.
    fn top(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("name", DeValue::String(text)) => self.file.name = Some(text.to_string()),
            ("title", DeValue::String(text)) => self.file.title = [Some(text.to_string()), None],
            ("title", DeValue::Table(titles)) => {
                let of = |lang: &str| titles.get(lang).and_then(|value| value.get_ref().as_str());
                self.file.title = [of("zh").map(str::to_owned), of("en").map(str::to_owned)];
            }
            ("name" | "title", _) => self.wrong(&value.span(), words::NOT_TEXT.with("name", name)),
            (_, DeValue::Table(section)) => match Context::parse(name) {
                Some(context) => self.section(context, section),
                None => {
                    let names = Context::ALL.map(Context::id).join(", ");
                    self.wrong(&key.span(), words::UNKNOWN_SECTION.with("name", name).with("names", names));
                }
            },
            _ => self.wrong(&key.span(), words::UNKNOWN_HEADER.with("name", name)),
        }
    }

    fn section(&mut self, context: Context, section: &DeTable<'_>) {
        let mut seen: BTreeMap<Vec<Key>, usize> = BTreeMap::new();
        for (key, value) in in_order(section) {
            let action = self.action(value);
            let Some(keys) = self.keys(key, context) else { continue };
            let line = self.line(&key.span());
            if let Some(first) = seen.get(&keys) {
                let twice = words::TWICE.with("key", names::write_keys(&keys));
                self.wrong(&key.span(), twice.with("context", context.id()).with("first", *first));
                continue;
            }
            seen.insert(keys.clone(), line);
            if let Some(action) = action {
                self.file.entries.push(Entry { context, keys, action, line });
            }
        }
    }

    /// The keys of a binding, if they may be bound.
    fn keys(&mut self, key: &Spanned<DeString<'_>>, context: Context) -> Option<Vec<Key>> {
        match names::parse_keys(key.get_ref()) {
            Ok(keys) => match allowed::refusal(&keys, context) {
                Some(reason) => {
                    self.wrong(&key.span(), reason);
                    None
                }
                None => Some(keys),
            },
            Err(part) => {
                self.wrong(&key.span(), words::UNKNOWN_KEY.with("key", part));
                None
            }
        }
    }

    /// The action of a binding; the inner `None` unbinds.
    fn action(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Option<Action>> {
        let Some(name) = value.get_ref().as_str() else {
            let written = self.source.text.get(value.span()).unwrap_or_default().to_owned();
            self.wrong(&value.span(), words::NOT_TEXT.with("name", written));
            return None;
        };
        if name == UNBIND {
            return Some(None);
        }
        let action = Action::parse(name);
        if action.is_none() {
            self.wrong(&value.span(), words::UNKNOWN_ACTION.with("name", name).with("near", nearest(name)));
        }
        action.map(Some)
    }
}

/// The action name that takes the fewest changed letters to reach from `name`.
fn nearest(name: &str) -> &'static str {
    let ids = Action::ALL.iter().map(|action| action.id());
    ids.min_by_key(|id| changes(name, id)).unwrap_or(UNBIND)
}

/// The edit distance of two names.
fn changes(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for (b, pair) in to.chars().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            let beside = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(a != b)).min(above + 1).min(beside + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
