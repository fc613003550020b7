//! Laws of the arithmetic that hold for every start, period and pause, against a slow model.

use chrono::Duration;
use proptest::prelude::*;

use super::{Calendar, Day, Pause, Term, Unit};

fn a_day() -> impl Strategy<Value = Day> {
    (0_i64..365 * 10).prop_map(|days| Day::from_ymd_opt(2019, 1, 1).unwrap() + Duration::days(days))
}

fn a_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Wd), Just(Unit::Cd)]
}

fn a_term() -> impl Strategy<Value = Term> {
    let pauses = prop::collection::vec((-30_i64..200, -5_i64..60), 0..5);
    (a_day(), 0_u32..150, a_unit(), prop::option::of(0_u32..30), pauses).prop_map(
        |(start, days, unit, extension, pauses)| {
            let pause = |(offset, length)| {
                let from = start + Duration::days(offset);
                Pause { from, to: Some(from + Duration::days(length)) }
            };
            let pauses = pauses.into_iter().map(pause).collect();
            Term { extension, pauses, ..Term::new(start, days, unit) }
        },
    )
}

/// The rules as they are written down, a day at a time, asking every pause about every day.
fn model(calendar: &Calendar, term: &Term) -> Day {
    let paused =
        |day: Day| term.pauses.iter().any(|pause| pause.from < day && pause.to.is_some_and(|to| day <= to));
    let mut day = term.start;
    let mut counted = 0;
    while counted < term.length() {
        day += Duration::days(1);
        if !paused(day) && (term.period.unit == Unit::Cd || calendar.is_working(day)) {
            counted += 1;
        }
    }
    while term.length() > 0 && (paused(day) || !calendar.is_working(day)) {
        day += Duration::days(1);
    }
    day
}

proptest! {
    #[test]
    fn su_3_pauses_are_united_as_a_day_by_day_model_does(term in a_term()) {
        let calendar = Calendar::built_in();
        prop_assert_eq!(calendar.due(&term).day, model(&calendar, &term));
    }

    #[test]
    fn cl_14_a_later_start_is_never_due_earlier(term in a_term(), later in 0_i64..40) {
        let calendar = Calendar::built_in();
        let moved = Term { start: term.start + Duration::days(later), ..term.clone() };
        prop_assert!(calendar.due(&moved).day >= calendar.due(&term).day);
    }

    #[test]
    fn cl_14_more_days_are_never_due_earlier(term in a_term(), more in 0_u32..40) {
        let calendar = Calendar::built_in();
        let mut longer = term.clone();
        longer.period.days += more;
        prop_assert!(calendar.due(&longer).day >= calendar.due(&term).day);
    }

    #[test]
    fn su_3_a_further_pause_is_never_due_earlier(term in a_term(), offset in -30_i64..200, length in 0_i64..60) {
        let calendar = Calendar::built_in();
        let from = term.start + Duration::days(offset);
        let mut further = term.clone();
        further.pauses.push(Pause { from, to: Some(from + Duration::days(length)) });
        prop_assert!(calendar.due(&further).day >= calendar.due(&term).day);
    }

    #[test]
    fn cl_21_the_explanation_agrees_with_the_date(term in a_term()) {
        let calendar = Calendar::built_in();
        let notes = calendar.explain(&term);
        let due = calendar.due(&term);
        prop_assert_eq!(notes.last().map(|note| note.day), Some(due.day));
        prop_assert_eq!(notes.first().map(|note| note.day), Some(term.start));
        prop_assert_eq!(notes.iter().filter(|note| note.counts).count(), term.length() as usize);
        let paused = notes.iter().filter(|note| note.why == super::Why::Paused).count();
        prop_assert_eq!(paused, due.excluded as usize);
        prop_assert!(notes.iter().zip(notes.iter().skip(1)).all(|(one, next)| one.day.succ_opt() == Some(next.day)));
    }

    #[test]
    fn cl_20_exceptions_rebuild_the_same_answer(term in a_term()) {
        let next_notice_only = "date,kind,name\n2022-12-29,work,元旦\n2022-12-31,off,元旦\n2023-01-02,off,元旦\n";
        for calendar in [Calendar::built_in(), Calendar::from_csv(next_notice_only).unwrap(), Calendar::default()] {
            let rebuilt = Calendar::from_exceptions(&calendar.exceptions(&term));
            prop_assert_eq!(rebuilt.explain(&term), calendar.explain(&term));
            prop_assert_eq!(rebuilt.due(&term), calendar.due(&term));
        }
    }

    #[test]
    fn cl_15_elapsed_adds_up_and_remaining_is_its_rest(
        start in a_day(), days in 1_u32..120, unit in a_unit(), ahead in 0_i64..200,
    ) {
        let calendar = Calendar::built_in();
        let due = calendar.due(&Term::new(start, days, unit)).day;
        let today = start + Duration::days(ahead);
        let whole = calendar.elapsed(start, due, unit);
        if unit == Unit::Wd {
            prop_assert_eq!(whole, i64::from(days));
        }
        prop_assert_eq!(calendar.elapsed(start, today, unit) + calendar.elapsed(today, due, unit), whole);
        let left = calendar.remaining(today, due, unit);
        prop_assert_eq!(left < 0, today > due);
        prop_assert_eq!(left == 0, today == due);
        if today <= due {
            prop_assert_eq!(left, whole - calendar.elapsed(start, today, unit));
        }
    }
}
