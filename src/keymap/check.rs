//! What must hold of a keymap once its files are merged.

use super::{Bound, Key, Keymap, Origin, Problem, allowed, names};
use crate::action::{Action, Context, Trait};
use crate::words::{Message, keymap as words};

/// Where an action lost a key, and to which file and line.
pub(super) type Lost = (Action, Origin);

/// Everything wrong with the merged keymap.
pub(super) fn problems(keymap: &Keymap, lost: &[Lost]) -> Vec<Problem> {
    let mut found = shadowed(keymap);
    found.extend(without_safe_key(keymap, lost));
    found.into_iter().map(|(origin, what)| keymap.problem(origin, what)).collect()
}

/// Keys that answer before a longer sequence beginning with them can be typed, also where one
/// stands in an inner context and the other in an outer one.
fn shadowed(keymap: &Keymap) -> Vec<(Origin, Message)> {
    let mut found = Vec::new();
    for inner in Context::ALL {
        for outer in inner.stack() {
            found.extend(hidden(keymap, inner, *outer));
            if *outer != inner {
                found.extend(hidden(keymap, *outer, inner));
            }
        }
    }
    found
}

/// The sequences of `long_context` that begin with a key bound in `short_context`.
fn hidden(keymap: &Keymap, short_context: Context, long_context: Context) -> Vec<(Origin, Message)> {
    let mut found = Vec::new();
    for (long, long_bound) in keymap.bindings(long_context) {
        for length in 1..long.len() {
            let head = long.get(..length).unwrap_or_default();
            let Some(short_bound) = keymap.bound(short_context, head) else { continue };
            let what = words::SHADOWED
                .with("short", names::write_keys(head))
                .with("short_context", short_context.id())
                .with("long", names::write_keys(long))
                .with("long_context", long_context.id())
                .with("other", keymap.place(short_bound.origin.min(long_bound.origin)));
            found.push((short_bound.origin.max(long_bound.origin), what));
        }
    }
    found
}

/// Actions left with keys that may be taken on the way, and daily actions without a key that
/// passes an input method in a context where they belong.
fn without_safe_key(keymap: &Keymap, lost: &[Lost]) -> Vec<(Origin, Message)> {
    let mut found = Vec::new();
    for action in Action::ALL.iter().copied() {
        let all: Vec<(&[Key], &Bound)> = keymap.everywhere(action).collect();
        let taken = lost.iter().filter(|(owner, _)| *owner == action).map(|(_, origin)| *origin);
        let own = all.iter().map(|(_, bound)| bound.origin);
        let origin = taken.chain(own).chain(covers(keymap, action)).max().unwrap_or_default();
        if !all.is_empty() && all.iter().all(|(keys, _)| allowed::weak(keys)) {
            let keys = all.iter().map(|(keys, _)| names::write_keys(keys)).collect::<Vec<_>>().join(", ");
            found.push((origin, words::WEAK_ONLY.with("action", action.id()).with("keys", keys)));
        } else if let Some(context) = lacks_input_method_key(keymap, action) {
            found.push((origin, words::NO_PROOF.with("action", action.id()).with("context", context.id())));
        }
    }
    found
}

/// Where inner contexts give keys of `action` another meaning in the contexts where it belongs.
fn covers(keymap: &Keymap, action: Action) -> impl Iterator<Item = Origin> {
    let homes = action.info().group.homes().iter();
    homes
        .flat_map(move |home| {
            let keys = keymap.everywhere(action).map(|(keys, _)| keys);
            keys.filter_map(|keys| keymap.bound(*home, keys)).filter(move |bound| bound.action != action)
        })
        .map(|bound| bound.origin)
}

/// The context in which a daily action has no key that works while an input method is on, if
/// there is one.
#[must_use]
pub fn lacks_input_method_key(keymap: &Keymap, action: Action) -> Option<Context> {
    if !action.is(Trait::Daily) {
        return None;
    }
    let passes = |keys: &Vec<Key>| allowed::passes_input_method(keys);
    let mut homes = action.info().group.homes().iter().copied();
    homes.find(|home| !keymap.keys_of(action, home.stack()).iter().any(passes))
}
