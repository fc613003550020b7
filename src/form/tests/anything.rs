//! No input, in whatever order, breaks a form.

use super::*;
use crate::calendar::Stamp;
use proptest::prelude::*;

fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::sample::select("0123456789+-*=. ".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("tgzxX:王桂英。．１＋　买·zqbq\n\t\u{200d}\u{301}👨".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        12 => character().prop_map(Input::Char),
        2 => prop::sample::select(vec![CARD, "13800006021", "12", "03", "+5g", ".zq", "a\tb\nc"])
            .prop_map(|text| Input::Paste(text.to_owned())),
        1 => ".{0,40}".prop_map(Input::Paste),
        1 => (0_u8..12).prop_map(Input::GoTo),
        8 => prop::sample::select(vec![
            Input::Enter, Input::Tab, Input::BackTab, Input::NewLine, Input::Backspace, Input::Delete, Input::Left,
            Input::Right, Input::Home, Input::End, Input::Up, Input::Down, Input::FieldExit, Input::FieldBack,
            Input::ClearField, Input::Dup, Input::Choices, Input::Undo, Input::Redo,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn focus_stays_valid_and_drafts_come_back(
        which in 0..forms::every().count(),
        organ in any::<bool>(),
        inputs in prop::collection::vec(input(), 0..60),
    ) {
        let mut known = known();
        known.facts = Facts { organ_accepts: organ, organ_decides: organ, earlier_notice: organ, unproven_procedure: organ, unsigned_authority: organ, record_exists: !organ };
        let spec = forms::every().nth(which).unwrap();
        let mut form = Form::new(spec, known.clone());
        form.remember(serde_json::json!({"item": "MZ01", "applicant": {"address": 7}, "materials": [{"name": "1"}]}));
        for (at, input) in inputs.into_iter().enumerate() {
            press(&mut form, input);
            form.changed_at(Stamp::from_millis(i64::try_from(at).unwrap() * 50));
            let visible: Vec<_> = form.fields().map(|field| field.spec.id).collect();
            prop_assert!(form.focused().is_none_or(|id| visible.contains(&id)));
            prop_assert_eq!(form.focused().is_none(), visible.is_empty());
            prop_assert_eq!(form.fields().filter(|field| field.focused).count(), visible.len().min(1));
            prop_assert!(form.picker().is_none_or(|place| place == 0 || place < form.choices().len()));
        }
        let mut again = Form::new(spec, known);
        prop_assert_eq!(again.restore(&form.draft()), Ok(()));
        let (mut now, mut then) = (form.to_json(), again.to_json());
        for json in [&mut now, &mut then] {
            // A day that cannot be read is kept as typed, and typed text may be trimmed.
            prop_assert!(json.is_object());
        }
        prop_assert_eq!(now, then);
        form.problems();
        let _ = form.submit();
    }
}
