//! The quick-code line at work, and the search: what is typed is told ahead, and Enter does it.

use super::find::{FindScreen, Target};
use super::note::Said;
use super::quick::{self, Chip, Reading};
use super::{App, Modal};
use crate::domain::view::Span;
use crate::words::{Message, app as w, case as cw};

/// How many persons, and how many cases, a search shows at most.
pub const FOUND_MOST: usize = 30;

impl App {
    /// Says what Enter will do with what is typed.
    pub(super) fn read_line_ahead(&mut self) {
        let text = self.reading_says(&self.reading());
        self.said = text.map(Said::told);
    }

    fn reading_says(&self, reading: &Reading) -> Option<Message> {
        Some(match reading {
            Reading::Nothing => return None,
            Reading::Go(pane) => w::WILL_GO.with("number", pane.number()).with("pane", pane.title()),
            Reading::NewCase { quick, name, person } => {
                let item = self.items.iter().find(|choice| choice.quick == *quick);
                let limit =
                    item.and_then(|choice| choice.item.committed).map(crate::domain::item::limit_label);
                let message = w::WILL_TAKE.with("quick", *quick).with("name", name.as_str());
                let message = match limit {
                    Some(limit) => message.with("limit", limit),
                    None => message.with("limit", "-"),
                };
                message.with("person", person.clone().unwrap_or_default())
            }
            Reading::Unpublished { quick, name } => {
                w::ITEM_UNPUBLISHED.with("quick", *quick).with("name", name.as_str())
            }
            Reading::Case(number) => {
                let found = self.actor().and_then(|actor| self.desk.case_named(actor, number).ok());
                let case = found.zip(self.actor()).and_then(|(id, actor)| self.desk.case(actor, id).ok());
                match case {
                    Some(view) => w::WILL_OPEN
                        .with("number", view.case.number)
                        .with("item", view.case.item_name)
                        .with("name", view.case.applicant_name),
                    None => w::NO_CASE_LIKE.with("number", number.as_str()),
                }
            }
            Reading::Person(text) => w::WILL_FIND_PERSON.with("text", text.as_str()),
            Reading::Search(text) => {
                let found =
                    self.actor().and_then(|actor| self.desk.find(actor, text, 50).ok()).unwrap_or_default();
                w::WILL_SEARCH.with("persons", found.persons.len()).with("cases", found.cases.len())
            }
            Reading::Act(act) => w::WILL_ACT.with("act", act.phrase()),
            Reading::Round => w::WILL_ACT.with("act", &crate::words::agency::ROUND),
            Reading::Filter(_) => w::WILL_FILTER.msg(),
            Reading::Unknown(code) => {
                let near = quick::alike(code);
                let list: Vec<Message> = near
                    .into_iter()
                    .map(|(code, act)| w::CODE_OF.with("code", code).with("act", act.phrase()))
                    .collect();
                if list.is_empty() {
                    w::NO_SUCH_CODE.with("code", code.as_str())
                } else {
                    w::UNKNOWN_CODE.with("code", code.as_str()).with("near", list)
                }
            }
        })
    }

    /// Does what the quick-code line says.
    pub(super) fn run_line(&mut self) {
        let reading = self.reading();
        let said = self.reading_says(&reading);
        self.dirty = true;
        match reading {
            Reading::Nothing => {}
            Reading::Go(pane) => self.go_to(pane),
            Reading::NewCase { quick, person, .. } => {
                self.line.clear();
                if self.opens_register(quick) {
                    return;
                }
                self.go_to_intake();
                self.start_intake(Some(quick), person);
            }
            Reading::Case(number) => {
                let Some(actor) = self.actor().cloned() else { return };
                match self.desk.case_named(&actor, &number) {
                    Ok(id) => self.open_case(id),
                    Err(error) => self.fail(&error),
                }
            }
            Reading::Person(text) | Reading::Search(text) => self.find_for(&text),
            Reading::Round => {
                self.line.clear();
                self.open_round();
            }
            Reading::Act(act) => {
                self.line.clear();
                if self.case.is_none()
                    && let Some(case) = self.marked_case()
                {
                    self.open_case(case);
                }
                self.open_act(act);
            }
            Reading::Filter(chip) => {
                self.line.clear();
                self.apply_chip(chip);
            }
            Reading::Unknown(_) | Reading::Unpublished { .. } => {
                if let Some(text) = said {
                    self.say(Said::error(text, None));
                }
            }
        }
    }

    fn find_for(&mut self, text: &str) {
        let mut find = FindScreen::default();
        find.line.set_text(text);
        self.modals.push(Modal::Find(find));
        self.line.clear();
        self.search();
        if let Some(Modal::Find(find)) = self.modals.last()
            && find.hits.len() == 1
        {
            self.open_found();
        }
    }

    fn apply_chip(&mut self, chip: Chip) {
        match chip {
            Chip::OverdueBy(days) => {
                self.due.span = Span::All;
                self.due.over_by = Some(days);
            }
            Chip::Soon => {
                self.due.span = Span::Week;
                self.due.over_by = None;
            }
            Chip::Owner(name) => {
                let found =
                    self.operators.iter().find(|operator| operator.code == name || operator.name == name);
                match found {
                    Some(operator) => self.due.filter.owner = Some(operator.id),
                    None => self.say(Said::error(cw::NO_SUCH_OPERATOR.with("code", name), None)),
                }
            }
            Chip::View(n) => {
                self.show_view(n);
                return;
            }
            Chip::Item(code) => {
                let quick: i64 = code.parse().unwrap_or(0);
                self.due.filter.item_code = self
                    .items
                    .iter()
                    .find(|choice| choice.quick == quick)
                    .map(|choice| choice.item.code.clone());
            }
        }
        self.due.list.offset = 0;
        self.due.list.marker = 0;
        self.due.stale = true;
    }

    /// Searches for what is typed.
    pub(super) fn search(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let Some(Modal::Find(find)) = self.modals.last() else { return };
        let text = find.line.value().trim().to_owned();
        let found = match self.desk.find(&actor, &text, FOUND_MOST) {
            Ok(found) => found,
            Err(error) => {
                self.fail(&error);
                return;
            }
        };
        let folded = crate::text::fold_ascii(&text);
        let items = self
            .items
            .iter()
            .filter(|choice| choice.published && !text.is_empty())
            .filter(|choice| choice.item.name.contains(text.as_str()) || choice.quick.to_string() == folded)
            .map(|choice| (choice.quick, choice.item.name.clone(), choice.item.code.clone()))
            .take(5)
            .collect();
        if let Some(Modal::Find(find)) = self.modals.last_mut() {
            find.fill(found, items);
        }
    }

    /// Opens the row under the marker of the search.
    pub(super) fn open_found(&mut self) {
        let Some(Modal::Find(find)) = self.modals.last() else { return };
        let Some(target) = find.target() else {
            self.say(Said::told(&w::NOTHING_FOUND));
            return;
        };
        self.modals.pop();
        match target {
            Target::Case(id) => self.open_case(id),
            Target::Person(id) => self.open_person(id),
            Target::Item(quick) if self.opens_register(quick) => {}
            Target::Item(quick) => {
                self.go_to_intake();
                self.start_intake(Some(quick), None);
            }
        }
    }
}
