//! A form's declaration as JSON, for the command line and for programs that fill it.

use super::spec::{FieldSpec, FormSpec, Kind, Preset, Required, Shown};
use crate::domain::Named as _;
use crate::domain::material::MaterialState;
use crate::words::Lang;
use serde_json::{Map, Value, json};

impl FormSpec {
    /// Every field with its path, type, whether it is required, allowed values, help and why.
    #[must_use]
    pub fn schema_json(&self, lang: Lang) -> Value {
        json!({
            "form": self.id,
            "title": self.title.say(lang),
            "outgoing": self.outgoing,
            "fields": self.fields.iter().map(|field| field.schema_json(lang)).collect::<Vec<_>>(),
        })
    }
}

impl FieldSpec {
    fn schema_json(&self, lang: Lang) -> Value {
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
        put("path", json!(self.id));
        put("label", json!(self.label.say(lang)));
        put("type", json!(type_word(self.kind)));
        put(
            "required",
            json!(match (self.required, self.shown) {
                (Required::Always, Shown::Always) => "always",
                (Required::Never, _) => "never",
                _ => "sometimes",
            }),
        );
        match self.kind {
            Kind::Text { max } | Kind::Lines { max } | Kind::Code { max, .. } => {
                put("max_length", json!(max));
            }
            Kind::Digits { least, most, .. } => {
                put("minimum", json!(least));
                put("maximum", json!(most));
            }
            Kind::Choice(choices) | Kind::Many(choices) => {
                let values = choices
                    .iter()
                    .map(|choice| json!({"value": choice.word, "label": choice.label.say(lang)}));
                put("values", values.collect());
            }
            Kind::Materials => {
                let values = MaterialState::ALL.iter();
                let values =
                    values.map(|state| json!({"value": state.word(), "label": state.phrase().say(lang)}));
                put("values", values.collect());
            }
            _ => {}
        }
        if let Preset::Word(word) = self.default {
            put("default", json!(word));
        }
        if self.kind.secret() {
            put("secret", json!(true));
        }
        put("help", json!(self.help.say(lang)));
        put("why", json!(self.why.say(lang)));
        Value::Object(out)
    }
}

/// The stable word of a type.
const fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "name",
        Kind::IdNumber => "id-number",
        Kind::Phone => "phone",
        Kind::Text { .. } => "text",
        Kind::Lines { .. } => "lines",
        Kind::Choice(_) => "choice",
        Kind::Flag(_) => "flag",
        Kind::Many(_) => "choices",
        Kind::Item => "item",
        Kind::Operator => "operator",
        Kind::Grid => "grid",
        Kind::Materials => "materials",
        Kind::Day(_) => "day",
        Kind::Time => "time",
        Kind::Digits { .. } => "number",
        Kind::Numbers => "numbers",
        Kind::Amount => "amount",
        Kind::Code { .. } => "code",
        Kind::Secret => "secret",
    }
}
