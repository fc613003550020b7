//! The fields of each act, as `--schema` prints them: name, type, whether it must be there, its choices.

use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::domain::Named;
use crate::domain::case::{Act, Channel, Ground, Outcome, WithdrawGround};
use crate::domain::item::MaterialForm;
use crate::domain::material::MaterialState;
use crate::words::{Lang, Phrase, cli as w, common};
use serde::Serialize;

/// A field of an act's JSON.
pub struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
    about: &'static Phrase,
}

/// What a field holds.
enum Kind {
    Text,
    Day,
    Time,
    Number,
    Yes,
    Numbers,
    Choice(fn() -> Vec<&'static str>),
    Object(&'static [Field]),
    List(&'static [Field]),
}

const fn must(name: &'static str, kind: Kind, about: &'static Phrase) -> Field {
    Field { name, kind, required: true, about }
}

const fn may(name: &'static str, kind: Kind, about: &'static Phrase) -> Field {
    Field { name, kind, required: false, about }
}

fn words<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|member| member.word()).collect()
}

const MATERIAL: &[Field] = &[
    must("name", Kind::Text, &w::F_MATERIAL_NAME),
    must("state", Kind::Choice(words::<MaterialState>), &w::F_MATERIAL_STATE),
    may("form", Kind::Choice(words::<MaterialForm>), &w::F_MATERIAL_FORM),
    may("pages", Kind::Number, &w::F_PAGES),
    may("remark", Kind::Text, &w::F_REMARK),
    may("extra_basis", Kind::Text, &w::F_EXTRA_BASIS),
];

const MATERIALS: Field = may("materials", Kind::List(MATERIAL), &w::F_MATERIALS);
const ORGAN_DOCUMENT: Field = may("organ_document", Kind::Text, &w::F_ORGAN_DOCUMENT);
const ORGAN_DAY: Field = may("organ_day", Kind::Day, &w::F_ORGAN_DAY);
const REASON: Field = may("reason", Kind::Text, &w::F_REASON);

const APPLICANT: &[Field] = &[
    may("id", Kind::Number, &w::F_PERSON_ID),
    may("name", Kind::Text, &w::F_PERSON_NAME),
    may("id_number", Kind::Text, &w::F_ID_NUMBER),
    may("phone", Kind::Text, &w::F_PHONE),
    may("phone2", Kind::Text, &w::F_PHONE2),
    may("address", Kind::Text, &w::F_ADDRESS),
    may("grid", Kind::Text, &w::F_GRID),
];

const AGENT: &[Field] = &[
    must("name", Kind::Text, &w::F_PERSON_NAME),
    may("id_number", Kind::Text, &w::F_ID_NUMBER),
    may("phone", Kind::Text, &w::F_PHONE),
];

const FINISH: &[Field] =
    &[must("result", Kind::Text, &w::F_RESULT), may("result_document", Kind::Text, &w::F_RESULT_DOCUMENT)];

/// The fields of `case take`.
pub const TAKE: &[Field] = &[
    must("item", Kind::Text, &w::F_ITEM),
    must("applicant", Kind::Object(APPLICANT), &w::F_APPLICANT),
    may("agent", Kind::Object(AGENT), &w::F_AGENT),
    may("channel", Kind::Choice(words::<Channel>), &w::F_CHANNEL),
    may("received", Kind::Time, &w::F_RECEIVED),
    may("received_reason", Kind::Text, &w::F_RECEIVED_REASON),
    MATERIALS,
    may("note", Kind::Text, &w::F_NOTE),
    may("from", Kind::Text, &w::F_FROM),
    may("finish", Kind::Object(FINISH), &w::F_FINISH),
];

/// The fields of an act on a case.
#[must_use]
pub const fn of(act: Act) -> &'static [Field] {
    match act {
        Act::Take => TAKE,
        Act::Check | Act::Supplement => const { &[MATERIALS] },
        Act::Fix => const { &[must("what", Kind::Text, &w::F_WHAT), MATERIALS] },
        Act::Notify => {
            const {
                &[
                    MATERIALS,
                    may("names", Kind::Numbers, &w::F_NAMES),
                    may("supplement_days", Kind::Number, &w::F_SUPPLEMENT_DAYS),
                    may("override_reason", Kind::Text, &w::F_OVERRIDE),
                ]
            }
        }
        Act::Accept => const { &[ORGAN_DOCUMENT, ORGAN_DAY] },
        Act::Refuse => {
            const {
                &[
                    must("ground", Kind::Choice(words::<Ground>), &w::F_GROUND),
                    REASON,
                    may("competent_org", Kind::Text, &w::F_COMPETENT),
                    ORGAN_DOCUMENT,
                    ORGAN_DAY,
                ]
            }
        }
        Act::Forward => const { &[may("organ", Kind::Text, &w::F_ORGAN), may("day", Kind::Day, &w::F_DAY)] },
        Act::Step => const { &[may("remark", Kind::Text, &w::F_FOUND), may("by", Kind::Text, &w::F_BY)] },
        Act::Decide => {
            const {
                &[
                    must("outcome", Kind::Choice(words::<Outcome>), &w::F_OUTCOME),
                    may("result", Kind::Text, &w::F_RESULT),
                    REASON,
                    may("result_document", Kind::Text, &w::F_RESULT_DOCUMENT),
                    ORGAN_DOCUMENT,
                    ORGAN_DAY,
                ]
            }
        }
        Act::Deliver => {
            const { &[may("collector", Kind::Text, &w::F_COLLECTOR), may("day", Kind::Day, &w::F_DAY)] }
        }
        Act::Close => {
            const {
                &[
                    may("originals_returned", Kind::Yes, &w::F_ORIGINALS),
                    may("kept_reason", Kind::Text, &w::F_KEPT),
                ]
            }
        }
        Act::Assign => const { &[must("to", Kind::Text, &w::F_TO), REASON] },
        Act::Amend => {
            const { &[may("name", Kind::Text, &w::F_NEW_NAME), may("item", Kind::Text, &w::F_ITEM), REASON] }
        }
        Act::Note => {
            const {
                &[
                    may("channel", Kind::Choice(words::<Channel>), &w::F_CHANNEL),
                    must("text", Kind::Text, &w::F_TEXT),
                ]
            }
        }
        Act::Withdraw => {
            const { &[must("ground", Kind::Choice(words::<WithdrawGround>), &w::F_GROUND), REASON] }
        }
        Act::Void => const { &[must("reason", Kind::Text, &w::F_REASON)] },
        Act::Deem | Act::Pause | Act::Resume | Act::Extend => &[],
    }
}

