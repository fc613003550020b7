-- Full agency: authorities, legs of the route, custody of originals, absences, offices, the use of the seal.

-- Who goes for the people of a grid, and who stands in.
ALTER TABLE grid ADD COLUMN agent_id INTEGER REFERENCES operator (id);
ALTER TABLE grid ADD COLUMN substitute_id INTEGER REFERENCES operator (id);

CREATE TABLE authority (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    document_id INTEGER REFERENCES document (id),
    signer TEXT NOT NULL,
    signer_name TEXT NOT NULL,
    signer_id_number TEXT,
    signer_phone TEXT,
    relation TEXT NOT NULL,
    agent_id INTEGER NOT NULL REFERENCES operator (id),
    substitute_id INTEGER REFERENCES operator (id),
    powers TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    signed_day TEXT,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    ended_day TEXT
) STRICT;
CREATE INDEX authority_case ON authority (case_id, id);
-- The round of an agent reads these.
CREATE INDEX authority_agent ON authority (agent_id, case_id)
    WHERE state IN ('unsigned', 'active', 'suspended') AND voided_at IS NULL;
-- One agency at a time: two agents never have the same case.
CREATE UNIQUE INDEX authority_open ON authority (case_id)
    WHERE state IN ('unsigned', 'active', 'suspended') AND voided_at IS NULL;

CREATE TABLE leg (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    office TEXT NOT NULL,
    hands_in TEXT NOT NULL,
    fetches TEXT NOT NULL,
    days INTEGER,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    started_day TEXT,
    ended_day TEXT,
    agent_id INTEGER REFERENCES operator (id),
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX leg_case ON leg (case_id, place, attempt);

-- An original that left its owner's hands: one row, and so one holder, at any time.
CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    material_id INTEGER REFERENCES case_material (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    pages INTEGER NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_operator INTEGER REFERENCES operator (id),
    holder_name TEXT NOT NULL,
    since INTEGER NOT NULL,
    kept_reason TEXT,
    lost_at INTEGER,
    lost_report TEXT,
    lost_consequence TEXT,
    lost_remedy TEXT
) STRICT;
CREATE INDEX original_case ON original (case_id, place);

CREATE TABLE transfer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    original_id INTEGER NOT NULL REFERENCES original (id),
    case_id INTEGER NOT NULL REFERENCES cases (id),
    from_kind TEXT NOT NULL,
    from_operator INTEGER REFERENCES operator (id),
    from_name TEXT NOT NULL,
    to_kind TEXT NOT NULL,
    to_operator INTEGER REFERENCES operator (id),
    to_name TEXT NOT NULL,
    pages INTEGER NOT NULL,
    way TEXT NOT NULL,
    post_number TEXT,
    given_at INTEGER NOT NULL,
    given_by INTEGER NOT NULL REFERENCES operator (id),
    signed INTEGER NOT NULL,
    received_at INTEGER,
    received_by INTEGER REFERENCES operator (id),
    received_pages INTEGER,
    came_back INTEGER NOT NULL,
    remark TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX transfer_case ON transfer (case_id, original_id, id);
-- An original is on its way once at a time.
CREATE UNIQUE INDEX transfer_open ON transfer (original_id) WHERE received_at IS NULL AND voided_at IS NULL;

CREATE TABLE absence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX absence_operator ON absence (operator_id, until_day);

CREATE TABLE office (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX office_name ON office (name) WHERE voided_at IS NULL;

-- The register of the seal: which paper, what for, who approved, who pressed it.
CREATE TABLE seal_use (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    at INTEGER NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    document_id INTEGER NOT NULL REFERENCES document (id),
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    copies INTEGER NOT NULL,
    approver TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE INDEX seal_use_at ON seal_use (at);

-- A station's own templates of documents; an empty body puts the built-in one back in use.
CREATE TABLE template (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX template_kind ON template (kind) WHERE voided_at IS NULL;
