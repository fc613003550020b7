-- Kept promises: pauses, extensions, cards and their conclusions; what the supervisor's board filters by.

-- What a board narrows promises by; nothing for promises from before.
ALTER TABLE promise ADD COLUMN department TEXT;
ALTER TABLE promise ADD COLUMN grid_id INTEGER;
ALTER TABLE promise ADD COLUMN window TEXT;

-- The board reads its filters and counts from this index alone.
DROP INDEX promise_due;
CREATE INDEX promise_board ON promise (
    due, id, kind, owner_id, item_id, department, grid_id, window, provisional, state, case_id, missed_at
) WHERE state IN ('running', 'paused') AND voided_at IS NULL;

-- A special procedure (SU-1): the clock stands still once its written notice has a number.
CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    days INTEGER NOT NULL,
    unit TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    reason TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX pause_case ON pause (case_id, id);

-- The one extension of a case (CL-17).
CREATE TABLE extension (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    day TEXT NOT NULL,
    days INTEGER NOT NULL,
    unit TEXT NOT NULL,
    approver TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    reason TEXT NOT NULL,
    old_due TEXT NOT NULL,
    new_due TEXT NOT NULL
) STRICT;
CREATE INDEX extension_case ON extension (case_id, id);

-- The recorded end of one or several cards: cause, who answers for it, what is done.
CREATE TABLE conclusion (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    responsible TEXT NOT NULL,
    measure TEXT NOT NULL,
    approved_by INTEGER NOT NULL REFERENCES operator (id)
) STRICT;

-- A card (WA-2) or an urging (督办): a record, never deleted.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kind TEXT NOT NULL,
    by_rule INTEGER NOT NULL,
    promise_id INTEGER NOT NULL REFERENCES promise (id),
    case_id INTEGER REFERENCES cases (id),
    owner_id INTEGER NOT NULL REFERENCES operator (id),
    issued_at INTEGER NOT NULL,
    issued_by INTEGER NOT NULL REFERENCES operator (id),
    appears_at INTEGER NOT NULL,
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    reply_promise INTEGER REFERENCES promise (id),
    read_at INTEGER,
    reply TEXT,
    replied_at INTEGER,
    replied_by INTEGER REFERENCES operator (id),
    closed_at INTEGER,
    closed_by INTEGER REFERENCES operator (id),
    cancelled TEXT,
    conclusion_id INTEGER REFERENCES conclusion (id)
) STRICT;
-- A rule issues a card of a kind for a promise once, however many sweeps meet it.
CREATE UNIQUE INDEX card_by_rule ON card (promise_id, kind) WHERE by_rule = 1 AND voided_at IS NULL;
CREATE INDEX card_open ON card (owner_id, id) WHERE closed_at IS NULL AND cancelled IS NULL AND voided_at IS NULL;
CREATE INDEX card_promise ON card (promise_id, id);
CREATE INDEX card_day ON card (day, id);

-- The month reads cases by the days on which they came and went.
CREATE INDEX cases_received ON cases (received_day);
CREATE INDEX cases_decided ON cases (decided_day) WHERE decided_day IS NOT NULL;
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX notice_day ON notice (day) WHERE second = 1;
