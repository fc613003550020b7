//! The door of an activity: one number and Enter signs somebody in, the same number signs them out; who is there.

use super::note::Said;
use super::{App, Modal};
use crate::action::{Action, Context};
use crate::desk::verbs::SignDoor;
use crate::desk::{ActivityRow, Command, DoorRow};
use crate::domain::id::ActivityId;
use crate::domain::service::ActivityState;
use crate::form::{Pick, ranked_picks};
use crate::keymap::{Code, Key};
use crate::text::LineInput;
use crate::words::{Message, activity as w, common};

/// How many names are told where several are meant.
const NAMED: usize = 6;

/// The door on the screen.
#[derive(Debug)]
pub struct RosterScreen {
    /// The activity.
    pub row: ActivityRow,
    /// Who has a place or served, whoever moved last first.
    pub rows: Vec<DoorRow>,
    /// What is typed.
    pub line: LineInput,
    /// The row under the marker.
    pub marker: usize,
    /// Every volunteer, to be found by number, name or initials.
    picks: Vec<Pick>,
    /// Whether it is to be read again.
    pub stale: bool,
}

/// Where somebody stands at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AtDoor {
    /// Signed in and not out.
    Here,
    /// Has a place and did not come yet.
    Missing,
    /// Came and left.
    Gone,
    /// Waits for a place.
    Waiting,
}

impl RosterScreen {
    /// Where somebody stands.
    #[must_use]
    pub fn at(row: &DoorRow) -> AtDoor {
        if row.services.iter().any(|one| one.out_at.is_none()) {
            AtDoor::Here
        } else if !row.services.is_empty() {
            AtDoor::Gone
        } else if row.signup.as_ref().is_some_and(|place| place.waiting) {
            AtDoor::Waiting
        } else {
            AtDoor::Missing
        }
    }

    /// How many stand so.
    #[must_use]
    pub fn count(&self, at: AtDoor) -> usize {
        self.rows.iter().filter(|row| Self::at(row) == at).count()
    }

    /// The activity.
    #[must_use]
    pub fn id(&self) -> ActivityId {
        self.row.activity.id
    }

    /// Whoever is under the marker.
    #[must_use]
    pub fn current(&self) -> Option<&DoorRow> {
        self.rows.get(self.marker)
    }
}

impl App {
    /// Opens the door of an activity.
    pub(super) fn open_door(&mut self, row: ActivityRow) {
        let screen = RosterScreen {
            row,
            rows: Vec::new(),
            line: LineInput::new(40),
            marker: 0,
            picks: self.volunteer_picks(None),
            stale: true,
        };
        self.modals.push(Modal::Roster(Box::new(screen)));
        self.load_roster();
    }

    /// The door that is open, under whatever lies over it.
    pub(super) fn roster(&self) -> Option<&RosterScreen> {
        self.modals.iter().rev().find_map(|modal| match modal {
            Modal::Roster(screen) => Some(&**screen),
            _ => None,
        })
    }

