//! Templates of documents (文书模板): which parts a paper has, in which order and under which labels, as data
//! that a station can replace; what the law wants on it cannot be left out.

use super::document::{Content, DocumentKind, Part};
use super::id::TemplateId;
use super::named::Named as _;
use crate::calendar::Stamp;
use crate::words::{Message, agency as w};
use serde::Deserialize;
use toml::Spanned;

/// The longest template that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// The longest paragraph of a template, in characters.
const MOST_TEXT: usize = 500;

macro_rules! built_in {
    ($($kind:literal),* $(,)?) => {
        /// The templates that come with the program, by the word of their kind.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($kind, include_str!(concat!("../../fixtures/templates/", $kind, ".toml")))),*];
    };
}
built_in!(
    "receipt",
    "supplement-receipt",
    "notice",
    "acceptance",
    "refusal",
    "denial",
    "special",
    "extension",
    "result",
    "delivery",
    "handover",
    "authority",
    "suspension",
    "continuation",
    "termination",
    "completion",
    "loss",
    "certificate",
    "visit-record",
    "contact-card",
    "wish-card",
    "hours-certificate",
    "feedback-register",
    "feedback-acceptance",
    "feedback-opinion",
    "rating-check",
    "box-opening",
    "watch-card",
    "rating-slip",
    "materials",
);

/// A template as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct StationTemplate {
    /// Its id.
    pub id: TemplateId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The form that it is for.
    pub kind: DocumentKind,
    /// Its text; empty where the built-in one is back in use.
    pub body: String,
}

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The form that it is for.
    pub kind: DocumentKind,
    /// The title.
    pub title: String,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// A part by its name, under another label where one is given.
    Part { name: String, label: Option<String>, required: bool },
    /// A paragraph of the station's own.
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: Spanned<String>,
    title: Option<String>,
    #[serde(default)]
    part: Vec<Spanned<RawPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    is: Option<String>,
    label: Option<String>,
    text: Option<String>,
    #[serde(default)]
    required: bool,
}

/// The text of the built-in template of a kind; `None` for forms that have none.
#[must_use]
pub fn built_in(kind: DocumentKind) -> Option<&'static str> {
    BUILT_IN.iter().find(|(word, _)| *word == kind.word()).map(|(_, text)| *text)
}

/// The kinds that have a template, in the order of the list of forms.
pub fn kinds() -> impl Iterator<Item = DocumentKind> {
    DocumentKind::ALL.iter().copied().filter(|kind| built_in(*kind).is_some())
}

impl Template {
    /// Reads a station's template.
    ///
    /// # Errors
    /// Text that is not TOML of this form, an unknown kind or part, a part left out that must stand there; each
    /// with its line. A template with a problem is not taken at all.
    pub fn parse(text: &str) -> Result<Self, Vec<Message>> {
        let template = Self::read(text)?;
        let own = built_in(template.kind).and_then(|text| Self::read(text).ok());
        let Some(own) = own else {
            return Err(vec![w::TEMPLATE_KIND.with("line", 1).with("kind", template.kind.word())]);
        };
        let mut problems = Vec::new();
        let raw: Raw = toml::from_str(text).map_err(|error| vec![unreadable(text, &error)])?;
        for part in &raw.part {
            let line = line_of(text, part.span().start);
            let name = part.get_ref().is.as_deref();
            if let Some(name) = name.filter(|name| !own.names().any(|known| known == *name)) {
                problems.push(w::TEMPLATE_PART.with("line", line).with("name", name));
            }
        }
        let last = text.lines().count();
        for slot in &own.slots {
            if let Slot::Part { name, required: true, .. } = slot
                && !template.names().any(|named| named == name)
            {
                problems.push(w::TEMPLATE_LACKS.with("line", last).with("name", name));
            }
        }
        if problems.is_empty() { Ok(template) } else { Err(problems) }
    }

    fn read(text: &str) -> Result<Self, Vec<Message>> {
        if text.len() > MOST_BYTES {
            return Err(vec![w::TEMPLATE_LONG.with("line", 1).with("most", MOST_BYTES)]);
        }
        let raw: Raw = toml::from_str(text).map_err(|error| vec![unreadable(text, &error)])?;
        let kind = DocumentKind::from_word(raw.kind.get_ref());
        let Some(kind) = kind else {
            let line = line_of(text, raw.kind.span().start);
            return Err(vec![w::TEMPLATE_KIND.with("line", line).with("kind", raw.kind.get_ref())]);
        };
        let mut slots = Vec::new();
        let mut problems = Vec::new();
        for part in raw.part {
            let line = line_of(text, part.span().start);
            let part = part.into_inner();
            match (part.is, part.text) {
                (Some(name), None) => {
                    if slots
                        .iter()
                        .any(|slot| matches!(slot, Slot::Part { name: known, .. } if *known == name))
                    {
                        problems.push(w::TEMPLATE_TWICE.with("line", line).with("name", &name));
                    }
                    slots.push(Slot::Part { name, label: part.label, required: part.required });
                }
                (None, Some(text)) if text.chars().count() <= MOST_TEXT && !text.trim().is_empty() => {
                    slots.push(Slot::Text(text));
                }
                _ => problems.push(w::TEMPLATE_EITHER.with("line", line).with("most", MOST_TEXT)),
            }
        }
        let title = raw.title.filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or_else(|| kind.phrase().zh.to_owned());
        if problems.is_empty() { Ok(Self { kind, title, slots }) } else { Err(problems) }
    }

