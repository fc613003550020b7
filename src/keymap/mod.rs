//! Keys to actions: our own [`Key`], the keymap files, chords, and the reverse look-up.
//!
//! A keymap is one of three built-in files with the site's and the operator's own file laid over
//! it, binding by binding. Within a context the bindings are a sorted map of key sequences, so
//! that the continuations of a half-typed sequence are neighbours.

mod allowed;
mod card;
mod check;
mod esc;
mod file;
mod fold;
mod key;
mod names;

use std::collections::BTreeMap;

pub use card::{Hint, card, footer, wide_footer};
pub use check::lacks_input_method_key;
pub use esc::{DIGIT_WINDOW_MS, EscChord, LOCAL_WAIT_MS, Pressed, SSH_WAIT_MS};
pub use file::{Problem, Source};
pub use fold::fold;
pub use key::{Code, Key};
pub use names::{label, parse_key, parse_keys, write_keys};

use crate::action::{Action, Context};
use crate::words::{Lang, Message, keymap as words};

/// The keymaps that come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Builtin {
    /// 窗口, the default.
    #[default]
    Counter,
    /// 方向, arrows only.
    Arrows,
    /// vim, by choice.
    Vim,
}

impl Builtin {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Counter, Self::Arrows, Self::Vim];

    /// The stable name, as in settings and `keys --keymap`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Arrows => "arrows",
            Self::Vim => "vim",
        }
    }

    /// The keymap called `name`; the error says which there are.
    pub fn parse(name: &str) -> Result<Self, Message> {
        Self::ALL.into_iter().find(|builtin| builtin.name() == name).ok_or_else(|| {
            words::UNKNOWN_KEYMAP.with("name", name).with("names", Self::ALL.map(Self::name).join(", "))
        })
    }

    /// The file as it was compiled in.
    #[must_use]
    pub const fn source(self) -> Source<'static> {
        match self {
            Self::Counter => {
                Source { file: "keymaps/counter.toml", text: include_str!("../../keymaps/counter.toml") }
            }
            Self::Arrows => {
                Source { file: "keymaps/arrows.toml", text: include_str!("../../keymaps/arrows.toml") }
            }
            Self::Vim => Source { file: "keymaps/vim.toml", text: include_str!("../../keymaps/vim.toml") },
        }
    }
}

/// Where a binding was made: the file by its place in the merge, then the line from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Origin {
    layer: usize,
    line: usize,
}

#[derive(Debug, Clone, Copy)]
struct Bound {
    action: Action,
    origin: Origin,
}

/// What keys mean at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The keys do this.
    Matched(Action),
    /// The keys begin these sequences: what is still to be typed, and what it will do.
    Pending(Vec<(Vec<Key>, Action)>),
    /// The keys do nothing here.
    None,
}

/// A merged keymap in force.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    name: String,
    title: [Option<String>; 2],
    files: Vec<String>,
    contexts: BTreeMap<Context, BTreeMap<Vec<Key>, Bound>>,
}

impl Keymap {
    /// Reads `builtin` and lays `over` it, the site's file before the operator's.
    ///
    /// A later file's binding replaces an earlier one of the same keys in the same context, and
    /// the action `unbind` takes it away. The error lists every problem of every file: unknown
    /// action, key or section, forbidden key, key bound twice, key hidden behind a shorter one, and
    /// actions left without a key that is sure to arrive.
    pub fn load(builtin: Builtin, over: &[Source<'_>]) -> Result<Self, Vec<Problem>> {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        let mut lost = Vec::new();
        for source in [builtin.source()].iter().chain(over) {
            let file = file::read(*source);
            problems.extend(file.problems);
            problems.extend(keymap.lay_over(source.file, file.entries, &mut lost));
            keymap.name = file.name.unwrap_or(keymap.name);
            for (mine, theirs) in keymap.title.iter_mut().zip(file.title) {
                *mine = theirs.or(mine.take());
            }
        }
        problems.extend(check::problems(&keymap, &lost));
        let layer = |problem: &Problem| keymap.files.iter().position(|file| *file == problem.file);
        problems.sort_by_key(|problem| (layer(problem), problem.line));
        if problems.is_empty() { Ok(keymap) } else { Err(problems) }
    }

    fn lay_over(
        &mut self,
        file: &str,
        entries: Vec<file::Entry>,
        lost: &mut Vec<check::Lost>,
    ) -> Vec<Problem> {
        let layer = self.files.len();
        self.files.push(file.to_owned());
        let mut problems = Vec::new();
        for file::Entry { context, keys, action, line } in entries {
            let origin = Origin { layer, line };
            let bindings = self.contexts.entry(context).or_default();
            let before = match action {
                Some(action) => bindings.insert(keys, Bound { action, origin }),
                None => {
                    let before = bindings.remove(&keys);
                    if before.is_none() {
                        let what = words::NOTHING_TO_UNBIND.with("key", names::write_keys(&keys));
                        problems.push(self.problem(origin, what.with("context", context.id())));
                    }
                    before
                }
            };
            lost.extend(before.map(|bound| (bound.action, origin)));
        }
        problems
    }

    /// The stable name, as the last file that gives one has it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a person calls it.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        let [zh, en] = &self.title;
        let title = match lang {
            Lang::Zh => zh.as_ref(),
            Lang::En => en.as_ref().or(zh.as_ref()),
        };
        title.unwrap_or(&self.name)
    }

