-- Integrity pledges (廉政承诺) of operators, and what was found that touches them.

-- What an operator promised, from a day on; the next one ends it and leaves it standing.
CREATE TABLE pledge (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX pledge_of ON pledge (operator_id, day) WHERE voided_at IS NULL;

-- That a conclusion of a card, or a finding of a monitor, touches a pledge.
CREATE TABLE pledge_link (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    pledge_id INTEGER NOT NULL REFERENCES pledge (id),
    card_id INTEGER REFERENCES card (id),
    visit_id INTEGER REFERENCES monitor_visit (id),
    day TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX pledge_link_of ON pledge_link (pledge_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX pledge_link_card ON pledge_link (card_id) WHERE voided_at IS NULL AND card_id IS NOT NULL;
CREATE UNIQUE INDEX pledge_link_visit ON pledge_link (visit_id) WHERE voided_at IS NULL AND visit_id IS NOT NULL;