    /// Reads who is there again where it may have changed.
    pub(super) fn load_roster(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let found = self.modals.iter_mut().rev().find_map(|modal| match modal {
            Modal::Roster(screen) => Some(screen),
            _ => None,
        });
        let Some(screen) = found else { return };
        if !std::mem::take(&mut screen.stale) {
            return;
        }
        let id = screen.id();
        let read = self.desk.activity_row(&actor, id).and_then(|row| Ok((row, self.desk.door(&actor, id)?)));
        match read {
            Ok((row, mut rows)) => {
                rows.sort_by_key(|row| {
                    let moved = row.services.iter().map(|one| one.out_at.unwrap_or(one.in_at).0).max();
                    (RosterScreen::at(row), std::cmp::Reverse(moved), row.volunteer.number)
                });
                screen.row = row;
                screen.rows = rows;
                screen.marker = screen.marker.min(screen.rows.len().saturating_sub(1));
                self.dirty = true;
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A key at the door.
    pub(super) fn roster_key(&mut self, key: Key) {
        let page = usize::from(self.size.1).saturating_sub(10).max(1);
        let Some(Modal::Roster(screen)) = self.modals.last_mut() else { return };
        if let Some(c) = key.text() {
            screen.line.insert(c);
            return;
        }
        let last = screen.rows.len().saturating_sub(1);
        match key.code {
            Code::Backspace => {
                screen.line.backspace();
            }
            Code::Left if !key.ctrl => {
                screen.line.left();
            }
            Code::Right if !key.ctrl => {
                screen.line.right();
            }
            Code::Up => screen.marker = screen.marker.saturating_sub(1),
            Code::Down => screen.marker = (screen.marker + 1).min(last),
            Code::PageUp => screen.marker = screen.marker.saturating_sub(page),
            Code::PageDown => screen.marker = (screen.marker + page).min(last),
            Code::Enter => self.sign_at_door(),
            _ => match self.lookup(Context::Palette, key) {
                Some(Action::Refresh) => {
                    screen_stale(self.modals.last_mut());
                    self.load_roster();
                }
                Some(Action::MoveOn) => self.volunteer_acts(),
                Some(Action::ClearField) => {
                    if let Some(Modal::Roster(screen)) = self.modals.last_mut() {
                        screen.line.clear();
                    }
                }
                Some(action) => self.perform(action),
                None => {}
            },
        }
    }

    /// Enter at the door: whoever the line names comes or goes.
    fn sign_at_door(&mut self) {
        let Some(Modal::Roster(screen)) = self.modals.last_mut() else { return };
        let typed = crate::text::fold_ascii(screen.line.value().trim()).into_owned();
        if typed.is_empty() {
            return;
        }
        let number = match number_of(&screen.picks, &typed) {
            Ok((number, None)) => number,
            // Whoever is found by name is shown first: the wrong one must not come or go.
            Ok((number, Some(name))) => {
                screen.line = LineInput::new(40);
                screen.line.paste(&number.to_string());
                self.say(Said::told(w::DOOR_MEANT.with("name", name).with("n", number)));
                return;
            }
            Err(why) => {
                // What follows is the next person, at a reader above all.
                screen.line.clear();
                self.say(Said::error(why, None));
                self.wishes.bell = true;
                return;
            }
        };
        let activity = screen.id().0;
        match self.run(&Command::SignDoor(SignDoor { activity, number })) {
            Ok(done) => {
                if let Some(Modal::Roster(screen)) = self.modals.last_mut() {
                    screen.line.clear();
                    screen.marker = 0;
                    screen.stale = true;
                }
                self.load_roster();
                self.say(Said::done(done.message));
            }
            Err(error) => {
                // What was refused is gone from the line: the next person stands there already.
                if let Some(Modal::Roster(screen)) = self.modals.last_mut() {
                    screen.line.clear();
                }
                self.wishes.bell = true;
                self.fail(&error);
            }
        }
    }

    /// Whether an activity under way can still be signed at.
    #[must_use]
    pub fn door_open(row: &ActivityRow) -> bool {
        row.activity.state == ActivityState::Planned
    }
}

fn screen_stale(modal: Option<&mut Modal>) {
    if let Some(Modal::Roster(screen)) = modal {
        screen.stale = true;
    }
}

/// The number that was typed; or that of the one volunteer whose name or initials were, with the name.
fn number_of(picks: &[Pick], typed: &str) -> Result<(i64, Option<String>), Message> {
    if let Ok(number) = typed.parse::<i64>() {
        return Ok((number, None));
    }
    let list: Vec<&Pick> = picks.iter().collect();
    let found = ranked_picks(&list, typed);
    let named: Vec<&&Pick> = found.iter().filter_map(|at| list.get(*at)).collect();
    match named.as_slice() {
        [] => Err(w::DOOR_NOBODY.with("text", typed)),
        [one] => Ok((one.value.parse().unwrap_or(0), Some(one.name.clone()))),
        several => {
            let names: Vec<Message> = several
                .iter()
                .take(NAMED)
                .map(|pick| common::TEXT.with("text", format!("{} {}", pick.value, pick.name)))
                .collect();
            Err(w::DOOR_SEVERAL.with("n", several.len()).with("text", typed).with("names", names))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_name_that_only_one_has_is_enough() {
        let picks = [("12", "王芳"), ("13", "王强"), ("120", "李娜")]
            .map(|(n, name)| Pick::new(n, n.parse().ok(), name));
        assert_eq!(number_of(&picks, "12"), Ok((12, None)));
        assert_eq!(number_of(&picks, "999"), Ok((999, None)));
        assert_eq!(number_of(&picks, "王芳"), Ok((12, Some("王芳".to_owned()))));
        assert_eq!(number_of(&picks, "ln"), Ok((120, Some("李娜".to_owned()))));
        assert!(number_of(&picks, "王").is_err());
        assert!(number_of(&picks, "赵").is_err());
    }
}