    /// What `key` means after the keys `pending`, in the first of `contexts` (innermost first) that
    /// knows it. Full-width forms count as the key that was meant (T5).
    ///
    /// A caller with keys pending asks here before it gives a character to a text field.
    #[must_use]
    pub fn lookup(&self, contexts: &[Context], pending: &[Key], key: Key) -> Lookup {
        let keys: Vec<Key> = pending.iter().copied().chain([key]).map(fold).collect();
        let mut hints: Vec<(Vec<Key>, Action)> = Vec::new();
        for context in contexts {
            // An inner sequence wins over an outer key; files in which that hides one are refused.
            if let Some(bound) = self.bound(*context, &keys).filter(|_| hints.is_empty()) {
                return Lookup::Matched(bound.action);
            }
            for (rest, action) in self.continuations(*context, &keys) {
                if !hints.iter().any(|(known, _)| *known == rest) {
                    hints.push((rest, action));
                }
            }
        }
        if hints.is_empty() { Lookup::None } else { Lookup::Pending(hints) }
    }

    /// The keys that do `action` where `contexts` (innermost first) are in force, as a person reads
    /// them, the most prominent first: function keys, Enter and its like, Control, characters.
    #[must_use]
    pub fn keys_for(&self, action: Action, contexts: &[Context], lang: Lang) -> Vec<String> {
        self.keys_of(action, contexts).iter().map(|keys| label(keys, lang)).collect()
    }

    /// As [`Keymap::keys_for`], whatever the context.
    #[must_use]
    pub fn all_keys_for(&self, action: Action, lang: Lang) -> Vec<String> {
        let mut keys: Vec<&[Key]> = self.everywhere(action).map(|(keys, _)| keys).collect();
        keys.sort_by_key(|keys| prominence(keys));
        keys.dedup();
        keys.into_iter().map(|keys| label(keys, lang)).collect()
    }

    fn keys_of(&self, action: Action, contexts: &[Context]) -> Vec<Vec<Key>> {
        let mut found: Vec<Vec<Key>> = Vec::new();
        for (depth, context) in contexts.iter().enumerate() {
            let inner = contexts.get(..depth).unwrap_or_default();
            for (keys, _) in self.bindings(*context).filter(|(_, bound)| bound.action == action) {
                let hidden = inner.iter().any(|context| self.bound(*context, keys).is_some());
                if !hidden {
                    found.push(keys.to_vec());
                }
            }
        }
        found.sort_by_key(|keys| prominence(keys));
        found
    }

    fn everywhere(&self, action: Action) -> impl Iterator<Item = (&[Key], &Bound)> {
        let all = self.contexts.values().flatten();
        all.filter(move |(_, bound)| bound.action == action).map(|(keys, bound)| (keys.as_slice(), bound))
    }

    fn bindings(&self, context: Context) -> impl Iterator<Item = (&[Key], &Bound)> {
        self.contexts.get(&context).into_iter().flatten().map(|(keys, bound)| (keys.as_slice(), bound))
    }

    fn bound(&self, context: Context, keys: &[Key]) -> Option<&Bound> {
        self.contexts.get(&context)?.get(keys)
    }

    /// What follows `keys` in the sequences of `context` that begin with them.
    fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(Vec<Key>, Action)> {
        let bindings = self.contexts.get(&context);
        let after = bindings.into_iter().flat_map(|bindings| bindings.range(keys.to_vec()..));
        after
            .map_while(|(sequence, bound)| Some((sequence.strip_prefix(keys)?.to_vec(), bound.action)))
            .filter(|(rest, _)| !rest.is_empty())
            .collect()
    }

    fn file(&self, origin: Origin) -> &str {
        self.files.get(origin.layer).map_or("", String::as_str)
    }

    fn place(&self, origin: Origin) -> Message {
        words::PLACE.with("file", self.file(origin)).with("line", origin.line)
    }

    fn problem(&self, origin: Origin, what: Message) -> Problem {
        Problem { file: self.file(origin).to_owned(), line: origin.line, what }
    }
}

/// Sorts the key that a person should learn first to the front.
fn prominence(keys: &[Key]) -> (usize, u8, Vec<Key>) {
    let rank = keys.first().map_or(0, |key| match key.code {
        _ if key.alt || key.shift => 4,
        Code::F(_) => 0,
        Code::Char(' ') => 1,
        Code::Char(_) if key.ctrl => 2,
        Code::Char(_) => 3,
        _ => 1,
    });
    (keys.len(), rank, keys.to_vec())
}

#[cfg(test)]
mod tests;
