//! The papers of pane 8: of the marked entry, of a box that was opened, of the cards that a monitor holds, and slips.

use super::App;
use super::menu::{Entry, Menu, Pick};
use super::supervision::SupervisionView;
use super::watch::Stands;
use crate::desk::Command;
use crate::desk::verbs::MakeSheet;
use crate::domain::document::DocumentKind;
use crate::domain::sheet::{OF_ENTRY, require_ready};
use crate::paper::Medium;
use crate::words::{Message, feedback_board as w};

impl App {
    /// F7 in pane 8: the papers of what is marked, then the registers that go into a file.
    pub(super) fn supervision_papers(&mut self) {
        if self.export.is_some() {
            self.export_menu();
            return;
        }
        let mut entries: Vec<Entry> = self.sheets();
        entries.extend(self.export_entries());
        let lang = self.lang();
        self.modals.push(super::Modal::Menu(Menu::new(w::PAPERS.msg(), entries, true, lang)));
    }

    fn sheets(&self) -> Vec<Entry> {
        let sheet = |kind: DocumentKind, number: String, why_not: Option<Message>| Entry {
            title: kind.phrase().msg(),
            hint: number.clone(),
            why_not,
            on: false,
            pick: Pick::Sheet(kind, number),
        };
        if let Some(row) = self.supervision.entry() {
            let number = &row.entry.number;
            let of = |kind: &DocumentKind| {
                let out = self.actor().filter(|actor| row.kept_out.contains(&actor.id));
                let out = out.map(|actor| crate::words::feedback::RECUSED.with("name", &actor.name));
                let unready = || require_ready(&row.entry, *kind).err().map(|refusal| refusal.what);
                let why_not = out.or_else(unready);
                sheet(*kind, number.clone(), why_not)
            };
            return OF_ENTRY.iter().map(of).collect();
        }
        match self.marked_row() {
            Some(Stands::Opening(id, day)) => {
                let record = sheet(DocumentKind::BoxOpening, id.0.to_string(), None);
                vec![Entry { hint: day.to_string(), ..record }]
            }
            Some(Stands::Monitor(monitor)) if self.supervision.view == SupervisionView::Monitors => {
                let cards = self.actor().and_then(|actor| self.desk.watch_cards(actor).ok());
                let held = cards.into_iter().flatten().map(|row| row.card);
                held.filter(|card| card.monitor_id == Some(monitor.id) && card.out())
                    .map(|card| sheet(DocumentKind::WatchCard, card.number.to_string(), None))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Makes a paper and shows it before it is printed.
    pub(super) fn show_sheet(&mut self, kind: DocumentKind, number: String) {
        let medium = match kind {
            DocumentKind::RatingSlip | DocumentKind::WatchCard => Medium::Mm80,
            _ => Medium::A4,
        };
        match self.run(&Command::MakeSheet(MakeSheet { kind, number })) {
            Ok(done) => {
                if let Some(document) = done.documents.into_iter().next() {
                    self.show_preview(document, medium);
                }
            }
            Err(error) => self.fail(&error),
        }
    }
}
