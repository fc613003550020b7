-- The house: station, operators, catalogue, persons, cases, promises, documents, journal.
--
-- Every journalled table has id, version and voided_at, in this order; columns are only ever added at
-- the end, because row images in the journal are by position. Stamps are milliseconds since the epoch,
-- days are ISO texts in the station's zone.

CREATE TABLE station (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    site INTEGER NOT NULL,
    address TEXT NOT NULL,
    enquiry_phone TEXT NOT NULL,
    complaint_phone TEXT NOT NULL,
    hours TEXT NOT NULL,
    zone TEXT NOT NULL,
    profiles TEXT NOT NULL,
    idle_minutes INTEGER NOT NULL,
    demo INTEGER NOT NULL
) STRICT;

CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    window TEXT NOT NULL,
    person_id INTEGER,
    kin TEXT NOT NULL,
    disabled_at INTEGER,
    settings TEXT NOT NULL
) STRICT;

-- The PIN's Argon2id string; the journal sees its digest only.
CREATE TABLE credential (
    id INTEGER PRIMARY KEY REFERENCES operator (id),
    version INTEGER NOT NULL,
    voided_at INTEGER,
    phc TEXT NOT NULL
) STRICT;

CREATE TABLE grid (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    worker_id INTEGER REFERENCES operator (id),
    worker_name TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    id_number TEXT,
    id_kind TEXT,
    phone TEXT,
    phone2 TEXT,
    address TEXT NOT NULL,
    grid_id INTEGER REFERENCES grid (id),
    birth TEXT,
    sex TEXT,
    tags TEXT NOT NULL
) STRICT;
CREATE INDEX person_id_number ON person (id_number) WHERE id_number IS NOT NULL;

CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    code TEXT NOT NULL UNIQUE,
    quick INTEGER NOT NULL UNIQUE,
    published INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE enquiry (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES item (id),
    item_code TEXT NOT NULL,
    item_name TEXT NOT NULL,
    phone TEXT,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    case_id INTEGER,
    UNIQUE (year, seq)
) STRICT;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES item (id),
    item_code TEXT NOT NULL,
    item_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_step TEXT NOT NULL,
    applicant_id INTEGER NOT NULL REFERENCES person (id),
    applicant_name TEXT NOT NULL,
    agent_name TEXT,
    agent_id_number TEXT,
    agent_phone TEXT,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    deemed INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    received_day TEXT NOT NULL,
    received_reason TEXT,
    complete_day TEXT,
    accepted_day TEXT,
    forwarded_day TEXT,
    organ TEXT,
    organ_document TEXT,
    decided_day TEXT,
    outcome TEXT,
    result TEXT,
    result_document TEXT,
    delivered_day TEXT,
    collector TEXT,
    closed_at INTEGER,
    reason TEXT,
    ground TEXT,
    competent_org TEXT,
    owner_id INTEGER NOT NULL REFERENCES operator (id),
    window TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (year, seq)
) STRICT;
CREATE INDEX cases_open ON cases (id) WHERE state NOT IN ('closed', 'voided');
CREATE INDEX cases_tail ON cases (seq % 10000);
CREATE INDEX cases_applicant ON cases (applicant_id);
CREATE INDEX cases_owner ON cases (owner_id, id) WHERE state NOT IN ('closed', 'voided');
CREATE INDEX cases_state ON cases (state, id);
CREATE INDEX cases_item ON cases (item_code, id);

CREATE TABLE case_material (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    mandatory INTEGER NOT NULL,
    "deferrable" INTEGER NOT NULL,
    deferral_days INTEGER,
    form TEXT NOT NULL,
    copies INTEGER NOT NULL,
    pages INTEGER,
    how_to_obtain TEXT NOT NULL,
    issuer TEXT NOT NULL,
    state TEXT NOT NULL,
    remark TEXT NOT NULL,
    extra_basis TEXT,
    handed_in_day TEXT,
    after_notice INTEGER NOT NULL
) STRICT;
CREATE INDEX case_material_case ON case_material (case_id, place);

CREATE TABLE case_step (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    days INTEGER,
    unit TEXT,
    "by" TEXT NOT NULL,
    act TEXT NOT NULL,
    done_day TEXT,
    done_by INTEGER REFERENCES operator (id),
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX case_step_case ON case_step (case_id, place);

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    second INTEGER NOT NULL,
    override_reason TEXT,
    lines TEXT NOT NULL,
    supplement_promise INTEGER
) STRICT;
CREATE INDEX notice_case ON notice (case_id, id);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    channel TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX note_case ON note (case_id, id);

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kind TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    enquiry_id INTEGER REFERENCES enquiry (id),
    at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    prints INTEGER NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (series, year, seq)
) STRICT;
CREATE INDEX document_case ON document (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX document_enquiry ON document (enquiry_id, id) WHERE enquiry_id IS NOT NULL;

CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    item_id INTEGER REFERENCES item (id),
    owner_id INTEGER NOT NULL REFERENCES operator (id),
    start TEXT NOT NULL,
    due TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    missed_at INTEGER,
    ended_at INTEGER,
    basis TEXT NOT NULL
) STRICT;
CREATE INDEX promise_due ON promise (due, id) WHERE state IN ('running', 'paused') AND voided_at IS NULL;
CREATE INDEX promise_unswept ON promise (due) WHERE state = 'running' AND missed_at IS NULL AND voided_at IS NULL;
CREATE INDEX promise_case ON promise (case_id, id) WHERE case_id IS NOT NULL;

CREATE TABLE number_gap (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    day TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;

-- The journal. An entry hashes the one before it, who, when, the verb, and salted digests of the
-- command and of each row image; salts and images stand beside it and can be erased, the digests stay.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    terminal TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    undoes INTEGER,
    command_digest BLOB NOT NULL,
    rows_digest BLOB NOT NULL,
    row_count INTEGER NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal (subject_kind, subject_id, seq);
CREATE INDEX journal_operator ON journal (operator_id, seq);

CREATE TABLE journal_command (
    seq INTEGER PRIMARY KEY,
    salt BLOB,
    body TEXT
) STRICT;

CREATE TABLE journal_row (
    seq INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before_digest BLOB,
    before_salt BLOB,
    before_image TEXT,
    after_digest BLOB NOT NULL,
    after_salt BLOB,
    after_image TEXT,
    PRIMARY KEY (seq, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_row_of ON journal_row (tbl, row_id, seq);

CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    trusted INTEGER NOT NULL
) STRICT;
INSERT INTO journal_head (id, seq, hash, at, trusted) VALUES (1, 0, zeroblob(32), 0, 0);

-- Outside the journal: what the hand is typing, who has what open, attempts at the door, search keys.
CREATE TABLE draft (
    operator_id INTEGER NOT NULL,
    window TEXT NOT NULL,
    form TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    parked INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (operator_id, window, form, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE presence (
    terminal TEXT NOT NULL PRIMARY KEY,
    operator_id INTEGER NOT NULL,
    case_id INTEGER,
    since INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_attempt (
    operator_id INTEGER NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE search_key (
    key TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (key, person_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE address_fts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');
