//! Actions: what can be done now and why not, and doing it.

use super::boards::{Span, Whose};
use super::find::{FindScreen, Target};
use super::list::Go;
use super::menu::{Choice, Entry, Menu, Pick};
use super::note::Said;
use super::quick::{self, Chip, Reading};
use super::{App, Door, Help, Modal, Pane, Part};
use crate::action::{Action, Context, Trait};
use crate::domain::board::Sort;
use crate::domain::case::Act;
use crate::domain::Named as _;
use crate::words::{Message, app as w, case as cw};

/// Why an action is off now; `None` where it can be done.
pub(super) fn why_not(app: &App, action: Action) -> Option<Message> {
    let signed_in = app.actor().is_some();
    match action {
        Action::Help | Action::Redraw | Action::Quit => None,
        _ if !signed_in => Some(crate::words::role::NOT_SIGNED_IN.msg()),
        Action::MoveOn => app.marked_case().is_none().then(|| w::NO_CASE_MARKED.msg()),
        Action::Print => app.marked_case().is_none().then(|| w::NO_CASE_MARKED.msg()),
        Action::Submit => app.focused_form().is_none().then(|| w::NO_FORM_OPEN.msg()),
        Action::SelectRow | Action::SelectAll | Action::SelectNone => Some(w::NOTHING_TO_SELECT.msg()),
        Action::SortNext | Action::SortPrevious | Action::SortReverse => {
            let sorted = app.case.is_none() && matches!(app.pane, Pane::Today | Pane::Cases);
            (!sorted).then(|| w::NOTHING_TO_SORT.msg())
        }
        other => match other.pane().and_then(Pane::numbered) {
            Some(pane) if pane.comes_later() => Some(w::COMES_LATER.with("pane", pane.title())),
            _ => None,
        },
    }
}

impl App {
    /// Carries an action out.
    pub(super) fn perform(&mut self, action: Action) {
        self.dirty = true;
        if let Some(pane) = action.pane().and_then(Pane::numbered) {
            self.go_to(pane);
            return;
        }
        match action {
            Action::Help => self.help(),
            Action::New => self.new_entry(),
            Action::Find => self.modals.push(Modal::Find(FindScreen::default())),
            Action::Choices => self.choices(),
            Action::Refresh => self.refresh(),
            Action::Park => self.park(),
            Action::Print => self.print_menu(),
            Action::MoveOn => self.move_on(),
            Action::Submit => self.submit(),
            Action::Menu => self.open_menu(),
            Action::Back => self.back(),
            Action::SignOut => self.sign_out(),
            Action::Quit => self.quit(),
            Action::Up => self.go(Go::Up),
            Action::Down => self.go(Go::Down),
            Action::PageUp => self.go(Go::PageUp),
            Action::PageDown => self.go(Go::PageDown),
            Action::First => self.go(Go::First),
            Action::Last => self.go(Go::Last),
            Action::Left | Action::PreviousPane => self.switch_part(),
            Action::Right | Action::NextPane => self.switch_part(),
            Action::Open => self.open(),
            Action::SortNext => self.turn_order(true),
            Action::SortPrevious => self.turn_order(false),
            Action::SortReverse => self.turn_order(true),
            Action::Lock => self.lock(),
            Action::Redraw => self.wishes.full_redraw = true,
            Action::Undo => self.undo(false),
            Action::Redo => self.undo(true),
            Action::Copy => self.copy(),
            Action::SelectNone => self.escape_board(),
            Action::SelectRow | Action::SelectAll => {
                if let Some(why) = why_not(self, action) {
                    self.say(Said::told(why));
                }
            }
            Action::NextField
            | Action::PreviousField
            | Action::GoToField
            | Action::SameAsLast
            | Action::FieldExit
            | Action::ClearField => self.field_action(action),
            _ => {}
        }
    }

    /// Goes to a pane; a form that is open there is still there later.
    pub(super) fn go_to(&mut self, pane: Pane) {
        self.modals.clear();
        self.leave_case();
        self.line.clear();
        self.pane = pane;
        if pane.comes_later() {
            self.say(Said::told(w::COMES_LATER.with("pane", pane.title())));
        }
        if pane == Pane::Intake && self.intake.is_none() {
            self.start_intake(None, None);
        }
        self.mark_all_stale();
    }

