-- That somebody is asked to keep out of an entry of the register of feedback (回避), and what the head decided (CP-11).
CREATE TABLE recusal (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    feedback_id INTEGER NOT NULL REFERENCES feedback (id),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by INTEGER NOT NULL REFERENCES operator (id),
    granted INTEGER,
    decided_day TEXT,
    decision TEXT NOT NULL,
    decided_by INTEGER REFERENCES operator (id)
) STRICT;
-- What belongs to an entry is found from it, ended promises and the replies to its cards too (CP-6).
CREATE INDEX promise_feedback ON promise (subject_id) WHERE subject_kind = 'feedback';
CREATE INDEX promise_card ON promise (subject_id) WHERE subject_kind = 'card';
-- The cards of somebody that were concluded, for what is held against a pledge.
CREATE INDEX card_concluded ON card (owner_id, id) WHERE conclusion_id IS NOT NULL AND voided_at IS NULL;
CREATE INDEX recusal_waiting ON recusal (feedback_id) WHERE granted IS NULL AND voided_at IS NULL;
CREATE INDEX recusal_of ON recusal (feedback_id, id) WHERE voided_at IS NULL;
