//! An entry of the register of feedback in full, for whoever may see it.

use super::detail::in_full;
use super::{App, Modal};
use crate::desk::FeedbackView;
use crate::words::{Lang, Phrase, common, feedback as f};

impl App {
    /// Shows an entry in full.
    pub(super) fn open_feedback(&mut self, number: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.feedback(&actor, number) {
            Ok(view) => {
                let mut lines = told(&view, self.lang());
                for event in &view.events {
                    let (hour, minute) = self.zone().clock(event.at);
                    let day = self.zone().day(event.at);
                    let operator = self.operators.iter().find(|one| one.id == event.operator_id);
                    let name = operator.map(|one| one.name.as_str()).unwrap_or_default();
                    let act = event.act.phrase().say(self.lang());
                    lines.push(format!("{day} {hour:02}:{minute:02}  {act}  {name}  {}", event.text));
                }
                self.modals.push(Modal::Help(in_full(common::TEXT.with("text", &view.entry.number), lines)));
            }
            Err(error) => self.fail(&error),
        }
    }
}

/// What the entry says of itself, a line each; what is empty is left out.
fn told(view: &FeedbackView, lang: Lang) -> Vec<String> {
    let entry = &view.entry;
    let say = |phrase: &'static Phrase| phrase.say(lang).to_owned();
    let about: Vec<&str> = view.about.iter().map(|one| one.name.as_str()).collect();
    let due = view.promises.iter().map(|one| format!("{} {}", say(one.kind.phrase()), one.due));
    let rows = [
        (&f::L_STATE, say(entry.state.phrase())),
        (&f::L_KIND, say(entry.kind.phrase())),
        (&f::L_CHANNEL, say(entry.channel.phrase())),
        (&f::L_NAMING, say(entry.naming.phrase())),
        (&f::L_RECEIVED, entry.day.to_string()),
        (&f::L_DUE, due.collect::<Vec<_>>().join("  ")),
        (&f::L_ABOUT, about.join(" ")),
        (&f::L_SAID_BY, entry.name.clone()),
        (&f::L_CONTENT, entry.content.clone()),
        (&f::L_PASSED_TO, entry.passed_to.clone()),
        (&f::L_FACTS, entry.facts.clone()),
        (&f::L_OPINION, entry.opinion.clone()),
        (&f::L_MEASURE, entry.measure.clone()),
        (&f::L_ANSWER, entry.answer.clone()),
    ];
    let mut lines: Vec<String> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| format!("{}  {}", label.say(lang), value.replace('\n', " ")))
        .collect();
    lines.push(String::new());
    lines
}
