//! Forms as a clerk meets them: keys, drafts, shapes of the JSON.

mod anything;
mod drafts;
mod keys;
mod problems;
mod shapes;

use super::*;
use crate::calendar::{Calendar, Day, Unit, parse_day};
use crate::domain::material::MaterialState;
use crate::words::{Lang, Message};

const CARD: &str = "11010519491231002X";

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn material(place: u16, name: &str, mandatory: bool, deferrable: bool) -> KnownMaterial {
    KnownMaterial {
        place,
        name: name.to_owned(),
        form: None,
        mandatory,
        deferrable,
        state: MaterialState::Missing,
        remark: String::new(),
    }
}

fn item(code: &str, quick: u16, name: &str) -> KnownItem {
    KnownItem {
        pick: Pick::new(code, Some(quick), name),
        committed: Some((20, Unit::Wd)),
        agent_allowed: true,
        fee_fen: 0,
        on_the_spot: false,
        deemed_after: Some((5, Unit::Wd)),
        materials: vec![
            material(1, "身份证", true, false),
            material(2, "户口簿", true, false),
            material(3, "收入证明", true, true),
            material(4, "照片", false, false),
        ],
    }
}

fn known() -> Known {
    let mut known = Known::new(day("2026-11-23"), Calendar::built_in());
    let spot = KnownItem { on_the_spot: true, agent_allowed: false, ..item("HJ01", 21, "居住证明") };
    known.items = vec![item("MZ01", 12, "低保申请"), spot, item("MZ02", 120, "临时救助")];
    known.operators = vec![Pick::new("01", None, "刘主任"), Pick::new("03", None, "张敏")];
    known.grids = vec![Pick::new("03", None, "朝阳里"), Pick::new("05", None, "光明村")];
    known.materials = item("MZ01", 12, "低保申请").materials;
    known
}

fn take() -> Form {
    // The materials of a new case come with its item.
    Form::new(&forms::TAKE, Known { materials: Vec::new(), ..known() })
}

/// Types text, and does for looked-up persons what the application does.
fn type_in(form: &mut Form, text: &str) -> Outcome {
    let mut last = Outcome::None;
    for c in text.chars() {
        last = press(form, Input::Char(c));
    }
    last
}

/// One key, and the answer of the application where the form asks for 王桂英.
fn press(form: &mut Form, input: Input) -> Outcome {
    let outcome = form.handle(input);
    if let Outcome::Left { ask: Some(Lookup::Person { id_number }), .. } = &outcome
        && id_number == CARD
    {
        form.fill("applicant.name", "王桂英", true);
        form.fill("applicant.phone", "13800006021", true);
        form.fill("applicant.address", "朝阳里 3幢2单元301", true);
        form.fill("applicant.grid", "03", true);
    }
    outcome
}

fn zh(message: &Message) -> String {
    message.say(Lang::Zh)
}

fn field<'a>(form: &'a Form, id: &str) -> FieldView<'a> {
    form.fields().find(|field| field.spec.id == id).unwrap()
}
