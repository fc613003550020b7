-- Supervision (民主监督): who watches the station, what they watch, cards, boxes, and visits with what was found.

-- A group of monitors: a supervision committee (居务监督委员会) or a group (监督小组).
CREATE TABLE watch_group (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    since TEXT NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX watch_group_name ON watch_group (name) WHERE voided_at IS NULL;

-- A monitor (监督员): a resident invited for a term, without sign-in, and no relative of anybody who works here (CP-14).
CREATE TABLE monitor (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    unit TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    group_id INTEGER REFERENCES watch_group (id),
    post TEXT NOT NULL,
    knows_finance INTEGER NOT NULL,
    no_relative INTEGER NOT NULL,
    since TEXT NOT NULL,
    until_day TEXT NOT NULL,
    ended_day TEXT,
    ended_reason TEXT NOT NULL
) STRICT;
CREATE INDEX monitor_group ON monitor (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX monitor_person ON monitor (person_id) WHERE person_id IS NOT NULL;

-- A supervised matter (监督事项), with the way in which it is watched.
CREATE TABLE watched_matter (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    area TEXT NOT NULL,
    way TEXT NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX watched_matter_name ON watched_matter (name) WHERE voided_at IS NULL;

-- A supervision card (监督卡), handed to a monitor or to a resident; the numbers have no gap, since a card that was
-- taken back by an undo keeps its row.
CREATE TABLE watch_card (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number INTEGER NOT NULL,
    monitor_id INTEGER REFERENCES monitor (id),
    to_whom TEXT NOT NULL,
    issued_day TEXT NOT NULL,
    returned_day TEXT,
    outcome TEXT NOT NULL,
    lost INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX watch_card_number ON watch_card (number);
CREATE INDEX watch_card_monitor ON watch_card (monitor_id) WHERE monitor_id IS NOT NULL;

-- A letter box (意见箱) with its fixed day of opening: 1 to 7 is Monday to Sunday, 0 is any day.
CREATE TABLE letter_box (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    weekday INTEGER NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX letter_box_name ON letter_box (name) WHERE voided_at IS NULL;

-- An opening of a box (开箱记录) by two people; its slips carry the numbers from first_slip on, without a gap over all
-- boxes, since an opening that was taken back by an undo keeps its row.
CREATE TABLE box_opening (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    box_id INTEGER NOT NULL REFERENCES letter_box (id),
    day TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    second_id INTEGER REFERENCES operator (id),
    second_monitor_id INTEGER REFERENCES monitor (id),
    slips INTEGER NOT NULL,
    first_slip INTEGER NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX box_opening_box ON box_opening (box_id, day);
CREATE INDEX box_opening_monitor ON box_opening (second_monitor_id) WHERE second_monitor_id IS NOT NULL;

-- A visit of a monitor (监督走访): what they looked at, what they found, and how it is put right.
CREATE TABLE monitor_visit (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    monitor_id INTEGER NOT NULL REFERENCES monitor (id),
    day TEXT NOT NULL,
    matter_id INTEGER REFERENCES watched_matter (id),
    seen TEXT NOT NULL,
    finding TEXT NOT NULL,
    measure TEXT NOT NULL,
    owner_id INTEGER REFERENCES operator (id),
    rectified_day TEXT,
    rectified TEXT NOT NULL
) STRICT;
CREATE INDEX monitor_visit_day ON monitor_visit (day, id) WHERE voided_at IS NULL;
CREATE INDEX monitor_visit_monitor ON monitor_visit (monitor_id);
CREATE INDEX monitor_visit_matter ON monitor_visit (matter_id) WHERE matter_id IS NOT NULL;
CREATE INDEX monitor_visit_owner ON monitor_visit (owner_id) WHERE owner_id IS NOT NULL;
