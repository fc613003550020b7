//! What the menus offer and what picking does: the palette, a board's choices, the acts of a case; help.

use super::boards::Whose;
use super::menu::{Choice, Entry, Menu, Pick};
use super::note::Said;
use super::perform::why_not;
use super::{App, Help, Modal, Pane, quick};
use crate::action::{Action, Context, Trait};
use crate::domain::Named as _;
use crate::domain::board::{GroupBy, Sort};
use crate::domain::case::Act;
use crate::domain::view::{OperatorSettings, Span, View};
use crate::words::{Message, app as w};

impl App {
    pub(super) fn open_menu(&mut self) {
        let context = self.context();
        let lang = self.lang();
        let mut entries = Vec::new();
        if let (Some(case), Some(actor)) = (&self.case, self.actor()) {
            for (act, why_not) in case.acts(actor) {
                let hint = quick::code_of(act).unwrap_or_default().to_owned();
                entries.push(Entry {
                    title: act.phrase().msg(),
                    hint,
                    why_not,
                    on: false,
                    pick: Pick::Act(act),
                });
            }
        }
        entries.push(Entry {
            title: w::CARDS.msg(),
            hint: String::new(),
            why_not: self.actor().is_none().then(|| crate::words::role::NOT_SIGNED_IN.msg()),
            on: false,
            pick: Pick::Cards,
        });
        entries.push(self.round_entry());
        entries.push(Entry {
            title: crate::words::agency::SEAL_REGISTER.msg(),
            hint: String::new(),
            why_not: self.actor().is_none().then(|| crate::words::role::NOT_SIGNED_IN.msg()),
            on: false,
            pick: Pick::Seals,
        });
        let may_export = |actor| {
            crate::domain::operator::may(actor, crate::domain::Verb::Export, Default::default()).err()
        };
        entries.push(Entry {
            title: w::EXPORT_TITLE.msg(),
            hint: String::new(),
            why_not: match self.actor() {
                Some(actor) => may_export(actor).map(|refusal| refusal.what),
                None => Some(crate::words::role::NOT_SIGNED_IN.msg()),
            },
            on: false,
            pick: Pick::Exports,
        });
        for (id, title) in super::forms::MENU_FORMS {
            let verb = crate::domain::Verb::from_word(id);
            let why_not = verb.zip(self.actor()).and_then(|(verb, actor)| {
                crate::domain::operator::may(actor, verb, crate::domain::operator::Subject::default())
                    .err()
                    .map(|refusal| refusal.what)
            });
            entries.push(Entry {
                title: title.msg(),
                hint: String::new(),
                why_not,
                on: false,
                pick: Pick::Form(id),
            });
        }
        for action in Action::ALL.iter().copied().filter(|action| action.is(Trait::Menu)) {
            let stack: &[Context] = context.stack();
            let hint = self.keymap.keys_for(action, stack, lang).into_iter().next().unwrap_or_default();
            let title = action.title(stack).msg();
            let why_not = why_not(self, action);
            entries.push(Entry { title, hint, why_not, on: false, pick: Pick::Action(action) });
        }
        self.modals.push(Modal::Menu(Menu::new(w::MENU.msg(), entries, false, lang)));
    }