    fn leave_case(&mut self) {
        if self.case.take().is_some() {
            if let Some(actor) = self.actor().cloned() {
                // Only the others' hint that this case is open depends on it.
                let _ = self.desk.set_presence(&actor, None, self.now);
            }
        }
    }

    fn go(&mut self, to: Go) {
        if let Some(case) = &mut self.case {
            match case.part {
                Part::Materials => {
                    let last = case.view.materials.len().saturating_sub(1);
                    case.marker = match to {
                        Go::Up => case.marker.saturating_sub(1),
                        Go::Down => (case.marker + 1).min(last),
                        Go::First | Go::PageUp => 0,
                        Go::Last | Go::PageDown => last,
                    };
                }
                Part::Timeline => {
                    let last = case.view.timeline.len().saturating_sub(1);
                    case.scroll = match to {
                        Go::Up => case.scroll.saturating_sub(1),
                        Go::Down => (case.scroll + 1).min(last),
                        Go::PageUp => case.scroll.saturating_sub(10),
                        Go::PageDown => (case.scroll + 10).min(last),
                        Go::First => 0,
                        Go::Last => last,
                    };
                }
            }
            return;
        }
        let turned = match self.pane {
            Pane::Today => self.today.list.go(to),
            Pane::Cases => self.cases.list.go(to),
            Pane::Due => self.due.list.go(to),
            _ => false,
        };
        if turned {
            self.turn_page();
        }
    }

    /// Reads the page that was turned to; the marker stays in its row of the screen.
    fn turn_page(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let result = match self.pane {
            Pane::Today => {
                let (filter, sort) = (self.today.asked(actor.id), self.today.sort);
                let list = &mut self.today.list;
                self.desk.cases(&actor, &filter, sort, list.size, list.offset).map(|rows| list.turn(rows, list.total))
            }
            Pane::Cases => {
                let (filter, sort) = (self.cases.asked(actor.id), self.cases.sort);
                let list = &mut self.cases.list;
                self.desk.cases(&actor, &filter, sort, list.size, list.offset).map(|rows| list.turn(rows, list.total))
            }
            Pane::Due => {
                let filter = self.due.asked(self.desk.zone().day(self.now));
                let list = &mut self.due.list;
                self.desk.board(&actor, &filter, list.size, list.offset).map(|rows| list.turn(rows, list.total))
            }
            _ => Ok(()),
        };
        if let Err(error) = result {
            self.fail(&error);
        }
    }

    fn switch_part(&mut self) {
        if let Some(case) = &mut self.case {
            case.part = match case.part {
                Part::Materials => Part::Timeline,
                Part::Timeline => Part::Materials,
            };
        }
    }

    fn open(&mut self) {
        if !self.line.is_empty() {
            self.run_line();
            return;
        }
        if self.case.is_some() {
            return;
        }
        match (self.pane, self.marked_case()) {
            (_, Some(case)) => self.open_case(case),
            (Pane::Intake, None) => self.start_intake(None, None),
            (pane, None) if pane.comes_later() => self.say(Said::told(w::COMES_LATER.with("pane", pane.title()))),
            _ => {}
        }
    }

    /// Esc on a board: clears the quick-code line, then the board's conditions, then goes back.
    fn escape_board(&mut self) {
        if !self.line.is_empty() {
            self.line.clear();
            return;
        }
        if self.case.is_some() {
            self.back();
        } else if self.pane != Pane::Today {
            self.go_to(Pane::Today);
        }
    }

    fn back(&mut self) {
        if let Some(modal) = self.modals.pop() {
            self.close_modal(modal);
        } else if matches!(self.door, Door::Closed(_)) {
            self.quit();
        } else if self.case.is_some() {
            let left = self.case.take();
            self.remember(None, left);
            if let Some(actor) = self.actor().cloned() {
                let _ = self.desk.set_presence(&actor, None, self.now);
            }
            self.mark_all_stale();
        } else if self.pane != Pane::Today {
            if self.pane == Pane::Intake {
                self.keep_drafts();
            }
            self.go_to(Pane::Today);
        } else {
            self.sign_out();
        }
    }

    fn close_modal(&mut self, modal: Modal) {
        match modal {
            Modal::Form(form) => self.leave_form(*form),
            other => self.remember(Some(other), None),
        }
    }

    fn quit(&mut self) {
        self.keep_drafts();
        let _ = self.drafts.flush();
        let _ = self.desk.clear_presence();
        self.ended = true;
    }

