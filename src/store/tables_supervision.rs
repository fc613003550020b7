//! The tables of supervision: groups, monitors, supervised matters, cards, boxes, openings, visits.

use crate::domain::supervision::{
    BoxOpening, LetterBox, Matter, Monitor, MonitorVisit, WatchCard, WatchGroup,
};

record!(WatchGroup, "watch_group", id, version, voided_at, name, kind, purpose, since, ended_day);
record!(
    Monitor,
    "monitor",
    id,
    version,
    voided_at,
    name,
    phone,
    unit,
    person_id,
    group_id,
    post,
    knows_finance,
    no_relative,
    since,
    until_day,
    ended_day,
    ended_reason
);
record!(Matter, "watched_matter", id, version, voided_at, name, area, way, ended_day);
record!(
    WatchCard,
    "watch_card",
    id,
    version,
    voided_at,
    number,
    monitor_id,
    to_whom,
    issued_day,
    returned_day,
    outcome,
    lost
);
record!(LetterBox, "letter_box", id, version, voided_at, name, place, weekday, ended_day);
record!(
    BoxOpening,
    "box_opening",
    id,
    version,
    voided_at,
    box_id,
    day,
    opened_at,
    operator_id,
    second_id,
    second_monitor_id,
    slips,
    first_slip,
    reason,
    note
);
record!(
    MonitorVisit,
    "monitor_visit",
    id,
    version,
    voided_at,
    monitor_id,
    day,
    matter_id,
    seen,
    finding,
    measure,
    owner_id,
    rectified_day,
    rectified
);