#[derive(Serialize)]
struct Schema<'a> {
    act: &'a str,
    fields: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Vec<&'static str>>,
    about: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Shown>,
}

/// Prints the fields of an act.
///
/// # Errors
/// The output is gone.
pub fn show(cli: &mut Cli<'_, '_>, act: &str, fields: &[Field]) -> Result<(), CliError> {
    let lang = cli.lang;
    let schema = Schema { act, fields: fields.iter().map(|field| field.shown(lang)).collect() };
    cli.record(&schema, |lang| {
        let mut rows = Vec::new();
        lines(&schema.fields, "", lang, &mut rows);
        table(&[&w::L_FIELD, &w::L_TYPE, &w::L_REQUIRED, &w::L_MEANING], &rows, lang)
    })
}

fn lines(fields: &[Shown], indent: &str, lang: Lang, rows: &mut Vec<Vec<String>>) {
    for field in fields {
        let kind = match &field.choices {
            Some(choices) => choices.join("|"),
            None => field.kind.to_owned(),
        };
        let required = if field.required { common::YES.say(lang) } else { "" };
        rows.push(vec![format!("{indent}{}", field.name), kind, required.to_owned(), field.about.to_owned()]);
        lines(&field.fields, &format!("{indent}  "), lang, rows);
    }
}

impl Field {
    fn shown(&self, lang: Lang) -> Shown {
        let (kind, choices, fields): (_, _, &[Self]) = match &self.kind {
            Kind::Text => ("text", None, &[]),
            Kind::Day => ("day", None, &[]),
            Kind::Time => ("time", None, &[]),
            Kind::Number => ("number", None, &[]),
            Kind::Yes => ("boolean", None, &[]),
            Kind::Numbers => ("numbers", None, &[]),
            Kind::Choice(words) => ("choice", Some(words()), &[]),
            Kind::Object(fields) => ("object", None, *fields),
            Kind::List(fields) => ("list", None, *fields),
        };
        Shown {
            name: self.name,
            kind,
            required: self.required,
            choices,
            about: self.about.say(lang),
            fields: fields.iter().map(|field| field.shown(lang)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::verbs;
    use serde_json::{Value, json};

    fn keys(value: &Value) -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    }

    fn named(fields: &[Field]) -> Vec<String> {
        let mut names: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_read() {
        let refuse: verbs::Refuse = serde_json::from_value(json!({"ground": "no_power"})).unwrap();
        let decide: verbs::Decide = serde_json::from_value(json!({"outcome": "granted"})).unwrap();
        let withdraw: verbs::Withdraw = serde_json::from_value(json!({"ground": "applicant"})).unwrap();
        for (act, value) in [
            (Act::Take, json!(verbs::Take::default())),
            (Act::Check, json!(verbs::Check::default())),
            (Act::Fix, json!(verbs::Fix::default())),
            (Act::Notify, json!(verbs::Notify::default())),
            (Act::Supplement, json!(verbs::Supplement::default())),
            (Act::Accept, json!(verbs::Accept::default())),
            (Act::Refuse, json!(refuse)),
            (Act::Forward, json!(verbs::Forward::default())),
            (Act::Step, json!(verbs::Step::default())),
            (Act::Decide, json!(decide)),
            (Act::Deliver, json!(verbs::Deliver::default())),
            (Act::Close, json!(verbs::Close::default())),
            (Act::Assign, json!(verbs::Assign::default())),
            (Act::Amend, json!(verbs::Amend::default())),
            (Act::Note, json!(verbs::Note::default())),
            (Act::Withdraw, json!(withdraw)),
            (Act::Void, json!(verbs::Void::default())),
        ] {
            assert_eq!(named(of(act)), keys(&value), "{}", act.word());
        }
        let take = json!(verbs::Take::default());
        assert_eq!(named(APPLICANT), keys(&take["applicant"]));
        assert_eq!(named(AGENT), keys(&json!(verbs::AgentInput::default())));
        assert_eq!(named(FINISH), keys(&json!(verbs::Finish::default())));
    }
}
