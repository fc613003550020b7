//! A form's declaration as JSON, for the command line and for programs that fill it.

use super::spec::{FieldSpec, FormSpec, Kind, Preset, Required, Shown};
use crate::domain::Named;
use crate::domain::item::MaterialForm;
use crate::domain::material::MaterialState;
use crate::words::{Lang, Phrase, form as w};
use serde::Serialize;

/// A form as JSON: the stable words of its acts and fields, nested as the command's JSON is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schema {
    /// The act's stable word.
    pub act: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Whether something leaves the building.
    pub outgoing: bool,
    /// The fields, in the order of the form.
    pub fields: Vec<Field>,
}

/// A field of the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name within the object it stands in.
    pub name: String,
    /// `text`, `day`, `time`, `number`, `numbers`, `boolean`, `choice`, `choices`, `object`, `list`, and
    /// what is checked besides: `name`, `id-number`, `phone`, `code`, `item`, `operator`, `grid`, `amount`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether it must be there: `always`, `sometimes` (other fields or the case say so), `never`.
    pub required: &'static str,
    /// The stable words it may hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<&'static str>,
    /// How many characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// The least and the greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
    /// What it is where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<&'static str>,
    /// Whether it is a secret: it never stands in JSON.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Format, example, and what blank means.
    pub about: &'static str,
    /// The fields of an object, or of each entry of a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Self>,
}

impl FormSpec {
    /// Every field with its type, whether it is required, its choices and its help, in `lang`.
    #[must_use]
    pub fn schema(&self, lang: Lang) -> Schema {
        let mut fields = Vec::new();
        for field in self.fields.iter().chain(self.command_only) {
            let mut path: Vec<&str> = field.id.split('.').collect();
            let name = path.pop().unwrap_or_default();
            put(&mut fields, &path, field.schema(name, lang), lang);
        }
        Schema { act: self.id, title: self.title.say(lang), outgoing: self.outgoing, fields }
    }
}

/// Puts a field into the objects that its path names, made where they are not there.
fn put(fields: &mut Vec<Field>, path: &[&str], field: Field, lang: Lang) {
    let Some((head, rest)) = path.split_first() else {
        fields.push(field);
        return;
    };
    let at = fields.iter().position(|known| known.name == **head).unwrap_or_else(|| {
        fields.push(object(head, lang));
        fields.len() - 1
    });
    if let Some(inner) = fields.get_mut(at) {
        if field.required == "always" {
            inner.required = "always";
        }
        put(&mut inner.fields, rest, field, lang);
    }
}

fn object(name: &str, lang: Lang) -> Field {
    let about = match name {
        "applicant" => &w::OBJECT_APPLICANT,
        "agent" => &w::OBJECT_AGENT,
        "finish" => &w::OBJECT_FINISH,
        "person" => &w::OBJECT_PERSON,
        "identity" => &w::OBJECT_IDENTITY,
        _ => &w::OBJECT,
    };
    Field { name: name.to_owned(), kind: "object", about: about.say(lang), ..plain() }
}

fn plain() -> Field {
    Field {
        name: String::new(),
        kind: "text",
        required: "never",
        choices: Vec::new(),
        max_length: None,
        range: None,
        default: None,
        secret: false,
        about: "",
        fields: Vec::new(),
    }
}

impl FieldSpec {
    fn schema(&self, name: &str, lang: Lang) -> Field {
        let max_length = match self.kind {
            Kind::Text { max } | Kind::Lines { max } | Kind::Code { max, .. } => Some(max),
            _ => None,
        };
        Field {
            name: name.to_owned(),
            kind: type_word(self.kind),
            required: match (self.required, self.shown) {
                (Required::Always, Shown::Always) => "always",
                (Required::Never, _) => "never",
                _ => "sometimes",
            },
            choices: match self.kind {
                Kind::Choice(choices) | Kind::Many(choices) => {
                    choices.iter().map(|choice| choice.word).collect()
                }
                _ => Vec::new(),
            },
            max_length,
            range: match self.kind {
                Kind::Digits { least, most, .. } => Some((least, most)),
                _ => None,
            },
            default: match self.default {
                Preset::Word(word) => Some(word),
                Preset::None | Preset::Blank => None,
            },
            secret: self.forgotten(),
            // The short codes of a day are for fingers: a program writes the date.
            about: if matches!(self.kind, Kind::Day(_)) {
                w::JSON_DAY.say(lang)
            } else {
                self.help.say(lang)
            },
            fields: if matches!(self.kind, Kind::Materials) { material(lang) } else { Vec::new() },
        }
    }
}

/// The fields of one material of a list of materials.
fn material(lang: Lang) -> Vec<Field> {
    let field = |name: &str, kind, about: &'static Phrase| Field {
        name: name.to_owned(),
        kind,
        about: about.say(lang),
        ..plain()
    };
    let words = |list: Vec<&'static str>, field: Field| Field { choices: list, ..field };
    vec![
        Field { required: "always", ..field("name", "text", &w::MATERIAL_NAME) },
        Field {
            required: "always",
            ..words(words_of::<MaterialState>(), field("state", "choice", &w::MATERIAL_STATE))
        },
        words(words_of::<MaterialForm>(), field("form", "choice", &w::MATERIAL_FORM)),
        field("pages", "number", &w::MATERIAL_PAGES),
        field("remark", "text", &w::MATERIAL_REMARK),
        field("extra_basis", "text", &w::MATERIAL_BASIS),
    ]
}

fn words_of<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|member| member.word()).collect()
}

/// The stable word of a type.
const fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "name",
        Kind::IdNumber => "id-number",
        Kind::Phone => "phone",
        Kind::Text { .. } | Kind::Lines { .. } | Kind::Secret | Kind::Passphrase => "text",
        Kind::Choice(_) => "choice",
        Kind::Flag(_) => "boolean",
        Kind::Many(_) => "choices",
        Kind::Item => "item",
        Kind::Operator => "operator",
        Kind::Grid => "grid",
        Kind::Helper => "helper",
        Kind::Category => "category",
        Kind::Person | Kind::Volunteer => "number",
        Kind::Team => "team",
        Kind::Partner => "partner",
        Kind::Materials => "list",
        Kind::Day(_) => "day",
        Kind::Time => "time",
        Kind::Digits { .. } => "number",
        Kind::Numbers => "numbers",
        Kind::Amount => "amount",
        Kind::Code { .. } => "code",
    }
}
