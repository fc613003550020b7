//! The value of a choice: one of a few, or any of a few, picked by digit.

use super::spec::ChoiceSpec;

/// Steps that can be taken back.
const STEPS: usize = 100;

/// Which choices are picked, one bit each in the order of the declaration.
#[derive(Debug, Clone)]
pub struct Marks {
    choices: &'static [ChoiceSpec],
    many: bool,
    set: u32,
    past: Vec<u32>,
    future: Vec<u32>,
}

impl Marks {
    /// Nothing is picked yet; `many` lets several stand at once.
    #[must_use]
    pub const fn new(choices: &'static [ChoiceSpec], many: bool) -> Self {
        Self { choices, many, set: 0, past: Vec::new(), future: Vec::new() }
    }

    /// The choices in their order, and whether each is picked.
    pub fn all(&self) -> impl Iterator<Item = (&'static ChoiceSpec, bool)> + '_ {
        self.choices.iter().enumerate().map(|(at, choice)| (choice, self.set & bit(at) != 0))
    }

    /// Those that are picked.
    pub fn picked(&self) -> impl Iterator<Item = &'static ChoiceSpec> + '_ {
        self.all().filter(|(_, on)| *on).map(|(choice, _)| choice)
    }

    /// Whether none is picked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.set == 0
    }

    /// Picks the choice with this digit, of several turns it; false where there is none.
    pub fn digit(&mut self, digit: char) -> bool {
        let Some(at) = self.choices.iter().position(|choice| choice.digit == digit) else { return false };
        let set = if self.many { self.set ^ bit(at) } else { bit(at) };
        self.change(set);
        true
    }

    /// Picks the next or the one before, round and round; false where several may stand.
    pub fn cycle(&mut self, back: bool) -> bool {
        let count = self.choices.len();
        if self.many || count == 0 {
            return false;
        }
        let here = self.all().position(|(_, on)| on);
        let there = match (here, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        };
        self.change(bit(there))
    }

    /// Picks exactly those with these words, without a step to take back.
    pub fn put<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        let known =
            words.into_iter().filter_map(|word| self.choices.iter().position(|choice| choice.word == word));
        let all: Vec<usize> = known.take(if self.many { usize::MAX } else { 1 }).collect();
        self.set = all.into_iter().map(bit).fold(0, |set, one| set | one);
    }

    /// Picks none.
    pub fn clear(&mut self) -> bool {
        self.change(0)
    }

    fn change(&mut self, set: u32) -> bool {
        if set == self.set {
            return false;
        }
        self.past.push(self.set);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.set = set;
        true
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> bool {
        let Some(set) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.set, set));
        true
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> bool {
        let Some(set) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.set, set));
        true
    }
}

fn bit(at: usize) -> u32 {
    u32::try_from(at).ok().and_then(|at| 1_u32.checked_shl(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::common;

    static ABC: &[ChoiceSpec] = &[
        ChoiceSpec { digit: '1', word: "a", label: &common::YES },
        ChoiceSpec { digit: '2', word: "b", label: &common::NO },
        ChoiceSpec { digit: '9', word: "c", label: &common::NO },
    ];

    fn words(marks: &Marks) -> Vec<&'static str> {
        marks.picked().map(|choice| choice.word).collect()
    }

    #[test]
    fn one_is_replaced_many_are_turned() {
        let mut one = Marks::new(ABC, false);
        assert!(one.digit('2') && one.digit('9') && !one.digit('3'));
        assert_eq!(words(&one), ["c"]);
        assert!(one.cycle(false));
        assert_eq!(words(&one), ["a"]);
        assert!(one.cycle(true));
        assert_eq!(words(&one), ["c"]);
        let mut many = Marks::new(ABC, true);
        assert!(many.digit('2') && many.digit('9') && many.digit('2'));
        assert_eq!(words(&many), ["c"]);
        assert!(!many.cycle(false));
        assert!(many.undo());
        assert_eq!(words(&many), ["b", "c"]);
        assert!(many.redo() && !many.redo());
        many.put(["a", "zzz", "b"]);
        assert_eq!(words(&many), ["a", "b"]);
    }
}