    fn refresh(&mut self) {
        self.load_everything();
        self.say(Said::done(&w::REFRESHED));
    }

    fn turn_order(&mut self, forward: bool) {
        match self.pane {
            _ if self.case.is_some() => {}
            Pane::Today => self.today.turn_order(forward),
            Pane::Cases => self.cases.turn_order(forward),
            _ => {}
        }
    }

    /// F2: a new case on a board, a note in an opened case.
    fn new_entry(&mut self) {
        if self.case.is_some() && self.modals.is_empty() {
            self.open_act(Act::Note);
        } else {
            self.modals.clear();
            self.leave_case();
            self.pane = Pane::Intake;
            self.start_intake(None, None);
        }
    }

    fn copy(&mut self) {
        let text = match (&self.case, self.pane) {
            (Some(case), _) => Some(case.view.case.number.clone()),
            (None, Pane::Today) => self.today.list.current().map(|row| row.number.clone()),
            (None, Pane::Cases) => self.cases.list.current().map(|row| row.number.clone()),
            (None, Pane::Due) => self.due.list.current().map(|row| row.number.clone()),
            _ => None,
        };
        match text.filter(|text| !text.is_empty()) {
            Some(text) => {
                self.said = Some(Said::done(w::COPIED.with("text", &text)));
                self.wishes_copy = Some(text);
            }
            None => self.say(Said::told(&w::NOTHING_TO_COPY)),
        }
    }

    /// What was asked to be copied; asking takes it.
    pub fn take_copy(&mut self) -> Option<String> {
        self.wishes_copy.take()
    }