    /// The names of the parts that it orders.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Part { name, .. } => Some(name.as_str()),
            Slot::Text(_) => None,
        })
    }

    /// Puts the parts of a document in the order of the template.
    ///
    /// A part that the built-in template does not know is never dropped: it stays before the places to sign and
    /// the seal.
    #[must_use]
    pub fn apply(&self, content: Content) -> Content {
        if content.names.len() != content.parts.len() {
            return content;
        }
        let known: Vec<String> = built_in(self.kind)
            .and_then(|text| Self::read(text).ok())
            .map(|own| own.names().map(str::to_owned).collect())
            .unwrap_or_default();
        let named: Vec<(String, Part)> =
            content.names.iter().cloned().zip(content.parts.iter().cloned()).collect();
        let mut unknown: Vec<(String, Part)> =
            named.iter().filter(|(name, _)| !known.contains(name)).cloned().collect();
        let (mut parts, mut names) = (Vec::new(), Vec::new());
        for slot in &self.slots {
            match slot {
                Slot::Text(text) => {
                    names.push(String::new());
                    parts.push(Part::Text(filled(text, &named)));
                }
                Slot::Part { name, label, .. } => {
                    if name.starts_with("sign_") || name == "seal" {
                        for (name, part) in unknown.drain(..) {
                            names.push(name);
                            parts.push(part);
                        }
                    }
                    for (called, part) in named.iter().filter(|(called, _)| called == name) {
                        names.push(called.clone());
                        parts.push(relabelled(part.clone(), label.as_deref()));
                    }
                }
            }
        }
        Content { title: Some(self.title.clone()), issuer: content.issuer, parts, names }
    }
}

/// A part under another label.
fn relabelled(part: Part, label: Option<&str>) -> Part {
    match (part, label) {
        (Part::Field(_, value), Some(label)) => Part::Field(label.to_owned(), value),
        (Part::Heading(_), Some(label)) => Part::Heading(label.to_owned()),
        (part, _) => part,
    }
}

/// A paragraph with the names in braces replaced by what their fields say; a field that is not there is nothing.
fn filled(text: &str, named: &[(String, Part)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, later)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = named.iter().find_map(|(called, part)| match part {
            Part::Field(_, value) if called == name => Some(value.as_str()),
            _ => None,
        });
        out.push_str(value.unwrap_or_default());
        rest = later;
    }
    out.push_str(rest);
    out
}

fn unreadable(text: &str, error: &toml::de::Error) -> Message {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    w::TEMPLATE_UNREADABLE.with("line", line).with("why", error.message())
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn content() -> Content {
        let field = |label: &str, value: &str| Part::Field(label.to_owned(), value.to_owned());
        Content {
            issuer: "街道".to_owned(),
            parts: vec![
                field("件编号", "CY01-2026-000001"),
                field("申请人", "王桂英"),
                field("理由", "不符合"),
                field("不认得", "留着"),
                Part::Seal("街道".to_owned()),
            ],
            title: None,
            names: ["case_number", "applicant", "reason", "unknown", "seal"].map(str::to_owned).to_vec(),
        }
    }

    fn problems(text: &str) -> Vec<String> {
        Template::parse(text).unwrap_err().iter().map(|one| one.say(Lang::Zh)).collect()
    }

    #[test]
    fn every_built_in_template_can_be_read_and_taken_as_a_stations_own() {
        for kind in kinds() {
            let text = built_in(kind).unwrap();
            let template = Template::parse(text).unwrap();
            assert_eq!((template.kind, template.title.as_str()), (kind, kind.phrase().zh));
        }
    }

    #[test]
    fn on_11_what_the_law_wants_on_a_refusal_cannot_be_left_out() {
        let text = built_in(DocumentKind::Refusal).unwrap().replace("is = \"remedies\"", "text = \"救济\"");
        let said = problems(&text);
        assert!(said.iter().any(|one| one.contains("remedies")), "{said:?}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let good = built_in(DocumentKind::Denial).unwrap();
        for (broken, line, word) in [
            ("kind = \"denial\"\ntitle = \n".to_owned(), "第 2 行", ""),
            ("kind = \"letter\"\n".to_owned(), "第 1 行", "letter"),
            (format!("{good}\n[[part]]\nis = \"nonsense\"\n"), "行", "nonsense"),
            (format!("{good}\n[[part]]\nis = \"seal\"\n"), "行", "seal"),
            (format!("{good}\n[[part]]\nlabel = \"x\"\n"), "行", ""),
        ] {
            let said = problems(&broken);
            assert!(said.iter().any(|one| one.contains(line) && one.contains(word)), "{said:?}");
        }
    }

    #[test]
    fn a_template_orders_relabels_and_adds_and_keeps_what_it_does_not_know() {
        let text = "kind = \"denial\"\ntitle = \"不予许可决定书\"\n\
            [[part]]\nis = \"applicant\"\nlabel = \"申请人姓名\"\n\
            [[part]]\ntext = \"{applicant}: 您好.\"\n\
            [[part]]\nis = \"reason\"\n[[part]]\nis = \"seal\"\n";
        let made = Template::read(text).unwrap().apply(content());
        assert_eq!(made.title.as_deref(), Some("不予许可决定书"));
        let said: Vec<String> = made
            .parts
            .iter()
            .map(|part| match part {
                Part::Field(label, value) => format!("{label}={value}"),
                Part::Text(text) | Part::Seal(text) => text.clone(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(said, ["申请人姓名=王桂英", "王桂英: 您好.", "理由=不符合", "不认得=留着", "街道"]);
    }
}