    pub(super) fn choices(&mut self) {
        if self.top_is_form() || (self.pane == Pane::Intake && self.case.is_none()) {
            self.field_choices();
            return;
        }
        let mut entries = Vec::new();
        let mut add = |title: Message, choice: Choice| {
            let (on, pick) = (self.in_force(&choice), Pick::Choice(choice));
            entries.push(Entry { title, hint: String::new(), why_not: None, on, pick });
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
            Pane::Reports => entries = self.month_choices(),
            Pane::Residents => entries = self.resident_choices(),
            Pane::Pairings => entries = self.pairing_choices(),
            Pane::Volunteers => entries = self.volunteer_choices(),
            Pane::Supervision => entries = self.supervision_choices(),
            Pane::Due => {
                for span in Span::ALL {
                    add(span.phrase().msg(), Choice::Span(*span));
                }
                add(w::MINE.msg(), Choice::Whose(Whose::Mine));
                add(w::EVERYBODY.msg(), Choice::Whose(Whose::All));
                add(w::ANY_KIND.msg(), Choice::Kind(None));
                for kind in super::DueBoard::kinds() {
                    add(kind.phrase().msg(), Choice::Kind(Some(*kind)));
                }
                for by in GroupBy::ALL {
                    add(w::SUMS_BY.with("by", by.phrase()), Choice::By(*by));
                }
                let by = self.due.by;
                for row in self.due.sums.iter().filter(|row| !row.key.is_empty()) {
                    let title = w::ONLY_GROUP.with("by", by.phrase()).with("name", row.label(by));
                    add(title, Choice::Only(by, row.key.clone()));
                }
                for (n, view) in self.views() {
                    add(w::VIEW.with("n", n).with("name", view.name), Choice::View(n));
                }
                add(w::ANY_ITEM.msg(), Choice::Item(None));
                for item in self.items.iter().filter(|choice| choice.published) {
                    add(w::OF_ITEM.with("item", &item.item.name), Choice::Item(Some(item.item.code.clone())));
                }
            }
            _ => return,
        }
        if self.pane == Pane::Due {
            entries.extend(self.view_entries());
        }
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(w::CHOICES.msg(), entries, true, lang)));
    }

    /// Keeping what the board shows, and letting go what it shows where that is a saved view.
    fn view_entries(&self) -> Vec<Entry> {
        let entry = |title, pick| Entry { title, hint: String::new(), why_not: None, on: false, pick };
        let shown = self.due.view();
        let mut entries = vec![entry(w::SAVE_VIEW.msg(), Pick::SaveView)];
        let kept = self.views().into_iter().map(|(_, view)| view).filter(|view| view.same(&shown));
        entries
            .extend(kept.map(|view| entry(w::DROP_VIEW.with("name", &view.name), Pick::DropView(view.name))));
        entries
    }

    /// The saved views of whoever is signed in.
    pub(super) fn views(&self) -> Vec<(usize, View)> {
        let me = self.actor().map(|actor| actor.id);
        let mine = self.operators.iter().find(|operator| Some(operator.id) == me);
        mine.map(|operator| OperatorSettings::of(operator).numbered().collect()).unwrap_or_default()
    }

    /// Shows the saved view with this place, from 1.
    pub(super) fn show_view(&mut self, n: usize) {
        match self.views().into_iter().find(|(digit, _)| *digit == n).map(|(_, view)| view) {
            Some(view) => self.due.show(view),
            None => self.say(Said::error(w::NO_VIEW.with("n", n), Some(w::NO_VIEW_ADVICE.msg()))),
        }
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
            Pick::Person(id) => self.fill_known(id),
            Pick::Cards => self.list_cards(),
            Pick::Resident(verb) => self.open_resident_form(verb),
            Pick::Volunteering(verb) => self.open_volunteer_form(verb),
            Pick::Feedback(act) => self.open_feedback_act(act),
            Pick::Device(number) => self.open_device(&number),
            Pick::LinkCard(card, operator) => self.link_card(card, operator),
            Pick::Sheet(kind, number) => self.show_sheet(kind, number),
            Pick::UrgeFeedback => self.urge_feedback(),
            Pick::Review(number) => self.open_review(&number),
            Pick::ChangeMonitor => self.change_monitor(),
            Pick::Supervising(verb) if Self::table_verbs(self.supervision.view).contains(&verb) => {
                self.open_table_form(verb);
            }
            Pick::Supervising(verb) => self.open_feedback_form(verb),
            Pick::Door(activity) => self.open_door_of(activity),
            Pick::Proof(document) => self.show_proof(document),
            Pick::Paper(kind) => self.make_paper(kind),
            Pick::Round => self.open_round(),
            Pick::Seals => self.show_seals(),
            Pick::SaveView => self.open_save_view(),
            Pick::DropView(name) => self.drop_view(name),
            Pick::Exports => self.export_menu(),
            Pick::Export(register, format) => self.export(register, format),
            Pick::Conclude(cards) => self.conclude(cards),
            Pick::Card(id, step) => self.card_step(id, step),
            Pick::NewPerson(name) => self.fill_new_person(&name),
        }
    }

    /// Whether a choice of the board is what it shows now.
    fn in_force(&self, choice: &Choice) -> bool {
        let me = self.actor().map(|actor| actor.id);
        let board = if self.pane == Pane::Today { &self.today } else { &self.cases };
        let due = (self.pane == Pane::Due).then_some(&self.due);
        match (choice, due) {
            (Choice::Whose(Whose::Mine), Some(due)) => due.filter.owner.is_some() && due.filter.owner == me,
            (Choice::Whose(Whose::All), Some(due)) => due.filter.owner.is_none(),
            (Choice::Whose(whose), None) => board.whose == *whose,
            (Choice::Span(span), _) => due.is_some_and(|due| due.span == *span && due.over_by.is_none()),
            (Choice::Kind(kind), _) => due.is_some_and(|due| due.filter.kind == *kind),
            (Choice::Item(code), Some(due)) => due.filter.item_code == *code,
            (Choice::Item(code), None) => board.filter.item_code == *code,
            (Choice::OpenOnly(open), _) => board.filter.open == *open,
            (Choice::Sort(sort), _) => board.sort == *sort,
            (Choice::View(n), Some(due)) => {
                self.views().iter().any(|(digit, view)| digit == n && view.same(&due.view()))
            }
            (Choice::View(_), None) => false,
            (Choice::Month(month), _) => self.month.month == *month,
            (Choice::Grid(_) | Choice::Category(_) | Choice::Gone(_) | Choice::PairView(_), _) => false,
            (Choice::VolunteerView(_) | Choice::Quarter(_) | Choice::HoursBy(_) | Choice::Team(_), _) => {
                false
            }
            (
                Choice::SupervisionView(_)
                | Choice::FeedbackKind(_)
                | Choice::FeedbackChannel(_)
                | Choice::FeedbackState(_)
                | Choice::FeedbackBy(_)
                | Choice::RatingsBy(_),
                _,
            ) => false,
            (Choice::By(by), due) => due.is_some_and(|due| due.by == *by),
            (Choice::Only(by, key), due) => due.is_some_and(|due| {
                let mut narrowed = due.filter.clone();
                narrowed.narrow(*by, key);
                narrowed == due.filter
            }),
        }
    }

    fn choose(&mut self, choice: Choice) {
        let me = self.actor().map(|actor| actor.id);
        if self.pane == Pane::Due {
            match choice {
                Choice::Whose(Whose::Mine) => self.due.filter.owner = me,
                Choice::Whose(Whose::All) => self.due.filter.owner = None,
                // Everything means everything: no condition stays behind.
                Choice::Span(Span::All) => self.due.show(View { by: self.due.by, ..View::default() }),
                Choice::Span(span) => {
                    self.due.span = span;
                    self.due.over_by = None;
                }
                Choice::Kind(kind) => self.due.filter.kind = kind,
                Choice::Item(code) => self.due.filter.item_code = code,
                Choice::By(by) => self.due.by = by,
                Choice::Only(by, key) => self.due.filter.narrow(by, &key),
                Choice::View(n) => self.show_view(n),
                _ => {}
            }
            self.due.list.offset = 0;
            self.due.list.marker = 0;
            self.due.stale = true;
            return;
        }
        if self.pane == Pane::Reports {
            match choice {
                Choice::Month(month) => self.month.turn_to(month),
                Choice::By(by) => self.month.group_by(by),
                _ => {}
            }
            return;
        }
        if self.pane == Pane::Residents {
            self.choose_residents(&choice);
            return;
        }
        if self.pane == Pane::Pairings {
            self.choose_pairings(&choice);
            return;
        }
        if self.pane == Pane::Volunteers {
            self.choose_volunteers(&choice);
            return;
        }
        if self.pane == Pane::Supervision {
            self.choose_supervision(&choice);
            return;
        }
        let board = if self.pane == Pane::Today { &mut self.today } else { &mut self.cases };
        match choice {
            Choice::Whose(whose) => board.whose = whose,
            Choice::OpenOnly(open) => board.filter.open = open,
            Choice::Sort(sort) => board.sort = sort,
            Choice::Item(code) => board.filter.item_code = code,
            _ => {}
        }
        board.list.offset = 0;
        board.list.marker = 0;
        board.stale = true;
    }

    /// F8: the acts of the case, the one that moves it on first.
    pub(super) fn move_on(&mut self) {
        if !self.modals.is_empty() {
            return;
        }
        if self.case.is_none() && self.pane == Pane::Due && self.may_urge() {
            self.urge();
            return;
        }
        if self.case.is_none() && self.marked_person().is_some() {
            if self.person.is_none()
                && let Some(person) = self.marked_person()
            {
                self.open_person(person);
            }
            self.person_acts();
            return;
        }
        if self.case.is_none() && self.pane == Pane::Reports {
            self.list_unconcluded();
            return;
        }
        if self.case.is_none() && self.pane == Pane::Volunteers {
            self.volunteer_acts();
            return;
        }
        if self.on_supervision() {
            self.supervision_acts();
            return;
        }
        if self.case.is_none() && self.pane == Pane::Pairings && self.pairings.current_wish().is_some() {
            self.wish_acts();
            return;
        }
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
        let next = case.next_for(actor);
        let mut acts = case.acts(actor);
        acts.sort_by_key(|(act, why_not)| (Some(*act) != next, why_not.is_some()));
        let mut entries: Vec<Entry> = acts
            .into_iter()
            .map(|(act, why_not)| Entry {
                title: act.phrase().msg(),
                hint: quick::code_of(act).unwrap_or_default().to_owned(),
                why_not,
                on: false,
                pick: Pick::Act(act),
            })
            .collect();
        let title = w::ACTS_OF.with("number", &case.view.case.number);
        entries.push(self.volunteer_entry(crate::domain::Verb::AskHelp));
        entries.push(self.device_entry());
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(title, entries, true, lang)));
    }

    pub(super) fn help(&mut self) {
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
            _ if matches!(self.modals.last(), Some(Modal::Find(_))) => &w::HELP_FIND,
            _ if matches!(self.modals.last(), Some(Modal::Menu(_))) => &w::HELP_MENU,
            _ if matches!(self.modals.last(), Some(Modal::Round(_))) => &w::HELP_ROUND,
            _ if matches!(self.modals.last(), Some(Modal::Roster(_))) => &crate::words::activity::HELP_DOOR,
            (true, _) => &w::HELP_CASE,
            _ if self.person.is_some() => &crate::words::people::HELP_PERSON,
            (_, Pane::Residents) => &crate::words::people::HELP_RESIDENTS,
            (_, Pane::Pairings) => &crate::words::people::HELP_PAIRINGS,
            (_, Pane::Volunteers) => &crate::words::activity::HELP,
            (_, Pane::Supervision) => &crate::words::feedback_board::HELP,
            (_, Pane::Today) => &w::HELP_TODAY,
            (_, Pane::Intake) => &w::HELP_INTAKE,
            (_, Pane::Cases) => &w::HELP_CASES,
            (_, Pane::Due) => &w::HELP_DUE,
            (_, Pane::Reports) => &crate::words::month::HELP,
        };
        let mut lines: Vec<String> = about.say(lang).lines().map(str::to_owned).collect();
        if self.pane == Pane::Reports && self.case.is_none() {
            lines.extend(super::month::definitions(lang));
        }
        if let Some(case) = &self.case {
            lines.extend(super::forms::rare_lines(&case.view.case.applicant_name, lang));
        }
        lines.push(String::new());
        for action in Action::ALL {
            let keys = self.keymap.keys_for(*action, context.stack(), lang);
            if !keys.is_empty() {
                let title = action.title(context.stack()).say(lang);
                let (first, rest) = if self.size.0 >= 120 { (14, "\n    ") } else { (20, "") };
                let keys =
                    crate::text::pad(&keys.join(" "), crate::text::Cols(first), crate::text::Align::Left);
                let title = crate::text::pad(title, crate::text::Cols(10), crate::text::Align::Left);
                let text = format!("{keys}{title}{rest}{}", action.info().help.say(lang));
                lines.extend(text.lines().map(str::to_owned));
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