    // ---- The quick-code line ----

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
                let limit = item.and_then(|choice| choice.item.committed).map(crate::domain::item::limit_label);
                let message = w::WILL_TAKE.with("quick", *quick).with("name", name.as_str());
                let message = match limit {
                    Some(limit) => message.with("limit", limit),
                    None => message.with("limit", "-"),
                };
                message.with("person", person.clone().unwrap_or_default())
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
                let found = self.actor().and_then(|actor| self.desk.find(actor, text, 50).ok()).unwrap_or_default();
                w::WILL_SEARCH.with("persons", found.persons.len()).with("cases", found.cases.len())
            }
            Reading::Act(act) => w::WILL_ACT.with("act", act.phrase()),
            Reading::Filter(_) => w::WILL_FILTER.msg(),
            Reading::Unknown(code) => {
                let near = quick::alike(code);
                let list: Vec<Message> =
                    near.into_iter().map(|(code, act)| w::CODE_OF.with("code", code).with("act", act.phrase())).collect();
                w::UNKNOWN_CODE.with("code", code.as_str()).with("near", list)
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
                self.leave_case();
                self.pane = Pane::Intake;
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
            Reading::Act(act) => {
                self.line.clear();
                if self.case.is_none() {
                    if let Some(case) = self.marked_case() {
                        self.open_case(case);
                    }
                }
                self.open_act(act);
            }
            Reading::Filter(chip) => {
                self.line.clear();
                self.apply_chip(chip);
            }
            Reading::Unknown(_) => {
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
        if let Some(Modal::Find(find)) = self.modals.last() {
            if find.hits.len() == 1 {
                self.open_found();
            }
        }
    }

    fn apply_chip(&mut self, chip: Chip) {
        match chip {
            Chip::OverdueBy(days) => {
                self.due.span = Span::All;
                let today = self.today_day();
                self.due.filter.until = today.checked_sub_signed(chrono::Duration::days(days.clamp(0, 3650) + 1));
            }
            Chip::Soon => self.due.span = Span::Week,
            Chip::Owner(name) => {
                let found = self.operators.iter().find(|operator| operator.code == name || operator.name == name);
                match found {
                    Some(operator) => self.due.filter.owner = Some(operator.id),
                    None => self.say(Said::error(cw::NO_SUCH_OPERATOR.with("code", name), None)),
                }
            }
            Chip::Item(code) => {
                let quick: i64 = code.parse().unwrap_or(0);
                self.due.filter.item_code =
                    self.items.iter().find(|choice| choice.quick == quick).map(|choice| choice.item.code.clone());
            }
        }
        self.due.list.offset = 0;
        self.due.list.marker = 0;
        self.due.stale = true;
    }

    // ---- Search ----

    /// Searches for what is typed.
    pub(super) fn search(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let Some(Modal::Find(find)) = self.modals.last() else { return };
        let text = find.line.value().trim().to_owned();
        let found = match self.desk.find(&actor, &text, 30) {
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
            Target::Person(id) => {
                self.leave_case();
                self.pane = Pane::Intake;
                self.start_intake_for(id);
            }
            Target::Item(quick) => {
                self.leave_case();
                self.pane = Pane::Intake;
                self.start_intake(Some(quick), None);
            }
        }
    }

    // ---- Menus ----

    fn open_menu(&mut self) {
        let context = self.context();
        let lang = self.lang();
        let mut entries = Vec::new();
        if let (Some(case), Some(actor)) = (&self.case, self.actor()) {
            for (act, why_not) in case.acts(actor) {
                let hint = quick::code_of(act).unwrap_or_default().to_owned();
                entries.push(Entry { title: act.phrase().msg(), hint, why_not, pick: Pick::Act(act) });
            }
        }
        for (id, title) in super::forms::MENU_FORMS {
            entries.push(Entry { title: title.msg(), hint: String::new(), why_not: None, pick: Pick::Form(id) });
        }
        for action in Action::ALL.iter().copied().filter(|action| action.is(Trait::Menu)) {
            let stack: &[Context] = context.stack();
            let hint = self.keymap.keys_for(action, stack, lang).into_iter().next().unwrap_or_default();
            let title = action.title(stack).msg();
            entries.push(Entry { title, hint, why_not: why_not(self, action), pick: Pick::Action(action) });
        }
        self.modals.push(Modal::Menu(Menu::new(w::MENU.msg(), entries, false, lang)));
    }

    fn choices(&mut self) {
        if self.top_is_form() || (self.pane == Pane::Intake && self.case.is_none()) {
            self.field_choices();
            return;
        }
        let mut entries = Vec::new();
        let mut add = |title: Message, choice: Choice| {
            entries.push(Entry { title, hint: String::new(), why_not: None, pick: Pick::Choice(choice) });
        };
        match self.pane {
            _ if self.case.is_some() => {
                self.move_on();
                return;
            }
            Pane::Today | Pane::Cases => {
                add(w::MINE.msg(), Choice::Whose(Whose::Mine));
                add(w::EVERYBODY.msg(), Choice::Whose(Whose::All));
                add(w::OPEN_ONLY.msg(), Choice::OpenOnly(true));
                add(w::ANY_STATE.msg(), Choice::OpenOnly(false));
                for (sort, title) in [
                    (Sort::Newest, &w::ORDER_NEWEST),
                    (Sort::Oldest, &w::ORDER_OLDEST),
                    (Sort::Due, &w::ORDER_DUE),
                    (Sort::State, &w::ORDER_STATE),
                ] {
                    add(w::BY_ORDER.with("order", title), Choice::Sort(sort));
                }
            }
            Pane::Due => {
                for span in Span::ALL {
                    add(span.phrase().msg(), Choice::Span(span));
                }
                add(w::MINE.msg(), Choice::Whose(Whose::Mine));
                add(w::EVERYBODY.msg(), Choice::Whose(Whose::All));
                add(w::ANY_KIND.msg(), Choice::Kind(None));
                for kind in super::DueBoard::kinds() {
                    add(kind.phrase().msg(), Choice::Kind(Some(*kind)));
                }
                add(w::ANY_ITEM.msg(), Choice::Item(None));
                for item in self.items.iter().filter(|choice| choice.published) {
                    add(w::OF_ITEM.with("item", &item.item.name), Choice::Item(Some(item.item.code.clone())));
                }
            }
            _ => return,
        }
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(w::CHOICES.msg(), entries, true, lang)));
    }

    /// Does what a picked entry says.
    pub(super) fn pick(&mut self, entry: Entry) {
        if let Some(why) = entry.why_not {
            self.say(Said::error(why, None));
            return;
        }
        self.modals.pop();
        match entry.pick {
            Pick::Action(action) => self.perform(action),
            Pick::Act(act) => self.open_act(act),
            Pick::Choice(choice) => self.choose(choice),
            Pick::Document(at) => self.preview(at),
            Pick::Draft(at) => self.take_back(at),
            Pick::Form(id) => self.open_form(id),
        }
    }

    fn choose(&mut self, choice: Choice) {
        let me = self.actor().map(|actor| actor.id);
        if self.pane == Pane::Due {
            match choice {
                Choice::Whose(Whose::Mine) => self.due.filter.owner = me,
                Choice::Whose(Whose::All) => self.due.filter.owner = None,
                Choice::Span(span) => {
                    self.due.span = span;
                    self.due.filter.until = None;
                }
                Choice::Kind(kind) => self.due.filter.kind = kind,
                Choice::Item(code) => self.due.filter.item_code = code,
                Choice::OpenOnly(_) | Choice::Sort(_) => {}
            }
            self.due.list.offset = 0;
            self.due.list.marker = 0;
            self.due.stale = true;
            return;
        }
        let board = if self.pane == Pane::Today { &mut self.today } else { &mut self.cases };
        match choice {
            Choice::Whose(whose) => board.whose = whose,
            Choice::OpenOnly(open) => board.filter.open = open,
            Choice::Sort(sort) => board.sort = sort,
            Choice::Item(code) => board.filter.item_code = code,
            Choice::Span(_) | Choice::Kind(_) => {}
        }
        board.list.offset = 0;
        board.list.marker = 0;
        board.stale = true;
    }

    /// F8: the acts of the case, the one that moves it on first.
    fn move_on(&mut self) {
        if self.case.is_none() {
            match self.marked_case() {
                Some(case) => self.open_case(case),
                None => {
                    self.say(Said::told(&w::NO_CASE_MARKED));
                    return;
                }
            }
        }
        let (Some(case), Some(actor)) = (&self.case, self.actor()) else { return };
        let next = case.next_act();
        let mut acts = case.acts(actor);
        acts.sort_by_key(|(act, why_not)| (Some(*act) != next, why_not.is_some()));
        let entries = acts
            .into_iter()
            .map(|(act, why_not)| Entry {
                title: act.phrase().msg(),
                hint: quick::code_of(act).unwrap_or_default().to_owned(),
                why_not,
                pick: Pick::Act(act),
            })
            .collect();
        let title = w::ACTS_OF.with("number", &case.view.case.number);
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(title, entries, true, lang)));
    }

    // ---- Help ----

    fn help(&mut self) {
        let depth = match self.modals.last() {
            Some(Modal::Help(help)) => help.depth + 1,
            _ if self.focused_form().is_some() => 0,
            _ => 1,
        };
        if matches!(self.modals.last(), Some(Modal::Help(_))) {
            self.modals.pop();
        }
        let lang = self.lang();
        let help = match (depth, self.focused_form()) {
            (0, Some(form)) => form.field_help(lang),
            (2.., _) => Help {
                title: w::HELP_ALL.msg(),
                lines: crate::keymap::card(&self.keymap, lang).lines().map(str::to_owned).collect(),
                scroll: 0,
                depth: 2,
            },
            _ => self.screen_help(),
        };
        self.modals.push(Modal::Help(help));
    }

    fn screen_help(&self) -> Help {
        let lang = self.lang();
        let context = self.context();
        let about = match (self.case.is_some(), self.pane) {
            (true, _) => &w::HELP_CASE,
            (_, Pane::Today) => &w::HELP_TODAY,
            (_, Pane::Intake) => &w::HELP_INTAKE,
            (_, Pane::Cases) => &w::HELP_CASES,
            (_, Pane::Due) => &w::HELP_DUE,
            _ => &w::HELP_LATER,
        };
        let mut lines: Vec<String> = about.say(lang).lines().map(str::to_owned).collect();
        lines.push(String::new());
        for action in Action::ALL {
            let keys = self.keymap.keys_for(*action, context.stack(), lang);
            if !keys.is_empty() {
                let title = action.title(context.stack()).say(lang);
                let keys = crate::text::pad(&keys.join(" "), crate::text::Cols(22), crate::text::Align::Left);
                let title = crate::text::pad(title, crate::text::Cols(12), crate::text::Align::Left);
                lines.push(format!("{keys}{title}{}", action.info().help.say(lang)));
            }
        }
        lines.push(String::new());
        lines.extend(w::HELP_CODES.say(lang).lines().map(str::to_owned));
        for (code, act) in Act::ALL.iter().filter_map(|act| quick::code_of(*act).map(|code| (code, act))) {
            lines.push(format!("  {:<8}{}", code, act.phrase().say(lang)));
        }
        Help { title: w::HELP_SCREEN.msg(), lines, scroll: 0, depth: 1 }
    }
}
