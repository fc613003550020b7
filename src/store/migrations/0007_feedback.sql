-- Feedback (监督反馈): who may open sealed identities, the register of all channels, whom an entry is about, what was
-- done with it, and what is sealed.

-- Somebody to whose public key identities are sealed (CP-7); the private key is wrapped with a passphrase or file.
CREATE TABLE opener (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    public_key TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    since TEXT NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX opener_operator ON opener (operator_id) WHERE voided_at IS NULL;

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    naming TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    day TEXT NOT NULL,
    content TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    people INTEGER NOT NULL,
    representatives TEXT NOT NULL,
    item_code TEXT NOT NULL,
    matter TEXT NOT NULL,
    reference TEXT NOT NULL,
    review_of INTEGER REFERENCES feedback (id),
    state TEXT NOT NULL,
    owner_id INTEGER REFERENCES operator (id),
    second_id INTEGER REFERENCES operator (id),
    passed_to TEXT NOT NULL,
    accepted_day TEXT,
    extended_day TEXT,
    claim TEXT NOT NULL,
    facts TEXT NOT NULL,
    opinion TEXT NOT NULL,
    basis TEXT NOT NULL,
    cause TEXT NOT NULL,
    measure TEXT NOT NULL,
    rectified_day TEXT,
    answer TEXT NOT NULL,
    answered_day TEXT,
    satisfied INTEGER,
    revisited_day TEXT,
    closed_day TEXT,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE UNIQUE INDEX feedback_number ON feedback (number);
CREATE INDEX feedback_state ON feedback (state, id) WHERE voided_at IS NULL;
CREATE INDEX feedback_day ON feedback (day, id) WHERE voided_at IS NULL;

-- Whom an entry complains about: they and their near relatives neither see nor handle it (CP-6, CP-14).
CREATE TABLE feedback_subject (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    feedback_id INTEGER NOT NULL REFERENCES feedback (id),
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE INDEX feedback_subject_of ON feedback_subject (operator_id, feedback_id) WHERE voided_at IS NULL;
CREATE INDEX feedback_subject_in ON feedback_subject (feedback_id) WHERE voided_at IS NULL;

CREATE TABLE feedback_event (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    feedback_id INTEGER NOT NULL REFERENCES feedback (id),
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    text TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE INDEX feedback_event_of ON feedback_event (feedback_id, id);

-- An identity, sealed to one opener (CP-7).
CREATE TABLE sealed (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    feedback_id INTEGER NOT NULL REFERENCES feedback (id),
    opener_id INTEGER NOT NULL REFERENCES opener (id),
    sealed_box TEXT NOT NULL
) STRICT;
CREATE INDEX sealed_of ON sealed (feedback_id);
